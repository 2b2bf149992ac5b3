"""How each kind of rule looks into the words of a story, for whoever reads stories."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from caseorg.domain.case import Side
from caseorg.domain.checks.cautions import cautioned
from caseorg.domain.checks.completeness import words_in
from caseorg.domain.checks.statements import screened_patterns, statement_screen
from caseorg.domain.checks.wording import fault_screen, may_be_too_long
from caseorg.domain.clocks.promises import find_promises, promise_screen
from caseorg.domain.law.footing import FootingRule, own_phrases
from caseorg.domain.law.terms import UnfairTerm, unfair_terms
from caseorg.domain.moments import Moment
from caseorg.domain.scams.scam import FlagScreen, find_flags, flag_screen
from caseorg.domain.scenario import Caution
from caseorg.domain.screening import RuleScreen, by_patterns, by_words, together
from caseorg.domain.story.words import Look, Search, StatementSearch, WordHit
from caseorg.domain.text.sentences import phrase
from caseorg.knowledge.kept_ways import kept_ways
from caseorg.knowledge.library import Knowledge

T = TypeVar("T")
Fitting = Callable[[str], Mapping[Look, Sequence[Any]]]  # the rules that a text may meet
_MOST = 20_000  # texts


def searches(knowledge: Knowledge) -> Mapping[Look, Search]:
    """Look → what its rules find in a text. Which rules a text cannot meet is known before they are tried; those that
    are looked for in the same texts, of beats or of events as wholes, are told in one go."""
    of_beats = _together(
        {
            Look.FOOTING: lambda: by_patterns(knowledge.footings.values(), lambda rule: rule.patterns, kept_ways),
            Look.NO_FOOTING: lambda: by_patterns(knowledge.footings.values(), lambda rule: rule.unless, kept_ways),
            Look.TERM: lambda: by_words(knowledge.terms.values(), lambda term: term.words),
        }
    )
    of_events = _together(
        {
            Look.CAUTION: lambda: by_words(knowledge.cautions.values(), _folded_words),
            Look.TOPIC: lambda: by_words(_topic_words(knowledge), lambda topic: topic[1:]),
            Look.WORDING: lambda: fault_screen(knowledge.wording.values(), kept_ways),
        }
    )
    return {
        Look.FLAG: _later(_flags, lambda: flag_screen(knowledge.red_flags.values(), kept_ways)),
        Look.FOOTING: _of(of_beats, Look.FOOTING, _footings),
        Look.NO_FOOTING: _of(of_beats, Look.NO_FOOTING, _against_footings),
        Look.TERM: _of(of_beats, Look.TERM, _terms),
        Look.CAUTION: lambda text: _cautions(of_events(text.casefold())[Look.CAUTION], text),
        Look.TOPIC: _of(of_events, Look.TOPIC, _topics),
        Look.WORDING: lambda text: _faults(of_events(text)[Look.WORDING], text),
    }


def statement_search(knowledge: Knowledge) -> StatementSearch:
    """What a text adds to the statements that were met before."""
    screen = cache(lambda: statement_screen(knowledge.statements.values(), kept_ways))
    return lambda text, met: screened_patterns(text, screen(), met)


def promises_in(knowledge: Knowledge, text: str, said_at: Moment, side: Side) -> Iterator[tuple[str, datetime | None]]:
    """The words of each promise, and by when."""
    found = find_promises(text, said_at, knowledge.calendar, side, _promise_screen())
    return ((promise.text, promise.due) for promise in found)


@cache
def _promise_screen() -> RuleScreen[str]:
    return promise_screen(kept_ways)


def _later(search: Callable[[RuleScreen[T], str], Iterator[WordHit]], make: Callable[[], RuleScreen[T]]) -> Search:
    """The search with its rules, which are read when something is looked for first."""
    rules = cache(make)
    return lambda text: search(rules(), text)


def _of(fitting: Fitting, look: Look, find: Callable[[Sequence[Any], str], Iterable[WordHit]]) -> Search:
    """What one kind of rules finds where some may be met."""

    def search(text: str) -> Iterable[WordHit]:
        rules = fitting(text)[look]
        return find(rules, text) if rules else ()

    return search


def _together(makers: Mapping[Look, Callable[[], RuleScreen[Any]]]) -> Fitting:
    """What of several kinds of rules a text may meet, kind by kind."""
    screen = cache(lambda: together({look: make() for look, make in makers.items()}))

    @lru_cache(maxsize=_MOST)
    def by_look(numbers: tuple[int, ...]) -> Mapping[Look, Sequence[Any]]:
        fitting = screen().of(numbers)
        return {look: [rule for kind, rule in fitting if kind is look] for look in makers}

    @lru_cache(maxsize=_MOST)
    def fitting(text: str) -> Mapping[Look, Sequence[Any]]:
        return by_look(screen().numbers(text))

    return fitting


def _folded_words(caution: Caution) -> Iterator[str]:
    return (word.casefold() for word in caution.words)


def _flags(flags: FlagScreen, text: str) -> Iterator[WordHit]:
    for found in find_flags(text, flags):
        yield WordHit(found.flag.id, found.text, phrase(text, found.start, found.end))


def _footings(rules: Iterable[FootingRule], text: str) -> Iterator[WordHit]:
    for rule in rules:
        yield from (WordHit(rule.id, own, own) for own in own_phrases(text, rule.patterns, rule.unless))


def _against_footings(rules: Iterable[FootingRule], text: str) -> Iterator[WordHit]:
    for rule in rules:
        yield from (WordHit(rule.id, own, own) for own in own_phrases(text, rule.unless))


def _terms(terms: Iterable[UnfairTerm], text: str) -> Iterator[WordHit]:
    return (WordHit(term.id, text) for term in unfair_terms(text, terms))


def _cautions(cautions: Iterable[Caution], text: str) -> Iterator[WordHit]:
    return (WordHit(rule, word) for rule, word in cautioned(text, cautions))


def _topic_words(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    return ((key, word) for key, scenario in knowledge.scenarios.items() for word in scenario.words)


def _topics(words: Iterable[tuple[str, str]], text: str) -> Iterator[WordHit]:
    for scenario, several in groupby(words, key=itemgetter(0)):
        yield from (WordHit(scenario, word) for word in words_in(text, [word for _, word in several]))


def _faults(patterns: Sequence[str], text: str) -> Iterator[WordHit]:
    """Only that there may be some: what they are is told with the values of the case."""
    if patterns or may_be_too_long(text):
        yield WordHit("", text)
