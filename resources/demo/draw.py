"""Draw the five invented phone screenshots that case.toml names, into this folder.

Run it from the top of the repository: python resources/demo/draw.py
The longer texts are in words.toml. The same code, fonts and Pillow give the same bytes on every run.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).resolve().parent
WIDTH, HEIGHT, TALL, MARGIN, HEADER_END, INPUT_BAR = 1080, 2400, 8000, 36, 222, 176
INK, GREY, FAINT, LINE, PAPER = "#1d2129", "#6b7280", "#9aa1ad", "#e4e6eb", "#f3f4f7"
ACCENT, VIOLET, GREEN, ALERT, NIGHT = "#4a5fc1", "#7f6bc4", "#c8ecc9", "#d9534f", "#171a3a"
CHAT_TEXT, CHAT_STEP = 44, 64
WORDS = tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
SHOP, PRODUCT, CODE = "星河数码卡券专营店", "星河世界游戏点卡 100元面值（卡密直发）", "****-****-****-7Q4K"
Box = tuple[int, int, int, int]
Corners = tuple[bool, bool, bool, bool]


@cache
def font(size: int, bold: bool) -> ImageFont.FreeTypeFont:
    name = "NotoSansSC-Bold.ttf" if bold else "NotoSansSC-Regular.ttf"
    return ImageFont.truetype(HERE.parent / "fonts" / name, size, layout_engine=ImageFont.Layout.BASIC)


def wrap(text: str, size: int, width: int) -> list[str]:
    """Break anywhere but inside a number or Latin word, after an opening mark or before a closing one."""
    lines = [""]
    for part in re.findall("[（【“]*(?:[!-~¥]+|.)[，。！？；：、）】”~…]*", text):
        if font(size, False).getlength(lines[-1] + part) > width:
            lines.append("")
        lines[-1] += part
    return [line.strip() for line in lines]


class Page:
    """A screenshot being drawn; status bar, header and white foot are there from the start."""

    def __init__(self, title: str, clock: str, power: int, ink: str, back: str, high: int, foot: int) -> None:
        self.image = Image.new("RGB", (WIDTH, high), back)
        self.image.paste("white", (0, high - foot, WIDTH, high))
        self.box((390, high - 26, 690, high - 17), GREY, 4)
        self.text(40, 148, "‹", 84, ink, bold=True)
        self.text(WIDTH // 2, 158, title, 48, ink, "m", bold=True)
        self.text(1044, 158, "…", 60, ink, "r", bold=True)
        self.text(54, 50, clock, 40, ink, bold=True)
        self.button((186, 30, 266, 70), "示例", FAINT, "white", 26)
        for step in range(4):
            self.box((824 + step * 13, 56 - step * 8, 832 + step * 13, 65), ink, 2)
        self.text(890, 50, "5G", 32, ink, bold=True)
        self.box((954, 33, 1026, 67), ink, 11)
        self.box((957, 36, 1023, 64), back, 8)
        self.box((961, 40, 961 + 58 * power // 100, 60), ink, 5)
        self.box((1029, 44, 1034, 56), ink, 2)

    def text(self, x: int, y: int, text: str, px: int, ink: str, side: str = "l", bold: bool = False) -> None:
        """Write one line whose Chinese glyphs are centred on y; side is l, m or r."""
        ImageDraw.Draw(self.image).text((x, y + px * 3 // 8), text, ink, font(px, bold), anchor=side + "s")

    def box(self, at: Box, fill: str | Image.Image, radius: int = 0, corners: Corners | None = None) -> None:
        """Fill a smooth-edged rounded rectangle with a colour or a picture of its size."""
        mask = Image.new("L", ((at[2] - at[0]) * 4, (at[3] - at[1]) * 4))
        edge = (0, 0, mask.width - 1, mask.height - 1)
        ImageDraw.Draw(mask).rounded_rectangle(edge, radius * 4, 255, corners=corners)
        self.image.paste(fill, at[:2], mask.reduce(4))

    def disc(self, x: int, y: int, radius: int, fill: str, mark: str = "") -> None:
        self.box((x - radius, y - radius, x + radius, y + radius), fill, radius)
        self.text(x, y, mark, max(radius * 8 // 9, 1), "white", "m", bold=True)

    def card(self, top: int, bottom: int, title: str = "") -> None:
        self.box((MARGIN, top, WIDTH - MARGIN, bottom), "white", 28)
        self.text(80, top + 64, title, 42, INK, bold=True)

    def button(self, at: Box, label: str, fill: str, ink: str, size: int = 40) -> None:
        self.box(at, fill, (at[3] - at[1]) // 2)
        self.text((at[0] + at[2]) // 2, (at[1] + at[3]) // 2, label, size, ink, "m")

    def rows(self, top: int, step: int, rows: list[list[str]]) -> None:
        for number, (label, value) in enumerate(rows):
            self.text(80, top + number * step, label, 40, GREY)
            hang = 18 if value.endswith("）") else 0  # half of that glyph is empty
            self.text(WIDTH - 80 + hang, top + number * step, value, 40, INK, "r")


def draw_order() -> Image.Image:
    page = Page("订单详情", "14:31", 82, "white", ACCENT, HEIGHT, 180)
    page.box((0, 540, WIDTH, 2220), PAPER)
    page.text(80, 296, "已发货，待使用", 64, "white", bold=True)
    page.text(80, 380, "卡密已自动发送，请核对后尽快使用", 38, "#dfe4fa")
    page.card(446, 664, "卡密信息")
    page.text(80, 594, CODE, 44, GREY)
    page.button((800, 552, 1000, 636), "查看卡密", "#e9ecfa", ACCENT, 36)
    page.card(692, 1356)
    draw_product(page)
    page.rows(1142, 76, [["商品总价", "¥98.00"], ["店铺优惠", "¥0.00"], ["实付", ""]])
    page.text(1000, 1294, "¥98.00", 56, ALERT, "r", bold=True)
    page.card(1384, 2080, "订单信息")
    page.rows(1540, 78, WORDS["order"])
    page.text(WIDTH // 2, 2150, "遇到问题？可先联系商家客服", 34, FAINT, "m")
    page.button((36, 2252, 348, 2344), "联系客服", "#eef0f4", INK)
    page.button((384, 2252, 696, 2344), "申请售后", "#eef0f4", INK)
    page.button((732, 2252, 1044, 2344), "确认收货", ACCENT, "white")
    return page.image


def draw_product(page: Page) -> None:
    page.disc(112, 766, 32, VIOLET, "星")
    page.text(162, 766, SHOP, 42, INK, bold=True)
    page.text(1000, 766, "进店 ›", 36, FAINT, "r")
    page.box((80, 830, 300, 1050), "#2b2f63", 24)
    page.box((110, 882, 270, 998), VIOLET, 16)
    page.text(190, 924, "星河世界", 32, "white", "m", bold=True)
    page.text(190, 966, "100元点卡", 25, "#e4defa", "m")
    for number, line in enumerate(wrap(PRODUCT, 42, 480)):
        page.text(332, 860 + number * 62, line, 42, INK)
    page.text(332, 1020, "规格：100元面值", 34, FAINT)
    page.text(1000, 860, "¥98.00", 42, INK, "r", bold=True)
    page.text(1000, 922, "×1", 36, FAINT, "r")
    page.box((80, 1088, 1000, 1090), LINE)


def draw_payment() -> Image.Image:
    page = Page("账单详情", "14:31", 82, INK, PAPER, HEIGHT, 0)
    page.card(262, 1660)
    page.disc(WIDTH // 2, 390, 66, VIOLET, "星")
    page.text(WIDTH // 2, 512, SHOP, 44, INK, "m")
    page.text(WIDTH // 2, 640, "-98.00", 112, INK, "m", bold=True)
    page.box((80, 752, 1000, 754), LINE)
    page.rows(836, 120, WORDS["payment"])
    page.card(1692, 2040, "账单服务")
    page.rows(1866, 106, [["对此账单有疑问", "›"], ["申请电子凭证", "›"]])
    page.text(WIDTH // 2, 2130, "账单仅供核对本笔交易使用", 34, FAINT, "m")
    return page.image


def draw_redeem() -> Image.Image:
    page = Page("点卡兑换", "14:52", 76, "white", NIGHT, HEIGHT, 0)
    for number in range(1, 60):
        page.disc(20 + number**2 * 389 % 1040, 230 + number**3 * 71 % 470, 1 + number % 3, "#5d62a3")
    page.disc(WIDTH // 2, 400, 96, VIOLET, "星")
    page.text(WIDTH // 2, 558, "星河世界", 64, "white", "m", bold=True)
    page.text(WIDTH // 2, 638, "官方充值中心", 38, "#b9bce0", "m")
    for top, label, value in ((740, "充值账号", "我的账号"), (960, "卡密", CODE)):
        page.text(72, top, label, 38, "#b9bce0")
        page.box((60, top + 44, 1020, top + 156), "#262a55", 24)
        page.text(100, top + 100, value, 46, "white")
    page.button((60, 1176, 1020, 1292), "立即兑换", VIOLET, "white", 46)
    for number, line in enumerate(("兑换说明", "1. 每张卡密只能兑换一次。", "2. 兑换成功后点数即时到账。")):
        page.text(72, 2130 + number * 64, line, 36, "#b9bce0")
    page.image = Image.blend(page.image, Image.new("RGB", page.image.size, "black"), 0.35)
    page.box((120, 1370, 960, 2040), "white", 40)
    page.disc(WIDTH // 2, 1492, 58, ALERT, "!")
    page.text(WIDTH // 2, 1622, "兑换失败", 58, INK, "m", bold=True)
    page.text(WIDTH // 2 + 10, 1718, "该卡密已被使用（错误码 1043）", 44, INK, "m")
    page.text(WIDTH // 2, 1800, "2026-11-01 14:52:31", 36, FAINT, "m")
    page.button((180, 1884, 900, 1988), "我知道了", VIOLET, "white", 44)
    return page.image


def message_height(kind: str, lines: list[str]) -> int:
    return {"time": 44, "pic": 600, "card": 62 + 62 * len(lines)}.get(kind, 48 + CHAT_STEP * len(lines))


def draw_message(page: Page, kind: str, lines: list[str], top: int, picture: Image.Image) -> None:
    bottom, mine = top + message_height(kind, lines), kind != "shop"
    if kind == "time":
        page.text(WIDTH // 2, top + 22, lines[0], 34, FAINT, "m")
    elif kind == "card":
        page.card(top, bottom, lines[0])
        for number, line in enumerate(lines[1:]):
            page.text(80, top + 136 + number * 62, line, 38, GREY)
    else:
        page.disc(990 if mine else 90, top + 54, 54, ACCENT if mine else VIOLET, "我" if mine else "星")
        wide = 68 + max((round(font(CHAT_TEXT, False).getlength(line)) for line in lines), default=202)
        left = 914 - wide if mine else 166
        fill = (GREEN if mine else "white") if lines else picture.resize((wide, 600))
        page.box((left, top, left + wide, bottom), fill, 26, (mine, not mine, True, True))
        for number, line in enumerate(lines):
            page.text(left + 34, top + 56 + number * CHAT_STEP, line, CHAT_TEXT, INK)


def draw_chat(story: str, clock: str, battery: int, height: int, picture: Image.Image) -> Image.Image:
    """Draw the messages with the one gap that spreads them over the whole height."""
    page = Page(f"{SHOP} 客服", clock, battery, INK, PAPER, height, INPUT_BAR)
    page.box((0, HEADER_END - 2, WIDTH, HEADER_END), LINE)
    page.box((36, height - 148, 924, height - 52), PAPER, 48)
    page.text(84, height - 100, "请输入消息", 40, FAINT)
    page.disc(992, height - 100, 46, ACCENT, "+")
    chat = [
        (kind, [line for text in texts for line in wrap(text, CHAT_TEXT, 990 if kind == "card" else 660)])
        for kind, *texts in WORDS[story]
    ]
    room = height - HEADER_END - INPUT_BAR - sum(message_height(*message) for message in chat)
    top = float(HEADER_END)
    for kind, lines in chat:
        top += room / (len(chat) + 1)
        draw_message(page, kind, lines, round(top), picture)
        top += message_height(kind, lines)
    return page.image


def main() -> None:
    redeem = draw_redeem()
    pictures = {
        "Screenshot_20261101-143112_订单.png": draw_order(),
        "Screenshot_20261101-143148_支付.jpg": draw_payment(),
        "Screenshot_20261101-145233_兑换失败.png": redeem,
        "Screenshot_20261101-151506_客服聊天.jpg": draw_chat("chat", "15:15", 71, HEIGHT, redeem),
        "Screenshot_20261110-202519_长聊天.png": draw_chat("long_chat", "20:25", 43, TALL, redeem),
    }
    for name, picture in pictures.items():
        picture.save(HERE / name, optimize=True, quality=88, subsampling=0)  # PNG knows only the first


if __name__ == "__main__":
    main()
