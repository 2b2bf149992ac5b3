"""The one kind of error that a user is meant to read, and what may be told of any other."""

import traceback
from pathlib import Path

from caseorg.domain.ways import ways_in


class CaseorgError(Exception):
    """Something in the world is not as it must be: a bad file, a full disk, an unknown case.

    `what` says what is wrong and `advice` what to do. Both are message ids of the catalogue (English, with
    `{name}` fields that `values` fills), so that each face shows them in the user's language.
    """

    exit_code = 2

    def __init__(self, what: str, advice: str = "", **values: object) -> None:
        super().__init__(what, advice)
        self.what = what
        self.advice = advice
        self.values = {**ways_in(advice), **values}

    def __str__(self) -> str:
        return " ".join(part.format(**self.values) for part in (self.what, self.advice) if part)


class BrokenError(CaseorgError):
    """Verification found evidence or journal that is not as it was recorded."""

    exit_code = 3


def place_of(error: BaseException) -> str:
    """Where a bug is: files, lines and the kinds of the errors. What they say is left out, for it may quote a case."""
    lines: list[str] = []
    found: BaseException | None = error
    seen: set[int] = set()
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        frames = traceback.extract_tb(found.__traceback__)
        lines += [
            type(found).__name__,
            *(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames),
        ]
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)
    return "\n".join(lines)


class UnshownError(CaseorgError):
    """Evidence that cannot be shown: whoever draws the paper draws it again, with pages that say so."""

    @property
    def pieces(self) -> frozenset[tuple[str, int | None]]:
        """The sha256 of each file; with a number where only that page of it cannot be shown."""
        found: frozenset[tuple[str, int | None]] = self.values["pieces"]  # type: ignore[assignment]
        return found
