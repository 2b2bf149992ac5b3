"""The errors that a user reads."""

from caseorg.domain.errors import BrokenError, CaseorgError


def test_an_error_says_what_is_wrong_and_what_to_do() -> None:
    error = CaseorgError("There is no case “{case}”.", "See the list.", case="{x}")
    assert str(error) == "There is no case “{x}”. See the list."
    assert str(CaseorgError("The file is empty.")) == "The file is empty."


def test_broken_evidence_has_an_exit_code_of_its_own() -> None:
    assert (CaseorgError("").exit_code, BrokenError("").exit_code) == (2, 3)
