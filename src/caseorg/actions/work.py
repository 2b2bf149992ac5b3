"""What every action is given."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from caseorg.domain.case import CaseId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.journal.chain import follow
from caseorg.evidence.store import EvidenceStore, Received
from caseorg.store.adding import add_row, alter
from caseorg.store.journal import last_journal_entry
from caseorg.store.plain import PlainJournal
from caseorg.store.snapshot import Source
from caseorg.store.values import write_instant

if TYPE_CHECKING:  # who only hands an action on need not wait until that is loaded
    from sqlalchemy.orm import Session

    from caseorg.store.tables import CaseRow

LONGEST_LINE = 500
LONGEST_WORD = 64


def now() -> datetime:
    """The present instant in UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """A key that no other machine makes."""
    return uuid.uuid4().hex


@dataclass(frozen=True, slots=True)
class Adding:
    """One transaction in plain SQL, for what only adds rows, and the evidence files beside it."""

    source: Source
    evidence: EvidenceStore
    clock: Callable[[], datetime] = field(default=now)
    _placed: set[Path] = field(default_factory=set)

    def touch(self, case_id: CaseId) -> None:
        """Marks the case as changed now.

        Raises:
            CaseorgError: there is no such case.
        """
        changed = "UPDATE cases SET updated_at = ?, revision = revision + 1 WHERE id = ?"
        if not alter(self.source, changed, write_instant(self.clock()), case_id):
            raise no_such_case(case_id)

    def keep(self, received: Received) -> None:
        """Gives a received file its final name, which `settle` brings to the disk."""
        self._placed.update(self.evidence.place(received))

    def settle(self) -> None:
        """Before the transaction ends: file first, row second. Files that come in together share one wait for the
        disk."""
        self.evidence.sync(self._placed)
        self._placed.clear()

    def journal(self, case_id: str, action: str, details: object) -> None:
        """Adds the entry of this change; `details` must be plain JSON."""
        at, last = self.clock(), last_journal_entry(self.source)
        entry = follow(last, at=at, case_id=case_id, action=action, details=details)
        row = PlainJournal(
            seq=entry.seq,
            at=write_instant(entry.at),
            case_id=entry.case_id,
            action=entry.action,
            details=entry.details,
            previous=entry.previous,
            digest=entry.digest,
        )
        add_row(self.source, "journal", row)


@dataclass(frozen=True, slots=True)
class UnitOfWork(Adding):
    """One transaction in which mapped rows are changed."""

    _cases: "dict[CaseId, CaseRow]" = field(default_factory=dict)

    @property
    def session(self) -> "Session":
        """What knows the rows and what of them was changed."""
        return cast("Session", self.source)

    def find_case(self, case_id: CaseId) -> "CaseRow":
        """The row as it stands.

        Raises:
            CaseorgError: there is no such case.
        """
        from caseorg.store.tables import CaseRow

        row = self.session.get(CaseRow, case_id)
        if row is None:
            raise no_such_case(case_id)
        return row

    def touch(self, case_id: CaseId) -> None:
        """Marks the case as changed now, through its row: others may hold it.

        Raises:
            CaseorgError: there is no such case.
        """
        self.case(case_id)

    def case(self, case_id: CaseId) -> "CaseRow":
        """The row to change, marked as changed now.

        Raises:
            CaseorgError: there is no such case.
        """
        row = self._cases.get(case_id) or self.find_case(case_id)
        row.updated_at = self.clock()
        self._cases[case_id] = row  # the session forgets what nobody holds, and would ask for it with every file
        return row


def no_such_case(case_id: str) -> CaseorgError:
    """What to say of an id that none has."""
    return CaseorgError("There is no case “{case}”.", "See {list_cases}.", case=case_id)


def one_line(text: str) -> str:
    """The text without line ends and without more than one space in a row."""
    return " ".join(text.split())


def require_short(text: str, longest: int) -> None:
    """Keeps to the width of a column.

    Raises:
        CaseorgError: the text is longer.
    """
    if len(text) > longest:
        raise CaseorgError(
            "“{text}…” is too long.",
            "Shorten it to at most {longest} characters.",
            text=text[:20],
            longest=longest,
        )


def require_unchanged(present: object, before: object | None) -> None:
    """Refuses to overwrite what somebody else changed since it was looked at; None asks for no such care.

    Raises:
        CaseorgError: they differ.
    """
    if before is not None and present != before:
        raise CaseorgError("This was changed elsewhere meanwhile.", "Look at it again, then repeat.")
