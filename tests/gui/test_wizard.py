"""What the wizard asks, refuses, stores and never loses."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseorg.actions.case import edit_case
from caseorg.actions.event import EventDetails, add_event
from caseorg.actions.evidence import describe_evidence, described
from caseorg.actions.promise import PromiseDetails, add_promise, remove_promise, settle_promise
from caseorg.domain.case import Answer, CaseFile, Platform, Side
from caseorg.domain.errors import CaseorgError
from caseorg.domain.messages.channel import MessageKind
from caseorg.domain.moments import parse_moment
from caseorg.domain.story.reading import read_story
from caseorg.domain.story.story import Story
from caseorg.domain.story.words import StoryWords
from caseorg.gui.forms import tip
from caseorg.gui.theme import use_look
from caseorg.gui.timeline.event_dialog import EventDialog
from caseorg.gui.window import MainWindow
from caseorg.gui.wizard.attachments import named_in
from caseorg.gui.wizard.dialog import Wizard
from caseorg.gui.wizard.note_boxes import Notes, NoteTone
from caseorg.gui.wizard.steps import StepBar
from caseorg.gui.wizard.versions import VersionsDialog, diff_html
from caseorg.jobs.sample import SAMPLE
from caseorg.jobs.verify import verify
from caseorg.settings import Appearance
from caseorg.store.queries import load_case
from domain.build import evidence
from gui.hands import click, click_text, dialog, press, type_into, wait

PROBLEM, ORDERS, FACTS, DEMAND, MESSAGE = range(5)


def open_wizard(window: MainWindow, page: int = PROBLEM) -> Wizard:
    press(window, "Ctrl+M")
    wait(window)
    wizard = dialog(window, Wizard)
    if page:
        QTest.keySequence(wizard, f"Alt+{page + 1}")
        assert wizard.page == page
    return wizard


def stored(window: MainWindow) -> CaseFile:
    return window.desk.tasks.workspace.read(load_case, SAMPLE)


def change(window: MainWindow, **details: object) -> None:
    """Changes the sample case as from another program."""
    workspace = window.desk.tasks.workspace
    before = workspace.read(load_case, SAMPLE).details
    workspace.write(edit_case, SAMPLE, replace(before, **details))
    window.desk.reload()
    wait(window)


def tell(window: MainWindow, text: str, side: Side = Side.SERVICE) -> None:
    """Adds an event as from another program."""
    details = EventDetails(at=parse_moment("2026-11-12 10:00"), text=text, side=side)
    window.desk.tasks.workspace.write(add_event, SAMPLE, details)
    window.desk.reload()
    wait(window)


def texts(notes: Notes) -> str:
    return "\n".join(note.text for note in notes.notes)


def is_open(window: MainWindow) -> bool:
    return any(child.isVisible() for child in window.findChildren(Wizard))


def close(window: MainWindow, wizard: Wizard) -> None:
    QTest.keySequence(wizard, "Esc")
    wait(window)


def test_what_fits_the_words_of_the_case_is_suggested_first(sample_window: MainWindow) -> None:
    change(sample_window, scenario="")
    wizard = open_wizard(sample_window)
    choices = wizard.problem.list.choices

    assert (choices[0].key, choices[0].mark) == ("card-invalid", "建议")
    assert wizard.problem.list.key == ""
    assert "缺" in wizard.steps.buttons[PROBLEM].text()


def test_a_scenario_is_chosen_and_an_answer_that_stops_brings_its_advice(sample_window: MainWindow) -> None:
    change(sample_window, scenario="")
    wizard = open_wizard(sample_window)
    QTest.keySequence(wizard.problem.list, "Space")
    scenario = wizard.state.scenario
    assert scenario
    number, question = next((n, q) for n, q in enumerate(scenario.checks) if q.stops and q.choices)
    field = wizard.problem.checks.fields[number]
    field.setFocus()
    for _ in range(question.choices.index(question.stops[0]) + 1):
        QTest.keySequence(field, "Down")

    assert question.advice in [note.text for notes in wizard.findChildren(Notes) for note in notes.notes]
    close(sample_window, wizard)
    assert stored(sample_window).scenario == "card-invalid"
    assert stored(sample_window).answer(question.id) == question.stops[0]
    assert stored(sample_window).answer("daily-life") == "是"


def test_unlawful_goods_are_told_on_the_first_page(sample_window: MainWindow) -> None:
    caution = next(one for one in sample_window.desk.tasks.workspace.knowledge.cautions.values() if one.unlawful)
    tell(sample_window, f"买了{caution.words[0]}", Side.ME)
    wizard = open_wizard(sample_window)

    assert caution.text in texts(wizard.problem._notes)


def test_the_sum_follows_what_is_typed(sample_window: MainWindow) -> None:
    wizard = open_wizard(sample_window, ORDERS)
    type_into(wizard.orders.form.refunded, "8.00")
    assert "未退90.00元" in texts(wizard.orders._sum)

    type_into(wizard.orders.form.refunded, "100")
    assert "大于实付" in texts(wizard.orders._sum)
    type_into(wizard.orders.form.number, "261101123456789012345")
    assert "261101-123456789012345" in wizard.orders.form.hint.text()


def test_a_second_order_is_added_and_removed(sample_window: MainWindow) -> None:
    wizard = open_wizard(sample_window, ORDERS)
    click(wizard.orders.add)
    type_into(wizard.orders.form.number, "261102-123456789012345")
    type_into(wizard.orders.form.paid, "30")
    assert "128.00元" in texts(wizard.orders._sum)
    QTest.keySequence(wizard, "Ctrl+PgDown")
    wait(sample_window)
    assert [order.paid for order in stored(sample_window).orders] == [Decimal("98.00"), Decimal("30.00")]

    QTest.keySequence(wizard, "Ctrl+PgUp")
    wizard.orders.list.setCurrentRow(1)
    type_into(wizard.orders.form.paid, "31")
    close(sample_window, wizard)
    assert [order.paid for order in stored(sample_window).orders] == [Decimal("98.00"), Decimal("31.00")]


def test_a_removed_order_comes_back_with_undo(sample_window: MainWindow) -> None:
    wizard = open_wizard(sample_window, ORDERS)
    click(wizard.orders.add)
    type_into(wizard.orders.form.paid, "30")
    QTest.keySequence(wizard, "Ctrl+PgDown")
    wait(sample_window)
    QTest.keySequence(wizard, "Ctrl+PgUp")
    wizard.orders.list.setCurrentRow(1)
    click(wizard.orders.remove)
    close(sample_window, wizard)
    assert len(stored(sample_window).orders) == 1
    press(sample_window, "Ctrl+Z")
    wait(sample_window)
    assert [order.paid for order in stored(sample_window).orders] == [Decimal("98.00"), Decimal("30.00")]


def test_each_page_that_changed_something_is_one_step_of_undo(sample_window: MainWindow) -> None:
    window = sample_window
    wizard = open_wizard(window, ORDERS)
    steps = window.desk.history.stack.count()
    type_into(wizard.orders.form.product, "另一种点卡")
    QTest.keySequence(wizard, "Ctrl+Return")
    wait(window)
    QTest.keySequence(wizard, "Alt+Left")
    close(window, wizard)
    assert window.desk.history.stack.count() == steps + 1
    assert stored(window).orders[0].product == "另一种点卡"

    press(window, "Ctrl+Z")
    wait(window)
    assert stored(window).orders[0].product != "另一种点卡"


def test_an_amount_that_is_none_holds_the_page(sample_window: MainWindow) -> None:
    window = sample_window
    wizard = open_wizard(window, ORDERS)
    type_into(wizard.orders.form.product, "改过的商品")
    type_into(wizard.orders.form.paid, "五十块")
    QTest.keySequence(wizard, "Ctrl+Return")
    assert wizard.page == ORDERS
    assert "五十块" in texts(wizard.trouble)
    assert wizard.focusWidget() is wizard.orders.form.paid

    close(window, wizard)
    assert is_open(window)
    click_text(wizard, "不保存，直接关闭")
    wait(window)
    assert not is_open(window)
    assert stored(window).orders[0].paid == Decimal("98.00")


def test_closing_stores_what_was_typed_without_a_question(sample_window: MainWindow) -> None:
    wizard = open_wizard(sample_window, ORDERS)
    type_into(wizard.orders.merchant, "改名的店")
    close(sample_window, wizard)

    assert not is_open(sample_window)
    assert stored(sample_window).merchant.name == "改名的店"


def test_what_was_changed_elsewhere_is_not_overwritten_unseen(sample_window: MainWindow) -> None:
    window = sample_window
    wizard = open_wizard(window, ORDERS)
    type_into(wizard.orders.merchant, "窗口里的名字")
    workspace = window.desk.tasks.workspace
    details = workspace.read(load_case, SAMPLE).details
    workspace.write(edit_case, SAMPLE, replace(details, title="别处改的标题"))
    close(window, wizard)
    assert is_open(window)
    assert "别处" in texts(wizard.trouble)

    close(window, wizard)
    assert not is_open(window)
    assert (stored(window).title, stored(window).merchant.name) == ("别处改的标题", "窗口里的名字")


def test_the_same_field_changed_elsewhere_is_told_even_after_a_reading(sample_window: MainWindow) -> None:
    window = sample_window
    wizard = open_wizard(window, DEMAND)
    type_into(wizard.demand.form.own, "2026年12月1日前全额退款98.00元")
    change(window, demand="2026年12月2日前全额退款98.00元")
    close(window, wizard)
    assert is_open(window)
    assert "别处" in texts(wizard.trouble)
    assert stored(window).demand == "2026年12月2日前全额退款98.00元"

    close(window, wizard)
    assert stored(window).demand == "2026年12月1日前全额退款98.00元"


def test_what_is_changed_elsewhere_shows_while_nothing_was_typed(sample_window: MainWindow) -> None:
    wizard = open_wizard(sample_window, DEMAND)
    change(sample_window, demand="2026年12月2日前全额退款98.00元")

    assert wizard.demand.form.own.text() == "2026年12月2日前全额退款98.00元"


def test_typing_survives_a_reading_of_the_case(sample_window: MainWindow) -> None:
    window = sample_window
    wizard = open_wizard(window, ORDERS)
    type_into(wizard.orders.form.paid, "97.")
    tell(window, "又联系了一次")

    assert wizard.orders.form.paid.text() == "97."


def test_events_show_their_evidence_or_that_they_have_none(sample_window: MainWindow) -> None:
    tell(sample_window, "再次联系，没有答复。")
    wizard = open_wizard(sample_window, FACTS)
    marks = [choice.mark for choice in wizard.facts.events.list.choices]

    assert marks[:2] == ["证据1、证据2", "证据3"]
    assert marks[-1] == "缺证据"


def test_events_are_named_by_what_they_are_taken_for(sample_window: MainWindow) -> None:
    tell(sample_window, "找客服要求退款，店家说概不退换", Side.UNKNOWN)
    wizard = open_wizard(sample_window, FACTS)
    assert wizard.facts.events.list.choices[-1].name.endswith("我方联系 ＋ 商家 · 拒绝")


def test_no_page_squeezes_the_names_of_the_steps(sample_window: MainWindow) -> None:
    wizard = open_wizard(sample_window)
    for page in range(len(wizard.pages)):
        QTest.keySequence(wizard, f"Alt+{page + 1}")
        wait(sample_window)
        wizard.resize(wizard.minimumSize())
        wait(sample_window)
        assert all(button.height() >= button.sizeHint().height() for button in wizard.steps.buttons)


def test_the_bold_name_of_a_step_has_its_width(qtbot: QtBot, dressed: QApplication) -> None:
    """At large texts in a narrow window, where the others give way."""
    use_look(dressed, Appearance(text_size=130))
    try:
        bar = StepBar(("Problem", "Orders", "Events and proof", "Demand", "Channel and preview"))
        qtbot.addWidget(bar)
        bar.show()
        bar.show_steps(4, [()] * 5)
        bar.resize(828, bar.sizeHint().height())
        bold = QFont(bar.buttons[4].font())
        bold.setBold(True)
        wanted = QFontMetrics(bold).horizontalAdvance("5  Channel and preview")
        assert bar.minimumSizeHint().width() <= 828 and bar.buttons[4].width() > wanted + 16
    finally:
        use_look(dressed, Appearance())


def test_what_the_problem_needs_said_is_listed_live(sample_window: MainWindow) -> None:
    """On the page of the problem, on that of the events, and beside the message while it is typed."""
    change(sample_window, scenario="membership-ended")
    wizard = open_wizard(sample_window)
    listed = wizard.problem.statements.text().splitlines()
    assert "✓ 订单号" in listed
    assert "缺 哪天失效、会员中心现在的状态和到期日：页面原文" in listed
    QTest.keySequence(wizard, "Alt+3")
    assert "✓\N{NO-BREAK SPACE}订单号" in doubts(wizard)
    assert "缺\N{NO-BREAK SPACE}哪天失效" in doubts(wizard)
    tell(sample_window, "11月12日会员中心显示“已到期”，会员提前失效", Side.SYSTEM)
    assert "✓\N{NO-BREAK SPACE}哪天失效" in doubts(wizard)
    QTest.keySequence(wizard, "Alt+1")
    assert "✓ 哪天失效、会员中心现在的状态和到期日：页面原文" in wizard.problem.statements.text()
    QTest.keySequence(wizard, "Alt+5")
    assert "缺\N{NO-BREAK SPACE}开通的日期" in texts(wizard.message.preview.notes)
    type_into(wizard.message.preview.text, "会员2026年11月2日开通。")
    assert "缺\N{NO-BREAK SPACE}开通的日期" not in texts(wizard.message.preview.notes)
    close(sample_window, wizard)


def test_the_list_beside_the_message_is_about_what_the_message_says(sample_window: MainWindow) -> None:
    change(sample_window, scenario="card-invalid")
    wizard = open_wizard(sample_window, MESSAGE)
    choose_kind(wizard, MessageKind.FIRST)
    preview = wizard.message.preview
    assert "这段文字没写" not in texts(preview.notes), "it was composed of the case"
    composed = preview.text.toPlainText()
    assert "261101-123456789012345" in composed
    type_into(preview.text, composed.replace("261101-123456789012345", "如截图").replace("订单号", "订单"))
    (told,) = [line for line in texts(preview.notes).splitlines() if "这段文字没写" in line]
    assert "订单号" in told and "诉求" not in told
    assert "✓\N{NO-BREAK SPACE}订单号" not in texts(preview.notes)

    choose_kind(wizard, MessageKind.FOLLOWUP)
    assert "这段文字没写" not in texts(preview.notes), "it goes on with a talk"
    close(sample_window, wizard)


@pytest.mark.parametrize("demand", ["2026年12月30日前退还货款98.00元", "收到之日起15日内退还货款98.00元"])
def test_a_letter_that_tells_the_day_before_what_is_asked_says_the_demand(
    sample_window: MainWindow, demand: str
) -> None:
    change(sample_window, scenario="card-invalid", demand=demand)
    wizard = open_wizard(sample_window, MESSAGE)
    wizard.message.list.select("court")
    wait(sample_window)
    preview = wizard.message.preview
    written = preview.text.toPlainText()
    assert "退还货款98.00元" in written and demand not in written
    assert "诉求" not in texts(preview.notes)
    type_into(preview.text, written.replace("退还货款98.00元", "妥善处理"))
    (told,) = [line for line in texts(preview.notes).splitlines() if "这段文字没写" in line]
    assert "诉求" in told
    close(sample_window, wizard)


def test_a_channel_that_does_not_take_the_matter_is_not_called_suited(sample_window: MainWindow) -> None:
    wizard = open_wizard(sample_window, MESSAGE)
    marks = {choice.key: choice.mark for choice in wizard.message.list.choices}
    assert marks["12315"] != "不适合"
    close(sample_window, wizard)
    change(sample_window, answers=(Answer(question="daily-life", value="否"),))
    wizard = open_wizard(sample_window, MESSAGE)
    choices = wizard.message.list.choices
    closed = [choice.key for choice in choices if choice.mark == "不适合"]
    assert "12315" in closed
    assert [choice.key for choice in choices[-len(closed) :]] == closed
    wizard.message.list.select("12315")
    wait(sample_window)
    assert "生活消费" in wizard.message.card.toPlainText().split("适合")[0]
    close(sample_window, wizard)


def test_a_merchant_that_refused_is_not_asked_politely_again(sample_window: MainWindow) -> None:
    tell(sample_window, "商家客服答复：虚拟商品概不退款，拒绝退款。", Side.MERCHANT)
    wizard = open_wizard(sample_window, MESSAGE)
    wizard.message.list.select("pdd-merchant")
    assert wizard.message.kind.currentData() == MessageKind.UPGRADE
    close(sample_window, wizard)


def test_what_the_next_step_names_is_called_suited_and_no_other_where_no_problem_is_chosen(
    sample_window: MainWindow,
) -> None:
    change(sample_window, scenario="")
    wizard = open_wizard(sample_window, MESSAGE)
    assert wizard.message.list.key == "pdd", "the merchant refused already"
    assert [choice.key for choice in wizard.message.list.choices if choice.mark == "适合"] == ["pdd"]
    close(sample_window, wizard)


def test_whoever_cites_an_article_that_holds_under_a_condition_is_told_it(sample_window: MainWindow) -> None:
    wizard = open_wizard(sample_window, MESSAGE)
    notes = wizard.message.preview.notes
    assert "有事实表明对方明知" not in texts(notes)
    type_into(wizard.message.preview.text, "依据《消费者权益保护法》第五十五条，要求三倍赔偿。")
    assert "有事实表明对方明知" in texts(notes)
    close(sample_window, wizard)


def doubts(wizard: Wizard) -> str:
    return "\n".join(texts(notes) for notes in wizard.facts.findChildren(Notes))


def test_an_event_is_written_from_the_wizard(sample_window: MainWindow) -> None:
    window = sample_window
    wizard = open_wizard(window, FACTS)
    click(wizard.facts.events.add)
    form = dialog(window, EventDialog)
    type_into(form.text, "在官网又试了一次，仍然失败")
    click(form.ok)
    wait(window)
    assert "在官网又试了一次，仍然失败" in [choice.text for choice in wizard.facts.events.list.choices]

    wizard.facts.events.list.setFocus()
    wizard.facts.events.list.select(wizard.facts.events.list.choices[0].key)
    QTest.keySequence(wizard.facts.events.list, "Return")
    assert "下单购买" in dialog(window, EventDialog).text.toPlainText()
    assert wizard.page == FACTS


def test_a_kind_that_much_evidence_shows_keeps_its_name(sample_window: MainWindow) -> None:
    workspace = sample_window.desk.tasks.workspace
    proof = "payment"
    for item in stored(sample_window).evidence:
        workspace.write(describe_evidence, SAMPLE, item.id, replace(described(item), shows=(proof,)))
    sample_window.desk.reload()
    wait(sample_window)
    wizard = open_wizard(sample_window, FACTS)
    proofs = wizard.facts.proofs.list
    choice = next(candidate for candidate in proofs.choices if candidate.key == proof)
    assert choice.mark == "✓ 证据1至5"
    drawn = []
    for mark in ("", f"✓ 证据{'、'.join(map(str, range(1, 90, 2)))}"):
        proofs.show_choices([replace(choice, mark=mark)], proof)
        wait(sample_window)
        drawn.append(proofs.viewport().grab(QRect(0, 0, 60, 24)).toImage())
    assert drawn[0] == drawn[1]
    close(sample_window, wizard)


def test_ticking_says_what_evidence_shows(sample_window: MainWindow) -> None:
    window = sample_window
    wizard = open_wizard(window, FACTS)
    proofs = wizard.facts.proofs
    missing = next(choice for choice in proofs.list.choices if choice.lacks)
    proofs.list.setFocus()
    proofs.list.select(missing.key)
    proofs.ticks.setFocus()
    proofs.ticks.setCurrentRow(2)
    QTest.keySequence(proofs.ticks, "Space")
    wait(window)

    assert missing.key in stored(window).evidence[2].shows
    assert not any(choice.lacks for choice in proofs.list.choices if choice.key == missing.key)


def test_a_promise_in_the_words_is_offered_and_noted(sample_window: MainWindow) -> None:
    window = sample_window
    workspace = window.desk.tasks.workspace
    for promise in stored(window).promises:
        workspace.write(remove_promise, SAMPLE, promise.id)
    window.desk.reload()
    wait(window)
    wizard = open_wizard(window, FACTS)
    assert "1小时内处理" in texts(wizard.facts.found)
    click(wizard.facts.found.buttons[0])
    wait(window)

    (promise,) = stored(window).promises
    assert "1小时内处理" in promise.text
    assert promise.due == parse_moment("2026-11-01 16:15").at
    assert "1小时内处理" not in texts(wizard.facts.found)


def test_a_promise_noted_in_other_words_is_not_offered_again(sample_window: MainWindow) -> None:
    window = sample_window
    (promise,) = stored(window).promises
    workspace = window.desk.tasks.workspace
    workspace.write(remove_promise, SAMPLE, promise.id)
    due = parse_moment("2026-11-01 16:15").at
    told = PromiseDetails(side=promise.side, text="四点一刻前办好", made_at=promise.made_at, due=due)
    noted = workspace.change(add_promise, SAMPLE, told)
    workspace.write(settle_promise, SAMPLE, noted, False)
    window.desk.reload()
    wait(window)
    assert "1小时内处理" not in texts(open_wizard(window, FACTS).facts.found)


def test_red_flags_stop_until_the_warning_was_read(sample_window: MainWindow) -> None:
    tell(sample_window, "对方说退款要先交保证金，还要我提供验证码。")
    wizard = open_wizard(sample_window, FACTS)
    QTest.keySequence(wizard, "Alt+5")
    assert wizard.page == FACTS
    assert "官方" in texts(wizard.facts.alarm)
    assert wizard.focusWidget() is wizard.facts.alarm.buttons[0]

    QTest.keySequence(wizard.facts.alarm.buttons[0], "Space")
    QTest.keySequence(wizard, "Alt+5")
    assert wizard.page == MESSAGE
    close(sample_window, wizard)

    wizard = open_wizard(sample_window, FACTS)  # the same warning is not asked for again
    assert not wizard.facts.alarm.isVisible()
    QTest.keySequence(wizard, "Alt+5")
    assert wizard.page == MESSAGE
    close(sample_window, wizard)
    tell(sample_window, "又说要先交解冻金才能退款。")
    wizard = open_wizard(sample_window, FACTS)
    QTest.keySequence(wizard, "Alt+5")
    assert wizard.page == FACTS and wizard.facts.alarm.isVisible()


def test_what_is_urgent_does_not_wait_for_a_demand(sample_window: MainWindow) -> None:
    change(sample_window, scenario="fake-service", demand="")
    wizard = open_wizard(sample_window, DEMAND)
    assert {note.tone for note in wizard.demand.gaps.notes} == {NoteTone.HINT}
    QTest.keySequence(wizard, "Alt+5")
    assert wizard.page == MESSAGE
    assert wizard.message.list.key == "police"
    assert "报案人" in wizard.message.preview.text.toPlainText()


def test_where_no_demand_is_written_that_is_said_and_not_that_it_is_vague(sample_window: MainWindow) -> None:
    change(sample_window, demand="")
    wizard = open_wizard(sample_window, DEMAND)
    QTest.keySequence(wizard, "Ctrl+Return")
    assert wizard.page == DEMAND
    assert "还没有写诉求" in texts(wizard.trouble) and "太笼统" not in texts(wizard.trouble)
    QTest.keySequence(wizard.focusWidget(), "Space")
    QTest.keySequence(wizard, "Ctrl+Return")
    wait(sample_window)
    assert wizard.page == MESSAGE
    close(sample_window, wizard)


@pytest.mark.parametrize("vague", ["尽快处理", "麻烦处理一下", "给个说法", "退款"])
def test_a_vague_demand_is_refused_with_a_better_sentence(sample_window: MainWindow, vague: str) -> None:
    window = sample_window
    wizard = open_wizard(window, DEMAND)
    type_into(wizard.demand.form.own, vague)
    QTest.keySequence(wizard, "Ctrl+Return")
    assert wizard.page == DEMAND
    assert "太笼统" in texts(wizard.trouble)
    better = "收到本消息后24小时内全额退款98.00元，原路退回"
    assert better in texts(wizard.demand.gaps)

    offer = wizard.focusWidget()
    assert offer is wizard.demand.gaps.buttons[0]
    QTest.keySequence(offer, "Space")
    QTest.keySequence(wizard, "Ctrl+Return")
    wait(window)
    assert wizard.page == MESSAGE
    assert stored(window).demand == better


def test_a_demand_that_does_not_agree_with_the_orders_is_told(sample_window: MainWindow) -> None:
    wizard = open_wizard(sample_window, DEMAND)
    wizard.demand.form.action.setFocus()
    QTest.keySequence(wizard.demand.form.action, "Home")
    type_into(wizard.demand.form.amount, "980.00")

    assert "要求退还980.00元，而实付减去已退只有98.00元" in texts(wizard.demand.sums)


def test_a_part_of_what_was_paid_is_explained_by_what_happened(sample_window: MainWindow) -> None:
    tell(sample_window, "30天会员，第13天失效", Side.ME)
    wizard = open_wizard(sample_window, DEMAND)
    type_into(wizard.demand.form.own, "2026年12月6日前退还58.80元")
    assert "98元÷30天×18天=58.80元，与诉求一致" in texts(wizard.demand.sums)
    assert wizard.demand.sums.notes[0].tone is NoteTone.GOOD

    type_into(wizard.demand.form.own, "2026年12月6日前退还没用上的会员费50元")
    assert "按经过算，也可能是" in texts(wizard.demand.sums)
    QTest.keySequence(wizard.demand.sums.buttons[0], "Space")
    assert wizard.demand.form.own.text() == "2026年12月6日前退还没用上的会员费58.80元"


def test_a_sum_is_worked_out_by_keyboard_and_taken_into_the_demand(sample_window: MainWindow) -> None:
    wizard = open_wizard(sample_window, DEMAND)
    calculator = wizard.demand.calculator
    calculator.ways.setFocus()
    QTest.keySequence(calculator.ways, "Down")
    QTest.keySequence(calculator, "Tab")
    assert calculator.fields[0].text() == "98.00"
    for field, text in zip(calculator.fields, ("360", "20", "12", "星"), strict=True):
        type_into(field, text)
    assert calculator.result.text() == "360元÷20星×12星=216元"
    QTest.keySequence(calculator.use, "Space")
    assert wizard.demand.form.own.text() == "退还货款216.00元，于2026年11月30日前原路退回（360元÷20星×12星=216元）"

    type_into(calculator.fields[2], "21")
    assert "不是其中的一部分" in calculator.result.text() and not calculator.use.isEnabled()


def test_a_line_that_asks_for_two_things_stays_in_its_own_words(sample_window: MainWindow) -> None:
    wizard = open_wizard(sample_window, DEMAND)
    type_into(wizard.demand.form.own, "12月5日前更换卡密，不能更换的，退还50元")
    assert wizard.demand.form.action.currentText() == "自己写"
    assert not wizard.demand.gaps.notes
    assert "要求50.00元" in texts(wizard.demand.sums)


def test_several_demands_stand_one_a_line(sample_window: MainWindow) -> None:
    wizard = open_wizard(sample_window, DEMAND)
    click(wizard.demand.add)
    type_into(wizard.demand.form.own, "3个工作日内书面答复核实结果和依据")
    QTest.keySequence(wizard, "Ctrl+Return")
    wait(sample_window)

    assert len(stored(sample_window).demand.splitlines()) == 2
    assert "书面答复核实结果" in wizard.message.preview.text.toPlainText()


def test_the_count_tells_when_the_limit_is_passed(sample_window: MainWindow) -> None:
    wizard = open_wizard(sample_window, MESSAGE)
    preview = wizard.message.preview
    type_into(preview.text, "字" * 501)

    assert preview.count.text() == "501/500字"
    assert preview.count.property("role") == "error"
    assert "超出这个渠道的字数1字" in texts(preview.notes)


def test_what_was_left_out_is_shown_in_full(sample_window: MainWindow) -> None:
    for number in range(12):
        tell(sample_window, f"第{number}次联系，对方答复说请耐心等待，没有给出任何处理时间或结果，也没有说明原因。")
    wizard = open_wizard(sample_window, MESSAGE)
    wizard.message.list.select("12315")
    preview = wizard.message.preview

    assert preview._draft.left_out
    assert all(piece in texts(preview.notes) for piece in preview._draft.left_out)


def test_a_text_is_not_asked_for_what_its_channel_does_without(sample_window: MainWindow) -> None:
    wizard = open_wizard(sample_window, MESSAGE)
    preview, bare = wizard.message.preview, "2026年11月1日付款98元。请退还货款98元。"
    type_into(preview.text, bare)
    assert "没有写订单号" in texts(preview.notes) and "诉求没有期限" in texts(preview.notes)
    wizard.message.list.select("12315")
    type_into(preview.text, bare)
    assert "没有写订单号" not in texts(preview.notes) and "诉求没有期限" not in texts(preview.notes)


def test_heated_words_are_underlined_and_replaced_only_on_a_click(sample_window: MainWindow) -> None:
    wizard = open_wizard(sample_window, MESSAGE)
    preview = wizard.message.preview
    before = f"😀{preview.text.toPlainText()}\n你们平台就是骗子。"
    type_into(preview.text, before)
    marked = [mark.cursor.selectedText() for mark in preview.text.extraSelections()]
    assert any("骗子" in words for words in marked)
    assert preview.text.toPlainText() == before

    note = next(note for note in preview.notes.notes if note.offer == "替换" and "骗子" in note.text)
    click(preview.notes.buttons[[one for one in preview.notes.notes if one.offer].index(note)])
    assert "骗子" not in preview.text.toPlainText()
    assert preview.text.toPlainText().startswith("😀")
    QTest.keySequence(preview.text, "Ctrl+Z")
    assert preview.text.toPlainText() == before


def test_a_public_text_is_masked(sample_window: MainWindow) -> None:
    wizard = open_wizard(sample_window, MESSAGE)
    wizard.message.list.select("heimao")
    preview = wizard.message.preview
    assert "261101-123456789012345" not in preview.text.toPlainText()
    assert "已打码：订单号或交易单号 2611****2345" in texts(preview.notes)

    type_into(preview.text, f"{preview.text.toPlainText()}\n电话13800001234")
    assert "13800001234" in texts(preview.notes)
    click_text(preview, "打码(&M)")
    assert "13800001234" not in preview.text.toPlainText()


def test_mail_has_a_subject_to_copy(sample_window: MainWindow) -> None:
    wizard = open_wizard(sample_window, MESSAGE)
    wizard.message.list.select("email")
    click(wizard.message.preview.copy_subject)

    assert "261101-123456789012345" in QApplication.clipboard().text()


def test_a_changed_text_that_was_not_sent_is_there_again(sample_window: MainWindow) -> None:
    window = sample_window
    wizard = open_wizard(window, MESSAGE)
    type_into(wizard.message.preview.text, "我自己改的话")
    wizard.message.list.select("12315")
    assert wizard.message.preview.text.toPlainText() != "我自己改的话"
    wizard.message.list.select("pdd")
    assert wizard.message.preview.text.toPlainText() == "我自己改的话"
    wizard.message.preview.text.clear()
    wizard.message.list.select("12315")
    wizard.message.list.select("pdd")
    assert wizard.message.preview.text.toPlainText() == ""
    type_into(wizard.message.preview.text, "我自己改的话")
    close(window, wizard)
    (kept,) = stored(window).messages
    assert (kept.text, kept.sent_at) == ("我自己改的话", None)

    wizard = open_wizard(window, MESSAGE)
    assert wizard.message.preview.text.toPlainText() == "我自己改的话"
    close(window, wizard)
    assert len(stored(window).messages) == 1

    wizard = open_wizard(window, MESSAGE)
    click_text(wizard.message.preview, "按案件重写(&N)")
    assert "261101-123456789012345" in wizard.message.preview.text.toPlainText()


def choose_kind(wizard: Wizard, kind: MessageKind) -> None:
    """Another kind than the one that the next step asks for."""
    box = wizard.message.kind
    box.setCurrentIndex(box.findData(kind))
    box.activated.emit(box.currentIndex())


def test_what_was_sent_is_frozen_and_compared_with_the_next_version(sample_window: MainWindow) -> None:
    window = sample_window
    wizard = open_wizard(window, MESSAGE)
    choose_kind(wizard, MessageKind.FIRST)
    preview = wizard.message.preview
    text = preview.text.toPlainText()
    click(preview.keep)
    wait(window)
    (sent,) = stored(window).messages
    assert (sent.channel, sent.kind, sent.text) == ("pdd", MessageKind.FIRST, text)
    assert sent.sent_at
    assert (preview.text.toPlainText(), wizard.message.kind.currentData()) == (text, MessageKind.FIRST), (
        "as it was sent"
    )
    assert not preview.keep.isEnabled()
    assert "这是您发送的内容" in texts(preview.notes)
    assert [item.number for item in stored(window).evidence if item.id in sent.attached] == [1, 2, 3, 4, 5]
    assert "存入案件" in texts(wizard.trouble)

    change(window, demand="2026年12月31日前全额退款98.00元")
    assert preview.text.toPlainText() == text
    click_text(preview, "按案件重写(&N)")
    assert preview.keep.isEnabled()
    click(preview.versions)
    compared = dialog(window, VersionsDialog).compared.toHtml()
    assert "line-through" in compared
    assert "underline" in compared
    dialog(window, VersionsDialog).reject()
    close(window, wizard)
    assert stored(window).messages == (sent,)

    wizard = open_wizard(window)
    assert wizard.page == MESSAGE
    assert wizard.message.kind.currentData() == MessageKind.UPGRADE, "the merchant refused before"


def test_evidence_that_goes_with_it_is_unticked(sample_window: MainWindow) -> None:
    window = sample_window
    wizard = open_wizard(window, MESSAGE)
    choose_kind(wizard, MessageKind.FIRST)
    preview = wizard.message.preview
    preview.attached.menu().actions()[0].trigger()
    click(preview.keep)
    wait(window)

    assert len(stored(window).messages[0].attached) == 4


def test_a_message_that_was_not_sent_after_all_is_taken_back(sample_window: MainWindow) -> None:
    window = sample_window
    wizard = open_wizard(window, MESSAGE)
    click(wizard.message.preview.keep)
    wait(window)
    assert len(stored(window).messages) == 1
    close(window, wizard)
    press(window, "Ctrl+Z")
    wait(window)
    assert stored(window).messages == ()
    assert window.notice.text == "已撤销：记下已发出的消息"
    press(window, "Ctrl+Y")
    wait(window)
    assert len(stored(window).messages) == 1
    assert len(list(verify(window.desk.tasks.workspace))) > 1


def refuse_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise CaseorgError("The disk is full.", "Make room on the disk, then repeat.")

    monkeypatch.setattr("caseorg.gui.wizard.keeper.keep_message", refuse)


def test_a_sent_text_that_could_not_be_kept_stands_as_it_was_typed(
    sample_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = sample_window
    wizard = open_wizard(window, MESSAGE)
    preview = wizard.message.preview
    type_into(preview.text, "我自己写的话")
    refuse_messages(monkeypatch)
    click(preview.keep)
    wait(window)
    assert "The disk is full." in texts(wizard.trouble)
    assert "存入案件" not in texts(wizard.trouble)
    assert preview.text.toPlainText() == "我自己写的话"

    monkeypatch.undo()
    click(preview.keep)
    wait(window)
    (sent,) = stored(window).messages
    assert (sent.text, bool(sent.sent_at)) == ("我自己写的话", True)
    close(window, wizard)
    assert stored(window).messages == (sent,)


def test_a_double_click_keeps_one_message(sample_window: MainWindow) -> None:
    wizard = open_wizard(sample_window, MESSAGE)
    keep = wizard.message.preview.keep
    click(keep)
    QTest.mouseDClick(keep, Qt.MouseButton.LeftButton)
    wait(sample_window)

    assert len(stored(sample_window).messages) == 1


def test_closing_without_what_was_refused_keeps_the_texts(sample_window: MainWindow) -> None:
    window = sample_window
    wizard = open_wizard(window, MESSAGE)
    type_into(wizard.message.preview.text, "我自己写的话")
    QTest.keySequence(wizard, "Alt+2")
    type_into(wizard.orders.form.paid, "不是数")
    QTest.keySequence(wizard, "Esc")
    click_text(wizard, "不保存，直接关闭")
    wait(window)

    assert not is_open(window)
    assert [message.text for message in stored(window).messages] == ["我自己写的话"]


def test_closing_is_possible_where_nothing_can_be_stored(
    sample_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = sample_window
    wizard = open_wizard(window, MESSAGE)
    type_into(wizard.message.preview.text, "我自己写的话")
    refuse_messages(monkeypatch)
    close(window, wizard)
    for _ in range(2):
        assert is_open(window)
        click_text(wizard, "不保存，直接关闭")
        wait(window)
    assert not is_open(window)


def test_a_channel_and_a_kind_open_their_message(sample_window: MainWindow) -> None:
    sample_window.ask.message("pdd", MessageKind.INTERVENTION)
    wait(sample_window)
    wizard = dialog(sample_window, Wizard)

    assert wizard.page == MESSAGE
    assert (wizard.message.list.key, wizard.message.kind.currentData()) == ("pdd", MessageKind.INTERVENTION)


def test_enter_in_a_field_goes_on_and_in_the_text_makes_a_line(sample_window: MainWindow) -> None:
    wizard = open_wizard(sample_window, ORDERS)
    QTest.keyClick(wizard.orders.form.product, Qt.Key.Key_Return)
    assert wizard.page == FACTS
    QTest.keySequence(wizard, "Alt+5")
    preview = wizard.message.preview
    preview.text.setFocus()
    QTest.keyClick(preview.text, Qt.Key.Key_Return)
    assert wizard.page == MESSAGE
    assert preview.text.toPlainText().startswith("\n")


def test_a_new_case_can_go_all_the_way(window: MainWindow) -> None:
    """Nothing is known yet: every page says what it lacks and none fails."""
    from gui.test_window import make_case

    make_case(window)
    wizard = open_wizard(window, ORDERS)
    assert all("缺" in button.text() for button in wizard.steps.buttons)
    wizard.orders.platform.setFocus()
    wizard.orders.platform.choose(str(Platform.JD))
    type_into(wizard.orders.form.paid, "50")
    QTest.keySequence(wizard, "Alt+5")
    assert wizard.page == DEMAND
    QTest.keySequence(wizard.demand.gaps.buttons[0], "Space")
    QTest.keySequence(wizard, "Alt+5")
    wait(window)
    assert wizard.page == MESSAGE
    assert "缺少" in texts(wizard.message.preview.notes)
    assert window.desk.case
    assert window.desk.case.platform is Platform.JD
    assert window.desk.case.demand == "收到本消息后24小时内全额退款50.00元，原路退回"


def test_everything_can_be_named_by_a_screen_reader(sample_window: MainWindow) -> None:
    from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit

    wizard = open_wizard(sample_window)
    fields = [child for kind in (QComboBox, QLineEdit, QPlainTextEdit) for child in wizard.findChildren(kind)]
    lists = [
        view for view in wizard.findChildren(QAbstractItemView) if not isinstance(view.parent().parent(), QComboBox)
    ]

    assert [type(child).__name__ for child in (*fields, *lists) if not child.accessibleName()] == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("证据1、证据3至证据5。", [1, 3, 4, 5]),
        ("没有", []),
        ("见证据2", [2]),
        ("证据12", []),
        ("证据2至证据999999", [2]),
        (f"证据{'9' * 5000}", []),
    ],
)
def test_evidence_is_named_by_its_label(text: str, numbers: list[int]) -> None:
    items = [evidence(number) for number in range(1, 6)]
    assert [item.number for item in items if item.id in named_in(text, items)] == numbers


@pytest.mark.parametrize(
    ("text", "shown"), [("<img src=/etc/passwd>", "<p>&lt;img src=/etc/passwd&gt;</p>"), ("平常的话", "平常的话")]
)
def test_a_tooltip_takes_no_markup(text: str, shown: str) -> None:
    assert tip(text) == shown


def test_a_comparison_escapes_what_was_typed() -> None:
    html = diff_html("<b>旧</b>", "<b>新</b>\n")
    assert "<b>" not in html
    assert "旧" in html
    assert html.endswith(("<br></span>", "<br>"))


@pytest.mark.parametrize("page", [PROBLEM, FACTS, DEMAND])
def test_a_key_that_changes_nothing_of_the_story_does_not_read_it_again(
    sample_window: MainWindow, page: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages, gaps and checks are given what was read."""
    wizard = open_wizard(sample_window, page)
    read: list[object] = []

    def counting(case: CaseFile, words: StoryWords) -> Story:
        read.append(case)
        return read_story(case, words)

    monkeypatch.setattr("caseorg.knowledge.stories.read_story", counting)
    wizard.pages[page].edited.emit()
    assert read == []
