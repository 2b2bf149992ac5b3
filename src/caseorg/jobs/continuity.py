"""How the pictures of a case follow each other, as far as their rows were looked at; text confirms it where it was
read."""

from collections.abc import Collection, Iterator

from caseorg.domain.case import CaseFile, Evidence
from caseorg.domain.progress import Progress
from caseorg.domain.reading.continuity import Shot
from caseorg.domain.reading.meaning import understand
from caseorg.domain.reading.reading import PageReading
from caseorg.domain.reading.runs import Continuity, find_runs, same_pictures
from caseorg.domain.reading.words import PageKind, ReadingWords
from caseorg.jobs.readings import readings_of
from caseorg.jobs.strips import lacking, make_strips, pictures, strips_of
from caseorg.workspace import Workspace

_CHAT = "chat"  # the id of the kind of proof


def look_and_find(workspace: Workspace, case: CaseFile) -> Iterator[Progress[Continuity]]:
    """Looks at what was not looked at yet; the last progress carries what was found."""
    total = 0
    for step in make_strips(workspace, pictures(case)):
        total = step.total
        yield Progress(step.done, total, step.label)
    yield Progress(total, total, item=find_continuity(workspace, case))


def find_continuity(workspace: Workspace, case: CaseFile) -> Continuity:
    """What the pictures say that were looked at already."""
    items = pictures(case)
    shots = _shots(workspace, case, items)
    return Continuity(find_runs(shots), same_pictures(shots), len(lacking(workspace, items)))


def _shots(workspace: Workspace, case: CaseFile, items: Collection[Evidence]) -> list[Shot]:
    strips, read = strips_of(workspace, items), readings_of(workspace, case)
    pages = {item.id: read[item.id].pages[0] for item in items if item.id in read and read[item.id].pages}
    words = workspace.knowledge.reading_words
    return [
        Shot(item.id, strips[item.sha256], pages.get(item.id), _is_chat(item, pages.get(item.id), words))
        for item in items
        if item.sha256 in strips
    ]


def _is_chat(item: Evidence, page: PageReading | None, words: ReadingWords) -> bool | None:
    """As the user named it; else as it reads, where that tells."""
    if item.shows:
        return _CHAT in item.shows
    kind = understand(page, words).kind if page else PageKind.OTHER
    return None if kind is PageKind.OTHER else kind is PageKind.CHAT
