"""What a complaint or a report asks for and a case does not say."""

from enum import StrEnum

from caseorg.domain.case import CaseFile
from caseorg.domain.parties.respondent import respondents


class Missing(StrEnum):
    """What 令121 art. 10(1) asks for, or a clerk needs, and the case does not say."""

    NAME = "your name"
    PHONE = "your telephone number"
    ADDRESS = "your postal address"
    MERCHANT = "the merchant's name"
    MERCHANT_ADDRESS = "the merchant's address"
    LICENCE = "the name on the licence or the credit code"
    ORDER = "the order number"
    PAID = "the amount paid"
    FACTS = "what happened (events)"
    DEMAND = "what you demand"
    EVIDENCE = "evidence"


def missing(case: CaseFile) -> tuple[Missing, ...]:
    """What is still missing, the most important first."""
    sides = respondents(case)
    named = all(side.name for side in sides)
    holds = {
        Missing.NAME: case.complainant.name,
        Missing.PHONE: case.complainant.phone,
        Missing.ADDRESS: case.complainant.address,
        Missing.MERCHANT: named,
        Missing.ORDER: any(order.number for order in case.orders),
        Missing.PAID: case.paid_amount is not None,
        Missing.FACTS: any(event.in_complaint for event in case.events),
        Missing.DEMAND: case.demand.strip(),
        Missing.EVIDENCE: case.standing_evidence,
        Missing.MERCHANT_ADDRESS: all(side.address for side in sides),
        Missing.LICENCE: not named or all(side.identified or side.private for side in sides),
    }
    return tuple(name for name, value in holds.items() if not value)
