"""What goes to a channel, and in which shape."""

from dataclasses import replace
from datetime import date

import pytest

from caseorg.domain.case import CaseFile, Evidence, MediaKind
from caseorg.domain.known import Confidence
from caseorg.domain.messages.channel import Channel, MessageKind, Rung, Uploads
from caseorg.domain.uploads.plan import Why, by_importance, limits_of, plan, takes_set
from domain.build import case, event, evidence

TYPES = ("jpg", "jpeg", "png", "pdf", "mp3", "mp4")


def channel(
    files: int = 4, types: tuple[str, ...] = TYPES, kind: MessageKind = MessageKind.COMPLAINT, **fields: object
) -> Channel:
    uploads = Uploads(files=files, megabytes=5, types=types)
    given = {"id": "office", "source": "页面", "confidence": Confidence.NAMED, "checked": date(2026, 11, 21)}
    words = {"name": "受理处", "rung": Rung.AUTHORITY, "suited": "", "entry": (), "kinds": (kind,), "limit": 400}
    return Channel(**{**given, **words, "uploads": uploads, **fields})  # type: ignore[arg-type]


def pictures(count: int) -> tuple[Evidence, ...]:
    return tuple(evidence(number) for number in range(1, count + 1))


def video(number: int, size: int = 3_000_000, media_type: str = "video/mp4") -> Evidence:
    return evidence(number, kind=MediaKind.VIDEO, media_type=media_type, size=size)


def with_evidence(*items: Evidence, **fields: object) -> CaseFile:
    return case(evidence=items, **fields)


def numbers(items: tuple[Evidence, ...]) -> list[int]:
    return [item.number for item in items]


def why(wanted_case: CaseFile, wanted: Channel) -> dict[int, Why]:
    return {one.evidence.number: one.why for one in plan(wanted_case, wanted).outside}


@pytest.mark.parametrize("count", [1, 2, 3])
def test_few_pictures_go_as_they_are(count: int) -> None:
    found = plan(with_evidence(*pictures(count)), channel())
    assert found.complaint and len(found.pictures) == count and not found.bound and not found.outside


def test_more_pictures_than_places_are_bound() -> None:
    found = plan(with_evidence(*pictures(4)), channel())
    assert numbers(found.bound) == [1, 2, 3, 4] and found.volumes == 3 and not found.pictures


@pytest.mark.parametrize(
    "odd",
    [
        evidence(2, size=6_000_000),
        evidence(2, media_type="image/webp"),
        evidence(2, kind=MediaKind.TEXT, media_type="text/plain"),
        evidence(2, kind=MediaKind.PDF, media_type="application/pdf", pages=2),
    ],
)
def test_what_cannot_go_as_it_is_is_bound_with_the_others(odd: Evidence) -> None:
    assert numbers(plan(with_evidence(evidence(1), odd), channel()).bound) == [1, 2]


def test_the_complaint_needs_a_place_and_a_channel_that_asks_for_one() -> None:
    some = with_evidence(*pictures(2))
    assert plan(some, channel()).complaint
    assert not plan(some, channel(kind=MessageKind.REPORT)).complaint
    assert not plan(some, channel(types=("jpg", "png"))).complaint
    assert not plan(some, channel(files=1)).complaint
    assert plan(case(), channel(files=1)).complaint


def test_recordings_that_fit_go_along_and_leave_a_place_for_the_rest() -> None:
    found = plan(with_evidence(*pictures(9), video(10), video(11), video(12)), channel())
    assert numbers(found.recordings) == [10, 11] and found.volumes == 1
    assert [(one.evidence.number, one.why) for one in found.outside] == [(12, Why.PLACE)]
    assert 12 in numbers(found.bound), "a page of the volume tells that there is another one"


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (video(2, size=5_000_001), Why.LARGE),
        (video(2, media_type="video/x-matroska"), Why.TYPE),
        (evidence(2, kind=MediaKind.OTHER, media_type="application/octet-stream"), Why.TYPE),
        (evidence(2, kind=MediaKind.PDF, media_type="application/pdf", pages=None), Why.UNSHOWN),
        (evidence(2, kind=MediaKind.OTHER, media_type="image/jpeg"), Why.UNSHOWN),
    ],
)
def test_a_file_that_cannot_come_along_is_told_and_why(item: Evidence, reason: Why) -> None:
    assert why(with_evidence(evidence(1), item), channel()) == {2: reason}


def test_a_recording_of_the_largest_size_fits() -> None:
    assert numbers(plan(with_evidence(video(1, size=5_000_000)), channel()).recordings) == [1]


def test_what_the_complaint_rests_on_comes_first() -> None:
    told, aside = event("2026-11-01", "付款", 3), event("2026-11-02", "备注", 2, in_complaint=False)
    some = with_evidence(*pictures(4), events=(told, aside))
    assert numbers(by_importance(some)) == [3, 2, 1, 4]
    dropped = plan(with_evidence(*pictures(6), events=(told, aside)), channel(), dropped=2)
    assert [(one.evidence.number, one.why) for one in dropped.outside] == [(5, Why.ROOM), (6, Why.ROOM)]
    assert numbers(dropped.unplaced) == [5, 6] and numbers(dropped.bound) == [1, 2, 3, 4]


def test_withdrawn_evidence_is_nowhere() -> None:
    found = plan(with_evidence(evidence(1), replace(evidence(2), withdrawn=True)), channel())
    assert numbers(found.pictures) == [1] and not found.outside


def test_nothing_but_the_text_goes_to_the_public() -> None:
    found = plan(with_evidence(*pictures(2), video(3)), channel(masked=True))
    assert not (found.complaint or found.pictures or found.bound or found.recordings)
    assert {one.why for one in found.outside} == {Why.PUBLIC} and len(found.outside) == 3


def test_without_pdf_the_pictures_that_matter_most_go() -> None:
    some = with_evidence(*pictures(3), events=(event("2026-11-01", "付款", 3),))
    found = plan(some, channel(files=2, types=("png",)))
    assert numbers(found.pictures) == [1, 3] and numbers(found.unplaced) == [2]


@pytest.mark.parametrize("count", range(9))
@pytest.mark.parametrize("files", [1, 2, 4])
@pytest.mark.parametrize("videos", range(4))
def test_no_evidence_is_dropped_in_silence_and_no_place_taken_twice(count: int, files: int, videos: int) -> None:
    items = (*pictures(count), *(video(50 + number) for number in range(videos)))
    found = plan(with_evidence(*items), channel(files=files))
    outside = [one.evidence for one in found.outside]
    placed = {*found.pictures, *found.bound, *found.recordings, *outside}
    assert placed == set(items)
    used = found.complaint + len(found.pictures) + len(found.recordings) + bool(found.bound)
    assert used <= files and (not found.bound or found.volumes >= 1)


def test_megabytes_are_read_the_careful_way_and_our_own_files_stay_below() -> None:
    limits = limits_of(channel())
    assert (limits.size, limits.aim) == (5_000_000, 4_500_000)


def test_a_set_is_for_channels_with_uploads_and_for_the_public_ones() -> None:
    assert takes_set(channel()) and takes_set(channel(uploads=None, masked=True))
    assert not takes_set(channel(uploads=None))
