"""Whether what a page draws leaves things as it found them; readers differ in what they draw where it does not."""

import re

from caseorg.pdf.copying import OddError

_SPACE = rb"\x00\t\n\f\r "
_REGULAR = rb"[^()<>\[\]{}/%" + _SPACE + rb"]"
_TOKEN = re.compile(
    rb"%[^\r\n]*|\(|<<|<[^<>]*>|/" + _REGULAR + rb"*|(?<!" + _REGULAR + rb")(?:q|Q|BT|ET|BI)(?!" + _REGULAR + rb")"
)
_IN_TEXT = re.compile(rb"\\.|[()]", re.DOTALL)
_DATA = re.compile(rb"\sID\s")
_DATA_END = re.compile(rb"\sEI(?!\S)")


def require_balance(content: bytes) -> None:
    """Raises OddError for a Q too many, for BT and ET that are no pairs, and for what is cut off."""
    saved, in_text, position = 0, False, 0
    while found := _TOKEN.search(content, position):
        token, position = found[0], found.end()
        match token:
            case b"(":
                position = _behind_text(content, position)
            case b"q":
                saved += 1
            case b"Q":
                saved -= 1
            case b"BT" | b"ET":
                if in_text is (token == b"BT"):
                    raise OddError("text that does not begin or end")
                in_text = not in_text
            case b"BI":
                position = _behind_image(content, position)
        if saved < 0:
            raise OddError("more brought back than was put away")
    if in_text:
        raise OddError("text that does not end")


def _behind_text(content: bytes, position: int) -> int:
    depth = 1
    while depth:
        found = _IN_TEXT.search(content, position)
        if not found:
            raise OddError("a text that is cut off")
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        position = found.end()
    return position


def _behind_image(content: bytes, position: int) -> int:
    data = _DATA.search(content, position)
    end = data and _DATA_END.search(content, data.end())
    if not data or not end:
        raise OddError("an image that is cut off")
    if b"DCT" in content[position : data.start()]:
        raise OddError("a photo that cannot be told from what is beside it")
    return end.end()
