"""Running the command line in this process and in one of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from caseorg.cli.app import run
from waiting import PATIENCE

COMMAND = Path(sys.executable).with_name("caseorg")


class Result(NamedTuple):
    """What a command left."""

    code: int
    out: str
    err: str


Cli = Callable[..., Result]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder that the commands use; it is made by them. They speak English."""
    folder = tmp_path / "数据 夹"
    monkeypatch.setenv("CASEORG_DATA", str(folder))
    monkeypatch.setenv("CASEORG_LANGUAGE", "en")
    return folder


@pytest.fixture
def cli(data: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Runs a command line in this process."""

    def call(*arguments: object) -> Result:
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Result(code, out, err)

    return call


@pytest.fixture
def process(data: Path) -> Cli:
    """Runs a command line in a process of its own."""

    def call(*arguments: object, **environment: str) -> Result:
        command = [str(COMMAND), *map(str, arguments)]
        done = subprocess.run(
            command, capture_output=True, env={**os.environ, **environment}, check=False, timeout=PATIENCE
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.fixture
def case(cli: Cli, data: Path, new_folder: Path) -> str:
    """The id of a case that knows everything but its evidence."""
    shutil.copytree(new_folder, data)
    told = {
        "--title": "点卡卡密无效",
        "--platform": "pdd",
        "--merchant": "星河数码",
        "--merchant-address": "杭州",
        "--order-no": "A-1",
        "--product": "点卡",
        "--paid": "¥98",
        "--ordered-at": "2026-11-01T14:30",
        "--demand": "退还98元",
    }
    result = cli("case", "new", *(word for pair in told.items() for word in pair))
    assert result.code == 0
    return result.out.strip()
