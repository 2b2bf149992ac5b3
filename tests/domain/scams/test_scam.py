"""Red flags are found in what swindlers write, however it is dressed, and not in what honest service writes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.scams import scam
from caseorg.domain.scams.scam import RedFlag, ServiceFactor, Trust, find_flags, judge_service
from caseorg.domain.text.folding import fold
from domain.knowledge import shipped

FLAGS = shipped(RedFlag)
FACTORS = shipped(ServiceFactor)

FRAUD = {
    "outside-contact": (
        "您好，退款请加我QQ 3312345678，我给您办理。",
        "在线排队人多，您添加理赔专员的微信 kefu_8899 处理更快。",
        "加我V：xx88",
        "退款请加薇 abc123",
        "这边不方便说，＋v：tk2026",
        "➕V 8899kefu 办理",
        "十v：refund01",
        "薇：kefu_88，备注退款",
        "加我卫星聊",
        "加个V，马上退",
        "加球球 88991234 办理",
        "我在百度上搜索“卡盟客服电话”，打过去说可以退款。",
        "wx: tuikuan_kefu",
        "WeChat abc12345",
        "wechat号 tuikuankefu",
        "QQ：33123-45678",
    ),
    "unfreeze": (
        "您的账户已被冻结，需要先转账500元解冻账户才能退款。",
        "请缴纳解冻金300元，十分钟后自动返还。",
        "交了解冻费就能提现。",
    ),
    "refund-fee": (
        "退款需交保证金200元，退款成功后一并返还。",
        "亲，您这边先支付30元手续费，我们财务才给您打款。",
        "退款手续费是订单金额的百分之十。",
        "要再交300元保证金才能发货",
        "先付188元激活费",
    ),
    "codes": (
        "麻烦把手机收到的验证码发给我，我帮您提交退款。",
        "请提供一下银行卡密码，系统核对身份用。",
        "您的Apple ID密码发来一下，我们后台取消订阅。",
    ),
    "screen-sharing": (
        "您下载一个会议软件，打开屏幕共享，我一步一步教您退款。",
        "我给您远程协助，请安装向日葵。",
        "您点一下共享，我看着您操作。",
        "手机投屏给我看一下余额。",
    ),
    "leave-platform": (
        "请点击链接 http://tk-8866.top/a 填写退款信息。",
        "扫码领取退款，二维码五分钟有效。",
        "平台手续太慢，我们站外交易，线下退款给您。",
    ),
    "threat": (
        "如果不取消会影响您的个人征信。",
        "今天不处理，系统明天就自动扣费，到时候只能报警处理。",
    ),
    "accidental-membership": (
        "工作人员操作失误，给您误开通了直播会员。",
        "您的百万保障到期后每月扣费800元，需要我帮您取消。",
    ),
    "over-generous": (
        "我们给您三倍理赔，今天就到账。",
        "走内部渠道可以秒退，名额有限。",
    ),
    "safe-account": (
        "请把余额先转到安全账户。",
        "您的卡需要验证流水，把钱转进来再转回去即可。",
        "需要您转账到备用金账户验证，再全额退还",
        "请把钱打到监管账户，核实后随后退回",
        "您先转账做一次验证",
        "您这边转账过来，我们马上全额返还给您",
    ),
    "card-number-wrong": (
        "您的银行卡号填错了，款项被冻结，需要再转1000元解冻。",
        "收款卡号有误，系统冻结了这笔退款，请重新转账核对。",
    ),
    "staged-top-up": (
        "升级VIP才能提现，您再充值298元。",
        "这次操作超时，需要再充一次，连同之前的一起退。",
    ),
    "secrecy-urgency": (
        "这件事不要告诉别人，包括家人。",
        "请全程保密，不要挂断电话。",
        "限时退款，马上转账，过时系统关闭。",
    ),
    "new-account": (
        "请提供银行卡号，我们财务退款给您。",
        "原订单超时无法原路退回，需要用支付宝口令红包退给您。",
    ),
    "loan-refund": (
        "请到支付宝备用金里申请500元确认收款",
        "您打开备用金，那500元就是给您的退款。",
        "退款已经打给您了，请点确认收款，多出来的转回给我们。",
        "去借呗借出来，就是平台给您的理赔款。",
        "需要您转账到备用金账户，我们核对",
        "请把余额转入备用金",
    ),
    "stuck-order": (
        "订单卡单了，需要再拍一单激活退款通道",
        "系统卡住了，您再付一次就能到账。",
        "您的单子卡住了，麻烦补拍一单，两单一起退给您。",
        "需要先激活退款通道。",
        "再转一笔，连同前面的一起退",
    ),
    "task-rebate": (
        "群里说做任务返佣，先垫后返",
        "您操作超时，要交20%的信用金才能提现",
    ),
    "refund-agent": (
        "专业代退费，成功后收30%。",
        "本工作室代办退款，未成年、课程都能退。",
        "我们帮您追回，先付服务费。",
        "找网警朋友能帮你追回被骗的钱",
    ),
    "slow-recharge": (
        "话费8折慢充，100元只要80元。",
        "本店话费充值72小时到账，量大优惠。",
    ),
    "fake-notice": (
        "这是公安局出具的证明文件，请配合退款清查。",
        "关注公众号“银监会监管中心”办理退款。",
    ),
    "too-much-identity": (
        "请拍身份证正反面发过来。",
        "需要您手持身份证拍照，再做一次人脸识别。",
    ),
    "unverifiable": (
        "我们没有工号，您放心就行。",
        "我这边不方便在平台内回复，我们换个方式沟通。",
        "您不用联系官方客服，他们处理不了。",
    ),
}

HONEST = (
    "您好，我是客服小林，工号10086，请提供订单号，我为您核实。",
    "您的退款已提交，款项将在1至3个工作日内原路退回。",
    "我们不会向您索要验证码，也不会要求您转账。",
    "退款无需手续费，请放心。",
    "请勿添加陌生人微信，谨防受骗。",
    "请勿点击陌生链接，请勿向任何人提供短信验证码和支付密码。",
    "凡是以解冻账户、缴纳保证金为由要求转账的，均为诈骗，请立即报警。",
    "如遇自称客服要求共享屏幕或下载会议软件的，请立即挂断并拨打96110。",
    "退款将按原支付方式退回您的银行卡，不收取任何手续费。",
    "请在App内“我的订单”页面点击“申请退款”，上传凭证。",
    "为核验身份，请在App内完成人脸识别，客服不会在聊天中索取证件照片。",
    "您的问题已升级处理，专员会在24小时内通过App内消息回复您。",
    "该卡密已查询到使用记录，商家同意补发，请在订单详情页查看。",
    "账户已为您临时保护，核实后将自动解冻，无需任何操作。",
    "请上传订单截图、支付凭证和错误提示截图，我们马上为您核实。",
    "我们会对您的个人信息严格保密。",
    "平台从不要求用户到站外交易，请在平台内沟通。",
    "QQ Message",
    "WeChat Chat History",
    "2024-05-21 14:30:22 wxid_abc12345：您好，您的订单已发货。",
    "WeChat Image_20240521143022.jpg",
    "谨防冒充客服的骗子以误开通会员、影响征信为由诱导转账。",
    "系统会将验证码发送到您的手机，请在App内登录页面输入，不要告诉他人。",
    "您可以通过微信支付账单查询交易单号，或在https://www.12315.cn提交投诉。",
    "您反馈的充值订单已到账，运营商记录显示11月1日14时35分充值成功50元。",
    "自动续费可在支付宝App内“免密支付”页面关闭，关闭后下月不再扣费。",
    "系统卡单，我们会自动补单，请勿重复下单。",
    "订单卡单，24小时内未到账将自动原路退款。",
    "这单拍错了，您重新拍一单正确的区服，原订单给您退款。",
    "亲，请您重新下单，优惠券已返还到账户。",
    "会员支持手机、电视投屏观看。",
    "扫码骑行共享单车可用此券。",
    "您好，加VIP后可享受双倍积分。",
    "本次更新增加微信支付方式，也支持支付宝。",
    "请在微信账单里查看交易单号。",
    "版本V3.2已修复该问题，请更新后重试。",
    "充值金额=面值，兑换码请在激活页面输入。",
    "激活码已重新发送，请在订单详情查看并激活。",
    "请您确认收货后再评价。",
    "退款申请已通过，平台将原路退还，请留意到账通知。",
    "如您购买的是花呗分期，退款将退回花呗额度。",
    "申请退款后请勿重复支付。",
    "押金将在关闭服务后原路退还。",
    "维权请在订单详情申请平台介入，平台不收任何费用。",
    "您可以代家人申请退款，请用下单账号登录。",
    "威少联名皮肤已上架。",
    "请加购后在购物车统一结算。",
    "退款进度请在App内查看，无需联系私人账号。",
    "转账24小时未领取将自动退还。",
    "微信转账需要输入支付密码验证。",
    "大额转账时系统会发短信验证。",
    "款项存入平台托管账户，确认收货后打给卖家。",
    "您的备用金账户已还清。",
    "对方未收款，微信转账会原路退回到零钱。",
    "转账记录请在账单里查看，我们核实后回复您。",
)


def ids(text: str) -> set[str]:
    return {flagged.flag.id for flagged in find_flags(text, FLAGS)}


@pytest.mark.parametrize(("flag", "text"), [(flag, text) for flag, texts in FRAUD.items() for text in texts])
def test_each_red_flag_is_found_in_what_swindlers_write(flag: str, text: str) -> None:
    assert flag in ids(text)


def test_every_flag_is_shown_with_two_texts_at_least() -> None:
    assert [flag.id for flag in FLAGS] == list(FRAUD)
    assert min(map(len, FRAUD.values())) >= 2


@pytest.mark.parametrize("text", HONEST)
def test_honest_service_raises_no_flag(text: str) -> None:
    assert ids(text) == set()


def test_all_honest_replies_together_raise_none() -> None:
    assert ids("\n".join(HONEST)) == set()
    assert len(HONEST) >= 20


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("退款请加 微 信办理", "加 微 信"),
        ("退款请加\u200b微\u200d信\ufeff办理", "加\u200b微\u200d信"),
        ("退款请加威信办理", "加威信"),
        ("退款请加V信办理", "加V信"),
        ("退款请加薇信办理", "加薇信"),
        ("退款请加ＶＸ办理", "加ＶＸ"),
        ("退款请加wX办理", "加wX"),
        ("退款请加微-信办理", "加微-信"),
        ("退款请加微.信办理", "加微.信"),
        ("退款请加企鹅办理", "加企鹅"),
        ("𠮷😀👩‍👩‍👧退款请加微信办理😀", "加微信"),
        ("請繳納保證金", "繳納保證金"),
        ("請提供驗證碼", "提供驗證碼"),
        ("解 凍 金", "解 凍 金"),
    ],
)
def test_dressed_words_are_found_where_they_stand_in_the_original(text: str, words: str) -> None:
    (flagged,) = find_flags(text, FLAGS)
    assert flagged.text == words == text[flagged.start : flagged.end]


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("退款无需手续费，但要先交保证金200元。", "refund-fee"),
        ("请不要关闭屏幕共享。", "screen-sharing"),
        ("如不能提供验证码，将无法退款。", "codes"),
        ("您不得不缴纳保证金。", "refund-fee"),
        ("退款不收费用需要先交保证金。", "refund-fee"),
        ("为防止不法分子盗用，请把余额转到安全账户。", "safe-account"),
        ("谨防诈骗，请勿相信他人，退款请加我微信。", "outside-contact"),
        ("加我微信退款，其他客服都是诈骗。", "outside-contact"),
        ("接到通知，请加微信办理退款，切勿相信他人。", "outside-contact"),
        ("对方自称客服，让我交保证金，我要报警。", "refund-fee"),
        ("无法按原路退回，请提供银行卡号退款。", "new-account"),
    ],
)
def test_a_warning_nearby_hides_no_flag(text: str, flag: str) -> None:
    assert flag in ids(text)


@pytest.mark.parametrize(
    ("text", "flag"), [("先垫付一笔，再一起退给您", "refund-fee"), ("支付宝备用金打开一下", "loan-refund")]
)
def test_money_ahead_of_the_refund_and_credit_lines_are_flags(text: str, flag: str) -> None:
    assert flag in ids(text)
    assert not ids("运费由商家先垫付。")


def test_flags_come_in_the_order_of_the_text_and_overlaps_of_one_flag_are_one() -> None:
    found = find_flags("请提供验证码。退款请加我微信 abc_123，再交保证金。", FLAGS)
    assert [(one.flag.id, one.text) for one in found] == [
        ("codes", "提供验证码"),
        ("outside-contact", "加我微信 abc_123"),
        ("refund-fee", "交保证金"),
    ]


def test_a_long_chat_is_looked_through_to_its_end() -> None:
    text = "\n".join(["😀退款将原路退回。"] * 2000 + ["请提供验证码", ""])
    (flagged,) = find_flags(text, FLAGS)
    assert (text[flagged.start : flagged.end], text[: flagged.start].count("\n")) == ("提供验证码", 2000)


def test_every_flag_says_why_and_what_to_do_and_where_it_is_from() -> None:
    for flag in FLAGS:
        assert flag.name and flag.why and flag.advice and flag.source
    asked_to_pay = [flag for flag in FLAGS if flag.id in {"unfreeze", "refund-fee", "safe-account", "staged-top-up"}]
    for flag in asked_to_pay:
        assert "停止" in flag.advice and "96110" in flag.advice and "110" in flag.advice and "交易单号" in flag.advice


def test_the_three_factors_name_flags_that_there_are() -> None:
    assert [factor.id for factor in FACTORS] == ["origin", "identity", "conduct"]
    known = {flag.id for flag in FLAGS}
    assert all(set(factor.flags) <= known for factor in FACTORS)


def test_a_flag_outweighs_the_users_yes_and_what_was_not_answered_is_open() -> None:
    found = find_flags("退款需交保证金", FLAGS)
    judged = judge_service(FACTORS, found, {"origin": True, "conduct": True})
    assert [trust for _, trust in judged] == [Trust.MET, Trust.OPEN, Trust.FAILED]
    judged = judge_service(FACTORS, (), {"origin": False, "identity": True, "conduct": True})
    assert [trust for _, trust in judged] == [Trust.FAILED, Trust.MET, Trust.MET]


PIECES = [
    "退款",
    "请",
    "不要",
    "加",
    "微信",
    "v信",
    "验证码",
    "提供",
    "解冻",
    "账户",
    "转账",
    "保证金",
    "手续费",
    "无需",
]
MARKS = [
    "。",
    "，",
    "\n",
    "\u200b",
    " ",
    "😀",
    "𠮷",
    "-",
    ".",
    "１００",
    "骗子",
    "凡",
    "均为诈骗",
    "冻结",
    "㎏",
    "ß",
    "İ",
]
WORDS = st.lists(st.sampled_from(PIECES + MARKS)).map("".join)


@given(WORDS | st.text())
def test_offsets_lie_within_and_give_the_words(text: str) -> None:
    for flagged in find_flags(text, FLAGS):
        assert 0 <= flagged.start < flagged.end <= len(text)
        assert flagged.text == text[flagged.start : flagged.end]


@given(WORDS | st.text())
def test_folding_keeps_places_in_order(text: str) -> None:
    for blanks in (False, True):
        folded = fold(text, blanks)
        assert len(folded.text) == len(folded.places)
        assert list(folded.places) == sorted(folded.places)
        assert all(0 <= place < len(text) for place in folded.places)
        assert folded.text.count("\n") == text.count("\n")


@pytest.mark.parametrize("filling", ["您好，", "x"])
def test_a_line_without_end_is_searched_in_pieces(filling: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = list[int]()
    usual = scam._in_block
    monkeypatch.setattr(scam, "_in_block", lambda text, *rest: seen.append(len(text)) or usual(text, *rest))
    text = filling * 30_000 + "，退款请加薇 abc123"
    found = find_flags(text, FLAGS)
    assert max(seen) <= 20_000 and sum(seen) == len(text)
    assert {flagged.flag.id for flagged in found} == {"outside-contact"}
    assert all(text[one.start : one.end] == one.text for one in found)
