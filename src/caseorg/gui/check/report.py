"""A checkup as a page to read; a link leads to what mends a point."""

from collections.abc import Iterator
from html import escape

from caseorg.domain.checks.completeness import Completeness, Need
from caseorg.domain.checks.objection import Objection
from caseorg.domain.checks.precheck import GroundResult, Verdict
from caseorg.domain.complaint import Missing
from caseorg.domain.statute import citation
from caseorg.gui.reader import faint, heading, label, lines
from caseorg.gui.theme import colours
from caseorg.i18n import listed, say, tr
from caseorg.knowledge.checks import Checkup, Worded
from caseorg.knowledge.library import Knowledge
from caseorg.views.respondent import line_text, respondent_lines
from caseorg.views.statements import marked
from caseorg.views.sums import sums_line

Part = Iterator[str]


def checkup_page(knowledge: Knowledge, checkup: Checkup) -> str:
    """The whole page; its links are `event:<id>`, `evidence:<id>`, `guide:<id>` and `gap:<name>`.

    A name is that of something missing, `answers`, or a page of the wizard.
    """
    parts = (
        *(((tr("Do this first"), iter((lines(checkup.urgent),))),) if checkup.urgent else ()),
        (tr("Completeness"), _completeness(knowledge, checkup)),
        *(((tr("What has to be said"), _statements(checkup)),) if checkup.statements else ()),
        (tr("Pre-check for 12315"), _grounds(knowledge, checkup)),
        (tr("Who the other side is"), _other_side(checkup)),
        (tr("Demand"), _demand(checkup)),
        (tr("Every sentence has its proof"), _ledger(checkup)),
        (tr("What the other side may say"), _objections(checkup)),
        (tr("Wording"), _wording(checkup)),
        (tr("Reminders"), _reminders(checkup)),
        *(((tr("Good to know of such a problem"), _good_to_know(checkup)),) if checkup.notes or checkup.guides else ()),
    )
    return heading(tr("Checkup")) + "".join(
        label(title) + ("".join(part) or faint(tr("Nothing to add."))) for title, part in parts
    )


def unchecked_page() -> str:
    """For a case that a bug keeps from being checked."""
    return heading(tr("Checkup")) + faint(tr("The case could not be checked. What it holds is not affected."))


def _completeness(knowledge: Knowledge, checkup: Checkup) -> Part:
    found = checkup.completeness
    if found is None:
        names = listed(knowledge.scenarios[key].name for key in checkup.suggested[:3])
        yield _point(tr("No kind of problem is chosen yet."), "gap:scenario", tr("Choose it"))
        if names:
            yield faint(tr("The words of the case suggest: {names}", names=names))
        return
    yield _meter(found)
    for need in found.lacking:
        text = tr("Missing: {name}. {how}", name=need.proof.name, how=need.proof.how)
        yield _point(text, f"gap:{Missing.EVIDENCE}", tr("Add evidence"))
    yield from map(faint, checkup.evidence_hints)
    yield from (_held(need) for need in found.needs if need.held)
    for need in found.needs:
        if not need.required and not need.held:
            yield faint(tr("Would help: {name}. {how}", name=need.proof.name, how=need.proof.how))
    for question in found.questions:
        yield _point(tr("Please answer: {question}", question=question.text), "gap:scenario", tr("Answer it"))


def _statements(checkup: Checkup) -> Part:
    said = sum(one.said for one in checkup.statements)
    yield faint(tr("{said} of {count} are said.", said=said, count=len(checkup.statements)))
    for one, text in zip(checkup.statements, marked(checkup.statements), strict=True):
        yield lines((text,)) if one.said else _point(text, f"gap:{Missing.FACTS}", tr("Fill in"))


def _meter(found: Completeness) -> str:
    """A bar of two cells and the share in words."""
    filled, chosen = round(found.share * 100), colours()
    cells = "".join(
        f'<td width="{width}%" bgcolor="{colour}" style="font-size:4pt">&nbsp;</td>'
        for width, colour in ((filled, chosen.green), (100 - filled, chosen.line))
        if width
    )
    required = [need for need in found.needs if need.required]
    said = tr("{have} of {count} kinds of evidence", have=len(required) - len(found.lacking), count=len(required))
    return f'<table width="60%" cellspacing="0" cellpadding="0"><tr>{cells}</tr></table>{faint(said)}'


def _held(need: Need) -> str:
    labels = listed(item.label for item in need.held)
    text = tr("{name}: {labels}", name=need.proof.name, labels=labels)
    if not need.guessed:
        return lines((text,))
    guessed = tr(" (recognised by its words; please confirm)")
    return _point(text + guessed, f"evidence:{need.held[0].id}", tr("Look at it"))


def _grounds(knowledge: Knowledge, checkup: Checkup) -> Part:
    if checkup.crime:
        yield lines((tr("Go to the police first; 12315 deals with consumer disputes."),))
        return
    yield faint(tr("What 12315 looks at before it takes a complaint; “passes”: the case shows nothing against it."))
    order = (Verdict.LACKS, Verdict.ASK, Verdict.PASS, Verdict.NOT_APPLICABLE)
    for result in sorted(checkup.grounds, key=lambda result: order.index(result.verdict)):
        yield _ground(knowledge, result)
    if all(result.reason != checkup.office.says for result in checkup.grounds):
        yield lines((tr("Where to file: {place}", place=say(checkup.office.says)),))


def _ground(knowledge: Knowledge, result: GroundResult) -> str:
    chosen = colours()
    colour = {Verdict.LACKS: chosen.red, Verdict.ASK: chosen.amber, Verdict.PASS: chosen.green}.get(
        result.verdict, chosen.faint
    )
    mark = f'<span style="color:{colour}; font-weight:700">{escape(tr(result.verdict))}</span>'
    text = f"{escape(result.ground.name)}：{escape(say(result.reason))}"
    link = f" {_link(f'gap:{result.gaps[0]}', tr('Fill in'))}" if result.gaps else ""
    if not link and result.ground.question and result.verdict is not Verdict.NOT_APPLICABLE:
        doing = tr("Answer it") if result.verdict is Verdict.ASK else tr("Change the answer")
        link = f" {_link('gap:answers', doing)}"
    statute = knowledge.statutes[result.ground.basis]
    cited = citation(knowledge.laws[statute.law], statute)
    basis = tr("{basis}, checked {day}", basis=cited, day=result.ground.checked)
    return f'<p style="margin:4px 0 0 0">{mark}　{text}{link}</p>{faint(basis)}'


def _other_side(checkup: Checkup) -> Part:
    first, *others = respondent_lines(checkup.other_side)
    yield _point(line_text(first), f"gap:{Missing.MERCHANT}", tr("Change it"))
    yield from (lines((line_text(one),)) for one in others)


def _demand(checkup: Checkup) -> Part:
    for gap in checkup.demand:
        yield _point(say(gap), f"gap:{Missing.DEMAND}", tr("Fill in"))
    found = checkup.reckoning
    if line := sums_line(found.sums):
        yield lines((line,))
    for remark in found.says:
        yield _point(say(remark), f"gap:{Missing.DEMAND}", tr("Look at it"))
    for other in found.others:
        yield _point(say(other.says), f"event:{other.event}", tr("Look at it"))


def _ledger(checkup: Checkup) -> Part:
    found = checkup.ledger
    proven = len(found.claims) - len(found.unproven)
    yield faint(tr("{proven} of {count} sentences have evidence.", proven=proven, count=len(found.claims)))
    for claim in found.unproven:
        target = f"event:{claim.event}" if claim.event else f"gap:{Missing.EVIDENCE}"
        yield _point(f"{claim.text}　〔{tr('no evidence')}〕", target, tr("Add evidence"))
    for stray in found.strays:
        text = tr("“{text}”: {why}", text=stray.text, why=say(stray.says))
        yield _point(text, f"event:{stray.event}", tr("Look at it"))
    if found.unused:
        labels = listed(item.label for item in found.unused)
        yield faint(tr("Not used by any sentence: {labels}", labels=labels))


def _objections(checkup: Checkup) -> Part:
    for one in checkup.objections:
        said = f'<p style="margin:6px 0 0 0">“{escape(say(one.says))}”</p>'
        yield said + _point(f"→ {say(one.fix)}", _target(one), tr("Look at it"))


def _target(one: Objection) -> str:
    if one.event:
        return f"event:{one.event}"
    if one.evidence:
        return f"evidence:{one.evidence}"
    return f"gap:{one.gap}" if one.gap else ""


def _wording(checkup: Checkup) -> Part:
    for one in checkup.wording:
        text = tr("“{text}”: {why}", text=one.text, why=_why(one))
        target = f"event:{one.event}" if one.event else f"gap:{Missing.DEMAND}"
        yield _point(text, target, tr("Look at it"))
        if one.finding.better:
            yield faint(f"→ {one.finding.better}")
    yield from map(faint, checkup.wording_hints)


def _why(one: Worded) -> str:
    why = one.finding.why
    return why if isinstance(why, str) else say(why)


def _good_to_know(checkup: Checkup) -> Part:
    if checkup.notes:
        yield lines(checkup.notes)
    for guide in checkup.guides:
        yield _point(tr("Guide: {title}", title=guide.title), f"guide:{guide.id}", tr("Read it"))


def _reminders(checkup: Checkup) -> Part:
    for caution in checkup.cautions:
        yield lines((f"{caution.name}：{caution.text}{caution.advice}",))
    for alarm in checkup.flags:
        flag = alarm.flag
        text = tr("Possible fraud, “{text}”: {name}. {advice}", text=alarm.phrase, name=flag.name, advice=flag.advice)
        yield _point(text, f"event:{alarm.event}", tr("Look at it"))
    for one in checkup.corrections:
        yield faint(tr("{by} says: {said} In fact: {holds}", by=one.said_by, said=one.said, holds=one.holds))


def _point(text: str, target: str, doing: str) -> str:
    link = f" {_link(target, doing)}" if target else ""
    return f'<p style="margin:2px 0 0 0">{escape(text)}{link}</p>'


def _link(target: str, doing: str) -> str:
    return f'<a href="{escape(target)}" style="color:{colours().accent}">{escape(doing)}</a>'
