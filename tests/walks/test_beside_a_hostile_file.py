"""The window goes on while a file is looked into that has no end."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from caseorg.children.keeper import Watch
from caseorg.children.limits import work_of
from caseorg.domain.timeline import TimelineEntry
from caseorg.gui.timeline.model import ROW
from caseorg.gui.window import MainWindow
from gui.hands import drop, select_row, wait
from hurry import hurry
from pdf.hostile import nested_forms
from waiting import PATIENCE, PATIENCE_MILLISECONDS


def names(window: MainWindow) -> list[str]:
    rows = [window.page.model.index(row).data(ROW) for row in range(window.page.model.rowCount())]
    return [entry.evidence[0].name for entry in rows if isinstance(entry, TimelineEntry) and entry.evidence]


def test_a_document_without_end_comes_in_beside_the_others_and_the_window_answers(
    sample_window: MainWindow, shots: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """What it answers meanwhile: the worker over the file is ended only once the window took an event in its turn."""
    endless = tmp_path / "nested.pdf"
    endless.write_bytes(nested_forms())
    begun, turned = Event(), Event()

    class Awaited(Watch):
        def look(self) -> None:
            worked = work_of(self._child.pid) - self._before
            if worked > 1:
                begun.set()
            if turned.is_set() or worked > PATIENCE:
                super().look()

    monkeypatch.setattr("caseorg.children.pool.Watch", Awaited)
    hurry(monkeypatch, nested_forms())
    drop(sample_window, [endless, *shots])
    qtbot.waitUntil(begun.is_set, timeout=PATIENCE_MILLISECONDS)
    assert not sample_window.desk.tasks.idle
    turned.set()
    wait(sample_window)
    assert {"nested.pdf", *(shot.name for shot in shots)} <= set(names(sample_window))
    case = sample_window.desk.case
    assert case
    (item,) = (item for item in case.evidence if item.name == "nested.pdf")
    assert item.unshown


def test_a_text_in_one_line_is_shown_in_short_ones(sample_window: MainWindow, tmp_path: Path) -> None:
    """Qt takes the square of a line's length."""
    file = tmp_path / "log.txt"
    file.write_text("x" * 1_900_000, encoding="utf-8")
    drop(sample_window, [file])
    wait(sample_window)
    select_row(sample_window, names(sample_window).index("log.txt"))
    wait(sample_window)
    (shown,) = (edit for edit in sample_window.inspector.findChildren(QPlainTextEdit) if len(edit.toPlainText()) > 1000)
    assert max(map(len, shown.toPlainText().split("\n"))) <= 2000
