"""The end of the evidence pack: the list of originals, how it is checked, and the file inside it."""

import hashlib
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2

from caseorg.domain.papers.pack import PackOptions, manifest
from pdf.papers import (
    draw_pack,
    folded,
    outline,
    page_texts,
    require_page_numbers,
    require_sound,
    require_tidy,
)
from pdf.test_pack import LONG_NAME, item


def test_the_list_of_originals_names_every_piece_however_long(tmp_path: Path) -> None:
    items = [item(number, name=LONG_NAME, source="拼多多App 与商家客服的聊天" * 3) for number in range(1, 61)]
    path = draw_pack(tmp_path, items)
    require_sound(path, attached=1)
    require_tidy(path)
    require_page_numbers(path)
    first, last = (entry.target for entry in outline(path)[-2:])
    texts = [folded(text) for text in page_texts(path, "-raw")[first - 1 : last - 1]]
    assert len(texts) > 3 and all("设备" in text and "应用和账号" in text for text in texts)
    assert all("原始载体清单（续）" in text for text in texts[1:])
    for number in range(1, 61):
        assert any(f"证据{number}客服聊天" in text for text in texts), number


def test_the_last_page_says_in_five_lines_how_to_check(tmp_path: Path) -> None:
    path = draw_pack(tmp_path, [item(1), item(2)])
    text = page_texts(path)[-1]
    assert [line[0] for line in text.splitlines() if line[1:3] == ". "] == list("12345")
    assert "不是可信时间戳" in text
    listed = manifest([item(1).evidence, item(2).evidence])
    assert hashlib.sha256(listed).hexdigest() in folded(text)


def test_the_manifest_comes_out_as_it_went_in(tmp_path: Path) -> None:
    items = [item(1), item(2, name="聊\n天.png")]
    path = draw_pack(tmp_path, items)
    with pikepdf.open(path) as document:  # a list of them would outlive the document
        assert len(document.attachments) == 1
        found = document.attachments["manifest.txt"]
        assert found.filename == "清单.txt"
        content = found.get_file().read_bytes()
    assert content == manifest([entry.evidence for entry in items])
    subprocess.check_call(["pdfdetach", "-save", "1", "-o", tmp_path / "out.txt", path])
    assert (tmp_path / "out.txt").read_bytes() == content
    digest = hashlib.sha256(content).hexdigest()
    assert digest in folded(page_texts(path)[-1])


def test_every_page_has_the_digest_of_the_manifest_as_a_code(tmp_path: Path) -> None:
    items = [item(1), item(2)]
    path = draw_pack(tmp_path, items, options=PackOptions(binding=True, mono=True))
    digest = hashlib.sha256(manifest([entry.evidence for entry in items])).hexdigest()
    document = pypdfium2.PdfDocument(path)
    for number, text in enumerate(page_texts(path)):
        assert f"清单{digest[:8]}" in folded(text)
        shown = tmp_path / f"{number}.png"
        document[number].render(scale=3).to_pil().save(shown)
        assert _read_code(shown) == digest.upper()
    document.close()


def _read_code(picture: Path) -> str:
    """What a reader of QR codes makes of it."""
    return subprocess.check_output(["zbarimg", "--raw", "--quiet", picture], text=True).strip()
