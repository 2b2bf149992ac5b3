"""Who acts in a clause: by its noun, by a pronoun for whoever was named before, or by who must be speaking."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from caseorg.domain.case import Part, Side
from caseorg.domain.patterns import regex
from caseorg.domain.story.clauses import clauses
from caseorg.domain.story.story import OTHERS
from caseorg.domain.story.words import ActorRule, FittingRules, Words

_LEAD = regex(
    r"^(?:[\s，,]|\d{1,2}[:：]\d{2}|(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}[日号]|随后|然后|之后|此后|后来|接着|当天|当日|次日|第二天"
    r"|今天|昨天|前天|那天|今早|昨晚|当晚|早上|上午|中午|下午|傍晚|晚上|凌晨|半夜|刚刚|马上|立刻|立即|赶紧|只好"
    r"|同时|其中|于是|最后|最终|这时|此时|再次|又|并|且|因为|由于|发现|结果|但是?|可是?|不过|而)+"
)
_ACTING = regex("联系|打(?!手|开|不)|找|向|给|跟|和|同|问|咨询|催|投诉|举报|告诉|骂|要求|请|申请|让|把|对|[看查翻]$")
# 在拼多多店铺下单: a shop is where something was done, but not in 在我付款之后商家…
_PLACING = regex(
    r"(?:在|从|去|到|通过|用|拿|走|进|登)$|(?:^|[^现正存])(?:在|从|于)(?!.*(?:[后时前中]|期间))[^，。；]{0,8}$"
)
_PASSIVE = regex(r"^(?:被|遭到?|收到|接到|得到|获)")
_SPOKEN = regex(
    r"^(?:就|又|还|只|才)?(?:回复|答复|答(?![案应卷])|告知|说(?![明法])|讲(?![究义座])|称(?!呼)|回了?一?句|回(?:了)?我|回(?=[“：:]))"
)
_SPEAKS = regex(
    r"(?<![听据传明写])(?:回复|答复|说(?![明法服])|讲(?![究义座])|告诉我|告知我|通知我|表示(?!.{0,2}成功)"
    r"|(?<!我)发(?:来|过来)?(?:了)?(?:邮件|短信|消息|信息|通知)(?!过去)|打(?:来)?电话(?:来|说))"
)
_MINE = regex(r"我(?![的妈爸姐哥弟妹老儿女])|本人|(?:跟|和|向|对|给|同|与|找|问|听)[^，。；]{1,10}$")
_WHEN_OR_WHERE = regex(
    "^(?:等|过|隔|直到|按|据|经|关于|对于|针对)|^(?:在|从|到|通过|用|当).*(?:后|时|时候|上|里|中|下|处|前)$|^通过"
)
_CLAIMED = regex("(?:自称|冒充|假冒|假扮|假装|号称)(?:自己)?(?:是|为)?[^，。；]{0,4}$")
_FEW = 4
_CLAIMABLE = (Side.PLATFORM, Side.AUTHORITY)  # a swindler who says to be the platform is not the platform
_FAR = 10  # characters before the subject's noun, such as the name of a shop
_NOUN = 12  # characters of the noun


@dataclass(frozen=True, slots=True)
class Subject:
    """Who acts, as far as a clause by itself tells: the `side`; whoever was named before, where it `refers` to somebody
    with a pronoun, or `speaks` without naming anybody."""

    side: Side | None = None
    refers: bool = False
    speaks: bool = False


_NOBODY = Subject()


def subject(clause: str, fitting: FittingRules) -> Subject:
    """Who acts in a clause; `fitting` are the rules that it may meet."""
    bare = _without_lead(clause)
    if _SPOKEN.match(bare):
        return Subject(speaks=True)
    if fitting.actors and (named := _named(bare, fitting)) is not None:
        return named
    match = _SPEAKS.search(bare)
    speaks = match and "“" not in bare[: match.start()] and not _MINE.search(bare[: match.start()])
    return Subject(speaks=True) if speaks else _NOBODY


def acting(subject: Subject, before: str, part: Part | None, words: Words) -> Side | None:
    """Who that is; None where nothing tells, UNKNOWN for somebody outside the dispute.

    `before` is what the event tells up to here, `part` that of its last piece: a page may `say` what is wrong with it.
    """
    if subject.refers:
        return _meant(before, subject, words)
    return _unnamed(before, part, words) if subject.speaks else subject.side


def _without_lead(clause: str) -> str:
    lead = _LEAD.match(clause)
    return clause[lead.end() :] if lead else clause


def _named(clause: str, fitting: FittingRules) -> Subject | None:
    """The first noun that can be the subject: in `店家说平台不让退` the shop speaks, not the platform."""
    passive = bool(_PASSIVE.match(clause))
    found: dict[int, tuple[int, ActorRule]] = {}
    for rule, match in _nouns(clause, fitting):
        if _may_act(clause[: match.start()], rule, passive):
            found.setdefault(match.start(), (match.end(), rule))
    if not found:
        return None
    end, rule = found[min(found)]
    while end in found:  # 商家客服: the last one is who acts
        end, rule = found[end]
    return Subject(rule.side, rule.refers, speaks=rule.refers and bool(_SPEAKS.match(clause[end:])))


def _nouns(clause: str, fitting: FittingRules) -> Iterator[tuple[ActorRule, re.Match[str]]]:
    for rule, word in fitting.actors:
        match = word.search(clause, 0, _FAR + _NOUN)
        if match and match.start() <= _FAR:
            yield rule, match


def _may_act(lead: str, rule: ActorRule, passive: bool) -> bool:
    """Whether a noun behind these words can be the subject."""
    if "“" in lead or "「" in lead or _PLACING.search(lead) or (_ACTING.search(lead) and not passive):
        return False
    if rule.side in _CLAIMABLE and _CLAIMED.search(lead):
        return False
    return rule.side is not Side.ME or not lead.strip()


def _meant(before: str, pronoun: Subject, words: Words) -> Side | None:
    """Whom a pronoun means: one who talks is rather the other side than somebody outside the dispute."""
    last = _mentioned(before, words, pronoun.side)
    if last is Side.UNKNOWN and pronoun.speaks:
        return _mentioned(before, words, last, OTHERS)
    return last


def _unnamed(before: str, part: Part | None, words: Words) -> Side | None:
    """Whoever speaks without being named is the other side; a page or an advertisement that was looked at is not."""
    if part in (Part.FAULT, None) and before and _mentioned(before, words, None) is None:
        return None
    return _mentioned(before, words, Side.SERVICE, OTHERS)


def _mentioned(
    before: str, words: Words, otherwise: Side | None, sides: tuple[Side, ...] = (*OTHERS, Side.UNKNOWN)
) -> Side | None:
    """Whoever of the sides was named last, as subject or not."""
    for clause in reversed(clauses(before)):
        found = [
            (match.end(), rule.side)
            for rule, pattern in words.fitting(clause).actors
            if not rule.refers and rule.side in sides
            for match in pattern.finditer(clause)
            if not (rule.side in _CLAIMABLE and _CLAIMED.search(clause, 0, match.start()))
        ]
        if found:
            return max(found, key=lambda mention: mention[0])[1]
    return otherwise


def tells(text: str) -> bool:
    """Whether a text without a part tells something, rather than when, where or how what comes next was said."""
    bare = _without_lead(text).strip(" ，,")
    return len(bare) > _FEW and not _WHEN_OR_WHERE.search(bare)
