"""What all tests share: an environment without a user in it, and opened data folders."""

import gc
import os
import shutil
import signal
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Engine, inspect

from caseorg.actions.case import new_case
from caseorg.domain.case import CaseDetails, CaseFile, CaseId
from caseorg.domain.known import KnowledgeEntry
from caseorg.i18n import ENGLISH, use_language
from caseorg.jobs.sample import SAMPLE, make_sample
from caseorg.knowledge import library, opening
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.reader import read_tables
from caseorg.pdf import fallback
from caseorg.store import upgrade
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace, open_workspace

# To look for garbage among all that stays, after every 700 new objects as is usual, took a fifth of the tests' time.
gc.set_threshold(100_000, 20, 20)

# The tests start hundreds of processes of ours. Where the environment says that no compiled code is kept, each would
# compile all of it again: a tenth of the tests' time.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# The same examples on every machine and no time limit for one: a slow or unlucky machine is no failure.
settings.register_profile("caseorg", deadline=None, derandomize=True, database=None)
settings.load_profile("caseorg")

# Tests that run behind a closed terminal or in the background of a script would hand on that these are ignored.
for _number in (signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGINT)):
    if signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, signal.default_int_handler if _number is signal.SIGINT else signal.SIG_DFL)


# Where all is set to plain "C", Qt warns that it takes UTF-8 instead, and the first test with a window would fail.
if os.environ.get("LC_ALL") in ("C", "POSIX"):
    os.environ["LC_ALL"] = "C.UTF-8"


# What takes long for one test, then what does for many; the thousands of quick ones at the end fill what is left.
_FIRST = ("hostile", "reliability", "test_benchmarks.py", "walks", "jobs", "cli", "gui", "knowledge", "pdf")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of two workers none ends alone with a long test: the whole takes as long as all that is to be done."""
    folder = Path(__file__).parent
    places = {name: place for place, name in enumerate(_FIRST)}
    items.sort(key=lambda item: places.get(item.path.relative_to(folder).parts[0], len(_FIRST)))


def pytest_collection_finish() -> None:
    """What is loaded by then stays: nothing of it is looked at again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _no_installed_fonts() -> Iterator[None]:
    """Papers come out the same on every machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fallback, "folders", tuple)
        yield


@pytest.fixture(scope="session", autouse=True)
def _nothing_left_behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whatever makes a folder for a while takes it away again, before the process ends."""
    place = tmp_path_factory.mktemp("for-a-while")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(place))
        yield
    gc.collect()
    assert not list(place.glob("caseorg-*"))


@pytest.fixture(scope="session", autouse=True)
def _knowledge_parsed_once() -> Iterator[None]:
    """A process opens one data folder as a rule; the tests open thousands, with the same knowledge in them."""
    parsed: dict[object, dict[str, dict[str, KnowledgeEntry]]] = {}

    def read_once(text: str, kinds: Mapping[str, type[KnowledgeEntry]]) -> dict[str, dict[str, KnowledgeEntry]]:
        key = (text, tuple(kinds.items()))
        if key not in parsed:
            parsed[key] = read_tables(text, kinds)
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "read_tables", read_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def really_open_knowledge() -> Iterator[Callable[[Path], Knowledge]]:
    """What a folder knows that has no files of the user's is ours, and read by the first test that asks for it."""
    really, ours = opening.open_knowledge, Knowledge()

    def opened(folder: Path) -> Knowledge:
        found = really(folder)
        return found if found.folder or found.problems else ours

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "open_knowledge", opened)
        yield really


@pytest.fixture
def own_knowledge(really_open_knowledge: Callable[[Path], Knowledge], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each folder that is opened reads what it knows, for tests of how much is read."""
    monkeypatch.setattr(opening, "open_knowledge", really_open_knowledge)


@pytest.fixture(scope="session", autouse=True)
def really_migrate() -> Iterator[Callable[[Engine, str], None]]:
    """A process makes one database as a rule; the tests make hundreds. The first is made by the migrations, the other
    new ones are copies of it, page by page. Answers what tests of the migrations themselves use."""
    really = upgrade._migrate
    made: dict[object, sqlite3.Connection] = {}

    def copied(engine: Engine, revision: str = "head") -> None:
        with engine.execution_options(readonly=True).connect() as connection:
            new = revision == "head" and bool(engine.url.database) and not inspect(connection).get_table_names()
        key = (upgrade.MIGRATIONS, upgrade.HEAD)
        if not new or key not in made:
            really(engine, revision)
        with closing(engine.raw_connection()) as raw:
            driver = raw.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            if new and key in made:
                made[key].backup(driver)
            elif new:
                made[key] = sqlite3.connect(":memory:", check_same_thread=False)
                driver.backup(made[key])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(upgrade, "_migrate", copied)
        yield really
    for database in made.values():
        database.close()


@pytest.fixture(autouse=True)
def _no_user(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test sees the user's home or CASEORG_ variables, nor the language of another test."""
    for name in os.environ:
        if name.startswith(("CASEORG_", "XDG_DATA", "XDG_CONFIG", "XDG_CACHE")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path_factory.getbasetemp() / "home"))
    use_language(ENGLISH)
    yield
    use_language(ENGLISH)


@pytest.fixture(scope="session")
def new_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with nothing in it, to be copied: making one takes as long as many a test."""
    folder = tmp_path_factory.mktemp("new") / "data"
    with open_workspace(folder):
        return folder


@pytest.fixture
def workspace(new_folder: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A new data folder, opened."""
    with open_workspace(shutil.copytree(new_folder, tmp_path / "data")) as opened:
        yield opened


@pytest.fixture
def case_id(workspace: Workspace) -> CaseId:
    """A new case in it that has nothing but a title."""
    return workspace.write(new_case, CaseDetails(title="点卡卡密无效"))


@pytest.fixture(scope="session")
def _sample_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    with open_workspace(folder) as opened:
        for _ in make_sample(opened):
            pass
    return folder


@pytest.fixture(scope="session")
def sample_case(_sample_template: Path) -> CaseFile:
    """The sample case as it is read, for whoever only looks at it."""
    with open_workspace(_sample_template) as opened:
        return opened.read(load_case, SAMPLE)


@pytest.fixture
def sample_folder(_sample_template: Path, tmp_path: Path) -> Path:
    """A data folder of this test's own that holds the sample case (its id is jobs.sample.SAMPLE)."""
    return shutil.copytree(_sample_template, tmp_path / "sample")


@pytest.fixture
def sample(sample_folder: Path) -> Iterator[Workspace]:
    """The same, opened."""
    with open_workspace(sample_folder) as opened:
        yield opened
