"""The card says what to do now and begins it; what the program notices by itself is told in a notice."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from caseorg.actions.case import edit_case
from caseorg.actions.event import EventDetails, add_event
from caseorg.domain.case import Answer, Platform, Stage
from caseorg.domain.messages.channel import MessageKind
from caseorg.domain.moments import parse_moment
from caseorg.domain.papers.missing import Missing
from caseorg.domain.remark import remark
from caseorg.domain.steps.step import NextStep
from caseorg.gui.cases.case_dialog import CaseDialog
from caseorg.gui.pages import WindowPage
from caseorg.gui.theme import Appearance, use_look
from caseorg.gui.timeline.card import NextStepCard
from caseorg.gui.window import MainWindow
from caseorg.gui.wizard.dialog import Wizard
from caseorg.jobs.sample import SAMPLE
from caseorg.store.queries import load_case
from caseorg.views.machine_clock import clock_problem
from caseorg.workspace import Workspace, open_workspace
from gui.conftest import OpenWindow
from gui.hands import click, click_text, dialog, drop, press, type_into, wait
from waiting import PATIENCE_MILLISECONDS

LURE = "客服：您的账户被冻结，请先支付保证金200元解冻后才能退款。"


def change(window: MainWindow, **fields: object) -> None:
    """What somebody changes with the command line."""
    workspace = window.desk.tasks.workspace
    details = workspace.read(load_case, SAMPLE).details
    workspace.write(edit_case, SAMPLE, replace(details, **fields))  # type: ignore[arg-type]
    window.desk.reload()
    wait(window)


def state(window: MainWindow) -> tuple[str, str]:
    card = window.page.card
    assert card.isVisible()
    return str(card.property("state")), card._do.text()


def test_the_card_opens_the_message_of_the_ladders_step(sample_window: MainWindow) -> None:
    window = sample_window
    step = window.page.card._step
    assert step
    assert step.channel
    assert state(window)[0] == "open"
    click_text(window.page.card, "写消息")
    wizard = dialog(window, Wizard)
    assert (wizard.state.channel, wizard.state.kind) == (step.channel, step.kind)
    wizard.reject()
    wait(window)


def test_the_card_opens_the_field_that_lacks(sample_window: MainWindow) -> None:
    window = sample_window
    change(window, demand="")
    assert "诉求" in state(window)[1] or "要求" in state(window)[1]
    click_text(window.page.card, "去补充")
    form = dialog(window, CaseDialog)
    assert form.focusWidget() is form.demand
    type_into(form.demand, "退还货款98.00元，于2026年11月30日前原路退回")
    click(form.ok)
    wait(window)
    assert window.page.card._step
    assert window.page.card._step.gap is None


def test_the_card_asks_for_files_where_there_is_no_evidence(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *of: asked.append(of) or ([], ""))
    press(window, "Ctrl+N")
    form = dialog(window, CaseDialog)
    type_into(form.title, "新案")
    click(form.ok)
    wait(window)
    click_text(window.page.card, "添加证据")
    assert len(asked) == 1


def test_what_cannot_wait_is_red_and_all_of_it_is_said(sample_window: MainWindow) -> None:
    window = sample_window
    change(window, scenario="account-stolen", platform=Platform.OTHER)
    assert state(window)[0] == "urgent"
    told = window.page.card._urgent.text().splitlines()
    assert told[0] == "不能等的："
    assert [line[:2] for line in told[1:]] == ["1.", "2.", "3.", "4."]
    assert all(word in " ".join(told) for word in ("冻结", "110", "96110", "止付"))
    wait(window)
    card = window.page.card
    assert card._urgent.visibleRegion().boundingRect().height() == card._urgent.height()
    assert card._do.isVisible()


def test_at_large_texts_its_buttons_keep_their_height_however_little_room_its_words_have(
    sample_window: MainWindow, dressed: QApplication, qtbot: QtBot
) -> None:
    step = sample_window.page.card._step
    assert step
    use_look(dressed, Appearance(text_size=130))
    try:
        card = NextStepCard()
        qtbot.addWidget(card)
        card.show_step(step)
        card.fit(440, 0)
        card.resize(440, card.sizeHint().height())
        QApplication.processEvents()
        for button in (card._button, card._more):
            assert button.height() == button.sizeHint().height()
    finally:
        use_look(dressed, Appearance())


def test_the_card_says_why_12315_is_not_proposed_and_unfolds_the_others(sample_window: MainWindow) -> None:
    window = sample_window
    change(window, answers=(Answer(question="daily-life", value="否"),))
    card = window.page.card
    assert "12315" in card._why.text() and "生活消费" in card._why.text()
    assert not card._closed.isVisible()
    height = card._words.height()
    click_text(card, "更多")
    assert card._closed.isVisible() and "黑猫" in card._closed.text()
    assert card._words.height() >= height
    click_text(card, "收起")
    assert not card._closed.isVisible()


def test_a_long_card_leaves_room_for_the_timeline_and_is_scrolled_by_keyboard(sample_window: MainWindow) -> None:
    window = sample_window
    change(window, scenario="fake-service", answers=(Answer(question="daily-life", value="否"),))
    window.resize(1024, 700)
    wait(window)
    card = window.page.card
    click_text(card, "更多")
    wait(window)
    assert window.height() == 700
    assert window.page.view.height() > 100
    card._words.setFocus()
    press(card._words, "PgDown")
    assert card._words.verticalScrollBar().value() > 0


def test_a_closed_case_is_green_and_has_no_button(sample_window: MainWindow) -> None:
    window = sample_window
    change(window, stage=Stage.CLOSED)
    assert state(window)[0] == "ready"
    assert not window.page.card._button.isVisible()


def test_while_one_waits_the_card_is_green(sample_window: MainWindow) -> None:
    window = sample_window
    at = parse_moment("2026-11-01")
    workspace = window.desk.tasks.workspace
    details = EventDetails(at=replace(at, at=workspace.read(load_case, SAMPLE).updated_at), text="联系商家客服。")
    workspace.write(add_event, SAMPLE, replace(details, channel="pdd-merchant"))
    window.desk.reload()
    wait(window)
    assert state(window)[0] == "ready"
    assert "到哪天" in window.page.card._why.text()


def test_the_answer_for_an_earlier_reading_is_dropped(sample_window: MainWindow) -> None:
    window = sample_window
    before = state(window)
    old = window.desk.tasks.workspace.read(load_case, SAMPLE)
    step = NextStep(
        do=remark("Close the case."), why=remark("The case is closed."), gap=Missing.DEMAND, kind=MessageKind.FIRST
    )
    window.page.steps._tell(old, step)
    assert state(window) == before


def test_a_broken_knowledge_file_is_told_and_the_window_works(open_window: OpenWindow, sample_folder: Path) -> None:
    folder = sample_folder / "knowledge"
    folder.mkdir(exist_ok=True)
    (folder / "grounds.toml").write_text("[[ground]\nid = ", encoding="utf-8")
    with open_workspace(sample_folder) as workspace:
        window = open_window(workspace)
        assert "grounds.toml" in window.notice.text
        assert window.notice.property("error")
        press(window, "Ctrl+K")
        wait(window)
        assert window.page.card.isVisible()
        window.close()
        wait(window)


def lure(tmp_path: Path, name: str = "聊天.txt") -> Path:
    file = tmp_path / name
    file.write_text(LURE, encoding="utf-8")
    return file


def test_a_chat_with_words_of_fraud_is_added_and_told_with_a_way_to_the_scam_check(
    sample_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window = sample_window
    drop(window, [lure(tmp_path)])
    wait(window)
    assert window.desk.case
    assert window.desk.case.standing_evidence[-1].name == "聊天.txt"
    assert "聊天.txt" in window.notice.text
    assert "骗" in window.notice.text
    click_text(window.notice, "防骗核对")
    wait(window)

    assert window.pages.place is WindowPage.SCAM
    assert window.pages.scam.box.toPlainText() == LURE
    qtbot.waitUntil(lambda: window.pages.scam.banner.property("alarm") is True, timeout=PATIENCE_MILLISECONDS)


def test_an_import_with_words_of_fraud_is_undone_like_any_other(sample_window: MainWindow, tmp_path: Path) -> None:
    window = sample_window
    count = len(window.desk.case.standing_evidence)  # type: ignore[union-attr]
    drop(window, [lure(tmp_path)])
    wait(window)
    click_text(window.notice, "撤销")
    wait(window)
    assert len(window.desk.case.standing_evidence) == count  # type: ignore[union-attr]


def test_a_harmless_text_offers_no_scam_check(sample_window: MainWindow, tmp_path: Path) -> None:
    window = sample_window
    file = tmp_path / "聊天.txt"
    file.write_text("客服：好的，我们核实后回复您。", encoding="utf-8")
    drop(window, [file])
    wait(window)
    assert "防骗核对" not in [button.text() for button in window.notice.findChildren(type(window.page.card._button))]


def test_a_clock_that_cannot_be_right_is_told_when_the_window_opens(
    open_window: OpenWindow, sample: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = datetime(2019, 3, 1, 2, 0, tzinfo=UTC)
    monkeypatch.setattr("caseorg.gui.desk.clock_problem", lambda workspace, now: clock_problem(workspace, wrong))
    window = open_window(sample)
    wait(window)
    assert "这台电脑的时间是2019-03-01 10:00" in window.notice.text and "调准" in window.notice.text
