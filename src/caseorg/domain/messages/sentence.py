"""A sentence of a narrative, and how sentences are put in a row: times are said as shortly as the one before allows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from caseorg.domain.case import EventId
from caseorg.domain.moments import Moment, Precision

_STOPS = ("。", "！", "？", "!", "?", "…", "；", ";", ".", "．")
_TIMED = (Precision.MINUTE, Precision.SECOND)


@dataclass(frozen=True, slots=True)
class Sentence:
    """`weight` tells how soon it is left out where room is short (from 70 on: never). Sentences of one `group` stand in
    one paragraph; those of one event are joined by a comma. `proofs` are numbers of evidence, `details` go into
    brackets before them."""

    text: str
    weight: int
    group: str = ""
    at: Moment | None = None
    proofs: tuple[int, ...] = ()
    details: tuple[str, ...] = ()
    event: EventId | None = None

    @property
    def bracket(self) -> str:
        """`（编号T1；证据1、2）`, or nothing."""
        labels = f"证据{'、'.join(map(str, self.proofs))}" if self.proofs else ""
        details = "；".join(filter(None, (*self.details, labels)))
        return f"（{details}）" if details else ""

    @property
    def whole(self) -> str:
        """By itself, with its full time."""
        return "".join(paragraphs((self,)))


def paragraphs(sentences: Iterable[Sentence]) -> tuple[str, ...]:
    """The sentences in their order, a line for each group in a row; what one event tells stays in one sentence."""
    found: list[str] = []
    before: Sentence | None = None
    stated: Moment | None = None
    for sentence in sentences:
        joined = before is not None and before.event is not None and before.event == sentence.event
        same = before is not None and before.group == sentence.group
        if joined and before and not before.text.endswith(_STOPS):
            found[-1] = _opened(found[-1], before.bracket if before.bracket == sentence.bracket else "")
            found[-1] += f"，{_body(sentence, None)}"
        elif same:
            found[-1] += _body(sentence, _short_time(sentence.at, stated))
        else:
            found.append(_body(sentence, _short_time(sentence.at, stated)))
        before, stated = sentence, sentence.at or stated
    return tuple(found)


def _opened(line: str, bracket: str) -> str:
    """The line without the stop at its end, and without the bracket that the next part of the event repeats."""
    line = line.removesuffix("。")
    return line.removesuffix(bracket) if bracket else line


def _body(sentence: Sentence, when: str | None) -> str:
    bracket = sentence.bracket
    stop = "" if not bracket and sentence.text.endswith(_STOPS) else "。"
    text = sentence.text.rstrip("。") if bracket else sentence.text
    return f"{when + '，' if when else ''}{text}{bracket}{stop}"


def _short_time(moment: Moment | None, before: Moment | None) -> str:
    """`2026年11月12日14:20`, after one of the same year `11月13日9:10`, of the same day `14:41`. What is not certain
    keeps its words, and lends nobody its day."""
    if moment is None:
        return ""
    local, last = moment.local, before.local if before else None
    year = "" if last and last.year == local.year else f"{local.year}年"
    if moment.said:
        return "" if before and before.said == moment.said else f"{year}{moment.said.removeprefix(f'{local.year}年')}"
    if moment.precision is Precision.MONTH:
        return f"{year}{local.month}月"
    clock = f"{local.hour}:{local.minute:02}" if moment.precision in _TIMED else ""
    if last and last.date() == local.date() and before and not _is_open(before):
        return clock if clock != _clock(last, before) else ""
    return f"{year}{local.month}月{local.day}日{clock}"


def _is_open(moment: Moment) -> bool:
    """The day is not known."""
    return bool(moment.said) or moment.precision is Precision.MONTH


def _clock(local: datetime, moment: Moment) -> str:
    return f"{local.hour}:{local.minute:02}" if moment.precision in _TIMED else ""


def says_again(text: str, others: Sequence[str]) -> bool:
    """Whether one of the others says the same, in as many or more words."""
    plain = _plain(text)
    return any(plain and plain in _plain(other) for other in others)


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text))
