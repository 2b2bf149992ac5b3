"""What pages and chats tell of what happened, as events; and the promises in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from caseorg.domain.case import Event, EventId, EvidenceId, Part, Platform, Side
from caseorg.domain.moments import Moment, Precision, TimeSource, show_chinese
from caseorg.domain.reading.meaning import PageMeaning
from caseorg.domain.reading.order_sayings import when
from caseorg.domain.reading.passage import Passage, plain
from caseorg.domain.reading.proposal import ProposalKind, Quote, SaidPromise, ToldEvent
from caseorg.domain.reading.refusals import (
    labelled_refusal,
    names_its_time,
    refusal_notices,
    refusal_text,
    refused_at,
    refused_by,
)
from caseorg.domain.reading.sayings import Saying, amount_text, filled
from caseorg.domain.reading.shown import Shown
from caseorg.domain.reading.talks import Spoken
from caseorg.domain.reading.words import App, GroupName, PageField, PageKind, ReadingWords
from caseorg.domain.story.beats import event_beats
from caseorg.domain.story.story import ANSWERS, OTHERS
from caseorg.domain.story.words import Look, StoryWords

_SLOTS = {
    "number": PageField.ORDER_NUMBER,
    "transaction": PageField.TRANSACTION,
    "shop": PageField.SHOP,
    "payee": PageField.PAYEE,
    "product": PageField.PRODUCT,
    "state": PageField.STATE,
}
_SUMS = {"paid": PageField.PAID, "refunded": PageField.REFUNDED}
_INNER = str.maketrans("“”\n", "‘’ ")  # quotation marks within quotation marks
_LONGEST_NOTICE = 40
_NAMED = 3  # ends of card codes
_WEIGHTIEST = (Part.REFUSAL, Part.PROMISE, Part.REFUND, Part.FAULT, Part.ASKED, Part.SILENCE, Part.ANSWER)
_OF_FAULT = (PageKind.ERROR, PageKind.STATUS)


@dataclass(frozen=True, slots=True)
class EventSaying:
    """An event and the promises in it, as sayings."""

    event: Saying
    promises: tuple[SaidPromise, ...] = ()

    @property
    def pieces(self) -> frozenset[EvidenceId]:
        """The evidence that shows it."""
        return frozenset(quote.evidence for quote in (self.event.quote, *self.event.more))


def slots_of(shown: Shown, words: ReadingWords) -> Mapping[str, str]:
    """What a page can say in a sentence about it."""
    meaning, app = shown.meaning, words.app(shown.meaning.app)
    texts = {name: _text(meaning, field) for name, field in _SLOTS.items()}
    sums = {name: _sum(meaning, field) for name, field in _SUMS.items()}
    at = when(meaning)
    return {
        **texts,
        **sums,
        "app": app.name if app else "",
        "title": meaning.title,
        "when": show_chinese(at) if at else "",
        "notice": notice(meaning).raw if meaning.notices else "",
        "code": (code := _codes(meaning)),
        "card": f"卡密（{code}）" if code else "卡密",
    }


def _codes(meaning: PageMeaning) -> str:
    """`尾号64KE`, `3个，尾号64KE、7Q4K等`."""
    tails = tuple(dict.fromkeys(str(found.value) for found in meaning.all(PageField.CARD_CODE)))
    if not tails:
        return ""
    count = f"{len(tails)}个，" if len(tails) > 1 else ""
    return f"{count}尾号{'、'.join(tails[:_NAMED])}{'等' if len(tails) > _NAMED else ''}"


def notice(meaning: PageMeaning) -> Passage:
    """Of what the page tells of a fault, what says most."""
    return max(meaning.notices, key=lambda passage: min(len(passage.text), _LONGEST_NOTICE))


def _sum(meaning: PageMeaning, field: PageField) -> str:
    found = meaning.single(field)
    return amount_text(found.value) if found else ""


def _text(meaning: PageMeaning, field: PageField) -> str:
    found = meaning.single(field)
    return str(found.value) if found else ""


def of_talk(
    place: Platform, found: Iterable[Spoken], words: ReadingWords, story: StoryWords, *, fault_known: bool
) -> Iterator[EventSaying]:
    """What was said, as events; of what no time is known nothing can be told. Where nothing else shows what went wrong,
    what the user first said of it does."""
    for line in sorted((line for line in found if line.at), key=_when_said):
        saying = _talked(place, line, words, story, fault_known=fault_known)
        if saying:
            fault_known = fault_known or part_of(saying) is Part.FAULT
            yield saying


def _talked(
    place: Platform, line: Spoken, words: ReadingWords, story: StoryWords, *, fault_known: bool
) -> EventSaying | None:
    if line.at is None:
        return None
    at, channel, text = to_minute(line.at), _channel(place, line, words), _reported(line, words)
    told = line.text if line.side is Side.ME else text  # 我说 alone is asking, whatever was said
    part = _in_talk(_part(at, line.side, told, channel, story), line.side, fault_known=fault_known)
    automatic = bool(words.group(GroupName.AUTOMATIC).search(plain(line.text)))
    others = line.side in OTHERS
    search = story.searches.get(Look.FLAG)
    saying = Saying(
        kind=ProposalKind.EVENT,
        value=ToldEvent(at=at, side=line.side, text=text, part=Part.ANSWER if automatic else part, channel=channel),
        quote=line.quotes[0],
        doubtful=line.doubtful,
        more=line.quotes[1:],
        flags=tuple(dict.fromkeys(hit.rule for hit in search(line.text))) if search and others else (),
    )
    return EventSaying(saying, tuple(_promises(at, line.side, line.text, story)) if others and not automatic else ())


def _when_said(line: Spoken) -> float:
    return line.at.at.timestamp() if line.at else 0.0


def _in_talk(part: Part, side: Side, *, fault_known: bool) -> Part:
    """Whoever talks is not silent: the user asks, and the others answer, promise, refuse, or tell of money."""
    if side is Side.ME:
        return part if part is Part.FAULT and not fault_known else Part.ASKED
    if side in OTHERS:
        return part if part in (*ANSWERS, Part.REFUND) else Part.ANSWER
    return part


def part_of(saying: EventSaying) -> Part:
    """The part of the story."""
    return saying.event.value.part if isinstance(saying.event.value, ToldEvent) else Part.UNKNOWN


def _reported(line: Spoken, words: ReadingWords) -> str:
    """`客服说：“1小时内处理”`: the words as they were said, and by whom."""
    frame = next((speaker.frame for speaker in words.speakers if speaker.side is line.side), "{said}")
    reported = line.text.translate(_INNER).rstrip("。.，, ")
    return frame.replace("{said}", reported)


def _promises(at: Moment, side: Side, text: str, story: StoryWords) -> Iterator[SaidPromise]:
    for promise, due in story.promises(text, at, side):
        yield SaidPromise(side=side, text=promise, made_at=at, due=due)


def _part(at: Moment, side: Side, text: str, channel: str, story: StoryWords) -> Part:
    """What the story's own reader makes of it; of several things in one breath the weightiest."""
    event = Event(id=EventId(""), at=at, text=text, side=side, channel=channel)
    parts = {beat.part for beat in event_beats(event, (), False, story)}
    return next((part for part in _WEIGHTIEST if part in parts), Part.UNKNOWN)


def _channel(place: Platform, line: Spoken, words: ReadingWords) -> str:
    """Over which channel of the knowledge it was said, by the app of the page, or else where it was bought."""
    if line.side is Side.SYSTEM:
        return ""
    own = next((app for app in words.apps if app.platform is place and app.merchant_channel), None)
    app: App | None = words.app(line.shown.meaning.app) or own
    if app is None:
        return ""
    return app.platform_channel if line.side is Side.PLATFORM else app.merchant_channel


def of_purchase(pages: Sequence[Shown], words: ReadingWords) -> Iterator[EventSaying]:
    """That it was bought, as the order tells it, or else the bill; both are quoted."""
    kinds = (PageKind.ORDER, PageKind.PAYMENT)
    for kind in kinds:
        for shown in (page for page in pages if page.meaning.kind is kind):
            at, text = when(shown.meaning), _framed(shown, words)
            place = _place(shown, (PageField.PAID, PageField.ORDER_NUMBER, PageField.TRANSACTION))
            if at is None or not text or place is None:
                continue
            others = [page for page in pages if page is not shown and page.meaning.kind in kinds]
            more = (quote for page in others if (quote := _place(page, (PageField.PAID, PageField.TRANSACTION))))
            event = ToldEvent(at=to_minute(at), side=Side.ME, text=text, part=Part.BUY)
            yield EventSaying(Saying(kind=ProposalKind.EVENT, value=event, quote=place, more=tuple(more)))
            return


def to_minute(at: Moment) -> Moment:
    """Papers tell no seconds."""
    if at.precision is not Precision.SECOND:
        return at
    return Moment(at.at.replace(second=0), Precision.MINUTE, at.source)


def _framed(shown: Shown, words: ReadingWords) -> str:
    rule = words.page(shown.meaning.rule)
    return filled(rule.event, slots_of(shown, words)) if rule else ""


def _place(shown: Shown, fields: Iterable[PageField]) -> Quote | None:
    found = (shown.meaning.single(field) for field in fields)
    return next((shown.quote(find.where) for find in found if find), None)


def of_page(shown: Shown, words: ReadingWords) -> Iterator[EventSaying]:
    """That a page shows a fault; that a refund was asked for, and refused."""
    meaning = shown.meaning
    if meaning.kind in _OF_FAULT and meaning.notices:
        at = _printed(meaning) or _when_taken(shown)
        yield from _noticed(shown, notice(meaning), at, Part.FAULT, Side.SYSTEM, _framed(shown, words))
    if meaning.kind is PageKind.REFUND:
        asked = meaning.single(PageField.ASKED_AT)
        if asked and isinstance(asked.value, Moment) and (text := _framed(shown, words)):
            event = ToldEvent(at=to_minute(asked.value), side=Side.ME, text=text, part=Part.ASKED)
            yield EventSaying(Saying(kind=ProposalKind.EVENT, value=event, quote=shown.quote(asked.where)))
        yield from _came_back(shown, words)
        yield from _refused(shown, words)


def _refused(shown: Shown, words: ReadingWords) -> Iterator[EventSaying]:
    """When and why, by its labels; else what the page tells of it, unless the other side said so there."""
    found = labelled_refusal(shown.meaning, words)
    lines = [line for find in found for line in find.where.lines]
    notices = (
        passage for passage in refusal_notices(shown.meaning, words) if not any(line in lines for line in passage.lines)
    )
    if not names_its_time(found) and any(saying.side in OTHERS for saying in shown.meaning.said):
        return
    where = (*(find.where for find in found), *islice(notices, 1))
    if where:
        at, side = refused_at(found) or _when_taken(shown), refused_by(shown.meaning, words)
        text = refusal_text(found, side, words.page(shown.meaning.rule), words) if found else where[0].raw
        yield from _noticed(shown, where[0], at, Part.REFUSAL, side, text, more=where[1:])


def _came_back(shown: Shown, words: ReadingWords) -> Iterator[EventSaying]:
    """Once the page says so; when, is what it prints alone or behind its label."""
    meaning, rule = shown.meaning, words.page(shown.meaning.rule)
    state, labelled = meaning.single(PageField.STATE), meaning.single(PageField.REFUNDED_AT)
    if rule and state and words.group(GroupName.REFUND_DONE).search(str(state.value)):
        at = labelled.value if labelled and isinstance(labelled.value, Moment) else _printed(meaning)
        text = filled(rule.done, slots_of(shown, words))
        yield from _noticed(shown, state.where, at or _when_taken(shown), Part.REFUND, Side.SYSTEM, text)


def _noticed(
    shown: Shown,
    where: Passage,
    at: Moment | None,
    part: Part,
    side: Side,
    text: str,
    *,
    more: Sequence[Passage] = (),
) -> Iterator[EventSaying]:
    if at and text:
        event = ToldEvent(at=to_minute(at), side=side, text=text, part=part)
        doubtful = at.source is not TimeSource.PICTURE and not shown.sure
        first, *others = dict.fromkeys(shown.quote(passage) for passage in (where, *more))
        saying = Saying(kind=ProposalKind.EVENT, value=event, quote=first, doubtful=doubtful, more=tuple(others))
        yield EventSaying(saying)


def _printed(meaning: PageMeaning) -> Moment | None:
    """A time that the page prints once, without saying of what."""
    found = meaning.single(PageField.OTHER_TIME)
    return found.value if found and not found.label and isinstance(found.value, Moment) else None


def _when_taken(shown: Shown) -> Moment | None:
    """A page shows what was so when the picture was taken."""
    if shown.taken is None:
        return None
    return replace(shown.taken, source=TimeSource.RESOLVED)
