"""The headings and file names of an export in plain words, and back from any of our languages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from core.exchange.headings import key
from core.i18n import LANGUAGES, N_, said_in

# Stable file name → how an owner calls it.
FILES = {
    "customers": N_("Customers"),
    "visits": N_("Visits"),
    "feedback": N_("Feedback"),
    "touchpoints": N_("Contacts"),
    "consents": N_("Consents"),
    "checkins": N_("Check-ins"),
    "goals": N_("Goals"),
    "snoozes": N_("Tasks put off"),
    "pinned_stages": N_("Stages set by hand"),
    "pulses": N_("Your own feelings"),
    "staff_members": N_("Staff"),
    "topics": N_("Topics"),
    "closures": N_("Times closed"),
    "suggestions": N_("Suggestions"),
    "suggestion_changes": N_("Changes of suggestions"),
    "outcomes": N_("What became of suggestions"),
    "supports": N_("Voices behind suggestions"),
    "ratings": N_("Ratings"),
    "decisions": N_("Decisions"),
    "replies": N_("Answers to customers"),
    "wordings": N_("Your wordings"),
    "frequent_questions": N_("Frequent questions"),
    "frequent_question_texts": N_("Texts of frequent questions"),
    "frequent_question_voices": N_("Voices behind frequent questions"),
    "frequent_question_uses": N_("Uses of frequent questions"),
    "turned_down": N_("Offers turned down"),
    "saved_views": N_("Saved views"),
    "surveys": N_("Surveys"),
    "questions": N_("Survey questions"),
    "submissions": N_("Filled-in surveys"),
    "answers": N_("Survey answers"),
    "quarterly_reviews": N_("Reviews"),
    "promises": N_("Promises"),
    "also_known": N_("Also known as"),
    "told_apart": N_("Told apart"),
    "imports": N_("Imports"),
    "import_lines": N_("Lines brought in"),
    "erasures": N_("Erased customers"),
    "settings": N_("Settings"),
}
# Stable heading → its words, unless the table has others.
_COLUMNS = {
    "id": N_("Number"),
    "customer_id": N_("Number of the customer"),
    "staff_member_id": N_("Number of the staff member"),
    "topic_id": N_("Number of the topic"),
    "feedback_id": N_("Number of the feedback"),
    "suggestion_id": N_("Number of the suggestion"),
    "survey_id": N_("Number of the survey"),
    "question_id": N_("Number of the question"),
    "submission_id": N_("Number of the filled-in survey"),
    "quarterly_review_id": N_("Number of the review"),
    "follows_reply_id": N_("Number of the answer it follows"),
    "faq_id": N_("Number of the frequent question"),
    "import_batch_id": N_("Number of the import"),
    "row_id": N_("Number of the row"),
    "one_id": N_("Number of the one"),
    "other_id": N_("Number of the other"),
    "merged_into": N_("Number of the one it was merged into"),
    "merged_id": N_("Number before it was merged"),
    "customer": N_("Customer"),
    "customer_reference": N_("Customer number"),
    "customer_email": N_("E-mail"),
    "customer_phone": N_("Phone"),
    "reference": N_("Customer number"),
    "name": N_("Whole name"),
    "first_name": N_("First name"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "language": N_("Language"),
    "born_on": N_("Birthday"),
    "joined_on": N_("Customer since"),
    "note": N_("Note"),
    "stage_pin": N_("Stage set by hand"),
    "pulse": N_("Your own feeling"),
    "pulse_on": N_("Day of your feeling"),
    "archived_at": N_("Hidden since"),
    "created_at": N_("Written down at"),
    "visited_on": N_("Day"),
    "services": N_("Services or goods"),
    "booking": N_("Mark in the calendar"),
    "amount": N_("Amount"),
    "currency": N_("Currency"),
    "staff_member": N_("Staff member"),
    "status": N_("Status"),
    "kind": N_("Kind"),
    "channel": N_("Channel"),
    "body": N_("What was said"),
    "said_at": N_("Said at"),
    "logged_at": N_("Written down at"),
    "topic": N_("Topic"),
    "asks_reply": N_("Asks for an answer"),
    "polarity": N_("Mood as read"),
    "score": N_("Mood in figures"),
    "override": N_("Mood by your word"),
    "overridden_at": N_("Moment of your word"),
    "triaged_at": N_("Looked through at"),
    "topic_set_at": N_("Topic set by you at"),
    "words": N_("Words that decided"),
    "reader": N_("Read by"),
    "at": N_("When"),
    "result": N_("What came of it"),
    "situation": N_("Used for"),
    "page": N_("Page"),
    "wanted": N_("What it shows"),
    "question": N_("Question"),
    "answer": N_("Answer"),
    "used_at": N_("Used at"),
    "offer": N_("What was offered"),
    "turned_down_at": N_("Turned down at"),
    "what": N_("What was changed"),
    "before": N_("Before"),
    "after": N_("After"),
    "changed_at": N_("Changed at"),
    "done_on": N_("Done on"),
    "complaints": N_("Complaints before"),
    "feedback": N_("Voices before"),
    "visits": N_("Visits before"),
    "mood": N_("Mood before"),
    "moods": N_("Moods read before"),
    "content": N_("Content before"),
    "csat_answers": N_("Answers on content before"),
    "next_on": N_("Next review on"),
    "direction": N_("Direction"),
    "reason": N_("Reason"),
    "state": N_("Consent"),
    "since_on": N_("Since"),
    "source": N_("Where this was said"),
    "wording": N_("In which words"),
    "interval_days": N_("Every so many days"),
    "started_on": N_("Begun on"),
    "snoozed_until": N_("Put off until"),
    "until_on": N_("Put off until"),
    "set_on": N_("Noted on"),
    "reached_on": N_("Reached on"),
    "stage": N_("Stage"),
    "pinned_on": N_("Set on"),
    "title": N_("Title"),
    "must_do": N_("Must do"),
    "impact": N_("Impact"),
    "confidence": N_("Confidence"),
    "effort_days": N_("Effort (days)"),
    "reach_by_hand": N_("Reach set by hand"),
    "linked_at": N_("Linked at"),
    "input": N_("What was rated"),
    "value": N_("Value"),
    "rated_at": N_("Rated at"),
    "because": N_("Because"),
    "decided_at": N_("Decided at"),
    "purpose": N_("Purpose"),
    "drafted_at": N_("Drafted at"),
    "sent_at": N_("Sent at"),
    "position": N_("Place in the survey"),
    "choices": N_("Choices"),
    "submitted_at": N_("Answered at"),
    "quarter": N_("Quarter"),
    "step": N_("Step"),
    "notes": N_("Notes"),
    "summary": N_("What it told"),
    "opened_at": N_("Begun at"),
    "closed_at": N_("Closed at"),
    "owner": N_("Who keeps it"),
    "due_on": N_("By when"),
    "kept": N_("Kept"),
    "merged_at": N_("Merged at"),
    "told_at": N_("Told apart at"),
    "file_name": N_("File"),
    "rows": N_("Rows"),
    "created": N_("New"),
    "updated": N_("Updated"),
    "skipped": N_("Known"),
    "problems": N_("Left out"),
    "imported_at": N_("Brought in at"),
    "journal_id": N_("Undo step"),
    "undone_at": N_("Taken back at"),
    "key": N_("Mark of the line"),
    "noun": N_("What it became"),
    "erased_at": N_("Erased at"),
}
_OF_TABLE = {
    ("topics", "name"): N_("Topic"),
    ("staff_members", "name"): N_("Name"),
    ("topics", "words"): N_("Words that point to it"),
    ("goals", "body"): N_("Goal"),
    ("closures", "until_on"): N_("Until"),
    ("pulses", "value"): N_("Your own feeling"),
    ("suggestions", "body"): N_("More about it"),
    ("suggestions", "created_at"): N_("Written down at"),
    ("ratings", "source"): N_("What this rests on"),
    ("replies", "body"): N_("Answer"),
    ("replies", "wording"): N_("Drafted from the wording"),
    ("wordings", "name"): N_("Name"),
    ("wordings", "body"): N_("Wording"),
    ("saved_views", "name"): N_("Name"),
    ("saved_views", "position"): N_("Place in the list"),
    ("questions", "wording"): N_("Question asked"),
    ("answers", "number"): N_("Answer in figures"),
    ("answers", "body"): N_("Answer in words"),
    ("promises", "body"): N_("What will be done"),
    ("imports", "source"): N_("Program"),
    ("settings", "key"): N_("Setting"),
}
# The columns of those tables that come in file by file, and which of them surely stand there.
ONE_BY_ONE = {
    "customers": "id reference name first_name phone email language born_on joined_on note "
    "stage_pin pulse pulse_on archived_at created_at",
    "visits": "id customer_id customer customer_reference customer_email customer_phone "
    "visited_on services amount currency staff_member status note created_at staff_member_id "
    "booking",
    "feedback": "id customer_id customer customer_reference customer_email customer_phone kind "
    "channel body said_at logged_at staff_member topic asks_reply language polarity score "
    "override staff_member_id topic_id words reader overridden_at triaged_at "
    "snoozed_until topic_set_at follows_reply_id",
}
_SURELY = {
    "customers": "id reference name firstname joinedon archivedat",
    "visits": "id customerid customer customerreference visitedon",
    "feedback": "id customerid kind channel body saidat",
}


def words(table: str, column: str) -> str:
    """The plain words of a column (a msgid)."""
    return _OF_TABLE.get((table, column)) or _COLUMNS[column]


def headings(table: str, columns: Sequence[str], language: str | None) -> list[str]:
    """How columns are headed: in a language, or by their stable names where there is none."""
    if language is None:
        return list(columns)
    return _told_apart([(said_in(language, words(table, each)), each) for each in columns])


def file_name(table: str, language: str | None) -> str:
    """How the file of a table is called: in a language, or by its stable name."""
    return f"{_stems(language)[table]}.csv"


@cache
def _stems(language: str | None) -> dict[str, str]:
    if language is None:
        return {table: table for table in FILES}
    said = [(said_in(language, name).replace("/", "-"), table) for table, name in FILES.items()]
    return dict(zip(FILES, _told_apart(said), strict=True))


def _told_apart(said: Sequence[tuple[str, str]]) -> list[str]:
    """Words, with the stable name behind those that another has already in this language."""
    taken: set[str] = set()
    told = []
    for words_said, stable in said:
        told.append(f"{words_said} ({stable})" if key(words_said) in taken else words_said)
        taken.add(key(words_said))
    return told


def table_of(stem: str) -> str:
    """The stable name of a table, from its file name in any of our languages; "" for no other."""
    return _tables().get(key(stem), "")


@cache
def _tables() -> dict[str, str]:
    found = {key(table): table for table in FILES}
    for language in LANGUAGES:
        for table in FILES:
            found.setdefault(key(_stems(language)[table]), table)
    return found


def columns_of(table: str, found: Sequence[str], known: Sequence[str]) -> list[str]:
    """The stable names of the headings found, whatever language they are in; "" for strangers.

    `known` are the stable names that the table has.
    """
    keys = [key(each) for each in found]
    readings = [
        [names.get(each, "") for each in keys]
        for names in (_names(table, known, language) for language in (None, *LANGUAGES))
    ]
    return max(readings, key=lambda reading: sum(map(bool, reading)))


def _names(table: str, known: Sequence[str], language: str | None) -> dict[str, str]:
    return dict(zip(map(key, headings(table, known, language)), known, strict=True))


# -- our files one by one ---------------------------------------------------------------


def stable_keys(found: Sequence[str]) -> list[str]:
    """The keys of some headings; those of a file of ours as if it had its stable names."""
    keys = [key(each) for each in found]
    for table, names in _one_by_one():
        stable = [key(names[each]) if each in names else each for each in keys]
        if set(_SURELY[table].split()) <= set(stable):
            return stable
    return keys


def is_known(heading: str) -> bool:
    """Whether one of our files that come in one by one has this heading in some language."""
    return key(heading) in _known()


@cache
def _one_by_one() -> tuple[tuple[str, dict[str, str]], ...]:
    return tuple(
        (table, _names(table, columns.split(), language))
        for table, columns in ONE_BY_ONE.items()
        for language in LANGUAGES
    )


@cache
def _known() -> frozenset[str]:
    return frozenset(name for _table, names in _one_by_one() for name in names)
