"""What an event is in the story, said by hand, changes everything that is read from the story."""

import subprocess
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cli.conftest import Cli

FIRST = datetime.now(UTC) - timedelta(days=10)
CONTACT = "上午我找客服要求退款"
Places = Mapping[str, Callable[[], str]]


def noted(cli: Cli, case: str, days: int, text: str) -> str:
    """The id of the event."""
    when = FIRST + timedelta(days=days)
    return cli("note", case, "--at", f"{when:%Y-%m-%dT%H:%M}", "--text", text).out.strip()


@pytest.fixture
def contact(cli: Cli, case: str, tmp_path: Path) -> str:
    """An event that tells of a contact, in a case of a code that was used already and was looked at."""
    page = tmp_path / "页面.txt"
    page.write_text("该卡密已被使用", encoding="utf-8")
    cli("add", case, page)
    cli("case", "set", case, "--scenario", "card-invalid")
    noted(cli, case, 0, "输入卡密，页面提示“该卡密已被使用”")
    return noted(cli, case, 1, CONTACT)


@pytest.fixture
def places(cli: Cli, case: str, tmp_path: Path) -> Places:
    """Where a user meets the story: what each place says now."""

    def complaint() -> str:
        file = tmp_path / "complaint.pdf"
        file.unlink(missing_ok=True)
        assert cli("complaint", case, "-o", file).code == 0
        return subprocess.check_output(["pdftotext", "-raw", file, "-"]).decode()

    return {
        "message": lambda: cli("message", case, "--channel", "pdd").out,
        "complaint": complaint,
        "form": lambda: cli("form", case, "--channel", "12315").out,
        "next step": lambda: cli("next", case).out,
        "clock": lambda: cli("due", case).out,
        "check": lambda: cli("check", case).out,
    }


def test_one_flip_by_hand_is_met_everywhere_and_back_again(cli: Cli, case: str, contact: str, places: Places) -> None:
    before = {name: says() for name, says in places.items()}
    assert all(before.values())
    assert all(CONTACT in "".join(before[name].split()) for name in ("message", "complaint", "form", "check"))
    assert cli("event", "set", case, contact, "--part", "aside").code == 0
    after = {name: says() for name, says in places.items()}
    assert [name for name, told in after.items() if told == before[name]] == []
    assert not any(CONTACT in "".join(told.split()) for told in after.values())
    assert cli("event", "set", case, contact, "--part", "asked").code == 0
    assert {name: says() for name, says in places.items()} == before


def test_a_fault_that_is_none_is_asked_for_everywhere(cli: Cli, case: str, contact: str, places: Places) -> None:
    """Flipping the other way: what was no fault becomes the day of the dispute and what the message is about."""
    day = f"{FIRST + timedelta(days=3):%Y-%m-%d}"
    late = noted(cli, case, 3, "账号上什么都没有变化")
    cli("event", "set", case, contact, "--part", "aside")
    assert f"争议发生时间：{day}" not in places["form"]()
    for key in (line.split()[0] for line in cli("event", "list", case).out.splitlines() if "已被使用" in line):
        cli("event", "set", case, key, "--part", "aside")
    cli("event", "set", case, late, "--part", "fault")
    assert f"争议发生时间：{day}" in places["form"]()
    assert "账号上什么都没有变化" in places["message"]()
    assert "已被使用" not in places["message"]() + places["complaint"]() + places["check"]()


def test_a_promise_in_a_note_is_told_until_it_is_noted(cli: Cli, case: str) -> None:
    when = f"{FIRST:%Y-%m-%dT%H:%M}"
    done = cli("note", case, "--at", when, "--text", "客服答应24小时内处理，到第二天一直没有回复")
    assert "A promise, due " in done.err and "caseorg promise add" in done.err
    cli("promise", "add", case, "客服答应24小时内处理", "--at", when)
    assert "A promise, due " not in cli("event", "set", case, done.out.strip(), "--side", "service").err


def test_a_membership_opened_for_another_is_what_is_wrong_and_no_promise(cli: Cli, case: str) -> None:
    noted(cli, case, 1, "卖家把年费会员开通到了别人的账号")
    assert "The fault (proposed)  Merchant" in cli("event", "list", case).out
    assert cli("promise", "list", case).out == ""
    assert "The text does not say what went wrong" not in cli("check", case).out
