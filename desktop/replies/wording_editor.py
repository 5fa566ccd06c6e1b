"""The words of one wording, what may be put into them, and how they will read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.errors import KnownError, Problem, RefusedInput
from core.i18n import N_, _, said_in
from core.voice import wording, wordings
from core.voice.wording import DECIDED, DECISION_PLACEHOLDERS, PLACEHOLDERS, Letter
from core.voice.wordings import NewWording, Wording
from desktop.desk import Desk
from desktop.widgets.button import Button
from desktop.widgets.detail_pane import DetailPane
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.form import FormDialog
from desktop.widgets.label import Heading, Label
from desktop.widgets.layouts import Flow
from desktop.widgets.paper import Quote
from desktop.widgets.reply_words import ReplyWords
from desktop.widgets.way_out import PURPOSE_LABELS

# Whom the preview is written to, and about what.
_FIRST_NAMES = {"cs": "Jana", "lv": "Jānis", "en": "Anna"}
_SAMPLE_WORDS = N_("I had to wait for half an hour.")
_SAMPLE_TITLE = N_("Text customers when we run late")
_SAMPLE_BECAUSE = N_("Waiting without knowing is what annoys people most.")


def full_name(known: Wording) -> str:
    """What a wording is called among all: its situation, and its own name if it has one."""
    situation = _(wording.SITUATION_LABELS[known.situation])
    if not known.name:
        return situation
    return _("{situation}: {name}").format(situation=situation, name=known.name)


class WordingEditor(DetailPane):
    """The words of one wording, what may be put into them, and how they will read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(EmptyState("replies", _("Choose a wording on the left.")))
        self._desk = desk
        self._shown: Wording | None = None
        self._unsaved: dict[str, str] = {}
        self.signature = ("", "")
        self._title = Heading()
        self._purpose = Label("", "caption", "soft", wrap=True)
        self.words = ReplyWords()
        self.words.setAccessibleName(_("Words of this wording"))
        self.words.textChanged.connect(self._preview_now)
        self._trouble = Label("", "caption", "negative", wrap=True)
        self.places = [self._place(name) for name in PLACEHOLDERS]
        self.preview = Quote()
        self.preview.setAccessibleName(_("How it will read"))
        self.save_it = Button(_("Save wording"), self.save, kind="primary", icon="save")
        self.reset = Button(_("Back to the built-in words"), self.take_back, icon="undo")
        self.beside = Button(_("Add another beside it…"), self.add_another, icon="add")
        self.away = Button(_("Put away"), self.put_away, kind="quiet", icon="archive")
        self._lay_out()

    def show_wording(self, known: Wording | None) -> None:
        """Show a wording; None shows what to do instead."""
        same = known is not None and self._shown is not None and known.key == self._shown.key
        self._keep_typed()
        self._shown = known
        if known is None:
            self.show_empty()
            return
        self._title.setText(full_name(known))
        self._purpose.setText(_purpose_sentence(known))
        text = self._unsaved.get(known.key, known.body)
        if self.words.toPlainText() != text:
            self.words.setPlainText(text)
        decided = known.situation in DECIDED
        for name, place in zip(PLACEHOLDERS, self.places, strict=True):
            place.setVisible(decided or name not in DECISION_PLACEHOLDERS)
        self.reset.setVisible(known.is_own and not known.name)
        self.away.setVisible(bool(known.name))
        self._preview_now()
        self.show_body(from_top=not same)

    def save(self) -> None:
        """Keep the words as they stand here."""
        known, workspace = self._shown, self._desk.workspace
        if known is None:
            return
        new = NewWording(
            known.situation,
            known.language,
            self.words.toPlainText(),
            known.name,
            known.purpose,
        )
        self._write(lambda: wordings.save(workspace, new))

    def take_back(self) -> None:
        """Go back to the built-in words."""
        known, workspace = self._shown, self._desk.workspace
        if known is not None:
            self._write(lambda: wordings.reset(workspace, known.situation, known.language))

    def put_away(self) -> None:
        """Put a named wording away."""
        known, workspace = self._shown, self._desk.workspace
        if known is not None:
            self._desk.tasks.write(
                lambda: wordings.archive(workspace, known.key), None, self._refuse, owner=self
            )

    def add_another(self) -> None:
        """Ask for the name of another wording for the same situation, begun with these words."""
        if self._shown is not None:
            AnotherWording(self._desk, self._shown, self.words.toPlainText(), self.window()).open()

    def _write(self, work: Callable[[], Wording]) -> None:
        self._trouble.hide()
        self._desk.tasks.write(work, self._saved, self._refuse, owner=self)

    def _saved(self, saved: Wording) -> None:
        # The list is read anew as well; until then the words of before would count as typed.
        self._unsaved.pop(saved.key, None)
        if self._shown is not None and saved.key == self._shown.key:
            self._shown = saved
            self.words.setPlainText(saved.body)
            self.show_wording(saved)

    def _keep_typed(self) -> None:
        """What was typed and not saved waits until its wording is shown again."""
        if self._shown is None:
            return
        text = self.words.toPlainText()
        if text == self._shown.body:
            self._unsaved.pop(self._shown.key, None)
        else:
            self._unsaved[self._shown.key] = text

    def _refuse(self, error: KnownError) -> None:
        self._say_trouble(error.text())
        self.words.setFocus()

    def _say_trouble(self, text: str) -> None:
        self._trouble.setText(text)
        self._trouble.setVisible(bool(text))

    def _place(self, name: str) -> Button:
        words = f"{{{name}}}"
        return Button(words, lambda: self._insert(words), kind="quiet", tip=_(_TIPS[name]))

    def _insert(self, words: str) -> None:
        self.words.insertPlainText(words)
        self.words.setFocus()

    def _preview_now(self) -> None:
        """The letter as it would read now, and what is wrong with the words, while one types."""
        known = self._shown
        if known is None:
            return
        new = NewWording(
            known.situation, known.language, self.words.toPlainText(), known.name, known.purpose
        )
        problems = new.problems()
        self._say_trouble(problems[0].text() if problems else "")
        self.save_it.setEnabled(not problems)
        self.preview.show_words(preview(new, *self.signature), "")

    def _lay_out(self) -> None:
        self._trouble.hide()
        places = Flow()
        for place in self.places:
            places.addWidget(place)
        tools = Flow()
        for button in (self.save_it, self.reset, self.beside, self.away):
            tools.addWidget(button)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        self.column.addLayout(head)
        for part in (self._purpose, self.words, self._trouble):
            self.column.addWidget(part)
        self.column.addLayout(places)
        self.column.addWidget(Label(_("How it will read"), "strong"))
        self.column.addWidget(self.preview)
        self.column.addLayout(tools)
        self.column.addStretch(1)


_TIPS = {
    "first_name": N_(
        "The customer’s first name as the language calls it, in place of the greeting"
    ),
    "words": N_("What the customer said, shortened"),
    "title": N_("What was suggested"),
    "because": N_("Why it was decided so"),
    "shop": N_("The name of your shop"),
    "owner": N_("Your name, in place of the signature"),
}


def _purpose_sentence(known: Wording) -> str:
    if known.purpose == "commercial":
        return _("Advertising: it needs a consent and carries a line that tells how to stop it.")
    return _("Service: an answer to the customer’s own words. Greeting and signature are added.")


def preview(new: NewWording, shop: str, owner: str) -> str:
    """A wording as a letter to somebody invented, in its own language."""
    spoken = new.language
    letter = Letter(
        spoken,
        _FIRST_NAMES.get(spoken, "Anna"),
        said_in(spoken, _SAMPLE_WORDS),
        shop,
        owner,
    )
    decided = new.situation in DECIDED
    text = wording.compose(
        letter,
        new.body,
        said_in(spoken, _SAMPLE_TITLE) if decided else "",
        said_in(spoken, _SAMPLE_BECAUSE) if decided else "",
    )
    return wording.with_opt_out(text, spoken) if new.purpose == "commercial" else text


class AnotherWording(FormDialog):
    """Names one more wording for a situation, and says what it is for."""

    def __init__(
        self, desk: Desk, known: Wording, body: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, _("Another wording"), parent=parent)
        self._known, self._body = known, body
        self.name = self.form.add_text(
            "name",
            _("Name"),
            required=True,
            placeholder=_("For example: short, for text messages"),
            hint=_("It begins with the words that stand there now."),
        )
        self.purpose = self.form.add_choice(
            "purpose",
            _("Purpose"),
            [(key, _(text)) for key, text in PURPOSE_LABELS.items()],
            hint=_("A wish, an offer or a request for a review is advertising."),
        )
        self.purpose.set_value(known.purpose)

    def work(self) -> Callable[[], Wording]:
        if not self.name.text().strip():
            raise RefusedInput([Problem("name", N_("Please give it a name."))])
        new = NewWording(
            self._known.situation,
            self._known.language,
            self._body,
            self.name.text(),
            str(self.purpose.value()),
        )
        workspace = self.desk.workspace
        return lambda: wordings.save(workspace, new)
