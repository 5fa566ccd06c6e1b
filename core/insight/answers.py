"""When each voice got its answer, as SQL over `feedback`, so that any past day can be asked."""

from __future__ import annotations


def _first(moment: str, closed: str) -> str:
    return f"""(SELECT min(at) FROM (
        SELECT {moment} AS at FROM reply
        WHERE reply.feedback_id = feedback.id AND {closed}
        UNION ALL
        SELECT {moment} FROM support
        JOIN reply ON reply.suggestion_id = support.suggestion_id
        WHERE support.feedback_id = feedback.id
            AND reply.customer_id = feedback.customer_id AND {closed}))"""


# The first sent reply, to this feedback or to a suggestion that it supports.
SENT_AT = _first("reply.sent_at", "reply.status = 'sent'")
# The same, or the moment when it was settled that none is needed.
CLOSED_AT = _first("coalesce(reply.sent_at, reply.drafted_at)", "reply.status <> 'draft'")
