"""A demand as it is said, and as it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.demands.reading import demand_lines, read_line
from caseorg.domain.demands.wording import formal
from caseorg.domain.moments import parse_moment

SAID = parse_moment("2026-11-28T12:00")


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("退我87块钱，12月9号之前", "退还87元，12月9日前"),
        ("退465", "退还465元"),
        ("把多扣的30块退给我", "退还多扣的30元"),
        ("赔我200", "赔偿200元"),
        ("请贵方于2026年12月8日前更换密钥；不能更换的，退还299元", "2026年12月8日前更换密钥；不能更换的，退还299元"),
        ("退还货款98元，2026年12月5日前原路退回", "退还货款98元，2026年12月5日前原路退回"),
        ("还我15块5", "退还15块5"),
        ("全退", "全额退款"),
        ("238全退，并取消自动续费", "退还238元，并取消自动续费"),
        ("把2200退我，再赔三倍", "退还2200元，再赔三倍"),
        ("退2张的钱1940", "退还2张的钱1940元"),
        ("剩下的48退给我，下周五之前", "退还剩下的48元，下周五之前"),
        ("退余额2060", "退还余额2060元"),
        ("两张的钱都退", "退还两张的钱"),
    ],
)
def test_what_is_said_is_written_as_an_office_reads_it(said: str, written: str) -> None:
    assert formal(said, SAID) == written


@given(st.text(alphabet="退我还把的给赔请要于块元钱号日前之月，；1234567890.退还更换会员", max_size=24))
def test_it_asks_for_exactly_the_same(said: str) -> None:
    assert read_line(formal(said, SAID), SAID) == read_line(said, SAID)


def test_a_list_typed_in_one_line_is_several_demands() -> None:
    assert demand_lines("1、退190元；2、按承诺赔20元") == ("退190元", "按承诺赔20元")
    assert demand_lines("退还1.50元；2.5元不要了") == ("退还1.50元；2.5元不要了",)


@pytest.mark.parametrize("said", ["退代理费1288元", "追回1288元", "要求店家退还本金1288", "按承诺赔1288元"])
def test_a_sum_with_what_it_was_for_is_claimed(said: str) -> None:
    assert [str(demand.claim) for demand in read_line(said, SAID)] == ["1288.00"]
