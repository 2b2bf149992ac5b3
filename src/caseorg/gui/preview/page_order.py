"""Which pages go to the printer, one after the other."""

from collections.abc import Sequence


def in_order(pages: Sequence[int], copies: int, *, collated: bool, both_sides: bool) -> list[int | None]:
    """The pages of all copies; None is an empty back, so that the next copy begins on a new sheet."""
    sides = 2 if both_sides else 1
    sheets: list[list[int | None]] = []
    for start in range(0, len(pages), sides):
        sheet = pages[start : start + sides]
        sheets.append([*sheet, *[None] * (sides - len(sheet))])
    repeated = sheets * copies if collated else [sheet for sheet in sheets for _ in range(copies)]
    order = [page for sheet in repeated for page in sheet]
    return order[:-1] if order and order[-1] is None else order
