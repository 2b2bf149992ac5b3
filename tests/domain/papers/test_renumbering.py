"""Numbers of evidence that were changed: where texts name them, what was kept with the old ones."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.case import Document, DocumentId, Evidence, FormerNumber
from caseorg.domain.papers.numbers import numbers_in, with_numbers
from caseorg.domain.papers.renumbering import by_time, meant, moved, numbers_after, quoting, renewed, renumbered
from domain.build import START, case, evidence, message

HOUR = timedelta(hours=1)


def paper(hours: float) -> Document:
    at = START + hours * HOUR
    return Document(id=DocumentId(f"{hours}"), kind="complaint", name="投诉书.pdf", sha256="", pages=1, made_at=at)


def was(number: int, now: int, hours: float) -> Evidence:
    """A piece that had another number until then."""
    return evidence(now, former_numbers=(FormerNumber(number, START + hours * HOUR),))


@pytest.mark.parametrize(
    ("text", "named", "then"),
    [
        ("见证据3", {3}, "见证据1"),
        ("证据1、3均显示", {1, 3}, "证据3、1均显示"),
        ("证据1至证据3，98元", {1, 2, 3}, "证据1至证据3，98元"),
        ("证据1至2", {1, 2}, "证据2至3"),
        ("证据3到4和5", {3, 4, 5}, "证据1、证据4和5"),
        ("证据1、3天后答复", {1}, "证据3、3天后答复"),
        ("证据3、13800001234", {3}, "证据1、13800001234"),
        ("证据 3-2（第2张）", {3}, "证据 1-2（第2张）"),
        ("证据3至1", {1, 2, 3}, "证据3至1"),
        ("证据3到11月3日", {3}, "证据1到11月3日"),
        ("证据1至3号截图", {1, 2, 3}, "证据1至3号截图"),
        ("共附证据3份，提交证据3张截图、证据 1 件。", set(), "共附证据3份，提交证据3张截图、证据 1 件。"),
        ("证据3张三承诺退款", {3}, "证据1张三承诺退款"),
        ("证据3个人信息页", {3}, "证据1个人信息页"),
        ("订单3", set(), "订单3"),
    ],
)
def test_a_text_names_numbers_and_follows_when_they_change(text: str, named: set[int], then: str) -> None:
    assert numbers_in(text) == named
    assert with_numbers(text, {1: 3, 3: 1}) == then


@given(st.permutations(range(1, 8)), st.lists(st.integers(1, 7), min_size=1, max_size=5))
def test_a_text_names_the_same_pieces_under_other_numbers(order: list[int], named: list[int]) -> None:
    numbers = {old: new for new, old in enumerate(order, start=1)}
    text = "见" + "、".join(f"证据{number}" for number in named) + f"，另见证据{min(named)}至{max(named)}。"
    changed = with_numbers(text, numbers)
    assert numbers_in(changed) == {numbers[number] for number in numbers_in(text)}
    assert with_numbers(text, {}) == text


def test_only_what_was_kept_while_a_piece_had_a_number_calls_it_so() -> None:
    items = (was(2, 1, 2), was(1, 2, 2), evidence(3))
    assert renumbered(case(evidence=items)) == ()  # nobody ever saw the old ones
    early = case(evidence=items, documents=(paper(1),))
    assert [(one.old, one.item.number) for one in renumbered(early)] == [((2,), 1), ((1,), 2)]
    assert renumbered(case(evidence=items, documents=(paper(3),))) == ()
    named = case(evidence=items, messages=(message(1, "见证据2"),))
    assert [(one.old_labels, one.item.label) for one in renumbered(named)] == [("证据2", "证据1")]


def test_a_message_that_was_kept_still_means_the_piece_of_then() -> None:
    items = (was(2, 1, 2), was(1, 2, 2))
    before, after = message(1, "见证据2"), message(3, "见证据2")
    found = case(evidence=items, messages=(before, after))
    assert [(one.old, one.item.number) for one in meant(found, before)] == [((2,), 1)]
    assert meant(found, after) == ()
    assert (renewed(found, before), renewed(found, after)) == ("见证据1", "见证据2")


def test_a_number_that_came_back_is_no_old_one() -> None:
    former = (FormerNumber(1, START + 2 * HOUR), FormerNumber(2, START + 4 * HOUR))
    item = evidence(1, former_numbers=former)
    assert renumbered(case(evidence=(item,), documents=(paper(1),))) == ()
    (one,) = renumbered(case(evidence=(item,), documents=(paper(1), paper(3))))
    assert one.old == (2,)


def test_what_quotes_the_present_number_was_kept_since_it_has_it() -> None:
    found = case(evidence=(was(2, 1, 2), evidence(5)), messages=(message(1, "见证据1"), message(3, "见证据1、证据4")))
    assert [kept.made_at - START for kept in quoting(found, found.evidence[0])] == [3 * HOUR]
    assert quoting(found, found.evidence[1]) == ()


def test_orders() -> None:
    items = (
        evidence(1, "2026-11-03"), evidence(2, "2026-11-01"), evidence(3, withdrawn=True), evidence(5, "2026-11-02")
    )  # fmt: skip
    found = case(evidence=items)
    first, second, gone, last = (item.id for item in items)
    assert by_time(found) == (second, last, first, gone)
    assert numbers_after(found, by_time(found)) == {second: 1, last: 2, first: 3, gone: 5}
    assert moved(found, last, 1) == (last, first, second)
    assert numbers_after(found, moved(found, last, 1)) == {last: 1, first: 2, second: 5}
    assert moved(found, first, 5) == (second, last, first)
    assert moved(replace(found, evidence=items[:2]), first, 2) == (second, first)
    for piece in items:
        for place in items:
            assert numbers_after(found, moved(found, piece.id, place.number))[piece.id] == place.number
