"""The evidence pack as a PDF."""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from caseorg.domain.case import CaseFile, CaseId, Document, Evidence, EvidenceId
from caseorg.domain.errors import CaseorgError, UnshownError
from caseorg.domain.moments import BEIJING
from caseorg.domain.papers.continuity import ContinuityRow, continuity_rows
from caseorg.domain.papers.numbers import numbers_of
from caseorg.domain.papers.pack import PackOptions, as_shown, manifest, pack_plan
from caseorg.domain.progress import Progress
from caseorg.domain.reading.proposal import ProposalKind
from caseorg.domain.remark import Remark, remark
from caseorg.evidence.decoder import Decoder, find_decoder
from caseorg.evidence.store import EvidenceStore
from caseorg.jobs.papers.layers import kept_readings
from caseorg.jobs.papers.writing import write_paper
from caseorg.jobs.readings import can_be_read
from caseorg.jobs.timestamps import ShownTimestamp, find_timestamp
from caseorg.knowledge.platforms import trade_place
from caseorg.knowledge.versions import printed_version
from caseorg.output.readback import UnsoundError
from caseorg.output.writer import Writer
from caseorg.output.writing import aside
from caseorg.pdf import pack
from caseorg.sheets.cutting import KeptReading
from caseorg.sheets.evidence import sheets
from caseorg.sheets.unshown import Unshown, until_shown
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace

if TYPE_CHECKING:
    from caseorg.jobs.papers.masked_pack import MaskedSheets

_AS_USUAL = PackOptions()


def export_pack(
    workspace: Workspace, case_id: CaseId, out: Path, options: PackOptions = _AS_USUAL, *, recorded: bool = True
) -> Iterator[Progress[Document]]:
    """Writes the evidence pack; the last progress carries its record, kept if it is `recorded`.

    Raises:
        CaseorgError: the case, or the supplement, has no evidence, or the file cannot be written.
        BrokenError: evidence is missing or was altered.
    """
    found = Unshown()
    drawn: list[Evidence] = []
    unread: list[Evidence] = []

    def draw(merged: bool) -> Iterator[Progress[Document]]:
        into = partial(_draw_pack, workspace, case_id, options, found, drawn, unread, merged, copies)
        return write_paper(workspace, case_id, "pack", out, Writer, into, recorded=recorded)

    with aside() as folder:
        copies = yield from _copies(workspace, case_id, folder, options)
        for step in until_shown(found, partial(_once_more_unmerged, draw)):
            left_out = copies.without(drawn) if copies else _without_layer(unread)
            yield replace(step, remarks=(*found.told(drawn), *left_out)) if step.item else step


def _without_layer(unread: Sequence[Evidence]) -> tuple[Remark, ...]:
    """What is to be said of pictures that nobody can search."""
    if not unread:
        return ()
    unread = list({item.id: item for item in unread}.values())  # of a document each page says so
    text = "Not read yet, so their text cannot be searched in the pack: {names} ({count})."
    return (remark(text, names=numbers_of(unread), count=len(unread)),)


def _copies(
    workspace: Workspace, case_id: CaseId, folder: Path, options: PackOptions
) -> "Generator[Progress[Any], None, MaskedSheets | None]":
    """What stands for pictures and documents in a masked pack; None for any other."""
    if not options.masked:
        return None
    from caseorg.jobs.papers.masked_pack import masked_sheets  # it and what reads pictures load slowly

    case = workspace.read(load_case, case_id)
    return (yield from masked_sheets(workspace, case, folder))


def _once_more_unmerged(draw: Callable[[bool], Iterator[Progress[Document]]]) -> Iterator[Progress[Document]]:
    """Pages of documents become pictures where a reader stumbles over them as they are."""
    try:
        yield from draw(True)
    except UnsoundError:
        yield from draw(False)


def _draw_pack(
    workspace: Workspace,
    case_id: CaseId,
    options: PackOptions,
    found: Unshown,
    drawn: list[Evidence],
    unread: list[Evidence],
    merged: bool,
    copies: "MaskedSheets | None",
    file: Writer,
) -> Iterator[Progress[int]]:
    stored = workspace.read(load_case, case_id)
    case = _arranged(printed_version(workspace.knowledge, stored, options).case, stored)
    if not case.standing_evidence:
        raise CaseorgError("The case has no evidence yet.", "Add screenshots first: {add}.")
    plan = pack_plan(case, trade_place(case), options)
    drawn[:] = plan.items
    items: dict[EvidenceId, pack.Item] = {}
    layered = plan.items if options.text_layer and not copies else ()
    readings = kept_readings(workspace.readings, layered, unread.append)
    unread[:] = [item for item in plan.items if options.text_layer and can_be_read(item) and item.id not in readings]
    decoder = find_decoder()  # once, for its time is for all films together
    for item in plan.items:
        yield Progress(0, len(plan.items), item.name)
        if copies:
            items[item.id] = pack.Item(item, copies.sheets(workspace.evidence, item, mono=options.mono))
        else:
            reading = readings.get(item.id)
            items[item.id] = _item(workspace.evidence, item, options.mono, merged, decoder, found, reading)
    plan = as_shown(plan, [item.evidence for item in items.values()])
    joints: tuple[ContinuityRow, ...] | None = None
    if options.continuity:
        from caseorg.jobs.continuity import look_and_find

        for step in look_and_find(workspace, case):
            yield Progress(0, len(plan.items), step.label)
            joints = continuity_rows(plan.items, step.item) if step.item else None
    whole = b"" if options.masked else manifest(case.standing_evidence)  # its names may be what is masked
    stamped = _stamped(workspace, case_id, manifest(plan.items), whole)
    incomplete = workspace.refusal is not None
    shown = [items[item.id] for item in plan.items]
    record = copies.record if copies else ()
    yield from pack.render(
        plan,
        shown,
        file,
        options,
        file.write_pictures,
        incomplete=incomplete,
        timestamp=stamped,
        record=record,
        joints=joints,
    )


def _arranged(printed: CaseFile, stored: CaseFile) -> CaseFile:
    """What is masked still has its order and what shows the same, which tell nothing."""
    kept = [
        decision for decision in stored.decisions if decision.kind in (ProposalKind.SEQUENCE, ProposalKind.DUPLICATE)
    ]
    return replace(printed, decisions=(*(decision for decision in printed.decisions if decision not in kept), *kept))


def _item(
    store: EvidenceStore,
    item: Evidence,
    mono: bool,
    merged: bool,
    decoder: Decoder | None,
    found: Unshown,
    reading: KeptReading | None,
) -> pack.Item:
    """Its pages, as far as they can be shown."""
    while True:
        shown, hidden = found.shown(item), found.pages.get(item.sha256, ())
        try:
            made = sheets(store, shown, mono=mono, merged=merged, decoder=decoder, hidden=hidden, reading=reading)
        except UnshownError as error:
            found.add(error)
        else:
            return pack.Item(shown, made)


def _stamped(workspace: Workspace, case_id: CaseId, listed: bytes, whole: bytes) -> pack.Stamped:
    """What the last page says of a trusted timestamp for this manifest; that of a supplement is as good as stamped
    where the manifest of the `whole` case is."""
    if workspace.refusal:
        return pack.Stamped("可信时间戳：记录不完整，未核对。")
    shown, answer = find_timestamp(workspace, case_id, listed)
    if shown.at:
        return pack.Stamped(_verified(shown, pack.MANIFEST, f"回执“{pack.ANSWER}”附"), answer)
    of_all, answer = find_timestamp(workspace, case_id, whole)
    if of_all.at:
        return pack.Stamped(_verified(of_all, pack.WHOLE, f"它和回执“{pack.WHOLE_ANSWER}”都附"), answer, whole)
    return (
        pack.Stamped("可信时间戳：待确认，已生成请求，尚无可验证的回执。")
        if shown.requested_at or of_all.requested_at
        else pack.UNSTAMPED
    )


def _verified(shown: ShownTimestamp, file: str, attached: str) -> str:
    """What was stamped when by whom, and how to check it."""
    assert shown.at
    at = f"{shown.at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"
    return (
        f"可信时间戳：已验证。{file}于{at}（北京时间）由“{shown.authority}”签发时间戳（RFC 3161），"
        f"{attached}在本PDF内，可用 openssl ts -verify 核对；是否采信由受理机关认定。"
    )
