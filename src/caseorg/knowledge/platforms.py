"""The platforms by the names that are printed."""

import tomllib
from functools import cache

from caseorg.domain.case import Platform
from caseorg.resources import resource


@cache
def _platform_names() -> dict[str, str]:
    entries = tomllib.loads(resource("knowledge/platforms.toml").read_text(encoding="utf-8"))
    return {key: entry["name"] for key, entry in entries.items()}


def platform_name(platform: Platform) -> str:
    """The platform's Chinese name; empty for OTHER."""
    return _platform_names()[platform]
