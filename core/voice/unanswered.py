"""Which voices are new, have their answer or still wait for one, as SQL over `feedback`."""

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
# Put off until a day after the one given; on that day it is awake by itself.
ASLEEP = "coalesce(feedback.snoozed_until, '') > ?"
# Nobody has looked at it: neither in the inbox, nor by answering it, putting it behind a
# suggestion or a question, or correcting its mood. An erased person's row has no words to read.
NEW = """(feedback.triaged_at IS NULL AND feedback.override IS NULL AND feedback.body <> ''
    AND NOT EXISTS (SELECT 1 FROM reply WHERE reply.feedback_id = feedback.id)
    AND NOT EXISTS (SELECT 1 FROM support WHERE support.feedback_id = feedback.id)
    AND NOT EXISTS (SELECT 1 FROM faq_voice WHERE faq_voice.feedback_id = feedback.id))"""
