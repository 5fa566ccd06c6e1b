"""Searching feedback: each typed word stands in what was said or in the name of who said it."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from core.store import search
from core.store.search import MOST_LOOKED_AT
from core.text import search_expression, search_words

if TYPE_CHECKING:
    from core.store.workspace import Workspace

Part = tuple[str, list[object]]

# Of a very common word beside a name only the newest voices are gone through.
MOST_BESIDE_A_NAME = 10 * MOST_LOOKED_AT
# One letter begins too many names to go through what they all said for another word.
SHORTEST_BESIDE = 2
_NOUNS = frozenset({"feedback", "customer"})


def matching(workspace: Workspace, text: str) -> Part | None:
    """A subquery of ids, with its parameters, of the voices in which every word is found.

    None where the text holds no word. At most MOST_LOOKED_AT of the newest are given.
    """
    if not search_words(text):
        return None
    # The list, its count and its next slices ask for the same.
    ids = workspace.kept("searched", _NOUNS, lambda: _ids(workspace, text), text)
    return "SELECT value FROM json_each(?)", [ids]


def _ids(workspace: Workspace, text: str) -> str:
    words = search_words(text)
    parts = [search.matching("feedback", text) or _of([], [])]
    for called, customers in _called(workspace, words).items():
        rest = [word for word in words if word not in called]
        if not rest or any(len(word) >= SHORTEST_BESIDE for word in called):
            parts.append(_of(customers, rest))
    arms = " UNION ".join(f"SELECT * FROM ({sql})" for sql, _params in parts)
    rows = workspace.rows(
        f"{arms} ORDER BY 1 DESC LIMIT {MOST_LOOKED_AT}",
        [value for _sql, params in parts for value in params],
    )
    return json.dumps([row[0] for row in rows])


def _called(workspace: Workspace, words: list[str]) -> dict[frozenset[str], list[int]]:
    """The customers in whose names words are found, by those words."""
    found: dict[int, set[str]] = defaultdict(set)
    for word in words:
        for (customer_id,) in workspace.rows(
            "SELECT rowid FROM customer_search WHERE customer_search MATCH ?",
            [f"name : {search_expression(word)}"],
        ):
            found[customer_id].add(word)
    customers: dict[frozenset[str], list[int]] = defaultdict(list)
    for customer_id, called in found.items():
        customers[frozenset(called)].append(customer_id)
    return customers


def _of(customers: list[int], rest: list[str]) -> Part:
    """What these customers said, with the rest of the words in it."""
    sql = "SELECT id FROM feedback WHERE customer_id IN (SELECT value FROM json_each(?))"
    params: list[object] = [json.dumps(customers)]
    if rest:
        sql += (
            " AND id IN (SELECT rowid FROM feedback_search WHERE feedback_search MATCH ?"
            f" ORDER BY rowid DESC LIMIT {MOST_BESIDE_A_NAME})"
        )
        params.append(search_expression(" ".join(rest)))
    return f"{sql} ORDER BY id DESC LIMIT {MOST_LOOKED_AT}", params
