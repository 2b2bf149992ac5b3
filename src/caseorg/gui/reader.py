"""A page of text to read: our own markup from plain texts, drawn without any network or file."""

from collections.abc import Callable, Iterable
from html import escape

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTextBrowser, QWidget

from caseorg.gui.theme import colours
from caseorg.i18n import tr

_WIDEST = 720
_MARGIN = 16


class Reader(QTextBrowser):
    """Shows what `write` makes, and asks it again when the colours change."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reader")
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)
        self.document().setDocumentMargin(_MARGIN)
        self._write: Callable[[], str] = str

    def show_page(self, write: Callable[[], str]) -> None:
        """Shows another page from its beginning."""
        self._write = write
        self.setHtml(write())

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802 — Qt's name
        """Nothing is ever loaded."""
        return None

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            position = self.verticalScrollBar().value()
            self.setHtml(self._write())
            self.verticalScrollBar().setValue(position)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Long lines are hard to read."""
        super().resizeEvent(event)
        self.setLineWrapColumnOrWidth(min(_WIDEST, self.viewport().width()))


def heading(text: str, *, claimed: bool = False) -> str:
    """The title of a page or of a piece of it."""
    return f'<p style="font-size:14pt; font-weight:700; margin:0 0 4px 0">{escape(text)}{chip() if claimed else ""}</p>'


def chip() -> str:
    """`声称`, for what somebody merely claims."""
    style = f"font-size:9pt; font-weight:400; color:{colours().amber}"
    return f'&nbsp;<span style="{style}">〔{escape(tr("claimed"))}〕</span>'


def label(text: str, *, claimed: bool = False) -> str:
    """What the next lines are about; amber where they are claims."""
    colour = colours().amber if claimed else colours().text
    return f'<p style="font-weight:700; color:{colour}; margin:12px 0 2px 0">{escape(text)}</p>'


def lines(texts: Iterable[str]) -> str:
    """One line as a paragraph, several as a list."""
    found = [escape(text) for text in texts]
    if len(found) == 1:
        return f'<p style="margin:0">{found[0]}</p>'
    points = "".join(f'<li style="margin:0 0 2px 0">{text}</li>' for text in found)
    return f'<ul style="margin:0 0 0 -20px">{points}</ul>'


def faint(text: str) -> str:
    """A remark in small print."""
    return f'<p style="color:{colours().faint}; font-size:9pt; margin:2px 0 0 0">{escape(text)}</p>'


def box(*pieces: str) -> str:
    """Pieces that are set off from the rest."""
    inside = "".join(pieces)
    return (
        '<table width="100%" cellspacing="0" cellpadding="10" style="margin-top:12px"><tr>'
        f'<td bgcolor="{colours().selected}">{inside}</td></tr></table>'
    )


def rule() -> str:
    """A line across the page."""
    return (
        '<table width="100%" cellspacing="0" cellpadding="0" style="margin:12px 0 8px 0"><tr>'
        f'<td bgcolor="{colours().line}" style="font-size:1px">&nbsp;</td></tr></table>'
    )


def marked(text: str) -> str:
    """Words as they were found, quoted."""
    return f'<span style="background-color:{colours().selected}">“{escape(text)}”</span>'
