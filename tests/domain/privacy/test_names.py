"""People's names in prose: found where they stand, and nothing else taken for one."""

from pathlib import Path

import pytest

from caseorg.domain.privacy.hiding import Cover
from caseorg.domain.privacy.names import is_person
from domain.knowledge import PERSONAL_WORDS

COVER = Cover(words=PERSONAL_WORDS)
ORDINARY = Path(__file__).with_name("ordinary.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("老板李建国收了我15块钱就不管了", "老板李**收了我15块钱就不管了"),
        ("老板李强收了我15块钱", "老板李*收了我15块钱"),
        ("儿子王小明用我的手机充值648元", "儿子王**用我的手机充值648元"),
        ("儿子王小明和女儿王小红", "儿子王**和女儿王**"),
        ("同学李想和王芳都看到了", "同学李*和王*都看到了"),
        ("客服小李说明天处理", "客服小*说明天处理"),
        ("客服小星回复“1小时内处理”", "客服小*回复“1小时内处理”"),
        ("号主老王找回账号", "号主老*找回账号"),
        ("店主张三拉黑了我", "店主张*拉黑了我"),
        ("我孩子叫王小明，今年9岁", "我孩子叫王**，今年9岁"),
        ("我孩子叫乐乐，今年9岁", "我孩子叫乐*，今年9岁"),
        ("女儿欧阳子涵充值", "女儿欧***充值"),
        ("卖家马建国把我拉黑", "卖家马**把我拉黑"),
        ("买家曾志伟（电话", "买家曾**（电话"),
        ("收款人：王芳", "收款人：王*"),
        ("收款方为刘洋的个人账户", "收款方为刘*的个人账户"),
        ("对方户名何建国", "对方户名何**"),
        ("转账给张三98元", "转账给张*98元"),
        ("付给李四500元", "付给李*500元"),
        ("签名：陈晓明", "签名：陈**"),
        ("此致\n张晓红\n2026年11月28日", "此致\n张**\n2026年11月28日"),
        ("张三说卡密没有问题", "张*说卡密没有问题"),
        ("后来，李建国微信收款", "后来，李**微信收款"),
        ("张经理回复说不退", "张**回复说不退"),
        ("王先生联系我", "王**联系我"),
        ("我找马老师问过", "我找马**问过"),
        ("法定代表人：刘东", "法定代表人：刘*"),
        ("联系人：阿依古丽·买买提", "联系人：阿*******"),
        ("本人林晓，电话", "本人林*，电话"),
        ("代理监护人王秀英", "代理监护人王**"),
        ("孩子的妈妈王芳报警", "孩子的妈妈王*报警"),
        ("女儿小雨（7岁）用我的手机", "女儿小*（7岁）用我的手机"),
        ("同事老周也买了", "同事老*也买了"),
        ("客服晓晓，", "客服晓*，"),
        ("号主“阿强”把账号找回", "号主“阿*”把账号找回"),
        ("群主“大刘”收钱", "群主“大*”收钱"),
        ("这家店是周文斌开的", "这家店是周**开的"),
        ("未成年人王一诺（8岁）", "未成年人王**（8岁）"),
        ("付款人林晓，收款人王磊", "付款人林*，收款人王*"),
        ("对方叫陈浩，不退", "对方叫陈*，不退"),
    ],
)
def test_a_name_is_masked_and_no_word_beside_it(text: str, shown: str) -> None:
    assert COVER.hide(text)[0] == shown


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("车牌沪A12345停在门口", "A12345"),
        ("他开沪AD12345的车", "AD12345"),
        ("粤B·8K2D9", "8K2D9"),
        ("车牌号京ADF1234", "DF1234"),
        ("鲁B1234学", "1234"),
        ("家住浦东新区", "浦东"),
        ("我住在长宁区", "长宁"),
        ("人在海淀区中关村大街27号", "海淀 中关村 27"),
        ("寄到杭州市西湖区文三路1号5栋602室", "西湖 文三 602"),
        ("5栋602", "602"),
        ("在3单元1201室等我", "1201"),
        ("湖南省长沙县星沙街道", "长沙县 星沙"),
        ("加我V：xx88", "xx88"),
        ("抖音号：dy778899", "dy778899"),
        ("微信zhangsan_1990", "zhangsan"),
        ("飞机号@abc123", "abc123"),
        ("快手ID：ks_2233445", "2233"),
        ("京A·88888", "88888"),
        ("车牌 浙B 12345", "12345"),
        ("闲鱼昵称“小鱼号仓”", "小鱼号仓"),
        ("网名叫快乐的小猪，", "快乐的小猪"),
    ],
)
def test_plates_places_and_accounts_are_masked(text: str, gone: str) -> None:
    assert [part for part in gone.split() if part in COVER.hide(text)[0]] == []


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_sentence_stays_as_it_is(text: str) -> None:
    assert COVER.hide(text) == (text, ())


def test_there_are_a_hundred_of_them() -> None:
    assert len(set(ORDINARY)) >= 100


@pytest.mark.parametrize("name", ["李建国", "欧阳修", "王女士", "*强", "李*", "张三"])
def test_a_private_sellers_name(name: str) -> None:
    assert is_person(name, PERSONAL_WORDS)


@pytest.mark.parametrize(
    "name", ["星河数码", "李宁旗舰店", "苏宁", "王者速练工作室", "京东自营", "张记卡券店", "", "黄金屋网络"]
)
def test_the_name_of_a_business(name: str) -> None:
    assert not is_person(name, PERSONAL_WORDS)
