"""Province, city and district of an address: what the levels of an authority are chosen by."""

import re
from dataclasses import dataclass

from caseorg.domain.patterns import regex

_MUNICIPALITIES = ("北京", "上海", "天津", "重庆")
_AUTONOMOUS = {
    "内蒙古": "内蒙古自治区",
    "广西": "广西壮族自治区",
    "西藏": "西藏自治区",
    "宁夏": "宁夏回族自治区",
    "新疆": "新疆维吾尔自治区",
}
_PROVINCES = (
    "河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海"
)
_PROVINCE = regex(
    rf"(?:中国|中华人民共和国)?(?P<name>{'|'.join((*_MUNICIPALITIES, *_AUTONOMOUS, *_PROVINCES.split()))})"
    "(?P<form>壮族自治区|回族自治区|维吾尔自治区|自治区|省|市)?"
)
_PLAIN = "[^省市区县旗州盟镇乡村路街道巷弄号里楼栋幢室，,。；;\\s\\d（）()]"
_CITY = regex(rf"{_PLAIN}{{1,12}}?(?:自治州|地区|盟|州?市)(?![场政民区]|中心)|{_PLAIN}{{2,8}}?州(?=.{{1,12}}[市县区])")
_DISTRICT = regex(
    rf"(?:{_PLAIN}|州){{0,10}}?(?:经济(?:技术)?开发区|高新技术(?:产业)?开发区|工业园区|自治[县旗]|林区|特区)"
    rf"|{_PLAIN}{{1,8}}?(?<![小社园校厂院景片库展])[区县旗](?!号|道)|{_PLAIN}{{1,8}}?市(?![场政民区]|中心)"
)
_NO_COUNTY = ("市辖区", "县")


@dataclass(frozen=True, slots=True)
class Region:
    """Names with their `省`, `市`, `区`; an empty one was not said. A municipality is its own province."""

    province: str = ""
    city: str = ""
    district: str = ""

    @property
    def name(self) -> str:
        """`上海市长宁区`, `江西省南昌市红谷滩区`"""
        city = "" if self.city == self.province else self.city
        return f"{self.province}{city}{self.district}"


NOWHERE = Region()


def read_region(address: str) -> Region:
    """What an address begins with; nothing is guessed that it does not say."""
    text = "".join(address.split())
    province, text = _province(text)
    municipal = province.removesuffix("市") in _MUNICIPALITIES
    text = text.removeprefix(province) if municipal else text
    city, text = (province, text.removeprefix("市辖区")) if municipal else _first(_CITY, text)
    district, _ = _first(_DISTRICT, text)
    if not province and not city and not district.endswith(("区", "县", "旗", "市")):
        return NOWHERE
    return Region(province, city, "" if district in _NO_COUNTY else district)


def _province(text: str) -> tuple[str, str]:
    match = _PROVINCE.match(text)
    if match is None:
        return "", text
    name, rest = match["name"], text[match.end() :]
    if name in _MUNICIPALITIES:
        return f"{name}市", rest
    if name in _AUTONOMOUS:
        return _AUTONOMOUS[name], rest
    if match["form"] == "市":  # 吉林市 is a city of 吉林省
        return "", text
    return f"{name}省", rest


def _first(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    match = pattern.match(text)
    return (match[0], text[match.end() :]) if match else ("", text)
