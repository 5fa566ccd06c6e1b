"""The sample shop is believable, the same every time, and holds something of every noun."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from datetime import date
from pathlib import Path
from statistics import median

import pytest

from core import sample
from core.clock import FixedClock, parse_instant
from core.errors import Cancelled, KnownError, RefusedInput
from core.i18n import LANGUAGES
from core.insight import bookings, service_rhythms
from core.people import checkins, closures
from core.sample import words
from core.store import check, journal, settings
from core.store.workspace import Workspace
from core.voice import feedback, replies, suggestions

# What other rooms fill: derived rows, imports, erasures and the bookkeeping of migrations.
NOT_FILLED = {
    "health_snapshot",
    "import_batch",
    "import_line",
    "erasure",
    "learned_mood",
    "remembered_columns",
    "also_known",
    "told_apart",
    "turned_down",
    "_sqlite_migrations",
}


@pytest.fixture(scope="module")
def shop() -> Workspace:
    made = Workspace.in_memory(clock=FixedClock("2026-09-21T08:00:00Z"))
    sample.fill(made, customers=150, years=2, seed=7)
    return made


def everything(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    names = [
        row[0]
        for row in workspace.rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
            "AND name NOT LIKE '%\\_search%' ESCAPE '\\' AND name <> '_sqlite_migrations'"
        )
    ]
    return {name: [tuple(row) for row in workspace.rows(f"SELECT * FROM {name}")] for name in names}


def test_every_noun_has_rows(shop: Workspace) -> None:
    empty = {name for name, rows in everything(shop).items() if not rows}
    assert empty <= NOT_FILLED


def test_nobody_comes_on_a_sunday_or_a_holiday(shop: Workspace) -> None:
    days = [date.fromisoformat(row[0]) for row in shop.rows("SELECT visited_on FROM visit")]
    assert not [day for day in days if day.isoweekday() == 7]
    closed = {(1, 1), (5, 1), (5, 8), (7, 5), (7, 6), (9, 28), (10, 28), (11, 17), (12, 24)}
    assert not [day for day in days if (day.month, day.day) in closed]
    assert len({day.isoweekday() for day in days}) == 6


def test_the_past_is_done_and_the_future_booked(shop: Workspace) -> None:
    today = shop.clock.today().isoformat()
    past = shop.rows("SELECT DISTINCT status FROM visit WHERE visited_on < ?", [today])
    future = shop.rows("SELECT DISTINCT status FROM visit WHERE visited_on >= ?", [today])
    assert {row[0] for row in past} == {"done", "cancelled", "no_show", "booked"}
    assert {row[0] for row in future} == {"booked"}
    assert 2 <= len(bookings.passed(shop)) <= 4


def test_colour_and_cut_have_rhythms_of_their_own(shop: Workspace) -> None:
    gaps: dict[str, list[float]] = {"Barvení": [], "Dámský střih": []}
    coloured = "SELECT customer_id FROM visit WHERE services LIKE 'Barvení%' GROUP BY 1"
    for row in shop.rows(coloured):
        for service in service_rhythms.of_customer(shop, row[0]):
            if service.service in gaps and service.usual_gap_days and not service.is_estimate:
                gaps[service.service].append(service.usual_gap_days)
    assert min(map(len, gaps.values())) > 5
    assert 25 < median(gaps["Dámský střih"]) < 33 < median(gaps["Barvení"]) < 50


def test_the_shop_notes_its_closures_and_leaves_one_to_be_asked_about(shop: Workspace) -> None:
    noted = closures.find(shop)
    assert {closure.since_on.month for closure in noted} == {8, 12}
    came = [date.fromisoformat(row[0]) for row in shop.rows("SELECT visited_on FROM visit")]
    assert not [day for day in came for one in noted if one.since_on <= day <= one.until_on]
    assert [(one.since_on.year, one.since_on.month) for one in closures.suggested(shop)] == [
        (2025, 12)
    ]


def test_feelings_and_stages_by_hand_have_a_past_and_agree_with_the_customer(
    shop: Workspace,
) -> None:
    for noun, column, value, day in (
        ("pulse", "pulse", "nullif(value, 0)", "set_on"),
        ("pinned_stage", "stage_pin", "stage", "pinned_on"),
    ):
        newest = f"SELECT {value} FROM {noun} WHERE customer_id = customer.id ORDER BY {day} DESC"
        assert not shop.value(
            f"SELECT count(*) FROM customer WHERE {column} IS NOT ({newest} LIMIT 1)"
        )
        assert shop.value(f"SELECT count({column}) FROM customer") > 0
    assert shop.value("SELECT count(*) FROM pulse") > shop.value(
        "SELECT count(pulse) FROM customer"
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_also_who_is_new_has_a_feeling_of_the_day_that_is_told(seed: int) -> None:
    with closing(Workspace.in_memory(clock=FixedClock("2026-09-21T10:00:00Z"))) as shop:
        sample.fill(shop, customers=120, years=1.5, seed=seed)
        untold = shop.rows(
            "SELECT name FROM customer WHERE pulse IS NOT NULL AND NOT EXISTS (SELECT 1 FROM pulse "
            "WHERE customer_id = customer.id AND set_on = pulse_on AND value = customer.pulse)"
        )
        assert untold == []
        before_they_came = shop.rows(
            "SELECT name FROM customer WHERE pulse_on < (SELECT min(visited_on) FROM visit "
            "WHERE customer_id = customer.id AND status = 'done')"
        )
        assert before_they_came == []


def test_december_is_busier_than_february(shop: Workspace) -> None:
    by_month = Counter(
        row[0][5:7] for row in shop.rows("SELECT visited_on FROM visit WHERE status = 'done'")
    )
    assert by_month["12"] > by_month["02"]


def test_prices_rise_from_year_to_year(shop: Workspace) -> None:
    rows = shop.rows(
        "SELECT substr(visited_on, 1, 4), min(amount_minor) FROM visit "
        "WHERE services = 'Střih a foukaná' AND status = 'done' GROUP BY 1 ORDER BY 1"
    )
    prices = [row[1] for row in rows]
    assert len(prices) == 3
    assert prices == sorted(set(prices))


def test_some_are_loyal_some_came_once_and_some_stayed_away(shop: Workspace) -> None:
    rows = shop.rows(
        "SELECT count(visit.id), julianday('2026-09-21') - julianday(max(visited_on)) "
        "FROM customer LEFT JOIN visit ON visit.customer_id = customer.id "
        "AND status = 'done' GROUP BY customer.id"
    )
    counts = [row[0] for row in rows]
    assert sum(n >= 5 for n in counts) > 40
    assert sum(n == 1 for n in counts) > 10
    assert counts.count(0) >= 1
    assert sum(row[1] is not None and row[1] > 200 for row in rows) > 10


def test_people_say_everything_in_three_languages(shop: Workspace) -> None:
    said = shop.rows("SELECT kind, language, customer_id, topic_id, body FROM feedback")
    assert {row["kind"] for row in said} == set(feedback.KINDS)
    assert {row["language"] for row in said} == set(LANGUAGES)
    assert any(row["customer_id"] is None for row in said)
    assert all(row["topic_id"] for row in said)
    assert len({row["body"] for row in said}) > 0.8 * len(said)


def test_a_woman_and_a_man_speak_in_their_own_forms() -> None:
    sentence = "Čekal{a|} jsem, {name}, byl{a|} jsem spokojen{á|ý}."
    as_woman = words.as_said_by(sentence, woman=True)
    as_man = words.as_said_by(sentence, woman=False)
    assert as_woman == "Čekala jsem, {name}, byla jsem spokojená."
    assert as_man == "Čekal jsem, {name}, byl jsem spokojený."


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_enough_to_say(language: str) -> None:
    spoken = words.of(language)
    assert len({voice.sentence for voice in spoken.voices}) >= 60
    assert {voice.kind for voice in spoken.voices} == set(feedback.KINDS)
    ideas = {voice.idea for voice in spoken.voices if voice.kind == "suggestion"}
    assert ideas - {""} == set(spoken.told["suggestions"])
    assert not [v.sentence for v in spoken.voices if "{" in words.as_said_by(v.sentence, True)]


def test_no_address_or_number_is_used_twice_and_none_reaches_a_stranger(shop: Workspace) -> None:
    for column in ("phone", "email", "reference"):
        found = [r[0] for r in shop.rows(f"SELECT {column} FROM customer") if r[0]]
        assert len(found) == len(set(found))
    addresses = [row[0] for row in shop.rows("SELECT email FROM customer WHERE email <> ''")]
    assert all(address.split("@")[1].startswith("example.") for address in addresses)


def test_czech_women_have_womens_names(shop: Workspace) -> None:
    spoken = words.of("cs")
    mens = {man for man, woman in spoken.families if man != woman}
    names = [row[0].split() for row in shop.rows("SELECT name FROM customer")]
    women = [name for name in names if name[0] in spoken.women and name[0] not in spoken.men]
    assert len(women) > 50
    assert not [name for name in women if name[-1] in mens]


def test_someone_waits_in_every_colour_and_the_old_are_answered(shop: Workspace) -> None:
    waiting = replies.waiting(shop)
    days = [(shop.clock.now() - voice.since).days for voice in waiting]
    assert 5 <= len(days) <= 15
    assert min(days) < 2 <= max(day for day in days if day < 5)
    assert 5 <= max(days) <= 13
    hours = [
        (parse_instant(row[1]) - parse_instant(row[0])).total_seconds() / 3600
        for row in shop.rows(
            "SELECT said_at, min(sent_at) FROM reply JOIN feedback ON feedback.id = feedback_id "
            "WHERE suggestion_id IS NULL AND status = 'sent' GROUP BY feedback_id"
        )
    ]
    assert min(hours) > 0
    assert 2 < median(hours) < 36


def test_suggestions_have_people_behind_them_and_stand_at_every_status(shop: Workspace) -> None:
    found = suggestions.backlog(shop, statuses=suggestions.STATUSES)
    assert {s.status for s in found} == {"open", "planned", "in_progress", "done", "declined"}
    assert sum(s.supporters > 0 for s in found) >= 8
    assert any(s.must_do for s in found)
    assert any(s.score is None for s in found)
    done = next(s for s in found if s.status == "done")
    assert done.because
    assert done.waiting == 0


def test_nothing_happens_after_now(shop: Workspace) -> None:
    now = shop.clock.now().isoformat().replace("+00:00", "Z")
    for noun, column in (
        ("feedback", "said_at"), ("reply", "drafted_at"), ("reply", "sent_at"),
        ("touchpoint", "at"), ("submission", "submitted_at"), ("decision", "decided_at"),
        ("customer", "created_at"), ("visit", "created_at"), ("suggestion", "created_at"),
    ):  # fmt: skip
        late = shop.value(f"SELECT count(*) FROM {noun} WHERE {column} > ?", [now])
        assert late == 0, f"{noun}.{column}"


def test_a_few_check_ins_are_due_and_most_are_not(shop: Workspace) -> None:
    due = checkins.due(shop, shop.clock.today())
    assert 2 <= len(due) <= 8
    assert len(due) < shop.value("SELECT count(*) FROM checkin")


def test_the_same_seed_gives_the_same_shop_and_another_seed_another() -> None:
    shops = []
    for seed in (3, 3, 4):
        made = Workspace.in_memory(clock=FixedClock("2026-09-21T08:00:00Z"))
        sample.fill(made, customers=25, years=1, seed=seed)
        shops.append(everything(made))
    assert shops[0] == shops[1]
    assert shops[0]["customer"] != shops[2]["customer"]


@pytest.mark.parametrize(
    ("language", "currency", "service"),
    [("cs", "CZK", "Barvení"), ("lv", "EUR", "Matu krāsošana"), ("en", "GBP", "Colour")],
)
def test_the_shop_speaks_its_language(
    workspace: Workspace, language: str, currency: str, service: str
) -> None:
    settings.put(workspace, settings.LANGUAGE, language)
    sample.fill(workspace, customers=40, years=1)
    mostly = workspace.value(
        "SELECT language FROM customer WHERE language <> '' GROUP BY 1 ORDER BY count(*) DESC"
    )
    assert mostly == language
    assert settings.get(workspace, settings.CURRENCY) == currency
    assert workspace.value("SELECT 1 FROM visit WHERE services LIKE ?", [f"{service}%"])


def test_what_the_owner_chose_before_stays(workspace: Workspace) -> None:
    settings.put(workspace, settings.SHOP_NAME, "U Růžového hřebenu")
    settings.put(workspace, settings.CURRENCY, "EUR")
    sample.fill(workspace, customers=5, years=1)
    assert settings.get(workspace, settings.SHOP_NAME) == "U Růžového hřebenu"
    assert workspace.value("SELECT DISTINCT currency FROM visit") == "EUR"


def test_a_filled_shop_is_one_step_that_can_be_undone(workspace: Workspace) -> None:
    before = everything(workspace)
    sample.fill(workspace, customers=12, years=1)
    assert workspace.value("SELECT count(*) FROM journal") == 1
    journal.undo(workspace)
    after = everything(workspace)
    for noun in before.keys() - {"journal", "journal_image"}:
        assert after[noun] == before[noun]


@pytest.mark.parametrize(
    ("customers", "years", "per_customer"), [(1, 0.1, None), (3, 1, 40.0), (11, 3, 0.0)]
)
def test_any_size_is_a_whole_file(
    tmp_path: Path, customers: int, years: float, per_customer: float | None
) -> None:
    path = tmp_path / "shop.regulars"
    made = Workspace.open(path, clock=FixedClock("2026-03-01T08:00:00Z"), create=True)
    sample.fill(made, customers=customers, years=years, feedback_per_customer=per_customer)
    made.close()
    assert check.problems(path) == []


def test_as_much_feedback_as_asked_for(workspace: Workspace) -> None:
    made = sample.fill(workspace, customers=20, years=2, feedback_per_customer=15)
    assert 300 <= made.feedback <= 308


@pytest.mark.parametrize(("customers", "years"), [(0, 2), (10, 0), (10, 99), (10**9, 2)])
def test_an_impossible_size_is_refused(workspace: Workspace, customers: int, years: float) -> None:
    with pytest.raises(RefusedInput):
        sample.fill(workspace, customers=customers, years=years)


def test_a_shop_with_customers_is_left_alone(workspace: Workspace) -> None:
    sample.fill(workspace, customers=2, years=1)
    with pytest.raises(KnownError, match="shop_not_empty"):
        sample.fill(workspace, customers=2, years=1)
    assert workspace.value("SELECT count(*) FROM customer") == 2


class _Stopping:
    def __init__(self) -> None:
        self.told: list[int] = []

    def step(self, done: int, total: int) -> None:
        self.told.append(done)
        if done > total // 2:
            raise Cancelled


def test_stopping_half_way_leaves_nothing(workspace: Workspace) -> None:
    stopping = _Stopping()
    with pytest.raises(Cancelled):
        sample.fill(workspace, customers=20, years=1, progress=stopping)
    assert stopping.told == sorted(stopping.told)
    assert workspace.value("SELECT count(*) FROM customer") == 0
    assert workspace.value("SELECT count(*) FROM setting") == 0
