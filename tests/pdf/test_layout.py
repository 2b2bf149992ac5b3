"""Several pictures on a page, binding, and printing in black and white."""

import re
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from caseorg.domain.case import MediaKind
from caseorg.domain.papers.pack import PackOptions, PerPage
from caseorg.evidence.store import EvidenceStore
from caseorg.pdf import style
from caseorg.pdf.pack import EvidenceSheet, Item
from caseorg.sheets.evidence import sheets
from pdf.papers import (
    body,
    draw_pack,
    evidence,
    folded,
    inks,
    links,
    most_colour,
    outline,
    page_count,
    page_texts,
    page_words,
    pictures,
    require_page_numbers,
    require_sound,
    require_tidy,
)

PHONE = (1080, 2400)
LONG = "客服聊天记录截图" * 10
GREEN = (149, 236, 105)  # of the bubbles of one's own words in a chat


def shot(folder: Path, number: int, size: tuple[int, int] = PHONE, *, mono: bool = False, **changes: object) -> Item:
    """A picture with a green bubble and black words in it."""
    picture = Image.new("RGB", size, (237, 237, 237))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((size[0] // 4, size[1] // 4, size[0] * 3 // 4, size[1] // 2), fill=GREEN)
    pen.rectangle((size[0] // 3, size[1] // 3, size[0] // 2, size[1] // 3 + 40), fill=(20 + number, 20, 20))
    file = folder / f"图{number}.png"
    picture.save(file)
    store = EvidenceStore(folder / "evidence")
    received = store.receive(file)
    store.keep(received)
    given = {"name": file.name, "sha256": received.sha256, "kind": MediaKind.IMAGE, "media_type": "image/png"}
    item = evidence(number, **{**given, "width": size[0], "height": size[1], **changes})
    return Item(item, sheets(store, item, mono=mono))


def text_item(number: int) -> Item:
    return Item(evidence(number), (EvidenceSheet(remark="另附原件"),))


def require_good(path: Path) -> None:
    require_sound(path, attached=1)
    require_page_numbers(path)
    require_tidy(path)


def require_apart(path: Path) -> None:
    """No word stands in a picture."""
    for shown in pictures(path, wide=200):
        scale = shown.page.width / style.PAGE[0]
        left, top, right, bottom = (edge / scale for edge in shown.box)
        for word in page_words(path)[shown.number]:
            below = word.top + 3 < bottom and word.bottom - 3 > top
            assert not (below and word.left + 1 < right and word.right - 1 > left), (shown.number, word)


def on_pages(path: Path, items: list[Item]) -> list[list[int]]:
    """The numbers of the evidence on each page of it, by its digest."""
    texts = [folded(text) for text in body(path, page_texts(path, "-raw"))]
    return [[item.evidence.number for item in items if item.evidence.sha256 in text] for text in texts]


@pytest.mark.parametrize(
    ("per_page", "pages"),
    [
        (PerPage.ONE, [[1], [2], [3], [4], [5], [6], [7]]),
        (PerPage.TWO, [[1, 2], [3], [4, 5], [6, 7]]),
        (PerPage.FOUR, [[1, 2], [3], [4, 5, 6, 7]]),
        (PerPage.AUTO, [[1, 2], [3], [4, 5], [6], [7]]),
    ],
)
def test_pictures_share_pages_and_the_index_knows_where(
    tmp_path: Path, per_page: PerPage, pages: list[list[int]]
) -> None:
    items = [shot(tmp_path, 1), shot(tmp_path, 2), text_item(3), shot(tmp_path, 4), shot(tmp_path, 5)]
    items += [shot(tmp_path, 6, (1920, 1080)), shot(tmp_path, 7)]
    path = draw_pack(tmp_path, items, options=PackOptions(per_page=per_page))
    require_good(path)
    assert on_pages(path, items) == pages
    places = {number: page for page, numbers in enumerate(pages, start=3) for number in numbers}
    expected = [(str(number), page) for number, page in places.items()] + [
        (str(page), page) for page in places.values()
    ]
    assert sorted((link.text, link.target) for link in links(path)) == sorted(expected)
    assert [entry.target for entry in outline(path)][2:-2] == list(places.values())


def test_auto_keeps_a_tall_picture_and_a_small_one_on_pages_of_their_own(tmp_path: Path) -> None:
    items = [shot(tmp_path, 1, (1080, 8220)), shot(tmp_path, 2, (200, 400)), shot(tmp_path, 3), shot(tmp_path, 4)]
    path = draw_pack(tmp_path, items, options=PackOptions(per_page=PerPage.AUTO))
    require_good(path)
    assert on_pages(path, items) == [[1]] * len(items[0].sheets) + [[2], [3, 4]]


def test_sheets_that_share_pages_say_which_they_are_and_the_index_counts_pages(tmp_path: Path) -> None:
    items = [shot(tmp_path, 1), shot(tmp_path, 2, (1080, 8220))]
    path = draw_pack(tmp_path, items, options=PackOptions(per_page=PerPage.FOUR))
    require_good(path)
    texts = body(path, page_texts(path, "-raw"))
    stamps = [re.findall(r"^证据[\d-]+$", text, re.MULTILINE) for text in texts]
    assert stamps == [["证据1", "证据2-1", "证据2-2", "证据2-3"], ["证据2-4", "证据2-5", "证据2-6"]]
    told = re.findall(r"本件第(\d)张，共6张", "".join(texts))
    assert told == list("123456")
    assert "2图2.png手机录音客服承诺2电子数据（图片）23-4" in folded(page_texts(path, "-raw")[1])


@pytest.mark.parametrize("size", [(1080, 2400), (750, 1334), (1440, 3200), (1170, 2532), (1080, 1920)])
def test_auto_leaves_the_smallest_type_of_a_phone_six_points_high(tmp_path: Path, size: tuple[int, int]) -> None:
    items = [shot(tmp_path, 1, size), shot(tmp_path, 2, size)]
    path = draw_pack(tmp_path, items, options=PackOptions(per_page=PerPage.AUTO))
    assert on_pages(path, items) == [[1, 2]]
    for shown in pictures(path, wide=430):
        assert 12 * (shown.box[2] - shown.box[0]) / shown.page.width * style.PAGE[0] / 430 >= 6


def test_long_words_stay_in_their_half(tmp_path: Path) -> None:
    words = {"name": LONG + ".png", "source": LONG, "proves": LONG * 5}
    items = [shot(tmp_path, number, **words) for number in range(1234, 1240)]
    for per_page in (PerPage.TWO, PerPage.FOUR):
        path = draw_pack(tmp_path, items, options=PackOptions(per_page=per_page))
        require_good(path)
        require_apart(path)
        for words_of in body(path, page_words(path)):
            middle = style.LEFT + style.WIDTH / 2
            assert not [word for word in words_of if word.left < middle < word.right and word.top < 780]


def test_every_picture_is_whole_on_a_shared_page(tmp_path: Path) -> None:
    items = [shot(tmp_path, number) for number in range(1, 6)]
    path = draw_pack(tmp_path, items, options=PackOptions(per_page=PerPage.FOUR))
    shown = list(pictures(path, wide=108))
    assert len(shown) == 5
    for part in shown:
        assert part.cropped.height == pytest.approx(240, abs=2)
        assert part.cropped.getpixel((30, 65)) == GREEN and part.cropped.getpixel((5, 5)) == (237, 237, 237)


def test_the_binding_margin_changes_sides(tmp_path: Path) -> None:
    items = [shot(tmp_path, 1), text_item(2), shot(tmp_path, 3), shot(tmp_path, 4)]
    for binding in (False, True):
        path = draw_pack(tmp_path, items, options=PackOptions(binding=binding))
        lefts = [min(word.left for word in words) for words in page_words(path)]
        rights = [max(word.right for word in words) for words in page_words(path)]
        for number, (left, right) in enumerate(zip(lefts, rights, strict=True), start=1):
            outer = style.RIGHT if binding and number % 2 == 0 else style.LEFT
            assert left >= outer - 1 and right <= outer + style.WIDTH + 1
        assert min(lefts[1::2]) == pytest.approx(style.RIGHT if binding else style.LEFT, abs=2)
        expected = [(str(text), number + 2) for number in (1, 2, 3, 4) for text in (number, number + 2)]
        assert sorted((link.text, link.target) for link in links(path)) == sorted(expected)


def test_in_black_and_white_no_page_has_colour_and_green_bubbles_stay_readable(tmp_path: Path) -> None:
    items = [shot(tmp_path, number, mono=True) for number in (1, 2)]
    path = draw_pack(tmp_path, items, options=PackOptions(mono=True, per_page=PerPage.AUTO))
    require_good(path)
    assert most_colour(path) == 0 and inks(path) <= {(0, 0, 0), (1, 1, 1)}
    assert "黑白，颜色以原始文件为准" in folded(page_texts(path)[0])
    (shown, _) = pictures(path, wide=540)
    bubble, word = shown.cropped.getpixel((300, 500)), shown.cropped.getpixel((225, 415))
    assert bubble[0] > 180 and word[0] < 40
    assert most_colour(draw_pack(tmp_path, [shot(tmp_path, 1)])) > 100


def test_a_page_more_or_less_is_told_on_the_cover(tmp_path: Path) -> None:
    items = [shot(tmp_path, number) for number in range(1, 6)]
    path = draw_pack(tmp_path, items, options=PackOptions(per_page=PerPage.TWO))
    assert folded(page_texts(path)[0]).count("证据份数") == 1
    assert f"共5件，{page_count(path)}页" in folded(page_texts(path)[0])
