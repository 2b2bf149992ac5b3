"""A clock that stands before the last change of the data cannot be right."""

from datetime import timedelta

from caseorg.store.journal import last_journal_entry
from caseorg.views.machine_clock import clock_problem
from caseorg.workspace import Workspace


def test_a_clock_may_differ_by_minutes_and_not_by_days(sample: Workspace) -> None:
    last = sample.read(last_journal_entry)
    assert last
    for later in (timedelta(days=400), timedelta(0), timedelta(minutes=-59)):
        assert clock_problem(sample, last.at + later) is None
    assert clock_problem(sample, last.at - timedelta(days=1))


def test_a_folder_in_which_nothing_was_changed_says_nothing_of_a_clock(workspace: Workspace) -> None:
    first = workspace.read(last_journal_entry)
    assert first is None or clock_problem(workspace, first.at) is None
