"""When each voice got its answer, as SQL over `feedback`, so that any past day can be asked."""

from __future__ import annotations

from core.voice.unanswered import SETTLED_AT, TOLD_SINCE

# The first reply, to this feedback or since then to a suggestion that it supports, that was sent
# or stands for the moment when it was settled that none is needed.
CLOSED_AT = f"""(SELECT min(at) FROM (
        SELECT {SETTLED_AT} AS at FROM reply
        WHERE reply.feedback_id = feedback.id AND reply.status <> 'draft'
        UNION ALL
        SELECT {SETTLED_AT} FROM support
        JOIN reply ON reply.suggestion_id = support.suggestion_id
        WHERE support.feedback_id = feedback.id AND {TOLD_SINCE}))"""
