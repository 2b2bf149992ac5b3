"""Files come in, one after the other; a bad one never stops the rest. Texts are looked through for refund fraud."""

import logging
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import islice, takewhile
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from caseorg.actions.change import Change
from caseorg.actions.evidence import Intake, Taken, add_evidence
from caseorg.actions.work import Adding
from caseorg.children.calls import warm
from caseorg.children.scope import Scope, current, take
from caseorg.domain.case import CaseId, EvidenceId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.files.plausibility import disagreement
from caseorg.domain.progress import Progress
from caseorg.domain.remark import Remark, remark
from caseorg.domain.scams.scam import FlagScreen, find_flags, flag_screen
from caseorg.evidence import folders
from caseorg.evidence.folders import FolderFiles, find_files
from caseorg.evidence.found import Probe
from caseorg.evidence.probe import LOOKING, probe
from caseorg.evidence.store import EvidenceStore, Received
from caseorg.workspace import Workspace

if TYPE_CHECKING:
    from caseorg.knowledge.library import Knowledge

AHEAD = 64
TOGETHER = 32  # at most are entered in one transaction
_HANDS = 4  # while files are looked into, others come in and wait for the disk
_LOOKING = 2  # at the same time
_PATIENCE = 0.2  # seconds that the first of them waits for the others
_NOT_SYNCED = remark(
    "The disk or share with the data folder does not confirm that files are written. Keep the originals too."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one file ended. A failed one has a `reason`; the others have the evidence that holds the bytes, and the
    `change` with its way back.

    `remarks` say what else there is to say of it, `attachments` name what is attached to a mail. `flags` are the ids
    of the red flags of refund fraud in a text, each once, in the order of the text.
    """

    file: Path
    intake: Intake
    change: Change[Taken] | None = None
    evidence: EvidenceId | None = None
    number: int | None = None
    sha256: str = ""
    note: str = ""
    reason: CaseorgError | None = None
    remarks: tuple[Remark, ...] = ()
    attachments: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


Ready = tuple[Received, Probe, tuple[str, ...]]
Prepared = Future[Ready]
Coming = tuple[Path, Callable[[], Received]]  # a file by its name, and what brings it to the disk


def add_files(workspace: Workspace, case_id: CaseId, files: Sequence[Path]) -> Iterator[Progress[Outcome]]:
    """Takes each file into the case; every file has an outcome, every added one is on the disk when it is told."""
    workspace.require_writable()
    found = find_files(files, workspace.folder)
    total = len(found.files) + len(found.left_out) + len(found.too_many)
    unsynced = bool(workspace.evidence.unsynced)
    coming = [(file, partial(workspace.evidence.receive, file)) for file in found.files]
    for done, (outcome, held) in enumerate(_entered(workspace, case_id, coming), start=1):
        warned = not unsynced and bool(workspace.evidence.unsynced)
        unsynced = unsynced or warned
        outcome = replace(outcome, remarks=(*outcome.remarks, _NOT_SYNCED)) if warned else outcome
        yield Progress(done, total, outcome.file.name, outcome, held=held)
    for done, outcome in enumerate(_not_entered(found), start=len(found.files) + 1):
        yield Progress(done, total, outcome.file.name, outcome)


def add_received(
    workspace: Workspace, case_id: CaseId, arrived: Sequence[Received]
) -> Iterator[Progress[tuple[Received, Outcome]]]:
    """Takes copies into the case that are on the disk already; none of them is left over, whatever happens."""
    try:
        workspace.require_writable()
        coming = [(Path(received.name), partial(_itself, received)) for received in arrived]
        with closing(_entered(workspace, case_id, coming)) as entered:
            for done, (received, (outcome, held)) in enumerate(zip(arrived, entered, strict=True), start=1):
                yield Progress(done, len(arrived), received.name, (received, outcome), held=held)
    finally:
        for received in arrived:
            workspace.evidence.discard(received)


def _itself(received: Received) -> Received:
    return received


def _not_entered(found: FolderFiles) -> Iterator[Outcome]:
    for path, note in found.left_out:
        yield Outcome(file=path, intake=Intake.LEFT_OUT, note=note)
    for path in found.too_many:
        reason = CaseorgError(
            "The folder holds more than {count} files.", "Add the folders in it one by one.", count=folders.MOST_FILES
        )
        yield Outcome(file=path, intake=Intake.FAILED, reason=reason)


def _entered(
    workspace: Workspace, case_id: CaseId, files: Sequence[Coming]
) -> Generator[tuple[Outcome, bool], None, None]:
    """Each outcome, and whether that of the next file is certain too. While some are entered, the next ones are copied
    and looked into: the waits for the disk overlap."""
    warm(LOOKING, count=min(_LOOKING, len(files)))
    scope = Scope()
    with current().ending(scope.stop), ThreadPoolExecutor(_HANDS, "hand", take, (scope,)) as hands:
        prepare = partial(_prepare, workspace, BoundedSemaphore(_LOOKING))
        coming = ((file, hands.submit(prepare, receive)) for file, receive in files)
        ahead = deque(islice(coming, AHEAD))
        most = 1  # a database that knows of nothing beside several files is taken for another one's
        try:
            while ahead:
                group, most = _first_ready(ahead, most), TOGETHER
                ahead.extend(islice(coming, len(group)))
                try:
                    outcomes = _enter(workspace, case_id, group)
                finally:
                    for _ in group:
                        _drop(workspace.evidence, ahead.popleft()[1])
                yield from ((outcome, number < len(outcomes)) for number, outcome in enumerate(outcomes, start=1))
        finally:
            scope.stop()
            for _, prepared in ahead:
                _drop(workspace.evidence, prepared)


def _first_ready(ahead: deque[tuple[Path, Prepared]], most: int) -> list[tuple[Path, Prepared]]:
    """Those that are entered together: nobody waits long for a large file that comes after small ones."""
    wait([prepared for _, prepared in islice(ahead, most)], _PATIENCE)
    first, *others = islice(ahead, most)
    return [first, *takewhile(lambda reading: reading[1].done(), others)]


def raised_flags(knowledge: "Knowledge", text: str) -> tuple[str, ...]:
    """The ids of the red flags in a text that comes in. Whatever happens to the search, the text comes in."""
    try:
        found = find_flags(text, _flags(knowledge))
    except Exception:
        logging.getLogger("caseorg").exception("a text could not be looked through")
        return ()
    return tuple(dict.fromkeys(flagged.flag.id for flagged in found))


@lru_cache(maxsize=4)
def _flags(knowledge: "Knowledge") -> FlagScreen:
    """Made ready once for all texts that come in."""
    return flag_screen(knowledge.red_flags.values())


def _prepare(workspace: Workspace, looking: AbstractContextManager[object], receive: Callable[[], Received]) -> Ready:
    store = workspace.evidence
    received = receive()
    try:
        with looking:
            found = probe(received)
        return received, found, raised_flags(workspace.knowledge, found.words) if found.words else ()
    except OSError as error:
        store.discard(received)
        raise CaseorgError(
            "The copy of the file cannot be read: {reason}.",
            "Add it again; if that fails too, see whether a virus scanner holds it.",
            reason=error.strerror or str(error),
        ) from error
    except BaseException:
        store.discard(received)
        raise


def _enter(workspace: Workspace, case_id: CaseId, group: Sequence[tuple[Path, Prepared]]) -> list[Outcome]:
    read = [(file, _result(prepared)) for file, prepared in group]
    changes = iter(
        _changes(workspace, case_id, [received for _, received in read if not isinstance(received, CaseorgError)])
    )
    return [
        _failed(file, received) if isinstance(received, CaseorgError) else _outcome(file, received, next(changes))
        for file, received in read
    ]


def _result(prepared: Prepared) -> Ready | CaseorgError:
    try:
        return prepared.result()
    except CaseorgError as error:
        return error


def _changes(workspace: Workspace, case_id: CaseId, group: Sequence[Ready]) -> list[Change[Taken] | CaseorgError]:
    """In one transaction, which costs one wait for the disk; where that fails, each in its own."""
    try:
        return [*workspace.add(_add_all, case_id, group)] if group else []
    except CaseorgError as error:
        if len(group) == 1:
            return [error]
        return [change for received in group for change in _changes(workspace, case_id, [received])]


def _add_all(work: Adding, case_id: CaseId, group: Sequence[Ready]) -> list[Change[Taken]]:
    return [add_evidence(work, case_id, received, found) for received, found, _ in group]


def _failed(file: Path, reason: CaseorgError) -> Outcome:
    return Outcome(file=file, intake=Intake.FAILED, reason=reason)


def _outcome(file: Path, ready: Ready, change: Change[Taken] | CaseorgError) -> Outcome:
    received, found, flags = ready
    if isinstance(change, CaseorgError):
        return _failed(file, change)
    return Outcome(
        file=file,
        intake=change.made.intake,
        change=change,
        evidence=change.made.id,
        number=change.made.number,
        sha256=received.sha256,
        note=found.note,
        remarks=tuple(disagreement(found.taken_at, other) for other in found.other_times),
        attachments=found.attachments,
        flags=flags,
    )


def _drop(store: EvidenceStore, prepared: Prepared) -> None:
    """Forgets a file that was prepared but is no longer wanted; what failed left nothing."""
    if not prepared.cancel() and prepared.exception() is None:
        store.discard(prepared.result()[0])
