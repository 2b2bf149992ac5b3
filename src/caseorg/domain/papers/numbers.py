"""How papers write the numbers of several pieces of evidence, and which numbers a text names."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from caseorg.domain.case import Evidence
from caseorg.domain.patterns import regex

_MOST = 10_000
_TO = r"\s*[至到]\s*(?:证据\s*)?"
_NUMBER = r"\d{1,6}(?!\d)"
_COUNTED = "[.:：%年月日号天小时周个次张条元块分点岁]"  # what follows the number of something else
_DATED = "[.:：%年月日元]"  # the same behind a range: 证据3至11月3日 names one
_PIECES = r"(?!\s*(?:份|[张件个](?=[\s，。；、,;！!）)]|截?图|图片|照片|材料|$)))"  # 附证据3份 counts, and names none
_REFERENCE = regex(rf"证据\s*{_NUMBER}{_PIECES}(?:{_TO}{_NUMBER}(?!{_DATED})|\s*[、和及与]\s*{_NUMBER}(?!{_COUNTED}))*")
_RUN = regex(rf"(?P<first>{_NUMBER})(?:(?P<to>{_TO})(?P<last>{_NUMBER}))?")


def numbers_of(items: Sequence[Evidence], continued: bool = False) -> str:
    """`证据1至6、8`, or `证据5续至9` where the first of them began in the volume before.

    A range has no dash: 证据1-6 is the sixth sheet of 证据1.
    """
    runs: list[list[int]] = []
    for item in items:
        if runs and item.number == runs[-1][-1] + 1:
            runs[-1].append(item.number)
        else:
            runs.append([item.number])
    names = [str(run[0]) if len(run) == 1 else f"{run[0]}至{run[-1]}" for run in runs]
    if continued:
        first, mark, rest = names[0].partition("至")
        names[0] = f"{first}续{mark}{rest}"
    return f"证据{'、'.join(names)}"


@lru_cache(maxsize=2000)
def numbers_in(text: str) -> frozenset[int]:
    """The numbers of evidence that a text names: `证据1、3、证据5至7` names five."""
    runs = (run for found in _REFERENCE.finditer(text) for run in _RUN.finditer(found[0]))
    return frozenset(number for run in runs for number in _range(run))


def with_numbers(text: str, numbers: Mapping[int, int]) -> str:
    """The text with other numbers in place of those that it names. A range that is none any more is written out."""

    def replaced(run: re.Match[str]) -> str:
        old = _range(run)
        new = sorted(numbers.get(number, number) for number in old)
        if new == list(old):
            return run[0]
        if run["to"] and new[-1] - new[0] == len(new) - 1:
            return f"{new[0]}{run['to']}{new[-1]}"
        return "、证据".join(map(str, new))

    return _REFERENCE.sub(lambda found: _RUN.sub(replaced, found[0]), text)


def _range(run: re.Match[str]) -> Sequence[int]:
    """Those between are meant too, unless they are so many that it can only be a slip of the keyboard."""
    first, last = sorted((int(run["first"]), int(run["last"] or run["first"])))
    return range(first, last + 1) if last - first < _MOST else (first, last)
