"""The clocks of a case: which run, from when, until when, and what ends them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from caseorg.domain.case import CaseFile, Promise, Stage
from caseorg.domain.clocks.deadline import ClockKind, DatedClock, DeadlineRule, Unit
from caseorg.domain.clocks.happenings import CONTACTED, PROMISED, Happening, answered, ends, follows, is_settled
from caseorg.domain.clocks.workdays import Calendar, PeriodEnd, add_days, add_months, add_workdays
from caseorg.domain.known import Confidence
from caseorg.domain.moments import Moment, Precision, at_end_of, latest_instant
from caseorg.domain.remark import Remark, remark


@dataclass(frozen=True, slots=True)
class _End:
    due: datetime
    latest: datetime | None
    reasons: tuple[Remark, ...]


_LEAD = {
    Unit.HOURS: timedelta(hours=24),
    Unit.DAYS: timedelta(days=2),
    Unit.WORKDAYS: timedelta(days=2),
    Unit.MONTHS: timedelta(days=30),
    Unit.YEARS: timedelta(days=30),
}


def clocks(
    case: CaseFile,
    happened: tuple[Happening, ...],
    rules: Mapping[str, DeadlineRule],
    calendar: Calendar,
    now: datetime,
) -> tuple[DatedClock, ...]:
    """All clocks of a case in which this happened, by the order of the rules; of `now`, only what has happened by then
    counts."""
    closed = case.stage is Stage.CLOSED or is_settled(happened, now)
    found = list(_promises(case, rules, closed))
    for rule in rules.values():
        if rule.starts == CONTACTED:
            found += _follow_ups(rule, happened, calendar, closed)
        elif rule.starts != PROMISED and (clock := _term(rule, happened, calendar, closed)):
            found.append(clock)
    return tuple(found)


def _promises(case: CaseFile, rules: Mapping[str, DeadlineRule], closed: bool) -> Iterator[DatedClock]:
    rule = next((rule for rule in rules.values() if rule.starts == PROMISED), None)
    for promise in case.promises:
        if promise.due is not None:
            yield _promise_clock(promise, promise.due, rule, closed)


def _promise_clock(promise: Promise, due: datetime, rule: DeadlineRule | None, closed: bool) -> DatedClock:
    return DatedClock(
        key=f"promise:{promise.id}",
        kind=ClockKind.PROMISE,
        name=promise.text,
        since=promise.made_at,
        due=due,
        basis=rule.basis if rule else (),
        advice=rule.advice if rule else "",
        promise=promise.id,
        event=promise.event,
        kept=promise.kept,
        lead=_LEAD[Unit.HOURS],
        ended=closed or promise.kept is not None,
    )


def _follow_ups(
    rule: DeadlineRule, happened: tuple[Happening, ...], calendar: Calendar, closed: bool
) -> Iterator[DatedClock]:
    """One for the last contact over each channel; one over an unknown channel lasts until the next contact."""
    contacts = [happening for happening in happened if happening.milestone == CONTACTED]
    last = {happening.channel: happening for happening in contacts}
    for contact in last.values():
        if not contact.channel and contact is not contacts[-1]:
            continue
        done = closed or answered(happened, contact) or _is_ended(contact, rule, happened)
        if clock := _clock(ClockKind.FOLLOW_UP, rule, contact, calendar, done):
            yield clock


def _term(rule: DeadlineRule, happened: tuple[Happening, ...], calendar: Calendar, closed: bool) -> DatedClock | None:
    """It runs from the first start that no end followed: asking again does not give the other side more time."""
    running: Happening | None = None
    for start in (happening for happening in happened if happening.milestone == rule.starts):
        if running is None or any(ends(end, running, rule.ends) and follows(start, end) for end in happened):
            running = start
    if running is None:
        return None
    return _clock(ClockKind.TERM, rule, running, calendar, closed or _is_ended(running, rule, happened))


def _is_ended(start: Happening, rule: DeadlineRule, happened: tuple[Happening, ...]) -> bool:
    return any(ends(end, start, rule.ends) for end in happened)


def _clock(kind: ClockKind, rule: DeadlineRule, start: Happening, calendar: Calendar, done: bool) -> DatedClock | None:
    try:
        end = _end(rule, start.at, calendar)
    except (OverflowError, ValueError):  # a start in the year 9999
        return None
    return DatedClock(
        key=f"{rule.id}:{start.source}",
        kind=kind,
        name=rule.name,
        since=start.at,
        due=end.due,
        latest=end.latest,
        reasons=end.reasons,
        basis=rule.basis,
        claimed=rule.confidence is Confidence.CLAIMED,
        mine=rule.mine,
        advice=rule.advice,
        promise=start.promise,
        event=start.event,
        message=start.message,
        channel=start.channel,
        lead=timedelta() if kind is ClockKind.FOLLOW_UP else _LEAD[rule.unit],
        ended=done,
    )


def _end(rule: DeadlineRule, since: Moment, calendar: Calendar) -> _End:
    """When the period ends; what is known to the day or month alone began at its first or at its last instant."""
    first, last = since.local, latest_instant(since)
    if rule.amount == 0:
        return _End(last.astimezone(UTC), None, ())
    most = rule.amount + rule.extension
    reasons = list(_doubts(rule, since))
    if rule.unit is Unit.HOURS:
        due, latest = first + timedelta(hours=rule.amount), last + timedelta(hours=most)
    else:
        spans = (_add(calendar, first.date(), rule.unit, rule.amount), _add(calendar, last.date(), rule.unit, most))
        due, latest = at_end_of(spans[0].earliest), at_end_of(spans[1].latest)
        for span in spans:
            reasons += (reason for reason in span.reasons if reason not in reasons)
    return _End(due.astimezone(UTC), latest.astimezone(UTC) if latest != due else None, tuple(reasons))


def _doubts(rule: DeadlineRule, since: Moment) -> Iterator[Remark]:
    if since.said:
        yield remark(
            "The start is not certain ({time}): counted from its first and from its last minute.", time=since.said
        )
    if rule.confidence is Confidence.GENERAL:
        yield remark("This period is unverified; check it before you rely on it.")
    if rule.extension and rule.starts == CONTACTED:
        yield remark(
            "The usual range is {first} to {last} hours.", first=rule.amount, last=rule.amount + rule.extension
        )
    elif rule.extension:
        yield remark("It may be extended; the later date counts the extension in.")
    if since.precision is Precision.MONTH or (since.precision is Precision.DAY and rule.unit is Unit.HOURS):
        yield remark("When it began is not known exactly.")


def _add(calendar: Calendar, start: date, unit: Unit, count: int) -> PeriodEnd:
    if unit is Unit.WORKDAYS:
        return add_workdays(calendar, start, count)
    if unit is Unit.DAYS:
        return add_days(calendar, start, count)
    return add_months(calendar, start, count * (12 if unit is Unit.YEARS else 1))
