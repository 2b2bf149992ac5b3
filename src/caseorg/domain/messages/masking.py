"""Personal data out of a text that goes to the public: each hit is replaced for good and told."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from caseorg.domain.case import CaseFile

NAME: Final = "name"
PHONE: Final = "phone"
ADDRESS: Final = "address"
IDENTITY: Final = "identity"
CARD: Final = "card"
CODE: Final = "code"
MAIL: Final = "mail"
CHAT: Final = "chat"
NUMBER: Final = "number"
VERIFICATION: Final = "verification"
KIND_NAMES = {
    NAME: "a name",
    PHONE: "a telephone number",
    ADDRESS: "an address",
    IDENTITY: "an identity number",
    CARD: "a bank card number",
    CODE: "a card code",
    MAIL: "a mail address",
    CHAT: "a chat or game account",
    NUMBER: "an order or transaction number",
    VERIFICATION: "a verification code",
}
NOTHING_KNOWN: Mapping[str, str] = MappingProxyType({})

_PLAIN = str.maketrans({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})
_GROUPS = re.compile(r"[ -]")
_CITY = re.compile("(?:[一-龥]{2,7}?(?:省|自治区|特别行政区))?[一-龥]{2,7}?(?:市|自治州|地区|盟)|[一-龥]{2,7}?省")
_LINK = r"(?:号码|号|码)?\s*(?:[:：=]|是|为)?\s*[（(“\"「【]?\s*"
_PROVINCE = "(?:[一-龥]{2,7}(?:省|自治区))?(?:[一-龥]{2,7}(?:市|自治州))"
_STREET = "[一-龥A-Za-z0-9]{1,20}?(?:路|街|巷|弄|大道|胡同|村|镇|小区|花园|苑|大厦|公寓|广场|新村)"
_DOOR = "(?:[一-龥A-Za-z]{0,10}?[0-9A-Za-z一二三四五六七八九十-]+(?:号院|号楼|号|弄|栋|幢|座|楼|单元|层|室|户|组))"


@dataclass(frozen=True, slots=True)
class Hidden:
    """`kind` is a key of KIND_NAMES; `mask` stands where `original` stood."""

    kind: str
    original: str
    mask: str


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    kind: str


# The first group is what is hidden.
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (PHONE, r"(?<!\d)((?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2})(?!\d)"),
        (PHONE, r"(?<!\d)(0\d{2,3}[ -]?\d{7,8})(?!\d)"),
        (IDENTITY, r"(?<!\d)([1-9]\d{5} ?(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]) ?\d{3}[\dX])(?!\d)"),
        (IDENTITY, r"(?<!\d)([1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3})(?!\d)"),
        (IDENTITY, rf"(?:身份证|证件){_LINK}([0-9]{{6,17}}[0-9X])(?![0-9A-Z])"),
        (CARD, r"(?<!\d)(\d{4}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?)(?!\d)"),
        (MAIL, r"([\w.+-]+@[A-Z0-9-]+(?:\.[A-Z0-9-]+)+)"),
        (CODE, r"(?<![A-Z0-9-])([A-Z0-9]{4,}(?:-[A-Z0-9]{4,}){2,})(?![A-Z0-9-])"),
        (
            CODE,
            r"(?:卡密|卡号|密码|激活码|兑换码|充值码|序列号|注册码|授权码|串码|券码|cdk(?:ey)?)"
            r"[^A-Z0-9，。；\n]{0,8}(?<![A-Z0-9])((?=[A-Z-]*\d)[A-Z0-9][A-Z0-9-]{4,}[A-Z0-9]|[A-Z]{8,})(?![A-Z0-9-])",
        ),
        (
            CODE,
            r"(?:卡密|卡号|密码|激活码|兑换码|充值码|序列号|注册码|授权码|券码)[^A-Z0-9，。；\n]{0,4}尾号(?:为|是|：)?"
            r"([A-Z0-9]{4,})",
        ),
        (VERIFICATION, r"验证码[^\d，。；\n]{0,8}(\d{4,8})(?!\d)"),
        (VERIFICATION, r"(?<!\d)(\d{4,8})[^\d，。；\n]{0,6}验证码"),
        (CHAT, rf"(?:微信|威信|wechat|weixin|(?<![a-z])vx|QQ|扣扣){_LINK}([A-Z0-9][A-Z0-9_-]{{4,19}})(?![A-Z0-9_-])"),
        (CHAT, r"(?<![A-Z0-9_])(wxid_[A-Z0-9]+)"),
        (NUMBER, r"(?<![A-Z0-9-])(\d{6}-\d{15,18})(?![A-Z0-9-])"),
        (NUMBER, r"(?<!\d)(\d{12,32})(?!\d)"),
        (
            NUMBER,
            rf"(?:订单|交易|商户|支付|退款|流水|工单|投诉|运单|单)(?:编号|单号|号码|号){_LINK}"
            r"([A-Z0-9][A-Z0-9_-]{4,}[A-Z0-9])(?![A-Z0-9_-])",
        ),
        (ADDRESS, rf"((?:{_PROVINCE})?{_STREET}{_DOOR}+\d*)"),
        (
            NAME,
            rf"(?:姓名|收款人|收款方|联系人|收货人|收件人|持卡人|户名|法定代表人){_LINK}([一-龥][一-龥·]{{1,3}})(?![一-龥])",
        ),
    )
)


def mask(text: str, known: Mapping[str, str] = NOTHING_KNOWN) -> tuple[str, tuple[Hidden, ...]]:
    """The text with personal data masked, and what was masked. `known` maps values of the case to their kinds; they
    are masked wherever they stand, the shape of the others is recognised."""
    hits = sorted({*_known_hits(text, known), *_shape_hits(text)}, key=lambda hit: (hit.start, -hit.end))
    parts, hidden, place = [], [], 0
    for start, end, kind in _clusters(hits):
        original = text[start:end]
        masked = _MASKS[kind](original) if kind else "*" * min(4, len(original))
        hidden.append(Hidden(kind or next(hit.kind for hit in hits if hit.start == start), original, masked))
        parts += [text[place:start], masked]
        place = end
    return "".join([*parts, text[place:]]), tuple(hidden)


def known_values(case: CaseFile) -> dict[str, str]:
    """The case's own personal data with their kinds, for `mask`."""
    person = case.complainant
    pairs = [
        (person.address, ADDRESS),
        (person.name, NAME),
        (person.phone, PHONE),
        (person.id_number, IDENTITY),
        *((order.number, NUMBER) for order in case.orders),
        *((order.transaction, NUMBER) for order in case.orders),
        *((order.account, CHAT) for order in case.orders),
        *((event.agent, NAME) for event in case.events),
        *((party.contact, NAME) for party in case.parties if party.contact != party.name),
        *((event.ticket, NUMBER) for event in case.events),
    ]
    return {value.strip(): kind for value, kind in pairs if len(value.strip()) > 1}


def _known_hits(text: str, known: Mapping[str, str]) -> Iterator[_Hit]:
    for value, kind in known.items():
        if value:
            yield from (_Hit(*match.span(), kind) for match in re.finditer(re.escape(value), text))


def _shape_hits(text: str) -> Iterator[_Hit]:
    plain = text.translate(_PLAIN)
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            if kind != CARD or _passes_luhn(match[1]):
                yield _Hit(*match.span(1), kind)


def _clusters(hits: list[_Hit]) -> Iterator[tuple[int, int, str]]:
    """Overlapping hits as one: by the kind of the one that covers all, or wholly hidden where none does."""
    place = 0
    while place < len(hits):
        start, end = hits[place].start, hits[place].end
        stop = place + 1
        while stop < len(hits) and hits[stop].start < end:
            end = max(end, hits[stop].end)
            stop += 1
        kinds = {hit.kind for hit in hits[place:stop] if (hit.start, hit.end) == (start, end)}
        yield start, end, next((kind for kind in _MASKS if kind in kinds), "")
        place = stop


def _passes_luhn(number: str) -> bool:
    digits = [int(digit) for digit in reversed(_GROUPS.sub("", number))]
    doubled = (digit * 2 for digit in digits[1::2])
    return (sum(digits[0::2]) + sum(digit - 9 if digit > 9 else digit for digit in doubled)) % 10 == 0


def _ends(head: int, tail: int) -> Callable[[str], str]:
    """A mask that shows so many characters at either end, fewer of a short value: never more than half of it."""

    def masked(value: str) -> str:
        shown_tail = min(tail, len(value) // 3)
        shown_head = min(head, len(value) // 3)
        stars = "*" * min(4, len(value) - shown_head - shown_tail)
        return value[:shown_head] + stars + value[len(value) - shown_tail :]

    return masked


def _phone(value: str) -> str:
    digits = _GROUPS.sub("", value)
    return f"{digits[:3]}****{digits[-4:]}" if len(digits) == 11 and digits[0] in "1１" else f"****{digits[-4:]}"


def _card(value: str) -> str:
    digits = _GROUPS.sub("", value)
    return f"{digits[:4]}********{digits[-4:]}"


def _identity(value: str) -> str:
    return "*" * (len(value) - 2) + value[-2:] if len(value) > 6 else "*" * len(value)


def _address(value: str) -> str:
    city = _CITY.match(value)
    kept = city[0] if city and len(city[0]) < len(value) else ""
    return kept + "*" * min(4, len(value) - len(kept))


def _name(value: str) -> str:
    return value[0] + "*" * (len(value) - 1)


def _mail(value: str) -> str:
    name, _, domain = value.partition("@")
    return f"{name[0] if len(name) > 1 else ''}{'*' * min(3, len(name))}@{domain}"


def _none(value: str) -> str:
    return "*" * len(value)


# Of several kinds for the same place the first counts: what shows less stands above.
_MASKS: Mapping[str, Callable[[str], str]] = {
    VERIFICATION: _none,
    IDENTITY: _identity,
    CODE: _ends(2, 2),
    CHAT: _ends(2, 2),
    NAME: _name,
    ADDRESS: _address,
    MAIL: _mail,
    PHONE: _phone,
    CARD: _card,
    NUMBER: _ends(4, 4),
}
