"""Which lines are read again, and which reading counts."""

import pytest

from caseorg.ocr.doubts import better, doubted_part, doubtful
from caseorg.ocr.recogniser import RecognisedWords

KNOWN = frozenset("虛虚拟锋鑫周轻桃丽回一经售出作炸")


def words(text: str, *scores: float, others: dict[str, float] | None = None) -> RecognisedWords:
    """`others` are what its last character may be too."""
    given = ((scores or (1.0,)) * len(text))[: len(text)]
    chances = [{one: score} for one, score in zip(text, given, strict=True)]
    chances[-1] |= others or {}
    return RecognisedWords(text, given, tuple(range(len(text))), tuple(chances))


def test_lines_of_plain_words_that_are_sure_are_read_once() -> None:
    said = [words("请把款项原路退回"), words("2026-11-03 09:41:27"), words("x1", 0.7), words("261103-482910573648201")]
    places = [(100.0, 900.0 + 80 * row, 900.0, 950.0 + 80 * row) for row in range(len(said))]
    assert doubtful(said, places, 1080) == []


@pytest.mark.parametrize(
    "line",
    [
        words("云上会员专卖店"),
        words("昵称：小明"),
        words("AB12-CD34-EF56"),
        words("请把款项原路退回", 1, 1, 0.85, 1, 1, 1, 1, 1),
        words("回"),
    ],
)
def test_names_codes_and_what_is_not_quite_sure_are_read_again(line: RecognisedWords) -> None:
    assert doubtful([line], [(100, 900, 900, 950)], 1080) == [0]


def test_a_value_beside_the_label_of_a_name_is_read_again() -> None:
    said, places = [words("收款方"), words("周杰")], [(60.0, 900.0, 200.0, 950.0), (300.0, 902.0, 400.0, 951.0)]
    assert doubtful(said, places, 1080) == [1]
    assert doubtful(said, [places[0], (300, 1000, 400, 1050)], 1080) == []


def test_of_a_long_line_the_doubted_character_is_read_again_with_what_is_beside_it() -> None:
    place, sure = (100.0, 900.0, 900.0, 950.0), [1.0] * 14
    long = "麻烦您把卡密寄到这个州里谢谢"
    assert doubted_part(words(long, *sure[:5], 0.5, *sure[6:]), place, 1080) == slice(3, 8)
    assert doubted_part(words(long, 0.5, *sure[1:]), place, 1080) == slice(0, 3)
    assert doubted_part(words(long, 0.5, *sure[2:], 0.5), place, 1080) == slice(0, 14)  # most of it
    assert doubted_part(words("收款方：" + long[:8], *sure[:5], 0.5, *sure[:6]), place, 1080) == slice(0, 12)  # a name
    assert doubted_part(words("卡密AB12-CD34-EF56", 0.5, *sure), place, 1080) == slice(0, 16)


def test_buttons_and_single_digits_that_are_sure_or_hopeless_are_read_once() -> None:
    said = [
        words("申请退款"),
        words("7"),
        words("7", 0.2),
        words("x1"),
        words("<", 0.6),
        words("xI", 0.8),
        words("7", 0.8),
    ]
    places = [(300.0, 900.0 + 80 * row, 400.0, 950.0 + 80 * row) for row in range(len(said))]
    assert doubtful(said, places, 1080) == [5, 6]


def test_a_title_is_read_again() -> None:
    assert doubtful([words("桃丽")], [(400, 120, 700, 180)], 1080) == [0]


def test_words_that_head_a_page_and_signs_of_a_bar_are_read_once() -> None:
    title, corner = (400.0, 120.0, 700.0, 180.0), (950.0, 28.0, 1010.0, 58.0)
    assert doubtful([words("订单详情"), words("國", 0.4)], [title, corner], 1080) == []
    assert doubtful([words("订单详情", 0.97), words("國", 0.4)], [title, (950, 900, 1010, 930)], 1080) == [0, 1]


@pytest.mark.parametrize(
    ("quick", "thorough", "told"),
    [
        (words("锋鑫", 0.8, 1), words("镎鑫"), "镎鑫"),
        (words("周轻", 1, 0.4), words("周轻", 1, 0.6, others={"辁": 0.3}), "周辁"),
        (words("作", 0.98), words("炸", 0.97, others={"怍": 0.012}), "怍"),
        (words("炸", 0.6, others={"作": 0.3}), words("作", 0.97, others={"怍": 0.012}), "作"),
        (words("虚拟"), words("虛拟", 0.95, 1), "虚拟"),
        (words("桃丽"), words("祧丽", 0.9, 1), "祧丽"),
        (words("桃丽"), words("祧丽", 0.1, 1), "祧丽"),
        (words("桃丽"), words("桃丽", 0.99, 1), "桃丽"),
        (words("经售出", 0.9), words("一经售出"), "一经售出"),
        (words("一经售出"), words("经售出", 0.9), "一经售出"),
    ],
)
def test_the_better_of_two_readings(quick: RecognisedWords, thorough: RecognisedWords, told: str) -> None:
    assert better(quick, thorough, KNOWN).text == told


def test_both_agreeing_are_as_sure_as_on_average() -> None:
    assert better(words("回", 0.6), words("回", 1.0), KNOWN).score == pytest.approx(0.8)
