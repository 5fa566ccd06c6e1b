"""The tables that programs write, told by their headings: booking systems, tills, shops, forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# A field for columns that repeat what others say, or mean nothing outside of their program.
NOWHERE = "nowhere"
# Whose visits are appointments: what they say of a price is planned, a till says what was paid.
CALENDARS = frozenset({"acuity", "fresha", "icalendar"})


@dataclass(frozen=True, slots=True)
class Source:
    """A program's table: the headings it surely has, and what ours do not say of the others.

    `month_first` settles days like 3/4 that the column itself leaves open; `phones_lack_plus`
    says that phone numbers begin with the code of their country, but without its +.
    """

    name: str
    kind: str
    has: frozenset[str]
    fields: Mapping[str, str] = field(default_factory=dict)
    month_first: bool = False
    phones_lack_plus: bool = False


def _source(
    name: str,
    kind: str,
    has: str,
    *,
    month_first: bool = False,
    phones_lack_plus: bool = False,
    **fields: str,
) -> Source:
    return Source(name, kind, frozenset(has.split()), fields, month_first, phones_lack_plus)


# fmt: off
SOURCES = (
    # Our own export comes first: it knows more than any other table.
    _source(
        "regulars", "customers", "id reference name firstname joinedon archivedat",
        id=NOWHERE, archivedat=NOWHERE, stagepin="stage_pin", pulse="pulse", pulseon="pulse_on",
        createdat=NOWHERE,
    ),
    _source(
        "regulars", "visits", "id customerid customer customerreference visitedon",
        id=NOWHERE, customerid=NOWHERE, customerreference="reference", createdat=NOWHERE,
        staffmember="staff", customeremail="email", customerphone="phone",
        staffmemberid=NOWHERE, booking=NOWHERE,
    ),
    _source(
        "regulars", "feedback", "id customerid kind channel body saidat",
        id=NOWHERE, customerid=NOWHERE, loggedat=NOWHERE, asksreply="asks_reply", polarity=NOWHERE,
        score=NOWHERE, customerreference="reference", topic="topic", override="override",
        customeremail="email", customerphone="phone", staffmemberid=NOWHERE, topicid=NOWHERE,
        words=NOWHERE, reader=NOWHERE, overriddenat="overridden_at",
        triagedat=NOWHERE, snoozeduntil=NOWHERE, topicsetat=NOWHERE, followsreplyid=NOWHERE,
    ),
    # Contacts and calendars, which become tables under these headings.
    _source("vcard", "customers", "carduid", carduid=NOWHERE),
    _source("icalendar", "visits", "eventuid", eventuid=NOWHERE, eventchanged=NOWHERE),
    _source("fresha", "customers", "firstname lastname acceptsmarketing referralsource tags",
            phones_lack_plus=True, fullname="name"),
    _source("fresha", "customers", "firstname lastname staffalert referralsource tags",
            phones_lack_plus=True, fullname="name"),
    _source("fresha", "visits", "appointmentreference client teammember scheduleddate"),
    _source("vagaro", "customers", "firstname lastname customersince appointmentsbooked",
            month_first=True, mobile="phone", day="phone", night="phone"),
    _source("square", "customers", "referenceid emailaddress squarecustomerid", month_first=True,
            squarecustomerid="reference", referenceid=""),
    # Whole sales before their items: what was sold is told in one column, with its total.
    _source("square", "visits", "date netsales transactionid customerid totalcollected",
            month_first=True, netsales="amount", description="services", customername="name",
            customerid="reference", customerreferenceid="", grosssales="", details=NOWHERE,
            timezone=NOWHERE, paymentid=NOWHERE, staffid=NOWHERE),
    _source("square", "visits", "date netsales transactionid customerid", month_first=True,
            netsales="amount", item="services", customername="name", customerid="reference",
            customerreferenceid="", grosssales="", description="", details=NOWHERE,
            timezone=NOWHERE, paymentid=NOWHERE, token=NOWHERE),
    _source("shopify", "customers", "firstname lastname acceptsemailmarketing totalspent",
            defaultaddressphone="phone"),
    _source("acuity", "visits", "starttime endtime timezone firstname lastname calendar",
            month_first=True, starttime="date", type="services", calendar="staff",
            appointmentprice="amount", appointmentid="receipt", timezone=NOWHERE),
    _source("sumup", "visits", "datum typ transaktionsnummer preisbrutto",
            datum="date", typ="event", beschreibung="services", preisbrutto="amount",
            wahrung="currency"),
    # The address in its whole sales is that of the shop's own account.
    _source("sumup", "visits", "datum transaktionsid zahlungsart status betraginklmwst",
            datum="date", zahlungsart="event", transaktionsid="receipt", email="",
            betraginklmwst="amount", beschreibung="services", wahrung="currency"),
    _source("shoptet", "customers", "email billingfullname guid", guid="reference"),
    _source("upgates", "customers", "firstname surname code", customeryn=NOWHERE,
            companyyn=NOWHERE, newsletteryn="consent_email", creationtime="joined_on"),
    _source("kupshop", "customers", "jmeno prijmeni email skupiny newsletter"),
    _source("surveymonkey", "survey", "respondentid collectorid startdate enddate",
            respondentid=NOWHERE, collectorid=NOWHERE, startdate=NOWHERE, ipaddress=NOWHERE,
            customdata1=NOWHERE),
    # Its first column is headed #, which is no word at all.
    Source(
        "typeform", "survey", frozenset(("submitdateutc", "networkid")),
        dict.fromkeys(("", "startdateutc", "stagedateutc", "networkid", "tags", "responsetype",
                       "ending"), NOWHERE),
    ),
    _source("microsoft-forms", "survey", "id starttime completiontime email name",
            id=NOWHERE, starttime=NOWHERE, lastmodifiedtime=NOWHERE, totalpoints=NOWHERE,
            quizfeedback=NOWHERE, gradepostedtime=NOWHERE),
    _source("microsoft-forms", "survey", "id casdokonceni email", id=NOWHERE,
            casdokonceni="date", caszahajeni=NOWHERE, casspusteni=NOWHERE, nazev="name",
            casposlednizmeny=NOWHERE, casposledniupravy=NOWHERE),
    _source("microsoft-forms", "survey", "id pabeigsanaslaiks epasts", id=NOWHERE,
            pabeigsanaslaiks="date", sakumalaiks=NOWHERE, nosaukums="name",
            pedejasmodificesanaslaiks=NOWHERE),
    _source("google-forms", "survey", "timestamp"),
    _source("google-forms", "survey", "casovaznacka"),
    _source("google-forms", "survey", "laikazimogs"),
    # Forms of other makers, told by the moment that no other table has.
    *(
        _source("plain", "survey", moment, submissionid=NOWHERE, respondentid=NOWHERE)
        for moment in ("submittedat", "submittedon", "submissiondate", "casodeslani", "iesniegts")
    ),
)
# fmt: on
