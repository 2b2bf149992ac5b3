"""The pictures beside one another: which show the same, and in which order they are read."""

from collections.abc import Iterator, Sequence
from statistics import median

from caseorg.domain.case import EvidenceId
from caseorg.domain.moments import Moment
from caseorg.domain.reading.order_sayings import when
from caseorg.domain.reading.proposal import ProposalKind
from caseorg.domain.reading.sayings import Saying, bare
from caseorg.domain.reading.shown import Shown
from caseorg.domain.reading.stamps import resolve
from caseorg.domain.reading.values import CLOCK

_FEWEST_LINES = 4
_SAME = 0.9  # of the lines of either picture
_SHIFT = 0.012  # of the width: how exactly it is known where a line stands, in a copy that was made smaller
_FIGURES = 4  # a line with so many figures must be on both


def duplicates(pages: Sequence[Shown]) -> Iterator[Saying]:
    """Pictures that say the same in all their figures and nearly all their lines, at the same places, though their
    bytes differ: a chat that was scrolled a little shows others."""
    alike: dict[frozenset[str], list[tuple[Shown, dict[str, float]]]] = {}
    for page in sorted(pages, key=lambda page: page.evidence.number):
        lines = _lines(page)
        if page.evidence.pages not in (None, 1) or len(lines) < _FEWEST_LINES:
            continue
        known = alike.setdefault(frozenset(line for line in lines if _has_figures(line)), [])
        first = next((shown for shown, others in known if _nearly_all(lines, others)), None)
        if first and first.evidence.id != page.evidence.id:
            same = first.evidence.id
            yield Saying(kind=ProposalKind.DUPLICATE, value=same, quote=page.quote_all, doubtful=True)
        known.append((page, lines))


def _has_figures(line: str) -> bool:
    return sum(map(str.isdecimal, line)) >= _FIGURES


def _nearly_all(lines: dict[str, float], others: dict[str, float]) -> bool:
    common = lines.keys() & others.keys()
    if len(common) < _SAME * max(len(lines), len(others)):
        return False
    shift = median(lines[line] - others[line] for line in common)  # of all, where something was cut off at the top
    fixed = sum(abs(lines[line] - others[line] - shift) <= _SHIFT for line in common)
    return fixed >= _SAME * len(common) and not (abs(shift) > _SHIFT and _is_scrolled(lines, others))


def _is_scrolled(lines: dict[str, float], others: dict[str, float]) -> bool:
    """Whether something else is seen, or the title stayed where it is, while the rest moved."""
    stayed = any(abs(lines[line] - others[line]) <= _SHIFT for line in lines.keys() & others.keys())
    return stayed or lines.keys() != others.keys()


def _lines(page: Shown) -> dict[str, float]:
    """Where each begins, as a share of the width; without the clock of the phone."""
    placed = zip(page.texts, page.tops, strict=True)
    placed_lines = ((bare(text), top / page.whole.right) for text, top in placed if not CLOCK.fullmatch(text.strip()))
    return {line: top for line, top in placed_lines if len(line) > 1}


def sequence(pages: Sequence[Shown]) -> Iterator[Saying]:
    """The order in which the pieces are read: by the first time that each tells, or when it was taken."""
    first = {page.evidence.id: page for page in reversed(pages)}
    known = sorted(first.values(), key=lambda page: page.evidence.number)
    times = {page.evidence.id: _begins(page) for page in known}
    if len(known) < 2 or None in times.values():
        return
    ordered = sorted(known, key=lambda page: _at(times[page.evidence.id]))
    keys: tuple[EvidenceId, ...] = tuple(page.evidence.id for page in ordered)
    if keys != tuple(page.evidence.id for page in known):
        yield Saying(kind=ProposalKind.SEQUENCE, value=keys, quote=ordered[0].quote_all)


def _at(moment: Moment | None) -> float:
    return moment.at.timestamp() if moment else 0.0


def _begins(page: Shown) -> Moment | None:
    """The first time that it tells, as far as that can be relied on."""
    taken = page.taken if page.sure else None
    stamps = (resolve(bubble.stamp, taken) for bubble in page.meaning.said if bubble.stamp)
    return when(page.meaning) or next((at for at in stamps if at), None) or taken
