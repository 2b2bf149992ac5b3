"""caseorg message."""

import json
from pathlib import Path

from caseorg.jobs.sample import SAMPLE
from cli.conftest import Cli


def test_a_message_is_printed_and_what_is_missing_is_told_apart(cli: Cli, case: str) -> None:
    result = cli("message", case, "--channel", "merchant")
    assert result.code == 0
    assert "订单号：A-1" in result.out
    assert "诉求：退还98元。" in result.out
    assert result.err.splitlines() == [
        "Missing: what happened (events)",
        "“退还98元” names no deadline. Write one, such as 24小时内 or 2026年11月30日前.",
    ]


def test_a_demand_that_is_vague_or_does_not_agree_is_told(cli: Cli, case: str) -> None:
    cli("case", "set", case, "--demand", "尽快处理")
    told = cli("message", case, "--channel", "merchant")
    assert "“尽快处理” names no action." in told.err
    cli("case", "set", case, "--demand", "24小时内全额退款98元", "--refunded", "50")
    doubt = (
        "98.00 yuan are asked back, but only 48.00 yuan were paid and not refunded. What are the other 50.00 yuan? "
        "Write it into the demand (such as a loss, with its evidence), or change the sum."
    )
    for channel in ("merchant", "12315", "letter", "heimao"):
        assert doubt in cli("message", case, "--channel", channel).err.splitlines()
    assert doubt not in cli("message", case, "--channel", "12315-report").err
    found = json.loads(cli("message", case, "--channel", "letter", "--json").out)
    assert found["doubts"] == [doubt]
    cli("case", "set", case, "--demand", "24小时内退还剩余48元")
    agreed = cli("message", case, "--channel", "letter")
    assert "yuan are asked back" not in agreed.err
    assert "退还剩余48元。" in agreed.out
    assert "全额退款" not in agreed.out


def test_a_message_as_json(cli: Cli, sample_folder: Path) -> None:
    result = cli("--data", sample_folder, "message", SAMPLE, "--channel", "12315", "--json")
    found = json.loads(result.out)
    assert (result.code, result.err, found["channel"], found["kind"]) == (0, "", "12315", "complaint")
    assert (found["limit"], found["missing"], found["too_long"], found["hidden"]) == (400, [], False, [])
    assert found["characters"] == len(found["text"]) <= 400
    assert all(piece not in found["text"] for piece in found["left_out"])


def test_the_subject_of_a_mail_is_its_first_line(cli: Cli, sample_folder: Path) -> None:
    result = cli("--data", sample_folder, "message", SAMPLE, "--channel", "email")
    assert result.out.splitlines()[:2] == ["紧急退款-订单号261101-123456789012345", "客服您好："]


def test_a_kind_can_be_chosen(cli: Cli, sample_folder: Path) -> None:
    result = cli("--data", sample_folder, "message", SAMPLE, "--channel", "pdd", "--kind", "human")
    assert "请转人工客服" in result.out
    refused = cli("--data", sample_folder, "message", SAMPLE, "--channel", "12315", "--kind", "email")
    assert refused.code == 2
    assert "has no message of the kind “email”. Choose one of: complaint." in refused.err


def test_what_is_hidden_is_told(cli: Cli, sample_folder: Path) -> None:
    result = cli("--data", sample_folder, "message", SAMPLE, "--channel", "heimao")
    assert "261101-123456789012345" not in result.out
    assert "Hidden: an order or transaction number, shown as 2611****2345" in result.err.splitlines()
    found = json.loads(cli("--data", sample_folder, "message", SAMPLE, "--channel", "heimao", "--json").out)
    assert found["hidden"][0] == {"kind": "number", "original": "261101-123456789012345", "mask": "2611****2345"}


def test_facts_left_out_and_texts_too_long_are_told(cli: Cli, case: str) -> None:
    for day in range(1, 10):
        cli("note", case, "--at", f"2026-11-0{day}", "--text", f"我第{day}次" + "联系客服" * 10)
    told = cli("message", case, "--channel", "12315").err
    assert f"Left out to keep to 400 characters: 2026年11月8日，我第8次{'联系客服' * 10}。" in told
    cli("case", "set", case, "--demand", "退款" * 300)
    assert "Too long:" in cli("message", case, "--channel", "12315").err


def test_an_unknown_channel_is_refused_with_those_there_are(cli: Cli, case: str) -> None:
    result = cli("message", case, "--channel", "weibo")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("There is no channel “weibo”. Choose one of: 12315, 12315-report, 12321,")


def test_whoever_was_cheated_is_sent_to_the_police_first(cli: Cli, case: str, tmp_path: Path) -> None:
    cli("case", "set", case, "--scenario", "fake-service")
    first = "In such a case call the police first (110 or 96110)"
    held = cli("message", case, "--channel", "merchant")
    assert (held.code, held.out) == (4, "")
    assert "110" in held.err
    told = json.loads(cli("message", case, "--channel", "merchant", "--json", "--anyway").out)
    assert told["first"].startswith(first)
    assert first not in cli("message", case, "--channel", "police").err
    assert first in cli("complaint", case, "-o", tmp_path / "投诉书.pdf", "--anyway").err


def kind_of(cli: Cli, case: str, channel: str) -> str:
    return str(json.loads(cli("message", case, "--channel", channel, "--json").out)["kind"])


def test_without_a_kind_the_message_is_what_the_next_step_asks_for(cli: Cli, case: str, tmp_path: Path) -> None:
    picture = tmp_path / "a.txt"
    picture.write_text("订单", encoding="utf-8")
    cli("add", case, picture)
    cli("note", case, "--at", "2025-11-01 10:00", "--text", "卡密无效")
    assert kind_of(cli, case, "pdd-merchant") == "first"
    cli("note", case, "--at", "2025-11-01 11:00", "--text", "联系商家", "--channel", "pdd-merchant")
    assert kind_of(cli, case, "pdd-merchant") == "followup"
    cli(
        "note",
        case,
        "--at",
        "2025-11-02 11:00",
        "--text",
        "客服：已登记",
        "--side",
        "merchant",
        "--channel",
        "pdd-merchant",
    )
    assert kind_of(cli, case, "pdd-merchant") == "upgrade"
    assert kind_of(cli, case, "pdd") == "intervention"


def test_the_letter_is_that_of_the_fault_and_keeps_the_users_day(cli: Cli, case: str) -> None:
    cli("case", "set", case, "--scenario", "custom-service", "--demand", "2026年12月3日前退还未完成部分49元")
    cli("note", case, "--at", "2026-11-10", "--text", "代练只完成一半就不再上线", "--side", "merchant")
    first = cli("message", case, "--channel", "letter").out
    assert "请贵方在2026年12月3日前补足、完成没有提供的部分" in first
    cli("note", case, "--at", "2026-11-13", "--text", "我催促店铺客服继续完成", "--side", "me", "--channel", "merchant")
    urged = cli("message", case, "--channel", "letter").out
    assert "解除合同中没有提供的部分" in urged
    assert "返还金额：49.00元（大写：肆拾玖元整）" in urged
    assert "请贵方在2026年12月3日前办理：" in urged


def test_a_letter_among_businesses_cites_the_civil_code_and_asks_for_a_confirmation(cli: Cli, case: str) -> None:
    cli("case", "set", case, "--scenario", "card-invalid", "--answer", "daily-life=否", "--demand", "退还98元")
    letter = cli("message", case, "--channel", "letter")
    assert "质量异议" in letter.out.splitlines()[0] or "向贵方采购的以下货物不合约定" in letter.out
    assert "《民法典》第五百七十七条、第五百八十二条、第六百一十七条" in letter.out
    assert "消费者权益保护法" not in letter.out
    assert "请贵方在收到本函之日起15日内办理：" in letter.out
    assert "联系人：〔姓名待填〕" in letter.out
    assert "Missing: your name" in letter.err


def test_the_payment_service_is_told_of_the_payment_and_a_follow_up_stays_one(cli: Cli, case: str) -> None:
    cli("case", "set", case, "--payment", "wechat", "--transaction", "4200001234202611121234567890")
    told = cli("message", case, "--channel", "wechat-pay").out
    assert "付款：2026年11月1日14时30分，98.00元，交易单号4200001234202611121234567890" in told
    assert "售后" not in told
    assert "售后进展" in cli("message", case, "--channel", "wechat-pay", "--kind", "followup").out
    finance = cli("message", case, "--channel", "12363", "--anyway").out
    assert "被投诉的支付机构：财付通支付科技有限公司" in finance
    assert "商家：" not in finance
