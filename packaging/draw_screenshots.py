"""Draws every page and dialog of the window into PNG files, with the sample case, as if it were always the same day.

    draw_screenshots.py OUT [--languages zh_CN,en] [--schemes light,dark] [--sizes 1024x700,1440x900] [--text 100]
                       [--events N] [--only NAME,NAME]
    draw_screenshots.py --docs                the few pictures that README and user guide show, into docs/images

packaging/screenshots.sh starts it; what is drawn stands in pictured.py.
"""

import argparse
import copyreg
import datetime as clock
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

NOW = clock.datetime.fromisoformat("2026-11-12T12:00:00+08:00")  # all that counts days counts them from here
DOCS = Path(__file__).parents[1] / "docs" / "images"
IN_DOCS = {  # name of the file: picture, language, size
    "window": ("case", "zh_CN", "1280x820"),
    "window-en": ("case", "en", "1280x820"),
    "sorting": ("sorting", "zh_CN", "1280x820"),
    "wizard": ("message", "zh_CN", "1280x820"),
    "wizard-en": ("message", "en", "1280x820"),
    "form-12315": ("form-12315", "zh_CN", "1280x820"),
}
MOST_BYTES = 200_000  # of a picture in docs


@dataclass(frozen=True, slots=True)
class Setting:
    """Of one window: its pictures are drawn by a process of their own."""

    language: str
    scheme: str
    size: str
    text: int

    @property
    def name(self) -> str:
        """A part of the file's name."""
        text = "" if self.text == 100 else f"-text{self.text}"
        return f"{self.language}-{self.scheme}-{self.size}{text}"

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height."""
        width, height = map(int, self.size.split("x"))
        return width, height


def stop_the_clock() -> None:
    """Whatever is loaded from now on finds the same moment in `datetime.now`."""
    real = clock.datetime

    class Meta(type):
        def __instancecheck__(cls, value: object) -> bool:
            return isinstance(value, real)

    class Stopped(real, metaclass=Meta):
        def __new__(cls, *parts: int, **named: int) -> clock.datetime:  # type: ignore[misc]
            return real(*parts, **named)  # of the usual class: some look at just that

        @classmethod
        def now(cls, tz: clock.tzinfo | None = None) -> clock.datetime:  # type: ignore[override]
            return NOW.astimezone(tz) if tz else NOW.astimezone().replace(tzinfo=None)

    Stopped.__name__ = Stopped.__qualname__ = "datetime"  # under which a worker finds it
    Stopped.__module__ = "datetime"
    clock.datetime = Stopped  # type: ignore[misc]
    copyreg.pickle(real, lambda moment: (Stopped, moment.__reduce_ex__(4)[1]))


def make_data(folder: Path, events: int) -> None:
    """The sample case, read, with a thumbnail of each picture; of a large case, so many events more."""
    from caseorg.jobs.readings import read_case, readable, usual_reader
    from caseorg.jobs.sample import SAMPLE, make_sample
    from caseorg.jobs.thumbnails import make_thumbnails
    from caseorg.store.queries import load_case
    from caseorg.workspace import open_workspace

    with open_workspace(folder) as workspace:
        run(make_sample(workspace))
        case = workspace.read(load_case, SAMPLE)
        if reader := usual_reader():
            run(read_case(workspace, readable(case), reader))
        run(make_thumbnails(workspace, case.evidence))
        add_events(workspace, events)


def run(job: Iterable[object]) -> None:
    """To its end."""
    for _ in job:
        pass


def add_events(workspace: "object", count: int) -> None:
    """Invented ones, seven minutes apart."""
    from caseorg.actions.event import EventDetails, add_event
    from caseorg.domain.case import Side
    from caseorg.domain.moments import Moment, Precision, TimeSource
    from caseorg.jobs.sample import SAMPLE

    begin = clock.datetime(2026, 10, 18, 6, 0, tzinfo=clock.UTC)

    def add(work, case_id):
        for number in range(count):
            at = Moment(begin + clock.timedelta(minutes=7 * number), Precision.MINUTE, TimeSource.TYPED)
            text = f"第{number + 1}次联系客服，客服回复“系统繁忙，请耐心等待”"
            side = Side.SERVICE if number % 2 else Side.ME
            add_event(work, case_id, EventDetails(at=at, text=text, side=side))

    if count:
        workspace.write(add, SAMPLE)


def draw(data: Path, out: Path, setting: Setting, only: set[str]) -> None:
    """All pictures of one setting, in this process."""
    stop_the_clock()
    from pictured import SHOTS
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication, QDialog

    from caseorg.gui.app import make_application, make_window, settle
    from caseorg.i18n import use_language, use_window
    from caseorg.jobs.sample import SAMPLE
    from caseorg.settings import Appearance, Scheme, Settings
    from caseorg.workspace import open_workspace

    use_language(setting.language)
    use_window()
    look = Appearance(Scheme(setting.scheme), setting.text)
    settings = Settings(data=data, language=setting.language, look=look, reminders=False)
    application = make_application(settings)
    application.setCursorFlashTime(0)  # a cursor that blinks is there or not
    with open_workspace(data) as workspace:
        for shot in SHOTS:
            if only and shot.name not in only:
                continue
            (data / "window.ini").unlink(missing_ok=True)  # each is drawn as if it was the first
            window = make_window(workspace, settings, SAMPLE)
            window.resize(*setting.pixels)
            window.show()
            settle(application, window)
            window.page.view.select_first()
            settle(application, window)
            opened = shot.open(window)
            settle(application, window)
            drawn = opened or next(
                iter(reversed([one for one in window.findChildren(QDialog) if one.isVisible()])), window
            )
            rest(application, window)
            save(drawn, out / f"{shot.name}-{setting.name}.png")
            if drawn.width() > setting.pixels[0] or drawn.height() > setting.pixels[1]:
                print(f"{shot.name}: {drawn.width()}×{drawn.height()} is larger than {setting.size}", file=sys.stderr)
            for dialog in window.findChildren(QDialog):
                dialog.close()
            window.close()
            settle(application, window)
            window.close()
            window.deleteLater()
            application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QApplication.processEvents()


def rest(application: "object", window: "object") -> None:
    """What was asked for by an answer is answered too: pictures of pages, then those of their lines."""
    from caseorg.gui.app import settle

    for _ in range(20):
        settle(application, window)


def save(widget: "object", file: Path) -> None:
    """With so few colours that it is small, and always the same ones."""
    from io import BytesIO

    from PIL import Image
    from PySide6.QtCore import QBuffer

    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    with Image.open(BytesIO(bytes(buffer.data()))) as picture:
        few = picture.convert("RGB").quantize(colors=256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(file, optimize=True)


def settings_of(options: argparse.Namespace) -> Iterator[Setting]:
    """Every combination that is wanted."""
    texts = [int(one) for one in options.text.split(",")]
    for one in product(options.languages.split(","), options.schemes.split(","), options.sizes.split(","), texts):
        yield Setting(*one)


def draw_apart(data: Path, out: Path, setting: Setting, only: Iterable[str]) -> None:
    """In a process whose screen is as large as the window: dialogs keep within it."""
    width, height = setting.pixels
    screen = {"name": "screen", "x": 0, "y": 0, "width": width, "height": height}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    with tempfile.TemporaryDirectory() as folder:
        own = shutil.copytree(data, Path(folder) / "data")
        config = Path(folder) / "screen.json"
        config.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
        surroundings = {name: value for name, value in os.environ.items() if not name.startswith("CASEORG_")}
        surroundings |= {"QT_QPA_PLATFORM": f"offscreen:configfile={config}", "TZ": "Asia/Shanghai"}
        words = [setting.language, setting.scheme, setting.size, str(setting.text), ",".join(only)]
        command = [sys.executable, __file__, "--draw", str(own), str(out), *words]
        subprocess.run(command, env=surroundings, check=True)  # noqa: S603 — this file, in this Python


def draw_docs(data: Path) -> None:
    """The few that are kept here."""
    with tempfile.TemporaryDirectory() as folder:
        for name, (shot, language, size) in IN_DOCS.items():
            setting = Setting(language, "light", size, 100)
            draw_apart(data, Path(folder), setting, [shot])
            drawn = Path(folder) / f"{shot}-{setting.name}.png"
            if drawn.stat().st_size > MOST_BYTES:
                raise SystemExit(f"{drawn.name} has {drawn.stat().st_size} bytes, more than {MOST_BYTES}.")
            shutil.copyfile(drawn, DOCS / f"{name}.png")


def main() -> None:
    """Reads the words of the command."""
    if sys.argv[1:2] == ["--draw"]:
        data, out, language, scheme, size, text, only = sys.argv[2:]
        draw(Path(data), Path(out), Setting(language, scheme, size, int(text)), set(filter(None, only.split(","))))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", nargs="?", type=Path)
    parser.add_argument("--docs", action="store_true", help="the pictures of README and user guide, into docs/images")
    parser.add_argument("--languages", default="zh_CN,en")
    parser.add_argument("--schemes", default="light,dark")
    parser.add_argument("--sizes", default="1024x700,1440x900")
    parser.add_argument("--text", default="100", help="size of the texts in percent")
    parser.add_argument("--events", type=int, default=0, help="so many events more in the case")
    parser.add_argument("--only", default="", help="names of pictures, with commas between them")
    options = parser.parse_args()
    if not options.docs and options.out is None:
        parser.error("name a folder for the pictures, or --docs")
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        stop_the_clock()
        make_data(data, options.events)
        if options.docs:
            draw_docs(data)
            return
        options.out.mkdir(parents=True, exist_ok=True)
        for setting in settings_of(options):
            draw_apart(data, options.out, setting, filter(None, options.only.split(",")))


if __name__ == "__main__":
    main()
