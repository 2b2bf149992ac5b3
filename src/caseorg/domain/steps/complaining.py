"""The complaint to 12315: it can be made as soon as its form can be filled, and nothing but mediation comes of it."""

from caseorg.domain.case import Stage
from caseorg.domain.clocks.deadline import ClockState
from caseorg.domain.clocks.workdays import add_workdays
from caseorg.domain.messages.channel import MessageKind
from caseorg.domain.moments import BEIJING
from caseorg.domain.remark import Remark, remark
from caseorg.domain.steps.gaps import FORM_GAPS, held_up
from caseorg.domain.steps.position import Position, find_clock, has_happened
from caseorg.domain.steps.step import NextStep

CHANNEL = "12315"
DECIDES_IN = 7  # working days, 令121 art. 15
_TAKEN = ("12315-filed", "12315-accepted", "12315-refused", "12315-stopped", "12315-ended")


def is_filed(position: Position) -> bool:
    """12315 has the complaint, as far as the events, a sent message or the user's own word tell."""
    filed = CHANNEL in position.used or "12315-told" in position.signs or position.case.stage is Stage.COMPLAINED
    return filed or has_happened(position, *_TAKEN)


def complain(position: Position, why: Remark) -> NextStep | None:
    """None where 12315 does not take the matter, or has it."""
    if position.open_channel(CHANNEL) is None or is_filed(position):
        return None
    today = position.now.astimezone(BEIJING).date()
    decided = add_workdays(position.calendar, today, DECIDES_IN).latest
    step = NextStep(
        do=remark("Complain to 12315 (market supervision)."),
        why=why,
        then=remark(
            "12315 says within 7 working days whether it takes the complaint: by {day}, if you file today. It can only "
            "mediate, and only where both sides agree; if that fails, a lawsuit remains.",
            day=decided,
        ),
        channel=CHANNEL,
        kind=MessageKind.COMPLAINT,
    )
    return held_up(position, step, FORM_GAPS)


def after_filing(position: Position) -> NextStep | None:
    """What to ask or note while 12315 has the complaint; None once it is over."""
    over = "12315-over" in position.signs or find_clock(position, ("12315-mediation",), ClockState.OVERDUE)
    if over or has_happened(position, "12315-refused", "12315-stopped", "12315-ended"):
        return None
    if find_clock(position, ("12315-acceptance",), ClockState.OVERDUE):
        return NextStep(
            do=remark("Ask the authority whether it takes the complaint, and note the answer."),
            why=remark("Its seven working days have passed."),
            then=remark("Taken: it mediates for up to 60 days. Refused: it must say why, and what else is open."),
            channel=CHANNEL,
        )
    if has_happened(position, "12315-filed", "12315-accepted"):
        return NextStep(
            do=remark("Note what 12315 decided: accepted, refused or ended."),
            why=remark("The next period depends on it."),
        )
    return NextStep(do=remark("Note when 12315 received the complaint."), why=remark("Its periods run from that day."))
