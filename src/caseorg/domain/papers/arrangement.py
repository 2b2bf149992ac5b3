"""In which order and by what names a pack shows its evidence, where the user confirmed what was proposed for that."""

from collections.abc import Iterable, Mapping

from caseorg.domain.case import CaseFile, Decision, Evidence, EvidenceId
from caseorg.domain.reading.proposal import ProposalKind

_LAST = float("inf")


def in_order(case: CaseFile, items: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """By the order that was confirmed last; what came in later stands behind, by its number."""
    confirmed = [decision for decision in _confirmed(case, ProposalKind.SEQUENCE) if decision.value]
    keys = confirmed[-1].value.split("\n") if confirmed else []
    places = {key: place for place, key in enumerate(keys)}
    return tuple(sorted(items, key=lambda item: (places.get(item.id, _LAST), item.number)))


def names_in_pack(case: CaseFile) -> Mapping[EvidenceId, str]:
    """The names that were confirmed, for those pieces that have one; and of which other piece one shows the same."""
    items = {item.id: item for item in case.standing_evidence}
    names = {
        decision.evidence: decision.value
        for decision in _confirmed(case, ProposalKind.NAME)
        if decision.evidence in items
    }
    for one in _confirmed(case, ProposalKind.DUPLICATE):
        other = items.get(EvidenceId(one.value))
        if other and one.evidence in items:
            names[one.evidence] = f"{names.get(one.evidence, items[one.evidence].name)}（与{other.label}画面相同）"
    return names


def _confirmed(case: CaseFile, kind: ProposalKind) -> list[Decision]:
    return [decision for decision in case.decisions if decision.accepted and decision.kind == kind]
