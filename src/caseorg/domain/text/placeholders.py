"""Telling a text that somebody wrote from one that still waits to be filled in."""

import re
from collections.abc import Iterable
from functools import cache

from caseorg.domain.patterns import regex
from caseorg.domain.screening import RuleScreen, by_patterns
from caseorg.domain.text.numerals import half_width

BLANKS = regex(
    r"〔[^〕]{0,40}〕|【[^】]{0,20}(?:填|金额|日期|时间|姓名|单号)[^】]{0,20}】|\{\w{1,30}\}|[<《＜](?:金额|日期|时间|单号)[>》＞]"
    r"|_{2,}|＿{2,}|[（(]\s+[）)]\s*元|(?:…|\.{3})\s*元"
    r"|(?<![A-Za-z0-9])[XxＸｘ×]{1,6}\s*(?:元|块|年|月|日|天|小时)|(?<![A-Za-z0-9])[XxＸｘ×]{2,6}(?![A-Za-z0-9])|[*＊]+\s*元|某[元年月日]"
    r"|请(?:在?此处?)?(?:填写|填入|输入|写明|补充)[^，。]{0,8}$|(?:此处|在此)填写|待填|待补|待定|示例文字|TODO|TBD"
)
_LEAD = regex(r"^(?:例如?|比如|示例|such as|for example|e\.g\.)\s*[:：]\s*", re.IGNORECASE)
_MARKS = regex(r"[\W_]+")
_NOTHING = regex("无|没有|暂无|不知道|test|测试|asdf|[0-9]{1,3}")


def is_placeholder(text: str, examples: Iterable[str] = ()) -> bool:
    """Whether the text says nothing yet: empty, a template with blanks (退还____元, XX元, 〔日期〕, 请填写), or one of
    the `examples` that a form shows."""
    words = _words(text)
    nothing = not words or _NOTHING.fullmatch(words) or BLANKS.search(text)
    return bool(nothing) or any(words == _words(example) for example in examples)


def blanks(text: str) -> tuple[tuple[int, int], ...]:
    """Where something still waits to be filled in: `____`, `〔日期待填〕`, `XX元`."""
    return tuple(match.span() for match in BLANKS.finditer(text)) if _screen().fitting(text) else ()


@cache
def _screen() -> RuleScreen[str]:
    return by_patterns((BLANKS.pattern,), lambda pattern: (pattern,))


def _words(text: str) -> str:
    return _MARKS.sub("", half_width(_LEAD.sub("", text.strip()))).casefold()
