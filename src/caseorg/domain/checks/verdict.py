"""What a rule about refusal looks at, and what it may find."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from caseorg.domain.case import CaseFile
from caseorg.domain.law.footing import Footing
from caseorg.domain.papers.missing import Missing
from caseorg.domain.parties.marketplace import Operator
from caseorg.domain.remark import Remark
from caseorg.domain.scenario import Caution, Proof


class Verdict(StrEnum):
    """How a ground looks for this case; the values are shown in the user's language."""

    PASS = "passes"  # noqa: S105
    LACKS = "lacking"
    NOT_APPLICABLE = "does not apply"
    ASK = "check yourself"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of the case. `gaps` names the fields that would mend it."""

    verdict: Verdict
    reason: Remark
    gaps: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class Matter:
    """What the rules look at: `cautions` are those found in the case, `operator` is the company behind the
    platform; `for_police` says that the events look like a fraud."""

    case: CaseFile
    now: datetime
    proofs: Mapping[str, Proof]
    cautions: tuple[Caution, ...]
    operator: Operator | None
    footing: Footing
    for_police: bool = False
