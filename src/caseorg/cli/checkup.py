"""A checkup for reading."""

from collections.abc import Iterable, Iterator

from caseorg.domain.case import CaseFile
from caseorg.i18n import tr
from caseorg.views.points import Meter, Point, Section

_CELLS = 10


def report_lines(case: CaseFile, sections: Iterable[Section]) -> Iterator[str]:
    """Section by section; one without anything to say says so. What a command takes stands in brackets behind."""
    yield f"{case.id[:8]}  {case.title}"
    for section in sections:
        yield ""
        yield f"== {section.title} =="
        yield from [f"  {line}" for point in section.points for line in _lines(point)] or [f"  {tr('Nothing to add.')}"]


def _lines(point: Point | Meter) -> Iterator[str]:
    if isinstance(point, Meter):
        filled = round(point.share * _CELLS)
        yield f"{'█' * filled}{'░' * (_CELLS - filled)} {point.share:.0%}  {point.said}"
        return
    verdict = f"[{tr(point.verdict)}] " if point.verdict else ""
    key = f"  [{point.key}]" if point.key else ""
    yield f"{verdict}{' '.join(point.text.split())}{key}"
    yield from (f"  {line}" for line in point.below)
