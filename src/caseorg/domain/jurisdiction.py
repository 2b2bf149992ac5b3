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
    platform = seat or remark("the platform operator's seat (see its licence page)")
    match case.answer(QUESTION):
        case "有且能联系":
            return remark(
                "Market supervision of the county of the shop's published address, or that of {seat}.", seat=platform
            )
        case "没有或联系不上":
            return remark(
                "The shop has no published address or cannot be reached there: market supervision of {seat}.",
                seat=platform,
            )
    return remark(
        "If the shop's published address can be reached: market supervision there or of {seat}; otherwise of {seat}.",
        seat=platform,
    )
