"""caseorg sums"""

import json

import pytest

from cli.conftest import Cli


def sums(cli: Cli, case: str, *options: object) -> list[str]:
    result = cli("sums", case, *options)
    assert (result.code, result.err) == (0, "")
    return result.out.splitlines()


def test_the_three_numbers_are_told_and_whether_they_agree(cli: Cli, case: str) -> None:
    assert sums(cli, case) == [
        "Paid 98.00元 · refunded 0.00元 · claimed 98.00元",
        "The demand agrees with the orders: 98.00 yuan.",
    ]


def test_less_is_explained_by_what_happened(cli: Cli, case: str) -> None:
    cli("case", "set", case, "--paid", "360", "--product", "代练20星", "--demand", "退还未完成部分的费用216元")
    cli("note", case, "--at", "2026-11-10", "--text", "代练只完成8星后不再上线", "--side", "merchant")
    (_, said) = sums(cli, case)
    assert "360元÷20星×12星=216元, which agrees with the demand. The two numbers differ rightly" in said
    found = json.loads(cli("sums", case, "--json").out)
    assert (found["paid"], found["claimed"], found["agreement"]) == ("360.00", "216.00", "less")
    assert found["proposals"] == [{"amount": "216.00", "formula": "360元÷20星×12星=216元"}]
    assert "differ rightly" in cli("check", case).out


def test_a_sum_that_an_event_tells_otherwise_is_asked_about(cli: Cli, case: str) -> None:
    cli("note", case, "--at", "2026-11-10", "--text", "我付款一百块", "--side", "me")
    assert "100.00 yuan were paid as an event tells, the orders say 98.00. Which is right?" in sums(cli, case)
    assert "Which is right?" in cli("check", case).out


@pytest.mark.parametrize(
    ("options", "formula"),
    [
        (("--days", 30, "--unused", 18), "98元÷30天×18天=58.80元"),
        (("--price", 360, "--units", 20, "--undone", 12, "--unit", "星"), "360元÷20星×12星=216元"),
        (("--each", 93, "--bad", 50), "93元×50=4650元"),
        (("--price", 136, "--payments", 2), "136元÷2笔×1笔=68元"),
        (("--deduction", 25, "--deduction", 25), "25元+25元=50元"),
    ],
)
def test_a_sum_is_worked_out(cli: Cli, case: str, options: tuple[object, ...], formula: str) -> None:
    before = cli("case", "show", case, "--json").out
    assert sums(cli, case, *options)[-1] == formula
    assert json.loads(cli("sums", case, *options, "--json").out)["worked"][0]["formula"] == formula
    assert cli("case", "show", case, "--json").out == before


@pytest.mark.parametrize(
    ("options", "error"),
    [
        (("--days", 30), "--days and --unused go together. Give both."),
        (("--units", 20, "--undone", 21), "21 of 20 is no part. Give the whole first, then the smaller part."),
        (("--bad", 3), "--each and --bad go together. Give both."),
        (("--payments", 1), "One payment was not repeated. Give the number of payments, at least 2."),
        (("--deduction", "x"), "“x” is not an amount in yuan. Write it like 50 or 50.00."),
    ],
)
def test_what_cannot_be_worked_out_is_told(cli: Cli, case: str, options: tuple[object, ...], error: str) -> None:
    assert cli("sums", case, *options) == (2, "", f"{error}\n")


def test_a_case_without_any_sum_says_so(cli: Cli) -> None:
    key = cli("case", "new", "--title", "某事").out.strip()
    assert sums(cli, key) == ["Neither the amount paid nor a demand with a sum is known yet."]
    assert cli("sums", key, "--payments", 2).err == "The amount paid is not known. Give it with --price.\n"
