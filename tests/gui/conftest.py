"""The window, driven by real events."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from caseorg.gui.app import make_application, make_window, settle
from caseorg.gui.window import MainWindow
from caseorg.i18n import use_language
from caseorg.jobs.sample import SAMPLE
from caseorg.jobs.thumbnails import make_thumbnails
from caseorg.settings import Settings
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace, open_workspace
from gui.hands import NO_KEYS
from waiting import PATIENCE_MILLISECONDS

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # set it to xcb to watch the tests at work
os.environ["CUPS_SERVER"] = "/none"  # nothing is ever printed on a printer of this machine

OpenWindow = Callable[[Workspace], MainWindow]
CLOCKS = (
    "caseorg.gui.drafts.TYPING_PAUSE",
    "caseorg.gui.wizard.typed.TYPING_PAUSE",
    "caseorg.gui.notice.SHOWN_MILLISECONDS",
    "caseorg.gui.reminders._LOOK_MILLISECONDS",
    "caseorg.gui.safekeeping.schedule._FIRST_MILLISECONDS",
)


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(scope="session")
def dressed(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> QApplication:
    """The application with our look, put on once: a style sheet costs as much as a window."""
    return make_application(Settings(data=tmp_path_factory.mktemp("none")))


@pytest.fixture(autouse=True)
def _only_what_a_test_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """No clock of the window strikes in between, however long a test takes: what it is about strikes by itself."""
    for name in CLOCKS:
        monkeypatch.setattr(name, PATIENCE_MILLISECONDS)


@pytest.fixture
def open_window(dressed: QApplication, qtbot: QtBot) -> Iterator[OpenWindow]:
    """Opens the window on a workspace, in Chinese, and closes it afterwards."""
    opened: list[MainWindow] = []

    def show(workspace: Workspace) -> MainWindow:
        use_language("zh_CN")
        settings = Settings(data=workspace.folder, reading=False)  # reading takes long
        window = make_window(workspace, settings, None)
        opened.append(window)
        window.setUpdatesEnabled(False)  # it is painted once, when all that it waits for is there
        window.show()
        settle(dressed, window)
        window.setUpdatesEnabled(True)
        dressed.processEvents()
        QTest.keyRelease(window, Qt.Key.Key_Control, NO_KEYS)  # after a shortcut QTest leaves it pressed
        return window

    yield show
    for window in opened:
        for dialog in window.findChildren(QDialog):
            dialog.hide()  # one that a test left open would be modal in the next test
        window.close()
        settle(dressed, window)
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # or all later tests would style it too
    dressed.processEvents()


@pytest.fixture(scope="session")
def _seen_sample(_sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample case in a folder that a window was open on: it was looked at once, and not by each test."""
    folder = shutil.copytree(_sample_template, tmp_path_factory.mktemp("seen") / "sample")
    with open_workspace(folder) as opened:
        for _ in make_thumbnails(opened, opened.read(load_case, SAMPLE).evidence):
            pass
    return folder


@pytest.fixture
def sample_folder(_seen_sample: Path, tmp_path: Path) -> Path:
    return shutil.copytree(_seen_sample, tmp_path / "sample")


@pytest.fixture
def window(open_window: OpenWindow, workspace: Workspace) -> MainWindow:
    """The window on an empty data folder."""
    return open_window(workspace)


@pytest.fixture
def sample_window(open_window: OpenWindow, sample: Workspace) -> MainWindow:
    """The window with the sample case open."""
    window = open_window(sample)
    assert window.desk.case
    assert window.desk.case.id == SAMPLE
    return window


@pytest.fixture
def shots(tmp_path: Path) -> list[Path]:
    """Five small screenshots of different kinds."""
    from PIL import Image

    files = []
    for number, kind in enumerate(("png", "jpg", "webp", "png", "bmp")):
        file = tmp_path / f"Screenshot_20261101-14{number:02}00.{kind}"
        Image.new("RGB", (108, 240), (40 * number, 120, 200 - 30 * number)).save(file)
        files.append(file)
    return files
