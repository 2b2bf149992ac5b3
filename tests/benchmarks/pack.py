"""Evidence pack against img2pdf on the same phone screenshots, whole processes, in one run.

Usage: .venv/bin/python tests/benchmarks/pack.py [--count 200] [--runs 5]

Prints the median wall time and peak memory of each, and the ratio run by run. The screenshots are made by this
script: half PNG, half JPEG, 1080 × 2400, about 0.6 MB each, no two alike.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFont

SIZE = (1080, 2400)
FONT = Path(__file__).parents[2] / "resources/fonts/NotoSansSC-Regular.ttf"
BIN = Path(sys.executable).parent
WORDS = "您好订单号卡密无效请核实退款商家客服稍等系统繁忙已登记处理凭证截图金额支付时间"


def draw_screenshot(number: int) -> Image.Image:
    """A chat with a photo in it: flat areas, text, and something that does not compress well."""
    random = Random(number)
    picture = Image.new("RGB", SIZE, (237, 237, 237))
    pen = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(FONT), 40)
    for row in range(12):
        left = 60 + 200 * (row % 2)
        pen.rounded_rectangle((left, 120 + row * 110, left + 760, 205 + row * 110), 20, fill=(255, 255, 255))
        text = "".join(random.choice(WORDS) for _ in range(17))
        pen.text((left + 20, 130 + row * 110), text, font=font, fill=(20, 20, 20))
    noise = Image.frombytes("RGB", (130, 110), random.randbytes(130 * 110 * 3))
    photo = noise.resize((780, 660), Image.Resampling.BICUBIC)
    picture.paste(photo, (60, 1500))
    return picture


def make_screenshots(folder: Path, count: int) -> list[Path]:
    """Draws them once; half are PNG, half JPEG."""
    files = []
    for number in range(count):
        kind = "png" if number % 2 else "jpg"
        file = folder / f"Screenshot_20261101-{number // 3600:02}{number // 60 % 60:02}{number % 60:02}.{kind}"
        draw_screenshot(number).save(file, **({"quality": 92} if kind == "jpg" else {"compress_level": 6}))
        files.append(file)
    return files


def measure(command: list[str]) -> tuple[float, float]:
    """Wall seconds and peak megabytes of one whole process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {' '.join(command[:4])}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def main() -> None:
    """Makes the case, then runs the two in turn."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "shots").mkdir()
        files = make_screenshots(folder / "shots", options.count)
        size = sum(file.stat().st_size for file in files) / 1e6
        print(f"{len(files)} screenshots, {size:.0f} MB")
        caseorg = [str(BIN / "caseorg"), "--data", str(folder / "data")]
        case = subprocess.check_output([*caseorg, "case", "new", "--title", "benchmark"], text=True).strip()
        subprocess.check_call([*caseorg, "add", case, *map(str, files)], stdout=subprocess.DEVNULL)
        ours = [*caseorg, "pack", case, "-o", str(folder / "pack.pdf")]
        theirs = [str(BIN / "img2pdf"), *map(str, files), "-o", str(folder / "peer.pdf")]
        measure(ours)
        measure(theirs)
        pairs = [(measure(ours), measure(theirs)) for _ in range(options.runs)]
    for label, column in (("caseorg pack", 0), ("img2pdf", 1)):
        wall = statistics.median(pair[column][0] for pair in pairs)
        memory = max(pair[column][1] for pair in pairs)
        print(f"{label:<14}{wall:7.2f} s median {memory:7.0f} MB peak")
    ratios = sorted(mine[0] / peer[0] for mine, peer in pairs)
    print(f"ratio {statistics.median(ratios):.3f} median, {ratios[0]:.3f} to {ratios[-1]:.3f}")


if __name__ == "__main__":
    main()
