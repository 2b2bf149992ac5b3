"""Starts the window. What it needs beyond a frame is loaded behind that frame."""

import sys
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEventLoop,
    QLocale,
    QMessageLogContext,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from caseorg.domain.case import CaseId
from caseorg.domain.errors import CaseorgError
from caseorg.gui.collector import leave_garbage, spare_what_stays
from caseorg.gui.frame import StartWindow, waiting
from caseorg.gui.qt_texts import CatalogueTranslator
from caseorg.gui.single import Answering, call_other, only_window
from caseorg.gui.theme import apply_theme, use_look
from caseorg.i18n import tr, use_language, use_window
from caseorg.resources import resource
from caseorg.settings import Settings, load_settings, remember_folder

if TYPE_CHECKING:
    from caseorg.gui.window import MainWindow
    from caseorg.workspace import Workspace

_TURN = 0.001  # seconds; a worker hands over to the window's thread after so long, not after Python's usual five


def make_application(settings: Settings) -> QApplication:
    """The one QApplication, with our look and Qt's own texts in the user's language."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    sys.setswitchinterval(_TURN)
    application.setApplicationName("caseorg")
    application.setDesktopFileName("caseorg")
    application.setWindowIcon(QIcon(str(resource("icons/caseorg.svg"))))
    QLocale.setDefault(QLocale(settings.language))
    application.installTranslator(CatalogueTranslator(application))
    apply_theme(application, settings.look)
    return application


def make_window(workspace: "Workspace", settings: Settings, case_id: CaseId | None) -> "MainWindow":
    """The window with a case open, or the one touched last."""
    from caseorg.gui.desk import Desk
    from caseorg.gui.tasks import TaskRunner
    from caseorg.gui.window import MainWindow

    desk = Desk(TaskRunner(workspace))
    window = MainWindow(desk, settings)
    desk.setParent(window)
    desk.tasks.setParent(window)
    desk.start(case_id)
    return window


def show_window(workspace: "Workspace", settings: Settings, case_id: CaseId | None) -> "MainWindow":
    """The same in sight; what its start left out is loaded once it rests."""
    from caseorg.gui.warming import Warming

    window = make_window(workspace, settings, case_id)
    Warming(window.desk, partial(_warmed, window), window)
    spare_what_stays()
    window.show()
    return window


def _warmed(window: "MainWindow") -> None:
    from caseorg.gui.check.ahead import CheckupAhead

    CheckupAhead(window.desk, window)
    window.keeping  # noqa: B018 — its backups are due from now on
    window.indexing.begin()
    spare_what_stays()


def run(settings: Settings, *, sample: bool = False) -> int:
    """Shows the window, and that of every folder that is chosen from there, until one is closed; returns the exit code.

    Raises:
        CaseorgError: the data folder cannot be opened, and the user chose nothing instead.
    """
    make_application(settings)
    use_window()
    while True:
        code, folder = _run_one(settings, sample=sample)
        if folder is None:
            return code
        remember_folder(folder)
        settings, sample = load_settings(folder), False


def _run_one(settings: Settings, *, sample: bool) -> tuple[int, Path | None]:
    """The exit code, and the data folder to open next."""
    try:
        with only_window(settings.data) as alone:
            if not alone:
                call_other(settings.data)
                return 0, None
            with ExitStack() as stack:
                return _open(settings, stack, sample=sample)
    except CaseorgError as error:
        from caseorg.gui.safekeeping.broken import BrokenDialog

        dialog = BrokenDialog(settings.data, error)
        dialog.exec()
        if dialog.folder is None:
            raise
        return 0, dialog.folder


def _open(settings: Settings, stack: ExitStack, *, sample: bool) -> tuple[int, Path | None]:
    """A frame stands there while what the window needs is loaded and the data folder is opened."""
    leave_garbage()
    frame = StartWindow(settings.data)
    frame.show()
    try:
        workspace = waiting(partial(_opened, settings.data, stack, sample=sample))
        return (0, None) if frame.closed else _show(workspace, settings, frame, sample=sample)
    finally:
        frame.close()
        frame.deleteLater()


def _opened(data: Path, stack: ExitStack, *, sample: bool) -> "Workspace":
    """On a thread of its own: most of a start's time goes here."""
    import_module("caseorg.gui.window")
    from caseorg.workspace import open_workspace

    workspace = stack.enter_context(open_workspace(data))
    if sample:
        from caseorg.jobs.sample import make_sample

        for _ in make_sample(workspace):
            pass
    return workspace


def _show(workspace: "Workspace", settings: Settings, frame: StartWindow, *, sample: bool) -> tuple[int, Path | None]:
    from caseorg.gui import crash

    crash.install(workspace.folder)
    window = show_window(workspace, settings, _sample() if sample else None)
    frame.close()
    Answering(window, workspace.folder)
    if workspace.tightened:
        text = tr("Others could look into {folder}; from now on only you can.", folder=workspace.folder)
        QTimer.singleShot(0, window, lambda: window.notice.notify(text))
    code = QApplication.exec()
    while window.renewed:
        window = renewed_window(workspace, window)
        code = QApplication.exec()
    folder = window.next_folder
    window.deleteLater()
    return code, folder


def _sample() -> CaseId:
    from caseorg.jobs.sample import SAMPLE

    return SAMPLE


def renewed_window(workspace: "Workspace", old: "MainWindow") -> "MainWindow":
    """Another window with other settings in place of one that was closed: the same case, what was selected in it, and
    what can be taken back."""
    application = QApplication.instance()
    assert isinstance(application, QApplication) and old.renewed
    settings, section = old.renewed
    use_language(settings.language)
    QLocale.setDefault(QLocale(settings.language))
    application.installTranslator(CatalogueTranslator(application))
    use_look(application, settings.look)
    window = show_window(workspace, settings, old.desk.case_id)
    window.desk.show_next(old.page.view.key())
    for case_id, change in old.desk.history.done():
        window.desk.history.push(case_id, change)
    Answering(window, workspace.folder)
    if section is not None:
        QTimer.singleShot(0, window, lambda: window.open_settings(section))
    old.deleteLater()
    return window


def picture(workspace: "Workspace", settings: Settings, case_id: CaseId, file: Path) -> None:
    """Draws the window, with a case open and its first entry selected, into a PNG.

    Raises:
        CaseorgError: the file cannot be written.
    """
    qInstallMessageHandler(_drop_offscreen_remarks)
    application = make_application(settings)
    quiet = replace(settings, data=workspace.folder, reading=False)  # a picture waits for all that works
    window = make_window(workspace, quiet, case_id)
    window.show()
    settle(application, window)
    window.page.view.select_first()
    settle(application, window)
    saved = window.grab().save(str(file))
    window.close()
    if not saved:
        raise CaseorgError("{file} cannot be written.", "Choose another name or folder.", file=file)


def _drop_offscreen_remarks(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """The offscreen platform remarks on what it cannot do; everything else goes on to stderr."""
    if "This plugin does not support" not in message:
        sys.stderr.write(f"{message}\n")


def settle(application: QApplication, window: "MainWindow") -> None:
    """Lets the window work until every answer is in and painted."""
    while not window.desk.tasks.idle:
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    application.processEvents()
