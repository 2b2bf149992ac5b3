"""caseorg add, note, verify."""

import json
from pathlib import Path

import pytest

from caseorg.jobs.sample import SAMPLE
from cli.conftest import Cli


@pytest.fixture
def chat(tmp_path: Path) -> Path:
    file = tmp_path / "聊天 记录.txt"
    file.write_text("客服：稍等", encoding="utf-8")
    return file


def test_every_file_ends_as_added_duplicate_or_failed(cli: Cli, case: str, chat: Path, tmp_path: Path) -> None:
    result = cli("add", case[:6], chat, chat, tmp_path / "没有.png")
    assert result.code == 2
    added, duplicate, failed = (line.split("\t") for line in result.out.splitlines())
    assert added[:3] == ["added", "证据1", "聊天 记录.txt"]
    assert duplicate[:4] == ["duplicate", "证据1", "聊天 记录.txt", added[3]]
    assert failed == ["failed", "-", "没有.png", "-", "There is no such file. Check its name and place."]
    assert result.err == "1 of 3 files could not be added.\n"


def test_outcomes_as_json(cli: Cli, case: str, chat: Path) -> None:
    result = cli("add", case, chat, chat.parent / "没有.png", "--json")
    added, failed = json.loads(result.out)
    assert (result.code, added["status"], added["number"], added["reason"]) == (2, "added", 1, None)
    assert (failed["status"], failed["evidence"], failed["sha256"]) == ("failed", None, None)


def test_all_added_is_exit_code_0_and_quiet(cli: Cli, case: str, chat: Path) -> None:
    result = cli("add", case, chat)
    assert (result.code, result.err) == (0, "")


def test_a_note_links_evidence_by_its_number(cli: Cli, case: str, chat: Path) -> None:
    cli("add", case, chat)
    told = ("--at", "2026-11-01T15:15", "--text", "客服：稍等", "--side", "merchant", "--evidence", "1")
    result = cli("note", case, *told)
    assert (result.code, len(result.out.strip())) == (0, 32)
    assert result.err == "Part (proposed): 2026-11-01 15:15, Answer, Customer service: 客服：稍等\n"
    (event,) = json.loads(cli("case", "show", case, "--json").out)["events"]
    assert (event["id"], event["side"], event["text"]) == (result.out.strip(), "merchant", "客服：稍等")
    assert len(event["evidence"]) == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--at", "某天", "--text", "a"), "“某天” is not a time."),
        (("--at", "2026-11-01", "--text", " "), "An event needs a text."),
        (("--at", "2026-11-01", "--text", "a", "--evidence", "1"), "The case has no evidence 1."),
    ],
)
def test_a_note_that_cannot_be_is_refused(cli: Cli, case: str, arguments: tuple[str, ...], told: str) -> None:
    result = cli("note", case, *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(told)
    assert result.err.count("\n") == 1


def test_verify_says_that_all_is_as_recorded(cli: Cli, sample_folder: Path) -> None:
    result = cli("--data", sample_folder, "verify")
    assert (result.code, result.err) == (0, "")
    assert "5 evidence files" in result.out
    assert cli("--data", sample_folder, "verify", SAMPLE[:4]).out == result.out


def test_verify_of_nothing_is_good(cli: Cli) -> None:
    assert cli("verify").code == 0


@pytest.mark.parametrize("command", [("verify",), ("verify", SAMPLE), ("pack", SAMPLE, "-o", "a.pdf")])
def test_an_altered_file_is_named_and_exit_code_3(
    cli: Cli, sample_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    item = json.loads(cli("--data", sample_folder, "case", "show", SAMPLE, "--json").out)["evidence"][2]
    file = sample_folder / "evidence" / item["sha256"][:2] / item["sha256"]
    file.chmod(0o644)
    content = bytearray(file.read_bytes())
    content[-20] ^= 1
    file.write_bytes(content)
    result = cli("--data", sample_folder, *command)
    assert result.code == 3
    assert "证据3" in result.err
    assert item["name"] in result.err
    assert result.err.count("\n") == 1
    assert not list(tmp_path.glob("*.pdf"))


def test_what_evidence_proves_is_said_by_its_number_and_keeps_what_is_not_given(
    cli: Cli, case: str, chat: Path
) -> None:
    cli("add", case, chat)
    assert cli("describe", case, 1, "--source", "App聊天", "--proves", "承诺1小时内处理").code == 0
    assert cli("describe", case, 1, "--proves", "拖延").code == 0
    (item,) = json.loads(cli("case", "show", case, "--json").out)["evidence"]
    assert (item["source"], item["proves"]) == ("App聊天", "拖延")
    assert cli("describe", case, 7, "--proves", "无").err == "The case has no evidence 7. See “caseorg case show”.\n"


def test_the_time_that_a_picture_shows_is_said_and_taken_back(cli: Cli, case: str, chat: Path) -> None:
    cli("add", case, chat)

    def times() -> tuple[object, object]:
        (item,) = json.loads(cli("case", "show", case, "--json").out)["evidence"]
        return item["taken_at"], item["other_times"]

    before = times()
    assert cli("describe", case, 1, "--at", "2024-05-21T14:30") == (0, "", "")
    typed, others = times()
    assert typed == {"time": "2024-05-21 14:30", "precision": "minute", "source": "typed"} and others == [before[0]]
    assert cli("describe", case, 1, "--at", "2999-01-01").code == 2
    assert cli("describe", case, 1, "--at", "") == (0, "", "")
    assert times() == before


def test_evidence_is_withdrawn_and_brought_back_by_its_number(cli: Cli, case: str, chat: Path) -> None:
    cli("add", case, chat)
    assert cli("withdraw", case, 1).code == 0
    assert "证据1" not in cli("case", "show", case).out
    assert cli("reinstate", case, 1).code == 0
    assert "证据1" in cli("case", "show", case).out


def test_a_device_is_never_replaced_by_a_paper(cli: Cli, case: str, chat: Path, tmp_path: Path) -> None:
    """The link stands for /dev/stdout, which as root would be replaced for the whole machine."""
    link = tmp_path / "stdout"
    link.symlink_to("/dev/null")
    result = cli("complaint", case, "-o", link)
    assert (result.code, result.err) == (2, f"{link} is not a file. Choose another name or folder.\n")
    assert link.is_symlink()


def test_names_stay_on_one_line(cli: Cli) -> None:
    made = cli("case", "new", "--title", "第一行\n第二行", "--merchant", "某\t店")
    assert cli("case", "list").out.splitlines()[0].startswith(f"{made.out.strip()[:8]}  第一行 第二行  某 店")


def test_a_note_says_who_answered_over_which_channel(cli: Cli, case: str) -> None:
    told = ("--channel", "merchant", "--agent", "工号1024", "--ticket", "G-7", "--milestone", "refund-demanded")
    cli("note", case, "--at", "2026-11-05 20:18", "--text", "申请退款", "--side", "merchant", *told)
    (event,) = json.loads(cli("case", "show", case, "--json").out)["events"]
    assert [event[name] for name in ("channel", "agent", "ticket", "milestone")] == [
        "merchant",
        "工号1024",
        "G-7",
        "refund-demanded",
    ]
    for option in ("--channel", "--milestone"):
        result = cli("note", case, "--at", "2026-11-05", "--text", "x", option, "nowhere")
        assert result.code == 2
        assert result.err.startswith(f"There is no {option[2:]} “nowhere”. Choose one of: ")


def test_the_kind_of_proof_is_said_and_stays(cli: Cli, case: str, chat: Path) -> None:
    cli("add", case, chat)
    assert cli("describe", case, 1, "--shows", "chat", "--shows", "promise") == (0, "", "")
    assert cli("describe", case, 1, "--proves", "承诺") == (0, "", "")
    (item,) = json.loads(cli("case", "show", case, "--json").out)["evidence"]
    assert (item["shows"], item["proves"]) == (["chat", "promise"], "承诺")
    assert cli("describe", case, 1, "--shows", "ghost").err.startswith("There is no kind of proof “ghost”. ")
