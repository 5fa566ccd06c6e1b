"""The look: colours by role, one type scale, one grid, light and dark.

Everything that has a colour, a size or a font asks here, so that a page never styles itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from core.paths import resources
from desktop import dressing

GRID = 8
GAP = 12
CAPTION, BODY, HEADING, TITLE, DISPLAY = 12, 13, 15, 20, 28
ROW = 40
CORNER = 12
SMALL_CORNER = 8
MODES = ("system", "light", "dark")
# Under which the chosen mode is kept in the preferences.
KEY = "theme"

FAMILIES = ["Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "DejaVu Sans"]


@dataclass(frozen=True, slots=True)
class Theme:
    """A colour for each role, as #RRGGBB. A soft role is the ground its name stands on."""

    name: str
    canvas: str
    surface: str
    raised: str
    side: str
    here: str
    ink: str
    ink_soft: str
    line: str
    edge: str
    accent: str
    accent_strong: str
    accent_soft: str
    on_accent: str
    positive: str
    positive_soft: str
    warning: str
    warning_soft: str
    negative: str
    negative_soft: str
    neutral_soft: str
    focus: str

    @property
    def dark(self) -> bool:
        """Whether light ink stands on a dark ground."""
        return self.name == "dark"


LIGHT = Theme(
    name="light",
    canvas="#FAF8F5",
    surface="#FFFFFF",
    raised="#F3EFE9",
    side="#F3EFE9",
    here="#FFFFFF",
    ink="#23201D",
    ink_soft="#625B53",
    line="#E6E0D8",
    edge="#938A7F",
    accent="#0F766E",
    accent_strong="#0B5E58",
    accent_soft="#DDF0ED",
    on_accent="#FFFFFF",
    positive="#2F7D4F",
    positive_soft="#EAF6EE",
    warning="#A34A08",
    warning_soft="#FCEFDC",
    negative="#B3362B",
    negative_soft="#FBE7E4",
    neutral_soft="#EFEBE5",
    focus="#0F766E",
)

DARK = Theme(
    name="dark",
    canvas="#1B1A19",
    surface="#242322",
    raised="#302E2C",
    side="#211F1E",
    here="#322F2D",
    ink="#EFEBE6",
    ink_soft="#B3ABA1",
    line="#3A3735",
    edge="#7D766E",
    accent="#5EC4B8",
    accent_strong="#7FD6CB",
    accent_soft="#1D3B38",
    on_accent="#10201E",
    positive="#7CC698",
    positive_soft="#1F3527",
    warning="#E8A75C",
    warning_soft="#3D2C18",
    negative="#F0897D",
    negative_soft="#432522",
    neutral_soft="#353230",
    focus="#5EC4B8",
)

ROLES = tuple(field.name for field in fields(Theme) if field.name != "name")

# The ink and the ground of each tone that a badge, a note or a number can take.
TONES = {
    "ink": ("ink", "neutral_soft"),
    "soft": ("ink_soft", "neutral_soft"),
    "neutral": ("ink_soft", "neutral_soft"),
    "accent": ("accent", "accent_soft"),
    "positive": ("positive", "positive_soft"),
    "warning": ("warning", "warning_soft"),
    "negative": ("negative", "negative_soft"),
}


class News(QObject):
    """Tells those who paint with theme colours that the theme was switched."""

    changed = Signal()


_current = LIGHT


@cache
def news() -> News:
    """The one who tells of a switched theme."""
    return News()


def current() -> Theme:
    """The theme in use."""
    return _current


def color(role: str) -> QColor:
    """The colour of a role in the theme in use."""
    return QColor(getattr(_current, role))


def ink_of(tone: str) -> QColor:
    """The colour of text and shapes in a tone."""
    return color(TONES[tone][0])


def ground_of(tone: str) -> QColor:
    """The soft colour behind text in a tone."""
    return color(TONES[tone][1])


@cache
def _load_fonts() -> None:
    for file in sorted((resources() / "fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(file))


def font(size: int = BODY, *, strong: bool = False, tabular: bool = False) -> QFont:
    """The font of the app at a size of the type scale, in pixels at 100 %."""
    _load_fonts()
    made = QFont(FAMILIES)
    made.setPixelSize(size)
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def system_is_dark() -> bool:
    """Whether the owner's desktop asks for dark windows."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def apply(app: QApplication, mode: str = "system") -> Theme:
    """Dress the whole app; `mode` is "system", "light" or "dark". Returns the theme."""
    global _current
    dark = system_is_dark() if mode == "system" else mode == "dark"
    _current = DARK if dark else LIGHT
    # A style of its own is what carries the rules, so afterwards none is called Fusion.
    if not app.styleSheet():
        app.setStyle("Fusion")
    app.setFont(font())
    dressing.switch(app, _palette(_current), stylesheet(_current))
    news().changed.emit()
    return _current


def follow_system(app: QApplication, mode: Callable[[], str]) -> None:
    """Switch along with the desktop for as long as the app runs, while `mode()` is "system"."""

    def switch(_scheme: object) -> None:
        if mode() == "system":
            apply(app, "system")

    QGuiApplication.styleHints().colorSchemeChanged.connect(switch)


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, value in (
        (role.Window, theme.canvas),
        (role.WindowText, theme.ink),
        (role.Base, theme.surface),
        (role.AlternateBase, theme.canvas),
        (role.Text, theme.ink),
        (role.PlaceholderText, theme.ink_soft),
        (role.Button, theme.surface),
        (role.ButtonText, theme.ink),
        (role.ToolTipBase, theme.ink),
        (role.ToolTipText, theme.canvas),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.on_accent),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
        (role.Accent, theme.accent),
        (role.Light, theme.surface),
        (role.Midlight, theme.raised),
        (role.Mid, theme.line),
        (role.Dark, theme.edge),
        (role.Shadow, theme.line),
    ):
        palette.setColor(which, QColor(value))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.edge))
    return palette


def stylesheet(theme: Theme) -> str:
    """The few rules that Fusion cannot learn from a palette."""
    text = _RULES
    for role in sorted(ROLES, key=len, reverse=True):
        text = text.replace(f"${role}", getattr(theme, role))
    tick = resources() / "icons" / f"tick-{theme.name}.png"
    return text.replace("$tick", tick.as_posix())


_RULES = """
QWidget[shape="card"] {
    background: $surface; border: 1px solid $line; border-radius: 12px;
}
QWidget[shape="card"][link="true"]:hover { border-color: $edge; }
QWidget[shape="card"][link="true"]:focus { border: 2px solid $focus; }
QWidget[shape="sidebar"] { background: $side; border: none; border-right: 1px solid $line; }
QWidget[shape="bar"] { background: $surface; border: 1px solid $line; border-radius: 12px; }
QWidget[shape="bar"][tone="negative"] { background: $negative_soft; border-color: $negative; }
QWidget[shape="rule"] { background: $line; border: none; }
QWidget[shape="column"] {
    background: $raised; border: 1px solid $raised; border-radius: 12px;
}
QWidget[shape="column"][over="true"] { border-color: $accent; }
QWidget[shape="quote"] { border: none; border-left: 3px solid $line; }
QScrollArea, QScrollArea > QWidget > QWidget[shape="plain"] {
    background: transparent; border: none;
}

QLabel { background: transparent; }
QLabel[tone="soft"], QLabel[tone="neutral"] { color: $ink_soft; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="positive"] { color: $positive; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="negative"] { color: $negative; }

QPushButton {
    background: $surface; color: $ink; border: 1px solid $edge; border-radius: 8px;
    padding: 0 13px; min-height: 30px;
}
QPushButton:hover { background: $raised; }
QPushButton:pressed { background: $line; }
QPushButton:disabled { color: $edge; border-color: $line; background: transparent; }
QPushButton:focus { border: 2px solid $focus; padding: 0 12px; min-height: 28px; }
QPushButton[kind="primary"] {
    background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
}
QPushButton[kind="primary"]:hover { background: $accent_strong; border-color: $accent_strong; }
QPushButton[kind="primary"]:focus { border: 2px solid $ink; text-decoration: underline; }
QPushButton[kind="primary"]:disabled {
    background: $neutral_soft; color: $edge; border-color: $neutral_soft;
}
QPushButton[kind="danger"] { color: $negative; border-color: $negative; }
QPushButton[kind="danger"]:hover { background: $negative_soft; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; color: $accent; }
QPushButton[kind="quiet"]:hover { background: $accent_soft; }
QPushButton[kind="quiet"]:focus { border-color: $focus; }
QPushButton[kind="link"] {
    background: transparent; border-color: transparent; padding: 0; min-height: 20px;
    font-weight: 600; text-align: left;
}
QPushButton[kind="link"]:hover { color: $accent; text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 2px solid $focus; padding: 0 4px; min-height: 18px; }
QPushButton[kind="icon"] {
    background: transparent; border-color: transparent; padding: 0;
    min-width: 30px; max-width: 30px; min-height: 30px; max-height: 30px;
}
QPushButton[kind="icon"]:hover { background: $neutral_soft; }
QPushButton[kind="icon"]:focus {
    border: 2px solid $focus; padding: 0;
    min-width: 28px; max-width: 28px; min-height: 28px; max-height: 28px;
}
QPushButton[kind="chip"] { border-color: $edge; border-radius: 16px; }
QPushButton[kind="chip"]:checked {
    background: $accent_soft; color: $accent_strong; border-color: $accent; font-weight: 600;
}
QPushButton[kind="step"] { border-color: $edge; padding: 0; }
QPushButton[kind="step"]:checked {
    background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
}
QPushButton[kind="place"] {
    background: transparent; border-color: transparent; text-align: left;
    padding: 0 11px; min-height: 34px; color: $ink;
}
QPushButton[kind="place"]:hover { background: $line; }
QPushButton[kind="place"]:checked {
    background: $here; border-color: $line; color: $accent; font-weight: 600;
}
QPushButton[kind="place"]:focus { border: 2px solid $focus; padding: 0 10px; min-height: 32px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDoubleSpinBox {
    background: $surface; color: $ink; border: 1px solid $edge; border-radius: 8px;
    selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $ink_soft;
}
QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox { padding: 0 9px; min-height: 32px; }
QPlainTextEdit, QTextEdit { padding: 5px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus,
QDoubleSpinBox:focus { border: 2px solid $focus; }
QLineEdit:focus, QComboBox:focus { padding: 0 8px; min-height: 30px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 4px; }
*[wrong="true"] { border-color: $negative; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled {
    background: $canvas; border-color: $line; color: $edge;
}
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: none; }

QCheckBox, QRadioButton { spacing: 8px; padding: 3px; border: 2px solid transparent; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; border-radius: 6px; }
QCheckBox::indicator, QRadioButton::indicator {
    width: 16px; height: 16px; border: 1px solid $edge; border-radius: 4px; background: $surface;
}
QCheckBox::indicator:checked {
    background: $accent; border-color: $accent; image: url("$tick");
}
QRadioButton::indicator { border-radius: 9px; }
QRadioButton::indicator:checked {
    width: 8px; height: 8px; border: 5px solid $accent; border-radius: 9px;
}

QTableView, QListView {
    background: $surface; border: 1px solid $line; border-radius: 12px; outline: none;
    selection-background-color: $accent_soft; selection-color: $ink;
}
QTableView:focus, QListView:focus { border: 1px solid $focus; }
QTableView QLineEdit { border-radius: 4px; min-height: 28px; }
QListView[shape="cards"], QListView[shape="cards"]:focus {
    background: transparent; border: none; border-radius: 0;
}
QListView[shape="drop"] { border: 1px solid $edge; border-radius: 0; }
QListView[shape="drop"]::item { padding-left: 8px; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $surface; }
QCalendarWidget QToolButton {
    background: transparent; color: $ink; border: none; border-radius: 6px; padding: 6px;
}
QCalendarWidget QToolButton:hover { background: $raised; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QTableView { border: none; border-radius: 0; }
QDialogButtonBox { button-layout: 3; }
QMessageBox QLabel#qt_msgbox_label { font-size: 15px; font-weight: 600; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
    background: transparent; color: $ink_soft; border: none; border-bottom: 1px solid $line;
    padding: 0 12px; min-height: 34px; font-weight: 400;
}
QHeaderView::section:hover { color: $ink; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $line; }
QToolTip { background: $ink; color: $canvas; border: none; padding: 5px 8px; }
QMenu { background: $surface; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 7px 24px 7px 12px; border-radius: 6px; }
QMenu::item:selected { background: $accent_soft; color: $ink; }
QMenu::icon { padding-left: 12px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QProgressBar {
    background: $neutral_soft; border: none; border-radius: 3px; max-height: 6px; min-height: 6px;
}
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QTabBar::tab {
    padding: 8px 14px; border: none; border-bottom: 2px solid transparent; color: $ink_soft;
}
QTabBar::tab:selected { color: $ink; border-bottom-color: $accent; font-weight: 600; }
QTabWidget::pane { border: none; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: $edge; border-radius: 3px; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
"""
