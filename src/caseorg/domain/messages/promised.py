"""What the other side promised and what became of it, as a message says it."""

from collections.abc import Iterable
from datetime import datetime

from caseorg.domain.case import CaseFile, Promise, Side
from caseorg.domain.moments import show_chinese
from caseorg.domain.story.story import Story
from caseorg.domain.text.quoting import quote

PROMISERS = {Side.MERCHANT: "商家", Side.PLATFORM: "平台", Side.SERVICE: "客服"}
_QUOTED_AT_MOST = 60
_HOURS_SHOWN = 48


def promised(case: CaseFile, story: Story, now: datetime) -> dict[str, str]:
    """The last promise that was broken, or else the last that is still open; none of an event that is not told."""
    silent = {event.id for event in case.events} - story.told_texts.keys()
    promise = late_or_last_promise((each for each in case.promises if each.event not in silent), now)
    if promise is None:
        return {"promise": "", "overdue": "", "late": ""}
    late = duration(promise.due, now) if promise.due else ""
    words = " ".join(promise.text.split()).rstrip("。")
    quoted = words if len(words) <= _QUOTED_AT_MOST else f"{words[:_QUOTED_AT_MOST]}…"
    who = PROMISERS.get(promise.side, "对方")
    text = f"{who}曾于{show_chinese(promise.made_at)}承诺{quote(quoted)}，{_outcome(promise, late)}"
    return {"promise": text, "overdue": late, "late": f"对方答应的期限已过{late}" if late else ""}


def late_or_last_promise(promises: Iterable[Promise], now: datetime) -> Promise | None:
    """The last promise that was not kept in time, or else the last that is not kept yet."""
    open_ones = sorted((promise for promise in promises if not promise.kept), key=lambda promise: promise.made_at.at)
    late = [promise for promise in open_ones if promise.kept is False or (promise.due and promise.due <= now)]
    return next(reversed(late or open_ones), None)


def duration(begin: datetime, end: datetime) -> str:
    """`36小时` below two days, `11天` beyond; empty where nothing or less than an hour has passed."""
    hours = int((end - begin).total_seconds() // 3600)
    if hours < 1:
        return ""
    return f"{hours}小时" if hours < _HOURS_SHOWN else f"{hours // 24}天"


def _outcome(promise: Promise, late: str) -> str:
    if late:
        return f"至今已逾期{late}"
    return "至今未兑现" if promise.kept is False else "尚未完成"
