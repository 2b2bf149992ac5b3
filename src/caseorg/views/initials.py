"""Chinese by the first letters of how it is read: `dkkm` finds 点卡卡密."""

import re
from collections.abc import Callable, Mapping
from functools import cache

from caseorg.resources import resource

_BETWEEN = r"[\W_]*"
_LONGEST = 12  # letters; nobody remembers more of a name


def finder(letters: str) -> Callable[[str], object] | None:
    """Finds a run of characters that begin with these letters, or are the letters themselves; None where they are no
    Latin letters."""
    wanted = letters.casefold()
    if not (wanted.isascii() and wanted.isalnum() and len(wanted) <= _LONGEST):
        return None
    known = _characters()
    return re.compile(_BETWEEN.join(f"[{letter}{known.get(letter, '')}]" for letter in wanted), re.IGNORECASE).search


def reading_order(text: str) -> tuple[tuple[str, bytes], ...]:
    """By which names stand in the order of their sound; the standard has the common characters in that order."""
    first = _first_letters()
    return tuple(
        (first.get(character, character), character.encode("gb18030", "replace")) for character in text.casefold()
    )


@cache
def _characters() -> Mapping[str, str]:
    """Letter → the characters whose reading begins so."""
    lines = resource("initials.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines if not line.startswith("#"))


@cache
def _first_letters() -> Mapping[str, str]:
    return {character: letter for letter, characters in _characters().items() for character in characters}
