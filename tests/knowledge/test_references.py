"""Each reference that does not hold is one sentence with its place."""

from pathlib import Path

import pytest

from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.references import LONGEST_ID, broken_references
from caseorg.resources import resource


def ours(name: str) -> str:
    return resource(f"knowledge/{name}").read_text(encoding="utf-8")


def faults(folder: Path, name: str, text: str) -> list[str]:
    """What does not hold with this file in place of ours."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    knowledge = Knowledge(folder)
    found = list(broken_references(knowledge))
    assert knowledge.problems == []
    return found


def test_everything_in_ours_holds() -> None:
    assert list(broken_references(Knowledge())) == []


@pytest.mark.parametrize(
    ("field", "names", "where"),
    [
        ("basis", "消法-520", "statutes.toml"),
        ("further", "消法-520", "statutes.toml"),
        ("suspected", "消法-520", "statutes.toml"),
        ("proofs", "photo", "proofs.toml"),
        ("helpful", "photo", "proofs.toml"),
        ("first", "pigeon", "channels"),
        ("later", "pigeon", "channels"),
    ],
)
def test_an_id_in_a_scenario_that_is_nowhere_is_named(tmp_path: Path, field: str, names: str, where: str) -> None:
    text = ours("scenarios/refund-refused.toml").replace(f"\n{field} = [", f'\n{field} = ["{names}", ')
    told = f"scenarios/refund-refused: {field} names “{names}”, which is not in {where}"
    assert faults(tmp_path, "scenarios/refund-refused.toml", text) == [told]


def test_two_questions_of_one_id_are_told(tmp_path: Path) -> None:
    text = ours("scenarios/other.toml").replace("other.urgent", "other.mine")
    assert faults(tmp_path, "scenarios/other.toml", text) == ["2 questions have the id “other.mine”"]


def test_a_question_must_begin_with_the_name_of_its_scenario(tmp_path: Path) -> None:
    text = ours("scenarios/other.toml").replace("other.urgent", "mine.urgent")
    (told,) = faults(tmp_path, "scenarios/other.toml", text)
    assert told == "scenarios/other: the id of the question “mine.urgent” must begin with “other.”"


@pytest.mark.parametrize(("length", "told"), [(LONGEST_ID, 0), (LONGEST_ID + 1, 1)])
def test_the_id_of_a_question_must_fit_where_answers_are_kept(tmp_path: Path, length: int, told: int) -> None:
    text = ours("scenarios/other.toml").replace("other.urgent", "other.".ljust(length, "x"))
    assert len(faults(tmp_path, "scenarios/other.toml", text)) == told


def test_what_stops_must_be_a_choice(tmp_path: Path) -> None:
    text = ours("scenarios/other.toml").replace('stops = ["是"]', 'stops = ["对"]')
    assert faults(tmp_path, "scenarios/other.toml", text) == [
        "scenarios/other, question “other.urgent”: “对” is not among its choices"
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("statutes.toml", 'law = "消法"', 'law = "旧法"', "law names “旧法”, which is not in statutes.toml"),
        ("grounds.toml", 'basis = "令121-16-1"', 'basis = "令20-15"', "basis names “令20-15”"),
        ("grounds.toml", 'bad = ["是"]', 'bad = ["有"]', "“有” is not among its choices"),
        ("wording.toml", "{demand}", "{wish}", "there is no slot “wish”"),
        ("wording.toml", "patterns = [\n", "patterns = [\n'(', ", "the pattern “(” cannot be used"),
        ("messages.toml", "{demand}", "{wish}", "there is no slot “wish”"),
        ("deadlines.toml", "starts = ", 'starts = "never" #', "starts or ends names “never”"),
        ("deadlines.toml", "basis = [", 'basis = ["令20-15", ', "basis names “令20-15”"),
        ("red_flags.toml", "\nflags = [", '\nflags = ["moon", ', "flags names “moon”"),
        ("corrections.toml", "scenarios = [", 'scenarios = ["moon", ', "scenarios names “moon”"),
        ("corrections.toml", "channels = [", 'channels = ["pigeon", ', "channels names “pigeon”"),
        ("platforms.toml", "operators = [", 'operators = ["moon", ', "operators names “moon”"),
    ],
)
def test_a_reference_elsewhere_that_does_not_hold_is_told(
    tmp_path: Path, name: str, old: str, new: str, told: str
) -> None:
    text = ours(name)
    assert old in text
    found = faults(tmp_path, name, text.replace(old, new, 1))
    assert len(found) == 1
    assert told in found[0]


FLAG = """
[[flag]]
id = "fee"
name = "要钱"
patterns = ['手续费']
why = "要钱"
advice = "停止"
unless = [{unless}]
source = "某处"
confidence = "G"
checked = 2026-11-21
"""


@pytest.mark.parametrize(("unless", "told"), [("'不'", 0), ("'['", 1)])
def test_a_pattern_of_a_red_flag_must_be_one(tmp_path: Path, unless: str, told: int) -> None:
    assert len(faults(tmp_path, "red_flags.toml", FLAG.format(unless=unless))) == told


@pytest.mark.parametrize(
    ("ours_says", "theirs", "told"),
    [
        ('signs = ["business"]', 'signs = ["busines"]', "there is no sign “busines”"),
        ('signs = ["minor"]', 'signs = ["scenario:major"]', "there is no sign “scenario:major”"),
        ('"auto-renewal.signed=没有"', '"auto-renewal.signed=也许"', "there is no sign “auto-renewal.signed=也许”"),
        ('doors = ["elsewhere"]', 'doors = ["window"]', "doors/handled-elsewhere: there is no door “window”"),
        ('channels = ["police"]', 'channels = ["sheriff"]', "channels names “sheriff”, which is not in channels"),
    ],
)
def test_a_sign_a_door_or_a_channel_that_there_is_not_is_named(
    tmp_path: Path, ours_says: str, theirs: str, told: str
) -> None:
    text = ours("doors.toml")
    assert ours_says in text
    found = faults(tmp_path, "doors.toml", text.replace(ours_says, theirs))
    assert found and all(told in one for one in found)
