"""Domain values as JSON, and a case of the list as a line: what almost every command needs and none waits for."""

import json
from dataclasses import is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from caseorg.domain.case import CaseSummary
from caseorg.domain.moments import BEIJING, Moment, show_moment
from caseorg.domain.sums.totals import claimed_by
from caseorg.i18n import listed, tr
from caseorg.views.sums import three_numbers


def to_json(value: Any) -> str:
    """Indented JSON; times in Beijing time, amounts as text, enums by their value."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=plain)


def plain(value: Any) -> Any:
    """What JSON has no form for, one level down."""
    if isinstance(value, Moment):
        return {"time": show_moment(value), "precision": value.precision, "source": value.source}
    if is_dataclass(value) and not isinstance(value, type):
        return {name: getattr(value, name) for name in value.__dataclass_fields__}
    if isinstance(value, datetime):
        return value.astimezone(BEIJING).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"no JSON for {type(value)}")


_SUMMARY = (
    "id",
    "title",
    "platform",
    "merchant",
    "order_number",
    "paid",
    "stage",
    "evidence_count",
    "updated_at",
    "refunded",
)


def summary_facts(case: CaseSummary) -> dict[str, Any]:
    """One case of the list as plain values."""
    facts = {name: getattr(case, name) for name in _SUMMARY}
    return {**facts, "claimed": claimed_by(case.demand, case.demand_said)}


def summary_line(case: CaseSummary) -> str:
    """One case of the list."""
    numbers = listed(three_numbers(case.paid, case.refunded, claimed_by(case.demand, case.demand_said))) or "-"
    count = tr("{count} pieces of evidence", count=case.evidence_count)
    return "  ".join((case.id[:8], case.title, case.merchant or "-", case.order_number or "-", numbers, count))
