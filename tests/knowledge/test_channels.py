"""The channels that come with the application, and what of the articles they take up."""

from datetime import date

import pytest

from caseorg.domain.case import Platform
from caseorg.domain.known import Confidence
from caseorg.domain.messages.channel import Channel, Kind, Rung
from caseorg.domain.statute import find_citations
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.platforms import platform_name
from caseorg.knowledge.references import broken_references

KNOWLEDGE = Knowledge()
CHANNELS = KNOWLEDGE.channels
IDS = (
    "merchant pdd pdd-merchant taobao xianyu jd platform site-chat site-hotline site-ticket site-social email letter "
    "wechat-pay alipay 12315 12315-report consumer-association 12345 heimao 12377 12321 telecom 12363 12378 police "
    "court arbitration culture-market app-store guardian"
)


def text_of(channel: Channel) -> str:
    """All that the channel tells a reader."""
    lists = channel.entry + channel.prerequisites + channel.claims + channel.terms + channel.needs + channel.notes
    return "\n".join((channel.name, channel.suited, channel.hours, channel.phone, *lists))


def test_every_channel_is_there_and_names_nothing_that_is_not() -> None:
    assert set(CHANNELS) == set(IDS.split())
    assert [fault for fault in broken_references(KNOWLEDGE) if fault.startswith(("channels", "messages"))] == []
    own = {channel.frame for channel in KNOWLEDGE.channels.values() if channel.frame}
    assert set(KNOWLEDGE.frames) == set(Kind) | own


@pytest.mark.parametrize("channel", CHANNELS.values(), ids=CHANNELS)
def test_a_channel_says_what_one_needs_to_know(channel: Channel) -> None:
    assert channel.name
    assert channel.suited
    assert channel.entry
    assert channel.kinds
    assert channel.needs
    assert channel.limit > 0
    assert channel.source
    assert date(2026, 1, 1) < channel.checked < date(2100, 1, 1)
    assert "暂行办法" not in text_of(channel)


@pytest.mark.parametrize("channel", CHANNELS.values(), ids=CHANNELS)
def test_what_is_claimed_says_who_claims_it(channel: Channel) -> None:
    assert all("未核实" in claim for claim in channel.claims)
    assert "网络文章" in channel.source or channel.confidence is not Confidence.CLAIMED


@pytest.mark.parametrize(
    ("row", "channel", "words"),
    [
        (9, "pdd", "我的—全部订单—找到该订单—“联系客服”"),
        (10, "pdd", "客服中心—搜索“卡盟”"),
        (11, "pdd", "10秒内接入人工"),
        (12, "pdd", "强制介入"),
        (14, "pdd-merchant", "商品详情页—“商家客服”"),
        (15, "pdd-merchant", "“专属客服”"),
        (16, "pdd-merchant", "“咚咚”存疑"),
        (17, "pdd", "“我要投诉”提出转人工"),
        (27, "pdd", "升级率和解决时效"),
        (38, "pdd", "“上传凭证”"),
        (39, "merchant", "微信、QQ"),
        (44, "pdd", "订单详情—“投诉商家”"),
        (45, "pdd", "48小时内介入"),
        (46, "12315", "不是消费者协会"),
        (60, "site-chat", "个人中心、订单详情页或帮助中心"),
        (61, "site-chat", "提交退款申请后随即联系"),
        (65, "site-hotline", "官方App或官方公众号"),
        (67, "site-hotline", "客服工号、处理时间、承诺的反馈时点"),
        (69, "site-social", "微博—私信"),
        (94, "site-chat", "10至30分钟"),
        (99, "platform", "帮助中心—“投诉举报”"),
        (100, "consumer-association", "与12315不是一个机构"),
        (101, "12377", "不处理退款"),
        (112, "site-chat", "3分钟"),
        (113, "site-hotline", "24小时内给结果"),
        (115, "site-chat", "约1分钟首次回复"),
        (116, "site-chat", "约5分钟补单或退款"),
        (117, "site-chat", "到账延迟、订单状态异常、简单操作"),
        (118, "site-hotline", "9:00—21:00"),
        (119, "site-hotline", "问题清单"),
        (120, "site-ticket", "“工单中心”"),
        (121, "site-ticket", "唯一编号"),
        (122, "site-ticket", "责任不清"),
        (123, "site-social", "2至4小时"),
        (124, "site-chat", "先自查三项"),
        (126, "site-ticket", "10分钟内补单"),
        (129, "site-hotline", "验证码、密码任何时候都不提供"),
    ],
)
def test_the_paths_and_numbers_of_the_articles_are_taken_up(row: int, channel: str, words: str) -> None:
    assert words in text_of(CHANNELS[channel]), row


def test_12315_takes_few_and_small_files() -> None:
    for name in ("12315", "12315-report"):
        uploads = CHANNELS[name].uploads
        assert uploads
        assert (uploads.files, uploads.megabytes) == (4, 5)
        assert set(uploads.types) == {"jpg", "jpeg", "png", "pdf", "mp3", "mp4"}
        assert CHANNELS[name].limit == 400
        assert "商品名称不超过50字" in text_of(CHANNELS[name])
        assert "地址不超过40字" in text_of(CHANNELS[name])


def test_complaint_and_report_are_two_things() -> None:
    assert CHANNELS["12315"].kinds == (Kind.COMPLAINT,)
    assert CHANNELS["12315-report"].kinds == (Kind.REPORT,)


def test_public_channels_are_masked() -> None:
    assert {key for key, channel in CHANNELS.items() if channel.masked} == {"heimao", "site-social"}
    assert all(channel.masked for channel in CHANNELS.values() if Kind.PUBLIC in channel.kinds)


def test_every_platform_has_its_service_and_a_name_but_other() -> None:
    served = {
        platform for channel in CHANNELS.values() if channel.rung is Rung.PLATFORM for platform in channel.platforms
    }
    assert served == set(Platform) - {Platform.SITE}
    assert [platform for platform in Platform if not platform_name(platform)] == [Platform.OTHER]


@pytest.mark.parametrize("channel", CHANNELS.values(), ids=CHANNELS)
def test_no_channel_gives_a_link_in_its_text(channel: Channel) -> None:
    assert "http" not in text_of(channel)
    assert channel.url.startswith("https://") or not channel.url
    assert all(cited.title for cited in find_citations(text_of(channel)))
