"""Which warnings a case calls for: unlawful goods, slow top-ups."""

from collections.abc import Iterable, Iterator

from caseorg.domain.case import CaseFile
from caseorg.domain.scenario import Caution
from caseorg.domain.story.story import Story
from caseorg.domain.story.words import Look


def find_cautions(case: CaseFile, story: Story, cautions: Iterable[Caution]) -> tuple[Caution, ...]:
    """The cautions of which a word stands in the title, a product, an event or the demand."""
    known = tuple(cautions)
    texts = (case.title, case.demand, *(order.product for order in case.orders))
    called = {*story.rules_met(Look.CAUTION), *(rule for text in texts for rule, _ in cautioned(text, known))}
    return tuple(caution for caution in known if caution.id in called)


def cautioned(text: str, cautions: Iterable[Caution]) -> Iterator[tuple[str, str]]:
    """The ids of the cautions that a text calls for, each with the first of its words."""
    folded = text.casefold()
    for caution in cautions:
        if word := next((word for word in caution.words if word.casefold() in folded), None):
            yield caution.id, word
