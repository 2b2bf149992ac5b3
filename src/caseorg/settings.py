"""Folders and preferences: settings.toml in the data folder, overridden by CASEORG_… variables."""

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path

import platformdirs

from caseorg.domain.errors import CaseorgError
from caseorg.domain.ways import OTHER_FOLDER
from caseorg.rights import private_folder, replace_private

LANGUAGES = ("zh_CN", "en")
FILE = "settings.toml"
TEXT_SIZES = (100, 115, 130, 150)


@dataclass(frozen=True, slots=True)
class BackupPlan:
    """Where backups go, every how many days the window makes one (0 for never), and how many stay."""

    folder: Path
    days: int = 1
    keep: int = 10


class Scheme(StrEnum):
    """Which colours the window has."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Appearance:
    """How the window looks: its colours, and how large its texts are, in percent."""

    scheme: Scheme = Scheme.SYSTEM
    text_size: int = 100


@dataclass(frozen=True, slots=True)
class SavedView:
    """How the timeline is shown, under a name of the user's; `look` and `marks` are names of what can be chosen."""

    name: str
    look: str
    marks: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose. `data` is the folder that holds everything, `reading` whether pictures are read, `reminders`
    whether what falls due is told without being asked, `views` how the timeline can be shown."""

    data: Path
    language: str = LANGUAGES[0]
    backup: BackupPlan | None = None
    reading: bool = True
    look: Appearance = Appearance()
    reminders: bool = True
    views: tuple[SavedView, ...] = ()


def load_settings(data: Path | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
    """The data folder is the argument, else CASEORG_DATA, else what was chosen in the window, else the system's folder
    for application data.

    Raises:
        CaseorgError: the folder's name leads nowhere, or settings.toml is not readable or names an unknown language.
    """
    folder = _absolute(data or Path(environment.get("CASEORG_DATA") or _remembered()))
    stored = _stored(folder / FILE)
    language = environment.get("CASEORG_LANGUAGE") or str(stored.get("language", LANGUAGES[0]))
    if language not in LANGUAGES:
        raise CaseorgError(
            "There is no language “{language}”.",
            "Choose one of: {known}.",
            language=language,
            known=", ".join(LANGUAGES),
        )
    return Settings(
        data=folder,
        language=language,
        backup=_plan(stored.get("backup")),
        reading=stored.get("reading") is not False,
        look=_look(stored),
        reminders=stored.get("reminders") is not False,
        views=_views(stored.get("views")),
    )


def remember_folder(folder: Path) -> None:
    """Opens this folder from now on, where neither the command line nor CASEORG_DATA names another.

    Raises:
        CaseorgError: it cannot be remembered.
    """
    file = _chosen()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{folder}\n", encoding="utf-8")
    except OSError as error:
        raise CaseorgError(
            "{file} cannot be written: {reason}.",
            "Check its permissions or choose another one.",
            file=file,
            reason=error.strerror,
        ) from error


def _chosen() -> Path:
    return platformdirs.user_config_path("caseorg", False) / "data-folder.txt"


def _remembered() -> Path:
    """The folder that was chosen; where it is not there, no new one is made in its place.

    Raises:
        CaseorgError: it is not there.
    """
    try:
        folder = Path(_chosen().read_text(encoding="utf-8").rstrip("\n"))
    except (OSError, UnicodeDecodeError):
        return platformdirs.user_data_path("caseorg", False)
    if not folder.is_dir():
        raise CaseorgError(
            "The data folder {folder} is not there.",
            "Connect its disk, or name another one: {other}.",
            folder=folder,
            other=OTHER_FOLDER.at(folder="FOLDER"),
        )
    return folder


def _look(stored: Mapping[str, object]) -> Appearance:
    """As usual where something else stands there."""
    scheme = next((choice for choice in Scheme if choice == stored.get("scheme")), Scheme.SYSTEM)
    size = next((choice for choice in TEXT_SIZES if choice == stored.get("text_size")), 100)
    return Appearance(scheme, size)


def _views(stored: object) -> tuple[SavedView, ...]:
    """Without what is no view."""
    found = (_view(entry) for entry in stored) if isinstance(stored, list) else ()
    return tuple(view for view in found if view)


def _view(stored: object) -> SavedView | None:
    match stored:
        case {"name": str(name), "look": str(look), "marks": list(marks), "words": str(words)} if name.strip():
            return SavedView(name, look, tuple(map(str, marks)), words)
    return None


def _plan(stored: object) -> BackupPlan | None:
    """None too where something else stands there."""
    match stored:
        case {"folder": str(folder), "days": int(days), "keep": int(keep)} if folder and days >= 0 and keep > 0:
            return BackupPlan(Path(folder), days, keep)
    return None


def _absolute(folder: Path) -> Path:
    try:
        absolute = folder.expanduser().absolute()
        str(absolute).encode()  # SQLite knows no other names
    except (OSError, RuntimeError, UnicodeEncodeError) as error:
        raise CaseorgError(
            "The data folder {folder} cannot be used: {reason}.",
            "Check its permissions or choose another one.",
            folder=folder,
            reason=str(error).rstrip("."),
        ) from error
    return absolute


def store_language(settings: Settings, language: str) -> Settings:
    """Remembers the language."""
    _store(settings, language=language)
    return replace(settings, language=language)


def store_look(settings: Settings, look: Appearance) -> Settings:
    """Remembers colours and size of the texts."""
    _store(settings, scheme=look.scheme.value, text_size=look.text_size)
    return replace(settings, look=look)


def store_reminders(settings: Settings, wanted: bool) -> Settings:
    """Remembers whether what falls due is told."""
    _store(settings, reminders=wanted)
    return replace(settings, reminders=wanted)


def store_views(settings: Settings, views: tuple[SavedView, ...]) -> Settings:
    """Remembers how the timeline can be shown."""
    _store(settings, views=[{**asdict(view), "marks": list(view.marks)} for view in views])
    return replace(settings, views=views)


def store_plan(settings: Settings, plan: BackupPlan) -> Settings:
    """Remembers where and how often backups are made."""
    _store(settings, backup={"folder": str(plan.folder), "days": plan.days, "keep": plan.keep})
    return replace(settings, backup=plan)


def store_reading(settings: Settings, wanted: bool) -> Settings:
    """Remembers whether pictures are read."""
    _store(settings, reading=wanted)
    return replace(settings, reading=wanted)


def _store(settings: Settings, **values: object) -> None:
    """Changes what is given and leaves the rest, remarks of the user's included.

    Raises:
        CaseorgError: the file cannot be read or written.
    """
    import tomlkit  # takes longer to load than all the rest of the settings

    file = settings.data / FILE
    _stored(file)
    try:
        private_folder(settings.data)
        present = tomlkit.parse(file.read_text(encoding="utf-8") if file.exists() else "")
        present.update(values)
        replace_private(file, tomlkit.dumps(present))
    except OSError as error:
        raise CaseorgError(
            "{file} cannot be written: {reason}.",
            "Check its permissions or choose another one.",
            file=file,
            reason=error.strerror,
        ) from error


def _stored(file: Path) -> dict[str, object]:
    try:
        text = file.read_text(encoding="utf-8")
        import tomllib  # takes time that those need not spend who chose nothing

        return tomllib.loads(text)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        raise CaseorgError(
            "The settings in {file} cannot be read: {reason}.",
            "Correct or remove that file.",
            file=file,
            reason=error,
        ) from error
