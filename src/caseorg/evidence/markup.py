"""The words of a page in HTML, as its reader sees them: no tags, no styles, no scripts."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from html.parser import HTMLParser
from typing import Any

from caseorg.domain.text.decoding import decode
from caseorg.evidence.chats import value_lines

_SILENT = frozenset(("script", "style", "template", "noscript", "head"))
_IN_HEAD = frozenset(("html", "meta", "link", "base", "title", *_SILENT))
_BLOCK = re.compile(
    "address|article|aside|blockquote|body|caption|center|d[dlt]|details|dialog|div|fieldset|figcaption|figure|footer|form"
    "|h[1-6]|header|hr|html|legend|li|main|nav|ol|option|p|pre|section|select|summary|table|tbody|tfoot|thead|tr|ul"
)
_APART = "\x1e"  # begins a line, however many parts of the page begin and end there
_BOUNDARIES = re.compile(r"[ \u00a0]*\x1e[ \u00a0\x1e]*")
_PLAYED = {"audio": "[音频]", "video": "[视频]"}
_ORNAMENT = re.compile("avatar|head|portrait|logo|icon|emoji|spacer|pixel|track", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_LONGEST_LINK = 120
_FEW = 40  # words of a page whose talk stands in its script
_MOST_SCRIPT = 20_000_000
_OBJECT = re.compile(r"\{[^{}]{1,20000}\}")
_PAIR = re.compile(
    r"""["']?(\w+)["']?\s*:\s*(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|`((?:\\.|[^`\\])*)`|(-?[\w.]+))"""
)
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_ESCAPES = {"n": "\n", "r": "", "t": " ", "b": "", "f": ""}


def page_words(content: bytes, encoding: str = "") -> str | None:
    """The words of a page; None where its bytes are no text. `encoding` is the one that somebody names."""
    named = _CHARSET.search(content[:4096])
    decoded = decode(content, encoding or (named[1].decode("ascii", "replace") if named else ""))
    return markup_words(decoded.text) if decoded else None


def markup_words(text: str) -> str:
    """The words of HTML that is decoded already."""
    reader = _HtmlReader()
    reader.feed(text)
    reader.close()
    words = reader.words()
    if len(words) < _FEW:
        words = "\n".join(filter(None, (words, *_said_in(reader.scripts))))
    return words


class _HtmlReader(HTMLParser):
    """Collects lines; what stands side by side in a table is set apart by spaces."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[str] = []
        self._parts: list[str] = []
        self._silent: list[str] = []
        self._kept = 0  # open elements whose spaces count
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag not in _IN_HEAD and "head" in self._silent:  # it was never closed
            self._silent.remove("head")
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag == "br":
            self._parts.append("\n")
        elif _BLOCK.fullmatch(tag):
            self._parts.append(_APART)
        elif tag in ("td", "th"):
            self._parts.append("  ")
        elif tag == "img":
            self._parts.append(_picture(attributes))
        elif tag in _PLAYED:
            self._parts.append(_PLAYED[tag])
        elif tag == "a":
            self._link = attributes.get("href", "")
        elif tag == "title":
            self._silent = [silent for silent in self._silent if silent != "head"]
            self._parts.append(_APART)
        elif tag == "input" and attributes.get("type", "text") not in ("hidden", "password", "checkbox", "radio"):
            self._parts.append(f" {attributes.get('value', '')} ")
        self._kept += tag in ("pre", "textarea")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            if tag in self._silent:
                self._silent.remove(tag)
        elif _BLOCK.fullmatch(tag) or tag == "title":
            self._parts.append(_APART)
        elif tag == "a":
            self._parts.append(_address(self._link, "".join(self._parts[-3:])))
            self._link = ""
        self._kept -= tag in ("pre", "textarea") and self._kept > 0

    def handle_data(self, data: str) -> None:
        if self._silent:
            if self._silent[-1] == "script" and sum(map(len, self.scripts)) < _MOST_SCRIPT:
                self.scripts.append(data)
            return
        self._parts.append(data.replace(_APART, " ") if self._kept else re.sub(r"\s+", " ", data))

    def words(self) -> str:
        """Line by line, without empty lines in a row."""
        text = _BOUNDARIES.sub("\n", "".join(self._parts))
        lines = (re.sub(r"[ \u00a0]{3,}", "  ", line).strip() for line in text.split("\n"))
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _picture(attributes: dict[str, str]) -> str:
    """What is written in its place; ornaments are left out."""
    if attributes.get("alt", "").strip():
        return f"[{attributes['alt'].strip().strip('[]')}]"
    small = {attributes.get("width", ""), attributes.get("height", "")} & {"0", "1"}
    named = " ".join(attributes.get(key, "")[:200] for key in ("class", "id") if key in attributes)
    place = "" if attributes.get("src", "").startswith("data:") else attributes.get("src", "")[-100:]
    return "" if small or _ORNAMENT.search(f"{named} {place}") else "[图片]"


def _address(link: str, shown: str) -> str:
    if not link.startswith(("http://", "https://")) or link.rstrip("/") in shown:
        return ""
    return f"〔{link if len(link) <= _LONGEST_LINK else link[:_LONGEST_LINK] + '……'}〕"


def _said_in(scripts: list[str]) -> Iterator[str]:
    """The talk that a script would put into the page."""
    for script in scripts:
        for value in _values(script):
            with suppress(RecursionError):
                yield "\n".join(value_lines(value))


def _values(script: str) -> Iterator[Any]:
    """Arrays and objects that are JSON; where there is none, flat objects as JavaScript writes them."""
    decoder, position, found = json.JSONDecoder(), 0, False
    while match := re.compile(r"[=(]\s*(?=[\[{])").search(script, position):
        try:
            value, position = decoder.raw_decode(script, match.end())
        except (ValueError, RecursionError):
            position = match.end()
            continue
        if isinstance(value, list | dict) and value:
            found = True
            yield value
    if not found:
        yield [record for record in map(_record, _OBJECT.findall(script)) if record]


def _record(text: str) -> dict[str, str]:
    return {key: _unescaped(a or b or c or plain) for key, a, b, c, plain in _PAIR.findall(text)}


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else _ESCAPES.get(found[2], found[2]), text)
