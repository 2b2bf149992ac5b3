"""Workers that know the functions of these tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from caseorg.children import pool
from waiting import PATIENCE


@pytest.fixture(autouse=True)
def _own_workers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    monkeypatch.setattr(pool, "_pools", {})
    monkeypatch.setattr(pool, "_LAST", PATIENCE)
    yield
    pool.pool().close()
