"""Pages as somebody else draws them, and as they are seen or printed."""

from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image, ImageChops, ImageStat
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from caseorg.gui.export.dialog import ExportDialog
from caseorg.gui.preview.window import PreviewWindow
from caseorg.gui.window import MainWindow
from gui.hands import dialog, press, wait

COMPLAINT, PACK = "Ctrl+P", "Ctrl+Shift+P"


def preview(window: MainWindow, keys: str = COMPLAINT) -> PreviewWindow:
    """The preview of a paper, reached by the keyboard, with its pages drawn."""
    press(window, keys)
    press(dialog(window, ExportDialog), "Ctrl+P")
    drawn(window)
    return dialog(window, PreviewWindow)


def drawn(window: MainWindow) -> None:
    """Waits until everything in sight is drawn: what is painted may wish for more."""
    for _ in range(3):
        wait(window)


def seen(widget: QWidget) -> Image.Image:
    """What a widget shows, in dots of the screen."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    size, row = (image.width(), image.height()), image.bytesPerLine()
    return Image.frombuffer("RGB", size, bytes(image.constBits()), "raw", "RGB", row, 1)


def rendered(file: Path, page: int, scale: float) -> Image.Image:
    """The page by pdfium itself, `scale` dots a point."""
    document = pypdfium2.PdfDocument(file)
    picture: Image.Image = document[page].render(scale=scale).to_pil().convert("RGB")
    document.close()
    return picture


def sizes(file: Path) -> list[tuple[float, float]]:
    """Width and height of each page in points."""
    with pikepdf.open(file) as pdf:
        return [(float(page.mediabox[2]), float(page.mediabox[3])) for page in pdf.pages]


def difference(one: Image.Image, other: Image.Image) -> float:
    """How far two pages at 200 dots an inch are apart on average, of 255, seen from a little way off."""
    width, height = min(one.width, other.width), min(one.height, other.height)
    near, far = (picture.convert("L").crop((0, 0, width, height)).reduce(4) for picture in (one, other))
    return float(ImageStat.Stat(ImageChops.difference(near, far)).mean[0])


def dots_per_inch(file: Path) -> set[int]:
    """Of the pictures that fill the pages."""
    with pikepdf.open(file) as pdf:
        return {
            round(int(image.Width) / float(page.mediabox[2]) * 72)
            for page in pdf.pages
            for image in page.get_images().values()
        }
