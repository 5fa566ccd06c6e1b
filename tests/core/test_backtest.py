"""The backtest: whether the score of a past day foretold who came after it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.clock import FixedClock
from core.errors import Cancelled, KnownError
from core.i18n import use
from core.insight import backtest, health_scores, weights
from core.measures.foretelling import ranking
from core.people import customers, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store.workspace import Workspace

TODAY = date(2026, 9, 21)
A_YEAR_AGO = date(2025, 9, 21)


def people(workspace: Workspace, count: int, *ago: int, paid: int = 500_00) -> None:
    """Customers who all came so many days before today, written down on those days."""
    first = workspace.value("SELECT coalesce(max(id), 0) FROM customer")
    with workspace.write("Made up") as write:
        ids = write.insert_many(
            "customer",
            ("name", "first_name", "sort_name", "created_at"),
            (
                (f"Customer {first + n}", "Customer", f"{first + n}", "2020-01-01T08:00:00Z")
                for n in range(count)
            ),
        )
        days = [(TODAY - timedelta(days=days)).isoformat() for days in ago]
        rows = ((who, day, paid, "CZK", "done", f"{day}T10:00:00Z") for who in ids for day in days)
        columns = ("customer_id", "visited_on", "amount_minor", "currency", "status", "created_at")
        write.insert_many("visit", columns, rows)


@pytest.fixture
def shop(workspace: Workspace) -> Workspace:
    """Sixty regulars of whom fifty still come, and sixty who came once, ten of them again."""
    regular = (900, 800, 700, 600, 500, 400)
    people(workspace, 50, *regular, 300, 200, 100)
    people(workspace, 10, *regular)
    people(workspace, 50, 900)
    people(workspace, 10, 900, 20)
    return workspace


def test_scores_of_a_year_ago_stand_against_who_came_since(shop: Workspace) -> None:
    found = backtest.run(shop)
    assert (found.cut_on, found.until_on) == (A_YEAR_AGO, TODAY)
    assert (found.people, found.returned) == (120, 60)
    assert [(fifth.people, fifth.came) for fifth in found.fifths] == [
        (24, 0),
        (24, 0),
        (24, 22),
        (24, 24),
        (24, 14),
    ]
    assert not found.too_few


def test_each_fifth_says_its_lowest_and_highest_score(shop: Workspace) -> None:
    scores = sorted(one.health.score for one in health_scores.each(shop, A_YEAR_AGO) if one.health)
    found = backtest.run(shop)
    ends = [end for fifth in found.fifths for end in (fifth.lowest, fifth.highest)]
    assert ends == sorted(ends)
    assert (ends[0], ends[-1]) == (scores[0], scores[-1])
    assert (found.lowest, found.highest) == (found.fifths[0], found.fifths[4])


def test_the_ranking_is_that_of_the_scores_shown_then(shop: Workspace) -> None:
    everyone = list(health_scores.each(shop, A_YEAR_AGO))
    came = {
        row[0]
        for row in shop.rows(
            "SELECT DISTINCT customer_id FROM visit WHERE visited_on > ?", [A_YEAR_AGO.isoformat()]
        )
    }
    scores = [one.health.score for one in everyone if one.health]
    assert backtest.run(shop).ranking == ranking(
        scores, [one.customer_id in came for one in everyone]
    )


def test_the_finding_is_a_sentence(shop: Workspace) -> None:
    found = backtest.run(shop)
    assert found.text() == (
        "Had this score existed a year ago: of the fifth with the lowest scores 0% came back, "
        "of the fifth with the highest 58%."
    )
    on_a_day = backtest.run(shop, TODAY, cut=date(2026, 1, 1))
    assert "Had this score existed on 1 Jan 2026: " in on_a_day.text()
    half = backtest.run(shop, date(2026, 3, 1), cut=A_YEAR_AGO)
    assert "Had this score existed on 21 Sept 2025: " in half.text()
    assert "came back by 1 Mar 2026" in half.text()


def test_nothing_after_the_day_moves_its_scores(shop: Workspace) -> None:
    """Who came after the cut is what is to be foretold, so it must not have been known."""
    found = backtest.run(shop)
    with shop.write("Everybody came yesterday") as write:
        rows = [(who, "2026-09-20", "done", "2026-09-20T10:00:00Z") for who in range(1, 121)]
        write.insert_many("visit", ("customer_id", "visited_on", "status", "created_at"), rows)
    again = backtest.run(shop)
    assert again.returned == 120
    assert [(f.people, f.lowest, f.highest) for f in again.fifths] == [
        (f.people, f.lowest, f.highest) for f in found.fifths
    ]


def test_whoever_came_first_after_the_day_is_not_among_them(shop: Workspace) -> None:
    people(shop, 5, 100, 50)
    customers.add(shop, NewCustomer("Never Here", joined_on=date(2020, 1, 1)))
    assert backtest.run(shop).people == 120


def test_somebody_hidden_since_is_still_counted(shop: Workspace) -> None:
    customers.archive(shop, 1)
    assert backtest.run(shop).people == 120


def test_a_booking_that_was_not_kept_is_no_coming_back(workspace: Workspace) -> None:
    people(workspace, 60, 800, 700)
    for who, status in ((1, "cancelled"), (2, "no_show"), (3, "done"), (4, "booked")):
        visits.record(workspace, NewVisit(who, TODAY - timedelta(days=20), status=status))
    visits.record(workspace, NewVisit(5, TODAY + timedelta(days=20)))
    assert backtest.run(workspace).returned == 1


def test_other_weights_are_tried_without_being_chosen(shop: Workspace) -> None:
    ours = backtest.run(shop)
    tried = backtest.run(shop, weights={"rhythm": 0, "spend": 5})
    assert [f.highest for f in tried.fifths] != [f.highest for f in ours.fifths]
    assert weights.current(shop)["rhythm"] == 4
    weights.change(shop, {"rhythm": 0, "spend": 5})
    assert backtest.run(shop) == tried


def test_a_young_shop_is_cut_in_the_middle_of_its_past(workspace: Workspace) -> None:
    people(workspace, 60, 200, 150, 100)
    people(workspace, 60, 200, 20)
    found = backtest.run(workspace)
    assert found.cut_on == TODAY - timedelta(days=100)
    assert (found.until_on, found.people, found.returned) == (TODAY, 120, 60)


def test_a_shop_that_rests_for_long_is_tried_on_its_last_year(workspace: Workspace) -> None:
    people(workspace, 60, 3000, 2500, 2200)
    people(workspace, 60, 3000, 2000)
    found = backtest.run(workspace)
    assert found.until_on == TODAY - timedelta(days=2000)
    assert found.cut_on == found.until_on - timedelta(days=365)


def test_coming_back_counts_for_a_year_unless_days_are_given(shop: Workspace) -> None:
    cut = date(2024, 6, 1)
    assert backtest.run(shop, cut=cut).until_on == date(2025, 6, 1)
    assert backtest.run(shop, TODAY, cut=cut).until_on == TODAY


def test_days_turned_round_are_refused(shop: Workspace) -> None:
    with pytest.raises(KnownError, match="days_turned"):
        backtest.run(shop, date(2025, 1, 1), cut=date(2025, 1, 1))


@pytest.mark.parametrize("cut", [None, date(2025, 1, 1), date(2030, 1, 1)])
def test_an_empty_shop_has_nothing_to_judge_by(workspace: Workspace, cut: date | None) -> None:
    found = backtest.run(workspace, cut=cut)
    assert (found.people, found.returned, found.ranking) == (0, 0, None)
    assert len(found.fifths) == 5
    assert found.lowest.share is None
    assert found.too_few
    assert found.text().startswith("There are too few customers")
    scores = [(row["lowest"], row["highest"]) for row in backtest.rows(found)]
    assert scores == [(None, None)] * 6


def test_one_customer_is_too_few(workspace: Workspace) -> None:
    people(workspace, 1, 800, 700, 100)
    found = backtest.run(workspace)
    assert (found.people, found.too_few) == (1, True)


def test_where_all_or_none_came_there_is_nothing_to_rank(workspace: Workspace) -> None:
    people(workspace, 60, 800, 700)
    found = backtest.run(workspace, TODAY, cut=TODAY - timedelta(days=100))
    assert (found.returned, found.ranking, found.too_few) == (0, None, True)


def test_a_future_day_and_a_clock_set_back_end_in_no_nonsense(
    shop: Workspace, clock: FixedClock
) -> None:
    assert backtest.run(shop, cut=date(2030, 1, 1)).too_few
    clock.move_to("2024-01-01T08:00:00Z")
    found = backtest.run(shop)
    assert found.cut_on <= found.until_on <= date(2024, 4, 5)
    assert found.too_few


def test_a_backtest_can_be_stopped(shop: Workspace) -> None:
    class Stopping:
        def step(self, done: int, total: int) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        backtest.run(shop, progress=Stopping())


def test_rows_are_the_fifths_and_everyone(shop: Workspace) -> None:
    found = list(backtest.rows(backtest.run(shop)))
    assert [row["part"] for row in found] == ["1", "2", "3", "4", "5", "all"]
    assert [row["people"] for row in found] == [24, 24, 24, 24, 24, 120]
    assert found[2]["share"] == round(22 / 24, 4)
    assert [row["ranking"] is None for row in found] == [True] * 5 + [False]


def test_the_finding_is_told_in_the_language_in_use(shop: Workspace) -> None:
    found = backtest.run(shop)
    in_english = found.text()
    use("cs")
    assert "0\N{NO-BREAK SPACE}%" in found.text()
    assert found.text() != in_english
