"""What cases have in common, as both faces show it."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from caseorg.domain.parties.traits import Trait
from caseorg.i18n import tr
from caseorg.jobs.common import Common

_COUNTS = {
    Trait.MERCHANT: "Same merchant: {count} more cases",
    Trait.ACCOUNT: "Same account: {count} more cases",
    Trait.PHONE: "Same telephone number: {count} more cases",
    Trait.SITE: "Same website: {count} more cases",
    Trait.CODE: "Same card code: {count} more cases",
}


def common_text(common: Common) -> str:
    """`Same merchant: 2 more cases`."""
    return tr(_COUNTS[common.trait], count=len(common.cases))


def telling(commons: Iterable[Common]) -> Iterator[Common]:
    """Those with a case that none before them has."""
    seen: set[str] = set()
    for common in commons:
        keys = {case.id for case in common.cases}
        if not keys <= seen:
            yield common
        seen |= keys


def common_lines(commons: Collection[Common]) -> Iterator[str]:
    """Each with what it is, and the cases."""
    for common in commons:
        cases = "、".join(f"{case.id[:8]} {case.title}" for case in common.cases)
        yield f"{common_text(common)} ({'、'.join(common.texts)}): {cases}"


def common_facts(commons: Collection[Common]) -> list[dict[str, Any]]:
    """As plain values."""
    return [
        {
            "kind": common.trait,
            "values": list(common.texts),
            "cases": [{"id": case.id, "title": case.title} for case in common.cases],
        }
        for common in commons
    ]
