"""When each voice got its answer, as SQL over `feedback`, so that any past day can be asked."""

from __future__ import annotations

_REPLIED = "coalesce(reply.sent_at, reply.drafted_at) AS at"
# The first reply, to this feedback or to a suggestion that it supports, that was sent or stands
# for the moment when it was settled that none is needed.
CLOSED_AT = f"""(SELECT min(at) FROM (
        SELECT {_REPLIED} FROM reply
        WHERE reply.feedback_id = feedback.id AND reply.status <> 'draft'
        UNION ALL
        SELECT {_REPLIED} FROM support
        JOIN reply ON reply.suggestion_id = support.suggestion_id
        WHERE support.feedback_id = feedback.id
            AND reply.customer_id = feedback.customer_id AND reply.status <> 'draft'))"""
