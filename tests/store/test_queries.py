"""Questions to the database."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import event as listen

from caseorg.actions.case import new_case
from caseorg.actions.event import EventDetails, add_event
from caseorg.actions.work import UnitOfWork
from caseorg.domain.case import CaseDetails, CaseId, Order, OrderId, Party, Platform, Role
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import parse_moment
from caseorg.domain.sums.totals import claimed_by
from caseorg.jobs.sample import SAMPLE
from caseorg.store.changes import all_stamps, case_stamps, changed_cases
from caseorg.store.journal import JournalEnd, journal_entries, last_journal_entry
from caseorg.store.queries import (
    cases_in_trash,
    evidence_of_digests,
    find_case,
    find_duplicate,
    list_cases,
    load_case,
    load_cases,
    load_profile,
)
from caseorg.store.records import list_evidence
from caseorg.store.snapshot import snapshot
from caseorg.workspace import Workspace


def named(workspace: Workspace, *ids: str) -> None:
    for key in ids:
        workspace.write(new_case, CaseDetails(title=key), CaseId(key))


def order(number: str, paid: str | None = None) -> Order:
    return Order(id=OrderId(""), number=number, paid=Decimal(paid) if paid else None)


def test_the_list_says_of_each_case_what_is_its_own(workspace: Workspace) -> None:
    merchant = Party(role=Role.MERCHANT, name="星河数码")
    operator = Party(role=Role.OPERATOR, name="平台公司")
    orders = (order("", "0.10"), replace(order("B2", "0.20"), refunded=Decimal("0.05")), order("B1"))
    full = CaseDetails(
        title="甲", platform=Platform.JD, parties=(operator, merchant), orders=orders, demand="退款0.2元"
    )
    first = workspace.write(new_case, full)
    second = workspace.write(new_case, CaseDetails(title="乙"))
    found = {case.id: case for case in workspace.read(list_cases)}
    one, other = found[first], found[second]
    assert (one.title, one.platform, one.merchant, one.order_number) == ("甲", Platform.JD, "星河数码", "B1")
    assert (one.paid, one.refunded) == (Decimal("0.30"), Decimal("0.05"))
    assert claimed_by(one.demand, one.demand_said) == Decimal("0.20")
    assert (other.merchant, other.order_number, other.paid, other.evidence_count) == ("", "", None, 0)
    assert claimed_by(other.demand, other.demand_said) is None


def test_the_case_touched_last_is_the_first_of_the_list(workspace: Workspace) -> None:
    named(workspace, "aa", "bb", "cc")
    workspace.write(add_event, CaseId("aa"), EventDetails(at=parse_moment("2026-11-01"), text="付款"))
    assert [case.id for case in workspace.read(list_cases)] == ["aa", "cc", "bb"]


def test_a_case_is_found_by_the_beginning_of_its_id(workspace: Workspace) -> None:
    named(workspace, "a1b2", "a1c3", "ffff")
    assert workspace.read(find_case, " A1B ") == "a1b2"
    assert workspace.read(find_case, "f") == "ffff"
    assert workspace.read(find_case, "a1c3") == "a1c3"


@pytest.mark.parametrize("beginning", ["", " ", "%", "_1b2", "a_", "1b2", "a1b2x", "\\", "'", "证据"])
def test_what_begins_no_id_is_an_unknown_case(workspace: Workspace, beginning: str) -> None:
    named(workspace, "a1b2", "ffff")
    with pytest.raises(CaseorgError, match="There is no case"):
        workspace.read(find_case, beginning)


def test_a_beginning_of_several_ids_is_refused(workspace: Workspace) -> None:
    named(workspace, "a1b2", "a1c3")
    with pytest.raises(CaseorgError, match="More than one case begins with “a1”"):
        workspace.read(find_case, "a1")


def test_a_case_that_is_not_there_is_said_to_be_so(workspace: Workspace) -> None:
    with pytest.raises(CaseorgError, match="There is no case “nowhere”"):
        workspace.read(load_case, CaseId("nowhere"))


def test_the_sample_case_comes_back_as_it_was_told(sample: Workspace) -> None:
    case = sample.read(load_case, SAMPLE)
    assert (case.platform, case.merchant.name, case.complainant.name) == (Platform.PDD, "星河数码卡券专营店", "林晓㛃")
    assert case.orders[0].paid == Decimal("98.00")
    assert [item.number for item in case.evidence] == [1, 2, 3, 4, 5]
    assert [len(event.evidence) for event in case.events] == [2, 1, 1, 1, 1, 1]
    assert [event.at.at for event in case.events] == sorted(event.at.at for event in case.events)


def statements(workspace: Workspace, run: Callable[[], object]) -> int:
    said: list[str] = []

    def hear(*arguments: object) -> None:
        said.append(str(arguments[2]))

    listen.listen(workspace.engine, "before_cursor_execute", hear)
    run()
    listen.remove(workspace.engine, "before_cursor_execute", hear)
    return len(said)


def test_a_larger_case_takes_no_more_statements(workspace: Workspace, case_id: CaseId) -> None:
    def add_events(work: UnitOfWork, count: int) -> None:
        for number in range(count):
            add_event(work, case_id, EventDetails(at=parse_moment("2026-11-01"), text=str(number)))

    workspace.write(add_events, 1)
    small = statements(workspace, lambda: workspace.read(load_case, case_id))
    workspace.write(add_events, 50)
    assert statements(workspace, lambda: workspace.read(load_case, case_id)) == small


def test_the_list_of_many_cases_takes_few_statements(workspace: Workspace) -> None:
    named(workspace, *(f"case{number}" for number in range(30)))
    workspace.read(list_cases)
    assert statements(workspace, lambda: workspace.read(list_cases)) <= 5  # cases, parties, orders, evidence, and BEGIN


def test_more_cases_than_a_question_has_places_for(workspace: Workspace) -> None:
    ids = [f"c{number}" for number in range(12)]
    workspace.write(lambda work: [new_case(work, CaseDetails(title=key), CaseId(key)) for key in ids])
    with snapshot(workspace.database) as source:
        source.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 3)
        assert {case.id for case in changed_cases(source, JournalEnd(0, "")).cases} == set(ids)
        assert all_stamps(source, ids).keys() == set(ids)
        assert {stamp.id for stamp in case_stamps(source, ids)} == set(ids)
        assert [case.id for case in load_cases(source, [CaseId(key) for key in ids])] == ids
        assert evidence_of_digests(source, ids) == {}
        assert cases_in_trash(source, ids) == frozenset()


def test_evidence_is_found_by_its_bytes_in_its_own_case_only(sample: Workspace) -> None:
    item = sample.read(load_case, SAMPLE).evidence[2]
    assert sample.read(find_duplicate, SAMPLE, item.sha256) == item
    assert sample.read(find_duplicate, SAMPLE, "0" * 64) is None
    assert sample.read(find_duplicate, sample.write(new_case, CaseDetails(title="b")), item.sha256) is None


def test_evidence_is_listed_of_one_case_or_of_all(sample: Workspace) -> None:
    other = sample.write(new_case, CaseDetails(title="b"))
    assert [item.number for _, item in sample.read(list_evidence, SAMPLE)] == [1, 2, 3, 4, 5]
    assert sample.read(list_evidence, other) == ()
    assert sample.read(list_evidence) == sample.read(list_evidence, SAMPLE)


def test_the_journal_is_read_from_its_beginning(sample: Workspace) -> None:
    entries = sample.read(lambda session: tuple(journal_entries(session)))
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert [entry.action for entry in entries[:3]] == ["profile.set", "case.new", "evidence.add"]
    assert sample.read(last_journal_entry) == entries[-1]


def test_a_new_folder_has_no_journal_and_no_profile(workspace: Workspace) -> None:
    assert workspace.read(last_journal_entry) is None
    assert workspace.read(load_profile).name == ""
