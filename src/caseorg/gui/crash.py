"""The crash net: what is typed is kept, a bug is written to a log and offered as a report without text of a case."""

import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QApplication

from caseorg.rights import private_opener
from caseorg.views.bugs import bug_report, log_places_only

LOG = "crash.log"
_LARGEST = 1 << 20  # bytes of the log; a fault that comes back with each picture would fill the disk


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
        full = file.exists() and file.stat().st_size > _LARGEST
        with open(file, "w" if full else "a", encoding="utf-8", opener=private_opener) as log:
            log.write(text)
    except OSError as error:
        sys.stderr.write(f"{error}\n")


def _show(text: str, file: Path) -> None:
    from caseorg.gui.crash_box import show_crash

    show_crash(text, file)
