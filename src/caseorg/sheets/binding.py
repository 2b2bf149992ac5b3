"""Evidence bound into volumes of a given size: as it is where that fits, else in steps of smaller pictures."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby
from pathlib import Path

from caseorg.domain.case import Evidence
from caseorg.domain.papers.slicing import Slice
from caseorg.domain.uploads.notes import Squeeze
from caseorg.domain.uploads.volumes import Load, VolumePart, volumes
from caseorg.evidence.decoder import Decoder, find_decoder
from caseorg.evidence.reducing import FLOOR, STEPS, ReducingStep
from caseorg.evidence.store import EvidenceStore
from caseorg.pdf.encoding import Encoded, passed_through
from caseorg.pdf.images import Picture
from caseorg.pdf.pack import EvidenceSheet, Item
from caseorg.sheets.evidence import sheets
from caseorg.sheets.patience import Patience
from caseorg.sheets.recordings import plain_card
from caseorg.sheets.redrawing import smaller

_ABSENT = "本件为电子文件，本次未随文件上传，原件由提交人保存，可另行提供；是否为同一文件，以上述SHA-256核对。"
_ALL_STEPS = (None, *STEPS)


@dataclass(frozen=True, slots=True)
class Bound:
    """The items of each volume, and what was made smaller for it."""

    volumes: tuple[tuple[Item, ...], ...]
    squeeze: Squeeze | None


@dataclass(frozen=True, slots=True)
class _Weighed:
    """An item as it would be drawn; `smaller` where its pictures are not the own ones."""

    sheets: tuple[EvidenceSheet, ...]
    load: Load
    smaller: bool


@dataclass(frozen=True, slots=True)
class Binder:
    """Remembers what was measured: `folder` holds the smaller pictures until the volumes are drawn."""

    store: EvidenceStore
    folder: Path
    hidden: dict[str, set[int]] = field(default_factory=dict)  # pages that cannot be shown, by the file
    _decoder: Decoder | None = field(default_factory=find_decoder)
    _sheets: dict[str, tuple[EvidenceSheet, ...]] = field(default_factory=dict)
    _weighed: dict[tuple[str, ReducingStep | None], _Weighed] = field(default_factory=dict)
    _patience: dict[str, Patience] = field(default_factory=dict)

    def forget(self, digests: Iterable[str]) -> None:
        """What was measured of these files: they are drawn otherwise now."""
        for sha256 in digests:
            self._sheets.pop(sha256, None)
            for key in [key for key in self._weighed if key[0] == sha256]:
                del self._weighed[key]

    def bind(
        self, items: Sequence[Evidence], max_volumes: int, max_bytes: int, *, floor: bool = False
    ) -> Generator[float, None, Bound | None]:
        """At most `max_volumes` volumes of at most `max_bytes` bytes with the largest pictures that fit, or None.

        Yields which share of the work is done. With `floor` the smallest pictures are tried at once.
        """
        for number, step in enumerate(_ALL_STEPS):
            if floor and step is not FLOOR:
                continue
            weighed: list[_Weighed] = []
            for done, item in enumerate(items):
                yield (number + done / len(items)) / len(_ALL_STEPS)
                weighed.append(self._fitting(item, step, max_bytes))
                if sum(volume.load.total for volume in weighed) > max_volumes * max_bytes:
                    break
            else:
                parted = volumes([volume.load for volume in weighed], max_bytes)
                if parted is not None and len(parted) <= max_volumes:
                    return _bound(items, weighed, parted, step)
        return None

    def _fitting(self, item: Evidence, step: ReducingStep | None, max_bytes: int) -> _Weighed:
        """A tall picture that alone is larger than a volume is cut into its pages, which takes new pictures."""
        found = self._weigh(item, step)
        return self._weigh(item, STEPS[0]) if found.load.whole and found.load.total > max_bytes else found

    def _drawn(self, item: Evidence) -> tuple[EvidenceSheet, ...]:
        """Pages of documents as pictures, for these can be made smaller."""
        if item.printable:
            return sheets(self.store, item, merged=False, hidden=self.hidden.get(item.sha256, ()))
        return (EvidenceSheet(card=plain_card(self.store, item, self._decoder, _ABSENT)),)

    def _weigh(self, item: Evidence, step: ReducingStep | None) -> _Weighed:
        if item.sha256 not in self._sheets:
            self._sheets[item.sha256] = self._drawn(item)
            self._patience[item.sha256] = Patience(item.sha256)
        key = item.sha256, step
        if key not in self._weighed:
            own = self._weighed.get((item.sha256, None)) or _own(self._sheets[item.sha256])
            self._weighed[item.sha256, None] = own
            if step:
                name = f"{item.sha256}-{STEPS.index(step)}"
                with self._patience[item.sha256].looking():
                    self._weighed[key] = _smaller(own, step, lambda number: self.folder / f"{name}-{number}.jpg")
        return self._weighed[key]


def _own(pages: tuple[EvidenceSheet, ...]) -> _Weighed:
    """Pictures as they are; the pages of a tall one share it, and its weight stands at the first."""
    sizes = []
    whole = False
    for picture, group in groupby(pages, key=lambda sheet: sheet.picture):
        count = len(list(group))
        size = sum(map(len, picture.load().data)) if picture else 0
        sizes += [size, *(0 for _ in range(count - 1))]
        whole = whole or (picture is not None and count > 1)
    return _Weighed(pages, Load(tuple(sizes), whole), smaller=False)


def _smaller(own: _Weighed, step: ReducingStep, file: Callable[[int], Path]) -> _Weighed:
    """Each page with a picture of its own; a whole one that is no smaller for it stays as it is."""
    made: list[tuple[EvidenceSheet, int]] = []
    for picture, group in groupby(zip(own.sheets, own.load.sizes, strict=True), key=lambda pair: pair[0].picture):
        pages = list(group)
        if picture is None or picture.decode is None:
            made += pages
            continue
        redrawn = smaller(picture.decode, [sheet.rows for sheet, _ in pages if sheet.rows], step)
        for (sheet, size), (width, height, jpeg) in zip(pages, redrawn, strict=True):
            kept = len(pages) == 1 and size <= len(jpeg)
            made.append((sheet, size) if kept else (_redrawn(sheet, (width, height), jpeg, file(len(made))), len(jpeg)))
    sheets_, sizes = zip(*made, strict=True)
    changed = any(new is not old for new, old in zip(sheets_, own.sheets, strict=True))
    return _Weighed(sheets_, Load(sizes, whole=False), changed) if changed else own


def _redrawn(sheet: EvidenceSheet, size: tuple[int, int], jpeg: bytes, path: Path) -> EvidenceSheet:
    """The same page with the same rows at the same size on paper, but fewer dots or a lower quality."""
    path.write_bytes(jpeg)
    return replace(sheet, picture=Picture(path.stem, *size, 1, partial(_read, path)), rows=Slice(0, size[1]))


def _read(path: Path) -> Encoded:
    found = passed_through(path.read_bytes())
    assert found, "what Pillow writes as JPEG passes through"
    return found


def _bound(
    items: Sequence[Evidence],
    weighed: Sequence[_Weighed],
    parted: Sequence[Sequence[VolumePart]],
    step: ReducingStep | None,
) -> Bound:
    smaller = tuple(item for item, volume in zip(items, weighed, strict=True) if volume.smaller)
    used = step or STEPS[0]
    squeeze = Squeeze(items=smaller, percent=round(used.scale * 100), quality=used.quality) if smaller else None
    return Bound(tuple(tuple(_items(items, weighed, parts)) for parts in parted), squeeze)


def _items(items: Sequence[Evidence], weighed: Sequence[_Weighed], parts: Sequence[VolumePart]) -> Iterator[Item]:
    for part in parts:
        pages = weighed[part.item].sheets
        yield Item(items[part.item], pages[part.start : part.stop], part.start, len(pages) - part.stop)
