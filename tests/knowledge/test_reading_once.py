"""The words of an event are read once, however many there are and whoever asks; a change reads what changed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from threading import Thread
from typing import Any

import pytest

from caseorg.domain.case import CaseFile, Event
from caseorg.domain.story import beats
from caseorg.domain.story.story import Story
from caseorg.knowledge import checks, looks, stories
from caseorg.knowledge.agenda import next_step
from caseorg.knowledge.checks import check_case
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.stories import story_of
from domain.build import case, event

NOW = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
EVENTS = 30


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """How often each reader was called."""
    counts: Counter[str] = Counter()

    def count(module: Any, name: str) -> None:
        reader = getattr(module, name)

        def called(*given: Any, **named: Any) -> Any:
            counts[name] += 1
            return reader(*given, **named)

        monkeypatch.setattr(module, name, called)

    for module, name in ((beats, "pieces_of"), (looks, "find_flags"), (looks, "words_in"), (stories, "read_story")):
        count(module, name)
    count(stories, "promises_in")
    count(checks, "background")
    stories.reading_words.cache_clear()
    yield counts
    stories.reading_words.cache_clear()


def told(number: int, what: str = "卡密无效") -> Event:
    return event(f"2026-11-{number % 20 + 1:02d} 10:{number:02d}", f"第{number}次联系客服，客服让我等待，{what}")


def long_case() -> CaseFile:
    return case(events=tuple(told(number) for number in range(EVENTS)))


def test_whoever_asks_again_reads_nothing_again(knowledge: Knowledge, read: Counter[str]) -> None:
    told_case = long_case()
    check_case(knowledge, told_case, NOW)
    assert (read["pieces_of"], read["find_flags"]) == (EVENTS, EVENTS)
    read.clear()
    again = replace(told_case, events=(*told_case.events,))  # as it is read from the database after any change
    next_step(knowledge, again, story_of(knowledge, again), NOW)
    check_case(knowledge, again, NOW)
    assert read == {"read_story": 1}


def test_a_change_of_one_event_reads_that_event(knowledge: Knowledge, read: Counter[str]) -> None:
    before = long_case()
    check_case(knowledge, before, NOW)
    read.clear()
    changed = replace(before, events=(*before.events[:-1], replace(before.events[-1], text="客服说三天内退款")))
    check_case(knowledge, changed, NOW)
    assert (read["pieces_of"], read["find_flags"]) == (1, 1)


def test_no_message_is_composed_for_words_that_nothing_is_said_about(knowledge: Knowledge, read: Counter[str]) -> None:
    check_case(knowledge, long_case(), NOW)
    assert read["background"] == 0


def test_the_promises_of_an_event_are_looked_for_once(knowledge: Knowledge, read: Counter[str]) -> None:
    for _ in range(2):
        told_case = long_case()
        story = story_of(knowledge, told_case)
        assert not any(story.unnoted(one.id) for one in told_case.events)
    assert read["promises_in"] == EVENTS


def test_two_who_ask_at_once_read_it_once(knowledge: Knowledge, read: Counter[str]) -> None:
    told_case, found = long_case(), list[Story]()
    asking = [Thread(target=lambda: found.append(story_of(knowledge, told_case))) for _ in range(4)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert read["read_story"] == 1 and all(story is found[0] for story in found)


def test_what_no_story_tells_of_changes_without_reading_it_again(knowledge: Knowledge, read: Counter[str]) -> None:
    whole = long_case()
    story = story_of(knowledge, whole)
    assert story_of(knowledge, replace(whole, title="另一个名字", demand="退款98元", scenario="wrong-code")) is story
    assert story_of(knowledge, replace(whole, events=whole.events[1:])) is not story
    assert read["read_story"] == 2
