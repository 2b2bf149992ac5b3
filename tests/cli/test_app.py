"""Exit codes, languages, settings, and what a command must not load."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import typer

from caseorg import __version__
from caseorg.cli.app import app
from caseorg.cli.commands import COMMANDS
from caseorg.i18n import load_catalogue
from caseorg.jobs.sample import SAMPLE
from cli.conftest import COMMAND, Cli
from waiting import PATIENCE

NOBODY = 65534


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        if getattr(command, "commands", None):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name)


ALL = tuple(commands(typer.main.get_command(app)))


def test_these_are_the_commands() -> None:
    assert sorted(" ".join(path) for path in ALL) == [
        "accept",
        "add",
        "archive",
        "backup",
        "case list",
        "case new",
        "case purge",
        "case put-away",
        "case restore",
        "case set",
        "case show",
        "case trash",
        "check",
        "complaint",
        "continuity",
        "demo",
        "describe",
        "dismiss",
        "doctor",
        "due",
        "event confirm",
        "event list",
        "event set",
        "event split",
        "find",
        "form",
        "ics",
        "knowledge list",
        "knowledge show",
        "message",
        "move",
        "next",
        "note",
        "open-archive",
        "order add",
        "order set",
        "pack",
        "profile set",
        "profile show",
        "promise add",
        "promise list",
        "promise settle",
        "propose",
        "read",
        "reading",
        "receive",
        "redact",
        "rehearse",
        "reinstate",
        "renumber",
        "report",
        "restore",
        "scam",
        "sums",
        "timestamp import",
        "timestamp manifest",
        "timestamp request",
        "timestamp show",
        "upload",
        "verify",
        "withdraw",
    ]


@pytest.mark.parametrize("path", [(), ("case",), ("profile",), *ALL], ids=" ".join)
def test_every_command_explains_itself(cli: Cli, data: Path, path: tuple[str, ...]) -> None:
    result = cli(*path, "--help")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Usage: caseorg")
    assert not data.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("bogus",),
        ("--bogus",),
        ("case",),
        ("case", "new"),
        ("case", "new", "--title"),
        ("case", "new", "--title", "a", "--platform", "amazon"),
        ("case", "show"),
        ("add", "abc"),
        ("note", "abc", "--at", "2026-11-01", "--text", "a", "--evidence", "one"),
        ("pack", "abc"),
    ],
)
def test_a_wrong_command_line_is_exit_code_2(cli: Cli, data: Path, arguments: tuple[str, ...]) -> None:
    result = cli(*arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err
    assert not data.exists()


def test_a_bug_is_exit_code_1_and_asks_for_a_report(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("caseorg.cli.case_list.list_cases", broken)
    result = cli("case", "list")
    assert result.code == 1
    assert result.out == ""


def test_a_bug_says_where_it_is_and_not_what_a_case_says(data: Path) -> None:
    breaking = """
import caseorg.cli.case_list as commands
from caseorg.cli.app import run
def broken(_):
    try:
        int('林晓 13800001234')
    except ValueError as error:
        raise RuntimeError('客服小李') from error
commands.list_cases = broken
"""
    result = subprocess.run(
        [sys.executable, "-c", f"{breaking}raise SystemExit(run(['case', 'list']))"],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert (result.returncode, result.stdout) == (1, "")
    told = result.stderr.splitlines()
    assert told[0] == "This is a bug in caseorg. Please report what follows." and told[1].endswith("Z RuntimeError")
    assert "caseorg 0" in told[2] and "Python 3" in told[2]
    assert (
        "RuntimeError" in told[3:] and "ValueError" in told[3:] and any(line.startswith("  app.py:") for line in told)
    )
    assert "林晓" not in result.stderr and "1380000" not in result.stderr and "小李" not in result.stderr


def test_the_installed_command_works_from_new_to_verified(process: Cli, tmp_path: Path) -> None:
    file = tmp_path / "聊天 记录.txt"
    file.write_text("客服：稍等", encoding="utf-8")
    made = process("case", "new", "--title", "退款")
    assert (made.code, made.err) == (0, "")
    case = made.out.strip()
    assert process("add", case, file).code == 0
    assert json.loads(process("case", "list", "--json").out)[0]["evidence_count"] == 1
    assert process("verify").code == 0
    missing = process("case", "show", "zz")
    assert missing == (2, "", "There is no case “zz”. See “caseorg case list”.\n")


def test_the_output_is_utf_8_whatever_the_locale(process: Cli) -> None:
    process("case", "new", "--title", "点卡卡密无效")
    assert "点卡卡密无效" in process("case", "list", LC_ALL="C", PYTHONIOENCODING="gbk").out


def test_a_reader_that_stops_early_causes_no_traceback(process: Cli) -> None:
    process("case", "new", "--title", "退款")
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [COMMAND, "case", "list"], stdout=writer, stderr=subprocess.PIPE, check=False, timeout=PATIENCE
    )
    os.close(writer)
    assert done.stderr == b""


def test_the_help_is_in_the_users_language(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {"Lists the cases, the one touched last first.": "列出案件。", "Print JSON.": "输出JSON。"}
    monkeypatch.setattr("caseorg.i18n.load_catalogue", lambda _: texts)
    monkeypatch.setenv("CASEORG_LANGUAGE", "zh_CN")
    told = cli("case", "list", "--help").out
    assert "列出案件。" in told
    assert "输出JSON。" in told
    monkeypatch.setenv("CASEORG_LANGUAGE", "en")
    assert "Lists the cases" in cli("case", "list", "--help").out


def test_a_catalogue_of_all_sections_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "zh_CN.toml"
    file.write_text('[errors]\n"a {x}" = "甲{x}"\n[help]\n"b" = "乙"\n', encoding="utf-8")
    monkeypatch.setattr("caseorg.i18n.resource", lambda _: file)
    assert load_catalogue.__wrapped__("zh_CN") == {"a {x}": "甲{x}", "b": "乙"}  # no later test is to be told that


def test_the_language_is_the_stored_one_and_the_variable_wins(
    cli: Cli, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caseorg.i18n.load_catalogue", lambda _: {"There is no case “{case}”.": "没有“{case}”。"})
    monkeypatch.delenv("CASEORG_LANGUAGE")
    assert cli("case", "show", "zz").err.startswith("没有“zz”。")
    (data / "settings.toml").write_text('language = "en"\n', encoding="utf-8")
    assert cli("case", "show", "zz").err.startswith("There is no case")
    assert cli("--data", data, "case", "show", "zz").err.startswith("There is no case")
    monkeypatch.setenv("CASEORG_LANGUAGE", "zh_CN")
    assert cli("case", "show", "zz").err.startswith("没有“zz”。")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'language = "zh_CN', "cannot be read"),
        (b"\xff\xfe", "cannot be read"),
        (b'language = "tlh"', "There is no language “tlh”. Choose one of: zh_CN, en."),
    ],
)
def test_settings_that_cannot_be_used_are_told_in_one_line(
    cli: Cli, data: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, told: str
) -> None:
    monkeypatch.setattr("caseorg.i18n.load_catalogue", lambda _: {})
    monkeypatch.delenv("CASEORG_LANGUAGE")
    data.mkdir()
    (data / "settings.toml").write_bytes(content)
    result = cli("case", "list")
    assert (result.code, result.out) == (2, "")
    assert told in result.err
    assert result.err.count("\n") == 1
    assert cli("--help").code == 0


@pytest.mark.parametrize("name", ["file/inside", "file", "~nobody-of-that-name/data", "\udcff"])
def test_a_data_folder_that_cannot_be_is_told_in_one_line(cli: Cli, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    folder = name if name.startswith("~") else tmp_path / name
    result = cli("--data", folder, "case", "new", "--title", "a")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("The data folder ")
    assert "cannot be used" in result.err
    assert result.err.count("\n") == 1


@pytest.fixture
def _without_rights() -> Iterator[None]:
    """Root may write everywhere, so the test becomes someone else for a moment."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    yield
    os.seteuid(0)


@pytest.fixture
def locked(sample_folder: Path) -> Iterator[Path]:
    """The sample's data folder, in which nobody may write, though all may read."""
    folders = [sample_folder, *(path for path in sample_folder.rglob("*") if path.is_dir())]
    above = [path for path in sample_folder.parents if path.stat().st_mode & 0o777 == 0o700]
    for path in above:
        path.chmod(0o711)
    for path in folders:
        path.chmod(0o555)
    for path in (one for one in sample_folder.rglob("*") if one.is_file()):
        path.chmod(0o444)
    yield sample_folder
    for path in folders:
        path.chmod(0o755)
    for path in above:
        path.chmod(0o700)


@pytest.mark.usefixtures("locked", "_without_rights")
def test_a_folder_without_permission_is_told_in_one_line(cli: Cli, locked: Path, tmp_path: Path) -> None:
    changed = cli("--data", locked, "case", "set", SAMPLE, "--title", "b")
    assert changed == (2, "", "The data folder cannot be written. Check its permissions or choose another one.\n")
    inside = cli("--data", locked / "neu", "case", "list")
    assert inside.code == 2
    assert "Permission denied" in inside.err
    assert inside.err.count("\n") == 1


@pytest.mark.usefixtures("locked", "_without_rights")
def test_a_folder_without_permission_can_still_be_read(cli: Cli, locked: Path) -> None:
    assert json.loads(cli("--data", locked, "case", "list", "--json").out)[0]["id"] == SAMPLE
    assert cli("--data", locked, "verify").code == 0


def test_a_full_disk_is_told_in_one_line_and_nothing_is_half_done(sample_folder: Path) -> None:
    """The limit on the size of a file is what a process can have of a full disk."""
    size = (sample_folder / "caseorg.db").stat().st_size
    limited = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size})); "
        "from caseorg.cli.app import run; sys.exit(run(sys.argv[1:]))"
    )
    long = ("case", "set", SAMPLE, "--demand", "退款" * 15_000)
    environment = {**os.environ, "CASEORG_LANGUAGE": "en", "CASEORG_DATA": str(sample_folder)}
    full = subprocess.run(
        [sys.executable, "-c", limited, *long],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
        timeout=PATIENCE,
    )
    assert (full.returncode, full.stdout) == (2, "")
    assert "nothing was changed" in full.stderr
    assert full.stderr.count("\n") == 1
    again = subprocess.run([COMMAND, "verify"], capture_output=True, env=environment, check=False, timeout=PATIENCE)
    assert again.returncode == 0


EVERY = """
import sys
from caseorg.cli.app import run

folder, pdf = sys.argv[1:]
lines = [
    ["case", "new", "--title", "a"],
    ["case", "list", "--json"],
    ["case", "show", CASE],
    ["case", "set", CASE, "--title", "b"],
    ["order", "add", CASE, "--paid", "1"],
    ["order", "set", CASE, "1", "--paid", "2"],
    ["sums", CASE],
    ["add", CASE, __file__],
    ["describe", CASE, "1", "--proves", "a"],
    ["withdraw", CASE, "1"],
    ["reinstate", CASE, "1"],
    ["renumber", CASE, "2", "1"],
    ["note", CASE, "--at", "2026-11-01", "--text", "a"],
    ["event", "list", CASE],
    ["event", "confirm", CASE, EVENT],
    ["event", "set", CASE, EVENT, "--part", "aside"],
    ["message", CASE, "--channel", "12315"],
    ["form", CASE],
    ["complaint", CASE, "-o", pdf],
    ["report", CASE, "-o", pdf],
    ["pack", CASE, "-o", pdf],
    ["verify"],
    ["profile", "set", "--name", "a"],
    ["profile", "show"],
    ["due", "--all", "--json"],
    ["ics", "-o", pdf + ".ics"],
    ["promise", "add", CASE, "a"],
    ["promise", "list", CASE],
    ["promise", "settle", CASE, PROMISE, "open"],
    ["knowledge", "list"],
    ["knowledge", "show", "12315"],
    ["check", CASE],
    ["continuity", CASE],
    ["next", CASE],
    ["reading", "off"],
    ["propose", CASE],
    ["find", "a"],
    ["scam", "请先交保证金"],
    ["upload", CASE, "--channel", "12315", "-o", pdf + ".set"],
    ["timestamp", "request", CASE, "-o", pdf + ".tsq"],
    ["timestamp", "manifest", CASE, "-o", pdf + ".txt"],
    ["timestamp", "show", CASE],
    ["case", "put-away", CASE],
    ["case", "trash", CASE],
    ["case", "restore", CASE],
    ["doctor", "--heal"],
    ["archive", CASE, "-o", pdf + ".caseorg"],
    ["open-archive", pdf + ".caseorg"],
    ["backup", pdf + ".backups"],
    ["rehearse", pdf + ".backups"],
    ["restore", pdf + ".backups", "--into", pdf + ".restored"],
    ["case", "trash", CASE],
    ["case", "purge", CASE, "--reason", "a"],
    ["--help"],
]
for line in lines:
    code = run(["--data", folder, *line])
    assert code == 0, (line, code)
loaded = [name for name in sys.modules if name.split(".")[0] in ("PySide6", "shiboken6") or name == "caseorg.gui"]
assert not loaded, loaded
names = {" ".join(word for word in line[:2] if word in COMMANDS) for line in lines}
print("\\n" + "|".join(sorted(names - {""})))
"""


# They need a window, a phone, an answer from elsewhere, what pictures say, or a machine that can read them.
NOT_HERE = {"demo", "receive", "move", "event split", "timestamp import", "read", "accept", "dismiss", "redact"}


def test_no_command_without_a_window_loads_qt(sample_folder: Path, tmp_path: Path) -> None:
    words = {word for path in ALL for word in path}
    script = tmp_path / "every.py"
    with closing(sqlite3.connect(sample_folder / "caseorg.db")) as database:
        (promise,) = database.execute("SELECT id FROM promises WHERE kept IS NULL").fetchone()
        (event,) = database.execute("SELECT id FROM events WHERE text LIKE '在拼多多店铺%'").fetchone()
    known = {"CASE": SAMPLE, "PROMISE": promise, "EVENT": event, "COMMANDS": words}
    text = re.sub("|".join(known), lambda name: repr(known[name[0]]), EVERY)
    script.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script, sample_folder, tmp_path / "a.pdf"],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    tested = set(done.stdout.splitlines()[-1].split("|"))
    assert tested == {" ".join(path) for path in ALL} - NOT_HERE


@pytest.mark.parametrize("module", sorted(set(COMMANDS.values())))
def test_the_table_of_commands_is_what_the_modules_have(module: str) -> None:
    part = typer.Typer()
    import_module(f"caseorg.cli.{module}").register(part)
    registered = {
        *(command.name for command in part.registered_commands),
        *(group.name for group in part.registered_groups),
    }
    assert registered == {name for name, place in COMMANDS.items() if place == module}


def test_the_version_is_told_without_loading_the_rest() -> None:
    code = "import sys; sys.argv = ['caseorg', '--version']; from caseorg.__main__ import main; main()"
    done = subprocess.run([sys.executable, "-X", "importtime", "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"caseorg {__version__}\n")
    assert not re.search("sqlalchemy|PySide6|typer", done.stderr)


def test_the_version_is_told_beside_other_options(cli: Cli, data: Path) -> None:
    assert cli("--data", data, "--version") == (0, f"caseorg {__version__}\n", "")
    assert not data.exists()


def test_a_command_does_not_load_what_only_others_need() -> None:
    code = (
        "import sys; from caseorg.cli.app import run; run(['pack', '--help']); "
        "print(sorted({'caseorg.cli.agenda', 'caseorg.knowledge.library', 'pypdfium2'} & set(sys.modules)))"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).splitlines()[-1] == "[]"


def test_a_command_that_is_interrupted_while_it_loads_ends_without_a_word() -> None:
    script = """
import caseorg.cli.app

def interrupted():
    raise KeyboardInterrupt

caseorg.cli.app.run = interrupted
from caseorg.__main__ import main
main()
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False, timeout=PATIENCE)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")
