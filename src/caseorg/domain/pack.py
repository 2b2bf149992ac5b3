"""From a case to the plan of its evidence pack: what the cover says and which rows the index has."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from caseorg.domain.case import CaseFile, Evidence
from caseorg.domain.money import show_yuan

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackPlan:
    """Cover rows are (label, value); items are in the order of the index."""

    title: str
    cover: tuple[tuple[str, str], ...]
    items: tuple[Evidence, ...]
    made_at: datetime


class PerPage(StrEnum):
    """How many pictures stand on a page; AUTO puts two where their type stays readable."""

    ONE = "1"
    TWO = "2"
    FOUR = "4"
    AUTO = "auto"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackOptions:
    """How the pack is printed. With `binding` the wide margin is at the right of even pages; `grouped` puts together
    what proves the same."""

    per_page: PerPage = PerPage.ONE
    binding: bool = False
    mono: bool = False
    grouped: bool = False


def pack_plan(case: CaseFile, platform: str, *, grouped: bool = False) -> PackPlan:
    """The pack holds all standing evidence in the order of its numbers, or where the first of its group stands.
    `platform` says where it was bought, empty for not known."""
    numbers = "、".join(order.number for order in case.orders if order.number)
    paid = case.disputed_amount
    rows = (
        ("提交人", case.complainant.name),
        ("联系电话", case.complainant.phone),
        ("被投诉人", case.merchant.name),
        ("交易平台", platform),
        ("订单号", numbers),
        ("涉及金额", f"人民币{show_yuan(paid)}元" if paid is not None else ""),
    )
    items = _grouped(case.standing_evidence) if grouped else case.standing_evidence
    return PackPlan(title=case.title, cover=rows, items=items, made_at=case.gathered_at)


def _grouped(items: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """What proves the same stands together; what says nothing stays where it is."""
    firsts: dict[str, int] = {}
    for item in items:
        firsts.setdefault(item.proves.strip() or item.id, item.number)
    return tuple(sorted(items, key=lambda item: firsts[item.proves.strip() or item.id]))


def manifest(items: Iterable[Evidence]) -> bytes:
    """What goes with the pack as a file: number, SHA-256 and name of each piece, a line each, parted by tabs."""
    lines = (f"{item.label}\t{item.sha256}\t{_CONTROL.sub(' ', item.name)}\n" for item in items)
    return "".join(lines).encode(errors="replace")
