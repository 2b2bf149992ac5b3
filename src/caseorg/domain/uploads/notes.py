"""说明.txt of an upload set: what goes where, what was made smaller, what is not in it and what to do about that."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from caseorg.domain.case import CaseFile, CaseId, Evidence
from caseorg.domain.checks.jurisdiction import CompetentOffice
from caseorg.domain.demands.reading import dated, demand_lines
from caseorg.domain.demands.wording import formal
from caseorg.domain.messages.channel import Channel, MessageKind
from caseorg.domain.messages.message import Draft, length
from caseorg.domain.moments import BEIJING, show_moment
from caseorg.domain.money import show_yuan
from caseorg.domain.papers.numbers import numbers_of
from caseorg.domain.papers.renumbering import renumbered
from caseorg.domain.parties.respondent import BLANK, respondents
from caseorg.domain.patterns import regex
from caseorg.domain.sums.totals import sums_of
from caseorg.domain.uploads.plan import MEGABYTE, Outside, Why, limits_of

NOTE = "说明.txt"
TEXT = "正文.txt"
_MARK = "本文件夹由caseorg生成，案件编号："
_DIGEST = regex(r"^([0-9a-f]{64})  (.+)$", re.MULTILINE)
_TO_DO: Mapping[Why, str] = MappingProxyType(
    {
        Why.PUBLIC: "公开渠道，未放入。请先逐处确认遮盖（caseorg redact），再重新生成；或自行遮盖后上传",
        Why.LARGE: "超过每个文件的大小限制，未放入。可剪出关键片段作为新证据添加，原件请保留；或向经办人说明，另行提供",
        Why.TYPE: "渠道不收这种文件，未放入。可转成渠道接收的类型作为新证据添加，原件请保留；或向经办人说明，另行提供",
        Why.UNSHOWN: "无法显示（损坏、有密码或过大），未放入。可重新截图或另存为图片后作为新证据添加，原件请保留",
        Why.PLACE: "文件个数已满，未放入。可在提交后补充材料，或撤下不重要的证据后重新生成",
        Why.ROOM: "压缩到仍可辨认的最小尺寸也放不下，未放入。可在提交后补充材料，或撤下不重要的证据后重新生成",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFile:
    """A file of the set. `place` is its number in upload order, 0 for the texts that are not uploaded."""

    name: str
    says: str
    size: int
    sha256: str
    pages: int = 0
    place: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Squeeze:
    """How the pictures of this evidence were made smaller."""

    items: tuple[Evidence, ...]
    percent: int
    quality: int


def upload_note(
    case: CaseFile,
    channel: Channel,
    draft: Draft,
    files: Sequence[SetFile],
    outside: Sequence[Outside],
    squeeze: Squeeze | None,
    now: datetime,
    office: CompetentOffice | None = None,
) -> str:
    """The whole text; its last lines are what `made_for` and `digests` read."""
    sections = (
        ("正文", _message(draft, public=channel.masked)),
        ("按顺序上传的文件", _files(files, channel)),
        ("图片", _pictures(squeeze) if any(item.place for item in files) else ()),
        (
            "没有放进来的证据",
            [f"{item.evidence.label}（{item.evidence.name}）：{_TO_DO[item.why]}。" for item in outside],
        ),
        (
            "证据编号对照",
            [f"{item.old_labels}（此前的材料）：现为{item.item.label}" for item in renumbered(case)],
        ),
        ("页面上要填的内容", () if channel.masked else _fields(case, channel, office)),
        ("页面还会要求", channel.needs),
        ("注意", channel.notes),
    )
    local = now.astimezone(BEIJING)
    lines = [
        f"投递材料：{channel.name}",
        f"案件：{case.title}",
        f"制作时间：{local:%Y-%m-%d %H:%M}（北京时间）",
        *_limits(channel),
    ]
    titled = [(name, list(section)) for name, section in sections]
    for number, (name, section) in enumerate((pair for pair in titled if pair[1]), start=1):
        lines += ["", f"{_NUMERALS[number - 1]}、{name}", *section]
    lines += ["", "校验（SHA-256）", *(f"{item.sha256}  {item.name}" for item in files), f"{_MARK}{case.id}", ""]
    return "\n".join(lines)


_NUMERALS = "一二三四五六七八九十"


def made_for(note: str) -> CaseId | None:
    """The case that a set with this note was made for; None for a text that is no such note."""
    last = note.rstrip().rpartition("\n")[2]
    return CaseId(last.removeprefix(_MARK)) if last.startswith(_MARK) else None


def digests(note: str) -> dict[str, str]:
    """The set's files by their names, with the digests that they had."""
    return {name: sha256 for sha256, name in _DIGEST.findall(note)}


def show_bytes(size: int) -> str:
    """`4.31MB`, `85KB`; as pages count that say MB, the careful way."""
    return f"{size / MEGABYTE:.2f}MB" if size >= MEGABYTE else f"{max(1, round(size / 1000))}KB"


def _limits(channel: Channel) -> Iterator[str]:
    limits = limits_of(channel)
    if limits.files:
        megabytes = f"{limits.size / MEGABYTE:g}MB"
        yield f"附件限制：最多{limits.files}个，每个不超过{megabytes}，类型{'、'.join(limits.types)}"
    else:
        yield "附件限制：未收录"
    yield f"限制的核对日期：{channel.checked.isoformat()}（依据：{channel.source}）。以页面实际要求为准。"


def _message(draft: Draft, *, public: bool) -> Iterator[str]:
    limit = f"，上限{draft.limit}字" if draft.limit else ""
    yield f"{TEXT}：共{draft.length}字{limit}。复制或照着输入到页面的正文栏。"
    if draft.subject:
        yield f"标题：{draft.subject}"
    if draft.too_long:
        yield "已超过上限，请删减后再提交。"
    if public:
        yield "渠道公开可见：正文已遮盖个人信息，发布前请再逐字核对。"
    yield from (f"为不超字数省去：{piece}" for piece in draft.left_out)


def _files(files: Sequence[SetFile], channel: Channel) -> Iterator[str]:
    for file in files:
        if file.place:
            pages = f"，{file.pages}页" if file.pages else ""
            yield f"{file.place}. {file.name}（{show_bytes(file.size)}{pages}）：{file.says}"
    if not any(file.place for file in files):
        yield "图片要先遮盖，本次没有要上传的文件。" if channel.masked else "没有要上传的文件。"


def _pictures(squeeze: Squeeze | None) -> Iterator[str]:
    if squeeze is None:
        yield "图片没有压缩。拍摄地点等隐藏信息已从副本中去除，案件里的原件没有改动。"
        return
    scale = "尺寸不变" if squeeze.percent == 100 else f"宽高缩小到{squeeze.percent}%"
    yield f"为不超过大小限制，{numbers_of(squeeze.items)}的图片重新压缩（{scale}，JPEG质量{squeeze.quality}）。"
    yield "拍摄地点等隐藏信息已从副本中去除，案件里的原件没有改动。"


def _fields(case: CaseFile, channel: Channel, office: CompetentOffice | None) -> Iterator[str]:
    """What the case knows of the customary fields; a blank is to be filled on the page."""
    act = "举报" if channel.kinds[0] is MessageKind.REPORT else "投诉"
    person = case.complainant
    pairs = [
        (f"{act}人", person.name),
        ("联系电话", person.phone),
        ("联系地址", person.address),
        *_respondents(case, act),
        *((("处理单位", "；或者".join(candidate.name for candidate in office.offices)),) if office else ()),
    ]
    for order in case.orders:
        pairs += [
            ("订单号", order.number),
            ("商品名称", order.product),
            ("下单时间", show_moment(order.ordered_at) if order.ordered_at else ""),
            ("实付金额", f"{show_yuan(order.paid)}元" if order.paid is not None else ""),
            *((("已退金额", f"{show_yuan(order.refunded)}元"),) if order.refunded else ()),
        ]
    if act == "投诉":
        claimed = sums_of(case).claimed
        pairs += [
            (
                "诉求",
                "；".join(
                    dated(formal(line, case.demand_said), case.demand_said) for line in demand_lines(case.demand)
                ),
            ),
            ("请求金额", f"{show_yuan(claimed)}元" if claimed is not None else ""),
        ]
    for name, value in pairs:
        if not value:
            yield f"{name}：（案件里没有，请在页面填写）"
        else:
            yield f"{name}：{value}" + ("" if BLANK in value else f"（{length(value)}字）")


def _respondents(case: CaseFile, act: str) -> Iterator[tuple[str, str]]:
    """What the page asks of each, and what else tells who it is where it is known."""
    for side in respondents(case):
        yield f"被{act}人", side.shown_name
        yield "统一社会信用代码", side.credit_code
        yield f"被{act}人地址", side.shown_address
        shop = side.shop if side.company else ""
        known = (("店铺名称", shop), ("网址", side.website), ("许可证号", side.licence), ("联系人", side.contact))
        yield from (pair for pair in (*known, ("电话", side.phone), ("付款记录上的收款方", side.payee)) if pair[1])
