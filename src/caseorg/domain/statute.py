"""Statutes that may be cited: which law, which article, what it says in our own words."""

from dataclasses import dataclass
from datetime import date

from caseorg.domain.known import Known


@dataclass(frozen=True, slots=True, kw_only=True)
class Law(Known):
    """`title` is the full one without marks, `short` the printed one; `repealed` is the first day without it."""

    title: str
    short: str
    in_force: date
    repealed: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statute(Known):
    """An article of a law (`law` is its id). `part` names paragraph or item as it is cited, such as `第（八）项`."""

    law: str
    article: int
    summary: str
    when: str = ""
    part: str = ""
