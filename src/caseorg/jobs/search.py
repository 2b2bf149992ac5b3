"""One search over all cases: titles, numbers, parties, events, notes, messages, and what pictures say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from caseorg.domain.case import CaseFile, CaseId, Evidence
from caseorg.domain.reading.reading import Box, Line
from caseorg.domain.text.alikes import blur
from caseorg.domain.text.folding import fold
from caseorg.store.queries import all_stamps, evidence_of_digests, list_evidence, load_cases
from caseorg.store.readings import Place, find_lines
from caseorg.store.search import CaseText, find_texts, keep_texts, kept_stamps
from caseorg.workspace import Workspace

MOST = 200
BATCH = 200
_LEAST_ALIKE = 4  # characters of a text that is worth to be found by its look-alikes


class Where(StrEnum):
    """What a text is that was found; the values are message ids."""

    TITLE = "Title"
    DEMAND = "Demand"
    SIDE = "Other side"
    ORDER = "Order"
    EVENT = "Event"
    PROMISE = "Promise"
    MESSAGE = "Message"
    EVIDENCE = "Evidence"
    PICTURE = "Picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Where it stands. `exact` is not set where it only looks alike.

    In what was read of `evidence`, `page` counts from 0 and `box` is where the words stand on it.
    """

    case_id: CaseId
    place: Where
    text: str
    exact: bool
    item: str = ""
    evidence: Evidence | None = None
    page: int = 0
    box: Box | None = None


def search(workspace: Workspace, wanted: str, most: int = MOST, case_id: CaseId | None = None) -> tuple[Hit, ...]:
    """The hits in all cases or in one, those that say just this first. The cases do not change."""
    if not fold(wanted).text:
        return ()
    bring_up_to_date(workspace)
    hits = [*_in_cases(workspace, wanted, most, case_id), *_in_readings(workspace, wanted, most, case_id)]
    return tuple(sorted(hits, key=lambda hit: not hit.exact))[:most]


def bring_up_to_date(workspace: Workspace) -> None:
    """Folds the texts of cases that were changed since."""
    present = workspace.read(all_stamps)
    kept = kept_stamps(workspace.searchable)
    stale = [key for key, stamp in present.items() if kept.get(key) != stamp]
    gone = kept.keys() - present.keys()
    for start in range(0, len(stale), BATCH):
        cases = workspace.read(load_cases, [CaseId(key) for key in stale[start : start + BATCH]])
        texts = [text for case in cases for text in _texts(case)]
        keep_texts(workspace.searchable, {case.id: present[case.id] for case in cases}, texts, gone)
    if gone and not stale:
        keep_texts(workspace.searchable, {}, (), gone)


def _texts(case: CaseFile) -> Iterator[CaseText]:
    for place, item, text in _parts(case):
        if text.strip():
            yield CaseText(case.id, place, item, text)


def _parts(case: CaseFile) -> Iterator[tuple[Where, str, str]]:
    yield from ((Where.TITLE, "", case.title), (Where.DEMAND, "", case.demand))
    for party in case.parties:
        for text in (party.name, party.payee, party.contact, party.phone, party.credit_code, party.website):
            yield Where.SIDE, "", text
    for order in case.orders:
        for text in (order.number, order.transaction, order.account, order.product):
            yield Where.ORDER, "", text
    for event in case.events:
        for text in (event.text, event.agent, event.ticket):
            yield Where.EVENT, event.id, text
    for promise in case.promises:
        yield Where.PROMISE, promise.id, promise.text
    for message in case.messages:
        for text in (message.subject, message.text):
            yield Where.MESSAGE, message.id, text
    for item in case.standing_evidence:
        for text in (item.name, item.source, item.proves):
            yield Where.EVIDENCE, item.id, text


def _in_cases(workspace: Workspace, wanted: str, most: int, only: CaseId | None) -> Iterator[Hit]:
    for found in find_texts(workspace.searchable, wanted, most, only):
        exact = _is_exact(found.text, wanted)
        if exact is not None and found.place in list(Where):
            case_id, place = CaseId(found.case_id), Where(found.place)
            yield Hit(case_id=case_id, place=place, item=found.item, text=found.text, exact=exact)


def _in_readings(workspace: Workspace, wanted: str, most: int, only: CaseId | None) -> Iterator[Hit]:
    """Each in every case that has the file, or in one of them."""
    files = None if only is None else {item.sha256 for _, item in workspace.read(list_evidence, only)}
    places = find_lines(workspace.readings, wanted, most, files)
    owners = workspace.read(evidence_of_digests, {place.sha256 for place in places})
    for place in places:
        yield from _of_line(place, wanted, [one for one in owners.get(place.sha256, ()) if only in (None, one[0])])


def _of_line(place: Place, wanted: str, owners: Sequence[tuple[CaseId, Evidence]]) -> Iterator[Hit]:
    line = place.line
    exact = _is_exact(line.text, wanted)
    if exact is None:
        return
    for case_id, item in owners:
        yield Hit(
            case_id=case_id,
            place=Where.PICTURE,
            item=item.id,
            text=line.text,
            exact=exact,
            evidence=item,
            page=place.page,
            box=part_of(line, wanted),
        )


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
