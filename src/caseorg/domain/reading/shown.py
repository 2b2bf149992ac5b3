"""What one page of evidence shows, with when it was taken."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from caseorg.domain.case import Evidence
from caseorg.domain.moments import BEIJING, Moment, Precision, TimeSource
from caseorg.domain.reading.meaning import PageMeaning
from caseorg.domain.reading.passage import Passage
from caseorg.domain.reading.proposal import Quote
from caseorg.domain.reading.reading import Box, PageReading

_AGREES = timedelta(minutes=5)  # the phone's clock and the time of its file
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """`taken` is when the picture was taken, as far as it is known, and `sure` whether that can be relied on: the clock
    on the picture agrees with the file, or there is none and the time is not that of a copy. `tops` are where its lines
    begin."""

    evidence: Evidence
    page: int
    whole: Box
    texts: tuple[str, ...]
    tops: tuple[int, ...]
    meaning: PageMeaning
    taken: Moment | None
    sure: bool

    def quote(self, where: Passage) -> Quote:
        """A place on it."""
        return Quote(self.evidence.id, self.page, where.box, where.raw)

    @property
    def quote_all(self) -> Quote:
        """The page as a whole."""
        return Quote(self.evidence.id, self.page, self.whole, self.meaning.title)


def shown(evidence: Evidence, number: int, page: PageReading, meaning: PageMeaning) -> Shown:
    """A page of the evidence, which was read and understood."""
    taken, sure = _taken(evidence.taken_at, meaning)
    return Shown(
        evidence=evidence,
        page=number,
        whole=Box(0, 0, page.width, page.height),
        texts=tuple(line.text for line in page.lines),
        tops=tuple(line.box.top for line in page.lines),
        meaning=meaning,
        taken=taken,
        sure=sure,
    )


def _taken(printed: Moment | None, meaning: PageMeaning) -> tuple[Moment | None, bool]:
    """The time that the file gives, to the minute of the clock on the picture where the file tells the day alone."""
    if printed is None or printed.precision is Precision.MONTH:
        return None, False
    reliable = printed.source not in (TimeSource.FILE, TimeSource.RESOLVED)
    if meaning.clock is None:
        return printed, reliable
    local = printed.local
    on_picture = datetime.combine(local.date(), meaning.clock, BEIJING)
    if printed.precision is Precision.DAY:
        return Moment(on_picture.astimezone(printed.at.tzinfo), Precision.MINUTE, TimeSource.PICTURE), reliable
    apart = abs(local - on_picture) % _DAY
    return printed, printed.source is TimeSource.TYPED or min(apart, _DAY - apart) <= _AGREES
