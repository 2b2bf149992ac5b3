"""The page in a real browser, from another machine of a test network: what it sends is what is on its disk."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from random import Random

from caseorg.evidence.store import EvidenceStore
from caseorg.jobs.receiver.limits import ReceiverLimits
from caseorg.jobs.receiver.news import Arrived, Arriving, Broken, News, TrustRequest
from jobs.receiver.chromium import browsing
from jobs.receiver.network import network
from jobs.receiver.phone import Phone, receiving

# Sizes at the ends of the blocks of SHA-256 and of the pieces that are read, and some of screenshots.
EDGES = (1, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 129, (1 << 20) - 1, 1 << 20, (1 << 20) + 1)
COUNT = 50
FOREIGN = "rebound.test"


def made(folder: Path) -> list[Path]:
    """Fifty files of noise, no two alike."""
    noise = Random(1)
    files = []
    for number in range(COUNT):
        size = EDGES[number] if number < len(EDGES) else noise.randint(10_000, 400_000)
        files.append(folder / f"截图 {number:02} #100%.png")
        files[-1].write_bytes(noise.randbytes(size))
    return files


def test_fifty_originals_and_all_that_can_go_wrong(tmp_path: Path) -> None:
    files = made(tmp_path)
    huge, cut = tmp_path / "太大.mp4", tmp_path / "断.mp4"
    huge.write_bytes(bytes((12 << 20) + 1))
    cut.write_bytes(bytes(12 << 20))
    store = EvidenceStore(tmp_path / "evidence")
    with (
        network() as net,
        receiving(store, net.address, ReceiverLimits(file=12 << 20)) as phone,
        browsing(tmp_path, net.before, f"--host-resolver-rules=MAP {FOREIGN} {net.address}") as page,
    ):
        url, session = phone.receiver.url, phone.receiver.session
        # A wrong address, and another site's name for this one.
        assert "unknown" in page.open(url.replace(session.token, "AAAA-BBBB-CCCC-DDDD"))
        assert "unknown" in page.open(url.replace(net.address, FOREIGN))
        assert phone.news.empty()
        # The page, on plain http: no help from the browser's own cryptography.
        page.call("Emulation.setLocaleOverride", locale="zh-CN")
        page.open(url)
        assert page.run("isSecureContext || Boolean(crypto.subtle)") is False
        page.wait("at('code').textContent.length === 4")
        assert phone.told(TrustRequest).device.code == page.run("at('code').textContent")
        page.open(url)  # loaded again: the same phone, not a second one
        page.wait("at('code').textContent.length === 4")
        session.allow()
        page.wait("!at('send').hidden && at('ask').hidden")
        page.choose("#files", files)
        page.wait(f"document.querySelectorAll('#list .arrived, #list .broken').length === {COUNT}")
        assert page.run("document.querySelectorAll('#list .broken').length") == 0
        arrived = [phone.told(Arrived) for _ in files]
        assert [one.received.name for one in arrived] == [file.name for file in files]
        for file, one in zip(files, arrived, strict=True):
            content = file.read_bytes()
            assert one.received.part.read_bytes() == content
            assert one.received.sha256 == sha256(content).hexdigest()
            store.discard(one.received)
        # Too large is said before anything of it is sent.
        page.choose("#files", [huge])
        page.wait("document.querySelectorAll('#list .broken').length === 1")
        # Broken off in the middle: nothing stays, and it comes once more by itself.
        session.tell = cut_once(phone)
        page.choose("#files", [cut])
        page.wait(f"document.querySelectorAll('#list .arrived').length === {COUNT + 1}")
        assert phone.told(Broken).offer.name == cut.name
        whole = phone.told(Arrived).received
        assert whole.sha256 == sha256(cut.read_bytes()).hexdigest()
        assert list(store.incoming.glob("*")) == [whole.part]
        session.settle(1, {"state": "added", "label": "证据1"})
        page.wait("document.querySelectorAll('#list .added').length === 1")
        phone.receiver.close()
        page.wait("!at('over').hidden")


def cut_once(phone: Phone) -> Callable[[News], None]:
    """The first file breaks off once a part of it is there: its connection is late then."""
    cut: list[News] = []

    def tell(news: News) -> None:
        if isinstance(news, Arriving) and news.done and not cut:
            cut.append(news)
            phone.clock.now += 30
            phone.receiver.cut_late()
        phone.news.put(news)

    return tell
