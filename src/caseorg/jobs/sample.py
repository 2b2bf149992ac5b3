"""The sample case: the story in resources/demo/case.toml with the pictures beside it."""

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from caseorg.actions.case import new_case, set_profile
from caseorg.actions.event import EventDetails, add_event
from caseorg.actions.evidence import Description, describe_evidence
from caseorg.actions.promise import PromiseDetails, add_promise
from caseorg.actions.shelf import restore_case
from caseorg.actions.work import UnitOfWork
from caseorg.domain.case import (
    Answer,
    CaseDetails,
    CaseId,
    EvidenceId,
    Order,
    OrderId,
    Party,
    Payment,
    Person,
    Platform,
    Role,
    Side,
)
from caseorg.domain.moments import parse_moment
from caseorg.domain.progress import Progress
from caseorg.resources import resource
from caseorg.store.queries import list_cases, load_case
from caseorg.workspace import Workspace

SAMPLE = CaseId("5a3b1e0000004000800000000000cafe")


def make_sample(workspace: Workspace) -> Iterator[Progress[CaseId]]:
    """Makes the sample case where it is not there yet, or was left half made; the last progress carries its id.

    Raises:
        CaseorgError: a file of it could not be added.
    """
    from caseorg.jobs.intake import add_files  # with all that looks into files: who only asks for the id is spared it

    present = any(case.id == SAMPLE for case in workspace.read(list_cases))
    if present:
        workspace.change(restore_case, SAMPLE)
    if present and workspace.read(load_case, SAMPLE).events:
        yield Progress(1, 1, item=SAMPLE)
        return
    story = tomllib.loads(resource("demo/case.toml").read_text(encoding="utf-8"))
    if not present:
        workspace.write(set_profile, Person(**story["complainant"]), SAMPLE)
        workspace.write(new_case, _details(story), SAMPLE, SAMPLE)
    files = [resource("demo") / item["file"] for item in story["evidence"]]
    keys: dict[int, EvidenceId] = {}
    for progress in add_files(workspace, SAMPLE, files):
        outcome, item = progress.item, story["evidence"][progress.done - 1]
        assert outcome
        if outcome.reason:
            raise outcome.reason
        assert outcome.evidence
        workspace.write(describe_evidence, SAMPLE, outcome.evidence, _description(item))
        keys[progress.done] = outcome.evidence
        yield Progress(progress.done, progress.total + 1, progress.label)
    workspace.write(_add_events, story["event"], keys)
    yield Progress(len(files) + 1, len(files) + 1, item=SAMPLE)


def _description(item: dict[str, Any]) -> Description:
    return Description(item["source"], item["proves"], tuple(item.get("shows", ())))


def _details(story: dict[str, Any]) -> CaseDetails:
    case = story["case"]
    return CaseDetails(
        title=case["title"],
        platform=Platform(case["platform"]),
        demand=case["demand"],
        scenario=case["scenario"],
        answers=tuple(Answer(question=question, value=value) for question, value in case["answers"].items()),
        parties=(Party(role=Role.MERCHANT, **story["merchant"]),),
        orders=tuple(
            Order(
                id=OrderId(""),
                number=order["number"],
                product=order["product"],
                paid=Decimal(order["paid"]),
                ordered_at=parse_moment(order["ordered_at"]),
                payment=Payment(order["payment"]),
            )
            for order in story["order"]
        ),
    )


def _add_events(work: UnitOfWork, events: list[dict[str, Any]], keys: dict[int, EvidenceId]) -> None:
    """All at once and last: the sample case is complete when it has events."""
    for event in events:
        details = _event(event, keys)
        key = add_event(work, SAMPLE, details).made
        if promised := event.get("promise"):
            due = parse_moment(promised["due"]).at
            promise = PromiseDetails(side=details.side, text=promised["text"], made_at=details.at, due=due, event=key)
            add_promise(work, SAMPLE, promise)


def _event(event: dict[str, Any], keys: dict[int, EvidenceId]) -> EventDetails:
    more = {field: event[field] for field in ("channel", "agent", "ticket", "milestone") if field in event}
    return EventDetails(
        at=parse_moment(event["at"]),
        text=event["text"],
        side=Side(event["party"]),
        evidence=tuple(keys[number] for number in event["evidence"]),
        **more,
    )
