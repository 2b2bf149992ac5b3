"""What lists of payments tell: each sum that left, as an event, and all of them as what the list proves."""

from collections.abc import Iterator, Mapping

from caseorg.domain.case import Part, Side
from caseorg.domain.moments import Moment, TimeSource, show_chinese
from caseorg.domain.reading.charges import PrintedCharge, Repeat, repeats
from caseorg.domain.reading.events import EventSaying, slots_of, to_minute
from caseorg.domain.reading.proposal import ProposalKind, ToldEvent
from caseorg.domain.reading.sayings import Saying, amount_text, filled
from caseorg.domain.reading.shown import Shown
from caseorg.domain.reading.stamps import resolve
from caseorg.domain.reading.words import PageRule, ReadingWords


def of_charges(shown: Shown, words: ReadingWords, *, renews: bool) -> Iterator[EventSaying]:
    """Each of several sums that left, where the list says when. One that left again for the same is what went wrong;
    where a page tells of automatic renewal (`renews`), the first of a series is so too. Of payments to several, only
    the user knows which belong to the case."""
    rule = words.page(shown.meaning.rule)
    dated = _dated(shown)
    found = list(repeats(dated))
    series = Repeat.RENEWED if renews and Repeat.RENEWED in found else None
    mixed = len({charge.payee.text for _, charge in dated if charge.payee}) > 1
    for (at, charge), repeat in zip(dated, found, strict=True):
        event = _event(shown, at, charge, repeat or series, rule, words) if rule else None
        if event:
            unsure = at.source is TimeSource.RESOLVED and not shown.sure
            doubtful = unsure or (mixed and not (repeat or series))
            yield EventSaying(
                Saying(kind=ProposalKind.EVENT, value=event, quote=shown.quote(charge.where), doubtful=doubtful)
            )


def _event(
    shown: Shown, at: Moment, charge: PrintedCharge, repeat: Repeat | None, rule: PageRule, words: ReadingWords
) -> ToldEvent | None:
    frame = rule.twice if repeat is Repeat.TWICE else rule.renewed if repeat else rule.event
    payee = charge.payee.text if charge.payee else ""
    text = filled(frame, {**slots_of(shown, words), "paid": amount_text(charge.amount), "payee": payee})
    side = Side.SYSTEM if repeat is Repeat.RENEWED else Side.ME
    part = Part.FAULT if repeat else Part.BUY
    return ToldEvent(at=to_minute(at), side=side, text=text, part=part) if text else None


def charges_told(shown: Shown, rule: PageRule, slots: Mapping[str, str]) -> str:
    """What the list proves, the first payment first; empty where it does not say when each was."""
    dated = _dated(shown)
    if not dated or len(dated) < len(shown.meaning.charges):
        return ""
    each = (filled(rule.each, {"when": show_chinese(at), "paid": amount_text(charge.amount)}) for at, charge in dated)
    return filled(rule.several, {**slots, "count": str(len(dated)), "charges": "、".join(each)})


def _dated(shown: Shown) -> list[tuple[Moment, PrintedCharge]]:
    """The charges of which is known when they were, the first one first."""
    found = ((resolve(charge.stamp, shown.taken) if charge.stamp else None, charge) for charge in shown.meaning.charges)
    return sorted(((at, charge) for at, charge in found if at), key=lambda dated: dated[0].at)
