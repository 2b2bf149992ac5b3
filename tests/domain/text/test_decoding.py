"""Texts come out of their bytes as they were written, whatever the encoding, and as far as they are there."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.text.decoding import decode, is_plainly_text

SIMPLE = "2024-05-21 客服：您好，您的退款申请已受理，预计三个工作日内退款98.00元。\n订单号240521，请勿透露验证码。\n"
TRADITIONAL = (
    "2024-05-21 客服：您好，您的退款申請已受理，預計三個工作日內退款98.00元。\n訂單號碼240521，請勿透露驗證碼。\n"
)
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufeff"))


@given(TEXT)
def test_utf8_and_what_has_a_mark_is_read_back(text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        found = decode(text.encode(encoding))
        assert found is not None and (found.text, found.guessed, found.lost) == (text, False, text.count("\ufffd"))


@given(st.text("订单号退款客服您好，。：卡密", min_size=4))
def test_gb18030_is_read_back_without_a_word(text: str) -> None:
    found = decode((text + "\n").encode("gb18030"))
    assert found is not None and (found.text, found.guessed) == (text + "\n", False)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TRADITIONAL, "big5"),
        (TRADITIONAL * 40, "big5hkscs"),
        (SIMPLE, "utf-16-le"),
        (SIMPLE, "utf-16-be"),
        (SIMPLE, "utf-32-le"),
        ("Order 123 paid, nothing delivered\n", "utf-16-le"),
        ("Order 123 paid, nothing delivered\n", "utf-16-be"),
    ],
)
def test_what_has_no_mark_is_guessed_and_said_to_be(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))
    assert found is not None and (found.text, found.guessed, found.lost) == (text, True, 0)


def test_rare_characters_in_two_halves_are_put_together() -> None:
    halves = "\ud83d\ude00".encode("utf-8", "surrogatepass")
    found = decode("表情".encode() + halves + "退款".encode() + "\ud83d".encode("utf-8", "surrogatepass") + b"\xc0\x80")
    assert found is not None and (found.text, found.lost) == ("表情😀退款\ufffd", 1)


@given(st.data())
def test_one_byte_that_was_lost_costs_a_character_and_no_more(data: st.DataObject) -> None:
    content = (SIMPLE * 3).encode()
    place = data.draw(st.integers(0, len(content) - 1))
    found = decode(content[:place] + content[place + 1 :])
    assert found is not None and found.lost <= 2
    assert found.text.count("退款98.00元") + found.text.count("退款申请") >= 4


@pytest.mark.parametrize("zeros", [1, 512, 80_000])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_zeros_around_and_in_a_text_are_passed_over(zeros: int, encoding: str) -> None:
    middle = SIMPLE.replace("，", "，\0").encode(encoding)
    found = decode(bytes(zeros) + middle + bytes(zeros))
    assert found is not None and found.text == SIMPLE


@pytest.mark.parametrize("end", ["\r\n", "\r", "\r\r\n", "\u2028", "\x0b"])
def test_line_ends_of_every_kind_are_made_alike(end: str) -> None:
    found = decode(f"甲{end}乙\n丙".encode())
    assert found is not None and found.text == "甲\n乙\n丙"


def test_a_log_in_two_encodings_is_read_line_by_line() -> None:
    found = decode(SIMPLE.encode() + SIMPLE.encode("gb18030"))
    assert found is not None and (found.text, found.guessed) == (SIMPLE * 2, True)


@pytest.mark.parametrize(
    "told", ["gb2312", "GBK", "cp936", "big5", "iso-8859-1", "us-ascii", "x-unknown", "utf-8", "utf-16", ""]
)
def test_utf8_is_utf8_whatever_somebody_says(told: str) -> None:
    found = decode(SIMPLE.encode(), told)
    assert found is not None and found.text == SIMPLE


@pytest.mark.parametrize("told", ["utf-8", "iso-8859-1", "us-ascii", "gb2312", "nonsense", "utf-16", "charset\0"])
def test_a_lie_about_gb18030_is_not_believed(told: str) -> None:
    found = decode((SIMPLE + "镕").encode("gb18030"), told)
    assert found is not None and found.text == SIMPLE + "镕"


@pytest.mark.parametrize("told", ["utf-16le", "UTF-16LE", ""])
def test_chinese_of_two_bytes_a_character_looks_like_a_machine_s_code_and_is_text(told: str) -> None:
    text = "您好，三个工作日内退款98.00元。请共享屏幕。"
    found = decode(text.encode("utf-16-le"), told)
    assert found is not None and (found.text, found.guessed) == (text, not told)


def test_what_is_hardly_chinese_is_told_as_guessed() -> None:
    found = decode("お支払いありがとうございます。返金します。".encode("shift_jis"))
    assert found is None or found.guessed


def test_bytes_at_random_are_no_text() -> None:
    chance = random.Random(1)
    contents = [chance.randbytes(length) for length in range(200, 4000, 200)]
    assert [decode(content) for content in contents] == [None] * 19
    assert not any(map(is_plainly_text, contents))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_chinese_is_plainly_text_even_where_nothing_says_so(encoding: str) -> None:
    assert is_plainly_text(("客服小星：您好，请提供订单号。\n" * 2).encode(encoding))
    assert not is_plainly_text("好的".encode("gb18030"))


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_none(content: bytes) -> None:
    found = decode(content)
    assert found is None or "\0" not in found.text
