"""A print system of the test's own: a scheduler of CUPS on a private socket, with a printer that keeps what it gets."""

import ctypes
import grp
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from waiting import PATIENCE, wait_until

NAME = "Keeper"
_UNPACKED = Path(__file__).parents[2] / ".venv/cups/usr"  # by unpack_cups.sh
_PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", f"{_UNPACKED}/sbin", f"{_UNPACKED}/bin"])
_LIBRARIES = os.pathsep.join(map(str, _UNPACKED.glob("lib/*-linux-gnu")))
_ENVIRONMENT = {**os.environ, "PATH": _PATH, "LD_LIBRARY_PATH": _LIBRARIES}

_FILES = """\
ServerRoot {folder}/root
ServerBin {folder}/bin
DataDir {programs}/share/cups
CacheDir {folder}/cache
StateDir {folder}/state
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
AccessLog {folder}/log
ErrorLog {folder}/log
PageLog {folder}/log
SystemGroup root
User {user}
Group {group}
Sandboxing relaxed
"""
_SERVER = """\
Listen {folder}/socket
Browsing Off
LogLevel warn
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
# job, user, title, copies, options, file: the last to be written is what the options were
_BACKEND = """\
#!/bin/sh
if [ $# = 0 ]; then echo 'direct keep "Unknown" "Keeper"'; exit 0; fi
cat "$6" >'{folder}/received/'"$1".pdf
printf '%s\\n' "$3" "$4" "$5" >'{folder}/received/.new' && mv '{folder}/received/.new' '{folder}/received/'"$1".job
"""
_PPD = """\
*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "KEEPER.PPD"
*Manufacturer: "caseorg"
*Product: "(Keeper)"
*ModelName: "Keeper"
*ShortNickName: "Keeper"
*NickName: "Keeper"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*cupsFilter2: "application/pdf application/pdf 0 -"
*OpenUI *PageSize/Size: PickOne
*DefaultPageSize: A4
*PageSize A4/A4: ""
*PageSize Letter/Letter: ""
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*DefaultPageRegion: A4
*PageRegion A4/A4: ""
*PageRegion Letter/Letter: ""
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "12 12 583 830"
*ImageableArea Letter/Letter: "12 12 600 780"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
*PaperDimension Letter/Letter: "612 792"
*OpenUI *Duplex/Sides: PickOne
*DefaultDuplex: None
*Duplex None/Off: ""
*Duplex DuplexNoTumble/Long: ""
*Duplex DuplexTumble/Short: ""
*CloseUI: *Duplex
*OpenUI *ColorModel/Colour: PickOne
*DefaultColorModel: RGB
*ColorModel RGB/Colour: ""
*ColorModel Gray/Grey: ""
*CloseUI: *ColorModel
"""


@dataclass(frozen=True, slots=True)
class Job:
    """What arrived at the printer."""

    file: Path
    title: str
    copies: int
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Printer:
    """Its server, which is told by CUPS_SERVER."""

    folder: Path

    @property
    def server(self) -> str:
        return str(self.folder / "socket")

    def jobs(self) -> list[Job]:
        """What it got so far, whole."""
        return [_job(file) for file in sorted((self.folder / "received").glob("*.job"))]

    def arrived(self, count: int) -> list[Job]:
        """What it got once that is so many jobs."""
        wait_until(lambda: len(self.jobs()) >= count)
        return self.jobs()

    def queued(self) -> str:
        """All jobs that the scheduler ever heard of."""
        return self.run("lpstat", "-W", "all", "-o")

    def run(self, *command: str) -> str:
        """A command of CUPS, sent to this server."""
        environment = {**_ENVIRONMENT, "CUPS_SERVER": self.server}
        done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
        assert done.returncode == 0, (command, done.stderr, (self.folder / "log").read_text()[-2000:])
        return done.stdout

    def listens(self) -> bool:
        """Its socket is there a moment before anybody is heard."""
        with socket.socket(socket.AF_UNIX) as door:
            return door.connect_ex(self.server) == 0


def _job(file: Path) -> Job:
    title, copies, *options = file.read_text().splitlines()
    return Job(file.with_suffix(".pdf"), title, int(copies), tuple(" ".join(options).split()))


@contextmanager
def own_printer() -> Iterator[Printer]:
    """The printer, ready; skips where CUPS is not there, or may not run with files of a test's own."""
    if sys.platform != "linux":
        pytest.skip("the print system of the test is CUPS on Linux")
    missing = [tool for tool in ("cupsd", "lpadmin", "lpstat") if not shutil.which(tool, path=_PATH)]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)} (packaging/test.sh gets them where it can)")
    try:
        ctypes.CDLL("libcups.so.2")
    except OSError as error:
        pytest.skip(f"Qt cannot print here: {error}")
    folder = Path(tempfile.mkdtemp(prefix="cups-"))  # pytest's own folders are too deep for a socket
    try:
        _lay_out(folder)
        command = ["cupsd", "-f", "-c", f"{folder}/cupsd.conf", "-s", f"{folder}/files.conf"]
        with (folder / "said").open("w") as said:
            process = subprocess.Popen(command, env=_ENVIRONMENT, stdout=said, stderr=said)
        try:
            printer = Printer(folder)
            wait_until(lambda: printer.listens() or process.poll() is not None)
            if process.poll() is not None:
                words = (folder / "said").read_text() + (
                    (folder / "log").read_text() if (folder / "log").exists() else ""
                )
                pytest.skip(f"cupsd does not start with files of the test's own: {words[-300:]}")
            printer.run("lpadmin", "-p", NAME, "-E", "-v", "keep:/", "-P", f"{folder}/keeper.ppd")
            yield printer
        finally:
            process.terminate()
            process.wait(PATIENCE)
    finally:
        shutil.rmtree(folder)


def _lay_out(folder: Path) -> None:
    scheduler = shutil.which("cupsd", path=_PATH)
    assert scheduler
    programs = Path(scheduler).parents[1]
    names = {"folder": folder, "programs": programs, "user": "lp", "group": "lp"}
    if os.getuid():  # then it runs as who runs the test
        names |= {"user": pwd.getpwuid(os.getuid()).pw_name, "group": grp.getgrgid(os.getgid()).gr_name}
    for name in ("root", "cache", "state", "spool/tmp", "received", "bin/backend", "bin/filter"):
        (folder / name).mkdir(parents=True)
    for name in ("daemon", "notifier"):
        (folder / "bin" / name).symlink_to(programs / "lib/cups" / name)
    (folder / "files.conf").write_text(_FILES.format(**names))
    (folder / "cupsd.conf").write_text(_SERVER.format(**names))
    (folder / "keeper.ppd").write_text(_PPD)
    backend = folder / "bin/backend/keep"
    backend.write_text(_BACKEND.format(**names))
    backend.chmod(0o700)  # what only its owner may run is run as its owner
