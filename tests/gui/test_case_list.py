"""The list of cases: what was changed is put in its place, and nothing else is touched."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from caseorg.actions.case import edit_case, new_case
from caseorg.domain.case import CaseDetails, CaseId, CaseSummary, Platform, Stage
from caseorg.gui.cases.case_list import CASE, CaseModel
from caseorg.store.queries import list_cases, load_case
from caseorg.workspace import Workspace
from gui.conftest import OpenWindow
from gui.hands import wait

NOW = datetime(2026, 11, 28, tzinfo=UTC)


def summary(key: str, minutes: int, title: str = "点卡") -> CaseSummary:
    return CaseSummary(
        id=CaseId(key),
        title=title,
        platform=Platform.PDD,
        stage=Stage.COLLECTING,
        merchant="",
        order_number="",
        paid=None,
        refunded=None,
        evidence_count=0,
        updated_at=NOW + timedelta(minutes=minutes),
    )


def shown(model: CaseModel) -> list[CaseSummary]:
    return [model.index(row).data(CASE) for row in range(model.rowCount())]


CHANGES = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.integers(0, 9), st.sampled_from(["点卡", "会员"])), max_size=12
)


@given(CHANGES, CHANGES, st.sampled_from(["", "会员"]))
@settings(max_examples=80)
def test_what_changed_is_put_in_place_as_if_all_were_shown_anew(
    before: list[tuple[str, int, str]], changes: list[tuple[str, int, str]], words: str
) -> None:
    known = {key: summary(key, minutes, title) for key, minutes, title in before}
    model, resets = CaseModel(), list[object]()
    model.show_cases(tuple(known.values()))
    model.search(words)
    heard = shown(model)
    model.modelReset.connect(lambda: resets.append(1))
    model.rowsInserted.connect(lambda _, row, __: heard.insert(row, shown(model)[row]))
    model.rowsRemoved.connect(lambda _, row, __: heard.pop(row))
    model.rowsMoved.connect(lambda _, old, __, ___, new: heard.insert(new if new < old else new - 1, heard.pop(old)))
    model.dataChanged.connect(lambda index: heard.__setitem__(index.row(), index.data(CASE)))
    for key, minutes, title in changes:
        known[key] = summary(key, minutes, title)
        model.change_cases((known[key],))
        assert heard == shown(model) and not resets
    ordered = sorted(known.values(), key=lambda case: (-case.updated_at.timestamp(), case.id))
    assert heard == [case for case in ordered if words in case.title]


def test_a_case_that_is_touched_comes_first_and_the_open_one_stays_chosen(
    open_window: OpenWindow, workspace: Workspace
) -> None:
    first, *_, last = (workspace.write(new_case, CaseDetails(title=f"案件{number}")) for number in range(5))
    window = open_window(workspace)
    model, view, resets = window.cases.model, window.cases.view, list[object]()
    model.modelReset.connect(lambda: resets.append(1))
    assert view.currentIndex().data(CASE).id == last == window.desk.case_id
    before = workspace.read(load_case, first).details
    workspace.write(edit_case, first, replace(before, title="改过的"), before)
    window.desk.reload()
    wait(window)
    assert tuple(shown(model)) == workspace.read(list_cases)
    assert (shown(model)[0].title, view.currentIndex().row()) == ("改过的", 1)
    assert view.currentIndex().data(CASE).id == last == window.desk.case_id
    assert not resets
