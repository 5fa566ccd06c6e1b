"""The topic of one feedback, from the list; a guessed one says so and is confirmed at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.i18n import _
from core.voice.feedback import Feedback
from core.voice.topics import Topic
from desktop import theme
from desktop.widgets.button import IconButton
from desktop.widgets.fields import ChoiceField
from desktop.widgets.label import Label
from desktop.widgets.list_keys import key_tip

# How high a title is: a sign stands beside it, since the words of a topic need the whole field.
TITLE = theme.GRID * 3


class TopicField(QWidget):
    """Tells the topic that was chosen, None for none."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label(_("Topic"), "caption", "soft")
        self.choice = ChoiceField([(None, _("No topic"))])
        self.choice.setAccessibleName(_("Topic"))
        self.choice.setMinimumWidth(theme.GRID * 12)
        self.choice.setToolTip(key_tip("T"))
        self.title.setBuddy(self.choice)
        self.yes = IconButton("done", _("Yes, that is the topic"), self._confirm)
        self.yes.setFixedSize(TITLE, TITLE)
        self.yes.setIconSize(QSize(TITLE - 8, TITLE - 8))
        self.yes.hide()
        self.title.setMinimumHeight(TITLE)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.title)
        row.addWidget(self.yes)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.choice)
        self.choice.chosen.connect(self.chosen.emit)

    def show_topic(self, said: Feedback, known: Sequence[Topic]) -> None:
        """Show the topic among those in use; a hidden one that it has stays to be seen."""
        choices: list[tuple[object, str]] = [(each.id, each.name) for each in known]
        if said.topic_id is not None and said.topic_id not in dict(choices):
            choices.append((said.topic_id, said.topic))
        self.choice.set_choices([(None, _("No topic")), *choices])
        self.choice.set_value(said.topic_id)
        guessed = said.topic_id is not None and not said.topic_by_hand
        self.title.setText(_("Topic (guessed)") if guessed else _("Topic"))
        self.choice.setAccessibleDescription(_("Guessed from the words") if guessed else "")
        self.yes.setVisible(guessed)

    def _confirm(self) -> None:
        self.chosen.emit(self.choice.value())
