"""The files of an upload set, each written whole: complaint, volumes, pictures and recordings, texts."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from caseorg.domain.case import CaseFile, Evidence, MediaKind
from caseorg.domain.papers.complaint import complaint_form
from caseorg.domain.papers.numbers import numbers_of
from caseorg.domain.progress import Progress
from caseorg.domain.story.story import Story
from caseorg.domain.uploads.notes import SetFile
from caseorg.domain.uploads.plan import UploadLimits, UploadPlan, ending
from caseorg.domain.uploads.volumes import file_name
from caseorg.evidence.intact import broken
from caseorg.evidence.orientation import orientation
from caseorg.evidence.store import EvidenceStore, file_digest
from caseorg.knowledge.platforms import trade_place
from caseorg.output.readback import require_sound
from caseorg.output.writing import write_whole
from caseorg.pdf import complaint, pack
from caseorg.pdf.encoding import verified_bytes
from caseorg.pdf.strip_metadata import strip_jpeg, strip_png
from caseorg.sheets.loading import stored
from caseorg.sheets.patience import Patience
from caseorg.sheets.redrawing import redone


def paper(case: CaseFile, story: Story, folder: Path) -> SetFile:
    """The complaint, the first of the files."""
    form = complaint_form(case, story, trade_place(case))
    path = folder / file_name(1, "投诉书", "pdf")
    with path.open("xb") as out:
        pages = _finished(complaint.render(form, out), out)
    require_sound(path)
    return _described(path, "投诉书（投诉登记表）", 1, pages)


def volume_files(title: str, volumes: Sequence[Sequence[pack.Item]], folder: Path, first: int) -> Iterator[SetFile]:
    """The volumes, numbered from `first`."""
    for number, items in enumerate(volumes, start=1):
        place = first + number - 1
        name = numbers_of([item.evidence for item in items], continued=items[0].before > 0)
        path = folder / file_name(place, name, "pdf")
        part = f"第{number}册，共{len(volumes)}册" if len(volumes) > 1 else ""
        with path.open("xb") as out:
            pages = _finished(pack.render_volume(title, part, items, out), out)
        require_sound(path)
        yield _described(path, f"{name}，首页是本册的证据目录", place, pages)


def copies(
    store: EvidenceStore, wanted: UploadPlan, limits: UploadLimits, folder: Path, first: int
) -> Iterator[SetFile]:
    """Pictures without their hidden data, and recordings as they are, numbered from `first`."""
    for place, item in enumerate((*wanted.pictures, *wanted.recordings), start=first):
        path = folder / file_name(place, item.label, ending(item, limits))
        if item.kind is MediaKind.IMAGE:
            write_whole(path, _bare(store, item, limits.size))
            says = f"{item.label}，{item.name}"
        else:
            write_whole(path, _content(store, item))
            says = f"{item.label}，{item.name}，原样未改，可能带有手机记录的拍摄信息"
        yield _described(path, says, place)


def text_file(path: Path, text: str, says: str) -> SetFile:
    """A text that is not uploaded."""
    write_whole(path, text.encode())
    return _described(path, says, 0)


def _described(path: Path, says: str, place: int, pages: int = 0) -> SetFile:
    return SetFile(
        name=path.name, says=says, size=path.stat().st_size, sha256=file_digest(path), pages=pages, place=place
    )


def _finished(steps: Iterator[Progress[int]], out: BinaryIO) -> int:
    """Draws to the end and brings the file to the disk."""
    pages = 0
    for step in steps:
        pages = step.item or pages
    out.flush()
    os.fsync(out.fileno())
    return pages


def _content(store: EvidenceStore, item: Evidence) -> bytes:
    content = verified_bytes(store.path(item.sha256), item.sha256)
    if content is None:
        raise broken(item)
    return content


def _bare(store: EvidenceStore, item: Evidence, largest: int) -> bytes:
    """The same picture data, unless the picture says in what is left out that it is to be turned.

    Raises:
        UnshownError: it cannot be decoded.
    """
    content = _content(store, item)
    turned = orientation(store.path(item.sha256), item.media_type) != 1
    plain = None if turned else strip_png(content) if item.media_type == "image/png" else strip_jpeg(content)
    if plain is not None:
        return plain
    with Patience(item.sha256).looking():
        return redone(stored(store, item), largest)
