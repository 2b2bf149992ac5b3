"""What the user is told of a bug: what was kept, where the report is, and how to begin again."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from caseorg.gui.drafts import DraftKeeper
from caseorg.i18n import listed, tr
from caseorg.store.drafts import kept_forms
from caseorg.views.bugs import bug_report

_FORMS = {
    "answers": "Pre-check for 12315",
    "details": "Case details",
    "event": "Event",
    "evidence": "Description of evidence",
    "new-case": "New case",
    "profile": "My details",
    "wizard": "Write a message",
}


class CrashBox(QMessageBox):
    """One for all bugs until it is closed: a fault that comes back at once opens no second one."""

    def __init__(self, parent: QWidget | None, text: str, file: Path, drafts: Path | None) -> None:
        super().__init__(QMessageBox.Icon.Warning, "caseorg", tr("Something went wrong inside caseorg."), parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setTextFormat(Qt.TextFormat.PlainText)
        kept = kept_line(drafts) if drafts else ""
        lines = (
            tr("Everything saved so far is safe. You can go on; if it happens again, send us the report."),
            kept,
            tr("It is in {file} and holds no text of your cases.", file=file),
            tr("Where the window does not answer as it should, open it anew: the case and what you typed come back."),
        )
        self.setInformativeText("\n\n".join(filter(None, lines)))
        self.report = text
        self.setDetailedText(text)
        self.anew = self.addButton(tr("Open the window anew"), QMessageBox.ButtonRole.DestructiveRole)
        self.copy = self.addButton(tr("Copy the report"), QMessageBox.ButtonRole.ActionRole)
        self.go_on = self.addButton(tr("Go on"), QMessageBox.ButtonRole.AcceptRole)
        self.setDefaultButton(self.go_on)
        self.setEscapeButton(self.go_on)
        self.copy.clicked.disconnect()  # copying does not close it
        self.copy.clicked.connect(self._copy)

    def add(self, text: str) -> None:
        """Another bug meanwhile."""
        if text not in self.report:
            self.report += text
            self.setDetailedText(self.report)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.report)
        self.copy.setText(tr("Copied"))


def show_crash(text: str, file: Path) -> None:
    """Keeps what is being typed, then tells; the window goes on behind it."""
    from caseorg.gui.window import MainWindow

    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    window = next((widget for widget in shown if isinstance(widget, MainWindow)), None)
    if open_box := next((widget for widget in shown if isinstance(widget, CrashBox)), None):
        open_box.add(text)
        return
    if window:
        text += _kept(window)
    box = CrashBox(QApplication.activeModalWidget() or window, text, file, _drafts(window))
    box.anew.setEnabled(window is not None)
    if window:
        box.anew.clicked.connect(window.begin_anew)
    box.open()


def _kept(window: QWidget) -> str:
    """Keeps what is being typed; the report of what went wrong with that, for the first bug is told in any case."""
    try:
        keep_typed(window)
    except Exception as error:  # noqa: BLE001 (whatever it is, the first bug is told)
        return bug_report(error) + "\n"
    return ""


def _drafts(window: object) -> Path | None:
    from caseorg.gui.window import MainWindow

    return window.desk.tasks.workspace.drafts if isinstance(window, MainWindow) else None


def keep_typed(window: QWidget) -> None:
    """At once, for nobody knows what still works a second later."""
    for keeper in window.findChildren(DraftKeeper):
        if keeper.timer.isActive():
            keeper.keep()


def kept_line(drafts: Path) -> str:
    """Which forms have something that was typed and is not saved; empty for none."""
    forms = dict.fromkeys(tr(_FORMS[name]) for form in kept_forms(drafts) if (name := _name(form)) in _FORMS)
    if not forms:
        return ""
    return tr("What you typed and did not save was kept, and stands there again: {forms}.", forms=listed(forms))


def _name(form: str) -> str:
    """`event-3f…` is a form for an event, `new-case` the one for a case."""
    return form if form in _FORMS else form.partition("-")[0]
