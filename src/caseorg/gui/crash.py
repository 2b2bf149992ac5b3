"""The crash net: a bug is written to a log and offered as a report that holds no text of a case."""

import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QApplication, QMessageBox

from caseorg.i18n import tr
from caseorg.rights import private_opener
from caseorg.views.bugs import bug_report, log_places_only

LOG = "crash.log"


def install(folder: Path) -> None:
    """Catches every exception that nothing else caught, on all threads."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = bug_report(error, f"Qt {qVersion()}") + "\n"
        _write(folder / LOG, text)
        sys.stderr.write(text)
        if QApplication.instance() and threading.current_thread() is threading.main_thread():
            _show(text, folder / LOG)

    log_places_only()
    sys.excepthook = caught
    threading.excepthook = lambda args: caught(args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback)


def _write(file: Path, text: str) -> None:
    try:
        with open(file, "a", encoding="utf-8", opener=private_opener) as log:
            log.write(text)
    except OSError as error:
        sys.stderr.write(f"{error}\n")


def _show(text: str, file: Path) -> None:
    box = QMessageBox(QMessageBox.Icon.Warning, "caseorg", tr("Something went wrong inside caseorg."))
    box.setInformativeText(
        tr("Everything saved so far is safe. You can go on; if it happens again, send us the report.")
        + "\n"
        + tr("It is in {file} and holds no text of your cases.", file=file)
    )
    box.setDetailedText(text)
    copy = box.addButton(tr("Copy the report"), QMessageBox.ButtonRole.ActionRole)
    box.addButton(tr("Go on"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()
    if box.clickedButton() is copy:
        QApplication.clipboard().setText(text)
