"""Before a paper is drawn: what it lacks, and where it goes."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import chain, count
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from caseorg.domain.case import CaseFile
from caseorg.domain.checks.precheck import Verdict
from caseorg.domain.errors import CaseorgError
from caseorg.domain.files.filenames import safe_name
from caseorg.domain.papers.complaint import ComplaintOptions
from caseorg.domain.papers.facts import unsaid
from caseorg.domain.papers.missing import Missing, missing
from caseorg.domain.papers.pack import USUAL_COLUMNS, Column, PackOptions
from caseorg.domain.papers.paper import Paper
from caseorg.domain.papers.report import ReportOptions, report_gaps
from caseorg.domain.remark import Remark
from caseorg.domain.story.story import Story
from caseorg.gui.export.choices import ComplaintChoices, PackChoices, PrintDefaults, ReportChoices
from caseorg.gui.folders import documents_folder
from caseorg.gui.forms import FormDialog, flat_button, heading, line
from caseorg.gui.wizard.note_boxes import Notes, NoteTone, WizardNote
from caseorg.i18n import listed, remark_text, tr
from caseorg.knowledge.checks import check_case
from caseorg.knowledge.drafts import police_first, report_doubt
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.respondents import as_named, doubts, other_side
from caseorg.views.story import open_points

_NAMED = 5  # places of boxes that are named one by one


class ExportDialog(FormDialog):
    """`out` is the chosen file after it was accepted; `checkup_wanted` asks for what the case lacks in full.

    `preview_wanted` asks to see the paper as it is chosen now, `confirm_wanted` which events are only proposed,
    `redaction_wanted` for the pictures to be gone through.
    """

    checkup_wanted = Signal()
    preview_wanted = Signal()
    confirm_wanted = Signal()
    redaction_wanted = Signal()

    def __init__(
        self,
        parent: QWidget | None,
        case: CaseFile,
        paper: Paper,
        knowledge: Knowledge,
        folder: Path | None = None,
        columns: frozenset[Column] = USUAL_COLUMNS,
    ) -> None:
        super().__init__(parent, tr(_TITLES[paper]), tr("Export"), self._read)
        self._title, self._paper = case.title, paper
        self._folder = folder or documents_folder()
        self.out = self._named(paper)
        self._replaced: Path | None = None  # an existing file that the user agreed to replace
        named = as_named(knowledge, case)
        gaps = report_gaps(named) if paper is Paper.REPORT else missing(named)
        self.gaps = self._say(_told_gaps(gaps))
        for text in _remarks(case, paper, knowledge):
            self._say(text)
        self.open_points = Notes()
        self.open_points.offered.connect(lambda _: self.confirm_wanted.emit())
        self.form.addRow(self.open_points)
        self.boxes = self._say("")
        self.boxes.hide()
        self.choices = self._choices(case, paper, columns)
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

    def _choices(
        self, case: CaseFile, paper: Paper, columns: frozenset[Column]
    ) -> ComplaintChoices | ReportChoices | PackChoices:
        if paper is Paper.COMPLAINT:
            complaint = ComplaintChoices(self.form)
            complaint.masked.toggled.connect(partial(self._rename_version, paper, "遮盖版"))
            return complaint
        if paper is Paper.REPORT:
            report = ReportChoices(self.form)
            report.anonymous.toggled.connect(partial(self._rename_version, paper, "匿名"))
            report.anonymous.toggled.connect(
                lambda ticked: self.gaps.setText(_told_gaps(report_gaps(case, anonymous=ticked)))
            )
            return report
        pack = PackChoices(self.form, case, columns)
        pack.scope.currentIndexChanged.connect(self._rename)
        pack.masked.toggled.connect(lambda _: self._rename(int(pack.supplement)))
        pack.masked.toggled.connect(lambda _: self._grow())
        pack.redact.clicked.connect(self.redaction_wanted)
        return pack

    def tick(self, usual: PrintDefaults) -> None:
        """What the user wants ticked as a rule."""
        self.choices.mono.setChecked(usual.mono)
        if isinstance(self.choices, PackChoices):
            self.choices.binding.setChecked(usual.binding)

    def _say(self, text: str) -> QLabel:
        label = heading(text, "words")
        label.setWordWrap(True)
        self.form.addRow(label)
        return label

    @property
    def options(self) -> ComplaintOptions | ReportOptions | PackOptions:
        """How it is to be printed."""
        return self.choices.options

    def _named(self, name: str) -> Path:
        return _free(self._folder, safe_name(f"{name}_{self._title}"))

    def _rename(self, chosen: int) -> None:
        """A supplement has its own name, and a masked pack, unless the user gave one."""
        name = f"补充{Paper.PACK}" if chosen else str(Paper.PACK)
        masked = isinstance(self.choices, PackChoices) and self.choices.masked.isChecked()
        self._propose(_free(self._folder, f"{name}_遮盖版") if masked else self._named(name))

    def _grow(self) -> None:
        """Rows that came into sight take none of the others' room."""
        if layout := self.layout():
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _rename_version(self, paper: Paper, version: str, chosen: bool) -> None:
        """A version for others does not tell by its name what the case's title tells."""
        self._propose(_free(self._folder, f"{paper}_{version}") if chosen else self._named(paper))

    def _propose(self, out: Path) -> None:
        untouched = self.file.text() == str(self.out)
        self.out = out
        if untouched:
            self.file.setText(str(out))

    def show_story(self, _case: CaseFile, story: Story) -> None:
        """What the paper does not say, and what it takes for granted and nobody confirmed; a pack tells nothing."""
        if self._paper is Paper.PACK:
            return
        notes = [WizardNote(remark_text(remark), NoteTone.WARNING) for remark in unsaid(story)]
        if points := open_points(story):
            notes.append(WizardNote(points, NoteTone.HINT, tr("Con&firm …")))
        self.open_points.show_notes(notes)

    def tell_boxes(self, found: Sequence[Remark]) -> None:
        """Which characters will be boxes, and where."""
        if found:
            shown = listed(map(remark_text, found[:_NAMED]))
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


def _told_gaps(gaps: Sequence[Missing]) -> str:
    if not gaps:
        return tr("Everything the form asks for is there.")
    return tr("Not known yet, left blank to fill in by hand: {what}", what=listed(tr(gap) for gap in gaps))


def _remarks(case: CaseFile, paper: Paper, knowledge: Knowledge) -> Iterator[str]:
    yield from map(remark_text, doubts(other_side(knowledge, case)))
    if paper is Paper.COMPLAINT:
        yield from _doubts(case, knowledge)
    elif paper is Paper.REPORT:
        yield from _doubts_of_report(case, knowledge)


def _doubts(case: CaseFile, knowledge: Knowledge) -> Iterator[str]:
    """Why 12315 may refuse it, and which sentences nothing proves."""
    checkup = check_case(knowledge, case, datetime.now(UTC))
    lacking = [
        f"{result.ground.name}（{remark_text(result.reason).rstrip('。.')}）"
        for result in checkup.grounds
        if result.verdict is Verdict.LACKS
    ]
    asked = [result.ground.name for result in checkup.grounds if result.verdict is Verdict.ASK]
    if lacking:
        yield tr("12315 may refuse it, as this does not hold yet: {what}", what=listed(lacking))
    if asked:
        yield tr("Please check yourself: {what}", what=listed(asked))
    if unproven := checkup.ledger.unproven:
        yield tr("Sentences without evidence: {count}", count=len(unproven))


def _doubts_of_report(case: CaseFile, knowledge: Knowledge) -> Iterator[str]:
    """What comes before it, and whether anything is known that could be reported."""
    for remark in (police_first(knowledge.scenarios.get(case.scenario)), report_doubt(knowledge, case)):
        if remark:
            yield remark_text(remark)


_TITLES = {
    Paper.COMPLAINT: "Export the complaint",
    Paper.REPORT: "Export the report of violations",
    Paper.PACK: "Export the evidence pack",
}


def _free(folder: Path, name: str) -> Path:
    """A name that is not taken: `name.pdf`, `name (2).pdf`, …"""
    names = chain([f"{name}.pdf"], (f"{name} ({number}).pdf" for number in count(2)))
    return next(folder / candidate for candidate in names if not (folder / candidate).exists())
