"""Which authority is competent for a complaint: a suggestion after 令121 art. 13."""

from caseorg.domain.case import CaseFile, Platform
from caseorg.domain.remark import Remark, remark

QUESTION = "platform-address"


def jurisdiction(case: CaseFile, seat: str = "") -> Remark:
    """Which market supervision to turn to. `seat` is where the platform's operator is registered, empty for unknown."""
    if case.platform is Platform.SITE:
        return remark("Market supervision of the county where the website's operator is registered.")
    if case.platform is Platform.OTHER:
        return remark("Market supervision of the county where the business works or is registered.")
    place = (
        remark("{place} (not verified; the platform's licence page decides)", place=seat)
        if seat
        else remark("the seat on the platform's licence page")
    )
    match case.answer(QUESTION):
        case "有且能联系":
            return remark("Market supervision at the shop's published address, or of {place}.", place=place)
        case "没有或联系不上":
            return remark(
                "As the shop cannot be reached at a published address: market supervision of {place}.", place=place
            )
    return remark(
        "If the shop can be reached at its published address: market supervision there or of {place}; otherwise the "
        "latter alone.",
        place=place,
    )
