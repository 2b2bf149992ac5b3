"""The path of a case as its navigation: what each leg says, where it leads, by mouse and by key."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QToolButton

from caseorg.actions.case import edit_case
from caseorg.actions.change import Change
from caseorg.actions.event import EventDetails, add_event
from caseorg.actions.shelf import put_away, trash
from caseorg.actions.work import UnitOfWork
from caseorg.domain.case import CaseId, Party, Role
from caseorg.domain.moments import parse_moment
from caseorg.gui.cases.case_dialog import CaseDialog
from caseorg.gui.pages import WindowPage
from caseorg.gui.timeline.delegate import ROW_HEIGHT
from caseorg.gui.window import MainWindow
from caseorg.gui.wizard.dialog import Wizard
from caseorg.jobs.sample import SAMPLE
from caseorg.store.queries import load_case
from caseorg.views.path import Leg
from gui.hands import click, dialog, press, select_row, type_into, wait


def told(window: MainWindow, leg: Leg) -> str:
    """A leg as it is read aloud."""
    return window.page.path.legs[leg].accessibleName()


def test_each_leg_says_what_is_there_what_is_open_and_where_the_next_step_is(sample_window: MainWindow) -> None:
    window = sample_window
    assert told(window, Leg.MATERIAL) == "材料：5件证据"
    assert told(window, Leg.TIMELINE) == "时间线：6条经过、6条请确认"
    assert told(window, Leg.WRITING) == "写：还没有发送、下一步在这里"
    assert told(window, Leg.EXPORT).startswith("导出：还缺")
    assert [leg for leg, button in window.page.path.legs.items() if button.property("now")] == [Leg.WRITING]

    workspace = window.desk.tasks.workspace
    workspace.write(edit_case, SAMPLE, replace(workspace.read(load_case, SAMPLE).details, demand=""))
    select_row(window, 1)
    press(window.page.view, "Ctrl+J")
    wait(window)
    assert told(window, Leg.TIMELINE) == "时间线：6条经过、5条请确认"
    assert told(window, Leg.WRITING) == "写：还没写诉求、下一步在这里"
    press(window.page.view, "Ctrl+Z")
    wait(window)
    assert told(window, Leg.TIMELINE).endswith("6条请确认")


def test_the_keys_1_to_4_and_the_buttons_lead_to_each_leg(sample_window: MainWindow) -> None:
    window = sample_window
    papers = window.commands.papers
    window.inspector.setFocus()
    press(window, "2")
    assert window.page.view.hasFocus() and window.page.view.key()
    press(window, "4")
    assert papers.isVisible() and papers.activeAction() is window.commands.checkup
    QTest.keyClick(papers, Qt.Key.Key_Escape)
    click(window.page.path.legs[Leg.EXPORT])
    assert papers.isVisible()
    papers.hide()
    press(window, "3")
    dialog(window, Wizard).reject()
    wait(window)
    press(window, "1")
    wait(window)
    assert window.review.isVisible()
    press(window, "2")  # a key of that page, if of any
    assert window.review.isVisible()
    window.rooms.leave_review()


def test_a_leg_is_walked_where_it_is_in_sight_and_not_while_somebody_types(sample_window: MainWindow) -> None:
    window = sample_window
    field = window.cases.filter
    type_into(field, "")
    QApplication.sendEvent(field, QInputMethodEvent("xing", []))
    press(field, "3")
    assert not window.findChildren(Wizard)
    QApplication.sendEvent(field, QInputMethodEvent())
    type_into(field, "")
    press(field, "3")
    assert field.text() == "3" and not window.findChildren(Wizard)
    type_into(field, "")
    window.pages.go(WindowPage.AGENDA)
    press(window, "3")
    assert not window.findChildren(Wizard)
    window.pages.go(WindowPage.CASE)
    assert window.commands.legs[Leg.WRITING].isEnabled()


def test_without_evidence_the_first_leg_asks_for_files(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *of: asked.append(of) or ([], ""))
    press(window, "1")
    assert not asked
    press(window, "Ctrl+N")
    form = dialog(window, CaseDialog)
    type_into(form.title, "新案")
    click(form.ok)
    wait(window)
    assert told(window, Leg.MATERIAL) == "材料：还没有添加、下一步在这里"
    press(window, "1")
    assert len(asked) == 1


def test_long_names_are_elided_and_six_rows_stay_in_sight_in_a_small_window(sample_window: MainWindow) -> None:
    window, long = sample_window, "内蒙古自治区锡林郭勒盟某某网络科技有限责任公司" * 3
    workspace = window.desk.tasks.workspace
    party = Party(role=Role.MERCHANT, name=long)
    details = replace(workspace.read(load_case, SAMPLE).details, title=long, parties=(party,))
    workspace.write(edit_case, SAMPLE, details)
    for minute in range(12):
        at = parse_moment(f"2026-11-03 10:{minute:02}")
        workspace.write(add_event, SAMPLE, EventDetails(at=at, text="再次询问退款进度"))
    window.resize(1024, 700)
    window.desk.reload()
    wait(window)
    header = window.page.header
    assert (window.width(), window.height()) == (1024, 700)
    assert header.title.accessibleName() == long != header.title.text()
    assert long in header.title.toolTip() and long in header.facts.whole
    assert [value.text() for _, _, value in header.sums._pairs] == ["¥98.00", "¥0.00", "¥98.00"]
    assert window.page.view.viewport().height() >= 6 * ROW_HEIGHT


@pytest.mark.parametrize(("move", "words"), [(put_away, "已收起"), (trash, "在回收站")])
def test_a_case_that_is_in_no_list_says_so_above_its_path(
    sample_window: MainWindow, move: Callable[[UnitOfWork, CaseId], Change[CaseId]], words: str
) -> None:
    window = sample_window
    assert words not in window.page.header.facts.whole
    window.desk.tasks.workspace.write(move, SAMPLE)
    window.desk.reload()
    wait(window)
    assert window.page.header.facts.whole.startswith(f"{words} · ")


def test_undo_stands_on_the_toolbar_and_verify_in_the_menu_of_the_case(sample_window: MainWindow) -> None:
    window = sample_window
    commands = window.commands
    bar = commands.bar
    assert commands.verify not in bar.actions() and commands.verify in commands.case.actions()
    button = bar.widgetForAction(commands.take_back)
    assert isinstance(button, QToolButton) and not button.isEnabled()
    select_row(window, 1)
    press(window.page.view, "Del")
    wait(window)
    assert button.isEnabled() and button.text() == "撤销" and "删除经过" in button.toolTip()
    assert told(window, Leg.TIMELINE).startswith("时间线：5条经过")
    click(button)
    wait(window)
    assert told(window, Leg.TIMELINE).startswith("时间线：6条经过")
