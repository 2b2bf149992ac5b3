"""Whose the data in a case is: the user's own, a business's, other people's."""

import re
from collections.abc import Iterable, Iterator

from caseorg.domain.case import CaseFile, Party, Person
from caseorg.domain.patterns import regex
from caseorg.domain.privacy.fields import HELD, Holds
from caseorg.domain.privacy.hiding import Cover, bare, phone_forms
from caseorg.domain.privacy.kinds import Personal
from caseorg.domain.privacy.names import find_names, given_name, is_person
from caseorg.domain.privacy.walking import FieldText, texts_of
from caseorg.domain.privacy.words import PersonalWords
from caseorg.domain.text.folding import fold

_DIVISION = regex("[一-龥]{2,7}?(?:特别行政区|自治区|自治州|省|市|区|县)")
_RECOGNISED = 4  # characters of an address that still tell where somebody lives
_CITY = regex("[一-龥]{2,4}")  # tells no more than a masked address does
_SHORT_NUMBER = regex("[0-9]{1,2}")  # of a clerk, or a ticket: it would hide dates and amounts
_SERVICE_NUMBER = regex(r"[48]00\d{7}|9[56]\d{3,6}|1[02]\d{3,4}")
_WEB = regex(r"[a-z0-9-]\.[a-z]{2,}", re.IGNORECASE)


def masking(case: CaseFile, words: PersonalWords) -> Cover:
    """What hides personal data in any text about the case that everybody may read."""
    own, known = own_values(case), {**people(case, words), **_held(case), **_private(case, words)}
    first = Cover(words=words, own=own, known=known)
    kept = frozenset(value for party in case.parties for value in _public(party, first))
    return Cover(words=words, own=own, known=known, kept=kept)


def own_values(case: CaseFile, *, of_orders: bool = False) -> dict[str, Personal]:
    """The user's own data with their kinds; with the accounts and payments by which the orders lead to the user."""
    person = case.complainant
    pairs = [(field.text.strip(), _kind(field)) for field in texts_of(person)]
    pairs += [(form, Personal.PHONE) for form in phone_forms(person.phone)]
    pairs += [(form, Personal.ADDRESS) for form in _address_forms(person.address)]
    if of_orders:
        pairs += [
            (value.strip(), Personal.CHAT) for order in case.orders for value in (order.account, order.transaction)
        ]
    return _usable((value, kind) for value, kind in pairs if kind)


def people(case: CaseFile, words: PersonalWords) -> dict[str, Personal]:
    """The names that the case's texts tell, and the given names by which families call one another."""
    folded = [
        fold(field.text, blanks=True).text
        for field in texts_of(case)
        if HELD.get((type(field.owner), field.field)) is Holds.PROSE
    ]
    found = {(text[name.start : name.end], name.after) for text in folded for name in find_names(text, words)}
    given = (given_name(value, words) for value, after in found if after in words.relatives or after in words.callings)
    return _usable((value, Personal.NAME) for value in (*(value for value, _ in sorted(found)), *given))


def kept_by_authority(case: CaseFile) -> frozenset[str]:
    """What an authority has to know of a case whoever reports it: the parties' data and the order numbers."""
    values = (
        *(field.text for party in case.parties for field in texts_of(party)),
        *(order.number for order in case.orders),
    )
    return frozenset(value.strip() for value in values if len(value.strip()) > 1)


def references(case: CaseFile) -> frozenset[str]:
    """Numbers by which an order, a payment, a matter or a business is found: they may look like a card code."""
    orders = ((order.number, order.transaction, order.account) for order in case.orders)
    parties = ((party.credit_code, party.licence, party.phone) for party in case.parties)
    values = (value for group in (*orders, *parties, [event.ticket for event in case.events]) for value in group)
    return frozenset(value.strip() for value in values if len(value.strip()) > 1)


def _held(case: CaseFile) -> dict[str, Personal]:
    """Every other field that holds one piece of personal data."""
    fields = (field for field in texts_of(case) if not isinstance(field.owner, Person))
    return _usable((field.text.strip(), kind) for field in fields if (kind := _kind(field)))


def _kind(field: FieldText) -> Personal | None:
    held = HELD.get((type(field.owner), field.field))
    return held if isinstance(held, Personal) else None


def _private(case: CaseFile, words: PersonalWords) -> dict[str, Personal]:
    """What a party does not publish: a private seller's name, a telephone number that is no service line."""
    fields = (
        field for party in case.parties for field in texts_of(party) if HELD.get((Party, field.field)) is Holds.BUSINESS
    )
    pairs = ((field.text, _private_kind(field, words)) for field in fields)
    return {value: kind for value, kind in pairs if kind}


def _private_kind(field: FieldText, words: PersonalWords) -> Personal | None:
    """What of a party's data this is where it is not public; None where it is."""
    party, value = field.owner, field.text.strip()
    match field.field:
        case "website":
            return None
        case "name" | "payee":
            return Personal.NAME if is_person(fold(value).text, words) else None
        case "address":
            return None if party.credit_code or _WEB.search(value) or _CITY.fullmatch(value) else Personal.ADDRESS
        case "phone":
            return None if _SERVICE_NUMBER.fullmatch(bare(value)) else Personal.PHONE
        case "contact" if value == party.name or _WEB.search(value) or _SERVICE_NUMBER.fullmatch(bare(value)):
            return None
        case "contact":
            return Personal.PHONE if bare(value).lstrip("+").isdecimal() else Personal.NAME
    return Personal.UNKNOWN


def _public(party: Party, cover: Cover) -> Iterator[str]:
    """What of a business is public as it stands: its address by its licence, else what holds nobody's data."""
    for field in texts_of(party):
        if HELD.get((Party, field.field)) is Holds.BUSINESS and _private_kind(field, cover.words) is None:
            value = field.text.strip()
            by_licence = field.field == "address" and party.credit_code
            if not (cover.hide_own(value) if by_licence else cover.hide(value))[1]:
                yield value


def _usable(pairs: Iterable[tuple[str, Personal]]) -> dict[str, Personal]:
    """Without what is too short to be told from other words and numbers."""
    return {value: kind for value, kind in pairs if len(value) > 1 and not _SHORT_NUMBER.fullmatch(value)}


def _address_forms(address: str) -> Iterator[str]:
    """The address without province, city and district."""
    rest = address.strip()
    while division := _DIVISION.match(rest):
        rest = rest[division.end() :].strip()
        if len(rest) >= _RECOGNISED:
            yield rest
