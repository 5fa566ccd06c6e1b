"""A customer's story: everything that happened, newest first."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.insight import stage_history, timeline
from core.people import checkins, customers, touchpoints, visits
from core.people.checkins import CheckinResult
from core.people.customers import NewCustomer
from core.people.touchpoints import NewTouchpoint
from core.people.visits import NewVisit
from core.voice import feedback, replies
from core.voice.feedback import NewFeedback


@pytest.fixture
def jana(workspace):
    return customers.add(workspace, NewCustomer("Jana Nováková")).id


def came(workspace, customer_id, days_ago):
    on = workspace.clock.today() - timedelta(days=days_ago)
    return visits.record(workspace, NewVisit(customer_id, on, "Cut"))


def kinds(story):
    names = ("visit", "feedback", "touchpoint", "reply", "submission", "stage")
    return [next(name for name in names if getattr(each, name)) for each in story]


def test_the_newest_things_come_first_whatever_they_are(workspace, jana):
    came(workspace, jana, 30)
    came(workspace, jana, 0)
    said = feedback.log(workspace, NewFeedback("question", "Do you open on Sunday?", jana))
    replies.mark_sent(workspace, replies.draft(workspace, said.id, "No.").id, "sms")
    touchpoints.record(workspace, NewTouchpoint(jana, "phone", reason="winback"))
    story = timeline.of_customer(workspace, jana)
    assert sorted(kinds(story)[:3]) == ["feedback", "reply", "touchpoint"]
    assert kinds(story)[3:] == ["visit", "visit"]
    assert [each.on for each in story] == sorted((each.on for each in story), reverse=True)


def test_a_contact_that_another_thing_tells_is_not_told_twice(workspace, jana):
    feedback.log(workspace, NewFeedback("praise", "Lovely", jana))
    checkins.set_interval(workspace, jana, 30)
    checkins.finish(workspace, jana, CheckinResult("phone", "other"))
    assert sorted(kinds(timeline.of_customer(workspace, jana))) == ["feedback", "touchpoint"]


def test_a_limit_keeps_the_newest_of_all_and_leaves_no_hole(workspace, jana):
    for days_ago in range(0, 300, 10):
        came(workspace, jana, days_ago)
    feedback.log(
        workspace,
        NewFeedback("praise", "Lovely", jana, said_at=workspace.clock.now() - timedelta(days=290)),
    )
    story = timeline.of_customer(workspace, jana, limit=10)
    assert kinds(story) == ["visit"] * 10


def test_changes_of_stage_stand_above_the_visit_that_made_them(workspace, jana):
    for days_ago in (40, 20):
        came(workspace, jana, days_ago)
    stages = stage_history.of_customer(workspace, jana)
    story = timeline.told(workspace, jana, visits.of_customer(workspace, jana), stages)
    assert kinds(story) == ["stage", "visit", "stage", "visit"]
    assert [each.stage.stage for each in story if each.stage] == ["repeat", "first"]
