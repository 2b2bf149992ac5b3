"""What the other side may say against a case, and what answers it."""

from dataclasses import dataclass

from caseorg.domain.case import EventId, EvidenceId
from caseorg.domain.remark import Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """`says` is what the other side may say, `fix` how to meet it; the link is where to begin with that.

    `gap` names a field of the case: a value of Missing, or the id of a question of the knowledge. `rule` is the
    objection's own stable name.
    """

    rule: str
    says: Remark
    fix: Remark
    event: EventId | None = None
    evidence: EvidenceId | None = None
    gap: str = ""
