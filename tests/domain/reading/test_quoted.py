"""Where a page says the words that an event quotes."""

import pytest

from caseorg.domain.reading.quoted import find_quoted
from caseorg.domain.reading.reading import Box, Line, PageReading


def line(text: str, top: int) -> Line:
    """Twenty pixels a character."""
    return Line(text, Box(0, top, 20 * len(text), top + 30), 1.0, tuple(20 * place + 10 for place in range(len(text))))


PAGE = PageReading(1080, 2400, (line("亲，24小时内给", 100), line("您处理好。", 140), line("订单号是3266", 300)))


@pytest.mark.parametrize(
    ("said", "box"),
    [
        ("商家说：“亲，24小时内给您处理好”", Box(0, 100, 160, 170)),  # over two lines
        ("客服答应“24小时内”处理", Box(40, 100, 140, 130)),
        ("订单号是 3266", Box(0, 300, 160, 330)),  # nothing is quoted: all of it
        ("“处理”", None),  # too short to be sure
        ("商家说：“不退款了”", None),
    ],
)
def test_the_words_are_found_where_they_stand(said: str, box: Box | None) -> None:
    assert find_quoted(PAGE, said) == box
