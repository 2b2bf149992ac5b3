"""The import contracts of pyproject.toml hold, and each of them would notice being broken. The domain imports the
standard library alone; no two records of decisions have one number, no two classes one name; CONTRIBUTING knows its
way about."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from actions.verbs import is_change, verbs
from waiting import PATIENCE

ROOT = Path(__file__).parents[1]
CONTRACTS = {
    contract["name"].split(":")[0]: contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
}

# The contract, and an import in a module that breaks it.
BREAKS = [
    ("Layers", "jobs/verify.py", "from caseorg.cli import context"),
    ("Layers", "store/queries.py", "from caseorg.evidence import store"),
    ("Layers", "sheets/cutting.py", "from caseorg.output import targets"),
    ("Layers", "output/targets.py", "from caseorg.sheets import cutting"),
    ("Layers", "sheets/cutting.py", "from caseorg.workspace import Workspace"),
    ("Layers", "output/targets.py", "from caseorg.actions import work"),
    ("Layers", "evidence/intact.py", "from caseorg.sheets import cutting"),
    ("Layers", "i18n.py", "from caseorg.settings import FILE"),
    ("Layers", "stray.py", ""),  # a module that belongs to no layer
    ("Qt lives in one package", "jobs/verify.py", "from PySide6 import QtCore"),
    ("Qt lives in one package", "sheets/cutting.py", "from PySide6 import QtGui"),
    ("Qt lives in one package", "output/targets.py", "from PySide6 import QtCore"),
    ("Qt lives in one package", "cli/show.py", "import PySide6.QtWidgets"),
    ("No face touches the database", "cli/show.py", "from caseorg.store.tables import CaseRow"),
    ("No face touches the database", "cli/profile.py", "from sqlalchemy import select"),
    ("No face touches the database", "gui/__init__.py", "import alembic"),
    ("One part listens to the network", "jobs/verify.py", "from http.server import HTTPServer"),
    ("One part listens to the network", "gui/single.py", "import socketserver"),
    ("No import cycles", "domain/money.py", "from caseorg.domain.papers import complaint"),
    ("No import cycles", "cli/show.py", "from caseorg.cli import case"),
]


def lint(root: Path) -> tuple[int, set[str]]:
    """The exit code of lint-imports in a checkout, and the contracts that it calls broken."""
    command = Path(sys.executable).with_name("lint-imports")
    environment = {**os.environ, "PYTHONPATH": str(root / "src"), "NO_COLOR": "1", "COLUMNS": "200"}
    done = subprocess.run(
        [command], cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    verdicts = re.findall(r"^(.+) (KEPT|BROKEN)(?: \(.*\))?$", done.stdout, re.MULTILINE)
    assert {name for name, _ in verdicts} == set(CONTRACTS.values()), done.stdout + done.stderr
    return done.returncode, {name for name, verdict in verdicts if verdict == "BROKEN"}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy to break; whoever breaks it mends it."""
    copy = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


def test_the_contracts_hold(checkout: Path) -> None:
    assert lint(checkout) == (0, set())


@pytest.mark.parametrize(("contract", "module", "line"), BREAKS)
def test_an_import_that_breaks_a_contract_is_noticed(checkout: Path, contract: str, module: str, line: str) -> None:
    file = checkout / "src/caseorg" / module
    whole = file.read_text(encoding="utf-8") if file.exists() else None
    file.write_text(f"{whole or ''}\n\n{line}\n", encoding="utf-8")
    try:
        code, broken = lint(checkout)
    finally:
        file.unlink() if whole is None else file.write_text(whole, encoding="utf-8")
    assert code == 1
    assert CONTRACTS[contract] in broken


def test_every_contract_is_broken_once_on_purpose() -> None:
    assert {contract for contract, _, _ in BREAKS} == set(CONTRACTS)


def foreign_imports(module: str) -> Iterator[str]:
    """What a module of the domain imports that is neither of the domain nor of the standard library."""
    for node in ast.walk(ast.parse(module)):
        match node:
            case ast.Import(names=names):
                found = [name.name for name in names]
            case ast.ImportFrom(module=str(name), level=0):
                found = [name]
            case _:
                continue
        for name in found:
            top = name.partition(".")[0]
            if not (top in sys.stdlib_module_names or f"{name}.".startswith("caseorg.domain.")):
                yield name


def test_the_domain_imports_the_standard_library_alone() -> None:
    found = {
        str(file): foreign
        for file in (ROOT / "src/caseorg/domain").rglob("*.py")
        if (foreign := list(foreign_imports(file.read_text(encoding="utf-8"))))
    }
    assert found == {}


@pytest.mark.parametrize("line", ["import msgspec", "from PIL import Image", "from caseorg.i18n import tr"])
def test_a_foreign_import_in_the_domain_is_noticed(line: str) -> None:
    assert (
        len(list(foreign_imports(f"import re\nfrom caseorg.domain.money import show_yuan\n\ndef f():\n    {line}")))
        == 1
    )


def undone_by_hand(module: str, changes: Collection[str]) -> Iterator[str]:
    """Where a module of the window knows a way back: an action that changes a case may be named once in what `do` is
    handed, and nowhere else; only what takes steps back asks for `undo` and `redo`."""
    tree = ast.parse(module)
    handed: set[ast.AST] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="do"), args=[action, *_]):
                named = [part for part in ast.walk(action) if isinstance(part, ast.Name) and part.id in changes]
                handed.update(named[:1])
            case ast.Attribute(attr="undo" | "redo" as way):
                yield f"{node.lineno}: {way}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in changes and node not in handed:
            yield f"{node.lineno}: {node.id}"


def test_the_window_names_no_way_back() -> None:
    changes = {name for name, verb in verbs().items() if is_change(verb)}
    found = {
        str(file): known
        for file in (ROOT / "src/caseorg/gui").rglob("*.py")
        if file.name != "undo.py" and (known := list(undone_by_hand(file.read_text(encoding="utf-8"), changes)))
    }
    assert found == {}


@pytest.mark.parametrize(
    "line",
    [
        "history.push(case, name, partial(add_event, details=new), partial(remove_event, event_id=key))",
        "desk.do(partial(remove_event, event_id=key), opposite=restore_event)",
        "desk.do(together(name, [partial(remove_event, event_id=key), partial(restore_event, event_id=key)]))",
        "tasks.write(self, remove_event, case, key)",
        "tasks.write(self, change.undo, case)",
    ],
)
def test_a_way_back_that_the_window_names_is_noticed(line: str) -> None:
    kept = "desk.do(partial(edit_event, event_id=key, details=told), form)"
    assert list(undone_by_hand(f"def f():\n    {kept}", {"edit_event"})) == []
    assert list(undone_by_hand(f"def f():\n    {kept}\n    {line}", {"edit_event", "remove_event", "restore_event"}))


def test_every_record_of_a_decision_has_a_number_of_its_own() -> None:
    numbers = Counter(file.name[:4] for file in (ROOT / "docs/adr").glob("*.md"))
    assert max(numbers.values()) == 1


def test_every_record_of_a_decision_has_status_date_and_what_was_rejected() -> None:
    for file in sorted((ROOT / "docs/adr").glob("*.md")):
        title, _, status, *rest = file.read_text(encoding="utf-8").split("\n")
        assert title.startswith(f"# {int(file.name[:4])}. "), file.name
        assert re.match(r"Status: (accepted|superseded by .*), \d{4}-\d\d-\d\d\.", status), file.name
        assert "superseded" in status or re.search(r"\breject", "\n".join(rest), re.IGNORECASE), file.name


def test_no_two_classes_have_one_name() -> None:
    sources = (file.read_text(encoding="utf-8") for file in (ROOT / "src").rglob("*.py"))
    names = Counter(name for source in sources for name in re.findall(r"^class (\w+)", source, re.MULTILINE))
    assert {name for name, count in names.items() if count > 1} == set()


def test_contributing_sends_nobody_to_what_is_not_there() -> None:
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"(?<=`)[\w/.-]+(?:/|\.py|\.toml)(?=`)", told)
    tops = [ROOT / top for top in ("src", "tests", "resources", "docs", "packaging", "pyproject.toml")]
    there = [f"/{path.relative_to(ROOT)}" for top in tops for path in (top, *top.rglob("*"))]
    assert [name for name in named if not any(path.endswith(f"/{name.strip('/')}") for path in there)] == []


def test_contributing_has_a_line_for_each_folder() -> None:
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    source = ROOT / "src/caseorg"
    folders = [*(file.parent for file in source.glob("*/__init__.py")), *(source / "domain").glob("*/")]
    names = {folder.name for folder in folders if (folder / "__init__.py").exists()}
    assert {name for name in names if f"{name}/`" not in told} == set()
