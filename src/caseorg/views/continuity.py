"""How the pictures of a case follow each other, in words: facts about pictures, and who is to look at which."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from caseorg.domain.case import CaseFile, EvidenceId
from caseorg.domain.reading.agreement import Agreement
from caseorg.domain.reading.continuity import ContinuityVerdict, Joint
from caseorg.domain.reading.runs import Continuity, Same
from caseorg.i18n import listed, tr
from caseorg.views.points import Point, Section, Weight
from caseorg.views.targets import ToEvidence

Labels = Mapping[EvidenceId, str]


def labels_of(case: CaseFile) -> Labels:
    """What its pieces of evidence are called."""
    return {item.id: item.label for item in case.evidence}


def continuity_section(case: CaseFile, found: Continuity) -> Section | None:
    """For the checkup; None where no picture has to do with another."""
    points = tuple(_points(labels_of(case), found))
    return Section(tr("How the screenshots follow each other"), points) if points else None


def continuity_lines(case: CaseFile, found: Continuity) -> Iterator[str]:
    """Chat by chat, each pair on a line; then what is there twice."""
    labels = labels_of(case)
    for run in found.runs:
        yield tr("A chat on {labels}:", labels=listed(labels[shot] for shot in run.shots))
        yield from (f"  {joint_text(labels, joint)}" for joint in run.joints)
    yield from (same_text(labels, same) for same in found.same)
    if not found.runs and not found.same:
        yield tr("No picture goes on from another, and none is there twice.")
    yield from _unseen(found)
    yield _basis()


def continuity_facts(case: CaseFile, found: Continuity) -> dict[str, Any]:
    """As JSON: keys that do not change, evidence by its labels."""
    labels = labels_of(case)
    return {
        "runs": [
            {
                "evidence": [labels[shot] for shot in run.shots],
                "joints": [_joint_facts(labels, joint) for joint in run.joints],
            }
            for run in found.runs
        ],
        "same": [
            {"first": labels[same.first], "second": labels[same.second], "text": same.text.name.lower()}
            for same in found.same
        ],
        "unseen": found.unseen,
    }


def joint_text(labels: Labels, joint: Joint) -> str:
    """How one picture follows the one before it."""
    known = {"before": labels[joint.before], "after": labels[joint.after], "pixels": joint.overlap}
    if joint.verdict is ContinuityVerdict.CONTINUOUS:
        return tr("{after} goes on from {before}: about {pixels} pixels are on both.", **known) + _confirmed(joint.text)
    if joint.verdict is ContinuityVerdict.REPEATED:
        return tr("{after} shows the same part of the chat as {before}.", **known) + _confirmed(joint.text)
    if joint.verdict is ContinuityVerdict.DISORDER:
        return _order_text(labels, joint)
    if joint.verdict is ContinuityVerdict.GAP:
        return tr(
            "{before} and {after}: nothing on both was found; something between may be on no picture.",
            **known,
        )
    assert joint.doubt
    doubt = tr("Whether {after} goes on from {before} is not certain: {doubt}.", **known, doubt=tr(joint.doubt))
    return doubt + (tr(" About {pixels} pixels are on both.", **known) if joint.overlap else "")


def same_text(labels: Labels, same: Same) -> str:
    """That one picture is there twice, as far as that is known."""
    known = {"first": labels[same.first], "second": labels[same.second]}
    if same.text is Agreement.SAME:
        return tr("{second} is the same picture as {first}, made smaller or compressed again.", **known)
    why = tr(same.text)
    return tr("{second} may be the same picture as {first}; please compare them: {why}.", **known, why=why)


def _order_text(labels: Labels, joint: Joint) -> str:
    assert joint.first and joint.then
    known = {"first": labels[joint.first], "then": labels[joint.then]}
    if joint.then == joint.before:
        return tr("{first} comes before {then} in the chat, but has a later number.", **known)
    between = {**known, "after": labels[joint.after]}
    return tr("What goes on from {first} is {then}; {after}, the next in number, does not.", **between)


def _confirmed(text: Agreement) -> str:
    if text is Agreement.SAME:
        return tr(" The text there is the same.")
    return tr(" By pixels alone: {why}.", why=tr(text))


def _points(labels: Labels, found: Continuity) -> Iterator[Point]:
    pairs = {(same.first, same.second) for same in found.same}
    for run in found.runs:
        yield from _of_run(labels, [joint for joint in run.joints if (joint.before, joint.after) not in pairs])
    for same in found.same:
        yield Point(text=same_text(labels, same), target=ToEvidence(same.second), doing=tr("Look at it"))
    if found.runs or found.same:
        yield from (Point(text=text, weight=Weight.REMARK) for text in (*_unseen(found), _basis()))


def _of_run(labels: Labels, joints: Sequence[Joint]) -> Iterator[Point]:
    """What goes on is told in one line; each of the others is to be looked at."""
    going_on = [joint for joint in joints if joint.verdict is ContinuityVerdict.CONTINUOUS]
    if going_on:
        links = listed(f"{labels[joint.before]} → {labels[joint.after]}" for joint in going_on)
        yield Point(text=tr("These go on from each other: {links}.", links=links))
    for joint in joints:
        if joint.verdict is not ContinuityVerdict.CONTINUOUS:
            yield Point(text=joint_text(labels, joint), target=ToEvidence(joint.after), doing=tr("Look at it"))


def _unseen(found: Continuity) -> Iterator[str]:
    if found.unseen:
        yield tr("{count} pictures could not be compared.", count=found.unseen)


def _basis() -> str:
    return tr("The program compared pixels and the text that it read; the pictures are what counts.")


def _joint_facts(labels: Labels, joint: Joint) -> dict[str, Any]:
    return {
        "before": labels[joint.before],
        "after": labels[joint.after],
        "verdict": joint.verdict.name.lower(),
        "overlap": joint.overlap,
        "text": joint.text.name.lower(),
        "doubt": joint.doubt.name.lower() if joint.doubt else None,
        "first": labels[joint.first] if joint.first else None,
        "then": labels[joint.then] if joint.then else None,
    }
