"""The platforms by the names that are printed, and who operates them."""

import re
from functools import cache

from caseorg.domain.case import CaseFile, Platform
from caseorg.domain.parties.marketplace import Operator, operator_of, payment_operator
from caseorg.knowledge.kinds import kinds_in
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.reader import read_tables
from caseorg.resources import resource

_FILE = "platforms.toml"
_ADDRESS = re.compile(
    r"(?<![\w@.-])(?:https?://)?(?:[a-z\d-]+\.)+[a-z]{2,}(?![\w@-])(?:[/:][\w./:?=&%-]*)?", re.ASCII | re.IGNORECASE
)


@cache
def _names() -> dict[str, str]:
    """Our own names: a paper calls a platform the same whatever file the user put over ours."""
    found = read_tables(resource(f"knowledge/{_FILE}").read_text(encoding="utf-8"), kinds_in(_FILE))
    return {key: getattr(place, "name", "") for key, place in found["platform"].items()}


def platform_name(platform: Platform) -> str:
    """The platform's Chinese name; empty for OTHER."""
    return _names()[platform]


def trade_place(case: CaseFile) -> str:
    """Where it was bought, as messages and papers say it; empty where nobody said.

    A website of its own is no platform: it is named by its address, or else by whose it is.
    """
    if case.platform is not Platform.SITE:
        return platform_name(case.platform)
    shop = case.merchant
    found = _ADDRESS.search(f"{shop.website} {shop.contact} {shop.address} {shop.name}")
    name = found[0] if found else shop.name
    return f"商家自有网站（{name}）" if name else "商家自有网站"


def platform_operator(knowledge: Knowledge, case: CaseFile) -> Operator | None:
    """The company that runs the platform of the case, as is generally said; its licence decides."""
    return operator_of(case, knowledge.marketplaces, knowledge.operators)


def platform_seat(knowledge: Knowledge, case: CaseFile) -> str:
    """Where that company is registered, as is generally said; empty for not known."""
    operator = platform_operator(knowledge, case)
    return operator.seat if operator else ""


def payment_institution(knowledge: Knowledge, case: CaseFile) -> str:
    """The company behind the way that the case was paid; empty where that was no payment service, or nobody said so."""
    found = (payment_operator(order.payment, knowledge.operators) for order in case.orders)
    return next((operator.company for operator in found if operator), "")


def whose_shop(knowledge: Knowledge, platform: Platform) -> tuple[str, ...]:
    """How to find the business behind the shop, the website or the person."""
    place = knowledge.marketplaces.get(platform)
    return place.licence if place else ()


def nobody_found(knowledge: Knowledge, platform: Platform) -> tuple[str, ...]:
    """What to do where that finds nobody."""
    place = knowledge.marketplaces.get(platform)
    return place.nobody if place else ()
