"""What the other side promised and what became of it, as a message says it."""

import re
from collections.abc import Sequence
from datetime import datetime

from caseorg.domain.case import CaseFile, Promise, Side
from caseorg.domain.messages.telling import Telling, duration, flat, late_or_last_promise
from caseorg.domain.moments import show_chinese

_PROMISERS = {Side.MERCHANT: "商家", Side.PLATFORM: "平台", Side.SERVICE: "客服"}
_QUOTED_AT_MOST = 60
_MARKS = re.compile(r"[\W_]+")


def promised(case: CaseFile, now: datetime) -> dict[str, str]:
    """The last promise that was broken, or else the last that is still open."""
    promise = late_or_last_promise(case, now)
    if promise is None:
        return {"promise": "", "overdue": ""}
    late = duration(promise.due, now) if promise.due else ""
    words = flat(promise.text).rstrip("。")
    said = words if len(words) <= _QUOTED_AT_MOST else f"{words[:_QUOTED_AT_MOST]}…"
    who = _PROMISERS.get(promise.side, "对方")
    text = f"{who}曾于{show_chinese(promise.made_at)}承诺“{said}”，{_outcome(promise, late)}"
    return {"promise": text, "overdue": late}


def _outcome(promise: Promise, late: str) -> str:
    if late:
        return f"至今已逾期{late}"
    return "至今未兑现" if promise.kept is False else "尚未完成"


def last_answer(case: CaseFile, made: Sequence[Telling], now: datetime) -> Telling | None:
    """The last words of the others; None where they are the promise, which is told by itself."""
    last = next((telling for telling in reversed(made) if telling.answer), None)
    promise = late_or_last_promise(case, now)
    if last is None or promise is None:
        return last
    answer, words = _MARKS.sub("", last.answer), _MARKS.sub("", promise.text)
    return None if words and answer and (words in answer or answer in words) else last
