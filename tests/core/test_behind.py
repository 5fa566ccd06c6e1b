"""The rows behind a figure are those that the figure counted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from core.insight import behind, health_scores, trends
from core.measures import health
from core.people import customers, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.voice import feedback, surveys
from core.voice.feedback import FeedbackFilter, NewFeedback
from core.voice.surveys import NewQuestion, NewSubmission, NewSurvey


def came(workspace, name: str, *days: date, amount: int | None = 50_000) -> int:
    person = customers.find_named(workspace, name) or customers.add(workspace, NewCustomer(name))
    for on in days:
        visits.record(workspace, NewVisit(person.id, on, "Cut", amount))
    return person.id


def test_an_empty_shop_has_no_first_day(workspace):
    assert behind.first_on(workspace) is None


def test_the_first_day_is_that_of_the_oldest_record_of_any_kind(workspace):
    came(workspace, "Jana", date(2026, 5, 2))
    assert behind.first_on(workspace) == date(2026, 5, 2)
    late = datetime(2026, 3, 31, 22, 30, tzinfo=UTC)
    feedback.log(workspace, NewFeedback("praise", "Lovely", said_at=late))
    assert behind.first_on(workspace) == date(2026, 4, 1)


def test_visitors_are_counted_by_days_and_a_refund_is_no_visit(workspace):
    jana = came(workspace, "Jana", date(2026, 5, 2), date(2026, 5, 2), date(2026, 5, 9))
    came(workspace, "Ilze", date(2026, 5, 3), amount=-100)
    came(workspace, "Eva", date(2026, 6, 1))
    (found,) = behind.visitors(workspace, date(2026, 5, 1), date(2026, 5, 31))
    assert (found.customer_id, found.number, found.on) == (jana, 2, date(2026, 5, 9))


def test_returners_came_first_in_the_month_and_again_in_the_later_one(workspace):
    jana = came(workspace, "Jana", date(2026, 5, 2), date(2026, 7, 9))
    came(workspace, "Ilze", date(2026, 4, 2), date(2026, 5, 2), date(2026, 7, 9))
    came(workspace, "Eva", date(2026, 5, 2))
    found = behind.returners(workspace, date(2026, 5, 1), 2)
    assert [each.customer_id for each in found] == [jana]


def test_absentees_came_first_in_the_month_but_not_in_the_later_one(workspace):
    """Returners and absentees of a cell are its whole cohort; visits are all those so far."""
    may, july = date(2026, 5, 1), 2
    came(workspace, "Jana", date(2026, 5, 2), date(2026, 7, 9))
    eva = came(workspace, "Eva", date(2026, 5, 2), date(2026, 8, 3))
    came(workspace, "Ilze", date(2026, 4, 2), date(2026, 5, 2))
    (found,) = behind.absentees(workspace, [may], july)
    assert (found.customer_id, found.number, found.on) == (eva, 2, date(2026, 8, 3))
    several = behind.absentees(workspace, [date(2026, 4, 1), may], july)
    assert sorted(each.customer for each in several) == ["Eva", "Ilze"]
    assert behind.absentees(workspace, [date(2026, 3, 1)], july) == []


def test_answers_of_a_walk_in_have_no_customer(workspace):
    survey = surveys.add(workspace, NewSurvey("Short", (NewQuestion("nps", "Recommend?"),)))
    number = survey.questions[0].id
    surveys.submit(workspace, NewSubmission(survey.id, {number: 0}))
    (found,) = behind.nps_answers(workspace, date(2026, 9, 21), date(2026, 9, 21))
    assert (found.customer_id, found.customer, found.number) == (None, "", 0)
    assert behind.nps_answers(workspace, date(2026, 9, 1), date(2026, 9, 20)) == []


def test_a_closed_survey_can_be_asked_again(workspace):
    survey = surveys.add(workspace, NewSurvey("Short", (NewQuestion("text", "Well?"),)))
    surveys.archive(workspace, survey.id)
    surveys.reopen(workspace, survey.id)
    assert [each.id for each in surveys.find(workspace)] == [survey.id]


def test_feedback_is_found_by_its_numbers(workspace):
    said = [feedback.log(workspace, NewFeedback("praise", text)).id for text in ("A", "B", "C")]
    wanted = FeedbackFilter(ids=(said[0], said[2]))
    assert {each.id for each in feedback.find(workspace, wanted)} == {said[0], said[2]}
    assert feedback.count(workspace, FeedbackFilter(ids=())) == 0


# Every mark of a chart has its rows


def sold(workspace, on: date, minor: int | None, name: str = "") -> None:
    """A sale to somebody, or without a name."""
    person = customers.find_named(workspace, name) if name else None
    with workspace.write("A sale") as write:
        write.insert(
            "visit", customer_id=person.id if person else None, visited_on=on.isoformat(),
            amount_minor=minor, currency="CZK", created_at="2026-09-01T08:00:00Z",
        )  # fmt: skip


def test_the_rows_behind_a_month_add_up_to_its_bars(workspace):
    """Jana: 2 visit days for 500, a refund of 200. Ilze: only a refund. Two walk-ins, one refund.

    Visits are 2 + 2 = 4, revenue is 1,000 − 200 − 50 + 300 + 0 − 70 = 980.
    """
    first, last = date(2026, 5, 1), date(2026, 5, 31)
    jana = came(workspace, "Jana", date(2026, 5, 2), date(2026, 5, 9))
    ilze = came(workspace, "Ilze", date(2026, 4, 9))
    sold(workspace, date(2026, 5, 20), -20_000, "Jana")
    sold(workspace, date(2026, 5, 21), -5_000, "Ilze")
    for minor in (30_000, None, -7_000):
        sold(workspace, date(2026, 5, 11), minor)
    (month,) = trends.visits_by_month(workspace, first, last)
    assert (month.visits, month.customers, month.revenue_minor) == (4, 1, 98_000)
    takings = behind.takings(workspace, first, last)
    assert sum(row.number for row in takings) == month.visits
    assert sum(row.minor or 0 for row in takings) == month.revenue_minor
    assert [(row.customer_id, row.number, row.minor) for row in takings] == [
        (ilze, 0, -5_000),
        (jana, 2, 80_000),
        (None, 1, 30_000),
        (None, 1, None),
        (None, 0, -7_000),
    ]
    visitors = behind.visitors(workspace, first, last)
    assert [(row.customer_id, row.number) for row in visitors] == [(jana, 2), (None, 1), (None, 1)]


def test_bookings_and_missed_visits_are_behind_no_bar(workspace):
    jana = came(workspace, "Jana", date(2026, 5, 2))
    visits.record(workspace, NewVisit(jana, date(2026, 5, 3), status="no_show"))
    visits.record(workspace, NewVisit(jana, date(2026, 5, 4), status="cancelled"))
    (found,) = behind.takings(workspace, date(2026, 5, 1), date(2026, 12, 31))
    assert found.number == 1


def scored(workspace, **scores: float) -> None:
    with workspace.write("Scores for a test") as write:
        for name, score in scores.items():
            who = customers.add(workspace, NewCustomer(name)).id
            write.insert(
                "health_snapshot", customer_id=who, taken_on="2026-09-21", score=score,
                band=health.band(score), stage="repeat",
            )  # fmt: skip


def test_scores_lead_to_their_customers(workspace):
    """A bar from 45 to 50 has 49.9, which is at risk; 50 is the next bar's; 100 is the last's."""
    scored(workspace, Jana=49.9, Ilze=50.0, Eva=45.0, Lea=100.0)
    low = behind.scored(workspace, 45, 50)
    assert [(row.customer, row.number) for row in low] == [("Eva", 45), ("Jana", 49)]
    assert [row.customer for row in behind.scored(workspace, 50, 55)] == ["Ilze"]
    assert [row.customer for row in behind.scored(workspace, 95, 100)] == ["Lea"]
    customers.archive(workspace, low[0].id)
    assert [row.customer for row in behind.scored(workspace, 45, 50)] == ["Jana"]


def test_a_row_behind_the_scores_says_the_last_visit(workspace, clock):
    """Not the day on which the score was counted; somebody never here has no such day."""
    on = clock.today() - timedelta(days=30)
    came(workspace, "Jana", on)
    health_scores.refresh(workspace)
    assert [(row.customer, row.on) for row in behind.scored(workspace, 0, 100)] == [("Jana", on)]
    scored(workspace, Ilze=70.0)
    assert {row.customer: row.on for row in behind.scored(workspace, 0, 100)}["Ilze"] is None
