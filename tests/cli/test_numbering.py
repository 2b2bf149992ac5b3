"""caseorg renumber: what follows, what is held, and what later papers tell."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from caseorg.jobs.sample import SAMPLE
from cli.conftest import Cli, Result

Run = Callable[..., Result]
EVENT = ("--at", "2026-11-02 10:00", "--side", "me", "--text", "页面提示见证据3")


@pytest.fixture
def run(cli: Cli, sample_folder: Path) -> Run:
    return lambda *arguments: cli("--data", sample_folder, *arguments)


def names(run: Run) -> dict[int, str]:
    items = json.loads(run("case", "show", SAMPLE, "--json").out)["evidence"]
    return {item["number"]: item["name"] for item in items}


def text_of(file: Path) -> str:
    return "".join(subprocess.check_output(["pdftotext", "-raw", file, "-"]).decode().split())


def test_a_piece_is_moved_and_what_was_written_follows(run: Run, tmp_path: Path) -> None:
    before = names(run)
    assert run("note", SAMPLE, *EVENT).code == 0
    done = run("renumber", SAMPLE, 3, 1)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[-1] == "3 pieces of evidence have other numbers now."
    after = names(run)
    assert [after[number] for number in (1, 2, 3, 4)] == [before[number] for number in (3, 1, 2, 4)]
    assert "页面提示见证据1" in run("case", "show", SAMPLE).out
    assert run("verify").code == 0
    out = tmp_path / "投诉书.pdf"
    assert run("complaint", SAMPLE, "-o", out).code == 0
    assert "证据编号对照" not in text_of(out)  # nobody saw the old ones


def test_once_a_paper_has_the_numbers_it_asks_and_later_papers_tell_both(run: Run, tmp_path: Path) -> None:
    assert run("complaint", SAMPLE, "-o", tmp_path / "旧.pdf").code == 0
    before = names(run)
    held = run("renumber", SAMPLE, 3, 1)
    assert held.code == 2 and names(run) == before
    assert "证据1至3 stands in messages or papers that were kept." in held.err
    assert run("renumber", SAMPLE, 3, 1, "--anyway").code == 0
    told = ("证据3证据1", "证据1证据2", "证据2证据3")
    for paper, options in (("complaint", ()), ("report", ()), ("pack", ()), ("pack", ("--masked",))):
        out = tmp_path / f"{paper}{len(options)}.pdf"
        assert run(paper, SAMPLE, "-o", out, *options, "--anyway").code == 0
        text = text_of(out).partition("原编号（此前的材料）现编号证据名称")[2]
        assert text and all(pair in text for pair in told), paper
    archive, opened = tmp_path / "案件.caseorg", tmp_path / "别处"
    assert run("archive", SAMPLE, "-o", archive).code == 0
    assert run("--data", opened, "open-archive", archive).code == 0
    (other,) = json.loads(run("--data", opened, "case", "list", "--json").out)
    out = tmp_path / "新.pdf"
    assert run("--data", opened, "complaint", other["id"], "-o", out).code == 0
    assert "原编号（此前的材料）" in text_of(out)


def test_all_by_time_leaves_no_gap_and_a_second_time_changes_nothing(run: Run) -> None:
    assert run("withdraw", SAMPLE, 2).code == 0
    assert run("renumber", SAMPLE, "--by", "time").code == 0
    items = json.loads(run("case", "show", SAMPLE, "--json").out)["evidence"]
    assert [item["withdrawn"] for item in items] == [False] * (len(items) - 1) + [True]
    assert run("renumber", SAMPLE, "--by", "time").out == "Nothing was changed.\n"


@pytest.mark.parametrize("wrong", [(), (3,), (3, 1, "--by", "time")])
def test_it_is_said_which_piece_or_all(run: Run, wrong: tuple[object, ...]) -> None:
    refused = run("renumber", SAMPLE, *wrong)
    assert refused.code == 2 and "Say which piece gets which number, or --by for all." in refused.err
