"""What counts as a visit, as money and as a contact, as SQL over `visit` and `touchpoint`."""

from __future__ import annotations

# What was and is not only booked, with or without a name; of that what a known customer did;
# and of that the days on which she came, because a day with nothing but refunds is no visit,
# though its money counts.
SOLD = "visit.status = 'done'"
DONE = f"{SOLD} AND visit.customer_id IS NOT NULL"
CAME = f"{DONE} AND coalesce(visit.amount_minor, 0) >= 0"
# What lay ahead at the end of the day `:on`, whatever became of it later; on the day itself only
# what is still open.
AHEAD = (
    "visit.visited_on >= :on AND visit.status <> 'cancelled' "
    "AND (visit.visited_on > :on OR visit.status = 'booked')"
)
# Who was not reached was not in touch, so nothing begins anew.
REACHED = "touchpoint.result IS NOT 'not_reached'"


def spend_in(currency: str) -> str:
    """SQL for the amount of a visit in one currency (a parameter of the query), else NULL."""
    return f"CASE WHEN coalesce(visit.currency, {currency}) = {currency} THEN amount_minor END"
