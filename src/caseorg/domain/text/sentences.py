"""Chinese prose by its marks: sentences and clauses, what is quoted from others, what is denied."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from caseorg.domain.patterns import regex

_SENTENCE = regex(r"[^。！!？?；;\n]*(?:[。！!？?；;]+[”」』’）)]*|\n|$)")
_JOINING, _ENDING = "，,；;：:", "。！!？?\n"
_CLAUSE_END = _JOINING + _ENDING
_PAIRS = regex(r"“[^“”]*”|「[^「」]*」|『[^『』]*』|‘[^‘’\n]*’|《[^《》\n]*》|\"[^\"\n]*\"")
# 我对客服说… is one's own speech.
_SPEAKER = (
    "(?<![对跟向和给同与骂])(?:客服|商家|卖家|店家|店主|老板|掌柜|号主|群主|主播|对方|平台|机器人|系统|页面|骗子|人家|那人|他们|她们|他|她)"
    "(?:(?![不未没无拒])[^，,。；;！!？?\n：:]){0,12}?"
)
_SAYING = (
    "(?:回复|答复|回答|表示|告知|告诉|声称|宣称|(?<![名职])称(?!呼)|说(?![明法])|提示|写道|承诺|答应"
    "|威胁|恐吓|吓唬|扬言|骂|留言|回(?=[我：:“]))(?:道|过|我|本人)?"
)
_SPEECH = regex(f"{_SPEAKER}(?:{_SAYING}|(?=[：:]))")
# …，还说找人上门: whoever spoke before goes on speaking.
_GOES_ON = regex(
    "(?<=[，,；;])(?:还|又|并|接着|然后|甚至|后来|最后)*(?:说(?![明法])|威胁|恐吓|扬言|骂|称(?!呼)|表示)(?:要|我)?"
)
_ASKED = regex("请|要求|希望|督促|敦促")
_OWN_WORDS = regex(
    "[，,](?=但|却|可是|不过|然而|而(?!且)|至今|我(?!们)|本人|之后|此后|后来|随后|结果|现在|目前)|[。！!？?；;\n]"
)
_DENIAL = regex(
    "不是|并非|并不|并没|并未|而非|没有|没说|未称|未曾|不曾|从未|从不|绝不|不会|不必|不用|无需|无须|不需要|不想|不打算|不愿"
    "|不认为|不属于|不等于|无意|避免"
)
_RHETORIC = regex("难道|岂|是不是|[还可]不是|不是.*(?:吗|么|嘛|是什么)")
FARTHEST = 300  # characters that are looked at around a word, whatever a text without marks may hold
_DENIAL_REACHES = 10  # characters between the denial and what is denied


class Span(NamedTuple):
    """Offsets in code points, as Python counts them."""

    start: int
    end: int

    def holds(self, start: int, end: int) -> bool:
        """Whether the stretch lies within."""
        return self.start <= start and end <= self.end


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences with their marks, without gaps; a line end ends one too."""
    return tuple(Span(*match.span()) for match in _SENTENCE.finditer(text) if match.end() > match.start())


def span_at(spans: tuple[Span, ...], position: int) -> Span:
    """The one of the adjoining spans that holds the position."""
    return spans[bisect_right(spans, position, key=lambda span: span.start) - 1]


def clause_at(text: str, start: int, end: int) -> Span:
    """From mark to mark around a stretch; `、` is no mark here, for a denial goes on over a list."""
    first, last = max(0, start - FARTHEST), min(len(text), end + FARTHEST)
    while start > first and text[start - 1] not in _CLAUSE_END:
        start -= 1
    while end < last and text[end] not in _CLAUSE_END:
        end += 1
    return Span(start, end)


def without_clause(text: str, start: int, end: int) -> str:
    """The text without the clause around a stretch, and without the mark that joined it; empty where it is all."""
    clause = clause_at(text, start, end)
    before, after = text[: clause.start].rstrip(), text[clause.end :].lstrip()
    if not before or before[-1] not in _JOINING:
        after = after.lstrip(_JOINING + _ENDING).lstrip()
    return (before.rstrip(_JOINING) + after).strip()


def phrase(text: str, start: int, end: int) -> str:
    """The clauses around a stretch, to be quoted: whole, in one line, and without half a pair of quotation marks."""
    clause = " ".join(text[slice(*clause_at(text, start, end))].split())
    halves = "".join(pair for pair in ("“”", "「」", "『』", "‘’", "《》", "（）", "()") if not _paired(clause, pair))
    return clause.translate(dict.fromkeys(map(ord, halves))).rstrip("。…")


def _paired(text: str, pair: str) -> bool:
    """Whether every mark of the pair has its other half."""
    rest = re.sub(f"[{re.escape(pair[0])}][^{re.escape(pair)}]*[{re.escape(pair[1])}]", "", text)
    return not set(rest) & set(pair)


def quotations(text: str) -> tuple[Span, ...]:
    """What stands in quotation marks or in the title of a law, and what the other side is told to have said."""
    marked = (Span(*match.span()) for match in _PAIRS.finditer(text))
    return (*marked, *_told(text))


def _told(text: str) -> Iterator[Span]:
    """`客服说马上处理` up to the end of the clause; after a colon, until the writer's own words come again."""
    for match in _SPEECH.finditer(text):
        clause = clause_at(text, match.start(), match.end())
        if _ASKED.search(text, clause.start, match.start()):
            continue
        follows = text[match.end() : match.end() + 1]
        if follows in ("：", ":"):
            own = _OWN_WORDS.search(text, match.end())
            yield Span(match.end(), own.start() if own else len(text))
        elif follows in ("，", ","):
            yield Span(match.end(), clause_at(text, match.end() + 1, match.end() + 1).end)
        else:
            yield Span(match.end(), clause.end)
            yield from _going_on(text, clause.end)


def _going_on(text: str, end: int) -> Iterator[Span]:
    while match := _GOES_ON.match(text, end + 1):
        end = clause_at(text, match.start(), match.end()).end
        yield Span(match.end(), end)


def denied(text: str, start: int, end: int) -> bool:
    """Whether the writer says in the same clause that it is not so; `这不是坑人吗` says that it is."""
    clause = clause_at(text, start, end)
    if _RHETORIC.search(text, clause.start, clause.end):
        return False
    return any(start - match.end() <= _DENIAL_REACHES for match in _DENIAL.finditer(text, clause.start, start))
