"""Objections to how the case is recorded: gaps, times that do not fit, pictures that prove little."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice, pairwise

from caseorg.domain.case import CaseFile, Evidence, MediaKind, Order
from caseorg.domain.checks.objections.objection import Objection
from caseorg.domain.checks.objections.proofs import showing
from caseorg.domain.files.notes import FileNote
from caseorg.domain.files.plausibility import disagree, disagreement
from caseorg.domain.moments import BEIJING, Moment, Precision, TimeSource, show_moment
from caseorg.domain.papers.facts import evidence_of
from caseorg.domain.papers.missing import Missing
from caseorg.domain.patterns import regex
from caseorg.domain.remark import Remark, listing, remark
from caseorg.domain.scenario import Proof
from caseorg.domain.story.story import Story
from caseorg.domain.timeline import TimelineEntry, records

_LONG_SILENCE = timedelta(days=3)
_TOLERATED = timedelta(days=1)
_TALL = 3  # heights to a width: a chat in one long screenshot is no excerpt
_PICTURES = (MediaKind.IMAGE, MediaKind.VIDEO)
_RESAVED = regex(
    "编辑|修图|裁剪|涂鸦|标注|打码|美图|拼图|副本|微信图片|mmexport|wx_camera|edited|photogrid|picsart", re.IGNORECASE
)
_ISO_LENGTH = {Precision.SECOND: 19, Precision.MINUTE: 16, Precision.DAY: 10, Precision.MONTH: 7}


def record_objections(case: CaseFile, story: Story, now: datetime, proofs: Mapping[str, Proof]) -> Iterator[Objection]:
    """In the order in which a reader of the case comes upon them."""
    yield from _unproven(case, story)
    yield from _silence(case, story)
    yield from _clocks(case, now)
    yield from _untimed(case)
    yield from _disagreeing(case)
    yield from _file_times(case)
    yield from _resaved(case)
    yield from _nameless(case, proofs)
    yield from _excerpt(case, proofs)


def _unproven(case: CaseFile, story: Story) -> Iterator[Objection]:
    unproven = [event for event in case.events if event.id in story.told_texts and not evidence_of(case, event)]
    if unproven:
        yield Objection(
            rule="unproven",
            says=remark("{count} of the facts told have no evidence; they are mere assertion.", count=len(unproven)),
            fix=remark(
                "Link evidence to them, or keep them out of the complaint. The first: “{text}”",
                text=story.told_texts[unproven[0].id],
            ),
            event=unproven[0].id,
            gap=Missing.EVIDENCE,
        )


@dataclass(frozen=True, slots=True)
class _Silence:
    """From this day on, for so long, nothing was done, until `after`."""

    begin: date
    length: timedelta
    after: TimelineEntry


def _silence(case: CaseFile, story: Story) -> Iterator[Objection]:
    """The longest one alone: one good explanation answers for the others. Plans and feelings break none."""
    dated = [entry for entry in records(case) if entry.at and entry.at.precision is not Precision.MONTH]
    dated = [entry for entry in dated if entry.event is None or not story.is_aside(entry.event.id)]
    long = (_unexcused(case, pair) for pair in pairwise(dated) if _length(pair) >= _LONG_SILENCE)
    longest = max(long, key=lambda silence: silence.length, default=None)
    if longest is None or longest.length < _LONG_SILENCE:
        return
    after = longest.after
    yield Objection(
        rule="silence",
        says=remark(
            "From {begin} to {end} nothing happened for {days} days; it cannot have been urgent.",
            begin=longest.begin,
            end=_day(after),
            days=longest.length.days,
        ),
        fix=remark("Add the contacts, progress pages or calls of that time, or say why you waited."),
        event=after.event.id if after.event else None,
        evidence=after.evidence[0].id if after.evidence and not after.event else None,
    )


def _unexcused(case: CaseFile, pair: tuple[TimelineEntry, TimelineEntry]) -> _Silence:
    """What is left of a silence after the term that the other side itself asked for."""
    begin = _begin(pair)
    dues = (promise.due for promise in case.promises if promise.due and promise.made_at.at <= begin)
    due = max(dues, default=begin)
    if due <= begin:
        return _Silence(_day(pair[0]), _length(pair), pair[1])
    return _Silence(due.astimezone(BEIJING).date(), _end(pair) - due, pair[1])


def _begin(pair: tuple[TimelineEntry, TimelineEntry]) -> datetime:
    assert pair[0].at
    return _latest(pair[0].at)


def _end(pair: tuple[TimelineEntry, TimelineEntry]) -> datetime:
    assert pair[1].at
    return pair[1].at.at


def _length(pair: tuple[TimelineEntry, TimelineEntry]) -> timedelta:
    return _end(pair) - _begin(pair)


def _day(entry: TimelineEntry) -> date:
    assert entry.at
    return entry.at.local.date()


def _latest(moment: Moment) -> datetime:
    """The last instant that the known parts or the words allow, to the day."""
    if moment.until:
        return moment.until
    return moment.at + (timedelta(days=1) if moment.precision is Precision.DAY else timedelta())


def _clocks(case: CaseFile, now: datetime) -> Iterator[Objection]:
    yield from (_paid_early(order) for order in case.orders if _is_paid_early(order))
    for event in case.events:
        if event.at.at > now:
            yield Objection(
                rule="future",
                says=remark(
                    "“{text}” is dated {time}, which has not come yet.", text=event.text, time=show_moment(event.at)
                ),
                fix=remark("Correct the time of the event."),
                event=event.id,
            )
        for item in evidence_of(case, event):
            if item.taken_at and _is_early(item.taken_at, event.at):
                yield Objection(
                    rule="early-evidence",
                    says=remark(
                        "{label} is of {taken}, before what it is to prove ({time}).",
                        label=item.label,
                        taken=show_moment(item.taken_at),
                        time=show_moment(event.at),
                    ),
                    fix=remark("See which time is right, correct it, or link the right evidence."),
                    event=event.id,
                    evidence=item.id,
                )


def _is_early(taken: Moment, at: Moment) -> bool:
    if Precision.MONTH in (taken.precision, at.precision):
        return False
    return _latest(taken) + _TOLERATED < at.at


def _is_paid_early(order: Order) -> bool:
    """Compared as far as both times are known."""
    if order.paid_at is None or order.ordered_at is None:
        return False
    known = min(_ISO_LENGTH[moment.precision] for moment in (order.paid_at, order.ordered_at))
    return order.paid_at.local.isoformat()[:known] < order.ordered_at.local.isoformat()[:known]


def _paid_early(order: Order) -> Objection:
    assert order.paid_at and order.ordered_at
    return Objection(
        rule="paid-early",
        says=remark(
            "Paid {paid}, but ordered only {ordered}: that payment was for something else.",
            paid=show_moment(order.paid_at),
            ordered=show_moment(order.ordered_at),
        ),
        fix=remark("Compare with the order page and the payment record, and correct the time."),
        gap=Missing.ORDER,
    )


def _untimed(case: CaseFile) -> Iterator[Objection]:
    items = [item for item in case.standing_evidence if item.taken_at is None]
    if items:
        yield Objection(
            rule="untimed",
            says=remark("When were they made? {labels} show no time.", labels=_labels(items)),
            fix=remark("Give each the time that the picture shows, or record the page again with the clock in sight."),
            evidence=items[0].id,
        )


def _disagreeing(case: CaseFile) -> Iterator[Objection]:
    for item in case.standing_evidence:
        first = item.taken_at
        apart = (moment for moment in item.other_times if first is None or disagree(first, moment, item.added_at))
        for other in islice(apart, 1):
            yield Objection(
                rule="two-times",
                says=remark("{label}: {times}", label=item.label, times=disagreement(item.taken_at, other)),
                fix=remark(
                    "See which of the two is right. Keep the device; say it in the event if its clock was wrong."
                ),
                evidence=item.id,
            )


def _file_times(case: CaseFile) -> Iterator[Objection]:
    items = [item for item in case.standing_evidence if item.taken_at and item.taken_at.source is TimeSource.FILE]
    if items:
        yield Objection(
            rule="file-time",
            says=remark("The time of {labels} is only that of the file, which copying changes.", labels=_labels(items)),
            fix=remark("Enter the time that the picture shows; keep the original phone."),
            evidence=items[0].id,
        )


def _resaved(case: CaseFile) -> Iterator[Objection]:
    pictures = [item for item in case.standing_evidence if item.kind in _PICTURES]
    items = [item for item in pictures if _RESAVED.search(item.name) or FileNote.MISNAMED in item.note.splitlines()]
    if items:
        yield Objection(
            rule="resaved",
            says=remark("By their names, {labels} were edited, forwarded or saved again.", labels=_labels(items)),
            fix=remark("Add the original from the phone that made it; keep the edited copy only to explain."),
            evidence=items[0].id,
        )


def _labels(items: list[Evidence]) -> Remark:
    return listing([item.label for item in items])


def _nameless(case: CaseFile, proofs: Mapping[str, Proof]) -> Iterator[Objection]:
    """A licence, or any page that is said to show the shop's name, tells whom the talk was with."""
    name = case.merchant.name
    standing = case.standing_evidence
    is_named = any(name in f"{item.name}{item.source}{item.proves}" for item in standing) if name else False
    if standing and not is_named and not showing(case, frozenset({"licence"}), proofs):
        yield Objection(
            rule="nameless",
            says=remark("Nothing shows that the one in the pictures is us."),
            fix=remark(
                "Add the shop's licence page, or a chat with the shop's name on it, and name the shop in “proves”."
            ),
            gap=Missing.MERCHANT,
        )


def _excerpt(case: CaseFile, proofs: Mapping[str, Proof]) -> Iterator[Objection]:
    chats = showing(case, frozenset({"chat", "promise", "refusal"}), proofs)
    if len(chats) == 1 and chats[0].kind is MediaKind.IMAGE and not _is_tall(chats[0]):
        yield Objection(
            rule="excerpt",
            says=remark("{label} is a single excerpt of the chat; the rest says something else.", label=chats[0].label),
            fix=remark(
                "Add the whole talk from its beginning, in overlapping screenshots, one long one or a recording."
            ),
            evidence=chats[0].id,
        )


def _is_tall(item: Evidence) -> bool:
    return bool(item.width and item.height and item.height >= _TALL * item.width)
