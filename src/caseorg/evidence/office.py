"""The words of documents, tables and slides of Word, Excel, PowerPoint and WPS in their present form, and of OFD."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from caseorg.evidence.chats import table_words
from caseorg.evidence.mail import Attachment
from caseorg.evidence.ofd import ofd_words
from caseorg.evidence.sheet_cells import sheet_rows
from caseorg.evidence.zipped import Zipped, marks

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
OFD = "application/ofd"
_TEXTS_OF_WORD = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml", "word/comments.xml")
_PICTURES = re.compile(r"(?:word|xl|ppt)/media/[^/]+\.(?:png|jpe?g|gif|bmp|tiff?|webp|heic)", re.IGNORECASE)
_MOST_PICTURES = 500
_LARGEST_PICTURE = 30_000_000  # bytes
_LARGEST_PICTURES = 100_000_000  # bytes of all
_BREAKS = {"tab": "  ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "blip": "[图片]", "imagedata": "[图片]"}


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """What such a file says, and the pictures in it; `is_cut` or `is_damaged` where that is not all."""

    media_type: str
    text: str
    pictures: tuple[Attachment, ...] = ()
    is_cut: bool = False
    is_damaged: bool = False


def office_words(content: bytes) -> OfficeWords | None:
    """None where it is another archive, or nothing of it can be read."""
    zipped = Zipped(content)
    for media_type, sign, read in (
        (DOCX, "word/document.xml", _of_word),
        (XLSX, "xl/workbook.xml", _of_excel),
        (PPTX, "ppt/presentation.xml", _of_slides),
        (OFD, "OFD.xml", ofd_words),
    ):
        if sign in zipped.names:
            text, pictures = read(zipped), tuple(_pictures(zipped))
            counted = f"\n\n文内图片：{len(pictures)}张" if pictures else ""
            words = f"{text}{counted}".strip()
            return OfficeWords(media_type, words, pictures, zipped.is_cut, zipped.is_damaged) if words else None
    return None


def _of_word(zipped: Zipped) -> str:
    return "\n\n".join(filter(None, (_runs(zipped.xml(name)) for name in _TEXTS_OF_WORD)))


def _of_slides(zipped: Zipped) -> str:
    slides = (_runs(zipped.xml(name)) for name in zipped.numbered(r"ppt/slides/slide\d+\.xml"))
    return "\n\n".join(f"第{number}页\n{text}" for number, text in enumerate(slides, start=1))


def _runs(xml: bytes) -> str:
    """Paragraphs are lines, and so are the rows of a table; what was deleted in it stands elsewhere."""
    parts, shown, hidden, cells = list[str](), False, 0, 0
    for kind, name, _ in marks(xml):
        if name == "Fallback" and kind != "text":  # the same once more, for old programs
            hidden += 1 if kind == "start" else -1
        if hidden:
            continue
        if kind == "text":
            parts.append(name if shown else "")
        elif name == "t":
            shown = kind == "start"
        elif kind == "start":
            parts.append(_BREAKS.get(name, ""))
            cells += name == "tc"
        elif name in ("p", "tc", "tr"):
            cells -= name == "tc"
            parts.append({"p": " " if cells else "\n", "tc": "  ", "tr": "\n"}[name])
    lines = (line.rstrip() for line in "".join(parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _of_excel(zipped: Zipped) -> str:
    """Sheet by sheet; an exported chat is one here too."""
    texts = (table_words(rows) for rows in sheet_rows(zipped))
    return "\n\n".join("\n".join(line.rstrip() for line in text.split("\n")) for text in texts if text.strip())


def _pictures(zipped: Zipped) -> Iterator[Attachment]:
    left = _LARGEST_PICTURES
    for name in zipped.numbered(_PICTURES.pattern)[:_MOST_PICTURES]:
        content = zipped.part(name, min(left, _LARGEST_PICTURE))
        if 0 < len(content) < min(left, _LARGEST_PICTURE):
            left -= len(content)
            yield Attachment(PurePosixPath(name).name, content, inside=True)
