"""Regular expressions that are compiled when they are first used: few of the hundreds are, in one run."""

import re
from typing import Any, cast


class _Later:
    """Stands in for the pattern that it becomes; what was asked of it once is not looked up again."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, for the patterns that a module makes while it is loaded."""
    return cast(re.Pattern[str], _Later(source, flags))
