"""The complaint for other eyes than the authority's: the same paper with personal data masked."""

from dataclasses import replace

from caseorg.domain.annex import Happening, PromiseRow
from caseorg.domain.case import CaseFile, Evidence, Party, Person
from caseorg.domain.complaint import ComplaintForm
from caseorg.domain.messages.masking import known_values, mask, replaced


def masked_form(form: ComplaintForm, case: CaseFile) -> ComplaintForm:
    """Every text masked; what a business publishes of itself stays: its address and its credit code, unless the
    case's own personal data stand in them."""
    known = known_values(case)

    def hide(text: str) -> str:
        return mask(text, known)[0]

    def published(text: str) -> str:
        return replaced(text, {value: mask(value, {value: kind})[0] for value, kind in known.items()})

    def described(item: Evidence) -> Evidence:
        return replace(item, name=hide(item.name), source=hide(item.source), proves=hide(item.proves))

    def all_described(items: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return tuple(map(described, items))

    def happening(row: Happening) -> Happening:
        return replace(row, text=hide(row.text), proofs=all_described(row.proofs))

    def promise(row: PromiseRow) -> PromiseRow:
        return replace(row, text=hide(row.text), proofs=all_described(row.proofs))

    person, party = form.complainant, form.respondent
    place = published if party.credit_code else hide
    return replace(
        form,
        complainant=Person(
            name=hide(person.name),
            phone=hide(person.phone),
            address=hide(person.address),
            id_type=person.id_type,
            id_number=hide(person.id_number),
        ),
        respondent=Party(
            role=party.role,
            name=hide(party.name),
            contact=hide(party.contact),
            address=place(party.address),
            phone=hide(party.phone),
            credit_code=party.credit_code,
        ),
        platform=place(form.platform),
        facts=tuple(map(hide, form.facts)),
        requests=tuple(map(hide, form.requests)),
        attachments=all_described(form.attachments),
        timeline=tuple(map(happening, form.timeline)),
        promises=tuple(map(promise, form.promises)),
        masked=True,
    )
