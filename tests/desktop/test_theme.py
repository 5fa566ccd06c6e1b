"""The look: every pair of colours can be read, in light and in dark."""

from __future__ import annotations

import re
from itertools import product

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFont, QFontMetricsF
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from desktop import theme
from desktop.widgets.page import Page

GROUNDS = ("canvas", "surface", "raised", "side", "here")
INKS = ("ink", "ink_soft", "accent", "accent_strong", "positive", "warning", "negative")

TEXT = (
    [(ink, ground) for ink, ground in product(INKS, ("canvas", "surface"))]
    + [(ink, ground) for ink, ground in product(("ink", "ink_soft"), GROUNDS)]
    + [("on_accent", "accent"), ("on_accent", "accent_strong"), ("ink", "accent_soft")]
    + [("ink_soft", "accent_soft"), ("accent", "here"), ("accent_strong", "accent_soft")]
    + [("ink", "line"), ("canvas", "ink"), ("negative", "negative_soft")]
    + [(ink, ground) for ink, ground in theme.TONES.values()]
)
SHAPES = [
    (shape, ground) for shape, ground in product(("edge", "focus", "accent"), ("canvas", "surface"))
] + [("focus", "side"), ("focus", "raised"), ("ink", "side")]


def contrast(one: str, other: str) -> float:
    """The WCAG contrast of two colours, 1 to 21."""

    def light(name: str) -> float:
        parts = QColor(name).getRgbF()[:3]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_has_the_highest_contrast():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=lambda look: look.name)
def test_every_text_can_be_read_on_its_ground(look):
    weak = {
        pair: round(contrast(getattr(look, pair[0]), getattr(look, pair[1])), 2)
        for pair in TEXT
        if contrast(getattr(look, pair[0]), getattr(look, pair[1])) < 4.5
    }
    assert not weak


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=lambda look: look.name)
def test_every_shape_stands_out_from_its_ground(look):
    weak = {
        pair: round(contrast(getattr(look, pair[0]), getattr(look, pair[1])), 2)
        for pair in SHAPES
        if contrast(getattr(look, pair[0]), getattr(look, pair[1])) < 3
    }
    assert not weak


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=lambda look: look.name)
def test_the_stylesheet_leaves_no_role_unfilled(look):
    assert not re.findall(r"\$\w+", theme.stylesheet(look))


def test_each_mode_gives_its_theme(qapp):
    assert theme.apply(qapp, "dark").dark
    assert theme.color("canvas").name().upper() == theme.DARK.canvas
    assert not theme.apply(qapp, "light").dark


def test_a_switched_theme_is_told(qapp, qtbot):
    with qtbot.waitSignal(theme.news().changed):
        theme.apply(qapp, "dark")


def test_a_label_takes_the_ink_of_the_theme(qapp, qtbot):
    theme.apply(qapp, "dark")
    label = QLabel("Jana")
    qtbot.addWidget(label)
    assert label.palette().windowText().color().name().upper() == theme.DARK.ink


def worn(label: QLabel) -> str:
    """The ink that a label is painted in now."""
    return label.palette().windowText().color().name().upper()


def test_a_switched_look_reaches_what_is_in_view_and_a_hidden_page_once_it_is_shown(
    qapp, qtbot, desk
):
    seen, hidden = (Page(desk, "Title", "Lead") for _ in range(2))
    window = QStackedWidget()
    qtbot.addWidget(window)
    for page in (seen, hidden):
        window.addWidget(page)
        window.setCurrentWidget(page)
        window.show()
    window.setCurrentWidget(seen)
    soft = {page: page.findChildren(QLabel)[1] for page in (seen, hidden)}
    theme.apply(qapp, "dark")
    assert worn(soft[seen]) == theme.DARK.ink_soft
    assert worn(soft[hidden]) == theme.LIGHT.ink_soft
    window.setCurrentWidget(hidden)
    assert worn(soft[hidden]) == theme.DARK.ink_soft
    theme.apply(qapp, "light")
    assert worn(soft[hidden]) == theme.LIGHT.ink_soft


def test_a_switched_look_dresses_no_widget_more_than_once(qapp, qtbot):
    inner = around = QLabel("Jana")
    for _ in range(8):
        inner, around = around, QWidget()
        inner.setParent(around)
    qtbot.addWidget(around)
    around.show()
    label = around.findChild(QLabel)
    asked = []
    label.event = lambda event: asked.append(event.type()) or QLabel.event(label, event)
    theme.apply(qapp, "dark")
    assert worn(label) == theme.DARK.ink
    assert asked.count(QEvent.Type.StyleChange) <= 1
    assert asked.count(QEvent.Type.PaletteChange) <= 2


def test_tabular_figures_are_all_of_one_width():
    wide = QFontMetricsF(theme.font(tabular=True))
    assert len({wide.horizontalAdvance(figure * 8) for figure in "0123456789"}) == 1


def test_the_font_is_our_own_and_knows_czech_latvian_and_russian_letters():
    from PySide6.QtGui import QRawFont

    raw = QRawFont.fromFont(theme.font())
    assert raw.familyName() == "Inter"
    assert all(raw.supportsCharacter(ord(letter)) for letter in "ěščřžýáíéůúďťňāčēģīķļņšūžЖя€“”–")
    assert theme.font(strong=True).weight() == QFont.Weight.DemiBold
