"""Vague or heated wording, and a better sentence from the case's own facts."""

from dataclasses import dataclass

from caseorg.domain.known import Known


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingRule(Known):
    """`patterns` are regular expressions; `better` is a sentence with slots of the message, the first that can be
    filled counts."""

    patterns: tuple[str, ...]
    why: str
    better: tuple[str, ...]
