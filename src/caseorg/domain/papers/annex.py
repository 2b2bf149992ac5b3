"""What is annexed to the complaint: the case's timeline, and what was promised, by when, and what came of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from caseorg.domain.case import CaseFile, Evidence, Promise, Side
from caseorg.domain.moments import Moment, Precision, TimeSource, show_moment
from caseorg.domain.papers.facts import evidence_of
from caseorg.domain.story.story import Story, leading
from caseorg.domain.timeline import TimelineEntry, entries

PAPER_SIDES = {
    Side.UNKNOWN: "",
    Side.ME: "投诉人",
    Side.MERCHANT: "商家",
    Side.PLATFORM: "平台",
    Side.SERVICE: "客服",
    Side.SYSTEM: "系统",
    Side.AUTHORITY: "主管部门",
}
_RESOLVED = "（推算）"
_RESULTS = {True: "已兑现", False: "未兑现", None: "□已兑现\n□未兑现"}  # what is open is ticked by hand


@dataclass(frozen=True, slots=True)
class PrintedEvent:
    """A row of the timeline on paper; `who` is empty where evidence stands alone."""

    when: str
    who: str
    text: str
    proofs: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class PrintedPromise:
    """A promise on paper: what was said and when, until when, and what came of it."""

    when: str
    text: str
    due: str
    result: str
    proofs: tuple[Evidence, ...]


def happenings(case: CaseFile, story: Story, channels: Mapping[str, str]) -> tuple[PrintedEvent, ...]:
    """What has a time and is not for the user's own use alone, in order. `channels` gives their names.

    Evidence by itself is told where its time is that of what it shows: a file's date is often that of a copy.
    """
    return tuple(_told(case, story, channels))


def _told(case: CaseFile, story: Story, channels: Mapping[str, str]) -> Iterator[PrintedEvent]:
    for entry in entries(case):
        alone = entry.event is None and entry.message is None and not entry.promises
        if entry.at is None or (alone and entry.at.source is TimeSource.FILE):
            continue
        if entry.event is None or entry.event.id in story.told_texts:
            yield PrintedEvent(_when(entry.at), _who(entry, story), _text(entry, story, channels), entry.evidence)


def _when(at: Moment) -> str:
    """What was counted from when a picture was taken says so."""
    return show_moment(at) + (_RESOLVED if at.source is TimeSource.RESOLVED else "")


def _who(entry: TimelineEntry, story: Story) -> str:
    """Who acted, as the story has it; nobody where evidence stands alone."""
    if entry.event:
        beat = leading(story.by_event.get(entry.event.id, ()))
        return PAPER_SIDES[beat.actor] if beat else ""
    return PAPER_SIDES[entry.side] if entry.side else ""


def _text(entry: TimelineEntry, story: Story, channels: Mapping[str, str]) -> str:
    if entry.event:
        return story.told_texts.get(entry.event.id, "")
    if entry.message:
        return f"通过{channels.get(entry.message.channel, entry.message.channel)}发送书面消息"
    if entry.promises:
        return "承诺：" + "；".join(promise.text for promise in entry.promises)
    return f"取得{entry.evidence[0].label}：{entry.evidence[0].name}"


def promise_rows(case: CaseFile) -> tuple[PrintedPromise, ...]:
    """All promises by their time, without those of events that are for the user's own use alone."""
    private = {event.id for event in case.events if not event.in_complaint}
    shown = (promise for promise in case.promises if promise.event not in private)
    return tuple(_promise_row(case, promise) for promise in sorted(shown, key=lambda promise: promise.made_at.at))


def _promise_row(case: CaseFile, promise: Promise) -> PrintedPromise:
    proofs = next((evidence_of(case, event) for event in case.events if event.id == promise.event), ())
    due = _shown(promise.due) if promise.due else "未说明期限"
    text = f"{PAPER_SIDES[promise.side]}：{promise.text}"
    return PrintedPromise(show_moment(promise.made_at), text, due, _RESULTS[promise.kept], proofs)


def _shown(instant: datetime) -> str:
    return show_moment(Moment(instant, Precision.MINUTE, TimeSource.RECORDED))
