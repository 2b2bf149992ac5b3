"""Who the other side is, on the command line: entered, told where it is doubtful, and in everything that goes out."""

import json
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Cli
from pdf.papers import folded, folded_text

CODE, WRONG = "91350100M000100Y43", "91350100M000100Y44"
BLANK = "〔执照上的名称或18位信用代码，待查〕"
PLATFORM = "上海寻梦信息技术有限公司"
PICTURE = Path(__file__).parents[2] / "resources/demo/Screenshot_20261101-143112_订单.png"


def made(cli: Cli, *options: str) -> str:
    return cli("case", "new", "--title", "点卡无效", "--platform", "pdd", *options).out.strip()


def shown(cli: Cli, key: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(cli("case", "show", key, "--json").out)
    return found


def test_everything_that_tells_who_it_is_can_be_entered_and_is_shown(cli: Cli) -> None:
    key = made(
        cli, "--merchant", "星河数码（杭州星河网络有限公司）", "--merchant-code", " 9135 0100 m000100y43",
        "--merchant-contact", "王经理", "--merchant-licence", "浙B2-1", "--merchant-website", "xinghe.example",
    )  # fmt: skip
    assert cli("case", "set", key, "--payee", "*河", "--merchant-address", "杭州市余杭区某路1号") == (0, "", "")
    (side,) = shown(cli, key)["respondents"]
    assert side == {
        "role": "merchant",
        "company": "杭州星河网络有限公司",
        "shop": "星河数码",
        "credit_code": CODE,
        "licence": "浙B2-1",
        "website": "xinghe.example",
        "address": "杭州市余杭区某路1号",
        "contact": "王经理",
        "phone": "",
        "payee": "*河",
        "identified": True,
    }
    line = next(line for line in cli("case", "show", key).out.splitlines() if line.startswith("Complained of"))
    told = ("杭州星河网络有限公司", "星河数码", CODE, "浙B2-1", "xinghe.example", "余杭区", "王经理", "*河")
    assert all(text in line for text in told)


@pytest.mark.parametrize(("code", "told"), [(WRONG, "last character"), ("9135", "has 4"), (CODE, "")])
def test_a_wrong_credit_code_is_told_and_kept(cli: Cli, code: str, told: str) -> None:
    key = made(cli, "--merchant", "星河")
    result = cli("case", "set", key, "--merchant-code", code)
    assert (result.code, result.out) == (0, "")
    assert told in result.err and bool(result.err) is bool(told)
    assert shown(cli, key)["parties"][0]["credit_code"] == code


def test_a_shops_name_alone_leaves_a_blank_that_is_told_and_holds_nothing(cli: Cli, tmp_path: Path) -> None:
    key = made(cli, "--merchant", "星河数码专营店")
    result = cli("complaint", key, "-o", tmp_path / "c.pdf")
    assert result.code == 0
    assert "Missing: the name on the licence or the credit code" in result.err
    assert folded(f"星河数码专营店{BLANK}") in folded_text(tmp_path / "c.pdf")
    letter = cli("message", key, "--channel", "letter")
    assert letter.out.splitlines()[1] == f"致：星河数码专营店{BLANK}"
    assert "Missing: the name on the licence" in letter.err


def test_an_insult_is_no_name(cli: Cli, tmp_path: Path) -> None:
    key = made(cli)
    told = cli("case", "set", key, "--merchant", "黑心骗子充值店").err
    assert "“黑心骗子充值店” is an insult" in told
    for paper in ("complaint", "report"):
        result = cli(paper, key, "-o", tmp_path / f"{paper}.pdf", "--anyway")
        assert "is an insult" in result.err and "Missing: the merchant's name" in result.err
        text = folded_text(tmp_path / f"{paper}.pdf")
        assert "骗子" not in text and folded(BLANK) in text
    assert "骗子" not in cli("message", key, "--channel", "12315", "--anyway").out
    assert "骗子" in cli("case", "show", key).out


def test_a_business_whose_licence_says_so_may_be_called_anything(cli: Cli) -> None:
    assert cli("case", "set", made(cli), "--merchant", "流氓兔（杭州某某网络有限公司）") == (0, "", "")
    assert cli("case", "set", made(cli), "--merchant", "流氓兔旗舰店", "--merchant-code", CODE) == (0, "", "")


def test_the_platform_can_be_complained_of(cli: Cli, tmp_path: Path) -> None:
    key = made(cli, "--merchant", "星河数码专营店")
    result = cli("case", "set", key, "--respondent", "platform")
    assert (result.code, "not verified (as of 2026-11-28)" in result.err) == (0, True)
    cli("complaint", key, "-o", tmp_path / "one.pdf")
    text = folded_text(tmp_path / "one.pdf")
    assert PLATFORM in text and "上海市长宁区" in text and "星河数码专营店" not in text
    cli("case", "set", key, "--respondent", "both")
    cli("complaint", key, "-o", tmp_path / "both.pdf")
    text = folded_text(tmp_path / "both.pdf")
    assert PLATFORM in text and "星河数码专营店" in text
    assert [side["role"] for side in shown(cli, key)["respondents"]] == ["merchant", "platform"]
    assert cli("case", "set", key, "--respondent", "merchant") == (0, "", "")
    assert shown(cli, key)["answers"] == []


def test_what_the_platforms_licence_says_counts_before_our_data(cli: Cli) -> None:
    key = made(cli, "--respondent", "platform", "--platform-company", "杭州某某有限公司")
    told = cli("case", "set", key, "--platform-address", "杭州市西湖区某路", "--platform-code", CODE)
    assert told == (0, "", "")
    (side,) = shown(cli, key)["respondents"]
    assert (side["company"], side["address"], side["credit_code"]) == ("杭州某某有限公司", "杭州市西湖区某路", CODE)
    assert json.loads(cli("check", key, "--json").out)["offices"][0]["name"] == "杭州市西湖区市场监督管理局"


def test_check_says_where_to_look_and_whom_the_bill_names(cli: Cli) -> None:
    key = made(cli, "--merchant", "星河数码专营店")
    cli("add", key, PICTURE)
    cli("describe", key, 1, "--proves", "已向杭州星河网络有限公司付款98元", "--shows", "payment")
    text = cli("check", key).out
    assert "证据1 names “杭州星河网络有限公司” as the payee; is that the business?" in text
    assert "店铺资质" in text and "Where nobody is found:" in text and "消法第四十四条" in text
    cli(
        "case", "set", key, "--merchant", "星河数码专营店（杭州星河网络有限公司）", "--merchant-address", "杭州市余杭区"
    )
    text = cli("check", key).out
    assert "as the payee" not in text and "店铺资质" not in text


def test_of_a_website_check_says_how_its_owner_is_found_and_where_to_file(cli: Cli) -> None:
    key = cli("case", "new", "--title", "礼品卡未发货", "--platform", "site", "--merchant", "某某商城").out.strip()
    text = cli("check", key).out
    assert "备案" in text and "国家企业信用信息公示系统" in text
    assert "[lacking] 投给有权处理的部门: market supervision of the county of the company's seat" in text
    cli(
        "case",
        "set",
        key,
        "--merchant",
        "某某商城（上海某某网络有限公司）",
        "--merchant-address",
        "上海市浦东新区某路99号",
    )
    text = cli("check", key).out
    assert "[passes] 投给有权处理的部门: 上海市浦东新区市场监督管理局" in text
    assert "备案号" not in text


def test_the_note_of_an_upload_set_tells_the_office(cli: Cli, tmp_path: Path) -> None:
    key = made(cli, "--merchant", "星河数码专营店", "--merchant-website", "xinghe.example")
    cli("add", key, PICTURE)
    assert cli("upload", key, "--channel", "12315", "-o", tmp_path / "set").code == 0
    note = (tmp_path / "set" / "说明.txt").read_text(encoding="utf-8")
    assert f"被投诉人：星河数码专营店{BLANK}\n" in note and "网址：xinghe.example" in note
    assert "处理单位：〔平台公示地址所在区县的市场监督管理局，待查〕；或者上海市长宁区市场监督管理局" in note
    cli("pack", key, "-o", tmp_path / "pack.pdf")
    text = folded_text(tmp_path / "pack.pdf")
    assert folded(f"星河数码专营店{BLANK}") in text and "xinghe.example" in text


def test_a_private_seller_is_no_business(cli: Cli) -> None:
    key = cli("case", "new", "--title", "闲鱼买号", "--platform", "xianyu").out.strip()
    assert "does the seller trade steadily?" in cli("check", key).out
    assert cli("case", "set", key, "--answer", "seller-trades=否").code == 0
    assert "[lacking] 卖家是经营者: You answered “否”" in cli("check", key).out
