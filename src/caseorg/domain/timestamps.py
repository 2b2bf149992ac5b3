"""Trusted timestamps for a case's manifest: asked for, answered, verified. The journal keeps all of it."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from caseorg.domain.case import CaseId
from caseorg.domain.journal import JournalEntry

REQUESTED, ANSWERED = "timestamp.request", "timestamp.import"


class State(StrEnum):
    """How far it has come; each is a message id."""

    NONE = "not requested"
    WAITING = "waiting for the answer"
    VERIFIED = "verified"


@dataclass(frozen=True, slots=True)
class Timestamp:
    """What was asked for a manifest, with the number that the answer must repeat, and what came back, if anything.

    An answer was verified when it came in; whoever shows it verifies it again.
    """

    manifest: bytes
    request: bytes
    nonce: int
    requested_at: datetime
    response: bytes = b""

    @property
    def digest(self) -> str:
        """The sha256 of the manifest."""
        return sha256(self.manifest).hexdigest()

    @property
    def state(self) -> State:
        """WAITING, or VERIFIED where an answer was taken in."""
        return State.VERIFIED if self.response else State.WAITING


def request_details(manifest: bytes, request: bytes, nonce: int) -> dict[str, str]:
    """What the journal says of a request."""
    return {
        "digest": sha256(manifest).hexdigest(),
        "manifest": manifest.decode(),
        "request": b64encode(request).decode(),
        "nonce": str(nonce),
    }


def answer_details(digest: str, response: bytes) -> dict[str, str]:
    """What the journal says of an answer for the manifest with this digest."""
    return {"digest": digest, "response": b64encode(response).decode()}


def timestamps_of(entries: Iterable[JournalEntry], case_id: CaseId) -> tuple[Timestamp, ...]:
    """The case's timestamps, one for each manifest, in the order in which they were asked for."""
    found: dict[str, Timestamp] = {}
    for entry in entries:
        if entry.case_id != case_id:
            continue
        told = json.loads(entry.details)
        digest = told["digest"]
        if entry.action == REQUESTED:
            request, nonce = b64decode(told["request"]), int(told["nonce"])
            found[digest] = Timestamp(told["manifest"].encode(), request, nonce, entry.at)
        elif entry.action == ANSWERED and digest in found:
            found[digest] = replace(found[digest], response=b64decode(told["response"]))
    return tuple(found.values())
