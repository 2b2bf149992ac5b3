"""How long the window's event loop stands still while screenshots come in, an evidence pack goes out and is printed.

Usage: QT_QPA_PLATFORM=offscreen .venv/bin/python tests/benchmarks/loop.py [--count 200]

A timer ticks every 5 ms on the window's thread; what is printed is the time between two ticks.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
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
from caseorg.gui.preview.window import PreviewWindow
from caseorg.gui.window import MainWindow
from caseorg.settings import Settings
from caseorg.workspace import open_workspace

TICK_MILLISECONDS = 5
PRINTED = 20  # pages


class Ticks:
    """Times between two ticks, in milliseconds."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(interval=TICK_MILLISECONDS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now

    def report(self, label: str) -> None:
        """Prints and starts anew."""
        if len(self.gaps) > 1:
            cuts = statistics.quantiles(self.gaps, n=100)
            print(f"{label:<16}{len(self.gaps):6} ticks  p99 {cuts[98]:6.1f} ms  longest {max(self.gaps):6.1f} ms")
        else:
            print(f"{label:<16}over before the second tick")
        self.gaps.clear()
        self._last = time.perf_counter()


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


def main() -> None:
    """Import, then export, preview and print, then scrolling through the timeline."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, open_workspace(Path(name) / "data") as workspace:
        files = make_screenshots(Path(name), options.count)
        case_id = workspace.write(new_case, CaseDetails(title="benchmark"))
        settings = Settings(data=workspace.folder, reading=False)
        application = make_application(settings)
        window = make_window(workspace, settings, case_id)
        window.show()
        settle(application, window)
        ticks = Ticks()
        settle(application, window)
        ticks.gaps.clear()
        window.ask.intake.add(files)
        settle(application, window)
        ticks.report("import")
        window.ask.exports.draw(Paper.PACK, Path(name) / "pack.pdf")
        settle(application, window)
        ticks.report("export")
        look_through(application, window, Path(name) / "pack.pdf")
        ticks.report("preview")
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFileName(str(Path(name) / "printed.pdf"))
        window.ask.exports.print(Path(name) / "pack.pdf", printer, list(range(PRINTED)))
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
