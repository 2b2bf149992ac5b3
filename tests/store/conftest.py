"""Each database of these tests is made by the migrations themselves."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from caseorg.store import upgrade


@pytest.fixture(autouse=True)
def _migrated(really_migrate: Callable[[Engine, str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upgrade, "_migrate", really_migrate)
