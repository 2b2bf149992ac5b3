"""How a fact and its evidence are written in messages and papers."""

from collections.abc import Sequence

from caseorg.domain.case import CaseFile, Event, Evidence
from caseorg.domain.moments import show_chinese

_STOPS = ("。", "！", "？", "!", "?", "…")


def fact_sentence(case: CaseFile, event: Event) -> str:
    """`2026年11月1日14时52分，输入卡密，提示已被使用。（证据3）`"""
    text = event.text.strip()
    stop = "" if text.endswith(_STOPS) else "。"
    return f"{show_chinese(event.at)}，{text}{stop}{bracketed(evidence_of(case, event))}"


def evidence_of(case: CaseFile, event: Event) -> tuple[Evidence, ...]:
    """The event's standing evidence in the order of the numbers."""
    linked = set(event.evidence)
    return tuple(item for item in case.standing_evidence if item.id in linked)


def bracketed(items: Sequence[Evidence]) -> str:
    """`（证据1、证据2）`, or nothing without evidence."""
    return f"（{'、'.join(item.label for item in items)}）" if items else ""


def evidence_reference(items: Sequence[Evidence]) -> str:
    """`证据1至证据5`, `证据2` or an empty string; gaps in the numbers are listed one by one."""
    numbers = [item.number for item in items]
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{items[0].label}至{items[-1].label}"
    return "、".join(item.label for item in items)
