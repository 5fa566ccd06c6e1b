"""The tables of a shop's file, as SQL that the migrations run.

Nouns are those of the vocabulary. `*_at` columns hold instants in UTC, `*_on` columns local
days, `*_minor` columns money in minor units. Every table has an integer `id`, which is what
the journal refers to.
"""

from __future__ import annotations

TABLES = (
    """CREATE TABLE setting (
        id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, value TEXT)""",
    """CREATE TABLE staff_member (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, archived_at TEXT)""",
    """CREATE TABLE customer (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        reference TEXT, name TEXT NOT NULL, first_name TEXT NOT NULL, sort_name TEXT NOT NULL,
        phone TEXT, email TEXT, language TEXT, born_on TEXT, note TEXT, joined_on TEXT,
        stage_pin TEXT, pulse INTEGER, pulse_on TEXT, archived_at TEXT,
        created_at TEXT NOT NULL)""",
    """CREATE TABLE visit (
        id INTEGER PRIMARY KEY,
        customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
        visited_on TEXT NOT NULL, services TEXT, amount_minor INTEGER, currency TEXT,
        staff_member_id INTEGER REFERENCES staff_member(id) ON DELETE SET NULL,
        status TEXT NOT NULL DEFAULT 'done'
            CHECK (status IN ('done', 'booked', 'cancelled', 'no_show')),
        note TEXT, created_at TEXT NOT NULL)""",
    """CREATE TABLE touchpoint (
        id INTEGER PRIMARY KEY,
        customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
        at TEXT NOT NULL, channel TEXT NOT NULL,
        direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
        reason TEXT NOT NULL, note TEXT)""",
    """CREATE TABLE consent (
        id INTEGER PRIMARY KEY,
        customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
        channel TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('unknown', 'yes', 'no')),
        since_on TEXT NOT NULL, source TEXT NOT NULL, wording TEXT)""",
    """CREATE TABLE checkin (
        id INTEGER PRIMARY KEY,
        customer_id INTEGER NOT NULL UNIQUE REFERENCES customer(id) ON DELETE CASCADE,
        interval_days INTEGER NOT NULL CHECK (interval_days > 0),
        started_on TEXT NOT NULL, snoozed_until TEXT, note TEXT)""",
    """CREATE TABLE goal (
        id INTEGER PRIMARY KEY,
        customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
        body TEXT NOT NULL, set_on TEXT NOT NULL, reached_on TEXT)""",
    """CREATE TABLE topic (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, words TEXT NOT NULL DEFAULT '',
        archived_at TEXT)""",
    """CREATE TABLE feedback (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        customer_id INTEGER REFERENCES customer(id) ON DELETE SET NULL,
        staff_member_id INTEGER REFERENCES staff_member(id) ON DELETE SET NULL,
        topic_id INTEGER REFERENCES topic(id) ON DELETE SET NULL,
        kind TEXT NOT NULL
            CHECK (kind IN ('complaint', 'question', 'suggestion', 'praise', 'other')),
        channel TEXT NOT NULL, body TEXT NOT NULL,
        said_at TEXT NOT NULL, logged_at TEXT NOT NULL, asks_reply INTEGER NOT NULL DEFAULT 1,
        language TEXT, polarity TEXT NOT NULL DEFAULT 'unread', score REAL,
        words TEXT NOT NULL DEFAULT '[]', reader TEXT, override TEXT, overridden_at TEXT)""",
    """CREATE TABLE suggestion (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        title TEXT NOT NULL, body TEXT,
        status TEXT NOT NULL DEFAULT 'open' CHECK (status IN
            ('open', 'planned', 'in_progress', 'done', 'declined', 'merged')),
        must_do INTEGER NOT NULL DEFAULT 0, impact REAL, confidence REAL, effort_days REAL,
        reach_by_hand INTEGER,
        merged_into INTEGER REFERENCES suggestion(id) ON DELETE SET NULL,
        created_at TEXT NOT NULL)""",
    """CREATE TABLE support (
        id INTEGER PRIMARY KEY,
        feedback_id INTEGER NOT NULL REFERENCES feedback(id) ON DELETE CASCADE,
        suggestion_id INTEGER NOT NULL REFERENCES suggestion(id) ON DELETE CASCADE,
        linked_at TEXT NOT NULL, UNIQUE (feedback_id, suggestion_id))""",
    """CREATE TABLE rating (
        id INTEGER PRIMARY KEY,
        suggestion_id INTEGER NOT NULL REFERENCES suggestion(id) ON DELETE CASCADE,
        input TEXT NOT NULL, value REAL, source TEXT NOT NULL DEFAULT '',
        rated_at TEXT NOT NULL)""",
    """CREATE TABLE decision (
        id INTEGER PRIMARY KEY,
        suggestion_id INTEGER NOT NULL REFERENCES suggestion(id) ON DELETE CASCADE,
        status TEXT NOT NULL, because TEXT NOT NULL, decided_at TEXT NOT NULL)""",
    """CREATE TABLE reply (
        id INTEGER PRIMARY KEY,
        feedback_id INTEGER NOT NULL REFERENCES feedback(id) ON DELETE CASCADE,
        suggestion_id INTEGER REFERENCES suggestion(id) ON DELETE SET NULL,
        customer_id INTEGER REFERENCES customer(id) ON DELETE SET NULL,
        channel TEXT NOT NULL, body TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('draft', 'sent', 'none')),
        purpose TEXT NOT NULL DEFAULT 'service' CHECK (purpose IN ('service', 'commercial')),
        because TEXT, drafted_at TEXT NOT NULL, sent_at TEXT)""",
    """CREATE TABLE survey (
        id INTEGER PRIMARY KEY, title TEXT NOT NULL, archived_at TEXT, created_at TEXT NOT NULL)""",
    """CREATE TABLE question (
        id INTEGER PRIMARY KEY,
        survey_id INTEGER NOT NULL REFERENCES survey(id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('nps', 'csat', 'ces', 'choice', 'text')),
        wording TEXT NOT NULL, choices TEXT NOT NULL DEFAULT '[]')""",
    """CREATE TABLE submission (
        id INTEGER PRIMARY KEY,
        survey_id INTEGER NOT NULL REFERENCES survey(id) ON DELETE CASCADE,
        customer_id INTEGER REFERENCES customer(id) ON DELETE SET NULL,
        staff_member_id INTEGER REFERENCES staff_member(id) ON DELETE SET NULL,
        submitted_at TEXT NOT NULL)""",
    """CREATE TABLE answer (
        id INTEGER PRIMARY KEY,
        submission_id INTEGER NOT NULL REFERENCES submission(id) ON DELETE CASCADE,
        question_id INTEGER NOT NULL REFERENCES question(id) ON DELETE CASCADE,
        number REAL, body TEXT)""",
    """CREATE TABLE health_snapshot (
        id INTEGER PRIMARY KEY,
        customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
        taken_on TEXT NOT NULL, score REAL, band TEXT, stage TEXT NOT NULL,
        last_visit_on TEXT, due_on TEXT, rhythm_state TEXT, usual_gap_days REAL,
        why TEXT NOT NULL DEFAULT '[]', UNIQUE (customer_id, taken_on))""",
    """CREATE TABLE snooze (
        id INTEGER PRIMARY KEY,
        customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
        reason TEXT NOT NULL, until_on TEXT NOT NULL, UNIQUE (customer_id, reason))""",
    """CREATE TABLE quarterly_review (
        id INTEGER PRIMARY KEY, quarter TEXT NOT NULL UNIQUE, step INTEGER NOT NULL DEFAULT 0,
        notes TEXT NOT NULL DEFAULT '', summary TEXT, opened_at TEXT NOT NULL, closed_at TEXT)""",
    """CREATE TABLE promise (
        id INTEGER PRIMARY KEY,
        quarterly_review_id INTEGER NOT NULL REFERENCES quarterly_review(id) ON DELETE CASCADE,
        suggestion_id INTEGER REFERENCES suggestion(id) ON DELETE SET NULL,
        body TEXT NOT NULL, owner TEXT NOT NULL, due_on TEXT, kept INTEGER)""",
    """CREATE TABLE import_batch (
        id INTEGER PRIMARY KEY, source TEXT NOT NULL, kind TEXT NOT NULL,
        file_name TEXT NOT NULL, rows INTEGER NOT NULL, created INTEGER NOT NULL,
        updated INTEGER NOT NULL, skipped INTEGER NOT NULL, problems INTEGER NOT NULL,
        imported_at TEXT NOT NULL, journal_id INTEGER, undone_at TEXT)""",
    """CREATE TABLE import_line (
        id INTEGER PRIMARY KEY, key INTEGER NOT NULL UNIQUE,
        import_batch_id INTEGER NOT NULL REFERENCES import_batch(id) ON DELETE CASCADE,
        noun TEXT NOT NULL, row_id INTEGER NOT NULL)""",
    """CREATE TABLE erasure (
        id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL UNIQUE, erased_at TEXT NOT NULL)""",
    """CREATE TABLE journal (
        id INTEGER PRIMARY KEY AUTOINCREMENT, label TEXT NOT NULL, at TEXT NOT NULL,
        undoes INTEGER, undone_by INTEGER,
        is_undo INTEGER NOT NULL DEFAULT 0)""",
    """CREATE TABLE journal_image (
        id INTEGER PRIMARY KEY,
        journal_id INTEGER NOT NULL REFERENCES journal(id) ON DELETE CASCADE,
        noun TEXT NOT NULL, row_id INTEGER NOT NULL, last_row_id INTEGER NOT NULL, before TEXT)""",
)

INDEXES = (
    "CREATE INDEX customer_by_sort_name ON customer (sort_name)",
    "CREATE INDEX customer_by_reference ON customer (reference)",
    # Holds all that whole-shop figures read of a visit, so they never fetch the rows themselves.
    "CREATE INDEX visit_by_customer ON visit "
    "(customer_id, visited_on, status, amount_minor, currency)",
    "CREATE INDEX visit_by_day ON visit (visited_on)",
    "CREATE INDEX touchpoint_by_customer ON touchpoint (customer_id, at)",
    "CREATE INDEX consent_by_customer ON consent (customer_id, channel)",
    "CREATE INDEX goal_by_customer ON goal (customer_id)",
    "CREATE INDEX feedback_by_moment ON feedback (said_at)",
    "CREATE INDEX feedback_by_customer ON feedback (customer_id, said_at)",
    "CREATE INDEX feedback_by_topic ON feedback (topic_id)",
    "CREATE INDEX support_by_suggestion ON support (suggestion_id)",
    "CREATE INDEX rating_by_suggestion ON rating (suggestion_id)",
    "CREATE INDEX decision_by_suggestion ON decision (suggestion_id)",
    "CREATE INDEX reply_by_feedback ON reply (feedback_id, status)",
    "CREATE INDEX reply_by_suggestion ON reply (suggestion_id)",
    "CREATE INDEX reply_by_customer ON reply (customer_id)",
    "CREATE INDEX question_by_survey ON question (survey_id, position)",
    "CREATE INDEX submission_by_survey ON submission (survey_id, submitted_at)",
    "CREATE INDEX submission_by_customer ON submission (customer_id)",
    "CREATE INDEX answer_by_submission ON answer (submission_id)",
    "CREATE INDEX answer_by_question ON answer (question_id)",
    "CREATE INDEX health_snapshot_by_day ON health_snapshot (taken_on)",
    "CREATE INDEX promise_by_review ON promise (quarterly_review_id)",
    "CREATE INDEX import_line_by_batch ON import_line (import_batch_id)",
    "CREATE INDEX journal_image_by_entry ON journal_image (journal_id)",
)

# Rows computed from others: undo has no need of them, and they go with their customer.
DERIVED = frozenset({"health_snapshot", "learned_mood"})

# Which columns of which noun can be searched for.
SEARCHED = {
    "customer": ("name", "phone", "email", "reference", "note"),
    "feedback": ("body",),
}


def search_index(noun: str) -> str:
    """The FTS5 index of a noun; the one door for writes keeps it true (see search).

    No triggers: with `trusted_schema = OFF` SQLite lets none write to a virtual table, and a
    file without triggers is one that a stranger's trigger cannot hide in.
    """
    listed = ", ".join(SEARCHED[noun])
    return (
        f"CREATE VIRTUAL TABLE {noun}_search USING fts5 ({listed}, content='{noun}', "
        "content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
    )
