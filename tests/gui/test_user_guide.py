"""The guide in the window: in its language, with contents, found words, and in the package."""

import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from caseorg.gui.user_guide import GuideWindow, guide_text, show_guide
from caseorg.resources import document
from caseorg.settings import LANGUAGES
from gui.hands import press

ROOT = Path(__file__).parents[2]


@pytest.fixture
def window(dressed: QApplication, qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_lead_to_every_chapter_and_nothing_of_the_file_is_shown_raw(
    window: QMainWindow, language: str
) -> None:
    guide = GuideWindow(window, guide_text(language))
    guide.show()
    guide.page.document().documentLayout().documentSize()  # all of it is laid out: until then its length is guessed
    QApplication.processEvents()
    titles = [guide.contents.item(row).text().strip() for row in range(guide.contents.count())]
    written = document("user-guide.zh-CN.md" if language == "zh_CN" else "user-guide.md").read_text(encoding="utf-8")
    assert titles == [line.lstrip("# ") for line in written.splitlines() if line.startswith("#")]
    places = []
    for row in range(1, guide.contents.count()):
        guide.contents.setCurrentRow(row)
        places.append(guide.page.textCursor().position())
    assert places == sorted(set(places)) and guide.page.verticalScrollBar().value() > 0
    shown = guide.page.toPlainText()
    assert "![" not in shown and "](" not in shown and "**" not in shown


def test_words_are_found_one_after_the_other_and_from_the_top_again(window: QMainWindow) -> None:
    guide = GuideWindow(window, "# A\n\nred one\n\nblue\n\nred two\n")
    guide.show()

    def place() -> tuple[str, int]:
        cursor = guide.page.textCursor()
        return cursor.selectedText(), cursor.selectionStart()

    press(guide, "Ctrl+F")
    assert guide.field.hasFocus()
    QTest.keyClicks(guide.field, "red")
    first = place()
    QTest.keyClick(guide.field, Qt.Key.Key_Return)
    second = place()
    QTest.keyClick(guide.field, Qt.Key.Key_Return)
    assert guide.isVisible()
    assert first[0] == second[0] == "red" and first[1] < second[1] and place() == first
    QTest.keyClicks(guide.field, "dish")
    assert guide.found.text() == "Not found"


def test_it_stands_beside_the_window_and_opens_once(window: QMainWindow) -> None:
    show_guide(window, "en")
    show_guide(window, "en")
    (guide,) = window.findChildren(GuideWindow)
    assert guide.isVisible() and not guide.isModal()
    QTest.keyClick(guide, Qt.Key.Key_Escape)
    assert not guide.isVisible()


def test_a_package_has_the_guides_where_they_are_looked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shipped = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    for name in ("user-guide.md", "user-guide.zh-CN.md"):
        assert shipped[f"docs/{name}"] == f"caseorg/resources/docs/{name}"
        assert document(name) == ROOT / "docs" / name
