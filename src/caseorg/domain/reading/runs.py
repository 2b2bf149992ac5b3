"""The chats among a case's pictures, each in the order of their numbers; and pictures that are there twice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, islice, pairwise

from caseorg.domain.case import EvidenceId
from caseorg.domain.reading.agreement import Agreement
from caseorg.domain.reading.bars import USUAL, Bars, common_bars, usual_bars
from caseorg.domain.reading.continuity import ContinuityVerdict, Joint, Shot, join, said
from caseorg.domain.reading.overlap import Overlap, find_overlap, same_rows

_MOST = 40  # pictures of a run of which each is looked for behind every other
_LINKED = (ContinuityVerdict.CONTINUOUS, ContinuityVerdict.DISORDER)


@dataclass(frozen=True, slots=True)
class Run:
    """Pictures of one chat in the order of their numbers, and how each follows the one before it."""

    shots: tuple[EvidenceId, ...]
    joints: tuple[Joint, ...]


@dataclass(frozen=True, slots=True)
class Same:
    """Two pictures that show the same from edge to edge, the later one made smaller or compressed again.

    It is certain where the text was read and is the `SAME`.
    """

    first: EvidenceId
    second: EvidenceId
    text: Agreement


@dataclass(frozen=True, slots=True)
class Continuity:
    """What is known of a case's pictures: its chats, and what is there twice. `unseen` were not looked at yet."""

    runs: tuple[Run, ...] = ()
    same: tuple[Same, ...] = ()
    unseen: int = 0


def find_runs(shots: Sequence[Shot]) -> tuple[Run, ...]:
    """Every chat that more than one picture shows; of other pages, to follow each other means nothing."""
    runs = (_run(group) for group in _groups(shots) if len(group) > 1)
    return tuple(run for run in runs if run.joints)


def same_pictures(shots: Sequence[Shot]) -> tuple[Same, ...]:
    """For each picture that shows the same as an earlier one, the first such; where their text differs they do not."""
    counted = [(shot, shot.strip.marks(0, shot.strip.rows).count) for shot in shots]
    found = (
        Same(one.id, other.id, said(one, other, Overlap(0, 0, one.strip.rows), strict=True))
        for number, (other, more) in enumerate(counted)
        for one, much in counted[:number]
        if 4 * abs(much - more) <= much and same_rows(one.strip, other.strip)
    )
    same = {pair.second: pair for pair in reversed(list(found)) if pair.text is not Agreement.DIFFERENT}
    return tuple(reversed(same.values()))


def _groups(shots: Sequence[Shot]) -> list[list[Shot]]:
    """Pictures with the same title, or that go on where another ends."""
    groups: list[list[Shot]] = []
    for shot in shots:
        titled = (group for group in reversed(groups) if common_bars(group[-1].strip, shot.strip).titled)
        linked = (group for group in groups[-1:] if _go_on(group[-1], shot))  # where a title changed, or was cut off
        if group := next(titled, None) or next(linked, None):
            group.append(shot)
        else:
            groups.append([shot])
    return groups


def _go_on(before: Shot, after: Shot) -> bool:
    bars = common_bars(before.strip, after.strip)
    pairs = (before, after), (after, before)
    found = (find_overlap(one.strip, other.strip, bars) for one, other in pairs)
    return any(overlap and overlap.sure for overlap in found)


def _run(group: Sequence[Shot]) -> Run:
    between = [common_bars(one.strip, other.strip) for one, other in pairwise(group)]
    bars = usual_bars(between)
    joints = [
        join(one, other, bars if bars and own.titled else own)
        for (one, other), own in zip(pairwise(group), between, strict=True)
    ]
    if len(group) <= _MOST:
        joints = [_elsewhere(joint, group, bars or USUAL) for joint in joints]
    return Run(tuple(shot.id for shot in group), tuple(joints if _is_chat(group, joints) else ()))


def _is_chat(group: Sequence[Shot], joints: Sequence[Joint]) -> bool:
    """Where nobody knows, pictures that go on from one another are one."""
    known = [shot.chat for shot in group if shot.chat is not None]
    return any(known) if known else any(joint.verdict in _LINKED for joint in joints)


def _elsewhere(joint: Joint, group: Sequence[Shot], bars: Bars) -> Joint:
    """Where there is a gap, another picture may go on from the first of the two."""
    if joint.verdict is not ContinuityVerdict.GAP:
        return joint
    before = next(shot for shot in group if shot.id == joint.before)
    for shot in _others(group, joint):
        found = find_overlap(before.strip, shot.strip, bars)
        if found and found.sure and not found.within and said(before, shot, found) is not Agreement.DIFFERENT:
            return replace(joint, verdict=ContinuityVerdict.DISORDER, first=before.id, then=shot.id)
    return joint


def _others(group: Sequence[Shot], joint: Joint) -> Iterator[Shot]:
    """Those behind the two; what goes on in an earlier one was told there."""
    later = dropwhile(lambda shot: shot.id != joint.after, group)
    return islice(later, 1, None)
