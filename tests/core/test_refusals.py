"""Who said no to being contacted, against the rule told slowly."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.clock import FixedClock
from core.insight.refusals import refused
from core.people import customers
from core.people.customers import NewCustomer
from core.store.workspace import Workspace

TODAY = date(2026, 9, 20)
CHANNELS = ("email", "sms", "phone")
WORDS = st.lists(
    st.tuples(
        st.sampled_from(["Jana", "Ilze"]),
        st.sampled_from(CHANNELS),
        st.sampled_from(["yes", "no", "unknown"]),
        st.integers(-4, 2),
    ),
    max_size=12,
)


def said_no(words: list[tuple[str, str, str, int]], until: int) -> set[str]:
    """No on some channel and yes on none, by the newest word on each; the last said wins a day."""
    newest: dict[tuple[str, str], str] = {}
    for who, channel, state, _day in sorted(
        (word for word in words if word[3] <= until), key=lambda word: word[3]
    ):
        newest[who, channel] = state
    states = {who: {newest[key] for key in newest if key[0] == who} for who, _channel in newest}
    return {who for who, said in states.items() if "no" in said and "yes" not in said}


@given(WORDS, st.integers(-4, 0))
def test_the_newest_word_on_each_channel_counts(
    words: list[tuple[str, str, str, int]], day: int
) -> None:
    clock = FixedClock(f"{TODAY}T10:00:00Z")
    with closing(Workspace.in_memory(clock=clock)) as shop:
        ids = {name: customers.add(shop, NewCustomer(name)).id for name in ("Jana", "Ilze")}
        with shop.write("said") as write:
            for who, channel, state, at in words:
                write.insert(
                    "consent",
                    customer_id=ids[who],
                    channel=channel,
                    state=state,
                    since_on=(TODAY + timedelta(days=at)).isoformat(),
                    source="counter",
                )
        # A word dated to a day still to come was given already, so it counts today.
        expected = {ids[who] for who in said_no(words, 99 if day == 0 else day)}
        on = TODAY + timedelta(days=day)
        assert refused(shop, on) == expected
        assert refused(shop, on, [ids["Jana"]]) == expected & {ids["Jana"]}
        assert refused(shop, on, []) == set()
