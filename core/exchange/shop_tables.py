"""The tables of a whole shop as it is taken away: which files, which columns, from which noun.

Left out is what belongs to this computer, what can be computed again and what only undo needs;
docs/decisions/0042-export.md tells why.
"""

from __future__ import annotations

from core.store import settings

_WHO = (
    "customer.name AS customer, customer.reference AS customer_reference, "
    "customer.email AS customer_email, customer.phone AS customer_phone"
)
_OF_CUSTOMER = "LEFT JOIN customer ON customer.id = {0}.customer_id"
_OF_STAFF = "LEFT JOIN staff_member ON staff_member.id = {0}.staff_member_id"
# The shop's own settings; the folder of backups and the age of figures stay with the file.
SETTINGS = frozenset(
    setting.key
    for setting in (*settings.ALL, *settings.UNSEEN)
    if setting is not settings.BACKUP_FOLDER
)
_KEYS = ", ".join(f"'{key}'" for key in sorted(SETTINGS))


def _named(noun: str) -> str:
    return f"SELECT {noun}.*, customer.name AS customer FROM {noun} {_OF_CUSTOMER.format(noun)}"


# File name → query. The headings are a promise: columns are added at the end, never renamed.
TABLES = {
    "customers": "SELECT id, reference, name, first_name, phone, email, language, born_on, "
    "joined_on, note, stage_pin, pulse, pulse_on, archived_at, created_at FROM customer",
    "visits": f"SELECT visit.id, customer_id, {_WHO}, visited_on, services, amount_minor, "
    "currency, staff_member.name AS staff_member, status, visit.note, visit.created_at, "
    f"staff_member_id, booking FROM visit {_OF_CUSTOMER.format('visit')} "
    f"{_OF_STAFF.format('visit')}",
    "feedback": f"SELECT feedback.id, customer_id, {_WHO}, kind, channel, body, said_at, "
    "logged_at, staff_member.name AS staff_member, topic.name AS topic, asks_reply, "
    "feedback.language, polarity, score, override, staff_member_id, topic_id, feedback.words, "
    "reader, overridden_at, triaged_at, snoozed_until, topic_set_at, follows_reply_id "
    f"FROM feedback {_OF_CUSTOMER.format('feedback')} "
    f"{_OF_STAFF.format('feedback')} LEFT JOIN topic ON topic.id = feedback.topic_id",
    "touchpoints": _named("touchpoint"),
    "consents": _named("consent"),
    "checkins": _named("checkin"),
    "goals": _named("goal"),
    "snoozes": _named("snooze"),
    "pinned_stages": _named("pinned_stage"),
    "pulses": _named("pulse"),
    "staff_members": "SELECT * FROM staff_member",
    "topics": "SELECT * FROM topic",
    "closures": "SELECT * FROM closure",
    "suggestions": "SELECT * FROM suggestion",
    "suggestion_changes": "SELECT * FROM suggestion_change",
    "outcomes": "SELECT * FROM outcome",
    "supports": "SELECT * FROM support",
    "ratings": "SELECT * FROM rating",
    "decisions": "SELECT * FROM decision",
    "replies": _named("reply"),
    "wordings": "SELECT * FROM wording",
    "frequent_questions": "SELECT * FROM faq",
    "frequent_question_texts": "SELECT * FROM faq_text",
    "frequent_question_voices": "SELECT * FROM faq_voice",
    "frequent_question_uses": "SELECT * FROM faq_use",
    "turned_down": "SELECT * FROM turned_down",
    "saved_views": "SELECT * FROM saved_view",
    "surveys": "SELECT * FROM survey",
    "questions": "SELECT * FROM question",
    "submissions": _named("submission"),
    "answers": "SELECT * FROM answer",
    "quarterly_reviews": "SELECT * FROM quarterly_review",
    "promises": "SELECT * FROM promise",
    "also_known": "SELECT * FROM also_known",
    "told_apart": "SELECT * FROM told_apart",
    # An import that was taken back, in whatever way, has no lines any more.
    "imports": "SELECT id, source, kind, file_name, rows, created, updated, skipped, problems, "
    "imported_at, NULL AS journal_id, NULL AS undone_at FROM import_batch "
    "WHERE EXISTS (SELECT 1 FROM import_line WHERE import_batch_id = import_batch.id)",
    "import_lines": "SELECT * FROM import_line",
    "erasures": "SELECT * FROM erasure",
    "settings": f"SELECT * FROM setting WHERE key IN ({_KEYS})",
}
# Tables that an export of an earlier version does not have; it knew nothing to put there.
LATER = frozenset(
    {
        "closures",
        "pinned_stages",
        "pulses",
        "suggestion_changes",
        "outcomes",
        "wordings",
        "frequent_questions",
        "frequent_question_texts",
        "frequent_question_voices",
        "frequent_question_uses",
        "turned_down",
        "saved_views",
    }
)
# File name → noun.
NOUNS = {
    "customers": "customer",
    "visits": "visit",
    "feedback": "feedback",
    "touchpoints": "touchpoint",
    "consents": "consent",
    "checkins": "checkin",
    "goals": "goal",
    "snoozes": "snooze",
    "pinned_stages": "pinned_stage",
    "pulses": "pulse",
    "staff_members": "staff_member",
    "topics": "topic",
    "closures": "closure",
    "suggestions": "suggestion",
    "suggestion_changes": "suggestion_change",
    "outcomes": "outcome",
    "supports": "support",
    "ratings": "rating",
    "decisions": "decision",
    "replies": "reply",
    "wordings": "wording",
    "frequent_questions": "faq",
    "frequent_question_texts": "faq_text",
    "frequent_question_voices": "faq_voice",
    "frequent_question_uses": "faq_use",
    "turned_down": "turned_down",
    "saved_views": "saved_view",
    "surveys": "survey",
    "questions": "question",
    "submissions": "submission",
    "answers": "answer",
    "quarterly_reviews": "quarterly_review",
    "promises": "promise",
    "also_known": "also_known",
    "told_apart": "told_apart",
    "imports": "import_batch",
    "import_lines": "import_line",
    "erasures": "erasure",
    "settings": "setting",
}
# How a column is called where its name in the file says less.
HEADINGS = {"amount_minor": "amount"}


def stable_heading(column: str) -> str:
    """The stable English heading of a column."""
    return HEADINGS.get(column, column)
