"""caseorg check"""

import json

from caseorg.jobs.sample import SAMPLE
from cli.conftest import Cli

KEYS = [
    "urgent",
    "completeness",
    "statements",
    "unsaid",
    "suggested",
    "grounds",
    "jurisdiction",
    "offices",
    "respondents",
    "payees",
    "doubts",
    "ledger",
    "objections",
    "wording",
    "demand",
    "sums",
    "cautions",
    "flags",
    "corrections",
    "notes",
    "guides",
    "hints",
    "continuity",
]


def test_the_sample_case_is_checked_section_by_section(cli: Cli, sample_folder: str) -> None:
    result = cli("--data", sample_folder, "check", SAMPLE[:6])
    assert (result.code, result.err) == (0, "")
    headings = [line.strip("= ") for line in result.out.splitlines() if line.startswith("==")]
    assert headings == [
        "Completeness",
        "What has to be said",
        "Pre-check for 12315",
        "Who the other side is",
        "Demand",
        "Every sentence has its proof",
        "What the other side may say",
        "How the screenshots follow each other",
        "Wording",
        "Reminders",
        "Good to know of such a problem",
    ]
    assert "80%  4 of 5 kinds of evidence" in result.out
    assert "Missing: 卡密或发货页面." in result.out
    assert "[lacking] 材料齐全、真实: Still missing: the merchant's address." in result.out
    assert "checked 2026-11-21" in result.out
    assert "“Virtual goods are never refunded once sold.”" in result.out
    assert "Paid 98.00元 · refunded 0.00元 · claimed 98.00元" in result.out
    assert "The demand agrees with the orders: 98.00 yuan." in result.out


def test_the_checkup_is_chinese_where_the_window_is(process: Cli, sample_folder: str) -> None:
    result = process("--data", sample_folder, "check", SAMPLE, CASEORG_LANGUAGE="zh_CN")
    assert result.code == 0
    assert "[缺] 材料齐全、真实：还缺：商家地址。" in result.out
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
    assert (found["sums"]["agreement"], found["sums"]["claimed"], found["sums"]["others"]) == ("same", "98.00", [])


def test_an_unknown_case_is_refused(cli: Cli) -> None:
    assert cli("check", "ffff").code == 2


def test_what_such_a_problem_needs_said_is_missed_until_it_is_said(cli: Cli, case: str) -> None:
    cli("case", "set", case, "--scenario", "card-invalid")
    before = cli("check", case).out
    assert "4 of 8 are said." in before
    assert "missing: 错误提示：页面原文，一字不改" in before
    assert "✓ 订单号" in before
    cli(
        "note",
        case,
        "--at",
        "2026-11-01T14:52",
        "--text",
        "在官方充值中心输入卡密（尾号7Q4K），页面提示“该卡密已被使用”",
    )
    cli("case", "set", case, "--demand", "2026年12月5日前退还98元")
    after = cli("check", case).out
    assert "8 of 8 are said." in after
    assert "missing: " not in after.partition("== Pre-check")[0].partition("has to be said")[2]


def test_what_is_good_to_know_of_the_problem_stands_in_its_check(cli: Cli, case: str) -> None:
    cli("case", "set", case, "--scenario", "double-payment")
    told = cli("check", case).out.partition("== Good to know of such a problem ==")[2]
    assert "两笔账单要同时提交" in told
    cli("case", "set", case, "--scenario", "merchant-gone")
    assert "caseorg knowledge show nobody-found" in cli("check", case).out
    assert "令121第十三条" in cli("knowledge", "show", "nobody-found").out
    assert "== Good to know" not in cli("check", cli("case", "new", "--title", "某事").out.strip()).out


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
