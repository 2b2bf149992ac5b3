"""A zip whose last bytes are the SHA-256 of all that stands before them: any changed byte shows."""

import hashlib
from pathlib import Path
from typing import BinaryIO

from caseorg.domain.errors import BrokenError, CaseorgError

_MARK = b"caseorg-sha256:"
_HEX = 64
COMMENT = _MARK + b"0" * _HEX
_BLOCK = 1 << 20


class Sealed:
    """A stream for a zip that cannot be gone back in; the comment's zeros come last and give way to the digest."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._digest, self._held = out, hashlib.sha256(), b""

    def write(self, data: bytes | memoryview) -> int:
        """Holds back what may be the end."""
        together = self._held + bytes(data)
        sure, self._held = together[:-_HEX], together[-_HEX:]
        self._digest.update(sure)
        self._out.write(sure)
        return len(data)

    def flush(self) -> None:
        """There is nothing to do before the end."""

    def finish(self) -> str:
        """Ends the stream; returns the digest."""
        sealed = self._digest.hexdigest()
        self._out.write(sealed.encode())
        return sealed


def require_sealed(file: Path) -> str:
    """The digest of an archive that is as it was written.

    Raises:
        BrokenError: it is not.
        CaseorgError: it is no archive of ours, or cannot be read.
    """
    try:
        digest, declared, mark = _read(file)
    except OSError as error:
        raise CaseorgError(
            "{file} cannot be read: {reason}.", "Check its name and place.", file=file, reason=error.strerror
        ) from error
    if mark != _MARK:
        raise CaseorgError(
            "{file} is no archive of caseorg, or its end is missing.", "Copy it from its source again.", file=file
        )
    if declared != digest:
        raise BrokenError("The archive {file} was altered.", "Copy it from its source again.", file=file)
    return digest


def _read(file: Path) -> tuple[str, str, bytes]:
    size = file.stat().st_size
    digest = hashlib.sha256()
    with file.open("rb", buffering=0) as opened:
        left = max(size - _HEX, 0)
        tail = b""
        while left and (block := opened.read(min(_BLOCK, left))):
            digest.update(block)
            tail = (tail + block)[-len(_MARK) :]
            left -= len(block)
        return digest.hexdigest(), opened.read(_HEX).decode("ascii", "replace"), tail
