"""That a refund was refused, as a page about it tells: when and why, by what its labels name."""

from collections.abc import Iterator, Sequence

from caseorg.domain.case import Side
from caseorg.domain.moments import Moment
from caseorg.domain.patterns import regex
from caseorg.domain.reading.finds import Find
from caseorg.domain.reading.meaning import PageMeaning
from caseorg.domain.reading.passage import Passage
from caseorg.domain.reading.sayings import filled
from caseorg.domain.reading.words import GroupName, PageField, PageRule, ReadingWords

_BY_PLATFORM = regex("平台[^,。;买卖商]{0,6}(?:拒绝|驳回|不支持|不予|不同意)")
_REFUSERS = {Side.PLATFORM: "平台", Side.MERCHANT: "商家"}
_INNER = str.maketrans("“”\n", "‘’ ")


def refusal_notices(meaning: PageMeaning, words: ReadingWords) -> Iterator[Passage]:
    """The lines in which the page itself tells of it."""
    return (passage for passage in meaning.notices if words.group(GroupName.REFUSALS).search(passage.text))


def labelled_refusal(meaning: PageMeaning, words: ReadingWords) -> tuple[Find, ...]:
    """When and why, each where a label names it. 处理时间 and 处理结果 are of a refusal where the page tells of one,
    and of no refund that was made."""
    found = [find for field in (PageField.REFUSED_AT, PageField.REFUSAL_REASON) if (find := meaning.single(field))]
    state = meaning.single(PageField.STATE)
    texts = (str(find.value) for find in (state, *found) if find)
    refused = any(refusal_notices(meaning, words)) and not any(_is_done(text, words) for text in texts)
    return tuple(find for find in found if not find.rank or refused)


def _is_done(text: str, words: ReadingWords) -> bool:
    """退款成功, but not 充值已到账，不予退款."""
    return bool(words.group(GroupName.REFUND_DONE).search(text)) and not words.group(GroupName.REFUSALS).search(text)


def refused_at(found: Sequence[Find]) -> Moment | None:
    """The time behind its label."""
    return next((find.value for find in found if isinstance(find.value, Moment)), None)


def names_its_time(found: Sequence[Find]) -> bool:
    """Whether a label says of a time that it is the refusal's: 拒绝时间, not 处理时间."""
    return any(find.field is PageField.REFUSED_AT and not find.rank for find in found)


def refused_by(meaning: PageMeaning, words: ReadingWords) -> Side:
    """The platform where the page says so, else the merchant."""
    by_platform = any(_BY_PLATFORM.search(passage.text) for passage in refusal_notices(meaning, words))
    return Side.PLATFORM if by_platform else Side.MERCHANT


def refusal_text(found: Sequence[Find], side: Side, rule: PageRule | None, words: ReadingWords) -> str:
    """`商家以“…”为由拒绝退款`; without the reason where what stands behind its label is the refusal alone."""
    reason = next((find.where for find in found if find.field is PageField.REFUSAL_REASON), None)
    if reason and words.group(GroupName.BARE_REFUSALS).fullmatch(reason.text):
        reason = None
    quoted = reason.raw.translate(_INNER).rstrip("。.，, ") if reason else ""
    return filled(rule.refused, {"refuser": _REFUSERS[side], "refusal": quoted}) if rule else ""
