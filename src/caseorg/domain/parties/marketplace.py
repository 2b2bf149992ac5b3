"""Where it was bought and which company operates it: whom a complaint may be about where the shop is not found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from caseorg.domain.case import CaseFile, Payment, Platform
from caseorg.domain.known import KnowledgeEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Marketplace(KnowledgeEntry):
    """A place of purchase by the name that is printed; its id is a Platform. `operators` begins with the usual one.

    `licence` says where it shows whose a shop is, and what else tells it, `nobody` what to do where all that names
    nobody. What has no name has a `title` to read.
    """

    name: str = ""
    title: str = ""
    operators: tuple[str, ...] = ()
    licence: tuple[str, ...] = ()
    nobody: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator(KnowledgeEntry):
    """A company that runs a platform or a payment service; an empty field is not known.

    `name` is what people call it, `seat` the district where it is registered, `words` tell it from other operators of
    the same place. The licence decides in all of this.
    """

    name: str
    company: str = ""
    seat: str = ""
    credit_code: str = ""
    words: tuple[str, ...] = ()
    note: str = ""
    payment: Payment = Payment.UNKNOWN


def operator_of(
    case: CaseFile, marketplaces: Mapping[str, Marketplace], operators: Mapping[str, Operator]
) -> Operator | None:
    """The operator of the platform where it was bought; None for a website of its own, or where nobody is named.

    What the case calls the place, the shop and the goods tells several operators apart.
    """
    place = marketplaces.get(case.platform)
    known = [operators[key] for key in place.operators if key in operators] if place else []
    named = next((operator for operator in known if _is_named(operator.words, case)), None)
    usual = next(iter(known), None) if case.platform is not Platform.OTHER else None
    return named or usual


def payment_operator(payment: Payment, operators: Mapping[str, Operator]) -> Operator | None:
    """The company behind a way of paying; None where it was no payment service, or nobody said which."""
    if payment is Payment.UNKNOWN:
        return None
    return next((operator for operator in operators.values() if operator.payment is payment), None)


def _is_named(words: Iterable[str], case: CaseFile) -> bool:
    shop = case.merchant
    texts = (case.title, shop.name, shop.contact, *(order.product for order in case.orders))
    wording = _plain(" ".join(texts))
    return any(_plain(word) in wording for word in words)


def _plain(text: str) -> str:
    return "".join(text.casefold().split())
