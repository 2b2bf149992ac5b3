"""What the user chose is remembered, and what else stands in the file stays."""

from pathlib import Path

from caseorg.settings import FILE, load_settings, store_reading


def test_reading_is_on_until_it_is_turned_off(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('language = "en"  # mine\n', encoding="utf-8")
    settings = load_settings(tmp_path, {})
    assert settings.reading
    assert not store_reading(settings, False).reading
    assert not load_settings(tmp_path, {}).reading
    assert '"en"  # mine' in (tmp_path / FILE).read_text(encoding="utf-8")
    store_reading(settings, True)
    assert load_settings(tmp_path, {}).reading
