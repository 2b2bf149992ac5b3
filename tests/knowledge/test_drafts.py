"""Messages with what the knowledge says: every channel and kind, for the sample case and for an empty one."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from caseorg.domain.case import Answer, CaseFile, Party, Person, Platform
from caseorg.domain.errors import CaseorgError
from caseorg.domain.law.statute import unknown_citations
from caseorg.domain.messages.channel import Channel, MessageKind
from caseorg.domain.messages.message import SLOT_NAMES, Draft
from caseorg.domain.scenario import Scenario
from caseorg.knowledge.channels import find_channel, suited_channels
from caseorg.knowledge.drafts import background, draft, report_doubt
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.platforms import trade_place
from domain.build import case, event, merchant, order

NOW = datetime(2026, 11, 21, 4, tzinfo=UTC)
KNOWLEDGE = Knowledge()
PAIRS = [(channel, kind) for channel in KNOWLEDGE.channels.values() for kind in channel.kinds]
PROMISES = re.compile("必胜|一定赔|保证退款|包退|稳赢|必须赔|百分之百|肯定能")


def names(pair: Channel | MessageKind) -> str:
    return pair.id if isinstance(pair, Channel) else pair.value


@pytest.fixture
def told(sample_case: CaseFile) -> CaseFile:
    return sample_case


def composed(found: CaseFile, channel: str, kind: MessageKind | None = None) -> Draft:
    return draft(KNOWLEDGE, found, KNOWLEDGE.channels[channel], kind, NOW)


@pytest.mark.parametrize(("channel", "kind"), PAIRS, ids=names)
def test_the_sample_is_told_within_the_limit(told: CaseFile, channel: Channel, kind: MessageKind) -> None:
    made = draft(KNOWLEDGE, told, channel, kind, NOW)
    assert made.length <= channel.limit
    assert not made.too_long
    blank = {"merchant_address", "respondent", "respondent_address"}
    of_others = {"payee", "caller", "transaction", "contacts", "account"}  # nobody was swindled, and no telephone paid
    assert set(made.missing) <= blank | of_others
    assert "卡密" in made.text
    assert_sound(made)


@pytest.mark.parametrize(("channel", "kind"), PAIRS, ids=names)
def test_an_empty_case_says_what_it_lacks(channel: Channel, kind: MessageKind) -> None:
    made = draft(KNOWLEDGE, case(), channel, kind, NOW)
    assert made.missing
    assert set(made.missing) <= set(SLOT_NAMES)
    assert_sound(made)


def assert_sound(made: Draft) -> None:
    text = f"{made.subject}\n{made.text}"
    assert "{" not in text
    assert "暂行办法" not in text
    assert not PROMISES.search(text)
    assert not re.search("[：，、；。]。|（）", made.text)
    assert headings_have_lines(made.text)
    assert unknown_citations(text, KNOWLEDGE.laws, KNOWLEDGE.statutes) == ()


def headings_have_lines(text: str) -> bool:
    """Every line that ends in a colon has its lines below it, but the one for the signature."""
    lines = text.splitlines()
    ends = [number for number, line in enumerate(lines) if line.endswith("：")]
    return all(lines[number] == "签名：" or number + 1 < len(lines) for number in ends)


@pytest.mark.parametrize("scenario", KNOWLEDGE.scenarios)
def test_every_scenario_can_be_complained_of(told: CaseFile, scenario: str) -> None:
    made = composed(replace(told, scenario=scenario), "12315")
    assert ("依据：《" in made.text) is bool(KNOWLEDGE.scenarios[scenario].basis)
    assert not made.too_long
    assert_sound(made)


def test_the_form_has_facts_state_request_and_basis_and_what_has_fields_of_its_own_only_once(told: CaseFile) -> None:
    text = composed(told, "12315").text
    assert "该卡密已被使用" in text
    assert "虚拟商品概不退换" in text
    assert text.index("该卡密已被使用") < text.index("请求：") < text.index("依据：《消费者权益保护法》")
    assert told.orders[0].number not in text
    assert "已尝试" not in text


@pytest.mark.parametrize("channel", ["email", "heimao", "pdd"])
@pytest.mark.parametrize("kept", [None, False])
def test_that_a_promise_is_late_is_told_without_its_words_again(
    told: CaseFile, channel: str, kept: bool | None
) -> None:
    promises = tuple(replace(promise, kept=kept) for promise in told.promises)
    text = composed(replace(told, promises=promises), channel).text
    assert text.count("对方答应的期限已过") == 1
    assert text.count(told.promises[-1].text) <= 1


@pytest.mark.parametrize("channel", ["12315", "email", "heimao", "letter", "pdd", "pdd-merchant"])
def test_what_was_refunded_is_told_everywhere(told: CaseFile, channel: str) -> None:
    back = replace(told, orders=tuple(replace(order, refunded=Decimal(8)) for order in told.orders))
    brief = composed(replace(back, events=back.events[:3]), channel).text
    assert re.search("(?:已退：?|至今只退回)8(?:.00)?元", brief)
    assert "只退回" not in composed(replace(told, events=told.events[:3]), channel).text


def test_the_platform_is_named_and_a_website_by_its_owner(told: CaseFile) -> None:
    brief = replace(told, events=told.events[:2], promises=())
    assert "购买平台：拼多多" in composed(brief, "heimao").text
    own = composed(replace(brief, platform=Platform.SITE), "heimao").text
    assert "购买平台：商家自有网站（星河数码卡券专营店）" in own
    assert "独立网站" not in own
    assert background(KNOWLEDGE, case(platform=Platform.SITE), NOW).platform == "商家自有网站"


@pytest.mark.parametrize(
    ("shop", "named"),
    [
        (merchant("星河数码", contact="客服QQ 12345，网址www.xinghe.example"), "www.xinghe.example"),
        (merchant("星河数码", contact="zhang.san@xinghe.example"), "星河数码"),
        (merchant("星河卡盟https://xh.example/a?b=1"), "https://xh.example/a?b=1"),
        (merchant("星河数码", address="示例路1.5号"), "星河数码"),
    ],
)
def test_a_website_is_named_by_its_address_if_that_is_known(shop: Party, named: str) -> None:
    assert trade_place(case(platform=Platform.SITE, parties=(shop,))) == f"商家自有网站（{named}）"
    assert trade_place(case(platform=Platform.OTHER, parties=(shop,))) == ""


@pytest.mark.parametrize("answer", ["", "是", "否"])
def test_daily_life_is_never_claimed_for_the_user(told: CaseFile, answer: str) -> None:
    given = (Answer(question="daily-life", value=answer),) if answer else ()
    assert "为生活消费" not in composed(replace(told, answers=given), "12315").text


@pytest.mark.parametrize("scenario", KNOWLEDGE.scenarios.values(), ids=lambda scenario: scenario.id)
def test_what_may_be_reported_names_a_rule_that_authorities_enforce(scenario: Scenario) -> None:
    """No contract law, and no rule about the complaint itself; all of it in force."""
    if "12315-report" in (*scenario.first, *scenario.later):
        assert scenario.suspected
    for key in scenario.suspected:
        law = KNOWLEDGE.laws[KNOWLEDGE.statutes[key].law]
        assert law.id in {"消法", "条例", "电商法", "网络交易办法", "处罚办法"} and law.repealed is None
    doubt = report_doubt(KNOWLEDGE, case(scenario=scenario.id))
    assert (doubt is None) == bool(scenario.suspected)


def test_a_report_asks_for_no_refund(told: CaseFile) -> None:
    quiet = replace(told, events=tuple(one for one in told.events if "退款" not in one.text))
    text = composed(quiet, "12315-report").text
    assert not re.search("退款|退还|赔偿|诉求", text)
    assert "举报" in text


def test_a_public_text_shows_nothing_personal(told: CaseFile) -> None:
    private = replace(
        told,
        complainant=replace(told.complainant, id_number="110101199003071234"),
        events=(
            *told.events,
            event(
                "2026-11-11 10:00",
                "林晓㛃从13800001234致电，住上海市长宁区示例路88号5栋602室",
                agent="张三丰",
                ticket="GD20261111",
            ),
        ),
    )
    made = composed(private, "heimao")
    shown = f"{made.subject}\n{made.text}"
    for secret in (
        "林晓㛃",
        "13800001234",
        "示例路88号",
        "261101-123456789012345",
        "110101199003071234",
        "张三丰",
        "GD20261111",
    ):
        assert secret not in shown
    assert {"number", "code", "name", "phone", "address"} <= {item.kind for item in made.hidden}
    assert all(item.original not in shown for item in made.hidden)


def test_a_mail_has_a_subject_and_a_letter_its_signature(told: CaseFile) -> None:
    assert composed(told, "email").subject == "紧急退款-订单号261101-123456789012345"
    letter = composed(told, "letter").text
    assert "商品不能正常使用或者与说明不符" in letter
    assert "请贵方在2026年11月30日前办理：" in letter
    assert "期限届满之日为解除之日" in letter
    assert letter.splitlines()[0] == "致：星河数码卡券专营店〔执照上的名称或18位信用代码，待查〕"
    assert letter.splitlines()[-2:] == ["签名：", "日期：2026年11月21日"]


def test_facts_stand_before_demands_and_demands_before_rules(told: CaseFile) -> None:
    text = composed(told, "pdd").text
    places = [text.index(word) for word in ("该卡密已被使用", "请求：", "依据：")]
    assert places == sorted(places)


def test_without_a_scenario_the_general_articles_are_cited() -> None:
    assert background(KNOWLEDGE, case(), NOW).scenario is None
    assert background(KNOWLEDGE, case(), NOW).citations


def test_the_usual_kind_comes_first_and_another_kind_is_refused(told: CaseFile) -> None:
    assert composed(told, "pdd") == composed(told, "pdd", MessageKind.INTERVENTION)
    with pytest.raises(CaseorgError, match=r"12315投诉.*“public”\. Choose one of: complaint\."):
        composed(told, "12315", MessageKind.PUBLIC)


@pytest.mark.parametrize(
    ("platform", "scenario", "begins", "without"),
    [
        (Platform.PDD, "card-invalid", ["pdd-merchant", "merchant", "pdd"], "taobao"),
        (Platform.TAOBAO, "card-invalid", ["merchant", "taobao"], "pdd"),
        (Platform.SITE, "site-gone", ["wechat-pay", "alipay", "site-hotline"], "pdd"),
        (Platform.OTHER, "fake-service", ["police"], "site-chat"),
        (Platform.XIANYU, "", ["merchant", "email", "xianyu"], "jd"),
    ],
)
def test_channels_suit_platform_and_scenario(
    platform: Platform, scenario: str, begins: list[str], without: str
) -> None:
    found = [channel.id for channel in suited_channels(KNOWLEDGE, case(platform=platform, scenario=scenario))]
    assert found[: len(begins)] == begins
    assert without not in found
    assert "12315" in found


def test_an_unknown_channel_is_refused_with_those_there_are() -> None:
    assert find_channel(KNOWLEDGE, "pdd").platforms == (Platform.PDD,)
    with pytest.raises(CaseorgError, match=r"There is no channel “weibo”\. Choose one of: 12315, .*xianyu"):
        find_channel(KNOWLEDGE, "weibo")


def test_the_complainant_of_a_public_text_may_be_unknown(told: CaseFile) -> None:
    assert composed(replace(told, complainant=Person()), "heimao").text


@pytest.mark.parametrize(("channel", "kept"), [("merchant", True), ("12315", False)])
def test_a_term_runs_from_a_message_only_for_whoever_gets_it(told: CaseFile, channel: str, kept: bool) -> None:
    asked = replace(told, demand="收到本消息后24小时内全额退款98.00元，原路退回")
    text = composed(asked, channel).text
    assert ("收到本消息后24小时内" in text) is kept and "全额退款98.00元" in text


def test_where_room_is_short_contacts_that_decided_nothing_go_before_who_sold_what_and_the_law(told: CaseFile) -> None:
    chatter = tuple(
        event(
            f"2026-11-11 {hour}:00", f"客服第{hour}次说收到了，会转给相关同事看一下，请耐心等待，有进展会第一时间联系"
        )
        for hour in range(10, 22)
    )
    made = composed(replace(told, events=(*told.events, *chatter)), "pdd")
    assert made.left_out and not made.too_long
    assert "商家：" in made.text and "商品：" in made.text and "依据：" in made.text
    assert any("转给相关同事" in piece for piece in made.left_out)


@pytest.mark.parametrize(
    ("said", "demand", "rescinded", "terms"),
    [
        ("客服回复“虚拟商品不支持退换”", "退还98元", "解除本次买卖，", "“虚拟商品不支持退换”的说法不能免除这项责任。"),
        ("客服让等核实", "退还2张的钱40元", "解除本次买卖中请求退款的部分，", ""),
    ],
)
def test_a_letter_rescinds_what_is_asked_back_and_answers_what_was_said(
    said: str, demand: str, rescinded: str, terms: str
) -> None:
    events = (event(text="输入卡密，页面提示“卡密错误”"), event(text=said, at="2026-11-02 09:00"))
    bought = (order(paid=Decimal(98)),)
    found = case(scenario="card-invalid", demand=demand, events=events, orders=bought)
    text = composed(found, "letter", MessageKind.DEMAND_LETTER).text
    assert rescinded in text
    assert (terms in text) if terms else ("免除" not in text)


def test_who_speaks_is_named_and_what_was_not_done_is_not_claimed_in_full() -> None:
    events = (
        event(text="拍了个年卡68块，页面打不开"),
        event(text="又说要自己加速", at="2026-11-02 09:00", channel="merchant"),
    )
    found = case(scenario="licence-key", demand="没用完的部分退给我", events=events, orders=(order(paid=Decimal(68)),))
    text = composed(found, "12315").text
    assert "客服又说要自己加速" in text
    assert "年卡68元" in text
    assert "请求：退还没用完的部分。" in text
