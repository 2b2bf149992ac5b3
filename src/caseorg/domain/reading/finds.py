"""Values on a page: what stands behind its label or below it, and what tells by its form what it is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from caseorg.domain.moments import Moment
from caseorg.domain.patterns import regex
from caseorg.domain.reading.passage import Passage, height, joined, middle, passage, row_passage, rows
from caseorg.domain.reading.reading import Box, Line, PageReading
from caseorg.domain.reading.values import (
    AMOUNT,
    CODE,
    NUMBER,
    PHONE,
    TIME,
    amount_of,
    is_number,
    is_sum,
    tail_of,
    time_of,
)
from caseorg.domain.reading.words import AMOUNTS, NUMBERS, TIMES, GroupName, Label, NumberForm, PageField, ReadingWords

_LONGEST_NUMBER = 32
_CUT_OFF = ("0", "00")  # what would make it whole: a last figure that stands on the next line may not be read
_REST_OF_NUMBER = regex(r"[0-9A-Za-z-]{1,24}")
_EDGES = " :>›〉》<|·，,。"
_SAME_LEFT = 0.03  # of the page's width
_AT_RIGHT, _VALUES = 0.8, 0.25  # of the page's width: where values end that stand at the right, and where they begin
_NUMBER_GAP, _TEXT_GAP = 0.8, 0.45  # of a line's height between a value and its next line
_FAR_DOWN = 1.6  # of a line's height from a label to a value below it
_FULL_LINE = 0.6  # of the page's width: before it nothing has to wrap


@dataclass(frozen=True, slots=True)
class Find:
    """A value with its place. `app` is whose form it has, where its form tells; `cut` says that it lacks its end."""

    field: PageField
    value: str | Decimal | Moment
    where: Passage
    label: str = ""
    app: str = ""
    rank: int = 0
    cut: bool = False


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A label in a row, and the text behind it up to the next label."""

    row: int
    label: Label
    word: str
    box: Box
    rest: Passage


def find_values(page: PageReading, words: ReadingWords) -> tuple[Find, ...]:
    """All values in the order of the page; the same number is told once."""
    table = rows(page)
    found = [find for labelled in _labels(table, words) if (find := _value(labelled, table, page, words))]
    taken = {find.value for find in found}
    found += [find for find in _by_form(table, page, words) if find.value not in taken]
    return tuple(sorted(found, key=lambda find: (find.where.box.top, find.where.box.left)))


def _labels(table: Sequence[Sequence[Line]], words: ReadingWords) -> Iterator[_Labelled]:
    for number, row in enumerate(table):
        whole = row_passage(row)
        found = [match for match in words.label.finditer(whole.text) if _is_label(whole.text, match, words)]
        for match, following in zip(found, [*found, None][1:], strict=True):
            word = match["label"].replace(" ", "")
            end = following.start() if following else len(whole.text)
            box = whole.part(match.start("label"), match.end("label")).box
            yield _Labelled(number, words.by_label[word], word, box, _bare(whole.part(match.end(), end), words))


def _is_label(text: str, match: re.Match[str], words: ReadingWords) -> bool:
    """At the beginning of a cell, and with a mark behind it; figures may stand at either side without one, and 实付
    behind other words."""
    label = words.by_label[match["label"].replace(" ", "")]
    before, field = text[match.start() - 1 : match.start()], label.field
    paid = field is PageField.PAID and not label.rank
    if before and before not in " >|" and not before.isdecimal() and not paid:
        return False
    if match["mark"] is not None:
        return True
    return field in (*NUMBERS, *AMOUNTS, *TIMES) and bool(re.match(r"[-+]?[¥]?\d", text[match.end() :]))


def _bare(value: Passage, words: ReadingWords) -> Passage:
    """Without buttons such as 复制 around it."""
    value = _trimmed(value)
    while match := re.search(rf"(?:^| )(?:{words.group(GroupName.BUTTONS).pattern})[>›〉》 ]*$", value.text):
        value = _trimmed(value.part(0, match.start()))
    if glued := re.search(r"(?<=[0-9A-Za-z])(?:复制)[>›〉》 ]*$", value.text):
        value = _trimmed(value.part(0, glued.start()))
    return value


def _trimmed(value: Passage) -> Passage:
    start, end = 0, len(value.text)
    while start < end and value.text[start] in _EDGES:
        start += 1
    while end > start and value.text[end - 1] in _EDGES:
        end -= 1
    return value.part(start, end)


def _value(labelled: _Labelled, table: Sequence[Sequence[Line]], page: PageReading, words: ReadingWords) -> Find | None:
    """What the label names, beside it or else below."""
    rest = labelled.rest if labelled.rest.text else _near(labelled, table, page, words)
    if not rest.text:
        return None
    field = labelled.label.field
    if field in NUMBERS:
        return _number(labelled, _wrapped(rest, labelled.row, table, page, words, number=True), words)
    if field in AMOUNTS:
        return _amount(labelled, rest)
    if field in TIMES:
        match = TIME.search(rest.text)
        moment = time_of(match) if match else None
        return _find(labelled, moment, rest.part(*match.span())) if match and moment else None
    if field is PageField.CARD_CODE:
        return _code(labelled, rest)
    whole = _bare(_wrapped(rest, labelled.row, table, page, words, number=False), words)
    return _find(labelled, whole.text, whole) if whole.text else None


def _code(labelled: _Labelled, rest: Passage) -> Find | None:
    """Its end alone: what is as good as money goes nowhere from here."""
    for match in CODE.finditer(rest.text):
        if tail := tail_of(match[0]):
            return _find(labelled, tail, rest.part(match.end() - len(tail), match.end()))
    return None


def _find(labelled: _Labelled, value: str | Decimal | Moment, where: Passage) -> Find:
    return Find(labelled.label.field, value, where, labelled.word, rank=labelled.label.rank)


def _near(labelled: _Labelled, table: Sequence[Sequence[Line]], page: PageReading, words: ReadingWords) -> Passage:
    """What stands to the right but not quite beside it, as where a value goes over two lines; else what is below."""
    nothing = Passage("", (), ())
    reach = 1.2 * height(labelled.box)
    beside = [
        line
        for number, row in enumerate(table)
        if abs(number - labelled.row) <= 2 and number != labelled.row and not _has_label(row, words)
        for line in row
        if line.box.left >= labelled.box.right and abs(middle(line.box) - middle(labelled.box)) <= reach
    ]
    if beside:
        return _bare(joined(passage(line) for line in sorted(beside, key=lambda line: line.box.top)), words)
    if labelled.label.field not in (*NUMBERS, *AMOUNTS, *TIMES) or labelled.row + 1 >= len(table):
        return nothing
    below = table[labelled.row + 1]
    if _has_label(below, words) or below[0].box.top - labelled.box.bottom > _FAR_DOWN * height(labelled.box):
        return nothing
    alone = len(table[labelled.row]) == 1
    under = [line for line in below if alone or _overlaps(line.box, labelled.box)]
    return _bare(row_passage(under), words) if under else nothing


def _overlaps(one: Box, other: Box) -> bool:
    return min(one.right, other.right) > max(one.left, other.left)


def _has_label(row: Sequence[Line], words: ReadingWords) -> bool:
    whole = row_passage(row)
    return any(_is_label(whole.text, match, words) for match in words.label.finditer(whole.text))


def _wrapped(
    value: Passage,
    row: int,
    table: Sequence[Sequence[Line]],
    page: PageReading,
    words: ReadingWords,
    *,
    number: bool,
) -> Passage:
    """The value with its next lines, which begin where it does."""
    whole = value
    for following in table[row + 1 : row + 4]:
        last = whole.boxes[-1]
        if last.right < _FULL_LINE * page.width and not (number and last.right > 0.5 * page.width):
            break
        if number and any(pattern.fullmatch(whole.text) for _, pattern in words.forms):
            break
        line = next((line for line in following if _is_below(line.box, whole, page)), None)
        gap = (_NUMBER_GAP if number else _TEXT_GAP) * height(last)
        if line is None or line.box.top - last.bottom > gap or _has_label(following, words):
            break
        if line.box.top <= last.top or (number and not _is_rest(whole.text, line.text)):
            break
        whole = joined((whole, passage(line)))
    return whole


def _is_below(box: Box, value: Passage, page: PageReading) -> bool:
    """Whether it begins where the value does, or ends where it does beside the right edge."""
    first, last = value.boxes[0], value.boxes[-1]
    reach = _SAME_LEFT * page.width
    at_right = last.right > _AT_RIGHT * page.width and first.left > _VALUES * page.width
    return abs(box.left - first.left) < reach or (at_right and abs(box.right - last.right) < reach)


def _is_rest(before: str, text: str) -> bool:
    """Whether the next line is the rest of a number."""
    rest = text.strip()
    return (
        bool(before[-1:].isalnum() and _REST_OF_NUMBER.fullmatch(rest) and any(mark.isdecimal() for mark in rest))
        and len(before) + len(rest) <= _LONGEST_NUMBER
    )


def _number(labelled: _Labelled, value: Passage, words: ReadingWords) -> Find | None:
    """What a bill calls 订单号 is the number of the payment where it has its form."""
    for match in NUMBER.finditer(value.text):
        text = match[0].replace(" ", "")
        if is_number(text):
            form = _form(text, words)
            whole = (_form(text + end, words) for end in _CUT_OFF if form is None)
            cut = next((shape for shape in whole if shape), None)
            known = form or cut
            found = _find(labelled, text, value.part(*match.span()))
            field = known.field if known and found.field is PageField.ORDER_NUMBER else found.field
            return replace(found, field=field, app=known.app if known else "", cut=cut is not None)
    return None


def _form(number: str, words: ReadingWords) -> NumberForm | None:
    return next((form for form, pattern in words.forms if pattern.fullmatch(number)), None)


def _amount(labelled: _Labelled, value: Passage) -> Find | None:
    """The first sum; a figure that nothing calls money counts where it is all there is."""
    matches = [match for match in AMOUNT.finditer(value.text) if is_sum(match) or match[0].strip() == value.text]
    for match in sorted(matches, key=lambda match: not match["yen"]):
        if (amount := amount_of(match)) is not None:
            return _find(labelled, amount, value.part(*match.span()))
    return None


def _by_form(table: Sequence[Sequence[Line]], page: PageReading, words: ReadingWords) -> Iterator[Find]:
    """Numbers that need no label, with their last figures where those stand on the next line."""
    for number, row in enumerate(table):
        for line in row:
            cell = passage(line)
            yield from _formed(cell, words)
            tail = re.search(r"(?<![0-9A-Za-z-])[0-9]{6}[0-9-]{6,}$", cell.text)
            if tail and not any(pattern.search(cell.text) for _, pattern in words.forms):
                whole = _wrapped(cell.part(*tail.span()), number, table, page, words, number=True)
                yield from _formed(whole, words) if len(whole.lines) > 1 else ()


def _formed(where: Passage, words: ReadingWords) -> Iterator[Find]:
    for form, pattern in words.forms:
        for match in pattern.finditer(where.text):
            if not PHONE.fullmatch(match[0]):
                yield Find(form.field, match[0], where.part(*match.span()), app=form.app)
