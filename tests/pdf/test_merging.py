"""Documents as evidence: pages look as they do elsewhere, stay text, and nothing but what is drawn comes along."""

import hashlib
import io
import random
import subprocess
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image, ImageChops, ImageStat
from reportlab.lib.colors import CMYKColorSep, Color
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from caseorg.children import calls
from caseorg.domain.case import MediaKind
from caseorg.domain.errors import BrokenError, CaseorgError
from caseorg.evidence.document import render_page
from caseorg.evidence.store import EvidenceStore
from caseorg.pdf import style
from caseorg.pdf.balance import require_balance
from caseorg.pdf.copying import OddError, filters
from caseorg.pdf.fonts import Face, font
from caseorg.pdf.merging import forms
from caseorg.pdf.pack import CONTENT_HEIGHT, CONTENT_WIDTH, LARGEST, Item
from caseorg.sheets.evidence import sheets
from pdf.papers import body, draw_pack, evidence, folded, page_count, page_texts

A5 = (420.0, 595.0)
Change = Callable[[pikepdf.Pdf], None]


def drawn(*pages: Callable[[Canvas], None], size: tuple[float, float] = A5) -> bytes:
    """A document by ReportLab with a page for each function."""
    file = io.BytesIO()
    font(Face.REGULAR)
    canvas = Canvas(file, pagesize=size, invariant=True)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def changed(content: bytes, *changes: Change, **options: object) -> bytes:
    """The document after something was done to it."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for change in changes:
            change(pdf)
        pdf.save(file, deterministic_id=not options.get("encryption"), **options)  # type: ignore[arg-type]
    return file.getvalue()


def text(canvas: Canvas) -> None:
    """Latin, Chinese, lines and areas, of which no turned form is the same."""
    canvas.setFont("Helvetica-Bold", 28)
    canvas.drawString(40, 530, "Invoice 12345678")
    canvas.setFont(Face.REGULAR, 20)
    canvas.drawString(40, 480, "电子发票（普通发票）")
    canvas.drawString(40, 440, "价税合计：玖拾捌元整")
    canvas.setFillColorRGB(0.8, 0.1, 0.1)
    canvas.rect(40, 60, 120, 90, fill=1, stroke=0)
    canvas.setFillColorRGB(0.1, 0.3, 0.8)
    canvas.circle(330, 330, 50, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.line(40, 400, 380, 200)


def more(canvas: Canvas) -> None:
    canvas.setFont(Face.REGULAR, 24)
    canvas.drawString(60, 500, "第二页，字体相同")
    canvas.rect(250, 100, 120, 200)


def pictured(canvas: Canvas) -> None:
    ramp = Image.linear_gradient("L").resize((120, 90))
    clear = Image.merge("RGBA", (*Image.new("RGB", ramp.size, (200, 60, 0)).split(), ramp))
    photo = io.BytesIO()
    Image.merge("RGB", (ramp, ramp.rotate(180), ramp)).save(photo, "JPEG", quality=90)
    canvas.drawImage(ImageReader(photo), 40, 350, 200, 150)
    canvas.drawImage(ImageReader(clear), 150, 250, 200, 150, mask="auto")


def see_through(canvas: Canvas) -> None:
    for place, mode in enumerate(("Normal", "Multiply", "Screen", "Difference")):
        canvas.setBlendMode(mode)
        canvas.setFillColor(Color(0.9, 0.2, 0.1), alpha=0.6)
        canvas.rect(30 + place * 90, 300, 80, 120, fill=1, stroke=0)
        canvas.setFillColor(Color(0.1, 0.5, 0.9), alpha=0.6)
        canvas.circle(70 + place * 90, 300, 40, fill=1, stroke=0)


def coloured(canvas: Canvas) -> None:
    canvas.setFillColor(CMYKColorSep(1, 0.3, 0, 0.1, spotName="blue", density=0.8))
    canvas.rect(40, 60, 150, 150, fill=1)
    canvas.setFillColorCMYK(0, 0.8, 0.9, 0.05)
    canvas.rect(220, 60, 150, 150, fill=1)
    canvas.linearGradient(40, 300, 380, 300, (Color(1, 0, 0), Color(0, 0, 1)), extend=False)


def nested(canvas: Canvas) -> None:
    canvas.beginForm("inner")
    text(canvas)
    canvas.endForm()
    canvas.beginForm("outer")
    canvas.saveState()
    canvas.scale(0.5, 0.5)
    canvas.doForm("inner")
    canvas.restoreState()
    canvas.endForm()
    canvas.doForm("outer")
    canvas.translate(180, 250)
    canvas.rotate(15)
    canvas.doForm("outer")


def linked(canvas: Canvas) -> None:
    text(canvas)
    canvas.linkURL("https://example.com/track", (40, 400, 200, 450))


def filled(canvas: Canvas) -> None:
    """A form's fields with their appearance."""
    text(canvas)
    canvas.acroForm.textfield(name="name", value="Lin", x=200, y=80, width=120, height=30)
    canvas.acroForm.checkbox(name="yes", checked=True, x=340, y=80)


def turned(pdf: pikepdf.Pdf) -> None:
    for number, page in enumerate(pdf.pages):
        page.obj.Rotate = number * 90


def cropped(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.MediaBox = Array([-100, -50, 420, 595])
    pdf.pages[0].obj.CropBox = Array([500, 595, -200, -50])  # the wrong way round and larger than the paper
    for page, turn in zip(list(pdf.pages)[1:], (-90, 90, 180), strict=True):
        page.obj.MediaBox = Array([50, 60, 350, 560])
        page.obj.Rotate = turn


def inherited(pdf: pikepdf.Pdf) -> None:
    """Everything that can stand at the root of the pages stands there."""
    root = pdf.Root.Pages
    for key, value in (("/Rotate", 180), ("/CropBox", Array([0, 0, 420, 595]))):
        root[key] = value
    for key in ("/Resources", "/MediaBox"):
        root[key] = pdf.pages[0].obj[key]
        for page in pdf.pages:
            del page.obj[key]
    for page in pdf.pages:
        del page.obj["/Rotate"]


def in_parts(pdf: pikepdf.Pdf) -> None:
    """Contents cut between two tokens; one part is packed, one is not."""
    content = pdf.pages[0].Contents.read_bytes()
    cut = content.index(b"\n", len(content) // 2)
    packed = Stream(pdf, zlib.compress(content[cut:]), Filter=Name.FlateDecode)
    pdf.pages[0].obj.Contents = Array([pdf.make_stream(content[:cut]), pdf.make_indirect(packed)])


def grouped(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB, I=True)


def noted(pdf: pikepdf.Pdf) -> None:
    """A stamp that is turned by its matrix and a hidden one."""
    look = pdf.make_stream(b"1 0 0 RG 4 w 2 2 96 46 re S 0 0 1 rg 10 10 30 10 re f")
    look.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 100, 50])})
    look["/Matrix"] = Array([0, 1, -1, 0, 0, 0])
    look["/Resources"] = Dictionary()
    shown, hidden = (
        Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array(box), AP=Dictionary(N=look), F=flags)
        for box, flags in (([250, 150, 330, 290], 4), ([20, 20, 400, 500], 2))
    )
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(shown), pdf.make_indirect(hidden)])


def hatched(pdf: pikepdf.Pdf) -> None:
    """A tiling pattern, a soft mask, and a font of drawn glyphs."""
    tile = Stream(pdf, b"0 0 1 rg 0 0 90 90 re f", PatternType=1, PaintType=1, TilingType=1, XStep=150, YStep=150)
    tile["/BBox"] = Array([0, 0, 150, 150])
    tile["/Resources"] = Dictionary()
    mask = Stream(pdf, b"/Sh sh", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 420, 595]))
    mask.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    fade = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0]), C1=Array([1]), N=1)
    ramp = Dictionary(ShadingType=2, ColorSpace=Name.DeviceGray, Coords=Array([0, 0, 420, 0]), Function=fade)
    mask.Resources = Dictionary(Shading=Dictionary(Sh=ramp))
    glyph = Stream(pdf, b"1000 0 0 0 800 800 d1 0 0 800 800 re 200 200 400 400 re f*")
    shapes = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 1000, 1000]), FirstChar=65, LastChar=65,
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), CharProcs=Dictionary(A=pdf.make_indirect(glyph)),
        Encoding=Dictionary(Differences=Array([65, Name.A])), Widths=Array([1000]), Resources=Dictionary(),
    )  # fmt: skip
    state = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=pdf.make_indirect(mask)))
    page = pdf.pages[0].obj
    page.Resources = Dictionary(
        Pattern=Dictionary(F=pdf.make_indirect(tile)), ExtGState=Dictionary(A=state), Font=Dictionary(JS=shapes)
    )
    page.Contents = pdf.make_stream(
        b"/Pattern cs /F scn 40 300 300 200 re f BT /JS 60 Tf 40 200 Td (AAA) Tj ET /A gs 0 0.5 0 rg 40 40 340 120 re f"
    )


def larger_unit(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.UserUnit = 2


MERGED = {
    "文字": drawn(text, more),
    "图片": drawn(pictured),
    "透明": drawn(see_through),
    "透明组": changed(drawn(see_through), grouped),
    "颜色": drawn(coloured),
    "嵌套": drawn(nested),
    "旋转": changed(drawn(text, text, text, text), turned),
    "裁剪": changed(drawn(text, more, text, text), cropped),
    "继承": changed(drawn(text, text), inherited),
    "分段": changed(drawn(text), in_parts),
    "链接": drawn(linked),
    "表单": drawn(filled),
    "批注": changed(drawn(text), noted),
    "花纹": changed(drawn(text), hatched),
    "单位": changed(drawn(text), larger_unit),
    "压缩": changed(drawn(text, more), object_stream_mode=pikepdf.ObjectStreamMode.generate),
    "长页": drawn(text, size=(420.0, 3000.0)),
}


def packed(folder: Path, content: bytes, number: int = 1, **options: bool) -> tuple[Item, Path]:
    """A pack of the document alone."""
    item, _ = planned(folder, content, number, **options)
    return item, draw_pack(folder, [item])


def planned(folder: Path, content: bytes, number: int = 1, **options: bool) -> tuple[Item, Path]:
    """What would be in a pack, and the kept file."""
    folder.mkdir(exist_ok=True)
    (folder / "文件.pdf").write_bytes(content)
    store = EvidenceStore(folder / "evidence")
    received = store.receive(folder / "文件.pdf")
    store.keep(received)
    kept = {"sha256": received.sha256, "size": received.size, "pages": page_count(folder / "文件.pdf")}
    facts = evidence(number, name="文件.pdf", kind=MediaKind.PDF, media_type="application/pdf", **kept)
    return Item(facts, sheets(store, facts, **options)), store.path(received.sha256)


def is_merged(item: Item) -> bool:
    return all(sheet.picture and sheet.picture.form for sheet in item.sheets)


def originals(content: bytes) -> list[Image.Image]:
    """The document's own pages, by pdfium."""
    with pypdfium2.PdfDocument(content) as document:
        document.init_forms()
        return [_seen(page, 3).convert("RGB") for page in document]


def _seen(page: pypdfium2.PdfPage, scale: int) -> Image.Image:
    """The page as Pillow holds dots itself, so that a large one is not copied."""
    return page.render(scale=scale, prefer_bgrx=True, rev_byteorder=True).to_pil()


def in_pack(item: Item, path: Path) -> list[Image.Image]:
    """What the pack shows of each sheet, without the frame around it."""
    with pypdfium2.PdfDocument(path) as document:
        pages = list(body(path, list(document)))
        return [_cut_out(page, item, number) for number, page in enumerate(pages)]


def _cut_out(page: pypdfium2.PdfPage, item: Item, number: int) -> Image.Image:
    sheet, scale = item.sheets[number], 6
    assert sheet.picture and sheet.rows
    wide, high = sheet.picture.upright[0], sheet.rows.bottom - sheet.rows.top
    points = min(CONTENT_WIDTH / wide, CONTENT_HEIGHT / high, LARGEST)
    left = style.LEFT + (CONTENT_WIDTH - wide * points) / 2
    top = style.PAGE[1] - style.BOTTOM - CONTENT_HEIGHT
    box = left, top, left + wide * points, top + high * points
    return _seen(page, scale).crop(tuple(round(edge * scale) for edge in box)).convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> tuple[float, int]:
    """The mean over all dots, and the largest over patches that are too large for half a dot to count."""
    inner = 0.01
    fine, coarse = (
        ImageChops.difference(*(part.resize(size, Image.Resampling.BOX, _inner(part, inner)) for part in (one, other)))
        for size in ((one.width // 4, one.height // 4), (30, 30))
    )
    return max(ImageStat.Stat(fine).mean), max(high for _, high in coarse.getextrema())


def _inner(picture: Image.Image, share: float) -> tuple[float, float, float, float]:
    wide, high = picture.size
    return wide * share, high * share, wide * (1 - share), high * (1 - share)


@pytest.mark.parametrize("name", [name for name in MERGED if name != "长页"])
def test_a_page_looks_as_it_does_elsewhere(tmp_path: Path, name: str) -> None:
    item, path = packed(tmp_path, MERGED[name])
    assert is_merged(item)
    expected, shown = originals(MERGED[name]), in_pack(item, path)
    assert len(expected) == len(shown)
    for one, other in zip(expected, shown, strict=True):
        mean, most = difference(one, other)
        assert mean < 1 and most < 12, (mean, most)


def test_the_check_of_looks_sees_a_missing_line(tmp_path: Path) -> None:
    (one,), (other,) = (
        originals(drawn(text)),
        originals(drawn(lambda canvas: (text(canvas), canvas.line(40, 20, 90, 20)))),
    )
    assert difference(one, other)[1] >= 12


def test_the_text_of_a_document_can_be_searched_and_copied(tmp_path: Path) -> None:
    _, path = packed(tmp_path, MERGED["文字"])
    first, second = body(path, page_texts(path))
    assert "电子发票（普通发票）" in folded(first) and "Invoice12345678" in folded(first)
    assert "第二页，字体相同" in folded(second)
    assert not images(path)


def images(path: Path) -> list[str]:
    return subprocess.check_output(["pdfimages", "-list", path], text=True).splitlines()[2:]


def test_a_tall_page_is_cut_without_becoming_a_picture(tmp_path: Path) -> None:
    item, path = packed(tmp_path, MERGED["长页"])
    assert is_merged(item) and len(item.sheets) > 3 and not images(path)
    height = item.sheets[0].picture.upright[1]
    (whole,) = originals(MERGED["长页"])
    for sheet, shown in zip(item.sheets, in_pack(item, path), strict=True):
        rows = [round(row / height * whole.height) for row in (sheet.rows.top, sheet.rows.bottom)]
        assert difference(whole.crop((0, rows[0], whole.width, rows[1])), shown)[1] < 12


def test_what_pages_share_is_written_once(tmp_path: Path) -> None:
    content = drawn(*[text, more] * 20)
    _, path = packed(tmp_path, content)
    with pikepdf.open(path) as pdf:
        shapes = {font.FontDescriptor.FontFile2.objgen for font in fonts_of(pdf)}
    assert len(shapes) == 1
    assert path.stat().st_size < len(content) + 120_000


def fonts_of(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """The embedded fonts of the forms that are pages of the document."""
    forms = [form for page in pdf.pages for form in page.form_xobjects.values() if list(form.BBox) == [0, 0, *A5]]
    return [font for form in forms for font in form.Resources.Font.values() if "/FontDescriptor" in font]


def dangerous(pdf: pikepdf.Pdf) -> None:
    """Everything that could run, call out, or tell more than the page shows."""
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    page = pdf.pages[0].obj
    pdf.Root.OpenAction = script
    pdf.Root.Metadata = pdf.make_stream(b"<x>secret</x>")
    page.AA = Dictionary(O=script)
    page.PieceInfo = Dictionary(App=Dictionary(Private=String("secret")))
    page.Metadata = pdf.Root.Metadata
    page.StructParents = 0
    look = Stream(pdf, b"0 0 1 rg 0 0 50 50 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 50, 50]))
    look.update(
        {"/Resources": Dictionary(), "/AA": Dictionary(O=script), "/Metadata": pdf.Root.Metadata, "/Ref": script}
    )
    look["/PieceInfo"] = page.PieceInfo
    link = Dictionary(S=Name.URI, URI=String("https://example.com"))
    page.Annots = Array([
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 420, 595]), A=link),
        Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([0, 0, 50, 50]), A=script, AP=Dictionary(N=look)),
    ])  # fmt: skip
    file = Dictionary(Type=Name.Filespec, F=String("x"), EF=Dictionary(F=pdf.make_stream(b"secret")))
    page.AF = Array([pdf.make_indirect(file)])
    properties = Dictionary(Type=Name.Odd, Secret=String("secret"), Parent=page)
    page.Resources.Properties = Dictionary(JS=pdf.make_indirect(properties))
    page.Resources.Font.F1.Parent = page


def test_nothing_but_what_is_drawn_comes_along(tmp_path: Path) -> None:
    content = changed(drawn(text), dangerous, photo)
    item, path = packed(tmp_path, content)
    assert is_merged(item)
    with pikepdf.open(path) as pdf:
        pages = len(pdf.pages)
        plain = b"".join(_plain(value) for value in pdf.objects)
        deflated = [value for value in pdf.objects if isinstance(value, Stream) and filters(value) == ["/FlateDecode"]]
        assert not any(b"secret" in value.read_bytes() for value in deflated)
        assert sum(str(value.get("/Type")) == "/Page" for value in _dictionaries(pdf)) == pages
    for word in (
        b"JavaScript",
        b"/AA",
        b"OpenAction",
        b"URI",
        b"secret",
        b"PieceInfo",
        b"Filespec /F",
        b"StructParents",
    ):
        assert word not in plain, word
    (expected,), (shown,) = originals(content), in_pack(item, path)
    assert difference(expected, shown)[1] < 12


def _dictionaries(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [value for value in pdf.objects if isinstance(value, Dictionary | Stream)]


def _plain(value: pikepdf.Object) -> bytes:
    return value.unparse() + (value.read_raw_bytes() if isinstance(value, Stream) else b"")


def layered(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OCProperties = Dictionary(OCGs=Array(), D=Dictionary())


def fields_without_looks(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.NeedAppearances = True


def dynamic_fields(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp/>"))


def marked(pdf: pikepdf.Pdf) -> None:
    corners = Array([40, 550, 300, 550, 40, 520, 300, 520])
    note = Dictionary(Type=Name.Annot, Subtype=Name.Highlight, Rect=Array([40, 520, 300, 550]), C=Array([1, 1, 0]))
    note.QuadPoints = corners
    pdf.pages[0].obj.Annots = Array([note])


def with_object(**facts: object) -> Change:
    """A change that has the page draw one more object with these facts."""

    def change(pdf: pikepdf.Pdf) -> None:
        made = Stream(pdf, b"0 0 50 50 re f", Type=Name.XObject, **facts)
        pdf.pages[0].obj.Resources.XObject = Dictionary(X=pdf.make_indirect(made))
        pdf.pages[0].contents_add(b"/X Do")

    return change


def with_font(**facts: object) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Resources.Font.Odd = pdf.make_indirect(Dictionary(Type=Name.Font, **facts))
        pdf.pages[0].contents_add(b"/O#64d gs")

    return change


def nested_deeply(pdf: pikepdf.Pdf) -> None:
    inner = Array()
    for _ in range(60):
        inner = Array([inner])
    pdf.pages[0].obj.Resources.ColorSpace = Dictionary(Deep=inner)
    pdf.pages[0].contents_add(b"/Deep cs")


def cut_away(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.CropBox = Array([0, 100, 420, 595])


def invisible(pdf: pikepdf.Pdf) -> None:
    """A stamp that pdfium shows and qpdf leaves out."""
    noted(pdf)
    pdf.pages[0].obj.Annots[0].F = 1


def with_content(more: bytes) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(more)

    return change


def a_photo() -> bytes:
    file = io.BytesIO()
    facts = Image.Exif()
    facts[0x010E] = "secret place"
    Image.linear_gradient("L").convert("RGB").save(file, "JPEG", exif=facts, comment=b"secret comment")
    return file.getvalue()


def photo(pdf: pikepdf.Pdf) -> None:
    """A photo with what its camera and somebody else wrote."""
    made = Stream(pdf, a_photo(), Type=Name.XObject, Subtype=Name.Image, Width=256, Height=256, BitsPerComponent=8)
    made.update({"/ColorSpace": Name.DeviceRGB, "/Filter": Name.DCTDecode})
    pdf.pages[0].obj.Resources.XObject = Dictionary(Photo=pdf.make_indirect(made), Never=pdf.make_stream(b"secret"))
    pdf.pages[0].contents_add(b" q 100 0 0 100 200 20 cm /Photo Do Q")


def photo_twice_packed(pdf: pikepdf.Pdf) -> None:
    photo(pdf)
    pdf.pages[0].obj.Resources.XObject.Photo.write(
        zlib.compress(a_photo()), filter=Array([Name.FlateDecode, Name.DCTDecode])
    )


BOX = Array([0, 0, 50, 50])
DRAWN_AS_PICTURES = {
    "密码": changed(drawn(text), encryption=pikepdf.Encryption(owner="owner", user="")),
    "图层": changed(drawn(text), layered),
    "无外观的字段": changed(drawn(filled), fields_without_looks),
    "动态表单": changed(drawn(text), dynamic_fields),
    "高亮": changed(drawn(text), marked),
    "外部文件": changed(drawn(text), with_object(Subtype=Name.Form, BBox=BOX, Resources=Dictionary(), F=String("x"))),
    "借用资源": changed(drawn(text), with_object(Subtype=Name.Form, BBox=BOX)),
    "脚本语言": changed(drawn(text), with_object(Subtype=Name.PS)),
    "未知压缩": changed(
        drawn(text), with_object(Subtype=Name.Form, BBox=BOX, Resources=Dictionary(), Filter=Name.Unknown)
    ),
    "内容损坏": changed(
        drawn(text), with_object(Subtype=Name.Form, BBox=BOX, Resources=Dictionary(), Filter=Name.FlateDecode)
    ),
    "字体不在": changed(drawn(text), with_font(Subtype=Name.TrueType, BaseFont=Name.SimSun)),
    "裁去": changed(drawn(text), cut_away),
    "半隐": changed(drawn(text), invisible),
    "多一个Q": changed(drawn(text), with_content(b"Q 0 0 50 50 re f")),
    "文字不止": changed(drawn(text), with_content(b"BT")),
    "截断": changed(drawn(text), with_content(b"(abc \\)")),
    "照片再压缩": changed(drawn(text), photo_twice_packed),
    "过深": changed(drawn(text), nested_deeply),
    "损坏": drawn(text).replace(b"startxref", b"startxxxx"),
}


@pytest.mark.parametrize("name", DRAWN_AS_PICTURES)
def test_an_odd_document_is_drawn_as_pictures(tmp_path: Path, name: str) -> None:
    content = DRAWN_AS_PICTURES[name]
    item, path = packed(tmp_path, content)
    assert not is_merged(item) and len(images(path)) == len(item.sheets)
    for one, other in zip(originals(content), in_pack(item, path), strict=True):
        assert difference(one, other)[1] < 12


def circular(pdf: pikepdf.Pdf) -> None:
    """A form that contains itself."""
    made = Stream(pdf, b"/X Do", Type=Name.XObject, Subtype=Name.Form, BBox=BOX, Resources=Dictionary())
    made = pdf.make_indirect(made)
    made.Resources = Dictionary(XObject=Dictionary(X=made))
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=made)
    pdf.pages[0].contents_add(b"/X Do")


def test_what_refers_to_itself_comes_to_an_end(tmp_path: Path) -> None:
    item, path = packed(tmp_path, changed(drawn(text), circular))
    assert is_merged(item)
    require_sound_structure(path)


def test_names_and_texts_that_stand_apart_come_along(tmp_path: Path) -> None:
    def apart(pdf: pikepdf.Pdf) -> None:
        for font_ in pdf.pages[0].obj.Resources.Font.values():
            font_.BaseFont = pdf.make_indirect(font_.BaseFont)
        form = pdf.make_stream(b"0 0 9 9 re f", Type=Name.XObject, BBox=[0, 0, 9, 9], Resources=Dictionary())
        form.Subtype = pdf.make_indirect(Name.Form)
        pdf.pages[0].obj.Resources.XObject = Dictionary(X=form)
        pdf.pages[0].contents_add(b"/X Do")

    item, path = packed(tmp_path, changed(drawn(text), apart))
    assert is_merged(item)
    require_sound_structure(path)
    with pikepdf.open(path) as pdf:
        names = {str(value) for value in pdf.objects if isinstance(value, Name)}
    assert "/Helvetica-Bold" in names and "/Form" in names


def require_sound_structure(path: Path) -> None:
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("parts", [1, 2])
def test_a_bomb_in_the_contents_is_not_unpacked(tmp_path: Path, parts: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def bomb(pdf: pikepdf.Pdf) -> None:
        packed_ = Stream(pdf, zlib.compress(b" " * 5_000_000), Filter=Name.FlateDecode)
        pdf.pages[0].obj.Contents = Array([pdf.make_indirect(packed_)] * parts) if parts > 1 else packed_

    content = changed(drawn(text), bomb)
    assert can_be_merged(tmp_path, content)
    monkeypatch.setattr(calls, "inside", True)
    monkeypatch.setattr("caseorg.pdf.collecting._MOST_CONTENT", 4_000_000)
    assert not can_be_merged(tmp_path, content)


def can_be_merged(folder: Path, content: bytes, pages: int = 1) -> bool:
    (folder / "x.pdf").write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()
    return forms(folder / "x.pdf", sha256, [A5] * pages, partial(BrokenError, "altered")) is not None


def test_the_same_document_gives_the_same_bytes_and_stands_apart_from_another(tmp_path: Path) -> None:
    one, again = (packed(tmp_path / name, MERGED["批注"])[1].read_bytes() for name in ("1", "2"))
    assert one == again


def test_in_black_and_white_a_document_is_drawn_as_pictures(tmp_path: Path) -> None:
    item, path = packed(tmp_path, MERGED["文字"], mono=True)
    assert not is_merged(item) and len(images(path)) == 2


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize("instead", [drawn(more), b"garbage", None])
def test_a_document_that_changes_after_the_plan_is_not_drawn(
    tmp_path: Path, merged: bool, instead: bytes | None
) -> None:
    item, kept = planned(tmp_path, drawn(text), merged=merged)
    assert is_merged(item) is merged
    kept.chmod(0o644)
    kept.write_bytes(instead) if instead else kept.unlink()
    with pytest.raises(BrokenError):
        draw_pack(tmp_path, [item])


def test_a_page_without_an_area_is_a_remark(tmp_path: Path) -> None:
    def outside(pdf: pikepdf.Pdf) -> None:
        pdf.pages[1].obj.CropBox = Array([1000, 1000, 1100, 1100])

    item, path = packed(tmp_path, changed(drawn(text, more), outside))
    first, second = item.sheets
    assert first.picture and not first.picture.form and not second.picture
    assert "本页无法显示，以原件为准" in folded(list(body(path, page_texts(path)))[1])
    with pytest.raises(CaseorgError):
        render_page(tmp_path / "文件.pdf", 1, 72)


def test_one_part_that_many_pages_draw_is_not_written_for_each(tmp_path: Path) -> None:
    def shared(pdf: pikepdf.Pdf) -> None:
        noise = pdf.make_stream(b"%" + random.Random(1).randbytes(300_000).hex().encode())
        for page in pdf.pages:
            page.obj.Contents = noise

    assert can_be_merged(tmp_path, changed(drawn(text), shared))
    assert not can_be_merged(tmp_path, changed(drawn(*[text] * 20), shared), 20)


def test_a_large_document_is_not_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "inside", True)
    monkeypatch.setattr("caseorg.pdf.collecting._MOST_PAGES", 2)
    assert can_be_merged(tmp_path, drawn(text, text), 2)
    assert not can_be_merged(tmp_path, drawn(text, text, text), 3)
    monkeypatch.setattr("caseorg.pdf.collecting._MOST_BYTES", 2)
    assert not can_be_merged(tmp_path, drawn(text))


def test_words_in_texts_and_images_do_not_count_as_operators() -> None:
    require_balance(b"q BT (ET \\) Q (Q)) Tj <51> Tj /Q gs ET % Q\nQ BI /W 1 ID Q Q \xff EI q [(Q)]TJ")
    for odd in (b"Q", b"q Q Q", b"ET", b"BT BT ET", b"BI /W 1 ID abc", b"BI /F /DCT ID abc EI"):
        with pytest.raises(OddError):
            require_balance(odd)
