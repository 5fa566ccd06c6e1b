"""How somebody is called where others look on, also where no name of hers is known."""

from __future__ import annotations

from core.i18n import _


def briefly(first_name: str, customer_id: int) -> str:
    """The first name; the number of her record where a phone or an address is all there is."""
    return first_name or _("Customer {number}").format(number=customer_id)
