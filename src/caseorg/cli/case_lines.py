"""A case as lines for reading, and as JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

from caseorg.cli.show import plain
from caseorg.domain.case import CaseFile, Order, Promise
from caseorg.domain.moments import BEIJING, show_moment
from caseorg.domain.money import show_yuan
from caseorg.domain.parties.respondent import Respondent
from caseorg.domain.sums.totals import sums_of
from caseorg.domain.timeline import TimelineEntry, entries
from caseorg.i18n import remark_text, tr
from caseorg.knowledge.platforms import platform_name
from caseorg.views.labels import PARTS, PAYMENTS, SIDES, STAGES
from caseorg.views.messages import message_notes
from caseorg.views.respondent import described, respondent_facts
from caseorg.views.sums import sums_line


def case_facts(case: CaseFile, sides: Sequence[Respondent]) -> dict[str, Any]:
    """The whole case, its three numbers, and whom papers say that it is about."""
    sums = sums_of(case)
    numbers = {"paid": sums.paid, "refunded": sums.refunded, "claimed": sums.claimed}
    return {**plain(case), "sums": numbers, "respondents": [respondent_facts(side) for side in sides]}


def case_lines(case: CaseFile, sides: Sequence[Respondent], scenario: str = "") -> Iterator[str]:
    """The case for reading: what is known of it, the timeline, what was sent and exported; `scenario` is the name and
    `sides` are those whom papers say that it is about."""
    yield f"{case.id}  {case.title}"
    facts = [
        (tr("Platform"), platform_name(case.platform)),
        (tr("Problem"), scenario or case.scenario),
        (tr("Stage"), tr(STAGES[case.stage])),
        (tr("Merchant"), case.merchant.name),
        *((tr("Complained of"), remark_text(described(side))) for side in sides),
        *((tr("Order"), _order(order)) for order in case.orders),
        *((tr("Demand"), line) for line in case.demand.splitlines()),
        (tr("Sums"), sums_line(sums_of(case))),
    ]
    yield from (f"{label}: {text}" for label, text in facts if text)
    for entry in entries(case):
        yield _entry_line(entry)
        if entry.message:
            yield from (f"    {remark_text(note)}" for note in message_notes(case, entry.message))
    for message in (message for message in case.messages if not message.sent_at):
        yield f"{message.made_at.astimezone(BEIJING):%Y-%m-%d %H:%M}    {tr('Message')}: {message.channel}"
    for document in case.documents:
        yield f"{document.made_at.astimezone(BEIJING):%Y-%m-%d %H:%M}    {tr('Exported')}: {document.name}"


def _order(order: Order) -> str:
    paid = f"{show_yuan(order.paid)}元" if order.paid is not None else ""
    refunded = tr("{amount} yuan refunded", amount=show_yuan(order.refunded)) if order.refunded else ""
    ordered_at = show_moment(order.ordered_at) if order.ordered_at else ""
    payment = tr(PAYMENTS[order.payment]) if order.payment else ""
    return "  ".join(filter(None, (order.number, order.product, paid, payment, refunded, ordered_at)))


def _entry_line(entry: TimelineEntry) -> str:
    when = show_moment(entry.at) if entry.at else tr("time unknown")
    labels = "、".join(item.label for item in entry.evidence)
    first, *_ = entry.text.splitlines() or [""]
    what = f"{tr('Sent')} ({entry.message.channel}): {first}" if entry.message else entry.text
    alone = entry.event is None and entry.promises
    part = f"  ({tr(PARTS[entry.event.part])})" if entry.event and entry.event.part else ""
    lines = [] if alone else [f"{when:<20}{what}{part}" + (f"  [{labels}]" if labels else "")]
    lines += (f"{when if alone else '':<20}{_promise(promise)}" for promise in entry.promises)
    return "\n".join(lines)


def _promise(promise: Promise) -> str:
    due = f"{promise.due.astimezone(BEIJING):%Y-%m-%d %H:%M}" if promise.due else tr("no time named")
    state = {True: tr("kept"), False: tr("broken"), None: tr("open")}[promise.kept]
    return "  ".join((tr("Promised: {what}", what=promise.text), tr(SIDES[promise.side]), due, state))
