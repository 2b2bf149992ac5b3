"""Personal data on a page: each with boxes to the end of the value, over the end of a line too."""

from caseorg.domain.privacy.kinds import Personal
from caseorg.domain.reading.meaning import understand
from caseorg.domain.reading.personal import PersonalHit, find_personal
from caseorg.domain.reading.reading import PageReading
from domain.knowledge import PERSONAL_WORDS, READING_WORDS
from domain.reading import pages


def found(page: PageReading) -> tuple[PersonalHit, ...]:
    return find_personal(page, understand(page, READING_WORDS), PERSONAL_WORDS)


def test_each_kind_is_found_with_its_own_box() -> None:
    page = pages.page(pages.PERSONAL)
    hits = {hit.text: hit for hit in found(page)}
    assert {text: hit.kind for text, hit in hits.items()} == {
        "王艳": Personal.NAME,
        "17797265338": Personal.PHONE,
        "四川省成都市武侯区天府大道中段530号": Personal.ADDRESS,
        "李建国": Personal.NAME,
        "330106198001011231": Personal.IDENTITY,
        "6222 0212 3456 7890 128": Personal.CARD,
        "wx_demo2026": Personal.CHAT,
        "5B8Z-1550-1|5B-600l": Personal.CODE,  # a misread sign does not end it
    }
    (box,) = hits["17797265338"].boxes
    line = next(line for line in page.lines if "17797265338" in line.text)
    assert (box.left > line.box.left + 44, box.right) == (True, line.box.right)


def test_a_number_that_goes_on_in_the_next_line_of_a_bubble_has_two_boxes() -> None:
    drawn = """
40 22 40 15:20
m 130 50 星河数码
m 300 36 14:05
>870 420 46 我充错了
>870 560 46 好的
210 700 46 请把钱转到这张卡里6222021234
210 766 46 567890128
"""
    hits = [hit for hit in found(pages.page(drawn)) if hit.kind is Personal.CARD]
    assert [(hit.text, len(hit.boxes)) for hit in hits] == [("6222021234567890128", 2)]
