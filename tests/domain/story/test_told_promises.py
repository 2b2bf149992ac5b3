"""What the events tell that the other side promised, and nobody noted yet."""

import pytest

from caseorg.domain.case import Part, Promise, PromiseId, Side
from caseorg.domain.moments import parse_moment
from domain.build import case, event
from domain.stories import story

SAID = parse_moment("2026-11-02 10:05")


def told(text: str, *noted: Promise, **fields: object) -> list[tuple[str, Side]]:
    """The words and who said them."""
    one = event(SAID, text, **fields)
    return [(found.text, found.side) for found in story(case(events=(one,), promises=noted)).unnoted(one.id)]


@pytest.mark.parametrize(
    ("text", "due", "kept", "noted"),
    [
        ("48小时内处理", None, None, True),  # in the same words
        ("48小时内", None, True, True),  # in fewer, and kept since
        ("客服承诺48小时内处理完毕", None, False, True),  # in more, and not kept
        ("后天上午给结果", "2026-11-04 10:05", None, True),  # for the same time
        ("后天上午给结果", "2026-11-04 12:00", None, False),
        ("尽快处理", None, None, False),
    ],
)
def test_a_promise_is_noted_in_other_words_or_for_the_same_time(
    text: str, due: str | None, kept: bool | None, noted: bool
) -> None:
    until = parse_moment(due).at if due else None
    promise = Promise(id=PromiseId("1"), side=Side.SERVICE, text=text, made_at=SAID, due=until, kept=kept)
    assert bool(told("48小时内处理", promise, side=Side.SERVICE)) is not noted
    assert told("48小时内处理", side=Side.SERVICE)


def test_what_another_event_noted_is_noted_there_alone() -> None:
    elsewhere = Promise(
        id=PromiseId("1"), side=Side.SERVICE, text="48小时内处理", made_at=SAID, event=event(text="别的").id
    )
    assert told("48小时内处理", elsewhere, side=Side.SERVICE)


def test_who_promised_is_whom_the_words_name() -> None:
    """Whoever wrote it down left the side as it was: the user's own."""
    assert told("客服回复24小时内退款") == [("客服回复24小时内退款", Side.SERVICE)]
    assert told("我要求客服24小时内退款") == []
    assert told("我要求24小时内退款", side=Side.SERVICE) == []


def test_a_part_that_was_said_to_be_another_promises_nothing() -> None:
    text = "客服回复24小时内退款"
    assert told(text, part=Part.PROMISE, side=Side.UNKNOWN)
    assert not told(text, part=Part.ASIDE, side=Side.UNKNOWN)
    assert not told(text, part=Part.FAULT, side=Side.UNKNOWN)
