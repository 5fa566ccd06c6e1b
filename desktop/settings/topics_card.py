"""What feedback is about: the shop's own short list, with how often each topic comes up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from core import i18n
from core.i18n import _, ngettext, pgettext
from core.voice import topics
from core.voice.topics import Topic, TopicUse
from desktop import formats
from desktop.desk import Desk
from desktop.settings.name_list import Name, NameList
from desktop.widgets.button import Button, IconButton
from desktop.widgets.form import FormDialog
from desktop.widgets.label import Label

Work = Callable[[], Any]


class TopicList(NameList):
    """Adds, changes, merges and hides topics."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            _("Topics"),
            _(
                "What feedback is about. A topic is guessed by the beginnings of its words, and "
                "Regulars learns from every topic that you set by hand."
            ),
            _("Add a topic"),
            _("There is no topic yet."),
        )
        self._desk = desk
        self._uses: dict[int, TopicUse] = {}
        self.add_asked.connect(lambda: self._open(None))
        self.change_asked.connect(lambda number: self._open(self._uses[number].topic))
        self.hide_asked.connect(
            lambda number: desk.tasks.write(lambda: topics.archive(desk.workspace, number))
        )
        self.starters = Button(_("Add the usual topics"), self.add_usual, kind="quiet", icon="add")
        self.buttons.add(self.starters)

    def show_uses(self, found: Sequence[TopicUse]) -> None:
        """Show these topics, each with how often it came up."""
        self._uses = {use.topic.id: use for use in found}
        self.show_names([_line(use) for use in found])

    def add_usual(self) -> None:
        """Add what the shop lacks of the topics usual in its trade."""
        self._desk.tasks.write(lambda: topics.add_starters(self._desk.workspace), self._tell_added)

    def signs(self, name: Name) -> list[IconButton]:
        merge = _("Merge “{name}” into another topic").format(name=name.text)
        edit, hide = super().signs(name)
        sign = IconButton("merge", merge, partial(self._merge, name.id))
        sign.setEnabled(len(self._uses) > 1)
        return [edit, sign, hide]

    def _tell_added(self, added: Sequence[Topic]) -> None:
        if not added:
            self._desk.messages.say(_("All the usual topics are here already."))

    def _open(self, topic: Topic | None) -> None:
        TopicDialog(self._desk, topic, self).open()

    def _merge(self, topic_id: int) -> None:
        others = [use.topic for use in self._uses.values() if use.topic.id != topic_id]
        MergeTopicDialog(self._desk, self._uses[topic_id], others, self).open()


def _line(use: TopicUse) -> Name:
    words = " · ".join(use.topic.shown(i18n.language()))
    if not use.feedback:
        return Name(use.topic.id, use.topic.name, words, _("not used yet"))
    beside = ngettext("{n} voice", "{n} voices", use.feedback).format(
        n=formats.number(use.feedback)
    )
    if use.last_said_on is None:
        return Name(use.topic.id, use.topic.name, words, beside)
    tip = _("Last said on {day}.").format(day=formats.day(use.last_said_on))
    return Name(use.topic.id, use.topic.name, words, beside, tip)


class TopicDialog(FormDialog):
    """A topic and the words by which it is guessed."""

    def __init__(self, desk: Desk, topic: Topic | None, parent: QWidget) -> None:
        title = _("Change the topic") if topic else _("New topic")
        super().__init__(desk, title, width=440, parent=parent)
        self._topic = topic
        self._language = i18n.language()
        self.name = self.form.add_text("name", pgettext("topic", "Name"), required=True)
        self.words = self.form.add_text(
            "words",
            _("Words that point to it"),
            lines=4,
            hint=_("Beginnings of words with spaces between: “wait” finds waiting and waited."),
        )
        if topic is not None:
            self.name.setText(topic.name)
            self.words.setPlainText(" ".join(topic.shown(self._language)))

    def work(self) -> Work:
        workspace, topic, name = self.desk.workspace, self._topic, self.name.text()
        words = tuple(self.words.toPlainText().replace(",", " ").split())
        if topic is None:
            return lambda: topics.add(workspace, name, words)
        return lambda: topics.change(workspace, topic.id, name, words, self._language)


class MergeTopicDialog(FormDialog):
    """Into which topic another goes, and what goes with it."""

    def __init__(self, desk: Desk, use: TopicUse, others: Sequence[Topic], parent: QWidget) -> None:
        super().__init__(
            desk,
            _("Merge “{name}”").format(name=use.topic.name),
            yes=_("Merge"),
            width=440,
            parent=parent,
        )
        self._topic_id = use.topic.id
        at = self.column.indexOf(self.form)
        self.column.insertWidget(at, Label(_moved(use), "body", "soft", wrap=True))
        self.into = self.form.add_choice(
            "into", _("Into which topic?"), [(each.id, each.name) for each in others]
        )

    def work(self) -> Work:
        workspace, into = self.desk.workspace, self.into.value()
        assert isinstance(into, int)
        return lambda: topics.merge(workspace, self._topic_id, into)


def _moved(use: TopicUse) -> str:
    if not use.feedback:
        return _(
            "Its words, questions and suggestions go along. The name is hidden. It can be undone."
        )
    return ngettext(
        "{n} voice goes along, and so do its words, questions and suggestions. The name is "
        "hidden. It can be undone.",
        "{n} voices go along, and so do its words, questions and suggestions. The name is "
        "hidden. It can be undone.",
        use.feedback,
    ).format(n=formats.number(use.feedback))
