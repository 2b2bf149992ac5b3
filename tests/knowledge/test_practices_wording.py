"""The sentences that the source articles warn of are found, each with a better one made of the case's own facts.

`row` is the row of docs/practices.md.
"""

from decimal import Decimal

import pytest

from caseorg.domain.checks.wording import Finding, find_wording
from caseorg.domain.demands.gaps import demand_gaps
from caseorg.domain.messages.message import values
from caseorg.domain.moments import parse_moment
from caseorg.knowledge.drafts import background
from caseorg.knowledge.library import Knowledge
from domain.build import START, case, event, moment, order

KNOWLEDGE = Knowledge()
TOLD = case(
    orders=(
        order(number="123456789", product="10元游戏点卡", paid=Decimal(10), ordered_at=parse_moment("2026-11-01")),
    ),
    events=(event("2026-11-01 14:52", "输入卡密，页面提示“无效”"),),
    demand="24小时内退款10元",
)
FACTS = values(TOLD, background(KNOWLEDGE, TOLD, START))


def found(text: str) -> Finding:
    (finding,) = find_wording(text, KNOWLEDGE.wording.values(), FACTS)
    return finding


@pytest.mark.parametrize(
    ("row", "text", "words", "better"),
    [
        (25, "您好，卡密不对。", "卡密不对", "123456789"),
        (31, "我买的卡密不对，请看看。", "卡密不对", "页面提示“无效”"),
        (42, "赶紧解决", "赶紧解决", "24小时内退款10元"),
        (74, "麻烦处理一下", "麻烦处理一下", "24小时内退款10元"),
        (77, "你们平台就是骗子", "你们平台就是骗子", "10元游戏点卡"),
        (78, "必须马上处理", "必须马上处理", "24小时内退款10元"),
        (137, "我的账号充值不了。", "充值不了", "123456789"),
    ],
)
def test_the_sentence_is_found_and_a_better_one_offered(row: int, text: str, words: str, better: str) -> None:
    finding = found(text)
    assert words in text[finding.start : finding.end], row
    assert better in finding.better
    assert finding.why


@pytest.mark.parametrize(("row", "demand"), [(42, "赶紧解决"), (74, "麻烦处理一下"), (78, "必须马上处理")])
def test_it_is_no_demand_either(row: int, demand: str) -> None:
    assert [gap.values for gap in demand_gaps(demand, moment())] == [{"line": demand}], row


def test_heated_words_are_said_to_break_chat_rules() -> None:
    assert "也可能违反聊天规则" in str(found("你们平台就是骗子").why)
    assert any(
        "情绪化的话可能违反聊天规则，还会让处理变慢" in line for line in KNOWLEDGE.guides["say-it-clearly"].lines
    )


def test_the_articles_own_good_sentences_pass() -> None:
    text = "您好，订单号123456789，购买10元游戏点卡，卡密（尾号3B7Q）提示“无效”，请在24小时内重新发卡或退款10元。"
    assert find_wording(text, KNOWLEDGE.wording.values(), FACTS) == ()
