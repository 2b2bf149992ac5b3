"""How long the window's search takes over many lines, half of them read off pictures and half of chats that are texts,
from the letter to the answer. The processor's time tells how long it takes where nothing else runs.

Usage: QT_QPA_PLATFORM=offscreen .venv/bin/python tests/benchmarks/search.py [--lines 50000] [--runs 20]
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent))

from pack import make_screenshots

from caseorg.actions.case import new_case
from caseorg.domain.case import CaseDetails
from caseorg.domain.reading.reading import Box, Line, PageReading, Reading
from caseorg.gui.app import make_application, make_window, settle
from caseorg.jobs.intake import add_files
from caseorg.jobs.searchable import renew
from caseorg.settings import Settings
from caseorg.store.queries import load_case
from caseorg.store.readings import Kept, keep_reading
from caseorg.workspace import Workspace, open_workspace

WORDS = ("退", "退款", "系统繁忙", "3456", "没有这样的话")
LINES_OF_A_FILE = 5000
_SAID = "亲您的申请已提交系统繁忙请耐心等待退款金额会员订单点卡充值客服稍后回复核实"


def fill(workspace: Workspace, folder: Path, lines: int) -> None:
    """A case with pictures and chats that say so many lines."""
    case_id = workspace.write(new_case, CaseDetails(title="点卡卡密无效"))
    count = max(1, lines // LINES_OF_A_FILE // 2)
    list(add_files(workspace, case_id, make_screenshots(folder, count)))
    chance = random.Random(7)
    each = lines // count // 2
    for item in workspace.read(load_case, case_id).standing_evidence:
        read = tuple(_line(chance, number) for number in range(each))
        page = PageReading(width=1080, height=40 * len(read), lines=read)
        keep_reading(workspace.readings, Kept(item.sha256, "benchmark", Reading((page,), "benchmark")))
    chats = [folder / f"chat{number}.txt" for number in range(count)]
    for chat in chats:
        chat.write_text("\n".join(_said(chance) for _ in range(each)), encoding="utf-8")
    list(add_files(workspace, case_id, chats))
    renew(workspace)


def _said(chance: random.Random) -> str:
    return "".join(chance.choices(_SAID, k=14)) + f"{chance.randrange(10**8):08}"


def _line(chance: random.Random, number: int) -> Line:
    text = _said(chance)
    middles = tuple(60 + 36 * place for place in range(len(text)))
    return Line(text, Box(40, 40 * number, 900, 40 * number + 36), 1.0, middles)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=50_000)
    parser.add_argument("--runs", type=int, default=20)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder) / "data", reading=False)
        application = make_application(settings)
        with open_workspace(settings.data) as workspace:
            (Path(folder) / "shots").mkdir()
            fill(workspace, Path(folder) / "shots", args.lines)
            window = make_window(workspace, settings, None)
            window.show()
            settle(application, window)
            window.commands.search.setText("第一次")
            settle(application, window)
            for words in WORDS:
                times, busy = [], time.process_time()
                for _ in range(args.runs):
                    began = time.perf_counter()
                    window.commands.search.setText(words)
                    while window.found.shown != words:
                        application.processEvents()
                    times.append((time.perf_counter() - began) * 1000)
                    window.commands.search.setText("")
                spent = (time.process_time() - busy) * 1000 / args.runs
                slow, middle = sorted(times)[max(0, int(len(times) * 0.95) - 1)], statistics.median(times)
                print(f"{words:<8} median {middle:6.1f} ms  p95 {slow:6.1f} ms  processor {spent:6.1f} ms")
            window.close()
            settle(application, window)


if __name__ == "__main__":
    main()
