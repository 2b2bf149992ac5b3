"""The words by which parts and actors are proposed; data of the knowledge."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import groupby

from caseorg.domain.case import Part, Side
from caseorg.domain.known import KnowledgeEntry
from caseorg.domain.moments import Moment
from caseorg.domain.patterns import regex
from caseorg.domain.screening import FindWays, RuleScreen, by_patterns, find_ways_to_match

_NEVER = "(?!)"
_MOST = 10_000  # of anything that is kept
_TEXTS = 60_000
_FEW = 12


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


AnyRule = ActorRule | PartRule | MarkRule


class Look(StrEnum):
    """What else the rules of the knowledge find in words, each kind in its own way."""

    FLAG = "red flags of fraud"
    FOOTING = "on what footing the sides stand"
    NO_FOOTING = "what speaks against a footing"
    TERM = "terms of sale"
    CAUTION = "goods and ways to be careful with"
    TOPIC = "what kind of problem it is"
    WORDING = "what may read better"


@dataclass(frozen=True, slots=True)
class WordHit:
    """`rule` is the id of what was found by the very `words`; `phrase` are the clauses around them, to be quoted."""

    rule: str
    words: str
    phrase: str = ""


Search = Callable[[str], Iterable[WordHit]]
StatementSearch = Callable[[str, frozenset[str]], frozenset[str]]
PromiseSearch = Callable[[str, Moment, Side], Iterable[tuple[str, datetime | None]]]


def _nothing(text: str) -> tuple[WordHit, ...]:
    return ()


class Hits(dict[str, tuple[WordHit, ...]]):
    """Text → what a look finds in it: it is looked for once, for it is asked with every turn of a page."""

    def __init__(self, search: Search) -> None:
        super().__init__()
        self._search = search

    def __missing__(self, text: str) -> tuple[WordHit, ...]:
        if len(self) >= _TEXTS:
            self.clear()  # another thread may do so at any time
        self[text] = found = tuple(self._search(text))
        return found


def no_statements(text: str, met: frozenset[str]) -> frozenset[str]:
    """Where nobody looks for statements."""
    return met


def no_promises(text: str, said_at: Moment, side: Side) -> tuple[tuple[str, datetime | None], ...]:
    """Where nobody looks for promises."""
    return ()


@dataclass(frozen=True)
class StoryWords:
    """All rules, in their order; the patterns are made when they are first asked for.

    `searches` are those of the other rules, `promises` gives the words of each promise in a text with its time,
    `statements` adds what a text says of what a kind of problem needs said to what was said before, and `find_ways`
    tells how each of the patterns can match.
    """

    actors: tuple[ActorRule, ...]
    parts: tuple[PartRule, ...]
    marks: tuple[MarkRule, ...]
    searches: Mapping[Look, Search] = field(default_factory=dict)
    promises: PromiseSearch = no_promises
    statements: StatementSearch = no_statements
    find_ways: FindWays = find_ways_to_match

    @cached_property
    def _screen(self) -> RuleScreen[tuple[AnyRule, str]]:
        """Rule → its words, actors before parts before marks: one look at a text is for all of them."""
        rules: tuple[AnyRule, ...] = (*self.actors, *self.parts, *self.marks)
        worded = ((rule, word) for rule in rules for word in rule.words)
        return by_patterns(worded, lambda rule_word: rule_word[1:], self.find_ways)

    def fitting(self, text: str) -> "FittingRules":
        """The rules that the text may meet: a few of many."""
        return self._numbered(self._screen.numbers(text))

    def _numbered(self, numbers: tuple[int, ...]) -> "FittingRules":
        known = self._by_numbers
        if (found := known.get(numbers)) is None:
            if len(known) >= _MOST:
                known.clear()  # another thread may do so at any time
            found = known[numbers] = _with_patterns(self, self._screen.of(numbers))
        return found

    def hits(self, look: Look) -> "Hits":
        """What such a look finds, text by text."""
        return self._hits[look]

    @cached_property
    def _hits(self) -> dict[Look, "Hits"]:
        return {look: Hits(self.searches.get(look, _nothing)) for look in Look}

    @cached_property
    def _by_numbers(self) -> dict[tuple[int, ...], "FittingRules"]:
        return {}

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


@dataclass(frozen=True, slots=True, eq=False)
class FittingRules:
    """Rules that a text may meet, in their order, each with the pattern of its words, and with that which rules it out.
    A part has many words: those that can stand in the text have a pattern each."""

    actors: tuple[tuple[ActorRule, re.Pattern[str]], ...]
    parts: tuple[tuple[PartRule, re.Pattern[str], re.Pattern[str]], ...]
    marks: tuple[tuple[MarkRule, re.Pattern[str], re.Pattern[str]], ...]
    among: StoryWords
    few: bool

    def fitting(self, part: str) -> "FittingRules":
        """Those that a part of the text may meet: of few all, which are sooner tried than left out."""
        return self if self.few else self.among.fitting(part)


Words = StoryWords | FittingRules  # all, or those of a text


def _with_patterns(among: StoryWords, worded: Iterable[tuple[AnyRule, str]]) -> FittingRules:
    actors: list[tuple[ActorRule, re.Pattern[str]]] = []
    parts: list[tuple[PartRule, re.Pattern[str], re.Pattern[str]]] = []
    marks: list[tuple[MarkRule, re.Pattern[str], re.Pattern[str]]] = []
    for _, several in groupby(worded, key=lambda rule_word: id(rule_word[0])):
        rules, words = zip(*several, strict=True)
        match rules[0]:
            case ActorRule() as rule:
                actors.append((rule, either(rule.words)))
            case PartRule() as rule:
                parts += [(rule, either((word,)), either(rule.unless)) for word in words]
            case MarkRule() as rule:
                marks.append((rule, either(rule.words), either(rule.unless)))
    few = len(actors) + len(parts) + len(marks) <= _FEW
    return FittingRules(tuple(actors), tuple(parts), tuple(marks), among, few)


@lru_cache(maxsize=_MOST)
def either(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of any of the words; of none it never matches."""
    return regex("|".join(f"(?:{word})" for word in words) or _NEVER)
