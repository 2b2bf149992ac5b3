"""Chinese numerals, written and read."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from caseorg.domain.numerals import chinese_number, read_number


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "一"), (10, "十"), (18, "十八"), (48, "四十八"), (110, "一百一十"), (188, "一百八十八"), (201, "二百零一")],
)
def test_numbers_of_articles(number: int, written: str) -> None:
    assert chinese_number(number) == written


@given(st.integers(1, 9999))
@example(1005)
@example(1034)
@example(1197)
@example(2010)
def test_a_number_is_read_as_it_was_written(number: int) -> None:
    assert read_number(chinese_number(number)) == number
    assert read_number(str(number)) == number


@pytest.mark.parametrize(("text", "number"), [("四八", 48), ("４８", 48), ("一〇二", 102), ("两百", 200)])
def test_other_ways_to_write_a_number(text: str, number: int) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("number", [0, -1, 10000])
def test_what_is_no_number_of_an_article(number: int) -> None:
    with pytest.raises(ValueError, match="no number"):
        chinese_number(number)
