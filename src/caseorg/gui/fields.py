"""The fields of a form that somebody may type or choose in, found by looking, and what stands in them as text."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from caseorg.domain.reading.taken import Takes


TYPING_PAUSE = 1000  # milliseconds after the last key before what was typed is kept
Field = QLineEdit | QPlainTextEdit | QComboBox | QCheckBox | QListWidget
LOOKED_AT = "looked at"  # the property of what stands beside the fields and holds none
TAKES = "takes"  # the property of a field into which a line of a picture goes
_ID = Qt.ItemDataRole.UserRole


def fields_of(form: QWidget) -> dict[str, Field]:
    """By the attributes that lead to each, such as side.code: names that no language and no layout changes."""
    return dict(_fields("", vars(form), form, {id(form)}))


def _fields(path: str, value: object, form: QWidget, seen: set[int]) -> Iterator[tuple[str, Field]]:
    match value:
        case dict():
            for key, inner in value.items():
                yield from _fields(f"{path}.{key}".lstrip("."), inner, form, seen)
        case list() | tuple():
            for place, inner in enumerate(value):
                yield from _fields(f"{path}.{place}", inner, form, seen)
        case QObject() if id(value) not in seen and isValid(value) and _is_within(value, form):
            seen.add(id(value))
            if isinstance(value, Field):
                if is_editable(value):
                    yield path, value
            elif not value.property(LOOKED_AT):
                yield from _fields(path, vars(value), form, seen)


def _is_within(found: QObject, form: QWidget) -> bool:
    above: QObject | None = found.parent()
    while above is not None and above is not form:
        above = above.parent()
    return above is not None


def is_editable(field: Field) -> bool:
    """Whether one may type or choose there what one would miss; never a passphrase."""
    match field:
        case QLineEdit():
            return not field.isReadOnly() and field.echoMode() is QLineEdit.EchoMode.Normal
        case QPlainTextEdit():
            return not field.isReadOnly()
        case QListWidget():
            return any(field.item(row).data(Qt.ItemDataRole.CheckStateRole) is not None for row in range(field.count()))
    return True


def takes(kind: "Takes", *fields: QLineEdit | QPlainTextEdit) -> None:
    """From now on a line that is clicked in a picture beside the field goes into it."""
    for field in fields:
        field.setProperty(TAKES, str(kind))


def value_of(field: Field) -> str:
    """What stands there: a text, the key of a choice, the ids of what is ticked."""
    match field:
        case QLineEdit():
            return field.text()
        case QPlainTextEdit():
            return field.toPlainText()
        case QComboBox():
            return str(field.currentData())
        case QCheckBox():
            return "1" if field.isChecked() else ""
    return "\n".join(str(item.data(_ID)) for item in _items(field) if item.checkState() is Qt.CheckState.Checked)


def put(field: Field, text: str) -> None:
    """As if it were typed or chosen now: whoever listens to the user's hands is told."""
    match field:
        case QLineEdit():
            field.setText(text)
            field.textEdited.emit(text)
        case QPlainTextEdit():
            field.selectAll()
            field.insertPlainText(text)
        case QComboBox():
            if (place := field.findData(text)) >= 0:
                field.setCurrentIndex(place)
                field.activated.emit(place)
        case QCheckBox():
            if field.isChecked() != bool(text):
                field.click()
        case QListWidget():
            ticked = set(text.split("\n"))
            for item in _items(field):
                item.setCheckState(Qt.CheckState.Checked if str(item.data(_ID)) in ticked else Qt.CheckState.Unchecked)


def when_typed(field: Field, tell: Callable[[], None]) -> None:
    """Calls `tell` for what the user does, not for what the program fills in."""
    match field:
        case QLineEdit():
            field.textEdited.connect(lambda _: tell())
        case QPlainTextEdit():
            field.textChanged.connect(partial(_told_if_typed, field, tell))
        case QComboBox():
            field.activated.connect(lambda _: tell())
        case QCheckBox():
            field.clicked.connect(lambda _: tell())
        case QListWidget():
            field.itemChanged.connect(lambda _: tell())


def _told_if_typed(field: QPlainTextEdit, tell: Callable[[], None]) -> None:
    """A text that was filled in has nothing to take back."""
    if field.document().isUndoAvailable() or field.document().isRedoAvailable():
        tell()


def _items(field: QListWidget) -> list[QListWidgetItem]:
    return [field.item(row) for row in range(field.count())]
