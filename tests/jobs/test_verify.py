"""Whatever is altered, the verification names it; whatever is not, it lets pass."""

import itertools
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseorg.actions.case import edit_case, new_case
from caseorg.actions.document import record_document
from caseorg.actions.event import EventDetails, add_event, edit_event, remove_event, restore_event
from caseorg.actions.evidence import Description, describe_evidence, restore_evidence, withdraw_evidence
from caseorg.actions.message import MessageDetails, keep_message
from caseorg.actions.promise import remove_promise, settle_promise
from caseorg.cli.app import run
from caseorg.domain.case import (
    CaseDetails,
    CaseId,
    Document,
    DocumentId,
    EventId,
    Evidence,
    EvidenceId,
    Order,
    OrderId,
    Party,
    Platform,
    Role,
    Side,
    Stage,
)
from caseorg.domain.errors import BrokenError
from caseorg.domain.journal.chain import follow
from caseorg.domain.moments import BEIJING, Moment, Precision, TimeSource, parse_moment
from caseorg.jobs.intake import add_files
from caseorg.jobs.sample import SAMPLE
from caseorg.jobs.verify import verify
from caseorg.store.journal import journal_entries
from caseorg.store.queries import load_case
from caseorg.store.records import list_evidence
from caseorg.workspace import Workspace, open_workspace
from evidence.material import JPEG, PNG

MEGABYTE = 1 << 20


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two cases: the first with three pieces of evidence, the second with one of the same bytes."""
    folder = tmp_path_factory.mktemp("verify")
    files = [folder / name for name in ("a.png", "b.jpg", "c.txt")]
    for file, content in zip(files, (PNG, JPEG, b"chat"), strict=True):
        file.write_bytes(content)
    with open_workspace(folder / "data") as workspace:
        first = workspace.write(new_case, CaseDetails(title="one"), CaseId("a" * 32))
        second = workspace.write(new_case, CaseDetails(title="two"), CaseId("b" * 32))
        outcomes = [progress.item for progress in add_files(workspace, first, files)]
        assert outcomes[0] and outcomes[0].evidence
        workspace.write(describe_evidence, first, outcomes[0].evidence, Description("App", "what was paid"))
        workspace.write(withdraw_evidence, first, (outcomes[0].evidence,))
        for _ in add_files(workspace, second, files[:1]):
            pass
        workspace.write(new_case, CaseDetails(title="three"), CaseId("c" * 32))
    return folder / "data"


@pytest.fixture
def whole(data: Path) -> Iterator[Workspace]:
    """The same, opened; each test puts back what it altered."""
    with open_workspace(data) as workspace:
        before = (data / "caseorg.db").read_bytes()
        yield workspace
        workspace.engine.dispose()
        (data / "caseorg.db").write_bytes(before)


def check(workspace: Workspace, case_id: CaseId | None = None) -> list[Evidence]:
    return [progress.item for progress in verify(workspace, case_id) if progress.item]


def alter(workspace: Workspace, statement: str, *values: Any) -> None:
    """What somebody does to the database with another program."""
    with closing(sqlite3.connect(workspace.folder / "caseorg.db")) as database:
        assert database.execute(statement, values).rowcount > 0
        database.commit()


def broken(workspace: Workspace, case_id: CaseId | None = None) -> str:
    with pytest.raises(BrokenError) as found:
        check(workspace, case_id)
    assert found.value.exit_code == 3 and found.value.advice
    return str(found.value)


def test_what_was_not_altered_passes(whole: Workspace) -> None:
    assert [item.label for item in check(whole)] == ["证据1", "证据2", "证据3", "证据1"]
    assert [item.name for item in check(whole, CaseId("b" * 32))] == ["a.png"]
    assert check(whole, CaseId("c" * 32)) == []


@given(draw=st.data())
def test_any_changed_byte_of_any_file_is_named(data: Path, draw: st.DataObject) -> None:
    with open_workspace(data) as workspace:
        _, item = draw.draw(st.sampled_from(workspace.read(list_evidence, CaseId("a" * 32))))
        kept = workspace.evidence.path(item.sha256)
        content = kept.read_bytes()
        position = draw.draw(st.integers(0, len(content) - 1))
        changed = content[position] ^ draw.draw(st.integers(1, 255))
        kept.chmod(0o600)
        kept.write_bytes(content[:position] + bytes([changed]) + content[position + 1 :])
        try:
            assert broken(workspace).startswith(f"The file of {item.label} ({item.name}) was altered.")
        finally:
            kept.write_bytes(content)


def test_a_lost_and_an_unreadable_file_are_named(whole: Workspace) -> None:
    _, item = whole.read(list_evidence, CaseId("a" * 32))[1]
    kept = whole.evidence.path(item.sha256)
    kept.rename(kept.with_name("away"))
    assert "The file of 证据2 (b.jpg) is missing." in broken(whole)
    kept.mkdir()
    assert "The file of 证据2 (b.jpg) cannot be read: Is a directory." in broken(whole)
    kept.rmdir()
    kept.with_name("away").rename(kept)
    check(whole)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("sha256", "0" * 64),
        ("number", 77),
        ("name", "other.jpg"),
        ("size", 5),
        ("case_id", "b" * 32),
        ("id", "f" * 32),
        ("kind", "painting"),
        ("added_at", "yesterday"),
        ("taken_source", "dream"),
    ],
)
def test_a_changed_record_is_named(whole: Workspace, column: str, value: object) -> None:
    alter(whole, f"UPDATE evidence SET {column} = ? WHERE name = 'b.jpg'", value)
    assert "is not as the journal says." in broken(whole)


@pytest.mark.parametrize(("name", "label"), [("a.png", "证据1"), ("b.jpg", "证据2"), ("c.txt", "证据3")])
def test_a_removed_record_is_named(whole: Workspace, name: str, label: str) -> None:
    alter(whole, "DELETE FROM evidence WHERE name = ? AND case_id LIKE 'a%'", name)
    assert f"The record of {label} ({name}) is missing." in broken(whole)
    assert f"The record of {label} ({name}) is missing." in broken(whole, CaseId("a" * 32))
    check(whole, CaseId("b" * 32))


def test_a_record_put_in_by_hand_is_named(whole: Workspace) -> None:
    columns = "name, sha256, size, kind, media_type, taken_precision, taken_source, added_at, source, proves, note"
    alter(
        whole,
        f"INSERT INTO evidence (id, case_id, number, withdrawn, {columns}) "
        f"SELECT 'new', 'cccccccccccccccccccccccccccccccc', 1, 0, {columns} FROM evidence WHERE name = 'b.jpg'",
    )
    assert "The record of 证据1 (b.jpg) is not as the journal says." in broken(whole)


@pytest.mark.parametrize("seq", range(1, 10))
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "2020-01-01 00:00:00.000000"),
        ("at", "no time"),
        ("case_id", "d" * 32),
        ("action", "case.forget"),
        ("details", "{}"),
        ("details", b"\xff\xfe"),
        ("previous", "1" * 64),
        ("digest", "1" * 64),
        ("seq", 700),
    ],
)
def test_a_changed_journal_entry_is_named_by_number(whole: Workspace, seq: int, column: str, value: object) -> None:
    alter(whole, f"UPDATE journal SET {column} = ? WHERE seq = ?", value, seq)
    assert f"Journal entry {seq} was changed" in broken(whole)
    assert f"Journal entry {seq} was changed" in broken(whole, CaseId("c" * 32))


@pytest.mark.parametrize("seq", range(1, 9))
def test_a_removed_journal_entry_is_named_by_number(whole: Workspace, seq: int) -> None:
    alter(whole, "DELETE FROM journal WHERE seq = ?", seq)
    assert f"Journal entry {seq} was changed, added or removed." in broken(whole)


@pytest.mark.parametrize(
    ("last", "named"), [(2, "证据1 (a.png)"), (3, "证据1 (a.png)"), (6, "证据1 (a.png)"), (7, "证据1 (a.png)")]
)
def test_a_journal_whose_end_is_cut_off_no_longer_covers_the_evidence(whole: Workspace, last: int, named: str) -> None:
    alter(whole, "DELETE FROM journal WHERE seq > ?", last)
    assert f"The record of {named} is not as the journal says." in broken(whole)


def test_a_journal_that_was_emptied_is_noticed(whole: Workspace) -> None:
    alter(whole, "DELETE FROM journal")
    assert "is not as the journal says" in broken(whole)


# What a user sees of each table, the value that is forged there, and what the verification must name.
FORGED = [
    *(
        ("evidence", column, value, "The record of 证据")
        for column, value in {
            "id": "f" * 32,
            "case_id": "a" * 32,
            "number": 77,
            "name": "x.png",
            "sha256": "0" * 64,
            "size": 5,
            "kind": "pdf",
            "media_type": "image/webp",
            "width": 1,
            "height": None,
            "pages": 2,
            "taken_at": "2026-11-01 06:31:13.000000",
            "taken_precision": "minute",
            "taken_source": "exif",
            "added_at": "2020-01-01 00:00:00.000000",
            "source": "微信",
            "proves": "别的",
            "note": "x",
            "withdrawn": 1,
            "shows": "chat",
            "other_times": "2026-11-01T06:31:13+00:00 minute exif",
            "annotations": '{"shape": "box", "page": 0, "start": [0, 0], "end": [9, 9], "text": ""}',
            "former_numbers": "3 2026-11-01T06:31:13+00:00",
        }.items()
    ),
    *(
        ("events", column, value, "The event “")
        for column, value in {
            "id": "f" * 32,
            "case_id": "a" * 32,
            "position": 99,
            "at": "2026-11-01 06:30:01.000000",
            "precision": "day",
            "time_source": "file",
            "time_said": "2026年11月上旬",
            "time_until": "2026-11-10 15:59:00.000000",
            "side": "system",
            "text": "没有付款",
            "in_complaint": 0,
            "removed": 1,
            "channel": "pdd",
            "agent": "小星",
            "ticket": "G1",
            "milestone": "replied",
            "part": "fault",
        }.items()
    ),
    ("events", "at", "9999-12-31 23:00:00.000000", "The event “ 在拼多多店铺“星河数码卡券专营店”下单购…” is not"),
    ("events", "at", "yesterday", "The event “2026-11-01 14:30 在拼多多店铺“星河数码卡券专营店”下单购…” is not"),
    ("events", "side", "nobody", "The event “2026-11-01 14:30 在拼多多"),
    *(
        ("event_evidence", column, value, "The event “2026-11-01 14:30 在拼多多")
        for column, value in {"event_id": "f" * 32, "evidence_id": "f" * 32, "position": 9}.items()
    ),
    ("cases", "id", "f" * 32, "The details of the case “点卡卡密无效，商家拖延退款” are not"),
    ("cases", "title", "别的", "The details of the case “别的” are not"),
    *(
        ("cases", column, value, "The details of the case “点卡卡密无效，商家拖延退款” are not")
        for column, value in {"platform": "jd", "stage": "closed", "demand": "道歉", "scenario": "other"}.items()
    ),
    ("cases", "stage", "dreaming", "The details of the case “点卡卡密无效，商家拖延退款” are not"),
    *(
        ("parties", column, value, "The details of the case “点卡")
        for column, value in {
            "case_id": "f" * 32,
            "role": "operator",
            "name": "别的店",
            "contact": "x",
            "address": "x",
            "phone": "1",
            "credit_code": "x",
            "licence": "x",
            "website": "x",
            "payee": "x",
        }.items()
    ),
    *(
        ("orders", column, value, "The details of the case “点卡")
        for column, value in {
            "id": "f" * 32,
            "case_id": "f" * 32,
            "number": "1",
            "product": "x",
            "paid": 9801,
            "ordered_at": "2026-11-01 06:30:01.000000",
            "ordered_precision": "day",
            "paid_at": "2026-11-01 06:30:00.000000",
            "paid_precision": "day",
            "refunded": 1,
            "payment": "alipay",
            "transaction": "x",
            "account": "x",
        }.items()
    ),
    *(
        ("answers", column, value, "The details of the case “点卡")
        for column, value in {"case_id": "f" * 32, "question": "x", "value": "否"}.items()
    ),
    *(
        ("promises", column, value, "The promise “1小时内处理” is not")
        for column, value in {
            "id": "f" * 32,
            "case_id": "f" * 32,
            "side": "me",
            "made_at": "2026-11-01 06:30:01.000000",
            "made_precision": "day",
            "due": None,
            "kept": 1,
            "event_id": None,
            "removed": 1,
        }.items()
    ),
    ("promises", "text", "别的", "The promise “别的” is not"),
    *(
        ("messages", column, value, "The message “请退款” is not")
        for column, value in {
            "id": "f" * 32,
            "case_id": "f" * 32,
            "channel": "12315",
            "made_at": "2026-11-01 06:30:01.000000",
            "sent_at": None,
            "kind": "report",
            "subject": "x",
            "attached": "",
            "removed": 1,
        }.items()
    ),
    ("messages", "text", "别的", "The message “别的” is not"),
    ("cases", "complainant_id", None, "The details of the case “点卡"),
    ("cases", "created_at", "2026-11-01 06:30:00.000000", "The details of the case “点卡"),
    ("cases", "shelf", "trash", "The details of the case “点卡"),
    ("cases", "demanded_at", "2026-11-01 06:30:00.000000", "The details of the case “点卡"),
    *(
        ("documents", column, value, "The record of the paper 投诉书.pdf is not")
        for column, value in {
            "id": "f" * 32,
            "case_id": "f" * 32,
            "kind": "pack",
            "sha256": "0" * 64,
            "pages": 99,
            "made_at": "2026-11-01 06:30:01.000000",
        }.items()
    ),
    ("documents", "name", "别的.pdf", "The record of the paper 别的.pdf is not"),
    ("orders", "paid", "much", "The details of the case “点卡"),
]
UNSEEN = {  # nothing is shown of these, or not in papers and timeline
    ("cases", "updated_at"),
    ("cases", "revision"),
    ("parties", "id"),
    ("orders", "position"),  # which of two comes first is seen: another test's
}


@pytest.fixture(scope="module")
def more_template(_sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample case; its order has a time of payment too, and a second order follows."""
    folder = shutil.copytree(_sample_template, tmp_path_factory.mktemp("more") / "data")
    with open_workspace(folder) as sample:
        details = sample.read(load_case, SAMPLE).details
        (order,) = details.orders
        orders = (replace(order, paid_at=parse_moment("2026-11-01 14:31")), Order(id=OrderId(""), number="2"))
        sample.write(edit_case, SAMPLE, replace(details, orders=orders))
        at = parse_moment("2026-11-02 10:00").at
        sent = MessageDetails(channel="merchant", text="请退款", kind="first", attached=(EvidenceId("1"),), sent_at=at)
        sample.write(keep_message, SAMPLE, sent)
        paper = Document(id=DocumentId("1"), kind="complaint", name="投诉书.pdf", sha256="1" * 64, pages=3, made_at=at)
        sample.write(record_document, SAMPLE, paper)
    return folder


@pytest.fixture
def sample_with_more(more_template: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A copy of it, opened."""
    with open_workspace(shutil.copytree(more_template, tmp_path / "more")) as opened:
        yield opened


@pytest.mark.parametrize(("table", "column", "value", "named"), FORGED)
def test_any_value_that_a_user_sees_is_named_when_forged(
    sample_with_more: Workspace, table: str, column: str, value: object, named: str
) -> None:
    assert len(check(sample_with_more)) == 5
    first = {"evidence": "number", "events": "position", "orders": "position"}.get(table, "rowid")
    alter(
        sample_with_more,
        f'UPDATE {table} SET "{column}" = ? WHERE rowid = (SELECT rowid FROM {table} ORDER BY {first} LIMIT 1)',
        value,
    )
    told = broken(sample_with_more)
    assert named in told and "as the journal says" in told


def test_no_column_is_left_out(sample: Workspace) -> None:
    covered = {(table, column) for table, column, *_ in FORGED} | UNSEEN
    with closing(sqlite3.connect(sample.folder / "caseorg.db")) as database:
        for table in {table for table, _ in covered}:
            for column in database.execute(f"SELECT name FROM pragma_table_info('{table}')"):
                assert (table, column[0]) in covered


def test_a_message_that_the_first_version_kept_verifies(sample: Workspace) -> None:
    """It wrote less into the journal."""
    sent = MessageDetails(channel="merchant", text="请退款", sent_at=parse_moment("2026-11-01").at)
    key = sample.change(keep_message, SAMPLE, sent)
    *_, before, last = sample.read(lambda session: tuple(journal_entries(session)))
    told = {"id": key, "channel": "merchant", "text": "请退款", "sent": True}
    made = follow(before, at=last.at, case_id=SAMPLE, action="message.keep", details=told)
    alter(sample, "UPDATE journal SET details = ?, digest = ? WHERE seq = ?", made.details, made.digest, made.seq)
    check(sample)
    alter(sample, "UPDATE messages SET removed = 1")
    assert "The message “请退款” is not as the journal says." in broken(sample)
    alter(sample, "UPDATE messages SET removed = 0, text = '别的'")
    assert "The message “别的” is not as the journal says." in broken(sample)


def test_orders_that_changed_places_are_noticed(sample_with_more: Workspace) -> None:
    alter(sample_with_more, "UPDATE orders SET position = 1 - position")
    assert "The details of the case “点卡" in broken(sample_with_more)


@pytest.mark.parametrize("table", ["parties", "orders", "event_evidence"])
def test_a_removed_part_is_noticed(sample: Workspace, table: str) -> None:
    alter(sample, f"DELETE FROM {table}")
    assert "as the journal says" in broken(sample)


def test_a_removed_event_is_named(sample: Workspace) -> None:
    alter(sample, "DELETE FROM events WHERE position = 2")
    assert "The event “2026-11-01 14:52 在游戏官方充值页面输入卡密（尾号7Q4K…” is missing." in broken(sample)
    assert "is missing" in broken(sample, SAMPLE)


def test_a_removed_case_is_named(whole: Workspace) -> None:
    alter(whole, "DELETE FROM cases WHERE title = 'three'")
    assert "The case “three” is missing." in broken(whole)
    check(whole, CaseId("a" * 32))


def test_an_event_or_a_case_put_in_by_hand_is_named(sample: Workspace) -> None:
    columns = "case_id, at, precision, time_source, side, in_complaint, removed"
    alter(
        sample,
        f"INSERT INTO events (id, position, text, {columns}) SELECT 'new', 99, '另一件', {columns} FROM events LIMIT 1",
    )
    assert "另一件” is not as the journal says." in broken(sample)
    alter(sample, "DELETE FROM events WHERE id = 'new'")
    columns = "platform, stage, demand, created_at, updated_at, revision"
    alter(sample, f"INSERT INTO cases (id, title, {columns}) SELECT 'new', '新的', {columns} FROM cases")
    assert "The details of the case “新的” are not as the journal says." in broken(sample)


def cut_off(workspace: Workspace) -> None:
    alter(workspace, "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)")


def test_a_last_entry_that_was_cut_off_is_noticed(sample: Workspace) -> None:
    case = sample.read(load_case, SAMPLE)
    event, item = case.events[0], case.evidence[0]
    told = EventDetails(at=event.at, text="别的", side=event.side, evidence=event.evidence)
    for act in (
        lambda: sample.write(edit_event, SAMPLE, event.id, told),
        lambda: sample.write(remove_event, SAMPLE, event.id),
        lambda: sample.write(restore_event, SAMPLE, event.id),
        lambda: sample.write(add_event, SAMPLE, told),
        lambda: sample.write(describe_evidence, SAMPLE, item.id, Description("微信", "付款")),
        lambda: sample.write(withdraw_evidence, SAMPLE, (item.id,)),
        lambda: sample.write(restore_evidence, SAMPLE, (item.id,)),
        lambda: sample.write(edit_case, SAMPLE, replace(case.details, title="别的")),
        lambda: sample.write(settle_promise, SAMPLE, case.promises[0].id, False),
        lambda: sample.write(remove_promise, SAMPLE, case.promises[0].id),
        lambda: sample.write(keep_message, SAMPLE, MessageDetails(channel="merchant", text="请退款")),
        lambda: sample.write(new_case, CaseDetails(title="b")),
    ):
        act()
        check(sample)
        before = (sample.folder / "caseorg.db").read_bytes()
        cut_off(sample)
        assert "as the journal says" in broken(sample)
        sample.engine.dispose()
        (sample.folder / "caseorg.db").write_bytes(before)


def test_a_last_entry_made_anew_with_something_else_is_noticed(whole: Workspace) -> None:
    *_, before, last = whole.read(lambda session: tuple(journal_entries(session)))
    for action, details in (("case.new", {}), ("event.add", {"id": "x"}), ("evidence.add", {"id": "x"}), ("x", [])):
        made = follow(before, at=last.at, case_id=last.case_id, action=action, details=details)
        values = (made.action, made.details, made.digest, made.seq)
        alter(whole, "UPDATE journal SET action = ?, details = ?, digest = ? WHERE seq = ?", *values)
        assert broken(whole)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
zones, passed = st.sampled_from((UTC, BEIJING)), st.timedeltas(timedelta(0), timedelta(40_000))
times = st.builds(
    Moment,
    st.builds(lambda zone, passed: datetime(1990, 1, 1, tzinfo=zone) + passed, zones, passed),
    st.sampled_from(Precision),
    st.sampled_from(TimeSource),
)
typed = st.none() | times.map(lambda moment: replace(moment, source=TimeSource.TYPED))
parties = st.builds(Party, role=st.sampled_from(Role), name=texts, contact=texts, address=texts, phone=texts)
orders = st.builds(
    Order,
    id=st.just(OrderId("")),
    number=texts,
    product=texts,
    paid=st.none() | st.decimals(0, 10**9, places=2) | st.integers(0, 99).map(Decimal),
    ordered_at=typed,
    paid_at=typed,
)
cases = st.builds(
    CaseDetails,
    title=texts.map("题{}".format),
    platform=st.sampled_from(Platform),
    stage=st.sampled_from(Stage),
    demand=texts,
    parties=st.lists(parties, max_size=3, unique_by=lambda party: party.role).map(tuple),
    orders=st.lists(orders, max_size=2).map(tuple),
)
VERBS = ["add", "edit", "remove", "restore", "describe", "withdraw", "stand", "case"]


@given(draw=st.data())
@settings(max_examples=40)
def test_whatever_the_actions_do_verifies(data: Path, draw: st.DataObject) -> None:
    first = CaseId("a" * 32)
    with open_workspace(data) as workspace:
        before = (data / "caseorg.db").read_bytes()
        keys = [item.id for _, item in workspace.read(list_evidence, first)]
        events: list[EventId] = []
        told = st.builds(
            EventDetails,
            at=times,
            text=texts.map("文{}".format),
            side=st.sampled_from(Side),
            evidence=st.lists(st.sampled_from(keys), max_size=4).map(tuple),
            in_complaint=st.booleans(),
        )
        try:
            for verb in draw.draw(st.lists(st.sampled_from(VERBS), max_size=12)):
                key = draw.draw(st.sampled_from(keys))
                if verb == "add" or (verb in VERBS[:4] and not events):
                    events.append(workspace.change(add_event, first, draw.draw(told)))
                elif verb == "edit":
                    workspace.write(edit_event, first, draw.draw(st.sampled_from(events)), draw.draw(told))
                elif verb in ("remove", "restore"):
                    action = remove_event if verb == "remove" else restore_event
                    workspace.write(action, first, draw.draw(st.sampled_from(events)))
                elif verb == "describe":
                    workspace.write(describe_evidence, first, key, Description(draw.draw(texts), draw.draw(texts)))
                elif verb == "case":
                    workspace.write(edit_case, first, draw.draw(cases))
                else:
                    workspace.write(withdraw_evidence if verb == "withdraw" else restore_evidence, first, (key,))
            assert len(check(workspace)) == 4 and len(check(workspace, first)) == 3
        finally:
            workspace.engine.dispose()
            (data / "caseorg.db").write_bytes(before)


def test_the_command_ends_with_three_and_names_it(
    whole: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEORG_LANGUAGE", "en")
    command = ["--data", str(whole.folder), "verify"]
    assert run(command) == 0
    assert "events and 4 evidence files" in capsys.readouterr().out
    alter(whole, "UPDATE evidence SET name = 'x.jpg' WHERE name = 'b.jpg'")
    assert run(command) == 3
    shown = capsys.readouterr()
    assert shown.out == "" and shown.err.startswith("The record of 证据2 (x.jpg) is not as the journal says.")


def test_verifying_while_another_program_adds_never_cries_wolf(workspace: Workspace, tmp_path: Path) -> None:
    """Again, until it saw the work of the other one half done: a busy machine may leave it no turn in between."""
    case_id = workspace.write(new_case, CaseDetails(title="x"))
    for started in itertools.count(1):
        files = [tmp_path / f"{started}-{number}.txt" for number in range(30)]
        for file in files:
            file.write_text(file.name)
        command = [sys.executable, "-m", "caseorg", "--data", workspace.folder, "add", case_id, *files]
        program, found = subprocess.Popen(command, stdout=subprocess.DEVNULL), set[int]()
        while program.poll() is None:
            found.add(len(check(workspace)))
        assert program.returncode == 0 and len(check(workspace)) == started * len(files)
        if found - {(started - 1) * len(files), started * len(files)}:
            break


def test_a_huge_file_is_verified_with_little_memory(tmp_path: Path) -> None:
    with (tmp_path / "film.mp4").open("wb") as film:
        film.write(b"\0\0\0\x08ftyp\0\0\0\x08moov\0\0\0\0mdat")
        film.truncate(256 * MEGABYTE)
    script = """if True:
        import resource, sys
        from pathlib import Path
        from caseorg.actions.case import new_case
        from caseorg.domain.case import CaseDetails
        from caseorg.jobs.intake import add_files
        from caseorg.jobs.verify import verify
        from caseorg.workspace import open_workspace
        peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with open_workspace(Path(sys.argv[1]) / "data") as workspace:
            case_id = workspace.write(new_case, CaseDetails(title="x"))
            before = peak()
            outcomes = [progress.item for progress in add_files(workspace, case_id, [Path(sys.argv[1]) / "film.mp4"])]
            assert outcomes[0].number == 1, outcomes
            assert len(list(verify(workspace))) == 1
            print(peak() - before)
    """
    environment = {**os.environ, "CASEORG_LANGUAGE": "en"}
    grown = subprocess.check_output([sys.executable, "-c", script, tmp_path], text=True, env=environment)
    assert int(grown) < 64 * 1024
