"""Drawing papers and reading them back with tools that are not ours."""

import re
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, TypeVar
from xml.etree import ElementTree

import pikepdf
import pypdfium2
from PIL import Image, ImageChops

from caseorg.domain.case import Evidence, EvidenceId, MediaKind
from caseorg.domain.papers.pack import PackOptions, PackPlan, ProofGroup
from caseorg.domain.progress import Progress
from caseorg.pdf import complaint, pack, report, style
from caseorg.pdf.fonts import Face
from caseorg.pdf.stream import new_canvas, write_document
from caseorg.pdf.text import draw

MADE_AT = datetime(2026, 11, 22, 4, tzinfo=UTC)


def evidence(number: int, **changes: object) -> Evidence:
    """A piece of evidence that is a plain file."""
    facts: dict[str, object] = {
        "id": EvidenceId(f"{number:032x}"),
        "number": number,
        "name": f"录音{number}.m4a",
        "sha256": f"{number:064x}",
        "size": 1234,
        "kind": MediaKind.AUDIO,
        "media_type": "audio/mp4",
        "added_at": datetime(2026, 11, 1, tzinfo=UTC),
        "source": "手机录音",
        "proves": f"客服承诺{number}",
    }
    return Evidence(**{**facts, **changes})  # type: ignore[arg-type]


def draw_pack(
    folder: Path,
    items: Iterable[pack.Item],
    title: str = "卡密无效",
    options: PackOptions = PackOptions(),  # noqa: B008 — it is frozen
    **cover: str,
) -> Path:
    """A pack of these items."""
    items = tuple(items)
    described = tuple(item.evidence for item in items)
    plan = PackPlan(title=title, cover=tuple(cover.items()), groups=(ProofGroup("", described),), made_at=MADE_AT)
    return draw_plan(folder, plan, items, options)


def draw_plan(
    folder: Path,
    plan: PackPlan,
    items: Iterable[pack.Item],
    options: PackOptions = PackOptions(),  # noqa: B008 — it is frozen
) -> Path:
    """The pack with this plan, in whose order the items are drawn."""
    found = {item.evidence.id: item for item in items}
    ordered = [found[item.id] for item in plan.items]
    return _written(folder / "pack.pdf", lambda file: pack.render(plan, ordered, file, options))


def draw_complaint(folder: Path, form: complaint.ComplaintForm, *, mono: bool = False) -> Path:
    """The complaint with this form."""
    return _written(folder / "complaint.pdf", lambda file: complaint.render(form, file, mono=mono))


def draw_report(folder: Path, form: report.ReportForm, *, mono: bool = False) -> Path:
    """The report of violations with this form."""
    return _written(folder / "report.pdf", lambda file: report.render(form, file, mono=mono))


def _written(path: Path, render: Callable[[BinaryIO], Iterator[Progress[int]]]) -> Path:
    with path.open("wb") as file:
        last = list(render(file))[-1]
    assert last.item == page_count(path)
    return path


def draw_lines(folder: Path, lines: Iterable[str], face: Face = Face.REGULAR) -> Path:
    """A page with one line under the other."""
    canvas = new_canvas(style.PAGE, "lines", "", MADE_AT)
    y = 800.0
    for line in lines:
        draw(canvas, 40, y, line, face, 10)
        y -= 20
    canvas.showPage()
    path = folder / "lines.pdf"
    with path.open("wb") as file:
        list(write_document(canvas, file))
    return path


def require_sound(path: Path, attached: int = 0) -> None:
    """qpdf has nothing to say, every font is embedded and cut to size, nothing runs or leads out of the file.

    `attached` says how many files it holds.
    """
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    fonts = subprocess.check_output(["pdffonts", path], text=True).splitlines()[2:]
    assert fonts
    for font in fonts:
        assert re.match(r"[A-Z]{6}\+Noto\S+ +(CID )?TrueType +\S+ +yes yes yes", font), font
    plain = subprocess.check_output(["qpdf", "--qdf", "--object-streams=disable", path, "-"])
    objects = re.sub(rb"\nstream\n.*?\nendstream\n", b"\n", plain, flags=re.DOTALL)  # pixels may spell anything
    assert not re.search(rb"/(JS|JavaScript|Launch|GoToR|URI|OpenAction)\b", objects)
    assert len(re.findall(rb"/EmbeddedFile\b", objects)) == attached


Part = TypeVar("Part")


def body(path: Path, pages: Sequence[Part]) -> Sequence[Part]:
    """Of things that there is one of for each page, those of the pages of evidence; a volume ends with them."""
    entries = outline(path)
    end = next((entry.target for entry in entries if entry.text == "原始载体清单"), len(pages) + 1)
    first = [entry.target for entry in entries if entry.text.startswith("证据") and entry.text != "证据目录"]
    return pages[min(first, default=end) - 1 : end - 1]


def page_count(path: Path) -> int:
    """By pdfium."""
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def page_texts(path: Path, *options: str) -> list[str]:
    """The text of each page, as a reader copies it."""
    return _printed(path, *options).decode().split("\f")[:-1]


def _printed(path: Path, *options: str) -> bytes:
    """What pdftotext prints of the file; of the same content it is asked once."""
    return _asked(path, sha256(path.read_bytes()).digest(), options)


@lru_cache(maxsize=16)
def _asked(path: Path, _content: bytes, options: tuple[str, ...]) -> bytes:
    return subprocess.check_output(["pdftotext", *options, path, "-"])


def folded(text: str) -> str:
    """Without white space and line breaks: what pdftotext leaves the same."""
    return re.sub(r"\s+", "", text)


def folded_text(path: Path) -> str:
    """The whole document, folded."""
    return folded("".join(page_texts(path, "-raw")))


def text_in(path: Path, pages: tuple[int, int], left: int, top: int, wide: int, high: int) -> str:
    """The folded text of a box on each of these pages, in points from the upper left corner."""
    area = f"-f {pages[0]} -l {pages[1]} -x {left} -y {top} -W {wide} -H {high} -raw".split()
    return folded(_printed(path, *area).decode())


@dataclass(frozen=True)
class Word:
    """A word and its box, in points from the upper left corner of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_joint(self) -> bool:
        """Whether it stands beside a cut picture, one character under the other."""
        return len(self.text) == 1 and self.text in "续上下页图与重复"

    def overlaps(self, other: "Word") -> bool:
        """Whether the middle thirds of the two have a point in common; type has room above and below."""
        third, thirds = (self.bottom - self.top) / 3, (other.bottom - other.top) / 3
        apart = self.right <= other.left + 0.5 or other.right <= self.left + 0.5
        return not apart and self.top + third < other.bottom - thirds and other.top + thirds < self.bottom - third


def page_words(path: Path) -> list[list[Word]]:
    """The words of each page with their places."""
    tree = ElementTree.fromstring(_printed(path, "-bbox"))
    space = "{http://www.w3.org/1999/xhtml}"
    return [[_word(word) for word in page.iter(f"{space}word")] for page in tree.iter(f"{space}page")]


def _word(element: ElementTree.Element) -> Word:
    return Word(element.text or "", *(float(element.attrib[key]) for key in ("xMin", "yMin", "xMax", "yMax")))


def require_tidy(path: Path) -> None:
    """No word outside the margins, none over another."""
    right, foot = style.LEFT + style.WIDTH, style.PAGE[1] - 11 * 72 / 25.4 + 4
    for number, every in enumerate(page_words(path), start=1):
        words = [word for word in every if not (word.is_joint and word.left > right)]
        for index, word in enumerate(words):
            assert word.left >= style.LEFT - 1 and word.right <= right + 1, (number, word)
            in_foot = word.top > style.PAGE[1] - style.BOTTOM
            assert word.top > 20 and word.bottom <= (foot if in_foot else style.PAGE[1] - style.BOTTOM), (number, word)
            assert not any(word.overlaps(other) for other in words[:index]), (number, word)


def require_page_numbers(path: Path) -> None:
    """`第 x 页 共 y 页` at the foot of every page."""
    texts = page_texts(path)
    for number, text in enumerate(texts, start=1):
        assert f"第{number}页共{len(texts)}页" in folded(text)


def stamped_pages(path: Path) -> dict[str, int]:
    """`证据3` → the first page that carries its stamp, from 1; every page of an item says which one it is."""
    found: dict[str, int] = {}
    for number, text in body(path, list(enumerate(page_texts(path, "-raw"), start=1))):
        for match in re.finditer(r"^(证据\d+)(?:-(\d+))?$", text, re.MULTILINE):
            first = found.setdefault(match[1], number)
            assert number - first + 1 == int(match[2] or 1)
    return found


@dataclass(frozen=True)
class Link:
    """A link in the index: what it stands on, and the page that it leads to, from 1."""

    text: str
    target: int


def links(path: Path) -> list[Link]:
    """All links, page by page."""
    found = []
    with pikepdf.open(path) as document:
        pages = {page.objgen: number for number, page in enumerate(document.pages, start=1)}
        reader = pypdfium2.PdfDocument(path)
        for number, page in enumerate(document.pages):
            text = reader[number].get_textpage()
            for link in page.get("/Annots", []):
                target = link.Dest[0]
                box = [float(edge) for edge in link.Rect]
                found.append(Link(text.get_text_bounded(*box).strip(), pages[target.objgen]))
        reader.close()
    return found


def spots(path: Path) -> dict[str, tuple[int, float]]:
    """The lines that links lead to: text of the link and page, as in `3 证据1` → points from the page's upper edge."""
    with pikepdf.open(path) as document:
        pages = {page.objgen: number for number, page in enumerate(document.pages, start=1)}
        targets = [link.Dest for page in document.pages for link in page.get("/Annots", [])]
        texts = [link.text for link in links(path)]
        return {
            f"{pages[to[0].objgen]} {text}": style.PAGE[1] - float(to[3])
            for text, to in zip(texts, targets, strict=True)
            if to[1] == "/XYZ"
        }


def outline(path: Path) -> list[Link]:
    """Its entries with their pages, those below another one after it."""
    with pikepdf.open(path) as document, document.open_outline() as tree:
        pages = {page.objgen: number for number, page in enumerate(document.pages, start=1)}
        return [Link(item.title, pages[item.destination[0].objgen]) for item in _entries(tree.root)]


def _entries(items: Iterable[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for item in items:
        yield item
        yield from _entries(item.children)


def cells(path: Path, number: int) -> list[tuple[float, float, float, float]]:
    """The ruled boxes of a page, counted from 1: left, top, right, bottom from the page's upper left corner."""
    with pikepdf.open(path) as document:
        drawn = pikepdf.parse_content_stream(document.pages[number - 1])
        boxes = [tuple(map(float, one.operands)) for one in drawn if str(one.operator) == "re"]
    high = style.PAGE[1]
    return [(left, high - bottom - tall, left + wide, high - bottom) for left, bottom, wide, tall in boxes]


def inks(path: Path) -> set[tuple[float, ...]]:
    """The colours that text and lines of all pages are drawn with."""
    with pikepdf.open(path) as document:
        operations = [one for page in document.pages for one in pikepdf.parse_content_stream(page)]
        return {tuple(map(float, one.operands)) for one in operations if str(one.operator) in ("rg", "RG", "g", "G")}


def most_colour(path: Path) -> int:
    """How far any pixel of the rendered pages is from grey, of 255."""
    document = pypdfium2.PdfDocument(path)
    try:
        shown = [document[number].render(scale=1.5).to_pil().convert("RGB") for number in range(len(document))]
    finally:
        document.close()
    return max(_colour(page) for page in shown)


def _colour(page: Image.Image) -> int:
    red, green, blue = page.split()
    pairs = ((red, green), (green, blue))
    return max(int(ImageChops.difference(one, other).getextrema()[1]) for one, other in pairs)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Shown:
    """A rendered page, from 0, and the box of the picture on it, in pixels of the rendering."""

    number: int
    page: Image.Image
    box: tuple[float, float, float, float]

    @property
    def cropped(self) -> Image.Image:
        """The picture as printed."""
        return self.page.crop(tuple(round(edge) for edge in self.box))


def _bounds(picture: pypdfium2.PdfObject) -> tuple[float, float, float, float]:
    """In points of the page, wherever the picture stands in it."""
    bounds, form = picture.get_bounds(), picture.container
    while form:
        bounds, form = form.get_matrix().on_rect(*bounds), form.container
    return bounds


def pictures(path: Path, wide: int | None = None) -> Iterator[Shown]:
    """The pages with a picture, rendered so that it is `wide` pixels wide, or as wide as it is stored."""
    document = pypdfium2.PdfDocument(path)
    try:
        for number in range(len(document)):
            page = document[number]
            for picture in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]):
                left, bottom, right, top = _bounds(picture)
                upright = right - left, top - bottom
                stored = picture.get_px_size()
                scale = (wide or (max(stored) if upright[0] > upright[1] else min(stored))) / upright[0]
                shown = page.render(scale=scale).to_pil().convert("RGB")
                high = page.get_height()
                yield Shown(number, shown, (left * scale, (high - top) * scale, right * scale, (high - bottom) * scale))
    finally:
        document.close()
