"""Invented screenshots with personal data, drawn here, with where each value stands; and how they are misread."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

from PIL import ImageFont

from caseorg.domain.reading.reading import Line, PageReading, Reading
from caseorg.resources import resource
from ocr.screens import Box, Screen

_ALIKE = {
    "0": "ODo",
    "1": "lI|!",
    "2": "Z",
    "5": "S",
    "6": "b",
    "8": "B",
    "9": "gq",
    "B": "8",
    "D": "0",
    "S": "5",
    "Z": "2",
    "G": "6",
}
_BEFORE = ("手机号", "电话", "联系电话")
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass
class Private:
    """A screen, and the values on it with the boxes of their ink: several where a value goes over two lines."""

    screen: Screen
    values: list[tuple[str, list[Box]]] = field(default_factory=list)

    def row(self, top: float, label: str, value: str, after: str = "") -> None:
        """A line of a form."""
        self.screen.write(70, top, label, 38, 4)
        self._said(300, top, "", value, after)

    def chat(self, top: float, before: str, value: str, after: str, *, mine: bool) -> None:
        """A bubble of one line."""
        wide = self._wide(before + value + after, 46) + 66
        left = max(60, 1040 - wide) if mine else 60
        self.screen.pen.rounded_rectangle(
            self.screen._at(left, top, left + wide, top + 110), 15, fill=self.screen.tones[3 if mine else 1]
        )
        self._said(left + 33, top + 24, before, value, after, 46)

    def wrapped(self, top: float, before: str, value: str, after: str) -> None:
        """A bubble in which the value goes on in the next line."""
        self.screen.pen.rounded_rectangle(self.screen._at(60, top, 860, top + 190), 15, fill=self.screen.tones[1])
        kept = next(n for n in range(len(value), 0, -1) if self._wide(before + value[:n], 46) <= 720)
        first = self._said(93, top + 24, before, value[:kept], "", 46, keep=False)
        second = self._said(93, top + 24 + 62, "", value[kept:], after, 46, keep=False) if kept < len(value) else []
        self.values.append((value, [*first, *second]))

    def _said(
        self, left: float, top: float, before: str, value: str, after: str, size: int = 38, *, keep: bool = True
    ) -> list[Box]:
        self.screen.write(left, top, before + value + after, size)
        start = left + self._wide(before, size)
        box = self._ink(start, top, value, size)
        if keep:
            self.values.append((value, [box]))
        return [box]

    def _ink(self, left: float, top: float, text: str, size: int) -> Box:
        scale = self.screen.scale
        font = self._font(size)
        found = self.screen.pen.textbbox((left * scale, top * scale), text, font=font)
        return (int(found[0]), int(found[1]), int(found[2]) + 1, int(found[3]) + 1)

    def _wide(self, text: str, size: int) -> float:
        return self._font(size).getlength(text) / self.screen.scale

    def _font(self, size: int) -> ImageFont.FreeTypeFont:
        path = str(resource("fonts/NotoSansSC-Regular.ttf"))
        return ImageFont.truetype(path, round(size * self.screen.scale))


def private(random: Random, width: int = 720) -> Private:
    """A page of an order, or a chat, with five values."""
    tall = round(1000 * width / 1080)
    page = Private(Screen(tall, width=width))
    if random.random() < 0.5:
        page.screen.write(540, 40, "订单详情", 46, anchor="ma")
        page.row(180, "收货电话", phone(random))
        page.row(290, "订单编号", order(random), random.choice(("", "  复制")))
        page.row(400, "卡密", code(random))
        page.row(510, "下单时间", "2026-11-03 09:41:27")
        page.values.pop()
        page.row(620, "身份证号", identity(random))
        page.row(730, "联系微信", f"wxid_{random.randrange(10**9):09d}k")
        page.row(840, "实付款", "¥98.00")
        page.values.pop()
        return page
    page.screen.write(540, 40, "云上会员专卖店", 46, anchor="ma")
    page.chat(150, f"我的{random.choice(_BEFORE)}是", phone(random), random.choice(("", "请充值", "，谢谢")), mine=True)
    page.chat(300, "卡密：", code(random), "", mine=False)
    page.wrapped(450, "亲，您的订单号是", order(random, 21), "还在处理")
    page.chat(690, "身份证", identity(random), "收到", mine=True)
    page.chat(840, "银行卡", card(random), "", mine=False)
    return page


def phone(random: Random) -> str:
    return f"1{random.choice('35789')}{random.randrange(10**9):09d}"


def identity(random: Random) -> str:
    day = f"{random.randrange(1960, 2006)}{random.randrange(1, 13):02d}{random.randrange(1, 29):02d}"
    return f"{random.randrange(110000, 659000)}{day}{random.randrange(1000):03d}{random.choice('0123456789X')}"


def order(random: Random, length: int = 18) -> str:
    return "26" + "".join(random.choice("0123456789") for _ in range(length - 2))


def code(random: Random) -> str:
    return "-".join("".join(random.choice(_LETTERS + "0123456789") for _ in range(4)) for _ in range(4))


def card(random: Random) -> str:
    """One that passes Luhn's check."""
    digits = "62" + "".join(random.choice("0123456789") for _ in range(13))
    doubled = [int(one) * (2 - place % 2) for place, one in enumerate(digits)]
    rest = sum(value - 9 if value > 9 else value for value in doubled) % 10
    return f"{digits}{-rest % 10}"


def misread(reading: Reading, random: Random, share: float = 0.25) -> Reading:
    """The reading with characters of numbers and codes taken for what looks like them."""
    return replace(reading, pages=tuple(_misread_page(page, random, share) for page in reading.pages))


def _misread_page(page: PageReading, random: Random, share: float) -> PageReading:
    return replace(page, lines=tuple(_misread_line(line, random, share) for line in page.lines))


def _misread_line(line: Line, random: Random, share: float) -> Line:
    if sum(map(str.isdecimal, line.text)) < 6 or ":" in line.text:
        return line
    swapped = (random.choice(_ALIKE[one]) if one in _ALIKE and random.random() < share else one for one in line.text)
    return replace(line, text="".join(swapped))


def uncovered(rows: bytes, width: int, box: Box, tone: int = 40) -> int:
    """How many columns of the box, of a grey picture of this width, have anything but black."""
    left, top, right, bottom = box
    columns: Sequence[int] = range(left, right)
    return sum(max(rows[top * width + x : bottom * width : width], default=0) > tone for x in columns)
