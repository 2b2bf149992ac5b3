"""A checkup as a report: section by section what is there, what is missing, and where that is mended."""

from collections.abc import Iterable, Iterator

from caseorg.domain.case import Evidence
from caseorg.domain.checks.completeness import Completeness, Need
from caseorg.domain.checks.ledger import Claim
from caseorg.domain.checks.precheck import GroundResult, Verdict
from caseorg.domain.law.statute import citation
from caseorg.domain.papers.missing import Missing
from caseorg.domain.remark import Remark
from caseorg.i18n import listed, remark_text, tr
from caseorg.knowledge.checks import Checkup, Worded
from caseorg.knowledge.library import Knowledge
from caseorg.views.points import Meter, Point, Section, Weight
from caseorg.views.respondent import line_text, respondent_lines
from caseorg.views.statements import marked
from caseorg.views.sums import sums_line
from caseorg.views.targets import (
    QuestionSource,
    ToEvent,
    ToEvidence,
    ToGap,
    ToGuide,
    ToQuestions,
    event_or_gap,
    objection_target,
)

Points = Iterator[Point | Meter]
_VERDICTS = (Verdict.LACKS, Verdict.ASK, Verdict.PASS, Verdict.NOT_APPLICABLE)
_CHOOSE = ToQuestions(QuestionSource.PROBLEM)
_SUGGESTED = 3


def checkup_sections(knowledge: Knowledge, checkup: Checkup, continuity: Section | None = None) -> tuple[Section, ...]:
    """What cannot wait first; `continuity` is what there is to say of how the screenshots follow each other."""
    found: tuple[tuple[str, Points], ...] = (
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
    first = (Section(tr("Do this first"), tuple(map(_plain, checkup.urgent))),) if checkup.urgent else ()
    sections = [Section(title, tuple(points)) for title, points in found]
    if continuity:
        sections.insert(next(n for n, section in enumerate(sections) if section.title == tr("Wording")), continuity)
    return (*first, *sections)


def _plain(text: str) -> Point:
    return Point(text=text)


def _remark(text: str) -> Point:
    return Point(text=text, weight=Weight.REMARK)


def _completeness(knowledge: Knowledge, checkup: Checkup) -> Points:
    for remark in checkup.unsaid:
        yield Point(text=remark_text(remark), target=ToGap(Missing.FACTS), doing=tr("Fill in"))
    found = checkup.completeness
    if found is None:
        names = listed(knowledge.scenarios[key].name for key in checkup.suggested[:_SUGGESTED])
        yield Point(text=tr("No kind of problem is chosen yet."), target=_CHOOSE, doing=tr("Choose it"))
        if names:
            yield _remark(tr("The words of the case suggest: {names}", names=names))
        return
    yield _meter(found)
    for need in found.lacking:
        text = tr("Missing: {name}. {how}", name=need.proof.name, how=need.proof.how)
        yield Point(text=text, target=ToGap(Missing.EVIDENCE), doing=tr("Add evidence"))
    yield from map(_remark, checkup.evidence_hints)
    yield from (_held(need) for need in found.needs if need.held)
    for need in found.needs:
        if not need.required and not need.held:
            yield _remark(tr("Would help: {name}. {how}", name=need.proof.name, how=need.proof.how))
    for question in found.questions:
        text = tr("Please answer: {question}", question=question.text)
        yield Point(text=text, target=_CHOOSE, doing=tr("Answer it"), key=question.id)


def _meter(found: Completeness) -> Meter:
    required = [need for need in found.needs if need.required]
    have = len(required) - len(found.lacking)
    return Meter(found.share, tr("{have} of {count} kinds of evidence", have=have, count=len(required)))


def _held(need: Need) -> Point:
    text = tr("{name}: {labels}", name=need.proof.name, labels=_labels(need.held))
    if not need.guessed:
        return _plain(text)
    guessed = tr(" (recognised by its words; please confirm)")
    return Point(text=text + guessed, target=ToEvidence(need.held[0].id), doing=tr("Look at it"))


def _labels(items: Iterable[Evidence]) -> str:
    return listed(item.label for item in items)


def _statements(checkup: Checkup) -> Points:
    count = sum(statement.said for statement in checkup.statements)
    yield _remark(tr("{said} of {count} are said.", said=count, count=len(checkup.statements)))
    for statement, text in zip(checkup.statements, marked(checkup.statements), strict=True):
        yield _plain(text) if statement.said else Point(text=text, target=ToGap(Missing.FACTS), doing=tr("Fill in"))


def _grounds(knowledge: Knowledge, checkup: Checkup) -> Points:
    if checkup.crime:
        yield _plain(tr("Go to the police first; 12315 deals with consumer disputes."))
        return
    yield _remark(tr("What 12315 looks at before it takes a complaint; “passes”: the case shows nothing against it."))
    for result in sorted(checkup.grounds, key=lambda result: _VERDICTS.index(result.verdict)):
        yield _ground(knowledge, result)
    if all(result.reason != checkup.office.says for result in checkup.grounds):
        yield _plain(tr("Where to file: {place}", place=remark_text(checkup.office.says)))
    yield _remark(tr("The complaint (投诉) and a report of unlawful acts (举报) are two texts; keep them apart."))


def _ground(knowledge: Knowledge, result: GroundResult) -> Point:
    """A gap is mended where it is; what only the user can tell is asked."""
    ground = result.ground
    answerable = bool(ground.question) and result.verdict is not Verdict.NOT_APPLICABLE and not result.gaps
    answering = tr("Answer it") if result.verdict is Verdict.ASK else tr("Change the answer")
    asked = ToQuestions(QuestionSource.GROUNDS) if answerable else None
    statute = knowledge.statutes[ground.basis]
    basis = citation(knowledge.laws[statute.law], statute)
    return Point(
        text=tr("{label}: {text}", label=ground.name, text=remark_text(result.reason)),
        target=ToGap(result.gaps[0]) if result.gaps else asked,
        doing=tr("Fill in") if result.gaps else answering,
        key=ground.id if answerable and result.verdict is Verdict.ASK else "",
        verdict=result.verdict,
        below=(*_helped(result), tr("{basis}, checked {day}", basis=basis, day=ground.checked)),
    )


def _helped(result: GroundResult) -> Iterator[str]:
    """The question that is still open, and the advice where it was not said yet."""
    ground, values = result.ground, result.reason.values
    if result.verdict is Verdict.ASK and ground.question and "question" not in values:
        yield f"? {ground.question}"
    if result.verdict in (Verdict.LACKS, Verdict.ASK) and ground.advice and "advice" not in values:
        yield f"→ {ground.advice}"


def _other_side(checkup: Checkup) -> Points:
    first, *others = respondent_lines(checkup.other_side)
    yield Point(text=line_text(first), target=ToGap(Missing.MERCHANT), doing=tr("Change it"))
    yield from (_plain(line_text(other)) for other in others)


def _demand(checkup: Checkup) -> Points:
    for gap in checkup.demand:
        yield Point(text=remark_text(gap), target=ToGap(Missing.DEMAND), doing=tr("Fill in"))
    found = checkup.reckoning
    if line := sums_line(found.sums):
        yield _plain(line)
    for remark in found.says:
        yield Point(text=remark_text(remark), target=ToGap(Missing.DEMAND), doing=tr("Look at it"))
    for other in found.others:
        yield Point(text=remark_text(other.says), target=ToEvent(other.event), doing=tr("Look at it"))


def _ledger(checkup: Checkup) -> Points:
    found = checkup.ledger
    proven = len(found.claims) - len(found.unproven)
    yield _remark(tr("{proven} of {count} sentences have evidence.", proven=proven, count=len(found.claims)))
    yield from map(_claim, found.claims)
    for stray in found.strays:
        text = tr("“{text}”: {why}", text=stray.text, why=remark_text(stray.says))
        yield Point(text=text, target=ToEvent(stray.event), doing=tr("Look at it"))
    if found.unused:
        yield _remark(tr("Not used by any sentence: {labels}", labels=_labels(found.unused)))


def _claim(claim: Claim) -> Point:
    """A sentence that is proven needs nothing done."""
    if claim.evidence:
        return Point(text=f"{claim.text}　〔{_labels(claim.evidence)}〕", listed=True)
    target = event_or_gap(claim.event, Missing.EVIDENCE)
    return Point(text=f"{claim.text}　〔{tr('no evidence')}〕", target=target, doing=tr("Add evidence"))


def _objections(checkup: Checkup) -> Points:
    for objection in checkup.objections:
        yield _plain(tr("“{says}”", says=remark_text(objection.says)))
        yield Point(text=f"→ {remark_text(objection.fix)}", target=objection_target(objection), doing=tr("Look at it"))


def _wording(checkup: Checkup) -> Points:
    for worded in checkup.wording:
        better = " ".join(worded.finding.better.split())
        yield Point(
            text=tr("“{text}”: {why}", text=worded.text, why=_why(worded)),
            target=event_or_gap(worded.event, Missing.DEMAND),
            doing=tr("Look at it"),
            below=(f"→ {better}",) if better else (),
        )
    yield from map(_remark, checkup.wording_hints)


def _why(worded: Worded) -> str:
    why = worded.finding.why
    return remark_text(why) if isinstance(why, Remark) else why


def _good_to_know(checkup: Checkup) -> Points:
    yield from map(_plain, checkup.notes)
    for guide in checkup.guides:
        text = tr("Guide: {title}", title=guide.title)
        yield Point(text=text, target=ToGuide(guide.id), doing=tr("Read it"), key=f"caseorg knowledge show {guide.id}")


def _reminders(checkup: Checkup) -> Points:
    for caution in checkup.cautions:
        yield _plain(tr("{name}: {text} {advice}", name=caution.name, text=caution.text, advice=caution.advice))
    once = {(alarm.event, alarm.flag.id, alarm.phrase): alarm for alarm in reversed(checkup.flags)}
    for alarm in reversed(once.values()):
        flag = alarm.flag
        text = tr("Possible fraud, “{text}”: {name}. {advice}", text=alarm.phrase, name=flag.name, advice=flag.advice)
        yield Point(text=text, target=ToEvent(alarm.event), doing=tr("Look at it"))
    for correction in checkup.corrections:
        yield _remark(
            tr(
                "{by} says: {said} In fact: {holds}",
                by=correction.said_by,
                said=correction.said,
                holds=correction.holds,
            )
        )
