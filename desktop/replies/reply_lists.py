"""The lists of the answers page: who waits, what is drafted, what was sent, what needs none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from core.i18n import N_, _, pgettext
from core.insight import answering
from core.people.touchpoints import CHANNEL_LABELS
from core.store.workspace import Workspace
from core.voice import replies
from core.voice.replies import Reply, Waiting
from desktop import formats
from desktop.desk import Desk
from desktop.replies.month_strip import Bar, bars_of
from desktop.widgets import badge
from desktop.widgets.badge import Look
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.reason_words import reason_in
from desktop.widgets.record_table import Column, RecordTable
from desktop.widgets.waiting_age import Patience

# In a list narrower than this the words need the room of the names, which go under them.
NARROW = 520
# In one narrower than this the words need the room of two columns: a draft is told under the name.
ROOMY = 900
# In one narrower than this the words need the room of the channel.
WORDY = 640
LISTS = ("waiting", "draft", "sent", "none")
TITLES = {
    "waiting": N_("Who still waits"),
    "draft": N_("Drafts"),
    "sent": N_("Sent"),
    "none": N_("No answer needed"),
}
_NOTHING = {
    "waiting": N_("Nobody waits for an answer. Every voice was heard."),
    "draft": N_(
        "No drafts. Decide a suggestion, and an answer to everyone behind it is drafted here."
    ),
    "sent": N_("No answer was sent yet. What you mark as sent is kept here."),
    "none": N_("Nothing was closed without an answer."),
}


@dataclass(frozen=True, slots=True)
class Around:
    """What the page shows around its lists."""

    waiting: int
    untold: int
    drafts: int
    patience: Patience
    months: list[Bar]


def gather(workspace: Workspace) -> Around:
    """The figures on the chips and by month, and how patient the shop is."""
    return Around(
        replies.count_waiting(workspace),
        replies.count_untold(workspace),
        replies.count(workspace, "draft"),
        Patience.of(workspace),
        bars_of(answering.last_months(workspace)),
    )


def list_of(workspace: Workspace, reply_id: int) -> str:
    """In which of LISTS a reply stands. Raises Missing."""
    return replies.get(workspace, reply_id).status


class ReplyList(RecordTable):
    """One of LISTS; `about` narrows the drafts to one suggestion."""

    def __init__(self, desk: Desk, which: str) -> None:
        self.patience = Patience(desk.workspace.clock.now())
        self._which, self._workspace = which, desk.workspace
        sign = "fine" if which == "waiting" else "replies"
        self._nothing = EmptyState(sign, _(_NOTHING[which]))
        super().__init__(
            desk,
            f"replies_{which}",
            _COLUMNS[which](self),
            empty=self._nothing,
            identity=_who_waits if which == "waiting" else _which_reply,
            also=[] if which in ("waiting", "none") else [Column(_("Answer"), lambda r: r.body)],
        )
        self.setAccessibleName(_(TITLES[which]))

    def show_all(self, about: int | None = None) -> None:
        """Read the list, from the background."""
        workspace, which = self._workspace, self._which
        everyone = _("Everyone by name has their answer.")
        self._nothing.say(_(_NOTHING[which]) if about is None else everyone)
        if which == "waiting":
            self.load(
                partial(replies.waiting, workspace), partial(replies.count_waiting, workspace)
            )
        else:
            self.load(
                partial(replies.find, workspace, status=which, suggestion_id=about),
                partial(replies.count, workspace, which, about),
            )

    def today(self) -> date:
        """The local day it is."""
        return self._workspace.clock.today()

    def day_of(self, instant: datetime | None) -> date | None:
        """The local day of an instant."""
        return None if instant is None else self._workspace.clock.day_of(instant)

    def day(self, instant: datetime | None) -> str:
        """The local day of an instant as a list shows it."""
        on = self.day_of(instant)
        if on is None:
            return ""
        this_year = on.year == self.today().year
        return formats.day_short(on) if this_year else formats.day(on)


def _who_waits(row: Waiting) -> object:
    """A voice by its own number; who waits to hear of a decision by both numbers."""
    return row.feedback_id if row.suggestion_id is None else (row.feedback_id, row.suggestion_id)


def _which_reply(row: Reply) -> object:
    return row.id


def _waiting(table: ReplyList) -> Sequence[Column]:
    return [
        Column(
            _("Waiting"),
            lambda row: _wait(table, row).text,
            width=124,
            look=partial(_wait, table),
            tip=partial(_why_waits, table),
            heading=_("Waiting since"),
            value=lambda row: table.day_of(row.since),
        ),
        _customer(partial(_draft_under, table)),
        Column(
            _("What was said"),
            lambda row: row.body,
            stretch=True,
            lines=2,
            under=partial(_under, table),
            icon=lambda row: row.kind,
        ),
        Column(
            pgettext("answer", "About"),
            lambda row: row.suggestion,
            width=152,
            tone=_soft,
            hidden_below=760,
        ),
        Column(
            _("Answer"),
            _draft,
            width=124,
            look=_draft_look,
            hidden_below=ROOMY,
        ),
    ]


def _drafts(table: ReplyList) -> Sequence[Column]:
    return [
        _customer(_noted),
        _said(table),
        Column(
            pgettext("answer", "About"),
            lambda row: row.suggestion,
            width=152,
            tone=_soft,
            hidden_below=NARROW,
        ),
        _channel(),
    ]


def _sent(table: ReplyList) -> Sequence[Column]:
    return [
        _customer(),
        _said(table),
        _channel(),
        Column(
            _("Sent on"),
            lambda row: table.day(row.sent_at),
            align="right",
            width=104,
            tone=_soft,
            value=lambda row: table.day_of(row.sent_at),
        ),
    ]


def _none(table: ReplyList) -> Sequence[Column]:
    return [
        _customer(),
        _said(table),
        Column(_("Why"), _why, width=184, tone=_soft),
    ]


def _why(row: Reply) -> str:
    """The reason, which may be a sentence of our own; with the person it may be gone."""
    return _(row.because) if row.because else ""


def _customer(under: Callable[[Any], str] | None = None) -> Column:
    return Column(_("Customer"), _who, width=172, strong=True, under=under, hidden_below=NARROW)


def _promised_for(row: Reply) -> str:
    """For which day a draft was promised, under the name of its reader."""
    if row.come_back_on is None:
        return ""
    return _("Promised for {day}").format(day=formats.day_short(row.come_back_on))


def _noted(row: Reply) -> str:
    """What to know of a draft before it is opened, under the name of its reader."""
    return _promised_for(row) or reason_in(row.reason_in)


def _said(table: ReplyList) -> Column:
    under = partial(_under, table)
    return Column(_("Said"), lambda row: row.said, stretch=True, lines=2, under=under)


def _who(row: Reply | Waiting) -> str:
    return row.customer or _("Walk-in")


def _wait(table: ReplyList, row: Waiting) -> Look:
    if row.promised_on is None:
        return table.patience.look(row.since)
    return table.patience.promised_look(row.since, row.promised_on, table.today())


def _why_waits(table: ReplyList, row: Waiting) -> str:
    if row.promised_on is None:
        return table.patience.sentence(row.since)
    on = formats.day(row.promised_on)
    return _("You promised to come back on {day}.").format(day=on)


def _draft(row: Waiting) -> str:
    look = _draft_look(row)
    return look.text if look else ""


def _draft_look(row: Waiting) -> Look | None:
    """How far the answer is: drafted, or promised with the one that went out."""
    if row.promised_on is not None:
        return Look(_("Promised"), badge.reply("draft").tone, "promise")
    return badge.reply("draft") if row.draft_id else None


def _draft_under(table: ReplyList, row: Waiting) -> str:
    """That an answer is drafted, where that has no column of its own."""
    return _draft(row) if table.width() < ROOMY else ""


def _under(table: ReplyList, row: Reply | Waiting) -> str:
    """Who it was and whether an answer is drafted, where there are no columns for it."""
    if table.width() >= NARROW:
        return ""
    told = _draft(row) if isinstance(row, Waiting) else _noted(row)
    return f"{_who(row)} · {told}" if told else _who(row)


def _channel() -> Column:
    return Column(
        _("Channel"),
        lambda row: _(CHANNEL_LABELS[row.channel]),
        width=112,
        tone=_soft,
        hidden_below=WORDY,
    )


def _soft(_row: Any) -> str:
    return "soft"


_COLUMNS: dict[str, Callable[[ReplyList], Sequence[Column]]] = {
    "waiting": _waiting,
    "draft": _drafts,
    "sent": _sent,
    "none": _none,
}
