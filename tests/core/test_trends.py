"""Series over time: what each month, topic, cohort and quarter holds, and what it shows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import FixedClock, SystemClock, iso
from core.errors import KnownError
from core.insight import findings, periods, trends
from core.insight.score_spread import BandCount
from core.insight.trends import Cohort, MoodMonth, NpsQuarter, TopicBar, VisitMonth
from core.measures.satisfaction import nps_of_counts
from core.people import customers, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store import settings
from core.store.workspace import Workspace
from core.voice import feedback, surveys, topics
from core.voice.feedback import NewFeedback
from core.voice.surveys import NewQuestion, NewSubmission, NewSurvey

JULY, AUGUST, SEPTEMBER = date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1)
TODAY = date(2026, 9, 21)


def known(workspace: Workspace, name: str = "Jana Nováková") -> int:
    return customers.add(workspace, NewCustomer(name)).id


def came(workspace: Workspace, who: int, on: date, minor: int | None = None) -> None:
    visits.record(workspace, NewVisit(who, on, amount_minor=minor))


def said(
    workspace: Workspace, at: datetime, kind: str = "complaint", topic: int | None = None
) -> int:
    new = NewFeedback(kind, "Too long a wait.", topic_id=topic, said_at=at)
    return feedback.log(workspace, new).id


def test_a_sale_without_a_name_is_revenue_and_no_customer(workspace: Workspace) -> None:
    came(workspace, known(workspace), date(2026, 9, 3), 5000)
    with workspace.write("Sales brought in") as write:
        for minor in (2000, -500):
            write.insert(
                "visit", visited_on="2026-09-03", amount_minor=minor, currency="CZK",
                created_at="2026-09-03T10:00:00Z",
            )  # fmt: skip
    (month,) = trends.visits_by_month(workspace, SEPTEMBER, TODAY)
    assert (month.visits, month.customers, month.revenue_minor) == (2, 1, 6500)
    assert [line.visits for line in customers.find(workspace)] == [1]


# Periods


@pytest.mark.parametrize(
    "text",
    [
        "2026-Q5",
        "2026-Q0",
        "2026",
        "",
        "Q3-2026",
        "2026-Q3x",
        "0000-Q1",
        "\uff12\uff10\uff12\uff16-Q1",
    ],
)
def test_a_quarter_that_is_none_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(KnownError) as refused:
        periods.days_of(text)
    assert refused.value.code == "bad_quarter"
    assert "2026-Q3" in refused.value.text()


@given(st.dates(date(1900, 1, 1), date(9990, 12, 31)))
def test_every_day_lies_in_its_quarter(day: date) -> None:
    first, last = periods.days_of(periods.quarter_of(day))
    assert first <= day <= last
    assert periods.quarter_of(last + timedelta(days=1)) != periods.quarter_of(day)
    assert periods.quarter_before(periods.quarter_of(last + timedelta(days=1))) == (
        periods.quarter_of(day)
    )


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(["Europe/Prague", "UTC"]))
def test_a_local_day_begins_at_its_first_instant(day: date, zone: str) -> None:
    clock = FixedClock("2026-09-21T08:00:00Z", zone=zone)
    begins = periods.begins_at(clock, day)
    assert clock.day_of(begins) == day
    assert clock.day_of(begins - timedelta(seconds=1)) == day - timedelta(days=1)


def test_the_computers_own_clock_knows_midnight_too() -> None:
    clock = SystemClock()
    assert clock.day_of(periods.begins_at(clock, TODAY)) == TODAY


# Visits


def test_months_count_visit_days_and_revenue_and_keep_the_empty_ones(workspace: Workspace) -> None:
    jana, ilze = known(workspace), known(workspace, "Ilze Kalniņa")
    came(workspace, jana, date(2026, 7, 31), 500_00)
    came(workspace, jana, date(2026, 7, 31), 100_00)
    came(workspace, ilze, date(2026, 7, 1), None)
    came(workspace, jana, date(2026, 9, 1), 300_00)
    months = trends.visits_by_month(workspace, JULY, TODAY)
    assert [(m.month, m.visits, m.customers, m.revenue_minor, m.whole) for m in months] == [
        (JULY, 2, 2, 600_00, True),
        (AUGUST, 0, 0, 0, True),
        (SEPTEMBER, 1, 1, 300_00, False),
    ]
    assert {month.currency for month in months} == {"CZK"}


def test_a_refund_lowers_revenue_but_is_no_visit(workspace: Workspace) -> None:
    jana = known(workspace)
    came(workspace, jana, date(2026, 7, 3), 500_00)
    came(workspace, jana, date(2026, 7, 4), -200_00)
    july = trends.visits_by_month(workspace, JULY, date(2026, 7, 31))[0]
    assert (july.visits, july.customers, july.revenue_minor) == (1, 1, 300_00)


def test_bookings_missed_visits_and_other_currencies_stay_out(workspace: Workspace) -> None:
    jana = known(workspace)
    visits.record(workspace, NewVisit(jana, date(2026, 7, 2), status="no_show"))
    came(workspace, jana, date(2026, 7, 3), 20_00)
    settings.put(workspace, settings.CURRENCY, "EUR")
    came(workspace, jana, date(2026, 7, 9), 30_00)
    july = trends.visits_by_month(workspace, JULY, date(2026, 7, 31))[0]
    assert (july.visits, july.revenue_minor, july.currency) == (2, 30_00, "EUR")


def test_no_days_give_no_months(workspace: Workspace) -> None:
    assert trends.visits_by_month(workspace, TODAY, JULY) == []
    assert trends.mood_by_month(workspace, TODAY, JULY) == []
    assert trends.nps_by_quarter(workspace, TODAY, date(2026, 6, 1)) == []


# Mood and topics


def test_feedback_belongs_to_the_local_month(workspace: Workspace) -> None:
    # half past one at night on 1 August in Prague is still July in UTC
    said(workspace, datetime(2026, 7, 31, 23, 30, tzinfo=UTC))
    july, august = trends.mood_by_month(workspace, JULY, date(2026, 8, 31))
    assert (july.volume, august.volume) == (0, 1)


def test_the_owners_word_beats_the_reading(workspace: Workspace) -> None:
    number = said(workspace, datetime(2026, 7, 15, tzinfo=UTC))
    feedback.override(workspace, number, "mixed")
    july = trends.mood_by_month(workspace, JULY, JULY + timedelta(days=30))[0]
    assert (july.mixed, july.read, july.unread) == (1, 1, 0)


def test_topics_stand_by_weight_with_the_rows_behind_them(workspace: Workspace) -> None:
    waiting, price = topics.add(workspace, "Waiting"), topics.add(workspace, "Price")
    at = datetime(2026, 7, 15, tzinfo=UTC)
    without = [said(workspace, at) for _n in range(3)]
    dear = [said(workspace, at, topic=price.id)]
    late = [said(workspace, at, topic=waiting.id) for _n in range(2)]
    said(workspace, at, kind="praise", topic=price.id)
    bars = trends.topics_pareto(workspace, JULY, date(2026, 7, 31))
    assert [(bar.topic_id, bar.complaints, bar.feedback_ids) for bar in bars] == [
        (waiting.id, 2, tuple(late)),
        (price.id, 1, tuple(dear)),
        (None, 3, tuple(without)),
    ]
    assert [round(bar.so_far, 3) for bar in bars] == [0.333, 0.5, 1.0]
    assert bars[-1].text() == "No topic"


# Cohorts


def test_a_cohort_says_who_came_again_in_which_month(workspace: Workspace) -> None:
    jana, ilze = known(workspace), known(workspace, "Ilze Kalniņa")
    for day in (date(2026, 5, 3), date(2026, 5, 20), date(2026, 7, 1)):
        came(workspace, jana, day)
    came(workspace, ilze, date(2026, 5, 9))
    came(workspace, ilze, date(2026, 9, 2))
    assert trends.cohorts(workspace, date(2026, 1, 1), TODAY) == [
        Cohort(date(2026, 5, 1), 2, (2, 0, 1, 0))
    ]
    assert trends.cohort_customers(workspace, date(2026, 5, 1), 2) == [jana]
    assert trends.cohort_customers(workspace, date(2026, 5, 1), 0) == [jana, ilze]


def test_a_month_that_is_not_over_has_no_rate(workspace: Workspace) -> None:
    came(workspace, known(workspace), date(2026, 8, 31))
    (cohort,) = trends.cohorts(workspace, JULY, TODAY)
    assert cohort.rate(1) is None
    (whole,) = trends.cohorts(workspace, JULY, date(2026, 9, 30))
    rate = whole.rate(1)
    assert rate is not None
    assert rate.percent == 0
    assert whole.rate(-1) is None


def test_someone_older_than_the_period_is_in_no_cohort(workspace: Workspace) -> None:
    jana = known(workspace)
    came(workspace, jana, date(2025, 12, 31))
    came(workspace, jana, date(2026, 7, 1))
    assert trends.cohorts(workspace, date(2026, 1, 1), TODAY) == []


# NPS


def test_each_quarter_has_its_own_score(workspace: Workspace) -> None:
    survey = surveys.add(
        workspace, NewSurvey("How was it", (NewQuestion("nps", "Would you recommend us?"),))
    )
    question = survey.questions[0].id
    # the last of these is already October in Prague
    for at, number in {
        "2026-05-01T10:00:00Z": 10,
        "2026-07-01T10:00:00Z": 0,
        "2026-09-30T21:59:59Z": 9,
        "2026-09-30T22:00:00Z": 10,
    }.items():
        answers: dict[int, int | str] = {question: number}
        submitted_at = datetime.fromisoformat(at)
        surveys.submit(workspace, NewSubmission(survey.id, answers, submitted_at=submitted_at))
    found = trends.nps_by_quarter(workspace, date(2026, 2, 14), date(2026, 9, 30))
    assert [(q.quarter, q.nps.value, q.nps.n) for q in found] == [
        ("2026-Q1", None, 0),
        ("2026-Q2", 100.0, 1),
        ("2026-Q3", 0.0, 2),
    ]


# Findings


def visit_months(*counts: int) -> list[VisitMonth]:
    months = periods.months_between(date(2024, 1, 1), date(2027, 1, 1))
    return [VisitMonth(m, n, n, 0, "CZK", True) for m, n in zip(months, counts, strict=False)]


@pytest.mark.parametrize(
    ("counts", "start"),
    [
        ((), "Too few visits"),
        ((1, 1, 1, 1, 1, 1), "Too few visits"),
        ((50, 50), "Too few visits"),
        ((5, 5, 5), "15 visits in the last"),
        ((90, 90, 90, 90), "270 visits in the last three months."),
        ((90, 90, 90, 90, 90), "270 visits in the last three months."),
        ((100, 100, 100, 100, 100, 101), "Visits: no clear change in"),
        ((100, 100, 100, 200, 200, 200), "More visits: 600 in three months, 300"),
        ((200, 200, 200, 100, 100, 100), "Fewer visits: 300 in three months, 600"),
        ((50, 50, 50, *[99] * 9, 80, 80, 80), "More visits than a year ago: 240"),
        ((80, 80, 80, *[10] * 9, 80, 80, 81), "Visits: no clear change against a year"),
    ],
)
def test_visits_are_held_against_a_year_ago_where_there_is_one(
    counts: tuple[int, ...], start: str
) -> None:
    assert findings.of_visits(visit_months(*counts)).startswith(start)


def test_a_month_that_is_not_over_does_not_look_like_a_fall() -> None:
    months = [*visit_months(100, 100, 100, 100, 100, 100), VisitMonth(JULY, 3, 3, 0, "CZK", False)]
    assert findings.of_visits(months) == "Visits: no clear change in the last months."


@pytest.mark.parametrize(
    ("then", "now", "start"),
    [
        ((5, 5), (1, 1), "Too little feedback"),
        ((90, 10), (50, 50), "The mood got worse: 50%"),
        ((50, 50), (90, 10), "The mood got better: 10%"),
        ((50, 50), (52, 48), "48% of what we could read is negative: no clear change."),
        ((0, 0), (52, 48), "48% of what we could read is negative."),
    ],
)
def test_the_mood_changes_only_beyond_its_margin(
    then: tuple[int, int], now: tuple[int, int], start: str
) -> None:
    quiet = MoodMonth(JULY)
    months = [
        MoodMonth(JULY, positive=then[0], negative=then[1]),
        quiet,
        quiet,
        MoodMonth(JULY, positive=now[0], negative=now[1], unread=500),
        quiet,
        quiet,
    ]
    assert findings.of_mood(months).startswith(start)


def bars(**counts: int) -> list[TopicBar]:
    return [
        TopicBar(None if name == "none" else 1, "" if name == "none" else name, n, 1.0, ())
        for name, n in counts.items()
    ]


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ({}, "No complaints in this period."),
        ({"Price": 1}, "1 complaint: too few to judge a pattern."),
        ({"none": 40}, "40 complaints: too few to judge a pattern."),
        ({"Price": 30, "Waiting": 5}, "Most complaints are about “Price”."),
        ({"Price": 12, "Waiting": 11}, "Complaints are mostly about “Price” and “Waiting”."),
        (
            {"Price": 40, "Waiting": 10, "none": 60},
            "“Price” is what customers complain about most.",
        ),
    ],
)
def test_a_topic_is_named_only_when_it_stands_out(counts: dict[str, int], sentence: str) -> None:
    found = bars(**counts)
    if "Price" in counts and len(counts) > 1 and "none" not in counts and counts["Price"] == 12:
        found = bars(**counts, Staff=1, Noise=1)
    assert findings.of_topics(found) == sentence


def test_cohorts_are_judged_by_their_third_month() -> None:
    assert findings.of_cohorts([]) == "Too few new customers to judge yet."
    settled = Cohort(JULY, 20, (20, 5, 5, 8))
    fresh = Cohort(AUGUST, 50, (50, 1))
    assert findings.of_cohorts([settled, fresh]).startswith("40% of new customers")


def test_health_speaks_of_customers_at_risk() -> None:
    def counted(now: int, before: int | None) -> str:
        rest = None if before is None else 100 - before
        return findings.of_health(
            [BandCount("at_risk", now, before), BandCount("healthy", 100 - now, rest)]
        )

    assert counted(20, None) == "20% of customers are at risk (20)."
    assert counted(20, 18) == "20% of customers are at risk (20): no clear change."
    assert counted(40, 10) == "More customers are at risk: 40, before 10."
    assert counted(10, 40) == "Fewer customers are at risk: 10, before 40."
    nobody = [BandCount("at_risk", 20, 0), BandCount("healthy", 80, 0)]
    assert findings.of_health(nobody) == "20% of customers are at risk (20)."
    few = [BandCount("at_risk", 3, None)]
    assert findings.of_health(few) == "Too few customers to judge yet."


def test_the_score_moves_only_beyond_both_margins() -> None:
    def quarters(*counts: tuple[int, int, int]) -> str:
        return findings.of_nps([NpsQuarter("2026-Q1", nps_of_counts(*count)) for count in counts])

    assert quarters() == "Too few answers to judge the recommendation score yet."
    few = "Too few answers in Quarter 1, 2026 to judge the recommendation score."
    assert quarters((5, 0, 0)) == quarters((12, 5, 3), (5, 0, 0)) == few
    assert quarters((12, 5, 3)) == "The recommendation score of Quarter 1, 2026 is 45."
    assert quarters((50, 30, 20), (0, 0, 0), (52, 30, 18)).endswith("no clear change.")
    rose = "The recommendation score of Quarter 1, 2026 is 80, up from -50."
    assert quarters((20, 10, 70), (0, 0, 0), (85, 10, 5)) == rose
    fell = "The recommendation score of Quarter 1, 2026 is -50, down from 80."
    assert quarters((85, 10, 5), (20, 10, 70)) == fell


def test_the_score_is_told_of_the_last_quarter_with_answers() -> None:
    """The tile beside it speaks of the whole period."""
    counts = {"2025-Q4": (12, 5, 3), "2026-Q1": (20, 5, 3), "2026-Q2": (0, 0, 0)}
    told = [NpsQuarter(quarter, nps_of_counts(*count)) for quarter, count in counts.items()]
    assert "of Quarter 1, 2026 is" in findings.of_nps(told)


def test_stored_instants_bound_local_days(clock: FixedClock) -> None:
    starts_at, ends_at = periods.span(clock, date(2026, 10, 25), date(2026, 10, 25))
    # the night on which summer time ends has 25 hours
    assert (starts_at, ends_at) == ("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")
    assert starts_at == iso(datetime(2026, 10, 24, 22, tzinfo=UTC))
