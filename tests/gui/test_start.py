"""From nothing to the window: what is painted first, and what comes of it where the folder cannot be opened."""

import subprocess
import sys
from pathlib import Path

import pytest

from caseorg.workspace import DATABASE, Workspace
from waiting import PATIENCE

STARTED = """
import sys
from dataclasses import replace
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from caseorg.gui import app, frame
from caseorg.settings import load_settings

settings = replace(load_settings(Path(sys.argv[1])), reading=False)  # which takes longer than all else together
application = app.make_application(settings)
seen = []

class Watched(frame.StartWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        if not seen:
            seen.append("frame")
            print("painted", "sqlalchemy" in sys.modules, (settings.data / "caseorg.db-journal").exists())
            if sys.argv[2] == "close":
                QTimer.singleShot(0, self.close)

def look():
    for widget in QApplication.topLevelWidgets():
        name = type(widget).__name__
        if widget.isVisible() and name in ("MainWindow", "BrokenDialog") and name not in seen:
            seen.append(name)
            print(name, widget.windowTitle())
        if name == "MainWindow" and widget.isVisible() and widget.desk.tasks.idle:
            print([type(one).__name__ for one in QApplication.topLevelWidgets() if one.isVisible()])
            widget.close()
        elif name == "BrokenDialog" and widget.isVisible():
            widget.reject()

app.StartWindow = Watched
timer = QTimer(interval=20)
timer.timeout.connect(look)
timer.start()
print("ended", app.run(settings))
"""


def start(folder: Path, how: str = "") -> tuple[int, list[str], str]:
    """The exit code of a process that starts the window, what it printed, and its errors."""
    ran = subprocess.run(
        [sys.executable, "-c", STARTED, str(folder), how], capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    return ran.returncode, ran.stdout.splitlines(), ran.stderr


def test_a_frame_is_painted_before_the_database_is_loaded_let_alone_opened(sample: Workspace) -> None:
    code, told, errors = start(sample.folder)
    assert (code, told[0]) == (0, "painted False False"), errors
    assert told[1].startswith("MainWindow")
    assert told[2:] == ["['MainWindow']", "ended 0"]


def test_a_new_folder_is_made_behind_the_frame(tmp_path: Path) -> None:
    code, told, errors = start(tmp_path / "data")
    assert (code, told[0], told[-1]) == (0, "painted False False", "ended 0"), errors
    assert (tmp_path / "data" / DATABASE).exists()


def test_whoever_closes_the_frame_wants_no_window(sample: Workspace) -> None:
    assert start(sample.folder, "close")[:2] == (0, ["painted False False", "ended 0"])


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 100])
def test_where_nothing_can_be_read_the_user_is_asked_after_the_frame(tmp_path: Path, content: bytes) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / DATABASE).write_bytes(content)
    code, told, errors = start(data)
    assert told == ["painted False False", told[1]] and told[1].startswith("BrokenDialog"), errors
    assert code == 1 and "BrokenError" in errors
