"""Noting that a timestamp was asked for, and its answer."""

from caseorg.actions.work import UnitOfWork
from caseorg.domain.case import CaseId
from caseorg.domain.journal.timestamps import ANSWERED, REQUESTED, answer_details, request_details


def note_request(work: UnitOfWork, case_id: CaseId, manifest: bytes, request: bytes) -> None:
    """A timestamp is asked for the manifest."""
    work.case(case_id)
    work.journal(case_id, REQUESTED, request_details(manifest, request))


def note_answer(work: UnitOfWork, case_id: CaseId, manifest: bytes, response: bytes) -> None:
    """The verified answer for the manifest."""
    work.case(case_id)
    work.journal(case_id, ANSWERED, answer_details(manifest, response))
