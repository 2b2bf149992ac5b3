"""Every benchmark runs, at a tiny size: what nobody runs breaks unseen. Its figures are not looked at."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from waiting import PATIENCE

BENCHMARKS = Path(__file__).with_name("benchmarks")
TINY = {
    "redaction.py": ("--count", "1"),
    "reading.py": ("--count", "2", "--runs", "1", "--tall", "3000"),
    "search.py": ("--lines", "20", "--runs", "1"),
    "table.py": ("--cases", "3", "--events", "3", "--count", "2", "--more", "2", "--runs", "1"),
}
IN_THE_TABLE = {"agenda.py", "case.py", "intake.py", "loop.py", "pack.py", "start.py"}  # it fails where one does


def test_every_benchmark_is_named_here() -> None:
    assert {file.name for file in BENCHMARKS.glob("*.py")} == TINY.keys() | IN_THE_TABLE


@pytest.mark.parametrize("name", TINY)
def test_a_benchmark_runs_and_tells_its_figures(name: str) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, str(BENCHMARKS / name), *TINY[name]]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert told.returncode == 0, told.stderr
    assert any(character.isdigit() for character in told.stdout)
