"""caseorg case new, set, show"""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any

import typer

from caseorg.actions.case import edit_case, new_case
from caseorg.cli.case_lines import case_facts, case_lines
from caseorg.cli.context import CaseArgument, Json, given, known_id, opened, opened_case, require_options
from caseorg.cli.show import to_json
from caseorg.domain.case import Answer, CaseDetails, CaseId, Order, OrderId, Payment, Platform, Role, Stage
from caseorg.domain.moments import Moment, parse_past
from caseorg.domain.money import parse_yuan
from caseorg.domain.parties.credit_code import tidy_code
from caseorg.domain.parties.respondent import About, party_of, respondents, with_about, with_party
from caseorg.i18n import say
from caseorg.knowledge.answers import read_answer
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.respondents import as_named, doubts, other_side
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace

Title = Annotated[str | None, typer.Option(help="What went wrong, in a few words.")]
PlatformOption = Annotated[Platform | None, typer.Option(help="Where it was bought.")]
Merchant = Annotated[str | None, typer.Option(help="The merchant's name.")]
MerchantAddress = Annotated[str | None, typer.Option(help="The merchant's address.")]
MerchantPhone = Annotated[str | None, typer.Option(help="The merchant's telephone number.")]
MerchantCode = Annotated[str | None, typer.Option(help="The merchant's 统一社会信用代码, 18 characters.")]
MerchantContact = Annotated[str | None, typer.Option(help="Whom to talk to at the merchant's.")]
MerchantLicence = Annotated[str | None, typer.Option(help="The number of the merchant's licence for its trade.")]
MerchantWebsite = Annotated[str | None, typer.Option(help="The merchant's website.")]
Payee = Annotated[str | None, typer.Option(help="Whom the bill names as the payee.")]
Respondent = Annotated[
    About | None, typer.Option(help="Whom it is about: the merchant, the platform where it sells, or both.")
]
PlatformCompany = Annotated[str | None, typer.Option(help="The platform's company, as its licence names it.")]
PlatformAddress = Annotated[str | None, typer.Option(help="The platform's address, as its licence says.")]
PlatformCode = Annotated[str | None, typer.Option(help="The platform's 统一社会信用代码.")]
OrderNumber = Annotated[str | None, typer.Option("--order-no", help="The order number.")]
Product = Annotated[str | None, typer.Option(help="What was bought.")]
Paid = Annotated[str | None, typer.Option(help="What was really paid, in yuan, such as 50.00.")]
OrderedAt = Annotated[str | None, typer.Option(help="When it was ordered, such as 2026-11-01T14:30 (Beijing time).")]
Refunded = Annotated[str | None, typer.Option(help="What came back of it since, in yuan.")]
PaidWith = Annotated[Payment | None, typer.Option(help="How it was paid.")]
Transaction = Annotated[str | None, typer.Option(help="The number that the payment service gave it.")]
Account = Annotated[str | None, typer.Option(help="The account that was to be topped up.")]
Scenario = Annotated[
    str | None, typer.Option(help="What kind of trouble it is, see “caseorg knowledge list scenarios”.")
]
Answers = Annotated[
    list[str] | None, typer.Option("--answer", help="What was found to a question, as QUESTION=ANSWER. Repeatable.")
]
Demand = Annotated[str | None, typer.Option(help="What you demand: action, amount, deadline. One demand a line.")]


def register(group: typer.Typer) -> None:
    """Adds the commands to `caseorg case`."""
    group.command("new")(new)
    group.command("set")(change)
    group.command("show")(show)


def new(
    context: typer.Context,
    title: Annotated[str, typer.Option(help="What went wrong, in a few words.")],
    platform: PlatformOption = None,
    merchant: Merchant = None,
    merchant_address: MerchantAddress = None,
    merchant_phone: MerchantPhone = None,
    merchant_code: MerchantCode = None,
    merchant_contact: MerchantContact = None,
    merchant_licence: MerchantLicence = None,
    merchant_website: MerchantWebsite = None,
    payee: Payee = None,
    respondent: Respondent = None,
    platform_company: PlatformCompany = None,
    platform_address: PlatformAddress = None,
    platform_code: PlatformCode = None,
    order_no: OrderNumber = None,
    product: Product = None,
    paid: Paid = None,
    ordered_at: OrderedAt = None,
    demand: Demand = None,
    scenario: Scenario = None,
) -> None:
    """Makes a case and prints its id."""
    shop = given(
        name=merchant,
        address=merchant_address,
        phone=merchant_phone,
        credit_code=_code(merchant_code),
        contact=merchant_contact,
        licence=merchant_licence,
        website=merchant_website,
        payee=payee,
    )
    company = given(name=platform_company, address=platform_address, credit_code=_code(platform_code))
    order = given(number=order_no, product=product, paid=amount_of(paid), ordered_at=moment_of(ordered_at))
    details = replace(CaseDetails(title=title), platform=platform or Platform.OTHER, demand=demand or "")
    details = _with_sides(_with_order(details, order), shop, company, respondent)
    with opened(context) as workspace:
        known_id("scenario", scenario, workspace.knowledge.scenarios)
        case_id = workspace.write(new_case, replace(details, scenario=scenario or ""))
        typer.echo(case_id)
        _tell_sides(workspace, case_id)


def change(
    context: typer.Context,
    case: CaseArgument,
    title: Title = None,
    platform: PlatformOption = None,
    stage: Annotated[Stage | None, typer.Option(help="How far the dispute has come.")] = None,
    merchant: Merchant = None,
    merchant_address: MerchantAddress = None,
    merchant_phone: MerchantPhone = None,
    merchant_code: MerchantCode = None,
    merchant_contact: MerchantContact = None,
    merchant_licence: MerchantLicence = None,
    merchant_website: MerchantWebsite = None,
    payee: Payee = None,
    respondent: Respondent = None,
    platform_company: PlatformCompany = None,
    platform_address: PlatformAddress = None,
    platform_code: PlatformCode = None,
    order_no: OrderNumber = None,
    product: Product = None,
    paid: Paid = None,
    ordered_at: OrderedAt = None,
    refunded: Refunded = None,
    payment: PaidWith = None,
    transaction: Transaction = None,
    account: Account = None,
    demand: Demand = None,
    scenario: Scenario = None,
    answers: Answers = None,
) -> None:
    """Changes what is given and leaves the rest. Order options change the first order."""
    require_options(context, "case")
    with opened_case(context, case) as (workspace, case_id):
        found = workspace.read(load_case, case_id)
        shop = given(
            name=merchant,
            address=merchant_address,
            phone=merchant_phone,
            credit_code=_code(merchant_code),
            contact=merchant_contact,
            licence=merchant_licence,
            website=merchant_website,
            payee=payee,
        )
        company = given(name=platform_company, address=platform_address, credit_code=_code(platform_code))
        details = _with_sides(found.details, shop, company, respondent)
        order = given(
            number=order_no,
            product=product,
            paid=amount_of(paid),
            ordered_at=moment_of(ordered_at),
            refunded=amount_of(refunded),
            payment=payment,
            transaction=transaction,
            account=account,
        )
        known_id("scenario", scenario, workspace.knowledge.scenarios)
        told = given(title=title, platform=platform, stage=stage, demand=demand, scenario=scenario)
        details = replace(_with_order(details, order), **told)
        details = _with_answers(workspace.knowledge, details, answers or [])
        workspace.change(edit_case, case_id, details, found.details)
        if shop or company or respondent or platform:
            _tell_sides(workspace, case_id)


def show(context: typer.Context, case: CaseArgument, as_json: Json = False) -> None:
    """Shows a case with its timeline."""
    with opened_case(context, case) as (workspace, case_id):
        found = workspace.read(load_case, case_id)
        scenario = workspace.knowledge.scenarios.get(found.scenario)
        sides = respondents(as_named(workspace.knowledge, found))
    lines = case_lines(found, sides, scenario.name if scenario else "")
    typer.echo(to_json(case_facts(found, sides)) if as_json else "\n".join(lines))


def _with_sides(
    details: CaseDetails, shop: dict[str, Any], company: dict[str, Any], chosen: About | None
) -> CaseDetails:
    """What was given of the merchant and of the platform's company, and whom it is about."""
    parties = details.parties
    for role, fields in ((Role.MERCHANT, shop), (Role.PLATFORM, company)):
        parties = with_party(parties, replace(party_of(parties, role), **fields))
    changed = replace(details, parties=parties)
    return changed if chosen is None else with_about(changed, chosen)


def _tell_sides(workspace: Workspace, case_id: CaseId) -> None:
    """What is doubtful in what was stored of the other side; it is stored all the same."""
    for doubt in doubts(other_side(workspace.knowledge, workspace.read(load_case, case_id))):
        typer.echo(say(doubt), err=True)


def _code(typed: str | None) -> str | None:
    return tidy_code(typed) if typed is not None else None


def _with_answers(knowledge: Knowledge, details: CaseDetails, typed: list[str]) -> CaseDetails:
    """An empty answer takes the present one off; so does the name of one that is no question any more."""
    answers = {answer.question: answer for answer in details.answers}
    for text in typed:
        name, _, value = (part.strip() for part in text.partition("="))
        old = name in answers and not value
        answer = Answer(question=name, value="") if old else read_answer(knowledge, text, details.scenario)
        answers[answer.question] = answer
    return replace(details, answers=tuple(answers.values()))


def _with_order(details: CaseDetails, fields: dict[str, Any]) -> CaseDetails:
    if not fields:
        return details
    first, *others = details.orders or (Order(id=OrderId("")),)
    return replace(details, orders=(replace(first, **fields), *others))


def amount_of(text: str | None) -> Decimal | None:
    return parse_yuan(text) if text is not None else None


def moment_of(text: str | None) -> Moment | None:
    return parse_past(text, datetime.now(UTC)) if text is not None else None
