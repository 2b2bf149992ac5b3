"""Writing a file that the user named: to a part file beside it, then a rename; the target is whole at any time."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from caseorg.domain.errors import CaseorgError


def ordinary_file(out: Path) -> Path:
    """The file behind a link; a device or pipe is not to be replaced by a file."""
    try:
        if out.exists() and not out.is_file():
            raise CaseorgError("{file} is not a file.", "Choose another name or folder.", file=out)
        return out.resolve()
    except OSError:
        return out  # writing will tell what is wrong


def part_of(out: Path) -> Path:
    """A name beside the target that no other export uses."""
    return out.with_name(f".{uuid.uuid4().hex[:12]}.part")


@contextmanager
def replacing(out: Path, part: Path) -> Iterator[None]:
    """Removes the part file at the end; what goes wrong meanwhile with a file is told as a CaseorgError."""
    try:
        try:
            yield
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise CaseorgError(
            "{file} cannot be written: {reason}.",
            "Choose another name or folder.",
            file=out,
            reason=error.strerror,
        ) from error
