"""Chats as a phone shows them, scrolled and photographed; with what can be read on each picture."""

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw, ImageFont, ImageOps

from caseorg.domain.reading.reading import Box, Line, PageReading
from caseorg.resources import resource

WIDTH, HEIGHT = 720, 1600
TOP, BOTTOM = 148, 104
INSIDE = HEIGHT - TOP - BOTTOM
_WORDS = (
    "您好订单已经付款卡密提示已被使用请核实后退还货款商家客服回复正在处理稍等平台介入申请记录充值账号没有到账怎么办"
)
_PAGE, _GREY, _INK = "#ededed", "#888888", "#191919"
_BUBBLES = ("#ffffff", "#95ec69")


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(resource("fonts/NotoSansSC-Regular.ttf")), size)


@dataclass(frozen=True)
class Chat:
    """The whole of it, as if no screen had an end, and its lines where they stand on it."""

    image: Image.Image
    lines: tuple[tuple[int, int, str], ...]
    title: str

    def shot(self, at: int, clock: str = "14:10", dark: bool = False) -> Image.Image:
        """What the phone shows once its upper edge is at this row."""
        screen = Image.new("RGB", (WIDTH, HEIGHT), _PAGE)
        screen.paste(self.image.crop((0, at, WIDTH, at + INSIDE)), (0, TOP))
        pen = ImageDraw.Draw(screen)
        pen.text((32, 8), clock, _INK, font(26))
        pen.rectangle((640, 16, 690, 40), _INK)
        pen.text((WIDTH // 2, 76), self.title, _INK, font(34), anchor="ma")
        pen.rounded_rectangle((90, HEIGHT - 84, 550, HEIGHT - 20), 12, "white")
        for left in (20, 570, 645):
            pen.ellipse((left, HEIGHT - 80, left + 56, HEIGHT - 24), outline=_INK, width=3)
        return ImageOps.invert(screen) if dark else screen

    def page(self, at: int) -> PageReading:
        """What a reader reads off that."""
        seen = ((left, top - at + TOP, text) for left, top, text in self.lines if 0 <= top - at < INSIDE - 40)
        return PageReading(WIDTH, HEIGHT, tuple(read(*line) for line in seen))


def read(left: int, top: int, text: str) -> Line:
    middles = tuple(left + 30 * place + 15 for place in range(len(text)))
    return Line(text, Box(left, top, left + 30 * len(text), top + 38), 0.98, middles)


def chat(seed: int, height: int = 5000, title: str = "星河数码专营店") -> Chat:
    """Messages of both sides, no two alike."""
    chance = random.Random(seed)
    image = Image.new("RGB", (WIDTH, height), _PAGE)
    lines: list[tuple[int, int, str]] = []
    y = 20
    while y < height - 200:
        y += _message(image, lines, chance, y)
    return Chat(image, tuple(lines), title)


def _message(image: Image.Image, lines: list[tuple[int, int, str]], chance: random.Random, y: int) -> int:
    """How much room it takes."""
    pen, mine = ImageDraw.Draw(image), chance.random() < 0.4
    rows = ["".join(chance.choices(_WORDS, k=15)) for _ in range(chance.randint(0, 2))]
    rows.append("".join(chance.choices(_WORDS, k=chance.randint(3, 15))))
    across, high = 30 * max(map(len, rows)) + 40, 46 * len(rows) + 36
    left = WIDTH - 110 - across if mine else 110
    pen.rounded_rectangle((left, y, left + across, y + high), 16, _BUBBLES[mine])
    pen.rounded_rectangle((WIDTH - 90 if mine else 20, y, WIDTH - 20 if mine else 90, y + 70), 10, "#7ba7d9")
    for row, text in enumerate(rows):
        place = (left + 20, y + 18 + 46 * row)
        pen.text(place, text, _INK, font(30))
        lines.append((*place, text))
    return high + 40


def page_of_order(number: str, paid: str, made_at: str) -> Image.Image:
    """An order page; of another order only the values differ."""
    screen = Image.new("RGB", (WIDTH, HEIGHT), _PAGE)
    pen = ImageDraw.Draw(screen)
    pen.text((WIDTH // 2, 76), "订单详情", _INK, font(34), anchor="ma")
    for row, (label, value) in enumerate(order_rows(number, paid, made_at)):
        pen.text((40, 200 + 90 * row), label, _GREY, font(28))
        pen.text((220, 200 + 90 * row), value, _INK, font(28))
    return screen


def order_rows(number: str, paid: str, made_at: str) -> Iterator[tuple[str, str]]:
    yield from (("店铺", "星河数码专营店"), ("商品", "游戏点卡100元直充"), ("实付款", f"¥{paid}"))
    yield from (("订单编号", number), ("下单时间", made_at), ("支付方式", "微信支付"))


def read_order(number: str, paid: str, made_at: str) -> PageReading:
    rows = enumerate(order_rows(number, paid, made_at))
    lines = (read(left, 200 + 90 * row, text) for row, pair in rows for left, text in zip((40, 220), pair, strict=True))
    return PageReading(WIDTH, HEIGHT, tuple(lines))


def encoded(picture: Image.Image, kind: str = "PNG", quality: int = 70) -> bytes:
    """As a file; a chat program makes it smaller first."""
    out = io.BytesIO()
    if kind == "CHAT":
        picture.resize((picture.width * 9 // 10, picture.height * 9 // 10), Image.Resampling.BILINEAR).save(
            out, "JPEG", quality=60
        )
    else:
        picture.save(out, kind, **({"quality": quality} if kind == "JPEG" else {}))
    return out.getvalue()
