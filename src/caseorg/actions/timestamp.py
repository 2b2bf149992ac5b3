"""Noting that a timestamp was asked for, and its answer."""

from caseorg.actions.work import UnitOfWork
from caseorg.domain.case import CaseId
from caseorg.domain.timestamps import ANSWERED, REQUESTED, answer_details, request_details


def note_request(work: UnitOfWork, case_id: CaseId, manifest: bytes, request: bytes, nonce: int) -> None:
    """A timestamp is asked for the manifest; an earlier request for the same one counts no more."""
    work.case(case_id)
    work.journal(case_id, REQUESTED, request_details(manifest, request, nonce))


def note_answer(work: UnitOfWork, case_id: CaseId, digest: str, response: bytes) -> None:
    """The verified answer for the manifest with this digest."""
    work.case(case_id)
    work.journal(case_id, ANSWERED, answer_details(digest, response))
