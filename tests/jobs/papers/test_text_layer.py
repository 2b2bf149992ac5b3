"""What was read off pictures stands unseen in the evidence pack, where it stands in the picture."""

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from caseorg.domain.case import CaseId
from caseorg.domain.papers.pack import PackOptions, PerPage
from caseorg.domain.reading.reading import Box, Line, PageReading, Reading
from caseorg.jobs.intake import add_files
from caseorg.jobs.papers import layers
from caseorg.jobs.papers.pack import export_pack
from caseorg.store.queries import load_case
from caseorg.store.readings import Kept, forget_readings, keep_reading
from caseorg.workspace import Workspace
from pdf.papers import Word, folded, page_texts, page_words, require_sound

LOOSE = 3.0  # points
TURNED = 0x0112  # the EXIF tag
SAYS = "文字层由程序识别，以画面为准"
WIDE = (540, 1000)
PLACES = ((30, 100, 330, 150), (200, 700, 500, 740))
TEXTS = ("退款\U00020bb7合成文字", "A1b2-c3d4-e5f6")


def drawn(file: Path, size: tuple[int, int], places: tuple[tuple[int, int, int, int], ...], turned: int = 1) -> Path:
    """A black bar where each line is said to stand, as seen; stored the other way where it is `turned`."""
    picture = Image.new("RGB", size, "white")
    for left, top, right, bottom in places:
        ImageDraw.Draw(picture).rectangle((left, top, right - 1, bottom - 1), "black")
    exif = Image.Exif()
    exif[TURNED] = turned
    if turned == 6:
        picture = picture.transpose(Image.Transpose.ROTATE_90)
    picture.save(file, exif=exif)
    return file


def read_as(workspace: Workspace, case_id: CaseId, pages: list[PageReading]) -> None:
    """As if the last pieces had been read so."""
    items = workspace.read(load_case, case_id).evidence
    for item, page in zip(items[-len(pages) :], pages, strict=True):
        keep_reading(workspace.readings, Kept(item.sha256, "by hand", Reading((page,), "by hand")))


def page(size: tuple[int, int], places: tuple[tuple[int, int, int, int], ...], texts: tuple[str, ...]) -> PageReading:
    return PageReading(*size, tuple(line(text, Box(*place)) for text, place in zip(texts, places, strict=True)))


def untold(found: PageReading) -> PageReading:
    """As a reader gives it that does not tell where each character stands."""
    return replace(found, lines=tuple(replace(one, middles=()) for one in found.lines))


def line(text: str, box: Box) -> Line:
    step = (box.right - box.left) / len(text)
    return Line(text, box, 0.9, tuple(round(box.left + step * (place + 0.5)) for place in range(len(text))))


def words_on_bars(file: Path) -> list[str]:
    """The layer's words of all pages; each lies on a bar of the page as it is printed."""
    found = []
    with pypdfium2.PdfDocument(file) as document:
        for number, words in enumerate(page_words(file)):
            picture = document[number].render(scale=2).to_pil().convert("L")
            for word in (word for word in words if word.text in TEXTS):
                require_black(picture, word)
                found.append(word.text)
    return found


def require_black(picture: Image.Image, word: Word) -> None:
    """It fills the bar, within a few points."""
    inner = (word.left + LOOSE, word.top + LOOSE, word.right - LOOSE, word.bottom - LOOSE)
    dark = picture.crop(tuple(round(2 * value) for value in inner))  # type: ignore[arg-type]
    assert dark.getextrema()[1] < 128, word
    outer = picture.crop(
        (
            round(2 * (word.left - LOOSE)),
            round(2 * (word.top - LOOSE)),
            round(2 * (word.right + LOOSE)),
            round(2 * (word.bottom + LOOSE)),
        )
    )
    width, height = outer.size
    assert all(outer.getpixel(corner) > 128 for corner in ((0, 0), (width - 1, height - 1))), word  # type: ignore[operator]


@pytest.mark.parametrize(
    "options",
    [PackOptions(), PackOptions(per_page=PerPage.FOUR), PackOptions(mono=True)],
    ids=["alone", "together", "mono"],
)
def test_words_lie_on_their_pixels_and_are_not_seen(
    workspace: Workspace, case_id: CaseId, tmp_path: Path, options: PackOptions
) -> None:
    tall = ((540, 5200), ((40, 300, 340, 350), (100, 4900, 400, 4950)))
    files = [
        drawn(tmp_path / "plain.png", WIDE, PLACES),
        drawn(tmp_path / "turned.jpg", WIDE, PLACES, turned=6),
        drawn(tmp_path / "tall.png", *tall),
    ]
    list(add_files(workspace, case_id, files))
    read_as(workspace, case_id, [page(WIDE, PLACES, TEXTS), page(WIDE, PLACES, TEXTS), untold(page(*tall, TEXTS))])
    out, bare = tmp_path / "pack.pdf", tmp_path / "bare.pdf"
    *_, last = export_pack(workspace, case_id, out, options)
    assert last.remarks == ()
    assert sorted(words_on_bars(out)) == sorted(TEXTS * 3)
    require_sound(out, attached=1)
    assert SAYS in folded("".join(page_texts(out)))
    with pypdfium2.PdfDocument(out) as document:
        assert sum(TEXTS[0] in document[number].get_textpage().get_text_range() for number in range(len(document))) >= 1
    without = PackOptions(per_page=options.per_page, mono=options.mono, text_layer=False)
    *_, last = export_pack(workspace, case_id, bare, without)
    assert last.remarks == () and not words_on_bars(bare) and SAYS not in folded("".join(page_texts(bare)))
    assert b" 3 Tr" not in subprocess.check_output(["qpdf", "--qdf", "--object-streams=disable", bare, "-"])
    assert pictures_of(out)[1:] == pictures_of(bare)[1:]  # the cover says more


def pictures_of(file: Path) -> list[bytes]:
    with pypdfium2.PdfDocument(file) as document:
        return [
            document[number].render(scale=0.5).to_pil().convert("L").tobytes() for number in range(len(document) - 1)
        ]


def test_pictures_that_were_not_read_are_counted_and_hostile_words_are_cleaned(
    workspace: Workspace, case_id: CaseId, tmp_path: Path
) -> None:
    list(add_files(workspace, case_id, [drawn(tmp_path / f"{n}.png", (300 + n, 400), ()) for n in (1, 2, 3)]))
    hostile = PageReading(303, 400, (line("退\x00款) Tj\u202e(\n尾", Box(10, 50, 200, 80)),))
    read_as(workspace, case_id, [hostile])
    *_, last = export_pack(workspace, case_id, tmp_path / "pack.pdf")
    (said,) = last.remarks
    assert (said.values["names"], said.values["count"]) == ("证据1至2", 2)
    assert "退款)Tj(尾" in folded("".join(page_texts(tmp_path / "pack.pdf"))).replace(" ", "")


def test_readings_are_loaded_some_at_a_time_and_one_that_is_gone_is_told(
    workspace: Workspace, case_id: CaseId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = [(300 + number, 400) for number in range(5)]
    files = [drawn(tmp_path / f"{number}.png", size, ()) for number, size in enumerate(sizes)]
    list(add_files(workspace, case_id, files))
    read_as(workspace, case_id, [page(size, PLACES[:1], (f"第{size[0]}张",)) for size in sizes])
    *_, empty, item = workspace.read(load_case, case_id).evidence
    keep_reading(workspace.readings, Kept(empty.sha256, "by hand", Reading((PageReading(303, 400, ()),), "by hand")))
    monkeypatch.setattr(layers, "_AT_ONCE", 2)
    loads: list[int] = []
    real = layers.load_readings

    def load(file: Path, digests: Sequence[str]) -> Mapping[str, Kept]:
        loads.append(len(digests))
        if item.sha256 in digests:  # thrown away by somebody meanwhile
            forget_readings(file, [item.sha256])
        return real(file, digests)

    monkeypatch.setattr(layers, "load_readings", load)
    *_, last = export_pack(workspace, case_id, tmp_path / "pack.pdf")
    assert loads == [2, 2, 1]
    text = folded("".join(page_texts(tmp_path / "pack.pdf")))
    assert [f"第{width}张" in text for width, _ in sizes] == [True, True, True, False, False]
    (said,) = last.remarks
    assert said.values["names"] == item.label
