"""A document written object by object."""

from caseorg.pdf.stream import _some_of


def test_not_all_of_a_large_document_is_formatted_before_its_pictures_are_written() -> None:
    objects = iter([(str(number), bytes(1_000_000)) for number in range(9)])
    assert [name for name, _ in _some_of(objects)] == ["0", "1", "2", "3"]
    assert [name for name, _ in objects] == ["4", "5", "6", "7", "8"]


def test_all_of_a_small_one_is() -> None:
    assert _some_of(iter([("1", b"one"), ("2", b"two")])) == [("1", b"one"), ("2", b"two")]
