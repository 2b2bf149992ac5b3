"""The recovery sheet of an encrypted archive: how to open it in years, and a place for the passphrase by hand."""

from collections.abc import Iterator
from datetime import datetime

from reportlab.lib.units import mm

from caseorg.domain.moments import BEIJING
from caseorg.domain.progress import Progress
from caseorg.pdf import style
from caseorg.pdf.fonts import Face
from caseorg.pdf.page import draw_foot, draw_title
from caseorg.pdf.picture_objects import Out
from caseorg.pdf.stream import new_canvas, write_document
from caseorg.pdf.text import break_lines, draw

TITLE = "加密存档恢复说明"
_SIZE = 11.0
_STEPS = (
    "忘记口令无法恢复：存档用AES-256加密，没有后门，任何人都不能代为解开。请手写口令，与存档分开保管。",
    "",
    "口令（手写）：",
    "",
    "____________________________________________________________",
    "",
    "1. 用caseorg打开：窗口菜单“文件 → 打开存档…”，或命令 caseorg open-archive 存档文件。打开后总是一个新案件。",
    "2. 没有caseorg时：存档是一个ZIP文件，把文件名末尾的 .caseorg 改成 .zip，用7-Zip、WinRAR、Bandizip等支持AES-256的"
    "解压软件和口令解压，得到“案件.zip”，再解压一次，用浏览器打开其中的“打开我.html”。",
    "3. 核验：在解压出来的文件夹里运行 python3 -I 核验.py，不需要caseorg。",
    "4. 核对存档本身：计算它的SHA-256（Windows：certutil -hashfile 文件 SHA256；Linux：sha256sum 文件），"
    "应与上面的一致。",
    "",
    "解开后的内容未遮盖，含全部个人信息。",
)


def render(name: str, sha256: str, made_at: datetime, out: Out) -> Iterator[Progress[int]]:
    """Draws the sheet; `sha256` is of the whole archive."""
    canvas = new_canvas(style.PAGE, TITLE, "", made_at)
    draw_title(canvas, TITLE, style.PAGE[1] - style.TOP - style.TITLE)
    y = style.PAGE[1] - style.TOP - 22 * mm
    about = (
        f"存档：{name}",
        f"制作时间：{made_at.astimezone(BEIJING):%Y-%m-%d %H:%M}（北京时间）",
        f"SHA-256：\n{sha256}",
    )
    for text in (*about, "", *_STEPS):
        for line in break_lines(text, Face.REGULAR, _SIZE, style.WIDTH):
            y -= _SIZE * style.LEADING
            draw(canvas, style.LEFT, y, line.text, Face.REGULAR, _SIZE, None if line.last else style.WIDTH)
    draw_foot(canvas, 1, 1, TITLE)
    canvas.showPage()
    for _ in write_document(canvas, out):
        pass
    yield Progress(1, 1, item=1)
