"""From a case to the text of a message, what the case does not say yet, and what did not fit."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from caseorg.domain.case import CaseFile
from caseorg.domain.messages.arithmetic import demand_doubts
from caseorg.domain.messages.background import BLOCKS, SLOT_NAMES, Background
from caseorg.domain.messages.channel import Frame
from caseorg.domain.messages.filling import blocks, plain_values
from caseorg.domain.messages.shortening import Block, Line, shortened
from caseorg.domain.messages.telling import Telling
from caseorg.domain.privacy.hiding import Hidden
from caseorg.domain.remark import Remark

__all__ = ["SLOT_NAMES", "Background", "Draft", "compose", "length", "slots", "values"]

_DEMANDS = frozenset({"demand", "demands", "asked"})
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A composed text. `missing` names the slots without a value, `left_out` holds the very pieces that were left out
    to keep to the limit, `hidden` what was masked. `first` says what comes before sending it, `doubts`
    what is to be mended in the demand that it states."""

    text: str
    subject: str = ""
    missing: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    limit: int | None = None
    hidden: tuple[Hidden, ...] = ()
    first: Remark | None = None
    doubts: tuple[Remark, ...] = ()

    @property
    def length(self) -> int:
        """Characters as the channels count them: line ends are not counted."""
        return length(self.text)

    @property
    def too_long(self) -> bool:
        """Whether even the shortest text would not keep to the limit; the text is whole then."""
        return self.limit is not None and self.length > self.limit


def length(text: str) -> int:
    """Characters without line ends."""
    return sum(1 for character in text if character not in "\r\n")


def slots(template: str) -> tuple[str, ...]:
    """The names of the slots in a template or a line of it, each once."""
    return tuple(dict.fromkeys(_SLOT.findall(template)))


def values(case: CaseFile, background: Background) -> dict[str, str]:
    """Every slot with its value; an empty string means not known. A slot of several lines has line ends in it."""
    lines = {name: "\n".join(_sentences(told)) for name, told in blocks(case, background).items()}
    return {**plain_values(case, background), **lines}


def compose(case: CaseFile, frame: Frame, limit: int | None, background: Background) -> Draft:
    """Fills the frame, and shortens it by rule where it is longer than `limit` characters.

    A text that is still too long is given whole, so that nothing is cut silently.
    """
    known, told = plain_values(case, background), blocks(case, background)
    filled = {**known, **{name: "x" if lines else "" for name, lines in told.items()}}
    lines = tuple(_lines(frame.template, known, told))
    text, left_out = shortened(lines, None if limit is None else lambda text: length(text) <= limit)
    required = "\n".join(line for line in frame.template.splitlines() if not line.startswith("~"))
    return Draft(
        text=text,
        subject=_subject(frame.subject, known),
        missing=tuple(name for name in slots(required) if not filled.get(name)),
        left_out=left_out,
        limit=limit,
        doubts=demand_doubts(case) if _DEMANDS.intersection(slots(frame.template)) else (),
    )


def _subject(templates: str, known: Mapping[str, str]) -> str:
    filled = (_fill(line, known) for line in templates.strip().splitlines())
    return next((line for line in filled if line), "")


def _lines(template: str, known: Mapping[str, str], told: Mapping[str, tuple[Telling | str, ...]]) -> Iterator[Line]:
    """The frame's lines filled, without those whose value is not known; a heading is one with its block."""
    typed = [(line.startswith("~"), line.removeprefix("~").strip()) for line in template.strip().splitlines()]
    heading = ""
    for (optional, line), (_, following) in pairwise([*typed, (False, "")]):
        if line.endswith("：") and _block(following):
            heading = _fill(line, known)
        elif block := _block(line):
            if told[block]:
                yield Block(heading, optional, told[block], numbered=len(told[block]) > 1)
            heading = ""
        elif text := _fill(line, known):
            yield Line(text, optional)


def _block(line: str) -> str:
    """The slot of several lines that the line is, or nothing."""
    return next((name for name in BLOCKS if line == f"{{{name}}}"), "")


def _fill(line: str, known: Mapping[str, str]) -> str:
    """The line with its values, or nothing where one is not known."""
    if not all(known.get(name) for name in slots(line)):
        return ""
    return _SLOT.sub(lambda match: known[match[1]], line)


def _sentences(told: tuple[Telling | str, ...]) -> list[str]:
    return [line if isinstance(line, str) else line.sentence() for line in told]
