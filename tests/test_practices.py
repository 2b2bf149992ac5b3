"""docs/practices.md: all 142 rows in order, each with what the user meets, where it lives, and the tests that drive it.

What a user meets is a command or a part of the window, never an entry of a file; and a test of the row drives it.
"""

import ast
import importlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import typer
from PySide6.QtWidgets import QWidget

from caseorg.cli.app import app
from caseorg.knowledge.kinds import FOLDERS, TABLES
from caseorg.knowledge.library import Knowledge

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "docs/practices.md"
COUNT = 142
KNOWLEDGE = Knowledge()
WRONG = {11, 16, 21, 35, 45, 46, 76, 82, 92, 100, 101, 112, 113, 115, 116, 118, 126, 129, 139, 142}
CLAIMED = {11, 12, 27, 45, 86, 87, 88, 90, 94, 112, 113, 115, 116, 118, 123, 126}


class Row(NamedTuple):
    """One line of the table. `met` is where the user meets it, `places` where it lives; of these and of the tests what
    stands in code marks."""

    number: int
    article: str
    asks: str
    met: tuple[str, ...]
    places: tuple[str, ...]
    tests: tuple[str, ...]


def read_row(line: str) -> Row:
    number, article, asks, met, places, tests = (cell.strip() for cell in line.strip().strip("|").split("|"))
    return Row(int(number), article, asks, _coded(met), _coded(places), _coded(tests))


def _coded(cell: str) -> tuple[str, ...]:
    return tuple(re.findall("`([^`]+)`", cell))


def read_rows(text: str) -> list[Row]:
    return [read_row(line) for line in text.splitlines() if re.match(r"\| *\d+ *\|", line)]


ROWS = read_rows(TABLE.read_text(encoding="utf-8"))


def faults(row: Row) -> Iterator[str]:
    """What is wrong with a row; nothing where it holds."""
    if not row.asks:
        yield "says nothing"
    if not row.met:
        yield "is met nowhere"
    if not row.places:
        yield "lives nowhere"
    if not row.tests:
        yield "names no test"
    yield from (f"{place} is nothing that a user meets" for place in row.met if not is_met(place))
    yield from (f"{place} does not exist" for place in row.places if not place_exists(place))
    yield from _faults_of_tests(row)


def _faults_of_tests(row: Row) -> Iterator[str]:
    driven: set[str] = set()
    for test in row.tests:
        function = function_of(test)
        if function is None:
            yield f"{test} does not exist"
            continue
        driven |= driven_by(function)
        if driven_by(function).isdisjoint(row.met):
            yield f"{test} drives none of its places"
        if (about := rows_of(function)) and row.number not in about:
            yield f"{test} is not about it"
    yield from (f"no test drives {place}" for place in row.met if row.tests and place not in driven)


def is_met(place: str) -> bool:
    """A command, or a part of the window."""
    if place.startswith("caseorg "):
        return command_exists(place.split()[1:])
    module, _, name = place.rpartition(".")
    found = getattr(importlib.import_module(module), name, None) if code_exists(place) else None
    return isinstance(found, type) and issubclass(found, QWidget)


def driven_by(function: ast.FunctionDef) -> set[str]:
    """The places that a test drives: what it names first where it asks what is shown."""
    calls = (node for node in ast.walk(function) if isinstance(node, ast.Call))
    firsts = (call.args[0] for call in calls if ast.unparse(call.func) == "shown" and call.args)
    return {first.value for first in firsts if isinstance(first, ast.Constant)}


def place_exists(place: str) -> bool:
    """A knowledge entry, a command, or something that a module of the application holds."""
    if "#" in place:
        file, _, key = place.partition("#")
        return any(key in getattr(KNOWLEDGE, _attribute(table)) for table in TABLES.get(file, ()))
    folder, _, key = place.partition("/")
    if folder in FOLDERS:
        return key in getattr(KNOWLEDGE, folder)
    return command_exists(place.split()[1:]) if place.startswith("caseorg ") else code_exists(place)


def _attribute(table: str) -> str:
    """The property of Knowledge that holds a `[[table]]`."""
    names = {"flag": "red_flags", "factor": "service_factors", "rule": "wording"}
    return names.get(table, f"{table}s")


def command_exists(words: list[str]) -> bool:
    command = typer.main.get_command(app)
    for word in words:
        known = getattr(command, "commands", {})
        if word not in known:
            return False
        command = known[word]
    return bool(words)


def code_exists(path: str) -> bool:
    module, _, name = path.rpartition(".")
    try:
        return hasattr(importlib.import_module(module), name)
    except (ModuleNotFoundError, ValueError):
        return False


@cache
def functions(file: str) -> dict[str, ast.FunctionDef]:
    """The test functions of a file by their names; none where there is no such file."""
    path = ROOT / file
    if not file.startswith("tests/") or not path.is_file():
        return {}
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return {node.name: node for node in body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def function_of(node: str) -> ast.FunctionDef | None:
    file, _, name = node.partition("::")
    return functions(file).get(name.partition("[")[0])


def rows_of(function: ast.FunctionDef) -> set[int]:
    """The rows that a test is parametrised by, in a parameter called `row`; empty where it is not."""
    found = set()
    for decorator in function.decorator_list:
        if isinstance(decorator, ast.Call) and len(decorator.args) > 1:
            names, cases = decorator.args[:2]
            if ast.unparse(names).startswith(("('row'", "'row'")):
                found = {one[0] for one in ast.literal_eval(_numbers(cases))}
    return found


def _numbers(cases: ast.expr) -> ast.expr:
    """Only the first value of each case, for the others need not be literals."""
    assert isinstance(cases, ast.List)
    firsts = [ast.Tuple([case.elts[0]], ast.Load()) for case in cases.elts if isinstance(case, ast.Tuple)]
    return ast.fix_missing_locations(ast.List(list(firsts), ast.Load()))


def test_all_rows_are_there_in_order() -> None:
    assert [row.number for row in ROWS] == list(range(1, COUNT + 1))
    assert {row.article for row in ROWS} == {"A", "B", "C", "A, B, C"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.number))
def test_a_row_names_places_and_tests_that_exist(row: Row) -> None:
    assert list(faults(row)) == []


def test_a_test_that_is_about_a_row_is_named_by_it() -> None:
    named = {(row.number, test) for row in ROWS for test in row.tests}
    for path in sorted((ROOT / "tests/practices").glob("test_*.py")):
        file = path.relative_to(ROOT).as_posix()
        for name, function in functions(file).items():
            assert {(row, f"{file}::{name}") for row in rows_of(function)} <= named


def test_what_an_article_says_wrongly_names_its_correction() -> None:
    corrected = {row.number for row in ROWS if "Corrected" in row.asks}
    assert corrected == WRONG
    for row in ROWS:
        assert row.number not in WRONG or any(place.startswith("corrections.toml#") for place in row.places)


def test_what_an_article_merely_asserts_is_called_a_claim() -> None:
    assert {row.number for row in ROWS if "声称" in row.asks} == CLAIMED


MET = "`caseorg next`"
LIVES = "`guides.toml#promises`"
TEST = "`tests/practices/test_steps.py::test_whoever_closes_a_case_is_told_what_to_look_at_next_time`"
GOOD = f"| 48 | A | 售后说明 | {MET} | {LIVES} | {TEST} |"


@pytest.mark.parametrize(
    ("old", "new", "faulty"),
    [
        ("售后说明", "", ["says nothing"]),
        (MET, "", ["is met nowhere", f"{TEST[1:-1]} drives none of its places"]),
        (MET, LIVES, ["guides.toml#promises is nothing that a user meets", "no test drives guides.toml#promises"]),
        ("caseorg next", "caseorg nxt", ["caseorg nxt is nothing that a user meets", "no test drives caseorg nxt"]),
        ("caseorg next", "caseorg check", ["no test drives caseorg check"]),
        ("caseorg next", "caseorg.domain.scams.scam.find_flags", ["is nothing that a user meets", "no test drives"]),
        (LIVES, "", ["lives nowhere"]),
        ("guides.toml#promises", "guides.toml#promise", ["guides.toml#promise does not exist"]),
        ("guides.toml#promises", "channels/weibo", ["channels/weibo does not exist"]),
        ("guides.toml#promises", "caseorg promise kept it", ["caseorg promise kept it does not exist"]),
        ("guides.toml#promises", "caseorg.domain.sham.find", ["caseorg.domain.sham.find does not exist"]),
        (TEST, "", ["names no test"]),
        ("test_steps.py", "test_x.py", ["does not exist", "no test drives caseorg next"]),
        (TEST, "`tests/test_practices.py::test_all_rows_are_there_in_order`", ["drives none", "no test drives"]),
        ("| 48 |", "| 47 |", ["is not about it"]),
    ],
)
def test_a_broken_row_is_noticed(old: str, new: str, faulty: list[str]) -> None:
    assert list(faults(read_row(GOOD))) == []
    found = list(faults(read_row(GOOD.replace(old, new))))
    assert [any(part in fault for fault in found) for part in faulty] == [True] * len(faulty), found
