"""The pictures of the window: no page and no dialog is forgotten, and what the READMEs show is there and small."""

import pkgutil
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtWidgets import QDialog

import caseorg.gui
from caseorg.gui.pages import WindowPage
from caseorg.gui.preferences.dialog import PreferencesPage
from caseorg.gui.timeline.looks import TimelineLook

ROOT = Path(__file__).parents[1]
BASES = {"FormDialog": "what all forms are made of"}
NO_DIALOGS = {"CasePage", "TimelineView", "SearchBox", "ViewerPage", "ReviewPage", "Beside"} | {
    f"{name}Page" for name in ("Agenda", "Scam", "Knowledge", "Problem", "Orders", "Facts", "Demand", "Channel")
}


@pytest.fixture(scope="module")
def packaging() -> Iterator[tuple[ModuleType, ModuleType]]:
    """What draws, and what is drawn."""
    sys.path.insert(0, str(ROOT / "packaging"))
    yield import_module("draw_screenshots"), import_module("pictured")
    sys.path.remove(str(ROOT / "packaging"))


def dialogs() -> set[str]:
    """All that the window can open, by their classes."""
    for found in pkgutil.walk_packages(caseorg.gui.__path__, "caseorg.gui."):
        import_module(found.name)
    kinds, found_kinds = [QDialog], set[str]()
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        if kind.__module__.startswith("caseorg.gui"):
            found_kinds.add(kind.__name__)
    return found_kinds - BASES.keys()


def test_every_page_and_dialog_is_drawn_and_nothing_that_is_gone(packaging: tuple[ModuleType, ModuleType]) -> None:
    shown = {name for shot in packaging[1].SHOTS for name in shot.shows}
    places = {one.name for kind in (WindowPage, TimelineLook, PreferencesPage) for one in kind}
    assert shown == dialogs() | places | NO_DIALOGS


def test_each_picture_has_a_name_of_its_own(packaging: tuple[ModuleType, ModuleType]) -> None:
    names = [shot.name for shot in packaging[1].SHOTS]
    assert len(names) == len(set(names)) and all(re.fullmatch(r"[a-z0-9-]+", name) for name in names)


def test_the_documents_show_pictures_that_the_script_draws_and_that_are_small(
    packaging: tuple[ModuleType, ModuleType],
) -> None:
    script, table = packaging
    drawn = {f"{name}.png" for name in script.IN_DOCS}
    assert {picture for picture, _, _ in script.IN_DOCS.values()} <= {shot.name for shot in table.SHOTS}
    for file in ("README.md", "README.zh-CN.md"):
        used = re.findall(r"\(docs/images/([\w-]+\.png)\)", (ROOT / file).read_text(encoding="utf-8"))
        assert len(used) == 4 and set(used) <= drawn, file
    for name in drawn:
        assert (ROOT / "docs/images" / name).stat().st_size <= script.MOST_BYTES, name
