"""What tells whether two cases are about the same merchant: its names, accounts, telephone numbers, addresses on the
net, and card codes, in a form that is the same however they were written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from caseorg.domain.case import CaseFile, Party, Role
from caseorg.domain.parties.names import company_and_shop
from caseorg.domain.patterns import regex
from caseorg.domain.privacy.kinds import Personal
from caseorg.domain.privacy.shapes import patterns
from caseorg.domain.privacy.words import PersonalWords
from caseorg.domain.scams.links import hosts
from caseorg.domain.text.folding import fold

_LEAST = {"merchant": 3, "account": 5, "phone": 7, "site": 4, "code": 8}  # characters; shorter ones mean nothing
_NOBODY = regex(
    "(?:个人|闲鱼|淘宝|天猫|拼多多|京东|抖音|快手|微信|网上|某|该|本|一个|这个|那个|对方)*"
    "(?:卖家|商家|店铺|店家|客服|商户|网店|掌柜|公司|平台|店|微信|支付宝|不知道|未知|不详|匿名)"
)
_HIDDEN = regex(r"[*＊×]|某某")
_MOBILE = regex("(?:86)?(1[3-9][0-9]{9})")
_CODE = regex("(?=[a-z-]*[0-9])[a-z0-9]{4,}(?:-?[a-z0-9]{4,})+")
_LONG = 12  # digits alone that are a code rather than anything else


class Trait(StrEnum):
    """What two cases may have in common."""

    MERCHANT = "merchant"
    ACCOUNT = "account"
    PHONE = "phone"
    SITE = "site"
    CODE = "code"


@dataclass(frozen=True, slots=True, order=True)
class FoundTrait:
    """`text` as it was written, `key` as it is compared."""

    trait: Trait
    key: str
    text: str


def traits_of_case(case: CaseFile, words: PersonalWords) -> frozenset[FoundTrait]:
    """Of what was typed or taken over into the case; of a platform itself, nothing."""
    texts = [text for event in case.events for text in (event.text, event.agent)]
    texts += [order.product for order in case.orders]
    found = [trait for party in case.parties if party.role is not Role.PLATFORM for trait in _of_party(party, words)]
    for order in case.orders:
        found += _account(order.account)
    return frozenset((*found, *traits_of_texts(texts, words)))


def traits_of_texts(texts: Iterable[str], words: PersonalWords) -> frozenset[FoundTrait]:
    """What stands in texts, each line for itself."""
    return frozenset(trait for text in texts for line in text.splitlines() for trait in _of_line(line, words))


def own_keys(phone: str) -> frozenset[str]:
    """What is the complainant's own is in all cases, and says nothing."""
    return frozenset(trait.key for trait in _phone(phone))


def merchant_keys(name: str) -> frozenset[str]:
    """What a merchant of this name is compared by."""
    return frozenset(trait.key for part in {name.strip(), *company_and_shop(name)} for trait in _merchant(part))


def _of_party(party: Party, words: PersonalWords) -> Iterator[FoundTrait]:
    for name in (party.name, party.payee):
        for part in {name.strip(), *company_and_shop(name)}:
            yield from _merchant(part)
    yield from _merchant(party.credit_code)
    yield from _phone(party.phone)
    yield from traits_of_texts((party.contact, party.website), words)


def _merchant(name: str) -> Iterator[FoundTrait]:
    key = "".join(filter(str.isalnum, fold(name).text))
    if not _NOBODY.fullmatch(key) and not _HIDDEN.search(name):
        yield from _known(Trait.MERCHANT, key, name)


def _account(text: str) -> Iterator[FoundTrait]:
    key = fold(text).text
    yield from _phone(text) if _MOBILE.fullmatch(key) else _known(Trait.ACCOUNT, key, text)


def _phone(text: str) -> Iterator[FoundTrait]:
    digits = "".join(character for character in fold(text).text if character.isascii() and character.isdigit())
    mobile = _MOBILE.fullmatch(digits)
    yield from _known(Trait.PHONE, mobile[1] if mobile else digits, text)


def _of_line(line: str, words: PersonalWords) -> Iterator[FoundTrait]:
    folded = fold(line, blanks=True)
    for kind, pattern in patterns(words):
        if kind in _KINDS:
            for match in pattern.finditer(folded.text):
                written = folded.original(*match.span(1))
                yield from _KINDS[kind](line[written.start : written.end])
    for host in hosts(folded.text):
        yield from _known(Trait.SITE, host, host)


def _chat(text: str) -> Iterator[FoundTrait]:
    """A number or a name of letters; a nickname says nothing."""
    if fold(text).text.isascii():
        yield from _account(text)


def _codes(text: str) -> Iterator[FoundTrait]:
    """Of several in a row each; the end of one says nothing."""
    for match in _CODE.finditer(fold(text, blanks=True).text):
        key = match[0].replace("-", "")
        if not key.isdigit() or len(key) >= _LONG:
            yield from _known(Trait.CODE, key, match[0].upper())


def _known(trait: Trait, key: str, text: str) -> Iterator[FoundTrait]:
    if len(key) >= _LEAST[trait]:
        yield FoundTrait(trait, key, " ".join(text.split()))


_KINDS = {Personal.PHONE: _phone, Personal.CHAT: _chat, Personal.CODE: _codes}
