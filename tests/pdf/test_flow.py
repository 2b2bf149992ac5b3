"""Where texts are parted between pages: never one line of a paragraph alone, no label without what it speaks of."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.pdf.evidence_page import CONTENT_HEIGHT, Item, text_sheets
from caseorg.pdf.flow import best_cut, may_part
from caseorg.pdf.table import TableRow, cell, columns_row, paginate, split_end
from caseorg.pdf.text import PrintedLine
from pdf.papers import draw_complaint, draw_pack, evidence, folded, page_texts
from pdf.test_complaint import FILLED


def paragraphs(*sizes: int) -> list[PrintedLine]:
    """Paragraphs of so many lines."""
    return [PrintedLine(f"第{size}行", last=line == size) for size in sizes for line in range(1, size + 1)]


def lines(*texts: str) -> list[PrintedLine]:
    return [PrintedLine(text, last=True) for text in texts]


@pytest.mark.parametrize(
    ("sizes", "places"),
    [
        ((1, 1, 1), {1, 2}),
        ((2, 2), {2}),
        ((3, 3), {3}),
        ((4,), {2}),
        ((6, 1), {2, 3, 4, 6}),
        ((1, 5), {1, 3, 4}),
    ],
)
def test_a_paragraph_leaves_no_line_alone(sizes: Sequence[int], places: set[int]) -> None:
    text = paragraphs(*sizes)
    assert {at for at in range(1, len(text)) if may_part(text, at)} == places
    assert may_part(text, 0) and may_part(text, len(text)) and may_part(text, len(text) + 3)


@pytest.mark.parametrize(
    "label", ["商家答复如下：", "客服:", "第三章 网络交易监督", "第48条", "一、事实经过", "（二）理由"]
)
def test_a_label_stays_with_what_follows(label: str) -> None:
    assert not may_part(lines("好。", label, "内容"), 2)
    assert not may_part(lines("好。", label, "", "内容"), 3)
    assert may_part(lines("好。", label, "内容"), 1)
    assert may_part(lines("好。", label, "内容"), 3)


@pytest.mark.parametrize("text", ["2026-11-01 14:52", "在吗", "第48条，商家应当退款。", "一、退还98元；", "1、退款"])
def test_a_short_sentence_is_no_label(text: str) -> None:
    assert may_part(lines("好。", text, "内容"), 2)


def test_the_longest_way_to_a_cut_is_short() -> None:
    labels = lines(*["以下是：" for _ in range(30)])
    assert best_cut([labels], 20, 2) is None
    assert best_cut([lines(*"一" * 14), labels], 20, 14) is None
    assert best_cut([[*lines(*"一" * 15), *labels]], 20, 2) == 15
    assert best_cut([paragraphs(9, 9), paragraphs(5, 3)], 9, 2) == 9
    assert best_cut([paragraphs(9, 9), paragraphs(5, 3)], 8, 2) == 7 - 2


# In papers


SIZES = st.lists(st.integers(1, 7), min_size=1, max_size=60)


def parted(text: Sequence[PrintedLine], parts: Sequence[int]) -> list[int]:
    """Where a text was parted, after so many lines each."""
    assert sum(parts) == len(text)
    return list(accumulate(parts))[:-1]


def column(*sizes: int) -> TableRow:
    return TableRow((replace(cell("字", 0, 200), lines=tuple(paragraphs(*sizes))),))


@given(SIZES, st.integers(0, 30), st.integers(60, 400))
def test_a_row_is_parted_well_or_not_at_all(sizes: list[int], above: int, room: float) -> None:
    rows = [*(column(1) for _ in range(above)), column(*sizes)]
    pages = list(paginate(rows, lambda _: room))
    assert all(sum(row.height for row in page) <= room for page in pages)
    shown = [line for page in pages for row in page for line in row.cells[0].lines]
    assert shown == [*paragraphs(*[1] * above), *paragraphs(*sizes)]
    text = rows[-1].cells[0].lines
    parts = [len(row.cells[0].lines) for page in pages for row in page][above:]
    for at in parted(text, parts):
        assert may_part(text, at) or not any(may_part(text, place) for place in range(max(2, at - 6), at + 1))


def test_what_fits_on_the_next_page_is_not_parted_badly() -> None:
    pages = list(paginate([column(1), column(1, 3)], lambda _: 80))
    assert [len(page) for page in pages] == [1, 1]
    pages = list(paginate([column(1), column(2, 2)], lambda _: 80))
    assert [len(page) for page in pages] == [2, 1]


def test_cells_side_by_side_are_parted_where_all_may_be() -> None:
    row = columns_row((("甲", 100.0), ("乙", 100.0)), ("字" * 9 * 6, "字" * 9 * 9))
    assert [len(part.lines) for part in row.cells] == [6, 9]
    first, second = paginate([row], lambda _: 10 + 5 * 14.5)
    assert [len(part.lines) for part in first[0].cells] == [4, 4]
    assert [len(part.lines) for part in second[0].cells] == [2, 5]


def test_the_end_that_goes_with_the_signature_is_no_single_line() -> None:
    head, end = split_end(column(4, 3))
    assert head and [len(part.cells[0].lines) for part in (head, end)] == [4, 3]
    head, end = split_end(column(9))
    assert head and [len(part.cells[0].lines) for part in (head, end)] == [7, 2]


@given(SIZES)
def test_a_text_of_evidence_is_parted_well(sizes: list[int]) -> None:
    text = "\n".join("字" * 45 * (size - 1) + "完。" for size in sizes)
    pages = [page for sheet in text_sheets(text) if (page := sheet.text_page)]
    shown = tuple(line for page in pages for line, _ in page.lines)
    assert folded("".join(line.text for line in shown)) == folded(text)
    assert all(page.height <= CONTENT_HEIGHT for page in pages)
    assert all(may_part(shown, at) for at in parted(shown, [len(page.lines) for page in pages]))


def test_the_pages_of_a_complaint_and_of_a_text_end_well(tmp_path: Path) -> None:
    """Every fact fills three lines, so that only their ends are good places; every note in the text has its label."""
    facts = tuple(f"{number}. {'客服答复继续等待，' * 11}完{number}。" for number in range(1, 60))
    path = draw_complaint(tmp_path, replace(FILLED, facts=facts))
    ends, starts = page_ends([text for text in page_texts(path, "-layout") if "客服答复继续等待" in text])
    assert len(ends) > 3
    assert all("完" in end for end in ends[:-1]) and all("." in start for start in starts[1:])

    notes = "\n".join(f"第{number}次：\n{'客服答复继续等待，' * 8}完" for number in range(1, 80))
    path = draw_pack(tmp_path, [Item(evidence(1), text_sheets(notes))])
    ends, starts = page_ends([text for text in page_texts(path, "-layout") if "客服答复继续等待" in text])
    assert len(ends) > 4
    assert all(end.endswith("完") for end in ends) and all(start.startswith("第") for start in starts)


def page_ends(texts: Sequence[str]) -> tuple[list[str], list[str]]:
    """The last and the first line of each page that belong to the text."""
    told = [
        [
            re.sub(r"^[0-9]+ {2,}|[ 续上下页]+$", "", line.strip())  # the number of a line, the margin's marks
            for line in text.splitlines()
            if "待" in line or "完" in line or "次：" in line
        ]
        for text in texts
    ]
    return [page[-1] for page in told], [page[0] for page in told]


GROUPS = st.lists(
    st.tuples(
        st.sampled_from(["", "投诉人", "附件清单", "消费者权益争议事实依据"]),
        st.lists(st.integers(1, 60), min_size=1, max_size=5),
    ),
    min_size=1,
    max_size=6,
)


@given(groups=GROUPS, first=st.integers(300, 500))
def test_what_of_a_group_stands_on_a_page_has_room_for_its_label_in_one_column(
    groups: Sequence[tuple[str, Sequence[int]]], first: int
) -> None:
    rows = [replace(column(count), group=f"{label}{place}" if label else "", min_height=23.0)
            for place, (label, counts) in enumerate(groups) for count in counts]  # fmt: skip
    pages = list(paginate(rows, lambda number: 500.0 if number else first))
    texts = [line.text for row in rows for line in row.cells[0].lines]
    assert [line.text for page in pages for row in page for line in row.cells[0].lines] == texts
    for number, page in enumerate(pages):
        assert sum(row.height for row in page) <= (500.0 if number else first) + 1e-6
        for label, members in groupby(page, lambda row: row.group):
            assert not label or sum(row.height for row in members) >= len(label) * 12.5 + 4 - 1e-6
