from datetime import date, datetime

import pytest

from caseorg.domain.known import Confidence
from caseorg.domain.moments import BEIJING
from caseorg.domain.scenario import Peak, is_busy, show_peak


def peak(*days: int) -> Peak:
    known = {"id": "p", "source": "s", "confidence": Confidence.CLAIMED, "checked": date(2026, 11, 21)}
    return Peak(begins=9, ends=11, said_by="甲", days=days, **known)


@pytest.mark.parametrize(("hour", "busy"), [(8, False), (9, True), (10, True), (11, False)])
def test_the_last_hour_is_no_longer_busy(hour: int, busy: bool) -> None:
    assert is_busy(peak(), datetime(2026, 11, 20, hour, 59, tzinfo=BEIJING)) is busy


def test_a_peak_of_working_days_leaves_the_weekend_alone() -> None:
    sunday = datetime(2026, 11, 22, 10, 0, tzinfo=BEIJING)
    assert is_busy(peak(), sunday)
    assert not is_busy(peak(1, 2, 3, 4, 5), sunday)


@pytest.mark.parametrize(
    ("days", "shown"),
    [((), "每天9:00–11:00"), ((1, 2, 3, 4, 5), "工作日9:00–11:00"), ((6, 7), "周六、日9:00–11:00")],
)
def test_how_it_is_written(days: tuple[int, ...], shown: str) -> None:
    assert show_peak(peak(*days)) == shown
