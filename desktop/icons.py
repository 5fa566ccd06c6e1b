"""Icons by meaning, drawn from a small font in the colours of the theme."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from core.paths import resources
from desktop import theme

# What a sign means, and the name of its glyph in the Phosphor family.
MEANINGS: dict[str, tuple[str, int]] = {
    "today": ("sun", 0xF2FE),
    "feedback": ("chat-circle-text", 0xF0DE),
    "suggestions": ("lightbulb", 0xF1ED),
    "customers": ("users", 0xF351),
    "surveys": ("clipboard-text", 0xF0F8),
    "insights": ("chart-line-up", 0xF0D5),
    "review": ("book-open", 0xF097),
    "settings": ("gear-six", 0xF19C),
    "replies": ("paper-plane-tilt", 0xF25C),
    "exchange": ("download-simple", 0xF14C),
    "welcome": ("storefront", 0xF2F9),
    "log": ("note-pencil", 0xF22E),
    "add": ("plus", 0xF27F),
    "search": ("magnifying-glass", 0xF20A),
    "close": ("x", 0xF36D),
    "done": ("check", 0xF0E7),
    "fine": ("check-circle", 0xF0E8),
    "warning": ("warning", 0xF35C),
    "problem": ("warning-circle", 0xF35D),
    "about": ("info", 0xF1E0),
    "complaint": ("warning-circle", 0xF35D),
    "question": ("question", 0xF293),
    "suggestion": ("lightbulb", 0xF1ED),
    "praise": ("heart", 0xF1CA),
    "other": ("chats", 0xF0E0),
    "positive": ("smiley", 0xF2D1),
    "neutral": ("smiley-meh", 0xF2D3),
    "negative": ("smiley-sad", 0xF2D5),
    "mixed": ("scales", 0xF2AA),
    "unread": ("circle-dashed", 0xF0ED),
    "health": ("heartbeat", 0xF1CB),
    "goal": ("target", 0xF308),
    "customer": ("user", 0xF346),
    "walk_in": ("person-simple-walk", 0xF26D),
    "new_customer": ("user-plus", 0xF34F),
    "staff": ("user-circle", 0xF347),
    "visit": ("scissors", 0xF2AB),
    "money": ("money", 0xF21C),
    "checkin": ("phone-call", 0xF26F),
    "phone": ("phone", 0xF26E),
    "email": ("envelope-simple", 0xF156),
    "sms": ("device-mobile", 0xF130),
    "whatsapp": ("whatsapp-logo", 0xF361),
    "social": ("instagram-logo", 0xF1E1),
    "in_person": ("handshake", 0xF1C0),
    "paper": ("notebook", 0xF22C),
    "web": ("globe", 0xF1AF),
    "survey": ("clipboard-text", 0xF0F8),
    "reply": ("arrow-u-up-left", 0xF066),
    "sent": ("paper-plane-tilt", 0xF25C),
    "draft": ("pencil-line", 0xF265),
    "edit": ("pencil-line", 0xF265),
    "undo": ("arrow-counter-clockwise", 0xF021),
    "redo": ("arrow-clockwise", 0xF020),
    "down": ("caret-down", 0xF0C2),
    "up": ("caret-up", 0xF0C5),
    "next": ("caret-right", 0xF0C4),
    "previous": ("caret-left", 0xF0C3),
    "back": ("arrow-left", 0xF03B),
    "forward": ("arrow-right", 0xF044),
    "rising": ("trend-up", 0xF33B),
    "falling": ("trend-down", 0xF33A),
    "calendar": ("calendar-blank", 0xF0AD),
    "due": ("calendar-check", 0xF0AE),
    "waiting": ("clock", 0xF0F9),
    "overdue": ("hourglass-medium", 0xF1D3),
    "history": ("clock-counter-clockwise", 0xF0FC),
    "reminder": ("bell", 0xF082),
    "snooze": ("moon", 0xF21F),
    "erase": ("trash", 0xF334),
    "archive": ("archive", 0xF008),
    "import": ("download-simple", 0xF14C),
    "export": ("upload-simple", 0xF345),
    "file": ("file", 0xF167),
    "pdf": ("file-pdf", 0xF16C),
    "folder": ("folder-open", 0xF18C),
    "print": ("printer", 0xF288),
    "copy": ("copy", 0xF114),
    "save": ("floppy-disk", 0xF181),
    "link": ("link", 0xF1F3),
    "unlink": ("link-break", 0xF1F4),
    "merge": ("git-merge", 0xF1AD),
    "twins": ("users", 0xF351),
    "swap": ("arrows-left-right", 0xF04D),
    "same": ("equals", 0xF158),
    "topic": ("tag", 0xF305),
    "filter": ("funnel", 0xF196),
    "more": ("dots-three", 0xF145),
    "must_do": ("flag", 0xF17C),
    "pin": ("push-pin", 0xF28D),
    "promise": ("handshake", 0xF1C0),
    "reward": ("gift", 0xF1A5),
    "birthday": ("cake", 0xF0AA),
    "star": ("star", 0xF2F3),
    "quote": ("quotes", 0xF295),
    "backup": ("shield-check", 0xF2B8),
    "lock": ("lock", 0xF1FF),
    "language": ("translate", 0xF333),
    "light": ("sun", 0xF2FE),
    "dark": ("moon", 0xF21F),
    "announce": ("megaphone", 0xF215),
    "open": ("circle", 0xF0EC),
    "planned": ("calendar-check", 0xF0AE),
    "in_progress": ("play-circle", 0xF27D),
    "declined": ("prohibit", 0xF289),
    "yes": ("thumbs-up", 0xF326),
    "no": ("thumbs-down", 0xF325),
    "none": ("minus-circle", 0xF21B),
    "quit": ("sign-out", 0xF2C7),
}

FONT_FILE = "icons/phosphor.ttf"
SIZE = 18


@cache
def _family() -> str:
    number = QFontDatabase.addApplicationFont(str(resources() / FONT_FILE))
    return QFontDatabase.applicationFontFamilies(number)[0]


def paint(painter: QPainter, box: QRectF, meaning: str, role: str) -> None:
    """Draw the sign of a meaning into a box, in the colour of a role."""
    font = QFont(_family())
    font.setPixelSize(max(1, round(min(box.width(), box.height()))))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    painter.save()
    painter.setFont(font)
    painter.setPen(theme.color(role))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, chr(MEANINGS[meaning][1]))
    painter.restore()


class _Glyph(QIconEngine):
    """Draws the glyph when it is asked for, so a switched theme needs no new icons."""

    def __init__(self, meaning: str, role: str) -> None:
        super().__init__()
        self._meaning = meaning
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        role = "edge" if mode == QIcon.Mode.Disabled else self._role
        if state == QIcon.State.On and role == "ink_soft":
            role = "accent"
        paint(painter, QRectF(rect), self._meaning, role)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _Glyph(self._meaning, self._role)


def icon(meaning: str, role: str = "ink_soft") -> QIcon:
    """The icon of a meaning; a KeyError tells a programmer of a meaning that is not listed."""
    if meaning not in MEANINGS:
        raise KeyError(meaning)
    return QIcon(_Glyph(meaning, role))


def app_icon() -> QIcon:
    """The sign of the app itself, for the window and the tray."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(_app_picture(size))
    return made


def _app_picture(size: int) -> QPixmap:
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.LIGHT.accent))
    painter.drawRoundedRect(QRectF(0, 0, size, size), size * 0.24, size * 0.24)
    font = QFont(_family())
    font.setPixelSize(round(size * 0.66))
    painter.setFont(font)
    painter.setPen(QColor(theme.LIGHT.on_accent))
    painter.drawText(
        QRectF(QPointF(0, 0), QSize(size, size).toSizeF()),
        Qt.AlignmentFlag.AlignCenter,
        chr(MEANINGS["praise"][1]),
    )
    painter.end()
    return picture
