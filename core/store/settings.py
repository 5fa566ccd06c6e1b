"""Settings of the shop: each declared once, with its type, default, label and help."""

from __future__ import annotations

import json
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from core.errors import KnownError
from core.i18n import N_
from core.text import sort_key

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.store.write import Write

T = TypeVar("T")

SHOP = N_("Your shop")
CARE = N_("Care and reminders")
SAFETY = N_("Backups")


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One setting. `choices` pair a value with its label; `least` and `most` bound numbers.

    `members` are what a list may hold, where it may not hold everything.
    """

    key: str
    default: T
    label: str
    help: str = ""
    group: str = SHOP
    choices: tuple[tuple[T, str], ...] = ()
    least: float | None = None
    most: float | None = None
    members: tuple[Any, ...] = ()


SHOP_NAME = Setting("shop_name", "", N_("Name of the shop"), N_("Shown on answers and reviews."))
SHOP_KIND = Setting(
    "shop_kind",
    "hair",
    N_("What you do"),
    N_("Decides the first topics and how often a visit is usual."),
    choices=(
        ("hair", N_("Hair salon")),
        ("nails", N_("Nail studio")),
        ("beauty", N_("Beauty salon")),
        ("barber", N_("Barber shop")),
        ("cafe", N_("Café")),
        ("shop", N_("Shop")),
        ("other", N_("Something else")),
    ),
)
OWNER_NAME = Setting("owner_name", "", N_("Your name"), N_("Signed under your answers."))
LANGUAGE = Setting(
    "language",
    "en",
    N_("Language of the shop"),
    N_("Used for sorting names, for replies and for texts too short to tell."),
    choices=(("cs", "Čeština"), ("lv", "Latviešu"), ("en", "English")),
)
COUNTRY = Setting(
    "country",
    "CZ",
    N_("Country"),
    N_("For phone numbers and public holidays."),
    choices=(("CZ", N_("Czechia")), ("LV", N_("Latvia")), ("other", N_("Elsewhere"))),
)
HOLIDAYS = Setting(
    "holidays",
    True,
    N_("Closed on public holidays"),
    N_("In Czechia and Latvia. Nobody is due on such a day, and it is no day of absence."),
)
CURRENCY = Setting(
    "currency",
    "CZK",
    N_("Currency"),
    N_("For new visits; old amounts keep theirs."),
    choices=(("CZK", "CZK"), ("EUR", "EUR"), ("GBP", "GBP"), ("USD", "USD")),
)
# The money of a country; elsewhere it is not known.
CURRENCY_OF = MappingProxyType({"CZ": "CZK", "LV": "EUR"})
ACTIVE_DAYS = Setting(
    "active_days",
    180,
    N_("A customer is active within (days)"),
    N_("Someone not seen for longer counts as not active in the numbers."),
    group=CARE,
    choices=((90, "90"), (180, "180"), (365, "365")),
)
CHECKIN_DAYS = Setting(
    "checkin_days",
    60,
    N_("Check in after (days without contact)"),
    N_("The usual interval for a new check-in; each customer can have another."),
    group=CARE,
    least=1,
    most=730,
)
AMBER_DAYS = Setting(
    "amber_days", 2, N_("A waiting answer turns amber after (days)"), group=CARE, least=1, most=60
)
RED_DAYS = Setting(
    "red_days", 5, N_("A waiting answer turns red after (days)"), group=CARE, least=1, most=90
)
QUIET_FROM = Setting(
    "quiet_from",
    20,
    N_("No notices from (hour)"),
    N_("Nobody is to be called so late; the notice comes when the quiet hours are over."),
    group=CARE,
    least=0,
    most=23,
)
QUIET_UNTIL = Setting("quiet_until", 8, N_("No notices until (hour)"), group=CARE, least=0, most=23)
NOTIFY = Setting(
    "notify",
    True,
    N_("Show a desktop notice when someone is to hear from you or the review is due"),
    group=CARE,
)
STAY_IN_TRAY = Setting(
    "stay_in_tray",
    False,
    N_("Stay beside the clock when the window is closed"),
    N_("So that reminders still reach you. Quit from the icon’s menu."),
    group=CARE,
)
BACKUP_FOLDER = Setting(
    "backup_folder",
    "",
    N_("Folder for backups"),
    N_("Empty means a folder beside the shop file. A stick or a synced folder is safer."),
    group=SAFETY,
)
EXPORT_HEADINGS = Setting(
    "export_headings",
    "owner",
    N_("Headings of exported tables"),
    N_("When you export everything. Programs that read your tables go by the stable names."),
    choices=(
        ("owner", N_("In the language of the shop")),
        ("english", N_("Stable English names")),
    ),
)
# Days of the week on which the shop is shut, Monday being 0.
CLOSED_WEEKDAYS: Setting[list[int]] = Setting(
    "closed_weekdays",
    [],
    N_("Closed every week on"),
    N_("Nobody waits for an answer on such a day, and nobody is called."),
    members=tuple(range(7)),
)
# What differs from the usual care of a stage; see core/people/care_plans.py.
CARE_PLANS: Setting[dict[str, dict[str, int | None]]] = Setting("care_plans", {}, "")

# When what was learned from corrections was last let go; kept by the app, shown nowhere.
LEARN_SINCE = Setting("learn_since", "", "")
# How much each health factor counts, by the day since when; see core/insight/weights.py.
HEALTH_WEIGHTS: Setting[dict[str, dict[str, float]]] = Setting("health_weights", {}, "")
# Times that look like closures, of which the owner said that the shop was open.
WAS_OPEN: Setting[list[str]] = Setting("was_open", [], "")
# Whether the people of this shop are made up: who looks at them may want a shop of their own.
SAMPLE = Setting("sample", False, "")

ALL: tuple[Setting[Any], ...] = (
    SHOP_NAME,
    SHOP_KIND,
    OWNER_NAME,
    LANGUAGE,
    COUNTRY,
    HOLIDAYS,
    CURRENCY,
    EXPORT_HEADINGS,
    ACTIVE_DAYS,
    CHECKIN_DAYS,
    AMBER_DAYS,
    RED_DAYS,
    QUIET_FROM,
    QUIET_UNTIL,
    NOTIFY,
    STAY_IN_TRAY,
    BACKUP_FOLDER,
)
# Kept with the shop, but on no page of settings or on one of their own.
UNSEEN: tuple[Setting[Any], ...] = (
    CLOSED_WEEKDAYS,
    CARE_PLANS,
    LEARN_SINCE,
    HEALTH_WEIGHTS,
    WAS_OPEN,
    SAMPLE,
)


def get(workspace: Workspace, setting: Setting[T]) -> T:
    """The value of a setting, or its default where none (or nonsense) is stored."""
    stored = workspace.value("SELECT value FROM setting WHERE key = ?", [setting.key])
    if stored is None:
        return setting.default
    try:
        value: T = json.loads(stored)
    except ValueError:
        return setting.default
    return value if _fits(setting, value) else setting.default


def put(workspace: Workspace, setting: Setting[T], value: T) -> None:
    """Store a setting. Raises KnownError `setting_refused` for a value it cannot have."""
    if not _fits(setting, value):
        raise KnownError(
            "setting_refused", N_("“{value}” does not fit the setting here."), value=value
        )
    text = json.dumps(value, ensure_ascii=False)
    with workspace.write(N_("Setting changed")) as write:
        stored = workspace.row("SELECT id FROM setting WHERE key = ?", [setting.key])
        if stored:
            write.update("setting", stored["id"], value=text)
        else:
            write.insert("setting", key=setting.key, value=text)
        if setting is LANGUAGE:
            sort_names_anew(workspace, write)


def _fits(setting: Setting[Any], value: Any) -> bool:
    if type(value) is not type(setting.default):
        return False
    if setting.choices and value not in [choice for choice, _label in setting.choices]:
        return False
    if setting.members and not all(member in setting.members for member in value):
        return False
    too_low = setting.least is not None and value < setting.least
    too_high = setting.most is not None and value > setting.most
    return not (too_low or too_high)


def sort_names_anew(workspace: Workspace, write: Write) -> None:
    """Let the stored order of names follow the shop's language; undo has no images of it."""
    language = get(workspace, LANGUAGE)
    for row in workspace.rows("SELECT id, name, sort_name FROM customer"):
        key = sort_key(row["name"], language)
        if key != row["sort_name"]:
            write.execute("UPDATE customer SET sort_name = ? WHERE id = ?", [key, row["id"]])
