"""The words of RTF, which Word, WordPad and TextEdit write, also under the name of a .doc."""

import re
from dataclasses import dataclass, replace

from caseorg.domain.text.decoding import decode

_TOKEN = re.compile(
    r"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL
)
_SILENT = re.compile(  # of these nothing is shown
    "fonttbl|colortbl|stylesheet|info|pict|object|themedata|colorschememapping|datastore|latentstyles|rsidtbl|generator"
    "|listtable|listoverridetable|filetbl|revtbl|xmlnstbl|header[lrf]?|footer[lrf]?|fldinst"
)
_SIGNS = {
    "par": "\n",
    "line": "\n",
    "row": "\n",
    "sect": "\n",
    "page": "\n",
    "tab": "  ",
    "cell": "  ",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
}


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds between two braces: nothing of it is shown, so many stand-ins follow a character's number."""

    silent: bool = False
    stand_ins: int = 1


def rtf_words(content: bytes) -> str:
    """What the reader of the document sees, without its pictures."""
    text = content.decode("latin-1")
    page = re.search(r"\\ansicpg(\d{1,5})", text[:2000])
    out = _Out(f"cp{page[1]}" if page else "")
    groups, group, skip = list[_Group](), _Group(), 0
    for token in _TOKEN.finditer(text):
        packed, word, number, sign, brace, plain = token.groups()
        if brace == "{":
            groups.append(group)
        elif brace:
            group = groups.pop() if groups else group
        elif sign == "*" or (word and _SILENT.fullmatch(word)):
            group = replace(group, silent=True)
        elif word == "uc":
            group = replace(group, stand_ins=int(number or 1))
        elif group.silent:
            continue
        elif word == "u" and number:
            out.add(chr(int(number) % 0x10000))
            skip = group.stand_ins
        elif packed:
            skip, shown = max(0, skip - 1), not skip
            if shown:
                out.bytes.append(int(packed, 16))
        elif word:
            out.add(_SIGNS.get(word, ""))
        elif sign:
            out.add({"~": " ", "_": "-"}.get(sign, sign if sign in "\\{}" else ""))
        elif plain:
            out.add(plain[skip:])
            skip = max(0, skip - len(plain))
    return out.words()


class _Out:
    """Collects characters, and bytes until it is known that no half of one is to come."""

    def __init__(self, encoding: str) -> None:
        self.bytes = bytearray()
        self._encoding, self._parts = encoding, list[str]()

    def add(self, text: str) -> None:
        if text:
            self._settle()
            self._parts.append(text)

    def _settle(self) -> None:
        if self.bytes:
            found = decode(bytes(self.bytes), self._encoding)
            self._parts.append(found.text if found else self.bytes.decode("latin-1"))
            self.bytes.clear()

    def words(self) -> str:
        self._settle()
        whole = "".join(self._parts).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return re.sub(r"\n{3,}", "\n\n", whole).strip()
