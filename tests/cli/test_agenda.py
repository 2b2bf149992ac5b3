"""caseorg due, ics, promise …"""

import json
from pathlib import Path

from icalendar import Calendar

from cli.conftest import Cli


def promised(cli: Cli, case: str, text: str = "24小时内处理", *options: str) -> str:
    result = cli("promise", "add", case, text, "--at", "2025-11-03 10:05", *options)
    assert (result.code, result.err) == (0, "")
    return result.out


def test_a_promise_is_noted_with_the_time_in_its_words(cli: Cli, case: str) -> None:
    out = promised(cli, case, "客服：1小时内回复，3个工作日内退款到账。")
    assert [line.split("  ")[1:] for line in out.splitlines()] == [
        ["2025-11-03 11:05", "客服：1小时内回复"],
        ["2025-11-06 23:59", "3个工作日内退款到账"],
    ]


def test_a_promise_without_a_time_says_so(cli: Cli, case: str) -> None:
    assert promised(cli, case, "我们会重视的").split("  ")[1:] == ["no time named", "我们会重视的\n"]


def test_what_the_user_says_is_no_promise(cli: Cli, case: str) -> None:
    result = cli("promise", "add", case, "24小时内退款", "--side", "me")
    assert (result.code, result.err) == (2, "A promise is what the other side said. Choose another side.\n")


def test_due_shows_what_is_overdue_until_it_is_settled(cli: Cli, case: str) -> None:
    key = promised(cli, case)[:8]
    assert cli("due", case).out.split("  ")[:3] == ["2025-11-04 10:05", "overdue", "24小时内处理"]
    assert cli("promise", "settle", case, key, "broken") == (0, "", "")
    assert cli("due") == (0, "", "Nothing is due.\n")
    assert cli("due", "--all").out.split("  ")[1] == "broken"
    assert json.loads(cli("due", "--all", "--json").out)[0]["state"] == "broken"
    assert cli("promise", "list", case).out.split("  ")[2] == "broken"
    assert cli("promise", "settle", case, key, "open") == (0, "", "")
    assert cli("due").out
    assert cli("promise", "settle", case, key, "kept") == (0, "", "")
    assert cli("due", "--all").out.split("  ")[1] == "kept"


def test_due_as_json_has_the_clocks_fields(cli: Cli, case: str) -> None:
    promised(cli, case)
    (clock,) = json.loads(cli("due", "--json").out)
    assert (clock["case"], clock["kind"], clock["state"]) == (case, "promise", "overdue")
    assert (clock["due"], clock["latest"], clock["reasons"]) == ("2025-11-04T10:05:00+08:00", None, [])


def test_an_unknown_promise_is_told(cli: Cli, case: str) -> None:
    result = cli("promise", "settle", case, "zz", "kept")
    assert (result.code, result.err) == (2, "The case has no such promise. See “caseorg promise list”.\n")


def test_ics_writes_a_calendar(cli: Cli, case: str, tmp_path: Path) -> None:
    assert cli("promise", "add", case, "24小时内处理").code == 0
    out = tmp_path / "due.ics"
    assert cli("ics", "-o", out) == (0, f"{out}: 1 entry\n", "")
    assert len(Calendar.from_ical(out.read_bytes()).walk("VEVENT")) == 1


def test_ics_says_what_it_leaves_out_as_long_overdue(cli: Cli, case: str, tmp_path: Path) -> None:
    promised(cli, case)
    assert cli("due").out
    told = "Left out, overdue for more than a week: 1. See “caseorg due”.\n"
    assert cli("ics", "-o", tmp_path / "due.ics") == (0, f"{tmp_path / 'due.ics'}: 0 entries\n", told)
