"""The first topics of each trade, with the words that point to them in three languages.

"čekání:čeka,čekal" is shown as "čekání" and points by either beginning; a word without a colon
is its own beginning. A word counts in texts of its own language.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.i18n import N_


@dataclass(frozen=True, slots=True)
class Starter:
    """A first topic: its name (a msgid) and its words by language."""

    name: str
    cs: str
    lv: str
    en: str


WAITING = Starter(
    N_("Waiting and punctuality"),
    cs=(
        "čekání:čeka,čekal zpoždění:zpožd,opožd skluz fronta:front přesně pozdě potřetí "
        "protáhlo:protáh"
    ),
    lv="gaidīt:gaid kavēties:kavē,nokavē rinda:rinda,rindā,rindas precīzi minūti haoss",
    en="wait late delay queue dragged:drag punctual:punctual,exactly turn chaos",
)
BOOKING = Starter(
    N_("Booking"),
    cs=(
        "objednat:objedn rezervace:rezerv termín kalendář:kalend "
        "dovolat:dovolat,telefonem,telefonu zpráva:neodpověd přesunout:přesun zrušit:zruš "
        "otevřeno:otevř,večer"
    ),
    lv=(
        "pieraksts:pierakst kalendārs:kalend rezervēt:rezerv sazvanīt:sazvan,zvan "
        "pārcelt:pārcel atcelt:atcēl,atcel strādājat:strādāj,strādāt,vakar "
        "laiks:brīvie,brīvos"
    ),
    en=(
        "book appointment:appoint reschedule:reschedul,moved slot calendar cancel phone "
        "evening:evening,seven"
    ),
)
PRICE = Starter(
    N_("Price"),
    cs=(
        "cena:cena,cenu,ceny,cenou ceník drahé:drah,draž,zdraž levné:levn platit:plat,zaplat "
        "sleva:slev,razítk poukaz:dárk,poukaz karta:kartou stojí:kolik,stát"
    ),
    lv=(
        "cena:cena,cenu,cenas cenrādis:cenrād dārgs:dārg lēts:lētāk maksāt:maks,samaks,jāmaks "
        "atlaide:atlaid,zīmog,kartīt dāvana:dāvan karte:karti,kartes"
    ),
    en=(
        "price:price,pricing expensive:pricey,expens cheap cost:costs,cost paid:pay,paid "
        "voucher discount stamp card:cards"
    ),
)
STAFF = Starter(
    N_("Staff and manner"),
    cs=(
        "obsluha:obsluh milá:milá,milý,milé nepříjemná:nepříjem ochotná:ochot "
        "trpělivost:trpěliv recepce:recep řešila:mluvil,ptal personál:person "
        "pozdravit:pozdrav pomlouvat:pomlouv poradit:poradil"
    ),
    lv=(
        "darbinieki:darbiniec laipna:laipn,nelaipn rupja:rupj apkalpošana:apkalpo "
        "telefonā:telefonā pacietība:pacietīb komanda:komand,meitenes pasveicināt:pasveicin "
        "aprunāt:aprun"
    ),
    en=(
        "staff rude friendly:friendl team patient:patien girls gossip manner:manner,nuisance advice"
    ),
)
PLACE = Starter(
    N_("The place"),
    cs=(
        "čisto:čist,uklizen špína:špína,špinav hudba:hudb hluk zima:zima,zimu,studen,chladno "
        "parkování:parkov,zaparkov křeslo:křesl děti:dětsk,hračk,koutek,syna káva:káv "
        "mléko:mlék,laktóz šatna:šatn,věšák"
    ),
    lv=(
        "tīrs:tīrs,tīra,netīr telpa:telp krēsls:zidl,krēsl mūzika:mūzik,troksn,skaļ "
        "auksts:auksts,auksti,vēsi stāvvieta:parkov,stāvviet,novietot,mašīn "
        "bērni:bērn,rotaļ,stūrīt kafija:kafij piens:piens,pienu,piena,laktoz "
        "garderobe:garderob,grīd"
    ),
    en=(
        "clean dirty noise:noise,noisy music cold:cold,freezing toilet parking:parking,park "
        "chair coffee milk:milk,lactos toys:toys,crayon floor paint cloakroom:cloakroom,scarf"
    ),
)
RESULT = Starter(
    N_("Result"),
    cs=(
        "barva:barv,odbarv,melír,odstín střih:střih,ostříh,zastřih,dostřih ofina:ofin "
        "nerovné:nerovn,křiv vybledlá:vybled účes:účes,učes suché:suché,sláma šediny:šedin "
        "konečky:koneč"
    ),
    lv=(
        "griezums:griezum,nogriez,griež krāsa:krāsa,krāsu,krāsoj,krāsoš,jākrāso,izkrās "
        "sausi:sausi nomazgājās:nomazg šķība:šķīb tonis:toni,šķipsn frizūra:frizūr sirmi:sirm"
    ),
    en=(
        "result faded:fade colour:colour,color fringe uneven:uneven,crooked haircut:cut,trim "
        "highlights:highlight straw wash shade bleach blonde"
    ),
)
BEARD = Starter(
    N_("Cut and beard"),
    cs=(
        "střih:střih,ostříh vousy:vous holení:holen,oholen břitva:břitv,žiletk kontury:kontur "
        "strojek:strojk nerovné:nerovn,křiv"
    ),
    lv=(
        "griezums:griezum,nogriez bārda:bārd skūšana:skūš skuveklis:skuvekl mašīnīte:mašīnīt "
        "kontūra:kontūr"
    ),
    en="cut beard shave:shav razor fade clipper uneven neckline:neck",
)
NAILS = Starter(
    N_("Skin and nail care"),
    cs=(
        "nehty:nehet,nehty,nehtů,nehtech lak:lakov,lak gel:gelov,gel pleť:plet obočí řasy "
        "odlupuje:odlup,odloup,odprysk manikúra:manik pedikúra:pedik"
    ),
    lv=(
        "nagi:nagi,nagu,nagus laka:lakoj,laka,laku gels:gēl āda:ādas,ādu,adas "
        "skropstas:skropst uzacis:uzac lobās:lobās,nolob manikīrs:manik pedikīrs:pedik"
    ),
    en=(
        "nail polish gel skin facial lash brow manicure:manicur pedicure:pedicur peeling:peel,chip"
    ),
)
BEAUTY = Starter(
    N_("Skin and nail care"),
    cs=(
        "pleť:plet ošetření:ošetř masáž:masáž obočí řasy nehty:nehet,nehty,nehtu "
        "depilace:depil,vosk podráždění:podrážd,zarud maska:mask"
    ),
    lv=(
        "āda:ādas,ādu,adas,āda seja:seja,sejas procedūra:procedūr masāža:masāž "
        "skropstas:skropst uzacis:uzac nagi:nagi,nagu vaksācija:vaks apsārtums:apsārt,kairinā"
    ),
    en=(
        "skin facial treatment:treatment massage lash brow nail wax irritated:irritat,redness peel"
    ),
)
HYGIENE = Starter(
    N_("Hygiene"),
    cs=(
        "nástroje:nástroj sterilní:steril rukavice:rukavic dezinfekce:dezinf ručník:ručník "
        "hygiena:hygien jednorázové:jednoráz"
    ),
    lv=(
        "instrumenti:instrument sterils:steril cimdi:cimdi,cimdus dezinfekcija:dezinf "
        "dvielis:dviel higiēna:higiēn vienreizējs:vienreizēj"
    ),
    en="tools sterile:steril gloves disinfect towel hygiene:hygien disposable:disposab",
)
PRODUCTS = Starter(
    N_("Goods on sale"),
    cs="produkt šampon zboží:zbož krém:krém olej tužidlo:tužidl",
    lv=("produkts:produkt šampūns:šampūn preces:prece,preces krēms:krēm eļļa:eļļ lietot:lietot"),
    en="product shampoo cream oil:oil goods sell frizz",
)
COFFEE = Starter(
    N_("Coffee and drinks"),
    cs=(
        "káva:káva,kávu,kávy,kávě espreso:espres mléko:mlék čaj:čaj,čaje limonáda:limonád "
        "nápoje:nápoj,pití vlažná:vlažn,studená"
    ),
    lv=(
        "kafija:kafij espresso:espreso piens:piens,pienu,piena tēja:tēja,tēju limonāde:limonād "
        "dzērieni:dzērien remdena:remden"
    ),
    en="coffee espresso milk tea lemonade drink lukewarm latte cappuccino:cappuc",
)
FOOD = Starter(
    N_("Food"),
    cs=(
        "jídlo:jídl dort:dort,koláč,zákusk snídaně:snídan polévka:polév "
        "bezlepkové:bezlepk,lepek vegan porce:porce,porci menu suché:suchý,tvrdý"
    ),
    lv=(
        "ēdiens:ēdien kūka:kūka,kūku tortes:torte,torti brokastis:brokast zupa:zupa,zupu "
        "glutēns:glutēn vegāns:vegān porcija:porcij ēdienkarte:ēdienkart"
    ),
    en="food cake breakfast soup gluten vegan portion menu sandwich stale pastry:pastr",
)
HOURS = Starter(
    N_("Opening hours"),
    cs="otevřeno:otevř,otevír zavřeno:zavř,zavír neděle:neděl,víkend svátek:svátek,svátk",
    lv=(
        "atvērts:atvērt slēgts:slēgt,aizvēr darblaiks:darbalaik,darblaik "
        "svētdiena:svētdien,brīvdien svētki:svētk"
    ),
    en="open closed:close,closing hours sunday weekend holiday",
)
CHOICE = Starter(
    N_("Choice and stock"),
    cs=("výběr skladem:sklad vyprodáno:vyprod velikost:velikost sortiment:sortiment chybí:chyb"),
    lv=(
        "izvēle:izvēl noliktava:noliktav izpārdots:izpārd izmērs:izmēr sortiments:sortiment "
        "trūkst:trūk"
    ),
    en="choice:choice,selection stock sold-out:sold size range missing",
)
QUALITY = Starter(
    N_("Quality of goods"),
    cs=(
        "kvalita:kvalit rozbité:rozbi poškozené:poškoz vada:vada,vadn prošlé:prošl,zkažen "
        "čerstvé:čerstv"
    ),
    lv=(
        "kvalitāte:kvalit saplīsis:saplīs,saplēst bojāts:bojāt brāķis:brāķ termiņš:termiņ "
        "svaigs:svaig"
    ),
    en="quality broken damaged:damag faulty:fault,defect expired:expir fresh stale",
)
RETURNS = Starter(
    N_("Returns and complaints"),
    cs="vrácení:vrácen,vrátit reklamace:reklam výměna:vyměn,výměn záruka:záruk účtenka:účten",
    lv="atgriezt:atgrie apmainīt:apmain garantija:garantij čeks:čeku,čeks sūdzība:sūdz",
    en="return refund exchange:exchang warranty:warrant,guarantee receipt",
)
DELIVERY = Starter(
    N_("Orders and delivery"),
    cs=(
        "objednávka:objedn doručení:doruč dovoz:dovoz,rozvoz balík:balík,balíč e-shop:eshop "
        "zásilka:zásilk"
    ),
    lv="pasūtījums:pasūt piegāde:piegād paka:paka,paku,sūtījum e-veikals:veikals",
    en="order delivery:deliver parcel shipping:shipp web",
)

_SERVICE = (WAITING, BOOKING, PRICE, STAFF, PLACE)
OF_TRADE = {
    "hair": (*_SERVICE, RESULT, PRODUCTS),
    "barber": (*_SERVICE, BEARD, PRODUCTS),
    "nails": (*_SERVICE, NAILS, HYGIENE, PRODUCTS),
    "beauty": (*_SERVICE, BEAUTY, HYGIENE, PRODUCTS),
    "cafe": (*_SERVICE, COFFEE, FOOD, HOURS),
    "shop": (WAITING, PRICE, STAFF, PLACE, PRODUCTS, CHOICE, QUALITY, RETURNS, DELIVERY, HOURS),
    "other": (*_SERVICE, PRODUCTS),
}
