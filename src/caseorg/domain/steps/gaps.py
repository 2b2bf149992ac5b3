"""What a case lacks before the next step, as far as such a case can have it."""

from collections.abc import Iterator
from dataclasses import replace

from caseorg.domain.papers.missing import Missing, missing
from caseorg.domain.remark import Remark, remark
from caseorg.domain.steps.position import Position
from caseorg.domain.steps.signs import holds
from caseorg.domain.steps.step import NextStep

FIRST_GAPS = (Missing.EVIDENCE, Missing.ORDER, Missing.PAID, Missing.FACTS, Missing.DEMAND)
FORM_GAPS = (Missing.NAME, Missing.PHONE, Missing.ADDRESS, Missing.MERCHANT, Missing.MERCHANT_ADDRESS)
_UNREACHABLE = "没有或联系不上"
FILL: dict[Missing, str] = {
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


def gaps(position: Position, wanted: tuple[Missing, ...]) -> Iterator[Missing]:
    """Those of the wanted that the case lacks and could have."""
    lacking = missing(position.case)
    waived = {rule.gap for rule in position.rules.waivers if holds(position.signs, rule.signs)}
    if position.case.answer("platform-address") == _UNREACHABLE:
        waived.add(Missing.MERCHANT_ADDRESS)
    return (gap for gap in wanted if gap in lacking and gap not in waived)


def fill(position: Position, wanted: tuple[Missing, ...], why: Remark) -> NextStep | None:
    """The first of the gaps, as a step of its own."""
    gap = next(gaps(position, wanted), None)
    return NextStep(do=remark(FILL[gap]), why=why, gap=gap) if gap else None


def held_up(position: Position, step: NextStep, wanted: tuple[Missing, ...]) -> NextStep:
    """The step with the first of the gaps that it needs filled before."""
    gap = next(gaps(position, wanted), None)
    if gap is None:
        return step
    return replace(step, before=remark(FILL[gap]), gap=gap)
