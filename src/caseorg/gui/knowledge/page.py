"""The knowledge to look things up in: search and list at the left, one entry at the right."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from caseorg.domain.errors import CaseorgError
from caseorg.gui import reader
from caseorg.gui.forms import flat_button, heading
from caseorg.gui.knowledge.pages import article_page
from caseorg.gui.reader import Reader
from caseorg.gui.tasks import TaskRunner
from caseorg.i18n import error_text, tr
from caseorg.knowledge.library import Knowledge
from caseorg.views.articles import CONFIDENCE, READING, SECTIONS, KnowledgeArticle, KnowledgeSection, articles

_ARTICLE = int(Qt.ItemDataRole.UserRole)
_MARGIN = 16
_PANES = [280, 560]


@dataclass(frozen=True, slots=True)
class Contents:
    """All that there is to read, and which of the user's files could not be used."""

    sections: dict[KnowledgeSection, tuple[KnowledgeArticle, ...]]
    problems: tuple[CaseorgError, ...]


def read_contents(knowledge: Knowledge) -> Contents:
    """Reads what was not read yet."""
    sections = {section: articles(knowledge, section) for section in READING}
    return Contents(sections, tuple(knowledge.problems))


class KnowledgePage(QWidget):
    """Reads the knowledge when it is looked at first; it does not change while the application runs."""

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._contents: Contents | None = None
        self._folder = tasks.workspace.folder / "knowledge"
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search the knowledge"))
        self.search.setAccessibleName(tr("Search the knowledge"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._list)
        self.search.returnPressed.connect(self._open_first)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(16)
        self.tree.setUniformRowHeights(True)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.tree.setAccessibleName(tr("Entries"))
        self.tree.currentItemChanged.connect(lambda item: self._show(item))
        self.nothing = heading(tr("Nothing was found."), "faint")
        self.nothing.setWordWrap(True)
        self.nothing.hide()
        self.problems = _Problems(self._open_folder)
        self.page = Reader(tr("Entry"))
        self.page.show_page(str)
        self._lay_out()

    def _lay_out(self) -> None:
        left = QWidget()
        list_column = QVBoxLayout(left)
        list_column.setContentsMargins(_MARGIN, 0, 8, 12)
        list_column.setSpacing(8)
        for widget in (self.search, self.nothing):
            list_column.addWidget(widget)
        list_column.addWidget(self.tree, 1)
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.setChildrenCollapsible(False)
        panes.setHandleWidth(1)
        for pane, least, stretch in ((left, 200, 0), (self.page, 300, 1)):
            pane.setMinimumWidth(least)
            panes.addWidget(pane)
            panes.setStretchFactor(panes.count() - 1, stretch)
        panes.setSizes(_PANES)
        title = heading(tr("Knowledge"), "title")
        title.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 10)
        notices = QVBoxLayout()
        notices.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        notices.addWidget(self.problems)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(title)
        column.addLayout(notices)
        column.addWidget(panes, 1)

    def open_page(self) -> None:
        """Called when the page comes to the front."""
        self.search.setFocus()
        if self._contents is None:
            self._tasks.compute(self, read_contents, self._tasks.workspace.knowledge, then=self.show_contents)

    def show_contents(self, contents: Contents) -> None:
        """Fills the list."""
        self._contents = contents
        self.problems.show_problems(contents.problems)
        self._list(self.search.text())

    def _list(self, words: str) -> None:
        """The entries that hold the words; what is being read stays open."""
        self.tree.blockSignals(True)
        self.tree.clear()
        for section, entries in self._contents.sections.items() if self._contents else ():
            found = [article for article in entries if article.holds(words)]
            if found:
                self._add(section, found, bool(words.strip()))
        self.tree.blockSignals(False)
        nothing = self._contents is not None and self.tree.topLevelItemCount() == 0
        self.nothing.setVisible(nothing)
        if self._contents and not words and not self.page.toPlainText():
            self.page.show_page(partial(_introduction, self._folder))

    def _add(self, section: KnowledgeSection, entries: list[KnowledgeArticle], expanded: bool) -> None:
        top = QTreeWidgetItem(self.tree, [f"{tr(SECTIONS[section])}  {len(entries)}"])
        for article in entries:
            item = QTreeWidgetItem(top, [article.title])
            item.setToolTip(0, article.title)
            item.setData(0, _ARTICLE, article)
        top.setExpanded(expanded)

    def _open_first(self) -> None:
        top = self.tree.topLevelItem(0)
        if top and (first := top.child(0)):
            top.setExpanded(True)
            self.tree.setCurrentItem(first)
            self.tree.setFocus()

    def _show(self, item: QTreeWidgetItem | None) -> None:
        if item and (article := item.data(0, _ARTICLE)):
            self.page.show_page(partial(article_page, article))

    def _open_folder(self) -> None:
        """The folder is there: a problem is told only of a file in it."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


class _Problems(QFrame):
    """Which of the user's files are not used, calmly."""

    def __init__(self, open_folder: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._text = heading("", "words")
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        button = flat_button(tr("Open folder"))
        button.clicked.connect(lambda: open_folder())
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.addWidget(self._text, 1)
        row.addWidget(button)
        self.hide()

    def show_problems(self, problems: tuple[CaseorgError, ...]) -> None:
        """One line each; hidden without any."""
        self._text.setText("\n".join(error_text(problem) for problem in problems))
        self.setVisible(bool(problems))


def _introduction(folder: Path) -> str:
    return "".join(
        (
            reader.heading(tr("What caseorg knows")),
            reader.lines((tr("Each entry says where it is from, how sure it is and when it was checked."),)),
            reader.label(tr("How sure an entry can be")),
            reader.lines(tr(words) for words in CONFIDENCE.values()),
            reader.label(tr("Your own files")),
            reader.lines((tr("A file of the same name in {folder} stands in for ours.", folder=folder),)),
        )
    )
