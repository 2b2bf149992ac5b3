"""Paid, refunded and claimed as both faces show them: three numbers, side by side."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from caseorg.domain.money import show_yuan
from caseorg.i18n import remark_text, tr

if TYPE_CHECKING:  # a list of cases needs no knowledge
    from caseorg.domain.sums.totals import Sums
    from caseorg.knowledge.reckoning import Reckoning


def three_numbers(paid: Decimal | None, refunded: Decimal | None, claimed: Decimal | None) -> Iterator[str]:
    """`paid ¥360.00`, `refunded ¥20.00`, `claimed ¥216.00`; what is not known is not told."""
    if paid is not None:
        yield tr("paid ¥{amount}", amount=show_yuan(paid))
    if refunded:
        yield tr("refunded ¥{amount}", amount=show_yuan(refunded))
    if claimed is not None:
        yield tr("claimed ¥{amount}", amount=show_yuan(claimed))


def sums_line(sums: "Sums") -> str:
    """All three in one line; empty where neither price nor claim is known."""
    if sums.paid is None and sums.claimed is None:
        return ""
    return tr(
        "Paid {paid} · refunded {refunded} · claimed {claimed}",
        paid=_yuan(sums.paid, tr("not entered")),
        refunded=_yuan(sums.refunded),
        claimed=_yuan(sums.claimed, tr("no amount")),
    )


def sum_cells(sums: "Sums") -> tuple[tuple[str, str], ...]:
    """The three with their names; none where neither price nor claim is known."""
    if sums.paid is None and sums.claimed is None:
        return ()
    return (
        (tr("Paid"), _sign(sums.paid, tr("not entered"))),
        (tr("Refunded"), _sign(sums.refunded)),
        (tr("Claim"), _sign(sums.claimed, tr("no amount"))),
    )


def _sign(amount: Decimal | None, otherwise: str = "") -> str:
    return otherwise if amount is None else f"¥{show_yuan(amount)}"


def _yuan(amount: Decimal | None, otherwise: str = "") -> str:
    return otherwise if amount is None else f"{show_yuan(amount)}元"


def sum_remarks(found: "Reckoning") -> Iterator[str]:
    """Why the numbers differ, or what to ask; then the sums that an event tells otherwise."""
    yield from map(remark_text, found.says)
    yield from (remark_text(other.says) for other in found.others)


def sum_facts(found: "Reckoning") -> dict[str, Any]:
    """The same as plain values."""
    sums = found.sums
    return {
        "paid": sums.paid,
        "refunded": sums.refunded,
        "claimed": sums.claimed,
        "proposed": sums.proposed,
        "agreement": sums.agreement,
        "proposals": [{"amount": proposal.amount, "formula": proposal.formula} for proposal in found.proposals],
        "says": [remark_text(remark) for remark in found.says],
        "others": [
            {"event": other.event, "amount": other.amount, "says": remark_text(other.says)} for other in found.others
        ],
    }
