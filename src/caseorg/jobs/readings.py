"""Reading a case's pictures and the pages without text of its documents, one after the other, the newest first.

Neither the case nor its journal is touched. A piece over which the reader ended is remembered with the reason, so that
it costs its time once.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from caseorg.domain.case import CaseFile, Evidence, EvidenceId, MediaKind
from caseorg.domain.errors import CaseorgError
from caseorg.domain.progress import Progress
from caseorg.domain.reading.reading import Reading
from caseorg.domain.remark import remark
from caseorg.store.queries import present_digests
from caseorg.store.readings import Kept, forget_readings, keep_reading, known_digests, load_readings
from caseorg.workspace import Workspace

_UNREADABLE = remark("The file cannot be read.")
_READ = (MediaKind.IMAGE, MediaKind.PDF)


@dataclass(frozen=True, slots=True)
class ReadingEngine:
    """What reads a file; another `engine` would read it otherwise."""

    engine: str
    read: Callable[[Path], Reading]


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of a piece of evidence."""

    evidence: Evidence
    kept: Kept


def usual_reader() -> ReadingEngine | None:
    """What reads on this machine; None where it lacks what that takes."""
    from caseorg.ocr.engine import ENGINE, is_available

    return ReadingEngine(ENGINE, _read_evidence) if is_available() else None


def _read_evidence(file: Path) -> Reading:
    """What decodes is loaded on the thread that reads."""
    from caseorg.jobs.recognition import read_evidence

    return read_evidence(file)


def can_be_read(item: Evidence) -> bool:
    """Whether it is something that a reader can look at."""
    return item.kind in _READ


def readable(case: CaseFile) -> tuple[Evidence, ...]:
    """What a reader can look at, the newest first."""
    items = filter(can_be_read, case.standing_evidence)
    return tuple(sorted(items, key=lambda item: (item.added_at, item.number), reverse=True))


def unread(workspace: Workspace, items: Collection[Evidence], engine: str, *, again: bool = False) -> list[Evidence]:
    """Those that this engine has not looked at; with `again` those too over which it failed."""
    known = load_readings(workspace.readings, (item.sha256 for item in items))

    def is_done(item: Evidence) -> bool:
        kept = known.get(item.sha256)
        return kept is not None and kept.engine == engine and not (again and kept.failure)

    return [item for item in items if not is_done(item)]


def read_case(
    workspace: Workspace, items: Collection[Evidence], reader: ReadingEngine, *, again: bool = False
) -> Iterator[Progress[Looked]]:
    """Reads what was not read yet, in this order; each is kept before it is told. What was read of files that are gone
    goes."""
    forget_gone(workspace)
    wanted = unread(workspace, items, reader.engine, again=again)
    for done, item in enumerate(wanted, start=1):
        kept, lasting = _look(workspace, item, reader)
        if lasting:
            keep_reading(workspace.readings, kept)
        yield Progress(done, len(wanted), item.name, Looked(item, kept))


def _look(workspace: Workspace, item: Evidence, reader: ReadingEngine) -> tuple[Kept, bool]:
    """What the system refuses is no fault of the piece: it is tried again the next time."""
    try:
        reading = reader.read(workspace.evidence.path(item.sha256))
    except CaseorgError as error:
        return Kept(item.sha256, reader.engine, failure=error.what), not isinstance(error.__cause__, OSError)
    except OSError:
        return Kept(item.sha256, reader.engine, failure=_UNREADABLE.text), False
    return Kept(item.sha256, reader.engine, reading), True


def readings_of(workspace: Workspace, case: CaseFile) -> Mapping[EvidenceId, Reading]:
    """What was read of the case's standing evidence, whichever engine did."""
    known = load_readings(workspace.readings, (item.sha256 for item in case.standing_evidence))
    pairs = ((item.id, known.get(item.sha256)) for item in case.standing_evidence)
    return {key: kept.reading for key, kept in pairs if kept and kept.reading}


def forget_gone(workspace: Workspace) -> int:
    """Takes away the readings of files that are no evidence any more; how many those are."""
    known = known_digests(workspace.readings)
    gone = known - workspace.read(present_digests, known) if known else frozenset()
    if gone:
        forget_readings(workspace.readings, gone)
    return len(gone)
