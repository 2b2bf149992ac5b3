"""From a picture to the pages that show it: one, or as many as a tall one needs."""

from caseorg.domain.slicing import Slice, slices
from caseorg.evidence.images import blank_rows
from caseorg.pdf.images import Picture
from caseorg.pdf.piece import CONTENT_HEIGHT, CONTENT_WIDTH, LARGEST, Sheet

TALL = 2.6  # a picture more than this many times as high as wide is cut
OVERLAP = 0.04  # of a page, where a cut cannot avoid content


def picture_sheets(picture: Picture) -> tuple[Sheet, ...]:
    """The picture whole, or in parts of full width."""
    width, height = picture.upright
    piece = int(CONTENT_HEIGHT / min(CONTENT_WIDTH / width, LARGEST))
    if height <= max(piece, width * TALL):
        return (Sheet(picture, Slice(0, height)),)
    assert picture.decode
    return tuple(Sheet(picture, rows) for rows in slices(blank_rows(picture.decode()), piece, int(piece * OVERLAP)))
