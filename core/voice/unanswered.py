"""Which voices have their answer and which still wait for one, as SQL over `feedback`."""

from __future__ import annotations

# A feedback has its answer when a reply to it was sent (or needs none), or when its customer
# got one for a suggestion that this feedback supports.
ANSWERED = """EXISTS (
    SELECT 1 FROM reply WHERE reply.feedback_id = feedback.id AND reply.status <> 'draft'
    UNION ALL
    SELECT 1 FROM support JOIN reply ON reply.suggestion_id = support.suggestion_id
    WHERE support.feedback_id = feedback.id AND reply.customer_id = feedback.customer_id
        AND reply.status <> 'draft')"""
WAITING = f"feedback.asks_reply = 1 AND feedback.customer_id IS NOT NULL AND NOT {ANSWERED}"
