"""The orders of feedback, each read in slices that are quick among 100,000 rows.

SQLite either walks along the index of an order, which is quick while most rows fit, or looks at
every row and sorts those that fit, which is quick while few do. It cannot know which, so the
beginning of the order is tried first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from core.store.workspace import Workspace

# The owner's word on a mood beats the reading.
MOOD = "coalesce(feedback.override, feedback.polarity)"

# The words by their beginning, as their index has them.
SORTS = {
    "said_at": "feedback.said_at",
    "kind": "feedback.kind",
    "polarity": MOOD,
    "customer": "customer.sort_name",
    "topic": "topic.name",
    "body": "substr(feedback.body, 1, 32)",
}
_TRIED = 4000
_DENSE = 0.3
_ALONG_AN_INDEX = ("said_at", "kind", "polarity", "body", "topic")


class Order:
    """One order of the feedback, by one of SORTS and then by id."""

    def __init__(self, workspace: Workspace, sort: str, descending: bool) -> None:
        self._workspace = workspace
        self._sort, self._key = sort, SORTS[sort]
        self._down = "DESC" if descending else "ASC"
        self._topics = self._topic_ids() if sort == "topic" else []

    def ids(
        self, where: str, params: list[Any], limit: int, offset: int, *, few: bool = False
    ) -> list[int]:
        """The ids of a slice of those that fit `where`, in this order; `few` are found as such."""
        if self._sort not in _ALONG_AN_INDEX:
            return self._sorted(where, params, limit, offset, self._key)
        if not where:
            return self._read(f"{self._source()} LIMIT ? OFFSET ?", [limit, offset])
        if few:
            return self._sorted(where, params, limit, offset, self._loose_key())
        first = self._first(where, params, offset + limit)
        if len(first) >= offset + limit:
            return first[offset : offset + limit]
        is_dense = self._sort != "topic" and len(first) >= _TRIED * _DENSE
        key = self._key if is_dense else self._loose_key()
        return self._sorted(where, params, limit, offset, key)

    def _first(self, where: str, params: list[Any], most: int) -> list[int]:
        """Those that fit among the first few thousand of all."""
        return self._read(
            f"SELECT feedback.id FROM ({self._source()} LIMIT {_TRIED}) AS first "
            f"CROSS JOIN feedback ON feedback.id = first.id {where} LIMIT ?",
            [*params, max(most, int(_TRIED * _DENSE))],
        )

    def _sorted(
        self, where: str, params: list[Any], limit: int, offset: int, key: str
    ) -> list[int]:
        customer = "LEFT JOIN customer ON customer.id = feedback.customer_id"
        return self._read(
            f"SELECT feedback.id FROM feedback {customer if self._sort == 'customer' else ''} "
            f"{where} ORDER BY {key} {self._down} NULLS LAST, feedback.id {self._down} "
            "LIMIT ? OFFSET ?",
            [*params, limit, offset],
        )

    def _loose_key(self) -> str:
        """The key so that no index is walked along for it."""
        if self._sort != "topic":
            return f"+{self._key}"
        if not self._topics:
            return "NULL"
        places = " ".join(f"WHEN {topic} THEN {at}" for at, topic in enumerate(self._topics))
        return f"CASE feedback.topic_id {places} END"

    def _source(self) -> str:
        """The ids of all feedback in this order, read no further than they are asked for."""
        if self._sort != "topic":
            key, down = self._key, self._down
            return f"SELECT id FROM feedback ORDER BY {key} {down} NULLS LAST, id {down}"
        topics = self._topics if self._down == "ASC" else self._topics[::-1]
        parts = [f"feedback.topic_id = {topic}" for topic in topics]
        parts.append("feedback.topic_id IS NULL")
        arms = (
            f"SELECT * FROM (SELECT id FROM feedback WHERE {part} ORDER BY id {self._down})"
            for part in parts
        )
        return f"SELECT id FROM ({' UNION ALL '.join(arms)})"

    def _topic_ids(self) -> list[int]:
        return [row[0] for row in self._workspace.rows("SELECT id FROM topic ORDER BY name, id")]

    def _read(self, sql: str, params: list[Any]) -> list[int]:
        return [row[0] for row in self._workspace.rows(sql, params)]
