"""How one screenshot of a chat follows another: whether it goes on, has a gap, or shows the same again.

That is a fact about the pictures; it says nothing of why they are so.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from caseorg.domain.case import EvidenceId
from caseorg.domain.reading.agreement import Agreement, PageRows, agreement
from caseorg.domain.reading.bars import Bars
from caseorg.domain.reading.overlap import LEAST, Overlap, find_overlap, shows_enough
from caseorg.domain.reading.reading import PageReading
from caseorg.domain.reading.strip import Strip


class ContinuityVerdict(StrEnum):
    """How a picture follows the one before it."""

    CONTINUOUS = "goes on"
    GAP = "has a gap"
    REPEATED = "shows the same"
    DISORDER = "order doubtful"
    UNSURE = "not certain"


class Doubt(StrEnum):
    """Why it is not certain."""

    LITTLE = "too little is on both of them"
    TWICE = "what is on both may have been sent twice"
    TEXT = "the text that was read differs where the pixels fit"
    BLANK = "one of them shows too little"


@dataclass(frozen=True, slots=True)
class Shot:
    """A screenshot: its rows and, where it was read, its text. `chat` is None where nobody knows what it shows."""

    id: EvidenceId
    strip: Strip
    page: PageReading | None = None
    chat: bool | None = None


@dataclass(frozen=True, slots=True)
class Joint:
    """How the picture `after` follows the picture `before`. `overlap` is what both show, in pixels of `after`.

    Where the order is doubtful, `first` and `then` are the two pictures that do follow each other.
    """

    before: EvidenceId
    after: EvidenceId
    verdict: ContinuityVerdict
    overlap: int = 0
    text: Agreement = Agreement.UNREAD
    doubt: Doubt | None = None
    first: EvidenceId | None = None
    then: EvidenceId | None = None


def join(before: Shot, after: Shot, bars: Bars) -> Joint:
    """How one follows the other."""
    ahead, back = find_overlap(before.strip, after.strip, bars), find_overlap(after.strip, before.strip, bars)
    if back and (not ahead or (back.sure, back.rows) > (ahead.sure, ahead.rows)):
        return _checked(_backward(before, after, back), said(after, before, back))
    if ahead:
        return _checked(_forward(before, after, ahead), said(before, after, ahead))
    if shows_enough(before.strip, bars) and shows_enough(after.strip, bars):
        return Joint(before.id, after.id, ContinuityVerdict.GAP)
    return Joint(before.id, after.id, ContinuityVerdict.UNSURE, doubt=Doubt.BLANK)


def said(before: Shot, after: Shot, found: Overlap, *, strict: bool = False) -> Agreement:
    """What the text says to rows that both show."""
    if before.page is None or after.page is None:
        return Agreement.UNREAD
    parts = PageRows(before.page, found.before, found.rows), PageRows(after.page, found.after, found.rows)
    return agreement(*parts, strict=strict)


def _forward(before: Shot, after: Shot, found: Overlap) -> Joint:
    joint = Joint(before.id, after.id, ContinuityVerdict.CONTINUOUS, after.strip.pixels(found.rows))
    return _weighed(joint, found)


def _backward(before: Shot, after: Shot, found: Overlap) -> Joint:
    joint = Joint(before.id, after.id, ContinuityVerdict.DISORDER, after.strip.pixels(found.rows))
    return _weighed(replace(joint, first=after.id, then=before.id), found)


def _weighed(joint: Joint, found: Overlap) -> Joint:
    """Pictures of which one has all that the other shows are in no order."""
    if not found.sure:
        return _unsure(joint, Doubt.LITTLE if found.rows < LEAST else Doubt.TWICE)
    return replace(joint, verdict=ContinuityVerdict.REPEATED, first=None, then=None) if found.within else joint


def _checked(joint: Joint, text: Agreement) -> Joint:
    joint = replace(joint, text=text)
    return _unsure(joint, Doubt.TEXT) if text is Agreement.DIFFERENT and not joint.doubt else joint


def _unsure(joint: Joint, doubt: Doubt) -> Joint:
    return replace(joint, verdict=ContinuityVerdict.UNSURE, doubt=doubt, first=None, then=None)
