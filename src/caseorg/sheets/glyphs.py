"""Characters that no font has, and texts that may not show: told before somebody reads boxes."""

from caseorg.domain.case import CaseFile
from caseorg.domain.files.notes import FileNote
from caseorg.domain.papers.options import PaperOptions
from caseorg.domain.papers.pack import PackOptions, pack_plan
from caseorg.domain.papers.paper import Paper
from caseorg.domain.remark import Remark, remark
from caseorg.domain.story.story import Story
from caseorg.evidence.store import EvidenceStore
from caseorg.knowledge.platforms import trade_place
from caseorg.sheets.printed import complaint_texts, pack_texts, report_texts

_NAMED = 8  # characters of one text that are named


def missing_glyphs(
    paper: Paper, case: CaseFile, story: Story, store: EvidenceStore, options: PaperOptions | None = None
) -> tuple[Remark, ...]:
    """`𠀋 (the merchant's name)` for each text of the paper that has characters which are drawn as boxes.

    `case` is the version that the paper is made of. Without `options` the paper is as usual.

    Raises:
        CaseorgError: a text that the pack prints cannot be read, or there is no such supplement.
    """
    from caseorg.pdf.text import uncovered  # with all that draws; a window that starts does not wait for it

    match paper:
        case Paper.COMPLAINT:
            texts = complaint_texts(case, story)
        case Paper.REPORT:
            texts = report_texts(case, story)
        case Paper.PACK:
            texts = pack_texts(case, store, options if isinstance(options, PackOptions) else PackOptions())
    return tuple(_named(place, found) for place, text in texts if (found := uncovered([text])))


def losing_text(case: CaseFile, options: PackOptions) -> tuple[str, ...]:
    """The labels of documents in the pack of which some text may not show.

    Raises:
        CaseorgError: there is no such supplement.
    """
    items = pack_plan(case, trade_place(case), options).items
    return tuple(item.label for item in items if FileNote.FONTS_LOST in item.note.splitlines())


def _named(place: Remark, found: tuple[str, ...]) -> Remark:
    shown = " ".join(found[:_NAMED]) + (" …" if len(found) > _NAMED else "")
    return remark("{characters} ({place})", characters=shown, place=place)
