"""Whether a complaint to 12315 may be refused (受理体检): each ground of 令121 art. 16, and what art. 17 looks at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from caseorg.domain.case import CaseFile
from caseorg.domain.checks.objections.proofs import NO_PROOFS
from caseorg.domain.checks.refusal import RULES
from caseorg.domain.checks.verdict import Finding, Matter
from caseorg.domain.checks.verdict import Verdict as Verdict
from caseorg.domain.known import KnowledgeEntry
from caseorg.domain.law.footing import CONSUMER, Footing
from caseorg.domain.papers.missing import Missing
from caseorg.domain.parties.marketplace import Operator
from caseorg.domain.remark import Remark, remark
from caseorg.domain.scenario import Caution, Proof

_UNSURE = "不清楚"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground(KnowledgeEntry):
    """A ground for refusal; `id` names the rule that looks at the case. `question` is asked where the case cannot tell;
    the answer among `bad` is a reason to refuse."""

    name: str
    basis: str
    question: str = ""
    choices: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundResult:
    """`reason` says why, `gaps` names the fields that would mend it; the date checked is the ground's."""

    ground: Ground
    verdict: Verdict
    reason: Remark
    gaps: tuple[Missing, ...] = ()


def precheck(
    case: CaseFile,
    grounds: Mapping[str, Ground],
    now: datetime,
    proofs: Mapping[str, Proof] = NO_PROOFS,
    cautions: tuple[Caution, ...] = (),
    operator: Operator | None = None,
    footing: Footing = CONSUMER,
    *,
    for_police: bool = False,
) -> tuple[GroundResult, ...]:
    """A verdict for each ground, in their order. What the case does not tell is decided by the user's answer.

    `cautions` are those found in the case, `operator` is the company behind the platform;
    `for_police`: the events look like a fraud.
    """
    matter = Matter(case, now, proofs, cautions, operator, footing, for_police)
    return tuple(_result(ground, matter) for ground in grounds.values())


def _result(ground: Ground, matter: Matter) -> GroundResult:
    rule = RULES.get(ground.id)
    found = (rule(matter) if rule else None) or _answered(ground, matter.case)
    return GroundResult(ground=ground, verdict=found.verdict, reason=found.reason, gaps=found.gaps)


def _answered(ground: Ground, case: CaseFile) -> Finding:
    answer = case.answer(ground.id)
    if not ground.question:
        return Finding(Verdict.ASK, remark("The case does not tell; please check it yourself."))
    if not answer:
        return Finding(Verdict.ASK, remark("Please answer: {question}", question=ground.question))
    if answer in ground.bad:
        return Finding(Verdict.LACKS, remark("You answered “{answer}”. {advice}", answer=answer, advice=ground.advice))
    if answer == _UNSURE:
        return Finding(Verdict.ASK, remark("You are not sure yet; please find out before you file."))
    return Finding(Verdict.PASS, remark("You answered “{answer}”.", answer=answer))
