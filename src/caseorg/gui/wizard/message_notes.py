"""What is to be said about a message: what it lacks, what was left out, what was masked, what could be put better."""

from collections.abc import Iterator, Mapping, Sequence

from caseorg.domain.checks.statements import Statement
from caseorg.domain.checks.wording import WordingFinding, find_faults, find_wording
from caseorg.domain.law.statute import unknown_citations
from caseorg.domain.messages.channel import Channel, MessageKind, Rung
from caseorg.domain.messages.message import SLOT_NAMES, Draft, length, values
from caseorg.domain.remark import Remark
from caseorg.domain.text.quoting import quote
from caseorg.gui.wizard.note_boxes import NoteTone, WizardNote
from caseorg.gui.wizard.state import WizardState
from caseorg.i18n import listed, remark_text, tr
from caseorg.knowledge.conditions import conditions
from caseorg.knowledge.drafts import background
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.statements import statements_in, statements_of, unsaid
from caseorg.views.hidden import hidden_pairs
from caseorg.views.statements import marked_briefly
from caseorg.views.story import open_points

REWRITE = "rewrite"
MASK = "mask"
CONFIRM = "confirm"
_NAMED = 50
_GOING_ON = (MessageKind.FOLLOWUP, MessageKind.UPGRADE, MessageKind.HUMAN)


def facts(state: WizardState) -> Mapping[str, str]:
    """What better sentences are filled with; typing in the message does not change it."""
    return values(state.case, background(state.knowledge, state.case, state.now))


def find(text: str, knowledge: Knowledge, known: Mapping[str, str], channel: Channel) -> tuple[WordingFinding, ...]:
    """Wording and faults, in the order of the text; what is missing from the whole comes first."""
    cited = unknown_citations(text, knowledge.laws, knowledge.statutes)
    found = (*find_wording(text, knowledge.wording.values(), known), *find_faults(text, cited))
    needless = set(_not_for(channel, knowledge))
    expected = [finding for finding in found if finding.rule not in needless]
    return tuple(sorted(expected, key=lambda finding: (finding.start, finding.end)))


def _not_for(channel: Channel, knowledge: Knowledge) -> Iterator[str]:
    """What a text for the channel rightly does without: a term that the authority was not given, a number that has a
    field of its own in the channel's form."""
    if channel.rung is Rung.AUTHORITY:
        yield "no-deadline"
    form = knowledge.forms.get(channel.id)
    if form and any(field.key == "order_number" for field in form.fields):
        yield "no-order-number"


def sent_note() -> WizardNote:
    """Over a text that stands there as it was sent."""
    return WizardNote(tr("This is what you sent; it is kept with the case."), NoteTone.GOOD, tr("Write a&new"), REWRITE)


def notes(
    text: str, draft: Draft, findings: Sequence[WordingFinding], channel: Channel, state: WizardState, asserted: str
) -> Iterator[WizardNote]:
    """The most pressing first; `asserted` is what it says of today and nobody confirmed."""
    public = channel.masked or state.kind is MessageKind.PUBLIC
    if draft.first:
        yield WizardNote(remark_text(draft.first), NoteTone.URGENT)
    if length(text) > channel.limit:
        message = tr("{count} characters too many for this channel.", count=length(text) - channel.limit)
        yield WizardNote(message, NoteTone.URGENT)
    if text != draft.text:
        yield WizardNote(
            tr("This is your own text; the case no longer changes it."), NoteTone.HINT, tr("Write a&new"), REWRITE
        )
        if public:
            yield from _readable(text, state)
    if points := open_points(state.story, asserted):
        yield WizardNote(points, NoteTone.HINT, tr("Con&firm …"), CONFIRM)
    if draft.missing:
        names = listed(dict.fromkeys(tr(SLOT_NAMES[slot]) for slot in draft.missing))
        yield WizardNote(tr("Missing: {what}", what=names), NoteTone.WARNING)
    yield from _to_say(text, channel, state, public=public)
    yield from (_better(text, finding) for finding in findings)
    yield from (_better(text, finding) for finding in conditions(state.knowledge, state.case, text, draft.text))
    if draft.hidden and text == draft.text:
        message = hidden_pairs(draft.hidden)
        everybody = tr("Masked, because everyone can read it: {what}", what=message)
        yield WizardNote(everybody if public else tr("Hidden: {what}", what=message), NoteTone.GOOD)
    if draft.left_out and text == draft.text:
        lines = [tr("Left out to keep to {limit} characters:", limit=channel.limit), *draft.left_out[:_NAMED]]
        if len(draft.left_out) > _NAMED:
            lines.append(tr("… and {count} more.", count=len(draft.left_out) - _NAMED))
        yield WizardNote("\n".join(lines), NoteTone.HINT)


def _to_say(text: str, channel: Channel, state: WizardState, *, public: bool) -> Iterator[WizardNote]:
    """What this text does not say: first what nobody wrote down yet, then what the case has and the text leaves out. It
    need not say again what was said before in a talk, nor what a form has fields for."""

    def hide(value: str) -> str:
        return state.cover.hide(value)[0] if public else value

    here = statements_in(state.knowledge, state.case, text, hide)
    known = {statement.text for statement in statements_of(state.knowledge, state.case) if statement.said}
    missing = tuple(statement for statement in here if not statement.said and statement.text not in known)
    left = tuple(
        statement for statement in here if not statement.said and statement.text in known and not statement.optional
    )
    if channel.id in state.knowledge.forms or state.kind in _GOING_ON:
        left = ()
    if unsaid(missing) or left:
        yield WizardNote("\n".join(_told(here, missing, left)), NoteTone.HINT)


def _told(here: Sequence[Statement], missing: Sequence[Statement], left: Sequence[Statement]) -> Iterator[str]:
    present = tuple(statement for statement in here if statement.said)
    yield tr("This text says {said} of {count}.", said=len(present), count=len(here))
    if missing:
        yield marked_briefly(missing)
    if left:
        names = listed(statement.text.partition("：")[0] for statement in left)
        yield tr("In the case, but not in this text: {what}", what=names)
    if present:
        yield marked_briefly(present)


def statements_note(found: Sequence[Statement]) -> WizardNote:
    """What has to be said, each marked; it follows what is typed."""
    text = tr("{said} of {count} are said.", said=sum(statement.said for statement in found), count=len(found))
    return WizardNote(f"{text}\n{marked_briefly(found)}", NoteTone.HINT if unsaid(found) else NoteTone.GOOD)


def _readable(text: str, state: WizardState) -> Iterator[WizardNote]:
    """Personal data that the user wrote into a public text."""
    _, hidden = state.cover.hide(text)
    if found := [item.original for item in hidden if item.original != item.mask]:
        message = tr("Everyone can read this: {what}", what=listed(found))
        yield WizardNote(message, NoteTone.WARNING, tr("&Mask it"), MASK)


def _better(text: str, finding: WordingFinding) -> WizardNote:
    why = remark_text(finding.why) if isinstance(finding.why, Remark) else finding.why
    words = text[finding.start : finding.end]
    message = f"{quote(_short(words))}：{why}" if words else why
    if not finding.better:
        return WizardNote(message, NoteTone.WARNING)
    return WizardNote(
        f"{message}\n{tr('Better: {sentence}', sentence=finding.better)}", NoteTone.WARNING, tr("Replace"), finding
    )


def _short(words: str) -> str:
    return words if len(words) <= 30 else f"{words[:14]}…{words[-14:]}"
