"""Icons: every meaning has a glyph, and its colour follows the theme."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QRawFont

from core.paths import resources
from desktop import icons, theme


def ink_of(icon: QIcon) -> str:
    """The strongest colour in the picture of an icon."""
    image = icon.pixmap(QSize(32, 32)).toImage()
    points = (image.pixelColor(x, y) for x in range(32) for y in range(32))
    return max(points, key=lambda point: point.alpha()).name().upper()


def test_every_meaning_has_a_glyph_in_the_font(qapp):
    font = QRawFont(str(resources() / icons.FONT_FILE), 16)
    missing = [
        meaning
        for meaning, (_name, code) in icons.MEANINGS.items()
        if not font.supportsCharacter(code)
    ]
    assert font.isValid()
    assert not missing


def test_an_icon_is_drawn_in_the_colour_of_its_role(qapp):
    assert ink_of(icons.icon("today", "negative")) == theme.LIGHT.negative


def test_an_icon_follows_a_switched_theme_by_itself(qapp):
    icon = icons.icon("today", "accent")
    theme.apply(qapp, "dark")
    assert ink_of(icon) == theme.DARK.accent


def test_an_unknown_meaning_is_a_mistake_of_the_programmer(qapp):
    with pytest.raises(KeyError):
        icons.icon("unicorn")


def test_the_app_has_a_sign_in_every_size(qapp):
    assert QSize(256, 256) in icons.app_icon().availableSizes()
