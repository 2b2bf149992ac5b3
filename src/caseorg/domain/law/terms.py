"""Terms that a business cannot rely on, such as 概不退换."""

from collections.abc import Iterable
from dataclasses import dataclass

from caseorg.domain.known import KnowledgeEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfairTerm(KnowledgeEntry):
    """`words` as they are said; `basis` are the articles against it for a consumer, `suspected` those that a report may
    name."""

    name: str
    words: tuple[str, ...]
    basis: tuple[str, ...] = ()
    suspected: tuple[str, ...] = ()


def unfair_terms(text: str, terms: Iterable[UnfairTerm]) -> tuple[UnfairTerm, ...]:
    """The terms that the text holds, in their order."""
    return tuple(term for term in terms if any(word in text for word in term.words))
