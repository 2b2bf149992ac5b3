"""Noting what was exported."""

from collections.abc import Sequence

from caseorg.actions.work import Adding
from caseorg.domain.case import CaseId, Document
from caseorg.domain.journal.record import document_record
from caseorg.store.adding import add_row
from caseorg.store.plain import PlainDocument
from caseorg.store.values import write_instant


def record_document(work: Adding, case_id: CaseId, document: Document) -> None:
    """Notes a paper that was exported."""
    work.touch(case_id)
    row = PlainDocument(
        id=document.id,
        case_id=case_id,
        kind=document.kind,
        name=document.name,
        sha256=document.sha256,
        pages=document.pages,
        made_at=write_instant(document.made_at),
    )
    add_row(work.source, "documents", row)
    work.journal(case_id, "document.export", document_record(document))


def record_documents(work: Adding, case_id: CaseId, documents: Sequence[Document]) -> None:
    """Notes the files of a set, all at once."""
    for document in documents:
        record_document(work, case_id, document)
