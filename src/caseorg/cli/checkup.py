"""A checkup for reading."""

from collections.abc import Iterator, Sequence

from caseorg.domain.case import CaseFile, Evidence
from caseorg.domain.checks.completeness import Completeness, Need
from caseorg.domain.checks.ledger import Claim, Ledger
from caseorg.domain.checks.precheck import GroundResult, Verdict
from caseorg.domain.remark import Remark
from caseorg.i18n import listed, say, tr
from caseorg.knowledge.checks import Checkup
from caseorg.knowledge.library import Knowledge
from caseorg.views.respondent import line_text, respondent_lines
from caseorg.views.statements import marked
from caseorg.views.sums import sum_remarks, sums_line

Lines = Iterator[str]


def checkup_lines(knowledge: Knowledge, case: CaseFile, checkup: Checkup) -> Lines:
    """Section by section; a section without anything to say says so."""
    yield f"{case.id[:8]}  {case.title}"
    sections = (
        *(((tr("Do this first"), iter(checkup.urgent)),) if checkup.urgent else ()),
        (tr("Completeness"), _completeness(knowledge, checkup)),
        *(((tr("What has to be said"), _statements(checkup)),) if checkup.statements else ()),
        (tr("Pre-check for 12315"), _grounds(checkup)),
        (tr("Who the other side is"), map(line_text, respondent_lines(checkup.other_side))),
        (tr("Every sentence has its proof"), _ledger(checkup.ledger)),
        (tr("What the other side may say"), _objections(checkup)),
        (tr("Wording"), _wording(checkup)),
        (tr("Demand"), _demand(checkup)),
        (tr("Reminders"), _reminders(checkup)),
        *(((tr("Good to know of such a problem"), _good_to_know(checkup)),) if checkup.notes or checkup.guides else ()),
    )
    for heading, lines in sections:
        yield ""
        yield f"== {heading} =="
        yield from [f"  {line}" for line in lines] or [f"  {tr('Nothing to add.')}"]


def _completeness(knowledge: Knowledge, checkup: Checkup) -> Lines:
    found = checkup.completeness
    if found is None:
        names = [knowledge.scenarios[key].name for key in checkup.suggested]
        yield tr("No kind of problem is chosen yet.")
        if names:
            yield tr("The words of the case suggest: {names}", names=listed(names[:3]))
        return
    yield _meter(found)
    for need in found.needs:
        if need.held:
            yield tr("{name}: {labels}", name=need.proof.name, labels=_labels(need.held)) + _guessed(need)
    for need in found.lacking:
        yield tr("Missing: {name}. {how}", name=need.proof.name, how=need.proof.how)
    yield from checkup.evidence_hints
    for need in found.needs:
        if not need.required and not need.held:
            yield tr("Would help: {name}. {how}", name=need.proof.name, how=need.proof.how)
    for question in found.questions:
        yield f"{tr('Please answer: {question}', question=question.text)}  [{question.id}]"


def _statements(checkup: Checkup) -> Lines:
    said = sum(one.said for one in checkup.statements)
    yield tr("{said} of {count} are said.", said=said, count=len(checkup.statements))
    yield from marked(checkup.statements)


def _meter(found: Completeness) -> str:
    tenths = round(found.share * 10)
    return f"{'█' * tenths}{'░' * (10 - tenths)} {found.share:.0%}"


def _guessed(need: Need) -> str:
    return tr(" (recognised by its words; please confirm)") if need.guessed else ""


def _labels(items: Sequence[Evidence]) -> str:
    return listed(item.label for item in items)


def _grounds(checkup: Checkup) -> Lines:
    if checkup.crime:
        yield tr("Go to the police first; 12315 deals with consumer disputes.")
        return
    yield tr("What 12315 looks at before it takes a complaint; “passes”: the case shows nothing against it.")
    for result in checkup.grounds:
        yield tr(
            "[{verdict}] {name}: {reason} (checked {day})",
            verdict=tr(result.verdict),
            name=result.ground.name,
            reason=say(result.reason) + _answered_by(result),
            day=result.ground.checked,
        )
        yield from _helped(result)
    place = checkup.office.says
    if all(result.reason != place for result in checkup.grounds):
        yield tr("Where to file: {place}", place=say(place))
    yield tr("The complaint (投诉) and a report of unlawful acts (举报) are two texts; keep them apart.")


def _answered_by(result: GroundResult) -> str:
    """The id of the question that the reason asks."""
    return f"  [{result.ground.id}]" if "question" in result.reason.values else ""


def _helped(result: GroundResult) -> Lines:
    """The question that is still open, and the advice where it was not said yet."""
    ground, said = result.ground, result.reason.values
    if result.verdict is Verdict.ASK and ground.question and "question" not in said:
        yield f"  ? {ground.question}  [{ground.id}]"
    if result.verdict in (Verdict.LACKS, Verdict.ASK) and ground.advice and "advice" not in said:
        yield f"  → {ground.advice}"


def _ledger(found: Ledger) -> Lines:
    for claim in found.claims:
        yield _claim(claim)
    if found.unused:
        yield tr("Not used by any sentence: {labels}", labels=_labels(found.unused))
    for stray in found.strays:
        yield tr("“{text}”: {why}", text=stray.text, why=say(stray.says))


def _claim(claim: Claim) -> str:
    proof = _labels(claim.evidence) if claim.evidence else tr("no evidence")
    return f"{claim.text}  [{proof}]"


def _objections(checkup: Checkup) -> Lines:
    for one in checkup.objections:
        yield tr("“{says}”", says=say(one.says))
        yield f"  → {say(one.fix)}"


def _wording(checkup: Checkup) -> Lines:
    for one in checkup.wording:
        yield tr("“{text}”: {why}", text=one.text, why=_said(one.finding.why))
        if one.finding.better:
            yield f"  → {' '.join(one.finding.better.split())}"
    yield from checkup.wording_hints


def _said(text: str | Remark) -> str:
    return say(text) if isinstance(text, Remark) else text


def _demand(checkup: Checkup) -> Lines:
    yield from map(say, checkup.demand)
    yield from filter(None, (sums_line(checkup.reckoning.sums),))
    yield from sum_remarks(checkup.reckoning)


def _good_to_know(checkup: Checkup) -> Lines:
    yield from checkup.notes
    for guide in checkup.guides:
        yield tr("To read: “{title}”, caseorg knowledge show {id}", title=guide.title, id=guide.id)


def _reminders(checkup: Checkup) -> Lines:
    for caution in checkup.cautions:
        yield tr("{name}: {text} {advice}", name=caution.name, text=caution.text, advice=caution.advice)
    for alarm in checkup.flags:
        flag = alarm.flag
        yield tr("Possible fraud, “{text}”: {name}. {advice}", text=alarm.phrase, name=flag.name, advice=flag.advice)
    for one in checkup.corrections:
        yield tr("{by} says: {said} In fact: {holds}", by=one.said_by, said=one.said, holds=one.holds)
