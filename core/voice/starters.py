"""What a new shop begins with: topics of its trade, known by words in three languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.i18n import N_, said_in
from core.store import settings
from core.voice import topics

if TYPE_CHECKING:
    from core.store.workspace import Workspace

_WAITING = (
    N_("Waiting and punctuality"),
    "wait late delay queue cek zpozd front fronta gaid kave rind",
)
_BOOKING = (N_("Booking"), "book appoint objedn rezerv termin pierakst laik kalend")
_PRICE = (N_("Price"), "price expensive cost cheap cen drah draz levn dargs darg lets cena maks")
_STAFF = (
    N_("Staff and manner"),
    "staff rude friendly kind person obsluh mil neprijem personal laipn rupj",
)
_PLACE = (
    N_("The place"),
    "clean dirty noise music cold warm chair parking toilet cist spin hudb hluk zima "
    "parkov zidl telp tir netir muzik troks auksts",
)
_RESULT = (
    N_("Result"),
    "result fade colour color cut fringe uneven barv strih ofin nerovn vybled "
    "kras griez matus nomazg",
)
_CARE = (
    N_("Skin and nail care"),
    "nail gel polish skin facial lash brow neht gel lak plet ras oboc nag lak ad skropst uzac",
)
_PRODUCTS = (
    N_("Goods on sale"),
    "product shampoo goods stock produkt sampon zboz prece preces sampun krem",
)
_FOOD = (
    N_("Coffee and food"),
    "coffee cake tea milk food kav kol caj mlek jidl kaf kuk tej pien edien",
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
    if topics.find(workspace):
        return
    language = settings.get(workspace, settings.LANGUAGE)
    trade = settings.get(workspace, settings.SHOP_KIND)
    with workspace.write(N_("First topics added")):
        for name, words in (_WAITING, _BOOKING, _PRICE, _STAFF, _PLACE, *_OF_TRADE[trade]):
            topics.add(workspace, said_in(language, name), tuple(words.split()))
