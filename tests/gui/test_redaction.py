"""Redacted copies in the window: each answer is kept, blocks are drawn by key and by mouse, and nothing leaves that can
still be read."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from caseorg.domain.case import CaseFile, CaseId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.privacy.kinds import Personal
from caseorg.domain.redaction.audience import Audience
from caseorg.domain.redaction.marks import MarkState, audience_of
from caseorg.domain.redaction.remains import RereadPage
from caseorg.gui.redaction.dialog import RedactionDialog
from caseorg.gui.redaction.work import load
from caseorg.gui.window import MainWindow
from caseorg.jobs.intake import add_files
from caseorg.ocr.engine import is_available
from caseorg.resources import resource
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace
from gui.conftest import OpenWindow
from gui.hands import click, dialog, press, wait

pytestmark = pytest.mark.skipif(not is_available(), reason="pictures cannot be read on this machine")
SAID = ("您好，卡密无效", "手机号13800138000请充值", "卡密：AB12-CD34-EF56-GH78")


@pytest.fixture
def window(open_window: OpenWindow, workspace: Workspace, case_id: CaseId, tmp_path: Path) -> MainWindow:
    """A case with one small screenshot, and the dialog open."""
    picture = Image.new("RGB", (540, 260), "white")
    font = ImageFont.truetype(str(resource("fonts/NotoSansSC-Regular.ttf")), 26)
    for place, text in enumerate(SAID):
        ImageDraw.Draw(picture).text((24, 40 + 60 * place), text, "black", font)
    picture.save(tmp_path / "chat.png")
    list(add_files(workspace, case_id, [tmp_path / "chat.png"]))
    window = open_window(workspace)
    press(window, "Ctrl+B")
    wait(window)
    return window


def redaction(window: MainWindow) -> RedactionDialog:
    return dialog(window, RedactionDialog)


def stored(window: MainWindow) -> CaseFile:
    assert window.desk.case
    return window.desk.tasks.workspace.read(load_case, window.desk.case.id)


def states(window: MainWindow) -> list[tuple[Personal, MarkState]]:
    found = redaction(window).loaded
    assert found
    return [(mark.kind, mark.state) for mark in found.plan.marks]


def key(window: MainWindow, of: Callable[[RedactionDialog], object], *keys: str) -> None:
    """Presses keys in a part of the dialog."""
    part = of(redaction(window))
    for one in keys:
        part.setFocus()  # type: ignore[attr-defined]
        QTest.keySequence(part, one)  # type: ignore[call-overload]
        wait(window)


def test_by_keyboard_alone_from_what_is_found_to_the_copy(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = redaction(window)
    assert states(window) == [(Personal.PHONE, MarkState.OPEN), (Personal.CODE, MarkState.OPEN)]
    key(window, lambda one: one.marks, "Return")
    assert states(window)[0] == (Personal.PHONE, MarkState.CONFIRMED)
    assert shown.now and shown.now.kind is Personal.CODE  # on to what waits
    key(window, lambda one: one.marks, "Del")
    assert states(window)[1] == (Personal.CODE, MarkState.LEFT)
    key(window, lambda one: one.marks, "N")
    before = shown.picture.draft
    key(window, lambda one: one.picture, "Right", "Shift+Down")
    after = shown.picture.draft
    assert before and after
    assert (after.left, after.bottom) == (before.left + 8, before.bottom + 8)
    key(window, lambda one: one.picture, "Return")
    assert (Personal.UNKNOWN, MarkState.CONFIRMED) in states(window)
    assert {audience_of(one) for one in stored(window).decisions} == {Audience.PUBLIC}

    copy = tmp_path / "copy.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(copy), ""))
    key(window, lambda one: one.marks, "Ctrl+Return")
    assert copy.is_file() and (tmp_path / "copy_脱敏记录.txt").is_file(), shown.problem.text()
    with Image.open(copy) as picture:
        (phone, *_) = [mark.box for mark in shown.loaded.plan.burnt] if shown.loaded else []
        assert picture.convert("L").crop((phone.left, phone.top, phone.right, phone.bottom)).getextrema() == (0, 0)


def test_a_block_is_drawn_with_the_mouse_moved_and_taken_away(window: MainWindow) -> None:
    shown = redaction(window)
    view, left = shown.picture.viewport(), Qt.MouseButton.LeftButton
    start = shown.picture.mapFromScene(24, 36)
    end = shown.picture.mapFromScene(120, 76)
    QTest.mousePress(view, left, pos=start)
    QTest.mouseMove(view, (start + end) / 2)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, left, pos=end)
    wait(window)
    assert states(window)[0] == (Personal.UNKNOWN, MarkState.CONFIRMED)
    shown.marks.setCurrentRow(0)
    first = shown.now
    key(window, lambda one: one.marks, "M")
    key(window, lambda one: one.picture, *["Right"] * 20, "Return")
    drawn = [mark for mark in shown.loaded.plan.marks if mark.kind is Personal.UNKNOWN] if shown.loaded else []
    assert first and [mark.id != first.id for mark in drawn] == [True]
    window.desk.history.stack.undo()
    wait(window)
    assert next(mark.id for mark in (shown.loaded.plan.marks if shown.loaded else ())) == first.id
    QTest.mouseClick(view, left, pos=start + QPoint(4, 4))
    assert shown.now and shown.now.id == first.id
    key(window, lambda one: one.marks, "Del")
    assert Personal.UNKNOWN not in [kind for kind, _ in states(window)]


def drag(window: MainWindow, start: QPoint, end: QPoint) -> None:
    view, left = redaction(window).picture.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(view, left, pos=start)
    QTest.mouseMove(view, (start + end) / 2)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, left, pos=end)
    wait(window)


def test_a_block_that_was_not_moved_after_all_stays_where_the_next_one_is_drawn(window: MainWindow) -> None:
    shown = redaction(window)
    drag(window, shown.picture.mapFromScene(24, 36), shown.picture.mapFromScene(120, 76))
    shown.marks.setCurrentRow(0)
    first = shown.now
    key(window, lambda one: one.marks, "M")
    key(window, lambda one: one.picture, "Right", "Esc")
    drag(window, shown.picture.mapFromScene(300, 200), shown.picture.mapFromScene(400, 240))
    drawn = [mark.id for mark in shown.loaded.plan.marks if mark.kind is Personal.UNKNOWN] if shown.loaded else []
    assert first and first.id in drawn and len(drawn) == 2


def test_nothing_is_exported_that_lacks_an_answer_or_belongs_to_something_else(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, asked = redaction(window), list[object]()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: asked.append(words) or ("", ""))
    QTest.keySequence(shown.marks, "Return")  # type: ignore[call-overload]
    QTest.keySequence(shown.marks, "Ctrl+Return")  # type: ignore[call-overload]
    assert not asked and not shown.export.isEnabled()
    wait(window)
    assert shown.export.isEnabled()
    key(window, lambda one: one.marks, "N")
    shown.choice.audience.setCurrentIndex(shown.choice.audience.findData(Audience.MERCHANT))
    assert shown.picture.draft is None and shown.loaded is None and not shown.export.isEnabled()
    wait(window)
    assert shown.export.isEnabled()


def test_a_document_of_which_not_all_is_read_is_told_before_anything_is_answered(window: MainWindow) -> None:
    shown, workspace = redaction(window), window.desk.tasks.workspace
    assert shown.loaded
    asked = shown.loaded.asked
    longer = replace(asked, item=replace(asked.item, pages=2), reading=shown.loaded.plan.reading)
    found = load(workspace, longer)
    assert isinstance(found, CaseorgError) and "more pages" in found.what


def test_what_can_still_be_read_is_pointed_at_and_made_wider(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = redaction(window)
    key(window, lambda one: one.marks, "A")
    monkeypatch.setattr("caseorg.jobs.redaction.look_at_picture", lambda *_: RereadPage((), (), (1,)))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "copy.png"), ""))
    click(shown.export)
    wait(window)
    assert not (tmp_path / "copy.png").exists()
    assert shown.problem.isVisible() and "第2处" in shown.problem.text()
    narrow = shown.now
    assert narrow and narrow.kind is Personal.CODE
    key(window, lambda one: one.marks, "W")
    wide = [mark.box for mark in shown.loaded.plan.burnt] if shown.loaded else []
    assert any(box.left < narrow.box.left and box.right > narrow.box.right for box in wide)


def test_for_the_merchant_less_is_found_and_answers_stand_apart(window: MainWindow) -> None:
    key(window, lambda one: one.marks, "A")
    shown = redaction(window)
    shown.choice.audience.setCurrentIndex(shown.choice.audience.findData(Audience.MERCHANT))
    wait(window)
    assert shown.loaded and not shown.loaded.plan.burnt
