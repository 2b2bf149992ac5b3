"""How sentences are put in a row, with their times."""

from datetime import datetime

from caseorg.domain.messages.sentence import Sentence, paragraphs
from caseorg.domain.moments import BEIJING
from caseorg.domain.text.told_times import parse_told

NOW = datetime(2026, 11, 29, 10, 0, tzinfo=BEIJING)


def row(*times: str) -> str:
    (line,) = paragraphs(Sentence("联系", 70, at=parse_told(time, NOW)) for time in times)
    return line


def test_a_time_that_is_not_certain_is_told_in_its_own_words() -> None:
    assert row("11月上旬", "昨天下午") == "2026年11月上旬，联系。11月28日下午，联系。"
    assert row("2026-11-01 14:05", "11月3日至5日") == "2026年11月1日14:05，联系。11月3日至5日，联系。"


def test_it_lends_its_day_to_nobody() -> None:
    assert row("11月上旬", "2026-11-01 14:05") == "2026年11月上旬，联系。11月1日14:05，联系。"
    assert row("11月上旬", "11月1日") == "2026年11月上旬，联系。11月1日，联系。"
    assert row("11月上旬", "11月上旬") == "2026年11月上旬，联系。联系。"
