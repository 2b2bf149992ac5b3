"""Where text may be parted between two pages: no paragraph leaves one line behind, no label stands alone."""

import re
from collections.abc import Sequence

from caseorg.pdf.text import PrintedLine

_COUNT = "[〇零一二三四五六七八九十百千]+"
_LABEL = re.compile(f".*[：:]|(?:第(?:{_COUNT}|[0-9]+)[编章节条]|{_COUNT}、|（{_COUNT}）)[^，。；！？]{{,20}}")
_FARTHEST = 6  # lines that may be left free for it


def best_cut(columns: Sequence[Sequence[PrintedLine]], max_lines: int, min_lines: int) -> int | None:
    """How many lines of texts set side by side stay before the cut: at most `max_lines`, at least `min_lines`.

    None where every cut would be a bad one.
    """
    lowest = max(min_lines, max_lines - _FARTHEST)
    return next((at for at in range(max_lines, lowest - 1, -1) if all(may_part(lines, at) for lines in columns)), None)


def may_part(lines: Sequence[PrintedLine], at: int) -> bool:
    """Whether a page may end before this line."""
    if not 0 < at < len(lines):
        return True
    if lines[at - 1].last:
        return not _is_label(lines, at - 1)
    return not (_begins(lines, at - 1) or lines[at].last)


def _begins(lines: Sequence[PrintedLine], at: int) -> bool:
    return at == 0 or lines[at - 1].last


def _is_label(lines: Sequence[PrintedLine], at: int) -> bool:
    """Whether this last line of a paragraph is all of it and speaks of what follows; empty ones are looked past."""
    while at > 0 and not lines[at].text:
        at -= 1
    return _begins(lines, at) and _LABEL.fullmatch(lines[at].text.strip()) is not None
