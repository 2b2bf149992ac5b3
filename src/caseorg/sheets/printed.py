"""What the papers print of the user's own words, and where."""

from collections.abc import Iterable, Iterator, Sequence

from caseorg.domain.case import CaseFile, Evidence, MediaKind, Person
from caseorg.domain.papers.complaint import complaint_form
from caseorg.domain.papers.pack import PackOptions, pack_plan, with_names
from caseorg.domain.parties.respondent import Respondent, names_of, respondents
from caseorg.domain.remark import Remark, remark
from caseorg.domain.story.story import Story
from caseorg.evidence.store import EvidenceStore
from caseorg.evidence.words import read_words
from caseorg.knowledge.platforms import trade_place

Printed = tuple[Remark, str]  # where a text stands, and the text


def complaint_texts(case: CaseFile, story: Story) -> Iterator[Printed]:
    """The texts of the complaint, in its order."""
    form = complaint_form(case, story, trade_place(case))
    yield from _person(form.complainant)
    yield remark("your identity document"), f"{form.complainant.id_type}\n{form.complainant.id_number}"
    yield from _business(form.respondents, form.platform)
    yield from _facts(case, form.facts)
    for number, request in enumerate(form.requests, start=1):
        yield remark("demand {number}", number=number), request
    yield from _described(form.attachments)
    yield remark("the timeline"), "\n".join(row.text for row in form.timeline)
    for number, promise in enumerate(form.promises, start=1):
        yield remark("promise {number}", number=number), promise.text


def report_texts(case: CaseFile, story: Story) -> Iterator[Printed]:
    """The texts of the report of violations, in its order; what our own words say of the violation is not asked."""
    from caseorg.domain.papers.report import report_form

    form = report_form(case, story, trade_place(case), "", "")
    yield from _person(form.reporter)
    yield remark("your identity document"), form.reporter.id_number
    yield from _business(form.respondents, form.platform)
    yield from _facts(case, form.facts)
    yield from _described(form.attachments)


def pack_texts(case: CaseFile, store: EvidenceStore, options: PackOptions) -> Iterator[Printed]:
    """The texts of the evidence pack, in its order.

    Raises:
        CaseorgError: a piece of evidence that is text cannot be read, or there is no such supplement.
    """
    platform = trade_place(case)
    plan = pack_plan(case, platform, options)
    yield remark("the title of the case"), plan.title
    yield remark("your name"), case.complainant.name
    yield remark("your telephone number"), case.complainant.phone
    yield remark("the merchant's name"), names_of(respondents(case))
    yield remark("the platform"), platform
    yield remark("the orders"), "\n".join(order.number for order in case.orders)
    yield from _described(with_names(plan).items)
    for item in plan.items:
        if item.kind is MediaKind.TEXT:
            yield remark("the content of {label}", label=item.label), read_words(store, item).text


def _person(person: Person) -> Iterator[Printed]:
    yield remark("your name"), person.name
    yield remark("your telephone number"), person.phone
    yield remark("your postal address"), person.address


def _business(sides: tuple[Respondent, ...], platform: str) -> Iterator[Printed]:
    for side in sides:
        yield remark("the merchant's name"), side.name
        yield remark("the shop's name"), side.shop if side.company else ""
        yield remark("the merchant's contact"), side.contact
        yield remark("the merchant's address"), side.address
        yield remark("the merchant's telephone number"), side.phone
        yield remark("the merchant's credit code"), side.credit_code
        yield remark("the merchant's licence number"), side.licence
        yield remark("the merchant's website"), side.website
        yield remark("the payee on the bill"), side.payee
    yield remark("the platform"), platform


def _facts(case: CaseFile, facts: Sequence[str]) -> Iterator[Printed]:
    """A form's facts: what is said of the orders, then a sentence for each event that is told."""
    orders = len(facts) - sum(event.in_complaint for event in case.events)
    yield remark("the orders"), "\n".join(facts[:orders])
    for number, fact in enumerate(facts[orders:], start=1):
        yield remark("fact {number}", number=number), fact


def _described(items: Iterable[Evidence]) -> Iterator[Printed]:
    for item in items:
        yield remark("the name of {label}", label=item.label), item.name
        yield remark("the source of {label}", label=item.label), item.source
        yield remark("what {label} proves", label=item.label), item.proves
