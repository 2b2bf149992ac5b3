"""The hours in which customer service is busy."""

from datetime import datetime

from caseorg.domain.moments import BEIJING
from caseorg.domain.scenario import Peak

_DAYS = "一二三四五六日"
_WORKDAYS = (1, 2, 3, 4, 5)


def is_busy(peak: Peak, now: datetime) -> bool:
    """Whether it is such an hour now, in Beijing."""
    local = now.astimezone(BEIJING)
    return peak.begins <= local.hour < peak.ends and (not peak.days or local.isoweekday() in peak.days)


def show_peak(peak: Peak) -> str:
    """`工作日9:00–11:00`"""
    days = "每天" if not peak.days else "工作日" if peak.days == _WORKDAYS else ""
    days = days or "周" + "、".join(_DAYS[day - 1] for day in peak.days)
    return f"{days}{peak.begins}:00–{peak.ends}:00"
