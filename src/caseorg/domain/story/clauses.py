"""A text clause by clause; what stands in quotation marks or brackets is never cut."""

import re
from collections.abc import Iterator

from caseorg.domain.patterns import regex

_OPENING, _CLOSING = "（(“「『【《‘", "）)”」』】》’"
_MARKS = "，,。；;！!？?\n"
_STOPS = "。；;！!？?\n"
_ANY_STOP = regex(f"[{_STOPS}]")
_ANY_MARK = regex(f"[{_OPENING}{_CLOSING}{_MARKS}]")  # the stops are among them


def _usual(marks: str) -> re.Pattern[str]:
    """Up to the marks behind it, over what stands in brackets."""
    inner = f"(?:[^{_OPENING}{_CLOSING}{marks}]++|[{_OPENING}][^{_OPENING}{_CLOSING}]*+[{_CLOSING}])"
    return regex(f"{inner}*+[{marks}]++|{inner}++")


_CLAUSES, _SENTENCES = _usual(_MARKS), _usual(_STOPS)


_SPEAKERS = "(?:他|她|人家|对面|那边|对方|客服|卖家|商家|店家|店主|老板|掌柜|平台|小二|机器人)们?"
_SPEAKING = (
    "(?:就|又|却|还|也|都|只|才|竟然?|居然|直接|一直|后来|反过来)*"
    "(?:说|讲|回复?(?![来家去])|答|称|表示|[让叫要]我|没[回理]|已读|不(?:理|回|同意|肯|给|退|认|承认|处理|管)|拒|拉黑|把我)"
)
_OBJECTS = "".join(
    f"(?<!{word})" for word in (*"找跟和向对给同与把被让叫请问催骂打", "联系", "投诉", "举报", "要求", "咨询", "询问")
)
_TURN = regex(
    f"(?={_SPEAKERS}{_SPEAKING}){_OBJECTS}"
    "|(?=被[^，。；被]{0,6}(?:拒|驳回|关闭|打回))"
    "|(?<=[问催])(?=(?:就|又|还|才|只|都)(?:说|回|不|没))"
    f"|(?<=问(?:客服|卖家|商家|店家|店主|老板|对方|平台))(?={_SPEAKING})"
)
_ASKING = regex("问|找|催|联系|咨询|反映|投诉|申请|要求|提出|打(?:了)?电话|发(?:了)?(?:消息|信息|私信|邮件)")


def turns(clause: str) -> tuple[str, ...]:
    """What was asked and what they answered, told in one breath: `问卖家他说不管` → `问卖家`, `他说不管`."""
    if not _ASKING.search(clause):
        return (clause,)
    for match in _TURN.finditer(clause):
        head = clause[: match.start()]
        if _ASKING.search(head) and all(
            head.count(opening) == head.count(closing) for opening, closing in ("“”", "（）", "「」")
        ):
            return head, clause[match.start() :]
    return (clause,)


def clauses(text: str) -> tuple[str, ...]:
    """The clauses with the mark that ends each, without gaps."""
    return _cut(text, _CLAUSES, _MARKS)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences with their stops, without gaps."""
    if not _ANY_STOP.search(text):
        return (text,) if text.strip() else ()
    return _cut(text, _SENTENCES, _STOPS)


def _cut(text: str, usual: re.Pattern[str], marks: str) -> tuple[str, ...]:
    """Most texts have no pair of brackets within another, and are cut by one pattern."""
    found = usual.findall(text)
    lossless = "\n" not in text and sum(map(len, found)) == len(text) and not text[-1:].isspace()
    return tuple(found if lossless else _cut_nested(text, marks))


def _cut_nested(text: str, marks: str) -> Iterator[str]:
    start = depth = 0
    balanced = sum(map(text.count, _OPENING)) == sum(map(text.count, _CLOSING))
    for match in _ANY_MARK.finditer(text):
        place, character = match.start(), match[0]
        depth = max(0, depth + (character in _OPENING) - (character in _CLOSING))
        ends = character in marks and (depth == 0 or not balanced)
        if ends and text[place + 1 : place + 2] not in (*marks, *_CLOSING) and text[start : place + 1].strip():
            yield text[start : place + 1]
            start = place + 1
    if text[start:].strip():
        yield text[start:]
