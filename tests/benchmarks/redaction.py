"""Redacted copies of invented screenshots whose readings were misread on purpose: what is left in them, and does the
check notice a box that is short by one character?

Usage: .venv/bin/python tests/benchmarks/redaction.py [--count 200] [--first 1000]

Half of the screenshots are JPEGs. What is left is judged by where the values were drawn, not by a reader.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from caseorg.children import calls
from ocr.redacting import trial


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--first", type=int, default=1000)
    told = parser.parse_args()
    calls.inside = True  # everything happens here
    values = left = given = stopped = short = unnoticed = 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(told.first, told.first + told.count):
            one = trial(Path(folder), seed, format="JPEG" if seed % 2 else "PNG")
            leaks, remains = one.leaks(), one.remains()
            values += len(one.page.values)
            if remains:
                stopped += 1
                print(f"{seed}: stopped for {', '.join(remains)}; left by the drawing: {leaks}", flush=True)
            else:
                given += 1
                left += len(leaks)
                for value in leaks:
                    print(f"{seed}: LEFT {value}", flush=True)
            mark = one.plan.burnt[seed % len(one.plan.burnt)]
            short += 1
            if not one.remains(one.shortened(mark, at_start=bool(seed // 2 % 2))):
                unnoticed += 1
                print(f"{seed}: unnoticed, {mark.text} at_start={bool(seed // 2 % 2)}", flush=True)
            for file in Path(folder).iterdir():
                file.unlink()
    print(f"{told.count} copies of {values} values: {given} given out, {left} values left in them, {stopped} stopped")
    print(f"{short} copies with a box short by one character: {unnoticed} not noticed")


if __name__ == "__main__":
    main()
