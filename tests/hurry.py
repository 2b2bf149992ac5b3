"""Short limits for what never ends, and all the time there is for everything else: what comes of the one and of the
other depends on no machine."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from caseorg.children.limits import WorkerLimits
from caseorg.children.pool import Pool
from waiting import PATIENCE

SOON = WorkerLimits(seconds=1)


def hurry(monkeypatch: pytest.MonkeyPatch, *contents: bytes, soon: WorkerLimits = SOON) -> None:
    """From now on a worker that looks into a file of such content is ended soon."""
    really = Pool.call

    def call(
        self: Pool,
        function: Callable[..., Any],
        given: Sequence[object],
        more: Mapping[str, object],
        limits: WorkerLimits,
    ) -> Any:
        endless = any(_holds(path, contents) for path in _paths((*given, *more.values())))
        return really(self, function, given, more, soon if endless else limits._replace(seconds=PATIENCE))

    monkeypatch.setattr(Pool, "call", call)


def hurry_children(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """The same for what other processes of ours have workers do; they know no content, so that all is ended soon."""
    told = f"from caseorg.children import calls\ncalls.USUAL = calls.WorkerLimits(seconds={SOON.seconds})\n"
    (folder / "sitecustomize.py").write_text(told, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(folder))


def _paths(given: object) -> Iterator[Path]:
    """All that are named in what a function is given."""
    if isinstance(given, Path):
        yield given
    elif isinstance(given, tuple | list):
        for one in given:
            yield from _paths(one)
    elif is_dataclass(given):
        for field in fields(given):
            yield from _paths(getattr(given, field.name))


def _holds(path: Path, contents: Sequence[bytes]) -> bool:
    try:
        return path.stat().st_size in map(len, contents) and path.read_bytes() in contents
    except OSError:
        return False
