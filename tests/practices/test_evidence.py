"""What can be added as evidence: rows of docs/practices.md."""

import wave
from pathlib import Path

import pytest
from PIL import Image

from practices.places import Shown
from practices.told import titled


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Text, picture and voice."""
    made = [tmp_path / name for name in ("聊天.txt", "订单.png", "客服来电.wav")]
    made[0].write_text("2026-11-01 14:30 客服：48小时内处理", encoding="utf-8")
    Image.new("RGB", (60, 120), "white").save(made[1])
    with wave.open(str(made[2]), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(1600))
    return made


def test_text_picture_and_voice_are_taken_as_evidence(shown: Shown, files: list[Path]) -> None:
    found = shown("caseorg add", titled("三种材料"), *map(str, files))
    assert [f"证据{number}" in found for number in (1, 2, 3)] == [True, True, True], found
    assert found.count("已入库") == 3, found
