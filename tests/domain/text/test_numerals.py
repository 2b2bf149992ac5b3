"""Numbers in Chinese, written and read."""

import re
from decimal import Decimal
from time import thread_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from caseorg.domain.text.numerals import LARGEST, NUMBER, chinese_number, half_width, read_number, read_range


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "一"),
        (10, "十"),
        (18, "十八"),
        (48, "四十八"),
        (110, "一百一十"),
        (188, "一百八十八"),
        (201, "二百零一"),
        (1034, "一千零三十四"),
        (10_010, "一万零一十"),
        (100_000, "十万"),
        (250_000, "二十五万"),
        (1_203_004, "一百二十万三千零四"),
    ],
)
def test_numbers_are_written_out(number: int, written: str) -> None:
    assert chinese_number(number) == written


@given(st.integers(1, LARGEST))
@example(1005)
@example(10_005)
@example(100_100)
@example(10_000_001)
def test_a_number_is_read_as_it_was_written(number: int) -> None:
    assert read_number(chinese_number(number)) == number
    assert read_number(str(number)) == number
    assert read_number(f"{number:,}") == number
    assert read_range(chinese_number(number)) == (number, number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("四八", 48),
        ("４８", 48),
        ("一〇二", 102),
        ("两百", 200),
        ("一百二", 120),
        ("一百零二", 102),
        ("一千二", 1200),
        ("三万五", 35_000),
        ("3万5", 35_000),
        ("1.2万", 12_000),
        ("20万", 200_000),
        ("3百", 300),
        ("半", Decimal("0.5")),
        ("九十八点五", Decimal("98.5")),
        ("壹佰贰拾", 120),
        ("零", 0),
    ],
)
def test_other_ways_to_write_a_number(text: str, number: int | Decimal) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["", "百百", "五分", "三千元", "十百", "二十十", "abc", "-3", "点五", "万", "1.2.3"])
def test_what_is_no_number(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize("number", [0, -1, LARGEST + 1])
def test_what_is_not_written_out(number: int) -> None:
    with pytest.raises(ValueError, match="no number"):
        chinese_number(number)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("两三", 2, 3),
        ("三五", 3, 5),
        ("一二", 1, 2),
        ("十七八", 17, 18),
        ("二三十", 20, 30),
        ("三四百", 300, 400),
        ("二四", 24, 24),  # no two numbers that follow each other
        ("九十", 90, 90),
        ("3-5", 3, 5),
        ("３－５", 3, 5),
        ("三到五", 3, 5),
        ("1至3", 1, 3),
        ("三、五", 3, 5),
        ("5~3", 3, 5),
        ("十来", 10, 15),
        ("十几", 11, 19),
        ("二十多", 21, 29),
        ("100多", 101, 199),
    ],
)
def test_ranges(text: str, first: int, last: int) -> None:
    assert read_range(text) == (first, last)


@given(st.text(alphabet="零〇一二两三四五六七八九十百千万亿半来多几至到-~、.,，0123456789点") | st.text())
def test_a_range_is_never_negative(text: str) -> None:
    found = read_range(text)
    assert found is None or 0 <= found[0] <= found[1]


@given(st.text())
def test_half_width_keeps_every_position(text: str) -> None:
    assert len(half_width(text)) == len(text)


@pytest.mark.parametrize("text", ["1" * 100_000, "一" * 100_000, "1," * 50_000, "1万" * 50_000, "十" * 100_000])
def test_hostile_figures_take_no_time(text: str) -> None:
    begin = thread_time()
    assert re.search(NUMBER + "元", text) is None
    assert thread_time() - begin < 1
