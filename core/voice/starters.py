"""What a new shop begins with: topics of its trade, known by words in three languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.i18n import N_, said_in
from core.store import settings
from core.voice import topics
from core.voice.topics import Topic

if TYPE_CHECKING:
    from core.store.workspace import Workspace

# Beginnings of words without diacritics. They meet words of all three languages, so none may
# begin a common word of another: Czech "mil" would take English milk for the staff.
_WAITING = (
    N_("Waiting and punctuality"),
    "wait late delay queue ceka cekal zpozd fronta gaid kaveja nokave rinda",
)
_BOOKING = (N_("Booking"), "book appoint objedn rezerv termin pierakst kalend")
_PRICE = (N_("Price"), "price pricey expens costs cheap cena cenu cenik drah draz levn darg letak")
_STAFF = (
    N_("Staff and manner"),
    "staff rude friendl obsluh mily mila mile neprijem prijemn ochot darbiniec laipn rupj",
)
_PLACE = (
    N_("The place"),
    "clean dirty noise noisy music cold toilet parking spina spinav cisto hudb hluk zima zimu "
    "parkov zidl telpa netir tirs tira muzik troksn auksts auksti",
)
_RESULT = (
    N_("Result"),
    "result fade colour color fringe uneven barv strih ofin nerovn vybled krasa krasu krasoj "
    "griezum matu matus nomazg",
)
_CARE = (
    N_("Skin and nail care"),
    "nail polish skin facial lash brow nehet nehty nehtu lakov gelov plet pleti rasy oboci nagi "
    "nagu lakoj adas skropst uzac",
)
_PRODUCTS = (N_("Goods on sale"), "product shampoo produkt sampon sampun zboz prece preces krem")
_FOOD = (
    N_("Coffee and food"),
    "coffee cake milk food kava kavu kavy kolac mleko jidl kafij kuka pien edien",
)

_OF_TRADE = {
    "hair": (_RESULT, _PRODUCTS),
    "barber": (_RESULT, _PRODUCTS),
    "nails": (_CARE, _PRODUCTS),
    "beauty": (_CARE, _PRODUCTS),
    "cafe": (_FOOD,),
    "shop": (_PRODUCTS,),
    "other": (_PRODUCTS,),
}


def add_topics(workspace: Workspace) -> None:
    """Add the first topics in the shop's language, unless there are topics already."""
    if not topics.find(workspace):
        add_missing(workspace)


def add_missing(workspace: Workspace) -> list[Topic]:
    """Add the first topics of the trade that the shop does not have; gives those added."""
    language = settings.get(workspace, settings.LANGUAGE)
    trade = settings.get(workspace, settings.SHOP_KIND)
    known = {topic.name for topic in topics.find(workspace)}
    with workspace.write(N_("First topics added")):
        return [
            topics.add(workspace, said_in(language, name), tuple(words.split()))
            for name, words in (_WAITING, _BOOKING, _PRICE, _STAFF, _PLACE, *_OF_TRADE[trade])
            if said_in(language, name) not in known
        ]
