"""Lists and fields have room for the longest usual words of each language, on a small laptop."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox

from core import i18n
from core.people import customers
from core.people.customers import NewCustomer
from core.people.touchpoints import CHANNEL_LABELS
from core.voice import faq, feedback, replies, topics
from core.voice.faq import FaqText, NewFaq
from core.voice.feedback import CHANNELS, NewFeedback
from desktop.desk import Desk
from desktop.faq.faq_page import FaqPage
from desktop.feedback.feedback_page import FeedbackPage
from desktop.feedback.quick_log import QuickLog
from desktop.replies.replies_page import RepliesPage
from desktop.settings.settings_page import SettingsPage
from desktop.widgets import badge, record_row

SIDE_BAR = 216
NAMES = ("Drahomíra Svobodová", "Vladimíra Procházková")
TOPICS = {
    "en": "Waiting and punctuality",
    "cs": "Čekání a dochvilnost",
    "lv": "Gaidīšana un precizitāte",
}


@pytest.fixture(params=i18n.LANGUAGES)
def language(request) -> str:
    i18n.use(request.param)
    return request.param


@pytest.fixture
def waited(desk: Desk, language: str) -> int:
    """Somebody with a long name who waits for many days, on a topic with a long name."""
    topic = topics.add(desk.workspace, TOPICS[language])
    for name in NAMES:
        who = customers.add(desk.workspace, NewCustomer(name)).id
        said_at = desk.workspace.clock.now() - timedelta(days=127)
        new = NewFeedback("suggestion", "Hm.", who, said_at=said_at, topic_id=topic.id)
        said = feedback.log(desk.workspace, new)
    replies.draft(desk.workspace, said.id)
    return said.id


def cut(table) -> list[str]:
    """The badges and short words that their columns have no room for."""
    found = []
    metrics = table.fontMetrics()
    for place, column in enumerate(table._model.columns):
        if column.stretch or table._view.isColumnHidden(place):
            continue
        room = table._view.columnWidth(place) - 2 * record_row._SIDE
        for _row, record in table._model.known():
            look = column.look(record) if column.look else None
            text = column.text(record)
            needed = badge.width_of(look) if look else metrics.horizontalAdvance(text)
            under = column.under(record) if column.under else ""
            if max(needed, metrics.horizontalAdvance(under) * 12 // 13) > room:
                found.append(look.text if look else text)
    return found


def room_in(box: QComboBox) -> int:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    return box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box).width()


def needed(box: QComboBox, words: str = "") -> int:
    return box.fontMetrics().horizontalAdvance(words or box.currentText())


def test_who_waits_is_told_without_a_cut_and_so_is_her_draft(desk, shown, waited: int) -> None:
    page = RepliesPage(desk)
    shown(page, 1158, 768)
    assert page.table.count() == len(NAMES)
    assert cut(page.table) == []
    drafted = badge.reply("draft").text
    named = page.table._model.columns[1]
    rows = [record for _row, record in page.table._model.known()]
    assert sorted(named.under(row) for row in rows) == ["", drafted]
    page.table.resize(1000, 400)
    assert {named.under(row) for row in rows} == {""}


def test_the_inbox_tells_names_and_topics_without_a_cut(desk, shown, waited: int) -> None:
    page = FeedbackPage(desk)
    shown(page, 1158, 768)
    assert page.table.count() == len(NAMES)
    assert cut(page.table) == []


def test_the_topic_and_the_kind_of_a_voice_are_told_without_a_cut(
    desk, shown, waited: int, language: str
) -> None:
    page = FeedbackPage(desk)
    shown(page, 1158, 768)
    topic, kind = page.detail.topic.choice, page.detail.kind
    assert topic.currentText() == TOPICS[language]
    assert needed(topic) <= room_in(topic)
    assert needed(kind) <= room_in(kind)


def test_the_quick_log_tells_its_guess_without_a_cut(desk, shown, language: str) -> None:
    log = QuickLog(desk)
    shown(log, log.width(), log.height())
    guess = i18n._("Guess: {topic}")
    usual = [TOPICS[language], i18n._("Staff and manner")]
    assert max(needed(log.topic, guess.format(topic=each)) for each in usual) <= room_in(log.topic)
    ways = [i18n._(CHANNEL_LABELS[each]) for each in CHANNELS]
    assert max(needed(log.channel, each) for each in ways) <= room_in(log.channel)
    assert needed(log.staff_member) <= room_in(log.staff_member)


def test_the_settings_tell_every_choice_without_a_cut(desk, shown, language: str) -> None:
    page = SettingsPage(desk)
    shown(page, 960 - SIDE_BAR, 600)
    boxes = [row.control for row in page.rows.values() if isinstance(row.control, QComboBox)]
    assert len(boxes) > 4
    tight = [
        box.itemText(choice)
        for box in boxes
        for choice in range(box.count())
        if needed(box, box.itemText(choice)) > room_in(box)
    ]
    assert tight == []


@pytest.mark.parametrize("told", [(), ("en",), ("cs", "en")])
def test_frequent_questions_tell_without_a_cut_which_languages_are_missing(
    desk, shown, language: str, told: tuple[str, ...]
) -> None:
    texts = {each: FaqText("?", "!" if each in told else "") for each in i18n.LANGUAGES}
    faq.add(desk.workspace, NewFaq(texts))
    page = FaqPage(desk)
    shown(page, 1158, 768)
    assert page.table.count() == 1
    assert cut(page.table) == []
