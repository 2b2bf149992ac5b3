"""Files come in: the good ones are kept, the bad ones are named, and nothing is left half done."""

import ctypes
import errno
import hashlib
import json
import os
import socket
import sqlite3
import stat
import subprocess
import sys
import zipfile
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import BinaryIO

import pikepdf
import pytest

from caseorg.actions.case import new_case
from caseorg.actions.evidence import Intake, withdraw_evidence
from caseorg.children.breach import BugError
from caseorg.domain.case import CaseDetails, CaseId, Evidence, MediaKind
from caseorg.domain.errors import CaseorgError
from caseorg.domain.files.notes import FileNote
from caseorg.domain.journal.chain import first_broken
from caseorg.domain.scams.scam import FlagScreen, RedFlag, flag_screen
from caseorg.evidence import folders
from caseorg.evidence import probe as probing
from caseorg.evidence import store as evidence_store
from caseorg.evidence.found import Probe
from caseorg.evidence.looking import looked_into
from caseorg.evidence.probe import probe
from caseorg.evidence.store import EvidenceStore, Received
from caseorg.jobs import intake
from caseorg.jobs.attachments import add_attachments
from caseorg.jobs.intake import Outcome, add_files
from caseorg.jobs.verify import verify
from caseorg.store.adding import adding
from caseorg.store.gate import examine
from caseorg.store.journal import journal_entries
from caseorg.store.queries import load_case
from caseorg.store.snapshot import Snapshot
from caseorg.workspace import Workspace, open_workspace
from evidence.material import CUTTABLE, JPEG, PDF, PNG, encoded, picture, png_of, wav
from waiting import PATIENCE

CUTS = 9
MEGABYTE = 1 << 20


def add(workspace: Workspace, case_id: CaseId, *files: Path) -> list[Outcome]:
    return [progress.item for progress in add_files(workspace, case_id, files) if progress.item]


def evidence(workspace: Workspace, case_id: CaseId) -> tuple[Evidence, ...]:
    return workspace.read(load_case, case_id).evidence


def file(path: Path, content: bytes = PNG) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def screenshots(folder: Path, count: int) -> list[Path]:
    """No two alike."""
    return [file(folder / f"{n}.png", encoded(picture(size=(40, 40 + n)), "PNG")) for n in range(count)]


def require_sound(workspace: Workspace) -> None:
    """Every record has its file and journal entry, the database is whole, nothing waits to be kept."""
    for _ in verify(workspace):
        pass
    database = sqlite3.connect(workspace.folder / "caseorg.db")
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.close()
    assert workspace.read(lambda session: first_broken(journal_entries(session))) is None
    assert list(workspace.evidence.incoming.glob("*")) == []


def state_of(folder: Path) -> dict[str, tuple[int, int, str]]:
    """Mode, time and content of each ordinary file."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            about = path.stat()
            found[str(path)] = (about.st_mode, about.st_mtime_ns, hashlib.sha256(path.read_bytes()).hexdigest())
    return found


@pytest.fixture
def changing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A large file that another program goes on writing while it is read."""
    path = tmp_path / "changing" / "download.mp4"
    path.parent.mkdir()
    path.touch()
    os.truncate(path, 3 * MEGABYTE)
    really = evidence_store._read

    def changed_meanwhile(source: BinaryIO) -> bytes:
        if Path(source.name) == path and source.tell() == 0:
            os.truncate(path, 4 * MEGABYTE)
        return really(source)

    monkeypatch.setattr(evidence_store, "_read", changed_meanwhile)
    return path


def cut_files(folder: Path) -> Iterator[Path]:
    for name, content in CUTTABLE.items():
        for part in range(1, CUTS):
            length = len(content) * part // CUTS
            yield file(folder / f"{part} of {CUTS} {name}", content[:length])


def misnamed_files(folder: Path) -> Iterator[Path]:
    """Contents that are not at all what the name says."""
    noise = hashlib.shake_256(b"noise").digest(3000)
    for suffix in ("png", "jpg", "webp", "gif", "bmp", "tif", "pdf", "mp4", "m4a", "mp3", "wav", "heic", "txt"):
        yield file(folder / f"noise.{suffix}", b"\x80\xff" + suffix.encode() + noise)
    for suffix in ("png", "jpg", "webp", "gif", "bmp", "tif", "pdf", "mp4", "amr", "mov"):
        yield file(folder / f"words.{suffix}", f"这是一段文字，不是{suffix}。".encode())
    yield file(folder / "error page.jpg", b"<!DOCTYPE html><html>404</html>")


def odd_pictures(folder: Path) -> Iterator[Path]:
    yield file(folder / "bomb.png", png_of(60_000, 60_000))
    yield file(folder / "huge bomb.png", png_of(2**31 - 1, 2**31 - 1))
    yield file(folder / "no width.png", png_of(0, 40))
    yield file(folder / "no height.png", png_of(40, 0))
    yield file(folder / "wrong sum.png", PNG[:-20] + bytes([PNG[-20] ^ 1]) + PNG[-19:])
    yield file(folder / "zeros at the end.jpg", JPEG[: len(JPEG) // 2] + bytes(len(JPEG) // 2))
    yield file(folder / "zeros at the end.png", PNG[: len(PNG) // 2] + bytes(len(PNG) // 2))
    yield file(folder / "only zeros.png", bytes(5000))
    yield file(folder / "no pages.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
    yield file(folder / "no content.pdf", b"%PDF-1.7\n%%EOF\n")


def no_files(folder: Path) -> Iterator[Path]:
    """What a name may lead to that is no file."""
    folder.mkdir(exist_ok=True)
    (folder / "broken link.png").symlink_to("nowhere.png")
    yield folder / "broken link.png"
    (folder / "loop.png").symlink_to("other loop.png")
    (folder / "other loop.png").symlink_to("loop.png")
    yield folder / "loop.png"
    yield folder / "other loop.png"
    yield folder / ("长" * 300 + ".png")
    yield folder / ("x" * 300 + ".png")
    os.mkfifo(folder / "pipe.png")
    yield folder / "pipe.png"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.png")
    (folder.parent / "socket.png").rename(folder / "socket.png")
    yield folder / "socket.png"
    yield from (Path("/dev/null"), Path("/dev/zero"), Path("/proc/self/mem"))
    yield folder / "nul\0in the name.png"
    yield folder / "gone.png"
    yield file(folder / "file", PNG) / "in a file.png"
    for name in ("empty.png", "empty.txt", "empty.pdf", "empty"):
        yield file(folder / name, b"")


def test_files_that_cannot_be_read_never_stop_the_good_ones(
    workspace: Workspace, case_id: CaseId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changing: Path
) -> None:
    monkeypatch.chdir(tmp_path)  # the address of a socket must be short
    bad = [*no_files(tmp_path / "none"), changing]
    good = screenshots(tmp_path / "good", len(bad) // 3)
    mixed = [path for n, path in enumerate(bad) for path in ((good[n // 3], path) if n % 3 == 0 else (path,))]
    mixed = [path for path in mixed if path in bad or path in good]
    before = state_of(tmp_path / "none")

    outcomes = add(workspace, case_id, *mixed)

    assert [outcome.file for outcome in outcomes] == mixed
    wrongly = [outcome.file for outcome in outcomes if (outcome.intake is Intake.FAILED) != (outcome.file in bad)]
    assert wrongly == []
    for outcome in outcomes:
        if outcome.file in bad:
            assert outcome.reason and outcome.reason.what and outcome.reason.advice and str(outcome.reason)
            assert (outcome.evidence, outcome.number, outcome.sha256) == (None, None, "")
    assert [item.name for item in evidence(workspace, case_id)] == [path.name for path in mixed if path in good]
    assert state_of(tmp_path / "none") == before
    require_sound(workspace)


def test_more_than_a_hundred_damaged_files_are_kept_with_a_word(
    workspace: Workspace, case_id: CaseId, tmp_path: Path
) -> None:
    """Whatever is wrong with its contents, a file may be all that somebody has."""
    makers = (cut_files, misnamed_files, odd_pictures)
    damaged = [path for make in makers for path in make(tmp_path / make.__name__)]
    assert len(damaged) > 130
    before = {make.__name__: state_of(tmp_path / make.__name__) for make in makers}

    outcomes = add(workspace, case_id, *damaged)

    assert [outcome.file.name for outcome in outcomes if outcome.intake is not Intake.ADDED] == []
    assert [outcome.file.name for outcome in outcomes if not outcome.note] == []
    for outcome in outcomes:
        assert workspace.evidence.path(outcome.sha256).read_bytes() == outcome.file.read_bytes()
    assert {make.__name__: state_of(tmp_path / make.__name__) for make in makers} == before
    require_sound(workspace)


def drop_the_right_to_read_everything() -> None:
    """Root in a container without two capabilities is asked for permission like everybody else."""
    if os.geteuid() == 0:
        drop, override, search = 24, 1, 2  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        library = ctypes.CDLL(None)
        assert library.prctl(drop, override, 0, 0, 0) == library.prctl(drop, search, 0, 0, 0) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="the way to take root's rights away is Linux's")
def test_files_without_permission_fail_one_by_one(tmp_path: Path) -> None:
    locked = file(tmp_path / "locked.png")
    locked.chmod(0)
    inside = file(tmp_path / "private" / "inside.png")
    inside.parent.chmod(0)
    good = file(tmp_path / "good.png")
    with open_workspace(tmp_path / "data") as workspace:
        case_id = workspace.write(new_case, CaseDetails(title="x"))
    script = """if True:
        import json, sys
        from pathlib import Path
        from caseorg.jobs.intake import add_files
        from caseorg.workspace import open_workspace
        data, case_id, *files = sys.argv[1:]
        with open_workspace(Path(data)) as workspace:
            told = [progress.item for progress in add_files(workspace, case_id, [Path(name) for name in files])]
        print(json.dumps([[outcome.intake, str(outcome.reason)] for outcome in told]))
    """
    try:
        out = subprocess.check_output(
            [sys.executable, "-c", script, tmp_path / "data", case_id, locked, inside, good],
            preexec_fn=drop_the_right_to_read_everything,
            text=True,
        )
    finally:
        inside.parent.chmod(0o700)
    outcomes = json.loads(out)
    assert [intake for intake, _ in outcomes] == ["failed", "failed", "added"]
    assert all("no permission" in reason for _, reason in outcomes[:2])


def test_each_added_file_is_told_with_number_and_digest(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    files = screenshots(tmp_path, 7)
    outcomes = add(workspace, case_id, *files)
    for number, (outcome, path) in enumerate(zip(outcomes, files, strict=True), start=1):
        assert (outcome.intake, outcome.number, outcome.file) == (Intake.ADDED, number, path)
        assert outcome.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
        assert workspace.evidence.path(outcome.sha256).read_bytes() == path.read_bytes()
    assert [item.id for item in evidence(workspace, case_id)] == [outcome.evidence for outcome in outcomes]


def test_what_the_probe_found_is_recorded(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    files = [file(tmp_path / name, content) for name, content in (("a.png", PNG), ("b.pdf", PDF), ("c.wav", wav()))]
    add(workspace, case_id, *files, file(tmp_path / "d.zip", b"PK\3\4" + bytes(50)))
    found = evidence(workspace, case_id)
    assert [item.kind for item in found] == [MediaKind.IMAGE, MediaKind.PDF, MediaKind.AUDIO, MediaKind.OTHER]
    assert (found[0].width, found[0].height, found[1].pages) == (*picture().size, 1)
    assert [bool(item.note) for item in found] == [False, False, False, True]


def test_the_same_bytes_again_name_the_evidence_that_has_them(
    workspace: Workspace, case_id: CaseId, tmp_path: Path
) -> None:
    files = screenshots(tmp_path, 3)
    copy = file(tmp_path / "copy" / "other name.png", files[1].read_bytes())
    first = add(workspace, case_id, *files)
    again = add(workspace, case_id, copy, copy)
    assert [outcome.intake for outcome in again] == [Intake.DUPLICATE] * 2
    assert {(outcome.number, outcome.evidence) for outcome in again} == {(2, first[1].evidence)}
    assert len(evidence(workspace, case_id)) == 3
    require_sound(workspace)


def test_the_same_file_twice_in_one_go_is_added_once(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    path = file(tmp_path / "a.png")
    outcomes = add(workspace, case_id, *[path] * 48)
    assert Counter(outcome.intake for outcome in outcomes) == {Intake.ADDED: 1, Intake.DUPLICATE: 47}
    require_sound(workspace)


def test_withdrawn_evidence_stands_again_with_its_old_number(
    workspace: Workspace, case_id: CaseId, tmp_path: Path
) -> None:
    files = screenshots(tmp_path, 3)
    first = add(workspace, case_id, *files)[1]
    assert first.evidence
    workspace.write(withdraw_evidence, case_id, (first.evidence,))
    again = add(workspace, case_id, files[1])[0]
    assert (again.intake, again.number, again.evidence) == (Intake.ADDED, 2, first.evidence)
    assert [item.withdrawn for item in evidence(workspace, case_id)] == [False] * 3
    require_sound(workspace)


def test_the_same_bytes_in_another_case_are_no_duplicate(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    other = workspace.write(new_case, CaseDetails(title="另一个案件"))
    path = file(tmp_path / "a.png")
    for case in (case_id, other):
        outcome = add(workspace, case, path)[0]
        assert (outcome.intake, outcome.number) == (Intake.ADDED, 1)
    require_sound(workspace)


@pytest.mark.parametrize("damage", [lambda kept: kept.write_bytes(b"rubbish"), lambda kept: kept.unlink()])
def test_a_damaged_or_lost_file_is_healed_when_it_is_added_again(
    workspace: Workspace, case_id: CaseId, tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    path = file(tmp_path / "a.png")
    kept = workspace.evidence.path(add(workspace, case_id, path)[0].sha256)
    kept.chmod(0o600)
    damage(kept)
    assert add(workspace, case_id, path)[0].intake is Intake.DUPLICATE
    assert kept.read_bytes() == PNG
    require_sound(workspace)


def test_a_kept_file_without_a_record_is_used_and_not_removed(
    workspace: Workspace, case_id: CaseId, tmp_path: Path
) -> None:
    path = file(tmp_path / "a.png")
    orphan = workspace.evidence.keep(workspace.evidence.receive(path))
    number = orphan.stat().st_ino
    workspace.evidence.sweep(older_than=-10)
    assert orphan.exists()
    assert add(workspace, case_id, path)[0].intake is Intake.ADDED
    assert orphan.stat().st_ino == number
    require_sound(workspace)


def test_stopping_half_way_keeps_what_was_told_and_nothing_else(
    workspace: Workspace, case_id: CaseId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "TOGETHER", 4)
    gone = tmp_path / "gone.png"
    work = add_files(workspace, case_id, [gone, *screenshots(tmp_path, 8), gone])
    told = [next(work)]
    while told[-1].held:
        told.append(next(work))
    work.close()
    entered = [step.item.evidence for step in told if step.item and step.item.number]
    assert [item.id for item in evidence(workspace, case_id)] == entered
    assert len(told) <= 4
    require_sound(workspace)


def test_one_that_cannot_be_entered_does_not_take_those_with_it_that_came_together(
    workspace: Workspace, case_id: CaseId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = screenshots(tmp_path, 4)
    place = EvidenceStore.place

    def refuse(store: EvidenceStore, received: Received) -> set[Path]:
        if received.name == files[2].name:
            raise CaseorgError("The disk is full; the file was not added.")
        return place(store, received)

    monkeypatch.setattr(EvidenceStore, "place", refuse)
    outcomes = add(workspace, case_id, *files)
    assert [one.intake for one in outcomes] == [Intake.ADDED, Intake.ADDED, Intake.FAILED, Intake.ADDED]
    assert [one.number for one in outcomes] == [1, 2, None, 3]
    require_sound(workspace)


def test_files_that_are_ready_together_are_entered_in_one_transaction(
    workspace: Workspace, case_id: CaseId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "_PATIENCE", PATIENCE)
    monkeypatch.setattr(intake, "TOGETHER", 4)
    transactions = []

    def counted(database: Path) -> AbstractContextManager[Snapshot]:
        transactions.append(database)
        return adding(database)

    monkeypatch.setattr("caseorg.workspace.adding", counted)
    add(workspace, case_id, *screenshots(tmp_path, 9))
    assert len(transactions) == 3


def test_whoever_opens_the_folder_meanwhile_does_not_take_the_database_for_another_ones(
    workspace: Workspace, case_id: CaseId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "_PATIENCE", PATIENCE)
    place, faults = EvidenceStore.place, []

    def looked_at(store: EvidenceStore, received: Received) -> set[Path]:
        folders = place(store, received)
        faults.append(examine(workspace.database, store).fault)
        return folders

    monkeypatch.setattr(EvidenceStore, "place", looked_at)
    add(workspace, case_id, *screenshots(tmp_path, 9))
    assert faults == [None] * 9


def test_an_unknown_case_fails_every_file_and_leaves_nothing(workspace: Workspace, tmp_path: Path) -> None:
    outcomes = add(workspace, CaseId("none"), *screenshots(tmp_path, 3))
    assert [str(outcome.reason) for outcome in outcomes] == [str(outcomes[0].reason)] * 3
    assert "There is no case" in str(outcomes[0].reason)
    require_sound(workspace)
    assert list(workspace.evidence.folder.glob("??/*")) == []


def test_names_and_times_that_no_one_expects_are_taken(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    contents = [path.read_bytes() for path in screenshots(tmp_path / "made", 6)]
    names = [
        b"\xbd\xd8\xcd\xbc.png",
        "😀 截图\n换行.png".encode(),
        b"-o.png",
        b"%s {x}.png",
        b"a" * 251 + b".png",
        b". .png",
    ]
    files = []
    for name, content in zip(names, contents, strict=True):
        path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
        files.append(file(path, content))
    for path, when in zip(files, (0, -1e9, 1e10, 2**33, 1, 2e9), strict=False):
        os.utime(path, (when, when))
    assert [outcome.intake for outcome in add(workspace, case_id, *files)] == [Intake.ADDED] * 6
    assert len(evidence(workspace, case_id)) == 6
    require_sound(workspace)


def test_a_copy_that_another_program_holds_fails_alone(
    workspace: Workspace, case_id: CaseId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = screenshots(tmp_path, 3)

    def held(received: Received) -> Probe:
        if received.name == files[1].name:
            raise PermissionError(errno.EACCES, "Permission denied")
        if received.name == files[2].name:
            received.part.unlink()
        return probe(received)

    monkeypatch.setattr(intake, "probe", held)
    outcomes = add(workspace, case_id, *files, file(tmp_path / "last.pdf", PDF))
    assert [outcome.intake for outcome in outcomes] == [Intake.ADDED, Intake.FAILED, Intake.FAILED, Intake.ADDED]
    for outcome in outcomes[1:3]:
        assert outcome.reason and "The copy of the file cannot be read" in outcome.reason.what and outcome.reason.advice
    require_sound(workspace)


def test_two_programs_add_to_one_case_at_once(tmp_path: Path) -> None:
    with open_workspace(tmp_path / "data") as workspace:
        case_id = workspace.write(new_case, CaseDetails(title="x"))
    mine, yours = screenshots(tmp_path / "a", 40)[:25], screenshots(tmp_path / "b", 40)[15:]
    command = [sys.executable, "-m", "caseorg", "--data", tmp_path / "data", "add", case_id, "--json"]
    programs = [
        subprocess.Popen([*command, *files], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for files in (mine, yours)
    ]
    told = []
    for program in programs:
        out, errors = program.communicate(timeout=PATIENCE)
        assert (program.returncode, errors) == (0, "")
        told += json.loads(out)
    assert Counter(outcome["status"] for outcome in told) == {"added": 40, "duplicate": 10}
    with open_workspace(tmp_path / "data") as workspace:
        assert [item.number for item in evidence(workspace, case_id)] == list(range(1, 41))
        require_sound(workspace)


def test_two_programs_make_one_data_folder_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "caseorg", "--data", tmp_path / "data", "case", "new", "--title", "x"]
    programs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    for program in programs:
        _, errors = program.communicate(timeout=PATIENCE)
        assert (program.returncode, errors) == (0, "")
    with open_workspace(tmp_path / "data") as workspace:
        require_sound(workspace)


def test_a_full_disk_is_told_file_by_file(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    """What the disk does to the folder of the copies; tests/reliability does it to every write."""
    path = file(tmp_path / "a.png")
    workspace.evidence.folder.write_text("no folder")
    outcome = add(workspace, case_id, path)[0]
    assert isinstance(outcome.reason, CaseorgError) and "cannot be written" in str(outcome.reason)


FRAUD = "客服：退款需交保证金200元\n客服：请提供验证码\n客服：请再交保证金"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_text_that_comes_in_is_looked_through_for_fraud(
    workspace: Workspace, case_id: CaseId, tmp_path: Path, encoding: str
) -> None:
    (outcome,) = add(workspace, case_id, file(tmp_path / "chat.txt", FRAUD.encode(encoding)))
    assert (outcome.intake, outcome.flags) == (Intake.ADDED, ("refund-fee", "codes"))


def test_what_is_harmless_or_no_text_raises_no_flag(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    harmless = file(tmp_path / "a.txt", "退款将原路退回，我们不会向您索要验证码。".encode())
    assert [one.flags for one in add(workspace, case_id, harmless, file(tmp_path / "a.png"))] == [(), ()]


@pytest.mark.usefixtures("own_knowledge")  # another test may have made them ready for the knowledge that all share
def test_the_flags_are_made_ready_for_texts_alone_and_once_for_all_of_them(
    workspace: Workspace, case_id: CaseId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[None] = []

    def counted(flags: Iterable[RedFlag]) -> FlagScreen:
        made.append(None)
        return flag_screen(flags)

    monkeypatch.setattr(intake, "flag_screen", counted)
    intake._flags.cache_clear()  # another test may have had them made
    add(workspace, case_id, *screenshots(tmp_path, 2))
    assert len(made) == 0
    add(workspace, case_id, file(tmp_path / "a.txt", FRAUD.encode()))
    add(workspace, case_id, *(file(tmp_path / f"{n}.txt", f"第{n}次联系客服".encode()) for n in range(2)))
    assert len(made) == 1


def test_a_text_without_a_scan_comes_in_all_the_same(
    workspace: Workspace, case_id: CaseId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a pattern without end")

    monkeypatch.setattr(intake, "find_flags", broken)
    (outcome,) = add(workspace, case_id, file(tmp_path / "chat.txt", FRAUD.encode()))
    assert (outcome.intake, outcome.flags) == (Intake.ADDED, ())
    require_sound(workspace)


def test_a_file_over_which_our_own_code_stumbles_is_kept_and_so_are_the_others(
    workspace: Workspace, case_id: CaseId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbles(received: Received, now: datetime) -> Probe:
        if received.name == "1.png":
            raise BugError("IndexError in a child of ours")
        return looked_into(received, now)

    monkeypatch.setattr(probing, "_looked_into", stumbles)
    outcomes = add(workspace, case_id, *screenshots(tmp_path, 3))
    assert [outcome.intake for outcome in outcomes] == [Intake.ADDED] * 3
    assert [item.kind for item in evidence(workspace, case_id)] == [MediaKind.IMAGE, MediaKind.OTHER, MediaKind.IMAGE]
    assert outcomes[1].note == FileNote.CRASHED
    require_sound(workspace)


def test_a_long_hostile_text_comes_in(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    """One line of words that begin patterns, without a mark to stop at."""
    long = ("账户被冻结退款加微信验证码" * 20_000)[:200_000]
    (outcome,) = add(workspace, case_id, file(tmp_path / "long.txt", long.encode()))
    assert outcome.intake is Intake.ADDED and outcome.flags


def test_a_folder_comes_in_whole_and_what_is_left_out_is_told(
    workspace: Workspace, case_id: CaseId, tmp_path: Path
) -> None:
    screenshots(tmp_path / "folder", 3)
    file(tmp_path / "folder" / ".DS_Store", b"x")
    single = file(tmp_path / "single.pdf", PDF)
    outcomes = add(workspace, case_id, single, tmp_path / "folder")
    assert [outcome.intake for outcome in outcomes] == [Intake.ADDED] * 4 + [Intake.LEFT_OUT]
    assert outcomes[-1].file.name == ".DS_Store" and outcomes[-1].note
    assert [progress.total for progress in add_files(workspace, case_id, [single, tmp_path / "folder"])] == [5] * 5


def test_a_folder_with_too_many_files_is_refused_and_nothing_of_it_taken(
    workspace: Workspace, case_id: CaseId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "MOST_FILES", 2)
    screenshots(tmp_path / "folder", 3)
    (outcome,) = add(workspace, case_id, tmp_path / "folder")
    assert outcome.intake is Intake.FAILED and "more than" in str(outcome.reason)
    assert evidence(workspace, case_id) == ()


def test_a_share_that_cannot_confirm_takes_files_and_is_told_once(
    workspace: Workspace, case_id: CaseId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unable(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(os, "fsync", unable)
    outcomes = add(workspace, case_id, *screenshots(tmp_path, 3))
    assert [outcome.intake for outcome in outcomes] == [Intake.ADDED] * 3
    told = [remark.text for outcome in outcomes for remark in outcome.remarks]
    assert len(told) == 1 and "does not confirm" in told[0]


def test_another_failure_to_write_is_a_failure(
    workspace: Workspace, case_id: CaseId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(descriptor: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    (outcome,) = add(workspace, case_id, file(tmp_path / "a.png"))
    assert outcome.intake is Intake.FAILED


def mail_with(*names: str) -> bytes:
    message = EmailMessage()
    message["From"], message["Date"] = "kf@example.com", "Tue, 21 May 2024 06:30:22 +0000"
    message.set_content("请看附件")
    for number, name in enumerate(names):
        content = encoded(picture(size=(40, 50 + number)), "PNG")
        message.add_attachment(content, maintype="image", subtype="png", filename=name)
    return message.as_bytes()


def test_what_is_attached_to_mail_becomes_evidence_where_it_is_wanted(
    workspace: Workspace, case_id: CaseId, tmp_path: Path
) -> None:
    mail = mail_with("凭证.png", "凭证.png", "../../odd.png")
    (outcome,) = add(workspace, case_id, file(tmp_path / "回复.eml", mail))
    assert outcome.attachments == ("凭证.png", "凭证.png", "odd.png") and outcome.evidence
    for _ in range(2):  # once more changes nothing
        told = [progress.item for progress in add_attachments(workspace, case_id, [outcome.evidence])]
    assert [one.intake for one in told if one] == [Intake.DUPLICATE] * 3
    first, *attached = evidence(workspace, case_id)
    assert [item.name for item in attached] == ["凭证.png", "凭证.png", "odd.png"]
    assert {item.source for item in attached} == {"证据1（回复.eml）的附件"}
    assert {item.taken_at.at for item in attached if item.taken_at} == {first.taken_at.at if first.taken_at else None}
    require_sound(workspace)


def test_pictures_in_a_document_become_evidence_of_no_time_that_nobody_knows(
    workspace: Workspace, case_id: CaseId, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "说明.docx", "w") as archive:
        archive.writestr("word/document.xml", "<d><p><t>请共享屏幕</t></p></d>")
        archive.writestr("word/media/image1.png", PNG + bytes(9000))
        archive.writestr("word/media/line.png", PNG)
    (outcome,) = add(workspace, case_id, tmp_path / "说明.docx")
    assert outcome.attachments == ("image1.png",) and outcome.evidence
    assert [progress.item for progress in add_attachments(workspace, case_id, [outcome.evidence])]
    _, picture = evidence(workspace, case_id)
    assert (picture.name, picture.source, picture.taken_at) == ("image1.png", "证据1（说明.docx）里的图片", None)


def test_what_is_attached_to_a_pdf_becomes_evidence(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    with pikepdf.open(file(tmp_path / "plain.pdf", PDF)) as document:
        document.attachments["聊天.png"] = PNG
        document.save(tmp_path / "回单.pdf")
    (outcome,) = add(workspace, case_id, tmp_path / "回单.pdf")
    assert outcome.attachments == ("聊天.png",) and outcome.evidence
    assert [progress.item for progress in add_attachments(workspace, case_id, [outcome.evidence])]
    _, picture = evidence(workspace, case_id)
    assert (picture.name, picture.kind, picture.source) == ("聊天.png", MediaKind.IMAGE, "证据1（回单.pdf）的附件")


def test_what_cannot_be_taken_out_of_a_pdf_is_told(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    with pikepdf.open(file(tmp_path / "plain.pdf", PDF)) as document:
        document.attachments["聊天.png"] = PNG
        document.attachments["空.txt"] = b""
        document.save(tmp_path / "回单.pdf")
    (outcome,) = add(workspace, case_id, tmp_path / "回单.pdf")
    assert outcome.evidence
    found = [progress.item for progress in add_attachments(workspace, case_id, [outcome.evidence]) if progress.item]
    assert [(one.file.name, one.intake) for one in found] == [("聊天.png", Intake.ADDED), ("空.txt", Intake.FAILED)]
    assert found[1].reason and found[1].reason.values["label"] == "证据1"


def test_a_pdf_whose_attachment_has_a_broken_name_is_shown_all_the_same(
    workspace: Workspace, case_id: CaseId, tmp_path: Path
) -> None:
    with pikepdf.open(file(tmp_path / "plain.pdf", PDF)) as document:
        document.attachments["a.png"] = PNG
        document.attachments["a.png"].obj.UF = pikepdf.Object.parse(b"<FEFFD800D800>")
        document.save(tmp_path / "回单.pdf")
    (outcome,) = add(workspace, case_id, tmp_path / "回单.pdf")
    (item,) = evidence(workspace, case_id)
    assert (item.kind, item.pages, outcome.attachments) == (MediaKind.PDF, 1, ("附件1",))


def test_fraud_in_the_words_of_a_mail_is_seen(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    head = b"From: kf@example.com\nDate: Tue, 21 May 2024 06:30:22 +0000\nMIME-Version: 1.0\n"
    lines = b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
    (outcome,) = add(workspace, case_id, file(tmp_path / "a.eml", head + lines + b64encode(FRAUD.encode())))
    assert outcome.flags == ("refund-fee", "codes")
