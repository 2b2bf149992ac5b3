"""Upload sets: for a channel exactly the files that it takes, in a folder that is whole or not there."""

import shutil
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple

from caseorg.actions.document import record_documents
from caseorg.actions.work import new_id, now
from caseorg.domain.case import CaseFile, CaseId, Document, DocumentId
from caseorg.domain.errors import CaseorgError, UnshownError
from caseorg.domain.messages.channel import Channel
from caseorg.domain.messages.message import Draft
from caseorg.domain.papers.numbers import numbers_of
from caseorg.domain.progress import Progress
from caseorg.domain.redaction.record import RECORD, TITLE, record_text
from caseorg.domain.remark import Remark, remark
from caseorg.domain.uploads.notes import NOTE, TEXT, SetFile, Squeeze, show_bytes, upload_note
from caseorg.domain.uploads.plan import Outside, UploadLimits, UploadPlan, limits_of, plan, takes_set
from caseorg.jobs.papers.writing import noting
from caseorg.jobs.upload_files import copies, paper, text_file, volume_files
from caseorg.jobs.upload_redacted import as_set_file, gone_through, redacted_copies
from caseorg.knowledge.channels import find_channel
from caseorg.knowledge.drafts import draft
from caseorg.knowledge.respondents import office_for
from caseorg.knowledge.stories import story_of
from caseorg.knowledge.versions import sent_version
from caseorg.output.targets import require_free, require_outside
from caseorg.output.writing import part_of, put_in_place, replacing
from caseorg.sheets.binding import Binder, Bound
from caseorg.sheets.unshown import Unshown
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace

_BOUND, _ALL = 70, 100  # of the progress
_LEAST_STEP = 100_000  # bytes by which volumes get smaller when one came out too large
Share = Progress["UploadSet"]


@dataclass(frozen=True, slots=True)
class UploadSet:
    """A set that was made: its files in upload order, the texts behind them, and what is not in it."""

    folder: Path
    files: tuple[SetFile, ...]
    outside: tuple[Outside, ...]
    squeeze: Squeeze | None
    draft: Draft


def export_upload(
    workspace: Workspace, case_id: CaseId, channel_id: str, out: Path, *, leave_out: bool = False
) -> Iterator[Share]:
    """Makes the set in the folder `out`; the last progress carries it.

    Raises:
        CaseorgError: the channel takes no files, the folder cannot be used, or evidence does not fit and `leave_out`
            does not allow to leave out what matters least.
        BrokenError: evidence is missing or was altered.
    """
    workspace.require_writable()
    case = workspace.read(load_case, case_id)
    channel = find_channel(workspace.knowledge, channel_id)
    if not takes_set(channel):
        raise CaseorgError(
            "Which files “{channel}” takes is not known.",
            "Write a message for it ({message}), or add its limits to the knowledge.",
            channel=channel.name,
        )
    made_at = now()
    public_case = sent_version(workspace.knowledge, case, channel, channel.kinds[0]).case
    text = draft(workspace.knowledge, case, channel, None, made_at)
    out = require_free(out, case_id)
    require_outside(workspace.folder, out)
    part = part_of(out)
    with replacing(out, part):
        part.mkdir()
        made = yield from _onward(_make(workspace, public_case, channel, part, leave_out))
        if channel.masked:
            made = yield from _with_copies(workspace, case, channel, part / "set", made)
        wanted, folder = made.wanted, part / "set"
        files = (*made.files, text_file(folder / TEXT, text.text, "正文"))
        squeeze = made.bound.squeeze if made.bound else None
        office = office_for(workspace.knowledge, public_case, channel)
        note = upload_note(public_case, channel, text, files, wanted.outside, squeeze, made_at, office)
        files += (text_file(folder / NOTE, note, "说明"),)
        put_in_place(folder, require_free(out, case_id))
    with noting(out):
        workspace.add(record_documents, case_id, _documents(out, files, made_at))
    yield Progress(_ALL, _ALL, out.name, UploadSet(out, files, wanted.outside, squeeze, text), made.remarks)


class _Made(NamedTuple):
    """The uploads, what they were planned to be, and what the user should know of them."""

    files: tuple[SetFile, ...]
    wanted: UploadPlan
    bound: Bound | None
    remarks: tuple[Remark, ...]


def _with_copies(
    workspace: Workspace, case: CaseFile, channel: Channel, folder: Path, made: _Made
) -> Generator[Share, None, _Made]:
    """With redacted copies of the evidence that the user went through; the rest stays outside."""
    copies = yield from redacted_copies(workspace, case, limits_of(channel), folder)
    if not copies:
        waiting = numbers_of(gone_through(case))
        remarks = [remark("{names}: there is no redacted copy, for pictures are not read here.", names=waiting)]
        return made._replace(remarks=(*made.remarks, *(remarks if waiting else ())))
    inside = {copy.evidence.id for copy in copies}
    outside = tuple(outsider for outsider in made.wanted.outside if outsider.evidence.id not in inside)
    files = [as_set_file(copy, place) for place, copy in enumerate(copies, start=len(made.files) + 1)]
    files.append(text_file(folder / RECORD, record_text(copies), TITLE))
    return made._replace(files=(*made.files, *files), wanted=replace(made.wanted, outside=outside))


def _make(
    workspace: Workspace, case: CaseFile, channel: Channel, part: Path, leave_out: bool
) -> Generator[Share, None, _Made]:
    """The uploads in `part/set`, with smaller volumes again where one came out larger than it was planned."""
    limits = limits_of(channel)
    work, folder = part / "work", part / "set"
    work.mkdir()
    found = Unshown()
    binder = Binder(workspace.evidence, work, found.pages)
    available = limits.aim
    while True:
        shown = found.case(case)
        try:
            wanted, bound = yield from _fitting(shown, channel, binder, available)
            if wanted.unplaced and not leave_out:
                raise _too_much(channel, limits, wanted)
            files = yield from _files(workspace, shown, wanted, bound, limits, folder)
        except UnshownError as error:
            found.add(error)
            binder.forget(sha256 for sha256, _ in error.pieces)
            shutil.rmtree(folder, ignore_errors=True)
            continue
        over = max((file.size for file in files), default=0) - limits.size
        if over <= 0 or not files:
            return _Made(files, wanted, bound, found.told(case.standing_evidence))
        if bound is None or available <= over + _LEAST_STEP:
            raise _too_large(max(files, key=lambda file: file.size), limits)
        available -= over + _LEAST_STEP
        shutil.rmtree(folder)


def _files(
    workspace: Workspace, case: CaseFile, wanted: UploadPlan, bound: Bound | None, limits: UploadLimits, folder: Path
) -> Generator[Share, None, tuple[SetFile, ...]]:
    """The uploads, written."""
    folder.mkdir()
    files: list[SetFile] = []
    if wanted.complaint:
        files.append(paper(case, story_of(workspace.knowledge, case), folder))
    for made in volume_files(case.title, bound.volumes if bound else (), folder, len(files) + 1):
        yield Progress(_BOUND, _ALL, made.name)
        files.append(made)
    for made in copies(workspace.evidence, wanted, limits, folder, len(files) + 1):
        yield Progress(_BOUND, _ALL, made.name)
        files.append(made)
    return tuple(files)


def _fitting(
    case: CaseFile, channel: Channel, binder: Binder, available: int
) -> Generator[Share, None, tuple[UploadPlan, Bound | None]]:
    """Everything if it can be; else fewer recordings; else without the evidence that matters least."""
    for recordings in range(len(plan(case, channel).recordings), -1, -1):
        wanted = plan(case, channel, recordings)
        if not wanted.bound:
            return wanted, None
        bound = yield from _shares(binder.bind(wanted.bound, wanted.volumes, available))
        if bound:
            return wanted, bound
    for dropped in count(1):
        wanted = plan(case, channel, 0, dropped)
        if not wanted.bound:
            return wanted, None
        bound = yield from _shares(binder.bind(wanted.bound, wanted.volumes, available, floor=True))
        if bound:
            return wanted, bound
    raise AssertionError("nothing at all always fits")


def _shares(steps: Generator[float, None, Bound | None]) -> Generator[Share, None, Bound | None]:
    while True:
        try:
            share = next(steps)
        except StopIteration as end:
            found: Bound | None = end.value
            return found
        yield Progress(int(share * _BOUND), _ALL)


def _onward(steps: Generator[Share, None, _Made]) -> Generator[Share, None, _Made]:
    """A second try does not make the bar go back."""
    furthest = 0
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            made: _Made = end.value
            return made
        furthest = max(furthest, step.done)
        yield Progress(furthest, step.total, step.label)


def _too_much(channel: Channel, limits: UploadLimits, wanted: UploadPlan) -> CaseorgError:
    return CaseorgError(
        "“{channel}” takes {files} files of {size}; at the smallest legible size {names} still do not fit.",
        "Allow to leave out what matters least, or withdraw evidence: {withdraw}.",
        channel=channel.name,
        files=limits.files,
        size=show_bytes(limits.size),
        names=numbers_of(wanted.unplaced),
    )


def _too_large(file: SetFile, limits: UploadLimits) -> CaseorgError:
    return CaseorgError(
        "{file} has {size}; the channel takes {limit}.",
        "Withdraw evidence ({withdraw}), or shorten what it says.",
        file=file.name,
        size=show_bytes(file.size),
        limit=show_bytes(limits.size),
    )


def _documents(out: Path, files: tuple[SetFile, ...], made_at: datetime) -> tuple[Document, ...]:
    return tuple(
        Document(
            id=DocumentId(new_id()),
            kind="upload",
            name=f"{out.name}/{file.name}",
            sha256=file.sha256,
            pages=file.pages,
            made_at=made_at,
        )
        for file in files
    )
