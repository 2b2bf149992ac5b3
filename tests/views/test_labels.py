"""Every member of an enum has its name in the one table of it, in both languages."""

from enum import StrEnum

import pytest

from caseorg.domain.case import Part, Payment, Platform, Side, Stage
from caseorg.domain.moments import TimeSource
from caseorg.domain.papers import annex
from caseorg.i18n import load_catalogue
from caseorg.pdf.evidence_page import TIME_SOURCES as PRINTED_SOURCES
from caseorg.views import labels

TABLES: dict[str, tuple[type[StrEnum], dict[StrEnum, str]]] = {
    "sides": (Side, {**labels.SIDES}),
    "parts": (Part, {**labels.PARTS}),
    "stages": (Stage, {**labels.STAGES}),
    "platforms": (Platform, {**labels.PLATFORMS}),
    "payments": (Payment, {**labels.PAYMENTS}),
    "sources of times": (TimeSource, {**labels.SOURCES}),
    "sides on paper": (Side, {**annex.PAPER_SIDES}),
    "sources of times on paper": (TimeSource, {**PRINTED_SOURCES}),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_names_every_member_and_no_other(name: str) -> None:
    kind, table = TABLES[name]
    assert set(table) == set(kind)


@pytest.mark.parametrize("name", [name for name in TABLES if "paper" not in name])
def test_two_members_are_never_called_the_same(name: str) -> None:
    _, table = TABLES[name]
    chinese = load_catalogue("zh_CN")
    assert len({chinese[label] for label in table.values()}) == len(table)
