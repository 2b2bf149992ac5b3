"""Every text that a user can read is in the catalogue, and the catalogue holds nothing else.

`python tests/test_catalogue.py` prints what is missing and what is stale.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import typer

from caseorg.actions.evidence import Intake
from caseorg.cli.app import app
from caseorg.domain.checks.precheck import Verdict
from caseorg.domain.files.notes import FileNote
from caseorg.domain.journal.timestamps import TimestampState
from caseorg.domain.papers.missing import Missing
from caseorg.domain.reading.agreement import Agreement
from caseorg.domain.reading.continuity import Doubt
from caseorg.domain.redaction.marks import MarkState
from caseorg.domain.uploads.plan import Why
from caseorg.gui.timeline.looks import TimelineLook
from caseorg.i18n import load_catalogue, tr
from caseorg.jobs.receiver.news import End
from caseorg.jobs.searchable import Where
from caseorg.views.path import Leg
from caseorg.views.timeline_filter import FilterMark

SRC = Path(__file__).parents[1] / "src/caseorg"
# Their first arguments are message ids.
SPEAKERS = (
    *("CaseorgError", "BrokenError", "BreachError", "UnshownError", "UnsoundError", "KeptNumbersError"),
    *("tr", "remark"),
)
# Their values are shown through tr().
TRANSLATED: tuple[type[StrEnum], ...] = (
    Where,
    Missing,
    Intake,
    Verdict,
    Why,
    FileNote,
    TimestampState,
    MarkState,
    Agreement,
    Doubt,
    End,
    Leg,
    TimelineLook,
    FilterMark,
)
LANGUAGE = "zh_CN"


@cache
def modules() -> tuple[ast.Module, ...]:
    """The syntax of every module."""
    return tuple(ast.parse(file.read_text(encoding="utf-8"), str(file)) for file in sorted(SRC.rglob("*.py")))


@cache
def nodes(module: ast.Module) -> tuple[ast.AST, ...]:
    """All of its syntax, gone through once."""
    return tuple(ast.walk(module))


def constants(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def assigned(module: ast.Module) -> dict[str, set[str]]:
    """Name → the texts that it may stand for, for calls such as `tr(what)`."""
    found: dict[str, set[str]] = {}
    for node in nodes(module):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant | ast.IfExp):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, set()).update(chosen(node.value, {}))
    return found


def tables(module: ast.Module) -> dict[str, set[str]]:
    """Name → the texts of a dictionary, for calls such as `tr(STAGES[stage])`."""
    found: dict[str, set[str]] = {}
    for node in nodes(module):
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict):
            target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
            if isinstance(target, ast.Name):
                texts = (chosen(value, {}) for value in node.value.values)
                found.setdefault(f"{target.id}[]", set()).update(*texts)
    return found


def public_tables() -> dict[str, set[str]]:
    """Those that another module may speak from."""
    found: dict[str, set[str]] = {}
    for module in modules():
        for name, texts in tables(module).items():
            if not name.startswith("_"):
                found.setdefault(name, set()).update(texts)
    return found


def chosen(node: ast.expr, names: dict[str, set[str]]) -> set[str]:
    """The texts that an argument may be: a literal, one of two, a name for such, or one of a table."""
    match node:
        case ast.Constant(value=str(text)):
            return {text}
        case ast.IfExp():
            return chosen(node.body, names) | chosen(node.orelse, names)
        case ast.Name():
            return names.get(node.id, set())
        case ast.Subscript(value=ast.Name()):
            return names.get(f"{node.value.id}[]", set())
    return set()


def spoken() -> set[str]:
    """What errors and tr() say, and the notes that the evidence's probe makes."""
    found: set[str] = set()
    dictionaries = public_tables()
    for module in modules():
        names = {**dictionaries, **tables(module), **assigned(module)}
        for node in nodes(module):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in SPEAKERS:
                for argument in node.args[:2]:
                    found |= chosen(argument, names)
            for keyword in node.keywords:
                if keyword.arg == "note":
                    found |= chosen(keyword.value, names)
    return found


def helped(command: Any) -> Iterator[str]:
    """The help of a command of typer's, its parameters and its subcommands."""
    yield from (command.help or "").split("\n\n")
    for parameter in command.params:
        yield getattr(parameter, "help", None) or ""
    for child in getattr(command, "commands", {}).values():
        yield from helped(child)


def needed() -> set[str]:
    """Every message id that is known to be shown."""
    values = {member.value for kind in TRANSLATED for member in kind}
    return (spoken() | values | set(helped(typer.main.get_command(app)))) - {""}


def missing() -> list[str]:
    """What the catalogue lacks."""
    return sorted(needed() - load_catalogue(LANGUAGE).keys())


def catalogue_sections() -> dict[str, dict[str, str]]:
    return tomllib.loads((SRC.parents[1] / f"resources/i18n/{LANGUAGE}.toml").read_text(encoding="utf-8"))


def stale() -> list[str]:
    """What the catalogue holds though no module has such a text. Qt and the operating system say the others."""
    present = needed() | {text for module in modules() for text in constants(module)}
    theirs = {key for section in ("qt", "system") for key in catalogue_sections()[section]}
    return sorted(load_catalogue(LANGUAGE).keys() - present - theirs)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_no_text_is_missing() -> None:
    assert missing() == []


def test_no_text_is_stale() -> None:
    assert stale() == []


def test_every_text_has_the_fields_of_its_original() -> None:
    wrong = [key for key, text in load_catalogue(LANGUAGE).items() if fields(key) != fields(text)]
    assert wrong == []


def test_no_text_is_empty() -> None:
    assert [key for key, text in load_catalogue(LANGUAGE).items() if not text.strip()] == []


def test_no_text_stands_in_two_sections() -> None:
    assert sum(map(len, catalogue_sections().values())) == len(load_catalogue(LANGUAGE))


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ('raise CaseorgError("a {x}", "b", x=1)', {"a {x}", "b"}),
        ('what = "a" if x else "b"\nraise BrokenError(what, _ADVICE)\n_ADVICE = "c"', {"a", "b", "c"}),
        ('i18n.tr("a" if x else "b")', {"a", "b"}),
        ('Probe(note="a")', {"a"}),
        ('SIDES: dict[str, str] = {"me": "a", "shop": "b"}\ntr(SIDES[side])', {"a", "b"}),
        ('print("a", tr(unknown))', set()),
    ],
)
def test_texts_are_found_in_the_source(monkeypatch: pytest.MonkeyPatch, source: str, texts: set[str]) -> None:
    monkeypatch.setitem(globals(), "modules", lambda: [ast.parse(source)])
    assert spoken() == texts


NUMBERS = ("count", "days", "hours", "pages", "cases", "evidence", "files", "total")
COUNTED = re.compile(rf"\{{(?:{'|'.join(NUMBERS)})\}} (?:\w+ )?\w+s\b")


def test_every_number_of_things_can_be_one() -> None:
    """A message that counts has the words for one in en.toml, and en.toml has no words that no message says."""
    singulars = load_catalogue("en")
    messages = load_catalogue(LANGUAGE).keys()
    counted = {message: COUNTED.findall(message) for message in messages}
    lacking = {
        message
        for message, found in counted.items()
        for phrase in found
        if not any(words in message and (words in phrase or phrase in words) for words in singulars)
    }
    assert lacking == set()
    assert {words for words in singulars if not any(words in message for message in messages)} == set()
    assert all(fields(words) == fields(one) and len(fields(words)) == 1 for words, one in singulars.items())


@pytest.mark.parametrize(
    ("message", "values", "said"),
    [
        ("Add {count} files", {"count": 1}, "Add 1 file"),
        ("Add {count} files", {"count": 2}, "Add 2 files"),
        ("Add {count} files", {"count": 0}, "Add 0 files"),
        ("{count} pages were sent to {printer}.", {"count": 1, "printer": "P"}, "1 page was sent to P."),
        ("{days} days {hours} hours without a record", {"days": 1, "hours": 2}, "1 day 2 hours without a record"),
        ("{days} days {hours} hours without a record", {"days": 2, "hours": 1}, "2 days 1 hour without a record"),
        ("{proven} of {count} sentences have evidence.", {"proven": 1, "count": 3}, "1 of 3 sentences have evidence."),
        ("{proven} of {count} sentences have evidence.", {"proven": 0, "count": 1}, "0 of 1 sentence has evidence."),
    ],
)
def test_one_thing_is_said_as_one(message: str, values: dict[str, object], said: str) -> None:
    assert tr(message, **values) == said


def test_what_a_sentence_quotes_has_the_quotation_marks_of_the_next_level() -> None:
    assert tr("“{line}” names no amount. Say how many yuan.", line="退“押金”").startswith("“退‘押金’” ")
    assert tr("Missing: {what}", what="“押金”") == "Missing: “押金”"


if __name__ == "__main__":
    for title, keys in (("missing", missing()), ("stale", stale())):
        print(f"# {title}: {len(keys)}")
        for key in keys:
            print(repr(key))
