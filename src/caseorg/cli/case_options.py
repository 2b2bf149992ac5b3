"""What can be said of a case and of its orders on the command line: the options as data, and the fields they fill."""

import inspect
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar, cast

import typer

from caseorg.domain.case import Payment, Platform, Stage
from caseorg.domain.moments import Moment, parse_past
from caseorg.domain.money import parse_yuan
from caseorg.domain.parties.credit_code import tidy_code
from caseorg.domain.parties.respondent import About

Command = TypeVar("Command", bound=Callable[..., None])
CaseOptions = Mapping[str, Any]


def _text(help_: str, *flags: str) -> object:
    return Annotated[str | None, typer.Option(*flags, help=help_)]


OPTIONS: dict[str, object] = {
    "title": _text("What went wrong, in a few words."),
    "platform": Annotated[Platform | None, typer.Option(help="Where it was bought.")],
    "stage": Annotated[Stage | None, typer.Option(help="How far the dispute has come.")],
    "merchant": _text("The merchant's name."),
    "merchant_address": _text("The merchant's address."),
    "merchant_phone": _text("The merchant's telephone number."),
    "merchant_code": _text("The merchant's 统一社会信用代码, 18 characters."),
    "merchant_contact": _text("Whom to talk to at the merchant's."),
    "merchant_licence": _text("The number of the merchant's licence for its trade."),
    "merchant_website": _text("The merchant's website."),
    "payee": _text("Whom the bill names as the payee."),
    "respondent": Annotated[
        About | None, typer.Option(help="Whom it is about: the merchant, the platform where it sells, or both.")
    ],
    "platform_company": _text("The platform's company, as its licence names it."),
    "platform_address": _text("The platform's address, as its licence says."),
    "platform_code": _text("The platform's 统一社会信用代码."),
    "order_no": _text("The order number.", "--order-no"),
    "product": _text("What was bought."),
    "paid": _text("What was really paid, in yuan, such as 50.00."),
    "ordered_at": _text("When it was ordered, such as 2026-11-01T14:30 (Beijing time)."),
    "refunded": _text("What came back of it since, in yuan."),
    "payment": Annotated[Payment | None, typer.Option(help="How it was paid.")],
    "transaction": _text("The number that the payment service gave it."),
    "account": _text("The account that was to be topped up."),
    "demand": _text("What you demand: action, amount, deadline. One demand a line."),
    "scenario": _text("What kind of trouble it is, see “caseorg knowledge list scenarios”."),
    "answers": Annotated[
        list[str] | None,
        typer.Option("--answer", help="What was found to a question, as QUESTION=ANSWER. Repeatable."),
    ],
}

# Option → field.
MERCHANT = {
    "merchant": "name",
    "merchant_address": "address",
    "merchant_phone": "phone",
    "merchant_code": "credit_code",
    "merchant_contact": "contact",
    "merchant_licence": "licence",
    "merchant_website": "website",
    "payee": "payee",
}
COMPANY = {"platform_company": "name", "platform_address": "address", "platform_code": "credit_code"}
FIRST_ORDER = {"order_no": "number", "product": "product", "paid": "paid", "ordered_at": "ordered_at"}
ORDER = {
    **FIRST_ORDER,
    **{name: name for name in ("refunded", "payment", "transaction", "account")},
}
DETAILS = {name: name for name in ("title", "platform", "stage", "demand", "scenario")}
SIDES = (*MERCHANT, "respondent", *COMPANY)


def _moment(text: str) -> Moment:
    return parse_past(text, datetime.now(UTC))


_READ: dict[str, Callable[[str], object]] = {
    "merchant_code": tidy_code,
    "platform_code": tidy_code,
    "paid": parse_yuan,
    "refunded": parse_yuan,
    "ordered_at": _moment,
}


def fields_of(options: CaseOptions, fields: Mapping[str, str]) -> dict[str, Any]:
    """The fields of which something was told, with what it says."""
    given = {option: value for option in fields if (value := options.get(option)) is not None}
    return {fields[option]: _READ[option](value) if option in _READ else value for option, value in given.items()}


def with_options(*names: str) -> Callable[[Command], Command]:
    """The command has these options beside its own parameters; they come in `**told`, None where one is not given."""

    def decorate(command: Command) -> Command:
        whole = inspect.signature(command)
        own = [
            parameter for parameter in whole.parameters.values() if parameter.kind is not inspect.Parameter.VAR_KEYWORD
        ]
        more = [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=OPTIONS[name])
            for name in names
        ]
        cast(Any, command).__signature__ = whole.replace(parameters=[*own, *more])  # this is what typer reads
        return command

    return decorate
