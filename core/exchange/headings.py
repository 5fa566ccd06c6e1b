"""What people call their columns: for every field of ours, the headings that mean it.

A heading is compared by its key: folded, letters and digits only. The earlier heading wins
where several columns of a file mean one field.
"""

from __future__ import annotations

from functools import cache, lru_cache

from core.i18n import LANGUAGES, N_, said_in
from core.text import fold

# Word lists read better side by side than one to a line.
# A table of words reads best with many on a line.
# fmt: off
_PERSON = {
    "reference": (
        "customerreference", "customerreferenceid", "reference", "referenceid", "customerid",
        "clientid", "cust", "custid", "userid", "memberid", "customernumber",
        "clientnumber", "customercode", "clientcode",
        "cislozakaznika", "zakaznickecislo", "idzakaznika", "zakaznikid", "kodzakaznika",
        "cisloklienta", "idklienta", "klientaid", "klientanumurs", "klientaidnumurs", "klientakods",
    ),
    "name": (
        "name", "fullname", "customername", "clientname", "customer", "client",
        "jmenoaprijmeni", "prijmeniajmeno", "celejmeno", "jmenozakaznika", "jmenoklienta",
        "zakaznik", "zakaznice", "klient", "klientka", "vardsuzvards", "vardsunuzvards",
        "pilnsvards", "klientavards", "klients", "kliente", "pircejs", "billingfullname",
    ),
    "first_name": ("firstname", "givenname", "forename", "jmeno", "krestnijmeno", "vards"),
    "last_name": ("lastname", "surname", "familyname", "prijmeni", "uzvards"),
    "email": (
        "email", "emailaddress", "mail", "customeremail", "clientemail", "emailzakaznika",
        "emailovaadresa", "mailovaadresa", "epasts", "epastaadrese", "username",
    ),
    "phone": (
        "phone", "phonenumber", "mobile", "mobilenumber", "mobilephone", "cell", "cellphone",
        "telephone", "telephonenumber", "tel", "customerphone", "telefon", "telefonnicislo",
        "cislotelefonu", "telefoncislo", "mobil", "mobilnitelefon", "talrunis", "talrunanumurs",
        "talrunanr", "mobilais", "mobilaistalrunis", "telefons", "telefonanumurs",
    ),
}
_NOTE = (
    "note", "notes", "memo", "remark", "remarks", "poznamka", "poznamky", "piezime", "piezimes",
)
_STAFF = (
    "staffmember", "staff", "staffname", "teammember", "employee", "employeename", "stylist",
    "therapist", "barber", "servedby", "loggedby", "writtendownby", "zamestnanec", "pracovnik",
    "pracovnice", "personal", "obsluha", "kadernik", "kadernice", "kosmeticka", "darbinieks",
    "darbiniece", "meistars", "meistare", "specialists", "frizieris", "friziere",
)
_DATE = (
    "date", "visitedon", "visitdate", "dateofvisit", "day", "orderdate", "purchasedate",
    "saledate", "salesdate", "transactiondate", "invoicedate", "appointmentdate",
    "scheduleddate", "saidon", "saidat", "when",
    "datetime", "dateandtime", "starttime", "start", "datum", "datumacas", "datumnavstevy",
    "datumnakupu", "datumprodeje", "datumobjednavky", "datumrezervace", "datumvystaveni", "den",
    "datums", "datumsunlaiks", "apmeklejumadatums", "vizitesdatums", "pirkumadatums",
    "pasutijumadatums", "diena", "created", "createdat", "timestamp",
    "submittedat", "submittedon", "submissiondate", "casodeslani", "iesniegts",
)
_TIME = ("time", "timeofday", "scheduledtime", "cas", "hodina", "cashodina", "laiks", "pulkstens")

CUSTOMERS = {
    **_PERSON,
    "reference": (*_PERSON["reference"], "id", "guid", "code", "kod", "kods"),
    "language": ("language", "lang", "jazyk", "valoda"),
    "born_on": (
        "bornon", "birthday", "birthdate", "dateofbirth", "dob", "narozeniny", "datumnarozeni",
        "narozen", "narozena", "dzimsanasdiena", "dzimsanasdatums", "dzimusi", "dzimis",
    ),
    "joined_on": (
        "joinedon", "joined", "added", "addedon", "customersince", "clientsince", "registered",
        "registrationdate", "created", "createdat", "createdon", "zakaznikod", "klientod",
        "registrovan", "datumregistrace", "vytvoreno", "registrets", "registracijasdatums",
        "klientskops", "klientekops",
    ),
    "note": _NOTE,
    "consent_email": (
        "consentemail", "emailconsent", "acceptsemailmarketing", "acceptsmarketing",
        "emailmarketing", "emailsubscriptionstatus", "newsletter", "odbernovinek",
        "novinkyemailem", "souhlasemail", "souhlassemailem", "jaunumi", "jaunumiepasta",
        "epastapiekrisana",
    ),
    "consent_sms": (
        "consentsms", "smsconsent", "acceptssmsmarketing", "acceptssms", "smsmarketing",
        "smssubscriptionstatus", "souhlassms", "souhlasssms", "smspiekrisana",
    ),
}
VISITS = {
    **_PERSON,
    "date": _DATE,
    "time": _TIME,
    "amount": (
        "amount", "netsales", "total", "totalamount", "amountpaid", "paid", "price", "grosssales",
        "sum", "spend", "spent", "sales", "revenue", "totalprice", "appointmentprice",
        "castka", "celkem", "celkovacena",
        "castkacelkem", "cena", "cenasdph", "cenacelkem", "uhrazeno", "zaplaceno", "trzba",
        "utrata", "summa", "kopa", "kopsumma", "cenaarpvn", "samaksats", "maksajums",
        "preisbrutto", "betrag", "pricegross", "grossprice", "grossamount", "amountinclvat",
    ),
    "currency": ("currency", "mena", "valuta", "wahrung"),
    "services": (
        "services", "service", "servicename", "item", "items", "product", "products", "treatment",
        "treatments", "whatwasdone", "description", "sluzba", "sluzby", "nazevsluzby", "polozka",
        "polozky", "produkt", "zbozi", "vykon", "ukon", "osetreni", "procedura", "procedury",
        "popis", "pakalpojums", "pakalpojumi", "prece", "preces", "proceduras", "apraksts",
        "beschreibung",
    ),
    "staff": _STAFF,
    "status": ("status", "appointmentstatus", "stav", "stavrezervace", "statuss"),
    # Ties the lines of one sale together where nobody is named.
    "receipt": (
        "receipt", "receiptnumber", "receiptno", "receiptid", "transactionid", "transactionnumber",
        "orderid", "ordernumber", "orderno", "invoicenumber", "invoiceno", "appointmentreference",
        "bookingreference", "salenumber", "ticketnumber", "cislouctenky", "uctenka", "uctenkac",
        "cuctenky", "cislodokladu", "doklad", "cislopokladnihodokladu", "cisloobjednavky",
        "cislofaktury", "cekanumurs", "cekanr", "ceks", "kvitsnumurs", "kvits", "pasutijumanumurs",
        "pasutijumanr", "rekinanumurs", "rekinanr", "darijumanumurs", "transaktionsnummer",
        "belegnummer", "bonnummer",
    ),
    # Whether it was a sale at all: money may also go back, or to the bank.
    "event": (
        "eventtype", "transactiontype", "saletype", "type", "typ", "druhdokladu", "typdokladu",
        "typtransakce", "typoperace", "druh", "darijumaveids", "darijumatips", "veids", "tips",
    ),
    "note": _NOTE,
}
FEEDBACK = {
    **_PERSON,
    "date": _DATE,
    "time": _TIME,
    "body": (
        "feedback", "body", "text", "whattheysaid", "comment", "comments", "message", "review",
        "opinion", "quote", "complaint", "suggestion", "zpetnavazba", "textzpravy",
        "zprava", "vzkaz", "komentar", "komentare", "nazor", "recenze", "hodnoceni", "pripominka",
        "pripominky", "stiznost", "podnet", "corekli", "corekla", "atsauksme", "atsauksmes",
        "komentars", "komentari", "viedoklis", "zina", "zinojums", "teksts", "sudziba",
    ),
    "kind": ("kind", "type", "category", "druh", "typ", "kategorie", "veids", "tips", "kategorija"),
    "channel": ("channel", "via", "source", "kanal", "zpusob", "odkud", "zdroj", "kanals", "avots"),
    "staff": _STAFF,
    "language": ("language", "lang", "jazyk", "valoda"),
}
SURVEY = {
    "date": (
        "timestamp", "submitdateutc", "completiontime", "enddate", "submittedat", "submittedon",
        "submissiondate", "starttime",
        "casovaznacka", "casodeslani", "laikazimogs", "iesniegts", "date", "datum", "datums",
    ),
    **_PERSON,
    # A form asks for these words of its own accord.
    "name": (
        "name", "fullname", "customername", "jmenoaprijmeni", "vardsuzvards", "vardsunuzvards",
    ),
}
# The fields that say who a row is about.
PERSON = tuple(_PERSON)
FIELDS = {"customers": CUSTOMERS, "visits": VISITS, "feedback": FEEDBACK, "survey": SURVEY}
# fmt: on
# Where several columns mean one of these, each may hold what the others lack.
SEVERAL = frozenset({"phone", "email", "note", "services"})
# A text column under one of these may as well be a remark about the customer.
VAGUE_BODIES = frozenset({"comment", "comments", "text", "message", "zprava", "komentar", "teksts"})


# Also cells are asked about, which are as many as the file is long.
@lru_cache(maxsize=4096)
def key(heading: str) -> str:
    """A heading for comparing: folded, only its letters and digits."""
    return "".join(letter for letter in fold(heading) if letter.isalnum())


# The last column of a file of refused rows: no mended row says it again.
STAYED_OUT = N_("Why it stayed out")


@cache
def _stayed_out() -> frozenset[str]:
    return frozenset(key(said_in(language, STAYED_OUT)) for language in LANGUAGES)


def is_stayed_out(heading: str) -> bool:
    """Whether a column is the one that tells why its row was refused, in any of our languages."""
    return key(heading) in _stayed_out()


_KNOWN = frozenset(
    name for fields in FIELDS.values() for names in fields.values() for name in names
)


def is_known(heading: str) -> bool:
    """Whether some table of ours has a field for this heading, or an export of ours bears it."""
    # Those words need `key` from here.
    from core.exchange import column_words

    return key(heading) in _KNOWN or column_words.is_known(heading)
