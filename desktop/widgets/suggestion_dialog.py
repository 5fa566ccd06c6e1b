"""Writing a suggestion down, from nothing or from voices that say the same; changing its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.errors import refuse
from core.i18n import N_, _, ngettext
from core.store.workspace import Workspace
from core.text import shorten
from core.voice import alike, suggestions, topics, triage
from core.voice.feedback import Feedback
from core.voice.suggestions import NewSuggestion, Suggestion
from core.voice.topics import Topic
from desktop import formats, theme
from desktop.desk import Desk
from desktop.widgets import badge
from desktop.widgets.button import Button
from desktop.widgets.form import FormDialog
from desktop.widgets.label import Label
from desktop.widgets.layouts import empty

PAUSE_MS = 250
# Of what was said, so much begins a title.
TITLE = 80
_QUOTED = 4
_ALIKE = 3
_WORDS = 160


class SuggestionDialog(FormDialog):
    """A new suggestion, or other words for one that is there.

    `evidence` are the voices a new one begins with; `ids` reads all of them, in the
    background, where more are meant than are at hand. What is there already and sounds alike is
    shown while one types; a press links the voices to it instead, and with `stay` the page in
    view stays.
    """

    def __init__(
        self,
        desk: Desk,
        suggestion: Suggestion | None = None,
        parent: QWidget | None = None,
        *,
        evidence: Sequence[Feedback] = (),
        title: str = "",
        topic_id: int | None = None,
        ids: Callable[[], list[int]] | None = None,
        stay: bool = False,
    ) -> None:
        new = suggestion is None
        super().__init__(
            desk,
            _("New suggestion") if new else _("Change the words"),
            width=560,
            parent=parent,
        )
        self._suggestion = suggestion
        self._evidence = evidence
        self._ids = ids or (lambda: [each.id for each in evidence])
        self._stay = stay
        self._topic_id = topic_id if suggestion is None else suggestion.topic_id
        self._fill(suggestion, title)
        self.alike = _Alike(self._go_to)
        self.column.insertWidget(self.column.indexOf(self.form) + 1, self.alike)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._look_alike)
        self.title.textChanged.connect(self._pause.start)
        desk.tasks.read(lambda: topics.find(desk.workspace), self._show_topics, owner=self)

    def work(self) -> Callable[[], Suggestion]:
        shop, title, body = self.desk.workspace, self.title.text(), self.body.toPlainText()
        chosen = self.topic.value()
        topic_id = chosen if isinstance(chosen, int) else None
        if self._suggestion is None:
            new, ids = NewSuggestion(title, body, topic_id=topic_id), self._ids
            refuse(new.problems())
            return lambda: _suggest(shop, new, ids())
        number, before = self._suggestion.id, self._suggestion.topic_id

        def write() -> Suggestion:
            with shop.write(N_("Suggestion changed")):
                if topic_id != before:
                    suggestions.set_topic(shop, number, topic_id)
                return suggestions.retitle(shop, number, title, body)

        return write

    def _fill(self, suggestion: Suggestion | None, title: str) -> None:
        placeholder = _("Send a text message when we run late")
        self.title = self.form.add_text(
            "title", _("What could be better"), required=True, placeholder=placeholder
        )
        self.body = self.form.add_text(
            "body",
            _("More about it"),
            lines=2 if self._evidence else 4,
            hint=_("How it would work, and for whom."),
        )
        none = _("None") if suggestion is not None else _("What most of its voices are about")
        self.topic = self.form.add_choice("topic_id", _("Topic"), [(None, none)])
        if self._evidence:
            self.form.add("evidence", _("Begins with these voices"), self._quotes())
        if suggestion is not None:
            self.title.setText(suggestion.title)
            self.body.setPlainText(suggestion.body)
        else:
            self.title.setText(title)
            self.title.selectAll()

    def _quotes(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        for each in self._evidence[:_QUOTED]:
            said = shorten(" ".join(each.body.split()), _WORDS)
            words = _("“{words}” {name}").format(words=said, name=each.customer or _("A walk-in"))
            column.addWidget(Label(words, "body", "soft", wrap=True))
        left = len(self._evidence) - _QUOTED
        if left > 0:
            more = ngettext("and {n} more", "and {n} more", left).format(n=formats.number(left))
            column.addWidget(Label(more, "caption", "soft"))
        return part

    def _show_topics(self, known: Sequence[Topic]) -> None:
        first = (None, self.topic.itemText(0))
        self.topic.set_choices([first, *((topic.id, topic.name) for topic in known)])
        self.topic.set_value(self._topic_id)

    def _look_alike(self) -> None:
        shop, text = self.desk.workspace, self.title.text()
        own = self._suggestion.id if self._suggestion is not None else None

        def work() -> list[Suggestion]:
            found = alike.to(shop, text).suggestions
            return [each for each in found if each.id != own][:_ALIKE]

        self.desk.tasks.read(work, self.alike.show_alike, key=("alike", id(self)), owner=self)

    def _go_to(self, suggestion_id: int) -> None:
        """Rather than a second one of the same: the first, with the voices linked to it."""
        shop, ids = self.desk.workspace, self._ids
        if self._suggestion is None and self._evidence:
            self.desk.tasks.write(lambda: triage.link(shop, ids(), suggestion_id))
        if self._stay:
            self.accept()
        else:
            self.reject()
            self.desk.navigation.open("suggestions", suggestion_id)


def _suggest(workspace: Workspace, new: NewSuggestion, ids: Sequence[int]) -> Suggestion:
    """Whoever a suggestion is made of has been looked through as well, in the same step."""
    with workspace.write(N_("Suggestion added")):
        made = suggestions.suggest(workspace, replace(new, feedback_ids=tuple(ids)))
        triage.look_through(workspace, ids)
        return made


class _Alike(QWidget):
    """Suggestions that say the same already; hidden while there are none."""

    def __init__(self, go_to: Callable[[int], None]) -> None:
        super().__init__()
        self._go_to = go_to
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(
            Label(_("There is already something alike. Is it one of these?"), "strong")
        )
        column.addLayout(self._rows)
        self.hide()

    def show_alike(self, found: Sequence[Suggestion]) -> None:
        """Show what sounds like the title; a press leads there instead."""
        empty(self._rows)
        for each in found:
            look = badge.status(each.status)
            text = _("{title} ({status})").format(title=each.title, status=look.text)
            row = Button(text, partial(self._go_to, each.id), kind="quiet", icon=look.icon)
            self._rows.addWidget(row)
        self.setVisible(bool(found))
