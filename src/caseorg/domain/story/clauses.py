"""A text clause by clause; what stands in quotation marks or brackets is never cut."""

from collections.abc import Iterator
from functools import lru_cache

from caseorg.domain.patterns import regex

_OPENING, _CLOSING = "（(“「『【《‘", "）)”」』】》’"
_MARKS = "，,。；;！!？?\n"
_STOPS = "。；;！!？?\n"
_ANY_MARK = regex(f"[{_OPENING}{_CLOSING}{_MARKS}]")  # the stops are among them


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


@lru_cache(maxsize=4000)
def clauses(text: str) -> tuple[str, ...]:
    """The clauses with the mark that ends each, without gaps."""
    return tuple(_cut(text, _MARKS))


@lru_cache(maxsize=4000)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences with their stops, without gaps."""
    return tuple(_cut(text, _STOPS))


def _cut(text: str, marks: str) -> Iterator[str]:
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
