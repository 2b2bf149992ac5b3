"""What pages say of their own evidence: from where it is, what it shows and proves, when it was taken."""

from collections.abc import Iterator, Mapping, Sequence

from caseorg.domain.case import MediaKind, Part, Side
from caseorg.domain.moments import Precision
from caseorg.domain.reading.charge_events import charges_told
from caseorg.domain.reading.events import EventSaying, notice, slots_of
from caseorg.domain.reading.proposal import ProposalKind, Quote, ToldEvent, Value
from caseorg.domain.reading.sayings import Saying, filled
from caseorg.domain.reading.shown import Shown
from caseorg.domain.reading.words import PageField, PageKind, PageRule, ReadingWords
from caseorg.domain.story.story import OTHERS

_LONGEST_QUOTE, _LONGEST_TITLE = 40, 12
_OF_PART = {Part.PROMISE: "promise", Part.REFUSAL: "refusal"}
_KEY_FIELDS = (PageField.ORDER_NUMBER, PageField.TRANSACTION, PageField.PAID, PageField.REFUNDED)


def of_evidence(shown: Shown, sayings: Sequence[EventSaying], words: ReadingWords) -> Iterator[Saying]:
    """What the page says of the piece; `sayings` are the events that it shows."""
    rule = words.page(shown.meaning.rule) or _by_title_alone(shown, words)
    if rule is None:
        return
    slots = {**slots_of(shown, words), **_said(sayings)}
    place = _place(shown)
    if shown.evidence.kind is MediaKind.IMAGE:
        yield from _saying(ProposalKind.NAME, filled(rule.picture_name, slots) or f"{rule.name}截图", place)
    if rule.source_text:
        yield from _saying(ProposalKind.SOURCE, filled(rule.source_text, slots) or rule.name, place)
    several = charges_told(shown, rule, slots) if shown.meaning.charges else ""
    yield from _saying(ProposalKind.PROVES, several or (filled(rule.proves, slots) if rule.proves else ""), place)
    proofs = (*rule.proofs, *(_OF_PART[part] for part in _parts(sayings) if part in _OF_PART))
    yield from _saying(ProposalKind.SHOWS, tuple(dict.fromkeys(proofs)), place)
    yield from _taken(shown)


def _by_title_alone(shown: Shown, words: ReadingWords) -> PageRule | None:
    """For a screenshot of no known kind, whose title says what it is."""
    titled = shown.evidence.kind is MediaKind.IMAGE and 1 < len(shown.meaning.title) <= _LONGEST_TITLE
    return next((rule for rule in words.pages if rule.kind is PageKind.OTHER), None) if titled else None


def _saying(kind: ProposalKind, value: Value, place: Quote) -> Iterator[Saying]:
    if value:
        yield Saying(kind=kind, value=value, quote=place)


def _place(shown: Shown) -> Quote:
    """The value by which the page is known, or else all of it."""
    found = (shown.meaning.single(field) for field in _KEY_FIELDS)
    first = next((find for find in found if find), None)
    if first:
        return shown.quote(first.where)
    return shown.quote(notice(shown.meaning)) if shown.meaning.notices else shown.quote_all


def _events(sayings: Sequence[EventSaying]) -> Iterator[ToldEvent]:
    yield from (saying.event.value for saying in sayings if isinstance(saying.event.value, ToldEvent))


def _parts(sayings: Sequence[EventSaying]) -> tuple[Part, ...]:
    promised = (Part.PROMISE for saying in sayings if saying.promises)
    return tuple(dict.fromkeys((*(event.part for event in _events(sayings)), *promised)))


def _said(sayings: Sequence[EventSaying]) -> Mapping[str, str]:
    """What the user first asked for in a chat, the first promise and the last refusal, in their own words."""
    asked = [saying.event.quote.text for saying in sayings if any(_is_asking(event) for event in _events([saying]))]
    promises = [promise.text for saying in sayings for promise in saying.promises]
    refusals = [saying.event.quote.text for saying in sayings if any(_is_refusal(event) for event in _events([saying]))]
    return {
        "asked": asked[0][:_LONGEST_QUOTE] if asked else "",
        "promise": promises[0][:_LONGEST_QUOTE] if promises else "",
        "refusal": refusals[-1][:_LONGEST_QUOTE] if refusals else "",
    }


def _is_asking(event: ToldEvent) -> bool:
    return event.part in (Part.ASKED, Part.FAULT) and event.side is Side.ME


def _is_refusal(event: ToldEvent) -> bool:
    return event.part is Part.REFUSAL and event.side in OTHERS


def _taken(shown: Shown) -> Iterator[Saying]:
    """The minute, where the file tells the day alone and the clock of the phone is on the picture."""
    known, clock = shown.evidence.taken_at, shown.meaning.clock_place
    if known and known.precision is Precision.DAY and clock and shown.taken:
        yield Saying(kind=ProposalKind.TAKEN_AT, value=shown.taken, quote=shown.quote(clock))
