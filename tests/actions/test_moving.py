"""Evidence moved to another case: in both cases at once, with all that was said of it, and back."""

import json
from functools import partial
from typing import Any

import pytest

from caseorg.actions.annotation import annotate_evidence
from caseorg.actions.case import new_case
from caseorg.actions.change import Change
from caseorg.actions.evidence import Description, describe_evidence, withdraw_evidence
from caseorg.actions.message import MessageDetails, keep_message
from caseorg.actions.moving import move_evidence
from caseorg.actions.numbering import renumber_evidence
from caseorg.actions.redaction import decide_marks
from caseorg.actions.shelf import trash
from caseorg.domain.annotation import Annotation, AnnotationShape
from caseorg.domain.case import CaseDetails, CaseFile, CaseId, Evidence
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import parse_moment
from caseorg.domain.privacy.kinds import Personal
from caseorg.domain.reading.reading import Box
from caseorg.domain.redaction.audience import Audience
from caseorg.domain.redaction.marks import RedactionMark
from caseorg.jobs.sample import SAMPLE
from caseorg.jobs.verify import verify
from caseorg.store.journal import journal_entries
from caseorg.store.queries import load_case
from caseorg.views.messages import message_notes
from caseorg.workspace import Workspace

ARROW = Annotation(AnnotationShape.ARROW, 0, (9000, 100), (5000, 400))
MARK = RedactionMark(id="0a1b2c3d4e", kind=Personal.PHONE, page=0, box=Box(4, 8, 30, 20))
TYPED = Description("微信", "付款", ("payment",), parse_moment("2026-11-01 15:00"))
AT = parse_moment("2026-11-05 10:00").at


def case_of(workspace: Workspace, case_id: CaseId = SAMPLE) -> CaseFile:
    return workspace.read(load_case, case_id)


def other_case(workspace: Workspace) -> CaseId:
    return workspace.write(new_case, CaseDetails(title="另一件"))


def moved(workspace: Workspace, target: CaseId, *items: Evidence, keep: bool = False) -> Change[Any]:
    return workspace.write(move_evidence, SAMPLE, tuple(item.id for item in items), target, keep=keep)


def told(item: Evidence) -> tuple[object, ...]:
    return item.sha256, item.name, item.source, item.proves, item.shows, item.taken_at, item.annotations, item.note


def test_it_goes_with_all_that_was_said_of_it_and_both_journals_say_so(sample: Workspace) -> None:
    item, target = case_of(sample).evidence[1], other_case(sample)
    sample.change(describe_evidence, SAMPLE, item.id, TYPED)
    sample.change(annotate_evidence, SAMPLE, item.id, (ARROW,), ())
    sample.change(decide_marks, SAMPLE, item.id, Audience.PUBLIC, [MARK], confirmed=True)
    sent = sample.change(keep_message, SAMPLE, MessageDetails(channel="merchant", text="请退款", attached=(item.id,)))
    item = case_of(sample).evidence[1]
    change = moved(sample, target, item)
    here, there = case_of(sample), case_of(sample, target)
    assert [one.id for one in here.evidence if one.withdrawn] == [item.id] and here.evidence[1].number == 2
    assert next(one for one in here.messages if one.id == sent).attached == (item.id,)
    (arrived,) = there.evidence
    assert (arrived.id,) == change.made and arrived.number == 1 and told(arrived) == told(item)
    assert [(one.proposal, one.evidence) for one in there.decisions] == [(MARK.id, arrived.id)]
    entries = sample.read(lambda source: tuple(journal_entries(source)))
    said = {one.case_id: json.loads(one.details) for one in entries if one.action == "evidence.move"}
    assert said == {
        SAMPLE: {"evidence": item.id, "to": target, "as": arrived.id},
        target: {"evidence": arrived.id, "from": SAMPLE, "was": item.id},
    }
    for verb, withdrawn in ((change.undo, True), (change.redo, False)):
        sample.write(verb, SAMPLE)
        (again,) = case_of(sample, target).evidence
        assert (again.withdrawn, case_of(sample).evidence[1].withdrawn) == (withdrawn, not withdrawn)
        assert len(case_of(sample, target).decisions) == (not withdrawn)
    assert list(verify(sample))


def test_what_a_kept_message_names_can_only_be_copied(sample: Workspace) -> None:
    first, second = case_of(sample).evidence[:2]
    target = other_case(sample)
    sample.change(keep_message, SAMPLE, MessageDetails(channel="merchant", text="见证据1", sent_at=AT))
    with pytest.raises(CaseorgError, match="A message that was kept names 证据1"):
        moved(sample, target, first, second)
    assert case_of(sample, target).evidence == ()
    change = moved(sample, target, first, second, keep=True)
    assert not any(item.withdrawn for item in case_of(sample).evidence)
    assert [item.sha256 for item in case_of(sample, target).evidence] == [first.sha256, second.sha256]
    sample.write(change.undo, SAMPLE)
    assert case_of(sample, target).standing_evidence == ()
    assert list(verify(sample))


def test_a_piece_that_was_there_before_stands_again_and_back_it_is_as_it_was(sample: Workspace) -> None:
    item, target = case_of(sample).evidence[0], other_case(sample)
    sample.change(decide_marks, SAMPLE, item.id, Audience.PUBLIC, [MARK], confirmed=True)
    (there,) = moved(sample, target, item, keep=True).made
    sample.change(describe_evidence, target, there, Description("旧的说明"))
    sample.change(withdraw_evidence, target, (there,))
    before = case_of(sample, target)
    change = moved(sample, target, item)
    after = case_of(sample, target)
    (again,) = after.evidence
    assert again.id == there and not again.withdrawn and told(again) == told(item)
    assert after.decisions == before.decisions and len(after.decisions) == 1  # it is to be blackened once
    sample.write(change.undo, SAMPLE)
    back = case_of(sample, target)
    assert (back.evidence, back.decisions) == (before.evidence, before.decisions)
    assert not case_of(sample).evidence[0].withdrawn
    assert list(verify(sample))


def test_a_way_back_over_what_was_changed_meanwhile_is_refused_as_a_whole(sample: Workspace) -> None:
    item, target = case_of(sample).evidence[0], other_case(sample)
    change = moved(sample, target, item)
    sample.change(describe_evidence, target, change.made[0], Description("改过"))
    with pytest.raises(CaseorgError, match="changed elsewhere"):
        sample.write(change.undo, SAMPLE)
    assert case_of(sample).evidence[0].withdrawn and not case_of(sample, target).evidence[0].withdrawn


def test_a_way_back_that_would_leave_a_message_without_what_it_shows_is_refused(sample: Workspace) -> None:
    item, target = case_of(sample).evidence[0], other_case(sample)
    change = moved(sample, target, item)
    sample.change(keep_message, target, MessageDetails(channel="merchant", text="见证据1"))
    with pytest.raises(CaseorgError, match="names 证据1"):
        sample.write(change.undo, SAMPLE)
    assert not case_of(sample, target).evidence[0].withdrawn


@pytest.mark.parametrize("meanwhile", ["described", "withdrawn", "named"])
def test_what_was_taken_back_goes_again_only_as_it_was(sample: Workspace, meanwhile: str) -> None:
    item, target = case_of(sample).evidence[0], other_case(sample)
    change = moved(sample, target, item)
    sample.write(change.undo, SAMPLE)
    if meanwhile == "described":
        sample.change(describe_evidence, SAMPLE, item.id, Description("改过"))
    elif meanwhile == "withdrawn":
        sample.change(withdraw_evidence, SAMPLE, (item.id,))
    else:
        sample.change(keep_message, SAMPLE, MessageDetails(channel="merchant", text="见证据1"))
    before = case_of(sample)
    with pytest.raises(CaseorgError, match="names 证据1" if meanwhile == "named" else "changed elsewhere"):
        sample.write(change.redo, SAMPLE)
    assert case_of(sample) == before and not case_of(sample, target).standing_evidence


@pytest.mark.parametrize("why", ["itself", "trash", "already", "withdrawn"])
def test_where_it_cannot_go_is_said(sample: Workspace, why: str) -> None:
    item, target = case_of(sample).evidence[0], other_case(sample)
    go = partial(moved, sample, target, item)
    if why == "itself":
        go = partial(moved, sample, SAMPLE, item)
    elif why == "trash":
        sample.change(trash, target)
    elif why == "already":
        moved(sample, target, item, keep=True)
    else:
        sample.change(withdraw_evidence, SAMPLE, (item.id,))
    before = case_of(sample, target), case_of(sample)
    words = {
        "itself": "in this case already",
        "trash": "in the trash",
        "already": "has 证据1 already",
        "withdrawn": "no such evidence",
    }
    with pytest.raises(CaseorgError, match=words[why]):
        go()
    assert (case_of(sample, target), case_of(sample)) == before


def test_a_sent_message_says_what_went_with_it_and_what_its_numbers_are_now(sample: Workspace) -> None:
    first, second = case_of(sample).evidence[:2]
    details = MessageDetails(channel="merchant", text="见证据1", attached=(first.id, second.id), sent_at=AT)
    key = sample.change(keep_message, SAMPLE, details)
    moved(sample, other_case(sample), second)
    sample.change(renumber_evidence, SAMPLE, (second.id, first.id), anyway=True)
    case = case_of(sample)
    message = next(one for one in case.messages if one.id == key)
    assert [str(note) for note in message_notes(case, message)] == [
        "Sent along, withdrawn since: 证据1",
        "证据1 in this text has the number 证据2 now",
    ]
