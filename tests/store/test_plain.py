"""What plain SQL needs to know of the tables."""

import sqlite3
from contextlib import closing
from typing import NamedTuple, get_type_hints

import pytest

from caseorg.actions.case import new_case
from caseorg.actions.work import UnitOfWork
from caseorg.domain.case import CaseDetails, CaseId
from caseorg.store import plain
from caseorg.store.queries import list_cases, load_case
from caseorg.store.shape import planned_shape
from caseorg.store.tables import Base
from caseorg.store.upgrade import HEAD_SHAPE
from caseorg.workspace import Workspace

OF_TABLES = {mapper.class_.__name__: mapper.local_table for mapper in Base.registry.mappers}
OTHERS = {"EventEvidenceRow"}  # asked for column by column
PLAIN = {name.replace("Plain", "") + "Row": kind for name, kind in vars(plain).items() if hasattr(kind, "_fields")}


def test_each_table_has_its_plain_rows() -> None:
    assert PLAIN.keys() == OF_TABLES.keys() - OTHERS


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_row_has_the_columns_of_its_table_and_says_which_may_be_empty(name: str) -> None:
    kind: type[NamedTuple] = PLAIN[name]
    empty = {field for field, hint in get_type_hints(kind).items() if type(None) in getattr(hint, "__args__", ())}
    assert list(kind._fields) == [column.name for column in OF_TABLES[name].columns]
    assert empty == {column.name for column in OF_TABLES[name].columns if column.nullable}


def test_the_shape_of_this_version_is_noted() -> None:
    assert planned_shape(Base.metadata).digest == HEAD_SHAPE


def test_an_action_reads_what_it_changed_before_others_can(workspace: Workspace, case_id: CaseId) -> None:
    def write(work: UnitOfWork) -> tuple[int, int]:
        new_case(work, CaseDetails(title="第二件"))
        return len(list_cases(work.session)), len(workspace.read(list_cases))

    assert workspace.write(write) == (2, 1)


def test_damaged_text_is_read_as_far_as_it_goes(workspace: Workspace, case_id: CaseId) -> None:
    with closing(sqlite3.connect(workspace.folder / "caseorg.db")) as connection:
        connection.execute("UPDATE cases SET title = CAST(x'E998BF41FF' AS TEXT)")
        connection.commit()
    assert workspace.read(load_case, case_id).title == "阿A�"
    assert [case.title for case in workspace.read(list_cases)] == ["阿A�"]
