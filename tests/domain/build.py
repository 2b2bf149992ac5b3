"""Domain values for tests: say only what the test is about."""

from datetime import UTC, datetime, timedelta
from typing import Any

from caseorg.domain.case import (
    CaseFile,
    CaseId,
    Decision,
    DecisionId,
    Event,
    EventId,
    Evidence,
    EvidenceId,
    MediaKind,
    Message,
    MessageId,
    Order,
    OrderId,
    Party,
    Person,
    Platform,
    Promise,
    PromiseId,
    Role,
    Side,
    Stage,
)
from caseorg.domain.moments import Moment, Precision, TimeSource, parse_moment

START = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)  # 14:30 in Beijing


def moment(hours: float = 0, precision: Precision = Precision.MINUTE) -> Moment:
    """So many hours after START."""
    return Moment(START + timedelta(hours=hours), precision, TimeSource.TYPED)


def event(at: str | Moment = "2026-11-01 14:30", text: str = "付款", *evidence: int, **fields: Any) -> Event:
    """An event with the evidence of these numbers."""
    links = tuple(EvidenceId(f"evidence-{number}") for number in evidence)
    when = parse_moment(at) if isinstance(at, str) else at
    return Event(id=EventId(f"event-{text}"), at=when, text=text, evidence=links, **fields)


def evidence(number: int, taken_at: str | Moment | None = None, **fields: Any) -> Evidence:
    """A picture of this number."""
    given = {
        "id": EvidenceId(f"evidence-{number}"),
        "name": f"{number}.png",
        "sha256": f"{number:064}",
        "size": 1,
        "kind": MediaKind.IMAGE,
        "media_type": "image/png",
        "taken_at": parse_moment(taken_at) if isinstance(taken_at, str) else taken_at,
        "added_at": START,
    }
    return Evidence(number=number, **{**given, **fields})


def message(hours: float, text: str = "请退款", *evidence: int, **fields: Any) -> Message:
    """A message sent so many hours after START, with the evidence of these numbers."""
    at = START + timedelta(hours=hours)
    links = tuple(EvidenceId(f"evidence-{number}") for number in evidence)
    given = {"id": MessageId(f"message-{text}"), "channel": "merchant", "made_at": at, "sent_at": at}
    return Message(text=text, attached=links, **{**given, **fields})


def promise(hours: float, text: str = "1小时内处理", **fields: Any) -> Promise:
    """A promise of customer service, made so many hours after START."""
    given = {"id": PromiseId(f"promise-{text}"), "side": Side.SERVICE, "made_at": moment(hours)}
    return Promise(text=text, **{**given, **fields})


def case(**fields: Any) -> CaseFile:
    """A case without anything but a title."""
    given = {
        "id": CaseId("case"),
        "title": "点卡卡密无效",
        "platform": Platform.PDD,
        "stage": Stage.COLLECTING,
        "demand": "",
        "complainant": Person(),
        "created_at": START,
        "updated_at": START,
        "revision": 1,
    }
    empty = dict.fromkeys(("parties", "orders", "events", "evidence", "messages", "promises", "documents"), ())
    return CaseFile(**{**given, **empty, **fields})


def order(**fields: Any) -> Order:
    """An order without anything."""
    return Order(id=OrderId("order"), **fields)


def merchant(name: str = "星河数码", **fields: Any) -> Party:
    """The shop."""
    return Party(role=Role.MERCHANT, name=name, **fields)


def decision(value: str, **fields: Any) -> Decision:
    """Something on the first piece of evidence that was accepted."""
    told = {"proposal": "0123456789", "accepted": True, "kind": "shop", "page": 0, "box": (10, 20, 300, 60)}
    return Decision(**{"id": DecisionId("d1"), "value": value, "evidence": EvidenceId("1"), **told, **fields})
