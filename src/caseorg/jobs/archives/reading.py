"""An archive from elsewhere, looked at before anything of it is used; nothing of it is written under its own name."""

import hashlib
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from caseorg.domain.errors import BrokenError, CaseorgError
from caseorg.domain.files.bagging import MANIFEST, TAGS
from caseorg.evidence.store import BLOCK
from caseorg.jobs.archives.making import INNER, secret
from caseorg.jobs.archives.sealing import require_sealed
from caseorg.output.writing import aside

MOST_FILES = 20_000
_MOST_TIMES = 40  # the size of the archive, unpacked
_ALWAYS = 64 << 20
_MOST_BYTES = 256 << 30
_LISTS = 16 << 20
_LINE = re.compile(r"([0-9a-f]{64})\s+(.+)")
_ENCRYPTED = 0x1
_BAD_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError, ValueError, OSError)


@dataclass(frozen=True, slots=True)
class Bag:
    """The members of an archive by their names in the bag, with the digests that its lists give."""

    packed: zipfile.ZipFile
    members: Mapping[str, zipfile.ZipInfo]
    digests: Mapping[str, str]

    def read(self, name: str, most: int) -> bytes:
        """A small member, whose digest holds.

        Raises:
            BrokenError: it is not there, too large, or was altered.
        """
        info = self.members.get(name)
        if info is None or info.file_size > most:
            raise altered(name)
        with _reading(name), self.packed.open(info) as file:
            content = file.read(most + 1)
        if hashlib.sha256(content).hexdigest() != self.digests.get(name):
            raise altered(name)
        return content

    def blocks(self, name: str) -> Iterator[bytes]:
        """A member piece by piece; what is told of its size holds.

        Raises:
            BrokenError: it cannot be read.
        """
        info = self.members.get(name)
        if info is None:
            raise altered(name)
        with _reading(name), self.packed.open(info) as file:
            while block := file.read(BLOCK):
                yield block


def altered(name: str) -> BrokenError:
    """For a member that is not as the lists say."""
    return BrokenError("In the archive, {file} is missing or was altered.", "Copy it from its source again.", file=name)


@contextmanager
def opened_bag(file: Path, passphrase: str = "") -> Iterator[tuple[Bag, str]]:
    """The archive and its digest, once its own lists and sizes were looked at.

    Raises:
        BrokenError: it was altered.
        CaseorgError: it is no archive, the passphrase is wrong, or it is not as this program makes them.
    """
    digest = require_sealed(file)
    with aside() as folder:
        inner = _decrypted(file, passphrase, folder / INNER)
        with _zip(inner) as packed:
            members = _members(packed, inner.stat().st_size)
            yield Bag(packed, members, _lists(packed, members)), digest


def is_encrypted(file: Path) -> bool:
    """Whether a passphrase is needed.

    Raises:
        CaseorgError: it is no archive.
    """
    with _zip(file) as packed:
        return _is_outer(packed)


@contextmanager
def _zip(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        packed = zipfile.ZipFile(file)
    except _BAD_ZIP as error:
        raise CaseorgError(
            "{file} is no archive of caseorg, or its end is missing.", "Copy it from its source again.", file=file
        ) from error
    with packed:
        yield packed


def _is_outer(packed: zipfile.ZipFile) -> bool:
    infos = packed.infolist()
    return len(infos) == 1 and infos[0].filename == INNER and bool(infos[0].flag_bits & _ENCRYPTED)


def _decrypted(file: Path, passphrase: str, target: Path) -> Path:
    """The zip inside, in a folder that nobody else can read and that goes when it was read; or the file itself."""
    with _zip(file) as outer:
        if not _is_outer(outer):
            return file
    if not passphrase:
        raise CaseorgError("The archive {file} is encrypted.", "Give its passphrase.", file=file)
    import pyzipper

    try:
        with pyzipper.AESZipFile(file) as outer:
            outer.setpassword(secret(passphrase))
            _require_sizes(outer.infolist(), file.stat().st_size)
            with outer.open(INNER) as source, target.open("xb") as out:
                while block := source.read(BLOCK):
                    out.write(block)
    except RuntimeError as error:
        raise CaseorgError(
            "The passphrase is wrong.",
            "Type it again: capitals, spaces and full-width characters count. Without it the archive cannot be opened.",
        ) from error
    except _BAD_ZIP as error:
        raise BrokenError("The archive {file} was altered.", "Copy it from its source again.", file=file) from error
    require_sealed(target)
    return target


def _members(packed: zipfile.ZipFile, size: int) -> dict[str, zipfile.ZipInfo]:
    """What is in the one folder of the archive, by its name there."""
    infos = packed.infolist()
    _require_sizes(infos, size)
    _require_apart(infos)
    files = [info for info in infos if not info.is_dir()]
    for info in files:
        _require_plain(info)
    tops = {info.filename.partition("/")[0] for info in files}
    folded = {_folded(info.filename) for info in files}
    if len(tops) != 1 or len(folded) != len(files):
        raise _hostile("two files of one name, or more than one folder")
    return {info.filename.partition("/")[2]: info for info in files}


def _require_sizes(infos: list[Any], size: int) -> None:
    unpacked = sum(info.file_size for info in infos)
    if len(infos) > MOST_FILES or unpacked > min(max(size * _MOST_TIMES, _ALWAYS), _MOST_BYTES):
        raise _hostile("too many files, or too much in them")


def _require_apart(infos: list[zipfile.ZipInfo]) -> None:
    """No two members share bytes, which is how a small file unpacks without end."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise _hostile("members that overlap")
        end = info.header_offset + info.compress_size


def _require_plain(info: zipfile.ZipInfo) -> None:
    name, mode = info.filename, info.external_attr >> 16
    parts = name.split("/")
    if info.orig_filename != name or any(ord(letter) < 32 for letter in name) or "\\" in name or ":" in name:
        raise _hostile("a name that no system takes")
    if len(parts) < 2 or any(part in ("", ".", "..") for part in parts):
        raise _hostile("a name that leads elsewhere")
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise _hostile("a link or device")
    if info.flag_bits & _ENCRYPTED or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _hostile("a member that is packed in another way")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _hostile(reason: str) -> CaseorgError:
    return CaseorgError(
        "The archive is not as caseorg makes them: {reason}.", "Ask whoever made it for another one.", reason=reason
    )


def _lists(packed: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo]) -> dict[str, str]:
    """Name → digest; all that is there is listed, and nothing else is."""
    found: dict[str, str] = {}
    for name in (TAGS, MANIFEST):
        info = members.get(name)
        if info is None or info.file_size > _LISTS:
            raise altered(name)
        with _reading(name), packed.open(info) as file:
            content = file.read(_LISTS)
        if name == MANIFEST and hashlib.sha256(content).hexdigest() != found.get(MANIFEST):
            raise altered(MANIFEST)
        for line in content.decode(errors="replace").splitlines():
            if match := _LINE.fullmatch(line):
                found[match[2]] = match[1]
    for name in members.keys() ^ {*found, TAGS}:
        raise altered(name)
    return found


@contextmanager
def _reading(name: str) -> Iterator[None]:
    try:
        yield
    except _BAD_ZIP as error:
        raise altered(name) from error
