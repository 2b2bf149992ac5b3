"""A credit code is checked by its last character; what is wrong is said, and nothing is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.parties.credit_code import check_character, code_fault, tidy_code

STANDARD = "91350100M000100Y43"  # the example of GB 32100-2015
CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize(
    "code", [STANDARD, STANDARD.lower(), " 9135 0100 m000 100y 43 ", "９１３５０１００Ｍ０００１００Ｙ４３", ""]
)
def test_a_right_code_has_no_fault(code: str) -> None:
    assert code_fault(code) is None


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("91350100M000100Y4", "has 17"),
        ("91350100M000100Y44", "last character"),
        ("91350100M000l00Y43", "last character"),
        ("91350100MOOO100Y43", "has O in it"),
        ("350100100012345", "old registration number"),
        ("不清楚", "has 3"),
    ],
)
def test_a_wrong_code_is_told(code: str, said: str) -> None:
    assert said in str(code_fault(code))


@given(st.text(alphabet=CHARACTERS, min_size=17, max_size=17), st.integers(0, 16), st.sampled_from(CHARACTERS))
def test_one_wrong_character_never_passes(body: str, place: int, other: str) -> None:
    code = body + check_character(body)
    assert code_fault(code) is None
    wrong = code[:place] + other + code[place + 1 :]
    assert (code_fault(wrong) is None) is (wrong == code)


@given(st.text())
def test_any_text_can_be_checked(text: str) -> None:
    assert (code_fault(text) is None) is (code_fault(tidy_code(text)) is None)
