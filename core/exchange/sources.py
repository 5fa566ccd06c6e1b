"""Which program wrote a table, what kind of rows it holds, and which column is which field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.errors import KnownError
from core.exchange import column_words, guessing, headings
from core.exchange.headings import is_known, key
from core.exchange.programs import NOWHERE, SOURCES, Source
from core.i18n import N_

__all__ = ["KINDS", "NOWHERE", "Layout", "Source", "is_known", "key", "recognise"]

KINDS = ("customers", "visits", "feedback", "survey")
PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Layout:
    """A table understood: `fields` names a field for every column, "" where there is none."""

    source: str
    kind: str
    fields: tuple[str, ...]
    month_first: bool = False
    phones_lack_plus: bool = False

    def columns(self, name: str) -> list[int]:
        """The columns that mean a field, the best one first where one is asked for."""
        return [at for at, field_name in enumerate(self.fields) if field_name == name]

    def others(self) -> list[int]:
        """The columns that mean nothing to us: their cells go into the note."""
        return [at for at, field_name in enumerate(self.fields) if not field_name]


def recognise(
    headers: Sequence[str],
    kind: str = "auto",
    mapping: Mapping[str, str] | None = None,
    rows: guessing.Rows = (),
) -> Layout:
    """The layout of a table with these headings; what they leave open its first rows may tell.

    `kind` other than auto is taken at its word; `mapping` (heading → field, "" for the note)
    goes before everything found. Raises KnownError `unknown_kind`, or `unknown_columns` where
    no column that this kind of row needs is known; its facts hold the kind and the fields that
    were found.
    """
    if kind not in ("auto", *KINDS):
        raise KnownError(
            "unknown_kind",
            N_("“{value}” is not a kind of table that can be brought in."),
            value=kind,
        )
    aside = [at for at, header in enumerate(headers) if headings.is_stayed_out(header)]
    if aside:
        return _recognise_without(aside, headers, kind, mapping, rows)
    keys = column_words.stable_keys(headers)
    source = _program(keys, kind)
    guesses = guessing.of_columns(headers, rows)
    chosen = source.kind if source else _kind(keys, mapping, guesses)
    chosen = chosen if kind == "auto" else kind
    fields = _fields(chosen, keys, source)
    if source is None or chosen == "survey":
        fields = guessing.fill_in(chosen, headers, fields, guesses, rows)
    if mapping:
        fields = _mapped(headers, fields, mapping)
    _require_enough(chosen, fields)
    if source is None:
        return Layout(PLAIN, chosen, tuple(fields))
    return Layout(source.name, chosen, tuple(fields), source.month_first, source.phones_lack_plus)


def _recognise_without(
    aside: Sequence[int],
    headers: Sequence[str],
    kind: str,
    mapping: Mapping[str, str] | None,
    rows: guessing.Rows,
) -> Layout:
    """The layout of a table some of whose columns are not looked at and not kept."""

    def others(cells: Sequence[str]) -> list[str]:
        return [cell for at, cell in enumerate(cells) if at not in aside]

    layout = recognise(others(headers), kind, mapping, [others(row) for row in rows])
    fields = list(layout.fields)
    for at in aside:
        fields.insert(at, NOWHERE)
    return replace(layout, fields=tuple(fields))


def _program(keys: Sequence[str], kind: str) -> Source | None:
    here = frozenset(keys)
    for source in SOURCES:
        fits = kind in ("auto", source.kind) and source.has <= here
        # A form has questions besides its moment; a log with a timestamp may be a visit list.
        if fits and (source.name not in ("google-forms", PLAIN) or _looks_asked(here)):
            return source
    return None


def _looks_asked(here: frozenset[str]) -> bool:
    known = {
        name
        for fields in (headings.VISITS, headings.FEEDBACK)
        for names in fields.values()
        for name in names
    }
    return any(name and name not in known for name in here)


def _kind(
    keys: Sequence[str], mapping: Mapping[str, str] | None, guesses: Sequence[str] = ()
) -> str:
    """What the rows of a plain table are, by the fields its headings (or the mapping) name.

    What its cells look like only decides where the headings leave it open.
    """
    here = set(keys)
    mapped = set((mapping or {}).values())
    seen = set(guesses)

    def has(kind: str, *fields: str) -> bool:
        names = headings.FIELDS[kind]
        return any(f in mapped or not here.isdisjoint(names.get(f, ())) for f in fields)

    dated = has("visits", "date")
    clear_text = "body" in mapped or bool(
        here & set(headings.FEEDBACK["body"]) - headings.VAGUE_BODIES
    )
    told = has("feedback", "body") and has("feedback", "channel", "kind", "date")
    if (clear_text or told) and not has("visits", "amount"):
        return "feedback"
    worked = has("visits", "amount", "services", "status")
    if worked and (dated or "date" in seen):
        return "visits"
    reachable = has("customers", "email", "phone", "last_name")
    if "body" in seen and not worked:
        told_of = has("feedback", "channel", "kind") and not reachable
        nobody = not (reachable or has("customers", "name", "first_name", "born_on"))
        if dated or told_of or (nobody and seen.isdisjoint(("email", "phone"))):
            return "feedback"
    # A day beside a phone may as well be a birthday.
    happened = "amount" in seen or seen.isdisjoint(("email", "phone"))
    if "date" in seen and happened and not any(map(is_known, keys)):
        return "visits"
    if has("feedback", "body") and not reachable:
        return "feedback"
    if here & set(headings.CUSTOMERS["joined_on"]) and has("customers", "email", "phone"):
        return "customers"
    if dated and (has("visits", *headings.PERSON) or seen & {"name", "email"}):
        return "visits"
    return "customers"


def _fields(kind: str, keys: Sequence[str], source: Source | None) -> list[str]:
    """A field for every column; of several for one field only the best stays."""
    names = headings.FIELDS[kind]
    special = source.fields if source else {}
    ranked: dict[str, list[tuple[int, int]]] = {}
    fields = [""] * len(keys)
    for at, name in enumerate(keys):
        if name in special:
            fields[at] = special[name]
            if fields[at]:
                ranked.setdefault(fields[at], []).append((-1, at))
            continue
        for wanted, known in names.items():
            if name in known:
                ranked.setdefault(wanted, []).append((known.index(name), at))
                break
    for wanted, found in ranked.items():
        kept = sorted(found) if wanted in headings.SEVERAL or wanted == NOWHERE else [min(found)]
        for _rank, at in kept:
            fields[at] = wanted
    return fields


def _mapped(headers: Sequence[str], fields: list[str], mapping: Mapping[str, str]) -> list[str]:
    chosen = {key(header): wanted for header, wanted in mapping.items()}
    taken = {wanted for wanted in chosen.values() if wanted not in headings.SEVERAL}
    result = []
    for header, found in zip(headers, fields, strict=True):
        # Two columns may differ by no more than a dash: “E-mail” and “Email”.
        wanted = mapping.get(header, chosen.get(key(header)))
        if wanted is not None:
            result.append(wanted)
        else:
            result.append("" if found in taken else found)
    return result


def _require_enough(kind: str, fields: Sequence[str]) -> None:
    here = set(fields)
    says_who = not here.isdisjoint(headings.PERSON)
    enough = {
        "customers": says_who,
        # A sale need not name anyone.
        "visits": "date" in here and (says_who or not here.isdisjoint(("amount", "services"))),
        "feedback": "body" in here,
        "survey": "" in here,
    }[kind]
    if not enough:
        raise KnownError(
            "unknown_columns",
            N_("The headings of this table are not known here. Please say which column is which."),
            kind=kind,
            fields=tuple(fields),
        )
