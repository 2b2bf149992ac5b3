"""Objections to what was bought, paid and done: use, mistakes, private payments, terms of sale, the sum demanded."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from caseorg.domain.case import CaseFile, Event, EventId, Part
from caseorg.domain.checks.objections.objection import Objection
from caseorg.domain.checks.objections.proofs import showing
from caseorg.domain.money import show_yuan
from caseorg.domain.papers.missing import Missing
from caseorg.domain.parties.respondent import SHOPS
from caseorg.domain.remark import Remark, remark
from caseorg.domain.scenario import Proof, Scenario
from caseorg.domain.story.story import Story
from caseorg.domain.sums.totals import sums_of


@dataclass(frozen=True, slots=True)
class _Told:
    """An objection that what happened calls for, by a mark of the story."""

    rule: str
    mark: str
    says: Remark
    fix: Remark


_TOLD = (
    _Told(
        "code-used",
        "code-used",
        remark("You used the code yourself."),
        remark(
            "Ask in writing for time, account and channel of the first use (E-Commerce Law art. 62: original records) "
            "and show your own account's record."
        ),
    ),
    _Told(
        "activated",
        "activated",
        remark("Goods that were activated or used are not taken back."),
        remark(
            "Consumer Protection Law art. 25 is about returns without a reason; for goods that are not as promised "
            "art. 24 applies. Show what did not work and since when."
        ),
    ),
    _Told(
        "shared",
        "shared",
        remark("You gave the code to others; one of them used it."),
        remark(
            "Say truthfully whom you gave it to and when, and show by the time of first use that it was used before."
        ),
    ),
    _Told(
        "own-mistake",
        "own-mistake",
        remark("You entered or chose it wrongly yourself."),
        remark("Show by a recording which account, region and code you entered, and what the goods page says of them."),
    ),
    _Told(
        "private-payment",
        "private-payment",
        remark("The money did not pass through the platform; it is a private matter."),
        remark(
            "Show who led you there: where the shop's people did, the shop is still liable (online consumption rules "
            "of the Supreme People's Court art. 5). Add the payee's page."
        ),
    ),
    _Told(
        "no-refund",
        "no-refund-terms",
        remark("Virtual goods are never refunded once sold."),
        remark(
            "Such a term does not bind where it takes consumers' rights away (Consumer Protection Law art. 26, Online "
            "Trading Measures art. 21); defects fall under art. 24. Ask for the written reason of the refusal."
        ),
    ),
)


def conduct_objections(
    case: CaseFile, story: Story, scenario: Scenario | None, proofs: Mapping[str, Proof]
) -> Iterator[Objection]:
    """What the events tell, what the user answered, what is demanded."""
    for rule in _TOLD:
        if event := _first_telling(story, rule.mark):
            yield Objection(rule=rule.rule, says=rule.says, fix=rule.fix, event=event)
        elif rule.rule == "private-payment":
            yield from _private_payee(case, proofs, rule)
    yield from _after_window(case)
    yield from _answers(case, scenario)
    yield from _sum(case)


def _first_telling(story: Story, mark: str) -> EventId | None:
    """The first event that tells of it; what is planned or felt was not done."""
    return next((beat.event for beat in story.marked(mark) if beat.event and beat.part is not Part.ASIDE), None)


def _private_payee(case: CaseFile, proofs: Mapping[str, Proof], rule: _Told) -> Iterator[Objection]:
    """A page of the payee beside a platform's order means that it was paid outside of it."""
    payees = [item for item in showing(case, frozenset({"payee"}), proofs) if "payee" in item.shows]
    if payees and case.platform in SHOPS:
        yield Objection(rule=rule.rule, says=rule.says, fix=rule.fix, evidence=payees[0].id)


def _after_window(case: CaseFile) -> Iterator[Objection]:
    """The refund was first demanded when the after-sale period had ended."""
    ended = _first(case, "after-sale-ends")
    demanded = _first(case, "refund-demanded")
    if ended and demanded and demanded.at.at > ended.at.at:
        yield Objection(
            rule="after-window",
            says=remark("The after-sale period was over when you asked."),
            fix=remark(
                "Show earlier contacts if there were any. A platform's period does not end the claim for breach "
                "(Civil Code art. 577)."
            ),
            event=demanded.id,
        )


def _first(case: CaseFile, milestone: str) -> Event | None:
    found = (event for event in case.events if event.milestone == milestone)
    return min(found, key=lambda event: event.at.at, default=None)


def _answers(case: CaseFile, scenario: Scenario | None) -> Iterator[Objection]:
    """Answers to the scenario's checks that point at the user's own mistake or elsewhere."""
    for check in scenario.checks if scenario else ():
        answer = case.answer(check.id)
        if answer in check.stops:
            yield Objection(
                rule="self-check",
                says=remark("It is your own doing: {question} {answer}.", question=check.text, answer=answer),
                fix=remark("{advice}", advice=check.advice)
                if check.advice
                else remark("Clear this up before you write."),
                gap=check.id,
            )


def _sum(case: CaseFile) -> Iterator[Objection]:
    """More is demanded than was paid and not refunded."""
    sums = sums_of(case)
    if sums.open is not None and sums.claimed is not None and sums.claimed > sums.open:
        yield Objection(
            rule="sum",
            says=remark(
                "{demanded} yuan are demanded, but only {owed} are open.",
                demanded=show_yuan(sums.claimed),
                owed=show_yuan(sums.open),
            ),
            fix=remark(
                "Correct the sum or say how it is made up. Three times the price is for fraud alone (Consumer "
                "Protection Law art. 55) and needs facts for it."
            ),
            gap=Missing.DEMAND,
        )
