"""The words by which parts and actors are proposed; data of the knowledge."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from caseorg.domain.case import Part, Side
from caseorg.domain.known import Known

_NEVER = "(?!)"


class Actor(StrEnum):
    """Who must act in a clause for a rule to fit."""

    ANYBODY = ""
    ME = "me"
    OTHERS = "others"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRule(Known):
    """Nouns that stand for a side as the subject of a clause; Side.UNKNOWN is somebody outside the dispute.

    A noun that `refers` stands for whoever was named before, for `side` where nobody was.
    """

    side: Side
    words: tuple[str, ...]
    refers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRule(Known):
    """A clause with one of the words, and none of `unless`, is this part of the story.

    `prevails` makes it outweigh what else the others said in the same breath.
    """

    part: Part
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()
    of: Actor = Actor.ANYBODY
    prevails: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRule(Known):
    """A text with one of the words, and none of `unless`, bears the mark of this id."""

    words: tuple[str, ...]
    unless: tuple[str, ...] = ()


@dataclass(frozen=True)
class StoryWords:
    """All rules, in their order; the patterns are made when they are first asked for."""

    actors: tuple[ActorRule, ...]
    parts: tuple[PartRule, ...]
    marks: tuple[MarkRule, ...]

    @cached_property
    def actor_patterns(self) -> tuple[tuple[ActorRule, re.Pattern[str]], ...]:
        """Rule → its nouns."""
        return tuple((rule, either(rule.words)) for rule in self.actors)

    @cached_property
    def part_patterns(self) -> tuple[tuple[PartRule, re.Pattern[str], re.Pattern[str]], ...]:
        """Rule → its words, and those that take a clause out again."""
        return tuple((rule, either(rule.words), either(rule.unless)) for rule in self.parts)

    @cached_property
    def mark_patterns(self) -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
        """Id → its words, and those that take a text out again."""
        return tuple((rule.id, either(rule.words), either(rule.unless)) for rule in self.marks)

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


def either(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern of any of the words; of none it never matches."""
    return re.compile("|".join(f"(?:{word})" for word in words) or _NEVER)
