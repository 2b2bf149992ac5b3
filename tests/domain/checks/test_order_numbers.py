import pytest

from caseorg.domain.case import Platform
from caseorg.domain.checks.order_numbers import number_hint
from caseorg.domain.moments import parse_moment


@pytest.mark.parametrize(
    ("platform", "number"),
    [
        (Platform.PDD, "261101-123456789012345"),
        (Platform.PDD, "261101-123456789012345678"),
        (Platform.PDD, ""),
        (Platform.TAOBAO, "2263259319826089978"),
        (Platform.XIANYU, "1929063817978999932"),
        (Platform.JD, "123456789012"),
        (Platform.SITE, "无论什么"),
        (Platform.OTHER, "A-1"),
    ],
)
def test_a_usual_number_needs_no_hint(platform: Platform, number: str) -> None:
    assert number_hint(platform, number) is None


def test_a_missing_hyphen_is_put_in() -> None:
    hint = number_hint(Platform.PDD, "261101123456789012345")
    assert hint
    assert "261101-123456789012345" in str(hint)


@pytest.mark.parametrize(("platform", "number"), [(Platform.PDD, "12345"), (Platform.XIANYU, "19290638179789999")])
def test_an_unusual_shape_is_told_with_an_example(platform: Platform, number: str) -> None:
    assert "Usually it looks like" in str(number_hint(platform, number))


def test_the_day_in_the_number_is_compared_with_the_order() -> None:
    number = "261101-123456789012345"
    assert number_hint(Platform.PDD, number, parse_moment("2026-11-01 23:59")) is None
    assert "another day" in str(number_hint(Platform.PDD, number, parse_moment("2026-11-02 00:01")))
