"""Screenshots of invented apps, drawn small: an order, a bill, a chat, a page with a notice; light or dark."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PIL import ImageFont

from caseorg.resources import resource
from ocr.screens import DARK, LIGHT, Screen

_WIDTH, _HEIGHT = 720, 1600
_LEFT, _RIGHT, _MIDDLE = 60, 1020, 540  # of a phone that is 1080 wide
_SPOKEN = 44
_WRAP = 14  # characters of a bubble's line
Said = tuple[str, str]
"""Who: `me`, `they`, or a time in the middle of the chat; and what."""


def order(
    rows: Mapping[str, str],
    *,
    shop: str,
    goods: str,
    paid: str,
    state: str = "",
    clock: str = "14:31",
    dark: bool = False,
) -> Screen:
    """With its goods beside their picture, what was paid, and the rows at its foot."""
    screen = _screen("订单详情", clock, dark)
    screen.write(_LEFT, 230, state, 56) if state else None
    screen.write(_LEFT, 360, f"{shop} >", 42)
    screen.pen.rectangle(screen._at(_LEFT, 460, 300, 700), fill="#7ba7d9")
    for place in range(0, len(goods), 14):
        screen.write(340, 460 + place // 14 * 62, goods[place : place + 14], 40)
    screen.write(_RIGHT, 760, f"实付款：¥{paid}", 42, anchor="ra")
    _rows(screen, 900, rows)
    return screen


def bill(payee: str, paid: str, rows: Mapping[str, str], *, title: str = "账单详情", dark: bool = False) -> Screen:
    """Of a payment service: who was paid, the sum in large figures, and what the service says of it."""
    screen = _screen(title, "20:01", dark)
    screen.write(_MIDDLE, 270, payee, 44, anchor="ma")
    screen.write(_MIDDLE, 350, f"-{paid}", 96, anchor="ma")
    _rows(screen, 620, rows)
    return screen


def chat(title: str, said: Sequence[Said], *, clock: str = "20:02", dark: bool = False) -> Screen:
    """Bubbles beside portraits, with times between them."""
    screen, top = _screen(title, clock, dark), 240
    for who, text in said:
        if who == "at":
            screen.write(_MIDDLE, top, text, 34, 4, anchor="ma")
            top += 90
            continue
        lines = [text[place : place + _WRAP] for place in range(0, len(text), _WRAP)]
        wide, high = max(map(_wide, lines)) + 66, 62 * len(lines) + 44
        left, face = (900 - wide, 930) if who == "me" else (180, 40)
        tone = screen.tones[3 if who == "me" else 1]
        screen.pen.rounded_rectangle(screen._at(left, top, left + wide, top + high), 15, fill=tone)
        screen.pen.rectangle(screen._at(face, top, face + 110, top + 110), fill="#4a86c5")
        for place, line in enumerate(lines):
            screen.write(left + 33, top + 18 + 62 * place, line, _SPOKEN)
        top += high + 50
    return screen


def notice(title: str, *lines: str, clock: str = "14:41", dark: bool = False) -> Screen:
    """A page that says something in its middle."""
    screen = _screen(title, clock, dark)
    for place, line in enumerate(lines):
        screen.write(_MIDDLE, 420 + 120 * place, line, 46, anchor="ma")
    return screen


def form(title: str, state: str, rows: Mapping[str, str], *, clock: str = "20:10", dark: bool = False) -> Screen:
    """What state something is in, and its rows."""
    screen = _screen(title, clock, dark)
    screen.write(_LEFT, 230, state, 56)
    _rows(screen, 400, rows)
    return screen


def save(screen: Screen, folder: Path, name: str) -> Path:
    """As the phone keeps it."""
    file = folder / name
    screen.picture.save(file, compress_level=1)
    return file


def _screen(title: str, clock: str, dark: bool) -> Screen:
    screen = Screen(_HEIGHT, DARK if dark else LIGHT, _WIDTH)
    screen.write(50, 20, clock, 36)
    screen.pen.rectangle(screen._at(950, 28, 1010, 58), fill=screen.tones[2])
    screen.write(_MIDDLE, 120, title, 50, anchor="ma")
    return screen


def _rows(screen: Screen, top: int, rows: Mapping[str, str]) -> None:
    for place, (label, value) in enumerate(rows.items()):
        screen.write(_LEFT, top + 80 * place, label, 38, 4)
        screen.write(300, top + 80 * place, value, 38)


def _wide(text: str) -> float:
    return ImageFont.truetype(str(resource("fonts/NotoSansSC-Regular.ttf")), _SPOKEN).getlength(text)


def bills(title: str, *entries: tuple[str, str, str], clock: str = "20:05", dark: bool = False) -> Screen:
    """A list of payments: of each to whom, how much, and when below."""
    screen = _screen(title, clock, dark)
    for place, (name, amount, when) in enumerate(entries):
        top = 300 + 190 * place
        screen.write(180, top, name, 44)
        screen.write(_RIGHT, top, amount, 46, anchor="ra")
        screen.write(180, top + 74, when, 34, 4)
    return screen
