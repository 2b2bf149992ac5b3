"""Articles that hold only under a condition: told to whoever cites one, and to nobody else."""

import re
from collections.abc import Iterator

from caseorg.domain.case import CaseFile
from caseorg.domain.checks.wording import WordingFinding
from caseorg.domain.law.statute import Law, Statute, citation
from caseorg.domain.scenario import Scenario
from caseorg.domain.text.numerals import chinese_number
from caseorg.knowledge.library import Knowledge

_ITEM = re.compile("（.）项")


def conditions(knowledge: Knowledge, case: CaseFile, text: str, composed: str = "") -> tuple[WordingFinding, ...]:
    """What the scenario notes of the articles that the text cites; what we composed ourselves was looked at already."""
    scenario = knowledge.scenarios.get(case.scenario)
    return tuple(dict.fromkeys(_noted(knowledge, scenario, text, composed))) if scenario else ()


def _noted(knowledge: Knowledge, scenario: Scenario, text: str, composed: str) -> Iterator[WordingFinding]:
    for key in scenario.further:
        statute = knowledge.statutes[key]
        law = knowledge.laws[statute.law]
        cited = _cited(text, law, statute)
        if cited and key not in scenario.basis and not _cited(composed, law, statute):
            noted = [note for note in scenario.notes if _cited(note, law, statute)]
            for why in noted or [f"{citation(law, statute)}：{statute.when}"]:
                yield WordingFinding(cited.start(), cited.end("named"), "condition", why)


def _cited(text: str, law: Law, statute: Statute) -> re.Match[str] | None:
    """《消费者权益保护法》第五十五条, 消法第55条; the item, where the statute is one of an article."""
    if not statute.article or "条" not in text:
        return None  # a standard is cited whole
    article = f"(?:{chinese_number(statute.article)}|{statute.article})"
    names = "|".join(map(re.escape, (law.title, law.short, law.id)))
    pattern = rf"(?P<named>《?(?:{names})》?\s*第?\s*{article}\s*条)(?P<part>[^。；;，,]{{0,14}})"
    item = _ITEM.search(statute.part)
    found = re.finditer(pattern, text)
    return next((match for match in found if item is None or item[0] in match["part"]), None)
