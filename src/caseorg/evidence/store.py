"""Evidence files by their sha256 in one folder: whole or not at all, on disk before anyone is told so."""

import errno
import hashlib
import os
import shutil
import stat
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from caseorg.domain.errors import CaseorgError
from caseorg.rights import KEPT, private_folder

BLOCK = 1 << 20
STALE_SECONDS = 3600
_MANY = 8
_CANNOT_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)
_LATEST = datetime(2199, 1, 1, tzinfo=UTC).timestamp()


@dataclass(frozen=True, slots=True)
class Received:
    """A copy that is complete and on disk, but not kept yet. `source` says where it is from, where that is known."""

    part: Path
    name: str
    sha256: str
    size: int
    modified_at: datetime
    source: str = ""


class Stream(Protocol):
    """What comes in piece by piece; an end that comes too early raises a CaseorgError."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class EvidenceStore:
    """`folder/ab/abcd…` holds the file with that sha256; `folder/.incoming` holds copies in the making.

    `unsynced` names places of which the disk or share cannot confirm what is written there; files come in all the same.
    """

    folder: Path
    unsynced: set[Path] = field(default_factory=set, repr=False, compare=False)

    @property
    def incoming(self) -> Path:
        """Same file system as the kept files, so that keeping one is a rename."""
        return self.folder / ".incoming"

    def path(self, sha256: str) -> Path:
        """Where the file with this digest is, or would be."""
        return self.folder / sha256[:2] / sha256

    def receive(self, source: Path) -> Received:
        """Copies and hashes the source in one pass and brings the copy to the disk.

        Raises:
            CaseorgError: the source is not a readable, whole regular file, or the disk is full.
        """
        with _open_regular(source) as file:
            before = os.fstat(file.fileno())
            if before.st_size == 0:
                raise CaseorgError("The file is empty.", "Save or send it again, then add the new file.")
            part = self.incoming / f"{uuid.uuid4().hex}.part"
            try:
                with _disk_errors():
                    private_folder(self.incoming, within=self.folder.parent)
                    _require_space(self.incoming, before.st_size)
                    sha256, size = self._copy(file, part)
                after = os.fstat(file.fileno())
                if size != before.st_size or after.st_mtime_ns != before.st_mtime_ns:
                    raise CaseorgError("The file changed while it was read.", "Wait until it is complete, then add it.")
            except BaseException:
                _remove(part)
                raise
        return Received(part, _plain_name(source.name), sha256, size, _plain_time(before.st_mtime))

    def receive_stream(self, stream: Stream, sent: Received) -> Received:
        """Brings a stream to the disk, and answers `sent` with where its copy is: `sent` says what is to come.

        Raises:
            CaseorgError: the stream broke off, other bytes came than were sent, or the disk is full.
        """
        part = self.incoming / f"{uuid.uuid4().hex}.part"
        try:
            with _disk_errors():
                private_folder(self.incoming, within=self.folder.parent)
                _require_space(self.incoming, sent.size)
                arrived = self._copy(stream, part)
            if arrived != (sent.sha256, sent.size):
                raise CaseorgError("Other bytes arrived than were sent.", "Send the file again.")
        except BaseException:
            _remove(part)
            raise
        return replace(sent, part=part, name=_plain_name(sent.name))

    def keep(self, received: Received) -> Path:
        """Gives the copy its final name and brings that to the disk."""
        self.sync(self.place(received))
        return self.path(received.sha256)

    def place(self, received: Received) -> set[Path]:
        """Gives the copy its final name; a good file of that name stays, a damaged one is healed by the copy.

        The name is safe once the folders that this returns are on the disk too.
        """
        target = self.path(received.sha256)
        changed = {self.folder, target.parent}  # also for what is there: who put it there may not have got to this
        with _disk_errors():
            if not target.parent.exists():
                private_folder(target.parent, within=self.folder.parent)
            if self.is_whole(received.sha256):
                self.discard(received)
            else:
                _make_writable(target)
                received.part.replace(target)
        return changed

    def sync(self, folders: Iterable[Path]) -> None:
        """Brings the names in these folders to the disk, those of the outer one first."""
        with _disk_errors():
            for path in sorted(folders)[:1]:
                self._sync(path)
            _all_at_once(self._sync, sorted(folders)[1:])

    def _sync(self, folder: Path) -> None:
        if not sync_folder(folder):
            self.unsynced.add(folder)

    def _copy(self, file: Stream, part: Path) -> tuple[str, int]:
        digest = hashlib.sha256()
        size = 0
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), KEPT)
        try:
            while block := _read(file):
                digest.update(block)
                _write_all(descriptor, block)
                size += len(block)
            if not _sync(descriptor):
                self.unsynced.add(part.parent)
        finally:
            os.close(descriptor)
        return digest.hexdigest(), size

    def discard(self, received: Received) -> None:
        """Forgets a copy that is not to be kept."""
        _remove(received.part)

    def remove(self, sha256: str) -> None:
        """Deletes a kept file that no case has any more; one that is gone already is no fault.

        Raises:
            CaseorgError: it cannot be removed.
        """
        file = self.path(sha256)
        with _disk_errors():
            _make_writable(file)
            file.unlink(missing_ok=True)
            with suppress(OSError):
                file.parent.rmdir()  # where it was the last one

    def is_whole(self, sha256: str) -> bool:
        """Whether the kept file is there and its bytes still have this digest."""
        try:
            return file_digest(self.path(sha256)) == sha256
        except OSError:
            return False

    def sweep(self, older_than: float = STALE_SECONDS) -> None:
        """Removes copies that a killed process left behind; one in the making is younger than that."""
        if not self.incoming.is_dir():
            return
        limit = time.time() - older_than
        for part in self.incoming.glob("*.part"):
            try:
                if part.stat().st_mtime < limit:
                    _remove(part)
            except FileNotFoundError:
                continue  # another process finished with it first


def file_digest(path: Path) -> str:
    """The sha256 of a file, read in blocks."""
    with path.open("rb", buffering=0) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _disk_errors() -> Iterator[None]:
    """Turns what the disk of the data folder does into a CaseorgError."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise CaseorgError(
                "The disk is full; the file was not added.", "Free some space, then add it again."
            ) from error
        raise CaseorgError(
            "The data folder cannot be written: {reason}.",
            "Check its permissions and the disk.",
            reason=error.strerror,
        ) from error


def _require_space(folder: Path, size: int) -> None:
    """What does not fit is not begun: its half would take the space from a smaller file that comes in beside it."""
    if shutil.disk_usage(folder).free < size:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _open_regular(source: Path) -> BinaryIO:
    """Opens without blocking on a pipe, and without following a name to a folder or device."""
    try:
        mode = source.stat().st_mode
        if stat.S_ISDIR(mode):
            raise CaseorgError("This is a folder.", "Add the files in it.")
        if not stat.S_ISREG(mode):
            raise CaseorgError("This is not an ordinary file.", "Add a picture, document or recording.")
        return source.open("rb")
    except FileNotFoundError:
        if source.is_symlink():
            raise CaseorgError("This link leads nowhere.", "Add the file itself.") from None
        raise CaseorgError("There is no such file.", "Check its name and place.") from None
    except PermissionError:
        raise CaseorgError("There is no permission to read the file.", "Copy it to a folder of your own.") from None
    except OSError as error:
        raise CaseorgError(
            "The file cannot be opened: {reason}.",
            "Give it a shorter name or copy it elsewhere, then add it.",
            reason=error.strerror,
        ) from error
    except ValueError:
        raise CaseorgError("There is no such file.", "Check its name and place.") from None


def _plain_name(name: str) -> str:
    """A name that is no text, such as one in GBK, with its odd bytes written out."""
    return name.encode(errors="backslashreplace").decode()


def _plain_time(seconds: float) -> datetime:
    """Within what calendars know; a file system may say anything."""
    return datetime.fromtimestamp(min(max(seconds, 0), _LATEST), UTC)


def _remove(part: Path) -> None:
    """What cannot be removed now is swept at a later start."""
    with suppress(OSError):
        _make_writable(part)
        part.unlink()


def _all_at_once(sync: Callable[[Path], None], folders: Sequence[Path]) -> None:
    """Many waits for the disk last little longer than one."""
    if len(folders) < _MANY:
        for folder in folders:
            sync(folder)
        return
    from concurrent.futures import ThreadPoolExecutor  # most commands have no use for it

    with ThreadPoolExecutor(_MANY, "disk") as hands:
        list(hands.map(sync, folders))


def _make_writable(file: Path) -> None:
    """Windows neither removes nor replaces a read-only file."""
    if os.name == "nt" and file.exists():
        file.chmod(stat.S_IREAD | stat.S_IWRITE)


def _read(file: Stream) -> bytes:
    try:
        return file.read(BLOCK)
    except OSError as error:
        raise CaseorgError(
            "The file cannot be read to its end: {reason}.",
            "Copy it from its source again.",
            reason=error.strerror,
        ) from error


def _write_all(descriptor: int, block: bytes) -> None:
    view = memoryview(block)
    while view:
        view = view[os.write(descriptor, view) :]


def sync_folder(folder: Path) -> bool:
    """Makes the names in a folder durable; Windows has no such call and needs none. False where the disk cannot."""
    if os.name == "nt":
        return True
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        return _sync(descriptor)
    finally:
        os.close(descriptor)


def _sync(descriptor: int) -> bool:
    """Whether what was written is on the disk now; some shares cannot say so, which is no failure of writing."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC:
            raise
        return False
    return True
