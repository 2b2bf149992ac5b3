"""What a paper hides of the case that it is made of."""

from caseorg.domain.case import CaseId
from caseorg.domain.papers.options import PaperOptions
from caseorg.domain.papers.paper import Paper
from caseorg.domain.privacy.hiding import Hidden
from caseorg.domain.privacy.versions import Version
from caseorg.domain.story.story import Story
from caseorg.knowledge.stories import story_of
from caseorg.knowledge.versions import printed_version
from caseorg.sheets.printed import complaint_texts, report_texts
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace


def hidden_in(paper: Paper, version: Version, story: Story) -> tuple[Hidden, ...]:
    """What is hidden in this version of the case, as far as the paper prints it."""
    if not version.hidden:
        return ()
    if paper is Paper.PACK:
        return version.hidden  # evidence that is text may hold any of it
    printed = complaint_texts if paper is Paper.COMPLAINT else report_texts
    texts = printed(version.case, story)
    return version.told(*(text for _, text in texts))


def read_hidden(
    workspace: Workspace, case_id: CaseId, paper: Paper, options: PaperOptions | None
) -> tuple[Hidden, ...]:
    """What the paper of the case hides with these options."""
    version = printed_version(workspace.knowledge, workspace.read(load_case, case_id), options)
    return hidden_in(paper, version, story_of(workspace.knowledge, version.case))
