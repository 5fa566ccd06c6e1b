"""The reason why voices get no answer, one for all that are chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from core.i18n import ngettext
from core.voice import triage
from desktop import formats
from desktop.desk import Desk
from desktop.widgets.answer_dialogs import NoAnswerNeeded
from desktop.widgets.label import Label


class NoneNeeded(NoAnswerNeeded):
    """Whoever has an answer already is passed over."""

    def __init__(
        self,
        desk: Desk,
        ids: Callable[[], list[int]],
        count: int,
        done: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            desk,
            lambda workspace, because: triage.none_needed(workspace, ids(), because),
            parent,
        )
        if count > 1:
            many = ngettext(
                "The same reason is noted for {n} voice; answered ones keep their answer.",
                "The same reason is noted for {n} voices; answered ones keep their answer.",
                count,
            )
            words = Label(many.format(n=formats.number(count)), "body", "soft", wrap=True)
            self.column.insertWidget(self.column.indexOf(self.form), words)
        self.accepted.connect(lambda: done())
