"""Keeping messages as they were composed and sent."""

from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial

from caseorg.actions.change import Change
from caseorg.actions.work import UnitOfWork, new_id
from caseorg.domain.case import CaseId, EvidenceId, MessageId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.journal.record import message_record
from caseorg.domain.remark import remark
from caseorg.store.records import list_messages
from caseorg.store.tables import MessageRow


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageDetails:
    """A message as it was composed; `sent_at` is None for one that is only kept."""

    channel: str
    text: str
    kind: str = ""
    subject: str = ""
    attached: tuple[EvidenceId, ...] = ()
    sent_at: datetime | None = None


def keep_message(work: UnitOfWork, case_id: CaseId, details: MessageDetails) -> Change[MessageId]:
    """Freezes a message with the evidence that goes with it.

    Raises:
        CaseorgError: it has no text.
    """
    if not details.text.strip():
        raise CaseorgError("A message needs a text.", "Write it, or choose another channel.")
    work.case(case_id)
    key = MessageId(new_id())
    fields = {**asdict(details), "attached": " ".join(details.attached)}
    work.session.add(MessageRow(id=key, case_id=case_id, made_at=work.clock(), removed=False, **fields))
    _journal(work, case_id, "message.keep", key)
    return Change(
        remark("Note the sent message") if details.sent_at else remark("Keep the message's text"),
        undo=partial(_set_removed, message_id=key, removed=True),
        redo=partial(_set_removed, message_id=key, removed=False),
        made=key,
        notice=remark("The message is kept with the case.") if details.sent_at else None,
    )


def _set_removed(work: UnitOfWork, case_id: CaseId, message_id: MessageId, removed: bool) -> None:
    work.case(case_id)
    row = work.session.get(MessageRow, message_id)
    assert row is not None and row.case_id == case_id
    row.removed = removed
    _journal(work, case_id, "message.remove" if removed else "message.restore", message_id)


def _journal(work: UnitOfWork, case_id: CaseId, action: str, message_id: MessageId) -> None:
    work.session.flush()
    ((_, stored),) = list_messages(work.session, case_id, message_id)
    work.journal(case_id, action, message_record(stored))
