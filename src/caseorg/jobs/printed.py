"""What the papers print of the user's own words, and where they print a box because no font has a character."""

from collections.abc import Iterable, Iterator

from caseorg.domain.case import CaseFile, Evidence, MediaKind, Party, Person
from caseorg.domain.complaint import complaint_form
from caseorg.domain.facts import fact_sentence, order_sentence
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
    match paper:
        case Paper.COMPLAINT:
            texts = complaint_texts(case)
        case Paper.REPORT:
            texts = report_texts(case)
        case Paper.PACK:
            texts = pack_texts(case, store)
    return tuple(_named(place, found) for place, text in texts if (found := uncovered([text])))


def _named(place: Remark, found: tuple[str, ...]) -> Remark:
    shown = " ".join(found[:_NAMED]) + (" …" if len(found) > _NAMED else "")
    return remark("{characters} ({place})", characters=shown, place=place)


def complaint_texts(case: CaseFile) -> Iterator[Printed]:
    """The texts of the complaint, in its order."""
    form = complaint_form(case, trade_place(case))
    yield from _person(form.complainant)
    yield remark("your identity document"), f"{form.complainant.id_type}\n{form.complainant.id_number}"
    yield from _business(form.respondent)
    yield from _facts(case)
    for number, request in enumerate(form.requests, start=1):
        yield remark("demand {number}", number=number), request
    yield from _described(form.attachments)
    for number, promise in enumerate(form.promises, start=1):
        yield remark("promise {number}", number=number), promise.text


def report_texts(case: CaseFile) -> Iterator[Printed]:
    """The texts of the report of violations, in its order."""
    yield from _person(case.complainant)
    yield remark("your identity document"), case.complainant.id_number
    yield from _business(case.merchant)
    yield from _facts(case)
    yield from _described(case.standing_evidence)


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


def _person(person: Person) -> Iterator[Printed]:
    yield remark("your name"), person.name
    yield remark("your telephone number"), person.phone
    yield remark("your postal address"), person.address


def _business(party: Party) -> Iterator[Printed]:
    yield remark("the merchant's name"), party.name
    yield remark("the merchant's contact"), party.contact
    yield remark("the merchant's address"), party.address
    yield remark("the merchant's telephone number"), party.phone
    yield remark("the merchant's credit code"), party.credit_code


def _facts(case: CaseFile) -> Iterator[Printed]:
    yield remark("the orders"), "\n".join(map(order_sentence, case.orders))
    told = (event for event in case.events if event.in_complaint)
    for number, event in enumerate(told, start=1):
        yield remark("fact {number}", number=number), fact_sentence(case, event)


def _described(items: Iterable[Evidence]) -> Iterator[Printed]:
    for item in items:
        yield remark("the name of {label}", label=item.label), item.name
        yield remark("the source of {label}", label=item.label), item.source
        yield remark("what {label} proves", label=item.label), item.proves
