"""A case of many events: opened in the window, checked, changed, written about and scrolled.

Usage: QT_QPA_PLATFORM=offscreen .venv/bin/python tests/benchmarks/case.py [--events 5000] [--runs 5] [--folder FOLDER]

Processor times of the thread that waits, medians; the peer is reading the rows of all events with plain sqlite3. What
is done `at first` is done once: what came of an event's words is kept from then on. A folder that is not there yet is
filled first, and stays.
"""

import argparse
import gc
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from caseorg.actions.case import new_case
from caseorg.actions.event import EventDetails, add_event
from caseorg.actions.work import UnitOfWork
from caseorg.domain.case import CaseDetails, CaseFile, CaseId, Party, Platform, Role, Side
from caseorg.domain.moments import Moment, Precision, TimeSource
from caseorg.gui.app import make_application, make_window, settle
from caseorg.gui.check.dialog import CheckupDialog
from caseorg.gui.window import MainWindow
from caseorg.gui.wizard.dialog import Wizard
from caseorg.knowledge.checks import check_case
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.stories import story_of
from caseorg.settings import Settings
from caseorg.store.queries import list_cases, load_case
from caseorg.views.checkup import checkup_sections
from caseorg.workspace import Workspace, open_workspace

NOW = datetime(2026, 11, 28, 4, tzinfo=UTC)
TITLE = "many events"


def fill(work: UnitOfWork, count: int) -> CaseId:
    shop = Party(role=Role.MERCHANT, name="某某卡盟")
    case_id = new_case(work, CaseDetails(title=TITLE, platform=Platform.PDD, parties=(shop,)))
    for number in range(count):
        at = Moment(NOW - timedelta(minutes=7 * (count - number)), Precision.MINUTE, TimeSource.TYPED)
        text = f"第{number}次联系客服，客服回复“系统繁忙，请耐心等待”，订单尾号{number % 10000:04d}"
        add_event(work, case_id, EventDetails(at=at, text=text, side=Side.MERCHANT if number % 2 else Side.ME))
    return case_id


def took(work: Callable[[], object]) -> float:
    """Milliseconds of the processor."""
    start = time.thread_time()
    work()
    return (time.thread_time() - start) * 1000


def report(name: str, times: list[float], peer: float, of: str = "the rows") -> None:
    """The median beside that of the peer."""
    middle = statistics.median(times)
    print(f"{name:<36}{middle:9.1f} ms {middle / peer:8.1f} × {of}", flush=True)


def rows_of(workspace: Workspace) -> None:
    with sqlite3.connect(workspace.folder / "caseorg.db") as connection:
        connection.execute("SELECT * FROM events").fetchall()


def checked(knowledge: Knowledge, case: CaseFile) -> None:
    checkup_sections(knowledge, check_case(knowledge, case, NOW))


def measure_reading(workspace: Workspace, case_id: CaseId, runs: int, peer: float) -> None:
    """Without a window: the case, its story, its checkup."""
    knowledge = workspace.knowledge
    knowledge.check()
    for when in ("at first", "again"):
        times: dict[str, list[float]] = {"the case read": [], "its story": [], "its checkup": []}
        for _ in range(runs if when == "again" else 1):
            times["the case read"].append(took(lambda: workspace.read(load_case, case_id)))
            case = workspace.read(load_case, case_id)
            times["its story"].append(took(partial(story_of, knowledge, case)))
            times["its checkup"].append(took(partial(checked, knowledge, case)))
        for name, found in times.items():
            report(f"{name}, {when}", found, peer)


def measure_window(
    workspace: Workspace, application: QApplication, case_id: CaseId, other: CaseId, runs: int, peer: float
) -> None:
    """With one: the thread that paints."""
    window = make_window(workspace, Settings(data=workspace.folder, reading=False), other)
    window.show()
    settle(application, window)
    opened, settled = [], []
    for _ in range(runs):
        window.desk.open_case(other)
        settle(application, window)
        start = time.thread_time()
        window.desk.open_case(case_id)
        while window.page.case_id != case_id:
            application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        window.page.view.viewport().repaint()
        opened.append((time.thread_time() - start) * 1000)
        settle(application, window)
        settled.append((time.thread_time() - start) * 1000)
    report("first paint in the window", opened, peer)
    report("until the window rests", settled, peer)
    measure_checkup(application, window, runs, peer)
    measure_pages(application, window, runs, peer)
    measure_scrolling(application, window, peer)
    window.close()


def measure_checkup(application: QApplication, window: MainWindow, runs: int, peer: float) -> None:
    """Of all threads, from the key until it is painted; what the window does of it once it rests is done."""
    case, shown = window.desk.case, []
    assert case
    check_case(window.desk.tasks.workspace.knowledge, case, datetime.now(UTC))
    for _ in range(runs):
        start = time.process_time()
        dialog = CheckupDialog(window, window.desk.tasks)
        dialog.show_case(case)
        dialog.show()
        while not dialog.page.toPlainText():
            application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        dialog.page.viewport().repaint()
        shown.append((time.process_time() - start) * 1000)
        dialog.close()
        settle(application, window)
    report("the checkup shown", shown, peer)


def measure_pages(application: QApplication, window: MainWindow, runs: int, peer: float) -> None:
    case = window.desk.case
    assert case
    wizard = Wizard(window, window.desk, case)
    wizard.show()
    settle(application, window)
    turns: dict[str, list[float]] = {}
    for _ in range(runs):
        for page in range(len(wizard.pages)):
            took_page = took(lambda page=page: (wizard.steps.wanted.emit(page), application.processEvents()))  # type: ignore[misc]
            turns.setdefault(f"page {page + 1} of the wizard", []).append(took_page)
            settle(application, window)
    for name, times in turns.items():
        report(f"{name}, at first", times[:1], peer)
        report(name, times, peer)
    wizard.close()
    settle(application, window)


def measure_scrolling(application: QApplication, window: MainWindow, peer: float) -> None:
    bar = window.page.view.verticalScrollBar()
    frames = []
    for position in range(0, bar.maximum(), max(1, bar.maximum() // 200)):
        bar.setValue(position)
        frames.append(took(application.processEvents))
    report("a frame while scrolling", frames or [0.0], peer)
    report("a frame, p99", [sorted(frames or [0.0])[-1 - len(frames) // 100]], peer)


def main() -> None:
    """Fills the folder where that is needed, then measures."""
    gc.set_threshold(200_000)  # as the window does
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, open_workspace(options.folder or Path(name) / "data") as workspace:
        present = {case.title: case.id for case in workspace.read(list_cases)}
        case_id = present.get(TITLE) or workspace.write(fill, options.events)
        other = present.get("other") or workspace.write(new_case, CaseDetails(title="other"))
        peer = statistics.median(took(lambda: rows_of(workspace)) for _ in range(options.runs))
        print(f"{'all rows by sqlite3':<32}{peer:9.1f} ms")
        measure_reading(workspace, case_id, options.runs, peer)
        application = make_application(Settings(data=workspace.folder))
        measure_window(workspace, application, case_id, other, options.runs, peer)


if __name__ == "__main__":
    main()
