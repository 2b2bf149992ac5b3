"""How long the window's event loop stands still while 200 screenshots come in and an evidence pack goes out.

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

from caseorg.actions.case import new_case
from caseorg.domain.case import CaseDetails
from caseorg.gui.app import make_application, make_window, settle
from caseorg.jobs.paper import Paper
from caseorg.settings import Settings
from caseorg.workspace import open_workspace

TICK_MILLISECONDS = 5


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
        cuts = statistics.quantiles(self.gaps, n=100)
        print(f"{label:<16}{len(self.gaps):6} ticks  p99 {cuts[98]:6.1f} ms  longest {max(self.gaps):6.1f} ms")
        self.gaps.clear()
        self._last = time.perf_counter()


def main() -> None:
    """Import, then export, then scrolling through the timeline."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, open_workspace(Path(name) / "data") as workspace:
        files = make_screenshots(Path(name), options.count)
        case_id = workspace.write(new_case, CaseDetails(title="benchmark"))
        settings = Settings(data=workspace.folder)
        application = make_application(settings)
        window = make_window(workspace, settings, case_id)
        window.show()
        settle(application, window)
        ticks = Ticks()
        settle(application, window)
        ticks.gaps.clear()
        window.desk.add_files(files)
        settle(application, window)
        ticks.report("import")
        window.ask.exports.draw(Paper.PACK, Path(name) / "pack.pdf")
        settle(application, window)
        ticks.report("export")
        bar = window.page.view.verticalScrollBar()
        for position in range(0, bar.maximum(), max(1, bar.maximum() // 200)):
            bar.setValue(position)
            application.processEvents()
        ticks.report("scroll")
        window.close()


if __name__ == "__main__":
    main()
