"""Where what a command prints does not arrive: a reader that has enough, a full disk. Real processes and real pipes."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from caseorg.jobs.sample import SAMPLE
from cli.conftest import COMMAND, Cli

FULL = Path("/dev/full")
PRINTING = [
    ("case", "list"),
    ("case", "list", "--json"),
    ("case", "show", SAMPLE),
    ("case", "show", SAMPLE, "--json"),
    ("knowledge", "list", "channels"),
    ("message", SAMPLE, "--channel", "12315", "--json"),
    ("check", SAMPLE),
    ("verify",),
    ("--help",),
]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEORG_LANGUAGE", "en")


def called(folder: Path, *command: str) -> list[str]:
    return [str(COMMAND), "--data", str(folder), *command]


@pytest.mark.parametrize("command", PRINTING, ids=" ".join)
def test_a_full_disk_behind_the_output_is_one_line(sample_folder: Path, command: tuple[str, ...]) -> None:
    with FULL.open("w") as full:
        done = subprocess.run(
            called(sample_folder, *command), stdout=full, stderr=subprocess.PIPE, check=False, text=True
        )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and "cannot be written" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("command", PRINTING, ids=" ".join)
def test_a_reader_that_goes_away_ends_it_quietly(sample_folder: Path, command: tuple[str, ...]) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(called(sample_folder, *command), stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")


def test_the_first_line_is_enough_for_head(sample_folder: Path) -> None:
    line = f"set -o pipefail; '{COMMAND}' --data '{sample_folder}' knowledge list statutes | head -1"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    assert done.stderr == "" and done.stdout.count("\n") == 1
    assert done.returncode in (0, 141), "0 where all fitted into the pipe"


def test_where_nobody_reads_errors_the_code_still_tells(sample_folder: Path) -> None:
    for place, code in ((FULL, 2), (Path(os.devnull), 2)):
        with place.open("w") as errors:
            done = subprocess.run(called(sample_folder, "case", "show", "nothing"), stderr=errors, check=False)
        assert done.returncode == code


def test_what_was_done_is_done_though_it_could_not_be_told(process: Cli, data: Path) -> None:
    with FULL.open("w") as full:
        call = [COMMAND, "case", "new", "--title", "退款"]
        done = subprocess.run(call, stdout=full, stderr=subprocess.PIPE, check=False, env={**os.environ})
    assert done.returncode == 2 and "What it did is done" in done.stderr.decode()
    assert [case["title"] for case in json.loads(process("case", "list", "--json").out)] == ["退款"]


def test_without_any_output_a_command_works(sample_folder: Path) -> None:
    line = f"'{COMMAND}' --data '{sample_folder}' case list >&-"
    assert subprocess.run(["bash", "-c", line], capture_output=True, check=False).returncode == 0
