"""The page of settings, generated from their declarations, applied at once, undone like all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.exchange import new_shop
from core.i18n import _
from core.measures.stage import Stage
from core.paths import default_backup_folder
from core.people import care_plans
from core.people.care_plans import CarePlan
from core.store import backup, settings
from core.store.backup import Backup
from core.store.settings import Setting
from core.store.workspace import Workspace
from core.voice import feedback, moods, staff, topics
from core.voice.staff import StaffMember
from core.voice.topics import TopicUse
from desktop import theme
from desktop.desk import Desk
from desktop.settings.about_card import AboutCard
from desktop.settings.backups_card import BackupsCard
from desktop.settings.care_card import CareCard
from desktop.settings.closures_card import ClosuresCard, Shut, gather
from desktop.settings.moods_card import MoodsCard
from desktop.settings.people import StaffList
from desktop.settings.screen_card import ScreenCard
from desktop.settings.setting_row import SettingRow
from desktop.settings.topics_card import TopicList
from desktop.settings.weekdays_row import WeekdaysRow
from desktop.widgets.beside import Beside
from desktop.widgets.card import Card
from desktop.widgets.folder_field import FolderField
from desktop.widgets.page import Page
from desktop.widgets.tab_order import follow_layout


@dataclass(frozen=True, slots=True)
class Known:
    """What the page shows."""

    values: dict[str, Any]
    members: Sequence[StaffMember]
    topics: Sequence[TopicUse]
    closed_weekdays: list[int]
    care: Mapping[Stage, CarePlan]
    latest: Backup | None
    corrections: int
    texts: int


class SettingsPage(Page):
    """Two columns of cards: the shop on the left, people, safety and this computer right."""

    nouns = frozenset(
        {"setting", "staff_member", "topic", "feedback", "learned_mood", "closure", "visit"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk, _("Settings"), _("Every change holds at once and can be undone."), scroll=True
        )
        self.add_action(_("How health works"), "health", partial(desk.navigation.open, "health"))
        self.rows = {setting.key: self._row(setting) for setting in settings.ALL}
        self.staff = StaffList(desk)
        self.topics = TopicList(desk)
        self.care = CareCard(desk)
        self.screen_card = ScreenCard(desk)
        self.backups = BackupsCard(desk, self.rows[settings.BACKUP_FOLDER.key])
        self.moods = MoodsCard(desk)
        self.weekdays = WeekdaysRow()
        self.weekdays.changed.connect(self._close_on)
        self.closures = ClosuresCard(desk, self.rows[settings.HOLIDAYS.key], self.weekdays)
        self.about = AboutCard(desk)
        self._wanted = ""
        self._unseen: set[str] = set()
        self._seen_once = False
        self._lay_out_cards()

    def show_target(self, target: object) -> None:
        """Scroll to the card of that name: "topics" or "care"."""
        if isinstance(target, str) and target in self._parts():
            self._wanted = target
            self._unseen = set() if self._seen_once else {"known", "closures"}
            self._go_to_part("")

    def reload(self) -> None:
        self.read(partial(_gather, self.desk.workspace), self._show)
        # Looks through all visits for suggestions, which the rest need not wait for.
        self.read(partial(gather, self.desk.workspace), self._show_shut, "closures")

    def _show_shut(self, shut: Shut) -> None:
        self.closures.show_shut(shut)
        follow_layout(self._cards)
        self._go_to_part("closures")

    def _show(self, known: Known) -> None:
        for key, value in known.values.items():
            self.rows[key].show_value(value)
        self.staff.show_members(known.members)
        self.topics.show_uses(known.topics)
        self.weekdays.show_days(known.closed_weekdays)
        self.care.show_plans(known.care)
        self.backups.show_latest(known.latest)
        self.moods.show_learned(known.corrections, known.texts)
        follow_layout(self._cards)
        self._seen_once = True
        self._go_to_part("known")

    def _parts(self) -> dict[str, QWidget]:
        return {"topics": self.topics, "care": self.care}

    def _go_to_part(self, filled: str) -> None:
        """Show the card asked for; what is filled above it later may not push it away again."""
        if self._wanted:
            part = self._parts()[self._wanted]
            QTimer.singleShot(0, part, partial(self.show_part, part))
            self._unseen.discard(filled)
            if not self._unseen:
                self._wanted = ""

    def _row(self, setting: Setting[Any]) -> SettingRow:
        is_folder = setting is settings.BACKUP_FOLDER
        row = SettingRow(setting, self._pick_folder if is_folder else None)
        row.changed.connect(partial(self._put, row))
        path = self.desk.workspace.path
        if isinstance(row.control, FolderField) and path is not None:
            row.control.set_usual(str(default_backup_folder(path)))
        return row

    def _close_on(self, days: list[int]) -> None:
        workspace = self.desk.workspace
        self.desk.tasks.write(lambda: settings.put(workspace, settings.CLOSED_WEEKDAYS, days))

    def _pick_folder(self, start: str) -> Path | None:
        return self.desk.messages.pick_folder(_("Folder for backups"), start)

    def _put(self, row: SettingRow, value: object) -> None:
        workspace, setting = self.desk.workspace, row.setting

        def work() -> None:
            if setting is settings.BACKUP_FOLDER and value:
                new_shop.require_folder(Path(str(value)))
            settings.put(workspace, setting, value)

        row.show_value(value)
        self.desk.tasks.write(work, None, row.show_problem, owner=row)

    def _lay_out_cards(self) -> None:
        left = [self._group(name) for name in (settings.SHOP, settings.CARE)]
        right = [self.screen_card, self.closures, self.backups, self.staff]
        gap = theme.GRID * 2
        halves = QWidget(), QWidget()
        self._cards = Beside([(half, 1) for half in halves], spacing=gap)
        self.body.addWidget(self._cards)
        piles = [*left, self.care, self.moods, self.about], [*right, self.topics]
        for half, cards in zip(halves, piles, strict=True):
            column = QVBoxLayout(half)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(gap)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)

    def _group(self, name: str) -> Card:
        card = Card(_(name))
        card.body.setSpacing(theme.GRID * 2)
        for setting in settings.ALL:
            # Public holidays stand with the closures.
            if setting.group == name and setting is not settings.HOLIDAYS:
                card.add(self.rows[setting.key])
        return card


def _gather(workspace: Workspace) -> Known:
    return Known(
        {setting.key: settings.get(workspace, setting) for setting in settings.ALL},
        staff.find(workspace),
        topics.with_uses(workspace),
        settings.get(workspace, settings.CLOSED_WEEKDAYS),
        care_plans.of(workspace),
        backup.latest(workspace),
        moods.corrections_learned(workspace),
        feedback.count(workspace),
    )
