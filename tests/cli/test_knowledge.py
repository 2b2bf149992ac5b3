"""caseorg knowledge list, show."""

import json
from pathlib import Path

import pytest

from caseorg.views.articles import KnowledgeSection
from cli.conftest import Cli


def test_all_kinds_are_listed_with_how_sure_they_are(cli: Cli) -> None:
    result = cli("knowledge", "list")
    assert (result.code, result.err) == (0, "")
    heads = [line.split()[0] for line in result.out.splitlines() if line and not line.startswith(" ")]
    assert heads[:-1] == [section.value for section in KnowledgeSection]
    assert result.out.splitlines()[-1].startswith("How sure: A = the full text was read, B = ")
    line = next(line for line in result.out.splitlines() if line.split()[:1] == ["令121-10"])
    assert line.split()[1:3] == ["A", "2026-11-21"]
    assert "第十条" in line


def test_one_kind_is_listed(cli: Cli) -> None:
    lines = cli("knowledge", "list", "peaks").out.splitlines()
    assert lines[0].startswith("peaks")
    assert all("Claimed: " in line for line in lines[1:-1])


def test_an_unknown_kind_is_refused_with_those_there_are(cli: Cli) -> None:
    result = cli("knowledge", "list", "shops")
    assert (result.code, result.out) == (2, "")
    assert "“shops”" in result.err
    assert "channels, scenarios" in result.err


def test_an_entry_is_shown_whole(cli: Cli) -> None:
    result = cli("knowledge", "show", "令121-10")
    assert (result.code, result.err) == (0, "")
    assert "What it says:" in result.out
    for words in ("Source: ", "How sure: the full text was read", "Checked: 2026-11-21"):
        assert words in result.out


def test_what_a_channel_claims_and_what_corrects_it_stand_with_it(cli: Cli) -> None:
    out = cli("knowledge", "show", "pdd").out
    assert "Claimed:" in out.splitlines()
    assert "Correction: “" in out


def test_entries_as_json(cli: Cli) -> None:
    found = json.loads(cli("knowledge", "show", "12315", "--json").out)
    assert found["channels"]["checked"] == "2026-11-21"
    listed = json.loads(cli("knowledge", "list", "statutes", "--json").out)
    assert {"id", "law", "article", "confidence"} <= listed["statutes"][0].keys()


@pytest.mark.parametrize("kind", ["red-flags", "proofs", "wording"])
def test_where_a_pattern_was_seen_is_no_claim(cli: Cli, kind: str) -> None:
    assert "Claimed: " not in cli("knowledge", "list", kind).out


def test_an_entry_is_found_by_its_name(cli: Cli) -> None:
    assert cli("knowledge", "show", "充值未到账").out.startswith("not-arrived  充值未到账\n")


def test_entries_of_several_kinds_with_one_id_are_told_apart(cli: Cli) -> None:
    both = cli("knowledge", "show", "pdd")
    assert both.err.startswith("There are 5 entries “pdd”: channels/pdd, ")
    one = cli("knowledge", "show", "channels/pdd")
    assert (one.code, one.err, one.out.startswith("pdd  ")) == (0, "", True)


def test_an_unknown_id_is_told(cli: Cli) -> None:
    result = cli("knowledge", "show", "nothing")
    assert (result.code, result.out) == (2, "")
    assert "“nothing”" in result.err


@pytest.mark.parametrize("command", [("list", "peaks"), ("show", "evening")])
def test_a_file_of_the_user_that_cannot_be_used_is_told_and_ours_stands_in(
    cli: Cli, data: Path, command: tuple[str, ...]
) -> None:
    (data / "knowledge").mkdir(parents=True)
    (data / "knowledge" / "peaks.toml").write_text("[[peak]]\nid = 3\n", encoding="utf-8")
    result = cli("knowledge", *command)
    assert result.code == 0
    assert "evening" in result.out
    assert "peaks.toml" in result.err


@pytest.mark.parametrize(
    "command",
    [("message", "", "--channel", "merchant"), ("check", ""), ("due", ""), ("scam", "你好"), ("case", "list")],
)
def test_every_command_tells_what_of_the_users_files_is_not_used(
    cli: Cli, data: Path, case: str, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    (data / "knowledge").mkdir(parents=True)
    (data / "knowledge" / "peaks.toml").write_text("[[peak]]\nid = 3\n", encoding="utf-8")
    monkeypatch.setenv("CASEORG_LANGUAGE", "zh_CN")
    result = cli(*(word or case for word in command))
    assert [line for line in result.err.splitlines() if "peaks.toml" in line and "应为文字，现为整数" in line]
    assert result.err.count("peaks.toml") == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[peak]\n", "第 1 行写法有误"),
        ('[[peak]]\nid = "a"\n', "缺少字段"),
        ('[[peak]]\nid = "a"\ncolour = 1\n', "字段“colour”：没有这个字段"),
    ],
)
def test_what_is_wrong_is_told_in_chinese(
    cli: Cli, data: Path, monkeypatch: pytest.MonkeyPatch, text: str, reason: str
) -> None:
    (data / "knowledge").mkdir(parents=True)
    (data / "knowledge" / "peaks.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("CASEORG_LANGUAGE", "zh_CN")
    assert reason in cli("knowledge", "list", "peaks").err


def test_a_file_of_the_user_stands_in_for_ours(cli: Cli, data: Path) -> None:
    (data / "knowledge").mkdir(parents=True)
    (data / "knowledge" / "peaks.toml").write_text(
        '[[peak]]\nid = "mine"\nbegins = 1\nends = 2\nsaid_by = "我"\nsource = "我"\nconfidence = "G"\n'
        "checked = 2026-11-21\n",
        encoding="utf-8",
    )
    result = cli("knowledge", "list", "peaks")
    assert (result.err, "mine" in result.out, "evening" in result.out) == ("", True, False)
