"""What an error advises exists: each carries the command or menu entry that it names, and this goes there."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from string import Formatter
from typing import Any

import pytest
import typer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication

from caseorg.cli.app import app
from caseorg.domain.errors import BrokenError, CaseorgError
from caseorg.domain.ways import WAYS, Way
from caseorg.gui.app import settle
from caseorg.i18n import error_text, tr, use_language, use_window
from caseorg.jobs.sample import SAMPLE
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace
from gui.conftest import OpenWindow, dressed, open_window  # noqa: F401 — fixtures
from test_catalogue import SRC, assigned, chosen, modules, nodes, public_tables, tables

# Words of ours that an advice may not name without saying where that is.
OURS = re.compile(r"caseorg [a-z]|→|\b(back(ing)? up|restor\w+|verif(y|ication)|[Ww]ithdraw|[Aa]rchive it|doctor)\b")
KINDS = ("CaseorgError", "BrokenError", "BreachError", "OtherManifestError", "KeptNumbersError")
OPTION = re.compile(r"--[a-z][a-z-]+")


@cache
def advices() -> tuple[tuple[str, str, frozenset[str]], ...]:
    """Every advice of every error in the source, where it stands, and the names of the values that go with it."""
    found = []
    shared = public_tables()
    for file, module in zip(sorted(SRC.rglob("*.py")), modules(), strict=True):
        names = {**shared, **tables(module), **assigned(module)}
        for node in nodes(module):
            if isinstance(node, ast.Call) and called(node) in KINDS and len(node.args) > 1:
                given = frozenset(keyword.arg or "**" for keyword in node.keywords)
                place = f"{file.relative_to(SRC)}:{node.lineno}"
                found += [(text, place, given) for text in chosen(node.args[1], names)]
    return tuple(found)


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_error_of_the_source_was_found() -> None:
    assert len(advices()) > 150
    named = [text for text, _, _ in advices() if fields(text) & WAYS.keys()]
    assert len(named) > 25


def test_whatever_an_advice_names_is_carried_along() -> None:
    lacking = [
        (place, text) for text, place, given in advices() if fields(text) - WAYS.keys() - given and "**" not in given
    ]
    assert lacking == []


def test_no_advice_names_a_command_or_menu_without_carrying_it() -> None:
    """Make it a field such as {doctor}; what is not there yet goes into domain/ways.py."""
    bare = [(place, text) for text, place, _ in advices() if OURS.search(re.sub(r"{\w+}", "", text)) and not ways(text)]
    assert bare == []


def ways(text: str) -> set[str]:
    return fields(text) & (WAYS.keys() | {"way", "other", "restore", "heal", "back_up"})


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield path, command
    for name, child in getattr(command, "commands", {}).items():
        yield from commands(child, (*path, name))


def options(command: Any) -> set[str]:
    return {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)} | {"--help"}


@pytest.mark.parametrize("name", WAYS)
def test_every_way_of_the_command_line_leads_to_a_command(name: str) -> None:
    known = dict(commands(typer.main.get_command(app)))
    words = re.sub(r"{\w+}", "X", WAYS[name].command).split()
    path: tuple[str, ...] = ()
    while words and (*path, words[0]) in known:
        path = (*path, words.pop(0))
    assert path or words[0].startswith("--")
    assert {word for word in words if word.startswith("--")} <= options(known[path])
    arguments = [parameter for parameter in known[path].params if parameter.param_type_name == "argument"]
    given = [
        word
        for before, word in zip(["", *words], words, strict=False)
        if not before.startswith("--") and word.isupper()
    ]
    assert len(given) <= len(arguments) or path == ()


def test_every_option_that_an_advice_names_exists() -> None:
    known = {name for _, command in commands(typer.main.get_command(app)) for name in options(command)}
    named = {(option, place) for text, place, _ in advices() for option in OPTION.findall(text)}
    assert {(option, place) for option, place in named if option not in known} == set()


def test_every_way_of_the_window_leads_to_an_entry_or_button(open_window: OpenWindow, sample: Workspace) -> None:  # noqa: F811
    window = open_window(sample)
    window.page.view.select(sample.read(load_case, SAMPLE).evidence[0].id)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    settle(application, window)
    menus = {action.text(): action.menu() for action in window.menuBar().actions()}
    buttons = {button.text() for button in window.findChildren(QAbstractButton)}
    for name, way in WAYS.items():
        if len(way.entry) == 2:
            menu = menus[tr(way.entry[0])]
            assert tr(way.entry[1]) in {action.text() for action in menu.actions()}, name  # type: ignore[union-attr]
        elif way.entry:
            assert tr(way.entry[0]) in buttons | {action.text() for action in window.findChildren(QAction)}, name


@pytest.mark.parametrize("kind", [CaseorgError, BrokenError])
def test_each_face_says_its_own_name_of_a_way(kind: type[CaseorgError]) -> None:
    error = kind("{it} is wrong.", "See {doctor}, or {mine}.", it="x", mine=Way("case show", ("View", "Case")))
    assert str(error) == "x is wrong. See “caseorg doctor”, or “caseorg case show”."
    assert error_text(error) == str(error)
    use_window()
    use_language("zh_CN")
    try:
        assert "“文件 → 检查资料文件夹…”" in error_text(error)
    finally:
        use_window(False)
