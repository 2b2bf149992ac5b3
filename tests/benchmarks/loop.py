"""How long the window's event loop stands still while screenshots come in, are read, go out as a pack and are printed.

Usage: QT_QPA_PLATFORM=offscreen .venv/bin/python tests/benchmarks/loop.py [--count 200] [--read 40] [--printed 20]

A timer ticks every 5 ms on the window's thread; what is printed is the time between two ticks, and how long that thread
itself worked at most: the rest is waiting for other threads and, on a busy machine, for other programs. It begins where
a window rests that was just opened and has loaded what its first dialog takes.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent))

from pack import make_screenshots
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from caseorg.actions.case import new_case
from caseorg.domain.case import CaseDetails
from caseorg.domain.papers.paper import Paper
from caseorg.gui.app import make_application, make_window, settle
from caseorg.gui.collector import spare_what_stays
from caseorg.gui.preview.window import PreviewWindow
from caseorg.gui.warming import warm
from caseorg.gui.window import MainWindow
from caseorg.jobs.readings import read_case, readable, usual_reader
from caseorg.settings import Settings
from caseorg.workspace import open_workspace

TICK_MILLISECONDS = 5


class Ticks:
    """Times between two ticks, in milliseconds."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self.worked: list[float] = []
        self._last, self._before = time.perf_counter(), time.thread_time()
        self._timer = QTimer(interval=TICK_MILLISECONDS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.gaps.append((now - self._last) * 1000)
        self.worked.append((worked - self._before) * 1000)
        self._last, self._before = now, worked

    def report(self, label: str) -> None:
        """Prints and starts anew."""
        if len(self.gaps) > 1:
            cuts = statistics.quantiles(self.gaps, n=100)
            told = f"p99 {cuts[98]:6.1f} ms  longest {max(self.gaps):6.1f} ms  own work {max(self.worked):6.1f} ms"
            print(f"{label:<16}{len(self.gaps):6} ticks  {told}", flush=True)
        else:
            print(f"{label:<16}over before the second tick")
        self.start_anew()

    def start_anew(self) -> None:
        """Forgets what was."""
        self.gaps.clear()
        self.worked.clear()
        self._last, self._before = time.perf_counter(), time.thread_time()


def look_through(application: QApplication, window: MainWindow, file: Path) -> None:
    """From the first page to the last one in two hundred steps."""
    preview = PreviewWindow(window, window.desk.tasks, "benchmark", None, both_sides=False)
    preview.show_file(file)
    preview.show()
    settle(application, window)
    bar = preview.pages.verticalScrollBar()
    for position in range(0, bar.maximum(), max(1, bar.maximum() // 200)):
        bar.setValue(position)
        application.processEvents()
    settle(application, window)
    preview.close()


def read_some(window: MainWindow, count: int) -> None:
    """As the window has pictures read behind all else."""
    assert window.desk.case
    reader, items = usual_reader(), readable(window.desk.case)[:count]
    if reader:
        work = partial(read_case, items=items, reader=reader)
        window.desk.tasks.run_behind(window, "reading", work, lambda _: None)


def main() -> None:
    """Import, then reading, export, preview and print, then scrolling through the timeline."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--read", type=int, default=40)
    parser.add_argument("--printed", type=int, default=20, help="pages")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, open_workspace(Path(name) / "data") as workspace:
        files = make_screenshots(Path(name), options.count)
        case_id = workspace.write(new_case, CaseDetails(title="benchmark"))
        settings = Settings(data=workspace.folder, reading=False)
        application = make_application(settings)
        window = make_window(workspace, settings, case_id)
        window.show()
        settle(application, window)
        warm(workspace)
        intake = window.ask.intake
        spare_what_stays()
        ticks = Ticks()
        settle(application, window)
        ticks.start_anew()
        intake.add(files)
        settle(application, window)
        ticks.report("import")
        read_some(window, options.read)
        settle(application, window)
        ticks.report("reading")
        window.ask.exports.draw(Paper.PACK, Path(name) / "pack.pdf")
        settle(application, window)
        ticks.report("export")
        look_through(application, window, Path(name) / "pack.pdf")
        ticks.report("preview")
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFileName(str(Path(name) / "printed.pdf"))
        window.ask.exports.print(Path(name) / "pack.pdf", printer, list(range(options.printed)))
        settle(application, window)
        ticks.report("print")
        bar = window.page.view.verticalScrollBar()
        for position in range(0, bar.maximum(), max(1, bar.maximum() // 200)):
            bar.setValue(position)
            application.processEvents()
        ticks.report("scroll")
        window.close()


if __name__ == "__main__":
    main()
