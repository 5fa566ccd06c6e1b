"""The shop's wordings: what answers are drafted from, in each language, seen as they will read."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import N_, _
from core.store import settings
from core.store.workspace import Workspace
from core.voice import wordings
from core.voice.wordings import Wording
from desktop import language, theme
from desktop.desk import Desk
from desktop.replies.wording_editor import WordingEditor, full_name
from desktop.widgets.badge import Look
from desktop.widgets.chips import Chips, Choice
from desktop.widgets.record_table import Column, RecordTable
from desktop.widgets.split import Split
from desktop.widgets.way_out import PURPOSE_LABELS

# In a list narrower than this the names of the wordings need the room.
NARROW = 400


class WordingsView(QWidget):
    """A list of situations, and beside it the words with their preview."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.spoken = Chips(
            [Choice(code, name) for code, name in language.choices()],
            _("Language of the wordings"),
        )
        self.spoken.chosen.connect(lambda _code: self.reload())
        self.table = RecordTable(desk, "wordings", _columns(), identity=lambda w: w.key)
        self.table.setAccessibleName(_("Wordings"))
        self.editor = WordingEditor(desk)
        self.table.picked.connect(self.editor.show_wording)
        self.table.opened.connect(lambda _wording: self.editor.words.setFocus())
        self.table.loaded.connect(self.table.select_one)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.spoken)
        column.addWidget(self.table, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Split(desk, "wordings", left, self.editor, share=0.44))
        self.spoken.choose(settings.get(desk.workspace, settings.LANGUAGE))

    def reload(self) -> None:
        """Read the wordings of the chosen language, in the background."""
        workspace, spoken = self._desk.workspace, self.spoken.value
        self._desk.tasks.read(
            lambda: (wordings.find(workspace, language=spoken), _signature(workspace)),
            self._show,
            key=("wordings", id(self)),
            owner=self,
        )

    def _show(self, found: tuple[list[Wording], tuple[str, str]]) -> None:
        self.editor.signature = found[1]
        self.table.load_list(found[0])


def _columns() -> list[Column]:
    return [
        Column(_("Wording"), full_name, stretch=True, strong=True, lines=2),
        Column(
            _("Whose"),
            lambda w: _OWN[w.is_own],
            width=112,
            look=lambda w: Look(_(_OWN[w.is_own]), "accent" if w.is_own else "neutral"),
        ),
        Column(
            _("Purpose"),
            lambda w: _(PURPOSE_LABELS[w.purpose]),
            width=112,
            tone="soft",
            hidden_below=NARROW,
        ),
    ]


_OWN = {False: N_("Built in"), True: N_("Yours")}


def _signature(workspace: Workspace) -> tuple[str, str]:
    return (
        settings.get(workspace, settings.SHOP_NAME),
        settings.get(workspace, settings.OWNER_NAME),
    )
