"""How a sum was worked out, as it may stand in brackets behind a demand: 部分退款216.00元（360元÷30天×18天=216元）."""

import re

from caseorg.domain.demands.reading import read_demands
from caseorg.domain.moments import Moment
from caseorg.domain.money import short_yuan
from caseorg.domain.patterns import regex
from caseorg.domain.sums.calculator import ClaimProposal
from caseorg.domain.sums.totals import ClaimStanding, Sums

_WORKED_OUT = regex(r"（([^（）]*[÷×+][^（）]*[=≈][^（）]*元)）")


def with_formula(line: str, found: ClaimProposal, said_at: Moment) -> str:
    """The demand with the formula behind it, as long as it still asks for that sum alone."""
    text = f"{without_formula(line)}（{found.formula}）"
    sums = [demand.money.claim for demand in read_demands(text, said_at) if demand.money]
    return text if sums == [found.amount] else line


def without_formula(text: str) -> str:
    """The demand alone."""
    return _WORKED_OUT.sub("", text)


def formula_of(text: str, sums: Sums, proposals: tuple[ClaimProposal, ...]) -> str:
    """The formula of the sum that is asked back, where that is a part of what is open: as it stands behind the demand,
    or as what happened comes to the same sum."""
    if sums.back is None or sums.agreement is not ClaimStanding.LESS:
        return ""
    stored = (match[1] for match in _WORKED_OUT.finditer(text))
    result = f"{short_yuan(sums.back)}元"
    agreeing = (formula.formula for formula in proposals if formula.amount == sums.back)
    return next((formula for formula in (*stored, *agreeing) if re.split("[=≈]", formula)[-1] == result), "")
