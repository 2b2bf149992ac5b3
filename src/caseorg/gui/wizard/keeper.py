"""Stores what was typed, one thing after the other, and loses nothing when the case changes meanwhile."""

from dataclasses import fields, replace
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QObject, Signal

from caseorg.actions.case import edit_case
from caseorg.actions.message import MessageDetails, keep_message
from caseorg.domain.case import CaseDetails, CaseFile, Order
from caseorg.domain.errors import CaseorgError
from caseorg.gui.desk import Desk, Reply
from caseorg.gui.wizard.state import with_details


class _Waits(Enum):
    """For what: an answer of the desk, or the reading of the case that follows one."""

    NOTHING = auto()
    ANSWER = auto()
    READING = auto()
    LOOK = auto()  # refused: what is stored now is read, and the user looks at it before anything is sent again


class Keeper(QObject):
    """`case` is what was read last, `details` holds what was typed over it.

    Every request goes out with a Reply; the next one waits until the case was read again. `rested` follows when
    nothing is left, `stored` tells each message that is, `refused` carries the error of what could not be stored.
    """

    stored = Signal(object)
    refused = Signal(object)
    rested = Signal()

    def __init__(self, desk: Desk, case: CaseFile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.case = case
        self.details = case.details
        self._base = case
        self._messages: list[MessageDetails] = []
        self._waits = _Waits.NOTHING

    @property
    def before(self) -> CaseDetails:
        """What was stored when the typing began."""
        return self._base.details

    def keep(self, *messages: MessageDetails) -> None:
        """Stores the details where they changed, then the messages."""
        self._messages += messages
        self._go_on()

    def drop_details(self) -> None:
        """Forgets what was typed over the case, after it was refused."""
        self.details, self._base, self._waits = self.case.details, self.case, _Waits.NOTHING

    def show_case(self, case: CaseFile) -> None:
        """The case was read again. A field that was changed here and elsewhere is refused when it is stored."""
        self.case = case
        if self._waits is _Waits.ANSWER:
            return
        base, mine, theirs = self._base.details, self.details, case.details
        if self._waits is not _Waits.NOTHING or not differ(base, mine, theirs):
            self.details, self._base = merged(base, mine, theirs), case
        before, self._waits = self._waits, _Waits.NOTHING
        if before is _Waits.READING:
            self._go_on()

    def _go_on(self) -> None:
        if self._waits is not _Waits.NOTHING:
            return
        before = self._base
        if self.details != before.details:
            self._waits, self._base = _Waits.ANSWER, with_details(before, self.details)
            reply = Reply(self._kept, partial(self._refuse, before))
            self._desk.do(partial(edit_case, details=self.details, before=before.details), reply, case_id=before.id)
        elif self._messages:
            self._waits = _Waits.ANSWER
            message = self._messages.pop(0)
            reply = Reply(partial(self._message_stored, message), partial(self._refuse, before))
            self._desk.do(partial(keep_message, details=message), reply, case_id=before.id)
        else:
            self.rested.emit()

    def _kept(self) -> None:
        self._waits = _Waits.READING

    def _message_stored(self, message: MessageDetails) -> None:
        self._kept()
        self.stored.emit(message)

    def _refuse(self, base: CaseFile, error: CaseorgError) -> None:
        self._waits, self._base = _Waits.LOOK, base
        self._messages.clear()
        self.refused.emit(error)
        self._desk.reload()


def differ(base: CaseDetails, mine: CaseDetails, theirs: CaseDetails) -> bool:
    """Whether a field was changed on both sides, and not to the same."""
    values = (tuple(getattr(details, part.name) for details in (base, mine, theirs)) for part in fields(CaseDetails))
    return any(len(set(field)) == 3 for field in values)


def merged(base: CaseDetails, mine: CaseDetails, theirs: CaseDetails) -> CaseDetails:
    """Theirs, with the fields that were changed here; new orders take the ids that they were stored under."""
    changed = {
        part.name: getattr(mine, part.name)
        for part in fields(CaseDetails)
        if getattr(mine, part.name) != getattr(base, part.name)
    }
    if "orders" in changed and len(mine.orders) == len(theirs.orders):
        changed["orders"] = tuple(_known(*pair) for pair in zip(mine.orders, theirs.orders, strict=True))
    return replace(theirs, **changed)


def _known(mine: Order, stored: Order) -> Order:
    return mine if mine.id else replace(mine, id=stored.id)
