"""All that is measured of speed beside its goal, in one run: each benchmark in its own process, one after the other.

Usage: .venv/bin/python tests/benchmarks/table.py [--cases 10000] [--events 5000] [--count 200] [--more 800] [--runs 5]
[--pictures 12] [--folder FOLDER] [--parts few agenda case window many pack large intake loop]

A folder that is not there yet is filled first, which takes some minutes, and stays; nobody works in it. A goal
in times is a ratio to peers of the same run, which each benchmark names; one in milliseconds or seconds is time of the
processor on a quiet machine of two cores.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
_NUMBER = r"(\d+\.?\d*)"


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to be reached: `parts` are patterns of the figures that are added up, or of which the largest counts."""

    work: str
    parts: tuple[str, ...]
    most: float
    unit: str
    largest: bool = False

    def line(self, told: str) -> str:
        """The figure that the benchmark told, beside its goal."""
        found = [float(figure) for part in self.parts for figure in re.findall(part.replace("#", _NUMBER), told, re.M)]
        if len(found) < len(self.parts):
            raise SystemExit(f"no figure for “{self.work}” in:\n{told}")
        figure = max(found) if self.largest else sum(found)
        met = "reached" if figure <= self.most else "missed"
        return f"{self.work:<58}{figure:9.2f} {self.unit:<3}{self.most:9.2f} {self.unit:<3} {met}"


def started(of: str, most: float) -> tuple[Goal, ...]:
    """The same goals with few cases and with many."""
    return (
        Goal(f"window, {of}, to bare window and library", (r"^window : .* = #",), most, "×"),
        Goal(f"case list, {of}, to the library", (r"^case list : .* = #",), 1.25, "×"),
        Goal(f"due, {of}", (r"^due +# s",), 2.0, "s"),
    )


VERSION = Goal("--version", (r"^--version +# s",), 0.1, "s")
AGENDA = (
    Goal("agenda at a start", (r"^a start, kept +# ms",), 300, "ms"),
    Goal("agenda after a change", (r"^after a change +# ms",), 20, "ms"),
)
CASE = (
    Goal("large case, read and painted first", (r"^the case read, again +# ms", r"^first paint.* # ms"), 150, "ms"),
    Goal("large case, story and checkup at first", (r"^its story, at .* # ms", r"^its checkup, at .* # ms"), 300, "ms"),
    Goal("large case, checkup in the window that rests", (r"^the checkup shown +# ms",), 300, "ms"),
    Goal("large case, checkup again", (r"^its checkup, again +# ms",), 300, "ms"),
    Goal("large case, slowest page of the wizard at first", (r"^page \d .*, at first +# ms",), 100, "ms", largest=True),
    Goal("large case, slowest page of the wizard again", (r"^page \d of the wizard +# ms",), 100, "ms", largest=True),
    Goal("large case, a frame while scrolling, p99", (r"^a frame, p99 +# ms",), 16, "ms"),
)
WINDOW = (
    Goal("list of many cases, slowest filter", (r"^filter .*” +# ms",), 50, "ms", largest=True),
    Goal("the next picture in the viewer", (r"^the slowest next picture +# ms",), 100, "ms"),
)
INTAKE = (Goal("intake, to cp, sync and sha256sum", (r"^ratio #",), 2.5, "×"),)
LOOP = (
    Goal("event loop while files come in, p99", (r"^import .*p99 +# ms",), 30, "ms"),
    Goal("event loop while files come in, longest", (r"^import .*longest +# ms",), 80, "ms"),
)
_PACKED = r"caseorg / img2pdf +# median"
_LAYER = r"with / without text layer +# median"
_PEAK = r"caseorg pack .* # MB peak"
PACK = (
    Goal("pack, to img2pdf", (_PACKED,), 0.30, "×"),
    Goal("pack, with a text layer to one without", (_LAYER,), 1.15, "×"),
    Goal("pack, peak", (_PEAK,), 100, "MB", largest=True),
)
LARGE_PACK = (
    Goal("large pack, to img2pdf", (_PACKED,), 0.20, "×"),
    Goal("large pack, with a text layer to one without", (_LAYER,), 1.15, "×"),
    Goal("large pack, peak", (_PEAK,), 100, "MB", largest=True),
)


def run(script: str, *words: object) -> str:
    """What a benchmark tells, of a process of its own."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    command = [sys.executable, str(HERE / script), *map(str, words)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{script} failed:\n{done.stderr}")
    return done.stdout


@dataclass(frozen=True, slots=True)
class Part:
    """Goals, and the benchmark that tells their figures; `words` are made of the sizes that were asked for."""

    goals: tuple[Goal, ...]
    script: str
    words: str

    def show(self, sizes: dict[str, object]) -> None:
        told = run(self.script, *(word.format(**sizes) for word in self.words.split()))
        print(*(goal.line(told) for goal in self.goals), sep="\n", flush=True)  # at once: the next one takes its time


PARTS = {
    "few": Part((*started("few cases", 1.6), VERSION), "start.py", "--cases {few} --runs {runs}"),
    "agenda": Part(AGENDA, "agenda.py", "--cases {cases} --folder {folder}"),
    "case": Part(CASE, "case.py", "--events {events} --folder {folder} --runs {runs}"),
    "window": Part(WINDOW, "window.py", "--cases {cases} --folder {folder} --runs {runs} --pictures {pictures}"),
    "many": Part(started("many cases", 1.8), "start.py", "--cases {cases} --folder {folder} --runs {runs}"),
    "pack": Part(PACK, "pack.py", "--counts {count} --stock 0 --runs {runs}"),
    "large": Part(LARGE_PACK, "pack.py", "--counts {more} --stock 0 --runs {runs}"),
    "intake": Part(INTAKE, "intake.py", "--count {count} --runs {runs}"),
    "loop": Part(LOOP, "loop.py", "--count {count} --read 1 --printed 1"),
}


def main() -> None:
    """Prints a line for each goal."""
    parser = argparse.ArgumentParser()
    for name, usual in (
        ("cases", 10_000),
        ("events", 5000),
        ("count", 200),
        ("more", 800),
        ("pictures", 12),
        ("runs", 5),
    ):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    options = parser.parse_args()
    print(f"{'work':<58}{'figure':>9}    {'goal':>9}", flush=True)
    with tempfile.TemporaryDirectory() as name:
        sizes = vars(options) | {"folder": options.folder or Path(name) / "data", "few": min(20, options.cases)}
        for part in options.parts:
            PARTS[part].show(sizes)


if __name__ == "__main__":
    main()
