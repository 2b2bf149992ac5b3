"""The report of suspected violations on paper, after the official 举报登记表 that goes with 令121."""

from collections.abc import Iterator

from caseorg.domain.papers.report import ReportForm
from caseorg.domain.parties.respondent import names_of
from caseorg.domain.progress import Progress
from caseorg.pdf.annex import old_number_annex
from caseorg.pdf.form import FormLayout, attachment_box, box, business, draw_form, fields, references, signatures
from caseorg.pdf.picture_objects import Out

TITLE = "举报登记表"
_NOTES = (
    "填表说明：",
    "1. 本表按《市场监督管理投诉举报处理办法》（市场监管总局令第121号）第二十八条填写，举报人对内容的真实性负责。",
    "2. 可以匿名；实名举报的提供真实身份信息，举报人信息依法保密（第三十七条）。以邮寄等非现场方式举报的，可以不签字。",
    "3. 举报由主管部门核查处理，不解决退款、赔偿等个人请求；这些请求另填《投诉登记表》，分别处理（第三条、第九条）。",
    "4. 法律、法规、规章有规定时才告知处理结果（第三十六条）；同一事实重复举报的，不再另行处理（第三十五条）。",
    "5. 涉嫌捏造事实骗取赔偿、敲诈勒索的，依法移送公安机关等部门处理（第四十二条）。空白处请手写；附件见《证据目录》。",
)


def render(form: ReportForm, out: Out, *, mono: bool = False, incomplete: bool = False) -> Iterator[Progress[int]]:
    """Draws the form; the last progress carries the number of pages."""
    facts, listed = references(form.facts, form.attachments)
    person = form.reporter
    drawn = FormLayout(
        title=TITLE,
        about=names_of(form.respondents),
        author=person.name,
        rows=(
            fields("举报人", ("姓名", person.name), ("联系电话", person.phone)),
            fields("举报人", ("联系地址", person.address), ("身份证件号码", person.id_number)),
            *business("被举报人", form.respondents, form.platform),
            box("具体线索和相应的事实依据", (*form.clues, *form.facts), 260.0, facts),
            attachment_box(form.attachments, listed),
            signatures("举报人", "匿名举报，不签字" if form.anonymous else ""),
        ),
        notes=_NOTES,
        annexes=tuple(old_number_annex(form.renumbered)),
        made_at=form.made_at,
    )
    yield from draw_form(drawn, out, mono=mono, incomplete=incomplete)
