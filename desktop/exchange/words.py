"""How kinds of tables, programs and columns are called on the page."""

from __future__ import annotations

from collections.abc import Collection

from core.exchange.headings import PERSON
from core.exchange.imports import Batch, Preview
from core.exchange.sources import NOWHERE
from core.i18n import N_, _, ngettext, pgettext
from desktop.formats import number
from desktop.widgets.badge import Look

AUTO = "auto"
KINDS = {
    "customers": N_("Customers"),
    "visits": N_("Visits, bookings and sales"),
    "feedback": N_("Feedback"),
    "survey": N_("Survey answers"),
}
PROGRAMS = {
    "regulars": "Regulars",
    "fresha": "Fresha",
    "vagaro": "Vagaro",
    "square": "Square",
    "shopify": "Shopify",
    "acuity": "Acuity",
    "sumup": "SumUp",
    "shoptet": "Shoptet",
    "upgates": "Upgates",
    "kupshop": "Kupshop",
    "surveymonkey": "SurveyMonkey",
    "typeform": "Typeform",
    "microsoft-forms": "Microsoft Forms",
    "google-forms": "Google Forms",
}
_SEEN = {
    "customers": N_("This looks like a list of customers."),
    "visits": N_("This looks like a list of visits, bookings or sales."),
    "feedback": N_("This looks like what customers said."),
    "survey": N_("These look like answers to a survey."),
}
_SEEN_FROM = {
    "customers": N_("This looks like a list of customers from {program}."),
    "visits": N_("This looks like visits, bookings or sales from {program}."),
    "feedback": N_("This looks like what customers said, from {program}."),
    "survey": N_("These look like answers to a survey from {program}."),
}
_SEEN_AS = {
    "vcard": N_("This is a list of contacts."),
    "icalendar": N_("This is a calendar of visits or bookings."),
}
_FORMATS = {"vcard": N_("Contacts"), "icalendar": N_("Calendar")}
FIELDS = {
    "reference": N_("Customer number"),
    "name": N_("Whole name"),
    "first_name": N_("First name"),
    "last_name": N_("Last name"),
    "email": N_("E-mail"),
    "phone": N_("Phone"),
    "language": N_("Language"),
    "born_on": N_("Birthday"),
    "joined_on": N_("Customer since"),
    "note": N_("Note"),
    "consent_email": N_("Agrees to e-mail"),
    "consent_sms": N_("Agrees to text messages"),
    "date": N_("Day"),
    "time": N_("Time of day"),
    "amount": N_("Amount"),
    "currency": N_("Currency"),
    "services": N_("Services or goods"),
    "staff": N_("Staff member"),
    "status": N_("Status"),
    "receipt": N_("Receipt number"),
    "event": N_("Sale or refund"),
    "body": N_("What was said"),
    "kind": N_("Kind"),
    "channel": N_("Channel"),
    "stage_pin": N_("Stage set by hand"),
    "pulse": N_("Your own feeling"),
    "pulse_on": N_("Day of your feeling"),
    "topic": N_("Topic"),
    "override": N_("Mood by your word"),
    "overridden_at": N_("Moment of your word"),
    "asks_reply": N_("Asks for an answer"),
    "nowhere": N_("Leave out"),
}


# What the file dialog shows first, in the order of how often owners bring it.
FILES = ("csv", "tsv", "txt", "xlsx", "xls", "ods", "vcf", "ics")


def file_filter() -> str:
    """What the dialog for a file to bring in lists."""
    patterns = " ".join(f"*.{ending}" for ending in FILES)
    return _("Files to bring in ({patterns});;All files (*)").format(patterns=patterns)


def kind(name: str) -> str:
    """A kind of table in words."""
    if name == "shop":
        return _("A whole shop")
    return _(KINDS[name]) if name in KINDS else name


def program(source: str) -> str:
    """The program that wrote a file or what it is a list of, "" for any plain table."""
    return _(_FORMATS[source]) if source in _FORMATS else PROGRAMS.get(source, "")


def seen(preview: Preview) -> str:
    """What a file seems to be, in one sentence."""
    if preview.source in _SEEN_AS:
        return _(_SEEN_AS[preview.source])
    name = program(preview.source)
    if name:
        return _(_SEEN_FROM[preview.kind]).format(program=name)
    return _(_SEEN[preview.kind])


def field(name: str, kind: str) -> str:
    """What a column becomes; a column of no field of its own has a place too."""
    if name:
        return _(FIELDS[name]) if name in FIELDS else name
    return _("A question") if kind == "survey" else _("Kept in the note")


def becomes(name: str, kind: str) -> str:
    """What a column becomes, for the place under its heading."""
    return _("left out") if name == NOWHERE else field(name, kind)


_MISSING = {
    "name": N_(
        "Please say which column tells who the customer is: the name, the e-mail, the phone or "
        "the number."
    ),
    "date": N_("Please say which column is the day."),
    "body": N_("Please say which column holds what was said."),
    "": N_("Please leave at least one column to be a question."),
}


def missing(kind: str, fields: Collection[str]) -> list[str]:
    """What a table of this kind still needs to be told, a sentence each."""
    who = kind in ("customers", "visits") and not set(PERSON) & set(fields)
    needed = {"visits": "date", "feedback": "body", "survey": ""}.get(kind)
    lacking = ["name"] if who else []
    if needed is not None and needed not in fields:
        lacking.append(needed)
    return [_(_MISSING[each]) for each in lacking]


def rows(count: int) -> str:
    """A number of rows."""
    return ngettext("{n} row", "{n} rows", count).format(n=number(count))


def why_not_undone(batch: Batch) -> str:
    """Why an import cannot be taken back, "" where it can or was."""
    if batch.in_journal or batch.undone:
        return ""
    return _("There is nothing (more) to undo in this import.")


def account(batch: Batch, *, ahead: bool) -> list[Look]:
    """What becomes (`ahead`) or became of the rows, each number that is not zero."""
    looks = [
        (batch.created, "positive", "add",
         pgettext("rows of a file", "{n} new")),
        (batch.updated, "accent", "redo",
         pgettext("rows of a file", "{n} join what is here") if ahead
         else pgettext("rows of a file", "{n} joined what was here")),
        (batch.skipped, "neutral", "none", pgettext("rows of a file", "{n} here already")),
        (batch.problems, "negative", "problem", pgettext("rows of a file", "{n} cannot be read")),
    ]  # fmt: skip
    return [
        Look(text.format(n=number(count)), tone, icon) for count, tone, icon, text in looks if count
    ]
