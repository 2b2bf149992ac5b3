"""What both faces show of what was read."""

from caseorg.domain.reading.reading import Box


def box_json(box: Box) -> list[int]:
    """Left, top, right, bottom."""
    return [box.left, box.top, box.right, box.bottom]
