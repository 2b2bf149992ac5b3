"""caseorg next"""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from caseorg.views.machine_clock import clock_problem
from cli.conftest import Cli
from handmade import Hand
from jobs.test_readings import picture


def lines(cli: Cli, case: str) -> dict[str, str]:
    result = cli("next", case)
    assert (result.code, result.err) == (0, "")
    return {label: text for label, _, text in (line.partition(": ") for line in result.out.splitlines())}


def test_it_says_what_to_do_and_why(cli: Cli, case: str) -> None:
    told = lines(cli, case[:8])
    assert told == {
        "Now": "Add screenshots: order, payment, what went wrong, chat.",
        "Why": "Whoever answers will ask for it.",
    }


@pytest.fixture
def blocked(cli: Cli, case: str) -> str:
    """A case of a private transfer after which the buyer was blocked."""
    cli("case", "set", case, "--platform", "xianyu", "--payment", "alipay")
    cli("note", case, "--at", "2025-11-01T10:00", "--text", "我在闲鱼看到个人卖家卖账号，卖家让我加微信付款")
    cli("note", case, "--at", "2025-11-01T10:05", "--text", "我通过微信转账98元给对方")
    cli("note", case, "--at", "2025-11-01T11:00", "--text", "对方把我拉黑", "--side", "merchant")
    return case


def test_what_cannot_wait_comes_first_and_all_of_it(cli: Cli, blocked: str) -> None:
    out = cli("next", blocked).out.splitlines()
    assert out[0] == "What cannot wait:"
    assert [line[:5] for line in out[1:6]] == [f"  {number}. " for number in range(1, 6)]
    assert out[6].startswith("Now: Stop paying, and call the police now")
    assert any(line.startswith("Not to 12315投诉（市场监管部门）") for line in out)
    assert any(line.startswith("Please say: Paid by 支付宝, as noted") for line in out)


def test_json_has_every_part_and_every_door_that_is_closed(cli: Cli, blocked: str) -> None:
    told = json.loads(cli("next", blocked, "--json").out)
    assert {"do", "why", "until", "then", "urgent", "channel", "kind", "refused"} <= told.keys()
    assert (told["channel"], told["kind"], told["until"], told["gap"]) == ("police", "report", None, None)
    assert len(told["urgent"]) == 5
    doors = {one["channel"]: one for one in told["refused"]}
    assert {"12315", "merchant", "12378", "telecom", "heimao"} <= doors.keys()
    assert doors["12315"]["why"] and doors["12315"]["instead"] and doors["12315"]["opens"]
    assert "《市场监督管理投诉举报处理办法》第三条" in doors["12315"]["basis"]
    assert doors["12378"]["usual"] and not doors["12315"]["usual"]


def test_it_speaks_chinese(cli: Cli, blocked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEORG_LANGUAGE", "zh_CN")
    out = cli("next", blocked).out
    assert out.startswith("不能等的：")
    assert "现在做什么：停止付款，马上报警" in out
    assert "不走12315投诉" in out


def test_pictures_are_gone_through_before_typing_what_they_may_say(
    cli: Cli, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(picture(1))
    cli("add", case, str(file))
    monkeypatch.setattr("caseorg.cli.next.usual_reader", lambda: Hand({}).reader)
    found = cli("next", case)
    assert found.out.startswith("Now: Sort the screenshots")
    assert found.err == "See “caseorg propose CASE”.\n"
    assert json.loads(cli("next", case, "--json").out)["sorts"] is True
    monkeypatch.setattr("caseorg.cli.next.usual_reader", lambda: None)
    assert cli("next", case).out.startswith("Now: Note what happened")


@pytest.mark.parametrize("command", [("due",), ("due", "CASE"), ("next", "CASE")], ids=" ".join)
def test_a_clock_that_cannot_be_right_is_told_beside_what_is_counted_from_it(
    cli: Cli, case: str, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = [case if word == "CASE" else word for word in command]
    assert "clock" not in cli(*words).err
    wrong = datetime(2019, 3, 1, 2, 0, tzinfo=UTC)
    monkeypatch.setattr("caseorg.cli.context.clock_problem", lambda workspace, now: clock_problem(workspace, wrong))
    result = cli(*words)
    assert result.code == 0
    assert result.err.startswith("This computer's clock says 2019-03-01 10:00, but the data was changed at ")
