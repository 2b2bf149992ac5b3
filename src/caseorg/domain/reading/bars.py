"""The bars of a screen that stay while its content is scrolled: status and title above, input below."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median_low

from caseorg.domain.reading.strip import Strip, blocks, near_likeness

_GAP = 4  # rows between what stands on two bars
_ALIKE = 0.7
_CLOCK = 70  # rows within which the clock moves on
_SHARE = 3  # a bar takes less than one part in three of the picture
_TELLING = 100  # marks of a title
_WINDOW, _NEAR = 6, 0.5  # rows in which it is seen that two differ, though compressed again
_TONE = 2  # by which rows of one brightness may differ, for they were compressed


@dataclass(frozen=True, slots=True)
class Bars:
    """Rows at the upper and at the lower edge of two pictures that are no content, or none where they share no bar.

    Where a bar has the colour of the content below it, what is blank in both counts with it. `titled`: they have the
    same title. Not `certain`: nothing differs below, and it is taken for as high as usual.
    """

    top: int
    bottom: int
    titled: bool = False
    certain: bool = True


USUAL = Bars(132, 96)


def common_bars(one: Strip, other: Strip) -> Bars:
    """What stands at the same place at the upper and at the lower edge of both."""
    most = min(one.rows, other.rows) // _SHARE
    top, titled = _bar(one.part(0, most), other.part(0, most), _CLOCK)
    ends = [strip.part(strip.rows - most, strip.rows).turned() for strip in (one, other)]
    bottom, _ = _bar(ends[0], ends[1], 0)
    certain = max(top, bottom) < most
    top, bottom = min(top, USUAL.top) if top == most else top, min(bottom, USUAL.bottom) if bottom == most else bottom
    return Bars(top if titled else 0, bottom, titled, certain)


def usual_bars(found: Iterable[Bars]) -> Bars | None:
    """Those of most pairs of one run, for some of its pictures have content right beside them; None of no pair."""
    known = [bars for bars in found if bars.titled and bars.certain]
    if not known:
        return None
    return Bars(median_low(bars.top for bars in known), median_low(bars.bottom for bars in known), titled=True)


def _bar(one: Strip, other: Strip, clock: int) -> tuple[int, bool]:
    """The rows from the upper edge on in which both are the same, but for what may change within the `clock` rows; and
    whether anything else stands there."""
    end = marks = 0
    for number, (first, last) in enumerate(blocks(_joined(one, other), _GAP)):
        moving = number == 0 and last <= clock
        same = last if moving else _same_until(one, other, first, last)
        marks += 0 if moving else one.marks(first, same).count
        if same < last:
            return (_same_tones(one, other, end, same) if same > first or end else 0), marks >= _TELLING
        end = last
    return _same_tones(one, other, end, one.rows), marks >= _TELLING


def _same_until(one: Strip, other: Strip, first: int, last: int) -> int:
    """The row of what stands there from which on the two differ: content may stand right below a bar."""
    if near_likeness(one, first, other, first, last - first) >= _ALIKE:
        return last
    for row in range(first, last, _WINDOW):
        end = min(row + _WINDOW, last)
        if near_likeness(one, row, other, row, end - row) < _NEAR:
            return row
    return last


def _same_tones(one: Strip, other: Strip, start: int, end: int) -> int:
    """From the start on, to the end or to where the brightness of the two differs; one may be light and one dark."""
    if start and abs(one.tones[start - 1] - other.tones[start - 1]) > _TONE:
        return end
    differing = (row for row in range(start, end) if abs(one.tones[row] - other.tones[row]) > _TONE)
    return next(differing, end)


def _joined(one: Strip, other: Strip) -> Strip:
    """What stands on either."""
    return Strip(one.width, _either(one.more, other.more), _either(one.less, other.less), one.tones)


def _either(one: bytes, other: bytes) -> bytes:
    return (int.from_bytes(one) | int.from_bytes(other)).to_bytes(len(one))
