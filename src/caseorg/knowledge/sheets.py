"""A channel's form filled from a case: what the knowledge says of the fields, joined with what the case tells."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from caseorg.domain.case import CaseFile, Platform, Role
from caseorg.domain.checks.jurisdiction import CompetentOffice
from caseorg.domain.demands.demand import Action
from caseorg.domain.demands.reading import read_demands
from caseorg.domain.errors import CaseorgError
from caseorg.domain.forms.dispute import disputed_on
from caseorg.domain.forms.sheet import FieldValue, FilledForm, sheet
from caseorg.domain.messages.channel import Channel, Uploads
from caseorg.domain.money import show_yuan
from caseorg.domain.papers.facts import FAULT_UNSAID, evidence_reference
from caseorg.domain.parties.respondent import Respondent, respondents
from caseorg.domain.remark import Remark, remark
from caseorg.domain.scenario import Family
from caseorg.knowledge.drafts import draft
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.platforms import platform_name
from caseorg.knowledge.respondents import as_named, named_payees, office_for
from caseorg.knowledge.stories import story_of

_REQUESTS = {
    Action.REPLACE: "更换",
    Action.RESEND: "更换",
    Action.PERFORM: "退赔费用",
    Action.COMPENSATE: "赔偿损失",
    Action.PARTIAL: "退赔费用",
    Action.REFUND: "退赔费用",
    Action.REPLY: "退赔费用",
}
_LONGEST_PLATFORM = 20


def form_sheet(knowledge: Knowledge, case: CaseFile, channel: Channel, now: datetime) -> FilledForm:
    """What goes into each field of the channel's form, in the site's order.

    Raises:
        CaseorgError: no form of this channel is on file.
    """
    form = knowledge.forms.get(channel.id)
    if form is None:
        raise CaseorgError(
            "No form of “{channel}” is on file.",
            "Choose one of: {known}.",
            channel=channel.name,
            known=", ".join(knowledge.forms),
        )
    named = as_named(knowledge, case)
    composed = draft(knowledge, case, channel, None, now)
    story = story_of(knowledge, case)
    office = office_for(knowledge, case, channel)
    day = disputed_on(case, story, now)
    first, evidence = respondents(named)[0], case.standing_evidence
    known = {
        "respondent": _respondent(first, (payee.name for payee in named_payees(knowledge, named))),
        "respondent_address": FieldValue(first.address, first.address_blank),
        "reporter_address": FieldValue(case.complainant.address),
        "product": FieldValue("、".join(dict.fromkeys(order.product for order in case.orders if order.product))),
        "category": FieldValue(_category(knowledge, case)),
        "sale": FieldValue("网购"),
        "platform": _platform(case, first),
        "platform_part": _part(case, first),
        "order_number": FieldValue(
            "、".join(order.number for order in case.orders if order.number), "〔没有可以不填〕"
        ),
        "paid": FieldValue(show_yuan(case.paid_amount)) if case.paid_amount is not None else FieldValue(""),
        "disputed_on": FieldValue(day[0].isoformat(), why=day[1]) if day else FieldValue(""),
        "office": _office(office),
        "report_office": _office(office),
        "problem": FieldValue(_problem(knowledge, case)),
        "request": _request(case),
        "content": FieldValue(composed.text),
        "attachments": FieldValue(evidence_reference(evidence), why=_taken_files(channel.uploads, len(evidence))),
    }
    unsaid = (FAULT_UNSAID,) if "problem" in composed.missing else ()
    doubts = (*unsaid, *composed.doubts)
    return replace(sheet(form, known), left_out=composed.left_out, asserted=composed.asserted, doubts=doubts)


def _taken_files(uploads: Uploads | None, pieces: int) -> str | Remark:
    """How many files the site takes, and what to do with more pieces than that."""
    if uploads is None:
        return ""
    values = {"files": uploads.files, "size": f"{uploads.megabytes:g}", "types": "、".join(uploads.types)}
    if pieces <= uploads.files:
        return remark("{files} files of {size} MB at most: {types}", **values)
    return remark(
        "{files} files of {size} MB at most: {types}. The upload set binds your {pieces} pieces into as few.",
        pieces=pieces,
        **values,
    )


def _respondent(side: Respondent, on_bills: Iterable[str]) -> FieldValue:
    """The name on the licence or the code; a shop's name alone is often not found, whom the bill names may lead on."""
    value = "　".join(filter(None, (side.company, side.credit_code)))
    shop = f"店名是“{side.shop}”" if side.shop and not side.company else ""
    payees = dict.fromkeys(filter(None, (side.payee, *on_bills))) if side.role is Role.MERCHANT and not value else ()
    names = "、".join(f"“{name}”" for name in payees)
    lead = f"付款账单上的收款方是{names}，可能就是商家：可以用它搜索，和执照核对后再填" if names else ""
    return FieldValue(value, side.name_blank, "；".join(filter(None, (shop, lead))))


def _platform(case: CaseFile, side: Respondent) -> FieldValue:
    """The platform, or the own site that is hand-typed under 其他."""
    if case.platform in (Platform.SITE, Platform.OTHER):
        name = side.shop or side.company or side.website
        return FieldValue(name[:_LONGEST_PLATFORM], "〔网站或应用的名称待填〕", "选“其他”再填写")
    return FieldValue(platform_name(case.platform))


def _part(case: CaseFile, side: Respondent) -> FieldValue:
    if side.role is Role.PLATFORM or case.platform in (Platform.SITE, Platform.OTHER):
        return FieldValue("平台本身")
    name = side.shop or side.company
    return FieldValue(f"入驻商户：{name}") if name else FieldValue("", "入驻商户：〔店名待填〕")


def _category(knowledge: Knowledge, case: CaseFile) -> str:
    scenario = knowledge.scenarios.get(case.scenario)
    wording = f"{case.title}{''.join(order.product for order in case.orders)}"
    words = ("会员", "点卡", "充值", "话费", "礼品卡", "代练", "账号")
    named = [word for word in words if word in wording]
    usual = ("网络游戏", "虚拟") if scenario and scenario.family is Family.CARD else ("虚拟",)
    return "、".join(dict.fromkeys((*named, *usual)))


def _problem(knowledge: Knowledge, case: CaseFile) -> str:
    scenario = knowledge.scenarios.get(case.scenario)
    family = scenario.family if scenario else Family.OTHER
    return {Family.CARD: "质量、售后服务", Family.ARRIVAL: "合同、售后服务"}.get(family, "售后服务、合同")


def _office(office: CompetentOffice | None) -> FieldValue:
    return (
        FieldValue("或".join(candidate.name for candidate in office.offices), why=office.why)
        if office
        else FieldValue("")
    )


def _request(case: CaseFile) -> FieldValue:
    """One of the site's options; where goods were bought that do not work, both ways are named."""
    actions = [demand.action for demand in read_demands(case.demand, case.demand_said)]
    if not actions:
        return FieldValue("", "〔先写诉求〕")
    return FieldValue(_REQUESTS[actions[0]], why="选一项；没有“退款”时选“退赔费用”，具体数额写在投诉内容里")
