"""caseorg message, complaint, pack."""

import json
from pathlib import Path

import pytest

from caseorg.jobs.sample import SAMPLE
from cli.conftest import Cli


def test_a_message_is_printed_and_what_is_missing_is_told_apart(cli: Cli, case: str) -> None:
    result = cli("message", case, "--channel", "merchant")
    assert result.code == 0
    assert "订单号：A-1" in result.out
    assert "诉求：退还98元。" in result.out
    assert result.err.splitlines() == ["Missing: what happened (events)", "Missing: evidence"]


def test_a_message_as_json(cli: Cli, sample_folder: Path) -> None:
    result = cli("--data", sample_folder, "message", SAMPLE, "--channel", "12315", "--json")
    found = json.loads(result.out)
    assert (result.code, result.err, found["channel"], found["limit"], found["missing"]) == (0, "", "12315", 400, [])
    assert found["characters"] == len(found["text"].replace("\n", "")) <= 400


def test_facts_left_out_and_texts_too_long_are_told(cli: Cli, case: str) -> None:
    for day in range(1, 10):
        cli("note", case, "--at", f"2026-11-0{day}", "--text", "联系客服" * 10)
    assert "Left out to keep to 400 characters:" in cli("message", case, "--channel", "12315").err
    cli("case", "set", case, "--demand", "退款" * 300)
    assert "Too long:" in cli("message", case, "--channel", "12315").err


def test_an_unknown_channel_is_refused_with_those_there_are(cli: Cli, case: str) -> None:
    result = cli("message", case, "--channel", "weibo")
    assert result == (2, "", "There is no channel “weibo”. Choose one of: 12315, merchant, platform.\n")


def test_a_complaint_is_written_and_its_gaps_told(cli: Cli, case: str, tmp_path: Path) -> None:
    out = tmp_path / "投诉 书.pdf"
    result = cli("complaint", case, "-o", out)
    assert result.code == 0
    assert out.read_bytes().startswith(b"%PDF-")
    assert result.out.startswith(f"{out}: ")
    assert "Missing: your name" in result.err.splitlines()


def test_a_pack_is_written_and_noted(cli: Cli, sample_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "证据包.pdf"
    result = cli("--data", sample_folder, "pack", SAMPLE, "--out", out)
    assert result.code == 0
    assert out.read_bytes().startswith(b"%PDF-")
    (document,) = json.loads(cli("--data", sample_folder, "case", "show", SAMPLE, "--json").out)["documents"]
    assert (document["kind"], document["name"]) == ("pack", "证据包.pdf")
    assert f"{document['pages']} pages" in result.out


def test_a_pack_needs_evidence(cli: Cli, case: str, tmp_path: Path) -> None:
    result = cli("pack", case, "-o", tmp_path / "a.pdf")
    assert result == (2, "", "The case has no evidence yet. Add screenshots first.\n")
    assert not list(tmp_path.glob("*.pdf"))


@pytest.mark.parametrize("command", ["complaint", "pack"])
def test_a_place_that_cannot_be_written_is_refused(cli: Cli, sample_folder: Path, tmp_path: Path, command: str) -> None:
    out = tmp_path / "没有" / "a.pdf"
    result = cli("--data", sample_folder, command, SAMPLE, "-o", out)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"{out} cannot be written")
    assert result.err.count("\n") == 1
