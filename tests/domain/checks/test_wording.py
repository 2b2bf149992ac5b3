"""Heated and vague words are found in the writer's own words and nowhere else; sound messages pass."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.checks.wording import WordingFinding, WordingRule, find_faults, find_wording, wording_screen
from caseorg.domain.messages.message import SLOT_NAMES, slots
from caseorg.domain.remark import Remark
from caseorg.domain.text.sentences import sentences
from domain.knowledge import shipped

RULES = shipped(WordingRule)
FACTS = {
    "order_number": "261101-123456789012345",
    "product": "50元游戏点卡",
    "paid": "50.00",
    "ordered_at": "2026年11月1日14时30分",
    "problem": "官方页面提示“卡密已被使用”",
    "demand": "全额退款50元",
    "deadline": "收到本消息后24小时内",
    "contacts": "商家客服2次（2026年11月1日、2日）",
    "promise": "2026年11月1日15时15分承诺“1小时内处理”，至今已逾期20天",
    "incident": "2026年11月1日14时40分，在官方页面输入卡密，页面提示“卡密已被使用”",
    "main_basis": "《消费者权益保护法》第二十三条",
}

BAD = {
    "卡密不对": ("您好，我昨天买的卡密不对，怎么办？", "这张点卡的卡密不对😀，换一张。"),
    "赶紧解决": ("请你们赶紧解决，我等着用。", "订单都付款了，赶紧解决！"),
    "麻烦处理一下": ("点卡没有到账，麻烦处理一下。", "麻烦处理一下，谢谢！"),
    "你们平台就是骗子": ("收了钱不发货，你们平台就是骗子。", "我算看明白了，你们平台就是骗子！"),
    "必须马上处理": ("这件事今天必须马上处理。", "你们必须马上处理我的订单！"),
    "充值不了": ("我的账号充值不了。", "试了三张卡都充值不了，怎么回事？"),
    "要说法": ("我今天就是来要说法的。", "消费者有权要说法！"),
    "给个交代": ("请客服给个交代。", "卡不能用，总得给个交代吧。"),
    "太差了": ("你们的服务太差了。", "这种售后，太差了！"),
    "黑心": ("遇到了黑心商家，大家小心。", "这家店真黑心。"),
    "无良": ("又是一家无良店铺。", "无良商家不退钱。"),
    "诈骗犯": ("你们都是诈骗犯。", "把钱还给我，诈骗犯！"),
    "坑人": ("这家店专门坑人。", "卖过期的点卡不是坑人吗？"),
    "不给退就曝光": ("今天不给退就曝光。", "我说清楚了，不给退就曝光你们！"),
    "全网曝光": ("明天我要全网曝光。", "再拖下去就全网曝光这家店。"),
    "一直不理人": ("付款以后一直不理人。", "在线客服一直不理人，电话也打不通。"),
    "很久": ("我已经等了很久了。", "点卡很久没有到账。"),
    "多次": ("我多次联系客服。", "本人已多次催促，没有结果。"),
    "一大笔": ("被扣了一大笔钱。", "这对我来说是一大笔。"),
    "投诉到底": ("我要投诉到底。", "不退款就跟你们没完，投诉到底！"),
    "让你们好看": ("等着，我让你们好看。", "再不退就让你们好看！"),
    "一定构成诈骗": ("你们的行为一定构成诈骗。", "不发货一定构成诈骗，等着吧。"),
    "必胜": ("打官司我必胜。", "有截图在手，必胜！"),
    "一定赔": ("12315会让你们一定赔。", "到了法院你们一定赔钱。"),
    "尽快处理": ("请尽快处理。", "希望平台尽快处理我的退款申请。"),
    "有关规定": ("根据有关规定，你们必须退款。", "按照国家规定你们应当三倍赔偿。"),
}

NEUTRAL = (
    "您好，订单号261101-123456789012345，2026年11月1日14:30付款50元购买游戏点卡，至今未收到卡密。",
    "卡密（尾号3B7Q）于11月1日14时40分在官方兑换页面输入，页面提示“卡密已被使用”，见证据3。",
    "诉求：全额退款50.00元。请于2026年11月23日18时前答复，谢谢。",
    "您好，订单号261101-123456789012345的退款申请是否已有进展？如需补充材料，请随时告知，我将积极配合。",
    "客服在11月1日15:15回复“马上处理”，截至11月2日15:15没有处理结果。",
    "客服说马上处理，截至11月2日15:15未退款，见证据4。",
    "商家回复：亲，马上处理，麻烦您等待一下。此后没有进一步消息。",
    "我并不是说贵店是骗子，只是请核实该卡密的使用记录。",
    "我没有说要全网曝光，只希望按页面规则退款50元。",
    "本人并非要说法，而是请求在24小时内重新发卡。",
    "本人于11月1日15时、11月2日10时共2次联系在线客服，均收到自动回复，见证据4和证据5。",
    "若未能在11月25日前协商一致，将依法向12315投诉。",
    "页面写明“24小时内发货”，11月1日14:30付款，到11月3日14:30已48小时，仍为待发货状态。",
    "依据《中华人民共和国消费者权益保护法》第二十三条，请书面说明拒绝退款的理由。",
    "支付宝账单显示11月1日扣款100.00元，运营商记录中没有对应的到账，请在24小时内核实。",
    "该账号于11月2日收到异地登录提醒，已申请冻结，请协助核查11月2日的交易记录。",
    "对方称：你们平台太差了，我们不做了。该内容见证据6的截图。",
    "会员中心显示“未开通”，实付25元，请开通会员或退款25元，并于11月24日12时前告知结果。",
    "感谢您的答复。补充提交支付凭证一张，请与订单一并核对，预计什么时间有结果？",
    "商品页写明「支持多次使用」，第二次使用时提示“次数已用完”。请更换或退还30元，期限为收到后3天内。",
)


def found(text: str) -> list[str]:
    """The words that are found."""
    return [text[finding.start : finding.end] for finding in find_wording(text, RULES, FACTS)]


def by_id(rule: str) -> WordingRule:
    return next(one for one in RULES if one.id == rule)


@pytest.mark.parametrize(("phrase", "text"), [(phrase, text) for phrase, texts in BAD.items() for text in texts])
def test_every_bad_phrase_is_found_where_it_stands(phrase: str, text: str) -> None:
    words = found(text)
    if phrase in text:
        assert any(phrase in one for one in words), words
    assert words


@pytest.mark.parametrize("text", NEUTRAL)
def test_a_sound_message_has_nothing_to_find(text: str) -> None:
    assert found(text) == []


def test_all_neutral_messages_together_have_nothing_either() -> None:
    assert found("\n".join(NEUTRAL)) == []
    assert len(NEUTRAL) == 20


@pytest.mark.parametrize(
    "text",
    [
        "页面写着“必须马上处理”。",
        "页面写着「必须马上处理」。",
        "页面写着『必须马上处理』。",
        '页面写着"必须马上处理"。',
        "页面写着‘必须马上处理’。",
        "客服说必须马上处理。",
        "客服说，必须马上处理。",
        "客服回复：必须马上处理，请放心",
        "商家：必须马上处理",
        "对方说再不转钱就让你好看，还说找人上门堵你们",
        "他骂我傻逼，然后威胁我曝光你们",
        "那人威胁不转就弄死你们",
    ],
)
def test_what_others_said_is_not_the_writers(text: str) -> None:
    assert found(text) == []


def test_a_quotation_ends_where_the_writer_speaks_again() -> None:
    assert found("客服说马上处理，我等了很久。") == ["等了很久"]
    assert found("客服回复：马上处理，但一直不理人。") == ["一直不理人"]
    assert found("客服回复：马上处理。你们太差了。") == ["你们太差了"]
    assert found("要求商家回复：必须马上处理。") == ["必须马上处理"]
    assert found("客服没有回复，太差了。") == ["太差了"]
    assert found("客服说不退，我说再不退就让你们好看。") == ["让你们好看"]
    assert found("我骂他傻逼，他说不退。") == ["傻逼"]
    assert found("“开了头的引号，你们太差了。") == ["你们太差了"]


@pytest.mark.parametrize("text", ["这不是坑人吗？", "难道不是骗子？", "你们是不是骗子？", "不是骗子是什么？"])
def test_a_rhetorical_question_denies_nothing(text: str) -> None:
    assert found(text)


def test_numbers_make_vague_words_concrete() -> None:
    assert found("我很久没有收到。") and not found("我等了很久，从11月1日到11月3日。")
    assert found("请尽快处理。") and not found("请尽快处理退款，最迟11月23日18时前。")


def test_the_longest_of_overlapping_words_counts_and_the_order_is_that_of_the_text() -> None:
    text = "太差了，你们平台就是骗子，赶紧退钱"
    assert found(text) == ["太差了", "你们平台就是骗子", "赶紧退钱"]


def test_offsets_count_code_points() -> None:
    text = "𠮷😀👨‍👩‍👧卡密不对🎮"
    (finding,) = find_wording(text, RULES, {})
    assert (finding.start, finding.end) == (7, 11)
    assert text[finding.start : finding.end] == "卡密不对"


def test_the_better_sentence_is_the_first_that_the_case_can_fill() -> None:
    full = find_wording("你们就是骗子", RULES, FACTS)[0].better
    assert full == (
        "2026年11月1日15时15分承诺“1小时内处理”，至今已逾期20天。"
        "本人已联系商家客服2次（2026年11月1日、2日），尚未解决。"
    )
    some = find_wording("你们就是骗子", RULES, {**FACTS, "promise": ""})[0].better
    assert some.startswith("2026年11月1日14时40分，在官方页面输入卡密")
    none = find_wording("你们就是骗子", RULES, {})[0].better
    assert none == by_id("swindlers").better[-1]


def test_every_rule_ends_with_a_sentence_that_needs_nothing_and_is_sound_itself() -> None:
    for rule in RULES:
        assert "{" not in rule.better[-1]
        for finding_text in rule.better:
            assert found(finding_text.replace("{", "").replace("}", "")) == [], rule.id
        assert all("{" in better for better in rule.better[:-1]), rule.id


def test_a_value_with_braces_or_backslashes_is_put_in_as_it_is() -> None:
    rule = WordingRule(**{**_plain(by_id("much-money")), "better": ("实付{paid}。",)})
    assert find_wording("一大笔", [rule], {"paid": r"{a b}\1"})[0].better == r"实付{a b}\1。"


def _plain(rule: WordingRule) -> dict[str, object]:
    return {name: getattr(rule, name) for name in WordingRule.__dataclass_fields__}


# --- the build of the text ---


def faults(text: str) -> dict[str, WordingFinding]:
    return {finding.rule: finding for finding in find_faults(text)}


SOUND = "订单号261101-123456789012345，11月1日付款50元，未到账。请于11月23日18时前全额退款50元。"


def test_a_sound_text_has_no_faults() -> None:
    assert find_faults(SOUND) == ()
    assert find_faults(" \n") == ()


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        (SOUND + "快点！！！", "shouting", "！！！"),
        (SOUND + "为什么？！", "shouting", "？！"),
        (SOUND + "\n  " + "一二三四五六七八九十" * 6 + "一。\n", "long-sentence", "一二三四五六七八九十" * 6 + "一。"),
        ("订单号261101-123456789012345，11月1日付款50元。请全额退款。", "no-deadline", "请"),
        ("订单号261101-123456789012345，11月1日付款50元。要求24小时内退款。", "no-sum", "要求"),
        ("订单号261101-123456789012345，付款50元，未到账。", "no-date", ""),
        ("订单号261101-123456789012345，11月1日付款，未到账。", "no-amount", ""),
        ("11月1日付款50元，未到账。", "no-order-number", ""),
    ],
)
def test_each_fault_is_found_alone_and_located(text: str, rule: str, words: str) -> None:
    (finding,) = find_faults(text)
    assert (finding.rule, text[finding.start : finding.end]) == (rule, words)
    assert isinstance(finding.why, Remark)
    assert str(finding.why)


def test_quoted_shouting_one_mark_and_sixty_characters_are_no_fault() -> None:
    assert find_faults(SOUND + "客服回复“马上！！！”。谢谢！") == ()
    assert find_faults(SOUND + "\n" + "一二三四五六七八九十" * 6 + "。") == ()


def test_a_number_or_word_of_letters_is_one_character_of_a_sentence() -> None:
    assert "long-sentence" not in faults(SOUND + "\n" + "订单261101-123456789012345、Steam，" * 10 + "。")


def test_deadline_and_sum_may_stand_in_another_sentence_but_not_in_what_others_said() -> None:
    assert "no-deadline" not in faults("要求全额退款50元。请于11月23日18时前答复。")
    assert not faults("现申请退款处理。\n诉求：\n退还货款98元，于11月30日前原路退回。").keys() & {
        "no-deadline",
        "no-sum",
    }
    assert faults("要求退款。客服回复“1小时内退款50元”。").keys() >= {"no-deadline", "no-sum"}


def test_a_masked_order_number_is_one() -> None:
    assert "no-order-number" not in faults("订单号：2611****2345")


def test_every_slot_is_one_of_the_messages() -> None:
    assert {name for rule in RULES for better in rule.better for name in slots(better)} <= SLOT_NAMES.keys()


def test_citations_that_are_not_in_the_table_are_underlined() -> None:
    @dataclass
    class Cited:
        start: int
        end: int

    text = SOUND + "依据《消费法》第九百条。"
    start = text.index("《")
    (finding,) = find_faults(text, [Cited(start, start + 9)])
    assert (finding.rule, text[finding.start : finding.end]) == ("unknown-citation", "《消费法》第九百条")


MARKS = st.text(st.sampled_from('客服说：，。！？“”「」"不是你们平台骗子卡密不对很久多次请退款要求123元月日前\n 😀𠮷'))


@given(MARKS | st.text())
def test_offsets_lie_within_and_findings_do_not_overlap(text: str) -> None:
    end = 0
    for finding in find_wording(text, RULES, FACTS):
        assert end <= finding.start < finding.end <= len(text)
        end = finding.end
    for finding in find_faults(text):
        assert 0 <= finding.start <= finding.end <= len(text)


@given(MARKS | st.text())
def test_sentences_adjoin_and_make_up_the_text(text: str) -> None:
    assert "".join(text[slice(*span)] for span in sentences(text)) == text


ANYTHING = st.sampled_from([text for texts in BAD.values() for text in texts] + list(NEUTRAL) + list(FACTS.values()))


@given(ANYTHING, st.dictionaries(st.sampled_from(sorted(SLOT_NAMES)), ANYTHING))
def test_no_better_sentence_holds_what_is_found_itself(text: str, told: dict[str, str]) -> None:
    for finding in find_wording(text, RULES, told):
        assert find_wording(finding.better, RULES, {}) == ()
        assert not any(fault.rule == "shouting" for fault in find_faults(finding.better))


@pytest.mark.parametrize("demand", ["退还____元", "XX元", "请填写诉求", "〔日期待填〕前退款", ""])
def test_a_blank_of_the_case_is_no_answer(demand: str) -> None:
    (finding,) = find_wording("赶紧解决", RULES, {"demand": demand})
    assert demand not in finding.better or not demand
    assert finding.better.startswith("请于__月__日")


def test_a_blank_in_a_text_is_told_where_it_stands() -> None:
    text = "请于__月__日前退款〔金额待填〕。"
    found = [text[fault.start : fault.end] for fault in find_faults(text) if fault.rule == "blank"]
    assert found == ["__", "__", "〔金额待填〕"]


def test_of_the_same_rules_nothing_is_made_again() -> None:
    """Each keystroke in a message asks anew: what it makes would be kept with what was found."""
    assert wording_screen(list(RULES)) is wording_screen(tuple(RULES))
