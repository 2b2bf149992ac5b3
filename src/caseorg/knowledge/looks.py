"""How each kind of rule looks into the words of a story, for whoever reads stories."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import TypeVar

from caseorg.domain.case import Side
from caseorg.domain.checks.cautions import cautioned
from caseorg.domain.checks.completeness import words_in
from caseorg.domain.checks.statements import screened_patterns, statement_screen
from caseorg.domain.clocks.promises import find_promises
from caseorg.domain.law.footing import FootingRule, own_phrases
from caseorg.domain.law.terms import UnfairTerm, unfair_terms
from caseorg.domain.moments import Moment
from caseorg.domain.scams.scam import FlagScreen, find_flags, flag_screen
from caseorg.domain.scenario import Caution, Scenario
from caseorg.domain.screening import RuleScreen, by_patterns, by_words
from caseorg.domain.story.words import Look, Search, WordHit
from caseorg.domain.text.sentences import phrase
from caseorg.knowledge.kept_ways import kept_ways
from caseorg.knowledge.library import Knowledge

T = TypeVar("T")


def searches(knowledge: Knowledge) -> Mapping[Look, Search]:
    """Look → what its rules find in a text. Which rules a text cannot meet is known before they are tried."""
    return {
        Look.FLAG: _later(_flags, lambda: flag_screen(knowledge.red_flags.values())),
        Look.FOOTING: _later(
            _footings, lambda: by_patterns(knowledge.footings.values(), lambda rule: rule.patterns, kept_ways)
        ),
        Look.NO_FOOTING: _later(
            _against_footings, lambda: by_patterns(knowledge.footings.values(), lambda rule: rule.unless, kept_ways)
        ),
        Look.TERM: _later(_terms, lambda: by_words(knowledge.terms.values(), lambda term: term.words)),
        Look.CAUTION: _later(_cautions, lambda: by_words(knowledge.cautions.values(), _folded_words)),
        Look.TOPIC: _later(_topics, lambda: by_words(knowledge.scenarios.values(), lambda scenario: scenario.words)),
        Look.STATEMENT: _later(_statements, lambda: statement_screen(knowledge.statements.values())),
    }


def promises_in(knowledge: Knowledge, text: str, said_at: Moment, side: Side) -> Iterator[tuple[str, datetime | None]]:
    """The words of each promise, and by when."""
    return ((found.text, found.due) for found in find_promises(text, said_at, knowledge.calendar, side))


def _later(search: Callable[[RuleScreen[T], str], Iterator[WordHit]], make: Callable[[], RuleScreen[T]]) -> Search:
    """The search with its rules, which are read when something is looked for first."""
    rules = cache(make)
    return lambda text: search(rules(), text)


def _folded_words(caution: Caution) -> Iterator[str]:
    return (word.casefold() for word in caution.words)


def _flags(flags: FlagScreen, text: str) -> Iterator[WordHit]:
    for found in find_flags(text, flags):
        yield WordHit(found.flag.id, found.text, phrase(text, found.start, found.end))


def _footings(rules: RuleScreen[FootingRule], text: str) -> Iterator[WordHit]:
    for rule in rules.fitting(text):
        yield from (WordHit(rule.id, own, own) for own in own_phrases(text, rule.patterns, rule.unless))


def _against_footings(rules: RuleScreen[FootingRule], text: str) -> Iterator[WordHit]:
    for rule in rules.fitting(text):
        yield from (WordHit(rule.id, own, own) for own in own_phrases(text, rule.unless))


def _terms(terms: RuleScreen[UnfairTerm], text: str) -> Iterator[WordHit]:
    return (WordHit(term.id, text) for term in unfair_terms(text, terms.fitting(text)))


def _cautions(cautions: RuleScreen[Caution], text: str) -> Iterator[WordHit]:
    return (WordHit(rule, word) for rule, word in cautioned(text, cautions.fitting(text.casefold())))


def _topics(scenarios: RuleScreen[Scenario], text: str) -> Iterator[WordHit]:
    fitting = scenarios.fitting(text)
    return (WordHit(scenario.id, word) for scenario in fitting for word in words_in(text, scenario.words))


def _statements(patterns: RuleScreen[str], text: str) -> Iterator[WordHit]:
    return (WordHit(pattern, text) for pattern in screened_patterns(text, patterns))
