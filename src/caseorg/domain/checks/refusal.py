"""The rules behind the grounds for refusal, by the grounds' ids. A rule that answers None leaves it to the user."""

from collections.abc import Callable, Mapping
from datetime import date

from caseorg.domain.case import CaseFile, Evidence
from caseorg.domain.checks.jurisdiction import Seat, competent_office
from caseorg.domain.checks.objections.proofs import PURCHASE, showing, shows
from caseorg.domain.checks.verdict import Finding, Matter, Verdict
from caseorg.domain.demands.gaps import demand_gaps
from caseorg.domain.law.footing import Footing, FootingKind
from caseorg.domain.moments import BEIJING, latest_instant
from caseorg.domain.papers.missing import Missing, missing
from caseorg.domain.patterns import regex
from caseorg.domain.remark import Remark, listing, remark

_REQUIRED = frozenset(Missing) - {Missing.ORDER, Missing.PAID, Missing.LICENCE}
_IDENTITY = (Missing.NAME, Missing.PHONE, Missing.ADDRESS)
_HANDLED = frozenset({"12315-accepted", "12315-stopped", "12315-ended"})
_OTHERS = frozenset({"consumer-association", "court", "arbitration"})
_FOR_POLICE = frozenset({"fake-service", "account-stolen"})
_MANY = 5
_QUANTITY = regex(r"(?:[×xX*]\s*(\d{1,5})\b|(\d{1,5})\s*(?:张|份|件|套|个装))")


def _materials(matter: Matter) -> Finding:
    """令121 art. 10(1)."""
    gaps = tuple(gap for gap in missing(matter.case) if gap in _REQUIRED)
    vague = () if Missing.DEMAND in gaps else demand_gaps(matter.case.demand, matter.case.demand_said)
    if gaps and vague:
        what = listing((*gaps, remark("a concrete demand")))
        return Finding(Verdict.LACKS, remark("Still missing: {what}.", what=what), (*gaps, Missing.DEMAND))
    if vague:
        return Finding(Verdict.LACKS, remark("The demand is not concrete: {why}", why=vague[0]), (Missing.DEMAND,))
    if gaps:
        return _lacking(gaps)
    return Finding(Verdict.PASS, remark("Who complains, about whom, the demand, the facts and evidence are there."))


def _lacking(gaps: tuple[Missing, ...]) -> Finding:
    return Finding(Verdict.LACKS, remark("Still missing: {what}.", what=listing(gaps)), gaps)


def _dispute(matter: Matter) -> Finding:
    """The purchase and the trouble each need something that shows it (令121 art. 16(3), 17(3))."""
    bought = showing(matter.case, PURCHASE, matter.proofs)
    trouble = _of_trouble(matter)
    lacking = [] if bought else [remark("a page of the order or the payment")]
    lacking += [] if trouble else [remark("evidence of what went wrong")]
    if lacking:
        return Finding(Verdict.LACKS, remark("Still missing: {what}.", what=listing(lacking)), (Missing.EVIDENCE,))
    reason = remark(
        "The purchase: {bought}. What went wrong: {trouble}.", bought=_listed(bought), trouble=_listed(trouble)
    )
    return Finding(Verdict.PASS, reason)


def _of_trouble(matter: Matter) -> tuple[Evidence, ...]:
    """What shows more than the purchase; where nobody said what a piece shows, its event speaks for it."""
    linked = {key for event in matter.case.events for key in event.evidence}
    known = ((item, shows(item, matter.proofs)) for item in matter.case.standing_evidence)
    return tuple(item for item, found in known if (not found <= PURCHASE if found else item.id in linked))


def _listed(items: tuple[Evidence, ...]) -> Remark:
    return listing([item.label for item in items])


def _three_years(matter: Matter) -> Finding:
    """From the day the harm was known; without one, the first record stands in and cannot prove lateness, nor can a
    day that may have been a later one."""
    case = matter.case
    known = [event.at for event in case.events if event.milestone == "harm-known"]
    dates = [order.ordered_at for order in case.orders if order.ordered_at] + [event.at for event in case.events]
    first = min(known or dates, key=lambda moment: moment.at, default=None)
    if first is None:
        return Finding(Verdict.ASK, remark("No order and no event has a time yet."), (Missing.FACTS,))
    since = first.local.date()
    last = _after_three_years(since)
    today = matter.now.astimezone(BEIJING).date()
    if today <= last:
        return Finding(Verdict.PASS, remark("Counted from {since}, three years end on {last}.", since=since, last=last))
    if known and today > _after_three_years(latest_instant(first).date()):
        return Finding(
            Verdict.LACKS, remark("Counted from {since}, three years ended on {last}.", since=since, last=last)
        )
    reason = remark("The first record is of {since}; note when you came to know of the harm.", since=since)
    return Finding(Verdict.ASK, reason, (Missing.FACTS,))


def _after_three_years(day: date) -> date:
    """The last day, as the first does not count (令121 art. 45). 29 February ends on the 28th."""
    try:
        return day.replace(year=day.year + 3)
    except ValueError:
        return day.replace(year=day.year + 3, day=28)


def _duties(matter: Matter) -> Finding | None:
    if unlawful := [caution.name for caution in matter.cautions if caution.unlawful]:
        names = listing(unlawful)
        return Finding(Verdict.LACKS, remark("Goods that may not be sold are hardly supported: {names}.", names=names))
    if matter.for_police or matter.case.scenario in _FOR_POLICE:
        return Finding(Verdict.LACKS, remark("This is for the police first (110 or 96110)."))
    return Finding(Verdict.PASS, remark("Nothing in the case speaks against it."))


def _seller(matter: Matter) -> Finding | None:
    """A complaint is about a business (令121 art. 3)."""
    if matter.case.answer("seller-trades"):
        return None
    if matter.footing.kind is not FootingKind.PRIVATE_SELLER:
        return Finding(Verdict.PASS, remark("Nothing in the case speaks against it."))
    if words := matter.footing.words:
        return Finding(
            Verdict.ASK,
            remark("“{words}” sounds like a private person; does the seller trade steadily?", words=words[0]),
        )
    return Finding(Verdict.ASK, remark("A private person's odd sale is no business; does the seller trade steadily?"))


def _handled(matter: Matter) -> Finding | None:
    case = matter.case
    if any(event.milestone in _HANDLED for event in case.events):
        return Finding(Verdict.LACKS, remark("By your events, 12315 accepted or ended this dispute already."))
    if not case.answer("handled-elsewhere") and any(event.channel in _OTHERS for event in case.events):
        return Finding(
            Verdict.ASK, remark("You turned to the consumer association, a court or an arbitrator; was it accepted?")
        )
    return None


def _daily_life(matter: Matter) -> Finding | None:
    """What was answered counts, unless the user's own words speak against it."""
    if matter.case.answer("daily-life"):
        return _contradiction(matter.footing)
    if matter.footing.kind is FootingKind.BUSINESS and matter.footing.words:
        return Finding(
            Verdict.ASK, remark("“{words}” sounds like trade; was it for your own use?", words=matter.footing.words[0])
        )
    if any(caution.id == "resale" for caution in matter.cautions):
        return Finding(Verdict.ASK, remark("Words of the case sound like resale; was it for your own use?"))
    return _many(matter.case)


def _contradiction(footing: Footing) -> Finding | None:
    if not footing.doubts or footing.kind is not FootingKind.CONSUMER:
        return None
    contradiction = remark(
        "You answered that it was for your own use, but you wrote “{words}”.", words=footing.doubts[0]
    )
    return Finding(Verdict.ASK, contradiction)


def _quantity(matter: Matter) -> Finding:
    return _many(matter.case) or Finding(Verdict.PASS, remark("Number and quantity of the orders are usual."))


def _many(case: CaseFile) -> Finding | None:
    """令121 art. 17(1): quantities and frequencies that no household has."""
    pieces = (int(one or other) for order in case.orders for one, other in _QUANTITY.findall(order.product))
    if len(case.orders) < _MANY and max(pieces, default=1) < _MANY:
        return None
    return Finding(Verdict.ASK, remark("Many orders or pieces may look like trade; say what you needed them for."))


def _identity(matter: Matter) -> Finding | None:
    gaps = tuple(gap for gap in missing(matter.case) if gap in _IDENTITY)
    return _lacking(gaps) if gaps else None


def _place(matter: Matter) -> Finding:
    """Never a reason to refuse by itself; but where the company's seat is not known, nobody can file."""
    found = competent_office(matter.case, matter.operator)
    if found.settled:
        return Finding(Verdict.PASS, found.says)
    if found.offices[0].seat is Seat.COMPANY:
        return Finding(Verdict.LACKS, found.says, (Missing.MERCHANT_ADDRESS,))
    return Finding(Verdict.ASK, found.says)


RULES: Mapping[str, Callable[[Matter], Finding | None]] = {
    "duties": _duties,
    "handled-elsewhere": _handled,
    "daily-life": _daily_life,
    "seller-trades": _seller,
    "no-dispute-proof": _dispute,
    "three-years": _three_years,
    "materials": _materials,
    "real-identity": _identity,
    "platform-address": _place,
    "factor-quantity": _quantity,
}
