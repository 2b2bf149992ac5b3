"""Whole cases from their screenshots: really read, taken over as proposed, and told as the typed ones are."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

import screenshots
from caseorg.actions.case import new_case, set_profile
from caseorg.actions.event import add_event
from caseorg.actions.proposal import accept_proposals
from caseorg.domain.case import CaseFile
from caseorg.domain.guard.findings import Going, Outgoing
from caseorg.domain.messages.channel import MessageKind
from caseorg.domain.reading.proposal import Proposal, ProposalState
from caseorg.domain.sums.totals import sums_of
from caseorg.jobs.intake import add_files
from caseorg.jobs.proposals import find_proposals
from caseorg.jobs.readings import read_case, readable, usual_reader
from caseorg.knowledge.agenda import next_step
from caseorg.knowledge.drafts import draft
from caseorg.knowledge.guarding import guarded
from caseorg.knowledge.stories import story_of
from caseorg.ocr.engine import is_available
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace
from cases.building import CASES, NOW
from cases.test_cases import KNOWLEDGE, LIMIT, plain, sent, to_12315
from walks.golds import GOLDS, ME

pytestmark = pytest.mark.skipif(not is_available(), reason="this machine has no reader")


def filled(workspace: Workspace, folder: Path, name: str) -> CaseFile:
    """The case once its screenshots were read and all that they propose was taken over."""
    gold = GOLDS[name]
    workspace.write(set_profile, ME)
    key = workspace.write(new_case, gold.details)
    list(add_files(workspace, key, [screenshots.save(draw(), folder, file) for file, draw in gold.pictures.items()]))
    reader = usual_reader()
    assert reader
    list(read_case(workspace, readable(workspace.read(load_case, key)), reader))
    proposed = find_proposals(workspace, workspace.read(load_case, key))
    workspace.change(accept_proposals, key, list(filter(_wanted, proposed)), proposed)
    for event in gold.typed:
        workspace.change(add_event, key, event)
    return workspace.read(load_case, key)


def _wanted(one: Proposal) -> bool:
    return one.state is ProposalState.OPEN


@pytest.mark.parametrize("name", list(GOLDS))
def test_screenshots_lead_to_the_texts_that_a_careful_writer_would_write(
    workspace: Workspace, tmp_path: Path, name: str
) -> None:
    found, expect = filled(workspace, tmp_path, name), CASES[name]["expect"]
    assert all(item.source for item in found.standing_evidence)
    sums = sums_of(found)
    assert (sums.claimed or sums.proposed) == Decimal(expect["sum"])
    text = to_12315(found)
    assert len(text) <= LIMIT
    for pattern in (*expect.get("must", ()), *GOLDS[name].told):
        assert re.search(plain(pattern), plain(text)), (pattern, text)
    assert not expect.get("basis") or any(re.search(plain(one), plain(text)) for one in expect["basis"]), text
    held = [one.rule.id for one in guarded(KNOWLEDGE, found, Outgoing(what=Going.COMPLAINT), NOW) if one.holds]
    assert "hold" not in expect or bool(held) is expect["hold"], held
    if door := expect.get("door"):
        assert next_step(KNOWLEDGE, found, story_of(KNOWLEDGE, found), NOW).channel == door
    texts = [text for channel, kind in CASES[name]["messages"] if (text := sent(found, channel, kind))]
    for pattern in expect.get("never", ()):
        assert not [text for text in texts if re.search(pattern, plain(text))], pattern
    for pattern in expect.get("never_public", ()):
        public = draft(KNOWLEDGE, found, KNOWLEDGE.channels["heimao"], MessageKind.PUBLIC, NOW).text
        assert not re.search(pattern, public), (pattern, public)
