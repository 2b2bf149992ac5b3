"""Entries as pages to read."""

from datetime import date

import pytest

from caseorg.domain.known import Confidence
from caseorg.domain.law.statute import Law, Statute
from caseorg.domain.remark import Remark
from caseorg.knowledge.kinds import TABLES, kinds_in
from caseorg.knowledge.library import Knowledge
from caseorg.views.articles import KnowledgeArticle, KnowledgeSection, articles, title

GIVEN = {"source": "来源", "confidence": Confidence.READ, "checked": date(2026, 11, 21)}


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge()


def found(knowledge: Knowledge, section: KnowledgeSection, key: str) -> KnowledgeArticle:
    return next(one for one in articles(knowledge, section) if one.known.id == key)


def lines(article: KnowledgeArticle, label: str) -> list[str]:
    return [str(line) for part in article.parts if str(part.label) == label for line in part.lines]


@pytest.mark.parametrize("section", list(KnowledgeSection))
def test_every_entry_has_a_title_and_is_found_by_it(knowledge: Knowledge, section: KnowledgeSection) -> None:
    entries = articles(knowledge, section)
    assert entries
    for one in entries:
        assert one.title
        assert one.holds(one.title)
        assert all(part.lines for part in one.parts)


def test_every_text_of_an_entry_is_on_its_page(knowledge: Knowledge) -> None:
    channel = knowledge.channels["12315"]
    article = found(knowledge, KnowledgeSection.CHANNELS, "12315")
    told = "\n".join(str(line) for part in article.parts for line in part.lines)
    for text in (channel.suited, *channel.entry, *channel.prerequisites, *channel.needs, *channel.notes, channel.url):
        assert text in told


def test_what_is_named_by_its_id_is_told_by_its_title(knowledge: Knowledge) -> None:
    scenario = knowledge.scenarios["card-invalid"]
    article = found(knowledge, KnowledgeSection.SCENARIOS, "card-invalid")
    evidence = lines(article, "Evidence needed")
    assert len(evidence) == len(scenario.proofs)
    assert evidence[0].startswith(knowledge.proofs[scenario.proofs[0]].name)
    assert all(line.startswith(("《", "GB")) for line in lines(article, "Basis"))
    assert not set(scenario.first) & set(lines(article, "Where to turn first"))


def test_an_id_that_leads_nowhere_is_told_as_it_is(knowledge: Knowledge) -> None:
    orphan = Statute(id="x-1", law="x", article=1, summary="", **GIVEN)  # type: ignore[arg-type]
    assert title(knowledge, orphan) == "x-1"


def test_a_statute_is_called_by_its_citation(knowledge: Knowledge) -> None:
    assert found(knowledge, KnowledgeSection.STATUTES, "令121-10").title.endswith("第十条")
    law = Law(id="x", title="某法", short="某法", in_force=date(2020, 1, 1), **GIVEN)  # type: ignore[arg-type]
    assert title(knowledge, law) == "《某法》"


def test_claims_are_marked(knowledge: Knowledge) -> None:
    article = found(knowledge, KnowledgeSection.CHANNELS, "pdd")
    assert [str(part.label) for part in article.parts if part.claimed] == ["Claimed"]
    assert all(one.claimed for one in articles(knowledge, KnowledgeSection.PEAKS))


def test_a_correction_stands_with_what_it_concerns(knowledge: Knowledge) -> None:
    for correction in knowledge.corrections.values():
        for key in correction.channels:
            assert correction in found(knowledge, KnowledgeSection.CHANNELS, key).corrections
        for key in correction.scenarios:
            assert correction in found(knowledge, KnowledgeSection.SCENARIOS, key).corrections


def test_a_period_is_told_with_its_unit(knowledge: Knowledge) -> None:
    (period,) = (
        line
        for part in found(knowledge, KnowledgeSection.DEADLINES, "12315-acceptance").parts
        if str(part.label) == "Period"
        for line in part.lines
    )
    assert isinstance(period, Remark)
    assert (period.text, period.values) == ("{count} working days", {"count": 7})


def test_all_words_must_be_there_in_any_order(knowledge: Knowledge) -> None:
    article = found(knowledge, KnowledgeSection.STATUTES, "令121-10")
    assert article.holds("第十条 投诉")
    assert article.holds("")
    assert not article.holds("第十条 没有这样的词")


def test_every_kind_of_entry_can_be_asked_for() -> None:
    kinds = {kind for file in TABLES for kind in kinds_in(file).values()}
    assert len(KnowledgeSection) >= len(kinds)
