"""Before a paper is drawn: what it lacks, and where it goes."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from caseorg.domain.case import CaseFile
from caseorg.domain.checks.precheck import Verdict
from caseorg.domain.complaint import ComplaintOptions, missing
from caseorg.domain.errors import CaseorgError
from caseorg.domain.filenames import safe_name
from caseorg.domain.pack import PackOptions
from caseorg.domain.remark import Remark
from caseorg.gui.export.choices import ComplaintChoices, PackChoices
from caseorg.gui.forms import FormDialog, flat_button, heading, line
from caseorg.i18n import listed, say, tr
from caseorg.jobs.export import Paper
from caseorg.knowledge.checks import check_case
from caseorg.knowledge.library import Knowledge

_NAMED = 5  # places of boxes that are named one by one


class ExportDialog(FormDialog):
    """`out` is the chosen file after it was accepted; `checkup_wanted` asks for what the case lacks in full."""

    checkup_wanted = Signal()

    def __init__(
        self, parent: QWidget | None, case: CaseFile, paper: Paper, knowledge: Knowledge, folder: Path | None = None
    ) -> None:
        titles = {Paper.COMPLAINT: tr("Export the complaint"), Paper.PACK: tr("Export the evidence pack")}
        super().__init__(parent, titles[paper], tr("Export"), self._read)
        self.out = _free(folder or documents_folder(), safe_name(f"{paper}_{case.title}"))
        self._replaced: Path | None = None  # an existing file that the user agreed to replace
        for text in (*_remarks(case), *(_doubts(case, knowledge) if paper is Paper.COMPLAINT else ())):
            label = heading(text, "words")
            label.setWordWrap(True)
            self.form.addRow(label)
        self.boxes = heading("", "words")
        self.boxes.setWordWrap(True)
        self.boxes.hide()
        self.form.addRow(self.boxes)
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
        self.form.addRow(heading(tr("Look it through before you hand it in; you answer for what it says."), "faint"))

    @property
    def options(self) -> ComplaintOptions | PackOptions:
        """How it is to be printed."""
        return self.choices.options

    def tell_boxes(self, found: Sequence[Remark]) -> None:
        """Which characters will be boxes, and where."""
        if found:
            shown = listed(map(say, found[:_NAMED]))
            lines = [tr("Printed as a box, for no font has them: {characters}", characters=shown)]
            if len(found) > _NAMED:
                lines.append(tr("… and {count} more.", count=len(found) - _NAMED))
            self.boxes.setText("\n".join(lines))
            self.boxes.show()
            self.adjustSize()

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
