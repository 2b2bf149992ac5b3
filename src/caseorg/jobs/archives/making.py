"""A case as one file: a zip of a bag, or with a passphrase a zip that holds that zip encrypted, names and all."""

import hashlib
import os
import unicodedata
import zipfile
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

from caseorg.actions.work import now
from caseorg.domain.case import CaseFile, CaseId, Document, Evidence
from caseorg.domain.errors import CaseorgError
from caseorg.domain.files.bagging import (
    CASE,
    CHECKER,
    DECLARATION,
    JOURNAL,
    MANIFEST,
    NOTE,
    PAGE,
    PAPERS,
    PAYLOAD,
    TAGS,
    bag_info,
    digest_lines,
    evidence_names,
    top_name,
)
from caseorg.domain.moments import BEIJING
from caseorg.domain.papers.paper import Paper
from caseorg.domain.progress import Progress
from caseorg.evidence.store import BLOCK, file_digest
from caseorg.jobs.archives.contents import case_json, journal_lines
from caseorg.jobs.archives.page import INCOMPLETE, UNMASKED, page
from caseorg.jobs.archives.sealing import COMMENT, Sealed, require_sealed
from caseorg.jobs.papers.exports import EXPORTS
from caseorg.output.targets import require_outside
from caseorg.output.writing import HashingFile, aside, ordinary_file, part_of, replacing
from caseorg.resources import resource
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace

INNER = "案件.zip"
SHORTEST = 8
_PLAIN = (zipfile.ZIP_STORED, None)
_NOTE = """{title}

{warnings}

打开我.html：用浏览器看整个案件，不需要联网，没有脚本。
data/证据：证据原件，文件名前面是证据编号。data/文书：投诉书和证据包。
data/案件.json、data/操作记录.jsonl：案件的全部内容和操作记录。
核验.py：不需要 caseorg 就能核验，在这个文件夹里运行 python3 -I 核验.py。

在 caseorg 里打开：窗口菜单“文件 → 打开存档…”，或 caseorg open-archive 存档文件。打开后总是一个新案件，不改动已有的。
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """An archive that was read back; `sheet` is an encrypted one's recovery sheet, `left_out` what is not in it."""

    file: Path
    sha256: str
    evidence: int
    sheet: Path | None
    left_out: tuple[str, ...]


Step = Progress[Archived]


def archive_case(workspace: Workspace, case_id: CaseId, out: Path, passphrase: str = "") -> Iterator[Step]:
    """Writes the case into one file; the last progress carries it, once it was read back.

    Raises:
        CaseorgError: the passphrase is short, the file cannot be written, or lies in the data folder.
    """
    if passphrase and len(passphrase) < SHORTEST:
        raise CaseorgError("The passphrase is too short.", "Take at least {count} characters.", count=SHORTEST)
    out = ordinary_file(out.expanduser().absolute())
    require_outside(workspace.folder, out)
    case, made_at, part = workspace.read(load_case, case_id), now(), part_of(out)
    with aside() as folder, replacing(out, part):
        papers, trouble = yield from _papers(workspace, case, folder)
        bag = _Bag(workspace, case, made_at, papers)
        with part.open("xb") as file:
            part.chmod(0o600)
            yield from _encrypted(bag, file, passphrase) if passphrase else bag.write(file, *_PLAIN)
        sha256 = _sealed(part)
        part.replace(out)
    sheet = _sheet(out, made_at) if passphrase else None
    left_out = (*trouble, *bag.left_out)
    done = Archived(file=out, sha256=sha256, evidence=len(bag.files), sheet=sheet, left_out=left_out)
    yield Progress(1, 1, out.name, done)


def _papers(workspace: Workspace, case: CaseFile, folder: Path) -> Generator[Step, None, tuple[list[Path], list[str]]]:
    """The papers as they would be now; one that cannot be made is told and left out."""
    wanted: list[tuple[str, Callable[..., Iterator[Progress[Document]]]]] = [("投诉书.pdf", EXPORTS[Paper.COMPLAINT])]
    if case.standing_evidence:
        wanted.append(("证据包.pdf", EXPORTS[Paper.PACK]))
    made, trouble = [], []
    for name, export in wanted:
        try:
            for progress in export(workspace, case.id, folder / name, recorded=False):
                yield Progress(0, progress.total * 4, progress.label)
            made.append(folder / name)
        except CaseorgError as error:
            trouble.append(f"{name}: {error}")
    return made, trouble


class _Bag:
    """Writes the members one after the other, and remembers their digests for the lists at the end."""

    def __init__(self, workspace: Workspace, case: CaseFile, made_at: datetime, papers: list[Path]) -> None:
        self._workspace, self._case, self._made_at, self._papers = workspace, case, made_at, papers
        self._top = f"{top_name(case)}/"
        self._date = max(made_at.astimezone(BEIJING).timetuple()[:6], (1980, 1, 1, 0, 0, 0))
        self._payload: dict[str, str] = {}
        self._tags: dict[str, str] = {}
        self._octets = 0
        self.files: dict[Any, str] = {}
        self.left_out: list[str] = []

    def write(self, file: Any, method: int, level: int | None) -> Iterator[Step]:
        """The whole zip into a file or stream."""
        with zipfile.ZipFile(file, "w", method, compresslevel=level) as packed:
            packed.comment = COMMENT
            yield from self._evidence(packed)
            self._rest(packed)

    def _evidence(self, packed: zipfile.ZipFile) -> Iterator[Step]:
        names, total = evidence_names(self._case.evidence), len(self._case.evidence)
        for done, item in enumerate(self._case.evidence, start=1):
            yield Progress(total + done * 3, total * 4, item.name)
            if self._workspace.evidence.is_whole(item.sha256):
                with self._workspace.evidence.path(item.sha256).open("rb") as source:
                    self._copy(packed, names[item.id], source)
                self.files[item.id] = names[item.id]
            else:
                self.left_out.append(_called(item))

    def _rest(self, packed: zipfile.ZipFile) -> None:
        case, incomplete = self._case, bool(self._workspace.refusal or self.left_out)
        for paper in self._papers:
            with paper.open("rb") as source:
                self._copy(packed, PAPERS + paper.name, source)
        self._put(packed, CASE, case_json(case, self.files, self._made_at, incomplete=incomplete))
        self._put(packed, JOURNAL, b"".join(self._workspace.read(journal_lines, case.id)))
        papers = [paper.name for paper in self._papers]
        warnings = "\n".join([UNMASKED, *([INCOMPLETE] if incomplete else [])])
        self._put(packed, PAGE, page(case, self.files, papers, incomplete=incomplete))
        self._put(packed, CHECKER, resource("archive/checker.py").read_bytes())
        self._put(packed, NOTE, _NOTE.format(title=case.title, warnings=warnings).encode())
        self._put(packed, "bagit.txt", DECLARATION.encode())
        day = self._made_at.astimezone(BEIJING).date().isoformat()
        self._put(packed, "bag-info.txt", bag_info(self._octets, len(self._payload), day).encode())
        self._put(packed, MANIFEST, digest_lines(self._payload).encode())
        self._put(packed, TAGS, digest_lines(self._tags).encode())

    def _put(self, packed: zipfile.ZipFile, name: str, content: bytes) -> None:
        packed.writestr(self._info(packed, name, text=True), content)
        self._note(name, hashlib.sha256(content).hexdigest(), len(content))

    def _copy(self, packed: zipfile.ZipFile, name: str, source: BinaryIO) -> None:
        digest, size = hashlib.sha256(), 0
        with packed.open(self._info(packed, name), "w", force_zip64=True) as target:
            while block := source.read(BLOCK):
                digest.update(block)
                size += len(block)
                target.write(block)
        self._note(name, digest.hexdigest(), size)

    def _note(self, name: str, digest: str, size: int) -> None:
        if name.startswith(PAYLOAD):
            self._payload[name] = digest
            self._octets += size
        else:
            self._tags[name] = digest

    def _info(self, packed: zipfile.ZipFile, name: str, *, text: bool = False) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(self._top + name, cast(Any, self._date))
        info.compress_type = zipfile.ZIP_DEFLATED if text else packed.compression
        info.external_attr = 0o100644 << 16
        return info


def _called(item: Evidence) -> str:
    return f"{item.label} {item.name}"


def _encrypted(bag: _Bag, file: BinaryIO, passphrase: str) -> Iterator[Step]:
    """AES-256 as WinZip, 7-Zip and others know it; what is inside has one name that says nothing."""
    import pyzipper

    with pyzipper.AESZipFile(file, "w", zipfile.ZIP_STORED, encryption=pyzipper.WZ_AES) as outer:
        outer.comment = COMMENT
        outer.setpassword(secret(passphrase))
        outer.setencryption(pyzipper.WZ_AES, nbits=256)
        with outer.open(INNER, "w", force_zip64=True) as stream:
            inner = Sealed(stream)
            yield from bag.write(inner, zipfile.ZIP_DEFLATED, 1)
            inner.finish()


def secret(passphrase: str) -> bytes:
    """The same key however the keyboard composes its characters."""
    return unicodedata.normalize("NFC", passphrase).encode()


def _sealed(part: Path) -> str:
    """Puts the digest in its place at the end, and brings the file to the disk; then it is read back."""
    digest = hashlib.sha256()
    with part.open("r+b", buffering=0) as file:
        left = part.stat().st_size - 64
        while left and (block := file.read(min(BLOCK, left))):
            digest.update(block)
            left -= len(block)
        file.write(digest.hexdigest().encode())
        os.fsync(file.fileno())
    return require_sealed(part)


def _sheet(out: Path, made_at: datetime) -> Path:
    """Beside the archive, to be printed and kept elsewhere."""
    from caseorg.pdf import recovery  # with all that draws; a window that starts does not wait for it

    sheet = out.with_name(f"{out.stem}-恢复说明.pdf")
    part = part_of(sheet)
    with replacing(sheet, part):
        with HashingFile(part) as file:
            for _ in recovery.render(out.name, file_digest(out), made_at, file):
                pass
            file.finish()
        part.replace(sheet)
    return sheet
