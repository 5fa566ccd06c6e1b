"""What to do next for a customer: what waits, then what is overdue, then what is expected."""

from __future__ import annotations

from datetime import timedelta

from core.insight import health_scores
from core.people import checkins, consents, touchpoints, visits
from core.people.checkins import CheckinResult
from core.people.consents import NewConsent
from core.people.touchpoints import NewTouchpoint
from core.voice import feedback
from core.voice.feedback import NewFeedback
from desktop.customers.next_step import next_step
from desktop.customers.portrait import read_portrait


def step(workspace, customer):
    return next_step(read_portrait(workspace, customer.id))


def test_nobody_who_has_not_been_here_is_pressed(workspace, jana):
    found = step(workspace, jana)
    assert (found.sentence, found.acts) == ("Has not been here yet.", ("visit",))


def test_in_rhythm_there_is_nothing_to_do(workspace, jana, came):
    came(*range(5, 200, 30))
    assert step(workspace, jana).acts == ()
    assert step(workspace, jana).sentence == "All is in rhythm: nothing to do now."


def test_after_one_visit_nobody_is_in_rhythm_nor_late_by_her_own(workspace, jana, came):
    visit = came(5)
    assert step(workspace, jana).sentence == "Nothing to do now."
    visits.remove(workspace, visit.id)
    came(43)
    found = step(workspace, jana)
    assert (found.sentence, found.acts) == ("Most customers have come again by now.", ("offer",))


def test_a_due_visit_asks_to_offer_a_day(workspace, jana, came):
    came(*range(32, 200, 30))
    found = step(workspace, jana)
    assert (found.sentence, found.acts) == ("A visit has been due since 19 Sept.", ("offer",))


def test_an_overdue_visit_asks_for_an_invitation_and_an_invitation_for_patience(
    workspace, jana, came
):
    came(*range(45, 200, 30))
    assert step(workspace, jana).acts == ("invite",)
    touchpoints.record(workspace, NewTouchpoint(jana.id, "phone", reason="winback"))
    assert step(workspace, jana).sentence == "Invited today. Give it some time."


def test_the_plan_of_her_stage_asks_for_a_check_in_until_there_was_one(workspace, jana, came):
    came(8)
    health_scores.refresh(workspace)
    found = step(workspace, jana)
    assert found.acts == ("checkin",)
    assert found.sentence == "The first visit was some days ago: ask how it went."
    checkins.finish(workspace, jana.id, CheckinResult("phone", "happy"))
    assert step(workspace, jana).acts == ()


def test_an_invitation_of_long_ago_may_be_followed_by_another(workspace, jana, came):
    came(*range(80, 200, 20))
    month_ago = workspace.clock.now() - timedelta(days=31)
    invited = NewTouchpoint(jana.id, "phone", reason="winback", at=month_ago)
    touchpoints.record(workspace, invited)
    assert step(workspace, jana).acts == ("invite",)


def test_whoever_refused_contact_is_left_in_peace(workspace, jana, came):
    came(*range(45, 200, 30))
    consents.record(workspace, NewConsent(jana.id, "email", "no"))
    found = step(workspace, jana)
    assert "asked not to be contacted" in found.sentence
    assert found.acts == ()


def test_an_unanswered_complaint_comes_before_an_overdue_visit(workspace, jana, came):
    came(*range(45, 200, 30))
    feedback.log(workspace, NewFeedback("complaint", "The colour faded", jana.id))
    found = step(workspace, jana)
    assert found.acts == ("answer",)
    assert found.sentence == "A complaint of 21 Sept waits for your answer."


def test_a_booking_that_has_gone_by_is_asked_about(workspace, jana, came):
    came(8, status="booked")
    found = step(workspace, jana)
    assert found.sentence == "Booked for 13 Sept: what became of it?"
    assert found.acts == ("came", "no_show")


def test_after_half_a_year_nobody_is_asked_about_a_booking(workspace, jana, came):
    came(200, status="booked")
    assert step(workspace, jana).acts == ("visit",)


def test_a_check_in_that_is_due_comes_before_a_booking(workspace, jana, came):
    came(-3)
    assert step(workspace, jana).sentence == "Booked for 24 Sept."
    checkins.set_interval(workspace, jana.id, 30, "Ask about the holiday")
    with workspace.write("long ago") as write:
        write.update("checkin", 1, started_on="2026-01-01")
    found = step(workspace, jana)
    assert found.acts == ("checkin",)
    assert found.sentence.endswith("Ask about the holiday")


def test_whoever_comes_today_is_told_so(workspace, jana, came):
    came(0, status="booked")
    assert step(workspace, jana).sentence == "Comes today."
