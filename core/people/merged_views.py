"""What the owner thought of two records that become one: the later word holds, the past stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from core.people import customers, stages

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.store.write import Write

_NO_DAY = ""


class Views(NamedTuple):
    """The columns of a customer that hold the owner's own view."""

    stage_pin: str | None
    pulse: int | None
    pulse_on: str | None


class _Word(NamedTuple):
    """A pin or a pulse with its day (YYYY-MM-DD, "" unknown); None says that none holds."""

    on: str
    said: str | int | None


def together(workspace: Workspace, kept_id: int, merged_id: int) -> Views:
    """The later pulse, also where that was to have none, and the later pin that still holds.

    On the same day the kept one's counts.
    """
    felt = max((_felt(workspace, each) for each in (kept_id, merged_id)), key=_day)
    pins = [_pinned(workspace, each) for each in (kept_id, merged_id)]
    pin = max((word for word in pins if word.said), key=_day, default=_Word(_NO_DAY, None))
    is_felt = felt.said is not None
    return Views(
        None if pin.said is None else str(pin.said),
        int(felt.said) if felt.said is not None else None,
        felt.on if is_felt else None,
    )


def keep(workspace: Workspace, write: Write, kept_id: int, now: Views) -> None:
    """Let the joined days end with what holds now, where another record's would end otherwise."""
    if _last_pin(workspace, kept_id).said != now.stage_pin:
        stages.keep(write, kept_id, now.stage_pin, workspace.clock.today().isoformat())
    last = _last_pulse(workspace, kept_id)
    if now.pulse is not None and now.pulse_on and last != (now.pulse_on, now.pulse):
        customers.keep_pulse(write, kept_id, now.pulse, now.pulse_on)
    if now.pulse is None and last.said is not None:
        customers.keep_pulse(write, kept_id, None, last.on)


def _day(word: _Word) -> str:
    return word.on


def _felt(workspace: Workspace, customer_id: int) -> _Word:
    row = workspace.row("SELECT pulse_on, pulse FROM customer WHERE id = ?", [customer_id])
    if row is not None and row["pulse"] is not None:
        return _Word(row["pulse_on"] or _NO_DAY, row["pulse"])
    return _Word(_last_pulse(workspace, customer_id).on, None)


def _pinned(workspace: Workspace, customer_id: int) -> _Word:
    pin = workspace.value("SELECT stage_pin FROM customer WHERE id = ?", [customer_id])
    return _Word(_last_pin(workspace, customer_id).on, pin)


def _last_pin(workspace: Workspace, customer_id: int) -> _Word:
    row = workspace.row(
        "SELECT pinned_on, stage FROM pinned_stage WHERE customer_id = ? "
        "ORDER BY pinned_on DESC, id DESC LIMIT 1",
        [customer_id],
    )
    return _Word(*row) if row else _Word(_NO_DAY, None)


def _last_pulse(workspace: Workspace, customer_id: int) -> _Word:
    row = workspace.row(
        "SELECT set_on, nullif(value, ?) FROM pulse WHERE customer_id = ? "
        "ORDER BY set_on DESC, id DESC LIMIT 1",
        [customers.NO_PULSE, customer_id],
    )
    return _Word(*row) if row else _Word(_NO_DAY, None)
