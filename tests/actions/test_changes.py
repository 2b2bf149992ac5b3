"""Every verb that changes a case brings its own way back: done, undone, done again, the case file is the same, and the
journal verifies. A verb that is in no table here fails."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import mypy.api
import pytest

from actions.verbs import is_change, verbs
from caseorg.actions.annotation import annotate_evidence
from caseorg.actions.case import edit_case, new_case
from caseorg.actions.change import Action
from caseorg.actions.decision import dismiss_proposals, keep_decisions, reopen_dismissed
from caseorg.actions.event import (
    Edit,
    EventDetails,
    add_event,
    edit_event,
    edit_events,
    event_details,
    remove_event,
    restore_event,
    split_event,
)
from caseorg.actions.evidence import (
    Description,
    add_evidence,
    describe_evidence,
    restore_evidence,
    withdraw_evidence,
)
from caseorg.actions.message import MessageDetails, keep_message
from caseorg.actions.moving import move_evidence
from caseorg.actions.numbering import renumber_evidence
from caseorg.actions.promise import (
    PromiseDetails,
    add_promise,
    move_promise,
    remove_promise,
    restore_promise,
    settle_promise,
)
from caseorg.actions.proposal import accept_proposals
from caseorg.actions.redaction import decide_marks, redraw_mark
from caseorg.actions.several import change_source, order_events, remove_several
from caseorg.actions.shelf import put_away, restore_case, trash
from caseorg.domain.annotation import Annotation, AnnotationShape
from caseorg.domain.case import Answer, CaseDetails, CaseFile, Part, Role, Side
from caseorg.domain.moments import parse_moment
from caseorg.domain.privacy.kinds import Personal
from caseorg.domain.reading.proposal import Proposal, ProposalKind, Quote, ToldEvent
from caseorg.domain.reading.reading import Box
from caseorg.domain.redaction.audience import Audience
from caseorg.domain.redaction.marks import RedactionMark
from caseorg.domain.text.told_times import parse_told
from caseorg.evidence.probe import probe
from caseorg.evidence.store import Received
from caseorg.i18n import remark_text
from caseorg.jobs.sample import SAMPLE
from caseorg.jobs.verify import verify
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".mypy_cache"  # of the check before the tests, where it ran: without it this takes seconds longer
AT = parse_moment("2026-11-05 10:00")
MARK = RedactionMark(id="0a1b2c3d4e", kind=Personal.PHONE, page=0, box=Box(4, 8, 30, 20))
ARROW = Annotation(AnnotationShape.ARROW, 0, (9000, 100), (5000, 400))
TOLD = EventDetails(at=AT, text="客服说二十四小时内答复", side=Side.SERVICE)
PIECES = (EventDetails(at=AT, text="我催了"), EventDetails(at=AT, text="客服说等", part=Part.PROMISE))
PROMISED = PromiseDetails(side=Side.SERVICE, text="24小时内答复", made_at=AT)
MESSAGE = MessageDetails(channel="merchant", text="请退款", kind="first")
TYPED = Description("微信", "付款", ("payment",), parse_moment("2026-11-01 15:00"))

# What a verb is given, of the sample case as it stands; what it needs to be so first is done to it.
Given = Callable[[Workspace, CaseFile], Action[Any]]


def new_file(workspace: Workspace) -> Received:
    file = workspace.folder.parent / "聊天.txt"
    file.write_text("你好", encoding="utf-8")
    return workspace.evidence.receive(file)


def added(workspace: Workspace, received: Received) -> Action[Any]:
    return partial(add_evidence, received=received, found=probe(received))


def added_again(workspace: Workspace, case: CaseFile) -> Action[Any]:
    """The same bytes as evidence that was withdrawn."""
    item = case.evidence[0]
    workspace.write(withdraw_evidence, SAMPLE, (item.id,))
    return added(workspace, workspace.evidence.receive(workspace.evidence.path(item.sha256)))


def edited(case: CaseFile, **fields: Any) -> Action[Any]:
    return partial(edit_case, details=replace(case.details, **fields), before=case.details)


def several_edited(_: Workspace, case: CaseFile) -> Action[Any]:
    """The first event twice, the second time as it was left."""
    first, second = map(event_details, case.events[:2])
    once, other = replace(first, part=Part.BUY), replace(second, side=Side.PLATFORM)
    edits = [Edit(case.events[0].id, first, once), Edit(case.events[1].id, second, other)]
    return partial(edit_events, edits=[*edits, Edit(case.events[0].id, once, replace(once, text="付了款"))])


def after(verb: Callable[..., object], kind: str, action: Callable[..., Any], *, many: bool = False) -> Given:
    """The action on the first thing of this kind, once the verb was."""

    def given(workspace: Workspace, case: CaseFile) -> Action[Any]:
        key = getattr(case, kind)[0].id
        workspace.write(verb, SAMPLE, (key,) if many else key)
        return on_first(kind, action, many=many)(workspace, case)

    return given


def on_first(kind: str, action: Callable[..., Any], *, many: bool = False, **more: object) -> Given:
    names = {"events": "event_id", "promises": "promise_id", "evidence": "evidence_id"}

    def given(_: Workspace, case: CaseFile) -> Action[Any]:
        key = getattr(case, kind)[0].id
        return partial(action, **({f"{names[kind]}s": (key,)} if many else {names[kind]: key}), **more)

    return given


def proposed(case: CaseFile) -> tuple[Proposal, ...]:
    """A source of the first piece, which proves another thing, and an event that the second one tells."""
    told, box = ToldEvent(at=AT, side=Side.SERVICE, text="客服说等", part=Part.ANSWER), Box(10, 20, 300, 60)
    values = ((ProposalKind.SOURCE, "订单页", 0), (ProposalKind.EVENT, told, 1))
    return tuple(
        Proposal(id=f"{number}", kind=kind, value=value, quotes=(Quote(case.evidence[number].id, 0, box, "等"),))
        for kind, value, number in values
    )


def dismissed(workspace: Workspace, case: CaseFile) -> tuple[Proposal, ...]:
    chosen = proposed(case)
    workspace.write(dismiss_proposals, SAMPLE, chosen)
    return chosen


def drawn(workspace: Workspace, case: CaseFile) -> RedactionMark:
    item = case.evidence[0].id
    workspace.write(decide_marks, SAMPLE, item, Audience.PUBLIC, [MARK], confirmed=True)
    return MARK


def ordered(workspace: Workspace, case: CaseFile) -> Action[Any]:
    """The last of three events of one time comes first."""
    at = case.events[1].at
    keys = [workspace.change(add_event, SAMPLE, EventDetails(at=at, text=text)) for text in ("甲", "乙")]
    return partial(order_events, order=[keys[1], case.events[1].id, keys[0]])


CHANGES: dict[str, Given] = {
    "put_away": lambda *_: put_away,
    "trash": lambda *_: trash,
    "restore_case": lambda workspace, _: workspace.write(trash, SAMPLE) and restore_case,
    "annotate_evidence": on_first("evidence", annotate_evidence, annotations=(ARROW,), before=()),
    "add_event": lambda _, case: partial(add_event, details=replace(TOLD, evidence=(case.evidence[0].id,))),
    "edit_event": on_first("events", edit_event, details=TOLD),
    "edit_event: a time that is not certain": on_first(
        "events", edit_event, details=replace(TOLD, at=parse_told("2026年11月上旬", AT.at))
    ),
    "edit_events": several_edited,
    "remove_event": on_first("events", remove_event),
    "restore_event": after(remove_event, "events", restore_event),
    "remove_several": lambda _, case: partial(
        remove_several,
        events=[case.events[0].id, case.events[3].id],
        promises=[case.promises[0].id],
        evidence=[case.evidence[4].id],
    ),
    "change_source": lambda _, case: partial(
        change_source, evidence_ids=[item.id for item in case.evidence[:3]], source="手机截图"
    ),
    "order_events": ordered,
    "split_event": on_first("events", split_event, pieces=PIECES),
    "split_event: with a promise": lambda _, case: partial(
        split_event, event_id=next(promise.event for promise in case.promises if promise.event), pieces=PIECES
    ),
    "add_promise": lambda _, case: partial(add_promise, details=replace(PROMISED, event=case.events[0].id)),
    "settle_promise": on_first("promises", settle_promise, kept=False),
    "move_promise": lambda _, case: partial(move_promise, promise_id=case.promises[0].id, event_id=case.events[0].id),
    "move_promise: out of any event": on_first("promises", move_promise, event_id=None),
    "remove_promise": on_first("promises", remove_promise),
    "restore_promise": after(remove_promise, "promises", restore_promise),
    "add_evidence": lambda workspace, _: added(workspace, new_file(workspace)),
    "add_evidence: withdrawn before": added_again,
    "describe_evidence": on_first("evidence", describe_evidence, description=TYPED),
    "withdraw_evidence": on_first("evidence", withdraw_evidence, many=True),
    "withdraw_evidence: all": lambda _, case: partial(
        withdraw_evidence, evidence_ids=tuple(item.id for item in case.evidence)
    ),
    "restore_evidence": after(withdraw_evidence, "evidence", restore_evidence, many=True),
    "move_evidence": lambda workspace, case: partial(
        move_evidence,
        evidence_ids=[item.id for item in case.evidence[1:3]],
        target=workspace.write(new_case, CaseDetails(title="另一件")),
    ),
    "renumber_evidence": lambda _, case: partial(
        renumber_evidence, order=[item.id for item in reversed(case.evidence)], anyway=True
    ),
    "keep_message: sent": lambda _, case: partial(
        keep_message, details=replace(MESSAGE, attached=(case.evidence[0].id,), sent_at=AT.at)
    ),
    "keep_message: not sent yet": lambda *_: partial(keep_message, details=MESSAGE),
    "accept_proposals": lambda _, case: partial(accept_proposals, chosen=proposed(case), over=True),
    "accept_proposals: dismissed before": lambda workspace, case: partial(
        accept_proposals, chosen=dismissed(workspace, case), over=True
    ),
    "dismiss_proposals": lambda _, case: partial(dismiss_proposals, chosen=proposed(case)),
    "reopen_dismissed": lambda workspace, case: partial(reopen_dismissed, chosen=dismissed(workspace, case)),
    "decide_marks": lambda _, case: partial(
        decide_marks, evidence=case.evidence[0].id, audience=Audience.PUBLIC, marks=[MARK], confirmed=True
    ),
    "redraw_mark": lambda workspace, case: partial(
        redraw_mark, evidence=case.evidence[0].id, audience=Audience.PUBLIC, old=drawn(workspace, case), new=None
    ),
    "keep_decisions": lambda _, case: partial(keep_decisions, chosen=proposed(case), accepted=True),
    "edit_case": lambda _, case: edited(case, title="别的", scenario="fake-service", platform="taobao"),
    "edit_case: the demand": lambda _, case: edited(case, demand="下周五前退款98元"),
    "edit_case: no orders": lambda _, case: edited(case, orders=()),
    "edit_case: another order": lambda _, case: edited(
        case, orders=(*case.orders, replace(case.orders[0], id="", number="2"))
    ),
    "edit_case: the parties": lambda _, case: edited(
        case, parties=(replace(case.parties[0], role=Role.PLATFORM, name="甲公司"),)
    ),
    "edit_case: the answers": lambda _, case: edited(case, answers=(Answer(question="code-once", value="是"),)),
}

# What makes a case, or notes what happened outside: a step back would leave a lie. One only looks.
LASTING = {
    "require_unanswered": "it changes nothing",
    "find_evidence": "it changes nothing",
    "stored_evidence": "it changes nothing",
    "journal_evidence": "a part of verbs that give the change",
    "store_decision": "a part of verbs that give the change",
    "set_removed": "a part of verbs that give the change",
    "new_case": "a case comes with it",
    "take_case": "a case comes with it",
    "set_profile": "it is of no case",
    "record_document": "the paper is on the disk",
    "record_documents": "the papers are on the disk",
    "record_override": "it went out",
    "note_request": "the request is on the disk",
    "note_answer": "the authority's answer holds",
    "announce_files": "tells of files that come in with a case, which is there or not afterwards",
    "purge_case": "there is no way back, which is said before",
    "drop_files": "a part of the purge",
}


def seen(workspace: Workspace) -> CaseFile:
    """The case as papers tell it; only how often and when it was changed is not taken back."""
    case = workspace.read(load_case, SAMPLE)
    return replace(case, evidence=case.standing_evidence, revision=0, updated_at=case.created_at)


def require_verified(workspace: Workspace) -> None:
    assert list(verify(workspace))


def test_every_verb_is_a_change_or_is_known_to_last() -> None:
    found = verbs()
    changes = {name for name, verb in found.items() if is_change(verb)}
    assert changes == {name.partition(":")[0] for name in CHANGES}
    assert found.keys() - changes == set(LASTING)


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_done_and_taken_back_and_done_again(sample: Workspace, name: str) -> None:
    action = CHANGES[name](sample, sample.read(load_case, SAMPLE))
    before = seen(sample)
    change = sample.write(action, SAMPLE)
    done = seen(sample)
    assert done != before and not change.already
    assert remark_text(change.name)
    for verb, expected in ((change.undo, before), (change.redo, done), (change.undo, before)):
        sample.write(verb, SAMPLE)
        assert seen(sample) == expected
    require_verified(sample)


WRONG = """
from caseorg.actions.event import remove_event
from caseorg.actions.guard import record_override
from caseorg.domain.case import CaseId, EventId
from caseorg.domain.guard.findings import Outgoing
from caseorg.gui.desk import Desk
from caseorg.workspace import Workspace
from functools import partial


def use(desk: Desk, workspace: Workspace, going: Outgoing) -> None:
    desk.do(partial(remove_event, event_id=EventId("")))
    desk.do(partial(record_override, going=going, held=()))  # wrong
    workspace.change(remove_event, CaseId(""), EventId(""))
    workspace.change(record_override, CaseId(""), going, ())  # wrong
"""


def test_a_verb_that_brings_no_way_back_fails_the_type_check(tmp_path: Path) -> None:
    file = tmp_path / "wrong.py"
    file.write_text(WRONG, encoding="utf-8")
    wrong = [number for number, line in enumerate(WRONG.splitlines(), start=1) if line.endswith("# wrong")]
    told, _, code = mypy.api.run(["--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(CACHE), str(file)])
    faults = [line for line in told.splitlines() if ": error: " in line]
    assert code == 1, told
    assert [int(line.split(":")[1]) for line in faults] == wrong, told
