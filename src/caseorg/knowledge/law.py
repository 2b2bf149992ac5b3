"""What a case's texts may cite, as it is printed."""

from collections.abc import Iterable
from dataclasses import dataclass

from caseorg.domain.case import CaseFile, Platform, Side
from caseorg.domain.checks.basis import basis
from caseorg.domain.law.footing import Footing, FootingKind, footing
from caseorg.domain.law.statute import Article, citation
from caseorg.domain.law.terms import UnfairTerm, unfair_terms
from caseorg.domain.story.words import Look
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.platforms import platform_operator
from caseorg.knowledge.recent import remembered
from caseorg.knowledge.stories import story_of

OTHER = "other"
_OF_MARKETPLACES = ("消法-44",)


@dataclass(frozen=True, slots=True)
class CitedArticle:
    """`《消费者权益保护法》第二十四条` and what it gives: `不合质量可退货`."""

    citation: str
    tag: str


@remembered
def footing_of(knowledge: Knowledge, case: CaseFile) -> Footing:
    """On what footing the two sides of the case stand."""
    return footing(case, story_of(knowledge, case), knowledge.footings.values())


@remembered
def relied_on(knowledge: Knowledge, case: CaseFile) -> tuple[CitedArticle, ...]:
    """The articles of the case's scenario for those who stand so to each other, the carrying one first, then what
    speaks against the terms that the other side holds up. Without a scenario, those for other cases."""
    scenario = knowledge.scenarios.get(case.scenario) or knowledge.scenarios.get(OTHER)
    kind = footing_of(knowledge, case).kind
    articles = (
        tuple(article for article in basis(scenario, kind) if _concerns(knowledge, article, case)) if scenario else ()
    )
    against = _against_terms(knowledge, case) if articles and kind is FootingKind.CONSUMER else ()
    found = {article.statute: article for article in (*articles[:1], *against, *articles[1:])}
    return tuple(_printed(knowledge, article) for article in found.values() if article.statute in knowledge.statutes)


def _concerns(knowledge: Knowledge, article: Article, case: CaseFile) -> bool:
    """A site of its own, or a shop in the street, has no marketplace that would answer for it."""
    return article.statute not in _OF_MARKETPLACES or _on_a_marketplace(knowledge, case)


def _on_a_marketplace(knowledge: Knowledge, case: CaseFile) -> bool:
    if case.platform is Platform.OTHER:
        return platform_operator(knowledge, case) is not None
    return case.platform is not Platform.SITE


@remembered
def suspected(knowledge: Knowledge, case: CaseFile) -> tuple[str, ...]:
    """The articles of public law that may have been broken, as they are printed; none where nothing is on file.

    They bind businesses: a private seller breaks none of them.
    """
    if footing_of(knowledge, case).kind is FootingKind.PRIVATE_SELLER:
        return ()
    scenario = knowledge.scenarios.get(case.scenario)
    named = (key for term in _terms(knowledge, case) for key in term.suspected)
    return citations(knowledge, (*named, *(scenario.suspected if scenario else ())))


def citations(knowledge: Knowledge, keys: Iterable[str]) -> tuple[str, ...]:
    """These articles as they are printed, each once."""
    statutes = (knowledge.statutes[key] for key in keys if key in knowledge.statutes)
    return tuple(dict.fromkeys(citation(knowledge.laws[statute.law], statute) for statute in statutes))


def _printed(knowledge: Knowledge, article: Article) -> CitedArticle:
    statute = knowledge.statutes[article.statute]
    return CitedArticle(citation(knowledge.laws[statute.law], statute), article.tag or statute.tag)


def _against_terms(knowledge: Knowledge, case: CaseFile) -> tuple[Article, ...]:
    return tuple(Article(key) for term in _terms(knowledge, case) for key in term.basis)


def _terms(knowledge: Knowledge, case: CaseFile) -> tuple[UnfairTerm, ...]:
    """Those in what others said or a page shows, by the story and by what evidence is said to prove."""
    known = knowledge.terms.values()
    held_up = {hit.rule for beat, hit in story_of(knowledge, case).in_beats(Look.TERM) if beat.actor is not Side.ME}
    held_up |= {term.id for item in case.standing_evidence for term in unfair_terms(item.proves, known)}
    return tuple(term for term in known if term.id in held_up)
