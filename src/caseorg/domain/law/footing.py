"""On what footing the two sides stand: which law holds between them, and which doors are open."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from caseorg.domain.case import CaseFile, Platform
from caseorg.domain.known import KnowledgeEntry
from caseorg.domain.story.story import Story
from caseorg.domain.story.words import Look
from caseorg.domain.text.sentences import denied, phrase, quotations, sentences, span_at


class FootingKind(StrEnum):
    """A consumer bought from a business; somebody bought for a trade; the seller is a private person; a minor paid."""

    CONSUMER = "consumer"
    BUSINESS = "business"
    PRIVATE_SELLER = "private-seller"
    MINOR = "minor"


@dataclass(frozen=True, slots=True, kw_only=True)
class FootingRule(KnowledgeEntry):
    """How a footing other than a consumer's is known. The id is that of a FootingKind.

    `decided_by` is the id of a question: an answer among `confirms` settles it, as does one of the `scenarios`; one
    among `rules_out` excludes it. `patterns` are regular expressions that propose it, unless one of `unless` is in the
    same sentence. On one of the `platforms` it is so as a rule, unless `unless` is found anywhere.
    """

    name: str
    decided_by: str = ""
    confirms: tuple[str, ...] = ()
    rules_out: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()
    platforms: tuple[Platform, ...] = ()
    patterns: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Footing:
    """`confirmed` where the user said so; else it is proposed, `words` are the phrases that propose it.

    `doubts` are phrases that speak for another footing than the one that the user confirmed.
    """

    kind: FootingKind
    confirmed: bool = False
    words: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


CONSUMER = Footing(kind=FootingKind.CONSUMER)


def footing(case: CaseFile, story: Story, rules: Iterable[FootingRule]) -> Footing:
    """What an answer says counts before what words propose."""
    texts = (case.title, case.merchant.name, *(order.product for order in case.orders))
    phrases = [(hit.rule, hit.phrase) for _, hit in story.in_beats(Look.FOOTING)]
    against = {hit.rule for _, hit in story.in_beats(Look.NO_FOOTING)}
    found = []
    for rule in rules:
        named = (phrase for text in texts for phrase in own_phrases(text, rule.patterns, rule.unless))
        words = (*named, *(phrase for key, phrase in phrases if key == rule.id))
        spoken_against = rule.id in against or any(True for text in texts for _ in own_phrases(text, rule.unless))
        found.append(_FoundFooting(rule, _settled(case, rule), words, spoken_against))
    doubts = tuple(dict.fromkeys(word for candidate in found if candidate.settled is False for word in candidate.words))
    for candidate in found:
        if candidate.settled:
            return Footing(kind=FootingKind(candidate.rule.id), confirmed=True, words=candidate.words, doubts=doubts)
    for candidate in found:
        if candidate.settled is None and (candidate.words or _usual(case, candidate)):
            return Footing(kind=FootingKind(candidate.rule.id), words=candidate.words, doubts=doubts)
    own_use = any(candidate.settled is False for candidate in found if candidate.rule.id == FootingKind.BUSINESS)
    return Footing(kind=FootingKind.CONSUMER, confirmed=own_use, doubts=doubts)


class _FoundFooting(NamedTuple):
    rule: FootingRule
    settled: bool | None
    words: tuple[str, ...]
    spoken_against: bool


def _settled(case: CaseFile, rule: FootingRule) -> bool | None:
    """Whether the user said so; a seller whose credit code is known is registered and no private person."""
    answer = case.answer(rule.decided_by) if rule.decided_by else ""
    if answer in rule.rules_out:
        return False
    if answer in rule.confirms or case.scenario in rule.scenarios:
        return True
    return False if rule.id == FootingKind.PRIVATE_SELLER and case.merchant.credit_code else None


def _usual(case: CaseFile, found: _FoundFooting) -> bool:
    """Whether it is so on the platform as a rule, and nothing that was told speaks against it."""
    return case.platform in found.rule.platforms and not found.spoken_against


def own_phrases(text: str, patterns: Iterable[str], unless: Iterable[str] = ()) -> Iterator[str]:
    """The clauses in which the writer says it: not what is quoted or denied, or explained in the same sentence."""
    for match in (match for pattern in patterns for match in _compiled(pattern).finditer(text)):
        if _is_own_word(text, *match.span()) and not _explained(text, match.start(), unless):
            yield phrase(text, *match.span())


def _is_own_word(text: str, start: int, end: int) -> bool:
    return (
        start < end
        and not any(quotation.holds(start, end) for quotation in quotations(text))
        and not denied(text, start, end)
    )


def _explained(text: str, place: int, unless: Iterable[str]) -> bool:
    sentence = text[slice(*span_at(sentences(text), place))]
    return any(_compiled(pattern).search(sentence) for pattern in unless)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
