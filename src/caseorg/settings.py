"""Folders and preferences: settings.toml in the data folder, overridden by CASEORG_… variables."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from caseorg.domain.errors import CaseorgError

LANGUAGES = ("zh_CN", "en")
FILE = "settings.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose. `data` is the folder that holds everything."""

    data: Path
    language: str = LANGUAGES[0]


def load_settings(data: Path | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
    """The data folder is the argument, else CASEORG_DATA, else the system's folder for application data.

    Raises:
        CaseorgError: the folder's name leads nowhere, or settings.toml is not readable or names an unknown language.
    """
    folder = data or Path(environment.get("CASEORG_DATA") or platformdirs.user_data_path("caseorg", False))
    folder = _absolute(folder)
    language = environment.get("CASEORG_LANGUAGE") or _stored(folder / FILE).get("language", LANGUAGES[0])
    if language not in LANGUAGES:
        raise CaseorgError(
            "There is no language “{language}”.",
            "Choose one of: {known}.",
            language=language,
            known=", ".join(LANGUAGES),
        )
    return Settings(data=folder, language=language)


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


def store_language(settings: Settings, language: str) -> None:
    """Remembers the language for the next start."""
    file = settings.data / FILE
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        file.write_text(f'language = "{language}"\n', encoding="utf-8")
    except OSError as error:
        raise CaseorgError(
            "{file} cannot be written: {reason}.",
            "Check its permissions or choose another one.",
            file=file,
            reason=error.strerror,
        ) from error


def _stored(file: Path) -> dict[str, str]:
    try:
        return {key: str(value) for key, value in tomllib.loads(file.read_text(encoding="utf-8")).items()}
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CaseorgError(
            "The settings in {file} cannot be read: {reason}.",
            "Correct or remove that file.",
            file=file,
            reason=error,
        ) from error
