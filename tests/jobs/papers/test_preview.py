"""What a preview leaves in the data folder: nothing, and what a crash left goes with the next one."""

import os
import time
from pathlib import Path

import pytest

from caseorg.domain.errors import CaseorgError
from caseorg.domain.papers.complaint import ComplaintOptions
from caseorg.domain.papers.paper import Paper
from caseorg.jobs.papers.preview import draw_preview, preview_file, remove_preview, save_preview
from caseorg.jobs.sample import SAMPLE
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace

OPTIONS = ComplaintOptions()


def test_what_was_left_behind_goes_and_what_is_looked_at_elsewhere_stays(sample: Workspace) -> None:
    sample.previews.mkdir()
    old, young = sample.previews / "old.pdf", sample.previews / "young.pdf"
    for file, age in ((old, 25 * 3600), (young, 3600)):
        file.touch()
        os.utime(file, (time.time() - age,) * 2)
    file = preview_file(sample)
    for _ in draw_preview(sample, SAMPLE, Paper.COMPLAINT, OPTIONS, file):
        pass
    assert set(sample.previews.iterdir()) == {young, file}
    list(remove_preview(sample, file))
    assert set(sample.previews.iterdir()) == {young}


def test_what_is_saved_is_recorded_once_with_what_it_is(sample: Workspace, tmp_path: Path) -> None:
    file, out = preview_file(sample), tmp_path / "投诉书.pdf"
    *_, last = draw_preview(sample, SAMPLE, Paper.COMPLAINT, OPTIONS, file)
    assert last.item and sample.read(load_case, SAMPLE).documents == ()
    *_, saved = save_preview(sample, SAMPLE, last.item, file, out)
    assert saved.item and sample.read(load_case, SAMPLE).documents == (saved.item,)
    assert (saved.item.sha256, saved.item.pages) == (last.item.sha256, last.item.pages)
    assert out.read_bytes() == file.read_bytes()


def test_what_was_looked_at_is_not_saved_over_the_users_data(sample: Workspace) -> None:
    file, database = preview_file(sample), sample.folder / "caseorg.db"
    *_, last = draw_preview(sample, SAMPLE, Paper.COMPLAINT, OPTIONS, file)
    assert last.item
    with pytest.raises(CaseorgError, match=r"caseorg\.db lies in the data folder"):
        list(save_preview(sample, SAMPLE, last.item, file, database))
    assert sample.read(load_case, SAMPLE).documents == ()


def test_a_folder_for_previews_that_cannot_be_is_told(sample: Workspace) -> None:
    sample.previews.write_text("in the way")
    with pytest.raises(CaseorgError, match="previews"):
        list(draw_preview(sample, SAMPLE, Paper.COMPLAINT, OPTIONS, preview_file(sample)))
