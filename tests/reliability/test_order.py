"""What makes "saved" true: each thing is on the disk before the next one relies on it."""

import re
from pathlib import Path

from reliability.machine import Ground, calls, traced

CALLS = "write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,mkdir,unlink"
QUOTE = '"'


def steps(log: Path, data: Path) -> list[str]:
    """The log in words: which file or folder was written, synced, renamed or removed by any process, in order."""
    told = []
    for call, rest in calls(log):
        if call in ("write", "pwrite64", "fsync", "fdatasync") and (match := re.match(r"\(\d+<([^>]+)>", rest)):
            told.append(f"{'sync' if 'sync' in call else 'write'} {named(match[1], data)}")
        elif call in ("rename", "mkdir", "unlink") and "= 0" in rest:
            told.append(f"{call} {named(rest[2:].partition(QUOTE)[0], data)}")
    return told


def named(path: str, data: Path) -> str:
    name = path.removeprefix(f"{data}/").replace(str(data), "data")
    name = re.sub(r"\.incoming/\w+\.part", "copy", name)
    return re.sub(r"evidence/\w\w$", "evidence/xx", name)


def test_file_then_name_then_folder_then_record(ground: Ground) -> None:
    data, log = ground.copy("order"), ground.folder / "log"
    assert traced(ground.command(data), "-e", f"trace={CALLS}", "-o", str(log)).returncode == 0
    found = steps(log, data)
    copied = [step for step in found if "evidence/" in step or step == "sync evidence"]
    assert [step for n, step in enumerate(copied) if step not in copied[:n]] == [
        "write evidence/copy",
        "sync evidence/copy",
        "mkdir evidence/xx",
        "rename evidence/copy",
        "sync evidence",
        "sync evidence/xx",
    ]
    kept = found.index("sync evidence/xx")
    entered = found[kept + 1 :]
    written = entered.index("write caseorg.db")
    assert "write caseorg.db" not in found[:kept]
    assert "sync caseorg.db-journal" in entered[:written] and "sync data" in entered[:written]
    ended = entered.index("unlink caseorg.db-journal")
    assert entered[ended - 1] == "sync caseorg.db" and "write caseorg.db" not in entered[ended:]
    assert entered[ended + 1] == "sync data"
