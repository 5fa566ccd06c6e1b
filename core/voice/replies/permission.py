"""May it go out? What the rules on consent say of an answer, in one sentence.

Service answers the customer's own words and needs no consent. Anything commercial (wishes,
offers, requests for a review) needs a yes for its channel with date, source and words, and carries
a line how to stop it; in Latvia a customer of the shop may get it by e-mail without one, until she
says no.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from core.i18n import N_, translate
from core.people import consents
from core.store import settings

if TYPE_CHECKING:
    from core.people.consents import Consent
    from core.store.workspace import Workspace

# Spoken to her face, advertising is a talk.
_FACE_TO_FACE = "in_person"


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the rules look at: what she agreed to, the shop's country, whether she has come."""

    consents: dict[str, Consent] = field(default_factory=dict)
    country: str = ""
    has_come: bool = False


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether a message may go out, and why."""

    allowed: bool
    sentence: str
    facts: dict[str, Any] = field(default_factory=dict)

    def text(self) -> str:
        """The reason in the language in use now."""
        return translate(self.sentence, self.facts)


def grounds(workspace: Workspace, customer_id: int | None) -> Grounds:
    """What is known about a customer's consent; nothing for a walk-in."""
    if customer_id is None:
        return Grounds()
    has_come = workspace.value(
        "SELECT 1 FROM visit WHERE customer_id = ? AND status = 'done' LIMIT 1", [customer_id]
    )
    return Grounds(
        consents.current(workspace, customer_id),
        settings.get(workspace, settings.COUNTRY),
        bool(has_come),
    )


def permission(purpose: str, channel: str, known: Grounds) -> Permission:
    """Whether an answer of a purpose may go out by a channel."""
    consent = known.consents.get(channel)
    state = consent.state if consent else "unknown"
    if purpose == "service":
        return Permission(True, _SERVICE_UNWANTED if state == "no" else _SERVICE)
    if channel == _FACE_TO_FACE:
        return Permission(True, _SPOKEN)
    if state == "no":
        return Permission(False, _REFUSED)
    if consent is not None and state == "yes" and consent.wording:
        return Permission(True, _AGREED, {"source": consent.source})
    if known.country == "LV" and channel == "email" and known.has_come:
        return Permission(True, _OWN_CUSTOMER)
    return Permission(False, _WORDS_MISSING if state == "yes" else _UNKNOWN)


_SERVICE = N_("An answer to the customer’s own words is service, so it needs no consent.")
_SERVICE_UNWANTED = N_(
    "An answer to the customer’s own words needs no consent, but the customer does not want "
    "messages this way: another one is kinder."
)
_SPOKEN = N_("This is advertising; said in person it needs no consent.")
_AGREED = N_("This is advertising, and the customer agreed to get it ({source}).")
_WORDS_MISSING = N_(
    "This is advertising, and the customer said yes, but nobody noted in which words; the law asks "
    "for them. Note them with the consent."
)
_OWN_CUSTOMER = N_(
    "This is advertising: in Latvia your own customers may get it by e-mail until they say no, "
    "with a line that tells how."
)
_REFUSED = N_("This is advertising, and the customer said no to it.")
_UNKNOWN = N_("This is advertising: it may go out only once the customer has agreed to it.")
