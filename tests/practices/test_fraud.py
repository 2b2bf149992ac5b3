"""What the check for fraud says of a text that was sent: rows of docs/practices.md."""

import pytest

from practices.places import Shown


@pytest.mark.parametrize(
    ("row", "text", "words", "harmless"),
    [
        (
            18,
            "我在网上搜到“拼多多卡盟客服电话”，对方让我转账500元解冻账户。",
            "解冻账户  “|站外联系方式",
            "客服说退款已经原路退回，请在App里看。",
        ),
        (
            20,
            "请加我微信办理退款。",
            "来源  您是从下单App内的“联系客服”找到对方的吗？  不符合|主动找来的账号、电话",
            "退款全程在App内办理，请勿添加私人微信。",
        ),
        (
            21,
            "我们没有工号，您放心。",
            "身份  对方出示了工号和姓名，并且在App内可以核实吗？  不符合",
            "我是客服小林，工号10086。",
        ),
        (
            22,
            "请提供一下银行卡密码。",
            "不要密码、验证码和转账吗？  不符合|遇到就停止，拨打110或96110",
            "我是客服小林，工号10086。",
        ),
        (22, "把验证码发给我。", "不要密码、验证码和转账吗？  不符合", "我是客服小林，工号10086。"),
        (22, "转账500元解冻账户才能退。", "不要密码、验证码和转账吗？  不符合", "我是客服小林，工号10086。"),
        (
            59,
            "请加我微信办理退款。",
            "退款只在下单的App内办理，由App内“联系客服”核实",
            "号码请从官网或者官方公众号获取。",
        ),
        (
            66,
            "我在百度搜索到的客服电话，打过去说能退款。",
            "站外联系方式|搜索到的电话",
            "号码请从官网或者官方公众号获取。",
        ),
        (
            105,
            "退款需交保证金100元，退款成功后返还。",
            "退款要交费用|真正的退款不收保证金",
            "退款不收任何手续费，也不会要您的银行卡密码、验证码。",
        ),
        (
            106,
            "需要您先转账解冻账户，才能退款。",
            "解冻账户  “",
            "退款不收任何手续费，也不会要您的银行卡密码、验证码。",
        ),
        (
            107,
            "请先支付手续费，再告诉我银行卡密码和验证码。",
            "退款要交费用|密码",
            "退款不收任何手续费，也不会要您的银行卡密码、验证码。",
        ),
        (
            108,
            "请点击链接办理退款，或者加我的微信。",
            "站外联系方式",
            "退款全程在App内办理，请勿点击外部链接，请勿添加私人微信。",
        ),
        (129, "请拍身份证正反面发过来，核实账号。", "身份证正反面", "请在App内的申诉页面上传身份证照片。"),
    ],
)
def test_a_trick_is_told_and_true_service_is_not_suspected(
    shown: Shown, row: int, text: str, words: str, harmless: str
) -> None:
    found = shown("caseorg scam", text)
    assert [one for one in words.split("|") if one not in found] == [], (row, found)
    assert words.split("|")[0] not in shown("caseorg scam", harmless), row
    assert "没有发现" in shown("caseorg scam", harmless), shown("caseorg scam", harmless)
