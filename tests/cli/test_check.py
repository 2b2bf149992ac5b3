"""caseorg check"""

import json

from caseorg.jobs.sample import SAMPLE
from cli.conftest import Cli

KEYS = [
    "urgent",
    "completeness",
    "suggested",
    "grounds",
    "jurisdiction",
    "ledger",
    "objections",
    "wording",
    "demand",
    "arithmetic",
    "cautions",
    "flags",
    "corrections",
]


def test_the_sample_case_is_checked_section_by_section(cli: Cli, sample_folder: str) -> None:
    result = cli("--data", sample_folder, "check", SAMPLE[:6])
    assert (result.code, result.err) == (0, "")
    headings = [line.strip("= ") for line in result.out.splitlines() if line.startswith("==")]
    assert headings == [
        "Completeness",
        "Pre-check for 12315",
        "Every sentence has its proof",
        "What the other side may say",
        "Wording",
        "Demand",
        "Reminders",
    ]
    assert "80%" in result.out
    assert "Missing: 卡密或发货页面." in result.out
    assert "[lacking] 材料齐全、真实: Still missing: the merchant's address. (checked 2026-11-21)" in result.out
    assert "“Virtual goods are never refunded once sold.”" in result.out
    assert "Paid 98.00 − refunded 0.00 = open 98.00 yuan; demanded back: 98.00元" in result.out


def test_the_checkup_is_chinese_where_the_window_is(process: Cli, sample_folder: str) -> None:
    result = process("--data", sample_folder, "check", SAMPLE, CASEORG_LANGUAGE="zh_CN")
    assert result.code == 0
    assert "[缺] 材料齐全、真实：还缺：商家地址。（2026-11-21核对）" in result.out
    assert "《消费者权益保护法》第二十六条" in result.out


def test_a_case_with_nothing_is_checked_too(cli: Cli) -> None:
    key = cli("case", "new", "--title", "某事").out.strip()
    result = cli("check", key)
    assert (result.code, result.err) == (0, "")
    assert "No kind of problem is chosen yet." in result.out
    assert "Nothing to add." in result.out


def test_json_has_stable_keys(cli: Cli, sample_folder: str) -> None:
    result = cli("--data", sample_folder, "check", SAMPLE, "--json")
    found = json.loads(result.out)
    assert (result.code, result.err, list(found)) == (0, "", KEYS)
    assert found["completeness"]["lacking"] == ["goods"]
    materials = next(ground for ground in found["grounds"] if ground["id"] == "materials")
    assert (materials["verdict"], materials["gaps"]) == ("lacks", ["the merchant's address"])
    assert found["ledger"]["claims"][1]["evidence"] == ["证据1", "证据2"]
    assert {"rule", "says", "fix", "event", "evidence", "gap"} == set(found["objections"][0])
    assert found["arithmetic"]["agrees"] is True


def test_an_unknown_case_is_refused(cli: Cli) -> None:
    assert cli("check", "ffff").code == 2


def test_whoever_was_cheated_reads_first_what_cannot_wait(cli: Cli, case: str) -> None:
    cli("case", "set", case, "--scenario", "fake-service")
    lines = cli("check", case).out.splitlines()
    assert lines[2] == "== Do this first =="
    assert "110" in "".join(lines[3:7])
    pre_check = lines.index("== Pre-check for 12315 ==")
    assert lines[pre_check + 1 : pre_check + 3] == [
        "  Go to the police first; 12315 deals with consumer disputes.",
        "",
    ]
