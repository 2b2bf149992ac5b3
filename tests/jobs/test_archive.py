"""An archive opens elsewhere as it was, shows and verifies itself without this program, and trusts nobody."""

import json
import os
import re
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import fields, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import bagit
import pytest
import pyzipper
from hypothesis import given, settings
from hypothesis import strategies as st

from caseorg.actions.annotation import annotate_evidence
from caseorg.actions.case import edit_case, new_case, set_profile
from caseorg.actions.evidence import withdraw_evidence
from caseorg.actions.message import MessageDetails, keep_message
from caseorg.actions.promise import settle_promise
from caseorg.cli.app import run
from caseorg.domain.annotation import Annotation, AnnotationShape
from caseorg.domain.case import CaseDetails, CaseFile, CaseId, Person
from caseorg.domain.errors import CaseorgError
from caseorg.domain.journal.chain import ARRIVAL
from caseorg.domain.moments import parse_moment
from caseorg.evidence.store import EvidenceStore, Received
from caseorg.jobs.archives import reading
from caseorg.jobs.archives.making import INNER, Archived, archive_case
from caseorg.jobs.archives.opening import Opened, open_archive
from caseorg.jobs.archives.sealing import COMMENT
from caseorg.jobs.intake import add_files
from caseorg.jobs.papers.exports import export_complaint
from caseorg.jobs.sample import SAMPLE
from caseorg.jobs.verify import verify
from caseorg.store.gate import examine
from caseorg.store.journal import entries_of, journal_entries
from caseorg.store.queries import list_cases, load_case
from caseorg.workspace import DATABASE, Workspace, open_workspace

SECRET = "正确 horse battery"
Members = dict[str, bytes]


def archive(workspace: Workspace, case_id: CaseId, out: Path, passphrase: str = "") -> Archived:
    *_, last = archive_case(workspace, case_id, out, passphrase)
    assert last.item
    return last.item


def opened(workspace: Workspace, file: Path, passphrase: str = "") -> Opened:
    *_, last = open_archive(workspace, file, passphrase)
    assert last.item
    return last.item


@pytest.fixture
def full(sample: Workspace, tmp_path: Path) -> Workspace:
    """The sample with everything that a case can have."""
    case = sample.read(load_case, SAMPLE)
    sample.write(withdraw_evidence, SAMPLE, (case.evidence[1].id,))
    sample.write(settle_promise, SAMPLE, case.promises[0].id, False)
    drawn = Annotation(AnnotationShape.TEXT, 0, (100, 9000), (100, 9000), "1小时\n“内”")
    sample.write(annotate_evidence, SAMPLE, case.evidence[0].id, (drawn,))
    attached = (case.evidence[0].id,)
    sent = MessageDetails(
        channel="merchant", text="请退款", attached=attached, sent_at=parse_moment("2026-11-02 10:00").at
    )
    sample.write(keep_message, SAMPLE, sent)
    sample.write(new_case, CaseDetails(title="别的案件，不该出现在存档里"))
    sample.write(set_profile, Person(name="无关的人"))
    for _ in export_complaint(sample, SAMPLE, tmp_path / "投诉书.pdf"):
        pass
    return sample


def comparable(case: CaseFile) -> dict[str, Any]:
    """Everything of a case but the keys that a machine gives, which are numbered in their order instead."""
    keys = [case.id, *(thing.id for part in (case.events, case.evidence, case.messages) for thing in part)]
    keys += [thing.id for part in (case.promises, case.documents, case.orders) for thing in part]
    text = repr({part.name: getattr(case, part.name) for part in fields(case)})
    for number, key in enumerate(keys):
        text = text.replace(f"'{key}'", f"'#{number}'")
    shown = re.sub(r"'(updated_at|revision)': ([^,]|,(?! '))*, ", "", text)
    return {"text": shown}


def test_a_case_opens_elsewhere_as_it_was(full: Workspace, tmp_path: Path) -> None:
    before = full.read(load_case, SAMPLE)
    made = archive(full, SAMPLE, tmp_path / "a.caseorg")
    assert (made.evidence, made.sheet, made.left_out) == (len(before.evidence), None, ())
    with open_workspace(tmp_path / "elsewhere") as other:
        found = opened(other, tmp_path / "a.caseorg")
        after = other.read(load_case, found.case_id)
        assert (found.present, found.missing, found.incomplete) == ((), (), False)
        assert comparable(replace(after, updated_at=before.updated_at, revision=before.revision)) == comparable(before)
        assert len([progress for progress in verify(other) if progress.item]) == len(before.evidence)
        again = archive(other, found.case_id, tmp_path / "b.caseorg")
        assert again.evidence == made.evidence


def test_opening_makes_a_new_case_and_names_the_one_that_is_there(full: Workspace, tmp_path: Path) -> None:
    before = full.read(load_case, SAMPLE)
    archive(full, SAMPLE, tmp_path / "a.caseorg")
    first, second = (opened(full, tmp_path / "a.caseorg") for _ in range(2))
    assert [case.id for case in first.present] == [SAMPLE]
    assert {case.id for case in second.present} == {SAMPLE, first.case_id}
    assert full.read(load_case, SAMPLE) == before
    assert full.read(load_case, first.case_id).title == f"{before.title}（来自存档）"
    list(verify(full))


def test_whose_case_it_is_stays_with_it(full: Workspace, tmp_path: Path) -> None:
    person = full.read(load_case, SAMPLE).complainant
    archive(full, SAMPLE, tmp_path / "a.caseorg")
    with open_workspace(tmp_path / "elsewhere") as other:
        other.write(set_profile, Person(name="表妹"))
        found = opened(other, tmp_path / "a.caseorg")
        assert other.read(load_case, found.case_id).complainant == person
        assert other.read(load_case, other.write(new_case, CaseDetails(title="x"))).complainant.name == "表妹"


def unpacked(file: Path, into: Path) -> Path:
    with zipfile.ZipFile(file) as packed:
        packed.extractall(into)
    (top,) = into.iterdir()
    return top


def checked(*words: object) -> tuple[int, str]:
    """What the checker says, run as on a machine that has nothing but Python."""
    done = subprocess.run(
        [sys.executable, "-I", *map(str, words)], capture_output=True, text=True, check=False, env={"LC_ALL": "C"}
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_it_is_a_bag_that_other_tools_take_and_that_checks_itself(full: Workspace, tmp_path: Path) -> None:
    made = archive(full, SAMPLE, tmp_path / "a.caseorg")
    top = unpacked(made.file, tmp_path / "out")
    assert bagit.Bag(str(top)).is_valid()
    assert checked(top / "核验.py")[0] == 0
    assert checked(top / "核验.py", made.file)[0] == 0
    names = {path.relative_to(top).as_posix() for path in top.rglob("*") if path.is_file()}
    assert {"打开我.html", "说明.txt", "data/案件.json", "data/操作记录.jsonl"} <= names
    assert {"data/文书/投诉书.pdf", "data/文书/证据包.pdf"} <= names
    assert sum(name.startswith("data/证据/") for name in names) == 4
    assert sum(name.startswith("data/已撤下的证据/") for name in names) == 1
    everything = b"".join(path.read_bytes() for path in top.rglob("*") if path.is_file())
    assert "不该出现在存档里".encode() not in everything and "无关的人".encode() not in everything
    assert "未遮盖，含全部个人信息" in (top / "说明.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("data/案件.json", "98.00", "99.00", "data/案件.json 被改动过"),
        ("data/操作记录.jsonl", "event.add", "event.ada", "操作记录第"),
        ("data/案件.json", "星河数码", "星海数码", "案件“点卡卡密无效，商家拖延退款”的信息与操作记录不符"),
        ("data/案件.json", '"number": 3', '"number": 8', "与操作记录不符"),
        ("manifest-sha256.txt", "证据01", "证据09", "不见了"),
        ("核验.py", "操作记录", "操作纪录", "核验.py 被改动过"),
    ],
)
def test_the_checker_names_what_was_altered(
    full: Workspace, tmp_path: Path, name: str, old: str, new: str, told: str
) -> None:
    top = unpacked(archive(full, SAMPLE, tmp_path / "a.caseorg").file, tmp_path / "out")
    checker = shutil.copy(top / "核验.py", tmp_path / "checker.py")
    file = top / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    code, said = checked(checker, top)
    assert code == 1 and told in said


def test_the_checker_names_what_is_gone_or_was_put_in(full: Workspace, tmp_path: Path) -> None:
    top = unpacked(archive(full, SAMPLE, tmp_path / "a.caseorg").file, tmp_path / "out")
    gone = next((top / "data/证据").iterdir())
    gone.unlink()
    (top / "data/证据/多出来的.png").write_bytes(b"x")
    (top / ".DS_Store").touch()
    code, said = checked(top / "核验.py")
    assert code == 1 and f"{gone.name} 不见了" in said and "多出来的.png 不在清单里" in said and "DS_Store" not in said


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not any(name.startswith("on") for name, _ in attrs)
        self.found += [value for name, value in attrs if name in ("src", "href") and value]


def test_the_page_shows_everything_and_runs_nothing(sample: Workspace, tmp_path: Path) -> None:
    details = sample.read(load_case, SAMPLE).details
    sample.write(edit_case, SAMPLE, replace(details, title="<script>alert(1)</script> & “退款”"))
    evil = tmp_path / "聊天<b>.html"
    evil.write_text("<html><script>fetch('http://example.com')</script>聊天记录</html>", encoding="utf-8")
    for _ in add_files(sample, SAMPLE, [evil]):
        pass
    top = unpacked(archive(sample, SAMPLE, tmp_path / "a.caseorg").file, tmp_path / "out")
    html = (top / "打开我.html").read_text(encoding="utf-8")
    page = Links()
    page.feed(html)
    assert not page.tags & {"script", "iframe", "object", "embed", "form", "link", "base"}
    assert all((top / urldecoded).is_file() for urldecoded in map(unquoted, page.found)) and len(page.found) > 8
    assert not any(name.endswith(".html") for name in page.found) and "聊天" in html
    assert "未遮盖，含全部个人信息" in html and "&lt;script&gt;" in html


def unquoted(name: str) -> str:
    from urllib.parse import unquote

    return unquote(name)


def test_with_a_passphrase_nothing_can_be_read(full: Workspace, tmp_path: Path) -> None:
    made = archive(full, SAMPLE, tmp_path / "a.caseorg", SECRET)
    content = made.file.read_bytes()
    assert "证据".encode() not in content and b"BagIt" not in content and b"JFIF" not in content
    with zipfile.ZipFile(made.file) as packed:
        assert packed.namelist() == [INNER]
    assert made.sheet and made.sheet.read_bytes().startswith(b"%PDF")
    sheet = subprocess.check_output(["pdftotext", made.sheet, "-"], text=True)
    assert "忘记口令无法恢复" in sheet and SECRET not in sheet and "点卡" not in sheet
    assert "".join(sheet.split()).count(made.sha256[:20]) == 0  # its own digest is that of the whole file
    for wrong in ("", "正确 horse batterz", "x" * 20):
        with pytest.raises(CaseorgError, match="passphrase"):
            opened(full, made.file, wrong)
    found = opened(full, made.file, "正确 horse battery")
    assert found.evidence == made.evidence


def test_other_programs_open_it_with_the_passphrase(full: Workspace, tmp_path: Path) -> None:
    made = archive(full, SAMPLE, tmp_path / "a.caseorg", SECRET)
    with pyzipper.AESZipFile(made.file) as packed:
        packed.setpassword(SECRET.encode())
        packed.extractall(tmp_path)
    top = unpacked(tmp_path / INNER, tmp_path / "out")
    assert checked(top / "核验.py")[0] == 0 and checked(top / "核验.py", tmp_path / INNER)[0] == 0
    assert checked(top / "核验.py", made.file) == (
        1,
        "不符：存档加了密：请先用口令解压，再核验解压出来的 案件.zip 或文件夹\n",
    )


def test_a_short_passphrase_is_refused(full: Workspace, tmp_path: Path) -> None:
    with pytest.raises(CaseorgError, match="at least 8"):
        archive(full, SAMPLE, tmp_path / "a.caseorg", "1234567")
    assert not (tmp_path / "a.caseorg").exists()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small case in a plain and in an encrypted archive, and its data folder."""
    folder = tmp_path_factory.mktemp("small")
    file = folder / "a.txt"
    file.write_text("聊天", encoding="utf-8")
    with open_workspace(folder / "data") as workspace:
        case_id = workspace.write(new_case, CaseDetails(title="a"))
        for _ in add_files(workspace, case_id, [file]):
            pass
        archive(workspace, case_id, folder / "plain.caseorg")
        archive(workspace, case_id, folder / "secret.caseorg", SECRET)
    return folder


@pytest.mark.parametrize("name", ["plain.caseorg", "secret.caseorg"])
@given(draw=st.data())
@settings(max_examples=40)
def test_any_flipped_byte_of_an_archive_is_named(small: Path, name: str, draw: st.DataObject) -> None:
    content = (small / name).read_bytes()
    position = draw.draw(st.integers(0, len(content) - 1))
    flipped = content[position] ^ draw.draw(st.integers(1, 255))
    broken = small / f"flipped-{name}"
    broken.write_bytes(content[:position] + bytes([flipped]) + content[position + 1 :])
    with open_workspace(small / "data") as workspace:
        with pytest.raises(CaseorgError) as told:
            opened(workspace, broken, SECRET)
        assert broken.name in str(told.value)
        assert len(workspace.read(list_cases)) == 1
    if name == "plain.caseorg":
        top = small / "checker.py"
        if not top.exists():
            with zipfile.ZipFile(small / name) as packed:
                inside = next(inside for inside in packed.namelist() if inside.endswith("核验.py"))
                top.write_bytes(packed.read(inside))
        assert checked(top, broken)[0] == 1


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9999])
def test_a_cut_off_archive_is_none(small: Path, tmp_path: Path, share: float) -> None:
    content = (small / "plain.caseorg").read_bytes()
    (tmp_path / "cut.caseorg").write_bytes(content[: int(len(content) * share)])
    with open_workspace(tmp_path / "data") as workspace, pytest.raises(CaseorgError, match="is no archive"):
        opened(workspace, tmp_path / "cut.caseorg")


def forged(small: Path, out: Path, change: Callable[[Members], object], write: Any = None) -> Path:
    """An archive that somebody made by hand, with lists and seal that fit."""
    import hashlib

    with zipfile.ZipFile(small / "plain.caseorg") as packed:
        top = packed.namelist()[0].partition("/")[0]
        members = {name.partition("/")[2]: packed.read(name) for name in packed.namelist()}
    change(members)
    for listed, tags in (("manifest-sha256.txt", False), ("tagmanifest-sha256.txt", True)):
        if listed in members:
            rest = [name for name in members if name.startswith("data/") != tags and name != "tagmanifest-sha256.txt"]
            lines = (f"{hashlib.sha256(members[name]).hexdigest()}  {name}\n" for name in rest)
            members[listed] = "".join(lines).encode()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.comment = COMMENT
        for name, content in members.items():
            packed.writestr(f"{top}/{name}", content)
        if write:
            write(packed, top)
    content = out.read_bytes()[:-64]
    out.write_bytes(content + hashlib.sha256(content).hexdigest().encode())
    return out


def edited(change: Callable[[Any], object]) -> Callable[[Members], None]:
    def act(members: Members) -> None:
        told = json.loads(members["data/案件.json"])
        change(told)
        members["data/案件.json"] = json.dumps(told).encode()

    return act


def link(packed: zipfile.ZipFile, top: str) -> None:
    info = zipfile.ZipInfo(f"{top}/link")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    packed.writestr(info, "/etc/passwd")


def twice(packed: zipfile.ZipFile, top: str) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        packed.writestr(f"{top}/data/案件.json", "{}")


HOSTILE: dict[str, tuple[Callable[[Members], object], Any]] = {
    "a name that leads up": (lambda members: members.update({"data/../../x": b"x"}), None),
    "an absolute name": (lambda _: None, lambda packed, _: packed.writestr("/etc/x", "x")),
    "a name with a backslash": (lambda members: members.update({"data/a\\b": b"x"}), None),
    "a drive": (lambda members: members.update({"data/C:x": b"x"}), None),
    "a link": (lambda _: None, link),
    "one name twice": (lambda _: None, twice),
    "one name in two cases": (lambda members: members.update({"data/a": b"x", "data/A": b"x"}), None),
    "a second folder": (lambda _: None, lambda packed, _: packed.writestr("other/x", "x")),
    "a bomb": (lambda members: members.update({"data/bomb": bytes(80 << 20)}), None),
    "what is not listed": (lambda _: None, lambda packed, top: packed.writestr(f"{top}/data/more", "x")),
    "no case": (lambda members: members.pop("data/案件.json"), None),
    "no list": (lambda members: members.pop("manifest-sha256.txt"), None),
    "no json": (lambda members: members.update({"data/案件.json": b"{"}), None),
    "another kind of value": (edited(lambda told: told["case"].update(title=5, events=7)), None),
    "a later format": (edited(lambda told: told.update(format=2)), None),
    "a later schema": (edited(lambda told: told.update(schema="9999")), None),
    "a time without a zone": (edited(lambda told: told["case"].update(created_at="2026-11-01T00:00:00")), None),
    "a number twice": (edited(lambda told: told["case"]["evidence"].append(told["case"]["evidence"][0])), None),
    "a number too large": (edited(lambda told: told["case"]["evidence"][0].update(width=10**19)), None),
    "a surrogate": (edited(lambda told: told["case"].update(title="\ud800")), None),
    "other evidence": (edited(lambda told: told["case"]["evidence"][0].update(sha256="0" * 64)), None),
    "a file that is not there": (
        edited(lambda told: told["files"].update(dict.fromkeys(told["files"], "data/x"))),
        None,
    ),
    "an empty title": (edited(lambda told: told["case"].update(title=" ")), None),
    "a line too long": (edited(lambda told: told["case"].update(title="长" * 600)), None),
    "less than a fen": (edited(lambda told: told["case"].update(orders=[{"id": "1", "paid": "1.001"}])), None),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_archive_is_told_and_changes_nothing(small: Path, tmp_path: Path, kind: str) -> None:
    change, write = HOSTILE[kind]
    file = forged(small, tmp_path / "hostile.caseorg", change, write)
    with open_workspace(tmp_path / "data") as workspace:
        with pytest.raises(CaseorgError) as told:
            opened(workspace, file)
        assert told.value.advice
        assert workspace.read(list_cases) == ()
        left = [path for path in workspace.evidence.folder.rglob("*") if path.is_file()]
        assert left == []
        list(verify(workspace))


def test_what_is_forged_with_nothing_wrong_opens(small: Path, tmp_path: Path) -> None:
    """So that each of the hostile ones is refused for what it is."""
    file = forged(small, tmp_path / "plain.caseorg", lambda _: None)
    with open_workspace(tmp_path / "data") as workspace:
        assert opened(workspace, file).evidence == 1


def test_too_many_files_are_refused(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_FILES", 5)
    with open_workspace(tmp_path / "data") as workspace, pytest.raises(CaseorgError, match="too many files"):
        opened(workspace, small / "plain.caseorg")


def test_members_that_share_bytes_are_refused(small: Path, tmp_path: Path) -> None:
    def overlap(packed: zipfile.ZipFile, _: str) -> None:
        packed.filelist[-1].header_offset = packed.filelist[0].header_offset

    file = forged(small, tmp_path / "hostile.caseorg", lambda _: None, overlap)
    with open_workspace(tmp_path / "data") as workspace, pytest.raises(CaseorgError):
        opened(workspace, file)


def test_a_broken_folder_is_archived_and_says_so(sample_folder: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(sample_folder / "caseorg.db")) as database:
        database.execute("CREATE TABLE mine (x)")
    with open_workspace(sample_folder) as workspace:
        gone = workspace.evidence.path(workspace.read(load_case, SAMPLE).evidence[0].sha256)
        gone.unlink()
        made = archive(workspace, SAMPLE, tmp_path / "a.caseorg")
    assert any("证据1 " in name for name in made.left_out)
    top = unpacked(made.file, tmp_path / "out")
    assert "记录不完整" in (top / "打开我.html").read_text(encoding="utf-8")
    assert "没有收进存档" in checked(top / "核验.py")[1]
    with open_workspace(tmp_path / "new") as workspace:
        found = opened(workspace, made.file)
        assert found.incomplete and found.missing[0].startswith("证据1 ") and found.evidence == 4
        list(verify(workspace))


def test_an_archive_that_is_stopped_leaves_nothing(full: Workspace, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    for steps in range(1, 40):
        job = archive_case(full, SAMPLE, tmp_path / "out/a.caseorg")
        if any(progress.item for progress in (next(job) for _ in range(steps))):
            break
        job.close()  # type: ignore[attr-defined]
        assert list((tmp_path / "out").iterdir()) == []
    assert steps > 5


def test_an_opening_that_is_stopped_leaves_nothing(full: Workspace, small: Path) -> None:
    before = full.read(list_cases)
    for steps in range(1, 40):
        job = open_archive(full, small / "plain.caseorg")
        if any(progress.item for progress in (next(job) for _ in range(steps))):
            break
        job.close()  # type: ignore[attr-defined]
        assert full.read(list_cases) == before
        assert not list(full.evidence.incoming.glob("*"))
    assert steps > 5


_KILLED = """
import os, signal, sys
from pathlib import Path
from caseorg.evidence.store import EvidenceStore
from caseorg.jobs.archives.opening import open_archive
from caseorg.workspace import open_workspace

method, left, file, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4])
real = getattr(EvidenceStore, method)

def deadly(*given):
    global left
    answer, left = real(*given), left - 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    return answer

setattr(EvidenceStore, method, deadly)
with open_workspace(folder) as workspace:
    list(open_archive(workspace, file))
"""


@pytest.fixture(scope="module")
def of_three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("of-three")
    files = [folder / f"{number}.txt" for number in range(3)]
    for file in files:
        file.write_text(file.name, encoding="utf-8")
    with open_workspace(folder / "data") as workspace:
        case_id = workspace.write(new_case, CaseDetails(title="a"))
        list(add_files(workspace, case_id, files))
        archive(workspace, case_id, folder / "a.caseorg")
    return folder / "a.caseorg"


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
@pytest.mark.parametrize(
    ("step", "times", "placed"),
    [("receive", 3, 0), ("sync", 1, 0), ("place", 1, 1), ("place", 2, 2), ("place", 3, 3), ("sync", 2, 3)],
)
def test_an_opening_into_a_new_folder_that_is_killed_is_done_again(
    of_three: Path, tmp_path: Path, step: str, times: int, placed: int
) -> None:
    folder = tmp_path / "new"
    child = [sys.executable, "-c", _KILLED, step, str(times), of_three, folder]
    assert subprocess.run(child, check=False).returncode == -signal.SIGKILL
    assert len(list(folder.glob("evidence/??/*"))) == placed
    with open_workspace(folder) as workspace:
        assert workspace.refusal is None and workspace.read(list_cases) == ()
        assert opened(workspace, of_three).evidence == 3
        assert len([progress for progress in verify(workspace) if progress.item]) == 3
    assert len(list(folder.glob("evidence/??/*"))) == 3


def test_whoever_opens_the_new_folder_meanwhile_may_write_to_it(
    of_three: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, faults = EvidenceStore.place, []

    def looked_at(store: EvidenceStore, received: Received) -> set[Path]:
        folders = place(store, received)
        faults.append(examine(tmp_path / "new" / DATABASE, store).fault)
        return folders

    monkeypatch.setattr(EvidenceStore, "place", looked_at)
    with open_workspace(tmp_path / "new") as workspace:
        opened(workspace, of_three)
        assert faults == [None] * 3
        told = [entry.action for entry in workspace.read(lambda source: list(journal_entries(source)))]
        assert told.count(ARRIVAL) == 1
        opened(workspace, of_three)  # beside evidence that is known there is nothing to announce
        assert len(workspace.read(lambda source: list(entries_of(source, ARRIVAL)))) == 1


def test_the_commands(
    full: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEORG_LANGUAGE", "en")
    monkeypatch.setenv("CASEORG_DATA", str(full.folder))
    file, words = tmp_path / "a.caseorg", tmp_path / "words.txt"
    words.write_text(SECRET + "\n", encoding="utf-8")
    assert run(["archive", SAMPLE[:6], "-o", str(file), "--passphrase-file", str(words)]) == 0
    told = capsys.readouterr()
    assert "read back" in told.out and "cannot be recovered" in told.out and "personal data" in told.err
    assert run(["open-archive", str(file)]) == 2
    assert "is encrypted" in capsys.readouterr().err
    assert run(["open-archive", str(file), "--passphrase-file", str(words)]) == 0
    told = capsys.readouterr()
    assert re.fullmatch(r"[0-9a-f]{32}\n", told.out) and "was here already: 5a3b1e00" in told.err
    words.write_text("\n", encoding="utf-8")
    assert run(["open-archive", str(file), "--passphrase-file", str(words)]) == 2
    assert run(["open-archive", str(tmp_path / "none"), "--passphrase-file", str(tmp_path / "no")]) == 2
    assert run(["archive", SAMPLE, "-o", str(full.folder / "a.caseorg")]) == 2
    assert "lies in the data folder" in capsys.readouterr().err
