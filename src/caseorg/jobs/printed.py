"""What the papers print of the user's own words, and where they print a box because no font has a character."""

from collections.abc import Iterable, Iterator

from caseorg.domain.case import CaseFile, Evidence, MediaKind
from caseorg.domain.complaint import complaint_form
from caseorg.domain.remark import Remark, remark
from caseorg.evidence.store import EvidenceStore
from caseorg.evidence.text import read_text
from caseorg.jobs.paper import Paper
from caseorg.knowledge.platforms import trade_place
from caseorg.pdf.text import uncovered

Printed = tuple[Remark, str]  # where a text stands, and the text
_NAMED = 8  # characters of one text that are named


def boxes(paper: Paper, case: CaseFile, store: EvidenceStore) -> tuple[Remark, ...]:
    """`𠀋 (the merchant's name)` for each text of the paper that has characters which are drawn as boxes.

    Raises:
        CaseorgError: a text that the pack prints cannot be read.
    """
    texts = pack_texts(case, store) if paper is Paper.PACK else complaint_texts(case)
    return tuple(_named(place, found) for place, text in texts if (found := uncovered([text])))


def _named(place: Remark, found: tuple[str, ...]) -> Remark:
    shown = " ".join(found[:_NAMED]) + (" …" if len(found) > _NAMED else "")
    return remark("{characters} ({place})", characters=shown, place=place)


def complaint_texts(case: CaseFile) -> Iterator[Printed]:
    """The texts of the complaint, in its order."""
    form = complaint_form(case, trade_place(case))
    person, party = form.complainant, form.respondent
    yield remark("your name"), person.name
    yield remark("your telephone number"), person.phone
    yield remark("your identity document"), f"{person.id_type}\n{person.id_number}"
    yield remark("your postal address"), person.address
    yield remark("the merchant's name"), party.name
    yield remark("the merchant's contact"), party.contact
    yield remark("the merchant's address"), party.address
    yield remark("the merchant's telephone number"), party.phone
    yield remark("the merchant's credit code"), party.credit_code
    orders = len(form.facts) - sum(event.in_complaint for event in case.events)
    yield remark("the orders"), "\n".join(form.facts[:orders])
    for number, fact in enumerate(form.facts[orders:], start=1):
        yield remark("fact {number}", number=number), fact
    for number, request in enumerate(form.requests, start=1):
        yield remark("demand {number}", number=number), request
    yield from _described(form.attachments)
    for number, promise in enumerate(form.promises, start=1):
        yield remark("promise {number}", number=number), promise.text


def pack_texts(case: CaseFile, store: EvidenceStore) -> Iterator[Printed]:
    """The texts of the evidence pack, in its order.

    Raises:
        CaseorgError: a piece of evidence that is text cannot be read.
    """
    yield remark("the title of the case"), case.title
    yield remark("your name"), case.complainant.name
    yield remark("your telephone number"), case.complainant.phone
    yield remark("the merchant's name"), case.merchant.name
    yield remark("the orders"), "\n".join(order.number for order in case.orders)
    yield from _described(case.standing_evidence)
    for item in case.standing_evidence:
        if item.kind is MediaKind.TEXT:
            yield remark("the content of {label}", label=item.label), read_text(store, item)


def _described(items: Iterable[Evidence]) -> Iterator[Printed]:
    for item in items:
        yield remark("the name of {label}", label=item.label), item.name
        yield remark("the source of {label}", label=item.label), item.source
        yield remark("what {label} proves", label=item.label), item.proves
