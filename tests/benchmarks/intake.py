"""Evidence intake against cp, sync and sha256sum of the same phone screenshots, whole processes, in one run.

Usage: .venv/bin/python tests/benchmarks/intake.py [--count 200] [--runs 5] [--folder DIR]

Each run takes the screenshots into a new data folder, on the file system of --folder. Prints the median wall time and
peak memory of each, and the ratio run by run. `caseorg add` brings every file to the disk before it tells of it; the
peer brings all of them to the disk at once.
"""

import argparse
import shlex
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from pack import BIN, make_screenshots, measure, peak

Measure = Callable[[list[str]], float]


def measure_caseorg(folder: Path, files: list[Path], measured: Measure = measure) -> float:
    """One `caseorg add` of all files into a case of its own."""
    caseorg = [str(BIN / "caseorg"), "--data", str(folder)]
    case = subprocess.check_output([*caseorg, "case", "new", "--title", "benchmark"], text=True).strip()
    figure = measured([*caseorg, "add", case, *map(str, files)])
    shutil.rmtree(folder)
    return figure


def measure_peer(folder: Path, files: list[Path], measured: Measure = measure) -> float:
    """What a careful person would type."""
    folder.mkdir()
    names = shlex.join(map(str, files))
    target = shlex.quote(str(folder))
    figure = measured(["sh", "-c", f"cp {names} {target} && sync -f {target} && sha256sum {target}/*"])
    shutil.rmtree(folder)
    return figure


def main() -> None:
    """Draws the screenshots, then runs the two in turn."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        (folder / "shots").mkdir()
        files = make_screenshots(folder / "shots", options.count)
        size = sum(file.stat().st_size for file in files) / 1e6
        print(f"{len(files)} screenshots, {size:.0f} MB")
        ours, theirs = folder / "data", folder / "copy"
        peaks = measure_caseorg(ours, files, peak), measure_peer(theirs, files, peak)  # these runs also warm up
        pairs = [(measure_caseorg(ours, files), measure_peer(theirs, files)) for _ in range(options.runs)]
    for label, column in (("caseorg add", 0), ("cp+sync+sha256", 1)):
        wall = statistics.median(pair[column] for pair in pairs)
        print(f"{label:<16}{wall:7.2f} s median {peaks[column]:7.0f} MB peak")
    ratios = sorted(mine / peer for mine, peer in pairs)
    print(f"ratio {statistics.median(ratios):.2f} median, {ratios[0]:.2f} to {ratios[-1]:.2f}")


if __name__ == "__main__":
    main()
