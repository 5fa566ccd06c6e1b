"""Suggestions from a terminal: suggest, rate, decide, merge, and what happened to one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from core.cli import printing
from core.cli.opening import NUMBER, RECORD, opened
from core.errors import KnownError
from core.i18n import N_, said_in

if TYPE_CHECKING:
    from core.voice.suggestions import Suggestion

HISTORY_COLUMNS = ("at", "what", "before", "after", "because", "number")
_SET_HERE = N_("Set in the terminal")


@click.command("suggest")
@click.argument("words", nargs=-1, required=True, metavar="TITLE")
@click.option(
    "--from", "first", multiple=True, type=RECORD, metavar="FEEDBACK-ID …", help="Its evidence."
)
@printing.json_option
def suggest(words: tuple[str, ...], first: tuple[int, ...], as_json: bool) -> None:
    """Write a suggestion down with the feedback behind it; print its id."""
    title, more = _title_and_ids(words, bool(first))
    with opened() as workspace:
        from core.voice import suggestions

        new = suggestions.NewSuggestion(title, feedback_ids=(*first, *more))
        made = suggestions.suggest(workspace, new)
        if as_json:
            printing.record(suggestion_record(made))
        else:
            printing.words(made.id)


def _title_and_ids(words: tuple[str, ...], has_evidence: bool) -> tuple[str, tuple[int, ...]]:
    """Apart again what the shell ran together: --from 3 4 5 leaves 4 and 5 beside the title."""
    titles = [word for word in words if not word.isdecimal()] or [words[0]]
    if len(titles) > 1:
        raise click.UsageError("Please put a title of several words into quotes.")
    numbers = list(words)
    numbers.remove(titles[0])
    if numbers and not has_evidence:
        raise click.UsageError("Please put --from before the numbers of feedback.")
    return titles[0], tuple(RECORD(number) for number in numbers)


@click.command("rate")
@click.argument("number", type=RECORD, metavar="ID")
@click.option("--impact", type=NUMBER, help="3, 2, 1, 0.5 or 0.25.")
@click.option("--confidence", type=NUMBER, help="1, 0.8 or 0.5.")
@click.option("--effort-days", type=NUMBER, help="Person-days, at least half a day.")
@click.option("--reach", type=NUMBER, help="People per quarter; else counted from the evidence.")
@click.option("--source", default="", help="What the numbers rest on.")
@printing.json_option
def rate(
    number: int,
    impact: float | None,
    confidence: float | None,
    effort_days: float | None,
    reach: float | None,
    source: str,
    as_json: bool,
) -> None:
    """Set the RICE inputs of a suggestion; print its id, reach and score."""
    if impact is confidence is effort_days is reach is None:
        raise click.UsageError("Please give at least one of the numbers.")
    with opened() as workspace:
        from core.store import settings
        from core.voice import suggestions

        people = _whole(reach) if reach is not None else None
        # Scripts that rate have always set a reach without a source, and go on doing so.
        rests_on = source or said_in(settings.get(workspace, settings.LANGUAGE), _SET_HERE)
        new = suggestions.NewRating(impact, confidence, effort_days, people, rests_on)
        rated = suggestions.rate(workspace, number, new)
        if as_json:
            printing.record(suggestion_record(rated))
        else:
            score = "" if rated.score is None else round(rated.score, 1)
            printing.words(rated.id, rated.reach, score)


def _whole(number: float) -> int:
    if not number.is_integer():
        raise KnownError("not_whole", N_("“{value}” is not a whole number."), value=number)
    return int(number)


@click.command("decide")
@click.argument("number", type=RECORD, metavar="ID")
@click.option("--status", required=True, help="open, planned, in_progress, done or declined.")
@click.option("--because", default="", help="The reason; customers will read it.")
@click.option(
    "--silent",
    multiple=True,
    metavar="FEEDBACK-ID=REASON",
    help="Whose voice gets no answer, and why; may be given several times.",
)
@printing.json_option
def decide(number: int, status: str, because: str, silent: tuple[str, ...], as_json: bool) -> None:
    """Decide a suggestion with a reason; print its id, status and the number of drafts."""
    reasons = dict(_silent(each) for each in silent)
    with opened() as workspace:
        from core.voice import replies, suggestions

        decided = suggestions.decide(workspace, number, status, because, reasons)
        drafts = replies.count(workspace, "draft", number)
        if as_json:
            printing.record({**suggestion_record(decided), "drafts": drafts})
        else:
            printing.words(decided.id, decided.status, drafts)


def _silent(pair: str) -> tuple[int, str]:
    """A feedback and the reason for its silence. Misuse where there is no “=”."""
    number, sign, reason = pair.partition("=")
    if not sign:
        raise click.UsageError("Please write --silent FEEDBACK-ID=REASON.")
    return RECORD(number), reason


@click.command("merge-suggestions")
@click.argument("number", type=RECORD, metavar="ID")
@click.argument("into", type=RECORD, metavar="INTO-ID")
@printing.json_option
def merge_suggestions(number: int, into: int, as_json: bool) -> None:
    """Merge a suggestion into another; print the id of that one and its supporters."""
    with opened() as workspace:
        from core.voice import suggestions

        kept = suggestions.merge(workspace, number, into)
        if as_json:
            printing.record(suggestion_record(kept))
        else:
            printing.words(kept.id, kept.supporters)


@click.command("history")
@click.argument("number", type=RECORD, metavar="ID")
@printing.format_options
def history(number: int, form: str) -> None:
    """Everything that happened to a suggestion, the newest first."""
    with opened() as workspace:
        from core.voice import suggestions

        found = suggestions.changes(workspace, number)
        rows = [{column: getattr(each, column) for column in HISTORY_COLUMNS} for each in found]
        printing.table(HISTORY_COLUMNS, rows, form)


def suggestion_record(suggestion: Suggestion) -> dict[str, Any]:
    """A suggestion as JSON and the backlog show it."""
    return {
        "id": suggestion.id,
        "title": suggestion.title,
        "status": suggestion.status,
        "must_do": suggestion.must_do,
        "reach": suggestion.reach,
        "impact": suggestion.impact,
        "confidence": suggestion.confidence,
        "effort_days": suggestion.effort_days,
        "score": None if suggestion.score is None else round(suggestion.score, 1),
        "supporters": suggestion.supporters,
        "waiting": suggestion.waiting,
        "stale": suggestion.stale,
        "because": suggestion.because,
    }
