"""A report as values that both faces render: sections of points, each with where it leads."""

from dataclasses import dataclass
from enum import StrEnum

from caseorg.domain.checks.verdict import Verdict
from caseorg.views.targets import Target


class Weight(StrEnum):
    """How much a point stands out: what is to be done, what is so, a remark in small print."""

    PLAIN = "plain"
    REMARK = "remark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A line of a report. `doing` says what following `target` does; `key` is what a command takes to do it.

    `below` stands under it in small print. What is `listed` is told only where everything is listed.
    """

    text: str
    target: Target | None = None
    doing: str = ""
    key: str = ""
    verdict: Verdict | None = None
    below: tuple[str, ...] = ()
    weight: Weight = Weight.PLAIN
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Meter:
    """How much is there, 0 to 1, and in words."""

    share: float
    said: str


@dataclass(frozen=True, slots=True)
class Section:
    """Points under a title; one without any says that there is nothing to add."""

    title: str
    points: tuple[Point | Meter, ...]
