"""Screenshots of a phone: lines of chat, an order number in the smallest text, now and then a photo."""

import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from caseorg.resources import resource

WIDTH, HEIGHT, TALLEST = 1080, 2400, 20_000
SMALLEST = 24
_FONT = str(resource("fonts/NotoSansSC-Regular.ttf"))
_WORDS = "您好订单已经付款卡密提示已被使用请核实后退还货款商家客服回复正在处理稍等平台介入申请记录"
ORDER_PLACE = (60, 300)  # of the order number in every screenshot
_INK, _GREY, _PAPER = (20, 20, 20), (120, 120, 120), (245, 245, 245)


def order_number(seed: int) -> str:
    """Twenty-eight digits of its own for each screenshot."""
    return "".join(random.Random(seed).choices("0123456789", k=28))


def draw_number(number: str, size: tuple[int, int] = (WIDTH, 60)) -> Image.Image:
    """Digits in the smallest text, as the screenshots hold them."""
    line = Image.new("RGB", size, _PAPER)
    ImageDraw.Draw(line).text((60, 10), number, _GREY, ImageFont.truetype(_FONT, SMALLEST))
    return line


def screenshot(seed: int, height: int = HEIGHT, photo: bool = True) -> Image.Image:
    """Bubbles down the page with an order number at ORDER_PLACE; a photo in every third."""
    chance = random.Random(seed)
    shot = Image.new("RGB", (WIDTH, height), _PAPER)
    drawn = ImageDraw.Draw(shot)
    big, small = ImageFont.truetype(_FONT, 42), ImageFont.truetype(_FONT, SMALLEST)
    shot.paste(draw_number(order_number(seed)), (0, ORDER_PLACE[1] - 10))
    y = 400
    while y < height - 200:
        text = "".join(chance.choices(_WORDS, k=chance.randint(8, 19)))
        left = chance.choice((60, 140))
        drawn.rounded_rectangle((left, y, left + 60 + 44 * len(text), y + 100), 24, chance.choice(_BUBBLES))
        drawn.text((left + 30, y + 20), text, _INK, big)
        drawn.text((left, y + 106), f"{chance.randint(0, 23):02}:{chance.randint(0, 59):02}", _GREY, small)
        y += 170
    if photo and seed % 3 == 0:
        noise = Image.effect_noise((600, 500), 60).convert("RGB")
        shot.paste(Image.blend(noise, Image.linear_gradient("L").resize((600, 500)).convert("RGB"), 0.5), (240, 900))
    return shot


_BUBBLES = ((255, 255, 255), (149, 236, 105))


def phone_folder(folder: Path, count: int = 60, tall: int | None = 30) -> list[Path]:
    """The files by their numbers; the one at `tall` has the height of twelve screens. Every other one is a JPEG that
    says where it was taken."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number in range(1, count + 1):
        shot = screenshot(number, TALLEST if number == tall else HEIGHT)
        path = folder / f"Screenshot_202611{number:02}.{'jpg' if number % 2 else 'png'}"
        if number % 2:
            tags = Image.Exif()
            tags[0x010F] = "SECRETPHONE"
            tags.get_ifd(0x8825)[1] = "N"
            shot.save(path, quality=92, exif=tags)
        else:
            shot.save(path, compress_level=1, pnginfo=_text())
        files.append(path)
    return files


def _text() -> PngInfo:
    told = PngInfo()
    told.add_text("Software", "SECRETPHONE")
    return told
