"""Values that no label tells: the large sum of a bill, the name of a shop or of who was paid, goods, a state."""

import re
from collections.abc import Iterator, Sequence

from caseorg.domain.patterns import regex
from caseorg.domain.reading.finds import Find
from caseorg.domain.reading.passage import Passage, height, joined, passage, row_passage, rows
from caseorg.domain.reading.reading import Line, PageReading
from caseorg.domain.reading.screen import is_central, usual_height
from caseorg.domain.reading.values import AMOUNT, NUMBER, PHONE, SIGNED, TIME, amount_of, is_number, time_of
from caseorg.domain.reading.words import NUMBERS, GroupName, PageField, PageKind, ReadingWords

_TO = regex(r"(?:转账给|付款给|转给|收款(?:方|人)?)[: ]*(?P<name>[^\d ].{1,40})$")
_SUM_ALONE = regex(r"[-+]? ?¥? ?[\d,]{1,11}\.\d{2}(?: ?元)?")
_LARGE = 1.3  # of the usual height
_AMONG_GOODS = (0.2, 0.5)  # of the width: where the name of the goods begins, beside their picture
_TOGETHER = 0.6
_BELOW = 1.5  # of a line's height below the name of the goods: where its price may stand
_AS_TALL = 0.87  # of the name's largest line: what else belongs to it
_PRICED = regex(r"¥ ?[\d,]+(?:\.\d+)?|(?:数量 ?)?[xX×*] ?\d+|¥ ?[\d,]+(?:\.\d+)? ?[xX×*] ?\d+")
_LONGEST_STATE, _LONGEST_SHOP = 16, 24
_SHORTEST_SAID = 10
_WITH_A_TIME = (PageKind.PAYMENT, PageKind.REFUND, PageKind.ERROR, PageKind.STATUS, PageKind.OTHER)
_OF_PURCHASES = (PageKind.ORDER, PageKind.ORDERS, PageKind.REFUND, PageKind.GOODS)
_INTO_SHOP = regex(r"(?:进店|进入店铺|进店逛逛|去店铺)[ >›〉》]*")
_SHOP_END = regex(r" ?(?:[>›〉》,，、]|进店.*|进入店铺.*|自营)+$")


def find_unlabelled(body: PageReading, kind: PageKind, known: Sequence[Find], words: ReadingWords) -> tuple[Find, ...]:
    """What a page of this kind tells beside what its labels name."""
    fields = {find.field for find in known}
    found: list[Find] = []
    if kind is PageKind.PAYMENT:
        found += _paid(body, fields)
        found += _payee(body, found, fields, words)
    if kind in _OF_PURCHASES and PageField.SHOP not in fields:
        shops = list(_shops(body, words))
        found += shops if kind is PageKind.ORDERS else shops[:1]  # one shop alone is the page's
    if kind is PageKind.ORDER and PageField.PRODUCT not in fields:
        found += list(_product(body, found, words))[:1]
    if kind in _WITH_A_TIME and not fields.intersection((PageField.PAID_AT, PageField.ORDERED_AT)):
        found += _times(body, PageField.PAID_AT if kind is PageKind.PAYMENT else PageField.OTHER_TIME)
    if kind in (*_OF_PURCHASES, PageKind.PAYMENT) and PageField.STATE not in fields:
        found += list(_states(body, words))[:1]
    return tuple(found)


def _paid(body: PageReading, fields: set[PageField]) -> Iterator[Find]:
    """What a bill shows large, or with a sign; money that came in is a refund. Several are a list."""
    if PageField.PAID in fields or PageField.REFUNDED in fields:
        return
    signed = [(passage(line), match) for line in body.lines for match in SIGNED.finditer(passage(line).text)]
    usual = usual_height(body.lines)
    large = [
        line for line in body.lines if height(line.box) > _LARGE * usual and _SUM_ALONE.fullmatch(passage(line).text)
    ]
    if not signed and large:
        best = max(large, key=lambda line: height(line.box))
        signed = [(passage(best), match) for match in _SUM_ALONE.finditer(passage(best).text)]
    for where, match in signed:
        figures = AMOUNT.search(match[0])
        amount = amount_of(figures) if figures else None
        if amount is not None:
            single = len(signed) == 1
            field = (
                (PageField.REFUNDED if match[0].startswith("+") else PageField.PAID)
                if single
                else PageField.OTHER_AMOUNT
            )
            yield Find(field, amount, where.part(*match.span()))


def _payee(body: PageReading, found: Sequence[Find], fields: set[PageField], words: ReadingWords) -> Iterator[Find]:
    """The line in the middle above the large sum: a shop by its name, or else whoever was paid."""
    paid = next((find for find in found if find.field in (PageField.PAID, PageField.REFUNDED)), None)
    if paid is None:
        return
    behind = _behind(paid, body)
    if behind and PageField.PAYEE not in fields:
        yield Find(PageField.PAYEE, behind.text, behind)
        return
    top, high = paid.where.box.top, height(paid.where.box)
    above = [line for line in body.lines if 0 <= top - line.box.bottom < 2 * high and is_central(line.box, body)]
    for line in above[-1:]:
        where = _named(passage(line))
        if words.group(GroupName.SHOPS).fullmatch(where.text):
            yield Find(PageField.SHOP, where.text, where)
        elif PageField.PAYEE not in fields and len(where.text) > 1 and not AMOUNT.search(where.text):
            yield Find(PageField.PAYEE, where.text, where)


def _behind(paid: Find, body: PageReading) -> Passage | None:
    """转账给某人 in the same row."""
    row = next(row_passage(row) for row in rows(body) if paid.where.lines[0] in row)
    match = _TO.search(row.text)
    return row.part(*match.span("name")) if match else None


def _named(where: Passage) -> Passage:
    """扫二维码付款-给某店, 转账-转给某人: the name alone."""
    match = re.match(r"(?:扫二维码付款|二维码收款|转账|付款)(?:-? ?(?:转|付款)?给)?[-: ]*(?:\(?)", where.text)
    start = match.end() if match and match.end() < len(where.text) else 0
    end = len(where.text) - (where.text.endswith(")") and "(" in where.text[:start])
    return where.part(start, end)


def _shops(body: PageReading, words: ReadingWords) -> Iterator[Find]:
    """By how they end, or by 进店 beside them."""
    entered = [_entered(row) for row in rows(body)]
    yield from (Find(PageField.SHOP, name.text, name) for name in entered if name)
    for line in sorted(body.lines, key=lambda line: line.box.top):
        where = passage(line)
        arrow = _SHOP_END.search(where.text)
        name = where.part(0, arrow.start()) if arrow else where
        if not 2 <= len(name.text) <= _LONGEST_SHOP or words.group(GroupName.NO_SHOPS).search(name.text):
            continue
        if words.group(GroupName.SHOPS).fullmatch(name.text):
            yield Find(PageField.SHOP, name.text, name)


def _entered(row: Sequence[Line]) -> Passage | None:
    """What stands before the button that leads into a shop."""
    if len(row) < 2 or not _INTO_SHOP.fullmatch(row[-1].text.strip()) or len(row[-2].text) > _LONGEST_SHOP:
        return None
    return passage(row[-2])


def _product(body: PageReading, found: Sequence[Find], words: ReadingWords) -> Iterator[Find]:
    """What is named beside the picture of the goods, with a price or count; without, what stands below the shop."""
    top = max((find.where.box.bottom for find in found if find.field is PageField.SHOP), default=0)
    others = words.group(GroupName.RECOMMENDED)
    end = min((line.box.top for line in body.lines if others.search(line.text)), default=body.height)
    blocks = list(_blocks([line for line in body.lines if top <= line.box.top < end], body, words))
    goods = [block for block in blocks if _is_priced(block, body)] or (blocks[:1] if top else [])
    if goods:
        names = [joined(map(passage, _name_of(block))) for block in goods]
        yield Find(PageField.PRODUCT, "、".join(name.raw for name in names), joined(names))


def _blocks(lines: Sequence[Line], body: PageReading, words: ReadingWords) -> Iterator[list[Line]]:
    """Lines that stand close below one another, right of where a picture is."""
    block: list[Line] = []
    for line in sorted(lines, key=lambda line: line.box.top):
        if not _is_beside_picture(line, body):
            continue
        ends = _ends_goods(line, words)
        if block and (ends or line.box.top - block[-1].box.bottom > _TOGETHER * height(line.box)):
            yield block
            block = []
        if not ends:
            block.append(line)
    if block:
        yield block


def _is_priced(block: Sequence[Line], body: PageReading) -> bool:
    """Whether a price or a count stands at the right of it, or just below."""
    high = height(block[0].box)
    top, bottom, left = block[0].box.top - high, block[-1].box.bottom + _BELOW * high, block[0].box.left
    beside = (line for line in body.lines if line.box.left >= left - high and top <= line.box.top <= bottom)
    return any(_PRICED.fullmatch(passage(line).text.strip()) for line in beside)


def _name_of(block: Sequence[Line]) -> list[Line]:
    """Without tags before the name and kinds below it, which are smaller."""
    tallest = max(height(line.box) for line in block)
    return [line for line in block if height(line.box) > _AS_TALL * tallest]


def _is_beside_picture(line: Line, body: PageReading) -> bool:
    return _AMONG_GOODS[0] < line.box.left / body.width < _AMONG_GOODS[1]


def _ends_goods(line: Line, words: ReadingWords) -> bool:
    text = passage(line).text
    label = words.label.match(text)
    priced = re.match(r"[xX×*¥]? ?\d+(?:\.\d+)?$", text) or NUMBER.fullmatch(text)
    return bool(priced or (label and (label["label"] == text or ":" in (label["mark"] or ""))))


def _times(body: PageReading, field: PageField) -> Iterator[Find]:
    """A time in full on a line of its own."""
    for line in body.lines:
        where = passage(line)
        match = TIME.fullmatch(where.text.strip())
        moment = time_of(match) if match else None
        if moment:
            yield Find(field, moment, where)


def _states(body: PageReading, words: ReadingWords) -> Iterator[Find]:
    for line in sorted(body.lines, key=lambda line: line.box.top):
        where = passage(line)
        if len(where.text) <= _LONGEST_STATE and words.group(GroupName.STATES).fullmatch(where.text):
            yield Find(PageField.STATE, where.text, where)


def numbers_said(where: Passage, words: ReadingWords) -> Iterator[Find]:
    """Numbers of orders and payments in what somebody said: behind their name, or by their form."""
    spoken = {word: label for word, label in words.by_label.items() if label.field in NUMBERS}
    for match in NUMBER.finditer(where.text):
        number = match[0].replace(" ", "")
        if not is_number(number) or PHONE.fullmatch(number):
            continue
        formed = next((form for form, pattern in words.forms if pattern.fullmatch(number)), None)
        before = re.sub(r"[是为:，, ]*$", "", where.text[: match.start()])
        label = max((word for word in spoken if before.endswith(word)), key=len, default="")
        if formed:
            yield Find(formed.field, number, where.part(*match.span()), label, formed.app)
        elif label:
            yield Find(spoken[label].field, number, where.part(*match.span()), label)
        elif len(number) >= _SHORTEST_SAID and words.group(GroupName.ORDER_SAID).search(before):
            yield Find(PageField.ORDER_NUMBER, number, where.part(*match.span()))
