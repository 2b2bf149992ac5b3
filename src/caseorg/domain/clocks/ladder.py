"""The ladder: how far up a case is, and the next rung: asking again, a superior, the platform, 12315, a court."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from caseorg.domain.case import CaseFile, Payment, Promise, Stage
from caseorg.domain.clocks.deadline import Clock, ClockState
from caseorg.domain.clocks.happenings import CONTACTED, HEARD, Happening
from caseorg.domain.complaint import Missing
from caseorg.domain.messages.channel import Channel, Kind, Rung
from caseorg.domain.moments import show_moment
from caseorg.domain.remark import Remark, remark
from caseorg.domain.scenario import Family, Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """`channel` and `kind` say which message it takes, `gap` what must be entered first."""

    do: Remark
    why: Remark
    until: datetime | None = None
    channel: str = ""
    kind: Kind | None = None
    gap: Missing | None = None
    urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """All that the ladder looks at. `channels` are those for this case, the ones to try first first; `happened` is what
    did until now."""

    case: CaseFile
    clocks: tuple[Clock, ...]
    happened: tuple[Happening, ...]
    channels: tuple[Channel, ...]
    scenario: Scenario | None
    now: datetime


class Step(IntEnum):
    """How far up one is."""

    NOTHING = 0
    FIRST = 1
    FOLLOWUP = 2
    UPGRADE = 3
    INTERVENTION = 4
    PAYMENT = 5
    AUTHORITY = 6
    COURT = 7


_OF_STAGE = {Stage.CONTACTED: Step.FIRST, Stage.ESCALATED: Step.UPGRADE, Stage.COMPLAINED: Step.AUTHORITY}
_OF_KIND = {
    Kind.FIRST: Step.FIRST,
    Kind.EMAIL: Step.FIRST,
    Kind.HUMAN: Step.FIRST,
    Kind.FOLLOWUP: Step.FOLLOWUP,
    Kind.UPGRADE: Step.UPGRADE,
    Kind.DEMAND_LETTER: Step.UPGRADE,
    Kind.INTERVENTION: Step.INTERVENTION,
}
_OF_MILESTONE = {
    CONTACTED: Step.FIRST,
    HEARD: Step.FIRST,
    "refund-demanded": Step.FIRST,
    "platform-requested": Step.INTERVENTION,
    "wechat-complained": Step.PAYMENT,
    "12315-filed": Step.AUTHORITY,
    "12315-accepted": Step.AUTHORITY,
    "12315-refused": Step.COURT,
    "12315-stopped": Step.COURT,
    "12315-ended": Step.COURT,
}
_PAYMENT_CHANNELS = {"wechat-pay": Payment.WECHAT, "alipay": Payment.ALIPAY}
_ASK: dict[Kind, str] = {
    Kind.FOLLOWUP: "Ask for progress: {channel}.",
    Kind.UPGRADE: "Ask for a superior to take it over: {channel}.",
}
_ASKED_RUNGS = (Rung.MERCHANT, Rung.UPGRADE, Rung.PLATFORM, Rung.SIDE)


def find_clock(position: Position, rules: Iterable[str], *states: ClockState) -> Clock | None:
    """The clock of one of these rules that was started last and is in one of the states; others' must have begun."""
    begun = (one for one in position.clocks if one.mine or one.since.at <= position.now)
    found = (one for one in begun if one.key.partition(":")[0] in rules and one.state in states)
    return max(found, key=lambda one: one.since.at, default=None)


def reached(position: Position) -> Step:
    """The highest step that was taken."""
    steps = [_OF_STAGE.get(position.case.stage, Step.NOTHING)]
    steps += (_OF_MILESTONE.get(one.milestone, Step.NOTHING) for one in position.happened)
    for message in position.case.messages:
        if message.sent_at:
            steps.append(_of_message(message.channel, message.kind))
    return max(steps)


def _of_message(channel: str, kind: str) -> Step:
    if channel in _PAYMENT_CHANNELS:
        return Step.PAYMENT
    if kind == Kind.COMPLAINT:
        return Step.AUTHORITY if channel == "12315" else Step.NOTHING
    return _OF_KIND.get(Kind(kind), Step.NOTHING) if kind in set(Kind) else Step.FIRST


def climb(position: Position) -> NextStep:
    """The next rung."""
    present = reached(position)
    if present is Step.NOTHING:
        return _first(position)
    if present is Step.FIRST and (why := _unanswered(position)):
        return _ask(position, Kind.FOLLOWUP, why)
    if present is Step.FIRST and not _asked(position):
        return _ask(position, Kind.FOLLOWUP, remark("They answered before, and it is not settled."))
    if present < Step.UPGRADE:
        why = remark("They were asked before, and it is not settled.")
        return _ask(position, Kind.UPGRADE, why)
    if present < Step.INTERVENTION and (channel := _with(position, Kind.INTERVENTION, Rung.PLATFORM)):
        return NextStep(
            do=remark("Ask the platform to step in: {channel}.", channel=channel.name),
            why=remark("The merchant has not settled it."),
            channel=channel.id,
            kind=Kind.INTERVENTION,
        )
    if present < Step.INTERVENTION and (channel := _payment(position)):
        return NextStep(
            do=remark("Complain to the payment service: {channel}.", channel=channel.name),
            why=remark("The merchant has not settled it, and no platform stands behind it."),
            channel=channel.id,
            kind=channel.kinds[0],
        )
    return _authority(position) if present <= Step.AUTHORITY else _court(position)


def _first(position: Position) -> NextStep:
    """Where the scenario says to begin, else with the merchant."""
    usual = position.scenario is not None and position.scenario.family is Family.AFTER_SALE
    asked = [one for one in position.channels if one.rung in _ASKED_RUNGS and _pays_so(position, one)]
    talked = any(event.channel and event.at.at <= position.now for event in position.case.events)
    why = remark("The other side has not been asked yet.") if talked else remark("Nobody has been asked yet.")
    if not asked:
        return NextStep(do=remark("Contact the merchant."), why=why)
    channel = asked[0]
    kind = Kind.FIRST if Kind.FIRST in channel.kinds and not usual else channel.kinds[0]
    return NextStep(
        do=remark("Send the first message: {channel}.", channel=channel.name), why=why, channel=channel.id, kind=kind
    )


def _asked(position: Position) -> bool:
    """The user's own contact is recorded, not only what the others said to it."""
    sent = any(message.sent_at for message in position.case.messages)
    own = any(_OF_MILESTONE.get(one.milestone) is Step.FIRST for one in position.happened if one.milestone != HEARD)
    return sent or own or position.case.stage is not Stage.COLLECTING


def _unanswered(position: Position) -> Remark | None:
    """Why one asks again: a promise was not kept, or nobody answered; None where somebody did."""
    last = max((one.at.at for one in position.happened if one.milestone == CONTACTED), default=None)
    broken = [one for one in position.case.promises if _is_broken(one, position.now)]
    promise = max(broken, key=lambda one: one.made_at.at, default=None)
    if promise and (last is None or promise.made_at.at >= last) and not _is_answered(position, promise):
        return remark("They promised “{promise}”, and did not keep it.", promise=promise.text)
    contact = find_clock(position, ("follow-up",), ClockState.SOON, ClockState.OVERDUE)
    if contact is None:
        return None
    return remark("There is no answer since {time}.", time=show_moment(contact.since))


def _is_broken(promise: Promise, now: datetime) -> bool:
    return promise.kept is False or (promise.kept is None and promise.due is not None and promise.due < now)


def _is_answered(position: Position, promise: Promise) -> bool:
    """They said something else since, such as that they refuse."""
    heard = (one for one in position.happened if one.milestone == HEARD and one.at.at > promise.made_at.at)
    return any(one.event != promise.event and one.promise != promise.id for one in heard)


def _ask(position: Position, kind: Kind, why: Remark) -> NextStep:
    """Over the channel that was used last, if it takes such a message."""
    able = [one for one in position.channels if kind in one.kinds and one.rung in _ASKED_RUNGS]
    used = [one.channel for one in position.happened if one.channel]
    channel = max(able, key=lambda one: _last(used, one.id), default=None)
    if channel is None:
        return NextStep(do=remark("Ask them again, and demand an answer by a date."), why=why)
    return NextStep(do=remark(_ASK[kind], channel=channel.name), why=why, channel=channel.id, kind=kind)


def _last(used: list[str], channel: str) -> int:
    return max((number for number, key in enumerate(used) if key == channel), default=-1)


def _with(position: Position, kind: Kind, rung: Rung) -> Channel | None:
    return next((one for one in position.channels if one.rung is rung and kind in one.kinds), None)


def _payment(position: Position) -> Channel | None:
    """The payment service's complaint, where it is known how it was paid."""
    paid = {order.payment for order in position.case.orders}
    return next((one for one in position.channels if _PAYMENT_CHANNELS.get(one.id) in paid), None)


def _pays_so(position: Position, channel: Channel) -> bool:
    """No other payment service is asked than the one that was paid with, as far as that is known."""
    paid = {order.payment for order in position.case.orders} - {Payment.UNKNOWN}
    return channel.id not in _PAYMENT_CHANNELS or not paid or _PAYMENT_CHANNELS[channel.id] in paid


def _authority(position: Position) -> NextStep:
    if find_clock(position, ("12315-mediation",), ClockState.OVERDUE):
        return _court(position)
    if find_clock(position, ("12315-acceptance",), ClockState.OVERDUE):
        return NextStep(
            do=remark("Ask the authority whether it takes the complaint, and note the answer."),
            why=remark("Its seven working days have passed."),
            channel="12315",
        )
    if any(one.milestone == "12315-filed" for one in position.happened):
        return NextStep(
            do=remark("Note what 12315 decided: accepted, refused or ended."),
            why=remark("The next period depends on it."),
        )
    if reached(position) is Step.AUTHORITY:
        return NextStep(
            do=remark("Note when 12315 received the complaint."), why=remark("Its periods run from that day.")
        )
    return NextStep(
        do=remark("Complain to 12315 (market supervision)."),
        why=remark("The steps before have not settled it."),
        channel="12315",
        kind=Kind.COMPLAINT,
    )


def _court(position: Position) -> NextStep:
    refused = any(one.milestone == "12315-refused" for one in position.happened)
    return NextStep(
        do=remark("Consider a lawsuit or, where it was agreed, arbitration."),
        why=remark("12315 did not take the complaint.") if refused else remark("Mediation by 12315 is over."),
        channel="court",
    )
