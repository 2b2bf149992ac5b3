"""What browsers, chat programs and word processors hand over, as they offer it: copied, dropped, never moved."""

from base64 import b64encode
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QImage

from caseorg.domain.errors import CaseorgError
from caseorg.gui.pasting import Clipboard, can_be_evidence
from caseorg.gui.window import MainWindow
from gui.hands import drop_data, wait

ADDRESS = '<meta charset="utf-8"><img src="https://shop.example/a.png" alt="a">'


def png(colour: str = "red") -> bytes:
    image = QImage(4, 3, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(content.data()) + b"behind the end"  # told from what Qt would write


def offered(**kinds: bytes | str) -> QMimeData:
    """`text_html` for text/html, and so on."""
    data = QMimeData()
    for kind, content in kinds.items():
        data.setData(
            kind.replace("_", "/", 1).replace("_", "-"), content.encode() if isinstance(content, str) else content
        )
    return data


def taken(data: QMimeData) -> list[tuple[str, bytes]]:
    made = Clipboard()
    try:
        assert can_be_evidence(data)
        return [(file.name, file.read_bytes()) for file in made.files_in(data, "拖入")]
    finally:
        made.close()


def test_a_picture_keeps_its_bytes() -> None:
    assert taken(offered(image_png=png())) == [("拖入_1.png", png())]
    assert taken(offered(image_bmp=b"BM", image_png=png())) == [("拖入_1.png", png())]


def test_a_picture_without_bytes_of_its_own_is_written_as_png() -> None:
    data = QMimeData()
    data.setImageData(QImage.fromData(png()))
    ((name, content),) = taken(data)
    assert name == "拖入_1.png"
    assert QImage.fromData(content).size() == QImage.fromData(png()).size()


def test_a_picture_dragged_out_of_a_browser_is_that_picture() -> None:
    web = offered(image_png=png(), text_html=ADDRESS, text_uri_list="https://shop.example/a.png\r\n", text_plain="x")
    assert taken(web) == [("拖入_1.png", png())]


def test_pictures_inside_html_come_in_with_the_words_beside_them(tmp_path: Path) -> None:
    file = tmp_path / "微信图片.png"
    file.write_bytes(png("blue"))
    inside = f"data:image/png;base64,{b64encode(png()).decode()}"
    html = f'<div>客服：1小时内处理</div><img src="{inside}"><img src="{QUrl.fromLocalFile(str(file)).toString()}">'
    assert taken(offered(text_html=html, text_plain="客服：1小时内处理")) == [
        ("拖入_1.png", png()),
        ("微信图片.png", png("blue")),
        ("拖入_2.txt", "客服：1小时内处理".encode()),
    ]
    assert taken(offered(text_html=f"<img src='{inside}'>", text_plain="￼")) == [("拖入_1.png", png())]


def test_only_the_address_of_a_picture_is_told_not_fetched() -> None:
    with pytest.raises(CaseorgError, match="fetches nothing from the web"):
        taken(offered(text_html=ADDRESS, text_plain="https://shop.example/a.png"))


@pytest.mark.parametrize("html", ["", "<p>客服：<b>再等等</b></p>", f"客服：再等等{ADDRESS}"])
def test_words_come_in_as_text(html: str) -> None:
    data = offered(text_html=html, text_plain="客服：再等等\n") if html else offered(text_plain="客服：再等等\n")
    assert taken(data) == [("拖入_1.txt", "客服：再等等\n".encode())]


def test_words_of_a_word_processor_are_words_not_their_picture() -> None:
    data = offered(text_html="<p>情况说明</p>", text_plain="情况说明", image_png=png())
    assert taken(data) == [("拖入_1.txt", "情况说明".encode())]


def test_a_link_alone_is_a_text_and_files_are_files(tmp_path: Path) -> None:
    link = offered(text_uri_list="https://shop.example/goods\r\n", text_plain="https://shop.example/goods")
    assert taken(link) == [("拖入_1.txt", b"https://shop.example/goods")]
    file = tmp_path / "a.png"
    file.write_bytes(b"a")
    assert taken(offered(text_uri_list=QUrl.fromLocalFile(str(file)).toString(), text_plain="a")) == [("a.png", b"a")]


def test_broken_data_is_nothing() -> None:
    made = Clipboard()
    assert made.files_in(offered(text_html='<img src="data:image/png;base64,@@@">x', text_plain=" "), "拖入") == []
    assert made.files_in(offered(image_png=b""), "拖入") == []
    assert not can_be_evidence(offered(text_plain="  "))
    made.close()


def test_drops_are_copied_never_moved(sample_window: MainWindow) -> None:
    window = sample_window
    both = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    assert drop_data(window, offered(text_plain="客服：1小时内处理"), both) is Qt.DropAction.CopyAction
    wait(window)
    assert window.desk.case
    assert window.desk.case.standing_evidence[-1].name == "拖入_1.txt"
    assert drop_data(window, offered(text_plain="x"), Qt.DropAction.MoveAction) is Qt.DropAction.IgnoreAction
    assert drop_data(window, offered(text_html=ADDRESS), Qt.DropAction.LinkAction) is Qt.DropAction.LinkAction
    wait(window)
    assert "本程序不会上网去取" in window.notice.text
