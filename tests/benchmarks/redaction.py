"""Redacted copies of invented screenshots whose readings were misread on purpose: what is left in them, and does the
check notice a box that is short by one character?

Usage: .venv/bin/python tests/benchmarks/redaction.py [--count 200] [--first 1000] [--packs 0] [--pictures 4]

Half of the screenshots are JPEGs. What is left is judged by where the values were drawn, not by a reader. With
`--packs` so many masked packs are made of so many pictures each, and what pdftotext reads out of them is looked at.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from caseorg.actions.case import new_case
from caseorg.children import calls
from caseorg.domain.case import CaseDetails
from caseorg.jobs.readings import usual_reader
from caseorg.workspace import open_workspace
from ocr.packs import add_screenshots, leaked, text_of_pack
from ocr.redacting import trial


def look_through_packs(count: int, pictures: int, first: int) -> None:
    """Makes masked packs and prints how many of the values can be read out of them."""
    reader = usual_reader()
    assert reader
    total = found = 0
    for number in range(count):
        with tempfile.TemporaryDirectory() as name, open_workspace(Path(name) / "data") as workspace:
            case = workspace.write(new_case, CaseDetails(title="A"))
            seeds = range(first + number * pictures, first + (number + 1) * pictures)
            values = add_screenshots(workspace, case, Path(name), seeds, reader)
            left = leaked(values, text_of_pack(workspace, case, Path(name) / "pack.pdf"))
            total, found = total + len(values), found + len(left)
            print(f"pack {number}: LEFT {left}" if left else f"pack {number}: nothing left", flush=True)
    print(f"{count} masked packs with {total} values: pdftotext reads {found} of them")


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--first", type=int, default=1000)
    parser.add_argument("--packs", type=int, default=0)
    parser.add_argument("--pictures", type=int, default=4)
    told = parser.parse_args()
    if told.packs:
        look_through_packs(told.packs, told.pictures, told.first)
        return
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
