"""整理截图 by keyboard: each answer goes into the case or is remembered, and can be taken back."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu
from pytestqt.qtbot import QtBot

from caseorg.actions.case import edit_case
from caseorg.domain.case import CaseFile, CaseId, Order, OrderId, Party, Role
from caseorg.domain.reading.proposal import ProposalKind, ProposalState
from caseorg.domain.reading.reading import PageReading, Reading
from caseorg.gui.check.dialog import CheckupDialog
from caseorg.gui.review.card import CardContent, ProposalCard, ProposalRow
from caseorg.gui.review.picture import BoxStyle, spans
from caseorg.gui.review.pile import Pile
from caseorg.gui.window import MainWindow
from caseorg.gui.wizard.dialog import Wizard
from caseorg.i18n import listed, tr, use_language
from caseorg.jobs.intake import add_files
from caseorg.jobs.readings import read_case, readable
from caseorg.store.journal import journal_end
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace
from cli.test_proposals import CHAT, NUMBER
from domain.build import evidence
from domain.reading.pages import PDD_ORDER, page
from gui.conftest import OpenWindow
from gui.hands import click, click_text, dialog, press, wait
from handmade import ENGINE, Hand
from jobs.test_readings import picture
from waiting import PATIENCE_MILLISECONDS


def add(workspace: Workspace, case_id: CaseId, folder: Path, *drawn: str) -> CaseFile:
    """Pictures that were read so."""
    before = len(workspace.read(load_case, case_id).evidence)
    files = [folder / f"Screenshot_20261101-15{number:02}00.png" for number in range(before, before + len(drawn))]
    for number, file in enumerate(files, start=before):
        file.write_bytes(picture(number))
    list(add_files(workspace, case_id, files))
    case = workspace.read(load_case, case_id)
    pairs = zip(case.evidence[before:], drawn, strict=True)
    told: dict[str, Reading | Exception] = {item.sha256: Reading((page(one),), ENGINE) for item, one in pairs}
    list(read_case(workspace, readable(case), Hand(told).reader))
    return case


@pytest.fixture
def window(open_window: OpenWindow, workspace: Workspace, case_id: CaseId, tmp_path: Path) -> MainWindow:
    """Among the screenshots of a case with an order page and a chat, which were read."""
    add(workspace, case_id, tmp_path, PDD_ORDER, CHAT)
    return sorting(open_window(workspace))


def sorting(window: MainWindow) -> MainWindow:
    press(window, "Ctrl+L")
    wait(window)
    return window


def keys(window: MainWindow, *pressed: str) -> None:
    for one in pressed:
        QTest.keySequence(QApplication.focusWidget() or window.review, one)
        wait(window)


def stored(window: MainWindow) -> CaseFile:
    assert window.desk.case
    return window.desk.tasks.workspace.read(load_case, window.desk.case.id)


def go_to(window: MainWindow, kind: ProposalKind) -> str:
    """With the arrows, to the first proposal of this kind on the picture."""
    review = window.review.review
    assert review
    for _ in review.shown(review.piece):
        keys(window, "Up")
    while (now := window.review.review) and now.active and now.active.kind is not kind:
        place = now.proposal
        keys(window, "Down")
        assert window.review.review and window.review.review.proposal != place, kind
    assert now and now.active
    return now.active.id


def test_enter_accepts_and_goes_on_to_the_end_of_the_pile(window: MainWindow) -> None:
    for _ in range(40):
        if not window.review.review or not window.review.review.waiting:
            break
        keys(window, "Return")
    case = stored(window)
    (order,) = case.orders
    assert (order.number, order.paid) == (NUMBER, Decimal("98.00"))
    assert case.events and case.promises and case.merchant.name == "星河数码卡券专营店"
    assert all(item.proves and item.source for item in case.evidence)
    assert window.review.review and not window.review.review.waiting
    assert len(window.review.review.done) == 2


@pytest.mark.parametrize(
    ("label", "opens"),
    [("看时间线", None), ("体检", CheckupDialog), ("写消息", Wizard)],
    ids=["timeline", "checkup", "write"],
)
def test_after_the_last_picture_it_says_what_comes_next_and_leads_there(
    window: MainWindow, label: str, opens: type[QDialog] | None
) -> None:
    finished = window.review.cards.finished
    assert not finished.isVisible()
    assert window.review.review
    keys(window, *["Del"] * len(window.review.review.found.proposals))
    assert finished.isVisible() and not window.review.cards.all.isVisible()
    assert finished.words.text().startswith("截图都整理好了")
    click_text(finished, label)
    wait(window)
    assert window.rooms.in_panes
    if opens is None:
        assert window.page.view.hasFocus()
    else:
        dialog(window, opens).reject()
        wait(window)


def test_above_the_first_picture_it_says_what_the_pile_holds(dressed: QApplication, qtbot: QtBot) -> None:
    pile, items = Pile(), [evidence(number) for number in range(1, 9)]
    qtbot.addWidget(pile)
    pile.show_columns(1)
    pile.resize(pile.width(), 300)
    pile.show()
    for present in (items[0], items[-1], items[0]):
        pile.show_pieces(items, (), {}, present.id)
        QApplication.processEvents()
    head = pile._heads[0]
    assert pile.verticalScrollBar().maximum() > 0
    assert head.visibleRegion().boundingRect().height() == head.height()


def test_what_went_wrong_is_read_to_its_end(window: MainWindow) -> None:
    foot = window.review.foot
    text = "案件里这一项已经填了别的内容。请先比较两者；确实要替换时，请明确选择替换。"
    foot.show_text(text, error=True)
    assert foot.status.text() == text
    assert foot.status.geometry().right() <= foot.width()
    foot.show_text("")
    assert foot.status.text().startswith("没有您的确认")


def test_each_keeps_its_number_when_one_of_them_is_answered(window: MainWindow) -> None:
    def numbers() -> dict[str, str]:
        cards = window.review.cards
        assert cards.card
        return {one.content.id: one.findChild(QLabel, "number").text() for one in (cards.card, *cards.rows)}

    go_to(window, ProposalKind.NAME)
    before = numbers()
    assert sorted(map(int, before.values())) == list(range(1, len(before) + 1))
    keys(window, "Return")
    assert numbers() == before


def test_one_undo_takes_back_one_answer(window: MainWindow) -> None:
    keys(window, "Return", "Return")
    assert len(stored(window).decisions) == 2
    press(window, "Ctrl+Z")
    wait(window)
    assert len(stored(window).decisions) == 1
    press(window, "Ctrl+Z")
    wait(window)
    case = stored(window)
    assert not case.decisions and not case.orders and not case.merchant.name
    assert window.review.isVisible()


def test_del_leaves_a_proposal_for_good(window: MainWindow) -> None:
    shop = go_to(window, ProposalKind.SHOP)
    keys(window, "Del")
    (decision,) = stored(window).decisions
    assert (decision.proposal, decision.accepted) == (shop, False)
    assert window.review.review
    assert next(one for one in window.review.review.found.proposals if one.id == shop).state is ProposalState.DISMISSED
    assert shop not in [one.id for one in window.review.review.shown(window.review.review.piece)]


def test_a_value_is_typed_beside_its_picture(window: MainWindow) -> None:
    go_to(window, ProposalKind.SHOP)
    keys(window, "E")
    assert window.review.cards.card and window.review.cards.card.editing
    assert QApplication.focusWidget() is window.review.cards.card.field
    QTest.keyClicks(QApplication.focusWidget(), "E shop A")
    keys(window, "Return")
    assert stored(window).merchant.name == "E shop A"


def test_what_is_no_amount_is_told_and_nothing_changes(window: MainWindow) -> None:
    go_to(window, ProposalKind.PAID)
    end = window.desk.tasks.workspace.read(journal_end)
    keys(window, "E")
    QTest.keyClicks(QApplication.focusWidget(), "many")
    keys(window, "Return")
    assert "many" in window.review.foot.status.toolTip()
    assert window.desk.tasks.workspace.read(journal_end) == end
    assert window.review.cards.card and window.review.cards.card.editing


def test_esc_leaves_the_field_and_then_the_page(window: MainWindow) -> None:
    keys(window, "E", "Esc")
    assert window.review.isVisible() and window.review.cards.card and not window.review.cards.card.editing
    keys(window, "Esc")
    assert not window.review.isVisible() and window.page.isVisible() and window.commands.bar.isVisible()


def test_all_of_a_picture_go_with_one_key_but_for_what_must_be_compared(
    open_window: OpenWindow, workspace: Workspace, case_id: CaseId, tmp_path: Path
) -> None:
    add(workspace, case_id, tmp_path, PDD_ORDER, CHAT)
    details = workspace.read(load_case, case_id).details
    workspace.write(
        edit_case, case_id, replace(details, orders=(Order(id=OrderId(""), number=NUMBER, paid=Decimal(5)),))
    )
    window = sorting(open_window(workspace))
    assert window.review.review
    first = window.review.review.piece
    keys(window, "Ctrl+Return")
    assert window.review.review and window.review.review.piece != first
    left = window.review.review.open(first)
    assert {one.kind for one in left} == {ProposalKind.PAID} and stored(window).orders[0].paid == Decimal(5)
    keys(window, "Left")
    go_to(window, ProposalKind.PAID)
    assert window.review.cards.card and window.review.cards.card.accept.text().startswith("替换")
    picture = window.review.middle.picture
    looks = {mark.look for mark in window.review.middle.picture._marks}
    assert BoxStyle.DONE in looks and BoxStyle.NOW in looks
    now = next(mark for mark in picture._marks if mark.look is BoxStyle.NOW)
    assert picture.badge(now) == str(window.review.cards.card.content.number)
    others = [mark for mark in picture._marks if mark.look is not BoxStyle.NOW]
    shared = [(mark, [one.number for one in picture._marks if one.rect == mark.rect]) for mark in others]
    assert any(len(numbers) > 1 for _, numbers in shared), "several are said in one place"
    assert all(picture.badge(mark) == ("" if mark.rect == now.rect else spans(numbers)) for mark, numbers in shared)
    keys(window, "Return")
    assert stored(window).orders[0].paid == Decimal("98.00")


def test_all_of_a_picture_leads_to_the_next_one_and_no_further(
    open_window: OpenWindow, workspace: Workspace, case_id: CaseId, tmp_path: Path
) -> None:
    others = [CHAT.replace("24小时", f"{hours}小时").replace("15:15", f"16:{hours}") for hours in (36, 48)]
    add(workspace, case_id, tmp_path, CHAT, *others)
    window = sorting(open_window(workspace))
    seen = []
    for _ in range(3):
        assert window.review.review and window.review.review.item
        seen.append(window.review.review.item.number)
        keys(window, "Ctrl+Return")
    assert seen == [1, 2, 3]


def test_all_of_a_kind_leaves_what_must_be_compared(
    open_window: OpenWindow, workspace: Workspace, case_id: CaseId, tmp_path: Path
) -> None:
    add(workspace, case_id, tmp_path, PDD_ORDER)
    details = workspace.read(load_case, case_id).details
    typed = Party(role=Role.MERCHANT, name="another shop")
    workspace.write(edit_case, case_id, replace(details, parties=(typed,)))
    window = sorting(open_window(workspace))
    go_to(window, ProposalKind.SHOP)
    keys(window, "A")
    assert stored(window).merchant.name == "another shop" and not stored(window).decisions


def test_all_of_a_kind_go_with_one_key(window: MainWindow) -> None:
    go_to(window, ProposalKind.SHOWS)
    keys(window, "A")
    assert all(item.shows for item in stored(window).evidence)
    assert len({decision.kind for decision in stored(window).decisions}) == 1


def test_arrows_and_space_look_around_and_change_nothing(window: MainWindow) -> None:
    end = window.desk.tasks.workspace.read(journal_end)
    assert window.review.review
    first, at = window.review.review.piece, window.review.review.proposal
    keys(window, "Down")
    assert window.review.review.proposal != at
    keys(window, "Up", "Right")
    assert window.review.review.piece != first
    keys(window, "Left", "Space", "Space")
    assert window.review.review.piece == first
    assert window.desk.tasks.workspace.read(journal_end) == end


def test_the_mouse_does_the_same(window: MainWindow) -> None:
    click(window.review.cards.rows[1])
    wait(window)
    assert window.review.review and window.review.cards.card
    chosen = window.review.review.proposal
    click(window.review.cards.card.accept)
    wait(window)
    assert [decision.proposal for decision in stored(window).decisions] == [chosen]
    sheet = window.review.pile.waiting
    place = sheet.visualItemRect(sheet.item(1)).center()
    QTest.mouseClick(sheet.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    wait(window)
    assert window.review.review.item and window.review.review.item.number == 2


def test_what_was_changed_meanwhile_is_told_and_waits_again(window: MainWindow) -> None:
    shop = go_to(window, ProposalKind.SHOP)
    workspace, case = window.desk.tasks.workspace, stored(window)
    other = Party(role=Role.MERCHANT, name="another shop")
    workspace.write(edit_case, case.id, replace(case.details, parties=(other,)))
    keys(window, "Return")
    assert "已经填了别的内容" in window.review.foot.status.toolTip()
    assert stored(window).merchant.name == "another shop" and not stored(window).decisions
    assert window.review.review and shop in [one.id for one in window.review.review.open(case.evidence[0].id)]


def test_the_whole_text_can_be_read_and_copied(window: MainWindow) -> None:
    window.review.cards.whole.click()
    assert NUMBER in window.review.cards.text.toPlainText() and window.review.cards.text.isReadOnly()


def test_without_a_picture_it_says_how_to_begin(open_window: OpenWindow, workspace: Workspace, case_id: CaseId) -> None:
    window = sorting(open_window(workspace))
    assert "还没有截图" in window.review.message.title.text() and window.review.message.button.isVisible()
    keys(window, "Esc")
    assert not window.review.isVisible()


def test_where_reading_is_off_it_can_be_turned_on(
    open_window: OpenWindow,
    workspace: Workspace,
    case_id: CaseId,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    made = Hand({})
    monkeypatch.setattr("caseorg.gui.reading.usual_reader", lambda: made.reader)
    (tmp_path / "1.png").write_bytes(picture(1))
    list(add_files(workspace, case_id, [tmp_path / "1.png"]))
    window = sorting(open_window(workspace))
    assert "已关闭" in window.review.message.title.text() and not made.asked
    click(window.review.message.button)
    wait(window)
    qtbot.waitUntil(lambda: not window.review.message.isVisible(), timeout=PATIENCE_MILLISECONDS)
    wait(window)
    assert len(made.asked) == 1
    assert "没有找到" in window.review.cards.nothing.text()


def test_where_pictures_cannot_be_read_that_is_told(
    open_window: OpenWindow, workspace: Workspace, case_id: CaseId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caseorg.gui.reading.usual_reader", lambda: None)
    (tmp_path / "1.png").write_bytes(picture(1))
    list(add_files(workspace, case_id, [tmp_path / "1.png"]))
    window = sorting(open_window(workspace))
    assert "无法识别" in window.review.message.title.text() and not window.review.message.button.isVisible()
    assert not window.commands.read_pictures.isEnabled()


def test_a_document_shows_the_page_that_says_it(
    open_window: OpenWindow, workspace: Workspace, case_id: CaseId, tmp_path: Path
) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "2.pdf"), (216, 480))
    for text in ("first", "second"):
        canvas.drawString(20, 400, text)
        canvas.showPage()
    canvas.save()
    list(add_files(workspace, case_id, [tmp_path / "2.pdf"]))
    case = workspace.read(load_case, case_id)
    told = {case.evidence[0].sha256: Reading((PageReading(1080, 2400, ()), page(PDD_ORDER)), ENGINE)}
    list(read_case(workspace, readable(case), Hand(told).reader))
    window = sorting(open_window(workspace))
    assert window.review.middle.shown == (case.evidence[0].id, 1)
    assert window.review.middle.picture._marks


def test_pictures_that_were_drawn_before_the_page_was_are_on_it(window: MainWindow) -> None:
    """The page is made when screenshots are sorted first, the thumbnails as soon as the case is open."""
    sheet = window.review.pile.waiting
    assert sheet.count() == 2
    assert all(sheet.item(row).data(Qt.ItemDataRole.DecorationRole) for row in range(sheet.count()))


def test_a_tile_of_the_pile_has_a_menu_of_its_own_and_by_key_the_present_piece(window: MainWindow) -> None:
    sheet = window.review.pile.waiting
    other = sheet.visualItemRect(sheet.item(1)).center()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(sheet.viewport(), QContextMenuEvent(reason, other, sheet.viewport().mapToGlobal(other)))
    assert copied_from_menu() == "证据2"
    press(window.review, "Shift+F10")
    assert copied_from_menu() == "证据1"


def copied_from_menu() -> str:
    """Whose menu is open, by the name that it copies."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == "复制名称").trigger()
    menu.close()
    return QApplication.clipboard().text().split()[0]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_cards_are_no_wider_than_their_pane(dressed: QApplication, qtbot: QtBot, language: str) -> None:
    use_language(language)
    content = CardContent(
        id="1", number=1, kind=tr("Order number"), value="261101-123456789012345", tone="done", replaces=True
    )
    agrees = tr("The same in {others}", others=listed(["证据2", "证据4", "证据5"]))
    for widget in (ProposalRow(content), ProposalCard(replace(content, tone="now", agrees=agrees), None)):
        qtbot.addWidget(widget)
        widget.show()
        assert widget.minimumSizeHint().width() <= 318
