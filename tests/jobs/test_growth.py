"""What a start and a change cost does not grow with the cases that were not changed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from caseorg.actions.case import new_case
from caseorg.actions.event import EventDetails, add_event
from caseorg.domain.case import CaseDetails, CaseId, Part
from caseorg.domain.moments import Moment, Precision, TimeSource
from caseorg.domain.sums import totals
from caseorg.jobs.agenda import Agenda, look_again, read_agenda
from caseorg.knowledge import library
from caseorg.knowledge.library import Knowledge
from caseorg.store.changes import CaseChanges, changed_cases
from caseorg.store.queries import list_cases
from caseorg.workspace import Workspace, open_workspace
from work import Work, counted

NOW = datetime(2026, 11, 28, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("own_knowledge")
FEW, MANY = 4, 40


def tell(workspace: Workspace, case_id: CaseId, days: int) -> None:
    at = Moment(NOW - timedelta(days=days), Precision.MINUTE, TimeSource.TYPED)
    details = EventDetails(at=at, text="联系客服要求退款98元", channel="merchant", part=Part.ASKED)
    workspace.write(add_event, case_id, details)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Data folders with few cases and with many, in all of which something runs and is kept."""
    found = {count: tmp_path_factory.mktemp("data") / "data" for count in (FEW, MANY)}
    for count, folder in found.items():
        with open_workspace(folder) as workspace:
            for number in range(count):
                tell(workspace, workspace.write(new_case, CaseDetails(title=f"点卡{number}")), number % 3 + 1)
            read_agenda(workspace, NOW)
    return found


def compared(
    folders: dict[int, Path], work_of: Callable[[Workspace, Any], object], before: Callable[[Workspace], Any] = vars
) -> tuple[Work, Work]:
    """The work with few cases and with many, after it was done once; that of `before` is not counted."""
    found = []
    for folder in folders.values():
        with open_workspace(folder) as workspace:
            work_of(workspace, before(workspace))
            known = before(workspace)
            with counted(workspace) as work:
                work_of(workspace, known)
            found.append(work)
    few, many = found
    return few, many


def test_a_start_reads_no_case_and_no_story(folders: dict[int, Path]) -> None:
    few, many = compared(folders, lambda workspace, _: read_agenda(workspace, NOW))
    assert (many.queries, many.stories, many.files) == (few.queries, 0, 0)


def test_a_list_of_cases_is_one_question(folders: dict[int, Path]) -> None:
    few, many = compared(folders, lambda workspace, _: workspace.read(list_cases))
    assert (many.queries, many.stories, many.files) == (few.queries, 0, 0)
    assert many.steps > 2 * few.steps  # what is counted below does grow where all cases are read


def test_a_list_of_cases_reads_no_demand(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read for the rows that are seen."""
    read: list[str] = []
    monkeypatch.setattr(totals, "read_demands", lambda demand, said: read.append(demand) or ())
    for number in range(3):
        workspace.write(new_case, CaseDetails(title="点卡", demand=f"3日内退还货款{number}元"))
    cases = workspace.read(list_cases)
    assert read == [] and all(case.demand and case.demand_said for case in cases)


def test_of_the_scenarios_the_one_that_is_asked_for_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(library, "read_one", lambda text, key, kind: read.append(key))
    knowledge = Knowledge()
    knowledge.scenarios.get("card-invalid")
    assert read == ["card-invalid"]


def test_a_change_costs_what_its_case_costs(folders: dict[int, Path]) -> None:
    few, many = compared(folders, change, known_before)
    assert (many.queries, many.stories, many.files) == (few.queries, 1, 0)
    assert abs(many.steps - few.steps) <= 10


def known_before(workspace: Workspace) -> tuple[CaseId, CaseChanges, Agenda]:
    """What the window knows."""
    agenda = Agenda()
    agenda.take(look_again(workspace, "", None, (), NOW))
    changes = workspace.read(changed_cases, None)
    return changes.cases[0].id, changes, agenda


def change(workspace: Workspace, known: tuple[CaseId, CaseChanges, Agenda]) -> None:
    """A change, and what the window then asks: the case, what became of the list, and what is due."""
    case_id, before, agenda = known
    tell(workspace, case_id, 1)
    assert [case.id for case in workspace.read(changed_cases, before.end).cases] == [case_id]
    found = look_again(workspace, agenda.basis, agenda.end, agenda.passed(NOW), NOW)
    assert list(agenda.take(found)) == [case_id]
