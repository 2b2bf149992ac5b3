"""The sums of a case with what its story says of them."""

from dataclasses import dataclass
from decimal import Decimal

from caseorg.domain.case import CaseFile
from caseorg.domain.remark import Remark
from caseorg.domain.story.told_sums import OtherSum, other_sums, propose_claims
from caseorg.domain.sums.calculator import ClaimProposal
from caseorg.domain.sums.explained import remarks_on_sums
from caseorg.domain.sums.formulas import formula_of
from caseorg.domain.sums.totals import Sums, sums_of
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.recent import remembered
from caseorg.knowledge.stories import story_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """`proposals` are what may be claimed by what happened, `says` why the numbers differ or what to ask, `others` the
    sums that an event tells otherwise, `formula` how the sum that is asked back was worked out."""

    sums: Sums
    proposals: tuple[ClaimProposal, ...]
    says: tuple[Remark, ...]
    others: tuple[OtherSum, ...]
    formula: str = ""

    @property
    def figures(self) -> tuple[Decimal, ...]:
        """What the proposals are worked out from, and come to."""
        return tuple(figure for proposal in self.proposals for figure in (proposal.amount, *proposal.parts))


@remembered
def reckon(knowledge: Knowledge, case: CaseFile) -> Reckoning:
    """The case's three numbers, and what to say of them."""
    beats = story_of(knowledge, case).told
    sums = sums_of(case)
    proposals = propose_claims(sums, beats, tuple(order.product for order in case.orders))
    return Reckoning(
        sums=sums,
        proposals=proposals,
        says=remarks_on_sums(sums, proposals),
        others=other_sums(sums, beats, proposals),
        formula=formula_of(case.demand, sums, proposals),
    )
