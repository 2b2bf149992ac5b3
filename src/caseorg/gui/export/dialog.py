"""Before a paper is drawn: what it lacks, and where it goes."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from caseorg.domain.case import CaseFile
from caseorg.domain.checks.precheck import Verdict
from caseorg.domain.complaint import ComplaintOptions, missing
from caseorg.domain.errors import CaseorgError
from caseorg.domain.filenames import safe_name
from caseorg.domain.pack import PackOptions
from caseorg.gui.export.choices import ComplaintChoices, PackChoices
from caseorg.gui.forms import FormDialog, flat_button, heading, line
from caseorg.i18n import listed, tr
from caseorg.jobs.export import Paper, printed_texts
from caseorg.knowledge.checks import check_case
from caseorg.knowledge.library import Knowledge
from caseorg.pdf.text import uncovered


class ExportDialog(FormDialog):
    """`out` is the chosen file after it was accepted; `checkup_wanted` asks for what the case lacks in full.

    `preview_wanted` asks to see the paper as it is chosen now.
    """

    checkup_wanted = Signal()
    preview_wanted = Signal()

    def __init__(
        self, parent: QWidget | None, case: CaseFile, paper: Paper, knowledge: Knowledge, folder: Path | None = None
    ) -> None:
        titles = {Paper.COMPLAINT: tr("Export the complaint"), Paper.PACK: tr("Export the evidence pack")}
        super().__init__(parent, titles[paper], tr("Export"), self._read)
        self.case_title = case.title
        self.out = _free(folder or documents_folder(), safe_name(f"{paper}_{case.title}"))
        self._replaced: Path | None = None  # an existing file that the user agreed to replace
        for text in (*_remarks(case), *(_doubts(case, knowledge) if paper is Paper.COMPLAINT else ())):
            label = heading(text, "words")
            label.setWordWrap(True)
            self.form.addRow(label)
        self.choices = ComplaintChoices(self.form) if paper is Paper.COMPLAINT else PackChoices(self.form)
        more = flat_button(tr("Look at the checkup …"))
        more.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        more.clicked.connect(self.checkup_wanted)
        self.form.addRow(more)
        self.file = line(self.form, tr("Save as"), str(self.out))
        choose = QPushButton(tr("Choose …"))
        choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.addWidget(self.file, 1)
        row.addWidget(choose)
        self.form.setLayout(self.form.rowCount() - 1, self.form.ItemRole.FieldRole, row)
        self.preview = self.buttons.addButton(tr("Preview and print …"), QDialogButtonBox.ButtonRole.ActionRole)
        self.preview.setAutoDefault(False)
        self.preview.clicked.connect(self.preview_wanted)
        QShortcut(QKeySequence.StandardKey.Print, self, self.preview.click)
        self.form.addRow(heading(tr("Look it through before you hand it in; you answer for what it says."), "faint"))

    @property
    def options(self) -> ComplaintOptions | PackOptions:
        """How it is to be printed."""
        return self.choices.options

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, self.windowTitle(), self.file.text(), "PDF (*.pdf)")
        if chosen:
            self.file.setText(chosen)
            self._replaced = Path(chosen)

    def _read(self) -> None:
        text = self.file.text().strip()
        if not text:
            raise CaseorgError("The file has no name.", "Choose where to save it.")
        try:
            out = Path(text).expanduser()
        except RuntimeError:
            raise CaseorgError("There is no folder {folder}.", "Choose where to save it.", folder=text) from None
        if not out.name or out.is_dir():
            raise CaseorgError("The file has no name.", "Choose where to save it.")
        out = out if out.suffix.lower() == ".pdf" else out.with_name(out.name + ".pdf")
        if not out.parent.is_dir():
            raise CaseorgError("There is no folder {folder}.", "Choose where to save it.", folder=out.parent)
        if out.exists() and out != self._replaced:
            self._replaced = out
            raise CaseorgError("{file} is already there.", "Export once more to replace it.", file=out.name)
        self.out = out.absolute()


def _remarks(case: CaseFile) -> list[str]:
    found = []
    if gaps := missing(case):
        names = listed(tr(gap) for gap in gaps)
        found.append(tr("Not known yet, left blank to fill in by hand: {what}", what=names))
    if boxes := uncovered(printed_texts(case)):
        found.append(tr("Printed as a box, for no font has them: {characters}", characters=" ".join(boxes)))
    return found or [tr("Everything the form asks for is there.")]


def _doubts(case: CaseFile, knowledge: Knowledge) -> Iterator[str]:
    """Why 12315 may refuse it, and which sentences nothing proves."""
    checkup = check_case(knowledge, case, datetime.now(UTC))
    lacking = [result.ground.name for result in checkup.grounds if result.verdict is Verdict.LACKS]
    asked = [result.ground.name for result in checkup.grounds if result.verdict is Verdict.ASK]
    if lacking:
        yield tr("12315 may refuse it for: {what}", what=listed(lacking))
    if asked:
        yield tr("Please check yourself: {what}", what=listed(asked))
    if unproven := checkup.ledger.unproven:
        yield tr("Sentences without evidence: {count}", count=len(unproven))


def documents_folder() -> Path:
    """Where papers go unless the user says otherwise."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return documents if documents.is_dir() else Path.home()


def _free(folder: Path, name: str) -> Path:
    """A name that is not taken: `name.pdf`, `name (2).pdf`, …"""
    names = chain([f"{name}.pdf"], (f"{name} ({number}).pdf" for number in count(2)))
    return next(folder / candidate for candidate in names if not (folder / candidate).exists())
