"""A box that is moved and stretched on a page. Values without Qt."""

from caseorg.domain.reading.reading import Box, PageReading

SMALLEST = 12  # pixels of a side
_WIDER = 0.4  # of a box's height, on each side


def moved(box: Box, right: int, down: int, page: PageReading) -> Box:
    """As far as the page goes."""
    right = max(-box.left, min(right, page.width - box.right))
    down = max(-box.top, min(down, page.height - box.bottom))
    return Box(box.left + right, box.top + down, box.right + right, box.bottom + down)


def stretched(box: Box, right: int, down: int, page: PageReading) -> Box:
    """Its right and its lower edge moved, as far as the page goes and the box stays one."""
    return Box(
        box.left,
        box.top,
        min(page.width, max(box.left + SMALLEST, box.right + right)),
        min(page.height, max(box.top + SMALLEST, box.bottom + down)),
    )


def widened(box: Box, page: PageReading) -> Box:
    """With more around it."""
    more = max(SMALLEST, round((box.bottom - box.top) * _WIDER))
    return Box(
        max(0, box.left - more),
        max(0, box.top - more // 2),
        min(page.width, box.right + more),
        min(page.height, box.bottom + more // 2),
    )


def of_corners(one: tuple[float, float], other: tuple[float, float], page: PageReading) -> Box | None:
    """What was drawn from one corner to the other; None where that is no more than a click."""
    left, right = sorted((round(one[0]), round(other[0])))
    top, bottom = sorted((round(one[1]), round(other[1])))
    box = Box(max(0, left), max(0, top), min(page.width, right), min(page.height, bottom))
    return box if box.right - box.left >= SMALLEST and box.bottom - box.top >= SMALLEST else None
