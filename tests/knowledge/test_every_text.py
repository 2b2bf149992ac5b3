"""What may stand in no text that a user reads or sends: the repealed rules, a certain outcome, an unlisted article."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from caseorg.domain.case import CaseFile, Platform
from caseorg.domain.law.statute import unknown_citations
from caseorg.domain.text.numerals import read_number
from caseorg.knowledge.checks import check_case
from caseorg.knowledge.drafts import draft, reported
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.stories import story_of
from caseorg.sheets.glyphs import complaint_texts

NOW = datetime(2026, 11, 21, 4, tzinfo=UTC)
KNOWLEDGE = Knowledge()
ROOT = Path(__file__).parents[2] / "resources"
REPEALED = "投诉举报处理暂行办法"
CERTAIN = re.compile(r"必胜|必赢|稳赢|一定(?:会)?[赔退]|包[退赔]|保证[退赔]|百分之百|肯定[能会]")
BY_ID = re.compile(r"(?<!《)(消法|电商法|民法典|令121|令116)第([一二三四五六七八九十百千零〇\d]+)条")
SAID_BY_OTHERS = ("said", "source")  # what an article claims is quoted to be corrected; a source names what it is
PATTERNS = ("patterns", "unless", "words")  # what is looked for in the user's text


def strings(value: Any) -> Iterator[str]:
    """Every text of a parsed file that is shown to the user as ours."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in SAID_BY_OTHERS + PATTERNS:
                yield from strings(part)


def files() -> list[Path]:
    return sorted(file for folder in ("knowledge", "i18n", "demo") for file in (ROOT / folder).rglob("*.toml"))


def wrong(text: str) -> list[str]:
    """What of the text may not stand there."""
    found = [cited.title for cited in unknown_citations(text, KNOWLEDGE.laws, KNOWLEDGE.statutes)]
    listed = {(statute.law, statute.article) for statute in KNOWLEDGE.statutes.values()}
    found += [match[0] for match in BY_ID.finditer(text) if (match[1], read_number(match[2])) not in listed]
    return found + [match[0] for match in CERTAIN.finditer(text)] + [REPEALED] * (REPEALED in text)


@pytest.mark.parametrize("file", files(), ids=lambda file: file.name)
def test_no_text_of_ours_uses_a_name_that_only_its_makers_know(file: Path) -> None:
    """Sources are named as a reader knows them, not by a letter of ours."""
    assert not re.findall(r"文章[甲乙丙]|来源文章", file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", files(), ids=lambda file: file.name)
def test_no_text_of_ours_says_what_may_not_be_said(file: Path) -> None:
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    if file.name == "statutes.toml":  # the one place that knows the repealed rules, so that citing them is noticed
        content["law"] = [law for law in content["law"] if law["id"] != "令20"]
    if file.name == "corrections.toml":  # and the one that tells that they were repealed
        content["correction"] = [one for one in content["correction"] if REPEALED not in one["said"]]
    assert [found for text in strings(content) for found in wrong(text)] == []


@pytest.mark.parametrize("scenario", KNOWLEDGE.scenarios)
def test_nothing_that_is_composed_says_it(sample_case: CaseFile, scenario: str) -> None:
    for platform in (Platform.PDD, Platform.SITE):
        case = replace(sample_case, scenario=scenario, platform=platform)
        for channel in KNOWLEDGE.channels.values():
            for kind in channel.kinds:
                made = draft(KNOWLEDGE, case, channel, kind, NOW)
                assert wrong(f"{made.subject}\n{made.text}") == [], (channel.id, kind)


@pytest.mark.parametrize("scenario", KNOWLEDGE.scenarios)
def test_nothing_that_is_checked_or_printed_says_it(sample_case: CaseFile, scenario: str) -> None:
    case = replace(sample_case, scenario=scenario)
    checkup = check_case(KNOWLEDGE, case, NOW)
    remarks = [result.reason for result in checkup.grounds]
    remarks += [part for one in checkup.objections for part in (one.says, one.fix)]
    texts = [str(remark) for remark in remarks] + [worded.finding.better for worded in checkup.wording]
    texts += [*(text for _, text in complaint_texts(case, story_of(KNOWLEDGE, case))), *reported(KNOWLEDGE, case).clues]
    assert [found for text in texts for found in wrong(text)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("依据《市场监督管理投诉举报处理暂行办法》第九条", ["市场监督管理投诉举报处理暂行办法", REPEALED]),
        ("商家一定会赔", ["一定会赔"]),
        ("《消费者权益保护法》第九百条", ["消费者权益保护法"]),
        ("消法第九百条", ["消法第九百条"]),
        ("《消费者权益保护法》第二十三条，令121第十条", []),
    ],
)
def test_it_would_be_noticed(text: str, found: list[str]) -> None:
    assert wrong(text) == found
