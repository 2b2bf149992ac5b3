"""The one kind of error that a user is meant to read."""


class CaseorgError(Exception):
    """Something in the world is not as it must be: a bad file, a full disk, an unknown case.

    `what` says what is wrong and `advice` what to do. Both are message ids of the catalogue (English, with
    `{name}` fields that `values` fills), so that each face shows them in the user's language.
    """

    exit_code = 2

    def __init__(self, what: str, advice: str = "", **values: object) -> None:
        super().__init__(what, advice)
        self.what = what
        self.advice = advice
        self.values = values

    def __str__(self) -> str:
        return " ".join(part.format(**self.values) for part in (self.what, self.advice) if part)


class BrokenError(CaseorgError):
    """Verification found evidence or journal that is not as it was recorded."""

    exit_code = 3
