"""Personal data on a page, whatever it looks like: behind its label, and over the end of a line too."""

from caseorg.domain.privacy.belongings import masking
from caseorg.domain.privacy.kinds import Personal
from caseorg.domain.reading.reading import PageReading
from caseorg.domain.redaction.audience import Audience
from caseorg.domain.redaction.hits import text_of
from caseorg.domain.redaction.marks import PersonalDataFinder
from domain.build import case
from domain.knowledge import PERSONAL_WORDS, READING_WORDS
from domain.reading import pages

FINDER = PersonalDataFinder(masking(case(), PERSONAL_WORDS), Audience.PUBLIC, READING_WORDS)


def found(page: PageReading) -> list[tuple[str, Personal, int]]:
    """Each value with its kind, and over how many lines it goes."""
    return [(text_of(page, hit), hit.kind, len({line for line, _ in hit.places})) for hit in FINDER.proposed(page)]


def test_each_kind_is_found_to_the_end_of_its_value() -> None:
    assert {text: kind for text, kind, _ in found(pages.page(pages.PERSONAL))} == {
        "王艳": Personal.NAME,
        "17797265338": Personal.PHONE,
        "四川省成都市武侯区天府大道中段530号": Personal.ADDRESS,
        "李建国": Personal.NAME,
        "330106198001011231": Personal.IDENTITY,
        "6222 0212 3456 7890 128": Personal.CARD,
        "wx_demo2026": Personal.CHAT,
        "5B8Z-1550-1|5B-600l": Personal.CODE,  # a misread sign does not end it
    }


def test_a_number_that_goes_on_in_the_next_line_of_a_bubble_is_one() -> None:
    drawn = """
40 22 40 15:20
m 130 50 星河数码
m 300 36 14:05
>870 420 46 我充错了
>870 560 46 好的
210 700 46 请把钱转到这张卡里6222021234
210 766 46 567890128
"""
    hits = [hit for hit in found(pages.page(drawn)) if hit[1] is Personal.CARD]
    assert hits == [("6222021234567890128", Personal.CARD, 2)]


def test_a_name_before_a_telephone_number_needs_no_label() -> None:
    assert ("王艳", Personal.NAME, 1) in found(pages.page("70 600 40 王艳  17797265338"))
    assert [kind for _, kind, _ in found(pages.page("70 600 40 王艳  1779"))] == []
