"""Which authority is competent for a complaint (令121 art. 13): the form's 处理单位, and why."""

from dataclasses import dataclass, replace
from enum import StrEnum

from caseorg.domain.case import CaseFile, Platform, Role
from caseorg.domain.parties.marketplace import Operator
from caseorg.domain.parties.regions import NOWHERE, Region, read_region
from caseorg.domain.parties.respondent import PLATFORM_ADDRESS, SHOPS, About, about, party_of
from caseorg.domain.remark import Remark, remark

BASIS, REPORT_BASIS = "令121-13", "令121-31"
REACHABLE, UNREACHABLE = "有且能联系", "没有或联系不上"


class Seat(StrEnum):
    """Whose place makes an authority competent."""

    COMPANY = "company"
    PUBLISHED = "published"
    PLATFORM = "platform"


_BLANKS = {
    Seat.COMPANY: "〔公司住所所在区县的市场监督管理局，待查〕",
    Seat.PUBLISHED: "〔平台公示地址所在区县的市场监督管理局，待查〕",
    Seat.PLATFORM: "〔平台住所地区县的市场监督管理局，待查〕",
}
_SEATS = {
    Seat.COMPANY: "the company's seat",
    Seat.PUBLISHED: "the shop's published address",
    Seat.PLATFORM: "the platform's seat",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One authority that may handle it. `region` is empty where the place is not known.

    `verified` is False where the place is only our unverified data of the platform; its licence decides.
    """

    seat: Seat
    region: Region = NOWHERE
    verified: bool = True

    @property
    def known(self) -> bool:
        return bool(self.region.name)

    @property
    def name(self) -> str:
        """`上海市长宁区市场监督管理局`, or a blank that says what to look for."""
        return f"{self.region.name}市场监督管理局" if self.known else _BLANKS[self.seat]

    @property
    def says(self) -> Remark:
        """The authority in a sentence, with whose place it is."""
        seat = remark(_SEATS[self.seat])
        if not self.known:
            return remark("market supervision of the county of {seat}", seat=seat)
        if self.verified:
            return remark("{name} ({seat})", name=self.name, seat=seat)
        return remark("{name} ({seat}; not verified, the platform's licence decides)", name=self.name, seat=seat)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetentOffice:
    """Each of the `offices` may be chosen, the first is suggested. `why` says the rule, `basis` and `paragraph` where
    it stands. `settled` is False while an answer or an address could still change it."""

    offices: tuple[Office, ...]
    why: Remark
    paragraph: int
    settled: bool
    basis: str = BASIS

    @property
    def says(self) -> Remark:
        """The offices and the reason in one text."""
        first, *others = (office.says for office in self.offices)
        together = remark("{one} or {other}", one=first, other=others[0]) if others else first
        return remark("{offices}. {why}", offices=together, why=self.why)


def competent_office(case: CaseFile, operator: Operator | None = None) -> CompetentOffice:
    """Where to file, by whom the complaint is about. `operator` is the company behind the platform, as far as known."""
    chosen, platform = about(case), _platform(case, operator)
    if chosen is not About.MERCHANT:
        why = (
            remark("Both can be complained of at the platform's seat.")
            if chosen is About.BOTH
            else remark("A platform is complained of at its own seat.")
        )
        return _settled((platform,), why, 2 if chosen is About.PLATFORM else 3)
    return _of_shop(case, platform) if _on_platform(case, operator) else _of_company(case, operator)


def reporting_office(case: CaseFile, operator: Operator | None = None) -> CompetentOffice:
    """Where to report a violation (令121 art. 31): a shop where it works, or at the platform that hears of it first."""
    if about(case) is About.MERCHANT and not _on_platform(case, operator):
        return replace(_of_company(case, operator), basis=REPORT_BASIS, paragraph=1)
    platform = _platform(case, operator)
    if about(case) is About.PLATFORM:
        why = remark("A platform is reported at its own seat.")
        return replace(_settled((platform,), why, 1), basis=REPORT_BASIS)
    works = Office(seat=Seat.PUBLISHED, region=read_region(case.merchant.address))
    why = remark("Where the shop works; the platform's seat may handle it too if it hears of it first.")
    offices = (works, platform) if works.known or not platform.known else (platform, works)
    return CompetentOffice(offices=offices, why=why, paragraph=1, settled=works.known, basis=REPORT_BASIS)


def _of_company(case: CaseFile, operator: Operator | None) -> CompetentOffice:
    """A website or app of its own (paragraph 2), or any other business (paragraph 1)."""
    office = Office(seat=Seat.COMPANY, region=read_region(case.merchant.address))
    if not case.merchant.address and operator and operator.seat:
        office = Office(seat=Seat.COMPANY, region=read_region(operator.seat), verified=False)
    if case.platform is Platform.SITE or case.merchant.website:
        return _settled((office,), remark("A website or app of its own: only where its company is registered."), 2)
    why = remark("Where the business is registered, or where it works; of a website or app only the former.")
    return _settled((office,), why, 1)


def _of_shop(case: CaseFile, platform: Office) -> CompetentOffice:
    published = Office(seat=Seat.PUBLISHED, region=read_region(case.merchant.address))
    match case.answer(PLATFORM_ADDRESS):
        case answer if answer == UNREACHABLE:
            why = remark("Without a published address, or where the shop cannot be reached there: only this one.")
            return _settled((platform,), why, 3)
        case answer if answer == REACHABLE:
            why = remark("The shop can be reached at its published address: both are lawful, choose one.")
            return _settled((published, platform), why, 3)
    why = remark("The former only if the shop publishes an address and can be reached there; the latter in any case.")
    return CompetentOffice(offices=(published, platform), why=why, paragraph=3, settled=False)


def _settled(offices: tuple[Office, ...], why: Remark, paragraph: int) -> CompetentOffice:
    return CompetentOffice(
        offices=offices, why=why, paragraph=paragraph, settled=all(office.known for office in offices)
    )


def _platform(case: CaseFile, operator: Operator | None) -> Office:
    """What the user wrote of the platform counts before our data."""
    written = read_region(party_of(case.parties, Role.PLATFORM).address)
    known = read_region(operator.seat) if operator else NOWHERE
    if written.name:
        return Office(seat=Seat.PLATFORM, region=written, verified=written != known)
    return Office(seat=Seat.PLATFORM, region=known, verified=False)


def _on_platform(case: CaseFile, operator: Operator | None) -> bool:
    """Elsewhere than on the known platforms, a shop is on one where the case names an operator that is not the shop."""
    if case.platform in SHOPS:
        return True
    name = case.merchant.name
    own = operator is not None and (name in (operator.name, operator.company) or operator.name in name)
    return case.platform is Platform.OTHER and operator is not None and bool(name) and not own
