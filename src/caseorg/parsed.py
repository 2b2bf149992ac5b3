"""A text that was parsed before is not parsed again: what came of it is kept by its digest, where the system keeps what
may be thrown away. To read that takes a fifth of the time."""

import json
import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import platformdirs

from caseorg.rights import private_folder

T = TypeVar("T")
_MOST = 300  # texts; we have less than a hundred
_DIGEST = 32  # bytes in front of what is kept, so that half a file is none
_DAY = "\0day"


def parse_toml(text: str) -> dict[str, Any]:
    """As `tomllib.loads`.

    Raises:
        tomllib.TOMLDecodeError: the text is no TOML.
    """

    def parse() -> dict[str, Any]:
        import tomllib  # takes time that most runs need not spend

        return tomllib.loads(text)

    return kept(text, parse)


def kept(text: str, parse: Callable[[], T]) -> T:
    """What `parse` makes of the text, as JSON writes it, and dates."""
    file = _folder() / f"{sha256(text.encode()).hexdigest()}.json"
    found: T | None = _kept(file)
    if found is None:
        found = parse()
        with suppress(OSError, TypeError):
            _keep(file, json.dumps(found, default=_written).encode())
    return found


def _folder() -> Path:
    return platformdirs.user_cache_path("caseorg", False) / "parsed"


def _kept(file: Path) -> Any:
    try:
        content = file.read_bytes()
    except OSError:
        return None
    if sha256(content[_DIGEST:]).digest() != content[:_DIGEST]:
        return None
    return json.loads(content[_DIGEST:], object_hook=_read)


def _keep(file: Path, content: bytes) -> None:
    """Takes its place whole; what was kept longest makes way."""
    private_folder(file.parent)
    part = file.with_name(f"{uuid.uuid4().hex}.part")
    try:
        part.write_bytes(sha256(content).digest() + content)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    for old in sorted(file.parent.iterdir(), key=lambda path: path.stat().st_mtime)[:-_MOST]:
        old.unlink(missing_ok=True)


def _written(value: object) -> dict[str, str]:
    """A date, as it is kept.

    Raises:
        TypeError: it is no date alone, and would not come back as it was.
    """
    if type(value) is date:
        return {_DAY: value.isoformat()}
    raise TypeError(f"{value} is not kept")


def _read(pairs: dict[str, Any]) -> Any:
    return date.fromisoformat(pairs[_DAY]) if _DAY in pairs else pairs
