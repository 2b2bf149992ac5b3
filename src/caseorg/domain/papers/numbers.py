"""How papers write the numbers of several pieces of evidence."""

from collections.abc import Sequence

from caseorg.domain.case import Evidence


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
