"""Where the files are that are not code: fonts, icons, knowledge, texts, the sample case."""

from pathlib import Path

_PACKAGED = Path(__file__).parent / "resources"
_CHECKOUT = Path(__file__).parents[2] / "resources"


def document(name: str) -> Path:
    """The path of a file that stands in docs/ of a checkout and goes along in a package."""
    return (_PACKAGED if _PACKAGED.is_dir() else _CHECKOUT.parent) / "docs" / name


def resource(name: str) -> Path:
    """The path of a file or folder in resources/, in an installed package and in a checkout alike."""
    return (_PACKAGED if _PACKAGED.is_dir() else _CHECKOUT) / name
