"""Opening an archive: looked at as a whole, then taken in as a new case, all of it or nothing."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from caseorg.actions.taking import CaseSource, announce_files, require_possible, take_case
from caseorg.domain.case import CaseFile, CaseId, CaseSummary, Evidence, EvidenceId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.files.bagging import CASE
from caseorg.domain.progress import Progress
from caseorg.evidence.store import EvidenceStore, Received
from caseorg.jobs.archives.contents import FORMAT
from caseorg.jobs.archives.reading import Bag, altered, opened_bag
from caseorg.output.writing import aside
from caseorg.store.journal import entries_of
from caseorg.store.queries import has_evidence, list_cases
from caseorg.store.snapshot import Snapshot
from caseorg.store.upgrade import is_newer
from caseorg.workspace import Workspace

_LARGEST_CASE = 256 << 20
_ACTION = "archive.open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The new case; `present` are those of the same origin that were here already, `missing` what the archive lacks."""

    case_id: CaseId
    title: str
    evidence: int
    present: tuple[CaseSummary, ...]
    missing: tuple[str, ...]
    incomplete: bool


Step = Progress[Opened]


def open_archive(workspace: Workspace, file: Path, passphrase: str = "") -> Iterator[Step]:
    """Takes the case in as a new one; the last progress carries it.

    Raises:
        BrokenError: the archive was altered.
        CaseorgError: it is no archive, it needs another passphrase or a newer version, or is not as they are made.
    """
    workspace.require_writable()
    file = file.expanduser().absolute()
    with opened_bag(file, passphrase) as (bag, digest):
        content = _content(bag)
        case, files = content.case, content.files
        require_possible(case)
        yield from _checked(bag)
        present = workspace.read(_same_origin, case.id)
        if present:
            case = replace(case, title=f"{case.title}（来自存档）")
        received: dict[EvidenceId, Received] = {}
        try:
            yield from _received(bag, workspace.evidence, case, files, received)
            source = CaseSource(_ACTION, {"of": case.id, "archive": digest})
            if len(received) > 1 and not workspace.read(has_evidence):
                workspace.write(announce_files, source)
            case_id = workspace.write(take_case, case, received, source)
        finally:
            for file_received in received.values():
                workspace.evidence.discard(file_received)
    missing = tuple(f"{item.label} {item.name}" for item in case.evidence if item.id not in files)
    found = Opened(
        case_id=case_id,
        title=case.title,
        evidence=len(received),
        present=present,
        missing=missing,
        incomplete=content.incomplete,
    )
    yield Progress(1, 1, case.title, found)


@dataclass(frozen=True, slots=True)
class _Content:
    case: CaseFile
    files: Mapping[EvidenceId, str]
    incomplete: bool


def _content(bag: Bag) -> _Content:
    """The case as the archive tells it."""
    try:
        parsed: Any = msgspec.json.decode(bag.read(CASE, _LARGEST_CASE))
        if int(parsed["format"]) > FORMAT or is_newer(str(parsed["schema"])):
            raise CaseorgError(
                "A newer version of caseorg made this archive.", "Install the newest version, then open it."
            )
        files = {EvidenceId(str(key)): str(name) for key, name in parsed["files"].items()}
        case = msgspec.convert(parsed["case"], CaseFile, strict=False)
        return _Content(case, files, bool(parsed["incomplete"]))
    except (msgspec.MsgspecError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError) as error:
        raise CaseorgError(
            "The archive is not as caseorg makes them: {reason}.",
            "Ask whoever made it for another one.",
            reason="values that no case has",
        ) from error


def _checked(bag: Bag) -> Iterator[Step]:
    """Every member has the digest that the lists give."""
    total = len(bag.digests) * 2
    for done, (name, expected) in enumerate(bag.digests.items(), start=1):
        yield Progress(done, total, PurePosixPath(name).name)
        digest = hashlib.sha256()
        for block in bag.blocks(name):
            digest.update(block)
        if digest.hexdigest() != expected:
            raise altered(name)


def _received(
    bag: Bag,
    store: EvidenceStore,
    case: CaseFile,
    files: Mapping[EvidenceId, str],
    received: dict[EvidenceId, Received],
) -> Iterator[Step]:
    """The evidence goes through the same door as any file that comes in."""
    items = [item for item in case.evidence if item.id in files]
    with aside() as folder:
        for done, item in enumerate(items, start=1):
            yield Progress(len(items) + done, len(items) * 2, item.name)
            received[item.id] = _received_file(bag, store, item, files[item.id], folder / "file")


def _received_file(bag: Bag, store: EvidenceStore, item: Evidence, name: str, copy: Path) -> Received:
    with suppress(FileNotFoundError):
        copy.unlink()
    with copy.open("xb") as out:
        for block in bag.blocks(name):
            out.write(block)
    received = store.receive(copy)
    if (received.sha256, received.size) != (item.sha256, item.size):
        store.discard(received)
        raise altered(name)
    return received


def _same_origin(source: Snapshot, case_id: CaseId) -> tuple[CaseSummary, ...]:
    """The case itself, and those that were opened from archives of it."""
    opened = {CaseId(entry.case_id) for entry in entries_of(source, _ACTION) if f'"of":"{case_id}"' in entry.details}
    return tuple(case for case in list_cases(source) if case.id in {case_id, *opened})
