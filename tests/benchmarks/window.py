"""What is felt under the hand in the window: the list of many cases, and the next picture in the viewer.

Usage: QT_QPA_PLATFORM=offscreen .venv/bin/python tests/benchmarks/window.py [--cases 10000] [--pictures 12] [--runs 5]
[--folder FOLDER]

Processor times of the window's thread, which include the painting, medians. The peer is one query for the titles of all
cases with plain sqlite3. A folder that is not there yet is filled first, which takes some minutes, and stays.
"""

import argparse
import gc
import os
import sqlite3
import statistics
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent))

from agenda import AT_ONCE, fill
from case import report, took
from pack import make_screenshots
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from caseorg.actions.case import new_case
from caseorg.domain.case import CaseDetails, CaseId
from caseorg.gui.app import make_application, make_window, settle
from caseorg.gui.window import MainWindow
from caseorg.jobs.intake import add_files
from caseorg.settings import Settings
from caseorg.store.queries import list_cases
from caseorg.workspace import Workspace, open_workspace

PICTURES = "many pictures"
WORDS = ("点", "点卡未到账 99", "商家5", "261101", "dkwdz", "没有这样的话", "")


def prepare(workspace: Workspace, cases: int, pictures: int) -> CaseId:
    """So many cases, one of them with pictures."""
    present = {case.title: case.id for case in workspace.read(list_cases)}
    for start in range(len(present), cases, AT_ONCE):
        workspace.write(fill, range(start, min(start + AT_ONCE, cases)))
    if found := present.get(PICTURES):
        return found
    case_id = workspace.write(new_case, CaseDetails(title=PICTURES))
    with tempfile.TemporaryDirectory() as name:
        list(add_files(workspace, case_id, make_screenshots(Path(name), pictures)))
    return case_id


def titles_of(workspace: Workspace) -> None:
    with sqlite3.connect(workspace.folder / "caseorg.db") as connection:
        connection.execute("SELECT id, title FROM cases").fetchall()


def measure_list(application: QApplication, window: MainWindow, runs: int, peer: float) -> None:
    """All rows laid out anew and painted, then narrowed by some words and wide again."""
    panel = window.cases
    view = panel.view

    def paint() -> None:
        application.processEvents()
        view.viewport().repaint()

    def lay_out() -> None:
        view.scheduleDelayedItemsLayout()
        paint()

    def narrow(words: str) -> None:
        panel.filter.setText(words)
        paint()

    report("all rows laid out and painted", [took(lay_out) for _ in range(runs)], peer, "the titles")
    times: dict[str, list[float]] = {words: [] for words in WORDS}
    for _ in range(runs):
        for words, found in times.items():
            found.append(took(lambda words=words: narrow(words)))  # type: ignore[misc]
            settle(application, window)
    for words, found in times.items():
        report(f"filter “{words}”", found, peer, "the titles")


def measure_viewer(application: QApplication, window: MainWindow, runs: int, peer: float) -> None:
    """The next picture, which was loaded while one looked at the one before."""
    case = window.desk.case
    assert case
    window.rooms.view(case.standing_evidence[0].id)
    viewer = window.viewer
    settle(application, window)

    def turn() -> None:
        QTest.keyClick(viewer, Qt.Key.Key_Right)
        item = viewer.tour.item
        assert item
        while viewer.loading.of(item, viewer.tour.page) is None:
            application.processEvents()
        application.processEvents()
        viewer.picture.viewport().repaint()

    times = []
    for _ in range(max(1, min(runs * 2, len(case.standing_evidence) - 1))):
        times.append(took(turn))
        settle(application, window)
    report("the next picture", times, peer, "the titles")
    report("the slowest next picture", [max(times)], peer, "the titles")


def main() -> None:
    """Fills the folder where that is needed, then measures."""
    gc.set_threshold(200_000)  # as the window does
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--pictures", type=int, default=12)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, open_workspace(options.folder or Path(name) / "data") as workspace:
        case_id = prepare(workspace, options.cases, options.pictures)
        peer = statistics.median(took(lambda: titles_of(workspace)) for _ in range(options.runs))
        print(f"{'the titles by sqlite3':<36}{peer:8.1f} ms")
        settings = Settings(data=workspace.folder, reading=False)
        application = make_application(settings)
        window = make_window(workspace, settings, case_id)
        window.show()
        settle(application, window)
        measure_list(application, window, options.runs, peer)
        measure_viewer(application, window, options.runs, peer)
        window.close()
        settle(application, window)


if __name__ == "__main__":
    main()
