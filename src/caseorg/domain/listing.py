"""Several things in one remark."""

from collections.abc import Sequence

from caseorg.domain.remark import Remark, remark


def listing(items: Sequence[object]) -> Remark:
    """`a, b, c` or `a、b、c`; each thing is said in the user's language where it has one."""
    if len(items) == 1:
        return remark("{only}", only=items[0])
    return remark("{first}, {others}", first=items[0], others=listing(items[1:]))
