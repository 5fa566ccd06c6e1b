"""Triage from the keyboard: each key acts on the chosen voices, and the next one is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from core.errors import KnownError
from core.i18n import _
from core.store.workspace import Workspace
from core.text import shorten
from core.voice import triage
from core.voice.feedback import KINDS, Feedback
from desktop.desk import Desk
from desktop.feedback import put_off
from desktop.feedback.bulk_bar import BulkAction
from desktop.feedback.key_palette import KeyPalette, PaletteLine
from desktop.feedback.link_dialog import LinkDialog
from desktop.feedback.none_needed import NoneNeeded
from desktop.feedback.topic_lines import TopicChoice, topic_choices
from desktop.widgets import badge
from desktop.widgets.list_keys import add_key, key_tip
from desktop.widgets.record_table import RecordTable
from desktop.widgets.suggestion_dialog import TITLE, SuggestionDialog

Ids = Callable[[], list[int]]


class Triage(QObject):
    """What may be done with the chosen rows of the inbox; `shown` is the voice in the detail."""

    acted = Signal()

    def __init__(
        self, desk: Desk, table: RecordTable, shown: Callable[[], Feedback | None]
    ) -> None:
        super().__init__(table)
        self._desk, self._table, self._shown = desk, table, shown
        self.palette: KeyPalette | None = None

    def add_keys(self) -> None:
        """Let the keys act while the list has the focus."""
        for key, act, does in (
            ("T", self.choose_topic, _("choose the topic; Enter takes the best guess")),
            ("L", self.link, _("link to a suggestion")),
            ("S", self.suggest, _("begin a new suggestion")),
            ("Z", self.put_off, _("put off until a day")),
            ("N", self.none_needed, _("no answer needed, and why")),
            ("E", self.look_through, _("looked through, nothing to do")),
        ):
            add_key(self._table, key, act, does)

    def actions(self) -> Sequence[BulkAction]:
        """The same for the bar under the list."""
        return [
            BulkAction(_("Topic"), "topic", key_tip("T"), self.choose_topic),
            BulkAction(_("Kind"), "filter", "", self.choose_kind),
            BulkAction(_("Link"), "link", key_tip("L"), self.link),
            BulkAction(_("Put off…"), "snooze", key_tip("Z"), self.put_off),
            BulkAction(_("No answer"), "none", key_tip("N"), self.none_needed),
            BulkAction(_("Looked through"), "done", key_tip("E"), self.look_through),
        ]

    def look_through(self) -> None:
        """Nothing more is needed for now."""
        if self._chosen():
            self._do(triage.look_through)

    def choose_topic(self) -> None:
        """Open the palette of topics at the row, the best guess first."""
        said = self._shown()
        if said is None or not self._chosen():
            return
        workspace = self._desk.workspace
        self._desk.tasks.read(
            lambda: topic_choices(workspace, said),
            self._show_topics,
            key=("palette", id(self)),
            owner=self,
        )

    def choose_kind(self) -> None:
        """Open the palette of kinds at the row."""
        kinds = [
            PaletteLine(badge.kind(kind).text, partial(self._do, triage.set_kind, kind))
            for kind in KINDS
        ]
        if self._chosen():
            self._open(_("Which kind is it?"), kinds)

    def put_off(self) -> None:
        """Open the palette of days at the row."""
        said = self._shown()
        if said is None or not self._chosen():
            return
        days = put_off.palette_lines(
            self._desk.workspace.clock.today(),
            said.snoozed_until is not None,
            lambda until: self._do(triage.snooze, until),
            self._own_day,
            lambda: self._do(triage.wake),
        )
        self._open(_("Put off until"), days)

    def link(self) -> None:
        """Ask which suggestion the chosen voices stand behind."""
        if self._chosen():
            dialog = LinkDialog(
                self._desk, self._ids(), self._shown(), self._go_on, self._table.window()
            )
            dialog.open()

    def suggest(self) -> None:
        """Begin a new suggestion with the chosen voices behind it."""
        said = self._shown()
        if said is None:
            return
        dialog = SuggestionDialog(
            self._desk,
            parent=self._table.window(),
            evidence=self._table.selection() or [said],
            title=shorten(said.body, TITLE),
            ids=self._ids(),
            stay=True,
        )
        dialog.accepted.connect(self._go_on)
        dialog.open()

    def none_needed(self) -> None:
        """Ask why the chosen voices get no answer."""
        said, count = self._shown(), self._chosen()
        if said is None or not count:
            return
        if count == 1 and said.answered and said.come_back_on is None:
            self._desk.messages.say(_("This voice has its answer already."))
            return
        dialog = NoneNeeded(self._desk, self._ids(), count, self._go_on, self._table.window())
        dialog.open()

    def _own_day(self) -> None:
        dialog = put_off.PutOffDialog(self._desk, self._ids(), self._go_on, self._table.window())
        dialog.open()

    def _show_topics(self, found: Sequence[TopicChoice]) -> None:
        lines = [
            PaletteLine(
                each.name, partial(self._do, triage.set_topic, each.topic_id), each.note, each.key
            )
            for each in found
        ]
        self._open(_("What is it about?"), lines)

    def _open(self, title: str, lines: Sequence[PaletteLine]) -> None:
        # A child of the list would hear the list's own single keys before its own.
        self.palette = KeyPalette(title, lines, self._table.window())
        self.palette.open_at_row(self._table.place_of_row())

    def _chosen(self) -> int:
        """How many voices a key acts on: the chosen rows, else the one in the detail."""
        return self._table.rows.count() or int(self._shown() is not None)

    def _ids(self) -> Ids:
        if self._table.rows.count():
            return self._table.rows.ids()
        said = self._shown()
        return lambda: [said.id] if said is not None else []

    def _do(self, verb: Callable[..., object], *given: object) -> None:
        """Let a verb act on the chosen voices beside the window, and go on to the next one."""
        workspace, ids = self._desk.workspace, self._ids()
        said = self._shown()
        self._desk.tasks.write(
            lambda: _act(workspace, verb, ids, given),
            None,
            lambda error: self._refused(error, said),
            owner=self,
        )
        self._go_on()

    def _go_on(self) -> None:
        if self._table.rows.count():
            self._table.go_on()
        self.acted.emit()

    def _refused(self, error: KnownError, said: Feedback | None) -> None:
        """Say so, and stand again where it was asked for."""
        self._desk.messages.problem(error)
        if said is not None:
            self._table.select(said.id)


def _act(
    workspace: Workspace, verb: Callable[..., object], ids: Ids, given: tuple[object, ...]
) -> None:
    verb(workspace, ids(), *given)
