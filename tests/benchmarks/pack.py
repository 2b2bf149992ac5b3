"""Evidence pack against img2pdf and stock ReportLab on the same phone screenshots, whole processes, in one run.

Usage: .venv/bin/python tests/benchmarks/pack.py [--counts 200 800] [--runs 5] [--stock 1]

Prints the median wall time and peak memory of each, the ratio to img2pdf run by run, the ratio of a pack with a text
layer to one without, and how much the peak grows from one count to the next. The peak is what a program and all that it
starts hold at the same time, what they share counted once, in a run that is not timed (on Linux; elsewhere that of the
largest of them). The screenshots are made by this script: half PNG, half JPEG, 1080 × 2400, no two alike.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from caseorg.domain.case import CaseId
from caseorg.domain.reading.reading import Box, Line, PageReading, Reading
from caseorg.store.queries import load_case
from caseorg.store.readings import Kept, keep_reading
from caseorg.workspace import open_workspace

SIZE = (1080, 2400)
FONT = Path(__file__).parents[2] / "resources/fonts/NotoSansSC-Regular.ttf"
BIN = Path(sys.executable).parent
# As users run it: modules are compiled once, also where the developer's shell forbids that.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
_LINES = 36
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


def start(command: list[str]) -> "subprocess.Popen[bytes]":
    """Starts a whole process that says nothing."""
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)


def measure(command: list[str]) -> float:
    """Wall seconds of one whole process."""
    begun = time.perf_counter()
    if start(command).wait():
        raise SystemExit(f"failed: {' '.join(command[:4])}")
    return time.perf_counter() - begun


def peak(command: list[str]) -> float:
    """Megabytes that the process and its children held together at most; what they share counts once."""
    process = start(command)
    highest = 0
    while process.poll() is None:
        highest = max(highest, sum(map(held_now, (process.pid, *children(process.pid)))))
        time.sleep(0.005)
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return (highest or largest) / 1024


def held_now(pid: int) -> int:
    """Kilobytes of a process, of what it shares its part; 0 where nobody tells."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path(f"/proc/{pid}/smaps_rollup").read_text().split("\nPss:")[1].split()[0])
    return 0


def children(pid: int) -> list[int]:
    """Their ids, where the system tells."""
    found: list[str] = []
    with suppress(OSError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            found += (thread / "children").read_text().split()
    return [int(one) for one in found]


@dataclass(frozen=True)
class Timed:
    """One command: the wall seconds of its runs, and its peak in megabytes."""

    name: str
    walls: list[float]
    peak: float

    def __str__(self) -> str:
        return f"  {self.name:<18}{statistics.median(self.walls):7.2f} s median {self.peak:7.0f} MB peak"


def time_pack(folder: Path, count: int, runs: int, stock: int) -> Timed:
    """Times all on `count` screenshots, in turn, and prints it; returns those of caseorg, with the larger peak."""
    shots = folder / "shots"
    shots.mkdir(parents=True)
    files = make_screenshots(shots, count)
    print(f"{count} screenshots, {sum(file.stat().st_size for file in files) / 1e6:.0f} MB")
    caseorg = [str(BIN / "caseorg"), "--data", str(folder / "data")]
    case = subprocess.check_output([*caseorg, "case", "new", "--title", "benchmark"], text=True).strip()
    subprocess.check_call([*caseorg, "add", case, *map(str, files)], stdout=subprocess.DEVNULL)
    ours = [*caseorg, "pack", case, "-o", str(folder / "pack.pdf")]
    theirs = [str(BIN / "img2pdf"), *map(str, files), "-o", str(folder / "peer.pdf")]
    reportlab = [sys.executable, __file__, "--draw-stock", str(shots), str(folder / "stock.pdf")]
    peaks = peak(ours), peak(theirs)  # these runs also warm up
    pairs = [(measure(ours), measure(theirs)) for _ in range(runs)]
    mine = Timed("caseorg pack", [own for own, _ in pairs], peaks[0])
    print(mine)
    print(Timed("img2pdf", [peer for _, peer in pairs], peaks[1]))
    if stock:
        print(Timed("stock ReportLab", [measure(reportlab) for _ in range(stock)], peak(reportlab)))
    ratios = sorted(own / peer for own, peer in pairs)
    print(f"  caseorg / img2pdf  {statistics.median(ratios):.3f} median, {ratios[0]:.3f} to {ratios[-1]:.3f}")
    keep_readings(folder / "data", case)
    layers = sorted(measure(ours) / measure([*ours, "--no-text-layer"]) for _ in range(runs))
    print(f"  with / without text layer  {statistics.median(layers):.3f} median, {layers[0]:.3f} to {layers[-1]:.3f}")
    layered = peak(ours)
    print(f"  caseorg pack with a text layer {layered:.0f} MB peak")
    return replace(mine, peak=layered)


def keep_readings(data: Path, case: str) -> None:
    """As if the screenshots had been read: as many lines as a chat has, each character with its place."""
    with open_workspace(data) as workspace:
        for item in workspace.read(load_case, CaseId(case)).evidence:
            random = Random(item.number)
            lines = tuple(read_line(60 + 60 * (row % 2), 110 + row * 55, random) for row in range(_LINES))
            page = PageReading(*SIZE, lines)
            keep_reading(workspace.readings, Kept(item.sha256, "drawn", Reading((page,), "drawn")))


def read_line(left: int, top: int, random: Random) -> Line:
    """A line of 17 characters."""
    text = "".join(random.choice(WORDS) for _ in range(17))
    middles = tuple(left + 40 * place + 20 for place in range(17))
    return Line(text, Box(left, top, left + 680, top + 48), 0.99, middles)


def draw_stock(shots: Path, out: Path) -> None:
    """What ReportLab does by itself: one picture a page."""
    canvas = Canvas(str(out), pagesize=A4)
    for file in sorted(shots.iterdir()):
        canvas.drawImage(str(file), 40, 40, A4[0] - 80, A4[1] - 80, preserveAspectRatio=True)
        canvas.showPage()
    canvas.save()


def main() -> None:
    """Times the pack at each count."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--counts", type=int, nargs="+", default=[200, 800])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--stock", type=int, default=1, help="runs of stock ReportLab, at the first count")
    parser.add_argument("--draw-stock", type=Path, nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.draw_stock:
        draw_stock(*options.draw_stock)
        return
    found = []
    for number, count in enumerate(options.counts):
        with tempfile.TemporaryDirectory() as name:
            found.append(time_pack(Path(name), count, options.runs, options.stock if number == 0 else 0))
    for less, more in pairwise(found):
        print(f"peak memory {more.peak / less.peak:.2f} times")


if __name__ == "__main__":
    main()
