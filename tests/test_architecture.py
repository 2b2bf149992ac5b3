"""The import contracts of pyproject.toml hold, and each of them would notice being broken."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

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
    ("Layers", "i18n.py", "from caseorg.settings import FILE"),
    ("Layers", "stray.py", ""),  # a module that belongs to no layer
    ("Qt lives in one package", "jobs/verify.py", "from PySide6 import QtCore"),
    ("Qt lives in one package", "cli/show.py", "import PySide6.QtWidgets"),
    ("The domain imports the standard library alone", "domain/money.py", "import sqlalchemy"),
    ("The domain imports the standard library alone", "domain/progress.py", "from PIL import Image"),
    ("No face touches the database", "cli/show.py", "from caseorg.store.tables import CaseRow"),
    ("No face touches the database", "cli/profile.py", "from sqlalchemy import select"),
    ("No face touches the database", "gui/__init__.py", "import alembic"),
    ("No import cycles", "domain/money.py", "from caseorg.domain import complaint"),
    ("No import cycles", "cli/show.py", "from caseorg.cli import case"),
]


def lint(root: Path) -> tuple[int, set[str]]:
    """The exit code of lint-imports in a checkout, and the contracts that it calls broken."""
    command = Path(sys.executable).with_name("lint-imports")
    environment = {**os.environ, "PYTHONPATH": str(root / "src"), "NO_COLOR": "1", "COLUMNS": "200"}
    done = subprocess.run([command], cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=60)
    verdicts = [line.rsplit(" ", 1) for line in done.stdout.splitlines() if line.endswith((" KEPT", " BROKEN"))]
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
