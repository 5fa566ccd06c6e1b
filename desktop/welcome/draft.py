"""What the owner said on the way through the welcome, whichever language it was said in."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QLocale

from core import i18n
from core.exchange import new_shop
from core.exchange.new_shop import Filling, NewShop
from core.paths import default_backup_folder
from core.store import settings

FROM_FILE, SAMPLE, EMPTY = "file", "sample", "empty"
# Country and currency that go with a language, and those of the computer's own place.
_BY_LANGUAGE = {"cs": ("CZ", "CZK"), "lv": ("LV", "EUR"), "en": ("other", "EUR")}
_BY_PLACE = {
    QLocale.Country.CzechRepublic: ("CZ", "CZK"),
    QLocale.Country.Latvia: ("LV", "EUR"),
    QLocale.Country.UnitedKingdom: ("other", "GBP"),
    QLocale.Country.UnitedStates: ("other", "USD"),
}


@dataclass(slots=True)
class Draft:
    """The answers so far. `file` is where the shop would lie if nothing else is chosen."""

    file: Path
    language: str = field(default_factory=i18n.language)
    name: str = ""
    kind: str = "hair"
    owner: str = ""
    country: str = ""
    currency: str = ""
    place_chosen: bool = False
    currency_chosen: bool = False
    folder: str = ""
    backup_folder: str = ""
    begin: str = EMPTY

    def __post_init__(self) -> None:
        self.folder = self.folder or str(self.file.parent)
        self.settle_place()

    def settle_place(self) -> None:
        """Country and currency that are likely, unless the owner chose them herself."""
        if self.place_chosen:
            return
        usual = _BY_LANGUAGE[self.language]
        if self.language == "en":
            usual = _BY_PLACE.get(QLocale.system().territory(), usual)
        self.country, self.currency = usual

    def choose_country(self, country: str) -> None:
        """Take a country by hand; its money comes along unless that was chosen by hand too."""
        self.country, self.place_chosen = country, True
        if not self.currency_chosen:
            self.currency = settings.CURRENCY_OF.get(country, self.currency)

    def choose_currency(self, currency: str) -> None:
        """Take a currency by hand, which no country changes any more."""
        self.currency, self.place_chosen, self.currency_chosen = currency, True, True

    @property
    def path(self) -> Path:
        """Where the shop file goes; a sample gets a file of its own."""
        folder = Path(self.folder).expanduser()
        if self.begin == SAMPLE:
            return new_shop.free_path(folder / f"sample{self.file.suffix}")
        return folder / self.file.name

    @property
    def usual_backup_folder(self) -> str:
        """The folder of backups that is meant while none is chosen."""
        return str(default_backup_folder(Path(self.folder).expanduser() / self.file.name))

    def new_shop(self) -> NewShop:
        """The shop that is to be made."""
        chosen = Path(self.backup_folder).expanduser() if self.backup_folder else None
        return NewShop(
            name=self.name,
            kind=self.kind,
            owner=self.owner,
            language=self.language,
            country=self.country,
            currency=self.currency,
            backup_folder=str(chosen) if chosen else "",
        )

    def filling(self) -> Filling | None:
        """What is put into the shop before its first page is shown."""
        if self.begin != SAMPLE:
            return None
        # Most begin without it, and none should wait for it before the first question.
        from core import sample

        return sample.fill
