"""The form of an event: who answered over which channel, and which clock it moves."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from caseorg.actions.case import edit_case
from caseorg.actions.event import EventDetails, add_event
from caseorg.actions.evidence import Description, describe_evidence
from caseorg.domain.case import Event
from caseorg.domain.moments import Precision, parse_moment
from caseorg.gui.quoting import QuotePane
from caseorg.gui.theme import Appearance, use_look
from caseorg.gui.timeline.event_dialog import EventDialog
from caseorg.gui.window import MainWindow
from caseorg.jobs.sample import SAMPLE
from caseorg.jobs.verify import verify
from caseorg.store.queries import load_case
from gui.hands import click, click_text, dialog, press, type_into, wait

MORE = "客服、工单、期限…"


def stored(window: MainWindow, text: str) -> Event:
    assert window.desk.case
    return next(event for event in window.desk.case.events if event.text == text)


def form_of(window: MainWindow, **fields: str) -> EventDialog:
    """The open form of an event that somebody wrote with the command line."""
    details = EventDetails(at=parse_moment("2026-11-12 10:00:07"), text="客服答复", **fields)  # type: ignore[arg-type]
    key = window.desk.tasks.workspace.change(add_event, SAMPLE, details)
    window.desk.reload()
    wait(window)
    window.page.view.select(key)
    press(window.page.view, "Return")
    return dialog(window, EventDialog)


def contact(form: EventDialog) -> tuple[QComboBox | QLineEdit, ...]:
    return form.channel, form.agent, form.ticket, form.milestone


def choose(box: QComboBox, key: str) -> None:
    """Goes down the list with the arrow keys."""
    box.setFocus()
    for _ in range(box.count()):
        if box.currentData() == key:
            return
        QTest.keyClick(box, Qt.Key.Key_Down)
    raise AssertionError(key)


def test_the_rows_of_the_contact_are_hidden_until_wanted_and_then_stored(sample_window: MainWindow) -> None:
    window = sample_window
    press(window, "Ctrl+E")
    form = dialog(window, EventDialog)
    assert not any(field.isVisible() for field in contact(form))
    type_into(form.text, "向平台申请介入")
    click_text(form, MORE)
    assert all(field.isVisible() for field in contact(form))
    assert form.focusWidget() is form.channel
    choose(form.channel, "pdd")
    type_into(form.agent, " 工号8801 ")
    type_into(form.ticket, "T-9")
    choose(form.milestone, "platform-requested")
    click(form.ok)
    wait(window)

    event = stored(window, "向平台申请介入")
    assert (event.channel, event.agent, event.ticket) == ("pdd", "工号8801", "T-9")
    assert event.milestone == "platform-requested"
    press(window, "Ctrl+Z")
    wait(window)
    assert "向平台申请介入" not in [one.text for one in window.desk.case.events]  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["channel", "agent", "ticket", "milestone"])
def test_one_told_row_shows_them_all(sample_window: MainWindow, name: str) -> None:
    value = {"channel": "pdd", "milestone": "settled"}.get(name, "8801")
    form = form_of(sample_window, **{name: value})
    assert all(field.isVisible() for field in contact(form))


def test_an_id_that_the_knowledge_does_not_have_is_kept(sample_window: MainWindow) -> None:
    window = sample_window
    form = form_of(window, channel="old-channel", milestone="old-clock")
    assert form.channel.currentText() == "old-channel"
    type_into(form.text, "改写后的经过")
    click(form.ok)
    wait(window)

    event = stored(window, "改写后的经过")
    assert (event.channel, event.milestone) == ("old-channel", "old-clock")
    assert event.at == parse_moment("2026-11-12 10:00:07")


def test_the_whole_form_fits_a_small_screen(sample_window: MainWindow) -> None:
    window = sample_window
    window.resize(1024, 700)
    form = form_of(window, channel="pdd")
    wait(window)
    assert form.height() <= 660
    assert form.width() <= 900
    assert form.findChildren(QuotePane)[0].isVisible()
    assert form.ok.geometry().bottom() <= form.height()


def test_everything_is_reached_and_left_by_keyboard(sample_window: MainWindow) -> None:
    form = form_of(sample_window, channel="pdd")
    form.time.setFocus()
    order: list[QWidget] = [form.text, form.parts.side, form.parts.part, form.evidence, form.in_complaint]
    pane = form.findChildren(QuotePane)[0]
    order += [*contact(form), pane.pieces, pane.picture, pane.button, form.ok]
    for field in order:
        QTest.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
        assert form.focusWidget() is field
    press(form, "Escape")
    assert not form.isVisible()


def test_what_has_to_be_said_is_marked_while_one_types(sample_window: MainWindow) -> None:
    window = sample_window
    workspace = window.desk.tasks.workspace
    details = workspace.read(load_case, SAMPLE).details
    workspace.write(edit_case, SAMPLE, replace(details, scenario="membership-ended"))
    window.desk.reload()
    wait(window)
    press(window, "Ctrl+E")
    form = dialog(window, EventDialog)
    listed = form.to_say.label
    assert listed.text().startswith("缺\N{NO-BREAK SPACE}开通的日期")
    assert "缺\N{NO-BREAK SPACE}哪天失效" in listed.text()
    assert "订单号" not in listed.text()
    type_into(form.text, "会员中心显示“已到期”，会员提前失效")
    assert "缺\N{NO-BREAK SPACE}开通的日期" in listed.text()
    assert "✓\N{NO-BREAK SPACE}哪天失效" in listed.text()


def test_where_all_is_said_or_no_problem_is_chosen_nothing_is_listed(sample_window: MainWindow) -> None:
    press(sample_window, "Ctrl+E")
    assert not dialog(sample_window, EventDialog).to_say.label.isVisible()


def test_a_time_that_is_not_certain_is_kept_as_it_was_told(sample_window: MainWindow) -> None:
    window = sample_window
    workspace = window.desk.tasks.workspace
    press(window, "Ctrl+E")
    form = dialog(window, EventDialog)
    type_into(form.time, "十一月某天")
    type_into(form.text, "朋友介绍了这家店")
    click(form.ok)
    assert form.isVisible() and "11月上旬" in form.problem.text()
    type_into(form.time, "2026年11月上旬")
    click(form.ok)
    wait(window)
    told = stored(window, "朋友介绍了这家店")
    assert told.at.said == "2026年11月上旬" and told.at.precision is Precision.DAY
    assert "11月上旬" in str(window.page.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))
    for _ in verify(workspace):
        pass

    press(window.page.view, "Return")
    form = dialog(window, EventDialog)
    assert form.time.text() == "2026年11月上旬"
    type_into(form.time, "2026-11-03 14:05到16:00")
    click(form.ok)
    wait(window)
    at = stored(window, "朋友介绍了这家店").at
    assert at.said == "2026年11月3日14:05到16:00" and at.until and at.until > at.at
    press(window.page.view, "Ctrl+Z")
    wait(window)
    assert stored(window, "朋友介绍了这家店").at == told.at


def test_chats_that_are_called_the_same_are_told_apart_in_the_list(sample_window: MainWindow) -> None:
    window = sample_window
    case = window.desk.case
    assert case
    for item in (case.evidence[0], case.evidence[3]):
        said = Description(item.source, "与商家客服的沟通记录，对方说“请稍等”", item.shows)
        window.desk.tasks.workspace.write(describe_evidence, SAMPLE, item.id, said)
    window.desk.reload()
    wait(window)
    press(window, "Ctrl+E")
    form = dialog(window, EventDialog)
    rows = [form.evidence.item(row).text() for row in range(form.evidence.count())]
    assert rows[0] == "证据1　11-01 14:31　与商家客服的沟通记录，对方说“请稍等”"
    assert rows[3] == "证据4　11-01 15:15　与商家客服的沟通记录，对方说“请稍等”"
    assert rows[2] == f"证据3　{case.evidence[2].proves}", "one that is alone in its name is called as ever"


def test_at_large_texts_the_form_fits_a_low_screen_and_its_evidence_never_scrolls_sideways(
    sample_window: MainWindow, dressed: QApplication
) -> None:
    use_look(dressed, Appearance(text_size=130))
    try:
        press(sample_window, "Ctrl+E")
        form = dialog(sample_window, EventDialog)
        click_text(form, MORE)
        form.resize(form.width(), 600)
        wait(sample_window)
        assert form.height() == 600
        two_lines = 2 * form.evidence.sizeHintForRow(0)
        assert form.evidence.viewport().height() >= two_lines and form.ticket.y() == form.agent.y()
        assert form.text.viewport().height() >= 2 * form.text.fontMetrics().lineSpacing()
        bar, named = form.evidence.horizontalScrollBar(), form.evidence.item(2)
        assert not bar.isVisible() and bar.maximum() == 0
        assert named.toolTip() == named.text()
    finally:
        use_look(dressed, Appearance())
