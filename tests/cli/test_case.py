"""caseorg case … and profile …"""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from caseorg.domain.case import CaseFile, CaseId
from caseorg.knowledge.library import Knowledge
from caseorg.store.queries import load_case
from caseorg.store.snapshot import Snapshot
from cli.conftest import Cli


def shown(cli: Cli, case: str) -> dict[str, object]:
    result = cli("case", "show", case, "--json")
    assert (result.code, result.err) == (0, "")
    return json.loads(result.out)


def test_new_prints_the_id_and_nothing_else(cli: Cli) -> None:
    result = cli("case", "new", "--title", "退款")
    assert (result.code, result.err) == (0, "")
    assert len(result.out.strip()) == 32


def test_a_case_shown_as_json_says_what_was_told(cli: Cli, case: str) -> None:
    found = shown(cli, case)
    assert (found["id"], found["title"], found["platform"], found["stage"]) == (
        case,
        "点卡卡密无效",
        "pdd",
        "collecting",
    )
    assert found["parties"][0]["address"] == "杭州"
    assert found["orders"][0]["paid"] == "98.00"
    assert found["orders"][0]["ordered_at"] == {"time": "2026-11-01 14:30", "precision": "minute", "source": "typed"}


def test_a_case_shown_for_reading_has_its_timeline(cli: Cli, case: str) -> None:
    cli("note", case, "--at", "2026-11-02 10:05", "--text", "联系客服")
    lines = cli("case", "show", case).out.splitlines()
    assert lines[0] == f"{case}  点卡卡密无效"
    assert "Order: A-1  点卡  98.00元  2026-11-01 14:30" in lines
    assert "Merchant: 星河数码" in lines
    assert "Complained of: 星河数码〔执照上的名称或18位信用代码，待查〕, address 杭州" in lines
    assert lines[-1].split() == ["2026-11-02", "10:05", "联系客服"]


def test_set_changes_what_is_given_and_leaves_the_rest(cli: Cli, case: str) -> None:
    before = shown(cli, case)
    result = cli("case", "set", case[:8], "--stage", "contacted", "--paid", "50", "--merchant-phone", "400")
    assert result == (0, "", "")
    after = shown(cli, case)
    assert (after["stage"], after["orders"][0]["paid"], after["parties"][0]["phone"]) == ("contacted", "50.00", "400")
    assert (after["title"], after["orders"][0]["number"]) == (before["title"], before["orders"][0]["number"])
    assert after["parties"][0]["name"] == before["parties"][0]["name"]


def test_set_does_not_undo_what_another_program_changed_meanwhile(
    cli: Cli, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def seen_earlier(source: Snapshot, case_id: CaseId) -> CaseFile:
        found = load_case(source, case_id)
        return replace(found, title="what it was before")

    monkeypatch.setattr("caseorg.cli.case.load_case", seen_earlier)
    result = cli("case", "set", case, "--title", "b")
    assert result == (2, "", "This was changed elsewhere meanwhile. Look at it again, then repeat.\n")


def test_set_can_empty_a_field_but_not_the_title(cli: Cli, case: str) -> None:
    assert cli("case", "set", case, "--demand", "").code == 0
    assert shown(cli, case)["demand"] == ""
    assert cli("case", "set", case, "--title", "").code == 2


def test_the_list_has_a_line_a_case_and_says_when_there_is_none(cli: Cli) -> None:
    empty = cli("case", "list")
    assert (empty.code, empty.out) == (0, "")
    assert "no cases yet" in empty.err
    for title in ("甲", "乙"):
        cli("case", "new", "--title", title)
    lines = cli("case", "list").out.splitlines()
    assert [line.split()[1] for line in lines] == ["乙", "甲"]


def test_an_empty_list_says_where_the_cases_are(cli: Cli, case: str) -> None:
    cli("case", "put-away", case)
    told = cli("case", "list")
    assert (told.code, told.out) == (0, "")
    assert told.err == "No case is in the list.\nPut away: 1, see “caseorg case list --put-away”.\n"
    cli("case", "trash", case)
    assert cli("case", "list").err == "No case is in the list.\nIn the trash: 1, see “caseorg case list --trash”.\n"
    assert cli("case", "list", "--trash").out


def test_the_list_as_json(cli: Cli, case: str) -> None:
    assert json.loads(cli("case", "list", "--json").out)[0] | {"updated_at": ""} == {
        "id": case,
        "title": "点卡卡密无效",
        "platform": "pdd",
        "merchant": "星河数码",
        "order_number": "A-1",
        "paid": "98.00",
        "refunded": None,
        "claimed": "98.00",
        "stage": "collecting",
        "evidence_count": 0,
        "updated_at": "",
    }


def test_an_empty_list_is_json_too(cli: Cli) -> None:
    assert cli("case", "list", "--json") == (0, "[]\n", "")


def test_the_profile_is_remembered_bit_by_bit(cli: Cli) -> None:
    assert cli("profile", "set", "--name", "王小明", "--phone", "139") == (0, "", "")
    assert cli("profile", "set", "--address", "北京市 海淀区") == (0, "", "")
    assert json.loads(cli("profile", "show", "--json").out) == {
        "name": "王小明",
        "phone": "139",
        "address": "北京市 海淀区",
        "id_type": "",
        "id_number": "",
    }
    assert "Name: 王小明" in cli("profile", "show").out


def test_the_data_option_wins_over_the_variable(cli: Cli, case: str, data: Path, tmp_path: Path) -> None:
    other = tmp_path / "另一个 folder"
    result = cli("--data", other, "case", "list", "--json")
    assert (result.code, result.out) == (0, "[]\n")
    assert (other / "caseorg.db").is_file()
    assert json.loads(cli(f"--data={data}", "case", "list", "--json").out)[0]["id"] == case


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("case", "show", "ffffffff"), "There is no case “ffffffff”. See “caseorg case list”."),
        (("case", "show", ""), "There is no case “”. See “caseorg case list”."),
        (("case", "show", "两\n行"), "There is no case “两 行”. See “caseorg case list”."),
        (("case", "new", "--title", " "), "A case needs a title. Say in a few words what went wrong."),
        (
            ("case", "new", "--title", "a", "--paid", "五十"),
            "“五十” is not an amount in yuan. Write it like 50 or 50.00.",
        ),
        (
            ("case", "new", "--title", "a", "--ordered-at", "昨天"),
            "“昨天” is not a time. Write it like 2026-11-01 14:30.",
        ),
        (("case", "new", "--title", "\udcff"), "The text has characters that cannot be stored. Type it again."),
        (
            ("profile", "set", "--phone", "1" * 65),
            "“11111111111111111111…” is too long. Shorten it to at most 64 characters.",
        ),
    ],
)
def test_a_users_error_is_one_line_and_exit_code_2(cli: Cli, arguments: tuple[str, ...], told: str) -> None:
    assert cli(*arguments) == (2, "", f"{told}\n")


def test_a_beginning_of_two_cases_is_refused(cli: Cli) -> None:
    ids = [cli("case", "new", "--title", "a").out.strip() for _ in range(17)]
    shared = next(key[0] for key in ids if [other[0] for other in ids].count(key[0]) > 1)
    result = cli("case", "show", shared)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"More than one case begins with “{shared}”.")


def test_what_came_back_is_shown(cli: Cli, case: str) -> None:
    cli("case", "set", case, "--refunded", "10")
    assert "Order: A-1  点卡  98.00元  10.00 yuan refunded  2026-11-01 14:30" in cli("case", "show", case).out


def test_set_says_what_the_knowledge_asks_for(cli: Cli, case: str) -> None:
    told = ("--refunded", "10", "--payment", "wechat", "--transaction", "4200", "--account", "138")
    more = ("--scenario", "card-invalid", "--answer", "daily-life=是", "--answer", "many-complaints=否")
    assert cli("case", "set", case, *told, *more) == (0, "", "")
    assert cli("case", "set", case, "--answer", "many-complaints=") == (0, "", "")
    found = shown(cli, case)
    (order,) = found["orders"]
    assert (order["refunded"], order["payment"], order["transaction"], order["account"]) == (
        "10.00",
        "wechat",
        "4200",
        "138",
    )
    assert (found["scenario"], found["answers"]) == ("card-invalid", [{"question": "daily-life", "value": "是"}])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--scenario", "broken"), "There is no scenario “broken”. Choose one of: "),
        (("--answer", "是"), "“是” is no answer. Write it as QUESTION=ANSWER."),
    ],
)
def test_what_the_knowledge_does_not_have_is_refused(
    cli: Cli, case: str, arguments: tuple[str, ...], told: str
) -> None:
    result = cli("case", "set", case, *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(told)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("card-invalid.nothing=是", "There is no question “card-invalid.nothing”. Choose one of: card-invalid."),
        ("daily-life=也许", "“也许” is no answer to “"),
    ],
)
def test_only_questions_there_are_can_be_answered_and_with_their_choices(
    cli: Cli, case: str, typed: str, error: str
) -> None:
    result = cli("case", "set", case, "--scenario", "card-invalid", "--answer", typed)
    assert (result.code, result.out, result.err[: len(error)]) == (2, "", error)


def test_a_question_can_be_named_by_its_text_and_by_the_id_that_check_prints(cli: Cli, case: str) -> None:
    cli("case", "set", case, "--scenario", "card-invalid")
    asked = next(line for line in cli("check", case).out.splitlines() if "Please answer: " in line)
    text, _, key = asked.partition("Please answer: ")[2].removesuffix("]").partition("  [")
    choices = next(one.choices for one in Knowledge().scenarios["card-invalid"].checks if one.id == key)
    value = choices[0] if choices else "是"
    for name in (key, text):
        assert cli("case", "set", case, "--answer", f"{name}=") == (0, "", "")
        assert cli("case", "set", case, "--answer", f"{name}={value}") == (0, "", "")
        answers = json.loads(cli("case", "show", case, "--json").out)["answers"]
        assert {"question": key, "value": value} in answers


def test_a_change_of_nothing_is_an_error(cli: Cli, case: str) -> None:
    for command in (("case", "set", case), ("profile", "set")):
        result = cli(*command)
        assert (result.code, result.err.startswith("Nothing to change was given. See “caseorg ")) == (2, True)


def test_an_order_of_the_far_future_is_refused(cli: Cli, case: str) -> None:
    result = cli("case", "set", case, "--ordered-at", "2999-01-01")
    assert result == (2, "", "“2999-01-01” is still to come. Give the time at which it happened.\n")
    assert cli("promise", "add", case, "24小时内退款", "--at", "2999-01-01").code == 2


def test_a_case_is_shown_with_its_problem_payment_and_promises(cli: Cli, case: str) -> None:
    cli(
        "case",
        "set",
        case,
        "--scenario",
        "card-invalid",
        "--payment",
        "wechat",
        "--refunded",
        "20",
        "--stage",
        "closed",
    )
    cli("promise", "add", case, "24小时内退款", "--at", "2025-11-01 10:00", "--side", "merchant")
    lines = cli("case", "show", case).out.splitlines()
    assert f"Problem: {Knowledge().scenarios['card-invalid'].name}" in lines
    assert "Stage: Closed" in lines
    assert any("WeChat Pay" in line and "20.00 yuan refunded" in line for line in lines)
    (said,) = (line for line in lines if "24小时内退款" in line)
    assert said.count("24小时内退款") == 1
    assert said.endswith("Merchant  2025-11-02 10:00  open")


def test_a_second_order_follows_the_first_and_can_be_changed(cli: Cli, case: str) -> None:
    told = ("--order-no", "A-2", "--product", "会员", "--paid", "25", "--payment", "alipay")
    assert cli("order", "add", case, *told) == (0, "2\n", "")
    assert cli("order", "set", case, 2, "--refunded", "5") == (0, "", "")
    found = json.loads(cli("case", "show", case, "--json").out)
    assert [order["number"] for order in found["orders"]] == ["A-1", "A-2"]
    assert (found["orders"][1]["paid"], found["orders"][1]["refunded"]) == ("25.00", "5.00")
    assert found["sums"] == {"paid": "123.00", "refunded": "5.00", "claimed": "98.00"}
    assert "Sums: Paid 123.00元 · refunded 5.00元 · claimed 98.00元" in cli("case", "show", case).out
    assert cli("verify").code == 0


def test_an_order_that_is_not_there_is_not_changed(cli: Cli, case: str) -> None:
    assert cli("order", "set", case, 2, "--paid", "1").err == "The case has no order 2. There is 1 order.\n"
    assert cli("order", "add", case).code == 2
