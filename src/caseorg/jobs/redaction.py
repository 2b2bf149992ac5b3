"""Copies of evidence without what others are not to see: made, read again, and only then given out."""

from collections.abc import Iterable
from pathlib import Path

from caseorg.actions.work import now
from caseorg.domain.case import CaseFile, Evidence, MediaKind
from caseorg.domain.errors import CaseorgError
from caseorg.domain.privacy.belongings import masking
from caseorg.domain.privacy.kinds import KIND_NAMES, Personal
from caseorg.domain.reading.reading import Reading
from caseorg.domain.redaction.audience import Audience
from caseorg.domain.redaction.marks import PersonalDataFinder
from caseorg.domain.redaction.plan import Plan, plan_of
from caseorg.domain.redaction.record import Redacted
from caseorg.domain.redaction.remains import RereadPage
from caseorg.domain.remark import Remark, listing, remark
from caseorg.evidence.document import page_sizes
from caseorg.evidence.intact import require_intact
from caseorg.evidence.store import EvidenceStore, file_digest
from caseorg.jobs.readings import ReadingEngine, read_case
from caseorg.jobs.witness import DOTS, look_at_page, look_at_picture
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.respondents import as_named
from caseorg.ocr.engine import ENGINE
from caseorg.output.writing import write_whole
from caseorg.sheets.blackening import (
    blackened_page,
    blackened_picture,
    bound_pages,
    copy_type,
    hides_something,
    holds_more,
)
from caseorg.sheets.loading import stored
from caseorg.store.readings import load_readings
from caseorg.workspace import Workspace


class StillReadable(CaseorgError):  # noqa: N818 — what is wrong with the copy
    """What was blackened in a copy can be read in it; `kinds` says of what kinds it is."""

    def __init__(self, item: Evidence, kinds: Iterable[Personal]) -> None:
        self.kinds = frozenset(kinds)
        super().__init__(
            "In the redacted copy of {label}, {kinds} can still be read; it was not kept.",
            "Blacken more of it: {draw_mark}.",
            label=item.label,
            kinds=_named(kind for kind in Personal if kind in self.kinds),
        )


_ENDINGS = {"image/jpeg": "jpg", "application/pdf": "pdf"}


def can_redact(item: Evidence) -> bool:
    """Whether it is something that is seen: a picture, or pages."""
    return item.kind in (MediaKind.IMAGE, MediaKind.PDF) and item.printable


def ending_of(item: Evidence) -> str:
    """Of the name of its copy."""
    return _ENDINGS.get(item.media_type, "png")


def reading_for(workspace: Workspace, item: Evidence, reader: ReadingEngine) -> Reading:
    """What was read of it, now where it was not before.

    Raises:
        CaseorgError: it is nothing that is seen, or cannot be read.
    """
    if not can_redact(item):
        raise CaseorgError("{label} is no picture and no document.", "See {show_case}.", label=item.label)
    failed = [step.item.kept.failure for step in read_case(workspace, [item], reader, again=True) if step.item]
    kept = load_readings(workspace.readings, [item.sha256]).get(item.sha256)
    if kept is None or kept.reading is None:
        reason = remark(failed[0] if failed and failed[0] else "The file cannot be read.")
        raise CaseorgError("{label} cannot be read: {reason}", label=item.label, reason=reason)
    return kept.reading


def plan_for(knowledge: Knowledge, case: CaseFile, item: Evidence, reading: Reading, audience: Audience) -> Plan:
    """What is found by what hides the case's personal data in texts, and what was said to it."""
    cover = masking(as_named(knowledge, case), knowledge.personal_words)
    return plan_of(item, reading, PersonalDataFinder(cover, audience, knowledge.reading_words), case.decisions)


def redact(workspace: Workspace, plan: Plan, out: Path, *, largest: int | None = None) -> Redacted:
    """Writes the copy to the new file `out`, looks at it again, and takes it away where anything is left.

    Raises:
        CaseorgError: something can still be read in it, something was found to which the user said nothing, or it is
            larger than it may be.
        BrokenError: the evidence is missing or was altered.
    """
    item = plan.evidence
    require_intact(workspace.evidence, item)
    if plan.open:
        raise CaseorgError(
            "{label} shows {kinds}; nothing was said to that yet.",
            "{list_marks} lists it; say what is to be blackened and what is to stay.",
            label=item.label,
            kinds=_named(mark.kind for mark in plan.open),
        )
    write_whole(out, _content(workspace.evidence, plan, largest))
    try:
        size = out.stat().st_size
        if largest is not None and size > largest:
            raise CaseorgError("The redacted copy of {label} is larger than the channel takes.", label=item.label)
        _require_nothing_left(plan, out)
    except BaseException:
        out.unlink(missing_ok=True)
        raise
    return Redacted(
        evidence=item,
        audience=plan.audience,
        kinds=tuple(mark.kind for mark in plan.burnt),
        name=out.name,
        sha256=file_digest(out),
        size=size,
        width=plan.reading.pages[0].width,
        height=plan.reading.pages[0].height,
        pages=len(plan.reading.pages) if item.kind is MediaKind.PDF else 0,
        reader=ENGINE,
        made_at=now(),
    )


def _named(kinds: Iterable[Personal]) -> Remark:
    return listing([remark(KIND_NAMES[kind]) for kind in dict.fromkeys(kinds)])


def _content(store: EvidenceStore, plan: Plan, largest: int | None) -> bytes:
    item = plan.evidence
    areas = [[(box.left, box.top, box.right, box.bottom) for box in plan.boxes(page)] for page in plan.pages]
    if item.kind is MediaKind.IMAGE:
        return blackened_picture(stored(store, item), areas[0], largest)
    path = store.path(item.sha256)
    sizes = page_sizes(path)
    if len(sizes) != len(areas):
        raise CaseorgError("{label} has more pages than are read.", "Add those that matter alone.", label=item.label)
    return bound_pages([blackened_page(path, page, DOTS, areas[page]) for page in plan.pages], sizes)


def _require_nothing_left(plan: Plan, copy: Path) -> None:
    """The proof, of the file that is given out."""
    is_picture = plan.evidence.kind is MediaKind.IMAGE
    if holds_more(copy) if is_picture else hides_something(copy):
        raise CaseorgError("The copy holds more than what is seen; it was not kept.", "Try again.")
    found = [kind for page in plan.pages for kind in plan.remains(page, _look(plan, page, copy))]
    if found:
        raise StillReadable(plan.evidence, found)


def _look(plan: Plan, page: int, copy: Path) -> RereadPage:
    spots = plan.spots(page)
    if plan.evidence.kind is MediaKind.PDF:
        return look_at_page(copy, page, spots)
    return look_at_picture(copy, copy_type(copy), spots)
