"""Whether a name is that of a registered business, and which part of it is only what a shop or website calls itself."""

from typing import NamedTuple

from caseorg.domain.patterns import regex

_BRACKET = "[（(][^（()）]*[)）]"
_BODY = rf"(?:[一-龥A-Za-z0-9·&]|{_BRACKET})"
_FORM = (
    "有限责任公司|股份有限公司|有限公司|集团公司|(?<=[一-龥]{4})公司|个人独资企业|(?:普通|有限)合伙企业|合伙企业"
    "|(?:专业)?合作社|事务所"
)
_BRANCH = "(?:[一-龥]{2,10}?(?:分公司|分店|营业部))?"
_PARTNERSHIP = r"(?:[（(](?:有限合伙|普通合伙|特殊普通合伙|个体工商户|个人独资)[)）])"
_COMPANY = regex(rf"{_BODY}{{2,60}}?(?:{_FORM})(?!司){_BRANCH}{_PARTNERSHIP}?|{_BODY}{{2,60}}?{_PARTNERSHIP}")
_NAMED = (
    "公司",
    "企业",
    "合作社",
    "事务所",
    "合伙",
    "个体工商户",
    "个人独资",
)  # every match of it has one; most names none
_FOREIGN = regex(
    r"[A-Z][A-Za-z0-9.&'-]*(?: [A-Za-z0-9.&'-]+){0,8}?,? (?:Co\.?,? ?Ltd|Limited|Ltd|LLC|L\.L\.C|Inc|Corporation|Corp"
    r"|GmbH|S\.A\.R\.L|B\.V|Pte\. Ltd)\b\.?"
)
_SMALL = regex("[一-龥]{2,}[省市区县旗][一-龥A-Za-z0-9·]{2,}(?:工作室|中心|[店行部厂馆坊社])")
_WHOLE_BRACKET = regex(r"^(?P<before>.+?)[（(](?P<inside>.+)[)）]$")
_LABEL = regex("^(?:店铺|店名|网站|平台|公司|运营方|运营主体|经营者|主体|企业)(?:名称?)?(?:[：:是为]|$)")
_PARTS = regex("[，,、;；/|]")
_PLACE = regex("(?:中国)?(?:香港|澳门|台湾|大陆|内地)|境外|海外|国外|[一-龥]{2,5}[省市区国]")
_EDGES = " 　\t,，、;；:：/|-—–·"


class BusinessName(NamedTuple):
    """`company` is what a licence says, `shop` what customers read; either may be empty."""

    company: str
    shop: str


def company_and_shop(name: str) -> BusinessName:
    """`某某视频（北京某某科技有限公司）` → company and shop; a name that is no company's is a shop's."""
    plain = " ".join(name.split())
    found = _bracketed(plain) or _within(plain)
    if found is None:
        return BusinessName(plain, "") if _SMALL.fullmatch(plain) else BusinessName("", plain)
    return found


def _bracketed(name: str) -> BusinessName | None:
    """A company beside its brackets or in them. Brackets within a company's name, `星河（北京）科技有限公司`, are part
    of it."""
    match = _WHOLE_BRACKET.match(name)
    if match is None or _is_company(name):
        return None
    before, inside = (_bare(part) for part in match.group("before", "inside"))
    if _is_company(inside):
        return BusinessName(inside, before)
    if not _is_company(before):
        return None
    return BusinessName(name, "") if _PLACE.fullmatch(inside) else BusinessName(before, inside)


def _within(name: str) -> BusinessName | None:
    """A company among other words that marks part from it."""
    companies = _COMPANY.finditer(name) if any(word in name for word in _NAMED) else ()
    for match in (*companies, *_FOREIGN.finditer(name)):
        company = _bare(match[0])
        rest = f"{name[: match.start()]}，{name[match.end() :]}"
        return BusinessName(company, " ".join(filter(None, map(_bare, _PARTS.split(rest)))))
    return None


def _is_company(name: str) -> bool:
    return any(pattern.fullmatch(name) for pattern in (_COMPANY, _FOREIGN, _SMALL))


def _bare(text: str) -> str:
    bare = text.strip(_EDGES)
    while label := _LABEL.match(bare):
        bare = bare[label.end() :].strip(_EDGES)
    return bare if bare.strip("（）()") else ""
