"""Files come in, one after the other; a bad one never stops the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from caseorg.actions.evidence import Intake, add_evidence
from caseorg.domain.case import CaseId, EvidenceId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.progress import Progress
from caseorg.evidence.probe import Probe, probe
from caseorg.evidence.store import Received
from caseorg.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one file ended. A failed one has a `reason`; the others have the evidence that holds the bytes."""

    file: Path
    intake: Intake
    evidence: EvidenceId | None = None
    number: int | None = None
    sha256: str = ""
    note: str = ""
    reason: CaseorgError | None = None


def add_files(workspace: Workspace, case_id: CaseId, files: Sequence[Path]) -> Iterator[Progress[Outcome]]:
    """Takes each file into the case; every file has an outcome, every added one is on the disk when it is told."""
    for done, file in enumerate(files, start=1):
        yield Progress(done, len(files), file.name, _add_file(workspace, case_id, file))


def _add_file(workspace: Workspace, case_id: CaseId, file: Path) -> Outcome:
    try:
        received = workspace.evidence.receive(file)
        try:
            return _take(workspace, case_id, file, received, probe(received))
        finally:
            workspace.evidence.discard(received)
    except CaseorgError as error:
        return Outcome(file=file, intake=Intake.FAILED, reason=error)


def _take(workspace: Workspace, case_id: CaseId, file: Path, received: Received, found: Probe) -> Outcome:
    taken = workspace.write(add_evidence, case_id, received, found)
    return Outcome(
        file=file,
        intake=taken.intake,
        evidence=taken.id,
        number=taken.number,
        sha256=received.sha256,
        note=found.note,
    )
