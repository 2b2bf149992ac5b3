"""The clocks of cases as they are kept in a file: on which basis, and how they are written and read again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from caseorg import __version__
from caseorg.domain.clocks.deadline import DatedClocks
from caseorg.domain.remark import Remark
from caseorg.resources import resource
from caseorg.store.derived import Derived, keep_derived, read_derived
from caseorg.store.queries import CaseStamp
from caseorg.workspace import Workspace

FILE = "agenda.db"
_RULES = ("domain", "knowledge", "store")
_SORTS: Mapping[type, str] = {str: "text", int: "number", date: "day"}
_encoder, _decoder = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(DatedClocks)


def read_kept(workspace: Workspace, basis: str, wanted: Iterable[CaseStamp], now: datetime) -> dict[str, DatedClocks]:
    """What is kept of these cases as they are, and is right now."""
    kept = read_derived(_file(workspace), basis)
    found = ((one.id, kept[one.id]) for one in wanted if one.id in kept and kept[one.id].stamp == one.stamp)
    known = ((key, _decoded(entry.value)) for key, entry in found)
    return {key: dated for key, dated in known if dated is not None and dated.hold_at(now)}


def keep(workspace: Workspace, basis: str, found: Iterable[tuple[CaseStamp, DatedClocks | None]]) -> None:
    """Keeps the clocks of these cases; what has none any more goes."""
    pairs = list(found)
    entries = (Derived(one.id, one.stamp, _encoded(dated)) for one, dated in pairs if dated is not None)
    keep_derived(_file(workspace), basis, entries, (one.id for one, dated in pairs if dated is None))


def _file(workspace: Workspace) -> Path:
    return (workspace.scratch or workspace.folder) / FILE


def basis_of(workspace: Workspace) -> str:
    """Differs where the rules, the knowledge or the published holidays do."""
    own = workspace.own_knowledge
    if own.exists():
        workspace.knowledge  # noqa: B018 — opening it settles which of the user's files are used
    digest = sha256()
    for part in (_ours(), _holidays(), *_contents(own, "*.toml")):
        digest.update(part + b"\0")
    return digest.hexdigest()


@cache
def _ours() -> bytes:
    """A digest of what came with this program: its rules and its knowledge. Where there are no sources, the version
    says which rules."""
    digest = sha256(__version__.encode())
    package = Path(__file__).parents[1]
    for part in (*(content for rules in _RULES for content in _contents(package / rules, "*.py")), *_shipped()):
        digest.update(part + b"\0")
    return digest.digest()


def _shipped() -> Iterator[bytes]:
    return _contents(resource("knowledge"), "*.toml")


def _contents(folder: Path, pattern: str) -> Iterator[bytes]:
    """The name and the bytes of every file in the folder and below."""
    for file in sorted(folder.rglob(pattern)):
        yield str(file.relative_to(folder)).encode()
        try:
            yield file.read_bytes()
        except OSError as error:  # as the knowledge, which tells of it
            yield str(error.errno).encode()


def _holidays() -> bytes:
    from chinese_calendar import constants  # takes time that most commands need not spend

    days = (*constants.holidays, *constants.workdays)
    return sha256(" ".join(sorted(day.isoformat() for day in days)).encode()).digest()


def _encoded(dated: DatedClocks) -> bytes:
    plain = (replace(one, reasons=tuple(map(_plain, one.reasons))) if one.reasons else one for one in dated.clocks)
    return _encoder.encode(replace(dated, clocks=tuple(plain)))


def _decoded(content: bytes) -> DatedClocks | None:
    """None where it is none of ours."""
    try:
        dated = _decoder.decode(content)
        whole = (replace(one, reasons=tuple(map(_whole, one.reasons))) if one.reasons else one for one in dated.clocks)
        return replace(dated, clocks=tuple(whole))
    except (msgspec.MsgspecError, ValueError, TypeError, KeyError):
        return None


def _plain(reason: Remark) -> Remark:
    """With values that can be written, each with its sort."""
    return Remark(reason.text, {name: _tagged(value) for name, value in reason.values.items()})


def _tagged(value: Any) -> tuple[str, Any]:
    return _SORTS[type(value)], value


def _whole(reason: Remark) -> Remark:
    return Remark(reason.text, {name: _value(*tagged) for name, tagged in reason.values.items()})


def _value(sort: str, written: Any) -> Any:
    return date.fromisoformat(written) if sort == "day" else written
