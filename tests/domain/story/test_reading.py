"""Which part of the story an event is proposed to be, and who is said to have acted."""

import pytest

from caseorg.domain.case import Event, EventId, Evidence, Part, Side
from caseorg.domain.moments import parse_moment
from caseorg.domain.story.reading import read_story
from caseorg.domain.story.story import Story, leading
from domain.build import case, evidence, promise
from domain.knowledge import WORDS


def story(*events: Event, items: tuple[Evidence, ...] = ()) -> Story:
    return read_story(case(events=events, evidence=items), WORDS)


def event(text: str, side: Side = Side.UNKNOWN, **more: object) -> Event:
    return Event(id=EventId(text[:20]), at=parse_moment("2026-11-20T10:00"), text=text, side=side, **more)  # type: ignore[arg-type]


def parts(text: str, side: Side = Side.UNKNOWN) -> list[tuple[str, str]]:
    return [(beat.part.value, beat.actor.value) for beat in story(event(text, side)).beats]


PROPOSED = [
    ("我在拼多多“星河数码专营店”购买点卡100元一张，微信支付98元", [("buy", "me")]),
    ("我在官方充值中心输入收到的卡密，页面提示“该卡密已被使用”", [("fault", "me")]),
    ("我在订单页联系商家客服，说明卡密已被使用，要求退款", [("asked", "me")]),
    ("客服回复“亲，这边核实，1小时内处理”", [("promise", "service")]),
    ("客服回复“虚拟商品一经售出概不退换哦”", [("refusal", "service")]),
    ("平台客服回复“商家已提供发货凭证，驳回介入申请”", [("refusal", "platform")]),
    ("我以1元开通首月会员，页面没有明显提示自动续费", [("buy", "me"), ("fault", "system")]),
    ("支付宝显示扣费25元，之前9月15日、10月15日各扣25元，均没有收到提醒", [("fault", "system")]),
    ("我联系App在线客服要求退款，客服回复“自动续费是您同意的，无法退款”", [("asked", "me"), ("refusal", "service")]),
    ("卖家让我加微信付款", [("answer", "merchant")]),
    ("对方说账号被冻结，要再交300元保证金才能发货，我没有再付", [("fault", "merchant")]),
    ("对方把我拉黑", [("silence", "merchant")]),
    ("代练只完成8星后不再上线", [("fault", "merchant")]),
    ("我催促店铺客服，客服说排队中", [("asked", "me"), ("answer", "service")]),
    ("我再次联系，客服没有回复", [("asked", "me"), ("silence", "service")]),
    ("我联系客服，一直没有回复", [("asked", "me"), ("silence", "service")]),
    ("我付款时页面卡住，又点了一次，微信支付扣了两笔各68元", [("fault", "system")]),
    ("店铺客服说只收到一笔", [("refusal", "service")]),
    (
        "我开淘宝店转卖点卡，从亿卡批发网进货200张，其中50张卡密无效，客户找我退款",
        [("buy", "me"), ("fault", "me"), ("loss", "me")],
    ),
    ("网站客服说“下周发货”", [("promise", "service")]),
    ("网站打不开，客服不再回复", [("fault", "merchant"), ("silence", "service")]),
    ("我打算买十单再假一赔三，每单赔500，我懂法", [("aside", "me")]),
    ("客服说1小时内处理，至今没有退款", [("promise", "service")]),
    ("我打12315投诉", [("authority", "me")]),
    ("12315答复已受理", [("authority", "authority")]),
    ("商家退款50元到账", [("refund", "merchant")]),
    ("我要求退款98元，对方只肯退20元", [("asked", "me"), ("refusal", "merchant")]),
    ("页面显示充值成功，但游戏里没有到账", [("fault", "system")]),
    ("卖家自动发来一张卡密", [("", "merchant")]),
    ("在拼多多店铺“星河”下单购买点卡，实付98元", [("buy", "me")]),
    ("在我付款之后商家拉黑了我", [("silence", "merchant")]),
    ("卖家把年费会员开通到了别人的账号", [("fault", "merchant")]),
    ("商家的会员开错了号", [("fault", "merchant")]),
    ("客服说会给我的会员开通", [("promise", "service")]),
]


@pytest.mark.parametrize(("text", "expected"), PROPOSED)
def test_parts_and_actors_are_proposed_from_the_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize("part", [part for part in Part if part])
@pytest.mark.parametrize(("text", "expected"), PROPOSED)
def test_a_confirmed_part_is_never_changed(text: str, expected: list[tuple[str, str]], part: Part) -> None:
    (beat,) = story(event(text, part=part)).beats
    assert (beat.part, beat.confirmed) == (part, True)
    assert beat.text == text.rstrip("。")


@pytest.mark.parametrize(("text", "_"), PROPOSED)
def test_nothing_of_the_text_is_lost_where_it_tells_of_several_things(text: str, _: object) -> None:
    told = "".join(beat.text for beat in story(event(text)).beats)
    assert told.replace("，", "") == text.replace("，", "")


def test_the_clauses_subject_outweighs_the_side_of_the_whole_event() -> None:
    assert parts("我骂了客服，客服把我拉黑了，说我辱骂", Side.MERCHANT) == [("asked", "me"), ("silence", "service")]


def test_a_confirmed_side_holds_for_a_confirmed_event() -> None:
    (beat,) = story(event("客服说不退", Side.PLATFORM, part=Part.REFUSAL)).beats
    assert (beat.actor, beat.actor_confirmed) == (Side.PLATFORM, True)


def test_charges_have_their_days_and_amounts() -> None:
    (beat,) = story(event("支付宝显示扣费25元，之前9月15日、10月15日各扣25元")).beats
    assert [(charge.day.isoformat(), str(charge.amount)) for charge in beat.charges] == [
        ("2026-09-15", "25"),
        ("2026-10-15", "25"),
        ("2026-11-20", "25"),
    ]


def test_where_the_words_say_nothing_channel_and_evidence_decide() -> None:
    item = evidence(1, shows=("failure",))
    (beat,) = story(event("输入后的样子", evidence=(item.id,)), items=(item,)).beats
    assert beat.part is Part.FAULT
    (beat,) = story(event("详细的情况", channel="merchant")).beats
    assert beat.part is Part.ASKED


def test_a_failure_that_only_evidence_shows_is_proposed_as_the_fault() -> None:
    item = evidence(1, shows=("failure",), proves="会员中心显示未开通会员")
    told = story(event("我买会员月卡，付款15元"), items=(item,))
    assert told.fault is not None
    assert (told.fault.text, told.fault.evidence, told.fault.event) == ("会员中心显示未开通会员", (item.id,), None)


def test_a_promise_that_an_event_tells_of_is_told_once() -> None:
    told = "客服回复“亲，这边核实，1小时内处理”"
    noted = (promise(24, "1小时内处理"), promise(30, "明天补发"))
    read = read_story(case(events=(event(told),), promises=noted), WORDS)
    assert {beat.text for beat in read.of(Part.PROMISE)} == {told, "明天补发"}


def test_an_event_is_shown_as_what_went_wrong_before_what_was_said() -> None:
    told = story(event("网站打不开，客服不再回复"))
    (beats,) = told.by_event.values()
    shown = leading(beats)
    assert shown is not None
    assert shown.part is Part.FAULT
    assert told.gone is not None


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("我买点卡付款一百二十块", [120]),
        ("微信支付扣了两笔各六十八元", [68, 68]),
        ("９月15日、10月15日各扣２５元", [25, 25]),
        ("我付了十来块", []),
    ],
)
def test_sums_in_chinese_numerals_are_charges_too(text: str, amounts: list[int]) -> None:
    beats = story(event(text)).beats
    assert [charge.amount for beat in beats for charge in beat.charges] == amounts
