"""The folder that holds backups: one folder each, and the evidence of all of them beside, each file once."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from caseorg.domain.errors import CaseorgError
from caseorg.jobs.backups.manifest import LIST, Manifest, read_manifest
from caseorg.locking import only_one
from caseorg.output.writing import part_of, replacing

NOTE = "caseorg备份说明.txt"
EVIDENCE = "evidence"
_LOCK = ".caseorg-backups.lock"
_OF_THE_SYSTEM = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", "lost+found", "System Volume Information"})
_TEXT = """这个文件夹由 caseorg 的备份功能使用。未遮盖，含全部个人信息，请妥善保管。

每个“caseorg-日期-时间”文件夹是一次备份：caseorg.db 是数据库，清单.txt 列出全部文件及其SHA-256。
evidence 文件夹里是各次备份共用的证据原件，每个文件只存一份。

恢复：caseorg restore 备份文件夹 --into 新文件夹（或窗口菜单“文件 → 从备份恢复…”）。
换电脑：把整个备份文件夹复制到新电脑，装好 caseorg，照上面恢复到一个新文件夹，再用“文件 → 资料文件夹…”打开它。
没有 caseorg 时：把某次备份里的文件和这里的 evidence 文件夹一起复制到一个新文件夹，就是完整的资料文件夹。
"""


@contextmanager
def opened_shelf(folder: Path) -> Iterator[None]:
    """The folder, made where it is not there, for one backup at a time.

    Raises:
        CaseorgError: it holds other files, cannot be written, or another backup is being made there.
    """
    require_shelf(folder)
    with replacing(folder, part_of(folder)):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / NOTE).write_text(_TEXT, encoding="utf-8")
        with only_one(folder / _LOCK) as alone:
            if not alone:
                raise CaseorgError("Another backup is being made in {folder}.", "Wait until it is done.", folder=folder)
            _sweep(folder)
            yield


def require_shelf(folder: Path) -> None:
    """Raises CaseorgError where the folder holds what is not of a backup."""
    try:
        if folder.exists() and not folder.is_dir():
            raise CaseorgError("{file} is not a folder.", "Choose another name or folder.", file=folder)
        names = {path.name for path in folder.iterdir()} if folder.exists() else set()
    except OSError as error:
        raise CaseorgError(
            "{file} cannot be written: {reason}.", "Choose another name or folder.", file=folder, reason=error.strerror
        ) from error
    if names - _OF_THE_SYSTEM and NOTE not in names:
        raise CaseorgError(
            "{folder} holds other files.",
            "Choose a new or an empty folder, such as {suggestion}.",
            folder=folder,
            suggestion=folder / "caseorg备份",
        )


def backups_in(folder: Path) -> list[Path]:
    """The backups of a shelf, the oldest first."""
    return sorted(path.parent for path in folder.glob(f"caseorg-*/{LIST}"))


def find_backup(path: Path) -> Path:
    """The backup itself; of a shelf the newest.

    Raises:
        CaseorgError: there is none.
    """
    if not (path / LIST).exists() and (found := backups_in(path)):
        return found[-1]
    read_manifest(path)
    return path


def rotate(shelf: Path, made: Manifest, keep: int) -> tuple[str, ...]:
    """Removes the oldest backups of the same data folder, then evidence that no backup names any more.

    Nothing goes where a list of the shelf cannot be read. Returns the names of what went.
    """
    try:
        listed = {backup: read_manifest(backup) for backup in backups_in(shelf)}
    except CaseorgError:
        return ()
    whole = [backup for backup, known in listed.items() if known.identity == made.identity and not known.missing]
    gone = whole[: max(len(whole) - keep, 0)]
    for backup in gone:
        part = part_of(backup)
        backup.rename(part)
        shutil.rmtree(part)
    if gone:
        needed = {name for backup, known in listed.items() if backup not in gone for name in known.files}
        for file in shelf.glob(f"{EVIDENCE}/??/*"):
            if f"../{file.relative_to(shelf).as_posix()}" not in needed:
                file.chmod(0o600)
                file.unlink()
    return tuple(backup.name for backup in gone)


def _sweep(folder: Path) -> None:
    """What a backup left behind that was ended in the middle; nobody else makes one now."""
    for left in (*folder.glob(".*.part"), *folder.glob(f"{EVIDENCE}/??/.*.part")):
        shutil.rmtree(left) if left.is_dir() else left.unlink()


def same_disk(one: Path, other: Path) -> bool:
    """Whether both would be lost together."""
    try:
        return one.stat().st_dev == other.stat().st_dev
    except OSError:
        return False
