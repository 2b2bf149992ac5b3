"""What is known of a channel: how one gets there, what it takes, what is claimed of it."""

from collections.abc import Iterable, Iterator
from html import escape

from PySide6.QtWidgets import QTextBrowser, QWidget

from caseorg.domain.messages.channel import Channel, Rung
from caseorg.domain.scenario import is_busy, show_peak
from caseorg.gui.theme import colours
from caseorg.gui.wizard.state import WizardState
from caseorg.i18n import remark_text, tr
from caseorg.knowledge.hints import about_channel, corrections_of
from caseorg.knowledge.position import unsuited

_SERVICES = (Rung.MERCHANT, Rung.UPGRADE, Rung.PLATFORM)


class ChannelCard(QTextBrowser):
    """Read with the keyboard too; the address opens outside."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenExternalLinks(True)
        self.setAccessibleName(tr("About the channel"))
        self.setObjectName("channel-card")

    def show_channel(self, channel: Channel, state: WizardState) -> None:
        """Keeps its place where the channel is the same."""
        text = "".join(_part(title, lines) for title, lines in _parts(channel, state) if lines)
        if text != self.property("shown"):
            self.setProperty("shown", text)
            self.setHtml(text)


def _part(title: str, lines: Iterable[str]) -> str:
    text = "<br>".join(lines)
    return f'<p style="margin:0 0 8px 0"><span style="color:{colours().faint}">{escape(title)}</span><br>{text}</p>'


def _parts(channel: Channel, state: WizardState) -> Iterator[tuple[str, list[str]]]:
    closed = unsuited(state.knowledge, state.case, state.story, channel, state.now)
    yield tr("Why not here"), _plain((remark_text(closed),)) if closed else []
    yield tr("Good for"), _plain((channel.suited,))
    yield tr("Before that"), _plain(channel.prerequisites)
    yield tr("How to get there"), [" → ".join(_plain(channel.entry))] if channel.entry else []
    yield tr("Where"), [*_link(channel.url), *_plain((channel.phone,))]
    yield tr("Hours"), _plain((channel.hours,))
    yield tr("Claimed, not promised"), _plain(f"声称：{claim}" for claim in channel.claims)
    yield tr("Terms"), _plain(channel.terms)
    yield tr("Have at hand"), _plain(channel.needs)
    if channel.uploads:
        limits = channel.uploads
        text = tr("{files} files of {size} MB at most: {types}", files=limits.files, size=f"{limits.megabytes:g}",
                  types="、".join(limits.types))  # fmt: skip
        yield tr("Files"), [escape(text)]
    if channel.rung in _SERVICES:
        yield tr("Busy hours, as two sources say"), list(_peaks(state))
    corrections = corrections_of(state.knowledge, state.case, channel)
    yield tr("Often said, but"), _plain(f"“{correction.said}”——{correction.holds}" for correction in corrections)
    yield tr("Note"), _plain(about_channel(state.knowledge, channel))
    yield tr("Source"), _plain((f"{channel.source}（{channel.checked:%Y-%m-%d}）",))


def _peaks(state: WizardState) -> Iterator[str]:
    for peak in state.knowledge.peaks.values():
        now = f"<b>{escape(tr('busy now'))}</b>　" if is_busy(peak, state.now) else ""
        yield f"{now}{escape(show_peak(peak))}（{escape(peak.said_by)}）"


def _plain(lines: Iterable[str]) -> list[str]:
    return [escape(line) for line in lines if line]


def _link(url: str) -> list[str]:
    return [f'<a href="{escape(url)}" style="color:{colours().accent}">{escape(url)}</a>'] if url else []
