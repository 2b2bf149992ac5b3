"""What evidence shows: what the user said it does, or else what its words suggest."""

from collections.abc import Mapping
from types import MappingProxyType

from caseorg.domain.case import CaseFile, Evidence
from caseorg.domain.checks.completeness import guessed_proofs
from caseorg.domain.scenario import Proof

NO_PROOFS: Mapping[str, Proof] = MappingProxyType({})
PURCHASE = frozenset({"order", "payment", "bill"})


def shows(item: Evidence, proofs: Mapping[str, Proof]) -> frozenset[str]:
    """Ids of proofs. The user's word counts alone where it was given."""
    return frozenset(item.shows or guessed_proofs(item, proofs))


def showing(case: CaseFile, wanted: frozenset[str], proofs: Mapping[str, Proof]) -> tuple[Evidence, ...]:
    """The standing evidence that shows one of these proofs."""
    return tuple(item for item in case.standing_evidence if shows(item, proofs) & wanted)
