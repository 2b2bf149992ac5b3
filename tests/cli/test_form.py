"""A site's form, field by field."""

import json
from pathlib import Path

import pytest

from cli.conftest import Cli


@pytest.fixture
def told(cli: Cli, case: str) -> str:
    """A case with what went wrong and a demand with a day."""
    cli("case", "set", case, "--demand", "2026年12月5日前退还98元")
    cli("note", case, "--at", "2026-11-01T14:52", "--text", "输入卡密，页面提示“该卡密已被使用”")
    cli("note", case, "--at", "2026-11-02T10:00", "--text", "客服回复“概不退换”")
    return case


def test_the_fields_stand_in_the_sites_order_with_what_goes_into_each(cli: Cli, told: str) -> None:
    done = cli("form", told, "--channel", "12315")
    assert done.code == 0
    labels = [line.split("：")[0] for line in done.out.splitlines() if "：" in line]
    order = ["投诉对象", "商品名称", "商品类别", "销售方式", "订单号", "消费金额", "争议发生时间", "投诉内容"]
    assert [label for label in labels if label in order] == order
    assert "订单号：A-1" in done.out
    assert "争议发生时间：2026-11-01" in done.out
    assert "〔执照上的名称或18位信用代码，待查〕" in done.out
    assert "4 files of 5 MB at most: jpg" in done.out  # as the channel says it
    assert "Missing: 投诉对象" in done.err
    assert "Please confirm: 至今未退款" in done.err
    assert "Part (proposed): 2026-11-01 14:52, The fault, System: 输入卡密" in done.err


def test_a_promise_made_after_the_refusal_does_not_move_the_day_of_the_dispute(cli: Cli, case: str) -> None:
    cli("note", case, "--at", "2026-11-14T20:05", "--text", "商家说“虚拟商品一经售出概不退换”")
    cli("promise", "add", case, "24小时内回复", "--at", "2026-11-15T09:12")
    assert "争议发生时间：2026-11-14" in cli("form", case, "--channel", "12315").out


def test_of_more_pieces_than_the_site_takes_it_is_said_how_they_fit(cli: Cli, told: str, tmp_path: Path) -> None:
    for number in range(5):
        note = tmp_path / f"{number}.txt"
        note.write_text(f"客服第{number}次回复", encoding="utf-8")
        cli("add", told, note)
    line = next(line for line in cli("form", told).out.splitlines() if line.startswith("附件"))
    assert "证据1至证据5" in line and "upload set binds your 5 pieces" in line


def test_as_json_each_field_says_its_limit_and_whether_it_is_blank(cli: Cli, told: str) -> None:
    found = json.loads(cli("form", told, "--json").out)
    fields = {field["key"]: field for field in found["fields"]}
    assert (fields["respondent"]["value"], bool(fields["respondent"]["blank"])) == (None, True)
    assert fields["content"]["limit"] == 400
    assert 0 < fields["content"]["characters"] == len(fields["content"]["value"]) <= 400
    assert "已被使用" in fields["content"]["value"]
    assert "A-1" not in fields["content"]["value"]
    assert fields["platform_part"]["value"] == "入驻商户：星河数码"
    assert fields["paid"]["value"] == "98.00"


def test_a_report_has_a_form_of_its_own_without_a_demand(cli: Cli, told: str) -> None:
    done = cli("form", told, "--channel", "12315-report")
    assert done.code == 0
    assert "举报内容：" in done.out
    assert "退还98元" not in done.out


def test_that_the_text_does_not_say_what_went_wrong_is_told(cli: Cli, told: str, tmp_path: Path) -> None:
    said = "does not say what went wrong"
    papers = [(paper, told, "-o", tmp_path / f"{paper}.pdf") for paper in ("complaint", "report")]
    for paper in papers:
        assert said not in cli(*paper).err
    assert said not in cli("check", told).out
    assert said not in cli("form", told).err
    for part, instead in (("fault", "aside"), ("refusal", "answer")):
        proposed = json.loads(cli("form", told, "--json").out)["proposals"]
        (event,) = [one["event"] for one in proposed if one["part"] == part]
        cli("event", "set", told, event, "--part", instead)
    assert said in cli("form", told).err
    assert any(said in doubt for doubt in json.loads(cli("form", told, "--json").out)["doubts"])
    assert "Missing: what went wrong" in cli("message", told, "--channel", "12315", "--kind", "complaint").err
    for paper in papers:
        assert said in cli(*paper).err
    assert said in cli("check", told).out
    assert said in "".join(json.loads(cli("check", told, "--json").out)["unsaid"])
    assert "Missing: what went wrong" in cli("upload", told, "--channel", "12315", "-o", tmp_path / "set").err


def test_of_other_channels_no_form_is_on_file(cli: Cli, told: str) -> None:
    done = cli("form", told, "--channel", "pdd")
    assert done.code == 2
    assert "Choose one of: 12315, 12315-report." in done.err


def test_what_the_guard_holds_is_not_filled_in(cli: Cli, told: str) -> None:
    cli("case", "set", told, "--demand", "不退钱就曝光你们全家")
    held = cli("form", told)
    assert (held.code, held.out) == (4, "")


def test_a_part_set_by_hand_changes_the_form(cli: Cli, told: str) -> None:
    events = json.loads(cli("event", "list", told, "--json").out)
    fault = next(event for event in events if "已被使用" in event["text"])
    assert fault["parts"][0] | {"text": ""} == {
        "part": "fault",
        "part_confirmed": False,
        "side": "system",
        "side_confirmed": False,
        "text": "",
    }
    cli("event", "set", told, fault["id"], "--part", "aside")
    assert "已被使用" not in cli("form", told).out


PROPOSED = "Part (proposed): 2026-11-02 10:00, Refusal, Customer service: 客服回复“概不退换”"


@pytest.mark.parametrize("command", [("message", "--channel", "merchant"), ("form",), ("next",)])
def test_whatever_is_composed_tells_what_is_only_proposed(cli: Cli, told: str, command: tuple[str, ...]) -> None:
    name, *options = command
    assert PROPOSED in cli(name, told, *options).err
    (beat,) = [one for one in json.loads(cli(name, told, *options, "--json").out)["proposals"] if "概不" in one["text"]]
    assert (beat["part"], beat["side"]) == ("refusal", "service")
    assert cli("event", "set", told, beat["event"], "--part", "refusal", "--side", "service").code == 0
    assert PROPOSED not in cli(name, told, *options).err


@pytest.mark.parametrize("paper", ["complaint", "report"])
def test_a_paper_tells_what_is_only_proposed(cli: Cli, told: str, paper: str, tmp_path: Path) -> None:
    assert PROPOSED in cli(paper, told, "-o", tmp_path / "paper.pdf", "--anyway").err


def test_all_that_is_proposed_is_confirmed_at_once_but_not_what_tells_of_several_things(cli: Cli, told: str) -> None:
    cli("note", told, "--at", "2026-11-03T10:00", "--text", "我要求退款，客服答应24小时内退款")
    before = {one["event"] for one in json.loads(cli("form", told, "--json").out)["proposals"]}
    done = cli("event", "confirm", told)
    assert done.code == 0
    confirmed = set(done.out.split())
    left = {one["event"] for one in json.loads(cli("form", told, "--json").out)["proposals"]}
    assert (len(confirmed), len(left)) == (2, 1)
    assert confirmed | left == before
    assert cli("event", "confirm", told).out == ""
    assert cli("event", "confirm", told, "zzzz").code != 0
