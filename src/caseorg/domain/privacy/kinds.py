"""What personal data there is, and what is shown of each kind where it is masked."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType

from caseorg.domain.patterns import regex


class Personal(StrEnum):
    """The kinds. Of several for the same place the first counts: what shows less stands above."""

    VERIFICATION = "verification"
    IDENTITY = "identity"
    PLATE = "plate"
    CODE = "code"
    CHAT = "chat"
    NAME = "name"
    ADDRESS = "address"
    MAIL = "mail"
    PHONE = "phone"
    CARD = "card"
    NUMBER = "number"
    UNKNOWN = "unknown"


KIND_NAMES: Mapping[Personal, str] = {
    Personal.NAME: "a name",
    Personal.PHONE: "a telephone number",
    Personal.ADDRESS: "an address",
    Personal.IDENTITY: "an identity number",
    Personal.PLATE: "a licence plate",
    Personal.CARD: "a bank card number",
    Personal.CODE: "a card code",
    Personal.MAIL: "a mail address",
    Personal.CHAT: "a chat or game account",
    Personal.NUMBER: "an order or transaction number",
    Personal.VERIFICATION: "a verification code",
    Personal.UNKNOWN: "personal data",
}

GROUPS = regex(r"[\s.·*_/‐-―−－\u200b-\u200f\ufeff-]")  # what parts the digits of a number
_CITY = regex("(?:[一-龥]{2,7}?(?:省|自治区|特别行政区))?[一-龥]{2,7}?(?:市|自治州|地区|盟)|[一-龥]{2,7}?省")


def shown(kind: Personal, value: str) -> str:
    """What a masked text shows of the value: never more than half of it."""
    return _MASKS[kind](value) if value else ""


def _ends(head: int, tail: int) -> Callable[[str], str]:
    """Shows so many characters at either end, fewer of a short value."""

    def masked(value: str) -> str:
        shown_tail = min(tail, len(value) // 3)
        shown_head = min(head, len(value) // 3)
        stars = "*" * min(4, len(value) - shown_head - shown_tail)
        return value[:shown_head] + stars + value[len(value) - shown_tail :]

    return masked


def _phone(value: str) -> str:
    digits = GROUPS.sub("", value)
    if len(digits) == 11 and digits[0] in "1１一幺":
        return f"{digits[:3]}****{digits[-4:]}"
    return f"****{digits[-4:]}" if len(digits) > 8 else "****"


def _card(value: str) -> str:
    digits = GROUPS.sub("", value)
    return f"{digits[:4]}********{digits[-4:]}"


def _identity(value: str) -> str:
    return "*" * (len(value) - 2) + value[-2:] if len(value) > 6 else "*" * len(value)


def _address(value: str) -> str:
    city = _CITY.match(value)
    kept = city[0] if city and len(city[0]) < len(value) else ""
    return kept + "*" * min(4, len(value) - len(kept))


def _name(value: str) -> str:
    return value[0] + "*" * (len(value) - 1)


def _mail(value: str) -> str:
    name, _, domain = value.partition("@")
    return f"{name[0] if len(name) > 1 else ''}{'*' * min(3, len(name))}@{domain}"


def _plate(value: str) -> str:
    return value[0] + "*" * min(4, len(value) - 1)


def _all(value: str) -> str:
    return "*" * len(value)


def _unknown(value: str) -> str:
    return "*" * min(4, len(value))


_MASKS: Mapping[Personal, Callable[[str], str]] = MappingProxyType(
    {
        Personal.VERIFICATION: _all,
        Personal.IDENTITY: _identity,
        Personal.PLATE: _plate,
        Personal.CODE: _ends(2, 2),
        Personal.CHAT: _ends(2, 2),
        Personal.NAME: _name,
        Personal.ADDRESS: _address,
        Personal.MAIL: _mail,
        Personal.PHONE: _phone,
        Personal.CARD: _card,
        Personal.NUMBER: _ends(4, 4),
        Personal.UNKNOWN: _unknown,
    }
)
