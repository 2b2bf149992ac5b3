"""One search over all cases: titles, numbers, parties, events, notes, messages, what pictures say, and the texts that
were taken in."""

from collections.abc import Iterator, Set
from dataclasses import dataclass

from caseorg.domain.case import CaseId, Evidence, MediaKind
from caseorg.domain.reading.reading import Box, Line
from caseorg.domain.text.alikes import blur, place_of
from caseorg.domain.text.folding import fold
from caseorg.domain.text.lines import TextLine
from caseorg.domain.text.sentences import Span
from caseorg.jobs.searchable import Where, bring_up_to_date
from caseorg.store.queries import evidence_of_digests
from caseorg.store.readings import LinePlace, digests_read, find_lines
from caseorg.store.records import list_evidence
from caseorg.store.search import find_texts, standing_digests
from caseorg.store.words import find_words
from caseorg.workspace import Workspace

MOST = 200
_SHORTEST_VALUE = 2  # characters; a shorter one stands anywhere
_LEAST_ALIKE = 4  # characters of a text that is worth to be found by its look-alikes


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """Where it stands. `exact` is not set where it only looks alike.

    In what was read of `evidence`, `page` counts from 0 and `box` is where the words stand on it; in a text, they stand
    at `span` of all of it, in the line `line`, which counts from 0 too.
    """

    case_id: CaseId
    place: Where
    text: str
    exact: bool
    item: str = ""
    evidence: Evidence | None = None
    page: int = 0
    box: Box | None = None
    line: int | None = None
    span: Span | None = None


def search(workspace: Workspace, wanted: str, most: int = MOST, case_id: CaseId | None = None) -> tuple[SearchHit, ...]:
    """The hits in all cases or in one, those that say just this first. The cases do not change."""
    if not fold(wanted).text:
        return ()
    bring_up_to_date(workspace)
    files = None if case_id is None else _standing(workspace, case_id)
    hits = [
        *_in_cases(workspace, wanted, most, case_id),
        *_in_words(workspace, wanted, most, case_id, files),
        *_in_readings(workspace, wanted, most, case_id, files),
    ]
    return tuple(sorted(hits, key=lambda hit: not hit.exact))[:most]


def _standing(workspace: Workspace, case_id: CaseId) -> Set[str]:
    return {item.sha256 for _, item in workspace.read(list_evidence, case_id) if not item.withdrawn}


def _in_cases(workspace: Workspace, wanted: str, most: int, only: CaseId | None) -> Iterator[SearchHit]:
    for found in find_texts(workspace.searchable, wanted, most, only):
        exact = _is_exact(found.text, wanted)
        if exact is not None and found.place in list(Where):
            case_id, place = CaseId(found.case_id), Where(found.place)
            yield SearchHit(case_id=case_id, place=place, item=found.item, text=found.text, exact=exact)


def _in_words(
    workspace: Workspace, wanted: str, most: int, only: CaseId | None, files: Set[str] | None
) -> Iterator[SearchHit]:
    """Each in every case that has the file, or in one of them. Of a document that was read, its reading tells more."""
    places = find_words(workspace.searchable, wanted, most, files)
    owners = _owners(workspace, {place.sha256 for place in places}, only)
    documents = {key for key, known in owners.items() if known[0][1].kind is MediaKind.PDF}
    read = digests_read(workspace.readings, documents) if documents else frozenset()
    for place in places:
        exact = _is_exact(place.line.text, wanted)
        if exact is not None and place.sha256 not in read:
            for case_id, item in owners.get(place.sha256, ()):
                yield _in_text(case_id, item, place.line, wanted, exact=exact)


def _in_text(case_id: CaseId, item: Evidence, line: TextLine, wanted: str, *, exact: bool) -> SearchHit:
    found = place_of(line.text, wanted)
    return SearchHit(
        case_id=case_id,
        place=Where.TEXT,
        item=item.id,
        text=line.text,
        exact=exact,
        evidence=item,
        page=line.page,
        line=line.number,
        span=Span(line.start + found.start, line.start + found.end) if found else None,
    )


def _in_readings(
    workspace: Workspace, wanted: str, most: int, only: CaseId | None, files: Set[str] | None
) -> Iterator[SearchHit]:
    """Each in every case that has the file, or in one of them."""
    places = find_lines(workspace.readings, wanted, most, files)
    owners = _owners(workspace, {place.sha256 for place in places}, only)
    if len(places) == most and any(place.sha256 not in owners for place in places):
        # what is in the trash or was withdrawn is still read, and takes no place of what stands
        places = find_lines(workspace.readings, wanted, most, files or standing_digests(workspace.searchable))
        owners = _owners(workspace, {place.sha256 for place in places}, only)
    for place in places:
        exact = _is_exact(place.line.text, wanted)
        if exact is not None:
            for case_id, item in owners.get(place.sha256, ()):
                yield _in_picture(case_id, item, place, wanted, exact=exact)


def _in_picture(case_id: CaseId, item: Evidence, place: LinePlace, wanted: str, *, exact: bool) -> SearchHit:
    return SearchHit(
        case_id=case_id,
        place=Where.PICTURE,
        item=item.id,
        text=place.line.text,
        exact=exact,
        evidence=item,
        page=place.page,
        box=part_of(place.line, wanted),
    )


def _owners(workspace: Workspace, digests: Set[str], only: CaseId | None) -> dict[str, list[tuple[CaseId, Evidence]]]:
    """Of the files, the pieces that were not withdrawn, in all cases or in one."""
    known = workspace.read(evidence_of_digests, digests) if digests else {}
    wanted = {key: [piece for piece in pieces if only in (None, piece[0])] for key, pieces in known.items()}
    return {key: pieces for key, pieces in wanted.items() if pieces}


def line_with(workspace: Workspace, wanted: str, digests: Set[str], first: str) -> tuple[LinePlace, Box] | None:
    """Where one of the pictures says just this, the one with the digest `first` before all others."""
    if len(fold(wanted).text) < _SHORTEST_VALUE:
        return None
    places = (
        place for place in find_lines(workspace.readings, wanted, MOST, digests) if _is_exact(place.line.text, wanted)
    )
    found = min(places, key=lambda place: place.sha256 != first, default=None)
    return (found, part_of(found.line, wanted)) if found else None


def _is_exact(text: str, wanted: str) -> bool | None:
    """None where it looks alike, but is too short for that to mean anything."""
    needle = fold(wanted).text
    if needle in fold(text).text:
        return True
    return False if len(needle) >= _LEAST_ALIKE else None


def part_of(line: Line, wanted: str) -> Box:
    """The part of the line that has the words."""
    folded = blur(line.text)
    needle = blur(wanted).text
    start = folded.text.find(needle)
    if start < 0 or len(line.middles) != len(line.text):
        return line.box
    span = folded.original(start, start + len(needle))
    half = (line.box.right - line.box.left) / max(1, len(line.text)) / 2
    left, right = line.middles[span.start] - half, line.middles[span.end - 1] + half
    return Box(max(line.box.left, round(left)), line.box.top, min(line.box.right, round(right)), line.box.bottom)
