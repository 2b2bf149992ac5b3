"""What is left out where an event is read among many would not have been found; its cost is counted in calls."""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseorg.domain.case import CaseFile, Side
from caseorg.domain.screening import RuleScreen
from caseorg.domain.story.reading import read_story
from caseorg.domain.story.story import Story
from caseorg.domain.story.words import Look, StoryWords
from caseorg.knowledge.checks import check_case
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.looks import searches
from caseorg.knowledge.stories import story_of
from caseorg.views.checkup import checkup_sections
from domain.build import case, event

NOW = datetime(2026, 11, 28, 4, tzinfo=UTC)
KNOWLEDGE = Knowledge()
FIRST, AGAIN = 520, 190  # calls for an event of three clauses
CLAUSES = (
    """
我在店里买了一张点卡，|付款98元，|输入卡密后页面提示该卡密已被使用，|联系客服要求退款，|问卖家他说不管，|11月3日
客服回复“系统繁忙，请耐心等待”，|商家承诺48小时内处理。|之后就再也没有回复；|他们让我再交保证金才能退，|他说不管
平台介入后判定不支持退款，|向12315投诉，|市场监管局已受理。|我报警了，|店铺已经关闭，|被商家拉黑，|收款人是张某，
加微信 abc_123 办理，|概不退换！！|我是批发来转卖的，|孩子用我的手机充值2000元，|自动续费扣了25元，|赔____元，
依据《消费者权益保护法》第九十九条，|你们就是骗子。|（说是“官方客服”转接人工）|退款98元已到账。|订单号261101-1|没收到
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


def by_all_rules() -> StoryWords:
    """Words of which every rule is tried on every text, as long as the screens are patched."""
    return replace(KNOWLEDGE.story_words, searches=searches(KNOWLEDGE))


SCREENED, UNSCREENED = by_all_rules(), by_all_rules()
texts = st.lists(st.sampled_from(CLAUSES) | st.text("客服不退款。，“” 12月", max_size=5), max_size=5).map("".join)


@settings(max_examples=60)
@given(told=st.lists(texts, min_size=1, max_size=4), sides=st.lists(st.sampled_from(Side), min_size=4, max_size=4))
def test_what_is_left_out_would_not_have_been_found(told: list[str], sides: list[Side]) -> None:
    events = tuple(
        replace(event(f"2026-11-{number + 1:02d} 10:00", text), side=side)
        for number, (text, side) in enumerate(zip(told, sides, strict=False))
    )
    told_case = case(events=events)
    screened = found_in(read_story(told_case, SCREENED))
    alone = [found_in(read_story(case(events=(one,)), SCREENED)) for one in events]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(RuleScreen, "numbers", lambda screen, text: tuple(range(len(screen.ways))))
        assert screened == found_in(read_story(told_case, UNSCREENED))
        assert alone == [found_in(read_story(case(events=(one,)), UNSCREENED)) for one in events]


def found_in(story: Story) -> tuple[Any, ...]:
    """All that is read of events; what only asks to be looked at more closely is left out."""
    looks = [look for look in Look if look is not Look.WORDING]
    return (
        story.beats,
        story.tellings,
        story.assertions,
        story.statements,
        [sorted(story.in_events(look), key=repr) for look in looks],
        [sorted(story.in_beats(look), key=repr) for look in looks],
    )


def many(count: int, name: str) -> CaseFile:
    """Each event in words of its own."""
    texts = (f"第{number}次{name}联系客服，客服回复“系统繁忙，请耐心等待”，尾号{number:04d}" for number in range(count))
    return case(events=tuple(event("2026-11-02 10:00", text) for text in texts))


def checked(told_case: CaseFile) -> None:
    story_of(KNOWLEDGE, told_case)
    checkup_sections(KNOWLEDGE, check_case(KNOWLEDGE, told_case, NOW))


def calls(work: Callable[[], object]) -> int:
    """How many functions are called meanwhile, those of Python itself included."""
    counted = 0

    def count(frame: FrameType, kind: str, argument: object) -> None:
        nonlocal counted
        counted += kind in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counted


@pytest.mark.parametrize("scenario", ["", "card-invalid"])
def test_an_event_costs_little_at_first_and_less_again(scenario: str) -> None:
    checked(replace(many(3, "上午"), scenario=scenario))  # whatever is made ready once
    few, more = (replace(many(count, f"{scenario}{count}"), scenario=scenario) for count in (20, 220))
    first = (calls(lambda: checked(more)) - calls(lambda: checked(few))) / 200
    few, more = (replace(one, events=(*one.events[1:], replace(one.events[0], text="客服说"))) for one in (few, more))
    again = (calls(lambda: checked(more)) - calls(lambda: checked(few))) / 200
    assert first < FIRST and again < AGAIN
