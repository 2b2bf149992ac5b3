"""Outside the one module that makes the story nothing matches the words of an event; who reads them only shows them."""

import shutil
from pathlib import Path

import pytest

from words_of_events import Reading, readings

SOURCES = Path(__file__).parents[1] / "src/caseorg"
THE_ONE_MODULE = ("domain/story/", "knowledge/stories.py", "knowledge/looks.py")

# Who reads the words without showing them at once, and why that decides nothing.
READERS = {
    "actions/event.py: _apply": "stores them",
    "actions/numbering.py: _follow": "puts other numbers of evidence where they name evidence, whatever happened in it",
    "cli/event.py: _beat_json": "prints them",
    "cli/event.py: _event_json": "prints them",
    "cli/case_lines.py: _entry_line": "prints them; of a long one the first line",
    "domain/papers/annex.py: _text": "prints them in the timeline of the complaint",
    "domain/checks/objections/record.py: _unproven": "quotes the first that has no evidence",
    "domain/papers/facts.py: case_facts": "prints them as the facts of a form",
    "domain/guard/guard.py: _fraud": "quotes what the mark stands in",
    "domain/guard/guard.py: stored_texts": "proofreading and masking: threats, insults and other people's names are "
    "looked for in every text that goes out or is kept, whatever happened in it",
    "domain/messages/narrative.py: _leading_to": "composes them",
    "domain/messages/narrative.py: _of_beat": "composes them",
    "domain/messages/promised.py: promised": "asks which events are told",
    "domain/messages/slots.py: _answer": "composes the last answer",
    "domain/messages/slots.py: _fault": "composes the words of the error",
    "domain/parties/traits.py: traits_of_case": "finds accounts, numbers and addresses in them, never what was done",
    "domain/steps/signs.py: shown_by": "leaves out sent messages, whose beats have no words of their own",
    "domain/steps/situations.py: _why": "quotes what a sign stands in",
    "domain/timeline.py: TimelineEntry.text": "gives them to what shows the timeline",
    "jobs/searchable.py: _parts": "keeps them folded, so that a search through all cases finds what is typed",
    "gui/guard/mending.py: mend": "puts the better sentence where the guard found something, in these very words",
    "gui/inspector/entry_text.py: EntryText.show_entry": "shows them",
    "gui/inspector/spot.py: spot_of": "asks where what was read of a picture says these very words",
    "gui/parts/confirming.py: ConfirmDialog._fill": "shows them, long ones shortened with all of it in the tooltip",
    "gui/parts/parts.py: _told_in": "keeps them, to notice that the case was changed since",
    "gui/parts/row.py: _lines": "shows each piece of an event that tells several things, long ones shortened",
    "gui/timeline/commands.py: _copy": "puts them into the clipboard",
    "gui/timeline/delegate.py: _paint_entry": "draws them in a line",
    "gui/timeline/event_dialog.py: EventDialog.__init__": "lets the user edit them",
    "gui/timeline/lanes.py: _paint_block": "draws them in a block",
    "gui/timeline/evidence_commands.py: EvidenceCommands._choose_event": "offers them as choices, long ones shortened",
    "gui/timeline/model.py: row_text": "reads them out",
    "gui/timeline/to_say.py: ToSay.show_typed": "gives what is being typed to the one module",
    "views/timeline_filter.py: searched_words": "keeps them folded, so that what is typed is found in one timeline",
    "views/story.py: proposals_json": "prints them",
}

OFFENCES = {
    "a pattern": "def f(event: Event) -> bool:\n    return bool(P.search(event.text))",
    "a word": "def f(beat: Beat) -> bool:\n    return '退款' in beat.text",
    "a word of one of many": "def f(case: CaseFile) -> bool:\n    return any('退' in a.text for a in case.events)",
    "a beginning": "def f(story: Story) -> bool:\n    return story.beats[0].text.startswith('客服')",
    "a name in between": "def f(story: Story) -> bool:\n    said = story.fault.text.strip()\n    return '退' in said",
    "a place": "def f(telling: Telling) -> int:\n    return telling.typed.find('退款')",
    "a quotation": "def f(story: Story) -> bool:\n    return any(q == '不退' for q in story.fault.quotes)",
    "the told words": "def f(story: Story, key: EventId) -> bool:\n    return '退款' in story.told_texts[key]",
    "a sentence": "def f(story: Story) -> bool:\n    return any(P.search(a.text) for a in story.assertions)",
    "without annotations": "def f(event):\n    return event.text.split('，')",
    "asked for by a word": "def f(beat: Beat) -> bool:\n    return beat.holds('退款')",
    "handed on": "def f(event: Event) -> object:\n    return find_promises(event.text, event.at)",
    "all handed on": "def f(story: Story) -> object:\n    return footing(beat.text for beat in story.told)",
}
HONEST = {
    "shown": "def f(event: Event) -> str:\n    return f'{event.at} {event.text}'",
    "told": "def f(beat: Beat) -> str:\n    return tr('“{text}”', text=beat.text)",
    "asked of the story": "def f(story: Story) -> bool:\n    return story.has_mark('blocked')",
    "another's text": "def f(promise: Promise) -> bool:\n    return '退款' in promise.text",
}


def offending(found: tuple[Reading, ...]) -> set[str]:
    """Where words are matched, and where they are read by whom nobody has listed."""
    return {one.where for one in found if one.matched or not (one.shown or one.where in READERS)}


def test_nothing_outside_matches_the_words_of_an_event() -> None:
    found = readings(SOURCES, THE_ONE_MODULE)
    assert offending(found) == set()
    assert {one.where for one in found if not one.shown} == set(READERS)  # none is listed in vain


def looked_at(folder: Path, source: str) -> set[str]:
    """What is found in one module of this source, beside the values that it names."""
    for name in ("case.py", "story/story.py", "story/telling.py"):
        (folder / "domain" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(SOURCES / "domain" / name, folder / "domain" / name)
    (folder / "stray.py").write_text(source, encoding="utf-8")
    return offending(readings(folder, THE_ONE_MODULE))


@pytest.mark.parametrize("source", OFFENCES.values(), ids=list(OFFENCES))
def test_whoever_matches_them_is_found(source: str, tmp_path: Path) -> None:
    assert looked_at(tmp_path, source) == {"stray.py: f"}


@pytest.mark.parametrize("source", HONEST.values(), ids=list(HONEST))
def test_whoever_shows_them_is_let_go(source: str, tmp_path: Path) -> None:
    assert looked_at(tmp_path, source) == set()
