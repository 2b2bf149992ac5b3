"""What a screen leaves out cannot match; what it lets through is little."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseorg.domain.checks.wording import wording_screen
from caseorg.domain.scams.scam import flag_screen
from caseorg.domain.screening import by_patterns, by_words, ways_to_match
from caseorg.knowledge.library import Knowledge


@pytest.mark.parametrize(
    ("pattern", "ways"),
    [
        ("保证金", [["保证", "证金"]]),
        ("退款|赔", [["退款"], ["赔"]]),
        ("(?:先|再)交", [["先交|再交"]]),
        ("请[求问]", [["请求|请问"]]),
        ("不?退", [["不退|退"]]),
        ("[^。]{0,4}全额", [["全额"]]),
        ("客服.{0,6}(?:押金|保证.*钱)", [["客服", "押金|保证"]]),
        ("(?<!已)退款(?!的)", [["退款"]]),
        ("(?:很长的话){2,}", [["很长", "长的", "的话"]]),
        ("第[一二]{1,3}号", [["第", "一|二", "一号|二号"]]),
        ("(?:[0-2]{1,2}|半)号?", [["0|1|2|半"]]),
        ("(?:[0-2]{1,2}|[一二]+)[日号]", [["0|1|2|一|二", "|".join(one + two for one in "012一二" for two in "日号")]]),
        (r"\d{11}", [[]]),
        (r"退款|\d+", [["退款"], []]),
        ("(?i)vip", [[]]),
        ("(?i:vip)卡", [["卡"]]),
        ("(?:退款)*", [[]]),
        ("(退)(?(1)款|钱)", [["退"]]),
    ],
)
def test_a_match_needs_one_of_the_pieces_of_each_set(pattern: str, ways: list[list[str]]) -> None:
    assert [set(needs) for needs in ways_to_match(pattern)] == [
        {frozenset(pieces.split("|")) for pieces in needs} for needs in ways
    ]


SOURCES = (
    "请[求问]退?款",
    "(?:先|再|)交(?:保证|押)金",
    "[^。]{1,3}全额",
    "(?<!已)退款(?!的)",
    "a{2}b?c",
    "(?i:vip)卡|黑卡",
    "(退)\\1",
    "(?:[0-9]{1,2}|[一二]+)[日号]后?|[款先]{1,2}再",
    "款。*?(?:先退款|再(?:先|款)+退).?再",
)


@pytest.mark.parametrize("source", SOURCES)
@settings(max_examples=25)
@given(data=st.data())
def test_whatever_matches_is_let_through(source: str, data: st.DataObject) -> None:
    screen = by_patterns((source,), lambda pattern: (pattern,))
    text = data.draw(st.text("再。先款")) + data.draw(st.from_regex(source)) + data.draw(st.text("再。先款"))
    assert not re.search(source, text) or screen.fitting(text) == [source]


def test_what_is_let_through_keeps_its_order_and_words_are_found_wherever_they_stand() -> None:
    screen = by_words(
        ("one", "two", "none", "short"), {"one": ["点卡"], "two": ["退款"], "none": [], "short": ["卡"]}.__getitem__
    )
    assert screen.fitting("先退款，后点卡") == ["one", "two", "short"]
    assert not screen.fitting("什么都没有")
    assert list(screen) == ["one", "two", "none", "short"]


def test_of_an_everyday_sentence_hardly_any_rule_is_tried() -> None:
    knowledge = Knowledge()
    text = "联系客服，客服回复“系统繁忙，请耐心等待”"
    for screen in (flag_screen(knowledge.red_flags.values()), wording_screen(knowledge.wording.values())):
        assert len(screen.fitting(text)) <= len(tuple(screen)) / 40


def test_the_rules_of_the_knowledge_say_what_they_need() -> None:
    knowledge = Knowledge()
    rules = (*knowledge.red_flags.values(), *knowledge.wording.values(), *knowledge.footings.values())
    assert all(all(ways_to_match(pattern)) for rule in rules for pattern in rule.patterns)
