"""Looking things up."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest

from caseorg.gui import reader
from caseorg.gui.knowledge.page import KnowledgePage
from caseorg.gui.pages import WindowPage
from caseorg.gui.window import MainWindow
from caseorg.views.articles import READING
from caseorg.workspace import open_workspace
from gui.conftest import OpenWindow
from gui.hands import press, type_into, wait


@pytest.fixture
def page(window: MainWindow) -> KnowledgePage:
    press(window, "Ctrl+4")
    wait(window)
    assert window.pages.place is WindowPage.KNOWLEDGE
    return window.pages.knowledge


def open_first(page: KnowledgePage, words: str) -> str:
    type_into(page.search, words)
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    return page.page.toPlainText()


def test_all_kinds_are_there_and_the_beginning_explains(page: KnowledgePage) -> None:
    assert page.tree.topLevelItemCount() == len(READING)
    assert "可信程度" in page.page.toPlainText()
    assert "knowledge" in page.page.toPlainText()


def test_an_entry_says_where_it_is_from_how_sure_it_is_and_when_it_was_checked(page: KnowledgePage) -> None:
    told = open_first(page, "令121-10")
    for words in ("第十条", "来源：", "读过原文全文", "核对日期：2026-11-21"):
        assert words in told


def test_claims_are_told_as_claims_and_corrections_stand_beside_them(page: KnowledgePage) -> None:
    assert "声称" in open_first(page, "pdd 声称")
    assert "更正" in page.page.toPlainText()


def test_what_is_not_known_is_told(page: KnowledgePage) -> None:
    type_into(page.search, "没有人写过的词")
    assert page.nothing.isVisible()
    assert page.tree.topLevelItemCount() == 0
    type_into(page.search, " ")
    assert not page.nothing.isVisible()


def test_the_arrow_keys_turn_the_pages(page: KnowledgePage) -> None:
    first = open_first(page, "投诉")
    QTest.keyClick(page.tree, Qt.Key.Key_Down)
    assert page.page.toPlainText() not in ("", first)


def test_a_file_of_the_user_that_cannot_be_used_is_told_calmly(open_window: OpenWindow, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    (folder / "knowledge").mkdir(parents=True)
    (folder / "knowledge" / "peaks.toml").write_text("[[peak]]\nid = 3\n", encoding="utf-8")
    with open_workspace(folder) as workspace:
        window = open_window(workspace)
        press(window, "Ctrl+4")
        wait(window)
        page = window.pages.knowledge
        assert page.problems.isVisible()
        assert page.tree.topLevelItemCount() == len(READING)


def test_markup_in_an_entry_is_text() -> None:
    for make in (reader.heading, reader.label, reader.faint, reader.marked):
        assert "<img" not in make("<img src='x'>")
    assert "<img" not in reader.lines(["<img>", "<img>"])


def test_nothing_is_ever_loaded(page: KnowledgePage) -> None:
    assert page.page.loadResource(2, QUrl("file:///etc/passwd")) is None
    assert not page.page.openLinks()
