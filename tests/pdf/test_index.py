"""证据目录: any columns, any number of pieces, grouped or not, whole or supplement; read back from the PDF."""

import re
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from caseorg.domain.case import MediaKind, Person
from caseorg.domain.papers.pack import Column, PackOptions, PerPage, manifest, pack_plan
from caseorg.pdf.pack import EvidenceSheet, Item
from domain.build import START, case
from pdf.papers import (
    Word,
    cells,
    draw_plan,
    evidence,
    folded,
    links,
    outline,
    page_texts,
    page_words,
    require_page_numbers,
    require_sound,
    require_tidy,
    stamped_pages,
)

NAMES = {
    Column.SOURCE: "证据来源",
    Column.PURPOSE: "证明目的",
    Column.FORM: "形式",
    Column.ORIGINAL: "原件或复印件",
    Column.PAGES: "页数",
    Column.REMARKS: "备注",
}
ORDER = ["序号", "证据名称", "证据来源", "证明目的", "形式", "原件或复印件", "页数", "页码", "备注"]
LONG = "Screenshot_20261101-143112_客服聊天记录，商家多次承诺退款而未退.png"


def drawn(folder: Path, items: Sequence[Item], options: PackOptions) -> tuple[Path, list[Item]]:
    """The pack of a case with this evidence, and its items in their order."""
    found = case(complainant=Person(name="林晓㛃"), evidence=tuple(item.evidence for item in items))
    plan = pack_plan(found, "拼多多", options)
    by_id = {item.evidence.id: item for item in items}
    return draw_plan(folder, plan, items, options), [by_id[item.id] for item in plan.items]


def piece(number: int, pages: int = 1, **changes: object) -> Item:
    return Item(evidence(number, **changes), (EvidenceSheet(remark="另附原件"),) * pages)


def front(path: Path) -> range:
    """The numbers of the index's pages, from 1."""
    entries = outline(path)
    return range(2, entries[2].target)


def table(path: Path) -> list[list[str]]:
    """The rows of the index over all its pages: the text of each cell; every word is in a cell, and whole."""
    rows: list[list[str]] = []
    pages = page_words(path)
    for number in front(path):
        words, boxes = pages[number - 1], cells(path, number)
        held: dict[tuple[float, float, float, float], list[Word]] = {box: [] for box in boxes}
        for word in words:
            beside = [box for box in boxes if box[1] < (word.top + word.bottom) / 2 < box[3]]
            inside = [box for box in beside if box[0] + 2 <= word.left and word.right <= box[2] - 2]
            assert len(inside) == 1 or not beside, (number, word)
            for box in inside:
                held[box].append(word)
        for top in dict.fromkeys(round(box[1], 2) for box in boxes):
            of_row = sorted(box for box in boxes if round(box[1], 2) == top)
            rows.append([folded("".join(word.text for word in held[box])) for box in of_row])
    return rows


def require_index(path: Path, items: Sequence[Item], options: PackOptions, *, grouped: bool = False) -> None:
    """Each piece has its row, whose pages are those that carry its stamp."""
    heading, *rows = table(path)
    chosen = options.columns - {Column.PURPOSE} if grouped else options.columns
    assert heading == [name for name in ORDER if name not in NAMES.values() or name in map(NAMES.__getitem__, chosen)]
    stamped = stamped_pages(path)
    found = [row for row in rows if len(row) == len(heading) and row[0].isdecimal()]
    assert [row[0] for row in found] == [str(item.evidence.number) for item in items]
    for row, item in zip(found, items, strict=True):
        says = dict(zip(heading, row, strict=True))
        first, count = stamped[item.evidence.label], len(item.sheets)
        assert says["页码"] == (f"{first}-{first + count - 1}" if count > 1 else str(first))
        assert says.get("页数", str(count)) == str(count)
        assert says.get("备注", "") == ""
        assert says.get("原件或复印件", "电子文件（另附）") == "电子文件（另附）"
    listed = [link for link in links(path) if link.text]
    assert {(link.text, link.target) for link in listed} >= {
        (str(item.evidence.number), stamped[item.evidence.label]) for item in items
    }


texts = st.text(st.sampled_from("订单付款截图卡密无效，。（“A8"), max_size=60)
described = st.builds(
    lambda name, source, proves, pages: {"name": name + ".m4a", "source": source, "proves": proves, "pages": pages},
    texts,
    texts,
    st.one_of(st.sampled_from(["", "已付款98元", "卡密无效"]), texts),
    st.integers(1, 3),
)


# A failure is told as it was found: to shrink it would take minutes.
@settings(max_examples=15, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.sampled_from(Column)), st.lists(described, max_size=30), st.booleans())
def test_any_columns_and_any_evidence_make_a_right_and_tidy_index(
    tmp_path: Path, columns: set[Column], told: list[dict[str, object]], grouped: bool
) -> None:
    items = [
        piece(number, int(str(facts["pages"])), **{key: facts[key] for key in ("name", "source", "proves")})
        for number, facts in enumerate(told, start=1)
    ]
    options = PackOptions(columns=frozenset(columns), grouped=grouped)
    path, ordered = drawn(tmp_path, items, options)
    require_tidy(path)
    require_index(path, ordered, options, grouped=grouped and any(item.evidence.proves.strip() for item in items))


def test_with_all_columns_long_words_stay_in_their_cells_and_page_numbers_on_their_line(tmp_path: Path) -> None:
    items = [piece(number, 20, name=LONG, source=LONG, proves=LONG * 2) for number in range(996, 1004)]
    options = PackOptions(columns=frozenset(Column))
    path, ordered = drawn(tmp_path, items, options)
    require_tidy(path)
    require_index(path, ordered, options)
    rows = [row for row in table(path) if row[0] != "序号"]
    joined = ["".join(column) for column in zip(*rows, strict=True)]
    assert joined[1].count(folded(LONG)) == 8 and joined[3].count(folded(LONG)) == 16
    assert joined[4].count("视听资料（录音）") == 8


def test_the_column_of_page_numbers_is_wide_enough_for_what_the_index_itself_moves(tmp_path: Path) -> None:
    items = [piece(number, 2 if number == 90 else 1, proves="页" * 400) for number in range(1, 91)]
    path, ordered = drawn(tmp_path, items, PackOptions())
    require_index(path, ordered, PackOptions())
    places = [row[-1] for row in table(path) if row[0].isdecimal()]
    assert re.fullmatch(r"1\d\d-1\d\d", places[-1]) and len(places) < 97


def test_a_place_to_sign_stands_below_the_last_row_and_never_alone(tmp_path: Path) -> None:
    seen = set()
    for count in (1, 14, 15, 16, 17, 18):
        path, _ = drawn(tmp_path, [piece(number) for number in range(1, count + 1)], PackOptions())
        words = page_words(path)
        pages = [words[number - 1] for number in front(path)]
        texts = [folded("".join(word.text for word in words)) for words in pages]
        signed = ["提交人（签名）：" in text and "年月日" in text and "份数：一式份" in text for text in texts]
        assert signed == [False] * (len(texts) - 1) + [True]
        lowest = max(box[3] for box in cells(path, front(path)[-1]))
        assert min(word.top for word in pages[-1] if word.text.startswith("提交人")) > lowest + 20
        assert table(path)[-1][0] == str(count)
        seen.add(len(texts))
        require_tidy(path)
    assert seen == {1, 2}


# Groups


def test_groups_have_headings_in_index_and_outline_and_their_pages_follow(tmp_path: Path) -> None:
    purposes = ["已付款98元", "", "卡密无效", "已付款98元", "卡密无效", ""]
    items = [piece(number, number, proves=text) for number, text in enumerate(purposes, start=1)]
    options = PackOptions(grouped=True)
    path, ordered = drawn(tmp_path, items, options)
    require_sound(path, attached=1)
    require_tidy(path)
    require_page_numbers(path)
    require_index(path, ordered, options, grouped=True)
    assert [item.evidence.number for item in ordered] == [1, 4, 3, 5, 2, 6]
    stamped = stamped_pages(path)
    assert list(stamped) == [item.evidence.label for item in ordered]
    headings = ["一、已付款98元", "二、卡密无效", "三、其他"]
    assert [row[0] for row in table(path) if len(row) == 1] == headings
    with pikepdf.open(path) as document, document.open_outline() as tree:
        below = {item.title: [child.title for child in item.children] for item in tree.root}
    assert list(below) == ["封面", "证据目录", *headings, "原始载体清单", "核对方法"]
    assert below["一、已付款98元"] == ["证据1　录音1.m4a", "证据4　录音4.m4a"]
    assert below["三、其他"] == ["证据2　录音2.m4a", "证据6　录音6.m4a"]
    targets = {entry.text.split("　")[0]: entry.target for entry in outline(path)}
    assert targets["一、已付款98元"] == stamped["证据1"] and targets["三、其他"] == stamped["证据2"]
    assert {label: targets[label] for label in stamped} == stamped


def test_a_group_that_goes_on_says_so_on_the_next_page(tmp_path: Path) -> None:
    purpose = "商家客服多次承诺一小时内处理而没有处理，也没有退款。" * 4
    items = [piece(number, proves=purpose if number > 3 else "已付款") for number in range(1, 40)]
    path, _ = drawn(tmp_path, items, PackOptions(grouped=True))
    require_tidy(path)
    pages: list[list[str]] = []
    for row in table(path):
        if row[0] == "序号":
            pages.append([])
        elif len(row) == 1:
            pages[-1].append(row[0])
    assert pages[0] == ["一、已付款", f"二、{purpose}"] and len(pages) > 1
    for page in pages[1:]:
        assert len(page) == 1 and re.fullmatch(r"二、商家客服.*…（续）", page[0])


def test_the_index_is_right_where_groups_share_pages(tmp_path: Path) -> None:
    items = [piece(number, proves="付款" if number % 2 else "") for number in range(1, 6)]
    path, ordered = drawn(tmp_path, items, PackOptions(grouped=True, per_page=PerPage.FOUR))
    require_index(path, ordered, PackOptions(), grouped=True)


# Supplements


def test_a_supplement_is_about_its_own_items_alone(tmp_path: Path) -> None:
    items = [piece(number, 2, added_at=START + timedelta(days=number)) for number in range(1, 8)]
    options = PackOptions(since=5)
    path, ordered = drawn(tmp_path, items, options)
    require_sound(path, attached=1)
    require_tidy(path)
    require_page_numbers(path)
    require_index(path, ordered, options)
    assert [item.evidence.number for item in ordered] == [5, 6, 7]
    pages = [folded(text) for text in page_texts(path, "-raw")]
    assert pages[0].startswith("补充证据材料") and "证据编号证据5至7，接证据1至4之后" in pages[0]
    assert f"共3件，{len(pages)}页" in pages[0] and pages[1].startswith("补充证据目录")
    assert not any(re.search(r"(?<!至)证据[1-4](?![至\d])|录音[1-4]", text) for text in pages[1:])
    with pikepdf.open(path) as document:
        assert document.docinfo.Title == "补充证据包：点卡卡密无效"
        listed = document.attachments["manifest.txt"].get_file().read_bytes()
    assert listed == manifest([item.evidence for item in items[4:]])
    assert outline(path)[1].text == "补充证据目录"


def test_a_supplement_may_be_grouped(tmp_path: Path) -> None:
    items = [piece(number, proves="付款" if number % 2 else "") for number in range(1, 8)]
    path, ordered = drawn(tmp_path, items, PackOptions(since=4, grouped=True))
    assert [item.evidence.number for item in ordered] == [5, 7, 4, 6]
    require_index(path, ordered, PackOptions(), grouped=True)


# Stamps


def test_a_stamp_says_piece_and_page_and_the_caption_of_how_many(tmp_path: Path) -> None:
    path, _ = drawn(tmp_path, [piece(1), piece(2, 3, name="长" * 90)], PackOptions())
    texts = [page.splitlines() for page in page_texts(path, "-raw")[2:6]]
    stamps = [[text for text in page if re.fullmatch(r"证据\d+(-\d+)?", text)] for page in texts]
    assert stamps == [["证据1"], ["证据2-1"], ["证据2-2"], ["证据2-3"]]
    joined = [folded("".join(page)) for page in texts]
    assert "本件第" not in joined[0] and "长…（本件第1张，共3张）" in joined[1]
    assert "长…（续，本件第2张，共3张）" in joined[2] and "长…（续，本件第3张，共3张）" in joined[3]
    require_tidy(path)


@pytest.mark.parametrize("kind", [MediaKind.IMAGE, MediaKind.AUDIO])
def test_the_column_of_originals_is_told_only_where_asked_for(tmp_path: Path, kind: MediaKind) -> None:
    path, _ = drawn(tmp_path, [piece(1, kind=kind)], PackOptions())
    assert not re.search("打印件|另附）|原件或复印件", folded(page_texts(path)[1]))
    path, _ = drawn(tmp_path, [piece(1, kind=kind)], PackOptions(columns=frozenset(Column)))
    assert ("打印件" if kind is MediaKind.IMAGE else "电子文件（另附）") in table(path)[1]
