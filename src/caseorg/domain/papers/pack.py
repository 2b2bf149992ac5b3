"""From a case to the plan of its evidence pack: what the cover says, which columns and rows the index has."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from caseorg.domain.case import CaseFile, Evidence, EvidenceId, MediaKind
from caseorg.domain.errors import CaseorgError
from caseorg.domain.money import show_yuan
from caseorg.domain.papers.arrangement import in_order, names_in_pack
from caseorg.domain.papers.numbers import numbers_of
from caseorg.domain.papers.renumbering import Renumbered, renumbered
from caseorg.domain.parties.respondent import respondents
from caseorg.domain.patterns import regex
from caseorg.domain.sums.totals import sums_of
from caseorg.domain.text.numerals import chinese_number

_CONTROL = regex(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_OTHERS = "其他"
_FORMS: Mapping[MediaKind, str] = MappingProxyType(
    {
        MediaKind.IMAGE: "电子数据（图片）",
        MediaKind.PDF: "电子数据（文档）",
        MediaKind.TEXT: "电子数据（文本）",
        MediaKind.AUDIO: "视听资料（录音）",
        MediaKind.VIDEO: "视听资料（录像）",
        MediaKind.OTHER: "电子数据",
    }
)


class PerPage(StrEnum):
    """How many pictures stand on a page; AUTO puts two where their type stays readable."""

    ONE = "1"
    TWO = "2"
    FOUR = "4"
    AUTO = "auto"


class Column(StrEnum):
    """What the index tells of each piece beside its number, name and page, in the order of the columns."""

    SOURCE = "source"
    PURPOSE = "purpose"
    FORM = "form"
    ORIGINAL = "original"
    PAGES = "pages"
    REMARKS = "remarks"


# What 证据规定 art. 19 asks for (the form is the class, beside number, source and purpose) and a clerk counts.
# Whether it is an original or a copy is told only where somebody asks for it.
USUAL_COLUMNS = frozenset({Column.SOURCE, Column.PURPOSE, Column.FORM, Column.PAGES})


@dataclass(frozen=True, slots=True, kw_only=True)
class PackOptions:
    """How the pack is printed. With `binding` the wide margin is at the right of even pages; `grouped` puts together
    what proves the same; `since` makes a supplement, which begins with the evidence of that number. A `masked`
    pack shows of pictures and documents redacted copies alone; with `continuity` it tells how the screenshots
    of a chat follow each other; with `text_layer` what was read off pictures can be searched and copied."""

    per_page: PerPage = PerPage.ONE
    binding: bool = False
    mono: bool = False
    grouped: bool = False
    columns: frozenset[Column] = USUAL_COLUMNS
    since: int | None = None
    masked: bool = False
    continuity: bool = False
    text_layer: bool = True


_AS_USUAL = PackOptions()


@dataclass(frozen=True, slots=True)
class ProofGroup:
    """Evidence that proves the same; the heading is empty where the pack is not grouped."""

    heading: str
    items: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackPlan:
    """Cover rows are (label, value); groups and their items are in the order of the index. `names` are what pieces are
    called in it in place of their files' names; `renumbered` those that earlier papers call by other numbers."""

    title: str
    cover: tuple[tuple[str, str], ...]
    groups: tuple[ProofGroup, ...]
    made_at: datetime
    supplement: bool = False
    names: Mapping[EvidenceId, str] = field(default_factory=dict)
    renumbered: tuple[Renumbered, ...] = ()

    @property
    def items(self) -> tuple[Evidence, ...]:
        """All evidence in order."""
        return tuple(item for group in self.groups for item in group.items)


def pack_plan(case: CaseFile, platform: str, options: PackOptions = _AS_USUAL) -> PackPlan:
    """The pack holds the standing evidence in the order that was confirmed, or of its numbers, or by groups.

    `platform` says where it was bought, empty for not known.

    Raises:
        CaseorgError: there is nothing before the supplement, or nothing in it.
    """
    numbers = "、".join(order.number for order in case.orders if order.number)
    sums = sums_of(case)
    items = in_order(case, case.standing_evidence if options.since is None else _supplement(case, options.since))
    rows = (
        ("提交人", case.complainant.name),
        ("联系电话", case.complainant.phone),
        *_respondents(case),
        ("交易平台", platform),
        ("订单号", numbers),
        ("实付金额", _yuan(sums.paid)),
        *((("已退金额", _yuan(sums.refunded)),) if sums.refunded else ()),
        ("请求金额", _yuan(sums.claimed)),
        *((("证据编号", f"{numbers_of(items)}，{_before(options.since)}"),) if options.since else ()),
    )
    return PackPlan(
        title=case.title,
        cover=rows,
        groups=_grouped(items) if options.grouped else (ProofGroup("", items),),
        made_at=case.gathered_at,
        supplement=options.since is not None,
        names=names_in_pack(case),
        renumbered=renumbered(case),
    )


def _respondents(case: CaseFile) -> Iterator[tuple[str, str]]:
    """Their names, with what finds them in a register where it is known."""
    for side in respondents(case):
        yield "被投诉人", side.shown_name
        yield from (pair for pair in (("信用代码", side.credit_code), ("网址", side.website)) if pair[1])


def _yuan(amount: Decimal | None) -> str:
    return "" if amount is None else f"人民币{show_yuan(amount)}元"


def with_names(plan: PackPlan) -> PackPlan:
    """The plan with its items by the names that they have in the pack."""
    named = (replace(item, name=plan.names.get(item.id, item.name)) for item in plan.items)
    return as_shown(plan, named)


def as_shown(plan: PackPlan, items: Iterable[Evidence]) -> PackPlan:
    """The plan with its items as they can be shown."""
    known = {item.id: item for item in items}
    groups = (ProofGroup(group.heading, tuple(known[item.id] for item in group.items)) for group in plan.groups)
    return replace(plan, groups=tuple(groups))


def _supplement(case: CaseFile, since: int) -> tuple[Evidence, ...]:
    if since < 2:
        raise CaseorgError(
            "A supplement begins with 证据2 at the earliest.", "Leave the number out for the whole pack."
        )
    items = tuple(item for item in case.standing_evidence if item.number >= since)
    if not items:
        raise CaseorgError("There is no evidence from 证据{number} on.", "Add it first: {add}.", number=since)
    return items


def _before(since: int) -> str:
    return f"接证据1{f'至{since - 1}' if since > 2 else ''}之后"


def supplement_start(case: CaseFile) -> int | None:
    """The first piece that came in after the last pack was exported; None where no pack was or nothing came in."""
    exported = [document.made_at for document in case.documents if document.kind == "pack"]
    later = [item.number for item in case.standing_evidence if exported and item.added_at > max(exported)]
    return min((number for number in later if number > 1), default=None)


def _grouped(items: tuple[Evidence, ...]) -> tuple[ProofGroup, ...]:
    """What proves the same stands together, where the first of it stood; what says nothing comes last."""
    found: dict[str, list[Evidence]] = {}
    for item in items:
        found.setdefault(" ".join(item.proves.split()), []).append(item)
    others = found.pop("", [])
    if not found:
        return (ProofGroup("", items),)
    named = [*found.items(), *([(_OTHERS, others)] if others else [])]
    return tuple(
        ProofGroup(f"{chinese_number(number)}、{purpose}", tuple(members))
        for number, (purpose, members) in enumerate(named, start=1)
    )


def form_of(item: Evidence) -> str:
    """Its kind of evidence as 民事诉讼法 names them, with what the file is."""
    return _FORMS[item.kind]


def original_of(item: Evidence) -> str:
    """Whether it is an original: a printout of electronic data, or a file that goes along. 证据规定 art. 15(2) lets
    a printout stand for the original; whether it does in this case is not for the pack to claim."""
    return "打印件" if item.printable else "电子文件（另附）"


def manifest(items: Iterable[Evidence]) -> bytes:
    """What goes with the pack as a file: number, SHA-256 and name of each piece, a line each, parted by tabs.

    By their numbers, in whatever order a pack shows them: a timestamp is for these bytes.
    """
    ordered = sorted(items, key=lambda item: item.number)
    lines = (f"{item.label}\t{item.sha256}\t{_CONTROL.sub(' ', item.name)}\n" for item in ordered)
    return "".join(lines).encode(errors="replace")
