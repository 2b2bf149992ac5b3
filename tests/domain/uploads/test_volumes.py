"""Volumes hold everything, in order, and are parted between pieces of evidence."""

from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.papers.numbers import numbers_of
from caseorg.domain.uploads.volumes import Load, VolumePart, file_name, volumes
from domain.build import evidence

ROOM = 1_000_000
loads = st.lists(
    st.builds(
        Load,
        st.lists(st.integers(0, 900_000), min_size=1, max_size=6).map(tuple),
        whole=st.just(False),
    ),
    min_size=1,
    max_size=12,
)


@given(loads)
def test_every_page_is_in_exactly_one_volume_in_order(items: list[Load]) -> None:
    found = volumes(items, ROOM)
    assert found is not None
    pages = [(part.item, page) for parts in found for part in parts for page in range(part.start, part.stop)]
    assert pages == [(item, page) for item, load in enumerate(items) for page in range(len(load.sizes))]


@given(loads)
def test_no_volume_is_too_large_and_only_what_alone_exceeds_one_is_parted(items: list[Load]) -> None:
    found = volumes(items, ROOM)
    assert found is not None
    for parts in found:
        assert sum(sum(items[part.item].sizes[part.start : part.stop]) for part in parts) <= ROOM
    for item, load in enumerate(items):
        places = [parts for parts in found if any(part.item == item for part in parts)]
        assert len(places) == 1 or load.total > ROOM


def test_a_tall_one_begins_where_there_is_room() -> None:
    small, tall = Load((300_000,), False), Load((400_000, 400_000, 400_000), False)
    assert volumes([small, tall, small], ROOM) == (
        (VolumePart(0, 0, 1), VolumePart(1, 0, 1)),
        (VolumePart(1, 1, 3),),
        (VolumePart(2, 0, 1),),
    )


def test_what_cannot_be_parted_does_not_fit() -> None:
    assert volumes([Load((1_200_000, 0, 0), True)], ROOM) is None
    assert volumes([Load((1_200_000,), False)], ROOM) is None


def test_names_tell_the_numbers_in_upload_order() -> None:
    items = [evidence(number) for number in (1, 2, 3, 5, 7, 8)]
    assert numbers_of(items) == "证据1至3、5、7至8"
    assert numbers_of(items, continued=True) == "证据1续至3、5、7至8"
    assert numbers_of(items[3:4], continued=True) == "证据5续"
    assert file_name(2, numbers_of(items[:3]), "pdf") == "2_证据1至3.pdf"
    many = numbers_of([evidence(number) for number in range(1, 400, 2)])
    assert len(file_name(2, many, "pdf").encode()) <= 200
