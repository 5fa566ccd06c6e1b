"""How a file of an older version becomes one of this version.

Each step is a small function that speaks in table names and never in live records. Steps are
only ever added. sqlite-utils runs them; its import is slow, so it is left until a step is due.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import KnownError
from core.i18n import N_
from core.store.schema import INDEXES, SEARCHED, TABLES, search_index

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from sqlite_utils import Database

SET_NAME = "regulars"


def first_schema(db: Database) -> None:
    """Everything that the first released file holds."""
    for statement in (*TABLES, *INDEXES):
        db.execute(statement)
    for noun in SEARCHED:
        db.execute(search_index(noun))


def learned_moods(db: Database) -> None:
    """What each language's reader learned from the owner's corrections."""
    db.execute(
        """CREATE TABLE learned_mood (
        language TEXT PRIMARY KEY, corrections INTEGER NOT NULL,
        learned_from TEXT NOT NULL, weights TEXT NOT NULL)"""
    )
    db.execute(
        "CREATE INDEX feedback_overridden ON feedback (overridden_at) WHERE override IS NOT NULL"
    )


def walk_in_visits(db: Database) -> None:
    """Sales without a name, as most tills write them: visits of nobody the shop knows.

    SQLite takes no NOT NULL off a column, so the table is made anew; nothing points at it.
    """
    db.execute("ALTER TABLE visit RENAME TO named_visit")
    db.execute(
        """CREATE TABLE visit (
        id INTEGER PRIMARY KEY,
        customer_id INTEGER REFERENCES customer(id) ON DELETE CASCADE,
        visited_on TEXT NOT NULL, services TEXT, amount_minor INTEGER, currency TEXT,
        staff_member_id INTEGER REFERENCES staff_member(id) ON DELETE SET NULL,
        status TEXT NOT NULL DEFAULT 'done'
            CHECK (status IN ('done', 'booked', 'cancelled', 'no_show')),
        note TEXT, created_at TEXT NOT NULL)"""
    )
    db.execute("INSERT INTO visit SELECT * FROM named_visit")
    db.execute("DROP TABLE named_visit")
    db.execute(
        "CREATE INDEX visit_by_customer ON visit "
        "(customer_id, visited_on, status, amount_minor, currency)"
    )
    db.execute("CREATE INDEX visit_by_day ON visit (visited_on)")


def remembered_columns(db: Database) -> None:
    """What the owner said of a table's columns, for the next file with the same headings."""
    db.execute(
        """CREATE TABLE remembered_columns (
        id INTEGER PRIMARY KEY, headings TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
        mapping TEXT NOT NULL, day_first INTEGER, used_at TEXT NOT NULL)"""
    )


def merged_customers(db: Database) -> None:
    """Under what else a merged customer was known, and which look-alikes are two people."""
    db.execute(
        """CREATE TABLE also_known (
        id INTEGER PRIMARY KEY,
        customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
        reference TEXT, name TEXT NOT NULL, phone TEXT, email TEXT, merged_at TEXT NOT NULL,
        merged_id INTEGER)"""
    )
    db.execute("CREATE INDEX also_known_by_customer ON also_known (customer_id)")
    db.execute(
        """CREATE TABLE told_apart (
        id INTEGER PRIMARY KEY,
        one_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
        other_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
        told_at TEXT NOT NULL, UNIQUE (one_id, other_id))"""
    )
    db.execute("CREATE INDEX told_apart_by_other ON told_apart (other_id)")


def booked_elsewhere(db: Database) -> None:
    """What a calendar calls a booking, so that it is known again when its time has changed."""
    db.execute("ALTER TABLE visit ADD COLUMN booking TEXT")
    db.execute("CREATE INDEX visit_by_booking ON visit (booking) WHERE booking IS NOT NULL")


def kept_over_time(db: Database) -> None:
    """When the shop was closed, and how the owner saw a customer on any past day.

    The columns of `customer` hold what is true now; these tables hold since when. Snapshots are
    computed again, so they may simply begin anew with more columns.
    """
    db.execute(
        """CREATE TABLE closure (
        id INTEGER PRIMARY KEY, since_on TEXT NOT NULL, until_on TEXT NOT NULL, note TEXT)"""
    )
    db.execute(
        """CREATE TABLE pinned_stage (
        id INTEGER PRIMARY KEY,
        customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
        stage TEXT, pinned_on TEXT NOT NULL)"""
    )
    db.execute("CREATE INDEX pinned_stage_by_customer ON pinned_stage (customer_id, pinned_on)")
    db.execute(
        """CREATE TABLE pulse (
        id INTEGER PRIMARY KEY,
        customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
        value INTEGER NOT NULL, set_on TEXT NOT NULL)"""
    )
    db.execute("CREATE INDEX pulse_by_customer ON pulse (customer_id, set_on)")
    db.execute(
        "INSERT INTO pulse (customer_id, value, set_on) "
        "SELECT id, pulse, pulse_on FROM customer WHERE pulse IS NOT NULL AND pulse_on IS NOT NULL"
    )
    db.execute(
        "INSERT INTO pinned_stage (customer_id, stage, pinned_on) "
        "SELECT id, stage_pin, substr(created_at, 1, 10) FROM customer WHERE stage_pin IS NOT NULL"
    )
    db.execute("DELETE FROM health_snapshot")
    db.execute("DELETE FROM setting WHERE key = 'health_computed_from'")
    for column in ("overdue_on", "lost_on", "expected_from_on", "band_since_on"):
        db.execute(f"ALTER TABLE health_snapshot ADD COLUMN {column} TEXT")
    db.execute("ALTER TABLE health_snapshot ADD COLUMN usual_spend_minor INTEGER")
    db.execute("ALTER TABLE health_snapshot ADD COLUMN gap_is_estimate INTEGER")


def answers_for_everyone(db: Database) -> None:
    """What closing the loop keeps: triage, topics said by hand, questions with their answers,
    the shop's own wordings, what became of suggestions, and views worth coming back to.
    """
    _triage(db)
    _frequent_questions(db)
    _what_became(db)
    db.execute(
        """CREATE TABLE wording (
        id INTEGER PRIMARY KEY, situation TEXT NOT NULL, language TEXT NOT NULL,
        name TEXT NOT NULL DEFAULT '', body TEXT NOT NULL,
        purpose TEXT NOT NULL DEFAULT 'service' CHECK (purpose IN ('service', 'commercial')),
        created_at TEXT NOT NULL, archived_at TEXT)"""
    )
    db.execute("ALTER TABLE reply ADD COLUMN wording TEXT")
    db.execute("ALTER TABLE touchpoint ADD COLUMN result TEXT")
    db.execute("ALTER TABLE quarterly_review ADD COLUMN next_on TEXT")
    db.execute("DELETE FROM health_snapshot")
    db.execute("DELETE FROM setting WHERE key = 'health_computed_from'")
    db.execute("ALTER TABLE health_snapshot ADD COLUMN stage_since_on TEXT")
    db.execute(
        "CREATE INDEX health_snapshot_entered ON health_snapshot (stage_since_on) "
        "WHERE stage_since_on IS NOT NULL"
    )


def _triage(db: Database) -> None:
    db.execute("ALTER TABLE feedback ADD COLUMN triaged_at TEXT")
    db.execute("ALTER TABLE feedback ADD COLUMN snoozed_until TEXT")
    db.execute("ALTER TABLE feedback ADD COLUMN topic_set_at TEXT")
    db.execute(
        "ALTER TABLE feedback ADD COLUMN follows_reply_id INTEGER "
        "REFERENCES reply(id) ON DELETE SET NULL"
    )
    # What was there before the inbox knew of new and old was looked at in other ways.
    db.execute("UPDATE feedback SET triaged_at = logged_at")
    db.execute("CREATE INDEX feedback_new ON feedback (said_at) WHERE triaged_at IS NULL")
    db.execute(
        "CREATE INDEX feedback_topic_said ON feedback (topic_set_at, id, topic_id) "
        "WHERE topic_set_at IS NOT NULL"
    )
    # For sleepers and the orders of a list of 100,000 voices; see voice/feedback/ordering.py.
    db.execute(
        "CREATE INDEX feedback_asleep ON feedback (snoozed_until) WHERE snoozed_until IS NOT NULL"
    )
    db.execute("CREATE INDEX feedback_by_kind ON feedback (kind)")
    db.execute("CREATE INDEX feedback_by_mood ON feedback (coalesce(override, polarity))")
    db.execute("CREATE INDEX feedback_by_words ON feedback (substr(body, 1, 32))")
    db.execute(
        "CREATE INDEX feedback_follows ON feedback (follows_reply_id) "
        "WHERE follows_reply_id IS NOT NULL"
    )
    db.execute(
        "ALTER TABLE topic ADD COLUMN merged_into INTEGER REFERENCES topic(id) ON DELETE SET NULL"
    )
    db.execute(
        """CREATE TABLE turned_down (
        id INTEGER PRIMARY KEY,
        feedback_id INTEGER NOT NULL REFERENCES feedback(id) ON DELETE CASCADE,
        offer TEXT NOT NULL, turned_down_at TEXT NOT NULL, UNIQUE (feedback_id, offer))"""
    )
    db.execute(
        """CREATE TABLE saved_view (
        id INTEGER PRIMARY KEY, page TEXT NOT NULL, name TEXT NOT NULL, wanted TEXT NOT NULL,
        position INTEGER NOT NULL, created_at TEXT NOT NULL)"""
    )


def _frequent_questions(db: Database) -> None:
    db.execute(
        """CREATE TABLE faq (
        id INTEGER PRIMARY KEY,
        topic_id INTEGER REFERENCES topic(id) ON DELETE SET NULL,
        created_at TEXT NOT NULL, archived_at TEXT)"""
    )
    db.execute(
        """CREATE TABLE faq_text (
        id INTEGER PRIMARY KEY,
        faq_id INTEGER NOT NULL REFERENCES faq(id) ON DELETE CASCADE,
        language TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL DEFAULT '',
        UNIQUE (faq_id, language))"""
    )
    db.execute(
        """CREATE TABLE faq_voice (
        id INTEGER PRIMARY KEY,
        faq_id INTEGER NOT NULL REFERENCES faq(id) ON DELETE CASCADE,
        feedback_id INTEGER NOT NULL REFERENCES feedback(id) ON DELETE CASCADE,
        linked_at TEXT NOT NULL, UNIQUE (faq_id, feedback_id))"""
    )
    db.execute("CREATE INDEX faq_voice_by_feedback ON faq_voice (feedback_id)")
    db.execute(
        """CREATE TABLE faq_use (
        id INTEGER PRIMARY KEY,
        faq_id INTEGER NOT NULL REFERENCES faq(id) ON DELETE CASCADE,
        feedback_id INTEGER REFERENCES feedback(id) ON DELETE SET NULL, used_at TEXT NOT NULL)"""
    )
    db.execute("CREATE INDEX faq_use_by_faq ON faq_use (faq_id, used_at)")


def _what_became(db: Database) -> None:
    db.execute(
        "ALTER TABLE suggestion ADD COLUMN topic_id INTEGER REFERENCES topic(id) ON DELETE SET NULL"
    )
    db.execute(
        """CREATE TABLE suggestion_change (
        id INTEGER PRIMARY KEY,
        suggestion_id INTEGER NOT NULL REFERENCES suggestion(id) ON DELETE CASCADE,
        what TEXT NOT NULL, before TEXT, after TEXT, changed_at TEXT NOT NULL)"""
    )
    db.execute("CREATE INDEX suggestion_change_by_suggestion ON suggestion_change (suggestion_id)")
    # All that counting the people behind thousands of suggestions reads.
    db.execute("CREATE INDEX support_behind ON support (suggestion_id, linked_at, feedback_id)")
    db.execute("CREATE INDEX feedback_person ON feedback (id, customer_id, said_at)")
    db.execute("CREATE INDEX feedback_about ON feedback (topic_id, said_at)")
    db.execute("CREATE INDEX reply_about ON reply (suggestion_id, customer_id, status, drafted_at)")
    db.execute(
        """CREATE TABLE outcome (
        id INTEGER PRIMARY KEY,
        suggestion_id INTEGER NOT NULL REFERENCES suggestion(id) ON DELETE CASCADE,
        topic_id INTEGER REFERENCES topic(id) ON DELETE SET NULL,
        done_on TEXT NOT NULL, confidence REAL,
        complaints INTEGER NOT NULL, feedback INTEGER NOT NULL, visits INTEGER NOT NULL,
        mood REAL, moods INTEGER NOT NULL,
        content INTEGER NOT NULL, csat_answers INTEGER NOT NULL)"""
    )
    db.execute("CREATE INDEX outcome_by_suggestion ON outcome (suggestion_id, done_on)")


def what_the_morning_reads(db: Database) -> None:
    """Indexes in which the first page finds its few lines without going through everybody."""
    for name in ("health_snapshot_by_day", "health_snapshot_entered"):
        db.execute(f"DROP INDEX {name}")
    db.execute("CREATE INDEX health_snapshot_by_day ON health_snapshot (taken_on, lost_on, due_on)")
    for name, since in (("entered", "stage_since_on"), ("fallen", "band_since_on")):
        db.execute(
            f"CREATE INDEX health_snapshot_{name} ON health_snapshot (taken_on) "
            f"WHERE {since} IS NOT NULL"
        )
    db.execute("CREATE INDEX reply_draft ON reply (feedback_id) WHERE status = 'draft'")
    db.execute(
        "CREATE INDEX feedback_asking ON feedback "
        "(id, customer_id, said_at, snoozed_until, asks_reply) WHERE asks_reply = 1"
    )
    db.execute("CREATE INDEX consent_refused ON consent (customer_id) WHERE state = 'no'")


STEPS: tuple[Callable[[Database], None], ...] = (
    first_schema,
    learned_moods,
    walk_in_visits,
    remembered_columns,
    merged_customers,
    booked_elsewhere,
    kept_over_time,
    answers_for_everyone,
    what_the_morning_reads,
)


def applied(connection: sqlite3.Connection) -> list[str]:
    """The names of the steps that a file has behind it."""
    known = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_sqlite_migrations'"
    ).fetchone()
    if not known:
        return []
    rows = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id", [SET_NAME]
    )
    return [name for (name,) in rows]


def unknown(connection: sqlite3.Connection) -> list[str]:
    """The steps of a file that this version has never heard of: the file is newer."""
    known = {step.__name__ for step in STEPS}
    return [name for name in applied(connection) if name not in known]


def newer_file() -> KnownError:
    """What a file with such steps is refused with."""
    return KnownError(
        "newer_file",
        N_("This shop file was made by a newer Regulars. Please update the app first."),
    )


def pending(connection: sqlite3.Connection) -> list[str]:
    """The steps that a file still needs."""
    behind = set(applied(connection))
    return [step.__name__ for step in STEPS if step.__name__ not in behind]


def migrate(db: Database) -> None:
    """Run every step that the file still needs, each in a transaction of its own."""
    from sqlite_utils import Migrations

    migrations = Migrations(SET_NAME)
    for step in STEPS:
        migrations()(step)
    migrations.apply(db)
