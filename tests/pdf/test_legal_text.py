"""Three thousand lines of legal text, with rare names, emoji, amounts and numbers in it, read back from the paper."""

import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.units import mm

from caseorg.pdf import style
from caseorg.pdf.evidence_page import CONTENT_WIDTH, Item, draw_alone, text_sheets
from caseorg.pdf.fonts import Face
from caseorg.pdf.stream import new_canvas, write_document
from caseorg.pdf.table import TableRow, cell, draw_rows, paginate
from caseorg.pdf.text import PrintedLine, text_width
from caseorg.resources import resource
from pdf.papers import MADE_AT, evidence, folded, page_texts, page_words

NOT_AT_THE_START = "，。；：！？、》”’）】」』〉…—％%·"
NOT_AT_THE_END = "《“‘（【「『〈￥"
WHOLE = (
    "261101-123456789012345",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "98.00元",
    "1,234.50 元",
    "3万元",
    "￥6",
    "3.5%",
    "９８元",
    "——",
    "……",
    "证据12",
    "👨\u200d👩\u200d👧",
    "👍🏽",
    "🇨🇳",
    "❤\ufe0f",
    "1\ufe0f\u20e3",
)
MIXED_IN = (
    "（证据3、证据12）",
    "实付98.00元（￥6优惠后），",
    "合计1,234.50 元、3万元和９８元，",
    "手续费3.5%，",
    "订单号261101-123456789012345；",
    "SHA-256为e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855。",
    "商家客服说：“卡密一经售出，概不‘退换’！”……",
    "消费者——张𠮷㛃、𫖯𬱖、喆龘、𠀋——称：",
    "昵称👨\u200d👩\u200d👧👍🏽🇨🇳❤\ufe0f1\ufe0f\u20e3，",
    "《“点卡”（含【月卡】）说明》",
    "Order status: paid (not delivered), ",
)
ROOM = 310.0


def paragraphs(mixed_in: Sequence[str]) -> Iterator[str]:
    """Articles of the statutes in an order that is always the same, one to eight a paragraph."""
    knowledge = tomllib.loads(resource("knowledge/statutes.toml").read_text(encoding="utf-8"))
    titles = {law["id"]: law["title"] for law in knowledge.pop("law")}
    told = [
        f"《{titles[one['law']]}》第{one['article']}条：{one['summary']}" for ones in knowledge.values() for one in ones
    ]
    choice = random.Random(4)
    while True:
        count = choice.randint(1, 8)
        yield "".join(choice.choice(told) + choice.choice([*mixed_in, *[""] * 11]) for _ in range(count))


def text_of(count: int, mixed_in: Sequence[str] = MIXED_IN) -> str:
    """So many paragraphs."""
    return "\n".join(text for text, _ in zip(paragraphs(mixed_in), range(count), strict=False))


GUTTER = 9 * mm


@dataclass(frozen=True)
class Printed:
    """A text on paper in lines of that width, and what was drawn, page by page."""

    text: str
    path: Path
    width: float
    pages: list[list[PrintedLine]]
    gutter: float = 0.0  # for the numbers of the lines

    @property
    def lines(self) -> list[PrintedLine]:
        return [line for page in self.pages for line in page]


def in_a_column(folder: Path, text: str, width: float) -> Printed:
    """As in the tables of the papers."""
    canvas = new_canvas(style.PAGE, "", "", MADE_AT)
    pages = list(paginate([TableRow((cell(text, 0, width),))], lambda _: style.HEIGHT))
    for page in pages:
        draw_rows(canvas, page, style.LEFT, style.PAGE[1] - style.TOP)
        canvas.showPage()
    return Printed(
        text, written(canvas, folder), width - 2 * style.PADDING, [list(page[0].cells[0].lines) for page in pages]
    )


def as_evidence(folder: Path, text: str) -> Printed:
    """As in the pack."""
    canvas = new_canvas(style.PAGE, "", "", MADE_AT)
    item = Item(evidence(1), text_sheets(text))
    for number in range(len(item.sheets)):
        draw_alone(canvas, item, number)
        canvas.showPage()
    pages = [[line for line, _ in sheet.text_page.lines] for sheet in item.sheets if sheet.text_page]
    return Printed(text, written(canvas, folder), CONTENT_WIDTH - GUTTER, pages, GUTTER)


def written(canvas: object, folder: Path) -> Path:
    path = folder / "legal.pdf"
    with path.open("wb") as file:
        list(write_document(canvas, file))
    return path


@pytest.fixture(scope="module", params=[partial(in_a_column, width=ROOM), as_evidence], ids=["table", "evidence"])
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return request.param(tmp_path_factory.mktemp("legal"), text_of(450))  # type: ignore[no-any-return]


def copied(printed: Printed) -> list[list[str]]:
    """The lines of each page as a reader copies them, without stamp, caption and marks in the margins."""
    left, width = style.LEFT + printed.gutter, style.WIDTH - printed.gutter
    box = [f"-x {left:.0f}", "-y 0", f"-W {width:.0f}", f"-H {style.PAGE[1] - style.BOTTOM + 4:.0f}", "-r 72"]
    flags = [word for flag in box for word in flag.split()]
    texts = [
        [line.strip() for line in text.splitlines() if line] for text in page_texts(printed.path, "-layout", *flags)
    ]
    return [text[-len(page) :] for text, page in zip(texts, printed.pages, strict=True)]


def test_no_line_begins_or_ends_badly_and_nothing_is_torn(printed: Printed) -> None:
    lines = [line for page in copied(printed) for line in page]
    assert len(lines) >= 3_000
    assert lines == [line.text for line in printed.lines]
    assert [line for line in lines if line[0] in NOT_AT_THE_START] == []
    assert [line for line in lines if line[-1] in NOT_AT_THE_END] == []
    for mark in (mark for mark in WHOLE if text_width(mark, Face.REGULAR, style.BODY) < printed.width):
        assert 10 < sum(line.count(mark) for line in lines) == printed.text.count(mark), mark


def test_what_is_copied_out_is_what_went_in(printed: Printed) -> None:
    assert folded("".join(line for page in copied(printed) for line in page)) == folded(printed.text)
    document = pypdfium2.PdfDocument(printed.path)
    try:
        for number, page in enumerate(printed.pages):
            text = folded(document[number].get_textpage().get_text_range())
            assert [line.text for line in page if folded(line.text) not in text] == []
    finally:
        document.close()


def test_lines_end_at_the_margin(tmp_path: Path) -> None:
    assert flush(in_a_column(tmp_path, text_of(150, ()), ROOM)) > 0.99
    assert flush(in_a_column(tmp_path, text_of(150), ROOM)) > 0.95


def flush(printed: Printed) -> float:
    """Which part of the lines that do not end a paragraph ends within half a point of the margin."""
    edge = style.LEFT + ROOM - style.PADDING
    full = 0
    for words, lines in zip(page_words(printed.path), printed.pages, strict=True):
        first, step = style.TOP + style.PADDING, style.BODY * style.LEADING
        ends: dict[int, float] = {}
        for word in words:
            line = int(((word.top + word.bottom) / 2 - first) / step)
            ends[line] = max(word.right, ends.get(line, 0))
        rights = [ends[line] for line in range(len(lines))]
        assert len(rights) == len(ends) and max(rights) < edge + 0.5
        full += sum(right > edge - 0.5 for right, line in zip(rights, lines, strict=True) if not line.last)
    return full / sum(not line.last for line in printed.lines)
