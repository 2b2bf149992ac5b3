"""The story as both faces show it: what each event is taken for, and that it is a proposal."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from caseorg.actions.event import Edit, EventDetails, event_details
from caseorg.domain.case import Event, Part, Side
from caseorg.domain.moments import Moment, show_moment
from caseorg.domain.story.story import Beat, Story
from caseorg.i18n import tr
from caseorg.views.labels import PARTS, SIDES

_PROPOSALS_TOLD = 12
_NAMED = 3
_JOINED = " ＋ "


def part_name(beat: Beat) -> str:
    """`Refusal (proposed)`, or `Refusal` where the user confirmed it."""
    name = tr(PARTS[beat.part]) if beat.part else tr("not known")
    return name if beat.confirmed else tr("{part} (proposed)", part=name)


def beat_name(beat: Beat) -> str:
    """`Customer service · Promise`: who acted, and which part of the story it is."""
    part = _bare_part(beat)
    if (beat.part, beat.actor) == (Part.ASKED, Side.ME):  # the part says who
        return part
    who = tr(SIDES[beat.actor]) if beat.actor else ""
    return f"{who} · {part}" if who not in ("", part) else part  # of an authority, the part is called as it is


def _bare_part(beat: Beat) -> str:
    return tr(PARTS[beat.part]) if beat.part else tr("part not known")


def parts_name(beats: Iterable[Beat]) -> str:
    """Only which parts of the story they are, where who acted is told otherwise."""
    return _JOINED.join(dict.fromkeys(map(_bare_part, beats)))


def beats_name(beats: Iterable[Beat]) -> str:
    """The names of what an event tells of, each once, in its order."""
    return _JOINED.join(dict.fromkeys(map(beat_name, beats)))


def is_proposed(beat: Beat) -> bool:
    """Whether the user has not said yet what it is, or who acted where anybody did."""
    return not beat.confirmed or (bool(beat.actor) and not beat.actor_confirmed)


def proposal_lines(story: Story) -> Iterator[str]:
    """A line for each part that is only proposed; of many the first."""
    yield from map(proposal_line, story.proposals[:_PROPOSALS_TOLD])
    if len(story.proposals) > _PROPOSALS_TOLD:
        yield tr("… and {count} more, see “caseorg event list”.", count=len(story.proposals) - _PROPOSALS_TOLD)


def proposal_line(beat: Beat) -> str:
    """`Part (proposed): 2026-11-12 14:41, The fault, System: 输入卡密…`"""
    return tr(
        "Part (proposed): {time}, {part}, {side}: {text}",
        time=show_moment(beat.at) if beat.at else tr("time unknown"),
        part=tr(PARTS[beat.part]) if beat.part else tr("not known"),
        side=tr(SIDES[beat.actor]),
        text=beat.text,
    )


def short_time(moment: Moment | None) -> str:
    """`11-02 10:05`, without the year and without a time of day that nobody knows."""
    return show_moment(moment)[5:16] if moment else tr("time unknown")


def open_points(story: Story, asserted: str = "") -> str:
    """What a text takes for granted and nobody confirmed: a line for today, one for the events; empty for nothing."""
    events = tuple(dict.fromkeys(beat.event for beat in story.proposals if beat.event))
    named = [f"{short_time(story.by_event[key][0].at)} {beats_name(story.by_event[key])}" for key in events[:_NAMED]]
    lines = (
        tr("Please confirm: {what}", what=asserted) if asserted else "",
        tr("Still to confirm in {count} events: {what}", count=len(events), what="；".join(named)) if named else "",
    )
    return "\n".join(filter(None, lines)) + ("…" if len(events) > _NAMED else "")


def proposals_json(story: Story) -> list[dict[str, object]]:
    """What is only proposed, each with the words that it is read from."""
    return [
        {"event": beat.event, "at": beat.at, "part": beat.part or None, "side": beat.actor or None, "text": beat.text}
        for beat in story.proposals
    ]


def confirmed(event: Event, beats: tuple[Beat, ...]) -> Edit | None:
    """The event with its proposal as the user's word; None where it tells of several things, or of nothing known."""
    if len(beats) != 1 or not beats[0].part:
        return None
    before = event_details(event)
    after = replace(before, part=beats[0].part, side=beats[0].actor)
    return Edit(event.id, before, after) if after != before else None


def proposed_pieces(story: Story, event: Event) -> tuple[EventDetails, ...]:
    """The events that an event would be split into, each with its part and who acted; one where it tells of one
    thing."""
    whole = event_details(event)
    return tuple(
        EventDetails(
            at=whole.at,
            text=beat.text,
            side=beat.actor,
            evidence=whole.evidence,
            in_complaint=whole.in_complaint,
            channel=beat.channel,
            agent=beat.agent,
            ticket=whole.ticket if number == 0 else "",
            milestone=whole.milestone if number == 0 else "",
            part=beat.part,
        )
        for number, beat in enumerate(story.by_event.get(event.id, ()))
    )
