"""Which warnings a case calls for: unlawful goods, slow top-ups."""

from collections.abc import Iterable

from caseorg.domain.case import CaseFile
from caseorg.domain.scenario import Caution


def find_cautions(case: CaseFile, cautions: Iterable[Caution]) -> tuple[Caution, ...]:
    """The cautions of which a word stands in the title, a product, an event or the demand."""
    texts = (case.title, case.demand, *(order.product for order in case.orders), *(event.text for event in case.events))
    told = "\n".join(texts).casefold()
    return tuple(caution for caution in cautions if any(word.casefold() in told for word in caution.words))
