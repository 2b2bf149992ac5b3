"""caseorg scam: what is suspicious in a text, and that nothing found proves nothing."""

import json
from pathlib import Path

import pytest

from caseorg.i18n import load_catalogue
from cli.conftest import Cli

FRAUD = "退款需交保证金200元，请加 V 信kefu_88，打开https://pinduoduo-kefu.com/a"


def test_flags_are_told_with_words_reason_and_advice(cli: Cli) -> None:
    result = cli("scam", FRAUD)
    assert (result.code, result.err) == (0, "")
    assert "退款要交费用  “退款需交保证金”" in result.out
    assert "“加 V 信kefu_88”" in result.out
    assert "96110" in result.out
    assert "pinduoduo-kefu.com” looks like 拼多多" in result.out
    assert "Source: " in result.out
    assert "no proof" not in result.out


def test_nothing_found_is_said_to_be_no_proof(cli: Cli) -> None:
    result = cli("scam", "退款将原路退回。")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("No red flag was found. That is no proof of safety")
    assert result.out.count("to be checked by you") == 3


def test_no_data_folder_is_made(cli: Cli, data: Path) -> None:
    cli("scam", FRAUD)
    assert not data.exists()


def test_json_has_offsets_of_the_original(cli: Cli) -> None:
    found = json.loads(cli("scam", FRAUD, "--json").out)
    assert {one["id"] for one in found["flags"]} >= {"refund-fee", "outside-contact"}
    for one in found["flags"]:
        assert FRAUD[one["start"] : one["end"]] == one["text"] and one["why"] and one["advice"] and one["source"]
    (link,) = found["links"]
    assert (link["host"], link["site"]) == ("pinduoduo-kefu.com", "pdd")
    assert [(one["id"], one["state"]) for one in found["service"]] == [
        ("origin", "not fulfilled"),
        ("identity", "to be checked by you"),
        ("conduct", "not fulfilled"),
    ]


@pytest.mark.parametrize("arguments", [("scam",), ("scam", "-")])
def test_standard_input_is_read(data: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli, arguments: tuple[str]) -> None:
    class Stream:
        class buffer:  # noqa: N801 — as in sys.stdin
            @staticmethod
            def read() -> bytes:
                return "请提供验证码\xff".encode() + b"\xff"

    monkeypatch.setattr("sys.stdin", Stream)
    assert "“提供验证码”" in cli(*arguments).out


def test_the_users_own_flags_count(cli: Cli, data: Path) -> None:
    (data / "knowledge").mkdir(parents=True)
    source = Path(__file__).parents[2] / "resources/knowledge/red_flags.toml"
    text = source.read_text(encoding="utf-8").replace("'慢充'", "'慢充|龟速充'")
    (data / "knowledge/red_flags.toml").write_text(text, encoding="utf-8")
    assert "“龟速充”" in cli("scam", "龟速充100元").out


def test_it_speaks_chinese(process: Cli) -> None:
    result = process("scam", "你好", CASEORG_LANGUAGE="zh_CN")
    assert (result.code, result.err) == (0, "")
    assert "不代表安全" in result.out
    assert all(text in result.out for text in ("真客服三项都符合：", "请您核对"))
    assert load_catalogue("zh_CN")["not fulfilled"] == "不符合"


def test_adding_a_text_tells_its_flags_on_stderr_and_adds_it(cli: Cli, case: str, tmp_path: Path) -> None:
    chat = tmp_path / "聊天.txt"
    chat.write_text("客服：退款需交保证金200元，请提供验证码", encoding="utf-8")
    result = cli("add", case, chat)
    assert (result.code, result.out.split("\t")[0]) == (0, "added")
    assert result.err.startswith("聊天.txt has words of refund fraud: 退款要交费用, 索要验证码或密码.")
    assert json.loads(cli("add", case, chat, "--json").out)[0]["flags"] == ["refund-fee", "codes"]


@pytest.mark.parametrize("text", ["", " \n"])
def test_no_text_is_an_error(cli: Cli, text: str) -> None:
    result = cli("scam", text)
    assert (result.code, result.out, result.err.startswith("There is no text. ")) == (2, "", True)


def test_the_same_advice_is_given_once_and_whoever_paid_is_told_what_to_do_now(cli: Cli) -> None:
    text = "解冻账户要先交保证金200元"
    found = cli("scam", text)
    advices = [line for line in found.out.splitlines() if line.startswith("  → ")]
    assert found.out.count("Source: ") > len(advices) == len(set(advices))
    assert "If money was sent" not in found.out
    assert cli("scam", f"{text}，我还没转过去").out.count("If money was sent") == 0
    told = cli("scam", f"{text}，我已转500元").out.splitlines()[-1]
    assert told.startswith("If money was sent") and "110" in told
    assert json.loads(cli("scam", f"{text}，我付了", "--json").out)["now"] == told
