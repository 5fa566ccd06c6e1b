"""The mood of each topic: how much was said, what share of it is negative, and the mean score."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime

import pytest

from core.clock import FixedClock
from core.insight import findings, topic_moods
from core.insight.topic_moods import TopicMood
from core.measures.margins import Rate, wilson
from core.store.workspace import Workspace
from core.voice import feedback, topics
from core.voice.feedback import NewFeedback

JULY, AUGUST = (date(2026, 7, 1), date(2026, 7, 31)), (date(2026, 8, 1), date(2026, 8, 31))


def said(
    workspace: Workspace, topic_id: int | None, mood: str = "", at: str = "2026-07-15T10:00:00Z"
) -> int:
    """Feedback without a word that any reader knows, and the owner's word on it if given."""
    new = NewFeedback("other", "Xylophon.", topic_id=topic_id, said_at=datetime.fromisoformat(at))
    number = feedback.log(workspace, new).id
    if mood:
        feedback.override(workspace, number, mood)
    return number


def read(workspace: Workspace, number: int, polarity: str, score: float) -> None:
    """Let the reader have found this."""
    with workspace.write("A reading for a test") as write:
        write.update("feedback", number, polarity=polarity, score=score)


def test_in_an_empty_shop_no_topic_has_a_mood(workspace: Workspace) -> None:
    topics.add(workspace, "Price")
    assert topic_moods.by_topic(workspace, *JULY) == []
    assert topic_moods.compare(workspace, *JULY) == []


def test_negative_is_the_share_of_what_has_a_known_mood(workspace: Workspace) -> None:
    """Of five voices one is unread; of the other four one is negative: 1 ÷ 4 = 25 %."""
    price = topics.add(workspace, "Price").id
    moods = ("negative", "neutral", "mixed", "positive", "")
    numbers = [said(workspace, price, mood) for mood in moods]
    (found,) = topic_moods.by_topic(workspace, *JULY)
    assert (found.topic_id, found.topic, found.n) == (price, "Price", 5)
    assert (found.negative, found.negative.percent) == (Rate(1, 4), 25)
    assert found.feedback_ids == tuple(numbers)


def test_the_mean_score_has_the_margin_of_a_mean(workspace: Workspace) -> None:
    """Scores −0.5, 0 and 0.8: mean 0.1, deviation √(0.86 ÷ 2) = 0.6557, margin 1.96·0.6557÷√3.

    The owner's word counts as ±0.6 (0 for mixed and neutral), whatever the reading was.
    """
    price = topics.add(workspace, "Price").id
    for polarity, score in (("negative", -0.5), ("neutral", 0.0), ("positive", 0.8)):
        read(workspace, said(workspace, price), polarity, score)
    said(workspace, price)  # unread: no score
    (found,) = topic_moods.by_topic(workspace, *JULY)
    margin = 1.96 * math.sqrt(0.86 / 2) / math.sqrt(3)
    assert found.mean == pytest.approx(0.1)
    assert (found.low, found.high) == (
        pytest.approx(0.1 - margin), pytest.approx(0.1 + margin)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("word", "score"), [("negative", -0.6), ("mixed", 0), ("neutral", 0), ("positive", 0.6)]
)
def test_the_owners_word_beats_the_reading(workspace: Workspace, word: str, score: float) -> None:
    number = said(workspace, None)
    read(workspace, number, "positive", 0.9)
    feedback.override(workspace, number, word)
    (found,) = topic_moods.by_topic(workspace, *JULY)
    assert found.mean == pytest.approx(score)
    assert found.negative.numerator == (word == "negative")


def test_one_voice_has_a_mean_without_margin_and_is_too_few(workspace: Workspace) -> None:
    said(workspace, topics.add(workspace, "Price").id, "negative")
    (found,) = topic_moods.by_topic(workspace, *JULY)
    assert (found.mean, found.low, found.high) == (-0.6, None, None)
    assert found.negative.too_few


def test_equal_moods_have_no_spread(workspace: Workspace) -> None:
    price = topics.add(workspace, "Price").id
    for _number in range(12):
        said(workspace, price, "positive")
    (found,) = topic_moods.by_topic(workspace, *JULY)
    assert (found.mean, found.low, found.high) == (pytest.approx(0.6),) * 3


def test_most_said_stands_first_and_what_has_no_topic_last(workspace: Workspace) -> None:
    price, waiting = topics.add(workspace, "Price").id, topics.add(workspace, "Waiting").id
    for topic_id in (None, None, None, price, waiting, waiting):
        said(workspace, topic_id)
    found = topic_moods.by_topic(workspace, *JULY)
    assert [(each.topic_id, each.n) for each in found] == [(waiting, 2), (price, 1), (None, 3)]
    assert found[-1].text() == "No topic"
    assert found[0].mean is None
    assert found[0].negative.percent is None


@pytest.mark.parametrize("zone", ["Europe/Prague", "Europe/Riga"])
def test_days_are_local_also_where_the_clocks_change(zone: str) -> None:
    """Noon of 29 March 2026 is on that day; half an hour before its midnight is the day before."""
    workspace = Workspace.in_memory(clock=FixedClock("2026-09-21T08:00:00Z", zone=zone))
    clock = workspace.clock
    day = date(2026, 3, 29)
    for at in ("2026-03-29T10:00:00Z", "2026-03-28T21:30:00Z", "2026-03-29T22:30:00Z"):
        said(workspace, None, at=at)
    (found,) = topic_moods.by_topic(workspace, day, day)
    assert found.n == 1
    assert clock.day_of(datetime(2026, 3, 29, 10, tzinfo=UTC)) == day
    workspace.close()


def test_a_topic_is_compared_with_itself_in_the_period_before(workspace: Workspace) -> None:
    """Price: 3 of 20 negative in July, 17 of 20 in August. Waiting is new in August."""
    price, waiting = topics.add(workspace, "Price").id, topics.add(workspace, "Waiting").id
    for number in range(20):
        said(workspace, price, "negative" if number < 3 else "neutral")
        said(workspace, price, "negative" if number < 17 else "neutral", "2026-08-15T10:00:00Z")
    for _number in range(10):
        said(workspace, waiting, "negative", "2026-08-15T10:00:00Z")
    dear, late = topic_moods.compare(workspace, *AUGUST)
    assert (dear.now.key, dear.now.label) == ("topic_mood", "Price")
    assert (dear.now.numerator, dear.now.denominator, dear.now.value) == (17, 20, 85)
    assert (dear.now.low, dear.now.high) == wilson(17, 20)
    assert (dear.change, dear.direction, dear.change_text()) == ("up", "worse", "up from 15%")
    assert (late.now.label, late.change_text()) == ("Waiting", "nothing before to compare with")


def test_asked_as_of_a_past_day_the_moods_are_those_known_then(
    workspace: Workspace, clock: FixedClock
) -> None:
    clock.move_to("2026-07-20T08:00:00Z")
    price = topics.add(workspace, "Price").id
    first = said(workspace, price, "neutral")
    shown = topic_moods.by_topic(workspace, *JULY)
    clock.move_to("2026-08-20T08:00:00Z")
    said(workspace, price, "negative", "2026-07-25T08:00:00Z")
    assert topic_moods.by_topic(workspace, *JULY, on=date(2026, 7, 20)) == shown
    with workspace.write("Overruled later") as write:
        write.update("feedback", first, override=None, overridden_at=None)
    shown = topic_moods.by_topic(workspace, *JULY, on=date(2026, 7, 20))
    feedback.override(workspace, first, "negative")
    assert topic_moods.by_topic(workspace, *JULY, on=date(2026, 7, 20)) == shown


def test_a_period_that_has_not_begun_has_no_topics(workspace: Workspace) -> None:
    said(workspace, None)
    assert topic_moods.by_topic(workspace, date(2027, 1, 1), date(2027, 1, 31)) == []


# What it shows


def mood(topic: str, negative: int, known: int) -> TopicMood:
    topic_id = None if not topic else 1
    return TopicMood(topic_id, topic, known, Rate(negative, known), None, None, None, ())


@pytest.mark.parametrize(
    ("moods", "sentence"),
    [
        ([], "Too little feedback with a known mood to judge yet."),
        ([mood("Price", 9, 9)], "Too little feedback with a known mood to judge yet."),
        ([mood("", 90, 100)], "Too little feedback with a known mood to judge yet."),
        ([mood("Price", 5, 10)], "50% of what is said about “Price” is negative."),
        (
            [mood("Price", 80, 100), mood("Staff", 10, 100), mood("Place", 12, 100)],
            "“Price” is spoken of worst: 80% of it is negative.",
        ),
        (
            [mood("Price", 50, 100), mood("Staff", 2, 100), mood("Place", 48, 100)],
            "“Staff” is spoken of best: only 2% of it is negative.",
        ),
        (
            [mood("Price", 50, 100), mood("Staff", 2, 100), mood("Place", 48, 100),
             mood("Room", 4, 100)],
            "Spoken of worst: “Price” and “Place”.",
        ),
        (
            [mood("Price", 50, 100), mood("Staff", 2, 100), mood("Place", 50, 100),
             mood("Room", 50, 100)],
            "“Staff” is spoken of best: only 2% of it is negative.",
        ),
        (
            [mood("Price", 50, 100), mood("Staff", 48, 100)],
            "No topic is spoken of clearly worse than the others.",
        ),
    ],
)  # fmt: skip
def test_a_topic_is_named_only_when_it_stands_out(moods: list[TopicMood], sentence: str) -> None:
    assert findings.of_topic_moods(moods) == sentence
