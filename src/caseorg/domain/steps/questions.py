"""What only the user can say."""

from collections.abc import Iterator

from caseorg.domain.case import Payment
from caseorg.domain.moments import BEIJING
from caseorg.domain.papers.facts import PAPER_PAYMENTS
from caseorg.domain.remark import Remark, listing, remark
from caseorg.domain.steps.position import Position
from caseorg.domain.steps.promised import is_answered


def asks(position: Position) -> Iterator[Remark]:
    """What became of promises whose time has passed, and which of two things that disagree is right."""
    yield from _promised(position)
    yield from _paid(position)
    if words := position.footing.doubts[:2]:
        quoted = listing([remark("“{text}”", text=word) for word in words])
        yield remark("The case also says {what}, which does not fit your answers. Who paid, and for whom?", what=quoted)


def _paid(position: Position) -> Iterator[Remark]:
    """The order names one way of paying, the events another."""
    noted = [PAPER_PAYMENTS.get(order.payment, "") for order in position.case.orders]
    signs = (sign.partition(":")[2] for sign in position.signs if sign.startswith("payment:"))
    payments = [PAPER_PAYMENTS.get(Payment(sign), "") for sign in signs]
    if all(noted) and all(payments) and noted and payments and not set(noted) & set(payments):
        yield remark(
            "Paid by {noted}, as noted, but by {told} in the events: which is right?", noted=noted[0], told=payments[0]
        )


def _promised(position: Position) -> Iterator[Remark]:
    """Whether promises were kept whose time has passed, and to which nothing was said since."""
    for promise in position.case.promises:
        if promise.kept is not None or promise.due is None or promise.due > position.now:
            continue
        if not is_answered(position, promise):
            due = f"{promise.due.astimezone(BEIJING):%Y-%m-%d %H:%M}"
            yield remark(
                "They promised “{promise}” by {time}. Was it kept? Please note it.", promise=promise.text, time=due
            )
