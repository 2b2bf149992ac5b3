"""The crash net: a bug is written to a log and offered as a report that holds no text of a case."""

import platform
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QApplication, QMessageBox

from caseorg import __version__
from caseorg.i18n import tr

LOG = "crash.log"


def install(folder: Path) -> None:
    """Catches every exception that nothing else caught, on all threads."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = report(kind, trace)
        _write(folder / LOG, text)
        sys.stderr.write(text)
        if QApplication.instance() and threading.current_thread() is threading.main_thread():
            _show(text, folder / LOG)

    sys.excepthook = caught
    threading.excepthook = lambda args: caught(args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback)


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Where it happened, in which versions; the exception's own message is left out, for it may quote a case."""
    frames = "".join(
        f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}\n" for frame in traceback.extract_tb(trace)
    )
    versions = f"caseorg {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.system()}"
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}Z {kind.__name__}\n{versions}\n{frames}\n"


def _write(file: Path, text: str) -> None:
    try:
        with file.open("a", encoding="utf-8") as log:
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
