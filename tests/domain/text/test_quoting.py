"""Quotation marks as GB/T 15834 has them: single ones within double ones, and speech in some."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.text.quoting import quote, with_speech_quoted, within


def test_marks_within_marks_are_single_ones() -> None:
    assert quote("客服说“亲，先好评”") == "“客服说‘亲，先好评’”"
    assert quote("客服讲“公告写了‘概不退还’的”") == "“客服讲‘公告写了“概不退还”的’”"
    assert quote("公告写了‘概不退还’") == "“公告写了‘概不退还’”"
    assert within("没有关上的“引号") == "没有关上的“引号"


@given(st.text(alphabet="说“”‘’，退", max_size=12))
def test_marks_have_their_level_once_and_for_all(words: str) -> None:
    once = within(words)
    assert within(once) == once
    assert len(once) == len(words)


SPOKEN = [
    ("客服说：好的我帮你反馈，不要着急", "客服说“好的我帮你反馈，不要着急”"),
    ("找客服，客服：亲亲 慢充通道拥堵", "找客服，客服：“亲亲 慢充通道拥堵”"),
    ("他说号卖你了就不归我管，被盗了你找腾讯", "他说“号卖你了就不归我管，被盗了你找腾讯”"),
    ("他说要退一半给你，我没同意", "他说“要退一半给你”，我没同意"),
    ("我说当时就叫你拦了，订单21点40才成功", "我说“当时就叫你拦了，订单21点40才成功”"),
    ("对方回复：滚。我没再理", "对方回复“滚”。我没再理"),
]


@pytest.mark.parametrize(("typed", "told"), SPOKEN)
def test_what_was_said_to_the_user_stands_in_quotation_marks(typed: str, told: str) -> None:
    assert with_speech_quoted(typed) == told
    assert with_speech_quoted(told) == told


@pytest.mark.parametrize(
    "text",
    [
        "客服说慢充订单提交了就没法撤单，不支持退款",
        "客服说：“亲先给五星好评截图，给您换”，我没给",
        "商家拒了，理由：已使用",
        "页面说明您的账户余额为0",
        "我跟客服说了你们的卡不能用",
        "玩迷你世界，客服说不退",
        "收到短信：不予受理",
        "卖家说亲戚朋友都这样",
    ],
)
def test_what_is_told_in_other_words_stays(text: str) -> None:
    assert with_speech_quoted(text) == text
