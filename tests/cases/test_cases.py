"""Whole cases as their users type them: what the texts must and must never say, what is claimed, what is held."""

import re
from decimal import Decimal

import pytest

from caseorg.domain.case import CaseFile
from caseorg.domain.guard.findings import Going, Outgoing
from caseorg.domain.messages.channel import MessageKind
from caseorg.domain.papers.complaint import complaint_form
from caseorg.domain.sums.totals import sums_of
from caseorg.knowledge.agenda import next_step
from caseorg.knowledge.drafts import draft
from caseorg.knowledge.guarding import guarded
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.platforms import trade_place
from caseorg.knowledge.stories import story_of
from cases.building import CASES, NOW, built

KNOWLEDGE = Knowledge()
LIMIT = 400


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def to_12315(found: CaseFile) -> str:
    return draft(KNOWLEDGE, found, KNOWLEDGE.channels["12315"], MessageKind.COMPLAINT, NOW).text


@pytest.mark.parametrize("name", [name for name in CASES if CASES[name]["expect"].get("must")])
def test_the_text_for_12315_says_what_happened_and_keeps_to_the_limit(name: str) -> None:
    text = to_12315(built(CASES[name]))
    assert 0 < len(text) <= LIMIT
    for pattern in CASES[name]["expect"]["must"]:
        assert re.search(plain(pattern), plain(text)), (pattern, text)


@pytest.mark.parametrize("name", [name for name in CASES if CASES[name]["expect"].get("basis")])
def test_an_article_that_carries_the_claim_is_cited(name: str) -> None:
    text = plain(to_12315(built(CASES[name])))
    assert any(re.search(plain(pattern), text) for pattern in CASES[name]["expect"]["basis"])


@pytest.mark.parametrize("name", [name for name in CASES if name != "insult-threat-and-plan"])
def test_the_sum_claimed_is_the_demands(name: str) -> None:
    found = built(CASES[name])
    assert sums_of(found).claimed == Decimal(CASES[name]["expect"]["sum"])


@pytest.mark.parametrize("name", [name for name in CASES if "hold" in CASES[name]["expect"]])
def test_what_would_harm_its_user_is_held(name: str) -> None:
    found = guarded(KNOWLEDGE, built(CASES[name]), Outgoing(what=Going.COMPLAINT), NOW)
    assert any(one.holds for one in found) is CASES[name]["expect"]["hold"], [one.rule.id for one in found if one.holds]


@pytest.mark.parametrize("name", [name for name in CASES if CASES[name]["expect"].get("never")])
def test_what_must_never_go_out_is_in_no_text_that_is_not_held(name: str) -> None:
    found = built(CASES[name])
    texts = [text for channel, kind in CASES[name]["messages"] if (text := sent(found, channel, kind))]
    if not _held(found, Outgoing(what=Going.COMPLAINT)):
        form = complaint_form(found, story_of(KNOWLEDGE, found), trade_place(found))
        texts.append("\n".join((*form.facts, *form.requests)))
    for pattern in CASES[name]["expect"]["never"]:
        assert not [text for text in texts if re.search(pattern, plain(text))], pattern


@pytest.mark.parametrize("name", [name for name in CASES if CASES[name]["expect"].get("never_public")])
def test_other_people_are_in_no_public_text(name: str) -> None:
    text = draft(KNOWLEDGE, built(CASES[name]), KNOWLEDGE.channels["heimao"], MessageKind.PUBLIC, NOW).text
    for pattern in CASES[name]["expect"]["never_public"]:
        assert not re.search(pattern, text), (pattern, text)


@pytest.mark.parametrize("name", [name for name in CASES if CASES[name]["expect"].get("door")])
def test_the_next_step_goes_to_the_right_door(name: str) -> None:
    found = built(CASES[name])
    assert next_step(KNOWLEDGE, found, story_of(KNOWLEDGE, found), NOW).channel == CASES[name]["expect"]["door"]


def sent(found: CaseFile, channel: str, kind: str | None) -> str:
    """The message, or nothing where it is held or the channel has none such."""
    wanted = KNOWLEDGE.channels[channel]
    chosen = MessageKind(kind) if kind else wanted.kinds[0]
    going = Outgoing(what=Going.MESSAGE, channel=channel, kind=chosen)
    if chosen not in wanted.kinds or _held(found, going):
        return ""
    return draft(KNOWLEDGE, found, wanted, chosen, NOW).text


def _held(found: CaseFile, going: Outgoing) -> bool:
    return any(one.holds for one in guarded(KNOWLEDGE, found, going, NOW))
