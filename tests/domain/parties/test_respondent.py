"""Whom a paper is about and how it names them."""

import pytest

from caseorg.domain.case import Answer, CaseDetails, CaseFile, Party, Platform, Role
from caseorg.domain.papers.missing import Missing, missing
from caseorg.domain.parties.respondent import (
    HOME_BLANK,
    NAME_BLANK,
    PERSON_BLANK,
    PUBLISHED_BLANK,
    SEAT_BLANK,
    SELLER_BLANK,
    UNREACHABLE,
    About,
    about,
    names_of,
    respondents,
    with_about,
    with_party,
)
from domain.build import case, merchant


def about_shop(party: Party, platform: Platform = Platform.PDD, **answers: str) -> CaseFile:
    given = tuple(Answer(question=question.replace("_", "-"), value=value) for question, value in answers.items())
    return case(platform=platform, parties=(party,), answers=given)


@pytest.mark.parametrize(
    ("party", "shown", "shop"),
    [
        (merchant("星河数码专营店"), f"星河数码专营店{NAME_BLANK}", "星河数码专营店"),
        (merchant("星河（杭州星河网络有限公司）"), "杭州星河网络有限公司", "星河"),
        (merchant("星河数码专营店", credit_code="91350100M000100Y43"), "星河数码专营店", ""),
        (merchant("", credit_code="91350100M000100Y43"), NAME_BLANK, ""),
        (merchant(""), NAME_BLANK, ""),
    ],
)
def test_the_name_on_paper(party: Party, shown: str, shop: str) -> None:
    (side,) = respondents(about_shop(party))
    assert (side.shown_name, side.shop) == (shown, shop)


@pytest.mark.parametrize(
    ("platform", "answers", "blank"),
    [
        (Platform.PDD, {}, PUBLISHED_BLANK),
        (Platform.PDD, {"platform_address": "没有或联系不上"}, UNREACHABLE),
        (Platform.SITE, {}, SEAT_BLANK),
        (Platform.OTHER, {"platform_address": "没有或联系不上"}, SEAT_BLANK),
        (Platform.XIANYU, {}, HOME_BLANK),
        (Platform.XIANYU, {"seller_trades": "是"}, PUBLISHED_BLANK),
        (Platform.OTHER, {"seller_trades": "否"}, HOME_BLANK),
    ],
)
def test_the_blank_for_an_address_says_where_to_look(platform: Platform, answers: dict[str, str], blank: str) -> None:
    (side,) = respondents(about_shop(merchant(), platform, **answers))
    assert side.shown_address == blank
    (known,) = respondents(about_shop(merchant(address="杭州市"), platform, **answers))
    assert known.shown_address == "杭州市"


def test_a_private_person_has_no_licence() -> None:
    (maybe,) = respondents(about_shop(merchant("小鱼"), Platform.XIANYU))
    assert maybe.shown_name == f"小鱼{SELLER_BLANK}"
    (person,) = respondents(about_shop(merchant("小鱼"), Platform.XIANYU, seller_trades="否"))
    assert person.shown_name == f"小鱼{PERSON_BLANK}"
    assert Missing.LICENCE not in missing(about_shop(merchant("小鱼"), Platform.XIANYU, seller_trades="否"))


def test_the_platform_stands_beside_or_instead() -> None:
    platform = Party(role=Role.PLATFORM, name="上海某某有限公司")
    file = case(parties=(platform, merchant("星河")))
    both = case(parties=file.parties, answers=(Answer(question="respondent", value="both"),))
    only = case(parties=file.parties, answers=(Answer(question="respondent", value="platform"),))
    assert [side.role for side in respondents(file)] == [Role.MERCHANT]
    assert [side.role for side in respondents(both)] == [Role.MERCHANT, Role.PLATFORM]
    assert names_of(respondents(both)) == "星河、上海某某有限公司"
    assert [side.name for side in respondents(only)] == ["上海某某有限公司"]


def test_the_choice_is_an_answer_and_that_of_the_merchant_none() -> None:
    details = CaseDetails(title="点卡", answers=(Answer(question="daily-life", value="是"),))
    chosen = with_about(details, About.BOTH)
    assert about(chosen) is About.BOTH and len(chosen.answers) == 2
    assert with_about(chosen, About.MERCHANT) == details
    assert about(CaseDetails(title="", answers=(Answer(question="respondent", value="?"),))) is About.MERCHANT


def test_a_party_that_says_nothing_is_none() -> None:
    assert with_party((), Party(role=Role.PLATFORM)) == ()
    shop = merchant("星河")
    assert with_party((), shop) == (shop,)
    assert with_party((shop,), merchant("月亮")) == (merchant("月亮"),)
