"""Forgetting a person in a file: what goes, and what stays of it without a name.

`exchange.erase` does it on request, `recovery.put_back` again for everyone erased since.
"""

from __future__ import annotations

import sqlite3

from core.i18n import N_
from core.store import closed_reviews

# Why someone behind a suggestion gets no answer any more.
NOBODY_LEFT = N_("This person was erased, so there is nobody left to write to.")

# In this order: each statement still finds what the next ones take away. What was said stays
# as a count (kind, topic, mood, day), the words of it do not.
_STATEMENTS = (
    "UPDATE import_line SET row_id = 0 WHERE (noun = 'customer' AND row_id = :id)"
    " OR (noun = 'visit' AND row_id IN (SELECT id FROM visit WHERE customer_id = :id))"
    " OR (noun = 'feedback' AND row_id IN (SELECT id FROM feedback WHERE customer_id = :id))"
    " OR (noun = 'submission' AND row_id IN (SELECT id FROM submission WHERE customer_id = :id))",
    "DELETE FROM reply WHERE status = 'draft' AND (customer_id = :id"
    " OR feedback_id IN (SELECT id FROM feedback WHERE customer_id = :id))",
    "UPDATE reply SET body = '', customer_id = NULL,"
    " because = CASE status WHEN 'none' THEN :nobody_left END WHERE customer_id = :id"
    " OR feedback_id IN (SELECT id FROM feedback WHERE customer_id = :id)",
    # Whoever was told of a decision, or would be, leaves the reason why nobody is: each voice one.
    "INSERT INTO reply (feedback_id, suggestion_id, channel, body, status, because, drafted_at)"
    " SELECT feedback.id, suggestion.id, feedback.channel, '', 'none', :nobody_left,"
    " max(:at, coalesce(decided.at, '')) FROM feedback"
    " JOIN support ON support.feedback_id = feedback.id"
    " JOIN suggestion ON suggestion.id = support.suggestion_id"
    " LEFT JOIN (SELECT suggestion_id AS id, max(decided_at) AS at FROM decision"
    " GROUP BY suggestion_id) AS decided ON decided.id = suggestion.id"
    " WHERE feedback.customer_id = :id AND suggestion.status IN ('planned', 'done', 'declined')"
    " AND NOT EXISTS (SELECT 1 FROM reply WHERE reply.suggestion_id = suggestion.id"
    " AND reply.feedback_id = feedback.id AND reply.drafted_at >= coalesce(decided.at, ''))",
    "DELETE FROM answer WHERE question_id IN (SELECT id FROM question WHERE kind = 'text')"
    " AND submission_id IN (SELECT id FROM submission WHERE customer_id = :id)",
    "UPDATE submission SET customer_id = NULL,"
    " submitted_at = substr(submitted_at, 1, 10) || 'T12:00:00Z' WHERE customer_id = :id",
    "UPDATE feedback SET customer_id = NULL, body = '', words = '[]', asks_reply = 0,"
    " said_at = substr(said_at, 1, 10) || 'T12:00:00Z',"
    " logged_at = substr(logged_at, 1, 10) || 'T12:00:00Z' WHERE customer_id = :id",
    "DELETE FROM customer WHERE id = :id",
    "INSERT OR IGNORE INTO erasure (customer_id, erased_at) VALUES (:id, :at)",
    # A restored backup must not give her number to someone new, who would be erased next time.
    "INSERT INTO sqlite_sequence (name, seq) SELECT 'customer', 0"
    " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'customer')",
    "UPDATE sqlite_sequence SET seq = max(seq, :id) WHERE name = 'customer'",
)


def forget(connection: sqlite3.Connection, customer_id: int, at: str) -> None:
    """Take a person out of the tables, within the transaction of the caller.

    `at` is the instant as it is stored. The journal and the search index still know her; the
    caller clears them.
    """
    _forget_former_numbers(connection, customer_id, at)
    _forget_in_reviews(connection, customer_id)
    for statement in _STATEMENTS:
        connection.execute(statement, {"id": customer_id, "at": at, "nobody_left": NOBODY_LEFT})
    # What was learned holds words of hers; the app learns again.
    if _has(connection, "learned_mood"):
        connection.execute("DELETE FROM learned_mood")


def _forget_former_numbers(connection: sqlite3.Connection, customer_id: int, at: str) -> None:
    """A backup from before a merge knows her under another number, too."""
    if _has(connection, "also_known"):
        connection.execute(
            "INSERT OR IGNORE INTO erasure (customer_id, erased_at) "
            "SELECT merged_id, ? FROM also_known WHERE customer_id = ? AND merged_id IS NOT NULL",
            [at, customer_id],
        )


def _forget_in_reviews(connection: sqlite3.Connection, customer_id: int) -> None:
    """Closed reviews hold words as they were, also under her former numbers."""
    ids = [customer_id]
    if _has(connection, "also_known"):
        rows = connection.execute(
            "SELECT merged_id FROM also_known WHERE customer_id = ? AND merged_id IS NOT NULL",
            [customer_id],
        )
        ids += [row[0] for row in rows]
    said = connection.execute("SELECT id FROM feedback WHERE customer_id = ?", [customer_id])
    closed_reviews.forget(connection, ids, [row[0] for row in said])


def _has(connection: sqlite3.Connection, noun: str) -> bool:
    """Whether there is such a table; an older backup lacks the newer ones."""
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [noun]).fetchone()
    return found is not None
