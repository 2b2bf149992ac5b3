"""Which characters the papers print as boxes, and where."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from caseorg.domain.case import CaseFile, Order, OrderId, Party, Person, Platform, Role
from caseorg.domain.errors import CaseorgError
from caseorg.domain.papers.complaint import ComplaintOptions
from caseorg.domain.papers.pack import PackOptions
from caseorg.domain.papers.paper import Paper
from caseorg.domain.papers.report import ReportOptions
from caseorg.domain.remark import Remark
from caseorg.evidence.store import EvidenceStore
from caseorg.i18n import remark_text, use_language
from caseorg.jobs.intake import add_files
from caseorg.jobs.sample import SAMPLE
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.stories import story_of
from caseorg.knowledge.versions import printed_version
from caseorg.sheets.glyphs import missing_glyphs
from caseorg.sheets.printed import complaint_texts, pack_texts
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace

KNOWLEDGE = Knowledge()
RARE = "𠀋"  # no font of ours has it


@pytest.fixture
def case(sample: Workspace) -> CaseFile:
    return sample.read(load_case, SAMPLE)


def told(paper: Paper, case: CaseFile, store: EvidenceStore, *options: PackOptions) -> tuple[Remark, ...]:
    return missing_glyphs(paper, case, story_of(KNOWLEDGE, case), store, *options)


def test_the_texts_are_what_the_papers_print(sample: Workspace, case: CaseFile) -> None:
    complaint = [text for _, text in complaint_texts(case, story_of(KNOWLEDGE, case))]
    assert {"林晓㛃", "星河数码卡券专营店", "1. 退还货款98.00元，于2026年11月30日前原路退回。"} <= set(complaint)
    assert {"游戏官方充值页面", "商家客服承诺1小时内处理"} <= set(complaint)
    assert "点卡卡密无效，商家拖延退款" in [text for _, text in pack_texts(case, sample.evidence, PackOptions())]


def rare(case: CaseFile) -> CaseFile:
    """The case with a rare character in every text of the user's."""
    return replace(
        case,
        title=case.title + RARE,
        platform=Platform.SITE,
        demand=f"退还货款98.00元\n书面道歉{RARE}",
        complainant=Person(**dict.fromkeys(("name", "phone", "address", "id_type", "id_number"), RARE)),
        parties=(
            Party(role=Role.MERCHANT, **dict.fromkeys(("name", "contact", "address", "phone", "credit_code"), RARE)),
        ),
        orders=(Order(id=OrderId("1"), number=RARE, product=RARE, paid=Decimal(1)),),
        events=tuple(replace(event, text=event.text + RARE) for event in case.events[1:3]),
        evidence=tuple(replace(item, name=RARE, source=RARE, proves=RARE) for item in case.evidence[2:3]),
        promises=tuple(replace(promise, text=RARE, event=None) for promise in case.promises[:1]),
    )


BUSINESS = (
    "the merchant's name",
    "the merchant's contact",
    "the merchant's address",
    "the merchant's telephone number",
    "the merchant's credit code",
    "the platform",
)
EVIDENCE = ("the name of 证据3", "the source of 证据3", "what 证据3 proves")


@pytest.mark.parametrize(
    ("paper", "places"),
    [
        (
            Paper.COMPLAINT,
            (
                "your name",
                "your telephone number",
                "your postal address",
                "your identity document",
                *BUSINESS,
                "the orders",
                "fact 1",
                "fact 2",
                "demand 2",
                *EVIDENCE,
                "the timeline",
                "promise 1",
            ),
        ),
        (
            Paper.REPORT,
            (
                "your name",
                "your telephone number",
                "your postal address",
                "your identity document",
                *BUSINESS,
                "the orders",
                "fact 1",
                "fact 2",
                *EVIDENCE,
            ),
        ),
        (
            Paper.PACK,
            (
                "the title of the case",
                "your name",
                "your telephone number",
                "the merchant's name",
                "the platform",
                "the orders",
                *EVIDENCE,
            ),
        ),
    ],
)
def test_every_place_is_named(sample: Workspace, case: CaseFile, paper: Paper, places: tuple[str, ...]) -> None:
    assert told(paper, case, sample.evidence) == ()
    found = told(paper, rare(case), sample.evidence)
    assert [remark_text(one) for one in found] == [f"{RARE} ({place})" for place in places]


def test_what_is_not_printed_is_not_named(sample: Workspace, case: CaseFile) -> None:
    nameless = printed_version(sample.knowledge, rare(case), ReportOptions(anonymous=True))
    anonymous = [remark_text(one) for one in told(Paper.REPORT, nameless.case, sample.evidence)]
    assert f"{RARE} (the merchant's name)" in anonymous and not any("your" in one for one in anonymous)
    person = replace(case.complainant, name=f"林{RARE}")
    named = replace(case, complainant=person)
    assert told(Paper.COMPLAINT, named, sample.evidence) != ()
    masked = printed_version(sample.knowledge, named, ComplaintOptions(masked=True))
    assert told(Paper.COMPLAINT, masked.case, sample.evidence) == ()
    third = replace(case, evidence=tuple(replace(one, name=f"{RARE}{one.number}") for one in case.evidence))
    found = told(Paper.PACK, third, sample.evidence, PackOptions(since=4))
    assert [remark_text(one) for one in found] == [f"{RARE} (the name of 证据{number})" for number in (4, 5)]


def test_the_text_of_evidence_is_looked_at_for_the_pack(sample: Workspace, case: CaseFile, tmp_path: Path) -> None:
    (tmp_path / "聊天.txt").write_text(f"客服：好的\n{RARE}ꙮ：收到{RARE}", encoding="utf-8")
    list(add_files(sample, SAMPLE, [tmp_path / "聊天.txt"]))
    case = sample.read(load_case, SAMPLE)
    use_language("zh_CN")
    found = told(Paper.PACK, case, sample.evidence)
    assert [remark_text(one) for one in found] == [f"{RARE} ꙮ（证据6的内容）"]
    assert told(Paper.COMPLAINT, case, sample.evidence) == ()
    sample.evidence.path(case.evidence[-1].sha256).unlink()
    with pytest.raises(CaseorgError, match="cannot be read"):
        told(Paper.PACK, case, sample.evidence)


def test_a_text_of_many_rare_characters_names_the_first(sample: Workspace, case: CaseFile) -> None:
    many = "".join(map(chr, range(0x1800, 0x180A)))
    found = told(Paper.PACK, replace(case, title=many), sample.evidence)
    assert [str(one) for one in found] == [f"{' '.join(many[:8])} … (the title of the case)"]
