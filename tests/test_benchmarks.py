"""Every benchmark runs, at a tiny size: what nobody runs breaks unseen. Its figures are not looked at."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from waiting import PATIENCE

BENCHMARKS = Path(__file__).with_name("benchmarks")
TABLE = ("table.py", "--cases", "3", "--events", "3", "--count", "2", "--runs", "1", "--pictures", "2", "--parts")
TINY = {
    "redaction": ("redaction.py", "--count", "1"),
    "reading": ("reading.py", "--count", "2", "--runs", "1", "--tall", "3000"),
    "search": ("search.py", "--lines", "20", "--runs", "1"),
    "start": (*TABLE, "few"),
} | {name: (*TABLE, name) for name in ("agenda", "case", "window", "pack", "intake", "loop")}


def test_every_benchmark_is_named_here() -> None:
    assert {file.stem for file in BENCHMARKS.glob("*.py")} == TINY.keys() | {"table"}


@pytest.mark.parametrize("name", TINY)
def test_a_benchmark_runs_and_tells_its_figures(name: str) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    script, *words = TINY[name]
    command = [sys.executable, str(BENCHMARKS / script), *words]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert told.returncode == 0, told.stderr
    assert any(character.isdigit() for character in told.stdout)
