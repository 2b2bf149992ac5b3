"""Films and sounds in the system's own program: a copy of the file is opened, never the one that is kept."""

import shutil
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from caseorg.domain.case import Evidence
from caseorg.domain.errors import CaseorgError
from caseorg.evidence.kinds import usual_ending
from caseorg.gui.desk import Desk
from caseorg.i18n import tr


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
        out = Path(self._folder.name) / f"{item.label}.{usual_ending(item.media_type) or 'bin'}"
        source = self._desk.tasks.workspace.evidence.path(item.sha256)
        self._desk.tasks.compute(self, _copy, source, out, then=partial(self._open, out))

    def close(self) -> None:
        """Removes them."""
        if self._folder:
            self._folder.cleanup()

    def _open(self, out: Path, _: None) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(out))):
            self._desk.say(tr("No program is set to open it. It is at {path}.", path=out), error=True)


def _copy(source: Path, out: Path) -> None:
    """Runs on a worker's thread.

    Raises:
        CaseorgError: the file is gone, or there is no room for a copy.
    """
    try:
        if not out.exists():
            shutil.copyfile(source, out)
    except OSError as error:
        raise CaseorgError(
            "The file cannot be copied: {reason}.", "Free some space, then try again.", reason=error.strerror
        ) from error
