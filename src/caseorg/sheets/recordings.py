"""Evidence that paper cannot show: a page that says what it is, how long it is, and what a film looks like."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from caseorg.children.breach import BreachError
from caseorg.children.calls import in_worker
from caseorg.domain.case import Evidence, MediaKind
from caseorg.domain.moments import BEIJING
from caseorg.evidence.decoder import Decoder, Still, as_jpeg, length, stills
from caseorg.evidence.recordings import Header, read_header
from caseorg.evidence.store import EvidenceStore
from caseorg.pdf.card import MOST_STILLS, Card
from caseorg.pdf.encoding import Encoded, passed_through
from caseorg.pdf.images import Picture

_RECORDED = (MediaKind.AUDIO, MediaKind.VIDEO)
_KINDS = {MediaKind.AUDIO: "录音", MediaKind.VIDEO: "录像"}
_SIZES = ("字节", "KB", "MB", "GB")
_REMARK = "本件为电子文件，纸面不能完整显示，另附原件；是否为同一文件，以上述SHA-256核对。"
_UNSHOWN = (
    "（本件无法显示：文件损坏、不完整、有密码、过大，或打开它超出了本程序的限制。）"
    "另附原件；是否为同一文件，以上述SHA-256核对。"
)
_STILLS = "以下画面由软件按所标时间从该文件中截取，仅供对照，内容以电子文件为准。"


def card(store: EvidenceStore, item: Evidence, decoder: Decoder | None, *, mono: bool = False) -> Card:
    """What is known of the file; with stills of a film, in mono as greys, where a decoder has time left."""
    path = store.path(item.sha256)
    header = _header(path, item, decoder)
    of_film = decoder if item.kind is MediaKind.VIDEO else None
    pictures = tuple(_pictures(of_film, path, item, header.length or 0.0, mono)) if of_film else ()
    remark = _UNSHOWN if item.unshown else _REMARK + _STILLS if pictures else _REMARK
    return Card(_rows(item, header), remark, pictures)


def plain_card(store: EvidenceStore, item: Evidence, decoder: Decoder | None, remark: str) -> Card:
    """What is known of the file, without a look at it."""
    return Card(_rows(item, _header(store.path(item.sha256), item, decoder)), remark)


def _header(path: Path, item: Evidence, decoder: Decoder | None) -> Header:
    header = read_header(path, item.media_type)
    if header.length or item.kind not in _RECORDED or not decoder:
        return header
    try:
        found, decoder.left = _length(decoder, path, item.media_type)
    except BreachError:
        return header
    return replace(header, length=found)


@in_worker
def _length(decoder: Decoder, path: Path, media_type: str) -> tuple[float | None, float]:
    """And the seconds that the decoder has left."""
    return length(decoder, path, media_type), decoder.left


def _rows(item: Evidence, header: Header) -> tuple[tuple[str, str], ...]:
    exact = f"（{item.size:,}字节）" if item.size >= 1024 else ""
    rows = [
        ("材料种类", f"{_kind(item)}（{item.media_type}）"),
        ("对应文件", f"{item.name}（另附电子文件）"),
        ("文件大小", show_size(item.size) + exact),
    ]
    if header.length:
        rows.append(("时长", show_length(header.length)))
    if header.made_at:
        made_at = header.made_at.astimezone(BEIJING)
        rows.append(("录制时间", f"{made_at:%Y-%m-%d %H:%M:%S}（北京时间，依据：文件内记录）"))
    return tuple(rows)


def _kind(item: Evidence) -> str:
    if item.unshown:
        return "文档" if item.media_type == "application/pdf" else "图片"
    return _KINDS.get(item.kind, "电子文件")


def _pictures(
    decoder: Decoder, path: Path, item: Evidence, seconds: float, mono: bool
) -> Iterator[tuple[Picture, str]]:
    """With their times: one from the middle of each part of the film, of as many as there is room for, of a second."""
    count = min(MOST_STILLS, max(1, int(seconds)))
    times = [(number + 0.5) * seconds / count for number in range(count)]
    try:
        found, decoder.left = _stills(decoder, path, item.media_type, times, mono)
    except BreachError:
        return
    for still in found:
        name = f"still-{item.sha256}-{still.at:.3f}"
        yield Picture(name, still.width, still.height, 1, partial(_encoded, still.jpeg)), show_time(still.at)


@in_worker
def _stills(
    decoder: Decoder, path: Path, media_type: str, times: Sequence[float], mono: bool
) -> tuple[list[Still], float]:
    """And the seconds that the decoder has left."""
    found = [Still(at, *still.size, as_jpeg(still, mono)) for at, still in stills(decoder, path, media_type, times)]
    return found, decoder.left


def _encoded(jpeg: bytes) -> Encoded:
    found = passed_through(jpeg)
    assert found, "what Pillow writes as JPEG passes through"
    return found


def show_time(seconds: float) -> str:
    """`01:35`, `1:02:03`"""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


def show_length(seconds: float) -> str:
    """`12秒`, `1分35秒`, `1小时02分03秒`"""
    minutes, rest = divmod(max(1, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}小时{minutes:02}分{rest:02}秒"
    return f"{minutes}分{rest:02}秒" if minutes else f"{rest}秒"


def show_size(size: int) -> str:
    """`700字节`, `1.2MB`"""
    amount = float(size)
    for unit in _SIZES:
        if amount < 1024 or unit == _SIZES[-1]:
            break
        amount /= 1024
    return f"{amount:.0f}{unit}" if unit == _SIZES[0] else f"{amount:.1f}{unit}"
