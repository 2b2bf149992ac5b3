"""Pictures on a page: which way they are turned, and the whole or some rows of one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.pdfbase.pdfdoc import PDFObject
from reportlab.pdfgen.canvas import Canvas

from caseorg.pdf.encoding import Load

if TYPE_CHECKING:
    from PIL import Image

MakeForm = Callable[[], PDFObject]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to place: `width` × `height` as stored, upright after `orientation` (EXIF, 1 to 8).

    `decode` gives its upright pixels where it is called in a worker, to which it goes as a value. Where there is a
    `form`, it is drawn in place of what `load` gives, and its own size is `unit`.
    """

    name: str
    width: int
    height: int
    orientation: int
    load: Load
    decode: "Callable[[], Image.Image] | None" = None
    form: MakeForm | None = None
    unit: tuple[float, float] = (1.0, 1.0)

    @property
    def upright(self) -> tuple[int, int]:
        """Width and height as seen."""
        return (self.height, self.width) if self.orientation >= 5 else (self.width, self.height)


# The unit square of an image → the unit square as seen, for each EXIF orientation.
_TURNS = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}


def place(canvas: Canvas, picture: Picture, x: float, y: float, width: float, height: float) -> None:
    """Draws the whole picture upright into the box whose lower left corner is given, in points."""
    document = canvas._doc
    name = document.getXObjectName(picture.name)
    if name not in document.idToObject:  # only forms; stream.py knows the pictures before the pages are drawn
        assert picture.form
        document.addForm(picture.name, picture.form())
    canvas._currentPageHasImages = 1
    canvas.saveState()
    canvas.transform(width / picture.unit[0], 0, 0, height / picture.unit[1], x, y)
    canvas.transform(*_TURNS[picture.orientation])
    canvas._code.append(f"/{name} Do")
    canvas.restoreState()
    canvas._formsinuse.append(picture.name)


def place_rows(
    canvas: Canvas, picture: Picture, rows: tuple[int, int], x: float, y: float, width: float, height: float
) -> None:
    """Draws the pixel rows `rows[0]` to `rows[1]` of the upright picture into the box, as a clip of the whole."""
    top, bottom = rows
    scale = height / (bottom - top)
    canvas.saveState()
    window = canvas.beginPath()
    window.rect(x, y, width, height)
    canvas.clipPath(window, stroke=0, fill=0)
    whole = picture.upright[1] * scale
    place(canvas, picture, x, y + height + top * scale - whole, width, whole)
    canvas.restoreState()
