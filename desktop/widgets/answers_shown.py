"""What there is to show of the answers to one feedback, read in the background."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.store import settings
from core.store.workspace import Workspace
from core.voice import decided, feedback, replies, wording, wordings
from core.voice.feedback import Feedback
from core.voice.replies import Grounds, Reply, ThreadLine
from core.voice.wording import COME_BACK, KINDS
from core.voice.wordings import Wording


@dataclass(frozen=True, slots=True)
class Post:
    """What the editor needs to know beside the draft; `promising` are words that promise more."""

    grounds: Grounds = field(default_factory=Grounds)
    country: str = ""
    shop: str = ""
    wordings: tuple[Wording, ...] = ()
    promising: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """A feedback with the answers to it; `elsewhere` are those she got about a suggestion.

    `talk` is what was said and answered around it, without its own words and drafts.
    """

    feedback: Feedback
    draft: Reply | None
    closed: list[Reply]
    post: Post
    elsewhere: list[Reply] = field(default_factory=list)
    talk: list[ThreadLine] = field(default_factory=list)

    @property
    def rests(self) -> bool:
        """Whether the draft was promised for a day that is still to come."""
        promised = self.draft is not None and self.draft.come_back_on is not None
        return promised and self.feedback.snoozed_until is not None


def gather(workspace: Workspace, feedback_id: int, reply_id: int | None = None) -> Answers:
    """Everything the panel shows about one feedback; of several drafts `reply_id`'s.

    Raises Missing.
    """
    said = feedback.get(workspace, feedback_id)
    found = replies.find(workspace, feedback_id=feedback_id, limit=50)
    drafts = [reply for reply in found if reply.status == "draft"]
    closed = [reply for reply in found if reply.status != "draft"]
    told = [] if closed or not said.answered else _told_elsewhere(workspace, said)
    draft = _chosen(workspace, said, drafts, reply_id)
    post = Post(
        replies.grounds(workspace, said.customer_id),
        settings.get(workspace, settings.COUNTRY),
        settings.get(workspace, settings.SHOP_NAME),
        fitting(workspace, said, draft),
        wording.promising(),
    )
    talk = [
        line
        for line in replies.thread(workspace, feedback_id)
        if line.status != "draft" and (line.reply_id or line.feedback_id != feedback_id)
    ]
    return Answers(said, draft, closed, post, told, _each_reason_once(talk))


def _chosen(
    workspace: Workspace, said: Feedback, drafts: list[Reply], reply_id: int | None
) -> Reply | None:
    """The draft that is asked for, else the newest; a decision is told in place of a promise."""
    chosen = next((reply for reply in drafts if reply.id == reply_id), None)
    chosen = chosen or next(reversed(drafts), None)
    if chosen is None or chosen.come_back_on is None or said.come_back_on is not None:
        return chosen
    about = replies.find(workspace, status="draft", customer_id=said.customer_id)
    return next((each for each in about if each.suggestion_id in said.suggestion_ids), chosen)


def fitting(workspace: Workspace, said: Feedback, draft: Reply | None) -> tuple[Wording, ...]:
    """The wordings that an answer may be drafted from: of its decision, else of the kinds."""
    if draft is None:
        return ()
    if draft.suggestion_id is not None:
        what = decided.told(workspace, draft.suggestion_id)
        return tuple(wordings.find(workspace, what.status)) if what else ()
    kinds = sorted(KINDS, key=lambda kind: kind != said.kind)
    first = [COME_BACK] if draft.come_back_on is not None else []
    return tuple(w for each in (*first, *kinds) for w in wordings.find(workspace, each))


def _each_reason_once(talk: list[ThreadLine]) -> list[ThreadLine]:
    """Every decision on a suggestion gives its walk-ins the same reason again."""
    last = {line.body: line for line in talk if line.status == "none"}
    return [line for line in talk if line.status != "none" or last[line.body] is line]


def _told_elsewhere(workspace: Workspace, said: Feedback) -> list[Reply]:
    found = [
        reply
        for suggestion_id in said.suggestion_ids
        for reply in replies.find(
            workspace, suggestion_id=suggestion_id, customer_id=said.customer_id, limit=5
        )
    ]
    return [reply for reply in found if reply.status != "draft"]
