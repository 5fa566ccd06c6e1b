"""The page of frequent questions: each asked often, answered once, told in every language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from core.errors import KnownError
from core.i18n import LANGUAGES, _
from core.store import settings
from core.voice import faq, offers
from core.voice.faq import Faq
from core.voice.offers import Offer
from desktop import formats
from desktop.desk import Desk
from desktop.faq import reading
from desktop.faq.faq_detail import FaqDetail
from desktop.faq.faq_dialog import FaqDialog
from desktop.faq.offers_bar import OffersBar
from desktop.faq.reading import Beginning, Shelf
from desktop.faq.sheet_dialog import SheetDialog
from desktop.faq.words import missing_in, told_in
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.fields import ChoiceField
from desktop.widgets.page import Page
from desktop.widgets.record_table import Column, RecordTable
from desktop.widgets.split import Split

# In a list narrower than this the question needs all the room there is.
NARROW = 480


class FaqPage(Page):
    """The list at the left, one entry at the right, offers of new ones above.

    A target is the id of an entry, or ("feedback", id) to begin one from what was said.
    """

    nouns = frozenset(
        {
            "faq",
            "faq_text",
            "faq_voice",
            "faq_use",
            "turned_down",
            "feedback",
            "topic",
            "customer",
        }
    )

    def __init__(self, desk: Desk) -> None:
        lead = _("What is asked again and again, answered once, in every language you speak.")
        super().__init__(desk, _("Frequent questions"), lead)
        self._sought: int | None = None
        self.set_primary(_("New question"), "add", self.add_entry, "Ctrl+Shift+N")
        self.print = self.add_action(_("Sheet for the counter"), "print", self.print_sheet)
        self.search = self.add_search(_("Search in questions"), lambda _text: self.reload())
        self.topic = self._filter(_("Topic"), [(None, _("Every topic"))])
        self.shown = self._filter(_("Show"), [(False, _("In use")), (True, _("Hidden"))])
        self.offers = OffersBar()
        self.offers.taken.connect(self._take)
        self.offers.turned_down.connect(self._turn_down)
        self._empty = EmptyState("question", "", _("New question"), self.add_entry)
        code = settings.get(desk.workspace, settings.LANGUAGE)
        self.table = self._make_table(code)
        self.offer_list(lambda: _("Frequent questions"), lambda: self.table)
        self.detail = FaqDetail(desk, code)
        self.detail.write_asked.connect(self._change)
        self.lead_focus_to(self.table)
        self.table.picked.connect(self.detail.show_entry)
        self.table.opened.connect(lambda _entry: self._change(self.detail.code))
        self.table.loaded.connect(self._settle)
        self.body.addWidget(self.offers)
        halves = self.table, self.detail
        self.body.addWidget(Split(desk, "faq", *halves, share=0.58, parent=self), 1)

    def _filter(self, name: str, choices: Sequence[tuple[object, str]]) -> ChoiceField:
        field = ChoiceField(choices)
        field.setAccessibleName(name)
        field.chosen.connect(lambda _value: self.reload())
        self.add_filter(field)
        return field

    def reload(self) -> None:
        topic_id, workspace = self.topic.value(), self.desk.workspace
        wanted = topic_id if isinstance(topic_id, int) else None
        text, hidden = self.search.wanted(), bool(self.shown.value())
        self.table.mark_words(text)
        self.read(partial(reading.shelf, workspace, text, wanted, hidden), self._show, "shelf")
        # Compares everything that was said of late, which the list need not wait for.
        self.read(partial(reading.offered, workspace), self.offers.show_offers, "offers")

    def show_target(self, target: object) -> None:
        if isinstance(target, int):
            self.read(partial(_one, self.desk, target), self._show_one, "target")
        elif isinstance(target, tuple) and len(target) == 2 and target[0] == "feedback":
            self._begin_from(int(target[1]))

    def add_entry(self) -> None:
        """Ask for a new question and show it."""
        self._open(FaqDialog(self.desk, self.detail.code, parent=self.window()))

    def print_sheet(self) -> None:
        """Ask which questions stand on the sheet, and print it."""
        self.read(partial(faq.find, self.desk.workspace), self._ask_sheet, "sheet")

    def _ask_sheet(self, entries: list[Faq]) -> None:
        if not entries:
            self.desk.messages.say(_("There is no question to print yet."))
            return
        SheetDialog(self.desk, entries, self.detail.code, self.window()).open()

    def _make_table(self, code: str) -> RecordTable:
        table = RecordTable(
            self.desk,
            "faq",
            _columns(code),
            empty=self._empty,
            sort="uses",
            descending=True,
            also=[Column(_("Your answer"), lambda entry: entry.text(code).answer)],
        )
        table.setAccessibleName(_("Frequent questions"))
        return table

    def _show(self, shelf: Shelf) -> None:
        every = [(None, _("Every topic")), *((each.id, each.name) for each in shelf.topics)]
        self.topic.set_choices(every)
        self.print.setEnabled(shelf.any_kept)
        self._empty.say(self._nothing(shelf))
        if self._sought is not None:
            self.table.select(self._sought)
            self._sought = None
        self.table.load_list(shelf.entries)

    def _nothing(self, shelf: Shelf) -> str:
        if not shelf.any_kept:
            return _(
                "No question is kept yet. Write down one that you hear often: its answer is "
                "offered the next time somebody asks."
            )
        if self.search.wanted():
            return _("No question has these words.")
        return _("No question stands here now.")

    def _settle(self, rows: int) -> None:
        self.table.select_one()
        if not rows:
            self.detail.show_entry(None)

    def _change(self, code: str) -> None:
        entry = self.detail.entry
        if entry is not None:
            self._open(FaqDialog(self.desk, code, entry=entry, parent=self.window()))

    def _take(self, offer: Offer) -> None:
        self._begin(Beginning(offer.feedback, offer.topic_id))

    def _turn_down(self, offer: Offer) -> None:
        self.desk.tasks.write(lambda: offers.turn_down(self.desk.workspace, offer))

    def _begin_from(self, feedback_id: int) -> None:
        workspace = self.desk.workspace

        def work() -> Faq | Beginning | None:
            try:
                known = reading.of_feedback(workspace, feedback_id)
                return known or reading.beginning(workspace, feedback_id)
            except KnownError:
                return None

        self.read(work, self._go_on, "target")

    def _go_on(self, found: Faq | Beginning | None) -> None:
        if isinstance(found, Beginning):
            self._begin(found)
        else:
            self._show_one(found)

    def _begin(self, beginning: Beginning) -> None:
        spoken = [voice.reading.language for voice in beginning.voices]
        self._open(
            FaqDialog(
                self.desk,
                spoken[0] if spoken and spoken[0] in LANGUAGES else self.detail.code,
                voices=beginning.voices,
                topic_id=beginning.topic_id,
                parent=self.window(),
            )
        )

    def _open(self, dialog: FaqDialog) -> None:
        dialog.accepted.connect(lambda: self._show_one(dialog.saved_record))
        dialog.open()

    def _show_one(self, entry: Faq | None) -> None:
        if entry is None:
            return
        self.search.show_text("")
        self.topic.set_value(None)
        self.shown.set_value(entry.archived_at is not None)
        self._sought = entry.id
        self.detail.show_entry(entry)
        self.reload()


def _one(desk: Desk, faq_id: int) -> Faq | None:
    try:
        return faq.get(desk.workspace, faq_id)
    except KnownError:
        return None


def _columns(code: str) -> list[Column]:
    return [
        Column(
            _("Question"),
            lambda entry: entry.text(code).question,
            sort="question",
            stretch=True,
            searched=True,
            under=lambda entry: " ".join(entry.text(code).answer.split()),
        ),
        Column(_("Topic"), lambda entry: entry.topic, sort="topic", width=104, hidden_below=NARROW),
        Column(
            _("Languages"),
            told_in,
            width=148,
            hidden_below=NARROW,
            tone=lambda entry: "warning" if missing_in(entry) else None,
            tip=_missing,
        ),
        Column(
            _("Used"),
            lambda entry: formats.number(entry.uses),
            sort="uses",
            sort_value=lambda entry: entry.uses,
            value=lambda entry: entry.uses,
            align="right",
            width=84,
        ),
    ]


def _missing(entry: Faq) -> str:
    missing = missing_in(entry)
    if not missing:
        return _("Told in every language.")
    return _("Still missing: {languages}").format(languages=formats.name_list(missing))
