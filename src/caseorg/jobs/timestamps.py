"""Trusted timestamps of a case's manifest: the request as a file, the answer from a file, what they say."""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from caseorg.actions.timestamp import note_answer, note_request
from caseorg.domain.case import CaseFile, CaseId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.journal.timestamps import ANSWERED, REQUESTED, Timestamp, TimestampState, timestamps_of
from caseorg.domain.papers.pack import manifest
from caseorg.output.targets import require_outside
from caseorg.output.writing import ordinary_file, part_of, replacing, write_whole
from caseorg.rights import FILE, private_folder
from caseorg.store.journal import entries_of
from caseorg.store.queries import load_case
from caseorg.store.snapshot import Snapshot
from caseorg.workspace import Workspace

TIMESTAMP_ROOTS = "timestamp-roots"


@dataclass(frozen=True, slots=True)
class ShownTimestamp:
    """A timestamp as it is now; `at` and `authority` where it is VERIFIED, `trouble` where it no longer is."""

    digest: str
    files: int
    state: TimestampState
    requested_at: datetime | None = None
    at: datetime | None = None
    authority: str = ""
    trouble: CaseorgError | None = None


def request_timestamp(workspace: Workspace, case_id: CaseId, out: Path) -> Path:
    """Writes the request for all evidence that stands; the case notes it.

    Raises:
        CaseorgError: there is no evidence, or the file cannot be written.
    """
    from caseorg.evidence.timestamping import make_request

    listed = _manifest(workspace.read(load_case, case_id))
    request = make_request(listed)
    written = _write(workspace, out, request)
    workspace.write(note_request, case_id, listed, request)
    return written


def export_manifest(workspace: Workspace, case_id: CaseId, out: Path) -> Path:
    """Writes the manifest itself, for an authority that takes the file and not a request.

    Raises:
        CaseorgError: there is no evidence, or the file cannot be written.
    """
    return _write(workspace, out, _manifest(workspace.read(load_case, case_id)))


def _write(workspace: Workspace, out: Path, content: bytes) -> Path:
    out = ordinary_file(out)
    require_outside(workspace.folder, out)
    part = part_of(out)
    with replacing(out, part):
        write_whole(part, content)
        part.replace(out)
    return out


def import_answer(workspace: Workspace, case_id: CaseId, file: Path, root: Path | None = None) -> ShownTimestamp:
    """Takes in the answer, for the manifest that it is for; `root` is a certificate to be trusted from now on.

    Raises:
        CaseorgError: it is no answer, is for no manifest of the case, or cannot be trusted.
    """
    from caseorg.evidence.timestamping import LARGEST, read_answer

    try:
        if file.stat().st_size > LARGEST:
            raise CaseorgError("The file is no timestamp answer.", "Take the .tsr file that the authority gave.")
        response = read_answer(file.read_bytes())
    except OSError as error:
        raise CaseorgError(
            "{file} cannot be read: {reason}.", "Choose another file.", file=file, reason=error.strerror
        ) from error
    pinned = _pin(workspace, root) if root else None
    try:
        asked, shown = _matched(workspace, case_id, response)
    except CaseorgError:
        if pinned:
            pinned.unlink(missing_ok=True)  # what did not help is not trusted either
        raise
    workspace.write(note_answer, case_id, asked.manifest, response)
    return shown


def show_timestamps(workspace: Workspace, case_id: CaseId) -> tuple[ShownTimestamp, ...]:
    """That of the case as it is now first, then those of what it was earlier; each answer is verified again."""
    case = workspace.read(load_case, case_id)
    now = sha256(_manifest(case)).hexdigest() if case.standing_evidence else ""
    stored = {timestamp.digest: timestamp for timestamp in reversed(workspace.read(_stored, case_id))}
    count = len(case.standing_evidence)
    first = _shown(workspace, stored.pop(now)) if now in stored else ShownTimestamp(now, count, TimestampState.NONE)
    return (first, *(_shown(workspace, timestamp) for timestamp in stored.values()))


def find_timestamp(workspace: Workspace, case_id: CaseId, listed: bytes) -> tuple[ShownTimestamp, bytes]:
    """What is known of a manifest, and the answer itself where it is verified."""
    for timestamp in workspace.read(_stored, case_id):
        if timestamp.manifest == listed:
            shown = _shown(workspace, timestamp)
            return shown, timestamp.response if shown.state is TimestampState.VERIFIED else b""
    return ShownTimestamp(sha256(listed).hexdigest(), listed.count(b"\n"), TimestampState.NONE), b""


def _stored(source: Snapshot, case_id: CaseId) -> tuple[Timestamp, ...]:
    entries = sorted((*entries_of(source, REQUESTED), *entries_of(source, ANSWERED)), key=lambda entry: entry.seq)
    return timestamps_of(entries, case_id)


def _manifest(case: CaseFile) -> bytes:
    if not case.standing_evidence:
        raise CaseorgError("The case has no evidence yet.", "Add screenshots first: {add}.")
    return manifest(case.standing_evidence)


def _matched(workspace: Workspace, case_id: CaseId, response: bytes) -> tuple[Timestamp, ShownTimestamp]:
    """What the answer is for: the case as it is now, or as it was when a timestamp was asked for.

    Raises:
        CaseorgError: it is for neither, or cannot be trusted.
    """
    from caseorg.evidence.timestamping import OtherManifestError

    now = Timestamp(_manifest(workspace.read(load_case, case_id)), b"", datetime.now(UTC))
    for asked in (now, *reversed(workspace.read(_stored, case_id))):
        shown = _verified(workspace, asked, response)
        if shown.trouble is None:
            return asked, shown
        if not isinstance(shown.trouble, OtherManifestError):
            raise shown.trouble
    assert shown.trouble
    raise shown.trouble


def _shown(workspace: Workspace, timestamp: Timestamp) -> ShownTimestamp:
    if not timestamp.response:
        return ShownTimestamp(
            timestamp.digest, timestamp.manifest.count(b"\n"), TimestampState.WAITING, timestamp.requested_at
        )
    return _verified(workspace, timestamp, timestamp.response)


def _verified(workspace: Workspace, timestamp: Timestamp, response: bytes) -> ShownTimestamp:
    from caseorg.evidence.timestamping import verify_answer

    files = timestamp.manifest.count(b"\n")
    try:
        stamp = verify_answer(response, timestamp.manifest, workspace.folder / TIMESTAMP_ROOTS)
    except CaseorgError as error:
        return ShownTimestamp(timestamp.digest, files, TimestampState.WAITING, timestamp.requested_at, trouble=error)
    return ShownTimestamp(
        timestamp.digest, files, TimestampState.VERIFIED, timestamp.requested_at, stamp.at, stamp.authority
    )


def _pin(workspace: Workspace, root: Path) -> Path | None:
    """The certificate in the data folder; None where it was there before."""
    from caseorg.evidence.timestamping import read_roots

    (der, *_) = read_roots(root)
    folder = workspace.folder / TIMESTAMP_ROOTS
    file = folder / f"{sha256(der).hexdigest()[:16]}.cer"
    if file.exists():
        return None
    part = part_of(file)
    with replacing(file, part):
        private_folder(folder)
        write_whole(part, der)
        part.chmod(FILE)
        part.replace(file)
    return file
