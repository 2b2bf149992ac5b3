"""caseorg receive"""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from types import FrameType
from typing import Annotated

import segno
import typer

from caseorg.actions.evidence import Intake
from caseorg.cli.context import CaseArgument, opened_case
from caseorg.cli.evidence import outcome_line, tell_flags
from caseorg.domain.case import CaseId
from caseorg.domain.errors import CaseorgError
from caseorg.i18n import error_text, tr
from caseorg.jobs.intake import add_received
from caseorg.jobs.receiver.limits import Pace, ReceiverLimits, is_private
from caseorg.jobs.receiver.news import Arrived, Arriving, Broken, Device, End, Ended, Fault, News, TrustRequest
from caseorg.jobs.receiver.server import Receiver
from caseorg.jobs.receiver.session import Session
from caseorg.workspace import Workspace

_LOOKS = 0.5  # seconds after which it looks whether the phone knows what became of its files
_STATES = {Intake.ADDED: "added", Intake.DUPLICATE: "duplicate"}
_QUIET = 2  # modules around the code that stay light


def register(app: typer.Typer) -> None:
    """Adds the command to the top level."""
    app.command("receive")(receive)


def receive(
    context: typer.Context,
    case: CaseArgument,
    address: Annotated[
        str, typer.Option(help="This computer's address in the phone's network, where it has several.", metavar="IP")
    ] = "",
    stay: Annotated[bool, typer.Option("--stay", help="Go on after the last file, until Ctrl-C.")] = False,
) -> None:
    """Takes files from a phone in the same network, byte for byte, until its last one or Ctrl-C.

    Shows an address and a QR code. The phone is let in by the four digits that it shows, and no other one.
    """
    with opened_case(context, case) as (workspace, case_id):
        workspace.require_writable()
        news: SimpleQueue[News] = SimpleQueue()
        session = Session(news.put, ReceiverLimits(), time.monotonic)
        receiver = Receiver(_own_address(address), session, workspace.evidence, Pace(), time.monotonic)
        receiver.start()
        try:
            with _handler(lambda *_: news.put(Ended(End.CLOSED))):
                _invite(receiver.url)
                _Reception(workspace, case_id, session, stay=stay).follow(news)
        finally:
            receiver.close()
            _discard(workspace, news)


def _own_address(wanted: str) -> str:
    """The wanted one, or that of the likeliest network.

    Raises:
        CaseorgError: the internet could reach the wanted one, or there is none.
    """
    from caseorg.gui.phone.addresses import local_places, no_network  # with Qt, which a list of all commands can spare

    if wanted and not is_private(wanted):
        raise CaseorgError("{address} is no address of a local network.", "Give this computer's own.", address=wanted)
    if not wanted and not (places := local_places()):
        raise no_network()
    return wanted or places[0].address


class _Reception:
    """What comes from the phone, one file after another, into one case."""

    def __init__(self, workspace: Workspace, case_id: CaseId, session: Session, *, stay: bool) -> None:
        self._workspace, self._case_id, self._session, self._stay = workspace, case_id, session, stay
        self._is_last = False

    def follow(self, news: "SimpleQueue[News]") -> None:
        """Until it ends; what arrived before that is taken in."""
        while not (self._is_last and not self._stay and self._session.is_known):
            try:
                found = news.get(timeout=_LOOKS)
            except Empty:
                continue
            match found:
                case TrustRequest(device):
                    self._ask(device)
                case Arriving():
                    self._is_last = False
                case Arrived():
                    self._take(found)
                case Broken(offer, reason):
                    typer.echo(f"{tr('Broken off')}\t-\t{offer.name}\t-\t{error_text(reason)}")
                case Fault(error):
                    raise error
                case Ended(reason):
                    self._session.end(reason)
                    typer.echo(tr(reason), err=True)
                    return
        typer.echo(tr("The phone has nothing more. --stay goes on."), err=True)

    def _ask(self, device: Device) -> None:
        """Nobody can let a phone in without having looked at it."""
        known = " · ".join(filter(None, (device.name, device.address)))
        typer.echo(tr("A phone wants to send files") + f": {known}", err=True)
        typer.echo(tr("Type the four digits that your phone shows; Enter refuses it: "), nl=False, err=True)
        with _handler(signal.default_int_handler):
            try:
                typed = sys.stdin.readline().strip()
            except KeyboardInterrupt:
                typed = ""
        if typed == device.code:
            self._session.allow()
        else:
            self._session.end(End.REFUSED)

    def _take(self, arrived: Arrived) -> None:
        offer = arrived.offer
        for progress in add_received(self._workspace, self._case_id, [arrived.received]):
            assert progress.item
            _, outcome = progress.item
            typer.echo(outcome_line(outcome))
            tell_flags(outcome, self._workspace)
            label = f"证据{outcome.number}" if outcome.number else ""
            self._session.settle(offer.number, {"state": _STATES.get(outcome.intake, "rejected"), "label": label})
        self._is_last = offer.left == 0


def _invite(url: str) -> None:
    for line in (*_drawn(url), url):
        typer.echo(line, err=True)
    typer.echo(tr("Scan the code with a phone in the same network, or type the address. Ctrl-C ends it."), err=True)
    plain = tr("Files stay in the local network and are not encrypted. In a public Wi-Fi use a hotspot.")
    typer.echo(plain, err=True)


def _drawn(text: str) -> Iterator[str]:
    """Two rows of modules in a line; light ones are drawn, on black where colours can be told."""
    rows = [[not module for module in row] for row in segno.make_qr(text, error="m").matrix_iter(border=_QUIET)]
    before, after = ("\x1b[97;40m", "\x1b[0m") if sys.stderr.isatty() else ("", "")
    for place in range(0, len(rows), 2):
        below = rows[place + 1] if place + 1 < len(rows) else [True] * len(rows[place])
        yield before + "".join(_BLOCKS[pair] for pair in zip(rows[place], below, strict=True)) + after


_BLOCKS = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}


@contextmanager
def _handler(handler: Callable[[int, FrameType | None], object]) -> Iterator[None]:
    """What Ctrl-C does within: while files come in it cuts nothing off, while a question stands it answers it."""
    usual = signal.signal(signal.SIGINT, handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)


def _discard(workspace: Workspace, news: "SimpleQueue[News]") -> None:
    """What arrived too late to be taken in is not kept."""
    while not news.empty():
        if isinstance(found := news.get(), Arrived):
            workspace.evidence.discard(found.received)
