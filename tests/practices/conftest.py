"""One data folder for all rows, and the places where a user meets advice."""

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from caseorg.i18n import use_language
from practices.places import KNOWLEDGE, Shown, Stored

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def _stored(_sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Stored:
    """With the sample case in it, whose evidence is real."""
    return Stored(shutil.copytree(_sample_template, tmp_path_factory.mktemp("practices") / "data"))


@pytest.fixture
def shown(
    _stored: Stored, qapp: QApplication, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Shown:
    """What a place shows of a case, in Chinese; the knowledge is read once for all."""
    monkeypatch.setattr("caseorg.knowledge.opening.open_knowledge", lambda _: KNOWLEDGE)
    monkeypatch.setenv("CASEORG_LANGUAGE", "zh_CN")
    use_language("zh_CN")
    return Shown(_stored, capsys)
