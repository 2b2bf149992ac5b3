"""Chats over several pictures: each bubble once, with when it was said, however many pictures show it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import SequenceMatcher
from itertools import takewhile

from caseorg.domain.case import CaseFile, Side
from caseorg.domain.moments import Moment, Precision, TimeSource
from caseorg.domain.reading.passage import plain
from caseorg.domain.reading.proposal import ProposalKind, Quote
from caseorg.domain.reading.sayings import bare, is_doubtful, same
from caseorg.domain.reading.shown import Shown
from caseorg.domain.reading.speech import Said, named_side
from caseorg.domain.reading.stamps import names_day, resolve
from caseorg.domain.reading.words import GroupName, PageField, ReadingWords

_ALIKE = 0.85  # of two readings of one bubble
_SHORTEST = 4  # characters by which a bubble is known again without its time
_CUT, _FEWEST = 6, 2
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A bubble with its time; `at` is None where nothing tells it. `edge` says that the picture may cut it."""

    shown: Shown
    side: Side
    text: str
    at: Moment | None
    quotes: tuple[Quote, ...]
    doubtful: bool = False
    stamped: bool = False
    dayless: bool = False
    edge: bool = False


Places = Mapping[tuple[Side, str], Sequence[tuple[Sequence[Spoken], int]]]


def spoken(case: CaseFile, pages: Sequence[Shown], words: ReadingWords) -> tuple[Spoken, ...]:
    """What was said on all pages, each bubble once."""
    talks = [_in_order(tuple(_of_page(case, shown, words))) for shown in pages if shown.meaning.said]
    places = _places(talks)
    talks = [_carried(talk, places) for talk in talks]
    found: list[Spoken] = []
    days: dict[tuple[Side, date | None], list[int]] = {}
    for line in (line for talk in talks for line in talk):
        same_day = days.setdefault((line.side, line.at.local.date() if line.at else None), [])
        place = next((place for place in same_day if _is_same(found[place], line)), None)
        if place is None:
            same_day.append(len(found))
            found.append(line)
        else:
            found[place] = _together(found[place], line)
    return tuple(line if line.at else _without_time(line) for line in found)


def _of_page(case: CaseFile, shown: Shown, words: ReadingWords) -> Iterator[Spoken]:
    other = _other_side(case, shown, words)
    speech = shown.meaning.said
    for place, one in enumerate(speech):
        at = _when(one, shown)
        yield Spoken(
            shown=shown,
            side=one.side or named_side(one.name, words) or other,
            text=one.text.strip(),
            at=at,
            quotes=(shown.quote(one.where),),
            doubtful=is_doubtful(one.where.score)
            or not one.clear
            or bool(at and at.source is TimeSource.RESOLVED and not shown.sure),
            stamped=bool(one.stamp),
            dayless=bool(one.stamp) and not names_day(one.stamp),
            edge=place in (0, len(speech) - 1),
        )


def _in_order(talk: Sequence[Spoken]) -> tuple[Spoken, ...]:
    """A clock without a day is of the day before, where it is later than what stands below it."""
    ordered: list[Spoken] = []
    later: Moment | None = None
    for line in reversed(talk):
        if line.at and later and line.at.source is TimeSource.RESOLVED and line.at.at > later.at and line.dayless:
            days = -((later.at - line.at.at) // _DAY)
            line = replace(line, at=replace(line.at, at=line.at.at - days * _DAY))
        later = line.at or later
        ordered.append(line)
    return tuple(reversed(ordered))


def _when(bubble: Said, shown: Shown) -> Moment | None:
    above = resolve(bubble.day, shown.taken) if bubble.day else None
    return resolve(bubble.stamp, shown.taken, above.local.date() if above else None) if bubble.stamp else None


def _other_side(case: CaseFile, shown: Shown, words: ReadingWords) -> Side:
    """Who talks in a chat, by its title: customer service of the platform, or else the shop."""
    title = shown.meaning.title
    if shown.meaning.single(PageField.SHOP) or (case.merchant.name and bare(title) in bare(case.merchant.name)):
        return Side.MERCHANT
    return named_side(title, words) or Side.MERCHANT


def _places(talks: Iterable[Sequence[Spoken]]) -> Places:
    """Where each bubble whose time is known stands: the talk and its place in it."""
    found: dict[tuple[Side, str], list[tuple[Sequence[Spoken], int]]] = {}
    for talk in talks:
        for place, line in enumerate(talk):
            if line.stamped:
                found.setdefault((line.side, bare(line.text)), []).append((talk, place))
    return found


def _carried(talk: Sequence[Spoken], places: Places) -> tuple[Spoken, ...]:
    """What stands above the first time on a picture is of the time that the same bubbles have on another picture. The
    first one may be cut, so that the second is looked for."""
    head = next((place for place, shared_line in enumerate(talk) if shared_line.stamped), len(talk))
    shared = [
        (*_shared(talk[skipped:], other, start), other[start])
        for skipped in range(min(head, 2))
        for other, start in places.get((talk[skipped].side, bare(talk[skipped].text)), ())
    ]
    sure = [shared_line for shared_line in shared if shared_line[0] or shared_line[1] >= _FEWEST]
    if not sure:
        return tuple(talk)
    timed = max(sure, key=lambda shared_line: shared_line[:2])[2]
    return tuple(
        replace(shared_line, at=timed.at, stamped=True, doubtful=shared_line.doubtful or timed.doubtful)
        if place < head
        else shared_line
        for place, shared_line in enumerate(talk)
    )


def _shared(talk: Sequence[Spoken], other: Sequence[Spoken], start: int) -> tuple[bool, int]:
    """Whether the other picture ends with what both show from there on, and how many bubbles that are."""
    pairs = zip(talk, other[start:], strict=False)
    count = sum(1 for _ in takewhile(lambda pair: _same_words(*pair), pairs))
    return bool(count) and start + count == len(other), count


def _same_words(one: Spoken, other: Spoken) -> bool:
    mine, theirs = bare(one.text), bare(other.text)
    if one.side is not other.side or len(mine) < _SHORTEST or one.shown.meaning.title != other.shown.meaning.title:
        return False
    return mine == theirs or (len(mine) >= _CUT and one.edge and (theirs.endswith(mine) or theirs.startswith(mine)))


def _is_same(known: Spoken, line: Spoken) -> bool:
    """The same words at the same time; two pictures of one bubble need not be read quite alike, or show all of it."""
    if known.side is not line.side or bool(known.at) is not bool(line.at):
        return False
    if known.at and line.at and not same(ProposalKind.EVENT, known.at, line.at):
        return False
    mine, theirs = bare(known.text), bare(line.text)
    if mine == theirs:
        return True
    if known.shown is line.shown or min(len(mine), len(theirs)) < _CUT:
        return False
    cut = (known.edge or line.edge) and (
        mine.startswith(theirs) or theirs.startswith(mine) or _ends_alike(mine, theirs)
    )
    return cut or SequenceMatcher(None, mine, theirs).ratio() >= _ALIKE


def _ends_alike(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one)


def _together(one: Spoken, other: Spoken) -> Spoken:
    """One bubble on two pictures; the longer text is the whole one."""
    whole = one if len(one.text) >= len(other.text) else replace(other, quotes=one.quotes)
    quotes = tuple(dict.fromkeys((*one.quotes, *other.quotes)))
    return replace(whole, quotes=quotes, doubtful=one.doubtful and other.doubtful)


def _without_time(line: Spoken) -> Spoken:
    """On the day of the first time below it, or of the picture, at the latest."""
    below = (_when(bubble, line.shown) for bubble in line.shown.meaning.said if bubble.stamp)
    latest = next((at for at in below if at), line.shown.taken)
    if latest is None:
        return line
    day = latest.local.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(latest.at.tzinfo)
    return replace(line, at=Moment(day, Precision.DAY, TimeSource.RESOLVED), doubtful=True)


def worth_telling(found: Iterable[Spoken], words: ReadingWords) -> tuple[Spoken, ...]:
    """Without greetings and thanks, what is hardly a word, and what the app itself says but of a fault or a refusal."""
    small, telling = words.group(GroupName.SMALL_TALK), (words.group(GroupName.FAULTS), words.group(GroupName.REFUSALS))
    return tuple(
        line
        for line in found
        if len(bare(line.text)) > 2
        and not small.fullmatch(plain(line.text).strip())
        and (line.side is not Side.SYSTEM or any(pattern.search(plain(line.text)) for pattern in telling))
    )
