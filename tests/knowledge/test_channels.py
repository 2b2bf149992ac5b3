"""The channels that come with the application, and what of the articles they take up."""

from datetime import date

import pytest

from caseorg.domain.case import Platform
from caseorg.domain.known import Confidence
from caseorg.domain.law.statute import find_citations
from caseorg.domain.messages.channel import Channel, MessageKind, Rung
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
    assert set(KNOWLEDGE.frames) == set(MessageKind) | own


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
    assert CHANNELS["12315"].kinds == (MessageKind.COMPLAINT,)
    assert CHANNELS["12315-report"].kinds == (MessageKind.REPORT,)


def test_public_channels_are_masked() -> None:
    assert {key for key, channel in CHANNELS.items() if channel.masked} == {"heimao", "site-social"}
    assert all(channel.masked for channel in CHANNELS.values() if MessageKind.PUBLIC in channel.kinds)


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
