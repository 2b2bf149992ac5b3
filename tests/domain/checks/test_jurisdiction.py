"""Which authority is suggested."""

import pytest

from caseorg.domain.case import Answer, Platform
from caseorg.domain.checks.jurisdiction import jurisdiction
from domain.build import case


@pytest.mark.parametrize(
    ("platform", "answer", "words", "seat"),
    [
        (Platform.SITE, "", "website's operator", False),
        (Platform.OTHER, "", "works or is registered", False),
        (Platform.PDD, "有且能联系", "at the shop's published address, or of", True),
        (Platform.PDD, "没有或联系不上", "cannot be reached", True),
        (Platform.PDD, "不清楚", "otherwise the latter alone", True),
        (Platform.JD, "", "otherwise the latter alone", True),
    ],
)
def test_a_place_for_each_kind_of_seller(platform: Platform, answer: str, words: str, seat: bool) -> None:
    found = case(platform=platform, answers=(Answer(question="platform-address", value=answer),))
    text = str(jurisdiction(found, "某市某区"))
    assert words in text
    assert ("某市某区 (not verified" in text) == seat
    assert ("licence page" in str(jurisdiction(found))) == seat
