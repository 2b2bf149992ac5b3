"""Who the other side is, with what the knowledge adds: insults are no names, a platform has a company behind it."""

import re
from dataclasses import dataclass, replace

from caseorg.domain.case import CaseFile, Party, Role
from caseorg.domain.checks.jurisdiction import CompetentOffice, competent_office, reporting_office
from caseorg.domain.checks.objections.proofs import showing
from caseorg.domain.messages.channel import Channel
from caseorg.domain.parties.credit_code import code_fault
from caseorg.domain.parties.marketplace import Operator
from caseorg.domain.parties.names import company_and_shop
from caseorg.domain.parties.payees import Payee, payees
from caseorg.domain.parties.respondent import About, Respondent, about, party_of, respondents, with_party
from caseorg.domain.remark import Remark, remark
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.platforms import nobody_found, platform_operator, whose_shop
from caseorg.knowledge.recent import remembered

_BILLS = frozenset({"payment", "payee", "bill"})  # kinds of proof
_ABUSIVE = ("insult", "swindlers")  # rules of wording.toml


@remembered
def as_named(knowledge: Knowledge, case: CaseFile) -> CaseFile:
    """The case as papers and texts name its parties: an insult is no name, and the platform that it is about has the
    company that is generally known, unless the user wrote another."""
    parties = tuple(replace(party, name="") if abusive_name(knowledge, party) else party for party in case.parties)
    if about(case) is not About.MERCHANT:
        parties = with_party(parties, _completed(party_of(parties, Role.PLATFORM), platform_operator(knowledge, case)))
    return case if parties == case.parties else replace(case, parties=parties)


def _completed(party: Party, operator: Operator | None) -> Party:
    """A company that the user named is another one than ours: then nothing of ours is added."""
    if operator is None or party.name not in ("", operator.company):
        return party
    return replace(
        party,
        name=operator.company,
        address=party.address or operator.seat,
        credit_code=party.credit_code or operator.credit_code,
    )


def abusive_name(knowledge: Knowledge, party: Party) -> bool:
    """Whether the name is an insult. That of a registered business is none, whatever its words."""
    if not party.name or party.credit_code or company_and_shop(party.name).company:
        return False
    rules = (knowledge.wording[key] for key in _ABUSIVE if key in knowledge.wording)
    return any(re.search(pattern, party.name) for rule in rules for pattern in rule.patterns)


def office_of(knowledge: Knowledge, case: CaseFile) -> CompetentOffice:
    """Where a complaint is filed."""
    return competent_office(case, platform_operator(knowledge, case))


def office_for(knowledge: Knowledge, case: CaseFile, channel: Channel) -> CompetentOffice | None:
    """Where a complaint or report over this channel is filed; None where it has one door for all."""
    operator = platform_operator(knowledge, case)
    return _OFFICES[channel.id](case, operator) if channel.id in _OFFICES else None


_OFFICES = {"12315": competent_office, "12315-report": reporting_office}


def named_payees(knowledge: Knowledge, case: CaseFile) -> tuple[Payee, ...]:
    """Whom the bills of the case name, beside who is known already."""
    known = {
        text for party in case.parties for text in (party.name, party.payee, *company_and_shop(party.name)) if text
    }
    found = payees(showing(case, _BILLS, knowledge.proofs), knowledge.payees.values())
    return tuple(payee for payee in found if payee.name not in known)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSide:
    """What there is to say of those whom a complaint is about.

    `insults` are names that are not taken for any, `faults` what is wrong with credit codes, `unverified` is the
    platform's company where only we name it. `guide` and `nobody` are empty where nothing is missing.
    """

    respondents: tuple[Respondent, ...]
    insults: tuple[str, ...]
    faults: tuple[Remark, ...]
    unverified: Operator | None
    payees: tuple[Payee, ...]
    guide: tuple[str, ...]
    nobody: tuple[str, ...]


def other_side(knowledge: Knowledge, case: CaseFile) -> OtherSide:
    """Who it is, what is doubtful, and how the rest is found out."""
    sides = respondents(as_named(knowledge, case))
    ours = about(case) is not About.MERCHANT and not party_of(case.parties, Role.PLATFORM).name
    sought = any(not side.identified or not side.address for side in sides if side.role is Role.MERCHANT)
    return OtherSide(
        respondents=sides,
        insults=tuple(party.name for party in case.parties if abusive_name(knowledge, party)),
        faults=tuple(fault for side in sides if (fault := code_fault(side.credit_code))),
        unverified=platform_operator(knowledge, case) if ours else None,
        payees=named_payees(knowledge, case),
        guide=whose_shop(knowledge, case.platform) if sought else (),
        nobody=nobody_found(knowledge, case.platform) if sought else (),
    )


def doubts(found: OtherSide) -> tuple[Remark, ...]:
    """What is to be mended in what was entered, or looked up; none of it holds a paper."""
    remarks = [remark("“{name}” is an insult, so it is not printed as a name.", name=name) for name in found.insults]
    remarks += found.faults
    if found.unverified:
        day = found.unverified.checked
        remarks.append(remark("Who runs the platform is not verified (as of {day}): compare its licence.", day=day))
    return tuple(remarks)
