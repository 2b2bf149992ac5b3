"""What has to be said, as both faces show it: a mark and a word for each, never a colour alone."""

from collections.abc import Iterable, Iterator

from caseorg.domain.checks.statements import Statement
from caseorg.i18n import tr


def marked(statements: Iterable[Statement]) -> Iterator[str]:
    """`✓ 订单号`, `缺 错误提示：页面原文，一字不改`: one line each."""
    for statement in statements:
        yield _marked(statement, statement.text)


def marked_briefly(statements: Iterable[Statement]) -> str:
    """All of them in a few lines, what is missing first and whole."""
    listed = tuple(statements)
    missing = (_held(_marked(statement, statement.text)) for statement in listed if not statement.said)
    marks = (_held(_marked(statement, _head(statement.text))) for statement in listed if statement.said)
    return "\n".join(filter(None, ("　".join(missing), "　".join(marks))))


def _marked(statement: Statement, text: str) -> str:
    if statement.said:
        return tr("✓ {statement}", statement=text)
    return tr("○ {statement}", statement=text) if statement.optional else tr("missing: {statement}", statement=text)


def _held(text: str) -> str:
    """The mark is not left behind at the end of a line."""
    return text.replace(" ", "\N{NO-BREAK SPACE}", 1)


def _head(text: str) -> str:
    return text.partition("：")[0]
