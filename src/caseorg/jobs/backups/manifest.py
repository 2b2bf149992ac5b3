"""The list of a backup: what it holds, each file with its SHA-256, and a last line that covers the list itself."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath

from caseorg.domain.errors import BrokenError, CaseorgError

LIST = "清单.txt"
_TITLE = "caseorg备份 1"
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_ITSELF = "（以上各行）"
_LARGEST = 64 << 20
_UP = ("..", "evidence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """`files` are paths in the backup's own folder, those of the evidence beside it; `identity` tells data folders
    apart; `missing` names evidence that was not whole when the backup was made."""

    made_at: datetime
    source: str
    identity: str
    cases: int
    evidence: int
    files: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


def write_manifest(manifest: Manifest) -> bytes:
    """As it stands in the file; `sha256sum -c` reads its lines too."""
    lines = [
        _TITLE,
        f"时间: {manifest.made_at.isoformat()}",
        f"来源: {_one_line(manifest.source)}",
        f"标识: {manifest.identity}",
        f"案件: {manifest.cases}",
        f"证据: {manifest.evidence}",
        *(f"缺失: {_one_line(name)}" for name in manifest.missing),
        *(f"{digest}  {name}" for name, digest in sorted(manifest.files.items())),
    ]
    text = "".join(f"{line}\n" for line in lines).encode()
    return text + f"{hashlib.sha256(text).hexdigest()}  {_ITSELF}\n".encode()


def read_manifest(backup: Path) -> Manifest:
    """The list of a backup.

    Raises:
        BrokenError: it was altered.
        CaseorgError: there is none, or a newer version wrote it.
    """
    file = backup / LIST
    try:
        content = file.read_bytes() if file.stat().st_size <= _LARGEST else b""
    except OSError as error:
        raise CaseorgError(
            "There is no backup in {folder}.",
            "A backup is a folder whose name begins with “caseorg-”, with {list} in it; {restore_any} takes it.",
            folder=backup,
            list=LIST,
        ) from error
    try:
        return _parsed(content)
    except (ValueError, KeyError) as error:
        raise BrokenError(
            "The list of the backup, {file}, was altered.",
            "Take another backup; beside it may be older ones.",
            file=file,
        ) from error


def _parsed(content: bytes) -> Manifest:
    rest, _, last = content.removesuffix(b"\n").rpartition(b"\n")
    rest += b"\n"
    if last != f"{hashlib.sha256(rest).hexdigest()}  {_ITSELF}".encode() or not content.endswith(b"\n"):
        raise ValueError("not as it was written")
    title, *lines = rest.decode().splitlines()
    if title != _TITLE:
        raise CaseorgError("A newer version of caseorg made this backup.", "Install the newest version, then open it.")
    files = {found[2]: found[1] for line in lines if (found := _LINE.fullmatch(line))}
    fields = [line.split(": ", 1) for line in lines if not _LINE.fullmatch(line)]
    known = {name: value for name, value in fields if name != "缺失"}
    if not all(map(_is_inside, files)):
        raise ValueError("a path that leads elsewhere")
    return Manifest(
        made_at=datetime.fromisoformat(known["时间"]),
        source=known["来源"],
        identity=known["标识"],
        cases=int(known["案件"]),
        evidence=int(known["证据"]),
        files=files,
        missing=tuple(value for name, value in fields if name == "缺失"),
    )


def restored_path(name: str) -> PurePosixPath:
    """Where the file stands in a data folder."""
    return PurePosixPath(*PurePosixPath(name).parts[1:]) if name.startswith("../") else PurePosixPath(name)


def _is_inside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    own = parts[2:] if parts[:2] == _UP else parts
    return bool(own) and not any(part in ("..", "/") or "\\" in part or ":" in part for part in own)


def _one_line(text: str) -> str:
    return " ".join(text.encode(errors="backslashreplace").decode().split())
