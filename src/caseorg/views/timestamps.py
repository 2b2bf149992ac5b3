"""How far a trusted timestamp has come, in a line."""

from caseorg.domain.moments import BEIJING
from caseorg.i18n import error_text, tr
from caseorg.jobs.timestamps import ShownTimestamp

HONEST = "A digest that was made on this computer alone is no trusted timestamp (可信时间戳)."


def timestamp_line(one: ShownTimestamp) -> str:
    """`3 files  cd12…  verified  2026-11-28 14:30:22 …`"""
    parts = [tr("of {count} files", count=one.files), one.digest[:16] or "-", tr(one.state)]
    if one.at:
        parts.append(f"{one.at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}")
        parts.append(one.authority)
    elif one.trouble:
        parts.append(error_text(one.trouble))
    elif one.requested_at:
        parts.append(tr("requested {time}", time=f"{one.requested_at.astimezone(BEIJING):%Y-%m-%d %H:%M}"))
    return "  ".join(parts)
