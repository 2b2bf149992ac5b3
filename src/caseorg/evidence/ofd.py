"""The words of OFD, China's own form of pages: invoices, receipts, papers of offices."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from caseorg.evidence.zipped import Zipped, marks

_LEVEL = 1.5  # millimetres that two words of a line may differ
_MOST_PAGES = 500


class _Word(NamedTuple):
    """A text at the middle of its height, and where it begins, in millimetres."""

    middle: float
    left: float
    text: str


def ofd_words(zipped: Zipped) -> str:
    """Page by page, line by line; the printed form under an invoice's values counts to its page."""
    pages = [text for root in _texts(zipped.xml("OFD.xml"), "DocRoot") for text in _pages(zipped, _place("", root))]
    return "\n\n".join(filter(None, pages))


def _pages(zipped: Zipped, document: str) -> Iterator[str]:
    xml, folder = zipped.xml(document), posixpath.dirname(document)
    templates = {
        attributes.get("ID", ""): _place(folder, attributes.get("BaseLoc", ""))
        for kind, name, attributes in marks(xml)
        if kind == "start" and name == "TemplatePage"
    }
    places = [
        _place(folder, attributes.get("BaseLoc", ""))
        for kind, name, attributes in marks(xml)
        if kind == "start" and name == "Page"
    ]
    for place in places[:_MOST_PAGES]:
        page = zipped.xml(place)
        used = dict.fromkeys(
            attributes.get("TemplateID", "") for _, name, attributes in marks(page) if name == "Template"
        )
        under = (zipped.xml(templates[number]) for number in used if number in templates)
        yield _lines(word for part in (page, *under) for word in _words(part))


def _place(folder: str, name: str) -> str:
    return posixpath.normpath(name.lstrip("/") if name.startswith("/") else posixpath.join(folder, name))


def _texts(xml: bytes, wanted: str) -> Iterator[str]:
    """What stands in the elements of this name."""
    inside = False
    for kind, name, _ in marks(xml):
        if kind == "text" and inside:
            yield name.strip()
        elif name == wanted:
            inside = kind == "start"


def _words(xml: bytes) -> Iterator[_Word]:
    left, middle, inside, parts = 0.0, 0.0, False, list[str]()
    for kind, name, attributes in marks(xml):
        if kind == "text":
            parts.append(name if inside else "")
        elif name == "TextObject" and kind == "start":
            left, top, _, height = _boundary(attributes.get("Boundary", ""))
            middle, parts = top + height / 2, []
        elif name == "TextCode":
            inside = kind == "start"
        elif name == "TextObject" and "".join(parts).strip():
            yield _Word(middle, left, "".join(parts).strip())


def _boundary(text: str) -> tuple[float, float, float, float]:
    numbers = [float(number) for number in re.findall(r"-?\d{1,9}(?:\.\d{1,9})?", text)]
    left, top, width, height = (*numbers[:4], 0.0, 0.0, 0.0, 0.0)[:4]
    return left, top, width, height


def _lines(words: Iterable[_Word]) -> str:
    """From above to below, from left to right."""
    lines: list[list[_Word]] = []
    for word in sorted(words):
        if lines and word.middle - lines[-1][0].middle <= _LEVEL:
            lines[-1].append(word)
        else:
            lines.append([word])
    return "\n".join("  ".join(word.text for word in sorted(line, key=lambda word: word.left)) for line in lines)
