"""A command whose result would harm its user ends with 4, and --anyway is noted."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cli.conftest import Cli


@pytest.fixture
def rude(cli: Cli, case: str, tmp_path: Path) -> str:
    """A case with an insult and a threat."""
    chat = tmp_path / "聊天.txt"
    chat.write_text("客服：稍等", encoding="utf-8")
    cli("add", case, chat)
    cli("case", "set", case, "--demand", "赶紧退钱，不然曝光你们全家")
    cli("note", case, "--at", "2026-11-01", "--text", "这个畜生不如的老板收了我15块钱就不管了")
    return case


COMMANDS = [
    ("complaint", "-o", "{out}.pdf"),
    ("report", "-o", "{out}.pdf"),
    ("pack", "-o", "{out}.pdf"),
    ("upload", "--channel", "12315", "-o", "{out}"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_what_is_held_writes_no_file_and_says_why(
    cli: Cli, rude: str, tmp_path: Path, command: tuple[str, ...]
) -> None:
    out = tmp_path / "out"
    words = [word.format(out=out) for word in command[1:]]
    held = cli(command[0], rude, *words)
    assert held.code == 4
    assert not list(tmp_path.glob("out*"))
    assert "曝光" in held.err
    assert "畜生" in held.err
    done = cli(command[0], rude, *words, "--anyway")
    assert done.code == 0, done.err
    assert list(tmp_path.glob("out*"))
    assert cli("verify").code == 0


def test_a_held_message_prints_nothing_of_the_text(cli: Cli, rude: str) -> None:
    held = cli("message", rude, "--channel", "merchant")
    assert (held.code, held.out) == (4, "")
    assert cli("message", rude, "--channel", "merchant", "--anyway").code == 0


def test_under_json_the_findings_are_on_stdout(cli: Cli, rude: str) -> None:
    held = cli("message", rude, "--channel", "merchant", "--json")
    told = json.loads(held.out)
    assert held.code == 4
    assert told["held"] is True
    assert {one["rule"] for one in told["findings"] if one["level"] == "hold"} == {"threat", "insult"}
    assert all(one["why"] and one["mend"] and one["source"] for one in told["findings"])


def test_what_went_out_all_the_same_is_in_the_journal(cli: Cli, rude: str, data: Path, tmp_path: Path) -> None:
    cli("complaint", rude, "-o", tmp_path / "c.pdf", "--anyway")
    with closing(sqlite3.connect(data / "caseorg.db")) as database:
        ((details,),) = database.execute("SELECT details FROM journal WHERE action = 'guard.override'").fetchall()
    assert "曝光" in details
