"""Cases as a user would note them, on 28 November 2026: events by their words, no part confirmed."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from caseorg.domain.case import Answer, CaseFile, Event, Part, Payment, Person, Platform, Side
from caseorg.domain.moments import BEIJING, parse_moment
from caseorg.domain.steps.step import NextStep
from caseorg.knowledge.agenda import next_step
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.stories import story_of
from domain.build import case, event, evidence, merchant, order

KNOWLEDGE = Knowledge()
NOW = datetime(2026, 11, 28, 12, tzinfo=BEIJING)
ME = Person(name="林晓", phone="13800001234", address="上海市长宁区示例路88号")


def happened(at: str, text: str, **fields: Any) -> Event:
    """An event of 2026, where the time names no year; who acted is left to the words."""
    when = at if at.startswith("20") else f"2026-{at}"
    return event(when, text, **{"side": Side.UNKNOWN, "part": Part.UNKNOWN, **fields})


def noted(*events: Event, answers: dict[str, str] | None = None, **fields: Any) -> CaseFile:
    """A case that can be told to anybody; `paid`, `payment`, `number` and `product` are those of its order."""
    bought = {"number": "A1", "paid": Decimal(98), "product": "点卡", "payment": Payment.WECHAT}
    bought |= {name: fields.pop(name) for name in tuple(fields) if name in bought}
    given = {
        "platform": Platform.PDD,
        "events": events,
        "evidence": (evidence(1),),
        "orders": (order(ordered_at=parse_moment("2026-11-10"), **bought),),
        "demand": "退款98元，2026年12月5日前原路退回",
        "complainant": ME,
        "parties": (merchant(address="杭州市"),),
        "answers": tuple(Answer(question=key, value=value) for key, value in (answers or {}).items()),
    }
    return case(**{**given, **fields})


def step(of: CaseFile, now: datetime = NOW) -> NextStep:
    """The next step by the shipped knowledge."""
    return next_step(KNOWLEDGE, of, story_of(KNOWLEDGE, of), now)


def told(found: NextStep) -> str:
    """Everything that the step says, and no door that is closed."""
    parts = (*(one.do for one in found.urgent), found.do, found.before, found.why, found.then, *found.asks)
    return " ".join(str(part) for part in parts if part)


def refused(found: NextStep) -> dict[str, str]:
    """Channel → why it does not take the matter."""
    return {one.channel: one.why for one in found.refused}
