"""Step 2: what customers said in the quarter, how they felt, and in their own words."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from core.i18n import _, pgettext
from core.insight import findings
from core.insight.periods import begins_at
from core.insight.quarterly_review import words as review_words
from core.insight.quarterly_review.pages import Heard, Quote, ReviewPages, TopicTold
from core.voice.feedback import FeedbackFilter
from desktop import formats
from desktop.desk import Desk
from desktop.review import drawings
from desktop.review.step import NARROWEST_CHART, NARROWEST_STAT, Step
from desktop.review.words import more_in_app, quoted_by
from desktop.widgets.button import IconButton
from desktop.widgets.chart import Chart
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.label import Label
from desktop.widgets.layouts import empty
from desktop.widgets.paper import Quote as QuoteCard
from desktop.widgets.record_table import Column, RecordTable
from desktop.widgets.section import Section
from desktop.widgets.sign_row import SignRow
from desktop.widgets.stat import Stat
from desktop.widgets.tiles import Tiles

CHART_HEIGHT = 300
NARROW = 600


class HeardStep(Step):
    """Counts by kind, two charts with their findings, and the strongest quotes."""

    def __init__(self, desk: Desk) -> None:
        lead = _("Read the quotes aloud. What surprises you? Write it into the notes.")
        super().__init__(desk, lead)
        self._numbers = Tiles(narrowest=NARROWEST_STAT)
        self._mood = Chart(desk, _("Feedback by mood and month"), height=200)
        self._topics = Chart(desk, _("Complaints by topic"), height=200)
        self._topics.picked.connect(self._open_topic)
        self._pages: ReviewPages | None = None
        for chart in (self._mood, self._topics):
            chart.setFixedHeight(CHART_HEIGHT)
        self.topics = self._make_table()
        self._told = Section(_("What it was about"))
        self._told.add(self.topics)
        self._more = Label("", "caption", "soft")
        self._told.add(self._more)
        self._quotes = Section(_("In their own words"))
        begin = _("One sentence a day from the counter is enough to begin with.")
        nothing = _("No feedback was written down in this quarter.")
        self._nothing = EmptyState("feedback", f"{nothing}\n{begin}")
        self._lay_out()

    def _make_table(self) -> RecordTable:
        table = RecordTable(
            self.desk, "review_topics", _columns(), identity=lambda told: told.topic_id
        )
        table.setAccessibleName(_("What it was about"))
        table.opened.connect(lambda told: self._open_topic(told.topic_id, ""))
        return table

    def _lay_out(self) -> None:
        self.body.addWidget(self._numbers, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(Tiles((self._mood, self._topics), narrowest=NARROWEST_CHART))
        self.body.addWidget(self._told)
        self.body.addWidget(self._quotes)
        self.body.addWidget(self._nothing, 1)
        self.body.addStretch(0)

    def show_pages(self, pages: ReviewPages) -> None:
        heard = pages.heard
        self._pages = pages
        for part in (self._numbers, self._mood, self._topics, self._told, self._quotes):
            part.setVisible(heard.feedback > 0)
        self._nothing.setVisible(heard.feedback == 0)
        self._show_counts(heard)
        if not heard.feedback:
            return
        self._mood.show_chart(findings.of_mood(heard.moods), drawings.mood(heard.moods))
        finding, drawn = findings.of_topics(heard.topics), drawings.topics(heard.topics)
        self.show_finding(self._topics, finding, drawn, known=bool(heard.topics))
        self.topics.load_list(heard.told)
        self.topics.make_room_for(len(heard.told))
        more = more_in_app(heard.told_count - len(heard.told))
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._told.setVisible(bool(heard.told))
        empty(self._quotes.body)
        for quote in heard.quotes:
            self._quotes.add(self._quote(quote))
        self._quotes.setVisible(bool(heard.quotes))

    def _open_topic(self, topic_id: int, kind: str = "complaint") -> None:
        if self._pages is None:
            return
        clock, pages = self.desk.workspace.clock, self._pages
        behind = FeedbackFilter(
            kind=kind or None,
            topic_id=topic_id,
            since=begins_at(clock, pages.since),
            until=begins_at(clock, pages.until + timedelta(days=1)),
        )
        self.desk.navigation.open("feedback", behind)

    def _show_counts(self, heard: Heard) -> None:
        before = dict(heard.kinds_before)
        stats = []
        for kind, count in heard.kinds if heard.feedback else ():
            stat = Stat(review_words.counted(kind))
            then = ""
            if kind in before:
                then = _("before {n}").format(n=formats.number(before[kind]))
            stat.show_value(formats.number(count), then)
            stats.append(stat)
        self._numbers.show_parts(stats)

    def _quote(self, quote: Quote) -> QWidget:
        words = QuoteCard(quote.body or _("Erased"), quoted_by(quote))
        open_it = partial(self.desk.navigation.open, "feedback", quote.feedback_id)
        return SignRow(words, IconButton("forward", _("Open this feedback"), open_it))


def _columns() -> list[Column]:
    return [
        Column(_("Topic"), lambda topic: topic.topic, stretch=True, strong=True),
        Column(
            _("This quarter"),
            lambda topic: formats.number(topic.feedback),
            align="right",
            width=130,
        ),
        Column(
            _("Quarter before"), _before, align="right", width=130, tone="soft", hidden_below=NARROW
        ),
        Column(pgettext("figures", "Change"), review_words.topic_trend, width=150),
        Column(
            _("Complaints"),
            lambda topic: formats.number(topic.complaints),
            align="right",
            width=110,
            tone="soft",
            hidden_below=NARROW,
        ),
    ]


def _before(topic: TopicTold) -> str:
    return "–" if topic.before is None else formats.number(topic.before)
