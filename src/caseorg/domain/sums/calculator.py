"""Working out what may be claimed, each sum with its formula as a paper can say it: 360元÷20星×12星=216元."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from caseorg.domain.errors import CaseorgError
from caseorg.domain.money import FEN, short_yuan

Number = Decimal | int


@dataclass(frozen=True, slots=True)
class ClaimProposal:
    """A sum that may be claimed. `parts` are the figures that it is made of."""

    amount: Decimal
    formula: str
    parts: tuple[Decimal, ...] = ()


def unused_days(paid: Decimal, days: Number, unused: Number) -> ClaimProposal:
    """A price for a time, of which so many days were not used; the day on which it failed counts as unused."""
    return undone_part(paid, days, unused, "天")


def undone_part(paid: Decimal, units: Number, undone: Number, unit: str = "") -> ClaimProposal:
    """A price for so many units, of which some were not done or are no good.

    Raises:
        CaseorgError: there are no units, or more are undone than there are.
    """
    if units <= 0 or undone <= 0 or undone > units:
        raise CaseorgError(
            "{part} of {whole} is no part.", "Give the whole first, then the smaller part.", part=undone, whole=units
        )
    return _worked(paid / units * undone, f"{_yuan(paid)}÷{units}{unit}×{undone}{unit}", paid)


def bad_pieces(each: Decimal, bad: Number, unit: str = "") -> ClaimProposal:
    """So many pieces that are no good, at the price of each.

    Raises:
        CaseorgError: none is bad.
    """
    if bad <= 0:
        raise CaseorgError("{part} of {whole} is no part.", "Give the number of pieces.", part=bad, whole=bad)
    return _worked(each * bad, f"{_yuan(each)}×{bad}{unit}", each)


def repeated_payment(paid: Decimal, payments: int) -> ClaimProposal:
    """What was paid in so many equal payments for one price: all but the first come back.

    Raises:
        CaseorgError: there was only one.
    """
    if payments < 2:
        raise CaseorgError("One payment was not repeated.", "Give the number of payments, at least 2.")
    return _worked(paid / payments * (payments - 1), f"{_yuan(paid)}÷{payments}笔×{payments - 1}笔", paid / payments)


def deductions(amounts: Sequence[Decimal]) -> ClaimProposal:
    """Several deductions together.

    Raises:
        CaseorgError: there is none.
    """
    if not amounts:
        raise CaseorgError("There is no deduction.", "Give each of them.")
    return _worked(sum(amounts, Decimal(0)), "+".join(map(_yuan, amounts)), *amounts)


def less_refunded(found: ClaimProposal, refunded: Decimal) -> ClaimProposal:
    """What remains of a sum where a part of it came back already."""
    amount = found.amount - refunded
    return ClaimProposal(amount, f"{found.formula}，减去已退{_yuan(refunded)}={_yuan(amount)}", found.parts)


def _worked(exact: Decimal, formula: str, *parts: Decimal) -> ClaimProposal:
    amount = exact.quantize(FEN, ROUND_HALF_UP)
    # a division that does not come out is exact to 28 digits only
    equals = "=" if abs(exact - amount) < Decimal("1e-9") else "≈"
    return ClaimProposal(amount, f"{formula}{equals}{_yuan(amount)}", tuple(part.quantize(FEN) for part in parts))


def _yuan(amount: Decimal) -> str:
    return f"{short_yuan(amount)}元"
