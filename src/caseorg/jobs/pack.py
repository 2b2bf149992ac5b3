"""The evidence pack as a PDF."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from caseorg.domain.case import CaseId, Document
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import BEIJING
from caseorg.domain.pack import PackOptions, manifest, pack_plan
from caseorg.domain.progress import Progress
from caseorg.evidence.decoder import find_decoder
from caseorg.jobs.paper import write_paper
from caseorg.jobs.sheets import sheets
from caseorg.jobs.timestamps import find_timestamp
from caseorg.jobs.writer import Writer
from caseorg.knowledge.platforms import trade_place
from caseorg.knowledge.respondents import as_named
from caseorg.pdf import pack
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace

_AS_USUAL = PackOptions()


def export_pack(
    workspace: Workspace, case_id: CaseId, out: Path, options: PackOptions = _AS_USUAL, *, recorded: bool = True
) -> Iterator[Progress[Document]]:
    """Writes the evidence pack; the last progress carries its record, kept if it is `recorded`.

    Raises:
        CaseorgError: the case, or the supplement, has no evidence, or the file cannot be written.
        BrokenError: evidence is missing or was altered.
    """
    draw = partial(_draw_pack, workspace, case_id, options)
    yield from write_paper(workspace, case_id, "pack", out, Writer, draw, recorded=recorded)


def _draw_pack(workspace: Workspace, case_id: CaseId, options: PackOptions, file: Writer) -> Iterator[Progress[int]]:
    case = as_named(workspace.knowledge, workspace.read(load_case, case_id))
    if not case.standing_evidence:
        raise CaseorgError("The case has no evidence yet.", "Add screenshots first: {add}.")
    plan = pack_plan(case, trade_place(case), options)
    items = []
    decoder = find_decoder()  # once, for its time is for all films together
    for item in plan.items:
        yield Progress(0, len(plan.items), item.name)
        items.append(pack.Item(item, sheets(workspace.evidence, item, mono=options.mono, decoder=decoder)))
    stamped = _stamped(workspace, case_id, manifest(plan.items))
    incomplete = workspace.refusal is not None
    yield from pack.render(plan, items, file, options, file.write_pictures, incomplete=incomplete, timestamp=stamped)


def _stamped(workspace: Workspace, case_id: CaseId, listed: bytes) -> pack.Stamped:
    """What the last page says of a trusted timestamp for this manifest."""
    if workspace.refusal:
        return pack.Stamped("可信时间戳：记录不完整，未核对。")
    shown, answer = find_timestamp(workspace, case_id, listed)
    if shown.at:
        at = f"{shown.at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"
        said = (
            f"可信时间戳：已验证。清单.txt于{at}（北京时间）由“{shown.authority}”签发时间戳（RFC 3161），"
            "回执“清单.tsr”附在本PDF内，可用 openssl ts -verify 核对；是否采信由受理机关认定。"
        )
        return pack.Stamped(said, answer)
    return pack.Stamped("可信时间戳：待确认，已生成请求，尚无可验证的回执。") if shown.requested_at else pack.UNSTAMPED
