"""One customer in one glance: head, next step, rhythm, and what can be done about each visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from core import i18n
from core.clock import iso
from core.measures.stage import STAGES
from core.people import checkins, closures, customers, goals, visits
from core.people.closures import NewClosure
from core.people.visits import NewVisit
from core.store import journal
from core.voice import feedback, staff
from core.voice.feedback import NewFeedback
from desktop.customers.customer_detail import CustomerDetail
from desktop.customers.head import birthday
from desktop.customers.next_step import next_step, rhythm_sentence
from desktop.customers.portrait import read_portrait
from desktop.customers.sections import factors
from desktop.customers.visit_dialogs import SettleDialog, VisitDialog
from desktop.widgets.badge import Badge
from desktop.widgets.detail_pane import NARROWEST
from desktop.widgets.form import FormDialog

KEY = Qt.Key


@pytest.fixture
def detail(desk, shown):
    def build(customer) -> CustomerDetail:
        made = shown(CustomerDetail(desk), 520, 800)
        made.show_customer(customer.id)
        desk.tasks.wait_idle()
        return made

    return build


@pytest.fixture
def press(qtbot, button, desk):
    def press(widget: QWidget, name: str) -> None:
        qtbot.mouseClick(button(widget, name), Qt.MouseButton.LeftButton)
        desk.tasks.wait_idle()

    return press


@pytest.fixture
def save(press_keys):
    def save(widget: QWidget) -> None:
        dialog = next(d for d in widget.findChildren(FormDialog) if d.isVisible())
        press_keys(dialog, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)

    return save


# Words and numbers that hold for anybody


def test_one_visit_is_no_rhythm(workspace, jana, came):
    came(5)
    sentence = rhythm_sentence(read_portrait(workspace, jana.id))
    assert sentence.startswith("Most customers come again after about 42 days.")
    assert "Usually" not in sentence


def test_somebody_daily_is_told_so(workspace, jana, came):
    came(*range(1, 9))
    assert rhythm_sentence(read_portrait(workspace, jana.id)).startswith("Usually comes every day.")


def test_no_sentence_ends_in_two_points_in_any_language(workspace, jana, came):
    came(*range(32, 200, 30))
    portrait = read_portrait(workspace, jana.id)
    for language in i18n.LANGUAGES:
        i18n.use(language)
        told = (next_step(portrait).sentence, rhythm_sentence(portrait))
        assert not [each for each in told if ".." in each]
    i18n.use("en")


def test_a_birthday_of_1850_is_doubted_and_makes_nobody_176(workspace, jana):
    today = workspace.clock.today()
    ages = {
        date(1850, 3, 1): "Birthday 1 Mar; the year 1850 cannot be right.",
        date(1985, 9, 21): "Birthday 21 Sept, 41 years old",
        date(1985, 9, 22): "Birthday 22 Sept, 40 years old",
        date(2004, 2, 29): "Birthday 29 Feb, 22 years old",
        date(2027, 1, 1): "",
        None: "",
    }
    for born_on, words in ages.items():
        assert birthday(replace(jana, born_on=born_on), today) == words


def test_factors_bring_points_that_add_up_to_the_score(workspace, jana, came):
    came(*range(32, 200, 30), amount=65000)
    customers.feel_pulse(workspace, jana.id, 1)
    feedback.log(workspace, NewFeedback("praise", "I love it, thank you so much!", jana.id))
    health = read_portrait(workspace, jana.id).health.health
    told = factors(health)
    assert len(told) == 4
    assert sum(each.points for each in told) == round(health.score)
    assert sum(each.most for each in told) == 100


# The page


def test_the_head_says_stage_since_health_and_its_sentence(workspace, jana, came, detail, words_in):
    came(*range(5, 200, 30))
    made = detail(jana)
    assert made._head.stage.accessibleName() == "Stage: Loyal since 18 Jul 2026"
    assert made._head.health.accessibleName().endswith(", Healthy")
    assert "Last seen 5 days ago, usually here every 30 days." in words_in(made._head)


def test_a_hidden_customer_can_be_shown_again_from_the_next_step(
    workspace, jana, detail, press, desk
):
    customers.archive(workspace, jana.id)
    made = detail(jana)
    press(made._head.next, "Show again")
    assert not customers.get(workspace, jana.id).archived


def test_a_stage_is_set_by_hand_from_its_menu_and_let_go_again(
    workspace, jana, came, detail, desk, qtbot
):
    came(3)
    made = detail(jana)
    stage = made._head.stage
    qtbot.keyClick(stage, KEY.Key_Return)
    assert stage.menu_below.isVisible()
    assert stage.menu_below.activeAction().text() == "By the rules"
    stage.menu_below.close()
    actions = {action.text(): action for action in stage.menu_below.actions()}
    actions[f"Always: {STAGES['loyal']}"].trigger()
    desk.tasks.wait_idle()
    made.reload()
    desk.tasks.wait_idle()
    assert stage.look.text == "Loyal, set by you on 21 Sept 2026"
    held = [action.text() for action in stage.menu_below.actions() if action.isChecked()]
    assert held == ["Always: Loyal"]
    stage.menu_below.actions()[0].trigger()
    desk.tasks.wait_idle()
    assert customers.get(workspace, jana.id).stage_pin is None


def menu_of(row: QWidget) -> list[str]:
    row.click()
    menu = row.findChild(QMenu)
    return [action.text() for action in menu.actions()]


def test_a_visit_is_removed_from_its_menu_and_the_removal_undone(
    workspace, jana, came, detail, desk, button
):
    came(3)
    made = detail(jana)
    more = button(made, "More about this: Cut, 18 Sept 2026")
    assert menu_of(more)[-1] == "Remove"
    more.findChild(QMenu).actions()[-1].trigger()
    desk.tasks.wait_idle()
    assert visits.of_customer(workspace, jana.id) == []
    journal.undo(workspace)
    assert len(visits.of_customer(workspace, jana.id)) == 1


def test_a_passed_booking_is_settled_with_what_was_paid(
    workspace, jana, came, detail, press, save, qtbot
):
    came(8, status="booked")
    made = detail(jana)
    press(made._head.next, "Came")
    dialog = made.findChild(SettleDialog)
    qtbot.keyClicks(dialog.form.field("amount_minor"), "650")
    save(made)
    (visit,) = visits.of_customer(workspace, jana.id)
    assert (visit.status, visit.amount_minor) == ("done", 65000)


def test_a_passed_booking_is_settled_in_the_story_at_one_press(
    workspace, jana, came, detail, press, button
):
    came(8, status="booked")
    made = detail(jana)
    assert menu_of(button(made._timeline, "More about this: Cut, 13 Sept 2026")) == [
        "Was cancelled",
        "Change…",
        "Remove",
    ]
    press(made._timeline, "Did not come")
    assert visits.of_customer(workspace, jana.id)[0].status == "no_show"


def test_a_visit_that_is_hard_to_believe_is_asked_about_once(
    workspace, jana, came, detail, press, save, words_in
):
    made = detail(jana)
    press(made, "Visit")
    dialog = made.findChild(VisitDialog)
    dialog._on.set_day(workspace.clock.today() + timedelta(days=800))
    save(made)
    assert "Is this day right? It is more than a year ahead." in words_in(dialog)
    assert visits.of_customer(workspace, jana.id) == []
    assert dialog.yes.accessibleName() == "Save anyway"
    save(made)
    assert visits.of_customer(workspace, jana.id)[0].status == "booked"


def test_after_an_edit_save_anyway_is_save_again(workspace, jana, came, detail, press, save):
    came(1)
    made = detail(jana)
    press(made, "Visit")
    dialog = made.findChild(VisitDialog)
    dialog._on.set_day(workspace.clock.today() - timedelta(days=1))
    save(made)
    assert dialog.yes.accessibleName() == "Save anyway"
    dialog._services.setText("Colour")
    assert dialog.yes.accessibleName() == "Save"


@pytest.fixture
def choose(button, desk):
    def choose(made, more: str, words: str) -> VisitDialog:
        pressed = button(made._timeline, more)
        number = menu_of(pressed).index(words)
        pressed.findChild(QMenu).actions()[number].trigger()
        desk.tasks.wait_idle()
        return made.findChild(VisitDialog)

    return choose


def test_a_visit_is_changed_from_the_menu_with_the_dialog_filled_in(
    workspace, jana, detail, choose, save
):
    ema = staff.add(workspace, "Ema")
    staff.add(workspace, "Eva")
    staff.archive(workspace, ema.id)
    day = workspace.clock.today() - timedelta(days=3)
    new = NewVisit(jana.id, day, "Cut", 65000, ema.id, note="Likes tea")
    visit = visits.record(workspace, new)
    made = detail(jana)
    dialog = choose(made, "More about this: Cut, 18 Sept 2026", "Change…")
    assert (dialog._on.day(), dialog._services.text()) == (day, "Cut")
    assert (dialog._amount.minor(), dialog._staff.value()) == (65000, ema.id)
    assert dialog._staff.findText("Eva") >= 0
    dialog._services.setText("Cut and colour")
    save(made)
    changed = visits.get(workspace, visit.id)
    assert changed == replace(visit, services="Cut and colour")


def test_where_no_amount_is_known_it_is_the_first_thing_to_add(
    workspace, jana, came, detail, button, choose, save, qtbot
):
    came(3, amount=None)
    came(8, services="Colour", amount=90000)
    made = detail(jana)
    priced = button(made._timeline, "More about this: Colour, 13 Sept 2026")
    assert menu_of(priced) == ["Change…", "Remove"]
    unpriced = "More about this: Cut, 18 Sept 2026"
    assert menu_of(button(made._timeline, unpriced))[0] == "Add an amount…"
    dialog = choose(made, unpriced, "Add an amount…")
    dialog.activateWindow()
    qtbot.waitUntil(dialog._amount.hasFocus)
    qtbot.keyClicks(dialog._amount, "650")
    save(made)
    assert visits.of_customer(workspace, jana.id)[0].amount_minor == 65000


def test_who_did_it_is_asked_where_there_is_staff(workspace, jana, detail, press, save):
    ema = staff.add(workspace, "Ema")
    made = detail(jana)
    press(made, "Visit")
    made.findChild(VisitDialog)._staff.set_value(ema.id)
    save(made)
    assert visits.of_customer(workspace, jana.id)[0].staff_member == "Ema"


def test_another_doubtful_day_is_asked_about_again(workspace, jana, detail, press, save):
    made = detail(jana)
    press(made, "Visit")
    dialog = made.findChild(VisitDialog)
    for days in (800, 900):
        dialog._on.set_day(workspace.clock.today() + timedelta(days=days))
        save(made)
        assert visits.of_customer(workspace, jana.id) == []


def test_a_day_of_the_strip_opens_its_visit_in_the_story(
    workspace, jana, came, detail, qtbot, desk
):
    came(*range(5, 2000, 7))
    made = detail(jana)
    line = made._rhythm.line
    line.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(line, KEY.Key_Home)
    qtbot.keyClick(line, KEY.Key_Return)
    focused = made.focusWidget()
    assert focused.accessibleName() == "25 Sept 2024: Cut"
    assert made._timeline.isAncestorOf(focused)
    qtbot.waitUntil(lambda: focused.visibleRegion().boundingRect() == focused.rect())


def test_closures_and_the_window_stand_on_the_strip(workspace, jana, came, detail):
    came(*range(5, 200, 30))
    closures.add(workspace, NewClosure(date(2026, 7, 1), date(2026, 7, 3), "Summer"))
    shown = detail(jana)._rhythm.line._rhythm
    assert [span.told for span in shown.shut] == ["Closed from 1 Jul 2026 to 3 Jul 2026. Summer"]
    assert shown.expected.since <= date(2026, 10, 16) <= shown.expected.until


def test_money_given_back_is_no_visit_on_the_strip_nor_in_the_head(
    workspace, jana, came, detail, words_in
):
    came(10, amount=65000)
    came(40, amount=-5000, services="")
    made = detail(jana)
    dots = made._rhythm.line._rhythm.dots
    assert [dot.kind for dot in dots] == ["cancelled", "came"]
    assert dots[0].told() == "12 Aug 2026: money back · -50\xa0Kč"
    assert "1 visit, on 11 Sept 2026" in words_in(made)
    assert "Money back" in words_in(made._timeline)


def test_two_things_on_a_day_are_one_dot_that_tells_both(workspace, jana, came, detail):
    came(10, status="cancelled", services="Colour")
    came(10)
    (dot,) = detail(jana)._rhythm.line._rhythm.dots
    assert dot.kind == "came"
    assert "was here · Cut" in dot.told()
    assert "cancelled · Colour" in dot.told()


@pytest.mark.parametrize("many", [0, 1, 2000])
def test_a_page_works_with_any_number_of_visits(workspace, jana, detail, words_in, many):
    today = workspace.clock.today()
    columns = ("customer_id", "visited_on", "services", "status", "created_at")
    created_at = iso(workspace.clock.now())
    with workspace.write("many") as write:
        write.insert_many(
            "visit",
            columns,
            [
                (jana.id, (today - timedelta(days=n)).isoformat(), "Cut", "done", created_at)
                for n in range(many)
            ],
        )
    words = words_in(detail(jana))
    said = {0: "No visit is noted yet.", 1: "1 visit, on 21 Sept 2026", 2000: "2,000 visits since"}
    assert said[many] in words


def test_what_a_clock_set_back_makes_future_is_no_nonsense(workspace, jana, detail, words_in):
    with workspace.write("from the future") as write:
        write.insert(
            "visit",
            customer_id=jana.id,
            visited_on="2027-09-01",
            services="Cut",
            status="done",
            created_at="2027-09-01T10:00:00Z",
        )
    made = detail(jana)
    words = words_in(made)
    assert "No visit is noted yet." in words
    assert [badge.accessibleName() for badge in made._timeline.findChildren(Badge)] == [
        "Day still to come"
    ]
    (dot,) = made._rhythm.line._rhythm.dots
    assert dot.told().startswith("1 Sept 2027: noted, though the day is still to come")
    assert "-" not in words.replace("E-mail", "").replace("Check-in", "").replace("check-in", "")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_nothing_is_cut_off_in_the_narrowest_window(workspace, desk, jana, came, shown, language):
    came(8, status="booked")
    came(*range(40, 200, 30))
    checkins.set_interval(workspace, jana.id, 60)
    feedback.log(workspace, NewFeedback("praise", "I love it", jana.id))
    i18n.use(language)
    made = shown(CustomerDetail(desk), NARROWEST, 600)
    made.show_customer(jana.id)
    desk.tasks.wait_idle()
    i18n.use("en")
    inside = made._scroll.widget()
    assert inside.minimumSizeHint().width() <= made._scroll.viewport().width()


def test_every_control_of_the_page_has_a_name(workspace, jana, came, detail):
    came(8, status="booked")
    came(*range(40, 200, 30))
    goals.set_goal(workspace, jana.id, "Long hair")
    made = detail(jana)
    controls = made.findChildren(QAbstractButton)
    focusable = [w for w in made.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(controls) > 10
    assert [w for w in {*controls, *focusable} if not w.accessibleName() and w.isVisible()] == []


def test_tab_goes_through_the_page_as_it_is_read(workspace, jana, came, detail, qtbot):
    came(*range(32, 200, 7))
    made = detail(jana)
    stops = [made._head.stage]
    while stops[-1].accessibleName() != "Show older":
        stops[-1].setFocus(Qt.FocusReason.TabFocusReason)
        made.focusNextPrevChild(True)
        assert made.focusWidget() not in stops
        stops.append(made.focusWidget())
    names = [each.accessibleName().split(":")[0] for each in stops]
    wanted = ("Stage", "Invite", "Rhythm", "Visit", "How is this computed?", "Worried")
    wanted += ("Add a goal", "Set", "Note a consent", "More about this", "Show older")
    assert [name for name in names if name in wanted][:9] == list(wanted)[:9]


def test_a_note_is_written_on_its_own(workspace, jana, detail, press, save, qtbot):
    made = detail(jana)
    press(made, "Note")
    dialog = made.findChild(FormDialog)
    qtbot.keyClicks(dialog.form.field("note"), "Allergic to ammonia")
    save(made)
    assert customers.get(workspace, jana.id).note == "Allergic to ammonia"
