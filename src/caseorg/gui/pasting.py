"""What is on the clipboard, or dropped, as files that can become evidence."""

import os
import tempfile
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage

from caseorg.i18n import tr


class Clipboard:
    """Pictures and texts become files in a folder that lasts until it is closed."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="caseorg-")
        self._count = 0

    def close(self) -> None:
        """Removes the files that were made; what was added of them is evidence by now."""
        self._folder.cleanup()

    def files(self) -> list[Path]:
        """Files that were copied as such, or one of the picture or text; none where there is nothing to keep."""
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()  # Qt has none where nothing was copied yet
        return local_files(data) or self._made(data) if data else []

    def _made(self, data: QMimeData) -> list[Path]:
        self._count += 1
        name = f"{tr('Pasted')}_{self._count}"
        folder = Path(self._folder.name)
        if data.hasImage():
            file = folder / f"{name}.png"
            if not QImage(data.imageData()).save(str(file)):
                return []
            return [_undated(file)]
        if data.hasText() and data.text().strip():
            file = folder / f"{name}.txt"
            file.write_text(data.text(), encoding="utf-8")
            return [_undated(file)]
        return []


def _undated(file: Path) -> Path:
    """The time at which something was pasted says nothing about the thing."""
    os.utime(file, (0, 0))
    return file


def local_files(data: QMimeData) -> list[Path]:
    """The files of this machine in a drop or on the clipboard."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
