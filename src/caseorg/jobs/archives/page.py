"""The page that shows an archive in any browser: no scripts, nothing from a network, nothing that could run."""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from urllib.parse import quote

from caseorg.domain.case import CaseFile, Evidence, EvidenceId, MediaKind
from caseorg.domain.files.bagging import CHECKER, PAPERS
from caseorg.domain.moments import BEIJING, show_moment
from caseorg.domain.money import show_yuan
from caseorg.domain.timeline import TimelineEntry, entries
from caseorg.knowledge.platforms import platform_name

UNMASKED = "未遮盖，含全部个人信息"
INCOMPLETE = "记录不完整：制作存档时资料库已损坏，可能缺少内容，也可能有误"
_SHOWN = ("image/jpeg", "image/png", "image/gif", "image/webp")
_OPENED = (*_SHOWN, "application/pdf", "text/plain", "video/mp4", "audio/mpeg", "audio/mp4", "image/avif")
_POLICY = "script-src 'none'; object-src 'none'; connect-src 'none'; form-action 'none'; base-uri 'none'"
_STYLE = """body{font-family:"Noto Sans SC","Microsoft YaHei","PingFang SC",sans-serif;max-width:60em;margin:2em auto;
padding:0 1em;line-height:1.6;color:#222;background:#fff}h1{font-size:1.5em}h2{font-size:1.15em;margin-top:2em;
border-bottom:1px solid #ccc}table{border-collapse:collapse;width:100%}td,th{border:1px solid #ccc;padding:.3em .6em;
text-align:left;vertical-align:top;overflow-wrap:anywhere}th{background:#f3f3f3;font-weight:600;white-space:nowrap}
.w{background:#fff4d6;border:1px solid #e0b84c;padding:.5em 1em}.s{color:#666;font-size:.9em}
img{max-width:100%;max-height:28em;border:1px solid #ccc}p.t{white-space:pre-wrap;margin:.2em 0}"""


def page(case: CaseFile, files: Mapping[EvidenceId, str], papers: Iterable[str], *, incomplete: bool) -> bytes:
    """The whole page."""
    warnings = [UNMASKED, *([INCOMPLETE] if incomplete else [])]
    body = (
        f"<h1>{escape(case.title)}</h1>",
        *(f'<p class="w">{escape(text)}</p>' for text in warnings),
        "<h2>案件</h2>",
        _table(_facts(case)),
        "<h2>文书</h2>",
        _list(f'<a href="{_href(PAPERS + name)}">{escape(name)}</a>' for name in papers),
        "<h2>时间线</h2>",
        _table((_when(entry), _told(entry)) for entry in entries(case)),
        "<h2>证据</h2>",
        *(_piece(item, files.get(item.id)) for item in case.evidence),
        "<h2>写过的消息</h2>",
        _list(f'{_sent(message)}<p class="t">{escape(message.text)}</p>' for message in case.messages),
        "<h2>怎样核验</h2>",
        f"<p>装有Python的电脑上，在这个文件夹里运行 <code>python3 -I {CHECKER}</code>；"
        "也可以用任何支持BagIt（RFC 8493）的工具。哈希值由制作存档的电脑计算，不是可信时间戳。</p>",
    )
    head = (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><meta name="referrer" content="no-referrer">'
        f"<title>{escape(case.title)}</title><style>{_STYLE}</style></head><body>"
    )
    return (head + "\n".join(body) + "</body></html>\n").encode()


def _facts(case: CaseFile) -> Iterator[tuple[str, str]]:
    person, merchant = case.complainant, case.merchant
    yield "编号", case.id
    yield "平台", platform_name(case.platform)
    yield "投诉人", "　".join(filter(None, (person.name, person.phone, person.address)))
    yield "商家", "　".join(filter(None, (merchant.name, merchant.address, merchant.phone, merchant.credit_code)))
    for order in case.orders:
        paid = f"实付{show_yuan(order.paid)}元" if order.paid is not None else ""
        refunded = f"已退{show_yuan(order.refunded)}元" if order.refunded else ""
        at = show_moment(order.ordered_at) if order.ordered_at else ""
        yield "订单", "　".join(filter(None, (order.number, order.product, paid, refunded, at)))
    yield "诉求", case.demand


def _when(entry: TimelineEntry) -> str:
    return show_moment(entry.at) if entry.at else "时间不详"


def _told(entry: TimelineEntry) -> str:
    labels = "、".join(item.label for item in entry.evidence)
    promises = "".join(f"\n承诺：{promise.text}" for promise in entry.promises)
    return f"{'（发出消息）' if entry.message else ''}{entry.text}{f'（{labels}）' if labels else ''}{promises}"


def _sent(message: object) -> str:
    at = getattr(message, "sent_at", None) or getattr(message, "made_at")  # noqa: B009 — either time
    state = "发出" if getattr(message, "sent_at", None) else "写成，没有发出"
    return f'<span class="s">{at.astimezone(BEIJING):%Y-%m-%d %H:%M} {state}</span>'


def _piece(item: Evidence, name: str | None) -> str:
    """A file that a browser would run, such as a saved page, is named and not linked."""
    rows = [
        ("来源", item.source),
        ("证明", item.proves),
        ("时间", show_moment(item.taken_at) if item.taken_at else ""),
        ("SHA-256", item.sha256),
        ("状态", "已撤下，不进入文书" if item.withdrawn else ""),
        ("文件", "没有收进存档" if name is None else name),
    ]
    shown = ""
    if name and item.media_type in _OPENED:
        inside = f'<img src="{_href(name)}" alt="{escape(item.label)}" loading="lazy">'
        picture = item.kind is MediaKind.IMAGE and item.media_type in _SHOWN
        shown = f'<p><a href="{_href(name)}">{inside if picture else "打开"}</a></p>'
    return f"<h3>{escape(item.label)}　{escape(item.name)}</h3>{_table(row for row in rows if row[1])}{shown}"


def _table(rows: Iterable[tuple[str, str]]) -> str:
    lines = (f'<tr><th>{escape(name)}</th><td><p class="t">{escape(text)}</p></td></tr>' for name, text in rows if text)
    return f"<table>{''.join(lines)}</table>"


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _href(name: str) -> str:
    return escape(quote(name), quote=True)
