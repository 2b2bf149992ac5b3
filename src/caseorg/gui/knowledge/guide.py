"""A page to read, over what named it."""

from functools import partial

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from caseorg.gui.knowledge.pages import article_page
from caseorg.gui.reader import Reader
from caseorg.i18n import tr
from caseorg.knowledge.library import Knowledge
from caseorg.views.articles import KnowledgeSection, articles

_SIZE = (640, 520)


class GuideDialog(QDialog):
    """One guide whole, with its source."""

    def __init__(self, parent: QWidget, knowledge: Knowledge, guide: str) -> None:
        super().__init__(parent)
        article = next(
            candidate for candidate in articles(knowledge, KnowledgeSection.GUIDES) if candidate.known.id == guide
        )
        self.setWindowTitle(article.title)
        self.resize(*_SIZE)
        self.page = Reader(article.title)
        self.page.show_page(partial(article_page, article))
        buttons = QDialogButtonBox()
        close = buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self.page, 1)
        column.addWidget(buttons)
        self.page.setFocus()
