"""Of a dozen words of a rule only those are tried that a text may hold: what is found stays the same."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from caseorg.domain.story.words import either
from caseorg.knowledge.library import Knowledge

WORDS = Knowledge().story_words
TOLD = """
我在店里买了一张点卡，|付款98元，|输入卡密后页面提示该卡密已被使用，|联系客服要求退款，|问卖家他说不管，
客服回复“系统繁忙，请耐心等待”，|商家承诺48小时内处理。|之后就再也没有回复；|他们让我再交保证金才能退，
平台介入后判定不支持退款，|向12315投诉，|市场监管局已受理。|我报警了，|店铺已经关闭，|被商家拉黑，|收款人是张某，
官方客服转接人工，|孩子用我的手机充值2000元，|自动续费扣了25元，|退款98元已到账。|订单号261101
"""
CLAUSES = TOLD.strip().replace("\n", "|").split("|")
BESIDE = st.text("客服不退款没被我说，", max_size=6)


@settings(max_examples=150)
@given(clauses=st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=3), beside=BESIDE)
def test_what_is_found_is_what_all_words_find(clauses: list[str], beside: str) -> None:
    text = beside + "".join(clauses) + beside
    fitting = WORDS.fitting(text)
    for rules, tried in ((WORDS.actors, fitting.actors), (WORDS.marks, fitting.marks)):
        fast = {rule.id: found for rule, word, *_ in tried if (found := _found(word, text))}
        slow = {rule.id: found for rule in rules if (found := _found(either(rule.words), text))}
        assert (fast, list(fast)) == (slow, list(slow))
    parts = dict.fromkeys(rule.id for rule, word, _ in fitting.parts if word.search(text))
    assert list(parts) == [rule.id for rule in WORDS.parts if either(rule.words).search(text)]


def _found(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


def test_few_words_are_tried() -> None:
    tried = WORDS.fitting("客服回复“系统繁忙，请耐心等待”").parts
    assert 0 < len(tried) < sum(len(rule.words) for rule in WORDS.parts) / 10
