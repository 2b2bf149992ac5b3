"""Trusted timestamps for a case's manifest: asked for, answered, verified. The journal keeps all of it."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from caseorg.domain.case import CaseId
from caseorg.domain.journal.chain import JournalEntry

REQUESTED, ANSWERED = "timestamp.request", "timestamp.import"


class TimestampState(StrEnum):
    """How far it has come; each is a message id."""

    NONE = "not requested"
    WAITING = "waiting for the answer"
    VERIFIED = "verified"


@dataclass(frozen=True, slots=True)
class Timestamp:
    """What was asked for a manifest, and what came back, if anything. `request` is empty where somebody else asked.

    An answer was verified when it came in; whoever shows it verifies it again.
    """

    manifest: bytes
    request: bytes
    requested_at: datetime
    response: bytes = b""

    @property
    def digest(self) -> str:
        """The sha256 of the manifest."""
        return sha256(self.manifest).hexdigest()

    @property
    def state(self) -> TimestampState:
        """WAITING, or VERIFIED where an answer was taken in."""
        return TimestampState.VERIFIED if self.response else TimestampState.WAITING


def request_details(manifest: bytes, request: bytes) -> dict[str, str]:
    """What the journal says of a request."""
    return {
        "digest": sha256(manifest).hexdigest(),
        "manifest": manifest.decode(),
        "request": b64encode(request).decode(),
    }


def answer_details(manifest: bytes, response: bytes) -> dict[str, str]:
    """What the journal says of an answer for this manifest."""
    details = request_details(manifest, b"")
    return {"digest": details["digest"], "manifest": details["manifest"], "response": b64encode(response).decode()}


def timestamps_of(entries: Iterable[JournalEntry], case_id: CaseId) -> tuple[Timestamp, ...]:
    """The case's timestamps, one for each manifest, in the order in which they were asked for."""
    found: dict[str, Timestamp] = {}
    for entry in entries:
        if entry.case_id != case_id:
            continue
        details = json.loads(entry.details)
        digest = details["digest"]
        if entry.action == REQUESTED:
            before = found.get(digest)
            asked = Timestamp(details["manifest"].encode(), b64decode(details["request"]), entry.at)
            found[digest] = replace(asked, response=before.response) if before else asked
        elif entry.action == ANSWERED:
            asked = found.get(digest) or Timestamp(details["manifest"].encode(), b"", entry.at)
            found[digest] = replace(asked, response=b64decode(details["response"]))
    return tuple(found.values())
