"""How what an event tells of is called in both faces."""

from caseorg.domain.case import Part, Side
from caseorg.domain.story.story import Beat
from caseorg.i18n import use_language
from caseorg.views.story import beat_name, beats_name


def test_a_part_is_called_by_who_acted_and_what_and_what_both_say_is_said_once() -> None:
    use_language("zh_CN")
    registered = Beat(at=None, part=Part.AUTHORITY, actor=Side.AUTHORITY, text="12315登记了投诉")
    refused = Beat(at=None, part=Part.REFUSAL, actor=Side.MERCHANT, text="商家拒绝退款")
    assert beat_name(registered) == "主管部门"
    assert beats_name((registered, refused, registered)) == "主管部门 ＋ 商家 · 拒绝"
