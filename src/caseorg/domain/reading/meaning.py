"""What a page means: which kind of page it is, of which app, the values on it, and what is said on it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import time
from functools import lru_cache

from caseorg.domain.case import Payment, Platform, Side
from caseorg.domain.reading.bubbles import Bubble, find_bubbles, is_chat
from caseorg.domain.reading.charges import PrintedCharge, common_payee, find_charges
from caseorg.domain.reading.finds import Find, find_values
from caseorg.domain.reading.headings import said_under_headings
from caseorg.domain.reading.passage import Passage, passage, row_passage, rows
from caseorg.domain.reading.reading import PageReading
from caseorg.domain.reading.screen import Screen, frame
from caseorg.domain.reading.speech import Said, named_side, said_by_name, said_in_bubbles
from caseorg.domain.reading.unlabelled import find_unlabelled, numbers_said
from caseorg.domain.reading.words import GroupName, PageField, PageKind, PageRule, ReadingWords

_FEWEST_NAMED = 2
_LONGEST_NICKNAME = 14
_MAY_BE_TALK = (PageKind.CHAT, PageKind.ERROR, PageKind.STATUS, PageKind.PRODUCT, PageKind.MAIL)
_OF_ORDER = (PageField.ORDER_NUMBER, PageField.ORDERED_AT, PageField.SENT_AT, PageField.DONE_AT)
_OF_PAYMENT = (PageField.TRANSACTION, PageField.MERCHANT_NUMBER, PageField.PAYEE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMeaning:
    """`rule` is the id of the rule for such pages, `app` that of the app; either may be empty. `notices` are what the
    page itself tells: an error, a refusal, a state."""

    kind: PageKind
    rule: str = ""
    app: str = ""
    title: str = ""
    clock: time | None = None
    clock_place: Passage | None = None
    finds: tuple[Find, ...] = ()
    said: tuple[Said, ...] = ()
    notices: tuple[Passage, ...] = ()
    charges: tuple[PrintedCharge, ...] = ()

    def all(self, field: PageField) -> tuple[Find, ...]:
        """What was found for a field, in the order of the page; only of the best label."""
        found = [find for find in self.finds if find.field is field]
        best = min((find.rank for find in found), default=0)
        return tuple(find for find in found if find.rank == best)

    def single(self, field: PageField) -> Find | None:
        """What was found for a field, where all that was found says the same."""
        found = self.all(field)
        return found[0] if len({find.value for find in found}) == 1 else None


@lru_cache(maxsize=1000)
def understand(page: PageReading, words: ReadingWords) -> PageMeaning:
    """What the page means by these words; whoever asks again is given what was found."""
    screen = frame(page)
    title = screen.title.text if screen.title else ""
    if words.group(GroupName.BUTTONS).fullmatch(title):  # 对方正在输入 stands in its place
        title = ""
    rule = _by_title(title, page, words)
    if rule is None and screen.clock is None and _begins_with_content(page, screen, words):
        screen, title = screen.untitled, ""
    bubbles = find_bubbles(page, screen, words)
    named = said_by_name(page, words) or said_under_headings(page, words)
    talk = is_chat(bubbles) or len(named) >= _FEWEST_NAMED
    if talk and (rule is None or rule.kind in _MAY_BE_TALK):
        speech = named if len(named) >= _FEWEST_NAMED else said_in_bubbles(bubbles, words)
        return _chat(page, screen, title, speech, bubbles, words)
    finds = find_values(page, words)
    by_title, rule = rule, rule or _by_fields(finds, words) or _by_words(page, words)
    kind = rule.kind if rule else PageKind.OTHER
    known = screen.clock is not None or by_title is not None
    body = replace(page, lines=screen.body if known else screen.lines)
    finds += find_unlabelled(body, kind, finds, words)
    charges = find_charges(body) if kind is PageKind.PAYMENT else ()
    if payee := common_payee(charges):
        finds += (Find(PageField.PAYEE, payee.text, payee),)
    return PageMeaning(
        kind=kind,
        rule=rule.id if rule else "",
        app=_app(page, kind, finds, words),
        title=title,
        clock=screen.clock,
        clock_place=screen.clock_place,
        finds=finds,
        said=_unlabelled(named, finds) if kind is PageKind.REFUND else (),
        notices=_notices(body, kind, words),
        charges=charges,
    )


def _unlabelled(named: Sequence[Said], finds: Sequence[Find]) -> tuple[Said, ...]:
    """商家拒绝理由：… is what the merchant says, unless the page prints when it refused: then all that is one event."""
    if not any(find.field is PageField.REFUSED_AT and not find.rank for find in finds):
        return tuple(named)
    labelled = [line for find in finds if find.field is PageField.REFUSAL_REASON for line in find.where.lines]
    return tuple(saying for saying in named if not any(line in labelled for line in saying.where.lines))


def _begins_with_content(page: PageReading, screen: Screen, words: ReadingWords) -> bool:
    """Whether what stands where a title would is a bubble: of a picture without a status bar."""
    first = next(iter(find_bubbles(page, screen.untitled, words)), None)
    title = screen.title.lines[0] if screen.title else None
    return first is not None and first.aligned and first.side is not Side.SYSTEM and title in first.where.lines


def _chat(
    page: PageReading,
    screen: Screen,
    title: str,
    speech: Sequence[Said],
    bubbles: Sequence[Bubble],
    words: ReadingWords,
) -> PageMeaning:
    rule, app = _of_kind(PageKind.CHAT, words), _app(page, PageKind.CHAT, (), words)
    shop = _shop_of_chat(screen, app, words)
    places = dict.fromkeys((*(saying.where for saying in speech), *(bubble.where for bubble in bubbles)))
    numbers = tuple(find for where in places for find in numbers_said(where, words))
    return PageMeaning(
        kind=PageKind.CHAT,
        rule=rule.id if rule else "",
        app=app,
        title=title,
        clock=screen.clock,
        clock_place=screen.clock_place,
        finds=(*shop, *numbers),
        said=tuple(speech),
    )


def _shop_of_chat(screen: Screen, app: str, words: ReadingWords) -> tuple[Find, ...]:
    """The title, without 客服 behind it: by how it ends, or, where things are sold, of whoever one talks to there."""
    title = screen.title
    if title is None:
        return ()
    end = len(re.sub("(?:官方|在线|人工)?客服$", "", title.text)) or len(title.text)
    name = title.part(0, end)
    if words.group(GroupName.SHOPS).fullmatch(name.text):
        return (Find(PageField.SHOP, name.text, name),)
    known = words.app(app)
    selling = known is not None and known.platform is not Platform.OTHER
    return (Find(PageField.SHOP, name.text, name, rank=1),) if selling and _may_be_nickname(name.text, words) else ()


def _may_be_nickname(title: str, words: ReadingWords) -> bool:
    """Whether it is no word of the app's own, such as 消息 or 平台客服."""
    if not 2 <= len(title) <= _LONGEST_NICKNAME or words.group(GroupName.NO_SHOPS).search(title):
        return False
    apps = any(pattern.search(title) for _, pattern in words.app_patterns)
    pages = any(rule.titles and titles.search(title) for rule, titles, _ in words.page_patterns)
    return not apps and not pages and named_side(title, words) is None


def _by_title(title: str, page: PageReading, words: ReadingWords) -> PageRule | None:
    return next((rule for rule, titles, _ in words.page_patterns if rule.titles and titles.search(title)), None)


def _by_fields(finds: Iterable[Find], words: ReadingWords) -> PageRule | None:
    """A page that was cut has no title, but labels."""
    fields = {find.field for find in finds}
    kind = None
    if PageField.REFUND_NUMBER in fields or PageField.REFUNDED in fields:
        kind = PageKind.REFUND
    elif len(fields.intersection(_OF_PAYMENT)) >= 2 or (
        fields & {PageField.TRANSACTION} and PageField.ORDERED_AT not in fields
    ):
        kind = PageKind.PAYMENT
    elif len(fields.intersection(_OF_ORDER)) >= 2 or PageField.ORDER_NUMBER in fields:
        kind = PageKind.ORDER
    return _of_kind(kind, words) if kind else None


def _of_kind(kind: PageKind, words: ReadingWords) -> PageRule | None:
    return next((rule for rule in words.pages if rule.kind is kind), None)


def _by_words(page: PageReading, words: ReadingWords) -> PageRule | None:
    text = "\n".join(passage(line).text for line in page.lines)
    return next((rule for rule, _, found in words.page_patterns if rule.words and found.search(text)), None)


def _app(page: PageReading, kind: PageKind, finds: Sequence[Find], words: ReadingWords) -> str:
    """The app that the page's numbers or words name, of those for such pages; empty where they name several."""
    text = "\n".join(row_passage(row).text for row in rows(page))
    formed = {find.app for find in finds if find.app and find.field in (PageField.ORDER_NUMBER, PageField.TRANSACTION)}
    spoken = {app.id for app, pattern in words.app_patterns if pattern.search(text)}
    for named in (formed, spoken):
        known = [app for app in words.apps if app.id in named]
        paying = [app.id for app in known if app.payment is not Payment.UNKNOWN]
        selling = [app.id for app in known if app.platform is not Platform.OTHER]
        fitting = paying if kind is PageKind.PAYMENT else selling
        if len(fitting) == 1:
            return fitting[0]
    rest = [app.id for app in words.apps if app.id in spoken]
    return rest[0] if len(rest) == 1 and kind is not PageKind.ORDER else ""


def _notices(body: PageReading, kind: PageKind, words: ReadingWords) -> tuple[Passage, ...]:
    """Lines in which a page tells of a fault or a refusal."""
    patterns = [words.group(GroupName.FAULTS), words.group(GroupName.REFUSALS)]
    lines = (row_passage(row) for row in rows(body))
    return tuple(_bare(line, words) for line in lines if any(pattern.search(line.text) for pattern in patterns))


def _bare(line: Passage, words: ReadingWords) -> Passage:
    """Without 提示： before it."""
    lead = words.group(GroupName.NOTICES).match(line.text)
    return line.part(lead.end(), len(line.text)) if lead else line
