"""Random days in the life of a shop, for tests that want any past rather than a made-up one."""

from __future__ import annotations

import csv
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from hypothesis import strategies as st

from core.errors import KnownError
from core.exchange import imports
from core.insight import quarterly_review
from core.people import (
    checkins,
    closures,
    consents,
    customers,
    duplicates,
    goals,
    merging,
    snoozes,
    stages,
    touchpoints,
    visits,
)
from core.people.checkins import CheckinResult
from core.people.closures import NewClosure
from core.people.consents import NewConsent
from core.people.customers import NewCustomer
from core.people.touchpoints import NewTouchpoint
from core.people.visits import NewVisit
from core.store import journal, settings
from core.store.workspace import Workspace
from core.voice import feedback, replies, staff, suggestions, surveys, topics, triage
from core.voice.feedback import NewFeedback
from core.voice.suggestions import NewRating, NewSuggestion
from core.voice.surveys import NewQuestion, NewSubmission, NewSurvey

NAMES = ("Jana Malá", "Petr Novák", "Žofie", "Ģirts Bērziņš", "Eva")
TEXTS = ("It was cold.", "Skvělý střih!", "When do you open?", "=1+1", "Please sell shampoo.")
FIRST_DAY = date(2026, 8, 1)
QUARTER = "2026-Q3"

Step = tuple[str, int, int, int]


def picked(workspace: Workspace, noun: str, number: int) -> int:
    """The id of some row. Raises KnownError where there is none."""
    ids = [row[0] for row in workspace.rows(f"SELECT id FROM {noun} ORDER BY id")]
    if not ids:
        raise KnownError("nothing_there", "")
    return int(ids[number % len(ids)])


def _person(a: int, b: int) -> NewCustomer:
    return NewCustomer(
        NAMES[a % len(NAMES)],
        reference=str(b % 7) if b % 2 else "",
        email=f"{b % 5}@example.cz" if b % 3 else "",
        note=TEXTS[b % len(TEXTS)],
    )


def _add(workspace: Workspace, a: int, b: int, _c: int) -> None:
    customers.add(workspace, _person(a, b))


def _change(workspace: Workspace, a: int, b: int, c: int) -> None:
    customers.change(workspace, picked(workspace, "customer", c), _person(a, b))


def _hide(workspace: Workspace, a: int, b: int, _c: int) -> None:
    hide = customers.archive if b % 2 else customers.bring_back
    hide(workspace, picked(workspace, "customer", a))


def _feel(workspace: Workspace, a: int, b: int, _c: int) -> None:
    customers.feel_pulse(workspace, picked(workspace, "customer", a), (None, 1, 2, 3)[b % 4])


def _pin(workspace: Workspace, a: int, b: int, _c: int) -> None:
    stages.pin(workspace, picked(workspace, "customer", a), (None, "loyal", "lost")[b % 3])


def _close(workspace: Workspace, a: int, b: int, c: int) -> None:
    if c % 3:
        since = FIRST_DAY + timedelta(days=a)
        closures.add(workspace, NewClosure(since, since + timedelta(days=b)))
    else:
        closures.remove(workspace, picked(workspace, "closure", a))


def _visit(workspace: Workspace, a: int, b: int, c: int) -> None:
    day = FIRST_DAY + timedelta(days=b % 60)
    customer_id = picked(workspace, "customer", a)
    visits.record(workspace, NewVisit(customer_id, day, TEXTS[c % 5], (c % 9) * 100 or None))


def _no_visit(workspace: Workspace, a: int, _b: int, _c: int) -> None:
    visits.remove(workspace, picked(workspace, "visit", a))


def _hear(workspace: Workspace, a: int, b: int, c: int) -> None:
    who = picked(workspace, "customer", a) if a % 3 else None
    kind = feedback.KINDS[c % len(feedback.KINDS)]
    feedback.log(workspace, NewFeedback(kind, TEXTS[b % len(TEXTS)], customer_id=who))


def _unhear(workspace: Workspace, a: int, _b: int, _c: int) -> None:
    feedback.remove(workspace, picked(workspace, "feedback", a))


def _overrule(workspace: Workspace, a: int, b: int, _c: int) -> None:
    mood = (None, "negative", "mixed")[b % 3]
    feedback.override(workspace, picked(workspace, "feedback", a), mood)


def _topic(workspace: Workspace, a: int, b: int, c: int) -> None:
    if c % 2 and topics.named(workspace, TEXTS[b % len(TEXTS)]) is None:
        topics.add(workspace, TEXTS[b % len(TEXTS)], ("cold",))
    else:
        said = picked(workspace, "feedback", a)
        triage.set_topic(workspace, [said], picked(workspace, "topic", b))


def _suggest(workspace: Workspace, a: int, b: int, _c: int) -> None:
    evidence = (picked(workspace, "feedback", a),) if b % 2 else ()
    suggestions.suggest(workspace, NewSuggestion(TEXTS[b % 5], feedback_ids=evidence))


def _link(workspace: Workspace, a: int, b: int, c: int) -> None:
    tie = suggestions.link if c % 3 else suggestions.unlink
    tie(workspace, picked(workspace, "suggestion", a), picked(workspace, "feedback", b))


def _rate(workspace: Workspace, a: int, b: int, _c: int) -> None:
    rating = NewRating(impact=1, confidence=0.8, effort_days=1 + b % 5)
    suggestions.rate(workspace, picked(workspace, "suggestion", a), rating)


def _decide(workspace: Workspace, a: int, b: int, _c: int) -> None:
    status = suggestions.DECISIONS[b % len(suggestions.DECISIONS)]
    suggestions.decide(workspace, picked(workspace, "suggestion", a), status, "It is time.")


def _answer(workspace: Workspace, a: int, b: int, _c: int) -> None:
    said = picked(workspace, "feedback", a)
    if b % 3 == 0:
        replies.none_needed(workspace, said, "She was joking.")
        return
    draft = replies.draft(workspace, said, TEXTS[b % len(TEXTS)])
    if b % 3 == 1:
        replies.mark_sent(workspace, draft.id, sure=True)


def _care(workspace: Workspace, a: int, b: int, c: int) -> None:
    who, later = picked(workspace, "customer", a), date(2026, 10, 1 + c % 20)
    deeds: tuple[Callable[[], object], ...] = (
        lambda: checkins.set_interval(workspace, who, 30 + c % 5),
        lambda: checkins.finish(workspace, who, CheckinResult("phone", "other")),
        lambda: checkins.stop(workspace, who),
        lambda: goals.set_goal(workspace, who, TEXTS[c % len(TEXTS)]),
        lambda: consents.record(workspace, NewConsent(who, "email", ("no", "yes")[c % 2], "form")),
        lambda: snoozes.snooze(workspace, who, "visit", later),
        lambda: touchpoints.record(workspace, NewTouchpoint(who, "phone", "out")),
    )
    deeds[b % len(deeds)]()


def _ask(workspace: Workspace, a: int, b: int, c: int) -> None:
    if b % 2:
        surveys.add(workspace, NewSurvey(TEXTS[a % 5], (NewQuestion("text", TEXTS[c % 5]),)))
        return
    survey = surveys.get(workspace, picked(workspace, "survey", a))
    answers: dict[int, int | str] = {survey.questions[0].id: TEXTS[c % len(TEXTS)]}
    surveys.submit(workspace, NewSubmission(survey.id, answers))


def _set_up(workspace: Workspace, a: int, b: int, _c: int) -> None:
    if a % 3 == 0:
        settings.put(workspace, settings.LANGUAGE, ("cs", "lv", "en")[b % 3])
    elif a % 3 == 1:
        settings.put(workspace, settings.SHOP_NAME, TEXTS[b % len(TEXTS)])
    else:
        settings.put(workspace, settings.CURRENCY, ("CZK", "EUR")[b % 2])


def _staff(workspace: Workspace, a: int, b: int, _c: int) -> None:
    if b % 2:
        staff.add(workspace, ("Ilona", "Olga")[a % 2])
    else:
        staff.archive(workspace, picked(workspace, "staff_member", a))


def _review(workspace: Workspace, a: int, _b: int, _c: int) -> None:
    quarterly_review.start(workspace, QUARTER)
    quarterly_review.note(workspace, QUARTER, TEXTS[a % len(TEXTS)])


def _merge(workspace: Workspace, a: int, b: int, c: int) -> None:
    one, other = picked(workspace, "customer", a), picked(workspace, "customer", b)
    (merging.merge if c % 4 else duplicates.tell_apart)(workspace, one, other)


def _undo(workspace: Workspace, _a: int, _b: int, _c: int) -> None:
    journal.undo(workspace)


def _redo(workspace: Workspace, _a: int, _b: int, _c: int) -> None:
    journal.redo(workspace)


LIVING: dict[str, Callable[[Workspace, int, int, int], None]] = {
    "add": _add,
    "change": _change,
    "hide": _hide,
    "feel": _feel,
    "pin": _pin,
    "close": _close,
    "visit": _visit,
    "no visit": _no_visit,
    "hear": _hear,
    "unhear": _unhear,
    "overrule": _overrule,
    "topic": _topic,
    "suggest": _suggest,
    "link": _link,
    "rate": _rate,
    "decide": _decide,
    "answer": _answer,
    "care": _care,
    "ask": _ask,
    "set up": _set_up,
    "staff": _staff,
    "review": _review,
    "merge": _merge,
}
WITH_UNDO = {**LIVING, "undo": _undo, "redo": _redo}
STEPS = st.tuples(st.sampled_from([*LIVING]), *[st.integers(0, 60)] * 3)
STEPS_WITH_UNDO = st.tuples(st.sampled_from([*WITH_UNDO]), *[st.integers(0, 60)] * 3)


def live(workspace: Workspace, steps: list[Step]) -> None:
    """Do what can be done of some steps; what the shop refuses is left."""
    for name, a, b, c in steps:
        with suppress(KnownError):
            WITH_UNDO[name](workspace, a, b, c)


# -- files ------------------------------------------------------------------------------

_whose = {
    "name": st.sampled_from((*NAMES, "")),
    "email": st.integers(0, 6).map("{}@example.cz".format),
}
_day = st.integers(0, 70).map(lambda days: (FIRST_DAY + timedelta(days)).isoformat())
_text = st.sampled_from(TEXTS)
TABLES = {
    "customers": {**_whose, "reference": st.integers(0, 7).map(str), "note": _text},
    "visits": {**_whose, "date": _day, "amount": st.integers(-9, 99).map(str), "service": _text},
    "feedback": {
        **_whose,
        "date": _day,
        "feedback": _text,
        "staff": st.sampled_from(("Ilona", "Iva")),
    },
    "survey": {
        "Timestamp": _day,
        "Email": _whose["email"],
        "How was it, in your own words?": _text,
    },
}


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, list[list[str]]]:
    """A table of some kind, about people of whom the shop may know some."""
    kind = draw(st.sampled_from([*TABLES]))
    columns = TABLES[kind]
    rows = draw(st.lists(st.tuples(*columns.values()).map(list), min_size=1, max_size=6))
    return kind, [list(columns), *rows]


def bring_in(workspace: Workspace, folder: Path, table: tuple[str, list[list[str]]]) -> int | None:
    """Bring a table in; gives the batch."""
    kind, rows = table
    path = folder / f"{kind}.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return imports.bring_in(workspace, path, imports.Said(kind, {})).batch
