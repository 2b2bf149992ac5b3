"""A text clause by clause; what stands in quotation marks or brackets is never cut."""

from collections.abc import Iterator

_OPENING, _CLOSING = "（(“「『【《‘", "）)”」』】》’"
_MARKS = "，,。；;！!？?\n"
_STOPS = "。；;！!？?\n"


def clauses(text: str) -> tuple[str, ...]:
    """The clauses with the mark that ends each, without gaps."""
    return tuple(_cut(text, _MARKS))


def sentences(text: str) -> tuple[str, ...]:
    """The sentences with their stops, without gaps."""
    return tuple(_cut(text, _STOPS))


def _cut(text: str, marks: str) -> Iterator[str]:
    start = depth = 0
    balanced = sum(text.count(mark) for mark in _OPENING) == sum(text.count(mark) for mark in _CLOSING)
    for place, character in enumerate(text):
        depth = max(0, depth + (character in _OPENING) - (character in _CLOSING))
        ends = character in marks and (depth == 0 or not balanced)
        if ends and text[place + 1 : place + 2] not in (*marks, *_CLOSING) and text[start : place + 1].strip():
            yield text[start : place + 1]
            start = place + 1
    if text[start:].strip():
        yield text[start:]
