"""Sizes in points; A4 with room at the left for binding."""

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

PAGE: tuple[float, float] = A4
LEFT: float = 28 * mm
RIGHT = 20 * mm
TOP = 18 * mm
BOTTOM: float = 18 * mm
WIDTH = PAGE[0] - LEFT - RIGHT
HEIGHT: float = PAGE[1] - TOP - BOTTOM

BODY = 10.0
SMALL = 8.0
LARGEST = 72 / 96  # a pixel in points: small pictures are not blown up
TITLE = 20.0
LEADING = 1.45  # line height as a multiple of the type size
PADDING = 5.0

INK: Color = HexColor(0x000000)
GREY: Color = HexColor(0x555555)
RULE: Color = HexColor(0x333333)
BAND: Color = HexColor(0xF0F0F0)
