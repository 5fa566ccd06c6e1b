"""The type of everything printed: its fonts, sizes, colours and styles of text.

This room imports reportlab, so only printing may import it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from core.errors import KnownError
from core.i18n import N_

PLAIN, BOLD, OBLIQUE = "RegularsPlain", "RegularsBold", "RegularsOblique"
FONT_FILES = {
    PLAIN: "DejaVuSans.ttf",
    BOLD: "DejaVuSans-Bold.ttf",
    OBLIQUE: "DejaVuSans-Oblique.ttf",
}

# Points on paper; the steps are those of the screen.
CAPTION, BODY, HEADING, TITLE, DISPLAY = 7.0, 8.5, 11.5, 15.0, 22.0
GRID = 8.0

INK = HexColor("#23201D")
INK_SOFT = HexColor("#625B53")
LINE = HexColor("#E6E0D8")
EDGE = HexColor("#938A7F")
RAISED = HexColor("#F6F3EE")
ACCENT = HexColor("#0F766E")
ACCENT_PALE = HexColor("#8FC4BD")
NEGATIVE = HexColor("#B3362B")

# Stands visibly for a sign that the font does not have.
REPLACEMENT = "\u25a1"
# Signs that only shape the emoji beside them and would each print as a box.
_SHAPING = {0x200D, 0x20E3, *range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400)}


def load_fonts() -> None:
    """Make the fonts known to reportlab. Raises KnownError `fonts_missing`."""
    for name, file in FONT_FILES.items():
        if name in pdfmetrics.getRegisteredFontNames():
            continue
        try:
            pdfmetrics.registerFont(TTFont(name, str(_font_folder() / file)))
        except (TTFError, OSError) as error:
            raise KnownError("fonts_missing", N_("The fonts for printing are missing.")) from error


def _font_folder() -> Path:
    """The fonts that matplotlib carries, found without importing it."""
    spec = find_spec("matplotlib")
    places = list(spec.submodule_search_locations or []) if spec else []
    return Path(places[0] if places else "") / "mpl-data" / "fonts" / "ttf"


def printable(text: str) -> str:
    """The text with a box for every sign that the font cannot show."""
    return "".join(_signs(text))


def _signs(text: str) -> Iterator[str]:
    glyphs = _glyphs()
    for sign in text:
        code = ord(sign)
        if code in _SHAPING:
            continue
        # Beyond the first plane reportlab would print the sign but garble a copied text.
        known = sign in "\n\t" or (code in glyphs and code <= 0xFFFF)
        yield sign if known else REPLACEMENT


@cache
def _glyphs() -> frozenset[int]:
    """What the plain font can show; the other two are its siblings, so what all three can."""
    faces = [pdfmetrics.getFont(name).face.charToGlyph for name in FONT_FILES]
    return frozenset(faces[0]).intersection(*faces[1:])


def marked_up(text: str) -> str:
    """The printable text, safe inside a paragraph's markup, its line breaks kept."""
    return escape(printable(text)).replace("\n", "<br/>")


def width(text: str, font: str, size: float) -> float:
    """How wide a line of text is, in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


def fitted(text: str, font: str, size: float, room: float) -> str:
    """The printable text, shortened with an ellipsis to fit a label on a chart."""
    line = printable(text)
    if width(line, font, size) <= room:
        return line
    while line and width(f"{line}…", font, size) > room:
        line = line[:-1]
    return f"{line.rstrip()}…"


@cache
def style(name: str) -> Any:
    """One of the styles of text, by name."""
    return _styles()[name]


@cache
def _styles() -> dict[str, Any]:
    def made(
        name: str,
        size: float,
        font: str = PLAIN,
        colour: Color = INK,
        leading: float = 1.45,
        **more: Any,
    ) -> Any:
        return ParagraphStyle(
            name,
            fontName=font,
            fontSize=size,
            leading=size * leading,
            textColor=colour,
            splitLongWords=1,
            allowWidows=0,
            allowOrphans=0,
            **more,
        )

    styles = [
        made("shop", BODY, BOLD, ACCENT),
        made("display", DISPLAY, BOLD, leading=1.4),
        made("lead", BODY, colour=INK_SOFT),
        made("lead_right", BODY, colour=INK_SOFT, alignment=TA_RIGHT),
        made("heading", HEADING, BOLD, spaceBefore=18, spaceAfter=5, keepWithNext=1),
        made("body", BODY),
        made("strong", BODY, BOLD),
        made("right", BODY, alignment=TA_RIGHT),
        made("soft", BODY, colour=INK_SOFT),
        made("soft_right", BODY, colour=INK_SOFT, alignment=TA_RIGHT),
        made("caption", CAPTION, colour=INK_SOFT),
        made("caption_right", CAPTION, colour=INK_SOFT, alignment=TA_RIGHT),
        made("finding", BODY, BOLD, leading=1.35),
        made("figure", TITLE, BOLD, leading=1.25),
        made("quote", BODY, OBLIQUE, leading=1.5),
    ]
    return {made_style.name: made_style for made_style in styles}
