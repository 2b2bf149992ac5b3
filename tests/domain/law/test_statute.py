"""Citations: written, found in a text, and told where they do not hold."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.known import Confidence
from caseorg.domain.law.statute import (
    Law,
    Statute,
    citation,
    find_citations,
    law_called,
    unknown_citations,
)


def law(key: str, title: str, short: str = "", repealed: date | None = None) -> Law:
    return Law(
        id=key,
        title=title,
        short=short or title.removeprefix("中华人民共和国"),
        in_force=date(2014, 3, 15),
        repealed=repealed,
        source="test",
        confidence=Confidence.READ,
        checked=date(2026, 11, 21),
    )


def statute(of: str, article: int, part: str = "") -> Statute:
    return Statute(
        id=f"{of}-{article}",
        law=of,
        article=article,
        part=part,
        summary="…",
        source="test",
        confidence=Confidence.READ,
        checked=date(2026, 11, 21),
    )


LAWS = {
    one.id: one
    for one in (
        law("消法", "中华人民共和国消费者权益保护法"),
        law("令121", "市场监督管理投诉举报处理办法"),
        law("令20", "市场监督管理投诉举报处理暂行办法", repealed=date(2026, 4, 15)),
        law("解释", "最高人民法院关于适用《中华人民共和国民事诉讼法》的解释", "民事诉讼法司法解释"),
        law("标准", "顾客联络服务 人工与智能客户服务协同要求", "GB/T 47746—2026"),
    )
}
STATUTES = {
    one.id: one
    for one in (
        statute("消法", 16),
        statute("消法", 48, "第一款第（八）项"),
        statute("令121", 10),
        statute("令20", 9),
        statute("解释", 20),
        statute("标准", 0),
    )
}


def test_a_citation_names_law_article_and_part() -> None:
    assert citation(LAWS["消法"], STATUTES["消法-48"]) == "《消费者权益保护法》第四十八条第一款第（八）项"
    assert citation(LAWS["消法"], STATUTES["消法-16"]) == "《消费者权益保护法》第十六条"


def test_a_standard_is_cited_by_its_number() -> None:
    cited = citation(LAWS["标准"], STATUTES["标准-0"])
    assert cited == "GB/T 47746—2026《顾客联络服务 人工与智能客户服务协同要求》"
    (found,) = find_citations(f"参照{cited}，请转人工。")
    assert (found.title, found.article) == ("GB/T 47746—2026", 0)
    assert not unknown_citations("参照GB/T 47746-2026，请转人工。", LAWS, STATUTES)
    assert unknown_citations("参照GB/T 99999-2026，请转人工。", LAWS, STATUTES)


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("根据《消费者权益保护法》第四十八条第一款第（八）项，请退款", [48]),
        ("根据《消费者权益保护法》第48条第1款第8项，请退款", [48]),
        ("《消费者权益保护法》第十六条、第四十八条、第五十二条的规定", [16, 48, 52]),
        ("《消费者权益保护法》第四十八条第一款第（二）项、第（八）项和第五十二条", [48, 52]),
        ("《消费者权益保护法》第四十八条第一款第（二）、（八）项以及第五十二条", [48, 52]),
        ("《消费者权益保护法》第二十三、二十四条", [23, 24]),
        ("《消费者权益保护法》（2013年修正）第 16 条", [16]),
        ("《刑法》第二百八十七条之二", [287]),
        ("《最高人民法院关于适用《中华人民共和国民事诉讼法》的解释》第二十条", [20]),
        ("《原神》充值未到账，第三条消息没有回复", []),
        ("第十六条", []),
    ],
)
def test_articles_after_a_title_are_found(text: str, articles: list[int]) -> None:
    assert [one.article for one in find_citations(text)] == articles


def test_the_first_citation_includes_the_title_and_the_next_stands_alone() -> None:
    text = "依《消费者权益保护法》第十六条、第四十八条第一款，请退款"
    assert [text[one.start : one.end] for one in find_citations(text)] == [
        "《消费者权益保护法》第十六条",
        "第四十八条第一款",
    ]
    assert {one.title for one in find_citations(text)} == {"消费者权益保护法"}


@given(st.text(alphabet="《》第条款项（一十零百1、，和GB/T —2消法 ", max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    for one in (*find_citations(text), *unknown_citations(text, LAWS, STATUTES)):
        assert 0 <= one.start < one.end <= len(text)


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("消费者权益保护法", "消法"),
        ("中华人民共和国消费者权益保护法", "消法"),
        ("消法", "消法"),
        ("投诉举报处理办法", "令121"),
        ("投诉举报处理暂行办法", "令20"),
        ("最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释", "解释"),
        ("法", None),
        ("虚拟商品退款条款", None),
    ],
)
def test_a_law_is_known_by_its_names(title: str, key: str | None) -> None:
    found = law_called(title, LAWS)
    assert (found and found.id) == key


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("《消费者权益保护法》第十六条、第四十八条", []),
        ("《消费者权益保护法》第四十八条第一款第（八）项", []),
        ("《消费者权益保护法》第十六条、第五百条", ["第五百条"]),
        ("《虚拟商品退款条款》第三条要求24小时内发货", ["《虚拟商品退款条款》第三条"]),
        ("《市场监督管理投诉举报处理暂行办法》第九条", ["《市场监督管理投诉举报处理暂行办法》第九条"]),
        ("按《投诉举报处理暂行办法》处理", ["《投诉举报处理暂行办法》"]),
        ("按《市场监督管理投诉举报处理办法》处理，我买的是《原神》点卡", []),
    ],
)
def test_what_does_not_hold_is_told(text: str, unknown: list[str]) -> None:
    assert [text[one.start : one.end] for one in unknown_citations(text, LAWS, STATUTES)] == unknown
