"""A text to be typed by hand where a site takes no pasting: a few characters a line, in large type."""

import re
from collections.abc import Iterator

from PySide6.QtWidgets import QListWidget, QWidget

from caseorg.i18n import tr

AT_ONCE = 12
_LARGER = 6  # points
_TOKEN = re.compile(r"[0-9A-Za-z.:*-]+|.", re.DOTALL)
_CLINGING = "，。；：、！？”’）》】⏎"


class TypedCopy(QListWidget):
    """One line is marked at a time; ↑ and ↓ move on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Text to type"))
        font = self.font()
        font.setPointSize(font.pointSize() + _LARGER)
        self.setFont(font)

    def show_text(self, text: str) -> None:
        """The text from its beginning."""
        self.clear()
        self.addItems(list(pieces(text)))
        self.setCurrentRow(0)


def pieces(text: str) -> Iterator[str]:
    """A few characters at once, numbers whole and no mark alone at a beginning; a line end is typed too, and shown."""
    for line in text.splitlines():
        present = ""
        for token in _TOKEN.findall(f"{line}⏎"):
            if present and len(present) + len(token) > AT_ONCE and token not in _CLINGING:
                yield present
                present = ""
            present += token
        yield present
