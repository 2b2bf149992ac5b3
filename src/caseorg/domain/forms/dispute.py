"""When the dispute arose, as a form asks for it (争议发生时间)."""

from datetime import date, datetime, timedelta

from caseorg.domain.case import CaseFile, Part
from caseorg.domain.moments import BEIJING, Moment, latest_instant, show_chinese
from caseorg.domain.story.story import Story


def disputed_on(case: CaseFile, story: Story, now: datetime) -> tuple[date, str] | None:
    """The day, and why it is this one: of several charges the last; where an agreed or promised day passed with nothing
    done, the day after; else the day of the fault, of the refusal, or of the purchase. None where nothing has a day."""
    faults = story.of(Part.FAULT)
    charged = sorted(charge.day for beat in faults for charge in beat.charges)
    if len(set(charged)) > 1:
        return charged[-1], "多次扣款，填最后一次的日期"
    if missed := _missed(case, story, now):
        return missed
    if story.fault and story.fault.at:
        return story.fault.at.local.date(), _of_the_fault(story.fault.at)
    if refused := [beat.at.local.date() for beat in story.of(Part.REFUSAL) if beat.at]:
        return min(refused), "对方拒绝的那一天，请核对"
    bought = next((order.ordered_at for order in case.orders if order.ordered_at), None)
    return (bought.local.date(), "下单的那一天，请核对") if bought else None


def _of_the_fault(at: Moment) -> str:
    """The form wants one day; where that is not known, it is the first that is possible."""
    if latest_instant(at).date() != at.local.date():
        return f"出问题的时间记的是“{show_chinese(at)}”，这里是其中第一天，请核对"
    return "出问题的那一天"


def _missed(case: CaseFile, story: Story, now: datetime) -> tuple[date, str] | None:
    """An agreed day, or a promise made before anything else went wrong or was refused, that has passed."""
    today = now.astimezone(BEIJING).date()
    agreed = [beat.agreed for beat in story.told if beat.agreed and beat.part in (Part.BUY, Part.PROMISE)]
    if agreed and agreed[0] < today:
        return agreed[0], "约定的期限届满的那一天"
    wrong = [beat.at.at for part in (Part.FAULT, Part.REFUSAL) for beat in story.of(part) if beat.at]
    open_ones = (
        promise
        for promise in case.promises
        if promise.kept is not True and all(promise.made_at.at < at for at in wrong)
    )
    dues = [promise.due.astimezone(BEIJING).date() for promise in open_ones if promise.due and promise.due < now]
    return (min(dues) + timedelta(days=1), "答应的期限过后第一天") if dues else None
