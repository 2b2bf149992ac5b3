"""Two files beside each other, as rows: what is the same is the same in all that is shown of it."""

from caseorg.domain.case import Evidence
from caseorg.views.comparison import file_rows
from domain.build import evidence


def file_is_same(left: Evidence, right: Evidence) -> bool | None:
    return next(row.same for row in file_rows(left, right, "2 KB", "2 KB") if "×" in row.left)


def test_files_of_one_size_whose_pictures_are_not_as_large_are_not_the_same() -> None:
    left = evidence(1, size=2000, width=1080, height=2400)
    assert file_is_same(left, evidence(2, size=2000, width=1080, height=2400))
    assert not file_is_same(left, evidence(2, size=2000, width=720, height=1600))
