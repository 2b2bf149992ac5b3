"""How far a trusted timestamp has come, in a line."""

from caseorg.domain.moments import BEIJING
from caseorg.i18n import error_text, tr
from caseorg.jobs.timestamps import ShownTimestamp

HONEST = "A digest that was made on this computer alone is no trusted timestamp (可信时间戳)."


def timestamp_line(stamp: ShownTimestamp) -> str:
    """`3 files  cd12…  verified  2026-11-28 14:30:22 …`"""
    parts = [tr("of {count} files", count=stamp.files), stamp.digest[:16] or "-", tr(stamp.state)]
    if stamp.at:
        parts.append(f"{stamp.at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}")
        parts.append(stamp.authority)
    elif stamp.trouble:
        parts.append(error_text(stamp.trouble))
    elif stamp.requested_at:
        parts.append(tr("requested {time}", time=f"{stamp.requested_at.astimezone(BEIJING):%Y-%m-%d %H:%M}"))
    return "  ".join(parts)
