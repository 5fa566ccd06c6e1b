"""Which voices are new, have their answer, still wait or were promised more, as SQL."""

from __future__ import annotations

SETTLED_AT = "coalesce(reply.sent_at, reply.drafted_at)"
# A reply about a suggestion answers everything that its customer said for it before. Who
# speaks again after she was told has not been heard yet.
TOLD_SINCE = f"""reply.customer_id = feedback.customer_id AND reply.status <> 'draft'
    AND {SETTLED_AT} >= feedback.said_at"""
# A feedback has its answer when a reply to it was sent (or needs none), or when its customer
# got one for a suggestion that this feedback supports. The cross join keeps its order: few
# voices support a suggestion, while many replies may be one customer's.
ANSWERED = f"""(EXISTS (
    SELECT 1 FROM reply WHERE reply.feedback_id = feedback.id AND reply.status <> 'draft')
    OR EXISTS (
    SELECT 1 FROM support CROSS JOIN reply ON reply.suggestion_id = support.suggestion_id
    WHERE support.feedback_id = feedback.id AND {TOLD_SINCE}))"""
# The same where somebody was really written to; the rest was settled with a reason.
WRITTEN_TO = ANSWERED.replace("reply.status <> 'draft'", "reply.status = 'sent'")
# The moment of it, so that any past day can be asked.
CLOSED_AT = f"""(SELECT min(at) FROM (
        SELECT {SETTLED_AT} AS at FROM reply
        WHERE reply.feedback_id = feedback.id AND reply.status <> 'draft'
        UNION ALL
        SELECT {SETTLED_AT} FROM support
        JOIN reply ON reply.suggestion_id = support.suggestion_id
        WHERE support.feedback_id = feedback.id AND {TOLD_SINCE}))"""
# The same as ANSWERED as a set of ids, which is quicker for counting most of 100,000.
ALL_ANSWERED = f"""feedback.id IN (
    SELECT feedback_id FROM reply WHERE status <> 'draft'
    UNION ALL
    SELECT support.feedback_id FROM support
    CROSS JOIN feedback ON feedback.id = support.feedback_id
    CROSS JOIN reply ON reply.suggestion_id = support.suggestion_id AND {TOLD_SINCE})"""
# The plus keeps everybody from being gone through customer by customer.
WAITING = f"feedback.asks_reply = 1 AND +feedback.customer_id IS NOT NULL AND NOT {ANSWERED}"
# Put off until a day after the one given; on that day it is awake by itself.
ASLEEP = "(feedback.snoozed_until IS NOT NULL AND feedback.snoozed_until > ?)"
# A draft made as an answer to the same voice went out, and the voice put off in that write: the
# owner promised to come back. Over `reply` and `feedback`, whatever became of the draft since.
PROMISED = """(reply.suggestion_id IS NULL AND feedback.snoozed_until IS NOT NULL
    AND EXISTS (SELECT 1 FROM reply AS before WHERE before.feedback_id = reply.feedback_id
        AND before.status = 'sent' AND before.sent_at = reply.drafted_at
        AND before.id <> reply.id))"""
# An answer about a decision on her words is drafted: it comes in place of what was promised.
TOLD_SOON = """EXISTS (SELECT 1 FROM support
    CROSS JOIN reply AS telling ON telling.suggestion_id = support.suggestion_id
    WHERE support.feedback_id = feedback.id AND telling.customer_id = reply.customer_id
        AND telling.status = 'draft')"""
# The owner promised to come back and has not; and all such voices, few of which were put off.
STILL_PROMISED = f"""reply.status = 'draft' AND reply.customer_id IS NOT NULL
    AND {PROMISED} AND NOT {TOLD_SOON}"""
PROMISED_VOICES = f"""SELECT feedback.id FROM feedback
    CROSS JOIN reply ON reply.feedback_id = feedback.id WHERE {STILL_PROMISED}"""
# Nobody has looked at it: neither in the inbox, nor by answering it, putting it behind a
# suggestion or a question, or correcting its mood. An erased person's row has no words to read.
NEW = """(feedback.triaged_at IS NULL AND feedback.override IS NULL AND feedback.body <> ''
    AND NOT EXISTS (SELECT 1 FROM reply WHERE reply.feedback_id = feedback.id)
    AND NOT EXISTS (SELECT 1 FROM support WHERE support.feedback_id = feedback.id)
    AND NOT EXISTS (SELECT 1 FROM faq_voice WHERE faq_voice.feedback_id = feedback.id))"""
