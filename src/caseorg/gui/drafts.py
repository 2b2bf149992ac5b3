"""Nothing typed is lost: what stands in the fields of a form is kept a second after typing, until it is saved.

One keeper serves every form: it finds the fields by itself. A form that was closed with Esc, or whose program ended,
shows the same texts again. Where the case says something else by now, both are shown and the user chooses.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from caseorg.domain.errors import CaseorgError
from caseorg.gui.fields import TYPING_PAUSE, Field, fields_of, put, value_of, when_typed
from caseorg.i18n import tr
from caseorg.store.drafts import Typed, read_draft, write_draft


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that was typed in and says something else in the case by now."""

    name: str
    label: str
    stored: str
    typed: str


class DraftKeeper(QObject):
    """Keeps what is typed into the fields of a form; `tell` is called where that is not possible."""

    def __init__(self, form: QWidget, tell: Callable[[CaseorgError], object]) -> None:
        super().__init__(form)
        self._tell = tell
        self._file: Path | None = None
        self.fields = fields_of(form)
        self._before: dict[str, str] = {}
        self._typed: dict[str, Typed] = {}
        self._clashes: dict[str, Typed] = {}
        self.timer = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self.timer.timeout.connect(self.keep)
        for name, field in self.fields.items():
            when_typed(field, partial(self._touch, name))

    def open(
        self, file: Path, stored: Mapping[str, str] = MappingProxyType({}), *, compare: bool = True
    ) -> tuple[list[Field], list[Clash]]:
        """Puts back what is kept there; the fields that show it, and what the case contradicts. What was there before
        is kept first. `stored` is what the case says of fields that show something else just now. Without `compare`,
        what was said before does not count."""
        if self.timer.isActive():
            self.keep()
        self._file = None  # what is put back is not typed now
        self._before = {name: stored.get(name, value_of(field)) for name, field in self.fields.items()}
        found, clashes = read_draft(file), []
        self._typed, self._clashes, restored = {}, {}, []
        for name, typed in found.items():
            field = self.fields.get(name)
            if field is None or self._before[name] == typed.text:
                continue
            if compare and self._before[name] != typed.before:
                self._clashes[name] = typed
                clashes.append(Clash(name, field.accessibleName(), self._before[name], typed.text))
                continue
            self._typed[name] = Typed(self._before[name], typed.text)
            if value_of(field) != typed.text:
                put(field, typed.text)
                restored.append(field)
        self._file = file
        self.keep()
        return restored, clashes

    def take(self, clash: Clash) -> None:
        """What was typed goes into its field after all."""
        self._clashes.pop(clash.name, None)
        put(self.fields[clash.name], clash.typed)
        self._touch(clash.name)
        self.keep()

    def discard(self) -> None:
        """Everything stands as it did before it was typed."""
        for name in self._typed:
            put(self.fields[name], self._before[name])
        self.drop()

    def drop(self) -> None:
        """It was saved, or is not wanted."""
        self._typed, self._clashes = {}, {}
        self.keep()

    def saving(self, texts: Mapping[str, str]) -> Callable[[], None]:
        """What to call once the case says `texts`, fields and their texts: the draft of what stands in them now goes.
        What was typed since stays, also where the form shows something else by then."""
        sent = {name: (text, value_of(self.fields[name])) for name, text in texts.items() if name in self._typed}
        return partial(self._saved, self._file, sent)

    def _saved(self, file: Path | None, sent: Mapping[str, tuple[str, str]]) -> None:
        if file is None:
            return
        here = file == self._file
        kept = self._typed if here else read_draft(file)
        for name, (base, text) in sent.items():
            if here:
                self._before[name] = base
            typed = kept.pop(name, None)
            if typed is not None and typed.text != text:
                kept[name] = Typed(base, typed.text)
        if here:
            self.keep()
        else:
            self._write(file, kept)

    def keep(self) -> None:
        """Writes down what is typed now."""
        self.timer.stop()
        if self._file is None:
            return
        changed = {name: typed for name, typed in self._typed.items() if typed.text != typed.before}
        self._write(self._file, {**self._clashes, **changed})

    def _write(self, file: Path, fields: Mapping[str, Typed]) -> None:
        try:
            write_draft(file, fields)
        except CaseorgError as error:
            self._tell(error)

    def _touch(self, name: str) -> None:
        if self._file is not None:
            self._clashes.pop(name, None)
            self._typed[name] = Typed(self._before[name], value_of(self.fields[name]))
            self.timer.start()


def clash_text(clash: Clash) -> str:
    """What the case says, and what was typed."""
    return tr(
        "“{field}” was changed meanwhile. It is now: {stored}. You had typed: {typed}.",
        field=clash.label,
        stored=clash.stored or "—",
        typed=clash.typed or "—",
    )
