"""Words that mean the same to a small shop's customers, in three languages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

_CARD = {"cs": "kartou karta karty kartu", "lv": "karti karte kartes", "en": "card"}

# Beginnings of words in plain letters, and whole words where a full stop stands behind. A
# subject is enough by itself for two voices to be about the same thing; of the other meanings it
# takes two ("late" and "message").
_SUBJECTS: dict[str, dict[str, str]] = {
    "parking": {
        "cs": "park zapark",
        "lv": "noviet nolik stavviet stavlauk autostav parko",
        "en": "park. parking parked parks.",
    },
    "sound": {
        "cs": "hudb radio radia nahlas hlasit hluc hluk ztlum ztis",
        "lv": "muzik radio skal klusak klusu. klusi. klusa klusais troksn",
        "en": "music radio loud nois quiet",
    },
    "plant milk": {
        "cs": "oves rostlin laktoz bezlaktoz sojov mandlov",
        "lv": "auzu. augu. auga. laktoz bezlaktoz sojas mandel",
        "en": "oat plant lactos soy almond dairy",
    },
    "loyalty": {
        "cs": "razit kartick vernost slev",
        "lv": "zimog lojal atlaid kartit",
        "en": "stamp loyal discount reward",
    },
    "voucher": {"cs": "poukaz", "lv": "davan", "en": "voucher"},
    "rudeness": {
        "cs": "nezdvoril nepozdrav drz nevrl neprijemn neochotn arogan",
        "lv": "nelaip nepasvei rupj augstprat",
        "en": "rude unfriend impolit arrogan",
    },
    "cold": {"cs": "zima zimu zimou chladno", "lv": "auksts auksti", "en": "cold. freez chilly"},
    "heat": {
        "cs": "vedro horko dusno klimatiz",
        "lv": "karsts karsti smacig kondicion",
        "en": "stuffy condition",
    },
    "fading": {"cs": "vybled bledn bledl", "lv": "izbal nobal", "en": "fade fading"},
    "unevenness": {
        "cs": "kriv nerovn sikm",
        "lv": "skib nelidzen greiz",
        "en": "crook uneven lopsid",
    },
    "toilet": {"cs": "zachod toalet", "lv": "tualet", "en": "toilet loo. restroom"},
    "dirt": {"cs": "spinav spina", "lv": "netir", "en": "dirty filthy"},
    "wifi": {"cs": "wifi", "lv": "wifi", "en": "wifi"},
    "terrace": {
        "cs": "zahradk zahradc predzahr teras slunecnik",
        "lv": "teras saulessarg",
        "en": "terrac outdoor parasol",
    },
    "gluten": {"cs": "bezlepk lepek lepku", "lv": "glutena gluten", "en": "gluten"},
    "vegan": {"cs": "vegan vegetar", "lv": "vegan vegetar", "en": "vegan vegetar"},
    "dog": {"cs": "psem psum pejsk pejskem", "lv": "suni suniem sunu", "en": "dog dogs"},
    "way in": {
        "cs": "kocark bezbarier vozick",
        "lv": "ratin pandus uzbraukt",
        "en": "pram strolle wheelcha ramp",
    },
    "delivery": {
        "cs": "rozvoz dovoz doruc zasilk balik. baliku. balicek",
        "lv": "piegad sutijum paka. paku. pakas.",
        "en": "deliver parcel shipping",
    },
    "returns": {"cs": "vracen reklamac vymenit", "lv": "atgriezt apmainit", "en": "refund exchang"},
    "sold out": {
        "cs": "vyprod skladem nedostupn",
        "lv": "izpard noliktav",
        "en": "stock unavail",
    },
    "peeling": {
        "cs": "odlup oloup loupe odpryskl odprysk",
        "lv": "lobas nolob nolup atlup",
        "en": "chip peel",
    },
    "pain": {"cs": "boli bolel bolest", "lv": "sapes sapeja sap", "en": "hurt pain sore"},
    # A "card", as below, is one of many sorts until somebody pays by it.
    "card payment": _CARD,
    "itching": {"cs": "sved svrb vyraz", "lv": "niez izsit", "en": "itch rash"},
}
_OTHERS: dict[str, dict[str, str]] = {
    "late": {
        "cs": "cekal cekam cekan ceka cekat zpozd opozd pozde skluz protah front",
        "lv": "gaid jagaid kave ievelk rinda rindas velu nokave",
        "en": "wait late delay queue queu drag punctual",
    },
    "message": {
        "cs": "sms zprav napis naps upozorn",
        "lv": "zina zinu iszin bridin atsut atraksti",
        "en": "text. texts. texted messag sms notif",
    },
    "online": {
        "cs": "web internet online aplikac mobil",
        "lv": "internet majasl mobil tiessaist lietotn",
        "en": "online web internet app",
    },
    "booking": {
        "cs": "objedn rezerv kalend termin",
        "lv": "pierak rezerv kalend",
        "en": "book appoint slot calend reserv schedul",
    },
    "phone": {
        "cs": "telefon dovolat zvedat nezvedat volat",
        "lv": "telefon talrun sazvan zvan piezvan",
        "en": "phone call. calls. called. calling.",
    },
    "price": {
        "cs": "cena ceny cenu cenou cene cenik cenn plat zaplat zdraz drah draz stoji stal",
        "lv": "cena cenu cenas cenrad maksa. maksat maksaj jamaks samaks darg",
        "en": "price pricing pricy cost pay paid expens charg",
    },
    "beforehand": {
        "cs": "predem dopred driv napred",
        "lv": "ieprieks pirms",
        "en": "beforehand advance",
    },
    "open": {
        "cs": "otevr otevir zavir zavren prac. prace. praci. pracuj",
        "lv": "strada atvert aizver darba",
        "en": "open clos work",
    },
    "evening": {
        "cs": "vecer sedme sedmi osme osmi dele",
        "lv": "vakar septin aston ilgak",
        "en": "evening seven eight longer",
    },
    "weekend": {
        "cs": "sobot nedel vikend",
        "lv": "sestdien svetdien brivdien",
        "en": "saturday sunday weekend",
    },
    "children": {
        "cs": "deti detem detsk detmi dite ditet syn dcer vnuk vnuc",
        "lv": "bern dels. delu. delam. delam meita. meitai meitu. meitas.",
        "en": "child kid son daughter toddler",
    },
    "playing": {
        "cs": "hrack pastel koutek koutk hrat hrali omalov",
        "lv": "rotal zimul sturit speles krasojam",
        "en": "toy crayon corner play",
    },
    "card": _CARD,
    "cash": {"cs": "hotov", "lv": "skaidr", "en": "cash"},
    "coffee": {"cs": "kava kavu kavy kave", "lv": "kafij", "en": "coffee"},
    "milk": {"cs": "mlek", "lv": "piens. piena. pienu. pienam. pienin", "en": "milk"},
    "colour": {
        "cs": "barv obarv odbarv odstin melir prelivu",
        "lv": "kras nokras jakras tonis. toni. tonu. skips",
        "en": "colour color shade highlight tone dye",
    },
    "cut": {
        "cs": "strih ostrih zastrih dostrih",
        "lv": "griez nogriez piegriez",
        "en": "cut trim haircut",
    },
    "hair": {"cs": "vlas", "lv": "mati matu matus matiem", "en": "hair"},
    "length": {"cs": "delk delc", "lv": "garum", "en": "length"},
    "allergy": {"cs": "alerg", "lv": "alerg", "en": "allerg"},
    "shampoo": {"cs": "sampon", "lv": "sampun", "en": "shampoo"},
    "stylist": {"cs": "kadern", "lv": "frizier meistar", "en": "stylis hairdres"},
    "nails": {"cs": "nehet nehty nehtu nehtech", "lv": "nagi nagu nagus nagiem", "en": "nail"},
    "varnish": {"cs": "lak laku lakov gel", "lv": "laka lakoj gel", "en": "polish gel varnish"},
    "water": {"cs": "voda vodu vody", "lv": "udens udeni", "en": "water"},
    "cake": {
        "cs": "kolac dort zakusk dezert",
        "lv": "kuka kuku tort desert",
        "en": "cake dessert pastr",
    },
    "bread": {"cs": "pecivo peciva chleb rohlik", "lv": "maiz", "en": "bread roll"},
}

# With the first beside it a card is one to pay by, unless one of the second is there too.
_PAYING: dict[str, tuple[str, ...]] = {
    "cs": ("plat", "zaplat", "beret", "prijim", "vezmet", "bezkontakt"),
    "lv": ("maksa", "samaks", "apmaks", "norek", "pienem", "nemat", "bezkontakt"),
    "en": ("pay", "paid", "take", "taking", "accept", "contactless"),
}
_NO_MONEY: dict[str, tuple[str, ...]] = {
    "cs": ("dark", "vernost", "razit", "vizit", "slev", "poukaz", "clensk", "klubov"),
    "lv": ("davan", "lojal", "zimog", "vizit", "atlaid", "klienta", "kluba"),
    "en": ("gift", "loyal", "stamp", "business", "discount", "voucher", "member", "birthday"),
}


def joined(told: Sequence[str], words: Sequence[str], language: str) -> tuple[str, ...]:
    """What single words tell, with what only several of a text's words tell together."""
    if "=card" not in told or language not in _PAYING:
        return tuple(told)
    paying = any(word.startswith(_PAYING[language]) for word in words)
    if not paying or any(word.startswith(_NO_MONEY[language]) for word in words):
        return tuple(told)
    return tuple("=card payment" if each == "=card" else each for each in told)


@lru_cache(50_000)
def of_word(word: str, language: str) -> str:
    """What a word in plain letters means in a language; "" where no meaning is known."""
    begun = _beginnings(language)
    if f"{word}." in begun:
        return begun[f"{word}."]
    known = (begun.get(word[:length]) for length in range(len(word), 1, -1))
    return next((meaning for meaning in known if meaning), "")


def is_subject(meaning: str) -> bool:
    """Whether a meaning is by itself what a voice is about."""
    return meaning.removeprefix("=") in _SUBJECTS


@cache
def spoken(meaning: str) -> tuple[str, ...]:
    """The beginnings of the words with a meaning, in all languages."""
    words = (_SUBJECTS | _OTHERS)[meaning.removeprefix("=")]
    return tuple(dict.fromkeys(part for told in words.values() for part in told.split()))


@cache
def _beginnings(language: str) -> dict[str, str]:
    """For each beginning its meaning, marked so that no stem is taken for one."""
    return {
        begun: f"={meaning}"
        for meaning, words in (_SUBJECTS | _OTHERS).items()
        for begun in words.get(language, "").split()
    }
