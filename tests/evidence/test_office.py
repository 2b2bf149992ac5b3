"""The words of documents of Word, Excel, PowerPoint and OFD, and what is no such document."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.files.notes import FileNote
from caseorg.evidence import sheet_cells, zipped
from caseorg.evidence.office import DOCX, OFD, PPTX, XLSX
from caseorg.evidence.words import Words, words_of
from evidence.material import PNG

SAID = "请共享屏幕，先交费用"
BODY = f"""<w:document xmlns:w="w" xmlns:a="a" xmlns:mc="mc"><w:body>
<w:p><w:r><w:t>客服：</w:t></w:r><w:r><w:t>{SAID}</w:t><w:br/><w:t>谢谢</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>金额</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>98.00元</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><a:blip/></w:r></w:p><mc:AlternateContent><mc:Fallback><w:p><w:r><w:t>又</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>
</w:body></w:document>"""
STYLES = """<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/>
<numFmt numFmtId="177" formatCode="[Red]0.00&quot;日&quot;"/></numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
<cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="14"/><xf numFmtId="177"/><xf numFmtId="20"/></cellXfs>
</styleSheet>"""
SHARED = (
    "<sst><si><t>时间</t></si><si><r><t>发送</t></r><r><t>者</t></r><rPh><t>fa</t></rPh></si><si><t>内容</t></si></sst>"
)


def packed(**parts: str | bytes) -> bytes:
    """An archive of parts, named with `__` for a folder and `_` for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_png", ".png"), content)
    return out.getvalue()


def sheet(*rows: str) -> str:
    return f"<worksheet><sheetData>{''.join(f'<row>{row}</row>' for row in rows)}</sheetData></worksheet>"


def table(*rows: str, **more: str) -> bytes:
    parts = {"xl__workbook_xml": "<workbook/>", "xl__styles_xml": STYLES, "xl__sharedStrings_xml": SHARED}
    return packed(**{**parts, "xl__worksheets__sheet1_xml": sheet(*rows), **more})


def read(name: str, content: bytes) -> Words:
    found = words_of(name, content)
    assert found is not None
    return found


def test_a_document_of_word_is_its_lines_tables_and_pictures() -> None:
    found = read("情况说明.docx", packed(word__document_xml=BODY, word__media__image1_png=PNG))
    assert found.text.split("\n") == [f"客服：{SAID}", "谢谢", "金额   98.00元", "[图片]", "", "文内图片：1张"]
    assert [(picture.name, picture.content) for picture in found.attachments] == [("image1.png", PNG)]
    assert (found.wrapping, found.notes) == (DOCX, (FileNote.WORDS_ALONE,))


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('<c r="A1" s="1"><v>45433.6044212963</v></c>', "2024-05-21 14:30:22"),
        ('<c r="A1" s="2"><v>45433</v></c>', "2024-05-21"),
        ('<c r="A1" s="4"><v>0.5</v></c>', "12:00:00"),
        ('<c r="A1" s="3"><v>98.099999999999994</v></c>', "98.1"),
        ('<c r="A1"><v>1.23E+3</v></c>', "1230"),
        ('<c r="A1"><v>1716273022123</v></c>', "1716273022123"),
        ('<c r="A1" t="str"><v>4200002345202405211234567890</v></c>', "4200002345202405211234567890"),
        ('<c r="A1" t="inlineStr"><is><t>点卡</t></is></c>', "点卡"),
        ('<c r="A1" t="b"><v>1</v></c>', "是"),
        ('<c r="A1" t="s"><v>1</v></c>', "发送者"),
        ('<c r="A1" t="s"><v>99</v></c><c r="C1"><v>5</v></c>', "5"),
        ('<c r="A1" s="1"><v>1e300</v></c>', "1e300"),
        (f'<c r="A1" t="s"><v>{"1" * 5000}</v></c><c s="{"1" * 5000}"><v>5</v></c>', "5"),
    ],
)
def test_a_cell_says_what_its_reader_sees(cell: str, shown: str) -> None:
    assert read("账单.xlsx", table(cell)).text.strip() == shown


def test_an_exported_chat_in_a_table_says_who_said_what_when() -> None:
    head = "".join(f'<c t="s"><v>{number}</v></c>' for number in range(3))
    said = f'<c s="1"><v>45433.6044212963</v></c><c t="str"><v>客服</v></c><c t="str"><v>{SAID}</v></c>'
    found = read("聊天.xlsx", table(head, said, xl__worksheets__sheet2_xml=sheet("<c><v>7</v></c>")))
    assert (found.text, found.wrapping) == (f"2024-05-21 14:30:22 客服：{SAID}\n\n7", XLSX)


def test_slides_are_read_in_their_order() -> None:
    def slide(text: str) -> str:
        return f"<p:sld xmlns:p='p' xmlns:a='a'><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>"

    parts = {
        "ppt__presentation_xml": "<p/>",
        "ppt__slides__slide10_xml": slide("二"),
        "ppt__slides__slide2_xml": slide("一"),
    }
    found = read("过程.pptx", packed(**parts))
    assert (found.text, found.wrapping) == ("第1页\n一\n\n第2页\n二", PPTX)


def test_an_invoice_in_ofd_is_read_line_by_line_with_the_form_under_it() -> None:
    def page(*words: tuple[int, float, str], template: str = "") -> str:
        texts = (
            f'<o:TextObject Boundary="{left} {top} 30 5"><o:TextCode>{text}</o:TextCode></o:TextObject>'
            for left, top, text in words
        )
        return f'<o:Page xmlns:o="http://www.ofdspec.org/2016">{template}{"".join(texts)}</o:Page>'

    content = packed(
        OFD_xml='<o:OFD xmlns:o="o"><o:DocRoot>/Doc_0/Document.xml</o:DocRoot></o:OFD>',
        Doc_0__Document_xml='<o:D xmlns:o="o"><o:TemplatePage ID="2" BaseLoc="Tpls/T.xml"/>'
        '<o:Page BaseLoc="P.xml"/></o:D>',
        Doc_0__Tpls__T_xml=page((10, 20, "价税合计"), (10, 5, "发票号码：")),
        Doc_0__P_xml=page((60, 20.4, "¥98.00"), (60, 5.2, "24312"), template='<o:Template TemplateID="2"/>'),
    )
    found = read("发票.ofd", content)
    assert (found.text, found.wrapping) == ("发票号码：  24312\n价税合计  ¥98.00", OFD)


@pytest.mark.parametrize("name", ["a.zip", "a.docx", "a", "a.apk"])
def test_another_archive_has_no_words(name: str) -> None:
    assert words_of(name, packed(classes_png=PNG)) is None
    assert words_of(name, packed(word__document_xml="")) is None


def test_of_a_part_without_an_end_the_beginning_is_read_and_a_bomb_has_no_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paragraph = "<w:p><w:r><w:t>甲乙丙丁</w:t></w:r></w:p>"
    long = packed(word__document_xml=f"<w:d xmlns:w='w'>{paragraph * 100}")
    assert read("a.docx", long).text.count("甲乙丙丁") == 100
    monkeypatch.setattr(zipped, "MOST_XML", 500)
    found = read("a.docx", long)
    assert 0 < found.text.count("甲乙丙丁") < 100 and FileNote.BEGINNING_ALONE in found.notes
    assert found.text.endswith("其余见原文件）")
    bomb = "<!DOCTYPE d [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><d><t>&b;</t></d>"
    assert words_of("a.docx", packed(word__document_xml=bomb)) is None


def test_many_large_parts_together_and_one_text_named_by_many_cells_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "_MOST_OF_ALL", 3000)
    slides = {f"ppt__slides__slide{number}_xml": f"<s><p><t>{'甲' * 300}</t></p></s>" for number in range(1, 9)}
    found = read("a.pptx", packed(ppt__presentation_xml="<p/>", **slides))
    assert 300 <= found.text.count("甲") <= 1000 and FileNote.BEGINNING_ALONE in found.notes
    monkeypatch.setattr(zipped, "_MOST_OF_ALL", 30_000)
    monkeypatch.setattr(sheet_cells, "_MOST", 2000)
    named = '<c t="s"><v>0</v></c>'
    found = read("a.xlsx", table(*[named] * 90, xl__sharedStrings_xml=f"<sst><si><t>{'甲' * 100}</t></si></sst>"))
    assert 1000 < found.text.count("甲") <= 2000 and FileNote.BEGINNING_ALONE in found.notes


def test_a_row_that_is_very_wide_widens_no_other() -> None:
    found = read("a.xlsx", table("<c><v>1</v></c>" * 3000, *["<c><v>7</v></c>"] * 2000))
    assert found.text.split("\n")[1:] == ["7"] * 2000


def test_of_a_damaged_part_it_is_said_that_it_is() -> None:
    content = packed(word__document_xml=BODY, word__comments_xml="<c><p><t>附注</t></p></c>")
    place = content.index(b"word/comments.xml") + len(b"word/comments.xml")
    found = read("a.docx", content[:place] + b"\xff" * 8 + content[place + 8 :])
    assert SAID in found.text and "附注" not in found.text
    assert found.notes == (FileNote.WORDS_ALONE, FileNote.DAMAGED)


@given(st.data())
def test_a_damaged_document_has_words_or_none(data: st.DataObject) -> None:
    content = bytearray(table('<c s="1"><v>45433.6</v></c>', word__document_xml=BODY, word__media__a_png=PNG))
    for at in data.draw(st.lists(st.integers(4, len(content) - 1), max_size=8)):
        content[at] ^= data.draw(st.integers(1, 255))
    words_of("a.xlsx", bytes(content[: data.draw(st.integers(4, len(content)))]))
