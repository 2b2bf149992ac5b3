"""Which authority is competent, by whom the complaint is about (令121 art. 13) or what is reported (art. 31)."""

import pytest

from caseorg.domain.case import Answer, CaseFile, Party, Platform, Role
from caseorg.domain.checks.jurisdiction import CompetentOffice, Seat, competent_office, reporting_office
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.platforms import platform_operator
from domain.build import case, merchant

KNOWLEDGE = Knowledge()
NANCHANG = "江西省南昌市红谷滩区某路88号"


def dispute(platform: Platform, answer: str = "", respondent: str = "", **fields: str) -> CaseFile:
    given = (("platform-address", answer), ("respondent", respondent))
    answers = tuple(Answer(question=question, value=value) for question, value in given if value)
    return case(platform=platform, answers=answers, parties=(merchant(**{"name": "某店", **fields}),))


def found(file: CaseFile) -> CompetentOffice:
    return competent_office(file, platform_operator(KNOWLEDGE, file))


def names(file: CaseFile) -> list[str]:
    return [office.name for office in found(file).offices]


PDD = "上海市长宁区市场监督管理局"
SHOP = "江西省南昌市红谷滩区市场监督管理局"
PUBLISHED = "〔平台公示地址所在区县的市场监督管理局，待查〕"
COMPANY = "〔公司住所所在区县的市场监督管理局，待查〕"


@pytest.mark.parametrize(
    ("answer", "address", "offices", "settled"),
    [
        ("有且能联系", NANCHANG, [SHOP, PDD], True),
        ("有且能联系", "", [PUBLISHED, PDD], False),
        ("没有或联系不上", NANCHANG, [PDD], True),
        ("没有或联系不上", "", [PDD], True),
        ("不清楚", NANCHANG, [SHOP, PDD], False),
        ("", "", [PUBLISHED, PDD], False),
    ],
)
def test_a_shop_on_a_platform(answer: str, address: str, offices: list[str], settled: bool) -> None:
    file = dispute(Platform.PDD, answer, address=address)
    assert names(file) == offices
    assert (found(file).settled, found(file).paragraph, found(file).basis) == (settled, 3, "令121-13")
    assert [office.verified for office in found(file).offices if office.seat is Seat.PLATFORM] == [False]


@pytest.mark.parametrize("platform", [Platform.SITE, Platform.OTHER])
def test_a_business_with_a_website_or_app_of_its_own(platform: Platform) -> None:
    file = dispute(platform, address="北京市海淀区中关村大街1号")
    assert names(file) == ["北京市海淀区市场监督管理局"]
    assert found(file).settled
    assert names(dispute(platform)) == [COMPANY]
    assert not found(dispute(platform)).settled


def test_a_website_is_only_complained_of_at_its_companys_seat() -> None:
    assert found(dispute(Platform.SITE)).paragraph == 2
    assert found(dispute(Platform.OTHER, website="example.com")).paragraph == 2
    assert found(dispute(Platform.OTHER)).paragraph == 1


@pytest.mark.parametrize(("name", "seats"), [("某某卡券店", [Seat.PUBLISHED, Seat.PLATFORM]), ("抖音", [Seat.COMPANY])])
def test_elsewhere_a_named_platform_is_one_unless_it_sells_itself(name: str, seats: list[Seat]) -> None:
    file = case(platform=Platform.OTHER, title="抖音买的会员", parties=(merchant(name),))
    assert [office.seat for office in found(file).offices] == seats


def test_a_platform_that_is_complained_of_has_its_own_seat() -> None:
    only = dispute(Platform.PDD, "有且能联系", "platform", address=NANCHANG)
    assert (names(only), found(only).paragraph) == ([PDD], 2)
    both = dispute(Platform.PDD, "有且能联系", "both", address=NANCHANG)
    assert (names(both), found(both).paragraph) == ([PDD], 3)


def test_what_was_read_on_the_platforms_licence_counts_before_our_data() -> None:
    party = Party(role=Role.PLATFORM, name="某某公司", address="杭州市西湖区某路")
    file = case(platform=Platform.PDD, answers=(Answer(question="respondent", value="platform"),), parties=(party,))
    (office,) = found(file).offices
    assert (office.name, office.verified) == ("杭州市西湖区市场监督管理局", True)
    same = case(
        platform=Platform.PDD,
        answers=(Answer(question="respondent", value="platform"),),
        parties=(Party(role=Role.PLATFORM, address="上海市长宁区"),),
    )
    assert [office.verified for office in found(same).offices] == [False]


def test_the_levels_of_the_form_are_there() -> None:
    first, second = found(dispute(Platform.PDD, "有且能联系", address=NANCHANG)).offices
    assert (first.region.province, first.region.city, first.region.district) == ("江西省", "南昌市", "红谷滩区")
    assert (second.region.province, second.region.district) == ("上海市", "长宁区")


def test_its_sentence_says_where_and_why() -> None:
    said = str(found(dispute(Platform.PDD, address=NANCHANG)).says)
    assert f"{SHOP} (the shop's published address) or {PDD} (the platform's seat; not verified" in said
    assert "only if the shop publishes an address" in said
    assert "county of the company's seat" in str(found(dispute(Platform.SITE)).says)


def test_a_report_goes_where_the_shop_works_or_first_to_the_platform() -> None:
    def reported(file: CaseFile) -> CompetentOffice:
        return reporting_office(file, platform_operator(KNOWLEDGE, file))

    known = reported(dispute(Platform.PDD, "没有或联系不上", address=NANCHANG))
    assert [office.name for office in known.offices] == [SHOP, PDD]
    assert known.basis == "令121-31"
    assert [office.name for office in reported(dispute(Platform.PDD)).offices] == [PDD, PUBLISHED]
    site = reported(dispute(Platform.SITE, address="北京市海淀区某路"))
    assert ([office.name for office in site.offices], site.basis) == (["北京市海淀区市场监督管理局"], "令121-31")
