"""What pictures propose for a case, and how it stands to what the case holds and to other pictures."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from decimal import Decimal
from typing import Any

import pytest

from caseorg.domain.case import (
    BY_BROWSER,
    CaseFile,
    Decision,
    DecisionId,
    Event,
    EventId,
    Order,
    OrderId,
    Part,
    Party,
    Payment,
    Platform,
    Role,
    Side,
)
from caseorg.domain.moments import Moment, Precision, TimeSource, parse_moment, show_moment
from caseorg.domain.reading.proposal import Proposal, ProposalKind, ProposalState, SaidPromise, ToldEvent, written
from caseorg.domain.reading.reading import Reading
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.readings import proposals_of
from domain.build import case, evidence
from domain.reading import pages

KNOWLEDGE = Knowledge()
TAKEN = parse_moment("2026-11-12 15:20", TimeSource.FILENAME)
NUMBER = "261101-123456789012345"


def proposed(drawn: Sequence[str], taken: Moment | None = TAKEN, **fields: Any) -> tuple[Proposal, ...]:
    return of(a_case(len(drawn), taken, **fields), drawn)


def a_case(count: int, taken: Moment | None = TAKEN, **fields: Any) -> CaseFile:
    given: dict[str, Any] = {"platform": Platform.OTHER, "orders": (), "parties": (), "events": (), "promises": ()}
    return case(**{**given, "evidence": tuple(evidence(n + 1, taken) for n in range(count)), **fields})


def of(held: CaseFile, drawn: Sequence[str]) -> tuple[Proposal, ...]:
    pairs = zip(held.evidence, drawn, strict=True)
    return proposals_of(KNOWLEDGE, held, {item.id: Reading((pages.page(one),), "test") for item, one in pairs})


def values(found: Sequence[Proposal], kind: ProposalKind) -> list[Any]:
    return [one.value for one in found if one.kind is kind]


def the(found: Sequence[Proposal], kind: ProposalKind) -> Proposal:
    (one,) = (one for one in found if one.kind is kind)
    return one


def told(found: Sequence[Proposal]) -> list[tuple[str, Side, Part, str]]:
    events = [one.value for one in found if isinstance(one.value, ToldEvent)]
    return [(show_moment(event.at), event.side, event.part, event.text) for event in events]


def test_order_and_bill_say_what_was_bought_and_agree() -> None:
    found = proposed([pages.PDD_ORDER, pages.WECHAT_BILL])
    assert the(found, ProposalKind.PLATFORM).value is Platform.PDD
    assert the(found, ProposalKind.SHOP).value == "星河数码卡券专营店"
    assert the(found, ProposalKind.PAYEE).value == "杭州星河某某数码科技有限公司某某第一分公司"
    assert the(found, ProposalKind.ORDER_NUMBER).value == NUMBER
    assert the(found, ProposalKind.PAYMENT).value is Payment.WECHAT
    assert the(found, ProposalKind.TRANSACTION).value == "4200001234202611010987654321"
    paid = the(found, ProposalKind.PAID)
    assert (paid.value, [quote.evidence for quote in paid.quotes]) == (Decimal("98.00"), ["evidence-1", "evidence-2"])
    assert [quote.text for quote in paid.quotes] == ["¥ 98.00", "-98.00"]
    assert {one.purchase for one in found if one.kind in (ProposalKind.PAID, ProposalKind.TRANSACTION)} == {NUMBER}
    assert all(one.state is ProposalState.OPEN and not one.doubtful for one in found)


def test_that_it_was_bought_is_one_event_with_both_pictures() -> None:
    found = proposed([pages.PDD_ORDER, pages.WECHAT_BILL])
    (event,) = (one for one in found if one.kind is ProposalKind.EVENT)
    assert {quote.evidence for quote in event.quotes} == {"evidence-1", "evidence-2"}
    assert told(found) == [
        (
            "2026-11-01 14:30",
            Side.ME,
            Part.BUY,
            "在拼多多店铺“星河数码卡券专营店”下单购买【自动发货】星河世界游戏点卡100元面值 卡密直发，实付98.00元",
        )
    ]


def test_a_chat_tells_who_said_what_when_and_what_was_promised() -> None:
    found = proposed([pages.CHAT], platform=Platform.PDD)
    assert told(found) == [
        ("2026-11-11 14:05", Side.ME, Part.FAULT, "我说：“你好，我买的卡密用不了”"),
        ("2026-11-11 14:05", Side.ME, Part.ASKED, f"我说：“提示该卡密已被使用，订单号是{NUMBER}”"),
        ("2026-11-11 14:05", Side.MERCHANT, Part.PROMISE, "商家说：“亲，您好，这边帮您核实一下，1小时内给您处理好”"),
        ("2026-11-12 15:18", Side.ME, Part.ASKED, "我说：“已经一天了，请退款98元”"),
        ("2026-11-12 15:18", Side.MERCHANT, Part.REFUSAL, "商家说：“虚拟商品一经售出概不退换哦”"),
        ("2026-11-12 15:18", Side.SYSTEM, Part.SILENCE, "系统显示：“消息已发出，但被对方拒收了”"),
    ]
    events = [one for one in found if isinstance(one.value, ToldEvent)]
    assert {one.value.at.source for one in events if isinstance(one.value, ToldEvent)} == {TimeSource.RESOLVED}
    assert {one.value.channel for one in events[:5] if isinstance(one.value, ToldEvent)} == {"pdd-merchant"}
    promise = the(found, ProposalKind.PROMISE).value
    assert isinstance(promise, SaidPromise)
    assert (promise.text, promise.side, promise.event) == ("1小时内给您处理好", Side.MERCHANT, events[2].id)
    assert promise.due and f"{promise.due:%m-%d %H:%M}" == "11-11 15:05"


def test_what_the_user_says_of_the_fault_is_asking_where_a_page_shows_it() -> None:
    parts = [part for _, side, part, _ in told(proposed([pages.FORM, pages.CHAT])) if side is Side.ME]
    assert parts == [Part.ASKED] * 3


def test_an_automatic_reply_promises_nothing_and_red_flags_are_told() -> None:
    chat = """
40 22 40 15:20
m 130 50 点卡客服小王
m 300 36 14:05
210 420 46 【自动回复】稍后24小时内回复您
210 560 46 请先交保证金再退款，交完马上退
>870 700 46 这是什么意思
"""
    found = proposed([chat])
    assert told(found)[0][2:] == (
        Part.ANSWER,
        "客服说：“【自动回复】稍后24小时内回复您”",
    )
    assert [value.text for value in values(found, ProposalKind.PROMISE)] == ["交完马上退"]
    flagged = [one for one in found if one.kind is ProposalKind.EVENT and one.flags]
    assert [one.quotes[0].text for one in flagged] == ["请先交保证金再退款，交完马上退"]


def test_greetings_are_not_told() -> None:
    chat = "\n".join((*pages.CHAT.strip().splitlines(), "210 1600 46 亲，您好~", ">870 1740 46 好的"))
    assert len(told(proposed([chat]))) == len(told(proposed([pages.CHAT])))


@pytest.mark.parametrize(
    ("taken", "clock", "doubtful"),
    [
        (TAKEN, "15:20", False),
        (Moment(TAKEN.at, Precision.MINUTE, TimeSource.FILE), "15:22", False),  # the picture itself says so
        (Moment(TAKEN.at, Precision.MINUTE, TimeSource.FILE), "", True),
        (TAKEN, "09:41", True),  # the time in the name is that of a copy
        (parse_moment("2026-11-12", TimeSource.FILENAME), "15:20", False),
    ],
)
def test_when_a_picture_was_taken_is_relied_on_where_its_clock_agrees(
    taken: Moment, clock: str, doubtful: bool
) -> None:
    drawn = pages.CHAT.replace("40 22 40 15:20", f"40 22 40 {clock}" if clock else "40 22 40 x")
    found = [one for one in proposed([drawn], taken) if one.kind is ProposalKind.EVENT]
    assert {one.doubtful for one in found} == {doubtful}


def test_a_day_in_a_name_and_the_clock_on_the_picture_are_the_minute() -> None:
    found = the(proposed([pages.CHAT], parse_moment("2026-11-12", TimeSource.FILENAME)), ProposalKind.TAKEN_AT)
    assert isinstance(found.value, Moment)
    assert (found.value.local.time(), found.value.source) == (time(15, 20), TimeSource.PICTURE)


def test_a_chat_without_any_time_is_of_the_pictures_day_at_the_latest_and_doubtful() -> None:
    without = "\n".join(line for line in pages.CHAT.splitlines() if "昨天" not in line and " 15:18" not in line)
    found = [one for one in proposed([without], TAKEN) if one.kind is ProposalKind.EVENT]
    assert found and all(one.doubtful for one in found)
    assert {show_moment(one.value.at) for one in found if isinstance(one.value, ToldEvent)} == {"2026-11-12"}
    assert not [one for one in proposed([without], None) if one.kind is ProposalKind.EVENT]


def test_one_bubble_on_two_pictures_is_one_event_that_quotes_both() -> None:
    lower = """
40 22 40 15:21
m 130 50 星河数码卡券专营店
210 300 46 亲，您好，这边帮您核实一
210 366 46 下，1小时内给您处理好
m 500 36 15:18
>870 600 46 已经一天了，请退款98元
210 740 46 虚拟商品一经售出概不退换哦
m 900 36 15:20
>870 1000 46 我要投诉到12315
"""
    found = proposed([pages.CHAT, lower])
    events = [one for one in found if one.kind is ProposalKind.EVENT]
    shared = [one for one in events if len(one.quotes) == 2]
    assert len(events) == 7
    assert [show_moment(one.value.at) for one in shared if isinstance(one.value, ToldEvent)] == [
        "2026-11-11 14:05",  # the second picture alone does not tell when
        "2026-11-12 15:18",
        "2026-11-12 15:18",
    ]
    assert len(values(found, ProposalKind.PROMISE)) == 1


def test_words_that_are_said_often_do_not_carry_the_time_of_another_day() -> None:
    """One refusal stands on both pictures, but what follows it does not."""
    other = """
40 22 40 15:21
m 130 50 星河数码卡券专营店
210 300 46 虚拟商品一经售出概不退换哦
>870 440 46 好几天了还没有人处理
m 600 36 11月12日 09:00
>870 700 46 请尽快退款给我
"""
    found = proposed([pages.CHAT, other])
    waiting = next(one for one in found if isinstance(one.value, ToldEvent) and "好几天" in one.value.text)
    assert isinstance(waiting.value, ToldEvent)
    assert (show_moment(waiting.value.at), waiting.doubtful) == ("2026-11-12", True)


def test_events_come_in_the_order_of_time() -> None:
    found = [one.value.at.at for one in proposed([pages.CHAT, pages.PDD_ORDER]) if isinstance(one.value, ToldEvent)]
    assert found == sorted(found)


def test_a_page_that_shows_a_fault_is_the_fault() -> None:
    drawn = "m 130 50 会员中心\n60 300 46 未开通会员"
    (event,) = told(proposed([drawn]))
    assert event == ("2026-11-12 15:20", Side.SYSTEM, Part.FAULT, "“会员中心”页面显示“未开通会员”")
    assert the(proposed([drawn]), ProposalKind.SHOWS).value == ("status",)


def test_a_refund_that_was_asked_for_and_refused() -> None:
    found = proposed([pages.REFUND])
    assert told(found)[0] == ("2026-11-12 15:07", Side.ME, Part.ASKED, "在拼多多申请退款360.81元")
    assert ("2026-11-12 16:56", Side.MERCHANT, Part.REFUSAL, "商家说：“虚拟商品一经发出不退不换”") in told(found)
    assert not values(found, ProposalKind.REFUNDED)  # nothing came back
    assert not values(found, ProposalKind.PAID)


REFUSED = """
40 22 40 09:12
m 130 50 退款详情
54 270 60 {state}
70 520 38 退款金额：¥98.00
70 600 38 {when}：2026-11-17 09:05:12
70 680 38 {why}：{reason}
"""


@pytest.mark.parametrize(
    ("state", "when", "why"),
    [
        ("商家拒绝退款", "拒绝时间", "拒绝理由"),
        ("商家拒绝退款", "处理时间", "处理结果"),
        ("商家拒绝退款", "商家拒绝时间", "商家拒绝理由"),
        ("售后关闭", "驳回时间", "驳回原因"),
    ],
)
def test_a_refusal_is_of_the_time_behind_its_label_and_tells_the_reason(state: str, when: str, why: str) -> None:
    reason = "虚拟商品一经售出概不退换"
    found = proposed([REFUSED.format(state=state, when=when, why=why, reason=reason)])
    assert told(found) == [("2026-11-17 09:05", Side.MERCHANT, Part.REFUSAL, f"商家以“{reason}”为由拒绝退款")]
    event = the(found, ProposalKind.EVENT)
    assert [quote.text for quote in event.quotes][:2] == ["2026-11-17 09:05:12", reason]
    assert event.value.at.source is TimeSource.PICTURE
    assert not event.doubtful


def test_a_refusal_without_a_reason_quotes_none() -> None:
    drawn = REFUSED.format(state="商家拒绝退款", when="处理时间", why="处理结果", reason="已驳回")
    assert told(proposed([drawn])) == [("2026-11-17 09:05", Side.MERCHANT, Part.REFUSAL, "商家拒绝退款")]


def test_a_reason_without_its_time_is_told_of_when_the_picture_was_taken() -> None:
    drawn = REFUSED.format(state="商家拒绝退款", when="", why="拒绝原因", reason="卡密已发出")
    assert told(proposed([drawn])) == [
        ("2026-11-12 15:20", Side.MERCHANT, Part.REFUSAL, "商家以“卡密已发出”为由拒绝退款")
    ]


def test_what_was_dealt_with_and_paid_back_is_no_refusal() -> None:
    drawn = REFUSED.format(state="退款成功", when="处理时间", why="处理结果", reason="已退款到原支付账户")
    assert [part for _, _, part, _ in told(proposed([drawn]))] == [Part.REFUND]


def test_each_sum_of_a_list_of_bills_is_an_event_and_none_is_what_was_paid() -> None:
    renewals = "60 100 44 支付宝账单\n60 200 40 2026-09-15 -25.00 某某视频\n60 300 40 2026-10-15 -25.00"
    found = proposed([renewals, pages.BILLS])
    assert [(when, part, text) for when, _, part, text in told(found)] == [
        ("2026-09-15", Part.BUY, "通过支付宝付款25.00元给“某某视频”"),
        ("2026-10-15", Part.FAULT, "支付宝扣款25.00元"),
        ("2026-11-01 14:30", Part.BUY, "付款98.00元给“星河数码卡券专营店”"),
        ("2026-11-02 10:11", Part.BUY, "付款35.50元给“极速游戏卡盟”"),
    ]
    assert not values(found, ProposalKind.PAID)


def test_of_payments_to_several_the_user_says_which_belong_to_the_case() -> None:
    def doubts(other: str) -> list[bool]:
        drawn = f"60 100 44 支付宝账单\n60 200 40 2026-09-15 -25.00 某某视频\n60 300 40 2026-10-16 -35.50 {other}"
        return [one.doubtful for one in proposed([drawn]) if one.kind is ProposalKind.EVENT]

    assert doubts("极速游戏卡盟") == [True, True] and doubts("某某视频") == [False, False]


def test_the_same_sum_twice_within_a_minute_is_two_events() -> None:
    twice = "60 60 44 微信账单\n60 200 40 19:00-68.00\n60 300 40 19:01-68.00"  # read without the blank
    assert [when for when, *_ in told(proposed([twice], parse_moment("2026-11-12 20:00", TimeSource.EXIF)))] == [
        "2026-11-12 19:00",
        "2026-11-12 19:01",
    ]


def test_whom_a_transfer_went_to_may_stand_behind_the_sum() -> None:
    found = proposed(["60 100 44 银行转账\n60 200 40 -200,000.00 收款上海某某网络有限公司"])
    assert (values(found, ProposalKind.PAYEE), values(found, ProposalKind.PAID)) == (
        ["上海某某网络有限公司"],
        [Decimal("200000.00")],
    )


def test_money_that_came_back() -> None:
    found = proposed([pages.REFUNDED])
    assert told(found) == [("2026-11-14 09:00", Side.SYSTEM, Part.REFUND, "页面显示“退款成功”，退款98.00元")]
    assert the(found, ProposalKind.REFUNDED).value == Decimal("98.00")


def test_what_the_case_holds_is_held_however_it_is_written() -> None:
    order = Order(
        id=OrderId("o"),
        number=NUMBER.replace("-", ""),
        product="游戏点卡",
        paid=Decimal(98),
        ordered_at=parse_moment("2026-11-01 14:30"),
        payment=Payment.WECHAT,
    )
    shop = Party(role=Role.MERCHANT, name="星河数码卡券专营店（杭州星河某某科技有限公司）")
    found = proposed([pages.PDD_ORDER], platform=Platform.PDD, orders=(order,), parties=(shop,))
    states = {one.kind: one.state for one in found}
    held = (
        ProposalKind.PLATFORM,
        ProposalKind.SHOP,
        ProposalKind.ORDER_NUMBER,
        ProposalKind.PRODUCT,
        ProposalKind.PAID,
        ProposalKind.ORDERED_AT,
        ProposalKind.PAYMENT,
    )
    assert {states[kind] for kind in held} == {ProposalState.HELD}
    assert states[ProposalKind.PAID_AT] is ProposalState.OPEN  # nobody typed it
    assert the(found, ProposalKind.PAID_AT).order == "o"


def test_what_was_typed_otherwise_is_a_conflict_and_both_are_told() -> None:
    order = Order(id=OrderId("o"), number="261101-123456789012354", paid=Decimal(89))
    found = proposed([pages.PDD_ORDER], platform=Platform.TAOBAO, orders=(order,))
    for kind, present in (
        (ProposalKind.ORDER_NUMBER, order.number),
        (ProposalKind.PAID, order.paid),
        (ProposalKind.PLATFORM, Platform.TAOBAO),
    ):
        assert (the(found, kind).state, the(found, kind).present) == (ProposalState.CONFLICT, present)


def test_an_order_that_the_case_does_not_have_is_another_purchase_and_no_conflict() -> None:
    order = Order(id=OrderId("o"), number=NUMBER, paid=Decimal(98))
    found = proposed([pages.PDD_ORDER, pages.TAOBAO_ORDER], orders=(order,))
    numbers = {one.value: (one.order, one.state) for one in found if one.kind is ProposalKind.ORDER_NUMBER}
    assert numbers == {NUMBER: ("o", ProposalState.HELD), "4302514160618747276": (None, ProposalState.OPEN)}
    assert {one.purchase for one in found if one.value == Decimal("245.00")} == {"4302514160618747276"}


def test_two_pictures_of_one_purchase_that_disagree_are_both_left_open() -> None:
    bill = pages.WECHAT_BILL.replace("-98.00", "-89.00")
    found = [one for one in proposed([pages.PDD_ORDER, bill]) if one.kind is ProposalKind.PAID]
    assert [(one.value, one.state) for one in found] == [
        (Decimal("98.00"), ProposalState.CONFLICT),
        (Decimal("89.00"), ProposalState.CONFLICT),
    ]
    assert [one.rivals for one in found] == [(found[1].id,), (found[0].id,)]


def decision(one: Proposal, accepted: bool, made: str = "") -> Decision:
    quote = one.quotes[0]
    box = (quote.box.left, quote.box.top, quote.box.right, quote.box.bottom)
    return Decision(
        id=DecisionId(f"d-{one.id}"),
        proposal=one.id,
        accepted=accepted,
        kind=one.kind,
        value=written(one.value).replace("\0", "\n"),
        evidence=quote.evidence,
        page=quote.page,
        box=box,
        made=made,
    )


def test_two_payments_of_one_sum_within_a_minute_are_two_purchases() -> None:
    again = pages.WECHAT_BILL.replace("420000123420261101098765432", "420000123420261101012345678").replace(
        ":25", ":55"
    )
    found = proposed([pages.PDD_ORDER, pages.WECHAT_BILL, again])
    payments = [one for one in found if one.kind is ProposalKind.TRANSACTION]
    assert [one.state for one in payments] == [ProposalState.OPEN, ProposalState.OPEN]
    assert len({one.purchase for one in payments}) == 2


def test_a_dismissed_rival_leaves_the_other_one_open() -> None:
    drawn = [pages.PDD_ORDER, pages.WECHAT_BILL.replace("-98.00", "-89.00")]
    wrong = next(one for one in proposed(drawn) if one.value == Decimal("89.00"))
    found = proposed(drawn, decisions=(decision(wrong, accepted=False),))
    assert {one.value: one.state for one in found if one.kind is ProposalKind.PAID} == {
        Decimal("98.00"): ProposalState.OPEN,
        Decimal("89.00"): ProposalState.DISMISSED,
    }


def test_what_was_accepted_stays_so_and_takes_nothing_else_of_the_talk_with_it() -> None:
    """Even where another reader finds it a little aside, and where the user mended the event since."""
    drawn = [pages.CHAT]
    promised, refused = (one for one in proposed(drawn) if "商家" in written(one.value))
    made = Event(id=EventId("e"), at=parse_moment("2026-11-11 14:06"), text="客服答应一小时内处理", part=Part.PROMISE)
    moved = replace(decision(promised, accepted=True, made="e"), proposal="another")
    found = {one.id: one.state for one in proposed(drawn, events=(made,), decisions=(moved,))}
    assert found[promised.id] is ProposalState.HELD
    assert found[refused.id] is ProposalState.OPEN


def test_what_the_user_told_before_is_not_proposed_again() -> None:
    bought = Event(id=EventId("e"), at=parse_moment("2026-11-01"), text="在拼多多买点卡，付了98元")
    found = proposed([pages.PDD_ORDER], events=(bought,))
    assert [one.state for one in found if one.kind is ProposalKind.EVENT] == [ProposalState.HELD]


def test_of_a_list_nothing_is_proposed_as_paid() -> None:
    found = proposed([pages.ORDERS])
    assert not values(found, ProposalKind.PAID)


def test_of_a_card_code_only_the_end_is_proposed() -> None:
    drawn = "m 130 50 卡密信息\n60 300 44 卡号：4509781542146307\n60 400 44 密码：NT2A2-7F6E8-664KE"
    found = proposed([drawn])
    assert values(found, ProposalKind.PROVES) == ["页面给出卡密（尾号64KE）"]
    told = [text for one in found for text in (written(one.value), *(quote.text for quote in one.quotes))]
    assert not any(secret in text for text in told for secret in ("NT2A2", "7F6E8", "664KE", "4509"))


@pytest.mark.parametrize(
    ("lines", "proves"),
    [
        (["卡密：AB12-CD34-EF56", "卡密：AB12-CD34-EF57"], "页面给出卡密（2个，尾号EF56、EF57）"),
        (["兑换码：AB12CD34"], "页面给出卡密"),  # half of it would be told
        (["密码：****-****-****-7Q4K"], "页面给出卡密（尾号7Q4K）"),
        (["密码：AB12-CD34-****"], "页面给出卡密"),
        (["密码：请登录后查看"], "页面给出卡密"),
    ],
)
def test_several_codes_short_ones_and_masked_ones(lines: list[str], proves: str) -> None:
    drawn = "\n".join(("m 130 50 卡密信息", *(f"60 {300 + 100 * row} 44 {line}" for row, line in enumerate(lines))))
    assert values(proposed([drawn]), ProposalKind.PROVES) == [proves]


def test_evidence_is_told_from_where_it_is_and_what_it_proves() -> None:
    found = proposed([pages.WECHAT_BILL, pages.CHAT])
    sources, proofs = values(found, ProposalKind.SOURCE), values(found, ProposalKind.PROVES)
    assert sources == ["微信支付账单详情页", "聊天记录（星河数码卡券专营店）"]
    assert "付款98.00元" in proofs[0] and "交易单号4200001234202611010987654321" in proofs[0]
    assert (
        proofs[1]
        == "沟通记录，我方说“你好，我买的卡密用不了”，对方说“1小时内给您处理好”，对方答复“虚拟商品一经售出概不退换哦”"
    )
    assert values(found, ProposalKind.SHOWS) == [("payment",), ("chat", "promise", "refusal")]
    described = evidence(1, TAKEN, source="微信", proves="已付款", shows=("payment",))
    states = {one.state for one in of(a_case(1, evidence=(described,)), [pages.WECHAT_BILL]) if one.kind in _OF_PIECE}
    assert states == {ProposalState.HELD}


def test_that_a_browser_delivered_it_is_no_answer_to_where_it_is_from() -> None:
    delivered = evidence(1, TAKEN, source=BY_BROWSER)
    found = of(a_case(1, evidence=(delivered,)), [pages.WECHAT_BILL])
    assert [(one.state, one.present) for one in found if one.kind is ProposalKind.SOURCE] == [
        (ProposalState.OPEN, None)
    ]


_OF_PIECE = (ProposalKind.SOURCE, ProposalKind.PROVES, ProposalKind.SHOWS)


def test_the_same_screenshot_saved_twice_is_told_and_another_order_page_is_not() -> None:
    again = pages.PDD_ORDER.replace("40 22 40 14:31", "40 22 40 14:32")
    other = pages.PDD_ORDER.replace(NUMBER, "261101-123456789012346")
    found = [one for one in proposed([pages.PDD_ORDER, again, other]) if one.kind is ProposalKind.DUPLICATE]
    assert [(one.evidence, one.value) for one in found] == [("evidence-2", "evidence-1")]


def test_a_chat_that_was_scrolled_a_little_is_no_duplicate() -> None:
    said = [f"那个卡密还是没有到账呢第{chr(0x4E00 + n)}次催您" for n in range(24)]

    def screenshot(first: int, last: int) -> str:
        lines = (f"150 {300 + 80 * (n - first)} 40 {said[n]}" for n in range(first, last))
        return "\n".join(("40 22 40 14:31", "m 130 50 星河数码卡券专营店", *lines))

    one, scrolled = screenshot(0, 23), screenshot(1, 24)
    assert not [one for one in proposed([one, scrolled]) if one.kind is ProposalKind.DUPLICATE]
    again = one.replace("14:31", "14:32")
    assert [one for one in proposed([one, again]) if one.kind is ProposalKind.DUPLICATE]
    by_hair = "\n".join(_lower(line, 30) if line.startswith("150 ") else line for line in one.splitlines())
    assert not [one for one in proposed([one, by_hair]) if one.kind is ProposalKind.DUPLICATE]
    cut_off = "\n".join(_lower(line, -30) for line in one.splitlines()[1:])
    assert [one for one in proposed([one, cut_off]) if one.kind is ProposalKind.DUPLICATE]


def _lower(line: str, by: int) -> str:
    left, top, rest = line.split(maxsplit=2)
    return f"{left} {int(top) + by} {rest}"


def test_a_number_without_its_last_figure_is_doubtful() -> None:
    """It stands alone on the next line, and may not be read."""
    bill = "\n".join(
        line for line in pages.WECHAT_BILL.splitlines() if line != "330 1300 42 1" and " 1380 " not in line
    )
    found = the(proposed([bill]), ProposalKind.TRANSACTION)
    assert (found.value, found.doubtful) == ("420000123420261101098765432", True)


def test_of_two_readings_of_a_name_the_simplified_one_counts() -> None:
    bill = pages.WECHAT_BILL.replace("星河数码卡券专营店", "星河數码卡券专营店")
    shop = the(proposed([bill, pages.PDD_ORDER]), ProposalKind.SHOP)
    assert (shop.value, len(shop.quotes)) == ("星河数码卡券专营店", 2)


def test_a_line_that_was_hardly_read_is_doubtful() -> None:
    held = a_case(1)
    page = pages.page(pages.PDD_ORDER, score=0.7)
    found = proposals_of(KNOWLEDGE, held, {held.evidence[0].id: Reading((page,), "test")})
    assert the(found, ProposalKind.ORDER_NUMBER).doubtful


RENEWALS = """
m 100 44 支付宝账单
60 200 40 某某视频
>1000 200 40 -25.00
60 280 34 2026-11-15 08:00
60 400 40 某某视频
>1000 400 40 -25.00
60 480 34 2026-10-15 08:00
"""


def test_what_is_charged_again_went_wrong_and_where_a_page_tells_of_renewals_the_first_did_too() -> None:
    assert [part for _, _, part, _ in told(proposed([RENEWALS]))] == [Part.BUY, Part.FAULT]
    page = "m 100 44 某某视频会员\n60 300 40 次月起25元/月自动续费\n60 400 40 立即开通"
    found = proposed([RENEWALS, page])
    assert [(side, part) for _, side, part, _ in told(found)] == [(Side.SYSTEM, Part.FAULT)] * 2
    assert the(found, ProposalKind.PAYEE).value == "某某视频"
    assert "付款2笔，收款方“某某视频”：2026年10月15日8时00分付25.00元、2026年11月15日8时00分付25.00元" in values(
        found, ProposalKind.PROVES
    )


def test_the_same_sum_twice_within_minutes_is_what_went_wrong() -> None:
    twice = "m 100 44 微信账单\n60 200 40 11月12日 15:01 -68.00\n60 300 40 11月12日 15:00 -68.00"
    assert [(part, text) for _, _, part, text in told(proposed([twice]))] == [
        (Part.BUY, "通过微信支付付款68.00元"),
        (Part.FAULT, "通过微信支付又付款68.00元，与前一笔相同"),
    ]


def test_what_page_it_is_is_told_where_nothing_else_is() -> None:
    found = proposed(["40 22 40 15:20\nm 130 50 战绩\nm 500 46 完成 8/20星"])
    assert [(one.kind, one.value) for one in found] == [
        (ProposalKind.NAME, "“战绩”页面截图"),
        (ProposalKind.SOURCE, "“战绩”页面"),
    ]


def test_whoever_one_talks_to_where_things_are_sold_may_be_the_seller() -> None:
    chat = "40 22 40 15:20\nm 130 50 小鱼号仓\nm 300 36 14:05\n210 420 46 闲鱼走单要手续费\n>870 560 46 好吧"
    shop = the(proposed([chat]), ProposalKind.SHOP)
    assert shop.value == "小鱼号仓" and shop.doubtful


@pytest.mark.parametrize(
    "line", ["该激活码已被其他账号激活", "此兑换码已被他人使用", "卡号已绑定另一账号", "序列号已作废", "授权码已被占用"]
)
def test_a_page_says_in_its_longest_line_what_went_wrong(line: str) -> None:
    found = proposed([f"40 22 40 14:41\nm 130 50 激活失败\nm 420 46 激活失败\nm 540 46 {line}\nm 700 40 确定"])
    assert values(found, ProposalKind.PROVES) == [f"页面提示“{line}”"]
    assert [text for *_, text in told(found)] == [f"“激活失败”页面提示“{line}”"]


def test_what_was_done_well_is_no_fault() -> None:
    assert not told(proposed(["40 22 40 14:41\nm 130 50 激活\nm 420 46 您的激活码已激活成功\nm 700 40 确定"]))
