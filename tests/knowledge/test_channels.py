"""The channels and platforms that come with the application."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from caseorg.domain.case import CaseFile, Platform
from caseorg.domain.errors import CaseorgError
from caseorg.domain.message import SLOT_NAMES, compose
from caseorg.jobs.sample import SAMPLE
from caseorg.knowledge import channels as module
from caseorg.knowledge.channels import channels, find_channel, platform_name
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace

GOOD = """
name = "某处"
limit = 100
source = "see there"
confidence = "G"
checked = 2026-11-21
template = "{demand}"
"""


@pytest.mark.parametrize("name", ["merchant", "platform", "12315"])
def test_a_channel_says_whence_its_limit_is(name: str) -> None:
    channel = find_channel(name)
    assert channel.id == name
    assert channel.limit > 0
    assert channel.name
    assert channel.source
    assert channel.confidence in ("A", "B", "G")
    assert date(2026, 1, 1) < channel.checked < date(2100, 1, 1)


def test_a_template_names_only_what_a_case_can_say(sample: Workspace) -> None:
    for channel in channels().values():
        draft = compose(sample.read(load_case, SAMPLE), channel.template, channel.limit)
        assert draft.missing == ()
        assert draft.length <= channel.limit
        assert "{" not in draft.text
        assert set(compose(sample.read(empty_case), channel.template).missing) <= set(SLOT_NAMES)


def empty_case(session: Session) -> CaseFile:
    """The sample case without anything in it."""
    nothing = dict.fromkeys(("parties", "orders", "events", "evidence"), ())
    return replace(load_case(session, SAMPLE), demand="", **nothing)


def test_an_unknown_channel_is_refused_with_those_there_are() -> None:
    with pytest.raises(CaseorgError, match="Choose one of: 12315, merchant, platform"):
        find_channel("weibo")


def test_every_platform_has_a_name_but_other() -> None:
    assert [platform for platform in Platform if not platform_name(platform)] == [Platform.OTHER]


@pytest.mark.parametrize(
    "content",
    [
        GOOD.replace("limit = 100\n", ""),
        GOOD + 'colour = "red"\n',
        GOOD.replace("100", '"100"'),
        GOOD.replace("2026-11-21", '"2026-11-21"'),
        GOOD.replace("{demand}", "{wish}"),
        "name = ",
    ],
)
def test_a_channel_file_that_cannot_be_used_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    (tmp_path / "good.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "wrong.toml").write_text(content, encoding="utf-8")
    monkeypatch.setattr(module, "resource", lambda _: tmp_path)
    with pytest.raises(CaseorgError, match=r"The knowledge file wrong\.toml cannot be used"):
        channels.__wrapped__()
