"""Amounts, times and sizes as the window shows them."""

from caseorg.domain.moments import Moment, show_moment
from caseorg.i18n import tr
from caseorg.views.labels import SOURCES

_UNITS = ("B", "KB", "MB", "GB")


def moment_with_source(moment: Moment | None) -> str:
    """`2026-11-01 14:30 (from the file name)`"""
    if moment is None:
        return tr("time unknown")
    return f"{show_moment(moment)}　{tr(SOURCES[moment.source])}"


def file_size(size: int) -> str:
    """`1.2 MB`"""
    amount = float(size)
    for unit in _UNITS[:-1]:
        if amount < 1024:
            return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"
        amount /= 1024
    return f"{amount:.1f} {_UNITS[-1]}"
