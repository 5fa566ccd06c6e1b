"""The words that stand in people's files for our own, in Czech, Latvian and English, folded."""

from __future__ import annotations

from core.text import fold

# A table of words reads best with many on a line.
# fmt: off
YES = frozenset(
    ("yes", "y", "true", "1", "ano", "a", "ja", "j", "x", "ok", "on", "subscribed", "souhlasim",
     "piekritu", "✓", "✔")
)
NO = frozenset(
    ("no", "n", "false", "0", "ne", "off", "unsubscribed", "nesouhlasim", "nepiekritu", "✗", "✘")
)
# What stands for a name where nobody was asked for one, or did not give it.
NOBODY = frozenset(
    ("anonymous", "anonym", "anonymni", "anonims", "anonima", "anonimi", "walk-in", "walkin",
     "walk in", "walk-in client", "walk-in customer", "guest", "neznamy", "neznama",
     "neznamy zakaznik", "bez jmena", "nezinams", "bez varda")
)

CURRENCIES = {
    "kc": "CZK", "czk": "CZK", "€": "EUR", "eur": "EUR", "euro": "EUR", "eiro": "EUR",
    "$": "USD", "usd": "USD", "us$": "USD", "£": "GBP", "gbp": "GBP", "chf": "CHF",
    "pln": "PLN", "zł": "PLN", "zl": "PLN", "huf": "HUF", "ft": "HUF", "sek": "SEK",
    "dkk": "DKK", "nok": "NOK", "cad": "CAD", "aud": "AUD", "nzd": "NZD",
}
# What stands for nothing to pay.
FREE = frozenset(
    ("free", "free of charge", "gratis", "complimentary", "zdarma", "zadarmo", "bez poplatku",
     "bezmaksas", "bez maksas", "par brivu", "kostenlos")
)

KINDS = {
    "complaint": "complaint", "stiznost": "complaint", "reklamace": "complaint",
    "sudziba": "complaint", "pretenzija": "complaint", "problem": "complaint",
    "question": "question", "dotaz": "question", "otazka": "question", "jautajums": "question",
    "suggestion": "suggestion", "idea": "suggestion", "navrh": "suggestion",
    "napad": "suggestion", "podnet": "suggestion", "prani": "suggestion",
    "ieteikums": "suggestion", "ideja": "suggestion", "priekslikums": "suggestion",
    "praise": "praise", "compliment": "praise", "thanks": "praise", "pochvala": "praise",
    "podekovani": "praise", "uzslava": "praise", "pateiciba": "praise",
    "other": "other", "jine": "other", "ostatni": "other", "cits": "other",
}
CHANNELS = {
    "in person": "in_person", "in_person": "in_person", "osobne": "in_person",
    "na miste": "in_person", "klatiene": "in_person", "salon": "in_person", "shop": "in_person",
    "phone": "phone", "telefon": "phone", "call": "phone", "telefonicky": "phone",
    "talrunis": "phone", "zvans": "phone",
    "sms": "sms", "text message": "sms", "whatsapp": "whatsapp",
    "email": "email", "e-mail": "email", "mail": "email", "e-pasts": "email", "epasts": "email",
    "social": "social", "facebook": "social", "instagram": "social", "messenger": "social",
    "web": "web", "website": "web", "google": "web", "internet": "web", "majaslapa": "web",
    "survey": "survey", "form": "survey", "dotaznik": "survey", "aptauja": "survey",
    "letter": "letter", "dopis": "letter", "vestule": "letter",
}
STATUSES = {
    **dict.fromkeys(
        ("done", "completed", "complete", "arrived", "started", "in progress", "checked in",
         "checked-in", "finished", "checked out", "paid", "successful", "fulfilled", "dokonceno",
         "dokoncena", "hotovo", "probehlo", "zaplaceno", "vyrizeno", "vyrizena", "pabeigts",
         "pabeigta", "notika", "izpildits", "izpildita", "apmaksats", "erfolgreich", "geplant"),
        "done",
    ),
    **dict.fromkeys(
        ("booked", "confirmed", "unconfirmed", "new", "scheduled", "accepted", "pending",
         "rezervovano", "rezervovana", "potvrzeno", "potvrzena", "nepotvrzeno", "nepotvrzena",
         "objednano", "objednana", "nova", "rezervets", "rezerveta", "apstiprinats",
         "apstiprinata", "jauns", "jauna"),
        "booked",
    ),
    **dict.fromkeys(
        ("cancelled", "canceled", "late cancelled", "late cancellation", "zruseno", "zrusena",
         "storno", "stornovano", "atcelts", "atcelta", "storniert"),
        "cancelled",
    ),
    **dict.fromkeys(
        ("no show", "no-show", "no_show", "noshow", "nedostavil se", "nedostavila se",
         "neprisel", "neprisla", "neieradas"),
        "no_show",
    ),
}
# What a row of a till says it is, or what became of the payment.
SALES = frozenset(
    ("sale", "payment", "purchase", "order", "charge", "prodej", "platba", "nakup", "trzba",
     "pardosana", "maksajums", "pirkums", "verkauf", "zahlung", "umsatz", "kartenzahlung")
)
REFUNDS = frozenset(
    ("refund", "refunded", "partial refund", "return", "returned", "chargeback", "credit note",
     "vratka", "vraceni", "vraceno", "vraceni penez", "refundace", "dobropis", "storno",
     "atmaksa", "atgriezts", "atgriesana", "naudas atmaksa", "kreditrekins", "ruckzahlung",
     "erstattung", "ruckerstattung", "gutschrift", "ruckgabe", "ruckbuchung", "stornierung")
)
NO_SALES = frozenset(
    ("payout", "transfer", "withdrawal", "fee", "fees", "auszahlung", "gebuhr", "gebuhren",
     "einzahlung", "vyplata", "prevod", "poplatek", "poplatky", "vyber", "vyber hotovosti",
     "vklad", "vklad hotovosti", "izmaksa", "parskaitijums", "komisija", "failed", "declined",
     "voided", "fehlgeschlagen", "abgelehnt", "zamitnuto", "neuspesna", "neizdevas")
)
LANGUAGES = {
    **dict.fromkeys(("cs", "cz", "czech", "cestina", "cesky", "cehu", "cs-cz"), "cs"),
    **dict.fromkeys(("lv", "latvian", "lotystina", "lotyssky", "latviesu", "latviski"), "lv"),
    **dict.fromkeys(("en", "english", "anglictina", "anglicky", "anglu", "angliski"), "en"),
}
# A row that sums up the rows above it begins with one of these.
FOOTERS = frozenset(
    ("total", "totals", "grandtotal", "subtotal", "summary", "sum", "celkem", "soucet",
     "souhrn", "kopa", "summa", "gesamt")
)
# fmt: on

# Longer beginnings first: červenec before červen.
_MONTHS = tuple(
    sorted(
        (
            (beginning, number)
            for number, beginnings in enumerate(
                (
                    "jan led",
                    "feb unor",
                    "mar brez",
                    "apr dub",
                    "may mai kvet",
                    "jun cerven cervn",
                    "jul cervenec cervenc",
                    "aug srp",
                    "sep zari",
                    "oct okt rij",
                    "nov listop",
                    "dec pros",
                ),
                start=1,
            )
            for beginning in beginnings.split()
        ),
        key=lambda pair: -len(pair[0]),
    )
)


def month(word: str) -> int:
    """The number of a month named in one of our languages; 0 for another word."""
    folded = fold(word)
    return next((number for start, number in _MONTHS if folded.startswith(start)), 0)
