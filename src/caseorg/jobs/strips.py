"""What the rows of a case's pictures look like, made once and kept: it is derived, and may be thrown away."""

import zlib
from collections.abc import Collection, Iterator, Mapping

import msgspec

from caseorg.domain.case import CaseFile, Evidence, MediaKind
from caseorg.domain.errors import CaseorgError
from caseorg.domain.progress import Progress
from caseorg.domain.reading.strip import Strip
from caseorg.store.derived import Derived, derived_ids, keep_derived, read_derived
from caseorg.store.queries import present_digests
from caseorg.workspace import Workspace

_BASIS = "strips 1"  # goes up when strips are made otherwise
_LEVEL = 1
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Strip)


def pictures(case: CaseFile) -> tuple[Evidence, ...]:
    """What has rows, in the order of the numbers."""
    return tuple(item for item in case.standing_evidence if item.kind is MediaKind.IMAGE and item.width)


def make_strips(workspace: Workspace, items: Collection[Evidence]) -> Iterator[Progress[Evidence]]:
    """Those that are not kept yet; each is kept before it is told. What cannot be decoded is not tried again. Those of
    files that are gone go."""
    known = derived_ids(workspace.strips, _BASIS)
    gone = known - workspace.read(present_digests, known) if known else frozenset()
    keep_derived(workspace.strips, _BASIS, (), gone)
    wanted = [item for item in items if item.sha256 not in known]
    for done, item in enumerate(wanted, start=1):
        made = _made(workspace, item)
        if made is not None:
            keep_derived(workspace.strips, _BASIS, [Derived(item.sha256, "", made)])
        yield Progress(done, len(wanted), item.name, item)


def forget_strips(workspace: Workspace, digests: Collection[str]) -> None:
    """Of files that are gone."""
    if workspace.strips.is_file():
        keep_derived(workspace.strips, _BASIS, (), digests)


def strips_of(workspace: Workspace, items: Collection[Evidence]) -> Mapping[str, Strip]:
    """By the digests of the files, as far as they are kept."""
    kept = read_derived(workspace.strips, _BASIS, (item.sha256 for item in items))
    return {key: _decoder.decode(zlib.decompress(entry.value)) for key, entry in kept.items() if entry.value}


def lacking(workspace: Workspace, items: Collection[Evidence]) -> list[Evidence]:
    """Those of which none is kept."""
    known = derived_ids(workspace.strips, _BASIS)
    return [item for item in items if item.sha256 not in known]


def _made(workspace: Workspace, item: Evidence) -> bytes | None:
    """Nothing of what cannot be decoded; None where the file is not to be had, which may be otherwise the next time."""
    from caseorg.evidence.strips import strip  # loads what draws pictures; as a rule, all of them are known

    path = workspace.evidence.path(item.sha256)
    try:
        found = strip(path, item.media_type)
    except (CaseorgError, OSError):
        return b"" if path.is_file() else None
    return zlib.compress(_encoder.encode(found), _LEVEL) if found else b""
