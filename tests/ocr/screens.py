"""Invented screenshots of phones, drawn here, with what they say and where."""

import io
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFont

from caseorg.resources import resource

WIDTH = 1080
LIGHT = ("#ededed", "#ffffff", "#191919", "#95ec69", "#888888")
DARK = ("#111111", "#2c2c2c", "#d5d5d5", "#26b35d", "#7d7d7d")
SAID = (
    "您好，这个卡密提示无效",
    "亲，这边帮您核实一下",
    "已经过去两天还没到账",
    "最晚明天下午6点前处理好",
    "请把款项原路退回",
    "截图已经发给你们了",
    "虚拟商品一经售出不支持退",
)
Box = tuple[int, int, int, int]


@dataclass
class Screen:
    """A screen under the pen: texts are drawn and written down with their boxes."""

    height: int = 2400
    tones: tuple[str, str, str, str, str] = LIGHT
    width: int = WIDTH
    said: list[tuple[str, Box]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.picture = Image.new("RGB", (self.width, self.height), self.tones[0])
        self.pen = ImageDraw.Draw(self.picture)
        self.scale = self.width / WIDTH

    def write(self, left: float, top: float, text: str, size: int = 40, tone: int = 2, anchor: str = "la") -> Box:
        """One line."""
        at = round(left * self.scale), round(top * self.scale)
        font = ImageFont.truetype(str(resource("fonts/NotoSansSC-Regular.ttf")), round(size * self.scale))
        self.pen.text(at, text, font=font, fill=self.tones[tone], anchor=anchor)
        found = self.pen.textbbox(at, text, font=font, anchor=anchor)
        box = (round(found[0]), round(found[1]), round(found[2]), round(found[3]))
        self.said.append((text, box))
        return box

    def bar(self, title: str) -> None:
        """The top of a phone's screen, with a battery and an arrow that are no text."""
        self.write(50, 20, "14:05", 36)
        self.pen.rectangle(self._at(950, 28, 1010, 58), fill=self.tones[2])
        self.pen.line(self._at(60, 135, 42, 155, 60, 175), fill=self.tones[2], width=4)
        self.write(WIDTH / 2, 125, title, 50, anchor="ma")

    def bubble(self, top: float, text: str, *, mine: bool) -> None:
        """A line of a chat, with the face of whoever wrote it."""
        wide = len(text) * 46 + 66
        left = 900 - wide if mine else 180
        self.pen.rounded_rectangle(self._at(left, top, left + wide, top + 110), 15, fill=self.tones[3 if mine else 1])
        face = 930 if mine else 40
        self.pen.rectangle(self._at(face, top, face + 110, top + 110), fill="#4a86c5")
        self.pen.ellipse(self._at(face + 35, top + 20, face + 75, top + 60), fill="#f3e6d5")
        self.write(left + 33, top + 24, text, 46)

    def _at(self, *numbers: float) -> list[int]:
        return [round(number * self.scale) for number in numbers]


def chat(height: int = 2400, tones: tuple[str, str, str, str, str] = LIGHT, title: str = "云上会员专卖店") -> Screen:
    """A chat with numbered lines: each is found once."""
    screen, random = Screen(height, tones), Random(height)
    screen.bar(title)
    for turn, top in enumerate(range(260, height - 200, 170)):
        screen.bubble(top, f"{turn + 1:03d}号 {random.choice(SAID)}", mine=bool(random.randrange(2)))
    return screen


def order(width: int = WIDTH, shop: str = "星辰点卡专营店", number: str = "261103-482910573648201") -> Screen:
    """A page of an order."""
    screen = Screen(round(2400 * width / WIDTH), width=width)
    screen.bar("订单详情")
    screen.write(70, 400, shop, 44)
    rows = (("实付款", "¥1,286.50"), ("订单编号", number), ("下单时间", "2026-11-03 09:41:27"), ("收款方", shop))
    for place, (label, value) in enumerate(rows):
        screen.write(70, 560 + 90 * place, label, 38, 4)
        screen.write(300, 560 + 90 * place, value, 38)
    return screen


def forwarded(screen: Screen, file: Path) -> Path:
    """As it arrives: a JPEG, compressed once more by a chat."""
    once = io.BytesIO()
    screen.picture.save(once, "JPEG", quality=85)
    with Image.open(once) as picture:
        picture.save(file, "JPEG", quality=60)
    return file
