"""Messages made from a case."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.case import Answer, Event, Payment, Person, Side
from caseorg.domain.known import Confidence
from caseorg.domain.messages.channel import Frame
from caseorg.domain.messages.message import SLOT_NAMES, Background, Draft, compose, length, slots, values
from caseorg.domain.messages.telling import duration
from caseorg.domain.scenario import Family, Question, Scenario
from domain.build import START, case, event, evidence, merchant, message, moment, order, promise

NOW = START + timedelta(days=20)
BACKGROUND = Background(NOW)
ORIGIN = {"source": "test", "confidence": Confidence.GENERAL, "checked": date(2026, 11, 21)}


def frame(template: str, subject: str = "") -> Frame:
    return Frame(id="first", name="", when="", template=template, subject=subject, **ORIGIN)


def composed(found: object, template: str, limit: int | None = None) -> Draft:
    return compose(found, frame(template), limit, BACKGROUND)  # type: ignore[arg-type]


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
        event("2026-11-05 20:00", "申请退款，被拒绝", side=Side.MERCHANT),
        event("2026-11-06 09:00", "申请平台介入", side=Side.PLATFORM),
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
WHOLE = Background(
    NOW, SCENARIO, CITED, "拼多多", {"pdd-merchant": "商家客服", "email": "客服邮箱"}, suspected=CITED[3:]
)


def test_every_slot_is_filled_from_case_and_background() -> None:
    found = values(replace(FULL, orders=(replace(FULL.orders[0], ordered_at=event().at), FULL.orders[1])), WHOLE)
    assert set(found) == set(SLOT_NAMES)
    expected = {
        "name": "林晓㛃",
        "merchant": "星河数码",
        "merchant_address": "杭州",
        "platform": "拼多多",
        "order_number": "A1、A2",
        "product": "点卡",
        "purchase": "为生活消费购买",
        "paid": "98.50",
        "paid_capital": "玖拾捌元伍角",
        "refunded": "8.50",
        "owed": "90.00",
        "owed_capital": "玖拾元整",
        "payment": "支付宝",
        "transaction": "T1",
        "account": "玩家1",
        "ordered_at": "",  # only one of two is known
        "price": "98.50元，已退8.50元",
        "scenario": "充值未到账",
        "when": "2026年11月1日14时52分",
        "action": "输入卡密",
        "trouble": "提示“已被使用”",
        "problem": "输入卡密，提示“已被使用”",
        "incident": "2026年11月1日14时52分，输入卡密，提示“已被使用”",
        "error": "已被使用",
        "happened": "2026年11月1日14时30分，下单付款。\n2026年11月1日14时52分，输入卡密，提示“已被使用”。（证据1）",
        "attempts": "2026年11月1日15时15分，联系商家，答复“1小时内处理”。（客服：007；工单号：GD1；证据2）\n"
        "2026年11月2日14时30分，通过客服邮箱发送书面消息。\n"
        "2026年11月5日20时00分，申请退款，被拒绝。\n"
        "2026年11月6日9时00分，申请平台介入。",
        "contacts": "商家客服2次（2026年11月1日、5日）；客服邮箱1次（2026年11月2日）；平台客服1次（2026年11月6日）",
        "contact_count": "4",
        "last_contact": "2026年11月6日9时00分",
        "answer": "",  # it is the promise
        "waited": "15天",
        "ticket": "GD1",
        "promise": "客服曾于2026年11月1日15时15分承诺“1小时内处理”，至今已逾期19天",
        "overdue": "19天",
        "result": "客服曾于2026年11月1日15时15分承诺“1小时内处理”，至今已逾期19天；"
        "截至2026年11月21日仍未解决，尚有90.00元未退还",
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
        "term": "收到本函之日起15日内",
        "evidence": "证据1至证据3",
        "today": "2026年11月21日",
    }
    assert {name: found[name] for name in expected} == expected


def test_an_empty_case_says_nothing_but_purpose_day_and_term() -> None:
    assert {name for name, value in values(case(), BACKGROUND).items() if value} == {"purchase", "today", "term"}


def test_a_short_wait_is_told_in_hours() -> None:
    found = case(events=(event(text="联系客服", at="2026-11-20 02:30"),))
    assert values(found, BACKGROUND)["waited"] == "36小时"
    assert values(found, Background(found.events[0].at.at))["waited"] == ""


@pytest.mark.parametrize(("hours", "said"), [(47, "47小时"), (48, "2天"), (71, "2天"), (72, "3天")])
def test_from_two_days_on_a_time_is_told_in_days(hours: int, said: str) -> None:
    assert duration(START, START + timedelta(hours=hours)) == said


@pytest.mark.parametrize(
    "wrong", ["会员中心仍显示普通用户", "充值后话费未到账", "游戏账号被封号", "兑换时页面提示“已被使用”"]
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
    assert values(found, BACKGROUND)["problem"] == wrong


def test_the_proof_of_a_fault_tells_what_went_wrong() -> None:
    found = case(
        events=(
            event("2026-11-01 14:00", "下单购买会员", 1, 2),
            event("2026-11-01 15:00", "打开会员中心查看，仍是普通用户", 2),
            event("2026-11-02 16:00", "再次询问商家，商家说少安毋躁", 3),
            event("2026-11-03 09:00", "整理材料"),
        ),
        evidence=(evidence(1, shows=("order",)), evidence(2, shows=("status",)), evidence(3, shows=("chat",))),
    )
    assert values(found, BACKGROUND)["problem"] == "打开会员中心查看，仍是普通用户"


def test_a_talk_that_names_the_error_comes_before_the_purchase_and_the_last_event() -> None:
    told = "联系客服，说明卡密无效"
    texts = ("下单付款", told, "再次询问，没有回复")
    found = case(events=tuple(event(f"2026-11-0{day} 10:00", text) for day, text in enumerate(texts, start=1)))
    assert values(found, BACKGROUND)["problem"] == told


def test_of_many_contacts_the_first_and_the_last_day_are_told() -> None:
    found = case(events=tuple(event(f"2026-11-{day:02}", "联系商家") for day in range(1, 9)))
    assert values(found, BACKGROUND)["contacts"] == "商家客服8次（2026年11月1日至2026年11月8日）"


def test_without_its_own_words_what_was_done_is_the_purchase() -> None:
    found = case(
        orders=(order(product="点卡", paid=Decimal(100), payment=Payment.ALIPAY),),
        events=(event(text="提示支付成功但未到账"),),
    )
    said = values(found, BACKGROUND)
    assert said["action"] == "使用支付宝支付100.00元购买点卡"
    assert said["trouble"] == "提示支付成功但未到账"


@pytest.mark.parametrize(
    ("demand", "term"),
    [
        ("2027年1月5日前退款9元", "2027年1月5日前"),
        ("2026年11月25日前退款9元", "收到本函之日起15日内"),
        ("30分钟内退款9元", "收到本函之日起15日内"),
    ],
)
def test_a_letter_sets_a_reasonable_term(demand: str, term: str) -> None:
    assert values(case(demand=demand), BACKGROUND)["term"] == term


def test_a_sent_message_that_an_event_tells_of_is_one_contact() -> None:
    told = event("2026-11-02 14:40", "发送消息", channel="email")
    found = case(events=(told,), messages=(message(24, channel="email"),))
    assert values(found, WHOLE)["contact_count"] == "1"


def test_a_line_without_its_value_is_left_out_and_the_value_reported() -> None:
    draft = composed(case(demand="退款"), "您好。\n订单：{order_number}，{product}\n~工单：{ticket}\n诉求：{demand}。")
    assert draft.text == "您好。\n诉求：退款。"
    assert draft.missing == ("order_number", "product")


def test_a_heading_goes_with_its_lines() -> None:
    template = "经过：\n{facts}\n另请：\n{asks}\n附言："
    assert composed(case(), template).text == "附言："
    term = "请在{term}履行：\n{asked}\n签名："
    assert composed(case(), term).text == "签名："
    assert composed(case(demand="退款"), term).text == "请在收到本函之日起15日内履行：\n退款。\n签名："
    assert composed(case(events=(event(),)), template).text == "经过：\n2026年11月1日14时30分，付款。\n附言："


def test_several_lines_are_numbered() -> None:
    assert composed(case(demand="退款\n道歉"), "诉求：\n{demands}").text == "诉求：\n1. 退款。\n2. 道歉。"


def test_an_empty_case_misses_everything_once() -> None:
    everything = "\n".join(f"{{{name}}}" for name in SLOT_NAMES)
    missing = composed(case(), everything + "\n" + everything).missing
    assert set(missing) == set(SLOT_NAMES) - {"purchase", "today", "term"}
    assert len(missing) == len(set(missing))


def test_the_first_subject_that_can_be_filled_counts() -> None:
    subjects = frame("您好", "退款-订单号{order_number}\n退款申请")
    assert compose(FULL, subjects, None, BACKGROUND).subject == "退款-订单号A1、A2"
    assert compose(case(), subjects, None, BACKGROUND).subject == "退款申请"


def test_braces_that_the_user_typed_are_text() -> None:
    found = case(demand="{name}", complainant=Person(name="林"), events=(event(text="{demand}"),))
    assert composed(found, "{demand}\n{facts}").text == "{name}\n2026年11月1日14时30分，{demand}。"


def test_events_of_the_users_own_are_not_told() -> None:
    found = case(events=(event(text="下单"), event(text="很生气", in_complaint=False)))
    assert "很生气" not in composed(found, "{problem}\n{facts}\n{happened}\n{attempts}").text


def test_line_ends_are_not_counted() -> None:
    assert length("您好\r\n再见\n") == 4


FACTS = tuple(event(f"2026-11-{day:02} 10:00", "甲乙丙丁戊己庚辛壬癸"[day]) for day in range(1, 8))


def facts_told(limit: int | None) -> str:
    """The facts of a message within the limit, one character each."""
    text = composed(case(events=FACTS), "{facts}", limit).text
    return "".join(line[-2] for line in text.splitlines())


def test_a_message_is_shortened_from_its_middle() -> None:
    whole = length(composed(case(events=FACTS), "{facts}").text)
    assert facts_told(None) == facts_told(whole) == "乙丙丁戊己庚辛"
    assert facts_told(whole - 1) == "乙丙丁戊己庚辛"  # the year is said once
    assert facts_told(whole - 31) == "乙丙丁戊己辛"
    assert facts_told(whole // 3) == "乙辛"


def test_what_went_wrong_and_a_refusal_are_kept_longest() -> None:
    texts = ("在店铺下单", "输入卡密，提示失败", "联系客服", "商家拒绝退款", "再次联系", "至今仍无结果")
    found = case(events=tuple(event(f"2026-11-0{day} 10:00", text) for day, text in enumerate(texts, start=1)))
    told = [composed(found, "{facts}", limit).text for limit in (95, 62, 60)]
    assert [[text for text in texts if text in shorter] for shorter in told] == [
        ["在店铺下单", "输入卡密，提示失败", "商家拒绝退款", "至今仍无结果"],
        ["输入卡密，提示失败", "至今仍无结果"],
        ["输入卡密，提示失败", "至今仍无结果"],
    ]


def test_optional_lines_go_first_the_last_of_them_before_the_others() -> None:
    template = "您好\n~一一一一一\n~二二二二二\n谢谢"
    assert composed(case(), template, 9).text == "您好\n一一一一一\n谢谢"
    assert composed(case(), template, 9).left_out == ("二二二二二",)
    assert composed(case(), template, 8).left_out == ("一一一一一", "二二二二二")


def test_what_fits_is_put_back() -> None:
    found = case(
        events=(
            event("2026-11-01 10:00", "下单" * 30),
            event("2026-11-02 10:00", "失败"),
            event("2026-11-03 10:00", "还是失败"),
        )
    )
    draft = composed(found, "~短\n{facts}", 60)
    assert draft.text.startswith("短\n")
    assert draft.left_out == (f"2026年11月1日10时00分，{'下单' * 30}。",)


def test_long_facts_are_cut_to_their_first_clause() -> None:
    found = case(events=(event("2026-11-01 10:00", "提交退款（申请，凭证）后，一直没有结果；商家不回复"),))
    draft = composed(found, "{facts}", 30)
    assert draft.text == "2026年11月1日10时00分，提交退款（申请，凭证）后。"
    assert draft.left_out == ("一直没有结果；商家不回复",)


@pytest.mark.parametrize("limit", [1, 5])
def test_a_message_too_long_whatever_is_left_out_is_given_whole(limit: int) -> None:
    draft = composed(case(events=FACTS), "{facts}", limit)
    assert draft.too_long
    assert draft.left_out == ()
    assert len(draft.text.splitlines()) == len(FACTS)


TEXTS = st.text("联系客服商家拒绝退款下单失败，；。（）“”1 ", min_size=1, max_size=40)
EVENTS = st.lists(TEXTS.filter(str.strip), max_size=8)
TEMPLATES = st.sampled_from(
    [
        "{facts}",
        "您好\n~甲乙丙丁\n经过：\n{facts}\n谢谢",
        "发生：\n{happened}\n~{result}。\n联系：\n{attempts}",
        "~经过：\n~{facts}",
    ]
)


def pieces(told: Event) -> str:
    return " ".join(told.text.split())


@given(EVENTS, TEMPLATES, st.integers(1, 600))
def test_the_limit_is_kept_and_nothing_vanishes_silently(texts: list[str], template: str, limit: int) -> None:
    events = tuple(event(START_TEXT.format(number + 1), text) for number, text in enumerate(texts))
    found = case(events=events)
    draft = composed(found, template, limit)
    whole = composed(found, template)
    assert draft.too_long == (draft.length > limit)
    if draft.too_long:
        assert (draft.text, draft.left_out) == (whole.text, ())
    if whole.length <= limit:
        assert draft.text == whole.text
    for told in events:
        text = pieces(told)
        assert text in draft.text or any(
            text in left or (left and text.endswith(left) and text[: -len(left)].rstrip("，；。 “”（）") in draft.text)
            for left in draft.left_out
        )


START_TEXT = "2026-11-{:02} 10:00"


def test_slots_are_named_once() -> None:
    assert slots("{a}{b}\n{a}") == ("a", "b")


def test_only_words_of_the_others_are_their_answer_and_only_own_acts_are_contacts() -> None:
    found = values(
        case(
            events=(
                event("2026-11-01 15:00", "联系商家客服，要求“全额退款”，对方未回复"),
                event("2026-11-02 15:00", "商家回复“核实中”", side=Side.MERCHANT),
                event("2026-11-03 15:00", "再次联系商家客服，我说“请给结果”"),
            )
        ),
        BACKGROUND,
    )
    assert found["answer"] == "“核实中”（2026年11月2日15时00分）"
    assert found["result"].startswith("对方最近答复“核实中”；")
    assert found["contacts"] == "商家客服2次（2026年11月1日、3日）"
    assert found["contact_count"] == "2"


@pytest.mark.parametrize(
    ("side", "who"), [(Side.MERCHANT, "商家"), (Side.PLATFORM, "平台"), (Side.SERVICE, "客服"), (Side.SYSTEM, "对方")]
)
def test_a_promise_is_told_of_who_made_it(side: Side, who: str) -> None:
    found = values(case(promises=(promise(0, "明天处理", side=side),)), BACKGROUND)
    assert found["promise"] == f"{who}曾于2026年11月1日14时30分承诺“明天处理”，尚未完成"


@pytest.mark.parametrize(
    ("fields", "outcome"),
    [
        ({"due": START + timedelta(days=18)}, "至今已逾期2天"),
        ({"due": START + timedelta(days=18), "kept": False}, "至今已逾期2天"),
        ({"kept": False}, "至今未兑现"),
        ({"due": START + timedelta(days=30)}, "尚未完成"),
    ],
)
def test_what_became_of_a_promise_belongs_to_the_result(fields: dict[str, Any], outcome: str) -> None:
    found = values(case(promises=(promise(0, "退款", side=Side.MERCHANT, **fields),)), BACKGROUND)
    assert found["promise"] == f"商家曾于2026年11月1日14时30分承诺“退款”，{outcome}"
    assert found["result"] == f"{found['promise']}；截至2026年11月21日仍未解决"


def test_a_kept_promise_is_no_result() -> None:
    assert values(case(promises=(promise(0, kept=True),)), BACKGROUND)["result"] == ""


def test_the_last_answer_is_not_told_again_where_it_is_the_promise() -> None:
    told = event("2026-11-01 15:15", "客服回复“亲，48小时内处理！”", side=Side.MERCHANT)
    refusal = event("2026-11-05 15:15", "客服回复“不退”", side=Side.MERCHANT)
    made = (promise(0, "48小时内处理", kept=False),)
    once = values(case(events=(told,), promises=made), BACKGROUND)
    assert (once["result"].count("48小时内处理"), once["answer"]) == (1, "")
    later = values(case(events=(told, refusal), promises=made), BACKGROUND)
    assert "承诺“48小时内处理”，至今未兑现；对方最近答复“不退”；" in later["result"]
    assert later["answer"].startswith("“不退”")


def test_a_long_promise_is_quoted_from_its_beginning() -> None:
    found = values(case(promises=(promise(0, "一定处理" * 50),)), BACKGROUND)
    assert "承诺“" + "一定处理" * 15 + "…”" in found["promise"]


def test_of_several_orders_all_times_are_told_or_none() -> None:
    first, second = order(ordered_at=moment()), order(ordered_at=moment(24))
    assert values(case(orders=(first, order())), BACKGROUND)["ordered_at"] == ""
    both = values(case(orders=(first, second)), BACKGROUND)["ordered_at"]
    assert both == "2026年11月1日14时30分、2026年11月2日14时30分"


def test_what_came_back_is_told_with_what_was_paid() -> None:
    paid = order(paid=Decimal(284))
    assert values(case(orders=(paid,)), BACKGROUND)["price"] == "284.00元"
    back = values(case(orders=(replace(paid, refunded=Decimal(50)),)), BACKGROUND)
    assert back["price"] == "284.00元，已退50.00元"


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
    told = Background(NOW, replace(SCENARIO, asks=OFFERED))
    assert values(case(demand=demand), told)["asks"].splitlines() == asks


def test_a_sum_that_came_back_in_full_is_not_told_as_owed() -> None:
    found = values(case(orders=(order(paid=Decimal(98), refunded=Decimal(98)),), events=(event(),)), BACKGROUND)
    assert (found["owed"], found["owed_capital"]) == ("", "")
    assert "未退还" not in found["result"]


def test_a_text_with_a_full_stop_of_its_own_gets_no_second_one() -> None:
    assert composed(case(events=(event(text="It failed."),)), "{facts}").text.endswith("It failed.")


def test_many_messages_beside_many_events_take_no_time() -> None:
    events = tuple(event(moment(hour), f"联系商家{hour}", channel="merchant") for hour in range(2000))
    messages = tuple(message(hour + 0.5, f"请退款{hour}", channel="email") for hour in range(2000))
    begin = perf_counter()
    assert values(case(events=events, messages=messages), BACKGROUND)["contact_count"] == "4000"
    assert perf_counter() - begin < 1.5


def test_quotations_that_nobody_closes_take_no_time() -> None:
    begin = perf_counter()
    assert values(case(events=(event(text="“" * 30_000),)), BACKGROUND)["answer"] == ""
    assert perf_counter() - begin < 3
