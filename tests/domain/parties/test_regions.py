"""The levels of an authority are read out of an address; what it does not say stays empty."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.parties.regions import Region, read_region


@pytest.mark.parametrize(
    ("address", "region"),
    [
        ("上海市长宁区示例路88号", ("上海市", "上海市", "长宁区")),
        ("上海长宁区示例路", ("上海市", "上海市", "长宁区")),
        ("上海市上海市浦东新区某路99号", ("上海市", "上海市", "浦东新区")),
        ("上海市市辖区黄浦区某路", ("上海市", "上海市", "黄浦区")),
        ("北京市海淀区中关村大街1号", ("北京市", "北京市", "海淀区")),
        ("北京经济技术开发区", ("北京市", "北京市", "经济技术开发区")),
        ("重庆市秀山土家族苗族自治县某镇", ("重庆市", "重庆市", "秀山土家族苗族自治县")),
        ("江西省南昌市红谷滩区某路88号", ("江西省", "南昌市", "红谷滩区")),
        ("中国 广东省 广州市 天河区 某街2号", ("广东省", "广州市", "天河区")),
        ("广东广州市天河区", ("广东省", "广州市", "天河区")),
        ("杭州市余杭区", ("", "杭州市", "余杭区")),
        ("深圳市南山区粤海街道", ("", "深圳市", "南山区")),
        ("江苏省苏州市昆山市玉山镇", ("江苏省", "苏州市", "昆山市")),
        ("江苏省苏州工业园区星湖街", ("江苏省", "", "苏州工业园区")),
        ("苏州市苏州工业园区星湖街", ("", "苏州市", "苏州工业园区")),
        ("吉林市船营区某路", ("", "吉林市", "船营区")),
        ("吉林省长春市朝阳区", ("吉林省", "长春市", "朝阳区")),
        ("内蒙古自治区锡林郭勒盟锡林浩特市", ("内蒙古自治区", "锡林郭勒盟", "锡林浩特市")),
        ("内蒙古呼和浩特市赛罕区", ("内蒙古自治区", "呼和浩特市", "赛罕区")),
        ("广西壮族自治区南宁市青秀区", ("广西壮族自治区", "南宁市", "青秀区")),
        ("新疆维吾尔自治区伊犁哈萨克自治州伊宁市", ("新疆维吾尔自治区", "伊犁哈萨克自治州", "伊宁市")),
        ("广东省东莞市南城街道", ("广东省", "东莞市", "")),
        ("湖北省神农架林区", ("湖北省", "", "神农架林区")),
        ("海口市龙华区滨海大道", ("", "海口市", "龙华区")),
        ("湖南省长沙县星沙", ("湖南省", "", "长沙县")),
        ("杭州市余杭区市场路1号", ("", "杭州市", "余杭区")),
        ("上海市幸福小区3号楼", ("上海市", "上海市", "")),
        ("杭州市科技园区3幢", ("", "杭州市", "")),
        ("某路88号", ("", "", "")),
        ("平台未公示", ("", "", "")),
        ("", ("", "", "")),
    ],
)
def test_levels(address: str, region: tuple[str, str, str]) -> None:
    assert read_region(address) == Region(*region)


@pytest.mark.parametrize(
    ("region", "name"),
    [
        (Region("上海市", "上海市", "长宁区"), "上海市长宁区"),
        (Region("江西省", "南昌市", "红谷滩区"), "江西省南昌市红谷滩区"),
        (Region("", "杭州市", "余杭区"), "杭州市余杭区"),
        (Region(), ""),
    ],
)
def test_its_name_says_a_municipality_once(region: Region, name: str) -> None:
    assert region.name == name


@given(st.text(alphabet="北京上海市省区县州盟广东天河路号1小 工业园", max_size=30))
def test_nothing_is_made_up(address: str) -> None:
    found = read_region(address)
    assert all(part.rstrip("省市自治区") in "".join(address.split()) for part in (found.city, found.district))
