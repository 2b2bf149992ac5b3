"""From a case to the plan of its evidence pack: what the cover says and which rows the index has."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from caseorg.domain.case import CaseFile, Evidence
from caseorg.domain.money import show_yuan


@dataclass(frozen=True, slots=True, kw_only=True)
class PackPlan:
    """Cover rows are (label, value); items are in the order of the index."""

    title: str
    cover: tuple[tuple[str, str], ...]
    items: tuple[Evidence, ...]


def pack_plan(case: CaseFile, platform_name: str) -> PackPlan:
    """The pack holds all standing evidence in the order of its numbers."""
    numbers = "、".join(order.number for order in case.orders if order.number)
    paid = case.disputed_amount
    rows = (
        ("提交人", case.complainant.name),
        ("联系电话", case.complainant.phone),
        ("被投诉人", case.merchant.name),
        ("交易平台", platform_name),
        ("订单号", numbers),
        ("涉及金额", f"人民币{show_yuan(paid)}元" if paid is not None else ""),
    )
    return PackPlan(title=case.title, cover=rows, items=case.standing_evidence)


def first_pages(front: int, counts: Sequence[int]) -> tuple[int, ...]:
    """The page on which each item begins, after `front` pages of cover and index, counted from 1."""
    return tuple(accumulate(counts[:-1], initial=front + 1)) if counts else ()
