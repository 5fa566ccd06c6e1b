"""The columns of the list of likely twins, on the page and in a saved list."""

from __future__ import annotations

from core.i18n import _
from core.people.duplicates import Twins
from desktop.twins import words
from desktop.widgets.record_table import Column


def columns() -> list[Column]:
    """The one column of the list on the page."""
    return [
        Column(
            _("Both names"),
            words.names,
            stretch=True,
            strong=True,
            tip=lambda twins: f"{words.names(twins)}\n{_said(twins)}",
            under=_said,
            value=lambda twins: twins.one.name,
            heading=_("One"),
        )
    ]


def more_columns() -> list[Column]:
    """What else a saved list of pairs says."""
    return [
        Column(_("The other"), lambda twins: twins.other.name),
        Column(_("Likeness"), lambda twins: words.likeness(twins.likeness).text),
        Column(_("Why"), words.reasons),
        Column(_("Phone"), lambda twins: twins.one.phone),
        Column(_("Phone of the other"), lambda twins: twins.other.phone),
        Column(_("E-mail"), lambda twins: twins.one.email),
        Column(_("E-mail of the other"), lambda twins: twins.other.email),
    ]


def _said(twins: Twins) -> str:
    return f"{words.likeness(twins.likeness).text} · {words.reasons(twins)}"
