"""The complaint on paper, after the official 投诉登记表 that goes with 令121 (in force 2026-04-15)."""

from collections.abc import Iterator

from caseorg.domain.case import Person
from caseorg.domain.papers.complaint import ComplaintForm
from caseorg.domain.parties.respondent import names_of
from caseorg.domain.progress import Progress
from caseorg.pdf.annex import annex_pages
from caseorg.pdf.form import FormLayout, attachment_box, box, business, draw_form, fields, references, signatures
from caseorg.pdf.picture_objects import Out
from caseorg.pdf.references import ReferenceMarks
from caseorg.pdf.table import TableRow

TITLE = "投诉登记表"
MASKED_TITLE = "投诉登记表（遮盖版）"
_NOTES = (
    "填表说明：",
    "1. 本表按《市场监督管理投诉举报处理办法》（市场监管总局令第121号）第十条填写，投诉人对材料内容的真实性负责。",
    "2. 空白处请手写补充；证件类型和号码应市场监督管理部门要求提供。以邮寄等非现场方式投诉的，可以不签字。",
    "3. 附件见《证据目录》，证据编号与证据包一致。委托他人投诉的，另附授权委托书原件和受托人身份证明（第十一条）。",
    "4. 本表只写投诉请求；违法线索另填《举报登记表》，由市场监督管理部门分别处理（第九条）。",
)
_MASKED_NOTE = "遮盖版：个人信息已遮盖，供受理投诉的市场监督管理部门以外的人阅看；提交投诉请用未遮盖版。"


def render(form: ComplaintForm, out: Out, *, mono: bool = False, incomplete: bool = False) -> Iterator[Progress[int]]:
    """Draws the form and its annexes; the last progress carries the number of pages."""
    facts, listed = references(form.facts, form.attachments)
    drawn = FormLayout(
        title=MASKED_TITLE if form.masked else TITLE,
        about=names_of(form.respondents),
        author=form.complainant.name,
        rows=(
            *_complainant(form.complainant),
            *business("被投诉人", form.respondents, form.platform),
            box("消费者权益争议事实依据", form.facts, 200.0, facts),
            box("投诉请求", (*form.requests, *filter(None, (form.claimed,))), 64.0),
            attachment_box(form.attachments, listed),
            signatures("投诉人"),
        ),
        notes=(*_NOTES, _MASKED_NOTE) if form.masked else _NOTES,
        annexes=tuple(annex_pages(form, ReferenceMarks(leads=facts.leads))),
        made_at=form.made_at,
    )
    yield from draw_form(drawn, out, mono=mono, incomplete=incomplete)


def _complainant(person: Person) -> tuple[TableRow, ...]:
    group = "投诉人"
    return (
        fields(group, ("姓名", person.name), ("联系电话", person.phone)),
        fields(group, ("证件类型", person.id_type), ("证件号码", person.id_number)),
        fields(group, ("联系地址", person.address)),
        fields(group, ("是否同意公示投诉信息", "□是　　□否"), ("是否同意委托调解", "□是　　□否")),
    )
