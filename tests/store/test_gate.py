"""What is opened for writing is ours, whole, and of the evidence beside it; everything else is left as it is."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from caseorg.actions.case import new_case
from caseorg.domain.case import CaseDetails
from caseorg.domain.errors import BrokenError, CaseorgError
from caseorg.evidence.store import EvidenceStore
from caseorg.jobs.intake import add_files
from caseorg.jobs.papers.exports import export_complaint
from caseorg.jobs.papers.pack import export_pack
from caseorg.jobs.sample import SAMPLE
from caseorg.jobs.verify import verify
from caseorg.store import gate
from caseorg.store.closing import FILE
from caseorg.store.drafts import Typed, draft_file, write_draft
from caseorg.store.queries import list_cases, load_case
from caseorg.workspace import Workspace, open_workspace
from evidence.material import PNG

TRIALS = 200
PAGE = 4096


def alter(folder: Path, statement: str, *values: object) -> None:
    """What somebody does with another program."""
    with closing(sqlite3.connect(folder / "caseorg.db")) as database:
        database.execute(statement, values)
        database.commit()


def tree(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def try_everything(folder: Path) -> list[str]:
    """Reads, verifies and writes as commands do; the answer is what went through."""

    def written(workspace: Workspace) -> None:
        workspace.write(new_case, CaseDetails(title="新"))

    def added(workspace: Workspace) -> None:
        file = folder.parent / "new.png"
        file.write_bytes(PNG)
        for progress in add_files(workspace, SAMPLE, [file]):
            assert progress.item and progress.item.reason is None, progress.item

    def verified(workspace: Workspace) -> None:
        for _ in verify(workspace):
            pass

    def listed(workspace: Workspace) -> None:
        workspace.read(list_cases)

    done = []
    for act in (listed, verified, added, written):
        try:
            with open_workspace(folder) as workspace:
                act(workspace)
        except CaseorgError:
            continue
        else:
            done.append(act.__name__)
    return done


def sound(database: Path) -> bool:
    """What SQLite itself says."""
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
            return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    except (sqlite3.Error, UnicodeDecodeError):
        return False


def lost(database: Path, random: Random) -> None:
    database.unlink()
    if random.random() < 0.5:
        (database.parent / FILE).unlink(missing_ok=True)


def emptied(database: Path, random: Random) -> None:
    database.write_bytes(b"" if random.random() < 0.5 else bytes(random.choice((1, 99, PAGE, 5 * PAGE))))


def truncated(database: Path, random: Random) -> None:
    with database.open("r+b") as file:
        file.truncate(random.randrange(1, database.stat().st_size))


def foreign(database: Path, random: Random) -> None:
    """A database of another program: with tables, with a version of its own, in another mode, or with none."""
    kind = random.randrange(5)
    database.unlink()
    with closing(sqlite3.connect(database)) as other:
        if kind == 0:
            other.execute("PRAGMA journal_mode=WAL")
        other.execute("CREATE TABLE messages (id INTEGER PRIMARY KEY, body TEXT)" if kind < 3 else "VACUUM")
        if kind == 1:
            other.execute("CREATE TABLE alembic_version (version_num VARCHAR(32))")
            other.execute("INSERT INTO alembic_version VALUES ('ae1027a6acf0')")
        if kind == 2:
            other.execute("CREATE VIEW cases AS SELECT * FROM messages")
        other.commit()


def page_damaged(database: Path, random: Random) -> None:
    content = bytearray(database.read_bytes())
    page = random.randrange(len(content) // PAGE) * PAGE
    how = random.randrange(4)
    if how == 0:
        content[page : page + PAGE] = random.randbytes(PAGE)
    elif how == 1:
        content[page : page + PAGE] = bytes(PAGE)
    elif how == 2:
        other = random.randrange(len(content) // PAGE) * PAGE
        content[page : page + PAGE] = content[other : other + PAGE]
    else:
        for _ in range(random.choice((1, 4, 20))):
            content[page + random.randrange(PAGE)] ^= 1 << random.randrange(8)
    database.write_bytes(content)


KINDS: tuple[Callable[[Path, Random], None], ...] = (lost, emptied, truncated, foreign, page_damaged, page_damaged)


def test_of_200_broken_databases_none_is_taken_as_new_or_written_to(
    sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    random = Random(11)
    counts = dict.fromkeys(("trials", "unsound", "taken as new", "written to", "verified though unsound"), 0)
    for number in range(TRIALS):
        folder = shutil.copytree(sample_folder, tmp_path / f"trial-{number}")
        damage = KINDS[number % len(KINDS)]
        database = folder / "caseorg.db"
        damage(database, random)
        whole = damage is page_damaged and sound(database)
        before = tree(folder)
        done = try_everything(folder)
        after = tree(folder)
        counts["trials"] += 1
        if not whole:
            counts["unsound"] += 1
            counts["taken as new"] += damage is not page_damaged and "listed" in done and damage is not truncated
            counts["written to"] += before != after or bool({"written", "added"} & set(done))
            counts["verified though unsound"] += "verified" in done
        shutil.rmtree(folder)
    with capsys.disabled():
        print(f"\n{counts}")
    assert counts["trials"] == TRIALS and counts["unsound"] > TRIALS * 0.8
    assert (counts["taken as new"], counts["written to"], counts["verified though unsound"]) == (0, 0, 0)


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE alembic_version",
        "DELETE FROM alembic_version",
        "UPDATE alembic_version SET version_num = x'00ff'",
        "UPDATE alembic_version SET version_num = '0000'",
        "UPDATE cases SET title = x'fffe'",
        "UPDATE cases SET revision = 9223372036854775807",
        "UPDATE orders SET paid = 'much'",
        "UPDATE orders SET paid = 1.5",
        "UPDATE evidence SET width = 'wide'",
        "UPDATE evidence SET added_at = 'yesterday'",
        "UPDATE evidence SET withdrawn = 7",
        "UPDATE events SET text = x'35'",
        "UPDATE journal SET seq = 9223372036854775807 WHERE seq = (SELECT max(seq) FROM journal)",
        "UPDATE journal SET details = x'00' WHERE seq = 2",
        "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal) - 1",
        "UPDATE journal SET digest = 'x' WHERE seq = (SELECT max(seq) FROM journal)",
        "CREATE TRIGGER t AFTER INSERT ON journal BEGIN DELETE FROM events; END",
        "CREATE VIEW v AS SELECT * FROM cases",
        "CREATE TABLE mine (x)",
        "ALTER TABLE cases ADD COLUMN mine TEXT",
        "ALTER TABLE cases DROP COLUMN scenario",
        "DROP INDEX ix_evidence_case_id",
        "CREATE INDEX mine ON cases (title)",
        "PRAGMA journal_mode=WAL",
        "UPDATE events SET case_id = 'gone'",
        "UPDATE orders SET paid_precision = 'day' WHERE paid_at IS NULL",
        "UPDATE event_evidence SET position = position + 1",
    ],
)
def test_what_was_edited_by_hand_is_told_and_not_written_to(sample_folder: Path, statement: str) -> None:
    if "DROP COLUMN" in statement and sqlite3.sqlite_version_info < (3, 35):
        pytest.skip("this SQLite drops no columns")
    alter(sample_folder, statement)
    for left in sample_folder.glob("caseorg.db-*"):
        left.unlink()
    before = tree(sample_folder)
    assert "written" not in (done := try_everything(sample_folder)) and "verified" not in done and "added" not in done
    assert tree(sample_folder) == before


def test_what_can_still_be_read_goes_onto_paper_that_says_so(sample_folder: Path, tmp_path: Path) -> None:
    alter(sample_folder, "CREATE TABLE mine (x)")
    before = tree(sample_folder)
    with open_workspace(sample_folder) as workspace:
        assert workspace.refusal and "mine" in str(workspace.refusal)
        assert workspace.read(load_case, SAMPLE).title
        for export, name in ((export_complaint, "a.pdf"), (export_pack, "b.pdf")):
            for _ in export(workspace, SAMPLE, tmp_path / name):
                pass
            text = subprocess.check_output(["pdftotext", "-layout", tmp_path / name, "-"], text=True)
            pages = text.split("\f")[:-1]
            assert all("记录不完整" in page for page in pages) and len(pages) > 0
        with pytest.raises(BrokenError, match="New evidence goes into a new folder"):
            workspace.write(new_case, CaseDetails(title="x"))
        with pytest.raises(BrokenError):
            list(add_files(workspace, SAMPLE, [tmp_path / "a.pdf"]))
        with pytest.raises(BrokenError):
            list(verify(workspace))
    assert tree(sample_folder) == before


def test_papers_of_a_sound_folder_say_nothing_of_the_kind(sample: Workspace, tmp_path: Path) -> None:
    for _ in export_complaint(sample, SAMPLE, tmp_path / "a.pdf"):
        pass
    assert "记录不完整" not in subprocess.check_output(["pdftotext", tmp_path / "a.pdf", "-"], text=True)


def test_new_is_what_is_absent_beside_no_evidence(tmp_path: Path) -> None:
    for name in ("evidence/.incoming", "knowledge", "thumbnails"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "settings.toml").write_text('language = "en"')
    (tmp_path / "evidence/ab").mkdir()
    (tmp_path / "evidence/ab/.DS_Store").touch()
    with open_workspace(tmp_path) as workspace:
        assert workspace.read(list_cases) == () and workspace.refusal is None


@pytest.mark.parametrize("left", ["evidence/ab/abcd", "evidence/.incoming/x.part", "backups/caseorg-0001-x.db", FILE])
def test_a_database_that_is_missing_is_not_new(tmp_path: Path, left: str) -> None:
    (tmp_path / left).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / left).write_text("{}")
    with pytest.raises(BrokenError, match="The database is missing"), open_workspace(tmp_path):
        pass
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [tmp_path / left]


def test_a_database_of_other_evidence_is_only_read(sample_folder: Path, tmp_path: Path) -> None:
    with open_workspace(tmp_path / "other") as other:
        other.write(new_case, CaseDetails(title="别处"))
    shutil.copy(tmp_path / "other/caseorg.db", sample_folder / "caseorg.db")
    with open_workspace(sample_folder) as workspace:
        assert "it knows of none" in str(workspace.refusal)
        assert [case.title for case in workspace.read(list_cases)] == ["别处"]
    shutil.rmtree(sample_folder / "evidence")
    with open_workspace(sample_folder) as workspace:
        assert workspace.refusal is None  # nothing contradicts it


def test_a_database_none_of_whose_files_is_there_is_only_read(sample_folder: Path) -> None:
    (sample_folder / "evidence").rename(sample_folder / "elsewhere")
    with open_workspace(sample_folder) as workspace:
        assert "none of its files is there" in str(workspace.refusal)


def test_what_was_closed_is_not_checked_again_until_somebody_writes(
    sample_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[bool] = []
    real = gate._page_fault

    def watched(connection: sqlite3.Connection, *, wholly: bool) -> object:
        checked.append(wholly)
        return real(connection, wholly=wholly)

    monkeypatch.setattr(gate, "_page_fault", watched)
    with open_workspace(sample_folder):
        pass
    assert checked == []
    os.utime(sample_folder / "caseorg.db")
    with open_workspace(sample_folder) as workspace:
        workspace.write(new_case, CaseDetails(title="b"))
    with open_workspace(sample_folder):
        pass
    assert checked == [True]
    alter(sample_folder, "UPDATE cases SET demand = 'x'")
    monkeypatch.setattr(gate, "SMALL", 0)
    with open_workspace(sample_folder):
        pass
    assert checked == [True, False]


def test_a_database_that_another_program_replaced_meanwhile_is_not_written_to(sample_folder: Path) -> None:
    database = sample_folder / "caseorg.db"
    with open_workspace(sample_folder) as workspace:
        shutil.copy(database, sample_folder / "synced")
        (sample_folder / "synced").replace(database)
        with pytest.raises(CaseorgError, match="put another database in the place"):
            workspace.write(new_case, CaseDetails(title="b"))


def test_a_folder_that_is_gone_is_missed_by_name_and_not_made_again(sample_folder: Path) -> None:
    away = sample_folder.with_name("away")
    with open_workspace(sample_folder) as workspace:
        sample_folder.rename(away)
        for wanted in (
            lambda: workspace.write(new_case, CaseDetails(title="b")),
            lambda: workspace.read(list_cases),
            lambda: list(add_files(workspace, SAMPLE, [Path(__file__)])),
        ):
            with pytest.raises(CaseorgError, match="is not there any more"):
                wanted()
        with pytest.raises(CaseorgError):
            workspace.evidence.receive(Path(__file__))
        with pytest.raises(CaseorgError):
            write_draft(draft_file(workspace.drafts, SAMPLE, "event-new"), {"text": Typed("", "a")})
        assert not sample_folder.exists()
        away.rename(sample_folder)
        workspace.write(new_case, CaseDetails(title="b"))


def test_a_cut_off_write_is_taken_back_only_where_that_gives_a_whole_database(sample_folder: Path) -> None:
    script = """if True:
        import os, sqlite3, sys
        database = sqlite3.connect(sys.argv[1], isolation_level=None)
        database.execute("PRAGMA cache_size=1")
        database.execute("BEGIN IMMEDIATE")
        database.execute("UPDATE journal SET details = details || hex(zeroblob(9000))")
        print("written", flush=True)
        os.kill(os.getpid(), 9)
    """
    database, journal = sample_folder / "caseorg.db", sample_folder / "caseorg.db-journal"
    subprocess.run([sys.executable, "-c", script, database], check=False, stdout=subprocess.DEVNULL)
    assert journal.stat().st_size > 512
    saved = tree(sample_folder)
    found = gate.examine(database, EvidenceStore(sample_folder / "evidence"))
    assert found.fault is None and tree(sample_folder) == saved
    journal.write_bytes(journal.read_bytes()[:3000])  # what is left of it takes back a part alone
    cut = tree(sample_folder)
    assert "written" not in try_everything(sample_folder)
    assert tree(sample_folder) == cut
    journal.write_bytes(saved["caseorg.db-journal"])
    database.write_bytes(saved["caseorg.db"])
    with open_workspace(sample_folder) as workspace:
        list(verify(workspace))
        assert workspace.refusal is None


def test_first_starts_at_the_same_time_make_one_database(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "caseorg", "--data", tmp_path / "data", "case", "new", "--title", "a"]
    started = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(3)]
    assert [process.wait() for process in started] == [0, 0, 0]
    with open_workspace(tmp_path / "data") as workspace:
        assert len(workspace.read(list_cases)) == 3
        list(verify(workspace))
    assert not list((tmp_path / "data").glob(".*.new*"))


def test_what_a_first_start_left_behind_is_removed_later(tmp_path: Path) -> None:
    old, young = tmp_path / ".abc.new", tmp_path / ".def.new-journal"
    old.touch()
    young.touch()
    os.utime(old, (time.time() - 7200,) * 2)
    with open_workspace(tmp_path):
        assert not old.exists() and young.exists()
