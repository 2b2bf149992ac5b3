"""The agenda of all open cases, and the calendar file read back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from caseorg.actions.case import edit_case, new_case
from caseorg.actions.event import EventDetails, add_event
from caseorg.actions.promise import PromiseDetails, add_promise, settle_promise
from caseorg.domain.case import CaseDetails, CaseId, PromiseId, Side, Stage
from caseorg.domain.clocks.deadline import ClockState
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import Moment, Precision, TimeSource, parse_moment
from caseorg.i18n import use_language
from caseorg.jobs.agenda import read_agenda
from caseorg.jobs.ics import CalendarCount, export_ics, ics_text
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace

NOW = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)


def add(workspace: Workspace, case_id: CaseId, hours: float, text: str = "24小时内处理") -> PromiseId:
    made_at = Moment(NOW - timedelta(days=1), Precision.MINUTE, TimeSource.TYPED)
    details = PromiseDetails(side=Side.SERVICE, text=text, made_at=made_at, due=NOW + timedelta(hours=hours))
    return workspace.change(add_promise, case_id, details)


def milestone(workspace: Workspace, case_id: CaseId, name: str, at: str) -> None:
    workspace.write(add_event, case_id, EventDetails(at=parse_moment(at), text=name, milestone=name))


def read_back(content: bytes) -> list[Any]:
    return Calendar.from_ical(content).walk("VEVENT")


def test_the_agenda_holds_all_open_cases_the_overdue_first(workspace: Workspace, case_id: CaseId) -> None:
    other = workspace.write(new_case, CaseDetails(title="话费未到账"))
    closed = workspace.write(new_case, CaseDetails(title="旧案"))
    add(workspace, case_id, 5, "晚上处理")
    add(workspace, other, -1)
    add(workspace, closed, -9)
    workspace.write(edit_case, closed, CaseDetails(title="旧案", stage=Stage.CLOSED))
    items = read_agenda(workspace, NOW)
    assert [(item.title, item.clock.state) for item in items] == [
        ("话费未到账", ClockState.OVERDUE),
        ("点卡卡密无效", ClockState.SOON),
    ]


def test_the_calendar_says_what_is_due_in_beijing_time(workspace: Workspace, case_id: CaseId) -> None:
    milestone(workspace, case_id, "12315-filed", "2026-11-20 10:00")
    (event,) = read_back(ics_text(read_agenda(workspace, NOW), NOW))
    assert str(event["summary"]) == "点卡卡密无效: 12315 决定是否受理"
    assert event.decoded("dtstart").isoformat() == "2026-12-01T23:59:00+08:00"
    assert event["dtstart"].params["TZID"] == "Asia/Shanghai"
    assert "《市场监督管理投诉举报处理办法》第十五条" in str(event["description"])
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(hours=-14)


def test_claimed_times_are_called_so(workspace: Workspace, case_id: CaseId) -> None:
    use_language("zh_CN")
    milestone(workspace, case_id, "platform-requested", "2026-11-21 10:00")
    (event,) = read_back(ics_text(read_agenda(workspace, NOW), NOW))
    assert str(event["summary"]) == "点卡卡密无效：平台介入处理（声称）"
    assert "这一时限只是声称，不是规定。" in str(event["description"])


def test_an_uncertain_end_tells_both_readings(workspace: Workspace, case_id: CaseId) -> None:
    milestone(workspace, case_id, "12315-accepted", "2026-10-20 10:00")
    (event,) = read_back(ics_text(read_agenda(workspace, NOW), NOW))
    assert event.decoded("dtstart").date().isoformat() == "2026-12-19"
    assert "By another reading: 2026-12-21 23:59." in str(event["description"])


def test_exporting_again_updates_the_same_entries(workspace: Workspace, case_id: CaseId) -> None:
    add(workspace, case_id, 5)
    add(workspace, case_id, 9)
    first, later = (read_back(ics_text(read_agenda(workspace, at), at)) for at in (NOW, NOW + timedelta(hours=1)))
    assert [event["uid"] for event in first] == [event["uid"] for event in later]
    assert len({event["uid"] for event in first}) == 2


def test_personal_data_stays_here(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    add(workspace, case_id, 5, "24小时内打 13812345678 联系您，王小明收")
    details = workspace.read(load_case, case_id).details
    workspace.write(edit_case, case_id, replace(details, title="儿子王小明的账号"), details)
    export_ics(workspace, tmp_path / "日程.ics", NOW)
    content = (tmp_path / "日程.ics").read_text(encoding="utf-8").replace("\n ", "")
    assert "24小时内" in content and "13812345678" not in content and "小明" not in content


def test_the_file_has_what_is_open_and_nothing_stays_beside_it(
    workspace: Workspace, case_id: CaseId, tmp_path: Path
) -> None:
    out = tmp_path / "out" / "日程.ics"
    out.parent.mkdir()
    out.write_bytes(b"old")
    kept = add(workspace, case_id, 5)
    add(workspace, case_id, 9)
    workspace.write(settle_promise, case_id, kept, True)
    assert export_ics(workspace, out, NOW).written == 1
    assert len(read_back(out.read_bytes())) == 1
    assert list(out.parent.iterdir()) == [out]


def test_what_is_overdue_has_no_alarm_and_goes_after_a_week(
    workspace: Workspace, case_id: CaseId, tmp_path: Path
) -> None:
    for hours in (5, -3, -24 * 8):
        add(workspace, case_id, hours)
    out = tmp_path / "a.ics"
    assert export_ics(workspace, out, NOW) == CalendarCount(written=2, left_out=1)
    assert [len(event.walk("VALARM")) for event in read_back(out.read_bytes())] == [0, 1]


def test_a_folder_that_is_not_there_is_told(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(CaseorgError, match="cannot be written"):
        export_ics(workspace, tmp_path / "none" / "a.ics", NOW)
