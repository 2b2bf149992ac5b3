"""caseorg timestamp."""

import json
from pathlib import Path

from authority import Authority
from cli.conftest import Cli


def test_a_timestamp_from_the_command_line(cli: Cli, case: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("客服：您好", encoding="utf-8")
    authority = Authority(tmp_path / "tsa").make()
    cli("add", case, tmp_path / "a.txt")
    asked = cli("timestamp", "request", case, "-o", tmp_path / "a.tsq")
    assert asked.code == 0 and "timestamp import" in asked.out
    answer = authority.answer(tmp_path / "a.tsq")
    refused = cli("timestamp", "import", case, answer)
    assert refused.code == 2 and "--root" in refused.err
    done = cli("timestamp", "import", case, answer, "--root", authority.root)
    assert done.code == 0 and "verified" in done.out and "tsa" in done.out
    shown = cli("timestamp", "show", case)
    assert "verified" in shown.out and "no trusted timestamp" in shown.err
    (one,) = json.loads(cli("timestamp", "show", case, "--json").out)
    assert (one["state"], one["files"], one["authority"], one["trouble"]) == ("verified", 1, "tsa", None)
