"""The pictures beside one another: which show the same, and in which order they are read."""

from collections.abc import Iterator, Sequence
from itertools import combinations

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
_FIGURES = 4  # a line with so many figures must be on both


def duplicates(pages: Sequence[Shown]) -> Iterator[Saying]:
    """Pictures that say the same in all their figures and nearly all their lines, though their bytes differ."""
    single = [page for page in pages if page.evidence.pages in (None, 1)]
    for one, other in combinations(sorted(single, key=lambda page: page.evidence.number), 2):
        if one.evidence.id != other.evidence.id and _same(one, other):
            yield Saying(kind=ProposalKind.DUPLICATE, value=one.evidence.id, quote=other.quote_all)


def _same(one: Shown, other: Shown) -> bool:
    mine, theirs = _lines(one), _lines(other)
    if min(len(mine), len(theirs)) < _FEWEST_LINES:
        return False
    figures = [{line for line in lines if sum(map(str.isdecimal, line)) >= _FIGURES} for lines in (mine, theirs)]
    shared = len(mine & theirs)
    return figures[0] == figures[1] and shared >= _SAME * max(len(mine), len(theirs))


def _lines(page: Shown) -> set[str]:
    """Without the clock of the phone."""
    texts = (text for text in page.texts if not CLOCK.fullmatch(text.strip()))
    return {line for text in texts if len(line := bare(text)) > 1}


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
    stamps = (resolve(said.stamp, taken) for said in page.meaning.said if said.stamp)
    return when(page.meaning) or next((at for at in stamps if at), None) or taken
