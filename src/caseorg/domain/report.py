"""From a case to the fields of the official report form (举报登记表 that goes with 令121): no demand is in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from caseorg.domain.case import CaseFile, Evidence, Party, Person
from caseorg.domain.complaint import Missing, missing
from caseorg.domain.facts import case_facts
from caseorg.domain.messages.masking import mask, phone_forms, replaced

ANONYMOUS = "（匿名举报）"
_LEFT_OUT = "（略）"
_DIVISION = re.compile("[一-龥]{2,7}?(?:特别行政区|自治区|自治州|省|市|区|县)")
_RECOGNISED = 4  # characters of an address that still tell where somebody lives
_ASKED = (Missing.MERCHANT, Missing.MERCHANT_ADDRESS, Missing.FACTS, Missing.EVIDENCE)
_IDENTITY = (Missing.NAME, Missing.PHONE, Missing.ADDRESS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportForm:
    """The form's fields as they are printed; an empty string is a blank to fill by hand."""

    reporter: Person
    respondent: Party
    platform: str
    clues: tuple[str, ...]
    facts: tuple[str, ...]
    attachments: tuple[Evidence, ...]
    anonymous: bool = False
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """How the report is printed: in black and white; without a word of who reports."""

    mono: bool = False
    anonymous: bool = False


def report_form(case: CaseFile, platform: str, kind: str, rules: str, *, anonymous: bool = False) -> ReportForm:
    """Everything that the paper says. `kind` names the problem and `rules` the articles that may have been broken;
    either may be empty. `platform` says where it was bought, empty for not known."""
    form = ReportForm(
        reporter=case.complainant,
        respondent=case.merchant,
        platform=platform,
        clues=_clues(kind, rules),
        facts=case_facts(case),
        attachments=case.standing_evidence,
        made_at=case.gathered_at,
    )
    return _nameless(form, case) if anonymous else form


def report_gaps(case: CaseFile, *, anonymous: bool = False) -> tuple[Missing, ...]:
    """What 令121 art. 28 asks for, or the form has a field for, and the case does not say."""
    asked = _ASKED if anonymous else (*_IDENTITY, *_ASKED)
    return tuple(gap for gap in missing(case) if gap in asked)


def _clues(kind: str, rules: str) -> tuple[str, ...]:
    """What is suspected is left to the authority to find; where nothing is known there is a line to write on."""
    return (
        "涉嫌违反市场监督管理法律、法规、规章的具体线索和相应的事实依据如下，请依法核查。",
        f"线索类型：{kind}",
        f"涉嫌违反的规定（供核查参考，以主管部门认定为准）：{rules}。"
        if rules
        else "涉嫌违反的规定（知道的可以手写，不清楚的可以不填）：\n　",
    )


def _nameless(form: ReportForm, case: CaseFile) -> ReportForm:
    """Who reports is in no field, nor in what the events and the evidence say. There everything that looks like
    personal data is left out; the order numbers and what is known of the parties stay."""
    own = _own(case)
    kept = _kept(case, own)

    def known(text: str) -> str:
        return replaced(text, own)

    def hide(text: str) -> str:
        parts = kept.split(known(text)) if kept else [known(text)]
        return "".join(part if number % 2 else _without_shapes(part) for number, part in enumerate(parts))

    party = form.respondent
    return replace(
        form,
        reporter=Person(name=ANONYMOUS),
        respondent=replace(
            party,
            name=known(party.name),
            contact=known(party.contact),
            address=known(party.address),
            phone=known(party.phone),
            credit_code=known(party.credit_code),
        ),
        platform=known(form.platform),
        facts=tuple(map(hide, form.facts)),
        attachments=tuple(
            replace(item, name=hide(item.name), source=hide(item.source), proves=hide(item.proves))
            for item in form.attachments
        ),
        anonymous=True,
    )


def _own(case: CaseFile) -> dict[str, str]:
    """The reporter's data and what stands for each."""
    person = case.complainant
    numbers = (value for order in case.orders for value in (order.account, order.transaction))
    values = (*phone_forms(person.phone), *_address_forms(person.address), person.id_number, *numbers)
    told = {person.name.strip(): "举报人", **dict.fromkeys((value.strip() for value in values), _LEFT_OUT)}
    return {value: stands for value, stands in told.items() if len(value) > 1}


def _address_forms(address: str) -> Iterator[str]:
    """The address, also without province, city and district."""
    yield address
    rest = address.strip()
    while division := _DIVISION.match(rest):
        rest = rest[division.end() :].strip()
        if len(rest) >= _RECOGNISED:
            yield rest


def _kept(case: CaseFile, own: dict[str, str]) -> re.Pattern[str] | None:
    """Finds the order numbers and what is known of the parties, for the authority needs them; None without any."""
    of_parties = (
        value
        for party in case.parties
        for value in (party.name, party.contact, party.address, party.phone, party.credit_code)
    )
    values = {value.strip() for value in (*(order.number for order in case.orders), *of_parties)}
    needed = [value for value in values if value and not any(value in one for one in own)]
    found = "|".join(map(re.escape, sorted(needed, key=lambda value: (-len(value), value))))
    return re.compile(rf"(?<![0-9A-Za-z])({found})(?![0-9A-Za-z])") if found else None


def _without_shapes(text: str) -> str:
    """Without anything that looks like personal data; the usual masks would still show a part of it."""
    shown, hidden = mask(text)
    parts, place = [], 0
    for hit in hidden:
        start = shown.index(hit.mask, place)
        parts += [shown[place:start], _LEFT_OUT]
        place = start + len(hit.mask)
    return "".join([*parts, shown[place:]])
