"""Who works in the shop, and what feedback is about: the two short lists of settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from core.i18n import _, pgettext
from core.voice import staff, topics
from core.voice.staff import StaffMember
from core.voice.topics import Topic
from desktop.desk import Desk
from desktop.settings.name_list import Name, NameList
from desktop.widgets.form import FormDialog

Work = Callable[[], Any]


class StaffList(NameList):
    """Adds, renames and hides staff members."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            _("Staff"),
            _("Who writes feedback down and who serves. People you hide stay on what they wrote."),
            _("Add someone"),
            _("Nobody is written down yet."),
        )
        self._desk = desk
        self._members: dict[int, StaffMember] = {}
        self.add_asked.connect(lambda: self._open(None))
        self.change_asked.connect(lambda number: self._open(self._members[number]))
        self.hide_asked.connect(
            lambda number: desk.tasks.write(lambda: staff.archive(desk.workspace, number))
        )

    def show_members(self, members: Sequence[StaffMember]) -> None:
        """Show these staff members."""
        self._members = {member.id: member for member in members}
        self.show_names([Name(member.id, member.name) for member in members])

    def _open(self, member: StaffMember | None) -> None:
        StaffDialog(self._desk, member, self).open()


class StaffDialog(FormDialog):
    """The name of a staff member."""

    def __init__(self, desk: Desk, member: StaffMember | None, parent: QWidget) -> None:
        title = _("Change the name") if member else _("New staff member")
        super().__init__(desk, title, width=400, parent=parent)
        self._member = member
        name = self.form.add_text("name", _("Name"), required=True)
        assert isinstance(name, QLineEdit)
        self.name = name
        if member is not None:
            name.setText(member.name)

    def work(self) -> Work:
        workspace, member, name = self.desk.workspace, self._member, self.name.text()
        if member is None:
            return lambda: staff.add(workspace, name)
        return lambda: staff.rename(workspace, member.id, name)


class TopicList(NameList):
    """Adds, changes and hides topics."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            _("Topics"),
            _("What feedback is about. A topic is guessed by the beginnings of its words."),
            _("Add a topic"),
            _("There is no topic yet."),
        )
        self._desk = desk
        self._topics: dict[int, Topic] = {}
        self.add_asked.connect(lambda: self._open(None))
        self.change_asked.connect(lambda number: self._open(self._topics[number]))
        self.hide_asked.connect(
            lambda number: desk.tasks.write(lambda: topics.archive(desk.workspace, number))
        )

    def show_topics(self, found: Sequence[Topic]) -> None:
        """Show these topics."""
        self._topics = {topic.id: topic for topic in found}
        self.show_names([Name(topic.id, topic.name, " · ".join(topic.words)) for topic in found])

    def _open(self, topic: Topic | None) -> None:
        TopicDialog(self._desk, topic, self).open()


class TopicDialog(FormDialog):
    """A topic and the words by which it is guessed."""

    def __init__(self, desk: Desk, topic: Topic | None, parent: QWidget) -> None:
        title = _("Change the topic") if topic else _("New topic")
        super().__init__(desk, title, width=440, parent=parent)
        self._topic = topic
        name = self.form.add_text("name", pgettext("topic", "Name"), required=True)
        words = self.form.add_text(
            "words",
            _("Words that point to it"),
            lines=4,
            hint=_("Beginnings of words with spaces between: “wait” finds waiting and waited."),
        )
        assert isinstance(name, QLineEdit)
        assert isinstance(words, QPlainTextEdit)
        self.name, self.words = name, words
        if topic is not None:
            name.setText(topic.name)
            words.setPlainText(" ".join(topic.words))

    def work(self) -> Work:
        workspace, topic, name = self.desk.workspace, self._topic, self.name.text()
        words = tuple(self.words.toPlainText().replace(",", " ").split())
        if topic is None:
            return lambda: topics.add(workspace, name, words)
        return lambda: topics.change(workspace, topic.id, name, words)
