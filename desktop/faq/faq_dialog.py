"""A frequent question and its answer, written in one language after the other."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from core.errors import refuse
from core.i18n import LANGUAGES, _
from core.text import shorten
from core.voice import faq, topics
from core.voice.faq import Faq, FaqText, NewFaq
from core.voice.feedback import Feedback
from core.voice.topics import Topic
from desktop.desk import Desk
from desktop.faq.words import tab
from desktop.widgets.begun_words import BegunWords, begun_before
from desktop.widgets.chips import Chips, Choice
from desktop.widgets.form import FormDialog
from desktop.widgets.paper import LONGEST_QUOTE, Quote

# More wordings than these say the same once again.
QUOTED = 3


@dataclass(frozen=True, slots=True)
class Begun:
    """A question that was begun and left: its words in every language, its topic, the one shown."""

    texts: dict[str, FaqText]
    topic_id: int | None
    code: str


_BEGUN = BegunWords[Begun]()


class FaqDialog(FormDialog):
    """A new entry, or another word on one known; `voices` are the wordings it comes from.

    Escape keeps what was typed for the next time.
    """

    def __init__(
        self,
        desk: Desk,
        code: str,
        *,
        entry: Faq | None = None,
        voices: Sequence[Feedback] = (),
        topic_id: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Change the question") if entry else _("New frequent question")
        super().__init__(desk, title, width=600, parent=parent)
        self._entry = entry
        self._voices = voices
        self._code = code
        self._texts = _texts(entry)
        self._wanted_topic = entry.topic_id if entry else topic_id
        self._topics_known = False
        self._untouched = Begun(dict(self._texts), self._wanted_topic, code)
        self._take_up(_BEGUN.of(desk.workspace, self._record))
        self._add_quotes()
        self._add_fields()
        self.first = self.question
        self._show_text()
        desk.tasks.read(lambda: topics.find(desk.workspace), self._show_topics, owner=self)

    def _add_fields(self) -> None:
        self.languages = Chips([Choice(key, "") for key in LANGUAGES], _("Language"))
        self.languages.choose(self._code)
        self.languages.chosen.connect(self._turn)
        self.form.add(
            "language",
            _("Language"),
            self.languages,
            hint=_("Only the languages that your customers speak; the others can come later."),
        )
        self.question = self.form.add_text("question", _("Question"), required=True)
        self.answer = self.form.add_text("answer", _("Your answer"), lines=6)
        self.topic = self.form.add_choice("topic_id", _("Topic"), [(None, _("No topic"))])
        self.question.textChanged.connect(self._mark)
        self.answer.textChanged.connect(self._mark)

    @property
    def _record(self) -> Hashable:
        """What is being written on: an entry, or a new one from these wordings or from none."""
        return self._entry.id if self._entry else tuple(voice.id for voice in self._voices)

    def _take_up(self, kept: Begun | None) -> None:
        """Go on with what was begun and left before."""
        if kept is not None:
            self._texts, self._code = dict(kept.texts), kept.code
            self._wanted_topic = kept.topic_id
            self.column.insertWidget(self.column.indexOf(self.form), begun_before())

    def accept(self) -> None:
        _BEGUN.forget(self.desk.workspace, self._record)
        super().accept()

    def reject(self) -> None:
        """Leave without saving; what was typed is there again the next time."""
        self._keep()
        now, was = Begun(self._texts, self._topic_id(), self._code), self._untouched
        changed = (now.texts, now.topic_id) != (was.texts, was.topic_id)
        sentence = _("The question is not saved yet; what you typed is kept.")
        _BEGUN.leave(self.desk, self._record, now if changed else None, sentence)
        super().reject()

    def _topic_id(self) -> int | None:
        """The topic chosen; the one wanted as long as the topics are being read."""
        chosen = self.topic.value() if self._topics_known else self._wanted_topic
        return chosen if isinstance(chosen, int) else None

    def work(self) -> Callable[[], Any]:
        self._keep()
        workspace, entry = self.desk.workspace, self._entry
        texts = {code: text for code, text in self._texts.items() if text.question or text.answer}
        self._go_to_half(texts)
        new = NewFaq(texts, self._topic_id(), tuple(voice.id for voice in self._voices))
        refuse(new.problems())
        if entry is None:
            return lambda: faq.add(workspace, new)
        return lambda: faq.change(workspace, entry.id, new)

    def _go_to_half(self, texts: dict[str, FaqText]) -> None:
        """An answer without its question is shown where the question is missing."""
        half = next((code for code, text in texts.items() if not text.question), None)
        if half is not None and half != self._code:
            self.languages.choose(half)
            self._turn(half)

    def _add_quotes(self) -> None:
        at = self.column.indexOf(self.form)
        for number, voice in enumerate(self._voices[:QUOTED]):
            self.column.insertWidget(at + number, Quote(shorten(voice.body, LONGEST_QUOTE)))

    def _turn(self, code: str) -> None:
        self._keep()
        self._code = code
        self._show_text()
        self.question.setFocus()

    def _keep(self) -> None:
        self._texts[self._code] = FaqText(
            self.question.text().strip(), self.answer.toPlainText().strip()
        )

    def _show_text(self) -> None:
        text = self._texts[self._code]
        self.question.setText(text.question)
        self.answer.setPlainText(text.answer)
        self._mark()

    def _mark(self) -> None:
        """Say on each tab whether its language is still missing."""
        for code, text in self._texts.items():
            told = bool(text.question and text.answer)
            if code == self._code:
                told = bool(self.question.text().strip() and self.answer.toPlainText().strip())
            self.languages.set_text(code, tab(code, told))

    def _show_topics(self, found: Sequence[Topic]) -> None:
        self.topic.set_choices([(None, _("No topic")), *((each.id, each.name) for each in found)])
        self.topic.set_value(self._wanted_topic)
        self._topics_known = True


def _texts(entry: Faq | None) -> dict[str, FaqText]:
    known = entry.texts if entry else {}
    return {code: known.get(code, FaqText("", "")) for code in LANGUAGES}
