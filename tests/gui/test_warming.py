"""What a start leaves out, and what is loaded once the window rests."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from caseorg.actions.event import EventDetails, add_event
from caseorg.domain.case import CaseId
from caseorg.domain.moments import parse_moment
from caseorg.gui.pages import WindowPage
from caseorg.gui.warming import LATER, Warming, warm
from caseorg.gui.window import MainWindow
from caseorg.workspace import DATABASE, Workspace
from gui.conftest import OpenWindow
from waiting import PATIENCE, PATIENCE_MILLISECONDS
from work import counted

MANY = 70  # widgets, as many as a page has
pytestmark = pytest.mark.usefixtures("own_knowledge")

NEVER = (
    "PIL",
    "alembic",
    "icalendar",
    "numpy",
    "onnxruntime",
    "pikepdf",
    "pypdfium2",
    "pyzipper",
    "reportlab",
    "segno",
    "sqlalchemy",
    "tomlkit",
    "caseorg.evidence.looking",
    "caseorg.domain.messages.message",
    "caseorg.domain.privacy.versions",
    "caseorg.domain.checks.precheck",
    "caseorg.jobs.intake",
    "caseorg.jobs.verify",
)
STARTED = """
import linecache, sys
from pathlib import Path
from caseorg.gui.app import make_application, make_window, settle
from caseorg.settings import Settings
from caseorg.workspace import open_workspace
package = str(Path(sys.modules["caseorg"].__file__).parent)
with open_workspace(Path(sys.argv[1])) as workspace:
    settings = Settings(data=workspace.folder)
    application = make_application(settings)
    window = make_window(workspace, settings, None)
    window.show()
    settle(application, window)
    assert window.desk.case
    assert not [file for file in linecache.cache if file.startswith(package)], "a source was read"
    print(*sys.modules, sep="\\n")
    window.close()
"""


def loaded_by_a_start(folder: Path) -> set[str]:
    """The modules of a process whose window has come to rest."""
    ran = subprocess.run(
        [sys.executable, "-c", STARTED, str(folder)], capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert ran.returncode == 0, ran.stderr
    return set(ran.stdout.split())


def test_a_start_loads_no_dialog_no_page_behind_and_nothing_that_draws_or_decodes(
    workspace: Workspace, case_id: CaseId
) -> None:
    at = parse_moment("2026-11-20 10:00")
    workspace.write(add_event, case_id, EventDetails(at=at, text="联系客服要求退款98元，客服没有回复"))
    loaded = loaded_by_a_start(workspace.folder)
    assert "caseorg.gui.timeline.page" in loaded
    assert not loaded.intersection(LATER)
    assert not loaded.intersection(NEVER)


def test_once_the_window_rests_the_dialogs_are_loaded_and_the_knowledge_is_read(
    sample_window: MainWindow, qtbot: QtBot
) -> None:
    done: list[bool] = []
    warming = Warming(sample_window.desk, lambda: done.append(True), sample_window)
    warming._timer.setInterval(0)
    sample_window.desk.reload()
    qtbot.waitUntil(lambda: bool(done), timeout=PATIENCE_MILLISECONDS)
    assert sys.modules.keys() >= set(LATER)
    with counted(sample_window.desk.tasks.workspace) as work:
        warm(sample_window.desk.tasks.workspace)
    assert work.files == 0


def test_what_is_wrong_inside_is_found_then_and_nothing_is_written_any_more(
    sample_window: MainWindow, qtbot: QtBot
) -> None:
    workspace = sample_window.desk.tasks.workspace
    with closing(sqlite3.connect(workspace.folder / DATABASE)) as connection:
        connection.execute("UPDATE events SET case_id = 'nobody'")
        connection.commit()
    assert workspace.refusal is None
    sample_window.desk.check_data()
    qtbot.waitUntil(lambda: sample_window.desk.tasks.idle, timeout=PATIENCE_MILLISECONDS)
    assert workspace.refusal
    assert sample_window.notice.isVisible()


def test_it_begins_once(sample_window: MainWindow, qtbot: QtBot) -> None:
    done: list[bool] = []
    warming = Warming(sample_window.desk, lambda: done.append(True), sample_window)
    warming._timer.setInterval(0)
    sample_window.desk.reload()
    qtbot.waitUntil(lambda: bool(done), timeout=PATIENCE_MILLISECONDS)
    sample_window.desk.reload()
    qtbot.waitUntil(lambda: sample_window.desk.tasks.idle, timeout=PATIENCE_MILLISECONDS)
    assert not warming._timer.isActive()


class Moves(QObject):
    """Watches which widgets with many others in them get another parent: each of these is styled anew then."""

    def __init__(self) -> None:
        super().__init__()
        self.moved: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 — Qt's name
        if event.type() is QEvent.Type.ParentChange and len(watched.findChildren(QWidget)) > MANY:
            self.moved.append(type(watched).__name__)
        return False


def test_panes_and_pages_are_made_where_they_stay(
    dressed: QApplication, open_window: OpenWindow, sample: Workspace
) -> None:
    moves = Moves()
    dressed.installEventFilter(moves)
    try:
        window = open_window(sample)
        for page in WindowPage:
            window.pages.go(page)
        window.review.show()
        window.viewer.show()
    finally:
        dressed.removeEventFilter(moves)
    assert moves.moved == []
