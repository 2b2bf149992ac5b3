"""How order numbers of the platforms usually look: a hint at a slip of the pen, never a rule."""

import re

from caseorg.domain.case import Platform
from caseorg.domain.moments import Moment
from caseorg.domain.remark import Remark, remark

_SHAPES = {
    Platform.PDD: (r"(\d{6})-\d{15,18}", "YYMMDD-123456789012345"),
    Platform.TAOBAO: (r"\d{16,19}", "1234567890123456789"),
    Platform.XIANYU: (r"\d{19}", "1234567890123456789"),
    Platform.JD: (r"\d{11,20}", "123456789012"),
}


def number_hint(platform: Platform, number: str, ordered_at: Moment | None = None) -> Remark | None:
    """What is unusual about the number; None where nothing is, or nothing is known of the platform's numbers."""
    plain = number.strip()
    if not plain or platform not in _SHAPES:
        return None
    if platform is Platform.PDD and re.fullmatch(r"\d{21}", plain):
        return remark("Is it {number}? The hyphen is missing.", number=f"{plain[:6]}-{plain[6:]}")
    pattern, example = _SHAPES[platform]
    match = re.fullmatch(pattern, plain)
    if match is None:
        return remark("Usually it looks like {example}; please compare it with the order page.", example=example)
    if match.groups() and ordered_at and match[1] != ordered_at.local.strftime("%y%m%d"):
        return remark("The number begins with another day than the order's; please compare both.")
    return None
