"""Reading screenshots against stock rapidocr on the same pictures, in turn, in one run.

Usage: .venv/bin/python tests/benchmarks/reading.py [--count 200] [--runs 5] [--tall 20000] [--stock PYTHON]

Prints the median wall time of a 1080 × 2400 picture of both and the ratio picture by picture; the wall time of so many
screenshots, half of them JPEG, from the start of the process to its end; and the peak memory of a whole process with
its worker that reads one screenshot, and one so tall. `--stock` is an interpreter that has rapidocr (by default this
one): where it has none, that is said. The screenshots are drawn by tests/ocr/screens.py.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from pack import measure, peak

from caseorg.jobs.recognition import read_evidence
from ocr.screens import DARK, LIGHT, Screen, chat, forwarded, order

STOCK = """
import logging, os, sys, time
os.nice(10)  # as our worker
from rapidocr import RapidOCR
logging.disable()
reader = RapidOCR()
for line in sys.stdin:
    begun = time.perf_counter()
    found = reader(line.rstrip("\\n"))
    print(time.perf_counter() - begun, len(found.txts or ()), flush=True)
"""


def make_screenshots(folder: Path, count: int) -> list[Path]:
    """Chats and orders, light and dark; half as they are, half as a chat forwards them."""
    files = []
    for number in range(count):
        screen = draw(number)
        file = folder / f"{number:04d}.{'png' if number % 2 else 'jpg'}"
        if number % 2:
            screen.picture.save(file, compress_level=1)
        else:
            forwarded(screen, file)
        files.append(file)
    return files


def draw(number: int) -> Screen:
    """No two alike."""
    if number % 4 < 2:
        return order(number=f"2611{number:02d}-{482910573648201 + number * 7919}")
    return chat(2400, DARK if number % 8 < 4 else LIGHT, title=f"第{number}号店")


def stock_times(interpreter: str, files: list[Path]) -> Iterator[float]:
    """Seconds of each picture, one whenever the next is asked for; nothing where there is no rapidocr."""
    found = subprocess.run([interpreter, "-c", "import rapidocr"], capture_output=True, check=False)
    if found.returncode:
        return
    with subprocess.Popen([interpreter, "-c", STOCK], stdin=-1, stdout=-1, stderr=-3, text=True) as process:
        assert process.stdin and process.stdout
        for file in files:
            print(file, file=process.stdin, flush=True)
            yield float(process.stdout.readline().split()[0])


def own_time(file: Path) -> float:
    """Seconds of one picture, asked of the worker."""
    begun = time.perf_counter()
    assert read_evidence(file).pages[0].lines
    return time.perf_counter() - begun


def compare(files: list[Path], interpreter: str) -> None:
    """Each picture by both, one after the other; the first ones warm up."""
    stock = stock_times(interpreter, files)
    pairs = [(own_time(file), next(stock, 0.0)) for file in files][1:]
    print(f"one picture           {statistics.median(own for own, _ in pairs):7.3f} s median of {len(pairs)}")
    if not all(other for _, other in pairs):
        print("  rapidocr is not installed here: nothing to compare with")
        return
    ratios = sorted(own / other for own, other in pairs)
    print(f"  stock rapidocr      {statistics.median(other for _, other in pairs):7.3f} s")
    print(f"  caseorg / rapidocr  {statistics.median(ratios):7.3f} median, {ratios[0]:.3f} to {ratios[-1]:.3f}")


def main() -> None:
    """Compares on some, then reads all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--tall", type=int, default=20_000)
    parser.add_argument("--stock", default=sys.executable)
    parser.add_argument("--read", type=Path, nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.read:
        for file in options.read:
            read_evidence(file)
        return
    with tempfile.TemporaryDirectory() as name:
        files = make_screenshots(Path(name), max(options.count, 2))
        tall = forwarded(chat(options.tall), Path(name) / "tall.jpg")
        compare([files[0], *files[: options.runs]], options.stock)
        reading = [sys.executable, __file__, "--read"]
        print(f"{len(files)} screenshots     {measure([*reading, *map(str, files)]):7.1f} s, whole process")
        print(f"peak, one screenshot  {peak([*reading, str(files[0])]):7.0f} MB, whole process with its worker")
        print(f"peak, 1080 × {options.tall:<8} {peak([*reading, str(tall)]):7.0f} MB")


if __name__ == "__main__":
    main()
