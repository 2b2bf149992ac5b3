"""Films and sounds in the system's own program: a copy of the file is opened, never the one that is kept."""

import shutil
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import get_ident

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from caseorg.domain.case import Evidence
from caseorg.domain.errors import CaseorgError
from caseorg.evidence.kinds import usual_ending
from caseorg.gui.desk import Desk
from caseorg.i18n import tr

_DIGITS = 16  # of what the file is: a label alone is that of another piece in another case


class Copies(QObject):
    """The copies go when the window goes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._folder: TemporaryDirectory[str] | None = None

    def play(self, item: Evidence) -> None:
        """Copies it aside and hands the copy to the system. It ends as its bytes say, whatever its name was."""
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="caseorg-", ignore_cleanup_errors=True)
        out = Path(self._folder.name) / item.sha256[:_DIGITS] / f"{item.label}.{usual_ending(item.media_type) or 'bin'}"
        source = self._desk.tasks.workspace.evidence.path(item.sha256)
        self._desk.tasks.compute(self, _copy, source, out, then=partial(self._open, out))

    def close(self) -> None:
        """Removes them."""
        if self._folder:
            self._folder.cleanup()

    def _open(self, out: Path, _: None) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(out))):
            self._desk.notify(tr("No program is set to open it. It is at {path}.", path=out), error=True)


def _copy(source: Path, out: Path) -> None:
    """Whole or not at all. Runs on a worker's thread.

    Raises:
        CaseorgError: the file is gone, or there is no room for a copy.
    """
    if out.exists():
        return
    part = out.with_name(f"{get_ident()}.part")  # asked for twice, two threads copy it
    try:
        out.parent.mkdir(exist_ok=True)
        shutil.copyfile(source, part)
        part.replace(out)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise CaseorgError(
            "The file cannot be copied: {reason}.", "Free some space, then try again.", reason=error.strerror
        ) from error
