"""The checkup of a case, and where its links lead."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from caseorg.domain.case import CaseFile, EvidenceId
from caseorg.domain.progress import Progress
from caseorg.domain.reading.runs import Continuity
from caseorg.gui.check.report import Links, WholeSection, report_page, unchecked_page
from caseorg.gui.reader import Reader
from caseorg.gui.tasks import TaskRunner
from caseorg.i18n import tr
from caseorg.jobs.continuity import look_and_find
from caseorg.jobs.strips import pictures
from caseorg.knowledge.checks import Checkup, check_case
from caseorg.views.checkup import checkup_sections
from caseorg.views.continuity import continuity_section
from caseorg.views.points import Section

_SIZE = (760, 640)


class CheckupDialog(QDialog):
    """`wanted` carries the target of a link that was followed; the dialog stays open behind what it opens."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None, tasks: TaskRunner) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._case: CaseFile | None = None
        self._failed: CaseFile | None = None
        self._checkup: Checkup | None = None
        self._compared: tuple[EvidenceId, ...] = ()  # the pictures of which it is known how they follow each other
        self._continuity: Continuity | None = None
        self.links = Links()
        self._whole: set[str] = set()  # titles of long sections that are shown to their end
        self._followed = -1  # the number of the link, counted from the top
        self.setWindowTitle(tr("Checkup"))
        self.resize(*_SIZE)
        self.page = Reader(tr("Checkup"))
        self.page.anchorClicked.connect(self._follow)
        buttons = QDialogButtonBox()
        close = buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self.page, 1)
        column.addWidget(buttons)
        self.page.setFocus()

    def show_case(self, case: CaseFile | None) -> None:
        """Checks the case as it stands now; the place on the page stays."""
        if case is None:
            self.reject()
            return
        self._case = case
        if case == self._failed:  # an error has everything read again, which must not fail for ever
            return
        knowledge = self._tasks.workspace.knowledge
        then, fail = partial(self._show_checkup, case), partial(self._show_failure, case)
        self._tasks.compute(self, check_case, knowledge, case, datetime.now(UTC), then=then, fail=fail)

    def _show_failure(self, case: CaseFile) -> None:
        if case is self._case:
            self._failed = case
            self.page.show_page(unchecked_page)

    def _show_checkup(self, case: CaseFile, checkup: Checkup) -> None:
        """What an earlier reading gave may come in last; it is dropped."""
        if case is not self._case:
            return
        self._checkup = checkup
        self._compare(case)
        self._show(case, checkup)

    def _compare(self, case: CaseFile) -> None:
        """Looks how the screenshots follow each other, once for the same ones; that is shown when it is known."""
        shown = tuple(item.id for item in pictures(case))
        if shown == self._compared:
            return
        self._compared, self._continuity = shown, None
        if len(shown) > 1:
            job = partial(look_and_find, case=case)
            self._tasks.run_beside(self, tr("Comparing screenshots"), job, partial(self._show_continuity, shown))

    def _show_continuity(self, shown: tuple[EvidenceId, ...], step: Progress[Continuity]) -> None:
        if step.item and shown == self._compared and self._case and self._checkup:
            self._continuity = step.item
            self._show(self._case, self._checkup)

    def _show(self, case: CaseFile, checkup: Checkup) -> None:
        position = self.page.verticalScrollBar().value()
        continuity = continuity_section(case, self._continuity) if self._continuity else None
        self.show_sections(checkup_sections(self._tasks.workspace.knowledge, checkup, continuity))
        links = list(self._links())
        if links and self._followed >= 0:  # the Tab key goes on from where one was
            self.page.setTextCursor(links[min(self._followed, len(links) - 1)])
        self.page.verticalScrollBar().setValue(position)

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Shows them from their beginning."""

        def write() -> str:
            self.links = Links()
            return report_page(tr("Checkup"), sections, self.links, self._whole)

        self.page.show_page(write)

    def _follow(self, link: QUrl) -> None:
        place = self.page.textCursor().selectionStart()
        before = [number for number, found in enumerate(self._links()) if found.selectionStart() <= place]
        self._followed = before[-1] if before else -1
        match self.links.target(link.toString()):
            case WholeSection(title) if self._case and self._checkup:
                self._whole.add(title)
                self._show(self._case, self._checkup)
            case target:
                self.wanted.emit(target)

    def _links(self) -> Iterator[QTextCursor]:
        """The links of the page, each as a selection."""
        block = self.page.document().begin()
        while block.isValid():
            parts = block.begin()
            while not parts.atEnd():
                fragment = parts.fragment()
                if fragment.charFormat().isAnchor():
                    found = QTextCursor(self.page.document())
                    found.setPosition(fragment.position())
                    found.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
                    yield found
                parts += 1
            block = block.next()
