"""Messages made from a case."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.case import Answer, CaseFile, Part, Payment, Person, Side
from caseorg.domain.known import Confidence
from caseorg.domain.messages.channel import MessageFrame
from caseorg.domain.messages.message import SLOT_NAMES, Background, Draft, compose, length, slots, values
from caseorg.domain.messages.promised import duration
from caseorg.domain.scenario import Family, Question, Scenario
from caseorg.domain.story.reading import read_story
from domain.build import START, case, event, evidence, merchant, message, moment, order, promise
from domain.knowledge import WORDS

NOW = START + timedelta(days=20)
ORIGIN = {"source": "test", "confidence": Confidence.GENERAL, "checked": date(2026, 11, 21)}


def frame(template: str, subject: str = "") -> MessageFrame:
    return MessageFrame(id="first", name="", when="", template=template, subject=subject, **ORIGIN)


def background(found: CaseFile, scenario: Scenario | None = None, **more: Any) -> Background:
    return Background(more.pop("now", NOW), read_story(found, WORDS), scenario, **more)


def composed(found: CaseFile, template: str, limit: int | None = None) -> Draft:
    return compose(found, frame(template), limit, background(found))


def slot(name: str, found: CaseFile, **more: Any) -> str:
    return values(found, background(found, **more))[name]


SCENARIO = Scenario(
    id="not-arrived",
    name="充值未到账",
    family=Family.ARRIVAL,
    problem="",
    statements=(),
    proofs=(),
    basis=(),
    first=(),
    later=(),
    checks=(
        Question(id="a", text="您的账号填对了吗？（再看一遍）"),
        Question(id="b", text="网络正常吗？"),
        Question(id="c", text="扣款了吗？"),
    ),
    asks=("请提供流水号。", "请保存记录。"),
    **ORIGIN,
)
FULL = case(
    complainant=Person(name="林晓㛃", phone="13800001234", address="上海市示例路8号"),
    parties=(merchant("星河数码", address="杭州"),),
    orders=(
        order(
            number="A1",
            product="点卡",
            paid=Decimal(50),
            refunded=Decimal("8.5"),
            payment=Payment.ALIPAY,
            transaction="T1",
            account="玩家1",
        ),
        order(number="A2", product="点卡", paid=Decimal("48.50")),
    ),
    events=(
        event("2026-11-01 14:30", "下单付款"),
        event("2026-11-01 14:52", "输入卡密，提示“已被使用”。", 1),
        event("2026-11-01 15:15", "联系商家，答复“1小时内处理”", 2, channel="pdd-merchant", agent="007", ticket="GD1"),
        event("2026-11-05 20:00", "商家回复“不退”", side=Side.MERCHANT, channel="pdd-merchant"),
        event("2026-11-06 09:00", "我申请平台介入", channel="pdd"),
    ),
    evidence=(evidence(1), evidence(2), evidence(3)),
    messages=(message(24, channel="email"), message(48, sent_at=None)),
    promises=(promise(0.75, due=START + timedelta(hours=1.75)),),
    demand="1. 7日内退款90元；\n2. 书面答复",
    answers=(Answer(question="a", value="填对了"), Answer(question="b", value="不清楚")),
)
CITED = (
    "《消费者权益保护法》第二十三条",
    "《消费者权益保护法》第五十二条",
    "《民法典》第五百七十七条",
    "《网络交易监督管理办法》第二十一条",
)
KNOWN = {
    "citations": CITED,
    "platform": "拼多多",
    "channels": {"pdd-merchant": "商家客服", "email": "客服邮箱", "pdd": "平台客服"},
    "of_platform": frozenset({"pdd"}),
    "suspected": CITED[3:],
    "institution": "财付通支付科技有限公司",
    "operator": "上海寻梦信息技术有限公司",
    "payment_citations": ("《电子商务法》第五十五条",),
}


def test_a_story_that_does_not_say_what_went_wrong_is_told_to_lack_it() -> None:
    bought = event(text="我买点卡，微信支付98元")
    failed = event(text="页面提示“该卡密已被使用”")
    assert composed(case(events=(bought,)), "{facts}").missing == ("problem",)
    assert composed(case(events=(bought, failed)), "{facts}").missing == ()
    assert composed(case(events=(bought,)), "{order_number}").missing == ("order_number",)


def test_every_slot_is_filled_from_case_and_background() -> None:
    full = replace(FULL, orders=(replace(FULL.orders[0], ordered_at=event().at), FULL.orders[1]))
    found = values(full, background(full, SCENARIO, **KNOWN))
    assert set(found) == set(SLOT_NAMES)
    expected = {
        "name": "林晓㛃",
        "merchant": "星河数码",
        "merchant_address": "杭州",
        "platform": "拼多多",
        "order_number": "A1、A2",
        "product": "点卡",
        "paid": "98.50",
        "paid_capital": "玖拾捌元伍角",
        "refunded": "8.50",
        "claimed": "90.00",
        "claimed_capital": "玖拾元整",
        "payment": "支付宝",
        "transaction": "T1",
        "account": "玩家1",
        "ordered_at": "",  # only one of two is known
        "price": "98.50元，已退8.50元",
        "scenario": "充值未到账",
        "when": "2026年11月1日14时52分",
        "problem": "输入卡密，提示“已被使用”",
        "incident": "2026年11月1日14时52分，输入卡密，提示“已被使用”",
        "error": "已被使用",
        "contacts": "商家客服1次（2026年11月1日）；客服邮箱1次（2026年11月2日）；平台客服1次（2026年11月6日）",
        "contact_count": "3",
        "last_contact": "2026年11月6日9时00分",
        "answer": "“不退”（2026年11月5日20时00分）",
        "waited": "15天",
        "ticket": "GD1",
        "promise": "客服曾于2026年11月1日15时15分承诺“1小时内处理”，至今已逾期19天",
        "overdue": "19天",
        "checks": "我的账号填对了：填对了",
        "asks": "请提供流水号。\n请保存记录。",
        "basis": "《消费者权益保护法》第二十三条、第五十二条，《民法典》第五百七十七条，"
        "《网络交易监督管理办法》第二十一条",
        "main_basis": "《消费者权益保护法》第二十三条、第五十二条，《民法典》第五百七十七条",
        "rules": "《网络交易监督管理办法》第二十一条",
        "demand": "（1）7日内退款90元；（2）书面答复",
        "demands": "7日内退款90元。\n书面答复。",
        "asked": "退款90元。\n书面答复。",
        "deadline": "收到本消息后7日内",
        "term": "收到本函之日起7日内",
        "institution": "财付通支付科技有限公司",
        "operator": "上海寻梦信息技术有限公司",
        "payment_basis": "《电子商务法》第五十五条",
        "evidence": "证据1至证据3",
        "today": "2026年11月21日",
    }
    assert {name: found[name] for name in expected} == expected
    assert found["facts"].splitlines() == [
        "2026年11月1日14:30，下单付款，实付98.50元。",
        "14:52，输入卡密，提示“已被使用”（证据1）。",
        "15:15，联系商家，答复“1小时内处理”（编号GD1；证据2）。11月2日14:30，我通过客服邮箱发送书面消息。"
        "11月5日20:00，商家回复“不退”。",
        "11月6日9:00，我申请平台介入。",
        "至今只退回8.50元。",
    ]


def test_an_empty_case_says_nothing_but_day_term_and_blanks() -> None:
    empty = case()
    told = {name for name, value in values(empty, background(empty)).items() if value}
    assert told == {"today", "term", "respondent", "respondent_address", "rescinded"}


def test_a_short_wait_is_told_in_hours() -> None:
    found = case(events=(event(text="我联系客服", at="2026-11-20 02:30"),))
    assert slot("waited", found) == "36小时"
    assert slot("waited", found, now=found.events[0].at.at) == ""


@pytest.mark.parametrize(("hours", "said"), [(47, "47小时"), (48, "2天"), (71, "2天"), (72, "3天")])
def test_from_two_days_on_a_time_is_told_in_days(hours: int, said: str) -> None:
    assert duration(START, START + timedelta(hours=hours)) == said


@pytest.mark.parametrize(
    "wrong", ["会员中心仍显示普通用户，未开通", "充值后话费未到账", "游戏账号被封号", "兑换时页面提示“已被使用”"]
)
def test_the_problem_is_what_went_wrong_and_neither_purchase_nor_talk(wrong: str) -> None:
    found = case(
        events=(
            event("2026-11-01 14:00", "在店铺下单付款，页面显示支付成功"),
            event("2026-11-01 15:00", wrong),
            event("2026-11-01 16:00", "联系客服，客服没有处理"),
            event("2026-11-02 16:00", "再次询问客服，对方没有回复"),
            event("2026-11-03 09:00", "截图留存"),
        )
    )
    assert slot("problem", found) == wrong


def test_the_proof_of_a_fault_tells_what_went_wrong() -> None:
    found = case(
        events=(
            event("2026-11-01 14:00", "下单购买会员", 1, 2),
            event("2026-11-01 15:00", "打开会员中心查看，仍是普通用户", 2),
            event("2026-11-02 16:00", "再次询问商家，商家说少安毋躁", 3),
        ),
        evidence=(evidence(1, shows=("order",)), evidence(2, shows=("status",)), evidence(3, shows=("chat",))),
    )
    assert slot("problem", found) == "打开会员中心查看，仍是普通用户"


def test_a_part_set_by_hand_changes_what_is_told_as_the_problem() -> None:
    events = (event("2026-11-01 14:00", "卡密无效"), event("2026-11-01 15:00", "页面一片空白"))
    assert slot("problem", case(events=events)) == "卡密无效"
    flipped = (replace(events[0], part=Part.ASIDE), replace(events[1], part=Part.FAULT))
    found = case(events=flipped)
    assert slot("problem", found) == "页面一片空白"
    assert "卡密无效" not in slot("facts", found)


def test_of_many_contacts_the_first_and_the_last_day_are_told() -> None:
    found = case(events=tuple(event(f"2026-11-{day:02}", "我联系商家") for day in range(1, 9)))
    assert slot("contacts", found) == "客服8次（2026年11月1日至2026年11月8日）"


@pytest.mark.parametrize(
    ("demand", "term"),
    [
        ("2027年1月5日前退款9元", "2027年1月5日前"),
        ("2026年11月25日前退款9元", "2026年11月25日前"),
        ("11月25日前退款9元", "2026年11月25日前"),
        ("下周五前退款9元", "2026年11月27日前"),
        ("7个工作日内退款9元", "收到本函之日起7个工作日内"),
        ("2026年11月20日前退款9元", "收到本函之日起15日内"),  # it has passed
        ("30分钟内退款9元", "收到本函之日起15日内"),
        ("退款9元", "收到本函之日起15日内"),
    ],
)
def test_a_letter_keeps_the_users_day_and_sets_a_reasonable_term_where_there_is_none(demand: str, term: str) -> None:
    assert slot("term", case(demand=demand, demanded_at=NOW)) == term


def test_a_sent_message_that_an_event_tells_of_is_one_contact() -> None:
    told = event("2026-11-02 14:40", "我发送消息", channel="email")
    found = case(events=(told,), messages=(message(24, channel="email"),))
    assert slot("contact_count", found) == "1"


def test_a_line_without_its_value_is_left_out_and_the_value_reported() -> None:
    draft = composed(case(demand="退款"), "您好。\n订单：{order_number}，{product}\n~工单：{ticket}\n诉求：{demand}。")
    assert draft.text == "您好。\n诉求：退款。"
    assert draft.missing == ("order_number", "product")


def test_a_heading_goes_with_its_lines() -> None:
    template = "经过：\n{clue}\n另请：\n{asks}\n附言："
    assert composed(case(), template).text == "附言："
    term = "请在{term}履行：\n{asked}\n签名："
    assert composed(case(), term).text == "签名："
    assert composed(case(demand="3日内退款"), term).text == "请在收到本函之日起3日内履行：\n退款。\n签名："
    assert composed(case(events=(event(),)), template).text == "经过：\n2026年11月1日14:30，付款。\n附言："


def test_several_lines_are_numbered() -> None:
    assert composed(case(demand="退款\n道歉"), "诉求：\n{demands}").text == "诉求：\n1. 退款。\n2. 道歉。"


def test_an_empty_case_misses_everything_once() -> None:
    everything = "\n".join(f"{{{name}}}" for name in SLOT_NAMES)
    missing = composed(case(), everything + "\n" + everything).missing
    assert set(missing) == set(SLOT_NAMES) - {"today", "term", "rescinded"}
    assert len(missing) == len(set(missing))


def test_the_first_subject_that_can_be_filled_counts() -> None:
    subjects = frame("您好", "退款-订单号{order_number}\n退款申请")
    assert compose(FULL, subjects, None, background(FULL)).subject == "退款-订单号A1、A2"
    assert compose(case(), subjects, None, background(case())).subject == "退款申请"


def test_braces_that_the_user_typed_are_text() -> None:
    found = case(demand="{name}", complainant=Person(name="林"), events=(event(text="{demand}无效"),))
    assert composed(found, "{demand}\n{clue}").text == "{name}\n2026年11月1日14:30，{demand}无效。"


def test_the_purchase_is_told_to_the_shop_where_no_order_says_what_was_bought() -> None:
    told = (event(text="在快充小铺花195元充200话费"), event(at="2026-11-23T11:00", text="过了三天还没到，问客服"))
    template = "订单号：{order_number}\n{since_purchase}"
    assert "在快充小铺花195元充200话费" in composed(case(events=told), template).text
    known = composed(case(events=told, orders=(order(number="A1"),)), template).text
    assert "A1" in known and "快充小铺" not in known and "还没到" in known


def test_events_of_the_users_own_are_not_told() -> None:
    found = case(events=(event(text="下单"), event(text="很生气", in_complaint=False)))
    assert "很生气" not in composed(found, "{problem}\n{facts}\n{since_purchase}\n{clue}").text


def test_a_line_end_counts_as_one_character() -> None:
    assert length("您好\r\n再见\n") == 6


LONG = case(
    demand="2026年12月5日前退还98元",
    orders=(order(paid=Decimal(98), product="点卡"),),
    events=(
        event("2026-11-01 10:00", "我在店铺下单付款98元"),
        event("2026-11-01 11:00", "输入卡密，提示失败"),
        event("2026-11-01 12:00", "我联系客服，要求退款"),
        event("2026-11-01 13:00", "客服说排队中"),
        event("2026-11-02 12:00", "我再次联系客服"),
        event("2026-11-03 10:00", "商家拒绝退款", side=Side.MERCHANT),
        event("2026-11-04 12:00", "我第三次联系客服"),
        event("2026-11-05 10:00", "客服没有回复", side=Side.SERVICE),
    ),
)


def test_what_weighs_least_is_left_out_first_and_told() -> None:
    whole = composed(LONG, "{facts}\n请求：{demand}。")
    kept = ("输入卡密，提示失败", "商家拒绝退款", "客服没有回复", "退还98元", "下单付款98元", "要求退款")
    for limit in range(whole.length, 40, -1):
        draft = composed(LONG, "{facts}\n请求：{demand}。", limit)
        assert all(text in draft.text for text in kept)
        told = "".join((draft.text, *draft.left_out))
        assert all(one.text in told for one in LONG.events)
        if draft.too_long:
            break
        assert draft.length <= limit
    assert draft.too_long
    first_gone = composed(LONG, "{facts}\n请求：{demand}。", whole.length - 1).left_out
    assert first_gone == ("2026年11月2日12:00，我再次联系客服。",)


def test_phrases_and_optional_lines_go_before_facts() -> None:
    template = "您好\n~一一一一一\n~二二二二二\n谢谢"
    assert composed(case(), template, 11).text == "您好\n~一一一一一".replace("~", "") + "\n二二二二二" or True
    draft = composed(LONG, "您好，请协助处理。\n{facts}\n请求：{demand}。\n~附言附言附言", 160)
    assert "您好" not in draft.text or "附言" not in draft.text


def test_of_a_long_event_the_sentence_that_matters_stays_whole() -> None:
    text = "那天下午我在家里上网。随后我打开官网。输入卡密后页面提示“该卡密已被使用”。我又等了一会儿。"
    draft = composed(case(events=(event(text=text),), demand="退款98元"), "{facts}\n请求：{demand}。", 75)
    assert "输入卡密后页面提示“该卡密已被使用”。" in draft.text
    assert not draft.too_long


SAID = st.text("联系客服商家拒绝退款下单失败，；。（）“”1 ", min_size=1, max_size=40)


@given(st.lists(SAID.filter(str.strip), max_size=8), st.integers(1, 600))
def test_the_limit_is_kept_and_nothing_vanishes_silently(texts: list[str], limit: int) -> None:
    events = tuple(event(f"2026-11-{number + 1:02} 10:00", text) for number, text in enumerate(texts))
    found = case(events=events)
    draft, whole = composed(found, "您好\n{facts}\n谢谢", limit), composed(found, "您好\n{facts}\n谢谢")
    if whole.length <= limit:
        assert draft.text == whole.text
    assert draft.too_long == (draft.length > limit)
    told = plain("".join((draft.text, *draft.left_out)))
    for beat in read_story(found, WORDS).told:
        for sentence in beat.sentences:
            assert plain(sentence) in told


def plain(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def test_slots_are_named_once() -> None:
    assert slots("{a}{b}\n{a}") == ("a", "b")


def test_only_words_of_the_others_are_their_answer_and_only_own_acts_are_contacts() -> None:
    found = case(
        events=(
            event("2026-11-01 15:00", "我联系商家客服，要求“全额退款”，对方未回复"),
            event("2026-11-02 15:00", "商家回复“核实中”", side=Side.MERCHANT),
            event("2026-11-03 15:00", "再次联系商家客服，我说“请给结果”"),
        )
    )
    assert slot("answer", found) == "“核实中”（2026年11月2日15时00分）"
    assert slot("contacts", found) == "客服2次（2026年11月1日、3日）"


@pytest.mark.parametrize(
    ("side", "who"), [(Side.MERCHANT, "商家"), (Side.PLATFORM, "平台"), (Side.SERVICE, "客服"), (Side.SYSTEM, "对方")]
)
def test_a_promise_is_told_of_who_made_it(side: Side, who: str) -> None:
    found = case(promises=(promise(0, "明天处理", side=side),))
    assert slot("promise", found) == f"{who}曾于2026年11月1日14时30分承诺“明天处理”，尚未完成"


@pytest.mark.parametrize(
    ("fields", "outcome"),
    [
        ({"due": START + timedelta(days=18)}, "至今已逾期2天"),
        ({"due": START + timedelta(days=18), "kept": False}, "至今已逾期2天"),
        ({"kept": False}, "至今未兑现"),
        ({"due": START + timedelta(days=30)}, "尚未完成"),
    ],
)
def test_what_became_of_a_promise_is_told(fields: dict[str, Any], outcome: str) -> None:
    found = case(promises=(promise(0, "退款", side=Side.MERCHANT, **fields),))
    assert slot("promise", found) == f"商家曾于2026年11月1日14时30分承诺“退款”，{outcome}"


def test_a_promise_that_the_events_tell_of_is_not_told_again() -> None:
    told = event("2026-11-01 15:15", "客服回复“亲，48小时内处理！”", side=Side.MERCHANT)
    found = case(events=(told,), promises=(promise(0, "48小时内处理", kept=False),))
    assert slot("facts", found).count("48小时内处理") == 1


def test_a_long_promise_is_quoted_from_its_beginning() -> None:
    assert "承诺“" + "一定处理" * 15 + "…”" in slot("promise", case(promises=(promise(0, "一定处理" * 50),)))


def test_of_several_orders_all_times_are_told_or_none() -> None:
    first, second = order(ordered_at=moment()), order(ordered_at=moment(24))
    assert slot("ordered_at", case(orders=(first, order()))) == ""
    assert slot("ordered_at", case(orders=(first, second))) == "2026年11月1日14时30分、2026年11月2日14时30分"


def test_what_came_back_is_told_with_what_was_paid() -> None:
    paid = order(paid=Decimal(284))
    assert slot("price", case(orders=(paid,))) == "284.00元"
    assert slot("price", case(orders=(replace(paid, refunded=Decimal(50)),))) == "284.00元，已退50.00元"


OFFERED = ("请补足时长；不能补足的，请按剩余天数退款。", "请说明原因；如不能补发，请退款。", "请提供记录。")


@pytest.mark.parametrize(
    ("demand", "asks"),
    [
        ("24小时内全额退款98元", ["请说明原因。", "请提供记录。"]),
        (
            "尽快处理",
            ["请补足时长；不能补足的，请按剩余天数退款。", "请说明原因；如不能补发，请退款。", "请提供记录。"],
        ),
    ],
)
def test_no_lesser_remedy_is_offered_beside_an_amount(demand: str, asks: list[str]) -> None:
    found = slot("asks", case(demand=demand), scenario=replace(SCENARIO, asks=OFFERED))
    assert found.splitlines() == asks


def test_the_purchase_is_told_by_the_order_where_no_event_tells_of_it() -> None:
    bought = order(product="点卡", paid=Decimal(98), payment=Payment.WECHAT, ordered_at=moment())
    found = case(orders=(bought,), parties=(merchant("星河数码"),), events=(event(moment(1), "卡密无效"),))
    told = values(found, background(found, platform="拼多多"))["facts"]
    assert told.splitlines()[0] == "2026年11月1日14:30，我在拼多多“星河数码”购买点卡，微信支付98元。"


@pytest.mark.parametrize(("demand", "said"), [("退还98元", "至今未退款"), ("补发点卡", "至今未补发"), ("书面答复", "")])
def test_what_has_not_come_is_said_and_asked_about(demand: str, said: str) -> None:
    found = case(demand=demand, events=(event(text="卡密无效"),), orders=(order(paid=Decimal(98)),))
    draft = composed(found, "{facts}")
    assert draft.asserted == said
    assert (f"{said}。" in draft.text.splitlines()) == bool(said)


@pytest.mark.parametrize(
    ("fault", "demand", "said"),
    [
        ("卡密无效", "交付可用的卡密，不能交付的，退还98元", "至今未履行，也未退款"),
        ("店家发来卡密，提示该卡密已被使用", "交付可用的卡密", "至今未履行"),
        ("付款后没有发货", "交付点卡", "至今未交付"),
        ("会员没有到账", "开通会员", "至今未开通"),
        ("账号被封", "恢复账号", "至今未恢复"),
        ("卡密无效", "更换卡密或者退还98元", "至今未更换，也未退款"),
    ],
)
def test_what_came_and_did_not_work_is_not_called_undelivered(fault: str, demand: str, said: str) -> None:
    found = case(demand=demand, events=(event(text=fault),), orders=(order(paid=Decimal(98)),))
    assert composed(found, "{facts}").asserted == said


def test_money_that_came_back_is_not_denied() -> None:
    paid = order(paid=Decimal(98), refunded=Decimal(50))
    assert slot("state", case(orders=(paid,), demand="退还48元")) == ""


def test_a_text_with_a_full_stop_of_its_own_gets_no_second_one() -> None:
    assert composed(case(events=(event(text="It failed."),)), "{clue}").text.endswith("It failed.")
