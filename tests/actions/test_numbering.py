"""Evidence gets other numbers: what the user wrote follows, what was kept holds them, and the way back is as true."""

from dataclasses import replace

import pytest

from caseorg.actions.case import edit_case
from caseorg.actions.event import edit_event, event_details, remove_event
from caseorg.actions.evidence import Description, describe_evidence
from caseorg.actions.message import MessageDetails, keep_message
from caseorg.actions.numbering import renumber_evidence
from caseorg.domain.case import CaseFile
from caseorg.domain.errors import CaseorgError
from caseorg.jobs.sample import SAMPLE
from caseorg.jobs.verify import verify
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace


def case_of(workspace: Workspace) -> CaseFile:
    return workspace.read(load_case, SAMPLE)


def kept(workspace: Workspace, text: str) -> None:
    workspace.change(keep_message, SAMPLE, MessageDetails(channel="merchant", text=text))


def test_what_was_written_follows_and_is_back_word_for_word(sample: Workspace) -> None:
    case = case_of(sample)
    event, item = case.events[0], case.evidence[3]
    words = "见证据1、2，另见证据1至3；订单1"
    sample.change(edit_event, SAMPLE, event.id, replace(event_details(event), text=words))
    sample.change(describe_evidence, SAMPLE, item.id, Description("与证据2同一页", "证据2的下半"))
    sample.change(edit_case, SAMPLE, replace(case.details, demand="按证据3退款98元"))
    before = case_of(sample)
    first, second, third = (one.id for one in before.evidence[:3])
    change = sample.write(renumber_evidence, SAMPLE, (second, third, first))
    after = case_of(sample)
    told = next(one.text for one in after.events if one.id == event.id)
    assert told == "见证据3、1，另见证据1至3；订单1"
    described = next(one for one in after.evidence if one.id == item.id)
    assert (described.source, described.proves, after.demand) == ("与证据1同一页", "证据1的下半", "按证据2退款98元")
    sample.write(change.undo, SAMPLE)
    back = case_of(sample)
    assert (back.events, back.evidence, back.demand) == (before.events, before.evidence, before.demand)
    assert list(verify(sample))


def test_an_event_that_comes_back_says_the_numbers_that_are_now(sample: Workspace) -> None:
    event = case_of(sample).events[0]
    words = replace(event_details(event), text="见证据1至2，另见证据1")
    sample.change(edit_event, SAMPLE, event.id, words)
    before = case_of(sample)
    first, second, third = (one.id for one in before.evidence[:3])

    def told() -> list[str]:
        return [one.text for one in case_of(sample).events if one.id == event.id]

    removed = sample.write(remove_event, SAMPLE, event.id)
    renumbered = sample.write(renumber_evidence, SAMPLE, (third, second, first))
    assert told() == []
    sample.write(removed.undo, SAMPLE)
    assert told() == ["见证据2至3，另见证据3"]
    sample.write(removed.redo, SAMPLE)
    sample.write(renumbered.undo, SAMPLE)
    sample.write(renumbered.redo, SAMPLE)
    sample.write(removed.undo, SAMPLE)
    assert told() == ["见证据2至3，另见证据3"]
    sample.write(removed.redo, SAMPLE)
    sample.write(renumbered.undo, SAMPLE)
    sample.write(removed.undo, SAMPLE)
    back = case_of(sample)
    assert (back.events, back.evidence) == (before.events, before.evidence)
    assert list(verify(sample))


def test_a_way_back_is_closed_once_something_kept_has_the_new_numbers(sample: Workspace) -> None:
    first, second = (item.id for item in case_of(sample).evidence[:2])
    change = sample.write(renumber_evidence, SAMPLE, (second, first))
    sample.write(change.undo, SAMPLE)
    sample.write(change.redo, SAMPLE)
    kept(sample, "不写编号")
    sample.write(change.undo, SAMPLE)
    sample.write(change.redo, SAMPLE)
    kept(sample, "见证据1")
    with pytest.raises(CaseorgError, match="change the numbers anew"):
        sample.write(change.undo, SAMPLE)
    assert [item.id for item in case_of(sample).evidence[:2]] == [second, first]


def test_only_numbers_that_would_change_are_held(sample: Workspace) -> None:
    kept(sample, "见证据1")
    items = [item.id for item in case_of(sample).evidence]
    assert sample.write(renumber_evidence, SAMPLE, (items[0], items[2], items[1])).made
    with pytest.raises(CaseorgError, match="证据1 stands in messages or papers"):
        sample.write(renumber_evidence, SAMPLE, (items[2], items[0]))
    with pytest.raises(CaseorgError, match="no such evidence"):
        sample.write(renumber_evidence, SAMPLE, (items[1], items[1]))
