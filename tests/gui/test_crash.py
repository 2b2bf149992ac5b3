"""The crash net's report says where, never what about."""

import sys
from pathlib import Path

import pytest

from caseorg.gui import crash


def test_a_report_holds_the_place_and_no_text_of_a_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crash, "_show", lambda text, file: None)  # a dialog would wait for a person
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    crash.install(tmp_path)

    try:
        int("林晓㛃 13800001234")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)

    log = (tmp_path / crash.LOG).read_text(encoding="utf-8")
    assert "ValueError" in log
    assert "test_crash.py" in log
    assert "林晓" not in log
    assert "1380000" not in log
