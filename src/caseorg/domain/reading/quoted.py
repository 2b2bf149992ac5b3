"""Where a page says the words that somebody quotes."""

import re

from caseorg.domain.reading.passage import joined, passage
from caseorg.domain.reading.reading import Box, PageReading

_QUOTED = re.compile("“([^“”]+)”")
_SHORTEST = 4  # characters; shorter ones stand in many places


def find_quoted(page: PageReading, quotation: str) -> Box | None:
    """The place of what stands in quotation marks in `quotation`, or of all of it; marks and blanks make no difference.
    A quotation may go over several lines."""
    whole = joined(passage(line) for line in page.lines)
    places = [place for place, character in enumerate(whole.text) if character.isalnum()]
    text = "".join(whole.text[place] for place in places)
    for quoted in _QUOTED.findall(quotation) or [quotation]:
        words = "".join(filter(str.isalnum, quoted))
        start = text.find(words) if len(words) >= _SHORTEST else -1
        if start >= 0:
            return whole.part(places[start], places[start + len(words) - 1] + 1).box
    return None
