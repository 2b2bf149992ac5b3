"""Who the other side is, in words that the window and the command line share."""

from collections.abc import Iterator

from caseorg.domain.parties.respondent import NAME_BLANK, Respondent
from caseorg.domain.remark import Remark, listing, remark
from caseorg.i18n import remark_text
from caseorg.knowledge.respondents import OtherSide, doubts

Line = str | Remark


def name_doubts(found: OtherSide) -> Iterator[Remark]:
    """What is doubtful in what was entered."""
    yield from doubts(found)
    if any(side.name and not side.identified and side.name_blank == NAME_BLANK for side in found.respondents):
        yield remark("12315 often does not find a shop by its name: note the name on the licence, or the credit code.")


def respondent_lines(found: OtherSide) -> Iterator[Line]:
    """Whom it is about, what is doubtful, and how the rest is found out."""
    for side in found.respondents:
        yield remark("Complained of: {name}", name=described(side))
    yield from name_doubts(found)
    for payee in found.payees:
        yield remark(
            "{label} names “{payee}” as the payee; is that the business?",
            label=payee.evidence.label,
            payee=payee.name,
        )
    yield from guide_lines(found.guide, found.nobody)


def guide_lines(guide: tuple[str, ...], nobody: tuple[str, ...]) -> Iterator[Line]:
    """Where it is shown whose a shop is, and what to do where nobody is found."""
    if guide:
        yield remark("Where to find it:")
        yield from guide
    if nobody:
        yield remark("Where nobody is found:")
        yield from nobody


def described(side: Respondent) -> Remark:
    """Name and whatever else is known of it: `星河数码专营店〔…待查〕，联系人张三，网址example.com`"""
    shop = side.shop if side.company else ""
    fields = (
        (shop, remark("shop {value}", value=shop)),
        (side.credit_code, remark("credit code {value}", value=side.credit_code)),
        (side.licence, remark("licence {value}", value=side.licence)),
        (side.website, remark("website {value}", value=side.website)),
        (side.address, remark("address {value}", value=side.address)),
        (side.contact, remark("contact {value}", value=side.contact)),
        (side.phone, remark("telephone {value}", value=side.phone)),
        (side.payee, remark("payee on the bill {value}", value=side.payee)),
    )
    return listing([side.shown_name, *(value_text for value, value_text in fields if value)])


def line_text(line: Line) -> str:
    """A line in the chosen language; what the knowledge says is Chinese."""
    return remark_text(line) if isinstance(line, Remark) else line


def respondent_facts(side: Respondent) -> dict[str, str | bool]:
    """One of those whom it is about, for JSON; blanks are empty."""
    return {
        "role": side.role.value,
        "company": side.company,
        "shop": side.shop,
        "credit_code": side.credit_code,
        "licence": side.licence,
        "website": side.website,
        "address": side.address,
        "contact": side.contact,
        "phone": side.phone,
        "payee": side.payee,
        "identified": side.identified,
    }
