"""Whom a complaint, report or letter is about, and how a paper names it; what is not known is a blank for the hand."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from caseorg.domain.case import Answer, CaseDetails, CaseFile, Party, Platform, Role
from caseorg.domain.parties.names import company_and_shop

CHOICE = "respondent"  # the id of the answer that holds it
BLANK = "，待查〕"  # how each blank ends
NAME_BLANK = f"〔执照上的名称或18位信用代码{BLANK}"
SELLER_BLANK = f"〔卖家的真实姓名或执照上的名称{BLANK}"
PERSON_BLANK = f"〔卖家的真实姓名{BLANK}"
HOME_BLANK = f"〔卖家的地址{BLANK}"
PUBLISHED_BLANK = f"〔平台公示的地址{BLANK}"
SEAT_BLANK = f"〔执照上的住所{BLANK}"
UNREACHABLE = "平台未公示地址，或者照公示的地址联系不上"
PLATFORM_ADDRESS, TRADES = "platform-address", "seller-trades"  # questions of grounds.toml, and answers to them
_NO_ADDRESS, _TRADER, _PRIVATE = "没有或联系不上", "是", "否"
SHOPS = frozenset({Platform.PDD, Platform.TAOBAO, Platform.JD, Platform.XIANYU})


class About(StrEnum):
    """Whom it is about: the shop or company, the platform where it sells, or both."""

    MERCHANT = "merchant"
    PLATFORM = "platform"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Respondent:
    """One of those whom it is about. An empty text is not known.

    `company` is the name on the licence, `shop` what it calls itself. `payee` is whom the bill names.
    """

    role: Role
    company: str = ""
    shop: str = ""
    name_blank: str = NAME_BLANK
    credit_code: str = ""
    licence: str = ""
    website: str = ""
    address: str = ""
    address_blank: str = SEAT_BLANK
    contact: str = ""
    phone: str = ""
    payee: str = ""

    @property
    def identified(self) -> bool:
        """Whether the authority can find it in the register."""
        return bool(self.company or self.credit_code)

    @property
    def private(self) -> bool:
        """Whether it is a private person, who has no licence."""
        return self.name_blank == PERSON_BLANK

    @property
    def name(self) -> str:
        """What it is called, as far as is known."""
        return self.company or self.shop

    @property
    def shown_name(self) -> str:
        """The name on paper: `星河数码专营店〔执照上的名称或18位信用代码，待查〕`"""
        return self.name if self.identified and self.name else f"{self.name}{self.name_blank}"

    @property
    def shown_address(self) -> str:
        """The address on paper, or the blank for it."""
        return self.address or self.address_blank


def about(case: CaseFile | CaseDetails) -> About:
    """Whom the user chose; the merchant without a choice."""
    value = next((answer.value for answer in case.answers if answer.question == CHOICE), "")
    return About(value) if value in list(About) else About.MERCHANT


def with_about(details: CaseDetails, chosen: About) -> CaseDetails:
    """The details with this choice; that of the merchant needs no answer."""
    others = tuple(answer for answer in details.answers if answer.question != CHOICE)
    answers = () if chosen is About.MERCHANT else (Answer(question=CHOICE, value=chosen.value),)
    return replace(details, answers=others + answers)


def party_of(parties: Iterable[Party], role: Role) -> Party:
    """The party in this role, or an empty one."""
    return next((party for party in parties if party.role is role), Party(role=role))


def with_party(parties: tuple[Party, ...], party: Party) -> tuple[Party, ...]:
    """The parties with this one in its place; one that says nothing is none."""
    if all(known.role is not party.role for known in parties):
        return parties if party == Party(role=party.role) else (*parties, party)
    return tuple(party if known.role is party.role else known for known in parties)


def respondents(case: CaseFile) -> tuple[Respondent, ...]:
    """Those whom it is about, the merchant first."""
    chosen = about(case)
    merchant = (_merchant(case),) if chosen is not About.PLATFORM else ()
    platform = (_respondent(party_of(case.parties, Role.PLATFORM)),) if chosen is not About.MERCHANT else ()
    return (*merchant, *platform)


def names_of(sides: Iterable[Respondent]) -> str:
    """Their names as far as they are known: `星河数码专营店、上海某某公司`"""
    return "、".join(side.name for side in sides if side.name)


def _merchant(case: CaseFile) -> Respondent:
    found = _respondent(case.merchant)
    if case.answer(TRADES) == _PRIVATE:
        return replace(found, name_blank=PERSON_BLANK, address_blank=HOME_BLANK)
    if case.platform not in SHOPS:
        return found
    unreachable = case.answer(PLATFORM_ADDRESS) == _NO_ADDRESS
    found = replace(found, address_blank=UNREACHABLE if unreachable else PUBLISHED_BLANK)
    private = case.platform is Platform.XIANYU and case.answer(TRADES) != _TRADER
    return replace(found, name_blank=SELLER_BLANK, address_blank=HOME_BLANK) if private else found


def _respondent(party: Party) -> Respondent:
    """With a credit code the name is taken as it was typed: whoever read the code read the name beside it."""
    company, shop = company_and_shop(party.name)
    if party.credit_code and not company:
        company, shop = shop, ""
    return Respondent(
        role=party.role,
        company=company,
        shop=shop,
        credit_code=party.credit_code,
        licence=party.licence,
        website=party.website,
        address=party.address,
        contact=party.contact,
        phone=party.phone,
        payee=party.payee,
    )
