"""Vague or heated wording, and a better sentence from the case's own facts."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import pairwise
from typing import Protocol

from caseorg.domain.known import KnowledgeEntry
from caseorg.domain.messages.templates import slots
from caseorg.domain.patterns import regex
from caseorg.domain.remark import Remark, remark
from caseorg.domain.screening import FindWays, RuleScreen, by_patterns, find_ways_to_match
from caseorg.domain.text.placeholders import BLANKS, blanks, is_placeholder
from caseorg.domain.text.sentences import Span, denied, quotations, sentences, span_at

LONGEST_SENTENCE = 60
_SHOUTING = regex("[!！?？‼⁉]{2,}|‼|⁉")
_WORDS = regex(r"[A-Za-z0-9][A-Za-z0-9.,:_-]*|[^\W_]")
_DATE = regex(r"\d{1,2}\s*月\s*\d{1,2}\s*[日号]|(?<!\d)20\d\d\s*[-/.年]\s*\d{1,2}(?!\d)|(?<![\d:])\d{1,2}[:：]\d{2}")
_AMOUNT = regex(r"[¥￥]\s*\d|\d\s*元")
_ORDER = regex(r"(?:订单|交易|工单)(?:编?号)?[\s:：是为]{0,3}[A-Za-z0-9*-]{5,}|(?<!\d)\d{6}-\d{15,18}|(?<!\d)\d{12,}")
_ASKING = regex("要求|请求|诉求|希望|申请|请(?![求问假])")
_MONEY_BACK = regex("退款|退还|退回|退费|赔偿|补偿|赔付")
_ACTION = regex(f"{_MONEY_BACK.pattern}|补发|重发|重新发|更换|换货|答复|回复|解决|处理|履行|到账")
_SUM = regex(rf"{_AMOUNT.pattern}|全额|全部|[一二两三四五六七八九十百千万]+元")
_DEADLINE = regex(
    r"[\d一二两三四五六七八九十]+\s*个?(?:小时|分钟|天|日|工作日)(?:之|以)?内|\d\s*[日号时点分]?\s*(?:之|以)?前|[今明后]天"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingRule(KnowledgeEntry):
    """`patterns` are regular expressions; where one of `unless` matches the same sentence, the words are concrete
    enough. `better` is a sentence with slots of the message, the first that can be filled counts. `held_as` names the
    rule of the guard that holds what says so; empty for what is only better said otherwise."""

    patterns: tuple[str, ...]
    why: str
    better: tuple[str, ...]
    unless: tuple[str, ...] = ()
    held_as: str = ""


@dataclass(frozen=True, slots=True)
class WordingFinding:
    """Words that could be put better. `rule` is the rule's id or the fault's name; `better` may be empty.

    `start` and `end` are the same where something is missing from the text as a whole.
    """

    start: int
    end: int
    rule: str
    why: str | Remark
    better: str = ""


class Located(Protocol):
    """Such as a citation."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def find_wording(
    text: str, rules: Iterable[WordingRule] | RuleScreen[WordingRule], values: Mapping[str, str]
) -> tuple[WordingFinding, ...]:
    """The phrases that are the writer's own: not what is quoted or denied. Of overlapping ones the longest counts.

    `values` are the message's, by the names of its slots.
    """
    known = rules if isinstance(rules, RuleScreen) else wording_screen(rules)
    return tuple(
        WordingFinding(*span, rule.id, rule.why, _better(rule, values, known)) for span, rule in _places(text, known)
    )


@lru_cache(maxsize=20_000)
def _places(text: str, rules: RuleScreen[WordingRule]) -> tuple[tuple[Span, WordingRule], ...]:
    """Where the text would read better: asked of each event after every change of a case."""
    matches = sorted(_matches(text, rules), key=lambda match: (match[0].start - match[0].end, match[0].start))
    kept: list[tuple[Span, WordingRule]] = []
    for span, rule in matches:
        if all(span.end <= other.start or other.end <= span.start for other, _ in kept):
            kept.append((span, rule))
    return tuple(sorted(kept, key=lambda found_rule: found_rule[0]))


def wording_screen(rules: Iterable[WordingRule]) -> RuleScreen[WordingRule]:
    """For whoever looks at many texts by the same rules."""
    return _screen(tuple(rules))


@lru_cache(maxsize=8)
def _screen(rules: tuple[WordingRule, ...]) -> RuleScreen[WordingRule]:
    """Of the same rules the same one: what was found in a text is kept by it."""
    return by_patterns(rules, lambda rule: rule.patterns)


def fault_screen(rules: Iterable[WordingRule], find_ways: FindWays = find_ways_to_match) -> RuleScreen[str]:
    """Whatever of a text is found here, or of its citations, has words of one of these patterns, unless it
    `may_be_too_long`: most texts have none."""
    by_rules = (pattern for rule in rules for pattern in rule.patterns)
    patterns = (*by_rules, _SHOUTING.pattern, BLANKS.pattern, "《|GB|条")
    return by_patterns(patterns, lambda pattern: (pattern,), find_ways)


def may_be_too_long(text: str) -> bool:
    """Whether one of its sentences may be."""
    return len(text) > LONGEST_SENTENCE


def _matches(text: str, rules: RuleScreen[WordingRule]) -> Iterator[tuple[Span, WordingRule]]:
    found = [
        (rule, match)
        for rule in rules.fitting(text)
        for pattern in rule.patterns
        for match in _compiled(pattern).finditer(text)
    ]
    quoted = quotations(text) if found else ()
    parts = sentences(text) if found else ()
    for rule, match in found:
        start, end = match.span()
        if start == end or any(quotation.holds(start, end) for quotation in quoted) or denied(text, start, end):
            continue
        sentence = text[slice(*span_at(parts, start))]
        if not any(_compiled(pattern).search(sentence) for pattern in rule.unless):
            yield Span(start, end), rule


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _better(rule: WordingRule, values: Mapping[str, str], rules: RuleScreen[WordingRule]) -> str:
    """The first sentence that the case can fill and that is sound itself: the words of a case may hold what is found
    here, and a blank in them says nothing."""
    for template in rule.better:
        given = {name: values.get(name, "") for name in slots(template)}
        if any(is_placeholder(value) for value in given.values()):
            continue
        sentence = re.sub(r"\{(\w+)\}", partial(_filled, given), template)
        if not _SHOUTING.search(sentence) and not any(_matches(sentence, rules)):
            return sentence
    return ""


def _filled(given: Mapping[str, str], match: re.Match[str]) -> str:
    return given[match[1]]


def find_faults(text: str, unknown_citations: Iterable[Located] = ()) -> tuple[WordingFinding, ...]:
    """What is wrong with the build of a text. Those of one kind do not overlap; a sentence that is too long may
    hold others. Those of the text as a whole come first.

    `unknown_citations` is what `statute.unknown_citations` found in this text.
    """
    if not text.strip():
        return ()
    return (*_lacking(text), *_in_order([*_faults(text, unknown_citations), *_demand_gaps(text)]))


def find_faults_of_any_text(text: str, unknown_citations: Iterable[Located] = ()) -> tuple[WordingFinding, ...]:
    """Those that are faults in a part of a message too, such as an event."""
    return _in_order(_faults(text, unknown_citations)) if text.strip() else ()


def _faults(text: str, unknown_citations: Iterable[Located]) -> tuple[WordingFinding, ...]:
    return (*_own_faults(text), *_citations(text, unknown_citations))


@lru_cache(maxsize=20_000)
def _own_faults(text: str) -> tuple[WordingFinding, ...]:
    """Those that the text alone tells."""
    return (*_shouting(text), *_blanks(text), *_long_sentences(text))


def _in_order(findings: Iterable[WordingFinding]) -> tuple[WordingFinding, ...]:
    return tuple(sorted(findings, key=lambda finding: (finding.start, finding.end)))


def _shouting(text: str) -> Iterator[WordingFinding]:
    found = tuple(_SHOUTING.finditer(text))
    quoted = quotations(text) if found else ()
    for match in found:
        if not any(quotation.holds(*match.span()) for quotation in quoted):
            yield WordingFinding(
                *match.span(), "shouting", remark("One mark is enough; a calm text is read more willingly.")
            )


def _blanks(text: str) -> Iterator[WordingFinding]:
    for start, end in blanks(text):
        yield WordingFinding(
            start, end, "blank", remark("Fill in this blank before you send it; left so, it says nothing.")
        )


def _long_sentences(text: str) -> Iterator[WordingFinding]:
    for span in sentences(text) if may_be_too_long(text) else ():
        sentence = text[slice(*span)]
        count = len(_WORDS.findall(sentence))
        if count > LONGEST_SENTENCE:
            start = span.start + len(sentence) - len(sentence.lstrip())
            end = span.start + len(sentence.rstrip())
            why = remark(
                "This sentence has {count} characters. Make two of it: {limit} at most are read easily.",
                count=count,
                limit=LONGEST_SENTENCE,
            )
            yield WordingFinding(start, end, "long-sentence", why)


def _citations(text: str, unknown: Iterable[Located]) -> Iterator[WordingFinding]:
    for cited in unknown:
        why = remark(
            "“{citation}” is not among the articles that were checked. Look it up or leave it out.",
            citation=text[cited.start : cited.end],
        )
        yield WordingFinding(cited.start, cited.end, "unknown-citation", why)


def _lacking(text: str) -> Iterator[WordingFinding]:
    if not _DATE.search(text):
        yield WordingFinding(0, 0, "no-date", remark("No date is named. Say when it happened."))
    if not _AMOUNT.search(text):
        yield WordingFinding(0, 0, "no-amount", remark("No amount is named. Say how much was paid."))
    if not _ORDER.search(text):
        yield WordingFinding(0, 0, "no-order-number", remark("No order number is named. It helps to find the order."))


def _demand_gaps(text: str) -> Iterator[WordingFinding]:
    """The first sentence that asks is named where no sentence says by when, or how much. It need not be the same one:
    a demand may stand under a heading, and under one that says by when, as in a letter."""
    quoted = quotations(text)
    parts = sentences(text)

    def says(what: re.Pattern[str], span: Span) -> bool:
        return any(not any(hit.holds(*match.span()) for hit in quoted) for match in what.finditer(text, *span))

    demands = [span for span in parts if says(_ASKING, span) and says(_ACTION, span)]
    timed = any(says(_ACTION, span) and says(_DEADLINE, span) for span in parts)
    headed = any(
        text[slice(*head)].rstrip().endswith("：") and says(_DEADLINE, head) and says(_ACTION, span)
        for head, span in pairwise(parts)
    )
    if demands and not (timed or headed):
        yield _gap(text, demands[0], "no-deadline", remark("The demand has no deadline. Say by when."))
    money = [span for span in demands if says(_MONEY_BACK, span)]
    if money and not any(says(_MONEY_BACK, span) and says(_SUM, span) for span in parts):
        yield _gap(text, money[0], "no-sum", remark("The demand has no amount. Say how much."))


def _gap(text: str, sentence: Span, rule: str, why: Remark) -> WordingFinding:
    """At the word that asks."""
    asked = _ASKING.search(text, *sentence)
    assert asked
    return WordingFinding(*asked.span(), rule, why)
