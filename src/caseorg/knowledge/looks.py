"""How each kind of rule looks into the words of a story, for whoever reads stories."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial

from caseorg.domain.case import Side
from caseorg.domain.checks.cautions import cautioned
from caseorg.domain.checks.completeness import words_in
from caseorg.domain.checks.statements import patterns_met
from caseorg.domain.clocks.promises import find_promises
from caseorg.domain.law.footing import own_phrases
from caseorg.domain.law.terms import unfair_terms
from caseorg.domain.moments import Moment
from caseorg.domain.scams.scam import find_flags
from caseorg.domain.story.words import Hit, Look, Search
from caseorg.domain.text.sentences import phrase
from caseorg.knowledge.library import Knowledge


def searches(knowledge: Knowledge) -> Mapping[Look, Search]:
    """Look → what its rules find in a text."""
    return {
        Look.FLAG: partial(_flags, knowledge),
        Look.FOOTING: partial(_footings, knowledge),
        Look.NO_FOOTING: partial(_against_footings, knowledge),
        Look.TERM: partial(_terms, knowledge),
        Look.CAUTION: partial(_cautions, knowledge),
        Look.TOPIC: partial(_topics, knowledge),
        Look.STATEMENT: partial(_statements, knowledge),
    }


def promises_in(knowledge: Knowledge, text: str, said_at: Moment, side: Side) -> Iterator[tuple[str, datetime | None]]:
    """The words of each promise, and by when."""
    return ((found.text, found.due) for found in find_promises(text, said_at, knowledge.calendar, side))


def _flags(knowledge: Knowledge, text: str) -> Iterator[Hit]:
    for found in find_flags(text, knowledge.red_flags.values()):
        yield Hit(found.flag.id, found.text, phrase(text, found.start, found.end))


def _footings(knowledge: Knowledge, text: str) -> Iterator[Hit]:
    for rule in knowledge.footings.values():
        yield from (Hit(rule.id, said, said) for said in own_phrases(text, rule.patterns, rule.unless))


def _against_footings(knowledge: Knowledge, text: str) -> Iterator[Hit]:
    for rule in knowledge.footings.values():
        yield from (Hit(rule.id, said, said) for said in own_phrases(text, rule.unless))


def _terms(knowledge: Knowledge, text: str) -> Iterator[Hit]:
    return (Hit(term.id, text) for term in unfair_terms(text, knowledge.terms.values()))


def _cautions(knowledge: Knowledge, text: str) -> Iterator[Hit]:
    return (Hit(rule, word) for rule, word in cautioned(text, knowledge.cautions.values()))


def _topics(knowledge: Knowledge, text: str) -> Iterator[Hit]:
    scenarios = knowledge.scenarios.values()
    return (Hit(scenario.id, word) for scenario in scenarios for word in words_in(text, scenario.words))


def _statements(knowledge: Knowledge, text: str) -> Iterator[Hit]:
    return (Hit(pattern, text) for pattern in patterns_met(text, knowledge.statements.values()))
