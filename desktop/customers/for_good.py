"""A person's whole record to take away, and a person erased for ever."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from core.errors import KnownError
from core.exchange import erase
from core.exchange.erase import Erased
from core.i18n import _, ngettext
from core.people.customers import Customer
from core.store.workspace import Workspace
from desktop.desk import Desk
from desktop.formats import number
from desktop.widgets.saved_list import file_name, tell_saved, with_ending

ENDINGS = (".pdf", ".json")


def save_person(desk: Desk, customer: Customer) -> None:
    """Ask where to, and write everything the shop knows of a person, to read or for a program."""
    proposal = file_name(customer.name, desk.workspace.clock.today().isoformat(), ENDINGS[0])
    wanted = desk.messages.save_file(
        _("Save this person’s record"),
        proposal,
        _("To read and print (*.pdf);;For another program (*.json)"),
    )
    if wanted is None:
        return
    path = with_ending(wanted, ENDINGS)
    desk.tasks.read(
        partial(write_person, desk.workspace, customer.id, path), partial(tell_saved, desk)
    )


def write_person(workspace: Workspace, customer_id: int, path: Path) -> Path:
    """Write a person's record as the ending of the name says. Raises KnownError, Missing."""
    if path.suffix.lower() == ".json":
        from core.exchange import exports

        exports.person_file(workspace, customer_id, path)
    else:
        from core.exchange.person import paper as person_paper

        person_paper.print_person(workspace, customer_id, path)
    return path


def erase_for_ever(
    desk: Desk, customer: Customer, begun: Callable[[], object], failed: Callable[[], object]
) -> None:
    """Ask once more, then erase a person; what is left of her is told afterwards."""
    sure = desk.messages.ask(
        _("Erase {name} for ever?").format(name=customer.name),
        yes=_("Erase for ever"),
        no=_("Keep"),
        details=_(
            "Everything about this person goes: visits, contacts, consents, and the words of "
            "feedback and answers. This cannot be undone, and no earlier change can be undone "
            "afterwards.\n\n"
            "What stays: how many voices there were and of which mood, without name and words. "
            "The name may also stand in texts about others, in older backups and in files that "
            "you saved yourself; you are told of the texts and the backups."
        ),
    )
    if not sure:
        return
    begun()
    desk.messages.say(_("{name} is being erased…").format(name=customer.name))

    def trouble(error: KnownError) -> None:
        failed()
        desk.messages.problem(error)

    desk.tasks.write(
        partial(erase.erase_person, desk.workspace, customer.id),
        lambda erased: desk.messages.say(told(erased), stays=_leaves_something(erased)),
        trouble,
    )


def told(erased: Erased) -> str:
    """What an erasure left, in sentences."""
    sentences = [_("The person is erased.")]
    if erased.mentions:
        sentences.append(
            ngettext(
                "{n} text about others still has the name in it.",
                "{n} texts about others still have the name in them.",
                erased.mentions,
            ).format(n=number(erased.mentions))
        )
    if erased.backups:
        sentences.append(
            ngettext(
                "{n} older backup still holds the person, who is erased again if it is put back.",
                "{n} older backups still hold the person, who is erased again if one is put back.",
                erased.backups,
            ).format(n=number(erased.backups))
        )
    return " ".join(sentences)


def _leaves_something(erased: Erased) -> bool:
    return bool(erased.mentions or erased.backups)
