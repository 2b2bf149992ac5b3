"""Characters that a reader of pictures takes for one another, so that what was misread is found all the same."""

from dataclasses import replace

from caseorg.domain.text.folding import Folded, fold
from caseorg.domain.text.sentences import Span

_ALIKE = str.maketrans("oil|!szbg", "011115289")


def blur(text: str) -> Folded:
    """The text folded, without blanks, and each of `0O`, `1Il`, `2Z`, `5S`, `8B`, `9g` as the digit of it."""
    folded = fold(text)
    return replace(folded, text=folded.text.translate(_ALIKE))


def place_of(text: str, wanted: str) -> Span | None:
    """Where the words stand in the text, or what could be they."""
    needle = blur(wanted).text
    for folded, words in ((fold(text), fold(wanted).text), (blur(text), needle)):
        start = folded.text.find(words) if words else -1
        if start >= 0:
            return folded.original(start, start + len(words))
    return None
