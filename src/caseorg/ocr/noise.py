"""What was read where no text is: faces, arrows, signs of a status bar."""

from collections.abc import Sequence
from statistics import median_low

from caseorg.domain.reading.reading import Line
from caseorg.ocr.characters import is_chinese

_LEAST = 0.5  # of a line's score
TALLER = 1.45  # than the usual line: a face in a chat, a large sign
_TALLER_DIGIT = 1.25
_SURE_OF_CHINESE = 0.7
_SURE_OF_DIGIT = 0.7  # the last one of a long number may stand alone
_SURE_OF_SIGN = 0.99
_SURE_OF_SHAPE = 0.995
_SHAPES = frozenset("く<>〉(（一-—|○□口日目")  # as arrows, circles and frames are read
_CIRCLES = frozenset("0Oo○〇")  # as a face's eyes and large buttons are read
_BAR = 0.08  # of the width, from the top
_SIGNS = 0.6  # of the width: to the right of it stand signal and battery
_MOST_SIGNS = 4
_TITLE = 0.26  # of the width, from the top
_ARROW = 0.12  # of the width: to the left of it stands the arrow that leads back
_ENOUGH = 4  # characters of a line whose height tells what is usual
_HIGH = 0.045  # of the width, where no line tells


def without_noise(lines: Sequence[Line], width: int) -> list[Line]:
    """Those that are text."""
    heights = [line.box.bottom - line.box.top for line in lines]
    usual = usual_height([line.text for line in lines], heights, width)
    return [line for line in lines if _is_text(line, usual, width)]


def usual_height(texts: Sequence[str], heights: Sequence[float], width: int) -> float:
    """Of a line with several characters."""
    usual = [height for text, height in zip(texts, heights, strict=True) if len(text) >= _ENOUGH]
    return median_low(usual) if usual else width * _HIGH


def _is_text(line: Line, usual: float, width: int) -> bool:
    if not line.text or line.score < _LEAST or is_sign_of_bar(line.text, line.box.left, line.box.bottom, width):
        return False
    tall = (line.box.bottom - line.box.top) / usual
    return _is_character(line, tall) if len(line.text) == 1 else tall <= TALLER or not _CIRCLES.issuperset(line.text)


def _is_character(line: Line, tall: float) -> bool:
    """Whether one character alone is no picture."""
    if line.text in _SHAPES:
        return tall <= TALLER and line.score >= _SURE_OF_SHAPE
    if line.text.isdigit():
        return tall <= _TALLER_DIGIT and line.score >= _SURE_OF_DIGIT
    return tall <= TALLER and line.score >= (_SURE_OF_CHINESE if is_chinese(line.text) else _SURE_OF_SIGN)


def is_sign_of_bar(text: str, left: float, bottom: float, width: int) -> bool:
    """Whether signal, battery, the arrow back and the like were taken for letters."""
    if bottom < width * _BAR and left > width * _SIGNS:
        return len(text) == 1 or (len(text) <= _MOST_SIGNS and not any(map(str.isdigit, text)))
    alone = len(text) == 1 and not is_chinese(text) and not text.isdigit()
    return alone and bottom < width * _TITLE and left < width * _ARROW
