"""What the guard found, as both faces show it."""

from collections.abc import Iterator

from caseorg.domain.guard.findings import GuardFinding, Severity
from caseorg.i18n import remark_text, tr

LEVELS = {
    Severity.HOLD: "Stopped",
    Severity.FILL: "To fill in",
    Severity.REMIND: "Worth a look",
    Severity.EXPLAIN: "Explained",
}


def guard_lines(finding: GuardFinding) -> Iterator[str]:
    """`[停] 威胁：“…”。为什么…。怎么改…`, in one line, and a better sentence in another."""
    quote = tr("“{words}”.", words=finding.quote) if finding.quote else ""
    detail = remark_text(finding.detail) if finding.detail else ""
    rule = finding.rule
    text = " ".join(filter(None, (quote, detail, rule.why, rule.mend)))
    yield " ".join(tr("[{level}] {name}: {told}", level=tr(LEVELS[rule.level]), name=rule.name, told=text).split())
    if finding.better:
        yield tr("Better: {sentence}", sentence=finding.better)


def guard_json(finding: GuardFinding) -> dict[str, object]:
    """The finding's fields; `place` is an id or the name of a field."""
    return {
        "rule": finding.rule.id,
        "level": finding.rule.level,
        "name": finding.rule.name,
        "quote": finding.quote,
        "place": finding.place,
        "why": " ".join(filter(None, (remark_text(finding.detail) if finding.detail else "", finding.rule.why))),
        "mend": finding.rule.mend,
        "better": finding.better or None,
        "source": finding.rule.source,
        "checked": finding.rule.checked,
    }
