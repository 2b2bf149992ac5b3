"""What pages say of purchases, and of where it was bought and from whom."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from caseorg.domain.case import Payment, Platform
from caseorg.domain.moments import Moment
from caseorg.domain.patterns import regex
from caseorg.domain.reading.finds import Find
from caseorg.domain.reading.meaning import PageMeaning
from caseorg.domain.reading.proposal import ProposalKind, Quote, Value
from caseorg.domain.reading.purchases import PagePurchase
from caseorg.domain.reading.sayings import Saying, is_doubtful
from caseorg.domain.reading.shown import Shown
from caseorg.domain.reading.words import GroupName, PageField, PageKind, ReadingWords

_OF_ORDER = {
    PageField.ORDER_NUMBER: ProposalKind.ORDER_NUMBER,
    PageField.TRANSACTION: ProposalKind.TRANSACTION,
    PageField.PAID: ProposalKind.PAID,
    PageField.ORDERED_AT: ProposalKind.ORDERED_AT,
    PageField.PAID_AT: ProposalKind.PAID_AT,
    PageField.PRODUCT: ProposalKind.PRODUCT,
    PageField.ACCOUNT: ProposalKind.ACCOUNT,
}
_PURCHASES = (PageKind.ORDER, PageKind.PAYMENT, PageKind.REFUND)
_ONLY_OF_ORDERS = (ProposalKind.PRODUCT, ProposalKind.ACCOUNT, ProposalKind.ORDERED_AT)
_LETTERS_AND_FIGURES = regex(r"(?=.*[A-Za-z])(?=.*\d)")
_LONGEST = 120


def page_purchase(shown: Shown, words: ReadingWords) -> PagePurchase | None:
    """What the page says of one purchase; None where it is about none, or about several."""
    meaning = shown.meaning
    if meaning.kind is PageKind.CHAT:
        sayings = tuple(_number_said(shown))
    elif meaning.kind in _PURCHASES:
        sayings = (*_fields(shown), *_refunded(shown, words), *_payment(shown, words))
    else:
        return None
    number = meaning.single(PageField.MERCHANT_NUMBER)
    merchant_number = str(number.value) if number else ""
    return PagePurchase(sayings, merchant_number) if sayings else None


def _number_said(shown: Shown) -> Iterator[Saying]:
    """A chat in which one number is said."""
    number = shown.meaning.single(PageField.ORDER_NUMBER)
    if number:
        yield _saying(shown, ProposalKind.ORDER_NUMBER, number)


def _fields(shown: Shown) -> Iterator[Saying]:
    """A bill says how the goods are called there, which the order says better."""
    meaning = shown.meaning
    for field, kind in _OF_ORDER.items():
        found = meaning.single(field)
        if found is None or (kind in _ONLY_OF_ORDERS and meaning.kind is PageKind.PAYMENT):
            continue
        if field is PageField.PAID and meaning.kind is PageKind.REFUND:
            continue
        yield _saying(shown, kind, found)


def _saying(shown: Shown, kind: ProposalKind, found: Find) -> Saying:
    value: Value = found.value if not isinstance(found.value, str) else found.value[:_LONGEST]
    mixed = isinstance(value, str) and kind is ProposalKind.ACCOUNT and bool(_LETTERS_AND_FIGURES.search(value))
    nickname = kind is ProposalKind.SHOP and found.rank > 0
    # 0 and O, 1 and l are read for one another; a nickname may be anybody's.
    doubtful = is_doubtful(found.where.score) or found.cut or mixed or nickname
    return Saying(kind=kind, value=value, quote=shown.quote(found.where), doubtful=doubtful)


def _refunded(shown: Shown, words: ReadingWords) -> Iterator[Saying]:
    """What came back, once the page says that it did."""
    refunded, state = shown.meaning.single(PageField.REFUNDED), shown.meaning.single(PageField.STATE)
    done = state and words.group(GroupName.REFUND_DONE).search(str(state.value))
    if refunded and isinstance(refunded.value, Decimal) and (done or shown.meaning.kind is PageKind.PAYMENT):
        yield _saying(shown, ProposalKind.REFUNDED, refunded)


def _payment(shown: Shown, words: ReadingWords) -> Iterator[Saying]:
    """A bill of a payment service was paid by that service, whatever card it took the money from."""
    app, found = words.app(shown.meaning.app), shown.meaning.single(PageField.PAYMENT)
    if shown.meaning.kind is PageKind.PAYMENT:
        if app and app.payment is not Payment.UNKNOWN:
            quote = shown.quote(found.where) if found else shown.quote_all
            yield Saying(kind=ProposalKind.PAYMENT, value=app.payment, quote=quote)
    elif found and (way := words.payment(str(found.value))) is not Payment.UNKNOWN:
        yield Saying(kind=ProposalKind.PAYMENT, value=way, quote=shown.quote(found.where))


def of_case(pages: Iterable[Shown], words: ReadingWords) -> Iterator[Saying]:
    """The platform, the shop, and who was paid."""
    for shown in pages:
        app = words.app(shown.meaning.app)
        if app and app.platform is not Platform.OTHER and shown.meaning.kind is not PageKind.PAYMENT:
            yield Saying(kind=ProposalKind.PLATFORM, value=app.platform, quote=_naming(shown, app.id))
        for field, kind in ((PageField.SHOP, ProposalKind.SHOP), (PageField.PAYEE, ProposalKind.PAYEE)):
            found = shown.meaning.single(field)
            if found:
                yield _saying(shown, kind, found)


def _naming(shown: Shown, app: str) -> Quote:
    """Where the page says which app it is: its number, or else the page as a whole."""
    numbers = (find for find in shown.meaning.finds if find.app == app)
    found = next(numbers, None)
    return shown.quote(found.where) if found else shown.quote_all


def when(meaning: PageMeaning) -> Moment | None:
    """When the purchase was made, as the page says: an order was placed, a bill was paid."""
    fields = (
        (PageField.ORDERED_AT, PageField.PAID_AT)
        if meaning.kind is PageKind.ORDER
        else (PageField.PAID_AT, PageField.ORDERED_AT)
    )
    found = (meaning.single(field) for field in fields)
    return next((find.value for find in found if find and isinstance(find.value, Moment)), None)
