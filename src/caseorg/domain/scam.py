"""Red flags of fake customer service and refund fraud."""

from dataclasses import dataclass

from caseorg.domain.known import Known


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlag(Known):
    """`patterns` are regular expressions; where one of `unless` matches the same sentence, it is no flag."""

    name: str
    patterns: tuple[str, ...]
    why: str
    advice: str
    unless: tuple[str, ...] = ()
