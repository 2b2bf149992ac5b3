"""The platforms by the names that are printed."""

import re
import tomllib
from functools import cache

from caseorg.domain.case import CaseFile, Platform
from caseorg.resources import resource

_ADDRESS = re.compile(
    r"(?<![\w@.-])(?:https?://)?(?:[a-z\d-]+\.)+[a-z]{2,}(?![\w@-])(?:[/:][\w./:?=&%-]*)?", re.ASCII | re.IGNORECASE
)


@cache
def _platforms() -> dict[str, dict[str, str]]:
    return tomllib.loads(resource("knowledge/platforms.toml").read_text(encoding="utf-8"))


def platform_name(platform: Platform) -> str:
    """The platform's Chinese name; empty for OTHER."""
    return _platforms()[platform]["name"]


def trade_place(case: CaseFile) -> str:
    """Where it was bought, as messages and papers say it; empty where nobody said.

    A website of its own is no platform: it is named by its address, or else by whose it is.
    """
    if case.platform is not Platform.SITE:
        return platform_name(case.platform)
    shop = case.merchant
    found = _ADDRESS.search(f"{shop.contact} {shop.address} {shop.name}")
    name = found[0] if found else shop.name
    return f"商家自有网站（{name}）" if name else "商家自有网站"


def platform_seat(platform: Platform) -> str:
    """Where its operator is registered, as is generally said; empty for not known."""
    return _platforms()[platform].get("seat", "")
