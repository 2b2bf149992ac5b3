"""What a message can name beyond the case, and the names of its slots."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from caseorg.domain.scenario import Scenario
from caseorg.domain.story.story import Story

SLOT_NAMES = {
    "name": "your name",
    "phone": "your telephone number",
    "address": "your postal address",
    "platform": "the platform",
    "merchant": "the merchant's name",
    "merchant_address": "the merchant's address",
    "respondent": "the name on the licence or the credit code",
    "respondent_address": "the merchant's address",
    "credit_code": "the merchant's credit code",
    "website": "the merchant's website",
    "order_number": "the order number",
    "product": "what was bought",
    "paid": "the amount paid",
    "price": "the amount paid",
    "paid_capital": "the amount paid",
    "refunded": "what was refunded",
    "claimed": "the sum claimed",
    "claimed_capital": "the sum claimed",
    "payment": "how it was paid",
    "transaction": "the transaction number",
    "account": "the account for the goods",
    "ordered_at": "when it was ordered",
    "scenario": "the kind of problem",
    "when": "when it happened",
    "problem": "what went wrong",
    "incident": "what went wrong",
    "error": "the words of the error",
    "facts": "what happened (events)",
    "since_purchase": "what happened (events)",
    "clue": "what happened (events)",
    "contacts": "your contacts so far",
    "contact_count": "your contacts so far",
    "last_contact": "your last contact",
    "answer": "the last answer",
    "waited": "the time since the last contact",
    "ticket": "the ticket number",
    "promise": "a promise",
    "overdue": "a promise that was not kept",
    "late": "the time by which a promise is late",
    "terms": "terms by which nothing is taken back",
    "rescinded": "what is rescinded",
    "state": "how it stands now",
    "checks": "what you checked yourself",
    "asks": "what you ask for",
    "basis": "the articles relied on",
    "main_basis": "the articles relied on",
    "rules": "the rules concerned",
    "demand": "what you demand",
    "demands": "what you demand",
    "asked": "what you demand",
    "deadline": "a deadline",
    "term": "a deadline",
    "evidence": "evidence",
    "today": "today's date",
    "transfers": "time and amount of the transfers",
    "payee": "the account that was paid to",
    "caller": "their number, account or link",
    "institution": "the payment service",
    "operator": "the company of the platform",
    "payment_basis": "the articles relied on",
}
BLOCKS = ("facts", "since_purchase", "clue", "demands", "asked", "asks")


@dataclass(frozen=True, slots=True)
class Background:
    """What a message says beyond the case. `citations` are the articles as they are printed, `tags` say
    of each in a few words what it gives where there is room; `platform` and
    `channels` (by their ids) names in Chinese; `of_platform` are those of the platform. `stops_payments`: it goes
    to who can stop a payment; `to_authority`: to one. `suspected` are the articles that may have been broken.
    `institution` is the company of the payment service, `operator` that of the platform; `payment_citations` hold
    against the former. `formula` is how the sum that is asked back was worked out."""

    now: datetime
    story: Story
    scenario: Scenario | None = None
    citations: tuple[str, ...] = ()
    tags: Mapping[str, str] = field(default_factory=dict)
    platform: str = ""
    channels: Mapping[str, str] = field(default_factory=dict)
    of_platform: frozenset[str] = frozenset()
    stops_payments: bool = False
    to_authority: bool = False
    names_agents: bool = False
    institution: str = ""
    operator: str = ""
    payment_citations: tuple[str, ...] = ()
    suspected: tuple[str, ...] = ()
    formula: str = ""
