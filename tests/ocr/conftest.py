"""What the tests of the reader share: pictures read once."""

import pytest
from PIL import Image

from caseorg.domain.reading.reading import PageReading
from caseorg.ocr.pixels import Pixels
from caseorg.ocr.reader import read
from ocr.screens import Screen, chat, order


def pixels_of(picture: Image.Image) -> Pixels:
    """Its rows as they are asked for."""
    return Pixels(*picture.size, lambda top, bottom: picture.crop((0, top, picture.width, bottom)))


def read_screen(screen: Screen) -> PageReading:
    """What is read off it, in this process."""
    return read(pixels_of(screen.picture))


Told = tuple[Screen, PageReading]


@pytest.fixture(scope="session")
def told_chat() -> Told:
    screen = chat()
    return screen, read_screen(screen)


@pytest.fixture(scope="session")
def told_order() -> Told:
    screen = order()
    return screen, read_screen(screen)
