"""Starts the window."""

import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import (
    QEventLoop,
    QLocale,
    QMessageLogContext,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from caseorg.domain.case import CaseId
from caseorg.domain.errors import CaseorgError
from caseorg.gui import crash
from caseorg.gui.desk import Desk
from caseorg.gui.qt_texts import CatalogueTranslator
from caseorg.gui.tasks import TaskRunner
from caseorg.gui.theme import apply_theme
from caseorg.gui.window import MainWindow
from caseorg.resources import resource
from caseorg.settings import Settings
from caseorg.workspace import Workspace


def make_application(settings: Settings) -> QApplication:
    """The one QApplication, with our look and Qt's own texts in the user's language."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("caseorg")
    application.setDesktopFileName("caseorg")
    application.setWindowIcon(QIcon(str(resource("icons/caseorg.svg"))))
    QLocale.setDefault(QLocale(settings.language))
    application.installTranslator(CatalogueTranslator(application))
    apply_theme(application)
    return application


def make_window(workspace: Workspace, settings: Settings, case_id: CaseId | None) -> MainWindow:
    """The window with a case open, or the one touched last."""
    desk = Desk(TaskRunner(workspace))
    window = MainWindow(desk, settings)
    desk.setParent(window)
    desk.tasks.setParent(window)
    desk.start(case_id)
    return window


def run(workspace: Workspace, settings: Settings, case_id: CaseId | None) -> int:
    """Shows the window until it is closed; returns the exit code."""
    application = make_application(settings)
    crash.install(workspace.folder)
    window = make_window(workspace, settings, case_id)
    window.show()
    return application.exec()


def picture(workspace: Workspace, settings: Settings, case_id: CaseId, file: Path) -> None:
    """Draws the window, with a case open and its first entry selected, into a PNG.

    Raises:
        CaseorgError: the file cannot be written.
    """
    qInstallMessageHandler(_drop_offscreen_remarks)
    application = make_application(settings)
    window = make_window(workspace, replace(settings, data=workspace.folder), case_id)
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


def settle(application: QApplication, window: MainWindow) -> None:
    """Lets the window work until every answer is in and painted."""
    while not window.desk.tasks.idle:
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    application.processEvents()
