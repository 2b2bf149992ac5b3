"""What is on the clipboard, or dropped by a browser or a chat program, as files that can become evidence."""

import os
import tempfile
from base64 import b64decode
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QImage

from caseorg.domain.errors import CaseorgError
from caseorg.i18n import tr

# Pictures as their bytes are, the most faithful first: what a program offers in several kinds was converted.
_PICTURES = {"image/png": "png", "image/webp": "webp", "image/jpeg": "jpg", "image/gif": "gif", "image/bmp": "bmp"}
_MOST_PICTURES = 100


class Clipboard:
    """Pictures and texts become files in a folder that is made for the first one, and lasts until it is closed."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._count = 0

    def close(self) -> None:
        """Removes the files that were made; what was added of them is evidence by now."""
        if self._folder:
            self._folder.cleanup()
            self._folder = None

    def files(self) -> list[Path]:
        """What was copied; none where there is nothing to keep.

        Raises:
            CaseorgError: see `files_in`.
        """
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()  # Qt has none where nothing was copied yet
        return self.files_in(data, tr("Pasted")) if data else []

    def files_in(self, data: QMimeData, name: str) -> list[Path]:
        """Files that were copied or dropped as such; else the pictures, and the text where it is more than they are.

        Raises:
            CaseorgError: there is but a picture of the web, which is not fetched.
        """
        if found := local_files(data):
            return found
        page = _Pictures(data.html())
        shown = [made for source in page.sources[:_MOST_PICTURES] if (made := self._shown(source, name))]
        text = data.text() if data.text().strip() else ""
        words = bool(text and data.html() and page.is_text)  # a word processor offers a picture of them too
        if not shown and not words and (whole := self._picture(data, name)):
            return [whole]
        if page.sources and not shown and not page.is_text:
            raise CaseorgError(
                "Only the address of the picture came, and caseorg fetches nothing from the web.",
                "Save the picture as a file, then add that; or copy the picture itself and paste it.",
            )
        if text and (page.is_text or not shown):
            shown.append(self._made(name, "txt", text.encode(errors="replace")))
        return shown

    def _picture(self, data: QMimeData, name: str) -> Path | None:
        for kind, ending in _PICTURES.items():
            if data.hasFormat(kind) and (content := bytes(data.data(kind).data())):
                return self._made(name, ending, content)
        if data.hasImage() and not (image := QImage(data.imageData())).isNull():
            file = self._made(name, "png", b"")
            return _undated(file) if image.save(str(file)) else None
        return None

    def _shown(self, source: str, name: str) -> Path | None:
        """A picture of a page that came with it, or lies on this machine."""
        if source.startswith("data:image/"):
            head, _, body = source[5:].partition(",")
            kind, *rest = head.split(";")
            ending = _PICTURES.get(kind.replace("jpg", "jpeg"))
            content = _decoded(body) if "base64" in rest else unquote_to_bytes(body)
            return self._made(name, ending, content) if ending and content else None
        file = Path(QUrl(source).toLocalFile()) if source.startswith("file:") else None
        return file if file and file.is_file() else None

    def _made(self, name: str, ending: str, content: bytes) -> Path:
        self._count += 1
        self._folder = self._folder or tempfile.TemporaryDirectory(prefix="caseorg-")
        file = Path(self._folder.name) / f"{name}_{self._count}.{ending}"
        file.write_bytes(content)
        return _undated(file)


class _Pictures(HTMLParser):
    """The addresses of the pictures in HTML, and whether there are words besides them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sources: list[str] = []
        self.is_text = not html
        self._silent = False
        self.feed(html)
        self.close()
        self.is_text = self.is_text or not self.sources

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent = tag in ("style", "script", "title")
        if tag == "img":
            self.sources += [value for name, value in attrs if name == "src" and value]

    def handle_endtag(self, tag: str) -> None:
        self._silent = False

    def handle_data(self, data: str) -> None:
        self.is_text = self.is_text or bool(not self._silent and data.strip())


def _decoded(text: str) -> bytes:
    try:
        return b64decode(unquote_to_bytes(text))
    except ValueError:
        return b""


def _undated(file: Path) -> Path:
    """The time at which something was pasted says nothing about the thing."""
    os.utime(file, (0, 0))
    return file


def local_files(data: QMimeData) -> list[Path]:
    """The files of this machine in a drop or on the clipboard."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def can_be_evidence(data: QMimeData) -> bool:
    """Whether something can be made of a drop."""
    picture = data.hasImage() or any(map(data.hasFormat, _PICTURES))
    return picture or data.hasHtml() or bool(local_files(data)) or bool(data.text().strip())
