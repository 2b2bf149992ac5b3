"""Red flags of fake customer service and refund fraud."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import groupby

from caseorg.domain.known import KnowledgeEntry
from caseorg.domain.patterns import regex
from caseorg.domain.remark import Remark, remark
from caseorg.domain.screening import FindWays, RuleScreen, by_patterns, find_ways_to_match
from caseorg.domain.text.folding import fold, folded_text
from caseorg.domain.text.sentences import FARTHEST, Span, clause_at, sentences, span_at

_BLOCK = 4000  # characters
_LONGEST = 20_000
_PAID = regex("(?<![没未不别])(?<!没有)(?:已经?转|已经?付|已经?汇|转了|付了|汇了|转过去了?|打过去了)")
_AFTER_PAYING = remark(
    "If money was sent: have your bank or payment service stop the payment and call 110 at once; keep the account paid "
    "to, the transaction number and the chat."
)
_WARNING = regex(
    "不会|不得(?!不)|从不|绝不|决不|不需要?|无需|无须|不用|不必|不收|不向|不以|不要|不索|免收|免除|免交|请勿|切勿|勿|(?<![特分级区类])别(?![人的处家])"
    "|不能|不可|不应|并非|不是|谨防|警惕|小心|当心|拒绝|严禁|禁止"
)
_OUTWEIGHED = regex("需|必须|应当|才|请|先|就|则|关|退出|挂|断|停|忘|担心|怕|犹豫")
_CONDITION = regex("(?:如|若|要是|倘|一旦|再)[^,。]{0,8}$")
_REPORTED = regex(
    "凡|任何(?:人|自称|以|要求|索要)|如遇|如有人|若有人|(?:遇到|遇有|接到|收到)(?:自称|冒充|声称|陌生|此类|类似|要求|索要|以)"
    "|自称|冒充|假冒|声称|谎称|为由|名义"
    "|(?:骗子|诈骗分子|不法分子|犯罪分子)[^,。]{0,4}(?:会|常|可能|往往|通常|冒充|以|利用|谎称|要求)"
)
_JUDGED = regex(
    "(?:都|均|皆|一律|全|即)(?:为|是|属|系)[^,。]{0,6}(?:诈骗|骗局|骗子|假冒|虚假|骗人)"
    "|请您?(?:立即|及时|马上)?(?:报警|举报|挂断|拒绝|停止|拨打)|(?:请勿|切勿|不要)(?:相信|轻信|理会|提供|转账|操作|点击|添加)"
)
_ALL_SUCH = regex(
    "(?:的|者|行为|情形|情况),?(?:都|均|皆|一律|全)(?:为|是|属|系)[^,。]{0,6}(?:诈骗|骗局|骗子|假冒|虚假|骗人)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlag(KnowledgeEntry):
    """`patterns` are regular expressions on folded text (half-width, small letters, no blanks); where one of `unless`
    matches the same sentence, it is no flag."""

    name: str
    patterns: tuple[str, ...]
    why: str
    advice: str
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flagged:
    """The words that raise a flag, at `start` to `end` of the text as it came."""

    flag: RedFlag
    start: int
    end: int
    text: str


FlagScreen = RuleScreen[tuple[RedFlag, str]]


def find_flags(text: str, flags: Iterable[RedFlag] | FlagScreen) -> tuple[Flagged, ...]:
    """The flags in the order of the text. The same words may raise several; those of one flag do not overlap.

    What warns of such words, or says that nobody asks for them, is no flag.
    """
    known = flags if isinstance(flags, RuleScreen) else flag_screen(flags)
    if not known.numbers(folded_text(text)):
        return ()
    return tuple(flagged for start, block in _blocks(text) for flagged in _in_block(block, start, known))


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces of whole lines, for a search holds up all else until it is through. No pattern goes over a
    line end. A line without end is cut behind a sentence."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _BLOCK) + 1 or len(text)
        if end - start > _LONGEST:
            marks = [text.rfind(mark, start + _BLOCK, start + _LONGEST) + 1 for mark in "。！？!?；;，, "]
            end = max(marks) or start + _LONGEST
        yield start, text[start:end]
        start = end


def flag_screen(flags: Iterable[RedFlag], find_ways: FindWays = find_ways_to_match) -> FlagScreen:
    """For whoever looks at many texts by the same flags: each pattern with its flag, for most can match nowhere."""
    patterns = ((flag, pattern) for flag in flags for pattern in flag.patterns)
    return by_patterns(patterns, lambda flag_pattern: (flag_pattern[1],), find_ways)


def _in_block(text: str, offset: int, flags: FlagScreen) -> list[Flagged]:
    folded = fold(text)
    fitting = flags.fitting(folded.text)
    parts = sentences(folded.text) if fitting else ()
    found = []
    for number, ways in enumerate(tuple(several) for _, several in groupby(fitting, key=lambda hit: id(hit[0]))):
        flag, patterns = ways[0][0], [pattern for _, pattern in ways]
        for span in _joined(_matches(folded.text, parts, flag, patterns)):
            start, end = folded.original(*span)
            found.append((start, number, Flagged(flag, offset + start, offset + end, text[start:end])))
    return [flagged for _, _, flagged in sorted(found, key=lambda hit: hit[:2])]


def _matches(text: str, parts: tuple[Span, ...], flag: RedFlag, patterns: Iterable[str]) -> Iterator[Span]:
    for match in (match for pattern in patterns for match in _compiled(pattern).finditer(text)):
        start, end = match.span()
        if start == end:
            continue
        whole = span_at(parts, start)
        sentence = Span(max(whole.start, start - FARTHEST), min(whole.end, end + FARTHEST))
        wording = text[slice(*sentence)]
        if not (
            any(_compiled(pattern).search(wording) for pattern in flag.unless)
            or _warned(text, start, end)
            or _told_of(text, sentence, start, end)
        ):
            yield Span(start, end)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Those that overlap become one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _warned(text: str, start: int, end: int) -> bool:
    """Whether the clause says not to: `请勿提供验证码`, `退款无需手续费`. But `如不能提供验证码` asks for it."""
    clause = clause_at(text, start, end)
    for warning in _WARNING.finditer(text, clause.start, end):
        if warning.start() == start:  # the pattern's own words, as in `不要告诉别人`
            continue
        if _CONDITION.search(text, clause.start, warning.start()) or _OUTWEIGHED.search(text, warning.end(), end):
            continue
        return True
    return False


def _told_of(text: str, sentence: Span, start: int, end: int) -> bool:
    """Whether the sentence describes what swindlers do: `凡以解冻账户为由要求转账的，均为诈骗`."""
    stop = max(sentence.end, end)
    if _ALL_SUCH.search(text, end, stop):
        return True
    return bool(_REPORTED.search(text, sentence.start, end) and _JUDGED.search(text, end, stop))


def after_paying(text: str) -> Remark | None:
    """What to do now, where the text may tell that money was sent: `已转`, `付了`, but not `还没转了`."""
    return _AFTER_PAYING if _PAID.search(folded_text(text)) else None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFactor(KnowledgeEntry):
    """What true customer service always fulfils. `flags` are the ids of the red flags that speak against it."""

    name: str
    question: str
    advice: str
    flags: tuple[str, ...] = ()


class Trust(StrEnum):
    """How true customer service stands with one factor."""

    MET = "fulfilled"
    FAILED = "not fulfilled"
    OPEN = "to be checked by you"


def judge_service(
    factors: Iterable[ServiceFactor], found: Iterable[Flagged], answers: Mapping[str, bool]
) -> tuple[tuple[ServiceFactor, Trust], ...]:
    """Each factor by the user's answers (factor id → whether it is so) and what was found: a flag outweighs a yes."""
    raised = {flagged.flag.id for flagged in found}
    return tuple((factor, _trust(factor, raised, answers.get(factor.id))) for factor in factors)


def _trust(factor: ServiceFactor, raised: set[str], answer: bool | None) -> Trust:
    if answer is False or raised.intersection(factor.flags):
        return Trust.FAILED
    return Trust.MET if answer else Trust.OPEN
