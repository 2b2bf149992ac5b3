"""Masked packs of invented screenshots, of which everything that was found was blackened; and what was drawn there."""

import subprocess
from pathlib import Path
from random import Random

from caseorg.actions.redaction import decide_marks
from caseorg.domain.case import CaseId
from caseorg.domain.papers.pack import PackOptions
from caseorg.domain.privacy.hiding import bare
from caseorg.domain.redaction.audience import Audience
from caseorg.jobs.intake import add_files
from caseorg.jobs.papers.pack import export_pack
from caseorg.jobs.readings import ReadingEngine
from caseorg.jobs.redaction import plan_for, reading_for
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace
from ocr.private import private

_FRAGMENT = 8  # characters of a value that tell which it is; fewer may stand in a digest too


def add_screenshots(workspace: Workspace, case: CaseId, folder: Path, seeds: range, reader: ReadingEngine) -> list[str]:
    """Screenshots with personal data, all of it confirmed to be blackened for everybody; gives what was drawn."""
    pages = [private(Random(seed)) for seed in seeds]
    files = [folder / f"{seed}.png" for seed in seeds]
    for page, file in zip(pages, files, strict=True):
        page.screen.picture.save(file, compress_level=1)
    list(add_files(workspace, case, files))
    found = workspace.read(load_case, case)
    for item in found.evidence[-len(files) :]:
        plan = plan_for(workspace.knowledge, found, item, reading_for(workspace, item, reader), Audience.PUBLIC)
        workspace.change(decide_marks, case, item.id, Audience.PUBLIC, plan.marks, confirmed=True)
    return [value for page in pages for value, _ in page.values]


def text_of_pack(workspace: Workspace, case: CaseId, out: Path, *, masked: bool = True) -> str:
    """What is read out of the pack, without what parts its characters."""
    list(export_pack(workspace, case, out, PackOptions(masked=masked), recorded=False))
    return bare(subprocess.run(["pdftotext", str(out), "-"], capture_output=True, check=True).stdout.decode())


def leaked(values: list[str], text: str) -> list[str]:
    """The values of which a part that tells which it is stands in the text."""
    told = [bare(value) for value in values]
    parts = {value: [value[at : at + _FRAGMENT] for at in range(len(value) - _FRAGMENT + 1)] for value in told}
    return [value for value in told if any(part in text for part in parts[value])]
