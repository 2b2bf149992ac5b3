"""No rule asks what time it is: the day is a value that is handed in, so that a paper says the same when made again."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import caseorg.domain

FOLDER = Path(caseorg.domain.__file__).parent
FILES = sorted(FOLDER.rglob("*.py"))
ASKING = {"now", "utcnow", "today", "fromtimestamp", "localtime", "gmtime", "time", "time_ns", "monotonic"}
OF = {"datetime", "date", "time", "dt", "_time"}


def asked(source: str) -> Iterator[str]:
    """The calls that ask the system's clock; `fromtimestamp` of a given number and a zone does not."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from (name.name for name in node.names)
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        owner = node.func.value
        name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
        zoned = node.func.attr == "fromtimestamp" and len(node.args) + len(node.keywords) > 1
        if node.func.attr in ASKING and name in OF and not zoned:
            yield f"{name}.{node.func.attr}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(FOLDER)))
def test_no_rule_asks_the_clock(file: Path) -> None:
    assert list(asked(file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "line",
    ["datetime.now(UTC)", "datetime.datetime.utcnow()", "date.today()", "time.time()", "from time import monotonic"],
)
def test_each_way_of_asking_would_be_seen(line: str) -> None:
    assert list(asked(line))
