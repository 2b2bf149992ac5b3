"""The channels as the source articles tell of them: the way there, what each is good for, what is claimed of it.

`row` is the row of docs/practices.md.
"""

import pytest

from caseorg.domain.case import Platform
from caseorg.domain.checks.completeness import triage
from caseorg.domain.messages.channel import Channel, Kind, Rung
from caseorg.knowledge.drafts import suited_channels
from caseorg.knowledge.library import Knowledge
from caseorg.views.articles import Section, articles
from domain.build import case

KNOWLEDGE = Knowledge()
CHANNELS = KNOWLEDGE.channels


def order_of(platform: Platform, scenario: str = "") -> list[str]:
    """The channels in the order in which a case is offered them."""
    return [one.id for one in suited_channels(KNOWLEDGE, case(platform=platform, scenario=scenario))]


def comes_first(channels: list[str], *expected: str) -> bool:
    """Whether the expected ones stand in this order."""
    places = [channels.index(one) for one in expected]
    return places == sorted(places)


@pytest.mark.parametrize(
    ("row", "channel", "way"),
    [
        (9, "pdd", "我的—全部订单—找到该订单—“联系客服”"),
        (10, "pdd", "客服中心—搜索“卡盟”"),
        (14, "pdd-merchant", "商品详情页—“商家客服”"),
        (15, "pdd-merchant", "“专属客服”"),
        (37, "pdd", "“申请平台介入”"),
        (38, "pdd", "“上传凭证”添加截图、录屏"),
        (44, "pdd", "订单详情—“投诉商家”；客服作出承诺而未兑现时"),
        (60, "site-chat", "个人中心、订单详情页或帮助中心"),
        (65, "site-hotline", "官方App或官方公众号取得，不用搜索结果"),
        (69, "site-social", "官方微博—私信；确需公开时@官方账号"),
        (99, "platform", "帮助中心—“投诉举报”"),
        (115, "site-chat", "网站或App—“联系客服”"),
        (120, "site-ticket", "“工单中心”—提交工单"),
    ],
)
def test_the_way_there_is_an_entry_of_the_channel(row: int, channel: str, way: str) -> None:
    assert any(way in entry for entry in CHANNELS[channel].entry), row


@pytest.mark.parametrize(
    ("row", "channel", "words", "article"),
    [
        (11, "pdd", "通常10秒内接入人工", "甲"),
        (12, "pdd", "可强制介入第三方售后", "甲"),
        (27, "pdd", "升级率和解决时效", "甲"),
        (45, "pdd", "48小时内介入", "甲"),
        (50, "pdd-merchant", "高频问题会有弹窗预警", "甲"),
        (88, "platform", "需要平台协调，时间更长", "乙"),
        (94, "site-chat", "10至30分钟回复，节假日和促销期数小时", "乙"),
        (112, "site-chat", "充值失败、订单卡单3分钟内", "丙"),
        (113, "site-hotline", "账户盗用、商品权益争议24小时内", "丙"),
        (115, "site-chat", "约1分钟首次回复", "丙"),
        (116, "site-chat", "有支付截图和订单编号时约5分钟补单或退款", "丙"),
        (118, "site-hotline", "每天12小时、每周7天", "丙"),
        (123, "site-social", "2至4小时回复", "丙"),
        (123, "site-social", "不直接处理订单，只作引导分流", "丙"),
        (126, "site-ticket", "通常10分钟内补单", "丙"),
    ],
)
def test_what_is_claimed_names_the_article_and_is_marked(row: int, channel: str, words: str, article: str) -> None:
    (claim,) = (claim for claim in CHANNELS[channel].claims if words in claim)
    assert "一篇网络文章的说法，未核实" in claim, (row, article)
    page = next(one for one in articles(KNOWLEDGE, Section.CHANNELS) if one.known.id == channel)
    assert [claim in part.lines for part in page.parts if part.claimed] == [True]
    assert not any(words in told for told in (*CHANNELS[channel].terms, *CHANNELS[channel].notes))


def test_the_hours_of_the_hotline_say_who_tells_them() -> None:
    assert CHANNELS["site-hotline"].hours == "有网络文章称9:00—21:00，以网站公示为准"


@pytest.mark.parametrize(
    ("row", "channel", "matters"),
    [
        (8, "pdd", "订单状态异常、平台规则争议、支付失败"),
        (46, "12315", "与商家协商不成"),
        (65, "site-hotline", "紧急 大额异常"),
        (117, "site-chat", "到账延迟、订单状态异常、简单操作"),
        (118, "site-hotline", "复杂 账户被盗 大额异常"),
        (122, "site-ticket", "责任不清 正式记录 售后争议"),
        (123, "site-social", "不紧急"),
    ],
)
def test_a_channel_says_what_it_is_good_for(row: int, channel: str, matters: str) -> None:
    assert all(matter in CHANNELS[channel].suited for matter in matters.split()), row


@pytest.mark.parametrize(
    ("row", "channel", "advice"),
    [
        (13, "pdd-merchant", "只用App内聊天，沟通记录会留存"),
        (39, "merchant", "微信、QQ上的聊天容易丢，也难以作为平台处理的凭证"),
        (61, "site-chat", "提交退款申请后随即联系在线客服"),
        (67, "site-hotline", "通话时记下：客服工号、处理时间、承诺的反馈时点"),
        (70, "site-social", "话分散在多个账号容易丢失信息"),
        (97, "merchant", "聊天记录可能被自动清理，谈完即截图备份"),
        (119, "site-hotline", "节假日排队较久"),
        (121, "site-ticket", "每张工单有唯一编号：记到经过里，用它查进度"),
        (129, "site-hotline", "身份证号、注册手机号只在官方流程内核对时提供"),
    ],
)
def test_a_channel_advises(row: int, channel: str, advice: str) -> None:
    assert any(advice in note for note in CHANNELS[channel].notes), row


@pytest.mark.parametrize(
    ("row", "channel", "before"),
    [
        (119, "site-hotline", "先写好问题清单，接通后直接说重点"),
        (120, "site-ticket", "先用在线客服沟通"),
        (124, "site-chat", "支付账户是否已扣款、卡号或账号是否填对、是否网络延迟"),
        (135, "merchant", "先备齐订单号、商品、支付金额、问题截图"),
    ],
)
def test_a_channel_says_what_comes_before_it(row: int, channel: str, before: str) -> None:
    assert any(before in needed for needed in CHANNELS[channel].prerequisites), row


@pytest.mark.parametrize(
    ("row", "channel", "needs"),
    [
        (115, "site-chat", "订单号 错误截图"),
        (116, "site-chat", "订单号 支付截图"),
        (120, "site-ticket", "聊天记录 支付截图 补充描述"),
        (125, "site-chat", "订单号 支付截图 充值时间"),
        (134, "site-chat", "订单号 错误截图"),
    ],
)
def test_a_channel_says_what_to_have_ready(row: int, channel: str, needs: str) -> None:
    assert set(needs.split()) <= set(CHANNELS[channel].needs), row


def test_the_platforms_own_service_and_the_merchants_are_two_channels() -> None:
    official, merchant = CHANNELS["pdd"], CHANNELS["pdd-merchant"]
    assert (official.rung, merchant.rung) == (Rung.PLATFORM, Rung.MERCHANT)
    assert Kind.INTERVENTION in official.kinds and Kind.INTERVENTION not in merchant.kinds
    assert any("商家客服只管本店订单" in note for note in merchant.notes)
    assert {"pdd", "pdd-merchant"} <= set(order_of(Platform.PDD))


def test_the_platform_comes_first_for_payments_and_the_shop_for_codes() -> None:
    assert order_of(Platform.PDD, "double-payment")[0] == "pdd"
    assert comes_first(order_of(Platform.PDD, "card-invalid"), "pdd-merchant", "pdd", "12315")


def test_the_chat_tool_of_another_platform_is_doubted() -> None:
    correction = KNOWLEDGE.corrections["dongdong"]
    assert "咚咚" in correction.said and "京东" in correction.holds
    assert "pdd-merchant" in correction.channels
    assert any("“咚咚”存疑" in note for note in CHANNELS["pdd-merchant"].notes)
    assert not any("咚咚" in entry for channel in CHANNELS.values() for entry in channel.entry)


def test_12315_follows_the_platform_and_is_no_consumer_association() -> None:
    assert comes_first(order_of(Platform.PDD, "refund-refused"), "pdd", "12315", "court")
    correction = KNOWLEDGE.corrections["12315-is-not-the-association"]
    assert "市场监管部门" in correction.holds and "12315" in correction.channels
    assert any("不必久等就可以找12315" in line for line in KNOWLEDGE.guides["whom-first"].lines)
    assert "市场监管部门" in CHANNELS["12315"].name


def test_the_consumer_association_is_a_channel_of_its_own() -> None:
    association = CHANNELS["consumer-association"]
    assert "与12315不是一个机构" in association.suited
    assert "consumer-association" in KNOWLEDGE.corrections["12315-is-not-the-association"].channels
    assert comes_first(order_of(Platform.PDD, "refund-refused"), "12315", "consumer-association")


def test_public_pressure_is_outside_the_ladder_and_masked() -> None:
    public = CHANNELS["heimao"]
    assert (public.rung, public.kinds, public.masked) == (Rung.SIDE, (Kind.PUBLIC,), True)
    assert "heimao" in order_of(Platform.PDD, "card-invalid")


def test_12377_takes_reports_and_refunds_nothing() -> None:
    report = CHANNELS["12377"]
    assert report.kinds == (Kind.REPORT,)
    assert "不处理退款" in report.suited
    assert "12377" in KNOWLEDGE.corrections["12377-is-no-refund-body"].channels
    scenarios = KNOWLEDGE.scenarios.values()
    assert {one.id for one in scenarios if "12377" in (*one.first, *one.later)} <= {
        "fake-service",
        "cheating-tool",
        "site-gone",
        "private-deal",
        "pay-again",
        "refund-agent",
    }


def test_social_accounts_are_only_a_supplement() -> None:
    social = CHANNELS["site-social"]
    assert social.rung is Rung.SIDE
    assert social.masked
    assert any("社交账号只作补充" in needed for needed in social.prerequisites)
    assert comes_first(order_of(Platform.SITE), "site-chat", "site-ticket", "site-social")


def test_mail_stands_in_where_nobody_answers() -> None:
    mail: Channel = CHANNELS["email"]
    assert "在线客服联系不上" in mail.suited
    assert Kind.EMAIL in mail.kinds


@pytest.mark.parametrize(
    ("row", "scenario", "channels"),
    [
        (117, "delayed", ("site-chat", "site-ticket", "site-hotline")),
        (118, "account-stolen", ("site-hotline", "site-ticket")),
        (120, "card-invalid", ("site-chat", "site-ticket")),
        (122, "promise-broken", ("site-ticket", "site-hotline", "site-social")),
        (128, "account-stolen", ("site-hotline", "wechat-pay", "police", "site-ticket")),
        (130, "account-stolen", ("site-hotline", "site-ticket", "12315")),
    ],
)
def test_a_site_is_asked_over_what_suits_the_problem(row: int, scenario: str, channels: tuple[str, ...]) -> None:
    assert comes_first(order_of(Platform.SITE, scenario), *channels), row


def test_urgent_and_simple_problems_begin_over_different_channels() -> None:
    """What is urgent goes by telephone, what is simple by chat, what is disputed by a ticket."""
    firsts = {
        title: order_of(Platform.SITE, triage(case(title=title), KNOWLEDGE.scenarios)[0])[0]
        for title in ("收到异地登录提醒", "一直处理中，卡单", "商家概不退换，不给退款")
    }
    assert list(firsts.values()) == ["site-hotline", "site-chat", "site-ticket"]
    assert "先看急不急、复不复杂" in KNOWLEDGE.guides["whom-first"].lines[0]
