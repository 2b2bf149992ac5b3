"""Whether a complaint to 12315 may be refused: each ground of 令121 art. 16, and what art. 17 looks at."""

from dataclasses import dataclass

from caseorg.domain.known import Known


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground(Known):
    """A ground for refusal; `id` names the rule that looks at the case. `question` is asked where the case cannot tell;
    the answer among `bad` is a reason to refuse."""

    name: str
    basis: str
    question: str = ""
    choices: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    advice: str = ""
