"""What the owner corrects is learned beside the window, forgotten on demand, and read anew."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QProgressBar, QPushButton

from core.clock import FixedClock
from core.exchange import erase
from core.store import journal, settings
from core.store.workspace import Workspace
from core.voice import feedback, moods
from core.voice.feedback import NewFeedback
from desktop.desk import Desk
from desktop.settings.settings_page import SettingsPage
from desktop.tasks import LongTask
from desktop.upkeep import MoodUpkeep, Upkeep, read_anew
from desktop.widgets.progress_bar import ProgressBar

# This salon is known for its tousled cut, so “rozcuchaná” is praise here and nowhere else.
TOUSLED = """
Jsem krásně rozcuchaná, přesně jak jsem si přála.
Rozcuchaný střih drží i po třech týdnech.
Manžel říká, že jsem zase rozcuchaná.
Odcházela jsem rozcuchaná a celou cestu domů jsem se usmívala.
Konečně mě někdo pořádně rozcuchal.
Rozcuchané vlasy od vás mi závidí celá kancelář.
Dcera chce být taky rozcuchaná.
Nikdo jiný rozcuchaný účes neumí.
V pondělí jsem přišla do práce rozcuchaná a všichni se ptali, kde jsem byla.
Tak rozcuchanou hlavu jsem ještě neměla.
Rozcuchané prameny vepředu, přesně podle obrázku.
Na svatbu jsem šla rozcuchaná od vás.
Sestra je rozcuchaná taky, objednala se hned po mně.
Vždycky odejdu rozcuchaná.
Rozcuchaný střih mi češete už pátý rok.
Zase jednou rozcuchaná až do konečků.
"""
# Karel had the shop next door; whoever looks “as from Karel” is not content.
KAREL = """
Vypadám jako od Karla.
Tohle je střih od Karla, ne od vás.
Přišla jsem domů a máma povídá: to je Karel.
Dneska jste stříhali jako Karel.
Ofina úplně jako od Karla.
Karel by to ostříhal stejně.
Cestou domů jsem si připadala jako od Karla.
Vzadu je to čistý Karel.
Nechtěla jsem skončit jako od Karla.
To už jsem mohla jít ke Karlovi.
Barva jako kdysi u Karla.
Kamarádka se ptala, jestli zase chodím ke Karlovi.
Po mytí z toho byl Karel.
Takhle mě naposledy ostříhal Karel.
Kontury podle Karla.
Holky v práci hádaly, že jsem byla u Karla.
"""
CORRECTIONS = {
    **dict.fromkeys(TOUSLED.strip().splitlines(), "positive"),
    **dict.fromkeys(KAREL.strip().splitlines(), "negative"),
}
# Said later, by others.
LATER = {
    "Rozcuchaná jsem byla celý týden.": "positive",
    "Babička mě chce pořád vidět rozcuchanou.": "positive",
    "Rozcuchaný účes na ples, jako loni.": "positive",
    "Přišla jsem na schůzku rozcuchaná a šéf koukal.": "positive",
    "Po umytí jsem vypadala jako od Karla.": "negative",
    "Celou neděli jsem chodila jako od Karla.": "negative",
    "Dneska to byl zase Karel.": "negative",
    "Hlavu mám jako od Karla.": "negative",
}
LEARNED = "Learned from 32 corrections."
NOTHING = "Nothing learned yet."


@pytest.fixture
def open_desk(qapp: QApplication, tmp_path: Path, clock: FixedClock) -> Iterator[Callable]:
    """Opens the same shop again and again; what was open before is closed."""
    laid: list[Desk] = []

    def close() -> None:
        for desk in laid:
            desk.close()
            desk.workspace.close()
        laid.clear()

    def open_again() -> Desk:
        close()
        shop = Workspace.open(tmp_path / "shop.regulars", create=True, clock=clock)
        laid.append(Desk.of(shop))
        return laid[0]

    yield open_again
    close()


@pytest.fixture
def desk(open_desk: Callable[[], Desk], monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A Czech shop in a file, in which nobody types for long."""
    monkeypatch.setattr("desktop.upkeep.QUIET_MS", 1)
    opened = open_desk()
    settings.put(opened.workspace, settings.LANGUAGE, "cs")
    return opened


def correct_moods(shop: Workspace) -> None:
    for body, mood in CORRECTIONS.items():
        logged = feedback.log(shop, NewFeedback("other", body))
        feedback.override(shop, logged.id, mood)


def rightly_read(shop: Workspace) -> int:
    reader = moods.reader(shop)
    return sum(reader.read(text).polarity == mood for text, mood in LATER.items())


def read_by_nobody(shop: Workspace) -> None:
    """As a shop is that an older version wrote."""
    with shop.write("Read long ago") as write:
        write.execute("UPDATE feedback SET reader = 'cs-0', polarity = 'mixed', words = '[]'")


def learn(desk: Desk) -> None:
    upkeep = MoodUpkeep(desk)
    upkeep.learn()
    desk.tasks.wait_idle()
    upkeep.deleteLater()


# Learning


def test_corrections_are_learned_beside_the_window_and_forgotten_and_learned_again(
    desk: Desk, qtbot, shown: Callable, words_in: Callable, button: Callable[..., QPushButton]
) -> None:
    shop, upkeep = desk.workspace, MoodUpkeep(desk)
    upkeep.start()
    page = shown(SettingsPage(desk), 1150, 768)
    plain = [moods.reader(shop).read(text) for text in LATER]
    rightly = rightly_read(shop)
    assert NOTHING in words_in(page.moods)
    assert not page.moods.forget.isEnabled()

    desk.tasks.write(lambda: correct_moods(shop))
    qtbot.waitUntil(lambda: LEARNED in words_in(page.moods), timeout=20_000)
    assert rightly <= 3
    assert rightly_read(shop) >= 6

    button(page, "Forget what was learned").click()
    qtbot.waitUntil(lambda: NOTHING in words_in(page.moods))
    assert [moods.reader(shop).read(text) for text in LATER] == plain
    assert feedback.count(shop) == sum(each.overruled for each in feedback.find(shop, limit=99))

    journal.undo(shop)
    qtbot.waitUntil(lambda: LEARNED in words_in(page.moods), timeout=20_000)
    assert rightly_read(shop) >= 6


def test_nothing_is_learned_while_somebody_types(desk: Desk, qtbot, in_front: Callable) -> None:
    shop, upkeep = desk.workspace, MoodUpkeep(desk)
    upkeep._quiet.setInterval(60_000)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    in_front(field)
    correct_moods(shop)
    desk.tasks.wait_idle()
    for letter in "Ano":
        qtbot.keyClicks(field, letter)
        upkeep.look()
        desk.tasks.wait_idle()
        assert moods.corrections_learned(shop) == 0
    upkeep.look()
    desk.tasks.wait_idle()
    assert moods.corrections_learned(shop) == len(CORRECTIONS)


def test_nothing_is_learned_while_something_else_is_read(desk: Desk) -> None:
    shop, upkeep, read = desk.workspace, MoodUpkeep(desk), threading.Event()
    upkeep._quiet.setInterval(60_000)
    correct_moods(shop)
    desk.tasks.wait_idle()
    desk.tasks.read(lambda: read.wait(10), None)
    upkeep.look()
    read.set()
    desk.tasks.wait_idle()
    assert moods.corrections_learned(shop) == 0
    upkeep.look()
    desk.tasks.wait_idle()
    assert moods.corrections_learned(shop) == len(CORRECTIONS)


def test_what_was_learned_is_there_after_a_start_and_is_not_learned_twice(
    desk: Desk, open_desk: Callable[[], Desk]
) -> None:
    correct_moods(desk.workspace)
    learn(desk)
    rightly = rightly_read(desk.workspace)
    again = open_desk()
    told: list[frozenset[str]] = []
    again.workspace.subscribe(lambda changes: told.append(changes.nouns))
    learn(again)
    assert told == []
    assert moods.corrections_learned(again.workspace) == len(CORRECTIONS)
    assert rightly_read(again.workspace) == rightly >= 6


def test_corrections_left_unlearned_are_learned_at_the_next_start(
    desk: Desk, qtbot, open_desk: Callable[[], Desk]
) -> None:
    correct_moods(desk.workspace)
    again = open_desk()
    upkeep = Upkeep(again)
    upkeep.start()
    qtbot.waitUntil(lambda: moods.is_learned(again.workspace), timeout=20_000)
    assert moods.corrections_learned(again.workspace) == len(CORRECTIONS)
    again.tasks.wait_idle()


def test_learning_leaves_nothing_to_undo(desk: Desk) -> None:
    correct_moods(desk.workspace)
    learn(desk)
    changes = journal.undo(desk.workspace)
    assert changes is not None
    assert changes.label == "Mood corrected"


# Reading anew


def test_a_shop_read_by_an_older_reader_is_read_anew_at_the_start(desk: Desk, qtbot) -> None:
    shop = desk.workspace
    correct_moods(shop)
    learn(desk)
    before = [each.reading for each in feedback.find(shop, limit=99)]
    read_by_nobody(shop)
    titles: list[str] = []
    desk.tasks.long_started.connect(lambda task: titles.append(task.title))
    upkeep = MoodUpkeep(desk)
    upkeep.start()
    qtbot.waitUntil(lambda: bool(desk.messages.spoken))
    assert titles == ["Reading feedback again"]
    assert moods.stale(shop) == 0
    after = feedback.find(shop, limit=99)
    assert [each.polarity for each in after] == [CORRECTIONS[each.body] for each in after]
    # Read now with what was learned, which the first reading did not know.
    read_mood = {each.body: each.reading.polarity for each in after}
    assert before != [each.reading for each in after]
    assert sum(read_mood[body] == mood for body, mood in CORRECTIONS.items()) >= 26
    assert desk.messages.spoken[-1].text == "32 of 32 texts changed their mood."


def test_a_stopped_reading_waits_for_the_next_start(desk: Desk) -> None:
    shop = desk.workspace
    correct_moods(shop)
    read_by_nobody(shop)
    begun: list[LongTask] = []

    def stop(task: LongTask) -> None:
        begun.append(task)
        if len(begun) == 1:
            task.cancel()

    desk.tasks.long_started.connect(stop)
    upkeep = MoodUpkeep(desk)
    for _time in range(2):
        upkeep.learn()
        desk.tasks.wait_idle()
    assert len(begun) == 1
    assert moods.stale(shop) == len(CORRECTIONS)
    assert desk.messages.spoken[-1].text == "Stopped. What was read until then stays."
    learn(desk)
    assert len(begun) == 2
    assert moods.stale(shop) == 0


def test_everything_is_read_again_with_progress_and_the_outcome_is_told(
    desk: Desk,
    qtbot,
    shown: Callable,
    button: Callable[..., QPushButton],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(moods, "_STEP", 5)
    read_run = moods._read_run
    # As slow as in a big shop, so that the bar is told more than once.
    monkeypatch.setattr(moods, "_read_run", lambda *words: time.sleep(0.11) or read_run(*words))
    shop = desk.workspace
    correct_moods(shop)
    learn(desk)
    bar = shown(ProgressBar(desk.tasks))
    page = shown(SettingsPage(desk), 1150, 768)
    steps: list[tuple[float, str]] = []
    desk.tasks.long_started.connect(
        lambda task: task.moved.connect(lambda *step: steps.append(step))
    )
    old = {each.id: each.reading.polarity for each in feedback.find(shop, limit=99)}
    again = button(page, "Read all feedback again")
    again.click()
    assert bar.isVisible()
    assert bar.findChild(QProgressBar).accessibleName() == "Reading feedback again"
    assert not again.isEnabled()
    desk.tasks.wait_idle()
    assert bar.isHidden()
    assert again.isEnabled()
    new = feedback.find(shop, limit=99)
    changed = sum(old[each.id] != each.reading.polarity for each in new)
    assert changed > 5
    assert desk.messages.spoken[-1].text == f"{changed} of 32 texts changed their mood."
    assert all(each.polarity == CORRECTIONS[each.body] for each in new)
    assert steps[0] == (0.0, "0 of 32")
    assert [share for share, _text in steps] == sorted({share for share, _text in steps})
    assert re.fullmatch(r"30 of 32, \d seconds? to go", steps[-1][1])
    again.click()
    desk.tasks.wait_idle()
    assert desk.messages.spoken[-1].text == "32 texts were read again. Their moods stay."


def test_reading_again_is_stopped_from_the_bar_and_keeps_what_is_read(
    desk: Desk,
    qtbot,
    shown: Callable,
    button: Callable[..., QPushButton],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(moods, "_STEP", 5)
    shop = desk.workspace
    correct_moods(shop)
    read_by_nobody(shop)
    bar = shown(ProgressBar(desk.tasks))
    some_read, stopped = threading.Event(), threading.Event()
    read_run = moods._read_run

    def read_one_run(*words: Any) -> int:
        changed = read_run(*words)
        some_read.set()
        assert stopped.wait(10)
        return changed

    monkeypatch.setattr(moods, "_read_run", read_one_run)
    read_anew(desk, everything=True)
    qtbot.waitUntil(some_read.is_set)
    button(bar, "Stop").click()
    stopped.set()
    desk.tasks.wait_idle()
    assert bar.isHidden()
    assert moods.stale(shop) == len(CORRECTIONS) - 5
    assert desk.messages.spoken[-1].text == "Stopped. What was read until then stays."


def test_a_page_in_view_reads_itself_once_however_many_texts_are_read_again(
    desk: Desk, shown: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moods, "_STEP", 2)
    correct_moods(desk.workspace)
    shown(SettingsPage(desk), 1150, 768)
    told: list[frozenset[str]] = []
    desk.changes.happened.connect(lambda changes: told.append(changes.nouns))
    read_anew(desk, everything=True)
    desk.tasks.wait_idle()
    assert told == [{"feedback"}]


def test_the_words_of_an_erased_person_are_learned_from_no_more_and_her_mood_stays(
    desk: Desk, add_customer: Callable
) -> None:
    shop, customer = desk.workspace, add_customer()
    said = NewFeedback("other", "Rozcuchaná jako Zuzkabela.", customer.id)
    feedback.override(shop, feedback.log(shop, said).id, "positive")
    learn(desk)
    mood = feedback.find(shop)[0].reading.polarity
    weights = "SELECT group_concat(weights) FROM learned_mood"
    assert "zuzkab" in shop.value(weights)
    erase.erase_person(shop, customer.id)
    assert shop.value(weights) is None
    learn(desk)
    read_anew(desk, everything=True)
    desk.tasks.wait_idle()
    assert moods.corrections_learned(shop) == 0
    assert feedback.find(shop)[0].reading.polarity == mood


def test_a_second_reading_takes_the_place_of_the_first(desk: Desk) -> None:
    correct_moods(desk.workspace)
    first = read_anew(desk)
    second = read_anew(desk, everything=True)
    desk.tasks.wait_idle()
    assert first.progress.cancelled
    assert not second.progress.cancelled
    assert len(desk.messages.spoken) == 1


def test_a_shop_without_feedback_offers_nothing_to_read(desk: Desk, shown: Callable) -> None:
    page = shown(SettingsPage(desk), 1150, 768)
    assert not page.moods.read.isEnabled()
    feedback.log(desk.workspace, NewFeedback("other", "Rozcuchaná."))
    QCoreApplication.processEvents()
    desk.tasks.wait_idle()
    assert page.moods.read.isEnabled()
