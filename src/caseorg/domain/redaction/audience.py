"""Who is to see a picture, and which personal data they are not to see in it."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from caseorg.domain.privacy.kinds import Personal


class Audience(StrEnum):
    """Who sees the copy."""

    MERCHANT = "merchant"
    PLATFORM = "platform"
    PUBLIC = "public"


_NOBODY_NEEDS = frozenset(
    {Personal.VERIFICATION, Personal.IDENTITY, Personal.PLATE, Personal.CARD, Personal.ADDRESS, Personal.UNKNOWN}
)

# Merchant and platform look a purchase up by its card code, its numbers and the account that was charged.
HIDDEN: Mapping[Audience, frozenset[Personal]] = MappingProxyType(
    {
        Audience.MERCHANT: _NOBODY_NEEDS | {Personal.MAIL},
        Audience.PLATFORM: _NOBODY_NEEDS,
        Audience.PUBLIC: frozenset(Personal),
    }
)

AUDIENCE_NAMES: Mapping[Audience, str] = MappingProxyType(
    {
        Audience.MERCHANT: "For the merchant",
        Audience.PLATFORM: "For the platform",
        Audience.PUBLIC: "For everybody",
    }
)
