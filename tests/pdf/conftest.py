"""The sample case's papers, drawn once."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from caseorg.domain.case import CaseFile
from caseorg.jobs.papers.exports import export_complaint
from caseorg.jobs.papers.pack import export_pack
from caseorg.jobs.sample import SAMPLE
from caseorg.store.queries import load_case
from caseorg.workspace import open_workspace


@dataclass(frozen=True)
class Papers:
    """The sample case and its two papers."""

    case: CaseFile
    complaint: Path
    pack: Path


@pytest.fixture(scope="session")
def papers(_sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Papers:
    """The papers of the sample case."""
    folder = tmp_path_factory.mktemp("papers")
    with open_workspace(shutil.copytree(_sample_template, folder / "data")) as workspace:
        list(export_complaint(workspace, SAMPLE, folder / "投诉书.pdf"))
        list(export_pack(workspace, SAMPLE, folder / "证据包.pdf"))
        return Papers(workspace.read(load_case, SAMPLE), folder / "投诉书.pdf", folder / "证据包.pdf")
