"""Nothing typed is lost: every field of every form is there again after its program was killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLineEdit, QListWidget, QPlainTextEdit, QSpinBox, QWidget

from caseorg.actions.case import edit_case
from caseorg.gui.cases.case_dialog import CaseDialog
from caseorg.gui.cases.profile_dialog import ProfileDialog
from caseorg.gui.check.answers_dialog import AnswersDialog
from caseorg.gui.drafts import DraftKeeper
from caseorg.gui.fields import Field, is_editable, value_of
from caseorg.gui.forms import FormDialog
from caseorg.gui.quoting import QuotePane
from caseorg.gui.timeline.event_dialog import EventDialog
from caseorg.gui.window import MainWindow
from caseorg.gui.wizard.dialog import Wizard
from caseorg.gui.wizard.note_boxes import Notes
from caseorg.jobs.sample import SAMPLE
from caseorg.store.drafts import Typed, draft_file, drop_drafts, read_draft, write_draft
from caseorg.store.queries import load_case
from gui.hands import click, click_text, dialog, press, select_row, type_into, wait

KINDS = (QLineEdit, QPlainTextEdit, QComboBox, QCheckBox, QListWidget, QSpinBox)
NOT_KEPT = {
    "筛选案件": "a filter: what it finds is shown at once, and nothing is stored of it",
    "搜索知识": "a filter too",
    "在时间线里查找": "a filter too",
    "标记的文字": "a few words over a picture, kept as soon as Enter is pressed or one goes elsewhere",
    "在所有案件中搜索": "a search: it finds as one types",
    "谁做的": "beside a picture: proposed again from the words, which are kept",
    "环节": "the same",
    "一起缩放和移动": "how two pictures are looked at; nothing is said with it",
    "可疑的文字": "the page promises that the text is neither kept nor sent",
}
FORMS: dict[str, tuple[type[FormDialog], Callable[[MainWindow], object]]] = {
    "new case": (CaseDialog, lambda window: window.ask.forms.new_case()),
    "details": (CaseDialog, lambda window: window.ask.forms.details()),
    "profile": (ProfileDialog, lambda window: window.ask.forms.profile()),
    "new event": (EventDialog, lambda window: window.ask.forms.write_event()),
    "event": (EventDialog, lambda window: window.ask.forms.write_event(window.desk.case.events[0])),  # type: ignore[union-attr]
    "answers": (AnswersDialog, lambda window: window.ask.forms.answers(window)),
}


def editable(parent: QWidget) -> Iterator[Field]:
    """By looking, not by what the keeper of drafts knows."""
    for kind in KINDS:
        for field in parent.findChildren(kind):
            own = not isinstance(field.parent(), QSpinBox | QComboBox | QuotePane)  # that one chooses what is looked at
            if own and not isinstance(field, QSpinBox) and is_editable(field):
                yield field


def keeper_of(form: QWidget) -> DraftKeeper:
    found = form.findChild(DraftKeeper)
    assert isinstance(found, DraftKeeper)
    return found


def change(field: Field, number: int) -> None:
    """As a person would; the field need not be in sight."""
    match field:
        case QLineEdit() | QPlainTextEdit():
            type_into(field, f"填写{number}")
        case QComboBox():
            for _ in range(1 + number % 2):
                QTest.keyClick(field, Qt.Key.Key_Down)
        case QCheckBox():
            field.click()
        case QListWidget():
            item = field.item(number % field.count())
            ticked = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)


def opened(window: MainWindow, name: str) -> FormDialog:
    kind, open_form = FORMS[name]
    open_form(window)
    wait(window)
    return dialog(window, kind)


def abandoned(form: QDialog) -> None:
    """Gone without a word, as with its process."""
    form.hide()
    form.deleteLater()


def test_whatever_is_typed_into_a_form_stands_there_again(sample_window: MainWindow) -> None:
    window = sample_window
    for name in FORMS:
        form = opened(window, name)
        keeper = keeper_of(form)
        assert set(keeper.fields.values()) == set(editable(form)), f"{name}: a field that no draft is kept of"
        for number, field in enumerate(keeper.fields.values()):
            change(field, number)
        typed = {key: value_of(field) for key, field in keeper.fields.items()}
        keeper.timer.timeout.emit()
        abandoned(form)

        again = opened(window, name)
        assert {key: value_of(field) for key, field in keeper_of(again).fields.items()} == typed, name
        folded = [key for key, field in keeper_of(again).fields.items() if field.isHidden()]
        assert folded == (["stage"] if name == "new case" else []), name  # a new case is at its beginning
        click_text(again, "不要了")
        click(again.buttons.buttons()[-1])
        wait(window)
        assert not list(window.desk.tasks.workspace.drafts.rglob("*.json")), name


def test_esc_keeps_a_form_and_saving_ends_its_draft(sample_window: MainWindow) -> None:
    window = sample_window
    form = opened(window, "new event")
    assert isinstance(form, EventDialog)
    type_into(form.text, "客服说明天一定退")
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert not form.isVisible()
    form = opened(window, "new event")
    assert isinstance(form, EventDialog)
    assert form.text.toPlainText() == "客服说明天一定退"
    click(form.ok)
    wait(window)
    assert not list(window.desk.tasks.workspace.drafts.rglob("*.json"))
    assert opened(window, "new event").text.toPlainText() == ""  # type: ignore[attr-defined]


def test_where_the_case_says_something_else_by_now_both_are_shown(sample_window: MainWindow) -> None:
    window = sample_window
    form = opened(window, "details")
    assert isinstance(form, CaseDialog)
    type_into(form.product, "我改的商品")
    QTest.keyClick(form, Qt.Key.Key_Escape)
    case = window.desk.case
    assert case
    order, *others = case.details.orders
    theirs = replace(case.details, orders=(replace(order, product="别处改的商品"), *others))
    window.desk.tasks.workspace.change(edit_case, SAMPLE, theirs)
    window.desk.reload()
    wait(window)

    form = opened(window, "details")
    assert isinstance(form, CaseDialog)
    told = "".join(note.text for note in form.findChild(Notes).notes)  # type: ignore[union-attr]
    assert "别处改的商品" in told
    assert "我改的商品" in told
    assert form.product.text() == "别处改的商品"
    click_text(form, "用我填的")
    assert form.product.text() == "我改的商品"
    click(form.ok)
    wait(window)
    assert window.desk.case.orders[0].product == "我改的商品"  # type: ignore[union-attr]


def test_what_is_typed_beside_a_picture_is_kept_and_saved_as_one_change(sample_window: MainWindow) -> None:
    window = sample_window
    select_row(window, 0)
    wait(window)
    part = window.inspector._evidence_part
    file = draft_file(window.desk.tasks.workspace.drafts, SAMPLE, f"evidence-{part._item.id}")
    type_into(part.proves, "写到一半")
    part.drafts.timer.timeout.emit()
    assert read_draft(file)["proves"].text == "写到一半"
    steps = window.desk.history.stack.count()
    part.source.setFocus()
    wait(window)
    assert not file.exists()
    assert window.desk.history.stack.count() == steps + 1

    select_row(window, 1)
    wait(window)
    write_draft(file, {"proves": Typed("写到一半", "上次没写完")})  # as a killed program leaves it
    select_row(window, 0)
    wait(window)
    assert part.proves.toPlainText() == "上次没写完"


def test_a_saved_description_leaves_no_draft_behind_the_next_piece(sample_window: MainWindow) -> None:
    window = sample_window
    select_row(window, 0)
    wait(window)
    part = window.inspector._evidence_part
    file = draft_file(window.desk.tasks.workspace.drafts, SAMPLE, f"evidence-{part._item.id}")
    before = part.proves.toPlainText()
    type_into(part.proves, "已经保存的话")
    part.drafts.timer.timeout.emit()
    select_row(window, 1)
    wait(window)
    assert not file.exists()
    window.desk.history.stack.undo()
    wait(window)
    select_row(window, 0)
    wait(window)
    assert part.proves.toPlainText() == before


def test_what_is_typed_while_a_description_is_being_saved_is_kept(sample_window: MainWindow) -> None:
    window = sample_window
    select_row(window, 0)
    wait(window)
    part = window.inspector._evidence_part
    file = draft_file(window.desk.tasks.workspace.drafts, SAMPLE, f"evidence-{part._item.id}")
    type_into(part.proves, "先写的")
    type_into(part.source, "订单页")  # the other field is left, and saved
    type_into(part.proves, "先写的，又写的")
    wait(window)
    assert part.proves.toPlainText() == "先写的，又写的"
    assert read_draft(file) == {"proves": Typed("先写的", "先写的，又写的")}
    assert not window.notice.text.startswith("“")


def test_the_notice_about_a_draft_goes_with_its_piece(sample_window: MainWindow) -> None:
    window = sample_window
    said: list[tuple[str, Callable[[], object]]] = []
    window.desk.notified.connect(lambda _text, choices, _error: said.extend(choices))
    select_row(window, 0)
    wait(window)
    part = window.inspector._evidence_part
    file = draft_file(window.desk.tasks.workspace.drafts, SAMPLE, f"evidence-{part._item.id}")
    select_row(window, 1)
    wait(window)
    other = part.proves.toPlainText()
    write_draft(file, {"proves": Typed("别处改过的", "我写的")})
    select_row(window, 0)
    wait(window)
    assert window.notice.isVisible()
    assert {label for label, _ in said} == {"用我填的"}
    select_row(window, 1)
    wait(window)
    assert not window.notice.isVisible()
    said[0][1]()
    wait(window)
    assert part.proves.toPlainText() == other
    assert read_draft(file)["proves"].text == "我写的"


def test_the_wizard_keeps_the_case_and_the_message_that_were_typed(sample_window: MainWindow) -> None:
    window = sample_window
    window.ask.message()
    wizard = dialog(window, Wizard)
    wizard.steps.wanted.emit(4)
    wait(window)
    wizard.message.preview.text.insertPlainText("补充一句。")
    text = wizard.message.preview.text.toPlainText()
    wizard.steps.wanted.emit(1)
    wait(window)
    type_into(wizard.orders.form.account, "13800001111")
    wizard.draft.timer.timeout.emit()
    abandoned(wizard)

    window.ask.message()
    wizard = dialog(window, Wizard)
    assert "上次填写后没有保存" in wizard.trouble.notes[0].text
    wizard.steps.wanted.emit(1)
    wait(window)
    assert wizard.orders.form.account.text() == "13800001111"
    wizard.steps.wanted.emit(4)
    wait(window)
    assert wizard.message.preview.text.toPlainText() == text
    press(wizard, "Escape")
    wait(window)
    assert not list(window.desk.tasks.workspace.drafts.rglob("*.json"))
    assert window.desk.case.orders[0].account == "13800001111"  # type: ignore[union-attr]


def test_the_wizard_opens_over_a_draft_that_it_cannot_read(sample_window: MainWindow) -> None:
    window = sample_window
    file = draft_file(window.desk.tasks.workspace.drafts, SAMPLE, "wizard")
    for name, typed in (
        ("details", Typed("{", '{"title": ')),
        ("details", Typed('{"orders": 1}', '{"orders": 2}')),
        ("message/seller", Typed("", "x")),
        ("message/seller/of no kind", Typed("", "x")),
    ):
        write_draft(file, {name: typed})
        window.ask.message()
        wizard = dialog(window, Wizard)
        assert not wizard.trouble.notes
        press(wizard, "Escape")
        wait(window)
        assert not file.exists()


def test_every_field_of_the_window_itself_is_kept_or_has_a_reason(sample_window: MainWindow) -> None:
    window = sample_window
    select_row(window, 0)
    wait(window)
    press(window.page.view, "Space")
    wait(window)
    kept = {field for keeper in window.findChildren(DraftKeeper) for field in keeper.fields.values()}
    names = [field.accessibleName() for field in editable(window) if field not in kept]
    assert [name for name in names if name not in NOT_KEPT] == []


KILLED = """
import os, signal, sys
from pathlib import Path
from PySide6.QtTest import QTest
from caseorg.gui.app import make_application, make_window, settle
from caseorg.settings import Settings
from caseorg.workspace import open_workspace

folder = Path(sys.argv[1])
with open_workspace(folder) as workspace:
    application = make_application(settings := Settings(data=folder, reading=False))
    window = make_window(workspace, settings, None)
    window.show()
    settle(application, window)
    window.ask.forms.write_event()
    form = application.activeModalWidget()
    QTest.keyClicks(form.text, "typed and lost?")
    form.findChild(__import__("caseorg.gui.drafts").gui.drafts.DraftKeeper).timer.timeout.emit()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_program_finds_what_was_typed(sample_window: MainWindow) -> None:
    window = sample_window
    folder = window.desk.tasks.workspace.folder
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder)], env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    form = opened(window, "new event")
    assert isinstance(form, EventDialog)
    assert form.text.toPlainText() == "typed and lost?"


def test_drafts_go_with_their_case(tmp_path: Path) -> None:
    there, gone, none = (draft_file(tmp_path, case, "details") for case in ("a", "b", None))
    for file in (there, gone, none):
        write_draft(file, {"title": Typed("", "x")})
    drop_drafts(tmp_path, {"a"})
    assert [file.exists() for file in (there, gone, none)] == [True, False, True]


@pytest.mark.skipif(os.name == "nt", reason="no folder is renamed there while a file in it is open")
def test_what_is_typed_is_saved_once_the_disk_is_back(sample_window: MainWindow) -> None:
    window = sample_window
    folder = window.desk.tasks.workspace.folder
    away = folder.with_name("away")
    press(window, "Ctrl+E")
    form = dialog(window, EventDialog)
    type_into(form.text, "卖家把账号找回去了")
    folder.rename(away)
    try:
        keeper_of(form).timer.timeout.emit()
        click(form.ok)
        wait(window)
        assert form.isVisible() and form.ok.isEnabled()
        assert "不见了" in form.problem.text() and "请接回去" in form.problem.text()
        assert not folder.exists()
    finally:
        away.rename(folder)
    click(form.ok)
    wait(window)
    assert not window.findChildren(EventDialog)
    events = window.desk.tasks.workspace.read(load_case, SAMPLE).events
    assert "卖家把账号找回去了" in [event.text for event in events]
