"""caseorg complaint, report, pack, upload."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from caseorg.jobs.sample import SAMPLE
from cli.conftest import Cli
from waiting import PATIENCE


def test_a_complaint_is_written_and_its_gaps_told(cli: Cli, case: str, tmp_path: Path) -> None:
    out = tmp_path / "投诉 书.pdf"
    result = cli("complaint", case, "-o", out)
    assert result.code == 0
    assert out.read_bytes().startswith(b"%PDF-")
    assert result.out.startswith(f"{out}: ")
    assert "Missing: your name" in result.err.splitlines()


def test_a_report_is_written_and_its_gaps_told(cli: Cli, case: str, tmp_path: Path) -> None:
    out = tmp_path / "举报 书.pdf"
    result = cli("report", case, "-o", out)
    assert result.code == 0 and result.out == f"{out}: 1 page\n"
    told = result.err.splitlines()
    assert told[:3] == ["Missing: your name", "Missing: your telephone number", "Missing: your postal address"]
    assert "Missing: what happened (events)" in told and "Missing: what you demand" not in told
    assert told[-1].startswith("Which rule such a case may break is not on file")
    assert "退还98元" not in text_of(out) and "涉嫌违反的规定（知道的可以手写，不清楚的可以不填）：" in text_of(out)
    (document,) = json.loads(cli("case", "show", case, "--json").out)["documents"]
    assert (document["kind"], document["name"]) == ("report", "举报 书.pdf")


def test_a_report_names_the_rules_of_its_scenario(cli: Cli, case: str, tmp_path: Path) -> None:
    assert cli("case", "set", case, "--scenario", "auto-renewal").code == 0
    result = cli("report", case, "-o", tmp_path / "举报书.pdf", "--anonymous")
    assert result.code == 0 and "Missing: your name" not in result.err and "not on file" not in result.err
    text = "".join(text_of(tmp_path / "举报书.pdf").split())
    assert "线索类型：自动续费" in text and "（匿名举报）" in text
    assert "《消费者权益保护法实施条例》第十条第二款，《网络交易监督管理办法》第十八条。" in text


def test_before_a_report_of_swindlers_comes_the_police(cli: Cli, case: str, tmp_path: Path) -> None:
    assert cli("case", "set", case, "--scenario", "fake-service").code == 0
    assert "call the police first (110 or 96110)" in cli("report", case, "-o", tmp_path / "举报书.pdf").err


def test_an_anonymous_report_tells_no_name(cli: Cli, sample_folder: Path, tmp_path: Path) -> None:
    plain, nameless = tmp_path / "举报书.pdf", tmp_path / "匿名.pdf"
    assert cli("--data", sample_folder, "report", SAMPLE, "-o", plain).code == 0
    assert cli("--data", sample_folder, "report", SAMPLE, "-o", nameless, "--anonymous", "--mono").code == 0
    properties = [subprocess.check_output(["pdfinfo", file], text=True) for file in (plain, nameless)]
    for secret in ("13800001234", "林晓㛃", "示例路88号"):
        assert secret in text_of(plain) and secret not in text_of(nameless)
    assert "林晓㛃" in properties[0] and "林晓㛃" not in properties[1]
    assert "261101-123456789012345" in text_of(nameless)


def test_a_pack_is_written_and_noted(cli: Cli, sample_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "证据包.pdf"
    result = cli("--data", sample_folder, "pack", SAMPLE, "--out", out)
    assert result.code == 0
    assert out.read_bytes().startswith(b"%PDF-")
    (document,) = json.loads(cli("--data", sample_folder, "case", "show", SAMPLE, "--json").out)["documents"]
    assert (document["kind"], document["name"]) == ("pack", "证据包.pdf")
    assert f"{document['pages']} pages" in result.out


@pytest.mark.parametrize("command", ["complaint", "pack"])
def test_a_character_that_no_font_has_is_told_with_its_place(
    cli: Cli, sample_folder: Path, tmp_path: Path, command: str
) -> None:
    said = "Printed as a box, for no font has them: "
    told = ("--data", sample_folder, command, SAMPLE, "-o", tmp_path / "a.pdf")
    assert said not in cli(*told).err
    assert cli("--data", sample_folder, "case", "set", SAMPLE, "--merchant", "𠀋𠀍店").code == 0
    assert cli("--data", sample_folder, "describe", SAMPLE, "3", "--source", "𠀋网").code == 0
    (line,) = (line for line in cli(*told).err.splitlines() if line.startswith(said))
    assert line == f"{said}𠀋 𠀍 (the merchant's name), 𠀋 (the source of 证据3)"


def test_a_character_of_a_piece_outside_the_supplement_is_not_told(
    cli: Cli, sample_folder: Path, tmp_path: Path
) -> None:
    assert cli("--data", sample_folder, "describe", SAMPLE, "3", "--source", "𠀋网").code == 0
    told = ("--data", sample_folder, "pack", SAMPLE, "-o", tmp_path / "a.pdf")
    assert "𠀋" in cli(*told).err and "𠀋" not in cli(*told, "--from", "4").err


def test_a_pack_needs_evidence(cli: Cli, case: str, tmp_path: Path) -> None:
    result = cli("pack", case, "-o", tmp_path / "a.pdf")
    assert result == (2, "", "The case has no evidence yet. Add screenshots first: “caseorg add CASE FILE”.\n")
    assert not list(tmp_path.glob("*.pdf"))


@pytest.mark.parametrize("command", ["complaint", "report", "pack"])
def test_a_place_that_cannot_be_written_is_refused(cli: Cli, sample_folder: Path, tmp_path: Path, command: str) -> None:
    out = tmp_path / "没有" / "a.pdf"
    result = cli("--data", sample_folder, command, SAMPLE, "-o", out)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"{out} cannot be written")
    assert result.err.count("\n") == 1


def test_a_masked_complaint_tells_no_telephone_number(cli: Cli, sample_folder: Path, tmp_path: Path) -> None:
    plain, masked = tmp_path / "投诉书.pdf", tmp_path / "遮盖版.pdf"
    assert cli("--data", sample_folder, "complaint", SAMPLE, "-o", plain).code == 0
    assert cli("--data", sample_folder, "complaint", SAMPLE, "-o", masked, "--masked", "--mono").code == 0
    assert "13800001234" in text_of(plain) and "附件：时间线" in text_of(plain)
    assert "138****1234" in text_of(masked)
    told = subprocess.check_output(["qpdf", "--qdf", "--object-streams=disable", masked, "-"])
    for secret in ("13800001234", "林晓㛃", "示例路88号", "261101-123456789012345"):
        assert secret not in text_of(masked)
        assert secret.encode() not in told and secret.encode("utf-16-be") not in told


def text_of(file: Path) -> str:
    return subprocess.check_output(["pdftotext", "-raw", file, "-"]).decode()


def test_a_pack_is_printed_as_wanted(cli: Cli, sample_folder: Path, tmp_path: Path) -> None:
    pages = []
    for options in ((), ("--per-page", "auto", "--binding", "--mono", "--grouped"), ("--per-page", "4")):
        result = cli("--data", sample_folder, "pack", SAMPLE, "-o", tmp_path / "证据包.pdf", *options)
        assert result.code == 0
        pages.append(int(result.out.split()[-2]))
    assert pages == [14, 12, 7]
    assert cli("pack", SAMPLE, "-o", tmp_path / "a.pdf", "--per-page", "3").code == 2


def test_a_pack_has_the_columns_that_are_named(cli: Cli, sample_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "证据包.pdf"
    for options, heading in (
        ((), "序号证据名称证据来源证明目的形式页数页码"),
        (("--column", "remarks", "--column", "source"), "序号证据名称证据来源页码备注"),
    ):
        assert cli("--data", sample_folder, "pack", SAMPLE, "-o", out, *options).code == 0
        assert f"证据目录{heading}1" in "".join(text_of(out).split())
    result = cli("--data", sample_folder, "pack", SAMPLE, "-o", out, "--column", "copies")
    assert result.code == 2 and "'source', 'purpose', 'form', 'original', 'pages', 'remarks'" in result.err


def test_a_supplement_begins_where_it_is_told_to(cli: Cli, sample_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "补充证据包.pdf"
    result = cli("--data", sample_folder, "pack", SAMPLE, "-o", out, "--from", "4")
    assert result.code == 0 and out.read_bytes().startswith(b"%PDF-")
    assert "证据4至5，接证据1至3之后" in text_of(out)
    for number, said in (("6", "There is no evidence from 证据6 on."), ("1", "A supplement begins with 证据2")):
        result = cli("--data", sample_folder, "pack", SAMPLE, "-o", tmp_path / "no.pdf", "--from", number)
        assert (result.code, result.out) == (2, "") and result.err.startswith(said)
    assert not (tmp_path / "no.pdf").exists()


def test_an_upload_set_is_made_and_told(cli: Cli, sample_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "投递 材料"
    result = cli("--data", sample_folder, "upload", SAMPLE, "--channel", "12315", "-o", out)
    assert result.code == 0
    names = sorted(path.name for path in out.iterdir())
    assert names == ["1_投诉书.pdf", "2_证据1至5.pdf", "正文.txt", "说明.txt"]
    assert [line.rpartition("  ")[0] for line in result.out.splitlines()] == [str(out / name) for name in names]
    shown = json.loads(cli("--data", sample_folder, "case", "show", SAMPLE, "--json").out)["documents"]
    assert {document["kind"] for document in shown} == {"upload"}


def test_what_is_not_in_a_set_is_told(cli: Cli, sample_folder: Path, tmp_path: Path) -> None:
    result = cli("--data", sample_folder, "upload", SAMPLE, "--channel", "heimao", "-o", tmp_path / "set")
    assert result.code == 0
    assert "证据1 is not in it: the channel is public: pictures must be covered first." in result.err.splitlines()


def test_a_set_needs_a_channel_with_limits_and_a_folder(cli: Cli, sample_folder: Path, tmp_path: Path) -> None:
    for channel, out, said in (
        ("court", tmp_path / "set", "is not known"),
        ("12315", tmp_path / "没有" / "set", "There is no folder"),
        ("12315", sample_folder, "not of a set for this case"),
    ):
        result = cli("--data", sample_folder, "upload", SAMPLE, "--channel", channel, "-o", out)
        assert (result.code, result.out) == (2, "") and said in result.err


EXPORTS = {
    "complaint": ("complaint", SAMPLE, "-o"),
    "report": ("report", SAMPLE, "-o"),
    "pack": ("pack", SAMPLE, "-o"),
    "ics": ("ics", "-o"),
    "upload": ("upload", SAMPLE, "--channel", "12315", "-o"),
}


@pytest.mark.parametrize("export", EXPORTS)
def test_no_export_takes_the_place_of_the_users_data(
    cli: Cli, sample_folder: Path, tmp_path: Path, export: str
) -> None:
    data = sample_folder
    original = next(path for path in (data / "evidence").rglob("*") if path.is_file())
    (tmp_path / "link").symlink_to(data)
    before = users_files(data)
    for target in (data / "caseorg.db", original, data / "new", data / "evidence" / "new", tmp_path / "link" / "new"):
        result = cli("--data", data, *EXPORTS[export], target)
        assert (result.code, result.out) == (2, ""), target
        assert "in the data folder" in result.err or "is not a folder" in result.err
    assert users_files(data) == before


def users_files(data: Path) -> dict[Path, bytes]:
    """All in the data folder but the kept agenda, which a calendar brings up to date."""
    return {path: path.read_bytes() for path in data.rglob("*") if path.is_file() and path.name != "agenda.db"}


# The command, held up where the file is written and not in its place yet.
HELD = f"""if True:
    import sys, time
    from caseorg.jobs.papers import writing

    def held(part):
        print("written", flush=True)
        time.sleep({PATIENCE})

    writing.require_sound = held
    from caseorg.__main__ import main
    main()
"""


@pytest.mark.skipif(os.name == "nt", reason="there are no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_pack_that_is_ended_midway_leaves_nothing(
    sample_folder: Path, tmp_path: Path, number: signal.Signals
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    command = [sys.executable, "-c", HELD, "--data", sample_folder, "pack", SAMPLE, "-o", folder / "pack.pdf"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stdout.readline() == b"written\n"
        assert list(folder.iterdir())
        process.send_signal(number)
        told = process.communicate(timeout=PATIENCE)
    assert (process.returncode, *told) == (128 + number, b"", b"")
    assert not list(folder.iterdir())
