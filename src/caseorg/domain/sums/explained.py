"""Why the three numbers differ, or what to ask about them. Nothing is corrected, and never upwards."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from caseorg.domain.case import CaseFile
from caseorg.domain.demands.gaps import demand_gaps
from caseorg.domain.demands.reading import read_demands
from caseorg.domain.moments import latest_instant, show_chinese
from caseorg.domain.money import show_yuan
from caseorg.domain.remark import Remark, remark
from caseorg.domain.sums.calculator import ClaimProposal
from caseorg.domain.sums.totals import ClaimStanding, Sums, sums_of

_ASKED = (ClaimStanding.MORE, ClaimStanding.OVERPAID)


def remarks_on_sums(sums: Sums, proposals: Sequence[ClaimProposal] = ()) -> tuple[Remark, ...]:
    """What to say of the three numbers; nothing where one of them is not known."""
    if sums.agreement is ClaimStanding.OVERPAID:
        return (remark("More was refunded than paid. Please check both amounts."),)
    if sums.claimed is None:
        return tuple(_without_claim(sums, proposals))
    if sums.agreement is ClaimStanding.MORE:
        return (_more(sums),)
    if sums.open and sums.claimed > 2 * sums.open:
        return (_multiple(sums),)
    if sums.agreement is ClaimStanding.SAME:
        return (_same(sums),)
    return (_less(sums, proposals),) if sums.agreement is ClaimStanding.LESS else ()


def _without_claim(sums: Sums, proposals: Sequence[ClaimProposal]) -> Iterator[Remark]:
    for proposal in proposals:
        yield remark(
            "The demand names no sum. By what happened it may be {formula}; please decide.", formula=proposal.formula
        )
    if not proposals and sums.proposed is not None:
        yield remark(
            "The demand names no sum. {proposed} yuan were paid and not refunded (a proposal; please decide).",
            proposed=_figure(sums.proposed),
        )


def _more(sums: Sums) -> Remark:
    assert sums.back is not None and sums.open is not None
    return remark(
        "{claimed} yuan are asked back, but only {open} yuan were paid and not refunded. What are the other {rest} "
        "yuan? Write it into the demand (such as a loss, with its evidence), or change the sum.",
        claimed=_figure(sums.back),
        open=_figure(sums.open),
        rest=_figure(sums.back - sums.open),
    )


def _multiple(sums: Sums) -> Remark:
    assert sums.claimed is not None and sums.open is not None
    return remark(
        "{claimed} yuan are claimed, {rest} yuan beyond what was paid and not refunded. Three times the price is owed "
        "only for fraud (消法 55), which needs facts: say what the rest is for and what proves it, or claim what was "
        "paid.",
        claimed=_figure(sums.claimed),
        rest=_figure(sums.claimed - sums.open),
    )


def _same(sums: Sums) -> Remark:
    """Where compensation is claimed beside the price, both figures are told, for the total stands above."""
    assert sums.claimed is not None and sums.back is not None
    if sums.claimed == sums.back:
        return remark("The demand agrees with the orders: {claimed} yuan.", claimed=_figure(sums.back))
    return remark(
        "{back} yuan of it are asked back, which agrees with the orders; the other {rest} yuan are compensation: say "
        "what they are for and what proves it.",
        back=_figure(sums.back),
        rest=_figure(sums.claimed - sums.back),
    )


def _less(sums: Sums, proposals: Sequence[ClaimProposal]) -> Remark:
    values = {"claimed": _figure(sums.back), "open": _figure(sums.open)}
    agreeing = next((proposal for proposal in proposals if proposal.amount == sums.back), None)
    if agreeing:
        return remark(
            "{open} yuan were paid and not refunded, {claimed} yuan are claimed: {formula}, which agrees with the "
            "demand. The two numbers differ rightly; papers say {claimed}.",
            formula=agreeing.formula,
            **values,
        )
    if proposals:
        return remark(
            "{open} yuan were paid and not refunded, {claimed} yuan are claimed. By what happened it may also be "
            "{formulas}. Which do you mean? Papers say {claimed}; you need not change it.",
            formulas="；".join(proposal.formula for proposal in proposals),
            **values,
        )
    return remark(
        "{open} yuan were paid and not refunded, {claimed} yuan are claimed: only a part is asked back. The two "
        "numbers may differ; papers say {claimed}. If another sum is meant, change the demand.",
        **values,
    )


def _figure(amount: Decimal | None) -> str:
    return "" if amount is None else show_yuan(amount)


def demand_doubts(case: CaseFile, now: datetime) -> tuple[Remark, ...]:
    """Where the demands are too vague, set a day that has passed, or ask for more than is open; nothing of a case
    without demands."""
    if not case.demand.strip():
        return ()
    sums = sums_of(case)
    asked = remarks_on_sums(sums) if sums.agreement in _ASKED else ()
    return (*demand_gaps(case.demand, case.demand_said), *_passed(case, now), *asked)


def _passed(case: CaseFile, now: datetime) -> Iterator[Remark]:
    days = (demand.by for demand in read_demands(case.demand, case.demand_said) if demand.by)
    for by in dict.fromkeys(day for day in days if latest_instant(day) < now):
        yield remark("The day {day} has passed. Set a new one in the demand.", day=show_chinese(by))
