"""Two pieces of evidence beside each other, as rows: what is the same and what is not."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from caseorg.domain.case import Evidence
from caseorg.domain.moments import Moment, show_moment
from caseorg.domain.reading.comparison import SharedValue
from caseorg.domain.reading.finds import Find
from caseorg.domain.reading.words import PageField
from caseorg.i18n import tr

FIELDS = {
    PageField.ORDER_NUMBER: "Order number",
    PageField.TRANSACTION: "Transaction number",
    PageField.MERCHANT_NUMBER: "The merchant's number",
    PageField.REFUND_NUMBER: "Refund number",
    PageField.PAID: "Paid",
    PageField.REFUNDED: "Refunded",
    PageField.ORDERED_AT: "Ordered at",
    PageField.PAID_AT: "Paid at",
    PageField.SENT_AT: "Sent at",
    PageField.DONE_AT: "Completed at",
    PageField.ASKED_AT: "Asked at",
    PageField.REFUNDED_AT: "Refunded at",
    PageField.REFUSED_AT: "Refused at",
    PageField.SHOP: "Merchant",
    PageField.PAYEE: "Payee",
    PageField.PRODUCT: "Goods",
    PageField.ACCOUNT: "Account topped up",
    PageField.PAYMENT: "Paid with",
    PageField.REASON: "Reason",
    PageField.REFUSAL_REASON: "Reason of the refusal",
}


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """What both pieces say of one thing; `same` is None where that cannot be told. A `number` is that of the boxes in
    the pictures."""

    name: str
    left: str
    right: str
    same: bool | None
    number: int = 0


def file_rows(left: Evidence, right: Evidence, size: str, other_size: str) -> Iterator[ComparedRow]:
    """What is known of both files; the sizes are as the face shows them."""
    yield _row(tr("Time"), _time(left), _time(right))
    yield _row(tr("From"), left.source, right.source)
    yield _row(tr("Proves"), left.proves, right.proves)
    yield ComparedRow(tr("File"), _file(left, size), _file(right, other_size), _measures(left) == _measures(right))
    yield ComparedRow("SHA-256", _digest(left), _digest(right), left.sha256 == right.sha256)


def value_rows(values: tuple[SharedValue, ...]) -> Iterator[ComparedRow]:
    """What both pictures tell, numbered like the boxes."""
    for number, value in enumerate(values, start=1):
        yield ComparedRow(tr(FIELDS[value.field]), _value(value.left), _value(value.right), value.same, number)


def _row(name: str, left: str, right: str) -> ComparedRow:
    """Where one says nothing, nothing is compared."""
    return ComparedRow(name, left, right, left == right if left and right else None)


def _time(item: Evidence) -> str:
    from caseorg.views.labels import SOURCES

    taken = item.taken_at
    return f"{show_moment(taken)}　{tr(SOURCES[taken.source])}" if taken else ""


def _file(item: Evidence, size: str) -> str:
    pixels = f"　{item.width}×{item.height}" if item.width and item.height else ""
    return f"{size}{pixels}"


def _measures(item: Evidence) -> tuple[int, ...]:
    return item.size, item.width or 0, item.height or 0


def _digest(item: Evidence) -> str:
    return f"{item.sha256[:8]}…{item.sha256[-8:]}"


def _value(find: Find) -> str:
    match find.value:
        case Decimal():
            return tr("{amount} yuan", amount=f"{find.value:.2f}")
        case Moment():
            return find.where.text
        case _:
            return find.value
