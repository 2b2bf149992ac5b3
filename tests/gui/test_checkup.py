"""What a case lacks, told before it is filed; a link leads to what mends it."""

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog

from caseorg.actions.case import edit_case
from caseorg.actions.event import EventDetails, add_event
from caseorg.domain.case import CaseFile
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import parse_moment
from caseorg.domain.papers.missing import Missing
from caseorg.gui.cases.case_dialog import CaseDialog
from caseorg.gui.cases.profile_dialog import ProfileDialog
from caseorg.gui.check import ahead, report
from caseorg.gui.check.answers_dialog import AnswersDialog
from caseorg.gui.check.dialog import CheckupDialog
from caseorg.gui.check.report import WholeSection
from caseorg.gui.export.dialog import ExportDialog
from caseorg.gui.knowledge.guide import GuideDialog
from caseorg.gui.timeline.event_dialog import EventDialog
from caseorg.gui.window import MainWindow
from caseorg.gui.wizard.dialog import Wizard
from caseorg.jobs.sample import SAMPLE
from caseorg.store.queries import load_case
from caseorg.views.points import Point, Section
from caseorg.views.targets import QuestionSource, Target, ToEvent, ToEvidence, ToGap, ToGuide, ToQuestions
from gui.hands import click, click_text, dialog, press, type_into, wait
from waiting import wait_until


def checkup(window: MainWindow) -> CheckupDialog:
    press(window, "Ctrl+K")
    wait(window)
    return dialog(window, CheckupDialog)


def links(page: CheckupDialog) -> list[Target | WholeSection]:
    """Where the links of the page lead."""
    return [page.links.target(found.charFormat().anchorHref()) for found in page._links()]


def under_cursor(page: CheckupDialog) -> Target | WholeSection:
    return page.links.target(page.page.textCursor().charFormat().anchorHref())


def follow(window: MainWindow, page: CheckupDialog, target: Target | WholeSection) -> None:
    """Goes to a link with the Tab key and follows it with Enter."""
    page.page.moveCursor(QTextCursor.MoveOperation.Start)
    page.page.setFocus()
    for _ in links(page):
        QTest.keyClick(page.page, Qt.Key.Key_Tab)
        if under_cursor(page) == target:
            QTest.keyClick(page.page, Qt.Key.Key_Return)
            wait(window)
            return
    raise AssertionError(links(page))


def test_a_checkup_that_fails_leaves_no_empty_page(sample_window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    sample_window.desk.tasks.failed.connect(told.append)

    def fail(*_: object) -> None:
        raise CaseorgError("Out of order.", "Wait.")

    monkeypatch.setattr("caseorg.gui.check.dialog.check_case", fail)
    page = checkup(sample_window)
    assert "没能完成体检" in page.page.toPlainText()
    assert len(told) == 1


def test_it_lists_what_lacks_and_what_is_there(sample_window: MainWindow) -> None:
    page = checkup(sample_window)
    text = page.page.toPlainText()
    for part in ("完整度", "受理体检", "诉求", "句句有据", "质疑预演", "措辞", "提醒"):
        assert part in text
    assert "还缺：商家地址" in text
    assert "第十六条" in text
    assert ToGap(Missing.MERCHANT_ADDRESS) in links(page)


def test_what_cannot_wait_stands_before_everything(sample_window: MainWindow) -> None:
    workspace = sample_window.desk.tasks.workspace
    details = workspace.read(load_case, SAMPLE).details
    workspace.write(edit_case, SAMPLE, replace(details, scenario="fake-service"))
    sample_window.desk.reload()
    wait(sample_window)
    text = checkup(sample_window).page.toPlainText()
    assert text.index("先做这些") < text.index("110") < text.index("完整度")
    assert "先报警；12315处理的是消费纠纷。" in text
    assert "第十六条" not in text


def _checked_so_often(checked: list[CaseFile], count: int) -> bool:
    QApplication.processEvents()
    return len(checked) == count


def test_a_long_case_is_checked_while_the_window_rests_once_for_each_change(
    sample_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[CaseFile] = []
    monkeypatch.setattr(ahead, "check_case", lambda _knowledge, case, _now: checked.append(case))
    monkeypatch.setattr(ahead, "_LONG", 6)
    monkeypatch.setattr(ahead, "_RESTED_MILLISECONDS", 0)
    watcher = ahead.CheckupAhead(sample_window.desk, sample_window)
    for count in (1, 2):
        sample_window.desk.reload()
        wait_until(partial(_checked_so_often, checked, count))
    assert checked[0] is not checked[1] and checked[1] is sample_window.desk.case
    watcher._check()  # it rests again, and nothing was changed
    wait(sample_window)
    monkeypatch.setattr(ahead, "_LONG", 7)
    sample_window.desk.reload()
    wait(sample_window)
    watcher._check()
    wait(sample_window)
    assert len(checked) == 2


def test_of_a_section_without_end_the_first_points_are_shown_until_all_are_asked_for(
    sample_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "_FIRST", 2)
    page = checkup(sample_window)
    section = next(found for found in links(page) if isinstance(found, WholeSection))
    before, short = links(page), page.page.toPlainText()
    assert "……还有" in short
    follow(sample_window, page, section)
    whole = page.page.toPlainText()
    assert section not in links(page) and len(whole) > len(short)
    kept = [line for line in short.splitlines() if "……还有" not in line]
    assert [line for line in whole.splitlines() if line in kept] == kept
    assert under_cursor(page) == links(page)[before.index(section)]  # where the reader was


def test_a_page_that_says_more_is_read_over_the_checkup(sample_window: MainWindow) -> None:
    page = checkup(sample_window)
    follow(sample_window, page, ToGuide("keep-evidence"))
    guide = dialog(sample_window, GuideDialog)
    assert "原件不改" in guide.page.toPlainText()
    assert "来源" in guide.page.toPlainText()
    guide.reject()
    wait(sample_window)
    assert page.isVisible()


def test_a_case_without_anything_is_checked_too(window: MainWindow) -> None:
    press(window, "Ctrl+N")
    form = dialog(window, CaseDialog)
    type_into(form.title, "空案件")
    click(form.ok)
    wait(window)
    page = checkup(window)
    assert "还没有选择问题类型" in page.page.toPlainText()
    follow(window, page, ToQuestions(QuestionSource.PROBLEM))
    wizard = dialog(window, Wizard)
    assert wizard.page == 0
    wizard.reject()
    wait(window)
    assert page.isVisible()


def test_what_lacks_is_filled_in_over_the_page_which_is_then_checked_again(sample_window: MainWindow) -> None:
    window = sample_window
    page = checkup(window)
    target = ToGap(Missing.MERCHANT_ADDRESS)
    follow(window, page, target)
    form = dialog(window, CaseDialog)
    assert form.focusWidget() is form.side.address
    type_into(form.side.address, "上海市长宁区某路1号")
    click(form.ok)
    wait(window)

    assert page.isVisible()
    assert target not in links(page)
    assert "还缺：商家地址" not in page.page.toPlainText()


@pytest.mark.parametrize(
    ("gap", "kind", "field"),
    [
        (Missing.NAME, ProfileDialog, "name"),
        (Missing.PHONE, ProfileDialog, "phone"),
        (Missing.ADDRESS, ProfileDialog, "address"),
        (Missing.MERCHANT, CaseDialog, "merchant"),
        (Missing.ORDER, CaseDialog, "order_number"),
        (Missing.PAID, CaseDialog, "paid"),
        (Missing.DEMAND, CaseDialog, "demand"),
        (Missing.FACTS, EventDialog, "text"),
    ],
)
def test_each_gap_opens_the_form_and_the_field_that_mends_it(
    sample_window: MainWindow, gap: Missing, kind: type[QDialog], field: str
) -> None:
    window = sample_window
    page = checkup(window)
    page.show_sections([Section("×", (Point(text="×", target=ToGap(gap), doing="×"),))])
    follow(window, page, ToGap(gap))
    form = dialog(window, kind)
    assert form.focusWidget() is getattr(form, field)
    press(form, "Escape")
    assert not form.isVisible()
    assert page.isVisible()


def test_a_sentence_without_proof_leads_to_its_event_and_the_tab_key_goes_on_from_there(
    sample_window: MainWindow,
) -> None:
    window = sample_window
    details = EventDetails(at=parse_moment("2026-11-12 10:00"), text="客服来电，说不退款。")
    key = window.desk.tasks.workspace.change(add_event, SAMPLE, details)
    window.desk.reload()
    wait(window)
    page = checkup(window)
    follow(window, page, ToEvent(key))
    form = dialog(window, EventDialog)
    assert form.text.toPlainText() == details.text
    form.evidence.item(0).setCheckState(Qt.CheckState.Checked)
    before = links(page).index(ToEvent(key))
    click(form.ok)
    wait(window)

    assert ToEvent(key) not in links(page)[: before + 1]
    assert under_cursor(page) == links(page)[before]


def test_evidence_is_shown_where_it_stands(sample_window: MainWindow) -> None:
    window = sample_window
    item = window.desk.case.evidence[2]  # type: ignore[union-attr]
    page = checkup(window)
    page.show_sections([Section("×", (Point(text="×", target=ToEvidence(item.id), doing="×"),))])
    follow(window, page, ToEvidence(item.id))
    assert not window.findChildren(CheckupDialog)
    entry = window.page.view.entry()
    assert entry
    assert item in entry.evidence


def test_escape_closes_the_page(sample_window: MainWindow) -> None:
    page = checkup(sample_window)
    assert page.focusWidget() is page.page
    QTest.keyClick(page.page, Qt.Key.Key_Escape)
    assert not page.isVisible()


def answer(box: QComboBox, value: str) -> None:
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    while box.currentData() != value:
        row = box.currentIndex()
        QTest.keyClick(box, Qt.Key.Key_Down)
        assert box.currentIndex() > row


def test_the_answers_are_stored_cleared_and_taken_back(sample_window: MainWindow) -> None:
    window = sample_window
    page = checkup(window)
    follow(window, page, ToQuestions(QuestionSource.GROUNDS))
    form = dialog(window, AnswersDialog)
    assert form.focusWidget() is next(iter(form.choices.values()))
    assert form.choices["daily-life"].currentData() == "是"
    answer(form.choices["handled-elsewhere"], "是")
    answer(form.choices["real-identity"], "")
    click(form.ok)
    wait(window)

    case = window.desk.case
    assert case
    assert (case.answer("handled-elsewhere"), case.answer("real-identity"), case.answer("daily-life")) == (
        "是",
        "",
        "是",
    )
    assert "您的回答是“是”。已在别处受理" in page.page.toPlainText()
    press(page, "Escape")
    press(window, "Ctrl+Z")
    wait(window)
    assert window.desk.case
    assert window.desk.case.answer("handled-elsewhere") == "否"


def test_other_answers_of_the_case_are_left_alone(sample_window: MainWindow) -> None:
    from caseorg.domain.case import Answer

    window = sample_window
    workspace = window.desk.tasks.workspace
    case = workspace.read(load_case, SAMPLE)
    other = Answer(question="card-invalid.region", value="是")
    workspace.write(edit_case, SAMPLE, replace(case.details, answers=(*case.answers, other)))
    window.desk.reload()
    wait(window)
    follow(window, checkup(window), ToQuestions(QuestionSource.GROUNDS))
    form = dialog(window, AnswersDialog)
    answer(form.choices["many-complaints"], "是")
    click(form.ok)
    wait(window)
    assert window.desk.case
    assert window.desk.case.answer("card-invalid.region") == "是"
    assert window.desk.case.answer("many-complaints") == "是"


def test_the_export_says_why_12315_may_refuse_and_leads_to_the_checkup(sample_window: MainWindow) -> None:
    window = sample_window
    press(window, "Ctrl+P")
    form = dialog(window, ExportDialog)
    told = "\n".join(label.text() for label in form.findChildren(type(form.problem)))
    assert "12315可能不予受理，这几项还不符合：材料齐全、真实" in told
    click_text(form, "查看体检结果…")
    wait(window)
    assert not window.findChildren(ExportDialog)
    assert "受理体检" in dialog(window, CheckupDialog).page.toPlainText()


def test_the_evidence_pack_is_no_complaint(sample_window: MainWindow) -> None:
    press(sample_window, "Ctrl+Shift+P")
    form = dialog(sample_window, ExportDialog)
    assert not any("12315" in label.text() for label in form.findChildren(type(form.problem)))


def test_how_the_screenshots_follow_each_other_is_told_once_they_were_compared(sample_window: MainWindow) -> None:
    """The sample's two chats are of two days: what lies between them is on no picture."""
    page = checkup(sample_window)
    case = sample_window.desk.case
    assert case
    told = page.page.toPlainText()
    assert "截图连续性" in told and "证据4和证据5没有找到重合部分，中间可能有没截到的内容。" in told
    assert ToEvidence(case.evidence[4].id) in links(page)
