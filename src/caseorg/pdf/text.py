"""The only way of text into a PDF: cleaned, broken by the Chinese rules, drawn with a font that has it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, compress, count, pairwise
from operator import ne

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from caseorg.pdf.fonts import Face, advance_width, fonts_for, is_covered

NO_START = frozenset(
    "，。；：！？、》”’）】〕〉」』］｝〗〞〙〛｠｣．｡､‼⁇⁈⁉﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞»›°′″‰‱℃℉％—―─⸺–～…⋯·々〻ー,.;:!?)]}%"
)
NO_END = frozenset("《“‘（【〔〈「『［｛〖〝〘〚｟｢﹙﹛﹝«‹([{¥￥$＄€£￡")
MOST_STRETCH = 0.08  # of the type size between two characters; from 0.1 on, readers copy a space there
MOST_AT_SPACES = 0.25  # where a space is copied anyway
_DASH_GAP = 0.1  # between the strokes of two dashes as our fonts have them
_WORTH_BEGINNING = 0.1  # of a line, for what does not fit on one

_CLOSING, _OPENING = (f"[{re.escape(''.join(sorted(marks)))}]" for marks in (NO_START, NO_END))
_TONES = "[\ufe0f\U0001f3fb-\U0001f3ff]*"
_PICTURE = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf\u2934\u2935\u2b00-\u2bff"
    f"\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]{_TONES}"
)
_EMOJI = f"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_PICTURE}(?:\u200d{_PICTURE})*"  # flag, key, family
_LETTERS = "[!-~\u00a1-\u052f\u1e00-\u1fff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+"
_AMOUNT = "(?:(?<=[0-9\uff10-\uff19]) ?[十百千万亿]{0,2} ?[元角分％℃℉‰])?"
_PART = f"(?:证据\\d+|{_EMOJI}|{_LETTERS}{_AMOUNT}|[^ \u3000])"
_UNIT = re.compile(
    f"[ \u3000]+|{_PART}(?:[ \u3000]*(?={_CLOSING}){_PART}|(?<={_OPENING})[ \u3000]*{_PART})*", re.DOTALL
)
_TIGHT = re.compile(f"{_EMOJI}|{_LETTERS}|[—―─⸺…⋯]+|.", re.DOTALL)
_DASHES = re.compile("—(?=—)")
_CHARACTER = re.compile(f"{_EMOJI}|.", re.DOTALL)
_FIRST_MARK = "\u0300"
_SPACES = re.compile("([ \u3000])[ \u3000]+")
_JOINTS = frozenset("-_./=&")
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_JOINERS = re.compile(f"({_EMOJI})|[\u200d\ufe0f]")
# Fillers and variation selectors that Unicode does not class as format characters.
_INVISIBLE = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\ufe00-\ufe0e\U000e0100-\U000e01ef]")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One printed line; the last one of a paragraph is not stretched to the margin."""

    text: str
    last: bool


class _Cleaned(dict[int, str]):
    """Code point → what is printed for it, decided once."""

    def __missing__(self, code: int) -> str:
        self[code] = _cleaned(code)
        return self[code]


def _cleaned(code: int) -> str:
    character = chr(code)
    if character == "\t":
        return "    "
    if character in "\n\u3000\u200d":
        return character
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    # Cn is also what Python says of characters newer than itself, such as rare ones in names.
    dropped = category in ("Cc", "Cf", "Cs") or (category == "Cn" and _is_noncharacter(code))
    return "" if dropped or _INVISIBLE.match(character) else character


def _is_noncharacter(code: int) -> bool:
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


_CLEANED = _Cleaned()


def clean(text: str) -> str:
    """Without control characters, direction marks and zero-width characters; line ends are kept as `\\n`, and so is
    what joins an emoji."""
    cleaned = _LINE_END.sub("\n", text).translate(_CLEANED)
    return _JOINERS.sub(lambda match: match[1] or "", cleaned) if _has_joiner(cleaned) else cleaned


def _has_joiner(text: str) -> bool:
    return "\u200d" in text or "\ufe0f" in text


def uncovered(texts: Iterable[str]) -> tuple[str, ...]:
    """The characters that no font of ours has; they are drawn as boxes."""
    found = dict.fromkeys(character for text in texts for character in clean(text) if character != "\n")
    return tuple(character for character in found if not is_covered(character))


def text_width(text: str, face: Face, size: float) -> float:
    """In points."""
    return advance_width(text, face) * size / 1000


class _Widths(dict[str, float]):
    """Text → its width in points, measured once: for the same few characters in a long text."""

    def __init__(self, face: Face, size: float) -> None:
        super().__init__()
        self.face, self.size = face, size

    def __missing__(self, text: str) -> float:
        self[text] = text_width(text, self.face, self.size)
        return self[text]


def break_lines(text: str, face: Face, size: float, limit: float) -> tuple[PrintedLine, ...]:
    """Lines of at most `limit` points. No line begins with a closing mark or ends with an opening one.

    Words, numbers with their unit, —— and …… stay whole; only a word longer than a line is split.
    """
    return tuple(
        line for paragraph in clean(text).split("\n") for line in _break_paragraph(paragraph, face, size, limit)
    )


def _break_paragraph(paragraph: str, face: Face, size: float, limit: float) -> Iterator[PrintedLine]:
    if text_width(paragraph, face, size) <= limit:
        yield PrintedLine(paragraph.rstrip(), True)
        return
    line, used = "", 0.0
    for unit in _parts(_UNIT, paragraph):
        for piece, needed in _fitting(unit, face, size, limit, limit - used):
            if used + needed > limit and not piece.isspace():  # spaces hang over the end of a line, unseen
                if line.strip():
                    yield PrintedLine(line.rstrip(), False)
                line, used = "", 0.0
            line += piece
            used += needed
    yield PrintedLine(line.rstrip(), True)


def _parts(pattern: re.Pattern[str], text: str) -> list[str]:
    """What the pattern finds, one after the other; a combining mark stays with what it is drawn onto. Not all at once,
    for other threads wait meanwhile."""
    if pattern is _CHARACTER and text.isascii():  # nothing in it is joined to anything
        return list(text)
    found: list[str] = []
    for part in (match[0] for match in pattern.finditer(text)):
        if part[0] >= _FIRST_MARK and found and unicodedata.category(part[0])[0] == "M":
            found[-1] += part
        else:
            found.append(part)
    return found


def _fitting(unit: str, face: Face, size: float, limit: float, left: float) -> Iterator[tuple[str, float]]:
    """The unit and its width, or its pieces where it is wider than a whole line: they begin in what is left of one."""
    whole = text_width(unit, face, size)
    if whole <= limit:
        yield unit, whole
        return
    piece: list[str] = []
    used, available = 0.0, left if left > limit * _WORTH_BEGINNING else limit
    whole_ones = _parts(_CHARACTER, _SPACES.sub(r"\1", unit))
    widths = _Widths(face, size)
    for character in chain.from_iterable([line] if widths[line] <= limit else line for line in whole_ones):
        needed = widths[character]
        while piece and used + needed > available:
            cut = _best_cut([*piece, character])
            done, piece = "".join(piece[:cut]), piece[cut:]
            yield done, text_width(done, face, size)
            used, available = text_width("".join(piece), face, size), limit
        piece.append(character)
        used += needed
    yield "".join(piece), used


def _best_cut(characters: Sequence[str]) -> int:
    """Where to end a part of a long file name or address, whose last character is too much: behind its last joint, if
    that is not too early, or else where the rules allow it, if they do anywhere."""
    last = len(characters) - 1
    joints = (place for place in range(last, last // 2, -1) if characters[place - 1] in _JOINTS)
    for place in chain(joints, range(last, 0, -1)):
        if _may_part(characters[place - 1], characters[place]):
            return place
    return last


def _may_part(before: str, after: str) -> bool:
    return after not in NO_START and before not in NO_END and not after.isspace()


def shorten(text: str, face: Face, size: float, limit: float) -> str:
    """One line of at most `limit` points, its end replaced by … where it is longer."""
    text = clean(text).replace("\n", " ")
    return text if text_width(text, face, size) <= limit else _ending_in("…", text, face, size, limit)


def clip(
    lines: tuple[PrintedLine, ...], max_lines: int, mark: str, face: Face, size: float, limit: float
) -> tuple[PrintedLine, ...]:
    """At most so many lines; where some are left out, the last one ends with the mark."""
    if len(lines) <= max_lines:
        return lines
    return (*lines[: max_lines - 1], PrintedLine(_ending_in(mark, lines[max_lines - 1].text, face, size, limit), True))


def _ending_in(mark: str, text: str, face: Face, size: float, limit: float) -> str:
    kept, used = "", text_width(mark, face, size)
    for character in _parts(_CHARACTER, text):
        used += text_width(character, face, size)
        if used > limit:
            break
        kept += character
    return kept + mark


def spread(text: str, face: Face, size: float, stretch: float | None) -> tuple[float, ...]:
    """The space behind each character with which the line fills `stretch`; none where it would be too much.

    Words, numbers and …… stay tight while the places between them suffice, and —— becomes one stroke.
    """
    joined = {match.start(): -_DASH_GAP * size for match in _DASHES.finditer(text)}
    if stretch is None and not joined:
        return (0.0,) * len(text)
    lacking = stretch - text_width(text, face, size) - sum(joined.values()) if stretch is not None else 0.0
    found: dict[int, float] = {}
    for pattern in (_TIGHT, _CHARACTER) if lacking > 0 else ():
        found = found or _shares(text, _places(pattern, text, face), lacking, size)
    gaps = [0.0] * len(text)
    for place, gap in chain(found.items(), joined.items()):
        gaps[place] += gap
    return tuple(gaps)


def _places(pattern: re.Pattern[str], text: str, face: Face) -> Sequence[int]:
    """Behind which characters space may come: not in the indent, and not after one without width, such as what joins
    an emoji, where readers copy the least gap as a space."""
    indent, parts = len(text) - len(text.lstrip()), _parts(pattern, text)
    if len(parts) == len(text):
        return range(indent, len(text) - 1)
    return [
        end - 1
        for part, end in zip(parts, accumulate(map(len, parts)), strict=True)
        if indent < end < len(text) and (len(part) == 1 or all(advance_width(character, face) for character in part))
    ]


def _shares(text: str, behind: Sequence[int], lacking: float, size: float) -> dict[int, float]:
    """How much each of these places gets; spaces take what is too much for the others. Nothing where it is too much."""
    if behind and lacking <= len(behind) * MOST_STRETCH * size:
        return dict.fromkeys(behind, lacking / len(behind))
    spaces = [place for place in behind if text[place] == " "]
    left = lacking - (len(behind) - len(spaces)) * MOST_STRETCH * size
    if not spaces or left > len(spaces) * MOST_AT_SPACES * size:
        return {}
    return dict.fromkeys(behind, MOST_STRETCH * size) | dict.fromkeys(spaces, left / len(spaces))


def draw(canvas: Canvas, x: float, y: float, text: str, face: Face, size: float, stretch: float | None = None) -> None:
    """Draws one line from the baseline's left end; `stretch` is the width that it is to fill.

    Writes what PDFTextObject of ReportLab 5.1 would, without what that computes for a text that goes on.
    """
    if not text:
        return
    document = canvas._doc
    code = [f"BT 1 0 0 1 {fp_str(x, y)} Tm"]
    used, gap = "", 0.0
    for name, behind, run in _runs(text, face, spread(text, face, size, stretch)):
        font = pdfmetrics.getFont(name)
        if behind != gap:
            code.append(f"{fp_str(behind)} Tc")
            gap = behind
        for number, codes in font.splitString(run, document):  # a TrueType font is embedded in parts of 256 characters
            part = font.getSubsetInternalName(number, document)
            if part != used:
                code.append(f"{part} {fp_str(size)} Tf")
                used = part
            code.append(f"<{codes.hex()}> Tj")
    code.append("ET")  # there is no space behind the last character, so that none is left to what follows
    canvas._code.append(" ".join(code))


def _runs(text: str, face: Face, gaps: Sequence[float]) -> Iterator[tuple[str, float, str]]:
    """What is drawn in one go: characters of one font with the same space behind each."""
    fonts = fonts_for(text, face)
    if len({*fonts}) == len({*gaps}) == 1:  # most lines, and much quicker
        yield fonts[0], gaps[0], text
        return
    drawn = list(zip(fonts, gaps, strict=True))
    for start, end in pairwise([0, *compress(count(1), map(ne, drawn, drawn[1:])), len(text)]):
        yield *drawn[start], text[start:end]


def draw_right(canvas: Canvas, x: float, y: float, text: str, face: Face, size: float) -> None:
    """Draws one line that ends at `x`."""
    draw(canvas, x - text_width(text, face, size), y, text, face, size)


def draw_centred(canvas: Canvas, x: float, y: float, text: str, face: Face, size: float) -> None:
    """Draws one line around `x`."""
    draw(canvas, x - text_width(text, face, size) / 2, y, text, face, size)
