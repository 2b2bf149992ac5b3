"""Each action is one transaction with its journal entry; a failing one leaves nothing."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from caseorg.actions.case import edit_case, new_case, set_profile
from caseorg.actions.document import record_document
from caseorg.actions.event import EventDetails, add_event, edit_event, remove_event, restore_event
from caseorg.actions.evidence import Description, add_evidence, describe_evidence, restore_evidence, withdraw_evidence
from caseorg.actions.message import MessageDetails, keep_message
from caseorg.actions.promise import PromiseDetails, add_promise, remove_promise, restore_promise, settle_promise
from caseorg.actions.work import Adding, UnitOfWork
from caseorg.domain.case import CaseDetails, Document, DocumentId, Person, Side
from caseorg.domain.journal.chain import JournalEntry
from caseorg.domain.moments import parse_moment
from caseorg.evidence.probe import probe
from caseorg.jobs.sample import SAMPLE
from caseorg.jobs.verify import verify
from caseorg.store.journal import journal_entries
from caseorg.store.queries import load_case
from caseorg.store.records import list_promises
from caseorg.workspace import Workspace, open_workspace

NOW = datetime(2026, 11, 1, tzinfo=UTC)
PAPER = Document(id=DocumentId("1"), kind="pack", name="a.pdf", sha256="0" * 64, pages=1, made_at=NOW)
PROMISED = PromiseDetails(side=Side.SERVICE, text="24小时内答复", made_at=parse_moment("2026-11-01 15:00"))
TOLD = EventDetails(at=parse_moment("2026-11-01"), text="付款")


def add_file(work: Adding, file: Path) -> object:
    received = work.evidence.receive(file)
    return add_evidence(work, SAMPLE, received, probe(received))


Act = Callable[[UnitOfWork, Path], object]


def with_event(action: Callable[..., object], *more: object) -> Act:
    return lambda work, _: action(work, SAMPLE, load_case(work.session, SAMPLE).events[0].id, *more)


def with_promise(action: Callable[..., object], *more: object) -> Act:
    return lambda work, _: action(work, SAMPLE, list_promises(work.session, SAMPLE)[0][1].promise.id, *more)


def with_evidence(action: Callable[..., object], *more: object, many: bool = True) -> Act:
    def act(work: UnitOfWork, _: Path) -> object:
        key = load_case(work.session, SAMPLE).evidence[0].id
        return action(work, SAMPLE, (key,) if many else key, *more)

    return act


PLAIN: dict[str, Callable[[Adding, Path], object]] = {
    "document.export": lambda work, _: record_document(work, SAMPLE, PAPER),
    "evidence.add": lambda work, file: add_file(work, file),
}
ACTIONS: dict[str, Act] = {
    **PLAIN,
    "case.new": lambda work, _: new_case(work, CaseDetails(title="b")),
    "case.edit": lambda work, _: edit_case(work, SAMPLE, CaseDetails(title="b")),
    "profile.set": lambda work, _: set_profile(work, Person(name="王")),
    "message.keep": lambda work, _: keep_message(work, SAMPLE, MessageDetails(channel="merchant", text="请退款")),
    "event.add": lambda work, _: add_event(work, SAMPLE, TOLD),
    "event.edit": with_event(edit_event, TOLD),
    "event.remove": with_event(remove_event),
    "event.restore": with_event(restore_event),
    "promise.add": lambda work, _: add_promise(work, SAMPLE, PROMISED),
    "promise.settle": with_promise(settle_promise, False),
    "promise.remove": with_promise(remove_promise),
    "promise.restore": with_promise(restore_promise),
    "evidence.describe": with_evidence(describe_evidence, Description("微信", "付款"), many=False),
    "evidence.withdraw": with_evidence(withdraw_evidence),
    "evidence.restore": with_evidence(restore_evidence),
}


def journal(workspace: Workspace) -> tuple[JournalEntry, ...]:
    return workspace.read(lambda session: tuple(journal_entries(session)))


def content(database: Path) -> list[str]:
    """Everything that the database says."""
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())


@pytest.fixture
def file(sample: Workspace, tmp_path: Path) -> Path:
    """A new file to add; the sample case's first evidence is withdrawn before evidence.restore."""
    found = tmp_path / "聊天.txt"
    found.write_text("你好", encoding="utf-8")
    return found


@pytest.mark.parametrize("name", ACTIONS)
def test_each_action_leaves_one_journal_entry(sample: Workspace, file: Path, name: str) -> None:
    if name == "evidence.restore":
        sample.write(ACTIONS["evidence.withdraw"], file)
    before = journal(sample)
    sample.write(ACTIONS[name], file)
    *others, last = journal(sample)
    assert tuple(others) == before
    assert last.action == name
    assert last.case_id == ("" if name == "profile.set" else last.case_id if name == "case.new" else SAMPLE)
    assert len(list(verify(sample))) >= 5


@pytest.mark.parametrize("name", ACTIONS)
def test_a_failing_action_leaves_nothing(sample: Workspace, file: Path, name: str) -> None:
    before = content(sample.folder / "caseorg.db")

    def fails(work: UnitOfWork) -> None:
        ACTIONS[name](work, file)
        work.session.flush()
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError, match="power"):
        sample.write(fails)
    assert content(sample.folder / "caseorg.db") == before


@pytest.mark.parametrize("name", ACTIONS)
def test_an_action_without_its_journal_entry_is_not_done(
    sample: Workspace, file: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name == "evidence.restore":
        sample.write(ACTIONS["evidence.withdraw"], file)
    before = content(sample.folder / "caseorg.db")

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("no journal")

    monkeypatch.setattr("caseorg.actions.work.follow", fails)
    with pytest.raises(RuntimeError, match="no journal"):
        sample.write(ACTIONS[name], file)
    assert content(sample.folder / "caseorg.db") == before


@pytest.mark.parametrize("name", sorted(ACTIONS.keys() - {"case.new", "profile.set"}))
def test_each_change_makes_what_others_saw_stale(sample: Workspace, file: Path, name: str) -> None:
    if name == "evidence.restore":
        sample.write(ACTIONS["evidence.withdraw"], file)
    before = sample.read(load_case, SAMPLE)
    sample.write(ACTIONS[name], file)
    after = sample.read(load_case, SAMPLE)
    assert after.revision == before.revision + 1
    assert after.updated_at > before.updated_at
    assert after.created_at == before.created_at


def seen(workspace: Workspace) -> tuple[object, ...]:
    """What an action leaves, but for ids and instants."""
    case = workspace.read(load_case, SAMPLE)
    return len(case.evidence), len(case.documents), case.revision, [one.action for one in journal(workspace)]


@pytest.mark.parametrize("name", PLAIN)
def test_in_plain_sql_the_same_is_written(sample: Workspace, tmp_path: Path, file: Path, name: str) -> None:
    with open_workspace(shutil.copytree(sample.folder, tmp_path / "second")) as second:
        second.write(ACTIONS[name], file)
        sample.add(PLAIN[name], file)
        assert seen(sample) == seen(second)
        assert len(list(verify(sample))) == len(list(verify(second)))


@pytest.mark.parametrize("name", PLAIN)
def test_in_plain_sql_a_failing_action_leaves_nothing(sample: Workspace, file: Path, name: str) -> None:
    before = content(sample.folder / "caseorg.db")

    def fails(work: Adding) -> None:
        PLAIN[name](work, file)
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError, match="power"):
        sample.add(fails)
    assert content(sample.folder / "caseorg.db") == before
    sample.add(PLAIN[name], file)
    assert content(sample.folder / "caseorg.db") != before
