"""How many were answered and how soon, month by month, in words and bars."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QFontMetricsF

from core.insight.answering import AnsweredMonth
from core.measures.margins import Rate
from desktop import theme
from desktop.replies.month_strip import BAR, GAP, LINE, MonthStrip, bars_of


def test_months_without_an_answer_say_so(qapp) -> None:
    months = [
        AnsweredMonth(date(2026, 7, 1), 0, Rate(0, 0), None),
        AnsweredMonth(date(2026, 8, 1), 3, Rate(0, 3), None),
        AnsweredMonth(date(2026, 9, 1), 4, Rate(2, 4), 96.0),
    ]
    bars = bars_of(months)
    assert [bar.sentence for bar in bars] == [
        "July 2026: nobody asked for an answer.",
        "August 2026: 3 asked, none answered yet.",
        "September 2026: 50% of 4 answered, half of them within 4 d.",
    ]
    assert [(bar.percent, bar.hours) for bar in bars] == [("", ""), ("0%", ""), ("50%", "4 d")]
    strip = MonthStrip()
    strip.show_months(bars)
    assert strip.finding.text() == bars[-1].sentence
    strip.show_months(bars[:1])
    assert strip.isHidden()


def test_who_was_answered_at_once_was_answered_within_an_hour(qapp) -> None:
    months = [AnsweredMonth(date(2026, 9, 1), 3, Rate(1, 3), hours) for hours in (0.0, 1.0, 1.5)]
    assert [bar.sentence for bar in bars_of(months)] == [
        "September 2026: 33% of 3 answered, half of them within an hour.",
        "September 2026: 33% of 3 answered, half of them within an hour.",
        "September 2026: 33% of 3 answered, half of them within 2 h.",
    ]


def test_a_month_is_no_darker_for_having_had_more_to_answer(qapp) -> None:
    months = [
        AnsweredMonth(date(2026, 7, 1), 11, Rate(11, 11), 18.0),
        AnsweredMonth(date(2026, 8, 1), 4, Rate(4, 4), 5.0),
    ]
    strip = MonthStrip()
    strip.resize(400, 140)
    strip.show_months(bars_of(months))
    strip.show()
    picture = strip.bars.grab().toImage()
    half = strip.bars.width() / 2
    ratio = picture.devicePixelRatio()
    middle = int((LINE + BAR / 2) * ratio)
    seen = {picture.pixelColor(int(half * at * ratio), middle).name() for at in (0.5, 1.5)}
    assert seen == {theme.color("accent").name()}


def test_in_little_room_the_newest_months_keep_all_their_words(qapp) -> None:
    asked = Rate(15, 15)
    months = [AnsweredMonth(date(2026, number, 1), 15, asked, 22.0) for number in range(1, 13)]
    strip = MonthStrip()
    strip.show_months(bars_of(months))
    for width, fewest, most in ((312, 4, 11), (620, 12, 12)):
        strip.resize(width, 160)
        strip.show()
        shown = strip.bars.in_room()
        assert fewest <= len(shown) <= most
        assert shown[-1].sentence.startswith("December 2026")
        measure = QFontMetricsF(theme.font(theme.CAPTION, tabular=True))
        room = (strip.bars.width() + GAP) / len(shown) - GAP
        for month in shown:
            for words in (month.percent, month.hours, month.name):
                assert measure.horizontalAdvance(words) <= room
