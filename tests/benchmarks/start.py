"""How long the window takes to start, and commands to answer, against the libraries that they stand on; in one run.

Usage: QT_QPA_PLATFORM=offscreen .venv/bin/python tests/benchmarks/start.py [--cases 20] [--runs 5] [--folder FOLDER]

Whole processes, medians of their processor time and of their wall time. The peers: a bare PySide6 window with a list of
100 rows, and `import sqlalchemy.orm`.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from agenda import fill
from pack import BIN, ENVIRONMENT

from caseorg.store.queries import list_cases
from caseorg.workspace import open_workspace

BARE = """
from PySide6.QtWidgets import QApplication, QListWidget, QMainWindow
application = QApplication([])
window, rows = QMainWindow(), QListWidget()
rows.addItems([f"row {number}" for number in range(100)])
window.setCentralWidget(rows)
window.show()
application.processEvents()
"""
WINDOW = """
import gc, sys
gc.set_threshold(200_000)
from pathlib import Path
from caseorg.gui.app import make_application, settle, show_window
from caseorg.i18n import use_language
from caseorg.settings import load_settings
from caseorg.workspace import open_workspace
settings = load_settings(Path(sys.argv[1]))
use_language(settings.language)
application = make_application(settings)
with open_workspace(settings.data) as workspace:
    window = show_window(workspace, settings, None)
    settle(application, window)
    window.close()
gc.freeze()
"""


def commands(folder: Path) -> Mapping[str, list[str]]:
    """What is timed, by its name."""
    python, caseorg = str(BIN / "python"), [str(BIN / "caseorg"), "--data", str(folder)]
    return {
        "bare window": [python, "-c", BARE],
        "import": [python, "-c", "import sqlalchemy.orm"],
        "window": [python, "-c", WINDOW, str(folder)],
        "case list": [*caseorg, "case", "list"],
        "due": [*caseorg, "due"],
        "--version": [str(BIN / "caseorg"), "--version"],
    }


def timed(command: list[str]) -> tuple[float, float]:
    """Seconds of the processor, and on the wall."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {"QT_QPA_PLATFORM": "offscreen", **(ENVIRONMENT or os.environ)}
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, check=True)
    after, ended = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, ended - begun


def main() -> None:
    """Fills the folder where that is needed, then times everything in turn."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=20)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = options.folder or Path(name) / "data"
        with open_workspace(folder) as workspace:
            present = len(workspace.read(list_cases))
            if present < options.cases:
                workspace.write(fill, range(present, options.cases))
        chosen = commands(folder)
        for command in chosen.values():  # what is kept is there from the second run on
            timed(command)
        runs = [{what: timed(command) for what, command in chosen.items()} for _ in range(options.runs)]
    report(runs)


def report(runs: list[dict[str, tuple[float, float]]]) -> None:
    """The medians, and the ratios run by run."""
    for what in runs[0]:
        processor, wall = (statistics.median(run[what][column] for run in runs) for column in (0, 1))
        print(f"{what:<12}{processor:7.2f} s of the processor {wall:7.2f} s on the wall")
    for what, peers in (("window", ("bare window", "import")), ("case list", ("import",)), ("due", ("import",))):
        ratio = statistics.median(run[what][0] / sum(run[peer][0] for peer in peers) for run in runs)
        print(f"{what} : {' + '.join(peers)} = {ratio:.2f}")


if __name__ == "__main__":
    sys.exit(main())
