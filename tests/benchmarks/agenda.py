"""The agenda of many cases: the first filling, a start once it is kept, and after a change.

Usage: .venv/bin/python tests/benchmarks/agenda.py [--cases 10000] [--folder FOLDER]

A folder that is not there yet is filled first, which takes some minutes, and stays. Times are processor times of this
thread, medians; the peers are one query for all cases' titles and one case read whole.
"""

import argparse
import gc
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from caseorg.actions.case import new_case
from caseorg.actions.event import EventDetails, add_event
from caseorg.actions.promise import PromiseDetails, add_promise
from caseorg.actions.work import UnitOfWork
from caseorg.domain.case import CaseDetails, CaseId, Order, OrderId, Party, Platform, Role, Side
from caseorg.domain.moments import Moment, Precision, TimeSource
from caseorg.jobs.agenda import Agenda, agenda_steps, items_of, look, look_again
from caseorg.jobs.kept_clocks import FILE
from caseorg.store.queries import list_cases, load_case
from caseorg.workspace import Workspace, open_workspace

NOW = datetime(2026, 11, 28, 4, tzinfo=UTC)
TIMES = 7
AT_ONCE = 100


def fill(work: UnitOfWork, numbers: range) -> None:
    """Cases in which something was asked, and in every third something promised."""
    for number in numbers:
        order = Order(id=OrderId(""), number=f"261101-{number:015d}", product="点卡", paid=Decimal("98.00"))
        shop = Party(role=Role.MERCHANT, name=f"商家{number % 97}")
        details = CaseDetails(title=f"点卡未到账 {number}", platform=Platform.PDD, parties=(shop,), orders=(order,))
        case_id = new_case(work, details)
        at = Moment(NOW - timedelta(minutes=37 * number % 90000), Precision.MINUTE, TimeSource.TYPED)
        add_event(work, case_id, EventDetails(at=at, text="联系客服要求退款98元，客服没有回复", channel="merchant"))
        if number % 3 == 0:
            due = at.at + timedelta(hours=48)
            add_promise(work, case_id, PromiseDetails(side=Side.SERVICE, text="48小时内退款", made_at=at, due=due))


def median(work: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    """Of some runs, in milliseconds."""
    times = []
    for _ in range(TIMES):
        before()
        start = time.thread_time()
        work()
        times.append((time.thread_time() - start) * 1000)
    return statistics.median(times)


@contextmanager
def folder_of(options: argparse.Namespace) -> Iterator[Path]:
    if options.folder:
        yield options.folder
        return
    with tempfile.TemporaryDirectory() as name:
        yield Path(name) / "data"


def measure(workspace: Workspace) -> None:
    (workspace.folder / FILE).unlink(missing_ok=True)
    start = time.thread_time()
    steps = list(agenda_steps(workspace, NOW))
    cases = workspace.read(list_cases)
    first = time.thread_time() - start
    print(f"{len(cases)} cases, {len(steps[-1].item or ())} clocks")
    print(f"first filling        {first:8.2f} s, {first / len(cases) * 1000:.2f} ms a case")
    print(f"  of it a case read  {median(lambda: workspace.read(load_case, cases[0].id)):8.2f} ms")
    print(f"a start, kept        {median(lambda: list(agenda_steps(workspace, NOW))):8.2f} ms")
    print(f"  list of cases      {median(lambda: workspace.read(list_cases)):8.2f} ms")
    agenda = Agenda()
    agenda.take(look(workspace, "", None, NOW))
    changed = median(lambda: again(workspace, agenda), lambda: change(workspace, cases[0].id))
    print(f"after a change       {changed:8.2f} ms")


def change(workspace: Workspace, case_id: CaseId) -> None:
    at = Moment(NOW, Precision.MINUTE, TimeSource.TYPED)
    workspace.write(add_event, case_id, EventDetails(at=at, text="客服回复正在处理", channel="merchant"))


def again(workspace: Workspace, agenda: Agenda) -> None:
    """As the window looks again, for the cases that were changed."""
    found = look_again(workspace, agenda.basis, agenda.end, agenda.passed(NOW), NOW)
    for case_id in agenda.take(found):
        items_of([agenda.cases[case_id]], NOW)


def main() -> None:
    """Fills the folder where that is needed, then measures."""
    gc.set_threshold(200_000)  # as every command does
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with folder_of(options) as folder, open_workspace(folder) as workspace:
        present = len(workspace.read(list_cases))
        for start in range(present, options.cases, AT_ONCE):
            workspace.write(fill, range(start, min(start + AT_ONCE, options.cases)))
        measure(workspace)


if __name__ == "__main__":
    main()
