"""What a version for others hides, as both faces tell it: by its kind and by what is shown instead."""

from collections.abc import Iterable, Iterator

from caseorg.domain.privacy.hiding import Hidden
from caseorg.domain.privacy.kinds import KIND_NAMES, Personal
from caseorg.i18n import listed, tr

_NAMED = 12  # in one sentence


def hidden_lines(hidden: Iterable[Hidden]) -> Iterator[str]:
    """A line for each, once."""
    for kind, mask in _once(hidden):
        yield tr("Hidden: {kind}, shown as {mask}", kind=tr(KIND_NAMES[kind]), mask=mask)


def hidden_pairs(hidden: Iterable[Hidden]) -> str:
    """`a name 李**, a telephone number 138****1111`, in one sentence; of very many only the first."""
    pairs = [f"{tr(KIND_NAMES[kind])} {mask}" for kind, mask in _once(hidden)]
    more = [tr("… and {count} more.", count=len(pairs) - _NAMED)] if len(pairs) > _NAMED else []
    return listed([*pairs[:_NAMED], *more])


def _once(hidden: Iterable[Hidden]) -> Iterator[tuple[Personal, str]]:
    yield from dict.fromkeys((item.kind, item.mask) for item in hidden)
