"""Saving what is left of a broken data folder into a new one; the old one is only read."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from caseorg.actions.case import new_case, set_profile
from caseorg.actions.shelf import put_away, trash
from caseorg.actions.taking import CaseSource, require_possible, take_case
from caseorg.domain.case import CaseDetails, CaseFile, EvidenceId, Person, Shelf
from caseorg.domain.errors import CaseorgError
from caseorg.domain.progress import Progress
from caseorg.evidence.store import EvidenceStore, Received, file_digest
from caseorg.jobs.backups.copying import sync_tree
from caseorg.jobs.backups.restoring import put_restored, require_empty
from caseorg.jobs.intake import add_files
from caseorg.jobs.verify import verify
from caseorg.output.writing import aside, part_of, replacing
from caseorg.store.queries import list_cases, load_case, load_profile
from caseorg.store.salvage import readable_entries, salvage_rows
from caseorg.workspace import DATABASE, Workspace, open_workspace

LEFT_OVER = "抢救出的证据（记录读不出来）"
JOURNAL = "旧操作记录.jsonl"
QUARANTINE = "quarantine"
_SHELVED = {Shelf.PUT_AWAY: put_away, Shelf.TRASH: trash}


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvaged:
    """A new data folder that verifies. `unnamed` is the evidence no record of which could be read."""

    folder: Path
    cases: int
    evidence: int
    unnamed: int
    quarantined: int


Step = Progress[Salvaged]


def salvage(data: Path, into: Path) -> Iterator[Step]:
    """Takes every case, and every file of evidence, that can be read into a new folder; the last progress tells.

    Raises:
        CaseorgError: the folder is not empty or cannot be written.
    """
    data, into = data.expanduser().absolute(), into.expanduser().absolute()
    require_empty(into)
    store = EvidenceStore(data / "evidence")
    part = part_of(into)
    with replacing(into, part), aside() as between:
        part.mkdir(mode=0o700)
        if (data / DATABASE).is_file():
            salvage_rows(data / DATABASE, between / DATABASE)
            _keep_journal(data / DATABASE, part / JOURNAL)
        yield Progress(0, 1)
        with open_workspace(part) as workspace:
            taken: set[str] = set()
            for case in _cases(between / DATABASE, store, workspace):
                taken |= _take(workspace, store, case)
                yield Progress(len(taken), len(taken) + 1, case.title)
            whole, damaged = _files(store, taken)
            yield from _take_rest(workspace, whole, between)
            _put_aside(damaged, part / QUARANTINE)
            cases = len(workspace.read(list_cases))
            evidence = sum(bool(progress.item) for progress in verify(workspace))
        sync_tree(part)
        put_restored(part, into)
    found = Salvaged(folder=into, cases=cases, evidence=evidence, unnamed=len(whole), quarantined=len(damaged))
    yield Progress(1, 1, into.name, found)


def _keep_journal(damaged: Path, target: Path) -> None:
    """It no longer hangs together; what can be read of it may still tell something."""
    with target.open("x", encoding="utf-8") as out:
        for entry in readable_entries(damaged):
            out.write(json.dumps(entry, ensure_ascii=False) + "\n")


def _cases(rows: Path, store: EvidenceStore, workspace: Workspace) -> Iterator[CaseFile]:
    """The cases of the rows that could be read, each as far as it makes sense."""
    if not rows.exists():
        return
    source = Workspace(rows.parent, store)
    try:
        person = source.read(load_profile)
        if person != Person():
            workspace.write(set_profile, person)
        for summary in reversed(source.read(list_cases)):
            yield source.read(load_case, summary.id)
    finally:
        source.close()


def _take(workspace: Workspace, store: EvidenceStore, case: CaseFile) -> set[str]:
    """The digests of the evidence that came along."""
    received: dict[EvidenceId, Received] = {}
    require_possible(case)
    try:
        for item in case.evidence:
            if store.is_whole(item.sha256):
                received[item.id] = workspace.evidence.receive(store.path(item.sha256))
        case_id = workspace.write(take_case, case, received, CaseSource("case.salvage", {"of": case.id}))
    finally:
        for file in received.values():
            workspace.evidence.discard(file)
    if case.shelf in _SHELVED:
        workspace.change(_SHELVED[case.shelf], case_id)
    return {file.sha256 for file in received.values()}


def _files(store: EvidenceStore, taken: set[str]) -> tuple[list[Path], list[Path]]:
    """Of the files that no case has: those that are whole, and those that are not what their name says."""
    whole: list[Path] = []
    damaged: list[Path] = []
    for path in sorted(store.folder.glob("??/*")):
        if path.is_symlink() or not path.is_file() or path.name in taken:
            continue
        (whole if file_digest(path) == path.name else damaged).append(path)
    return whole, damaged


def _take_rest(workspace: Workspace, whole: list[Path], aside: Path) -> Iterator[Step]:
    """Evidence that no record names any more, in a case of its own."""
    if not whole:
        return
    case_id = workspace.write(new_case, CaseDetails(title=LEFT_OVER))
    links = []
    for number, path in enumerate(whole, start=1):
        link = aside / f"抢救-{number:03d}-{path.name[:12]}"
        shutil.copyfile(path, link)
        links.append(link)
    for progress in add_files(workspace, case_id, links):
        if progress.item and progress.item.reason:
            raise progress.item.reason
        yield Progress(progress.done, progress.total, progress.label)


def _put_aside(damaged: list[Path], quarantine: Path) -> None:
    for path in damaged:
        quarantine.mkdir(exist_ok=True)
        shutil.copyfile(path, quarantine / path.name)


def usual_place(data: Path, what: str = "抢救") -> Path:
    """Beside the broken folder, a name that is free."""
    names = (data.with_name(f"{data.name}-{what}{number or ''}") for number in range(1000))
    found = next((name for name in names if not name.exists()), None)
    if found is None:
        raise CaseorgError("{folder} is not empty.", "Choose a new or an empty folder.", folder=data.parent)
    return found
