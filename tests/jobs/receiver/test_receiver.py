"""What the receiver takes from whom, asked by raw requests; nothing here waits for a clock."""

import json
import socket
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from http.client import HTTPException
from pathlib import Path

import pytest

from caseorg.actions.evidence import Intake
from caseorg.domain.case import BY_BROWSER, CaseId
from caseorg.domain.errors import CaseorgError
from caseorg.evidence.store import EvidenceStore
from caseorg.jobs.intake import add_received
from caseorg.jobs.receiver.agents import device_name
from caseorg.jobs.receiver.limits import Pace, ReceiverLimits, is_private
from caseorg.jobs.receiver.news import Arrived, Arriving, Broken, End, Ended, TrustRequest
from caseorg.jobs.receiver.page import language_of, page_texts
from caseorg.jobs.receiver.server import Receiver
from caseorg.jobs.receiver.session import Session, plain_name
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace
from jobs.receiver.phone import Clock, Phone, receiving
from waiting import PATIENCE

SMALL = ReceiverLimits(file=1000, total=2500, files=4, wrong=3)
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1"


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    return EvidenceStore(tmp_path / "evidence")


@pytest.fixture
def phone(store: EvidenceStore) -> Iterator[Phone]:
    with receiving(store, limits=SMALL) as found:
        yield found


def nothing_left(store: EvidenceStore) -> bool:
    return not any(store.incoming.glob("*"))


def test_a_trusted_phone_sends_a_file_byte_for_byte(phone: Phone, store: EvidenceStore) -> None:
    code = phone.hello(User_Agent=IPHONE)
    asked = phone.told(TrustRequest)
    assert (asked.device.code, asked.device.name, asked.device.address) == (code, "iPhone · Safari", "127.0.0.1")
    phone.receiver.session.allow()
    assert json.loads(phone.ask("GET", "state")[1])["trust"] == "trusted"
    content = bytes(range(256)) * 3
    assert phone.send(content, "IMG_0001.PNG", left=7) == (200, {"sha256": sha256(content).hexdigest()})
    assert phone.told(Arriving).offer.left == 7
    arrived = phone.told(Arrived)
    assert arrived.received.part.read_bytes() == content
    assert arrived.received.name == "IMG_0001.PNG"
    assert arrived.received.source == BY_BROWSER
    store.discard(arrived.received)


def test_before_the_window_allowed_it_nothing_is_taken(phone: Phone, store: EvidenceStore) -> None:
    assert phone.offer(b"first")[0] == 403
    phone.hello()
    assert phone.offer(b"first") == (403, {"why": "waiting"})
    assert phone.ask("PUT", "file/1", b"first")[0] == 403
    assert nothing_left(store)


def test_a_second_phone_is_not_let_in(phone: Phone) -> None:
    phone.be_trusted()
    assert phone.ask("POST", "hello", b"{}")[0] == 409
    phone.key = "guessed"
    assert phone.offer(b"x") == (403, {"why": "taken"})
    assert phone.ask("GET", "state")[0] == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "rebound.example:80"}, 421),
        ({"Host": "127.0.0.1"}, 421),
        ({"Origin": "http://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_another_site_cannot_ask_through_a_browser(phone: Phone, headers: dict[str, str], status: int) -> None:
    assert phone.ask("GET", "", **headers)[0] == status
    assert phone.ask("POST", "hello", b"{}", **headers)[0] == status
    assert phone.news.empty()


def test_the_page_is_served_in_the_browsers_language_and_lets_nothing_else_in(phone: Phone) -> None:
    assert "把原图发到电脑" in phone.ask("GET", "", Accept_Language="zh-CN,zh;q=0.9,en;q=0.8")[1].decode()
    assert phone.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "no-store" in phone.headers["Cache-Control"]
    assert "Send originals" in phone.ask("GET", "", Accept_Language="en-GB,en;q=0.9,zh;q=0.1")[1].decode()
    assert phone.ask("GET", "page.js")[0] == phone.ask("GET", "sha256.js")[0] == phone.ask("GET", "page.css")[0] == 200
    for other in ("../settings.toml", "page.html", "texts.toml", "%2e%2e/page.css", "page.js/", "file/1"):
        assert phone.ask("GET", other)[0] == 404, other
    assert phone.request("GET", f"/{phone.receiver.session.token}")[0] == 307
    assert phone.request("GET", f"/{phone.receiver.session.token.lower()}/")[0] == 200


def test_who_tries_addresses_ends_it(phone: Phone) -> None:
    for _ in range(SMALL.wrong):
        assert phone.request("GET", "/AAAA-BBBB-CCCC-DDDD/")[0] == 404
    with suppress(OSError, HTTPException):  # it may be cut off over its answer
        phone.request("GET", "/AAAA-BBBB-CCCC-DDDD/")
    assert phone.news.get(timeout=PATIENCE) == Ended(End.PROBED)


@pytest.mark.parametrize(
    ("said", "status", "why"),
    [
        ({"size": 1001}, 413, "large"),
        ({"size": 0}, 422, "empty"),
        ({"size": -1}, 400, "failed"),
        ({"size": "12"}, 400, "failed"),
        ({"sha256": "0" * 63}, 400, "failed"),
        ({"name": None}, 400, "failed"),
        ({"name": "x" * 5000}, 413, "failed"),
        ({"modified": 1e400, "size": 1001}, 413, "large"),
    ],
)
def test_what_is_too_large_or_senseless_is_refused_before_it_is_sent(
    phone: Phone, said: dict[str, object], status: int, why: str
) -> None:
    phone.be_trusted()
    assert phone.offer(b"content", **said) == (status, {"why": why})


def test_only_so_much_and_so_many_in_one_session(phone: Phone, store: EvidenceStore) -> None:
    phone.be_trusted()
    for number in range(2):
        assert phone.send(bytes([number]) * 1000)[0] == 200
    assert phone.offer(bytes(501)) == (413, {"why": "full"})
    assert [phone.send(bytes([number]))[0] for number in range(2)] == [200, 200]
    assert phone.offer(b"fifth") == (413, {"why": "full"})
    assert phone.send(bytes([0]) * 1000)[0] == 200  # the same again is no further file
    assert [phone.send(bytes([0]) * 1000)[0] for _ in range(2)] == [200, 413]  # nor does it fill the disk


def test_other_bytes_than_were_announced_are_not_taken(phone: Phone, store: EvidenceStore) -> None:
    phone.be_trusted()
    _, made = phone.offer(b"what was hashed")
    status, body = phone.ask("PUT", f"file/{made['number']}", b"what has changed"[:15])
    assert (status, json.loads(body)) == (422, {"why": "broken"})
    assert phone.told(Broken).reason.what == "Other bytes arrived than were sent."
    assert phone.ask("PUT", f"file/{made['number']}", b"longer than that")[0] == 400
    assert phone.ask("PUT", "file/99", b"x")[0] == 404
    assert nothing_left(store)


def test_a_file_that_breaks_off_leaves_nothing_and_comes_again_under_its_number(
    phone: Phone, store: EvidenceStore
) -> None:
    phone.be_trusted()
    content = b"z" * 900
    line = phone.begin_sending(content[:100], 900, sha256=sha256(content).hexdigest())
    first = phone.told(Arriving).offer
    line.close()
    assert phone.told(Broken).offer == first
    assert nothing_left(store)
    assert phone.send(content)[0] == 200
    assert phone.told(Arrived).offer.number == first.number


def test_a_slow_connection_is_cut_off(store: EvidenceStore) -> None:
    with receiving(store, pace=Pace(asking=10, seconds=20)) as phone:
        phone.be_trusted()
        creeping = phone.connect(b"GET / HT")
        sending = phone.begin_sending(b"z", 900)
        phone.told(Arriving)
        phone.clock.now += 15
        assert creeping.recv(100) == b""
        phone.clock.now += 15
        assert phone.told(Broken).offer.size == 900
        assert sending.recv(1) in (b"", b"H")
        for line in (creeping, sending):
            line.close()
    assert nothing_left(store)


def test_only_so_many_connections_at_once(store: EvidenceStore) -> None:
    with receiving(store, pace=Pace(connections=3)) as phone:
        held = [phone.connect(b"GET") for _ in range(3)]
        refused = phone.connect(b"")
        assert refused.recv(1) == b""
        for line in (*held, refused):
            line.close()


@pytest.mark.parametrize(("seconds", "reason"), [(601, End.IDLE), (7201, End.LONG)])
def test_it_ends_by_itself(store: EvidenceStore, seconds: int, reason: End) -> None:
    with receiving(store) as phone:
        phone.clock.now += seconds
        assert phone.news.get(timeout=PATIENCE) == Ended(reason)
        phone.receiver.close()
        with pytest.raises(OSError, match="refused"):
            phone.ask("GET", "")


def test_closing_it_removes_what_was_on_its_way(store: EvidenceStore) -> None:
    with receiving(store) as phone:
        phone.be_trusted()
        line = phone.begin_sending(b"z", 900)
        phone.told(Arriving)
        phone.receiver.close()
        assert nothing_left(store)
        line.close()
    assert {type(phone.news.get(timeout=PATIENCE)) for _ in range(2)} == {Ended, Broken}


def test_no_server_is_asked_for_our_name(store: EvidenceStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getfqdn", lambda *_: pytest.fail("a name was asked for"))
    with receiving(store) as phone:
        assert phone.ask("GET", "")[0] == 200


def test_an_address_that_is_gone_is_told(store: EvidenceStore) -> None:
    clock = Clock()
    with pytest.raises(CaseorgError, match=r"cannot be reached at 192\.168\.255\.254"):
        Receiver("192.168.255.254", Session(print, ReceiverLimits(), clock), store, Pace(), clock)


def test_what_arrived_becomes_evidence_with_its_source(workspace: Workspace, case_id: CaseId) -> None:
    with receiving(workspace.evidence) as phone:
        phone.be_trusted()
        begun = phone.receiver.session.begun_at.timestamp()
        phone.send("客服：1小时内处理".encode(), "聊天.txt", modified=1_793_500_000.0)
        phone.send("客服：再等等".encode(), "今天.txt", modified=begun + 5)
        arrived = [phone.told(Arrived).received for _ in range(2)]
        taken = [step.item for step in add_received(workspace, case_id, arrived)]
        assert [one[1].intake for one in taken if one] == [Intake.ADDED, Intake.ADDED]
    first, second = workspace.read(load_case, case_id).evidence
    assert (first.name, first.source) == ("聊天.txt", BY_BROWSER)
    assert first.taken_at
    assert second.taken_at is None  # that of sending says nothing of the file
    assert nothing_left(workspace.evidence)


def test_what_is_not_taken_in_is_not_left_over(workspace: Workspace, case_id: CaseId) -> None:
    with receiving(workspace.evidence) as phone:
        phone.be_trusted()
        for number in range(3):
            phone.send(b"%d" % number, f"{number}.txt")
        arrived = [phone.told(Arrived).received for _ in range(3)]
    steps = add_received(workspace, case_id, arrived)
    next(steps)
    steps.close()  # type: ignore[attr-defined]
    assert nothing_left(workspace.evidence)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("图片\u202egnp.exe", "图片gnp.exe"),
        ("", "_"),
        ("C:\\x\\微信图片_2026.jpg", "C_x_微信图片_2026.jpg"),
        ("很长" * 200 + ".png", "很长" * 30 + ".png"),
    ],
)
def test_a_name_is_good_on_every_system(name: str, kept: str) -> None:
    assert plain_name(name) == kept


def test_both_languages_of_the_page_have_the_same_texts() -> None:
    assert page_texts("zh").keys() == page_texts("en").keys()
    assert [language_of(one) for one in ("", "en", "fr;q=0.9", "zh;q=0.5,en;q=0.8", "zh-TW,en")] == [
        "zh",
        "en",
        "zh",
        "en",
        "zh",
    ]


def test_a_phone_is_named_as_its_user_knows_it() -> None:
    assert (
        device_name("Mozilla/5.0 (Linux; Android 15; M) Chrome/130 Mobile Safari MicroMessenger/8") == "Android · 微信"
    )
    assert device_name("curl/8") == ""


def test_only_addresses_of_local_networks_are_offered() -> None:
    assert all(map(is_private, ("192.168.1.23", "10.0.0.5", "172.20.10.2", "169.254.3.4")))
    assert not any(map(is_private, ("127.0.0.1", "8.8.8.8", "0.0.0.0", "::1", "fe80::1", "fd00::2", "name", "")))
