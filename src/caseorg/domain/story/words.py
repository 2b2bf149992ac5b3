"""The words by which parts and actors are proposed; data of the knowledge."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Generic, TypeVar

from caseorg.domain.case import Part, Side
from caseorg.domain.known import KnowledgeEntry
from caseorg.domain.moments import Moment
from caseorg.domain.patterns import regex
from caseorg.domain.screening import by_patterns

_NEVER = "(?!)"
_MOST = 10_000  # of anything that is kept


class Actor(StrEnum):
    """Who must act in a clause for a rule to fit."""

    ANYBODY = ""
    ME = "me"
    OTHERS = "others"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRule(KnowledgeEntry):
    """Nouns that stand for a side as the subject of a clause; Side.UNKNOWN is somebody outside the dispute.

    A noun that `refers` stands for whoever was named before, for `side` where nobody was.
    """

    side: Side
    words: tuple[str, ...]
    refers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRule(KnowledgeEntry):
    """A clause with one of the words, and none of `unless`, is this part of the story.

    `prevails` makes it outweigh what else the others said in the same breath.
    """

    part: Part
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()
    of: Actor = Actor.ANYBODY
    prevails: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRule(KnowledgeEntry):
    """A text with one of the words, and none of `unless`, bears the mark of this id. `own` is what the user did: what
    the same clause denies is no mark."""

    words: tuple[str, ...]
    unless: tuple[str, ...] = ()
    own: bool = False


R = TypeVar("R", ActorRule, PartRule, MarkRule)


class Look(StrEnum):
    """What else the rules of the knowledge find in words, each kind in its own way."""

    FLAG = "red flags of fraud"
    FOOTING = "on what footing the sides stand"
    NO_FOOTING = "what speaks against a footing"
    TERM = "terms of sale"
    CAUTION = "goods and ways to be careful with"
    TOPIC = "what kind of problem it is"
    STATEMENT = "what a kind of problem needs said"


@dataclass(frozen=True, slots=True)
class WordHit:
    """`rule` is the id of what was found by the very `words`; `phrase` are the clauses around them, to be quoted."""

    rule: str
    words: str
    phrase: str = ""


Search = Callable[[str], Iterable[WordHit]]
PromiseSearch = Callable[[str, Moment, Side], Iterable[tuple[str, datetime | None]]]


def no_promises(text: str, said_at: Moment, side: Side) -> tuple[tuple[str, datetime | None], ...]:
    """Where nobody looks for promises."""
    return ()


@dataclass(frozen=True)
class StoryWords:
    """All rules, in their order; the patterns are made when they are first asked for.

    `searches` are those of the other rules, and `promises` gives the words of each promise in a text with its time.
    """

    actors: tuple[ActorRule, ...]
    parts: tuple[PartRule, ...]
    marks: tuple[MarkRule, ...]
    searches: Mapping[Look, Search] = field(default_factory=dict)
    promises: PromiseSearch = no_promises

    @cached_property
    def actor_patterns(self) -> "WordRules[ActorRule]":
        """Rule → its nouns."""
        return WordRules(self.actors)

    @cached_property
    def part_patterns(self) -> "WordRules[PartRule]":
        """Rule → its words."""
        return WordRules(self.parts)

    @cached_property
    def mark_patterns(self) -> "WordRules[MarkRule]":
        """Rule → its words."""
        return WordRules(self.marks)

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


class WordRules(Generic[R]):
    """Rules that are met where one of their words, which are regular expressions, stands."""

    def __init__(self, rules: Iterable[R]) -> None:
        self._rules: tuple[R, ...] = tuple(rules)
        self._words = tuple((number, word) for number, rule in enumerate(self._rules) for word in rule.words)
        self._screen = by_patterns(self._words, lambda ranked: (ranked[1],))
        self._known: dict[tuple[int, ...], tuple[tuple[R, re.Pattern[str]], ...]] = {}

    def fitting(self, text: str) -> tuple[tuple[R, re.Pattern[str]], ...]:
        """The rules that the text may meet, in their order, each with a pattern of those of its words that can stand in
        it: one or two of a dozen, as a rule."""
        numbers = self._screen.numbers(text)
        found = self._known.get(numbers)
        if found is None:
            if len(self._known) >= _MOST:
                self._known.clear()  # another thread may do so at any time
            found = self._known[numbers] = tuple(self._patterns(self._words[number] for number in numbers))
        return found

    def _patterns(self, words: Iterable[tuple[int, str]]) -> Iterator[tuple[R, re.Pattern[str]]]:
        for number, ones in groupby(words, key=itemgetter(0)):
            yield self._rules[number], either(tuple(word for _, word in ones))


@lru_cache(maxsize=_MOST)
def either(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of any of the words; of none it never matches."""
    return regex("|".join(f"(?:{word})" for word in words) or _NEVER)
