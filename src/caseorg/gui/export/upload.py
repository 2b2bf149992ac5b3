"""Before an upload set is made: for which channel, what will be in it, what will not, and where it goes."""

from collections.abc import Iterator, Sequence
from itertools import chain, count
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from caseorg.domain.case import CaseFile
from caseorg.domain.errors import CaseorgError
from caseorg.domain.files.filenames import safe_name
from caseorg.domain.messages.channel import Channel
from caseorg.domain.papers.missing import missing
from caseorg.domain.papers.numbers import numbers_of
from caseorg.domain.remark import Remark
from caseorg.domain.uploads.plan import plan
from caseorg.gui.folders import documents_folder
from caseorg.gui.forms import FormDialog, heading, line
from caseorg.gui.wizard.fields import ComboBox
from caseorg.i18n import listed, remark_text, tr
from caseorg.output.targets import require_free

_WARNED = 4  # so many pieces of evidence that are not in it are named one by one


class UploadDialog(FormDialog):
    """`channel`, `out` and `leave_out` are what was chosen once it was accepted; `unsaid` is what the text lacks."""

    redaction_wanted = Signal()

    def __init__(
        self,
        parent: QWidget | None,
        case: CaseFile,
        channels: Sequence[Channel],
        folder: Path | None = None,
        unsaid: Sequence[Remark] = (),
    ) -> None:
        super().__init__(parent, tr("Make an upload set"), tr("Make"), self._read)
        self._case, self._channels, self._unsaid = case, channels, unsaid
        self._folder = folder or documents_folder()
        self.channel, self.out, self.leave_out = channels[0], Path(), False
        self.choice = ComboBox(tr("Channel"))
        self.choice.addItems([channel.name for channel in channels])
        self.form.addRow(tr("Channel"), self.choice)
        self.limits, self.contents, self.warnings = _words("faint"), _words("words"), _words("error")
        for label in (self.limits, self.contents, self.warnings):
            self.form.addRow(label)
        self.redact = QPushButton(tr("Go through the pictures …"))
        self.redact.setAutoDefault(False)
        self.redact.clicked.connect(self.redaction_wanted)
        self.form.addRow("", self.redact)
        self.file = line(self.form, tr("Folder"))
        choose = QPushButton(tr("Choose …"))
        choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.addWidget(self.file, 1)
        row.addWidget(choose)
        self.form.setLayout(self.form.rowCount() - 1, self.form.ItemRole.FieldRole, row)
        self.less = QCheckBox(tr("If not everything fits, leave out what matters least"))
        self.less.setToolTip(
            tr("What events of the complaint rest on stays longest; the note names what is not in it.")
        )
        self.form.addRow(self.less)
        self.form.addRow(heading(tr("Look it through before you hand it in; you answer for what it says."), "faint"))
        self.choice.currentIndexChanged.connect(self._show_channel)
        self._show_channel(0)

    def _show_channel(self, number: int) -> None:
        untouched = self.file.text() in ("", str(_free(self._folder, self.channel, self._case)))
        self.channel = self._channels[number]
        self.limits.setText(_limits(self.channel))
        self.contents.setText("\n".join(_contents(self._case, self.channel)))
        warnings = "\n".join((*map(remark_text, self._unsaid), *_warnings(self._case, self.channel)))
        self.warnings.setText(warnings)
        self.warnings.setVisible(bool(warnings))
        self.form.setRowVisible(self.redact, self.channel.masked)
        self.less.setEnabled(bool(self.channel.uploads) and not self.channel.masked)
        if untouched:
            self.file.setText(str(_free(self._folder, self.channel, self._case)))
        self.adjustSize()

    def _choose(self) -> None:
        """A folder of the user's own gets the set as a folder in it."""
        if chosen := QFileDialog.getExistingDirectory(self, self.windowTitle(), str(self._folder)):
            self._folder = Path(chosen)
            self.file.setText(str(_free(self._folder, self.channel, self._case)))

    def _read(self) -> None:
        text = self.file.text().strip()
        if not text:
            raise CaseorgError("The folder has no name.", "Choose where to save it.")
        try:
            out = Path(text).expanduser()
        except RuntimeError:
            raise CaseorgError("There is no folder {folder}.", "Choose where to save it.", folder=text) from None
        self.out = require_free(out, self._case.id)
        self.leave_out = self.less.isEnabled() and self.less.isChecked()


def _words(role: str) -> QLabel:
    label = heading("", role)
    label.setWordWrap(True)
    return label


def _limits(channel: Channel) -> str:
    if channel.uploads is None:
        return tr("Which files it takes is not known.")
    return tr(
        "{files} files of {size} MB at most: {types}. Checked on {day}; what the page asks for counts.",
        files=channel.uploads.files,
        size=f"{channel.uploads.megabytes:g}",
        types="、".join(channel.uploads.types),
        day=channel.checked.isoformat(),
    )


def _contents(case: CaseFile, channel: Channel) -> Iterator[str]:
    wanted = plan(case, channel)
    if wanted.complaint:
        yield tr("The complaint as PDF.")
    if wanted.bound:
        yield tr(
            "{names} in PDF volumes ({count} at most), each with its index; pictures smaller only as needed.",
            names=numbers_of(wanted.bound),
            count=wanted.volumes,
        )
    if wanted.pictures:
        yield tr("{names} as pictures, without hidden data such as the place.", names=numbers_of(wanted.pictures))
    if wanted.recordings:
        yield tr("{names} as they are.", names=numbers_of(wanted.recordings))
    yield tr("The text for the page, and a note on what goes where.")


def _warnings(case: CaseFile, channel: Channel) -> Iterator[str]:
    wanted = plan(case, channel)
    if channel.masked:
        yield tr(
            "Everybody can read it there: the set holds the masked text, and of the evidence redacted copies alone."
        )
        return
    if wanted.complaint and (gaps := missing(case)):
        names = listed(tr(gap) for gap in gaps)
        yield tr("Not known yet, left blank to fill in by hand: {what}", what=names)
    for outsider in wanted.outside[:_WARNED]:
        yield tr("{label} is not in it: {why}.", label=outsider.evidence.label, why=tr(outsider.why))
    if len(wanted.outside) > _WARNED:
        yield tr("… and {count} more.", count=len(wanted.outside) - _WARNED)


def _free(folder: Path, channel: Channel, case: CaseFile) -> Path:
    """A name that is not taken: `name`, `name (2)`, …; for everybody's eyes it does not tell what the title tells."""
    name = safe_name(f"投递材料_{channel.id}" if channel.masked else f"投递材料_{channel.id}_{case.title}")
    names = chain([name], (f"{name} ({number})" for number in count(2)))
    return next(folder / candidate for candidate in names if not (folder / candidate).exists())
