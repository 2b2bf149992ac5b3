"""What others read of a case, looked for as a reader would: in the pages, beside them, and in the files' names."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from cli.conftest import Cli
from evidence.material import encoded, picture

SECRETS = {
    "王小明": "儿子王小明用了手机",
    "13800001111": "他电话13800001111",
    "110101199003071234": "身份证110101199003071234",
    "A12345": "车牌沪A12345",
    "长宁区": "住上海市长宁区某路5号602室",
    "602": "送到5栋602",
    "7890128": "银行卡6222021234567890128",
    "wx_secret9": "微信号wx_secret9",
    "34567890123456": "流水号1234567890123456789",
    "1234-EFGH": "卡密ABCD-1234-EFGH-5678",
    "李建国": "老板李建国不退",
}
SAID = "，".join(SECRETS.values())


@pytest.fixture
def told(cli: Cli, tmp_path: Path) -> str:
    """A case that tells every secret in every field that a command can fill."""
    cli("profile", "set", "--name", "林晓㛃", "--phone", "13912345678", "--address", "成都市武侯区天府路9号")
    case = cli(
        "case", "new", "--title", SAID, "--platform", "pdd", "--merchant", "星河数码专营店", "--merchant-phone",
        "13600001111", "--merchant-address", "杭州市西湖区文三路1号", "--order-no", "261101-123456789012345",
        "--product", SAID, "--paid", "98", "--ordered-at", "2026-11-01T14:30", "--demand", f"退还98元；{SAID}",
    ).out.strip()  # fmt: skip
    cli("case", "set", case, "--transaction", "4200002026110112345678", "--account", "王小明的号")
    file = tmp_path / "王小明_13800001111.png"
    file.write_bytes(encoded(picture(), "PNG"))
    cli("add", case, file)
    cli("describe", case, "1", "--source", SAID, "--proves", SAID)
    note = ("note", case, "--at", "2026-11-01T14:52", "--text", f"卡密提示已被使用，{SAID}", "--evidence", "1")
    assert cli(*note, "--side", "merchant", "--agent", "李建国", "--ticket", "GD-778899").code == 0
    assert cli("promise", "add", case, f"24小时内处理，{SAID}", "--at", "2026-11-01T15:15").code == 0
    return case


def told_by(file: Path) -> str:
    """All that a PDF tells: pages, title and subject, names and contents of what is attached."""
    pages = subprocess.check_output(["pdftotext", "-raw", file, "-"]).decode()
    return (
        pages
        + subprocess.check_output(["pdfinfo", file]).decode()
        + subprocess.check_output(["pdfdetach", "-list", file]).decode()
    )


DIGEST = re.compile(r"(?=\d*[a-f])[0-9a-f]{8,}")  # of a file or a case: any three digits may stand in one by chance


def leaks(text: str, *more: str) -> list[str]:
    plain = "".join(DIGEST.sub("", text).split())
    return [secret for secret in (*SECRETS, "林晓", "13912345678", "天府路", *more) if secret in plain]


def test_the_masked_complaint_tells_no_secret_and_each_mask_is_told(cli: Cli, told: str, tmp_path: Path) -> None:
    out = tmp_path / "m.pdf"
    assert len(leaks(told_of(cli, told, tmp_path))) == len(SECRETS) + 2, "the plain one tells all but the card code"
    result = cli("complaint", told, "--masked", "-o", out)
    assert leaks(told_by(out), "13600001111", "123456789012") == []
    plain = "".join(told_by(out).split())
    assert "星河数码专营店" in plain and "卡密提示已被使用" in plain and "儿子王**用了手机" in plain
    lines = result.err.splitlines()
    assert {"Hidden: a name, shown as 王**", "Hidden: a licence plate, shown as 沪****"} <= set(lines)
    assert "Hidden: a telephone number, shown as 138****1111" in lines and len(lines) == len(set(lines))


def told_of(cli: Cli, case: str, folder: Path) -> str:
    cli("complaint", case, "-o", folder / "plain.pdf")
    return told_by(folder / "plain.pdf")


def test_the_anonymous_report_tells_only_of_the_reported_side(cli: Cli, told: str, tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    result = cli("report", told, "--anonymous", "-o", out)
    assert leaks(told_by(out), "4200002026") == []
    plain = "".join(told_by(out).split())
    for kept in ("星河数码专营店", "13600001111", "杭州市西湖区文三路1号", "261101-123456789012345"):
        assert kept in plain
    assert "Hidden: a name, shown as （略）" in result.err


@pytest.mark.parametrize("channel", ["heimao", "site-social"])
def test_a_public_message_tells_no_secret(cli: Cli, told: str, channel: str) -> None:
    result = cli("message", told, "--channel", channel)
    assert result.code == 0 and leaks(result.out + result.err, "123456789012345", "13600001111") == []
    found = json.loads(cli("message", told, "--channel", channel, "--json").out)
    assert leaks(found["text"] + found["subject"] + "".join(found["left_out"])) == []
    assert found["hidden"]


def test_a_set_for_a_public_channel_tells_no_secret(cli: Cli, told: str, tmp_path: Path) -> None:
    result = cli("upload", told, "--channel", "heimao", "-o", tmp_path / "set")
    assert result.code == 0
    files = list((tmp_path / "set").iterdir())
    assert {file.suffix for file in files} == {".txt"}
    texts = "".join(file.name + file.read_text(encoding="utf-8") for file in files)
    assert leaks(texts + result.out + result.err, "123456789012345") == []
    assert "证据1" in texts and "王**_138****1111.png" in texts


def test_a_calendar_tells_no_secret(cli: Cli, told: str, tmp_path: Path) -> None:
    cli("promise", "add", told, f"三个工作日内处理，{SAID}", "--at", "2026-11-27T15:15")
    cli("ics", "-o", tmp_path / "due.ics")
    assert leaks((tmp_path / "due.ics").read_text(encoding="utf-8").replace("\n ", "")) == []


def test_a_whole_card_code_goes_only_to_those_who_look_it_up(cli: Cli, told: str, tmp_path: Path) -> None:
    for channel in ("merchant", "pdd"):
        assert "ABCD-1234-EFGH-5678" in cli("message", told, "--channel", channel).out
    for channel in ("12315", "12345", "letter", "12315-report"):
        result = cli("message", told, "--channel", channel)
        assert "EFGH" not in result.out + result.err
        assert ("AB****78" in result.out) == ("Hidden: a card code, shown as AB****78" in result.err)
    result = cli("complaint", told, "-o", tmp_path / "c.pdf")
    assert "AB****78" in told_by(tmp_path / "c.pdf") and "王小明" in told_by(tmp_path / "c.pdf")
    assert [line for line in result.err.splitlines() if line.startswith("Hidden")] == [
        "Hidden: a card code, shown as AB****78"
    ]
