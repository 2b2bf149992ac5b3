"""The sample case: the story in resources/demo/case.toml with the pictures beside it."""

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from caseorg.actions.case import new_case, set_profile
from caseorg.actions.event import EventDetails, add_event
from caseorg.actions.evidence import describe_evidence
from caseorg.domain.case import CaseDetails, CaseId, Order, OrderId, Party, Person, Platform, Role, Side
from caseorg.domain.moments import parse_moment
from caseorg.domain.progress import Progress
from caseorg.jobs.intake import add_files
from caseorg.resources import resource
from caseorg.store.queries import list_cases
from caseorg.workspace import Workspace

SAMPLE = CaseId("5a3b1e0000004000800000000000cafe")


def make_sample(workspace: Workspace) -> Iterator[Progress[CaseId]]:
    """Makes the sample case where it is not there yet; the last progress carries its id."""
    if any(case.id == SAMPLE for case in workspace.read(list_cases)):
        yield Progress(1, 1, item=SAMPLE)
        return
    story = tomllib.loads(resource("demo/case.toml").read_text(encoding="utf-8"))
    workspace.write(set_profile, Person(**story["complainant"]), SAMPLE)
    workspace.write(new_case, _details(story), SAMPLE, SAMPLE)
    files = [resource("demo") / item["file"] for item in story["evidence"]]
    keys = {}
    for progress in add_files(workspace, SAMPLE, files):
        outcome, item = progress.item, story["evidence"][progress.done - 1]
        assert outcome and outcome.evidence, outcome
        workspace.write(describe_evidence, SAMPLE, outcome.evidence, item["source"], item["proves"])
        keys[progress.done] = outcome.evidence
        yield Progress(progress.done, progress.total + 1, progress.label)
    for event in story["event"]:
        workspace.write(add_event, SAMPLE, _event(event, keys))
    yield Progress(len(files) + 1, len(files) + 1, item=SAMPLE)


def _details(story: dict[str, Any]) -> CaseDetails:
    case = story["case"]
    return CaseDetails(
        title=case["title"],
        platform=Platform(case["platform"]),
        demand=case["demand"],
        parties=(Party(role=Role.MERCHANT, **story["merchant"]),),
        orders=tuple(
            Order(
                id=OrderId(""),
                number=order["number"],
                product=order["product"],
                paid=Decimal(order["paid"]),
                ordered_at=parse_moment(order["ordered_at"]),
            )
            for order in story["order"]
        ),
    )


def _event(event: dict[str, Any], keys: dict[int, Any]) -> EventDetails:
    return EventDetails(
        at=parse_moment(event["at"]),
        text=event["text"],
        side=Side(event["party"]),
        evidence=tuple(keys[number] for number in event["evidence"]),
    )
