"""A company's name is told from what a shop calls itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.parties import names
from caseorg.domain.parties.names import company_and_shop


@pytest.mark.parametrize(
    ("name", "company", "shop"),
    [
        ("某某视频（北京某某科技有限公司）", "北京某某科技有限公司", "某某视频"),
        ("北京某某科技有限公司(某某视频)", "北京某某科技有限公司", "某某视频"),
        ("某某礼品卡商城（上海某某网络有限公司）", "上海某某网络有限公司", "某某礼品卡商城"),
        ("北京某某科技有限公司", "北京某某科技有限公司", ""),
        ("星河（北京）科技有限公司", "星河（北京）科技有限公司", ""),
        ("星河数码（星河（北京）科技有限公司）", "星河（北京）科技有限公司", "星河数码"),
        ("深圳市某某网络有限公司广州分公司", "深圳市某某网络有限公司广州分公司", ""),
        ("某某游戏 / 广州某某股份有限公司", "广州某某股份有限公司", "某某游戏"),
        ("店铺：星河卡券，公司：杭州星河网络有限公司", "杭州星河网络有限公司", "星河卡券"),
        ("杭州某某企业管理合伙企业（有限合伙）", "杭州某某企业管理合伙企业（有限合伙）", ""),
        ("余杭区良渚星河数码商行（个体工商户）", "余杭区良渚星河数码商行（个体工商户）", ""),
        ("杭州市余杭区星河数码商行", "杭州市余杭区星河数码商行", ""),
        ("Acme Distribution International Ltd.", "Acme Distribution International Ltd.", ""),
        ("星河数码专营店", "", "星河数码专营店"),
        ("王者速练工作室", "", "王者速练工作室"),
        ("亿卡批发网", "", "亿卡批发网"),
        ("小鱼号仓", "", "小鱼号仓"),
        ("什么公司", "", "什么公司"),
        ("黑心骗子充值店", "", "黑心骗子充值店"),
        ("星河数码（官方旗舰店）", "", "星河数码（官方旗舰店）"),
        ("  ", "", ""),
        ("", "", ""),
    ],
)
def test_the_company_is_found_and_the_shop_is_what_is_left(name: str, company: str, shop: str) -> None:
    assert company_and_shop(name) == (company, shop)


@given(st.text(alphabet="某星河北京上海市区科技网络有限公司店（）() ·-：，A1", max_size=40))
def test_nothing_is_made_up_and_it_ends(name: str) -> None:
    for part in company_and_shop(name):
        assert all(character in name for character in part if not character.isspace())
    assert company_and_shop(company_and_shop(name).company).company == company_and_shop(name).company


def test_a_long_name_takes_no_time() -> None:
    assert company_and_shop("（北京" * 150).company == ""


@given(st.text("公司企业有限责任合伙个体工商户独资作社事务所集团（）北京网络A", max_size=24))
def test_every_company_has_one_of_the_words_that_are_looked_for_first(name: str) -> None:
    assert not names._COMPANY.search(name) or any(word in name for word in names._NAMED)
