"""What is asked again about one and the same thing is worked out once."""

from dataclasses import replace

from caseorg.domain.case import CaseFile
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.recent import remembered
from caseorg.knowledge.reckoning import reckon

KNOWLEDGE = Knowledge()


def test_the_same_two_are_worked_out_once_and_alike_ones_again() -> None:
    asked: list[list[int]] = []

    def joined(one: list[int], other: list[int]) -> list[int]:
        asked.append(one)
        return one + other

    again = remembered(joined)
    one, other = [1], [2]
    assert again(one, other) is again(one, other) and asked == [[1]]
    assert again([1], other) == [1, 2] and asked == [[1], [1]], "equal is not the same"


def test_only_the_last_few_are_remembered() -> None:
    asked: list[object] = []
    again = remembered(lambda one, other: asked.append(one))
    things = [object() for _ in range(20)]
    for thing in (*things, things[-1], things[0]):
        again(thing, None)
    assert asked == [*things, things[0]]


def test_a_changed_case_is_reckoned_anew(sample_case: CaseFile) -> None:
    assert reckon(KNOWLEDGE, sample_case) is reckon(KNOWLEDGE, sample_case)
    changed = replace(sample_case, demand="退还货款50元")
    assert reckon(KNOWLEDGE, changed) is not reckon(KNOWLEDGE, sample_case)
