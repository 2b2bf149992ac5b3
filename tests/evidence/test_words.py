"""The words of texts and of what they are wrapped in."""

import base64
import json
import quopri
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.case import Evidence, EvidenceId, MediaKind
from caseorg.domain.errors import CaseorgError
from caseorg.domain.files.notes import FileNote
from caseorg.evidence.store import EvidenceStore
from caseorg.evidence.words import JSON, MAIL, PAGE, PLAIN, TABLE, Words, read_words, words_of

SAID = "您好，您的订单将在三个工作日内退款98.00元，请勿透露验证码。"
SENT = datetime(2024, 5, 21, 6, 30, 22, tzinfo=UTC)


def read(name: str, content: bytes) -> Words:
    found = words_of(name, content)
    assert found is not None
    return found


def raw_mail(body: bytes, *headers: str) -> bytes:
    usual = ("From: kf@example.com", "To: z@example.com", "Date: Tue, 21 May 2024 14:30:22 +0800")
    return "\r\n".join((*usual, *headers, "", "")).encode() + body


def test_a_mail_is_its_headers_its_words_and_the_names_of_what_is_attached() -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "客服样例 <kf@example.com>", "z@example.com", "退款处理结果"
    message["Date"] = "Tue, 21 May 2024 06:30:22 +0000"
    message.set_content(SAID)
    message.add_attachment(b"\x89PNG" * 500, maintype="image", subtype="png", filename="凭证.png")
    found = read("客服回复.eml", message.as_bytes())
    assert found.text.split("\n") == [
        "发件人：客服样例 <kf@example.com>",
        "收件人：z@example.com",
        "时间：2024-05-21 14:30:22（北京时间，原文：Tue, 21 May 2024 06:30:22 +0000）",
        "主题：退款处理结果",
        "附件：凭证.png（2KB）",
        "",
        SAID,
    ]
    assert (found.wrapping, found.sent_at) == (MAIL, SENT)
    assert [(one.name, len(one.content)) for one in found.attachments] == [("凭证.png", 2000)]


@pytest.mark.parametrize(
    "body",
    [
        (base64.encodebytes(SAID.encode()), "utf-8", "base64"),
        (quopri.encodestring(SAID.encode("gb18030")), "gb2312", "quoted-printable"),
        (base64.encodebytes(SAID.encode("gb18030")), "utf-8", "base64"),  # a lie
        (base64.encodebytes(SAID.encode()), "gbk", "base64"),  # the other one
        (SAID.encode("gb18030"), "us-ascii", "8bit"),
        (SAID.encode(), "x-unknown", "8bit"),
    ],
    ids=["base64", "quoted", "lie", "other lie", "raw", "unknown"],
)
def test_the_words_come_out_of_every_encoding_and_charset(body: tuple[bytes, str, str]) -> None:
    content, charset, transfer = body
    headers = (f'Content-Type: text/plain; charset="{charset}"', f"Content-Transfer-Encoding: {transfer}")
    assert SAID in read("x.eml", raw_mail(content, "MIME-Version: 1.0", *headers)).text


@pytest.mark.parametrize(("charset", "encoding"), [("utf-7", "utf-7"), ("hz-gb-2312", "hz"), ("UTF-7", "utf-7")])
def test_chinese_in_seven_bits_is_read_where_the_mail_says_so(charset: str, encoding: str) -> None:
    head = f"Content-Type: text/plain; charset={charset}"
    assert SAID in read("x.eml", raw_mail(SAID.encode(encoding), "MIME-Version: 1.0", head)).text


@pytest.mark.parametrize(
    "date",
    [
        "2024-05-21 14:30:22",
        "2024/5/21 14:30:22",
        "2024年5月21日 14:30:22",
        "Tue, 21 May 2024 14:30:22 CST",
        "Tue May 21 14:30:22 CST 2024",
        "Tue, 21 May 2024 14:30:22 +0800 (CST)",
        "Tue, 21 May 2024 06:30:22 GMT",
    ],
)
def test_a_date_that_follows_no_rule_is_read(date: str) -> None:
    mail = f"From: a@b\r\nDate: {date}\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\n{SAID}"
    assert read("x.eml", mail.encode()).sent_at == SENT


def test_mail_of_apple_and_text_with_a_name_are_read() -> None:
    mail = raw_mail(SAID.encode(), "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8")
    found = read("1.emlx", b"%d   \n%b<?xml version='1.0'?><plist/>" % (len(mail), mail))
    assert found.text.endswith(SAID) and found.sent_at == SENT
    part = f'--b\r\nContent-Type: text/{{}}; charset=utf-8; name="1.txt"\r\n\r\n{SAID}\r\n'
    body = f"{part.format('plain')}{part.format('x-amp-html')}--b--\r\n".encode()
    found = read("x.eml", raw_mail(body, "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=b"))
    assert SAID in found.text and found.attachments == ()


def test_headers_in_raw_bytes_or_cut_inside_a_character_are_read() -> None:
    first, second = (base64.b64encode(part).decode() for part in ("退款".encode()[:4], "退款".encode()[4:]))
    split = f"Subject: =?utf-8?b?{first}?= =?utf-8?b?{second}?="
    assert "主题：退款" in read("x.eml", raw_mail(b"hello", split, "MIME-Version: 1.0")).text
    gbk = b"Subject: " + "退款通知".encode("gbk") + b"\r\n" + raw_mail(b"hello", "MIME-Version: 1.0")
    assert "主题：退款通知" in read("x.eml", gbk).text


@pytest.mark.parametrize(
    "form",
    [
        lambda mail: mail.replace(b"\r\n", b"\r\r\n"),
        lambda mail: mail.replace(b"\r\n", b"\r"),
        lambda mail: mail.decode().encode("utf-16"),
        lambda mail: b"\xef\xbb\xbf" + mail,
    ],
    ids=["lines ended twice", "lines as an old Mac ends them", "two bytes a letter", "marked"],
)
def test_a_mail_that_a_program_wrote_anew_is_still_a_mail(form: Callable[[bytes], bytes]) -> None:
    head = ("MIME-Version: 1.0", "Subject: =?utf-8?b?6YCA5qy+?=")
    found = read("x.eml", form(raw_mail(SAID.encode(), *head, "Content-Type: text/plain; charset=utf-8")))
    assert found.sent_at == SENT and "主题：退款" in found.text and SAID in found.text


def test_names_of_attachments_in_raw_bytes_are_read_and_only_true_endings_added() -> None:
    parts = "".join(
        f'--b\r\nContent-Type: {kind}\r\nContent-Disposition: attachment; filename="{name}"\r\n\r\nx\r\n'
        for kind, name in (("text/plain", "订单.txt"), ("application/ms-tnef", "winmail.dat"), ("image/png", "a.dat"))
    )
    mail = raw_mail(f"{parts}--b--\r\n".encode("gbk"), "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=b")
    assert [attachment.name for attachment in read("x.eml", mail).attachments] == [
        "订单.txt",
        "winmail.dat",
        "a.dat.png",
    ]


def test_a_forwarded_mail_that_is_packed_is_read() -> None:
    inner = raw_mail(SAID.encode(), "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8")
    part = b"--b\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(
        inner
    )
    mail = raw_mail(part + b"\r\n--b--\r\n", "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=b")
    assert SAID in read("x.eml", mail).text


def test_of_two_versions_the_one_that_says_something_is_read() -> None:
    message = EmailMessage()
    message["From"] = "kf@example.com"
    message.set_content("请用支持HTML的程序打开")
    message.add_alternative(f"<html><body><p>{SAID}</p><p>{SAID}</p></body></html>", subtype="html")
    assert read("x.eml", message.as_bytes()).text.count(SAID) == 2
    message = EmailMessage()
    message["From"] = "kf@example.com"
    message.set_content(SAID)
    message.add_alternative(f"<html><body><p>{SAID}</p></body></html>", subtype="html")
    assert read("x.eml", message.as_bytes()).text.count(SAID) == 1


def test_a_forwarded_mail_and_several_in_a_file_are_all_read() -> None:
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "inner@example.com", "原邮件"
    inner.set_content(SAID)
    inner.add_attachment(b"x" * 10, maintype="application", subtype="pdf", filename="回执.pdf")
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "outer@example.com", "转发"
    outer.set_content("请看下面")
    outer.add_attachment(inner)
    found = read("x.eml", outer.as_bytes())
    assert found.text.index("请看下面") < found.text.index("原邮件") < found.text.index(SAID)
    assert [one.name for one in found.attachments] == ["回执.pdf"]
    several = b"".join(b"From x@y Tue May 21 14:30:22 2024\n" + part.as_bytes() + b"\n" for part in (inner, outer))
    text = read("all.mbox", several).text
    assert text.count(SAID) == 2 and "请看下面" in text


def test_a_page_saved_with_its_pictures_is_its_words() -> None:
    page = f"<html><head><title>聊天记录</title><style>p{{x}}</style></head><body><p>客服：{SAID}</p></body></html>"
    parts = (
        b"--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        b"Content-Location: https://example.com/a\r\n\r\n" + quopri.encodestring(page.encode("gb18030")),
        b"--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
        b"Content-Location: https://example.com/%E5%9B%BE.png\r\n\r\n" + base64.encodebytes(bytes(9000)),
        b"--b\r\nContent-Type: text/css\r\nContent-Location: cid:css\r\n\r\np {}\r\n--b--\r\n",
    )
    head = b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n"
    found = read("a.mhtml", head + b"Content-Type: multipart/related; boundary=b\r\n\r\n" + b"\r\n".join(parts))
    assert found.wrapping == MAIL and f"聊天记录\n客服：{SAID}" in found.text and "文内图片：1张" in found.text
    assert [(one.name, one.inside) for one in found.attachments] == [("图.png", True)]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_saved_page_is_read_without_tags_styles_and_scripts(encoding: str) -> None:
    page = f"""<!DOCTYPE html><html><head><meta charset="gb2312"><title>客服对话</title>
    <script>var a="退款骗局"</script>
    <style>.x {{color:red}}</style></head><body><div class=msg><img class=avatar src=a.png><span>客服</span>
    <span>14:30</span><div>{SAID}&nbsp;&#x1F600;</div></div><table><tr><td>订单</td><td>240521</td></tr></table>
    <img alt="微笑" src=e.png><img src="data:image/png;base64,{"A" * 20000}"><a href="https://example.com/pay">付款</a>
    </body></html>"""
    found = read("chat.html", page.encode(encoding, "xmlcharrefreplace"))
    assert found.wrapping == PAGE
    words = " ".join(found.text.split())
    assert words == f"客服对话 客服 14:30 {SAID} 😀 订单 240521 [微笑][图片]付款〔https://example.com/pay〕"


def test_a_page_whose_talk_stands_in_a_script_is_read_too() -> None:
    records = [{"type": 1, "text": SAID, "is_send": 0, "timestamp": 1716273022, "displayname": "客服"}]
    page = f"<html><body><div id=app></div><script>const chatMessages = {json.dumps(records)};</script></body></html>"
    assert f"2024-05-21 14:30:22 客服：{SAID}" in read("a.html", page.encode()).text
    loose = f"<html><body><script>var m=[{{time:'14:30', nick:'客服', msg:'{SAID}'}},];</script></body></html>"
    assert f"14:30 客服：{SAID}" in read("a.html", loose.encode()).text


RECORDS = {
    "flat": [{"CreateTime": 1716273022, "NickName": "客服", "StrContent": SAID, "localId": 7}],
    "nested": {"messages": [{"timestamp": 1716273022000, "sender": {"name": "客服"}, "content": {"text": SAID}}]},
    "parts": {"messages": [{"date": "2024-05-21 14:30:22", "from": "客服", "text": [SAID[:5], {"text": SAID[5:]}]}]},
    "packed": {"data": [{"senderNick": "客服", "msgTime": 1716273022000, "msgContent": json.dumps({"text": SAID})}]},
    "zoned": {"messages": [{"time": "2024-05-21T06:30:22.000Z", "sender": {"name": "客服"}, "content": SAID}]},
    "mine": [{"time": "2024-05-21 14:30:22", "is_sender": 1, "content": {"src": "", "msg": SAID}}],
}


@pytest.mark.parametrize("kind", RECORDS)
@pytest.mark.parametrize("ascii_only", [True, False])
def test_an_exported_chat_in_json_says_who_said_what_when(kind: str, ascii_only: bool) -> None:
    found = read("chat.json", json.dumps(RECORDS[kind], ensure_ascii=ascii_only).encode())
    who = "我" if kind == "mine" else "客服"
    assert found.wrapping == JSON and f"2024-05-21 14:30:22 {who}：{SAID}" in found.text.split("\n")


def test_a_page_of_a_messenger_and_mail_without_boundaries_are_read() -> None:
    head = "From: <Save by a messenger>\nSubject: IM Message\nMIME-Version: 1.0\n"
    kind = 'Content-Type:multipart/related;\n\tcharset="utf-8"\n\ttype="text/html";\n\tboundary="--=_b"\n\n'
    row = f"<tr><td><div><div>客服(12345)</div>14:30:22</div><div><font>{SAID}</font></div></td></tr>"
    page = f"----=_b\nContent-Type: text/html\nContent-Transfer-Encoding:7bit\n\n<html><table>{row}</table></html>\n\n"
    picture = "----=_b\nContent-Type:image/jpeg\nContent-Transfer-Encoding:base64\nContent-Location:{A-1}.dat\n\n"
    content = head + kind + page + picture + base64.encodebytes(bytes(9000)).decode() + "\n----=_b--\n"
    found = read("聊天记录.mht", content.replace("\n", "\r\n").encode())
    assert "".join(found.text.split()).endswith(f"客服(12345)14:30:22{SAID}")
    assert [one.name for one in found.attachments] == ["{A-1}.dat.jpg"]
    assert SAID in read("x.eml", raw_mail(SAID.encode(), "MIME-Version: 1.0", "Content-Type: multipart/mixed")).text


@pytest.mark.parametrize(
    "content",
    [
        '[{"time":"14:30","nick":"客服","content":"%s"},]',
        'show({"list":[{"time":"14:30","nick":"客服","content":"%s"}]});',
        'var talk = [{"time":"14:30","nick":"客服","content":"%s"}];',
        'window.talk["a"] = {"list":[{"time":"14:30","nick":"客服","content":"%s"}]}',
        '{"list":[{"time":"14:30","nick":"客服","content":"%s"},{"time":"14:31","ni',
        '{"list":[\n  {\n    "time":"14:30",\n    "nick":"客服",\n    "content":"%s"\n  },\n  {\n    "time":"14',
    ],
    ids=["comma", "call", "variable", "property", "cut", "cut lines"],
)
def test_an_export_that_is_a_script_or_cut_off_is_read_as_far_as_it_goes(content: str) -> None:
    lines = read("chat.json", (content % SAID).encode()).text.split("\n")
    assert f"14:30 客服：{SAID}" in [line.strip() for line in lines]
    assert '"time":"14' in lines[-1] or "time" not in "".join(lines)


@pytest.mark.parametrize("name", ["a.json", "a.csv"])
def test_html_in_a_record_is_its_words(name: str) -> None:
    html = f"<p>您好&nbsp;<b>客服</b></p><p>{SAID[:6]}<span>{SAID[6:]}</span><br/><img src='a.png'></p>"
    records = {"a.json": json.dumps([{"time": "14:30", "nick": "客服", "content": html}])}
    records["a.csv"] = f'时间,昵称,内容\n14:30,客服,"{html}"\n'
    assert read(name, records[name].encode()).text == f"14:30 客服：您好 客服\n{SAID}\n[图片]"


def test_signs_that_are_no_tags_stay() -> None:
    said = "a<b，1 < 2，<链接>，x>y"
    assert said in read("a.json", json.dumps([{"time": "14:30", "content": said}]).encode()).text


def rtf(text: str, head: str = r"\ansi\ansicpg936") -> bytes:
    packed = "".join(f"\\'{byte:02x}" for byte in text.encode("gb18030"))
    fonts = r"{\fonttbl{\f0\fnil\fcharset134 \'cb\'ce\'cc\'e5;}}{\*\generator Msftedit;}"
    return rf"{{\rtf1{head}{fonts}\pard\f0 {packed}\par 14:30\tab \u-10179?\u-8704?\u36864 \'3f\u27454?\par}}".encode()


@pytest.mark.parametrize("name", ["a.rtf", "合同.doc", "a.txt"])
@pytest.mark.parametrize("head", [r"\ansi\ansicpg936", r"\ansi\ansicpg1252"])
def test_a_document_of_wordpad_is_its_words(name: str, head: str) -> None:
    found = read(name, rtf(SAID, head))
    assert (found.wrapping, found.text) == ("text/rtf", f"{SAID}\n14:30  😀退款")


def test_messages_saved_from_a_phone_are_a_talk() -> None:
    row = '<sms address="10010" date="{}" type="{}" body="{}" contact_name="客服" read="1"/>'
    rows = row.format(1716273022000, 1, SAID) + row.format(1716273082000, 2, "好的&#10;谢谢")
    text = f"<?xml version='1.0' encoding='UTF-8'?>\n<!-- backup --><smses count='2'>{rows}</smses>"
    words = read("sms.xml", text.encode()).text
    assert f"2024-05-21 14:30:22 客服：{SAID}" in words and "2024-05-21 14:31:22 我：好的" in words


def test_a_bill_in_xml_is_its_values_and_no_bomb() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;">]>'
    bill = f"<?xml version='1.0' encoding='GBK'?>{bomb}<Bill><Seller Name='星河数码'/><Sum>98.00</Sum><x>&y;</x></Bill>"
    words = read("发票.xml", bill.encode("gb18030")).text
    assert "name：星河数码" in words and "sum：98.00" in words and "xxxx" not in words


@given(st.binary(max_size=60) | st.text("\\{}'u*par0123456789abcdef -<>/?!&;\n", max_size=80).map(str.encode))
def test_any_bytes_behind_their_beginning_are_read(content: bytes) -> None:
    for head in (b"{\\rtf1", b"<?xml version='1.0'?>"):
        words_of("a.txt", head + content)


def test_a_comma_within_words_stays() -> None:
    assert "好的,]" in read("chat.json", '[{"time":"14:30","nick":"客服","content":"好的,]"},]'.encode()).text


def test_a_picture_or_a_call_in_an_export_is_told_with_its_time() -> None:
    telegram = [
        {"id": 1, "date": "2024-05-21T14:30:22", "from": "客服", "text": ["请看", {"type": "link", "text": SAID}]},
        {"id": 2, "date": "2024-05-21T14:31:22", "from": "我", "photo": "photos/1.jpg", "text": ""},
    ]
    text = read("result.json", json.dumps({"messages": telegram}).encode()).text
    assert (
        f"2024-05-21 14:30:22 客服：请看{SAID}" in text and "2024-05-21 14:31:22 我：id：2；photo：photos/1.jpg" in text
    )


def test_rows_of_plain_values_stand_side_by_side() -> None:
    rows = [["2024-05-21 14:30:22", "客服", SAID], ["2024-05-21 14:31:00", "我", "1716273022"]]
    assert read("a.json", json.dumps(rows).encode()).text.split("\n")[1] == "2024-05-21 14:31:00  我  1716273022"


@pytest.mark.parametrize("before", ["sep=,\r\n", "聊天记录导出\r\n导出时间：2024-05-22\r\n\r\n"])
def test_lines_before_the_names_of_the_columns_change_nothing(before: str) -> None:
    text = read("a.csv", f'{before}时间,昵称,内容\r\n14:30,客服,"{SAID}"\r\n'.encode("gb18030")).text
    assert f"14:30 客服：{SAID}" in text and before.split("\r")[0].rstrip(",") in text


def test_what_is_no_message_in_an_export_is_kept() -> None:
    value = {"chat": "与客服的聊天", "messages": [*RECORDS["flat"] * 3, {"系统": "对方已撤回"}, "一行字"], "count": 2}
    lines = read("chat.json", json.dumps(value).encode()).text.split("\n")
    assert lines[0] == "chat：与客服的聊天" and "系统：对方已撤回" in lines and "一行字" in lines
    assert "count：2" in lines and lines[-1].endswith("localId）")
    broken = "\n".join((json.dumps(RECORDS["flat"][0]), '{"cut": "\\u9000\\u6b3e'))
    assert read("chat.jsonl", broken.encode()).text.split("\n")[:2] == [
        f"2024-05-21 14:30:22 客服：{SAID}",
        '{"cut": "退款',
    ]


@pytest.mark.parametrize("mark", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_an_exported_table_says_who_said_what_when(mark: str, encoding: str) -> None:
    rows = (("编号", "时间", "发送者", "内容"), ("1", "2024-05-21 14:30:22", "客服", f'"{SAID}\n请核对"'), ("多", "出"))
    content = "\r\n".join(mark.join(row) for row in rows).encode(encoding)
    found = read("chat.csv", content)
    assert found.wrapping == TABLE
    assert (
        found.text
        == f"2024-05-21 14:30:22 客服：{SAID}\n请核对\n多  出\n（此处只列时间、发言人和内容；其余栏目见原文件：编号）"
    )


def test_a_table_that_is_no_chat_keeps_its_cells() -> None:
    assert read("bill.csv", "项目,金额\n点卡,98.00\n".encode()).text == "项目  金额\n点卡  98.00"


def test_plain_text_stays_as_it_is_and_guesses_are_told() -> None:
    talk = "2024-05-21 14:30:22 客服\n您好\n未知的一行\n"
    assert read("chat.txt", talk.encode()) == Words(talk)
    assert read("chat.txt", talk.encode("utf-16-le")).notes == (FileNote.GUESSED,)
    assert read("chat.txt", talk.encode()[:-2]).notes == (FileNote.GUESSED, FileNote.LOST)
    assert read("README", b"From: here\nDate: there\n\nno mail").wrapping == PLAIN


@given(st.sampled_from(["a.eml", "a.html", "a.json", "a.csv", "a.mhtml", "a.txt"]), st.binary(max_size=400))
def test_any_bytes_under_any_name_have_words_or_none(name: str, content: bytes) -> None:
    words_of(name, content)


@given(
    st.sampled_from(["a.eml", "a.html", "a.json", "a.csv", "a.mhtml"]),
    st.lists(
        st.sampled_from(
            ["From: a\n", "\n", "Content-Type: multipart/mixed; boundary=b\n", "--b\n", "<html>", "<div", "<script>",
             "[", "{", '"text":', '"', ",", "]", "}", "=?gb2312?b?", "?=", "退款", "\\u9000", "时间,内容\n", "<a href=",
             "MIME-Version: 1.0\n", "--b--", "Content-Transfer-Encoding: base64\n", "\0"]
        ),
        max_size=30,
    ),
)  # fmt: skip
def test_broken_wrappings_of_any_kind_have_words_or_none(name: str, parts: list[str]) -> None:
    words_of(name, "".join(parts).encode())


def test_deep_nesting_ends() -> None:
    for name, content in (
        ("a.json", b"[" * 100_000),
        ("a.json", b'{"a":' * 20 + b"1" + b"}" * 20),
        ("a.html", b"<div>" * 100_000 + b"x"),
        ("a.html", b'<script>x = [{"text":"x","sender":' + b'{"name":' * 900 + b"1" + b"}" * 900 + b"}]</script>"),
        ("a.eml", raw_mail(b"Content-Type: message/rfc822\n\n" * 3000, "Content-Type: message/rfc822")),
    ):
        assert words_of(name, content) is not None


def test_text_that_is_gone_is_a_clear_error(tmp_path: Path) -> None:
    item = Evidence(
        id=EvidenceId("1"),
        number=3,
        name="chat.txt",
        sha256="ab" * 32,
        size=1,
        kind=MediaKind.TEXT,
        media_type="text/plain",
        added_at=datetime(2026, 11, 1, tzinfo=UTC),
    )
    with pytest.raises(CaseorgError, match="证据3 cannot be read"):
        read_words(EvidenceStore(tmp_path), item)
