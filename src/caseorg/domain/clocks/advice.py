"""What to do now in a case, why, and until when: what cannot wait, what is missing, waiting, the next rung."""

from caseorg.domain.case import Stage
from caseorg.domain.clocks.deadline import ClockKind, ClockState
from caseorg.domain.clocks.happenings import is_settled
from caseorg.domain.clocks.ladder import NextStep, Position, climb, find_clock
from caseorg.domain.complaint import Missing, missing
from caseorg.domain.messages.channel import Kind
from caseorg.domain.remark import Remark, remark

_WAITED_FOR = ("platform-answer", "wechat-answer", "telecom-operator", "12315-acceptance", "12315-mediation")
_FIRST_GAPS = (Missing.EVIDENCE, Missing.ORDER, Missing.PAID, Missing.FACTS, Missing.DEMAND)
_FORM_GAPS = (Missing.NAME, Missing.PHONE, Missing.ADDRESS, Missing.MERCHANT, Missing.MERCHANT_ADDRESS)
_POLICE = "police"
_UNREACHABLE = "没有或联系不上"
_FILL: dict[Missing, str] = {
    Missing.EVIDENCE: "Add screenshots: order, payment, what went wrong, chat.",
    Missing.ORDER: "Note the order number.",
    Missing.PAID: "Note what was really paid.",
    Missing.FACTS: "Note what happened, with the time.",
    Missing.DEMAND: "Say what you demand: action, amount, deadline.",
    Missing.NAME: "Enter your name.",
    Missing.PHONE: "Enter your telephone number.",
    Missing.ADDRESS: "Enter your postal address.",
    Missing.MERCHANT: "Note the merchant's name.",
    Missing.MERCHANT_ADDRESS: "Note the merchant's address as the platform shows it.",
}


def next_step(position: Position) -> NextStep:
    """The one thing to do now."""
    if position.case.stage is Stage.CLOSED:
        return NextStep(do=remark("Nothing is left to do."), why=remark("The case is closed."))
    if is_settled(position.happened, position.now):
        return NextStep(do=remark("Close the case."), why=remark("It was noted that the matter is settled."))
    return (
        _urgent(position)
        or _reported(position)
        or _after_sale(position)
        or _fill(position, _FIRST_GAPS, remark("Whoever answers will ask for it."))
        or _wait(position)
        or _climb(position)
    )


def _climb(position: Position) -> NextStep:
    """A complaint to 12315 needs more than the messages before it."""
    step = climb(position)
    if step.kind is Kind.COMPLAINT and step.channel == "12315":
        return _fill(position, _FORM_GAPS, remark("A complaint to 12315 must say it (令121 art. 10).")) or step
    return step


def _urgent(position: Position) -> NextStep | None:
    """What cannot wait comes before everything, until somebody was told of it."""
    scenario = position.scenario
    if scenario is None or not scenario.urgent or _used(position) & {*scenario.first, _POLICE}:
        return None
    named = [one for one in position.channels if one.id in scenario.first]
    channel = next((one for one in named if one.id == _POLICE), next(iter(named), None))
    return NextStep(
        do=remark(
            "At once: {advice} Call the police (110; 96110 for advice); have bank or payment service stop payments.",
            advice=scenario.urgent[0],
        ),
        why=remark("“{scenario}” cannot wait.", scenario=scenario.name),
        channel=channel.id if channel else "",
        kind=channel.kinds[0] if channel else None,
        urgent=True,
    )


def _reported(position: Position) -> NextStep | None:
    """After the report nobody else is written to: the other side of a crime is no merchant."""
    if position.scenario is None or not position.scenario.is_crime:
        return None
    return NextStep(
        do=remark(
            "Note the number of the police receipt, and ask bank or payment service whether payment was stopped."
        ),
        why=remark("The police look into it; have no more contact with the swindlers."),
    )


def _used(position: Position) -> set[str]:
    """The channels over which something was said."""
    sent = {message.channel for message in position.case.messages if message.sent_at}
    return sent | {event.channel for event in position.case.events if event.channel}


def _after_sale(position: Position) -> NextStep | None:
    asked = any(one.milestone == "platform-requested" for one in position.happened)
    ending = find_clock(position, ("after-sale",), ClockState.SOON)
    if ending is None or asked:
        return None
    return NextStep(
        do=remark("Apply for after-sale service in the order now."),
        why=remark("The after-sale period is ending."),
        until=ending.due,
        urgent=True,
    )


def _fill(position: Position, wanted: tuple[Missing, ...], why: Remark) -> NextStep | None:
    lacking = missing(position.case)
    for gap in wanted:
        unknowable = gap is Missing.MERCHANT_ADDRESS and position.case.answer("platform-address") == _UNREACHABLE
        if gap in lacking and not unknowable:
            return NextStep(do=remark(_FILL[gap]), why=why, gap=gap)
    return None


def _wait(position: Position) -> NextStep | None:
    """Until what was asked or promised last; asking earlier only starts again from the beginning."""
    open_states = (ClockState.RUNNING, ClockState.SOON)
    term = find_clock(position, _WAITED_FOR, *open_states)
    promise = find_clock(position, ("promise",), *open_states)
    contact = find_clock(position, ("follow-up",), ClockState.RUNNING)
    waited = max(filter(None, (term, promise, contact)), key=lambda one: one.since.at, default=None)
    if waited is None:
        return None
    if waited.kind is ClockKind.PROMISE:
        why = remark("They promised: “{promise}”.", promise=waited.name)
    elif waited.kind is ClockKind.TERM:
        why = remark("The time for “{what}” is still running.", what=waited.name)
    else:
        why = remark("The last contact is less than a day ago.")
    return NextStep(do=remark("Wait for the answer, and keep new replies."), why=why, until=waited.due)
