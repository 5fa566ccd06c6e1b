"""What a ranking rests on: sources, marks, what if, merging, history and what came of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import i18n
from core.store import journal
from core.voice import feedback, offers, suggestions, topics
from core.voice.feedback import NewFeedback
from core.voice.suggestions import NewRating, NewSuggestion
from desktop.suggestions.merge_dialog import MergeDialog
from desktop.suggestions.past_confidence import PastConfidenceDialog
from desktop.suggestions.rate_dialog import RateDialog
from desktop.suggestions.what_if import WhatIfDialog
from desktop.widgets.badge import Badge
from desktop.widgets.suggestion_dialog import SuggestionDialog

HOOKS = (
    "Please put a hook for handbags in the toilet.",
    "There is no hook for handbags in the toilet.",
    "A hook for handbags in the toilet would be nice.",
)


@pytest.fixture
def detail(desk, page):
    """The detail of a suggestion, read to its end."""

    def build(suggestion_id: int):
        made = page()
        made.show_target(suggestion_id)
        desk.tasks.wait_idle()
        return made.detail

    return build


def test_every_input_says_its_step_its_source_and_its_day(detail, two, words_in):
    words = words_in(detail(two[0]))
    for said in (
        "Reach | 4 people | counted at the till, 21\xa0Sept\xa02026",
        "Impact | High | counted at the till, 21\xa0Sept\xa02026",
        "Confidence | Fairly sure",
        "Effort | 20 days",
        "place 2 of the ranking",
    ):
        assert said in words


def test_a_counted_reach_says_how_it_was_counted(detail, say, suggest, words_in):
    words = words_in(detail(suggest("A mirror", say("No mirror", "Jana"), impact=1)))
    assert "1 person | Counted from distinct people in the last 90 days, " in words
    assert "days, 23\xa0Jun\xa02026 to 21\xa0Sept\xa02026" in words
    assert "Effort | Not said yet" in words


def test_a_reach_of_nobody_says_why_though_there_are_voices(detail, say, suggest, clock, words_in):
    known = suggest("A mirror", say("No mirror", "Jana"), impact=1, confidence=1, effort_days=1)
    clock.move_to(clock.now() + timedelta(days=120))
    assert "Reach | 0 people: nobody in the last 90 days | Counted" in words_in(detail(known))


def test_voices_that_came_after_a_rating_are_counted_until_it_is_still_right(
    desk, detail, two, say, clock, words_in, button
):
    clock.move_to(clock.now() + timedelta(days=1))
    for number in range(3):
        suggestions.link(desk.workspace, two[0], say(f"Late again {number}", f"Name {number}"))
    shown = detail(two[0])
    assert "3 new voices have come since it was rated." in words_in(shown)
    button(shown, "It is still right").click()
    desk.tasks.wait_idle()
    words = words_in(shown)
    assert "new voices have come" not in words
    assert "counted at the till, 22\xa0Sept\xa02026" in words, "the source stays, the day is today"


def test_a_mark_stands_beside_the_inputs_that_were_not_looked_at_since(
    desk, detail, two, say, clock
):
    clock.move_to(clock.now() + timedelta(days=1))
    suggestions.link(desk.workspace, two[0], say("Late again", "Jana"))
    clock.move_to(clock.now() + timedelta(days=1))
    suggestions.rate(desk.workspace, two[0], NewRating(impact=3))
    marks = [badge.accessibleName() for badge in detail(two[0]).rating.findChildren(Badge)]
    assert marks == ["1 new voice since"] * 3


def test_a_must_is_explained(desk, detail, two, words_in):
    suggestions.set_must_do(desk.workspace, two[0], True)
    assert "A must comes before the ranking, whatever its score" in words_in(detail(two[0]))


def test_the_place_with_less_confidence_is_told(detail, suggest, words_in):
    first = suggest("A mirror", reach=10, impact=1, confidence=1, effort_days=1)
    suggest("A clock", reach=9, impact=1, confidence=1, effort_days=1)
    told = "If you were one step less sure, it would go from place 1 to 2."
    assert told in words_in(detail(first))


def test_what_if_shows_now_and_then_of_the_first_ten(desk, opened, suggest, words_in):
    first = suggest("A mirror", reach=10, impact=1, confidence=1, effort_days=1)
    for number in range(12):
        suggest(f"A clock {number}", reach=9, impact=1, confidence=0.5, effort_days=9 + number)
    suggest("A bell", reach=9, impact=1, confidence=1, effort_days=1)
    dialog = opened(WhatIfDialog, suggestions.get(desk.workspace, first))
    words = words_in(dialog.first)
    assert "1 → 2 | A mirror | 200.0 → 160.0" in words
    assert "2 → 1 | A bell | 180.0" in words
    assert words.count("A clock") == 8
    assert "2 → 2 | A bell | 180.0 → 144.0" in words_in(dialog.alone)


def test_merging_says_how_many_come_along_and_can_be_taken_back(
    desk, page, opened, say, suggest, words_in
):
    both = say("No mirror", "Jana")
    small = suggest("A mirror", both, say("Where is the mirror?", "Ilze"))
    large = suggest("Mirrors", both, say("A mirror for shoes", "Petra"))
    shown = page()
    dialog = opened(MergeDialog, suggestions.get(desk.workspace, small))
    dialog.table.select_first()
    desk.tasks.wait_idle()
    words = words_in(dialog)
    assert "1 person comes along, so that 3 stand behind “Mirrors”." in words
    assert "1 person asked for both and counts once." in words
    dialog.merge()
    desk.tasks.wait_idle()
    assert suggestions.get(desk.workspace, large).supporters == 3
    assert [s.title for s in suggestions.backlog(desk.workspace)] == ["Mirrors"]
    journal.undo(desk.workspace)
    desk.tasks.wait_idle()
    assert suggestions.get(desk.workspace, large).supporters == 2
    assert shown.table.count() == 2


def test_a_merge_that_is_refused_says_why(desk, opened, two, words_in):
    dialog = opened(MergeDialog, suggestions.get(desk.workspace, two[0]))
    suggestions.decide(desk.workspace, two[0], "done", "We text now.")
    dialog.table.select_first()
    dialog.merge()
    desk.tasks.wait_idle()
    assert "merge the other one into it" in words_in(dialog)
    assert dialog.isVisible()


def test_nothing_is_merged_into_itself(desk, opened, two):
    dialog = opened(MergeDialog, suggestions.get(desk.workspace, two[0]))
    assert dialog.table.count() == 1
    assert dialog.table.current() is None or dialog.table.current().id == two[1]


def test_everything_that_happened_is_told_newest_first(desk, detail, say, suggest, words_in, clock):
    wished = suggest("A mirror", say("No mirror", "Jana"), impact=1)

    def later(change) -> None:
        clock.move_to(clock.now() + timedelta(minutes=1))
        change()

    shop = desk.workspace
    later(lambda: suggestions.rate(shop, wished, NewRating(impact=2, source="seen it myself")))
    later(lambda: suggestions.retitle(shop, wished, "A tall mirror", ""))
    later(lambda: suggestions.set_must_do(shop, wished, True))
    later(lambda: suggestions.decide(shop, wished, "planned", "You asked for it."))
    words = words_in(detail(wished).changes)
    told = [
        "You asked for it.",
        "Now a must",
        "A mirror → A tall mirror",
        "Medium → High\nseen it myself",
        "– → Medium",
        "Written down",
    ]
    assert [word for word in told if word not in words] == []
    assert sorted(told, key=words.index) == told


def said_about(workspace, topic_id: int, kind: str, body: str, days_ago: int) -> int:
    at = workspace.clock.now() - timedelta(days=days_ago)
    new = NewFeedback(kind, body, topic_id=topic_id, said_at=at)
    return feedback.log(workspace, new).id


def done_long_ago(workspace, clock) -> int:
    """A suggestion done 100 days ago: twenty complaints before it, none after."""
    topic_id = topics.add(workspace, "Waiting").id
    for number in range(20):
        said_about(workspace, topic_id, "complaint", f"I waited {number}", 110 + number)
    now = clock.now()
    made = suggestions.suggest(workspace, NewSuggestion("Text when late", topic_id=topic_id))
    rating = NewRating(impact=2, confidence=0.8, effort_days=2, source="asked")
    suggestions.rate(workspace, made.id, rating)
    clock.move_to(now - timedelta(days=100))
    suggestions.decide(workspace, made.id, "done", "We text now.")
    clock.move_to(now)
    for number in range(4):
        said_about(workspace, topic_id, "praise", f"No wait {number}", 50 + number)
    return made.id


def test_what_came_of_it_is_shown_with_what_it_rests_on(desk, detail, clock, words_in):
    shown = detail(done_long_ago(desk.workspace, clock))
    words = words_in(shown.outcome)
    assert "Complaints about “Waiting” went down: 20 in the 90 days before, 0 in" in words
    assert "20 → 0" in words
    assert "20 voices, ±0." in words
    assert "When it was done, your confidence was: fairly sure." in words
    trends = [badge.accessibleName() for badge in shown.outcome.findChildren(Badge)]
    assert trends == ["down", "no clear change", "no clear change"]


def test_before_its_ninety_days_the_day_is_told_when_it_can_be_judged(
    desk, detail, suggest, words_in
):
    topic_id = topics.add(desk.workspace, "Waiting").id
    wished = suggest("Text when late")
    suggestions.set_topic(desk.workspace, wished, topic_id)
    suggestions.decide(desk.workspace, wished, "done", "We text now.")
    assert "What came of it can be told from 20 Dec 2026 on." in words_in(detail(wished).outcome)


def test_too_few_voices_are_not_judged(desk, detail, suggest, clock, words_in):
    topic_id = topics.add(desk.workspace, "Waiting").id
    said_about(desk.workspace, topic_id, "complaint", "I waited", 120)
    wished = suggest("Text when late")
    suggestions.set_topic(desk.workspace, wished, topic_id)
    suggestions.decide(desk.workspace, wished, "done", "We text now.")
    clock.move_to(clock.now() + timedelta(days=95))
    assert "Too few to judge" in words_in(detail(wished).outcome)


def test_what_is_done_without_a_topic_asks_for_one(desk, detail, suggest, words_in, button):
    wished = suggest("A mirror")
    suggestions.decide(desk.workspace, wished, "done", "It hangs there.")
    shown = detail(wished)
    assert "Without a topic nothing can be compared" in words_in(shown.outcome)
    button(shown.outcome, "Choose a topic").click()
    assert shown.window().findChild(SuggestionDialog).topic.isVisible()


def test_the_topic_of_a_suggestion_is_chosen_with_its_words(desk, opened, suggest):
    topic_id = topics.add(desk.workspace, "Rooms").id
    wished = suggest("A mirror")
    dialog = opened(SuggestionDialog, suggestions.get(desk.workspace, wished))
    dialog.topic.set_value(topic_id)
    dialog.save()
    desk.tasks.wait_idle()
    assert suggestions.get(desk.workspace, wished).topic == "Rooms"
    journal.undo(desk.workspace)
    assert suggestions.get(desk.workspace, wished).topic_id is None


def test_past_confidence_says_how_often_it_was_kept_and_leads_there(desk, opened, clock, words_in):
    done = done_long_ago(desk.workspace, clock)
    dialog = opened(PastConfidenceDialog)
    words = words_in(dialog)
    assert "Fairly sure | 1 of 1 helped | Too few to judge" in words
    assert "Sure | Nothing done yet" in words
    assert "Complaints about “Waiting” went down" in words
    dialog._go(done)
    assert desk.navigation.here == ("suggestions", done)


def test_what_was_done_a_short_while_ago_is_not_called_nothing(desk, opened, suggest, words_in):
    wished = suggest("A mirror", reach=10, impact=1, confidence=1, effort_days=1)
    suggestions.decide(desk.workspace, wished, "done", "It hangs there.")
    words = words_in(opened(PastConfidenceDialog))
    assert "Sure | 1 done, too early to tell" in words
    assert "Fairly sure | Nothing done yet" in words


def test_three_who_say_the_same_are_offered_as_a_suggestion(desk, page, say, words_in, button):
    for number, body in enumerate(HOOKS):
        say(body, f"Name {number}")
    shown = page()
    assert shown.banner.isVisible()
    words = words_in(shown.banner)
    assert "3 people said much the same in 60 days" in words
    assert "A hook for handbags in the toilet would be nice.” Name 2" in words
    button(shown.banner, "Make a suggestion").click()
    dialog = shown.findChild(SuggestionDialog)
    assert "hook for handbags" in dialog.title.text()
    dialog.save()
    desk.tasks.wait_idle()
    assert shown.table.current().supporters == 3
    assert not shown.banner.isVisible()


def test_an_offer_turned_down_does_not_come_again_until_it_is_undone(desk, page, say, button):
    for number, body in enumerate(HOOKS):
        say(body, f"Name {number}")
    shown = page()
    button(shown.banner, "Turn down").click()
    desk.tasks.wait_idle()
    assert not shown.banner.isVisible()
    assert offers.open(desk.workspace) == []
    journal.undo(desk.workspace)
    desk.tasks.wait_idle()
    assert shown.banner.isVisible()


def test_an_offer_opened_from_elsewhere_begins_a_suggestion_with_its_voices(desk, page, say):
    ids = tuple(say(body, f"Name {number}") for number, body in enumerate(HOOKS))
    shown = page()
    shown.show_target(("offer", ids))
    desk.tasks.wait_idle()
    dialog = shown.findChild(SuggestionDialog)
    dialog.save()
    desk.tasks.wait_idle()
    assert {s.feedback_id for s in suggestions.supporters(desk.workspace, 1)} == set(ids)


def test_a_voice_that_sounds_alike_is_linked_with_one_press(
    desk, detail, say, suggest, words_in, button
):
    said = say("Please put a hook for handbags in the toilet.", "Jana")
    shown = detail(suggest("A hook for handbags in the toilet"))
    assert "Please put a hook for handbags in the toilet." in words_in(shown.alike)
    button(shown.alike, "Link it to this suggestion").click()
    desk.tasks.wait_idle()
    assert [s.feedback_id for s in suggestions.supporters(desk.workspace, 1)] == [said]
    assert not shown.alike.isVisible()


def test_what_is_there_already_is_shown_before_it_is_written_down_twice(
    desk, opened, suggest, words_in, qtbot
):
    known = suggest("A hook for handbags in the toilet")
    dialog = opened(SuggestionDialog)
    dialog.title.setText("Hooks for handbags in the toilet")
    dialog._look_alike()
    desk.tasks.wait_idle()
    assert "There is already something alike." in words_in(dialog.alike)
    dialog.alike.findChildren(type(dialog.yes))[0].click()
    assert desk.navigation.here == ("suggestions", known)


def test_inputs_that_stay_keep_their_source_when_another_changes(desk, opened, two):
    dialog = opened(RateDialog, suggestions.get(desk.workspace, two[0]))
    dialog.effort.setText("10")
    dialog.source.setText("the electrician said so")
    dialog.save()
    desk.tasks.wait_idle()
    rated = {each.input: each.source for each in suggestions.inputs(desk.workspace, two[0])}
    assert rated["effort_days"] == "the electrician said so"
    assert {rated[name] for name in ("reach", "impact", "confidence")} == {"counted at the till"}


def test_the_voices_that_are_not_quoted_are_counted_as_the_language_counts(
    desk, qtbot, say, words_in
):
    evidence = [feedback.get(desk.workspace, say(f"A mirror, number {n}")) for n in range(9)]
    i18n.use("cs")
    dialog = SuggestionDialog(desk, evidence=evidence)
    qtbot.addWidget(dialog)
    assert "a 5 dalších" in words_in(dialog)
