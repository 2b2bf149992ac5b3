"""The day that a note itself begins with: it is said before the sentence anyhow, from the time that the user set."""

from caseorg.domain.moments import Moment
from caseorg.domain.patterns import regex

_PART = "早上|上午|中午|下午|傍晚|晚上|凌晨|夜里|半夜|当天|晚|早"
_OWN = regex(
    rf"^(?P<who>我|本人)?(?:是)?(?:在|于)?(?:(?P<year>20\d\d)年|今年|去年|前年)?(?P<month>\d{{1,2}})月(?:份)?(?:(?P<day>\d{{1,2}})(?:[日号]|(?=[一-龥])(?![日号月年元块时点分个笔张次多天万千百])))?"
    rf"(?:的|那天)?(?:{_PART})?(?:的时候)?[，,]?"
    r"(?![\d、和及与到至~～\-—前内起止以之（(各每])"
)
_THAT_DAY = regex(rf"^(?P<who>我|本人)?(?:今天|今日|当天|当日)(?:{_PART})?[，,]?(?![是就为到截才也又内前之])")


def without_own_day(text: str, at: Moment | None) -> tuple[str, bool]:
    """The text without the day at its beginning where that is the day of `at`; and whether `at` may be said before it,
    which it may not where the text begins with another day: `11月12日平台答复…`."""
    if at is not None and (that_day := _THAT_DAY.match(text)) and text[that_day.end() :].strip():
        return (that_day["who"] or "") + text[that_day.end() :], True
    match = _OWN.match(text)
    if match is None or at is None or not text[match.end() :].strip():
        return text, True
    local = at.local
    same = int(match["month"]) == local.month and int(match["year"] or local.year) == local.year
    if same and (match["day"] is None or (int(match["day"]) == local.day and not at.said)):
        return (match["who"] or "") + text[match.end() :], True
    return text, match["day"] is None
