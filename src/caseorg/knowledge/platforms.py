"""The platforms by the names that are printed."""

import tomllib
from functools import cache

from caseorg.domain.case import Platform
from caseorg.resources import resource


@cache
def _platforms() -> dict[str, dict[str, str]]:
    return tomllib.loads(resource("knowledge/platforms.toml").read_text(encoding="utf-8"))


def platform_name(platform: Platform) -> str:
    """The platform's Chinese name; empty for OTHER."""
    return _platforms()[platform]["name"]


def platform_seat(platform: Platform) -> str:
    """Where its operator is registered, as is generally said; empty for not known."""
    return _platforms()[platform].get("seat", "")
