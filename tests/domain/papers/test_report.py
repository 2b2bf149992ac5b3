"""The fields of the report form."""

import re
from dataclasses import asdict
from decimal import Decimal

import pytest

from caseorg.domain.case import CaseFile, Party, Person, Platform, Role
from caseorg.domain.papers.missing import Missing
from caseorg.domain.papers.report import ReportForm, report_gaps
from caseorg.domain.privacy.versions import ANONYMOUS, nameless
from caseorg.knowledge.platforms import trade_place
from domain.build import case, event, evidence, merchant, order
from domain.knowledge import PERSONAL_WORDS
from domain.stories import report_form

PHONE, IDENTITY, ACCOUNT, PAYMENT = "13912345678", "310101199003074514", "玩家一号", "4200002026110112345678"
OWN = ("林晓㛃", PHONE, "上海市长宁区示例路88号", IDENTITY, ACCOUNT, PAYMENT)
SAID = f"林晓㛃（手机号{PHONE}，身份证{IDENTITY}，住上海市长宁区示例路88号）为{ACCOUNT}充值，客服电话13600001111"
FULL = case(
    complainant=Person(name="林晓㛃", phone=PHONE, address="上海市长宁区示例路88号", id_number=IDENTITY),
    parties=(Party(role=Role.OPERATOR, name="平台公司"), merchant("星河数码", address="杭州", phone="13600001111")),
    orders=(order(number="A-1", paid=Decimal(98), account=ACCOUNT, transaction=PAYMENT),),
    events=(event("2026-11-01 14:52", SAID, 1), event(text="自用", in_complaint=False)),
    evidence=(evidence(1, name=f"{PHONE}.png", source=SAID, proves=SAID), evidence(2, withdrawn=True)),
    demand="退还货款98.00元",
)


def anonymous(found: CaseFile) -> ReportForm:
    shown = nameless(found, PERSONAL_WORDS).case
    return report_form(shown, trade_place(shown), "", "", anonymous=True)


def test_it_tells_clues_and_facts_and_asks_for_nothing() -> None:
    form = report_form(FULL, "拼多多", "虚假宣传", "《消费者权益保护法》第二十条")
    assert form.clues[1:] == (
        "线索类型：虚假宣传",
        "涉嫌违反的规定（供核查参考，以主管部门认定为准）：《消费者权益保护法》第二十条。",
    )
    assert form.facts[1] == f"1. 2026年11月1日14时52分，{SAID}。（证据1）" and len(form.facts) == 2
    assert (form.reporter, form.respondents[0].name, form.platform) == (FULL.complainant, "星河数码", "拼多多")
    assert [item.number for item in form.attachments] == [1]
    assert "退还货款" not in str(asdict(form))


def test_where_no_rule_is_known_there_is_a_line_to_write_on() -> None:
    form = report_form(case(), "", "", "")
    assert form.clues[1] == "线索类型：" and form.clues[2].endswith("：\n　")
    assert form.facts == ()


def test_an_anonymous_report_names_the_shop_and_the_order_but_not_the_reporter() -> None:
    plain = report_form(FULL, "拼多多", "", "")
    hidden = anonymous(FULL)
    assert all(value in str(asdict(plain)) for value in OWN)
    assert [value for value in OWN if value in str(asdict(hidden))] == []
    assert hidden.reporter == Person(name=ANONYMOUS)
    assert hidden.respondents == plain.respondents
    assert "订单号A-1" in hidden.facts[0]
    said = "举报人（手机号（略），身份证（略），住（略））为（略）充值，客服电话13600001111"
    assert hidden.facts[1] == f"1. 2026年11月1日14时52分，{said}。（证据1）"


def test_a_number_is_hidden_however_it_is_written_and_never_inside_a_longer_one() -> None:
    told = case(
        complainant=Person(phone=PHONE),
        orders=(order(number=f"9{PHONE}"),),
        events=(event(text=f"来电139 1234-5678，单号9{PHONE}"),),
    )
    _, fact = anonymous(told).facts
    assert fact.endswith(f"来电（略），单号9{PHONE}。")


def told_by(phone: str, text: str) -> str:
    """What the anonymous report prints for a text that stands in every field."""
    number = "261101-123456789012345"
    found = case(
        platform=Platform.SITE,
        complainant=Person(name="张三", phone=phone, address="上海市浦东新区世纪大道100号1202室"),
        parties=(merchant("星河数码", contact=f"https://shop.example/?{text}", address=text, phone="13600001111"),),
        orders=(order(number=number),),
        events=(event(text=f"{text}，订单{number}，商家电话13600001111"),),
        evidence=(evidence(1, name=text, source=text, proves=text),),
    )
    form = anonymous(found)
    assert f"订单{number}，商家电话13600001111" in form.facts[1] and form.respondents[0].phone == "13600001111"
    return str(asdict(form))


@pytest.mark.parametrize("phone", ["+86 13800138000", "13800138000", "0086-138-0013-8000"])
@pytest.mark.parametrize(
    "written", ["13800138000", "+86 13800138000", "8613800138000", "138—0013—8000", "138 0013 8000"]
)
def test_a_telephone_number_is_in_no_field_with_or_without_the_country(phone: str, written: str) -> None:
    assert re.findall(r"138\D{0,3}(?:0013|\*)|8000", told_by(phone, f"tel={written}")) == []


def test_nothing_tells_who_says_it() -> None:
    shown = told_by("+86 13800138000", "我张三用13800138000在星河数码付款，邮寄到浦东新区世纪大道100号1202室")
    assert [word for word in ("张三", "138", "8000", "世纪", "1202") if word in shown] == []
    assert "在星河数码付款" in shown


def test_what_only_looks_like_personal_data_is_left_out_unless_it_is_the_merchants() -> None:
    said = "手机13900002222，邮箱a@b.cn，商家手机13600001111"
    found = case(
        parties=(merchant("星河数码", phone="13600001111"),),
        events=(event(text=said),),
        evidence=(evidence(1, name=said, source=said, proves=said),),
    )
    form = anonymous(found)
    (item,) = form.attachments
    for text in (form.facts[0], item.name, item.source, item.proves):
        assert "手机（略），邮箱（略），商家手机13600001111" in text


def test_a_reporter_without_a_name_hides_nothing() -> None:
    told = case(complainant=Person(name="林"), events=(event(text="林中鸟游戏充值失败"),))
    assert "林中鸟游戏充值失败" in anonymous(told).facts[0]


def test_nobody_who_stays_anonymous_is_asked_for_a_name_and_nobody_for_a_demand() -> None:
    assert set(report_gaps(case())) == {
        Missing.NAME, Missing.PHONE, Missing.ADDRESS, Missing.MERCHANT, Missing.MERCHANT_ADDRESS, Missing.FACTS,
        Missing.EVIDENCE,
    }  # fmt: skip
    assert set(report_gaps(case(), anonymous=True)) == {
        Missing.MERCHANT, Missing.MERCHANT_ADDRESS, Missing.FACTS, Missing.EVIDENCE,
    }  # fmt: skip
    assert report_gaps(FULL) == (Missing.LICENCE,)
