"""What is asked before a paper or an upload set goes out of the open case, and where it is looked at."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from caseorg.domain.case import CaseFile
from caseorg.domain.guard.findings import Going, Outgoing
from caseorg.domain.papers.facts import unsaid
from caseorg.domain.papers.options import PaperOptions
from caseorg.domain.papers.pack import USUAL_COLUMNS, PackOptions
from caseorg.domain.papers.paper import Paper
from caseorg.domain.uploads.plan import takes_set
from caseorg.gui.desk import Desk
from caseorg.gui.export.choices import store_columns, stored_columns, stored_print_defaults
from caseorg.gui.export.dialog import ExportDialog
from caseorg.gui.export.upload import UploadDialog
from caseorg.gui.exports import Exports
from caseorg.gui.forms import ask, open_dialog
from caseorg.gui.frame import stored
from caseorg.gui.guard.gate import Gate, outgoing
from caseorg.gui.parts.confirming import ask_to_confirm
from caseorg.gui.parts.parts import Parts
from caseorg.gui.preview.window import PreviewWindow
from caseorg.i18n import tr
from caseorg.knowledge.channels import suited_channels
from caseorg.knowledge.respondents import as_named
from caseorg.knowledge.stories import story_of
from caseorg.sheets.glyphs import missing_glyphs


class Papers(QObject):
    """`checkup_wanted` asks for what the case still lacks, `redaction_wanted` for its pictures to be gone through."""

    checkup_wanted = Signal()
    redaction_wanted = Signal(object)

    def __init__(self, desk: Desk, exports: Exports, gate: Gate, parts: Parts, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._exports, self._gate, self._parts, self._window = desk, exports, gate, parts, window
        self._folder: Path | None = None  # where the last paper went
        self._columns = USUAL_COLUMNS  # of the index of the last pack
        exports.print_wanted.connect(self._print)

    def store(self, settings: QSettings) -> None:
        """Remembers what was chosen for the index."""
        store_columns(settings, self._columns)

    def restore(self, settings: QSettings) -> None:
        """What was remembered."""
        self._columns = stored_columns(settings)

    def export(self, paper: Paper) -> None:
        """What the paper lacks and where it goes."""
        if case := self._desk.case:
            knowledge = self._desk.tasks.workspace.knowledge
            dialog = ExportDialog(self._window, case, paper, knowledge, self._folder, self._columns)
            dialog.tick(stored_print_defaults(stored(self._desk.tasks.workspace.folder)))
            self._tell(dialog, case, paper)
            dialog.confirm_wanted.connect(lambda: ask_to_confirm(dialog, self._parts, ""))
            dialog.checkup_wanted.connect(dialog.reject)
            dialog.checkup_wanted.connect(self.checkup_wanted)
            dialog.preview_wanted.connect(lambda: self._preview(paper, dialog))
            dialog.redaction_wanted.connect(lambda: self.redaction_wanted.emit(dialog))
            ask(dialog, lambda: self._pass_export(self._desk.case or case, paper, dialog))

    def _tell(self, dialog: ExportDialog, case: CaseFile, paper: Paper) -> None:
        """What of the case is only proposed, and which characters would be boxes."""
        tasks, workspace = self._desk.tasks, self._desk.tasks.workspace
        story = story_of(workspace.knowledge, case)
        dialog.show_story(case, story)
        self._parts.read.connect(dialog.show_story)
        tasks.compute(dialog, missing_glyphs, paper, case, story, workspace.evidence, then=dialog.tell_boxes)

    def _preview(self, paper: Paper, dialog: ExportDialog) -> None:
        """The paper as chosen; once it was saved from there, the dialog has nothing left to ask."""
        out = Path(dialog.file.text())
        window = self._look(dialog, out.stem, dialog.options, out)

        def saved(out: Path) -> None:
            self._folder = out.parent
            if isValid(dialog):
                window.finished.connect(dialog.accept) if isValid(window) else dialog.accept()

        self._exports.preview(paper, dialog.options, window, saved)

    def _print(self, file: Path, options: PaperOptions | None) -> None:
        """A paper on the disk, with the print dialog over it."""
        window = self._look(self._window, file.stem, options)
        window.print_wanted.connect(partial(self._exports.print, file))
        window.shown.connect(window.ask_printer)
        window.show_file(file)

    def _look(
        self,
        over: QWidget,
        title: str,
        options: PaperOptions | None,
        suggested: Path | None = None,
    ) -> PreviewWindow:
        both_sides = isinstance(options, PackOptions) and options.binding
        window = PreviewWindow(over, self._desk.tasks, title, suggested, both_sides=both_sides)
        self._desk.notified.connect(window.notify)
        open_dialog(window)
        return window

    def _pass_export(self, case: CaseFile, paper: Paper, dialog: ExportDialog) -> None:
        self._gate.pass_on(case, outgoing(paper, dialog.options), lambda: self._export(paper, dialog), dialog)

    def _export(self, paper: Paper, dialog: ExportDialog) -> None:
        self._folder = dialog.out.parent
        if isinstance(dialog.options, PackOptions):
            self._columns = dialog.options.columns
        self._exports.draw(paper, dialog.out, dialog.options)
        dialog.accept()

    def upload(self) -> None:
        """For which channel an upload set is made, and where it goes."""
        if case := self._desk.case:
            suited = suited_channels(self._desk.tasks.workspace.knowledge, case)
            channels = sorted(filter(takes_set, suited), key=lambda channel: channel.uploads is None)
            if not channels:
                self._desk.notify(tr("Of no channel it is known which files it takes."))
                return
            knowledge = self._desk.tasks.workspace.knowledge
            unsaid_of_it = unsaid(story_of(knowledge, case))
            dialog = UploadDialog(self._window, as_named(knowledge, case), channels, self._folder, unsaid_of_it)
            dialog.redaction_wanted.connect(lambda: self.redaction_wanted.emit(dialog))
            ask(dialog, lambda: self._pass_upload(self._desk.case or case, dialog))

    def _pass_upload(self, case: CaseFile, dialog: UploadDialog) -> None:
        going = Outgoing(what=Going.UPLOAD, channel=dialog.channel.id)
        self._gate.pass_on(case, going, lambda: self._upload(dialog), dialog)

    def _upload(self, dialog: UploadDialog) -> None:
        self._folder = dialog.out.parent
        self._exports.upload(dialog.channel, dialog.out, dialog.leave_out)
        dialog.accept()
