"""Guides, corrections and busy hours: short pages that cite what holds and promise nothing."""

from collections.abc import Iterator
from datetime import date

import pytest

from caseorg.domain.known import Confidence, KnowledgeEntry
from caseorg.domain.law.statute import unknown_citations
from caseorg.knowledge.library import Knowledge

PROMISES = ("必胜", "一定赔", "一定能", "保证退款", "包退", "百分之百")
LOOSE = (
    "prepayment-article no-return-rule invented-rule 12315-is-not-the-association 12377-is-no-refund-body "
    "response-times dongdong cheating-is-no-dispute identity-data site-timings peak-hours-differ follow-up-units-differ"
)
SUBJECTS = (
    "virtual-goods whom-first before-contact say-it-clearly keep-evidence evidence-chain phone-notes before-buying "
    "real-or-fake promises complaint-or-report five-routes 12315-form lawsuit paper-pack minor account-stolen "
    "public-registers nobody-found property-preservation payment-order peoples-mediation"
)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge()


def texts(knowledge: Knowledge) -> Iterator[str]:
    for guide in knowledge.guides.values():
        yield from (guide.title, *guide.lines)
    yield from (correction.holds for correction in knowledge.corrections.values())
    for caution in knowledge.cautions.values():
        yield from (caution.text, caution.advice)
    for ground in knowledge.grounds.values():
        yield from (ground.name, ground.question, ground.advice)


def entries(knowledge: Knowledge) -> Iterator[KnowledgeEntry]:
    for table in (knowledge.guides, knowledge.corrections, knowledge.cautions, knowledge.grounds, knowledge.peaks):
        yield from table.values()


def test_every_entry_says_whence_and_when(knowledge: Knowledge) -> None:
    for entry in entries(knowledge):
        assert entry.source
        assert date(2026, 11, 21) <= entry.checked <= date(2026, 11, 28)


def test_what_is_cited_holds(knowledge: Knowledge) -> None:
    for text in texts(knowledge):
        assert not unknown_citations(text, knowledge.laws, knowledge.statutes)


def test_nothing_is_promised(knowledge: Knowledge) -> None:
    for text in texts(knowledge):
        assert not any(promise in text for promise in PROMISES)


def test_guides_are_short_pages(knowledge: Knowledge) -> None:
    assert set(SUBJECTS.split()) <= set(knowledge.guides)
    for guide in knowledge.guides.values():
        assert 3 <= len(guide.lines) <= 8
        assert all(line.endswith(("。", "”")) for line in guide.lines)


def test_what_the_articles_say_loosely_is_corrected(knowledge: Knowledge) -> None:
    assert set(LOOSE.split()) <= set(knowledge.corrections)
    assert all(one.scenarios or one.channels for one in knowledge.corrections.values())


def test_the_prepayment_article_is_named_for_a_membership(knowledge: Knowledge) -> None:
    correction = knowledge.corrections["prepayment-article"]
    assert "membership" in correction.scenarios
    assert "第五十三条" in correction.said
    assert "预收款" in correction.holds


def test_the_sources_of_busy_hours_stay_apart(knowledge: Knowledge) -> None:
    hours = [(peak.begins, peak.ends, peak.days) for peak in knowledge.peaks.values()]
    assert hours == [(9, 11, (1, 2, 3, 4, 5)), (10, 12, ()), (19, 21, ())]
    assert len({peak.said_by for peak in knowledge.peaks.values()}) == 2
    assert all(peak.confidence == Confidence.CLAIMED for peak in knowledge.peaks.values())
