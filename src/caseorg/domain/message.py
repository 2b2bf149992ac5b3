"""From a case to the text of a message, and what the case does not say yet."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from caseorg.domain.case import CaseFile, Event
from caseorg.domain.facts import evidence_reference, fact_sentence
from caseorg.domain.moments import show_chinese
from caseorg.domain.money import capital_yuan, show_yuan

_SLOT = re.compile(r"\{(\w+)\}")
SLOT_NAMES = {
    "name": "your name",
    "phone": "your telephone number",
    "merchant": "the merchant's name",
    "order_number": "the order number",
    "product": "what was bought",
    "paid": "the amount paid",
    "paid_capital": "the amount paid",
    "ordered_at": "when it was ordered",
    "problem": "what happened (events)",
    "facts": "what happened (events)",
    "demand": "what you demand",
    "evidence": "evidence",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A composed text. `missing` names the slots without a value; `shortened` says how many facts were left out."""

    text: str
    missing: tuple[str, ...]
    shortened: int
    limit: int | None

    @property
    def length(self) -> int:
        """Characters as the channels count them: line ends are not counted."""
        return length(self.text)


def length(text: str) -> int:
    """Characters without line ends."""
    return sum(1 for character in text if character not in "\r\n")


def slots(template: str) -> tuple[str, ...]:
    """The names of the slots in a template or a line of it, each once."""
    return tuple(dict.fromkeys(_SLOT.findall(template)))


def compose(case: CaseFile, template: str, limit: int | None = None) -> Draft:
    """Fills the template line by line; a line with a slot that has no value is left out and the slot reported.

    The slot `facts` stands for one line per event. Where the text is longer than `limit` characters, facts are
    left out one at a time, the latest but the very last first: the beginning tells what went wrong, the end how
    it stands. A text that is still too long is given whole, so that nothing is cut silently.
    """
    facts = tuple(fact_sentence(case, event) for event in case.events if event.in_complaint)
    values = _values(case)
    missing = _missing(template, values, facts)
    for left_out in range(max(1, len(facts))):
        text = _fill(template, values, facts[: len(facts) - 1 - left_out] + facts[-1:])
        if limit is None or length(text) <= limit:
            return Draft(text, missing, left_out, limit)
    return Draft(_fill(template, values, facts), missing, 0, limit)


def _missing(template: str, values: Mapping[str, str], facts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in slots(template) if (not facts if name == "facts" else not values.get(name, "")))


def _fill(template: str, values: Mapping[str, str], facts: tuple[str, ...]) -> str:
    lines: list[str] = []
    for line in template.strip().splitlines():
        if line.strip() == "{facts}":
            lines += [f"{number}. {fact}" for number, fact in enumerate(facts, start=1)]
        elif all(values.get(name) for name in slots(line)):
            lines.append(_SLOT.sub(lambda match: values[match[1]], line))
    return "\n".join(lines)


def _values(case: CaseFile) -> dict[str, str]:
    """The values that a template may name; an empty string means not known."""
    order = case.orders[0] if case.orders else None
    total = case.paid_amount
    return {
        "name": case.complainant.name,
        "phone": case.complainant.phone,
        "merchant": case.merchant.name,
        "order_number": "、".join(order.number for order in case.orders if order.number),
        "product": "、".join(dict.fromkeys(order.product for order in case.orders if order.product)),
        "paid": show_yuan(total) if total is not None else "",
        "paid_capital": capital_yuan(total) if total is not None else "",
        "ordered_at": show_chinese(order.ordered_at) if order and order.ordered_at else "",
        "problem": last.text if (last := _problem(case)) else "",
        "demand": case.demand.strip().rstrip("。"),
        "evidence": evidence_reference(case.standing_evidence),
    }


def _problem(case: CaseFile) -> Event | None:
    return next((event for event in reversed(case.events) if event.in_complaint), None)
