"""Cases as they are typed on the command line, built as values: no database, no files."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from caseorg.domain.case import (
    Answer,
    CaseFile,
    Event,
    EventId,
    Evidence,
    EvidenceId,
    MediaKind,
    Order,
    OrderId,
    Party,
    Payment,
    Person,
    Platform,
    Promise,
    PromiseId,
    Role,
    Side,
)
from caseorg.domain.moments import parse_moment
from caseorg.domain.money import parse_yuan
from domain.build import case

NOW = datetime(2026, 11, 28, 4, tzinfo=UTC)
CASES: Mapping[str, Mapping[str, Any]] = json.loads(Path(__file__).with_name("cases.json").read_text(encoding="utf-8"))
_ME = Person(name="林晓", phone="13800001234", address="上海市长宁区示例路88号")


def built(told: Mapping[str, Any]) -> CaseFile:
    """The case on NOW."""
    new, more = _options(told["new"]), _options(told["set"])
    return case(
        title=_one(new, "--title"),
        platform=Platform(_one(new, "--platform")),
        scenario=_one(new, "--scenario"),
        demand=_one(new, "--demand"),
        complainant=_ME,
        parties=(Party(role=Role.MERCHANT, name=_one(new, "--merchant"), address=_one(new, "--merchant-address")),),
        orders=(_order(new, more),),
        answers=tuple(Answer(question=key, value=value) for key, _, value in map(_pair, more["--answer"])),
        evidence=tuple(_evidence(number, said) for number, said in enumerate(_described(told), start=1)),
        events=tuple(_event(number, _options(note)) for number, note in enumerate(told["notes"])),
        promises=tuple(_promise(number, words) for number, words in enumerate(told["promises"])),
        created_at=NOW,
        updated_at=NOW,
    )


def _options(words: Iterable[object]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    pairs = iter(words)
    for name in pairs:
        found[str(name)].append(str(next(pairs)))
    return found


def _one(options: Mapping[str, list[str]], name: str) -> str:
    return options[name][0] if name in options else ""


def _pair(text: str) -> tuple[str, str, str]:
    return text.partition("=")


def _order(new: Mapping[str, list[str]], more: Mapping[str, list[str]]) -> Order:
    refunded = _one(more, "--refunded")
    return Order(
        id=OrderId("order"),
        number=_one(new, "--order-no"),
        product=_one(new, "--product"),
        paid=parse_yuan(_one(new, "--paid")),
        refunded=parse_yuan(refunded) if refunded else None,
        ordered_at=parse_moment(_one(new, "--ordered-at")),
        payment=Payment(_one(more, "--payment")),
        transaction=_one(more, "--transaction"),
    )


def _described(told: Mapping[str, Any]) -> list[dict[str, list[str]]]:
    return [_options(words) for words in told["describe"] or [[] for _ in told["shots"]]]


def _evidence(number: int, said: Mapping[str, list[str]]) -> Evidence:
    return Evidence(
        id=EvidenceId(f"evidence-{number}"),
        number=number,
        name=f"{number}.png",
        sha256=f"{number:064}",
        size=1,
        kind=MediaKind.IMAGE,
        media_type="image/png",
        added_at=NOW,
        source=_one(said, "--source"),
        proves=_one(said, "--proves"),
        shows=tuple(said.get("--shows", ())),
    )


def _event(number: int, said: Mapping[str, list[str]]) -> Event:
    return Event(
        id=EventId(f"event-{number}"),
        at=parse_moment(_one(said, "--at")),
        text=_one(said, "--text"),
        side=Side(_one(said, "--side")),
        channel=_one(said, "--channel"),
        milestone=_one(said, "--milestone"),
        agent=_one(said, "--agent"),
        ticket=_one(said, "--ticket"),
        evidence=tuple(EvidenceId(f"evidence-{one}") for one in said.get("--evidence", ())),
    )


def _promise(number: int, words: list[str]) -> Promise:
    text, options = words[0], _options(words[1:])
    side, made_at = Side(_one(options, "--side")), parse_moment(_one(options, "--at"))
    return Promise(id=PromiseId(f"promise-{number}"), side=side, text=text, made_at=made_at)
