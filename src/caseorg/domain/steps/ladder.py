"""The ladder: how far up a case is, and the next rung: the shop, a superior, the platform, 12315, a letter, a court."""

from caseorg.domain.case import Stage
from caseorg.domain.clocks.deadline import ClockState
from caseorg.domain.messages.channel import Channel, MessageKind, Rung
from caseorg.domain.moments import show_moment
from caseorg.domain.remark import Remark, remark
from caseorg.domain.scenario import Family
from caseorg.domain.steps import standing
from caseorg.domain.steps.complaining import after_filing, complain, is_filed
from caseorg.domain.steps.position import PAYMENT_CHANNELS, Position, find_clock, has_happened
from caseorg.domain.steps.promised import broken
from caseorg.domain.steps.step import NextStep
from caseorg.domain.steps.ways import go
from caseorg.domain.text.quoting import within

_ASKED_RUNGS = (Rung.MERCHANT, Rung.UPGRADE, Rung.PLATFORM, Rung.SIDE)
_OPENING = {MessageKind.FIRST, MessageKind.EMAIL, MessageKind.INTERVENTION}
_SUPERIORS = (MessageKind.UPGRADE, MessageKind.DEMAND_LETTER)
_ASK: dict[MessageKind, str] = {
    MessageKind.FOLLOWUP: "Ask for progress: {channel}.",
    MessageKind.UPGRADE: "Ask for a superior to take it over: {channel}.",
}


def climb(position: Position) -> NextStep:
    """The next rung."""
    if is_filed(position):
        return after_filing(position) or _court(position)
    if not standing.platform_done(position):
        step = _first(position) or _ask_again(position) or _platform(position) or _payment(position)
        if step:
            return step
    return _authority(position)


def _first(position: Position) -> NextStep | None:
    """Where the scenario says to begin, else with the merchant. Without a demand of one's own nothing was refused."""
    if standing.was_demanded(position):
        return None
    asked = [channel for channel in position.open if channel.rung in _ASKED_RUNGS and _OPENING & set(channel.kinds)]
    if not asked:
        return None
    channel = asked[0]
    usual = position.scenario is not None and position.scenario.family is Family.AFTER_SALE
    kind = MessageKind.FIRST if MessageKind.FIRST in channel.kinds and not usual else channel.kinds[0]
    return NextStep(
        do=remark("Send the first message: {channel}.", channel=channel.name),
        why=_why_first(position),
        until=position.waits_until,
        then=_then(position),
        channel=channel.id,
        kind=kind,
    )


def _why_first(position: Position) -> Remark:
    if standing.was_heard(position):
        return remark("They answered, but no demand of yours is recorded: say it in writing first.")
    talked = any(event.channel and event.at.at <= position.now for event in position.case.events)
    return remark("The other side has not been asked yet.") if talked else remark("Nobody has been asked yet.")


def _ask_again(position: Position) -> NextStep | None:
    """As long as nobody refused and the door is not silent: once for progress, then a superior."""
    if standing.merchant_refused(position) or standing.merchant_silent(position) or standing.platform_tried(position):
        return None
    if why := _unanswered(position):
        late = standing.is_overdue(position) and broken(position) is None
        return None if late and _steps_in(position) else _ask(position, MessageKind.FOLLOWUP, why)
    if position.case.stage is Stage.ESCALATED or _superior_asked(position):
        return None
    if not standing.was_asked(position):
        return _ask(position, MessageKind.FOLLOWUP, remark("They answered before, and it is not settled."))
    return _ask(position, MessageKind.UPGRADE, remark("They were asked before, and it is not settled."))


def _superior_asked(position: Position) -> bool:
    return any(message.sent_at and message.kind in _SUPERIORS for message in position.case.messages)


def _unanswered(position: Position) -> Remark | None:
    """Why one asks again: a promise was not kept, or nobody answered; None where somebody did."""
    contact = find_clock(position, ("follow-up",), ClockState.SOON, ClockState.OVERDUE)
    promise = broken(position)
    last = max((contact.at.at for contact in standing.contacts(position)), default=None)
    if promise and (last is None or promise.made_at.at >= last):
        if promise.kept is False:
            return remark("They promised “{promise}”, and did not keep it.", promise=within(promise.text))
        return remark("They promised “{promise}”; its time has passed.", promise=within(promise.text))
    if contact is None:
        return None
    return remark("There is no answer since {time}.", time=show_moment(contact.since))


def _ask(position: Position, kind: MessageKind, why: Remark) -> NextStep | None:
    """Over the channel that was used last, if it takes such a message; never a third time where nobody answers."""
    able = [door for door in position.open if kind in door.kinds and door.rung in _ASKED_RUNGS]
    able = [door for door in able if not standing.is_tired(position, door.id)]
    used = [happening.channel for happening in position.happened if happening.channel]
    channel = max(able, key=lambda door: _last(used, door.id), default=None)
    if channel is None:
        return None
    return NextStep(
        do=remark(_ASK[kind], channel=channel.name),
        why=why,
        until=position.waits_until,
        then=_then(position),
        channel=channel.id,
        kind=kind,
    )


def _last(used: list[str], channel: str) -> int:
    return max((number for number, key in enumerate(used) if key == channel), default=-1)


def _steps_in(position: Position) -> Channel | None:
    return position.first_open(Rung.PLATFORM, MessageKind.INTERVENTION)


def _platform(position: Position) -> NextStep | None:
    channel = _steps_in(position)
    if channel is None or standing.platform_tried(position):
        return None
    return NextStep(
        do=remark("Ask the platform to step in: {channel}.", channel=channel.name),
        why=_why_not_the_merchant(position),
        until=position.waits_until,
        then=remark("A no, or none in 48 hours: {next}", next=_beyond_the_platform(position)),
        channel=channel.id,
        kind=MessageKind.INTERVENTION,
    )


def _payment(position: Position) -> NextStep | None:
    """Where no platform stands behind it, the service that took the money."""
    channel = position.payment()
    if channel is None or _steps_in(position) or position.used & PAYMENT_CHANNELS.keys():
        return None
    return NextStep(
        do=remark("Complain to the payment service: {channel}.", channel=channel.name),
        why=remark("{reason} No platform stands behind it.", reason=_why_not_the_merchant(position)),
        until=position.waits_until,
        then=remark("It can help to reach the merchant, not decide. Else: {next}", next=_beyond_the_platform(position)),
        channel=channel.id,
        kind=channel.kinds[0],
    )


def _why_not_the_merchant(position: Position) -> Remark:
    if standing.merchant_refused(position):
        return remark("The merchant refused; asking again brings no new answer.")
    if standing.merchant_silent(position) or standing.is_overdue(position):
        return remark("The merchant does not answer; waiting longer does not help.")
    return remark("The merchant has not settled it.")


def _then(position: Position) -> Remark:
    """What follows where asking brings nothing."""
    channel = _steps_in(position) or position.payment()
    if channel is None:
        return remark("A no, or no answer in a day or two: {next}", next=_beyond_the_platform(position))
    if channel.rung is Rung.PLATFORM:
        return remark("A no, or no answer in a day or two: the platform ({channel}).", channel=channel.name)
    return remark("A no, or no answer in a day or two: the payment service ({channel}).", channel=channel.name)


def _beyond_the_platform(position: Position) -> Remark:
    if position.open_channel("12315"):
        return remark("complain to 12315, which can only mediate.")
    if position.open_channel("letter"):
        return remark("a letter of demand by registered mail, then a lawsuit.")
    return remark("find out who they are.") if "court" in position.closed else remark("a lawsuit.")


def _authority(position: Position) -> NextStep:
    """12315 where it takes the matter; else a letter, and then a court."""
    why = remark("The steps before have not settled it.")
    if standing.platform_tried(position):
        why = remark("Merchant and platform have not settled it; asking them again brings no new answer.")
    return complain(position, why) or go(position, ("letter",), why) or _court(position)


def _court(position: Position) -> NextStep:
    if closed := position.closed.get("court"):
        return NextStep(
            do=remark("First find out who the other side is: name and address."),
            why=remark("{what}", what=closed.why),
            then=remark("{what}", what=closed.instead),
        )
    channel = position.open_channel("court")
    return NextStep(
        do=remark("Consider a lawsuit or, where it was agreed, arbitration."),
        why=_why_court(position),
        then=remark("Small sums have a quick procedure (小额诉讼). Ask a lawyer where much is at stake."),
        channel=channel.id if channel else "",
    )


def _why_court(position: Position) -> Remark:
    if has_happened(position, "12315-refused"):
        return remark("12315 did not take the complaint.")
    if has_happened(position, "12315-accepted", "12315-stopped", "12315-ended"):
        return remark("Mediation by 12315 is over.")
    if is_filed(position):
        return remark("12315 has not settled it.")
    return remark("The steps before have not settled it.")
