"""The clocks of cases as they are kept in a file: on which basis, and how they are written and read again."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec

from caseorg import __version__
from caseorg.domain.clocks.deadline import DatedClock, DatedClocks
from caseorg.domain.remark import Remark
from caseorg.resources import resource
from caseorg.store.changes import CaseStamp
from caseorg.store.derived import Derived, keep_derived, read_derived
from caseorg.workspace import Workspace

FILE = "agenda.db"
_RULES = ("domain", "knowledge", "store")
_DAY = 1


def read_kept(workspace: Workspace, basis: str, wanted: Iterable[CaseStamp], now: datetime) -> dict[str, DatedClocks]:
    """What is kept of these cases as they are, and is right now."""
    kept = read_derived(_file(workspace), basis)
    found = ((stamp.id, kept[stamp.id]) for stamp in wanted if stamp.id in kept and kept[stamp.id].stamp == stamp.stamp)
    known = ((key, _decoded(entry.value)) for key, entry in found)
    return {key: dated for key, dated in known if dated is not None and dated.hold_at(now)}


def keep(workspace: Workspace, basis: str, found: Iterable[tuple[CaseStamp, DatedClocks | None]]) -> None:
    """Keeps the clocks of these cases; what has none any more goes."""
    pairs = list(found)
    entries = (Derived(stamp.id, stamp.stamp, _encoded(dated)) for stamp, dated in pairs if dated is not None)
    keep_derived(_file(workspace), basis, entries, (stamp.id for stamp, dated in pairs if dated is None))


def forget_clocks(workspace: Workspace, case_id: str) -> None:
    """Of a case that is gone."""
    if _file(workspace).is_file():
        keep_derived(_file(workspace), basis_of(workspace), (), [case_id])


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
    """A digest of what came with this program: its rules and its knowledge, known by the sizes and times of their
    files, since to read them takes longer than all that is kept. Where there are no sources, the version says which
    rules."""
    digest = sha256(__version__.encode())
    package = Path(__file__).parents[1]
    for folder in (*(package / rules for rules in _RULES), resource("knowledge")):
        for part in _stamps(folder, (".py", ".toml")):
            digest.update(part + b"\0")
    return digest.digest()


def _stamps(folder: Path, endings: tuple[str, ...]) -> Iterator[bytes]:
    """The name, size and time of every file in the folder and below."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if name.endswith(endings):
                known = os.stat(os.path.join(place, name))  # noqa: PTH116, PTH118 — hundreds of them, at each start
                yield f"{place.removeprefix(str(folder))}/{name} {known.st_size} {known.st_mtime_ns}".encode()


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
    return _encoder.encode(replace(dated, clocks=tuple(map(_writable, dated.clocks))))


def _writable(clock: DatedClock) -> DatedClock:
    if any(type(value) is date for reason in clock.reasons for value in reason.values.values()):
        return replace(clock, reasons=tuple(map(_marked, clock.reasons)))
    return clock


def _marked(reason: Remark) -> Remark:
    days = {name: _Mark(value) for name, value in reason.values.items() if type(value) is date}
    return Remark(reason.text, {**reason.values, **days})


class _Mark:
    """A date that is written as one."""

    def __init__(self, day: date) -> None:
        self.day = day


def _as_extension(mark: _Mark) -> msgspec.msgpack.Ext:
    return msgspec.msgpack.Ext(_DAY, mark.day.isoformat().encode())


def _of_extension(code: int, content: memoryview) -> date:
    if code != _DAY:
        raise ValueError("no extension of ours")
    return date.fromisoformat(bytes(content).decode())


_encoder = msgspec.msgpack.Encoder(enc_hook=_as_extension)
_decoder = msgspec.msgpack.Decoder(DatedClocks, ext_hook=_of_extension)


def _decoded(content: bytes) -> DatedClocks | None:
    """None where it is none of ours."""
    try:
        return _decoder.decode(content)
    except (msgspec.MsgspecError, ValueError):
        return None
