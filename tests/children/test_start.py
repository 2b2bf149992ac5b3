"""Children start from a checkout, an installed wheel and a program in one file alike."""

import ast
import os
import shutil
import subprocess
import sys
import zipapp
from pathlib import Path

import pypdfium2
import pytest

from caseorg import __main__
from caseorg.children.start import RESERVED
from evidence.material import encoded, picture

ROOT = Path(__file__).parents[2]
CALL = "from caseorg.__main__ import main; main()"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package with its resources, as pyproject.toml puts them into a wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT / "src/caseorg", folder / "caseorg", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "resources", folder / "caseorg/resources")
    return folder


@pytest.fixture
def command(request: pytest.FixtureRequest, wheel: Path, tmp_path: Path) -> list[str]:
    """How the program is called."""
    match request.param:
        case "checkout":
            return [sys.executable, "-m", "caseorg"]
        case "wheel":
            return [str(installed(tmp_path / "venv", wheel))]
        case "frozen":
            return [str(frozen(tmp_path / "caseorg", wheel))]
        case "archive":
            return [sys.executable, str(archive(tmp_path, wheel))]
    raise AssertionError(request.param)


def installed(venv: Path, wheel: Path) -> Path:
    """The script of an environment that knows the wheel and what it depends on, but no checkout."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    (site,) = venv.glob("lib/python*/site-packages")
    shutil.copytree(wheel / "caseorg", site / "caseorg")
    (site / "others.pth").write_text(f"{Path(pypdfium2.__file__).parents[1]}\n", encoding="utf-8")
    return script(venv / "bin/caseorg", f"#!{venv}/bin/python\n{CALL}\n")


def frozen(file: Path, wheel: Path) -> Path:
    """A program that is its own interpreter, as those of PyInstaller are: it has another name and knows no -m."""
    return script(
        file,
        # read by sh first: a path with a space cannot stand behind #!
        f"#!/bin/sh\n'''exec' '{sys.executable}' -I \"$0\" \"$@\"\n' '''\n"
        f"import sys\nsys.frozen = True\nsys.executable = {str(file)!r}\n"
        f"sys.path.insert(0, {str(wheel)!r})\nopen({str(file)!r} + '.log', 'a').write(sys.argv[1] + ' ')\n{CALL}\n",
    )


def script(file: Path, content: str) -> Path:
    file.write_text(content, encoding="utf-8")
    file.chmod(0o755)
    return file


def archive(folder: Path, wheel: Path) -> Path:
    """One file with a start-up of its own that makes the package known, as those of shiv are."""
    source = folder / "source"
    source.mkdir()
    (source / "__main__.py").write_text(f"import sys\nsys.path.insert(0, {str(wheel)!r})\n{CALL}\n", encoding="utf-8")
    zipapp.create_archive(source, folder / "caseorg.pyz")
    return folder / "caseorg.pyz"


@pytest.mark.parametrize("command", ["checkout", "wheel", "frozen", "archive"], indirect=True)
def test_evidence_is_looked_into_and_a_pack_is_written(command: list[str], tmp_path: Path) -> None:
    odd = tmp_path / "chat.webp"  # what cannot be passed through
    odd.write_bytes(encoded(picture(), "WEBP"))
    environment = {**os.environ, "CASEORG_DATA": str(tmp_path / "data"), "CASEORG_LANGUAGE": "en"}
    del environment["HOME"]

    def run(*words: str) -> str:
        whole = [*command, *words]
        done = subprocess.run(whole, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    case = run("case", "new", "--title", "x")
    assert run("add", case, str(odd)).startswith("added")
    assert "5 pages" in run("pack", case, "-o", str(tmp_path / "pack.pdf"))
    if log := next(tmp_path.glob("*.log"), None):
        called = log.read_text(encoding="utf-8").split()
        assert {"case", "add", "pack", RESERVED} == set(called)


def test_the_reserved_word_is_looked_for_before_anything_of_ours_is_loaded() -> None:
    assert __main__._CHILD == RESERVED
    tree = ast.parse(Path(__main__.__file__).read_text(encoding="utf-8"))
    loaded = {name.name for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom) for name in node.names}
    assert loaded <= sys.stdlib_module_names


def test_only_modules_of_ours_become_children(tmp_path: Path) -> None:
    (tmp_path / "other.py").write_text("print('loaded')")
    command = [sys.executable, "-m", "caseorg", RESERVED, "1", "other"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
