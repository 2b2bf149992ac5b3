"""caseorg move."""

import json
from pathlib import Path

from caseorg.jobs.sample import SAMPLE
from cli.conftest import Cli


def test_evidence_is_moved_and_copied_to_another_case(cli: Cli, sample_folder: Path) -> None:
    data = ("--data", sample_folder)
    other = cli(*data, "case", "new", "--title", "另一件").out.strip()
    done = cli(*data, "move", SAMPLE, other[:8], 3, 2)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0] == "证据2至3 is in “另一件” now."
    assert [line.split("\t")[0] for line in done.out.splitlines()[1:]] == ["证据2 → 证据1", "证据3 → 证据2"]
    items = json.loads(cli(*data, "case", "show", other, "--json").out)["evidence"]
    assert [item["number"] for item in items] == [1, 2]
    here = json.loads(cli(*data, "case", "show", SAMPLE, "--json").out)["evidence"]
    assert [item["number"] for item in here if item["withdrawn"]] == [2, 3]
    assert cli(*data, "move", SAMPLE, other, 1, "--copy").out.startswith("证据1 is in “另一件” too now.\n")
    assert cli(*data, "move", SAMPLE, SAMPLE[:8], 1).code == 2
    assert cli(*data, "verify").code == 0
