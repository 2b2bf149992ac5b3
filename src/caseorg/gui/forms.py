"""Small pieces that all dialogs are made of."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caseorg.domain.case import Evidence
from caseorg.domain.errors import CaseorgError
from caseorg.i18n import error_text, tr

FORM_WIDTH = 480
_AROUND = QSize(24, 48)  # what the system draws around a window


def heading(text: str, role: str = "heading") -> QLabel:
    """A label in one of the style sheet's roles: title, heading, faint, error."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)  # a name such as <b> is shown as it is
    label.setProperty("role", role)
    return label


def open_dialog(dialog: QDialog) -> None:
    """Over its window, whose work goes on behind it; it goes when it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    keep_on_screen(dialog)
    dialog.open()


def keep_on_screen(dialog: QDialog) -> None:
    """No larger than what is free of the screen, or than the window below, as far as what is in it allows."""
    parent = dialog.parentWidget()
    below = parent.window().size() if parent else QSize()
    dialog.resize(dialog.size().boundedTo((dialog.screen().availableSize() - _AROUND).expandedTo(below)))


def grow_to_fit(dialog: QDialog) -> None:
    """As high as its wrapped texts need at its width, once they have their font."""
    layout = dialog.layout()
    assert layout
    layout.activate()
    dialog.resize(dialog.width(), max(dialog.height(), layout.totalHeightForWidth(dialog.width())))
    keep_on_screen(dialog)


def wrapped(text: str = "", role: str = "") -> QLabel:
    """A label of several lines whose text can be selected with the mouse."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        label.setProperty("role", role)
    return label


def line(form: QFormLayout, label: str, text: str = "", hint: str = "") -> QLineEdit:
    """A row with one line of text."""
    field = text_line(label, text, hint)
    form.addRow(label, field)
    return field


def text_line(label: str, text: str = "", hint: str = "") -> QLineEdit:
    """A field for one line of text."""
    field = QLineEdit(text)
    field.setPlaceholderText(hint)
    field.setAccessibleName(label)
    return field


def paragraph(form: QFormLayout, label: str, text: str = "", hint: str = "", lines: int = 3) -> QPlainTextEdit:
    """A row with a few lines of text; Tab leaves it."""
    field = QPlainTextEdit(text)
    field.setPlaceholderText(hint)
    field.setAccessibleName(label)
    field.setTabChangesFocus(True)
    field.setFixedHeight(field.fontMetrics().lineSpacing() * lines + 18)
    form.addRow(label, field)
    return field


def flat_button(label: str) -> QPushButton:
    """A button that looks like a link."""
    button = QPushButton(label)
    button.setProperty("flat", True)
    return button


def elided(widget: QWidget, text: str, width: int) -> str:
    """As much of it as fits into so many pixels, with its beginning and its end: a list would cut it off unsaid."""
    return widget.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, width)


def shortened(text: str, most: int) -> str:
    """So many characters of it, where there are more."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def tip(text: str) -> str:
    """A tooltip of words that others wrote, such as <img src=…>, as they are; Qt would take them for markup."""
    return f"<p>{escape(text)}</p>" if "<" in text else text


class OneClickButton(QPushButton):
    """Takes no second click of a double click: what the first one did is done, or another button stands there."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 — Qt's name
        event.accept()


def empty(layout: QLayout) -> None:
    """Removes everything from a layout."""
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()


def evidence_choice(evidence: Evidence, checked: bool, name: str) -> QListWidgetItem:
    """A row to tick in a list of evidence, by its name there; it carries the evidence's id."""
    item = QListWidgetItem(name)
    item.setToolTip(tip(name))  # as a line it may be elided
    item.setData(Qt.ItemDataRole.UserRole, evidence.id)
    item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
    return item


class FormDialog(QDialog):
    """A form whose OK runs `accept_form` and then emits `submitted`.

    It stays until whoever keeps what it says calls `accept`, or `refuse` with what is wrong: nothing typed is lost.
    """

    submitted = Signal()

    def __init__(
        self, parent: QWidget | None, title: str, accept_label: str, accept_form: Callable[[], object]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(FORM_WIDTH)
        self._accept_form = accept_form
        self.form = QFormLayout()
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.form.setVerticalSpacing(8)
        self.problem = heading("", "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.buttons = QDialogButtonBox()
        self.ok = self.buttons.addButton(accept_label, QDialogButtonBox.ButtonRole.AcceptRole)
        self.ok.setProperty("primary", True)
        self.ok.setDefault(True)
        self.buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self._try)
        QShortcut("Ctrl+Return", self, self._try)
        self.buttons.rejected.connect(self.reject)
        self.body = QHBoxLayout()  # the form, and what may stand beside it
        self.body.setSpacing(16)
        self.body.addLayout(self.form, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(self.body)
        column.addWidget(self.problem)
        self.foot = QHBoxLayout()
        self.foot.addWidget(self.buttons)
        column.addLayout(self.foot)
        self._column = column

    def add_above(self, notes: QWidget) -> None:
        """Above all fields."""
        self._column.insertWidget(0, notes)

    def reveal(self, field: QWidget) -> None:
        """Shows a field that is folded away, for something stands in it."""
        if self.form.indexOf(field) >= 0:
            self.form.setRowVisible(field, True)

    def refuse(self, error: CaseorgError) -> None:
        """Says what is wrong and lets the user go on."""
        self.problem.setText(error_text(error))
        self.problem.show()
        self.buttons.setEnabled(True)

    def ask_again(self) -> None:
        """Nothing came of it, and nothing is wrong: the user may change something and go on."""
        self.buttons.setEnabled(True)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 — Qt's name
        """The wrapped texts know their height only now that the style sheet gave them their font. Enter in a field is
        for the form, and not for the next button within it."""
        super().showEvent(event)
        for button in self.findChildren(QPushButton):
            if not self.buttons.isAncestorOf(button):
                button.setAutoDefault(False)
        self.ok.setDefault(self.ok.isEnabled())
        grow_to_fit(self)

    def reject(self) -> None:
        """Waits while what was said is being stored."""
        if self.buttons.isEnabled():
            super().reject()

    def _try(self) -> None:
        if not self.ok.isEnabled():  # the keys do no more than the button
            return
        self.problem.hide()
        try:
            self._accept_form()
        except CaseorgError as error:
            self.refuse(error)
            return
        self.buttons.setEnabled(False)
        self.submitted.emit()


def ask(dialog: FormDialog, keep: Callable[[], object]) -> None:
    """Opens a form; `keep` follows whenever its user submits it."""
    dialog.submitted.connect(keep)
    open_dialog(dialog)
