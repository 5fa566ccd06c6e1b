"""Words that tell nothing of what a text is about, in plain letters, by language."""

from __future__ import annotations

# Function words, courtesies, words of degree and time, and what everybody says to a shop.
_CZECH = """
a aby abych ackoli aha ale alespon ani aniz ano asi aspon at atd az behem bez bezva blizko bohuzel
brzy bud bude budem budeme budes budete budou budu by bych bychom byl byla byli bylo byly bys
byste byt cas casu cela cele celkem celkove celou cely chce chceme chcete chci chodi chodil
chodila chodim chodit chtel chtela chteli chtelo chtit chvili chvilku chybi ci cim co cokoli coz
ctvrt ctvrtek ctvrtka ctyri dal dala dale dali dalsi dam dat dava davat davate dejte dekovat
dekujeme dekuji dekuju dela delat delate den deset devet dik diky dlouha dlouho dlouhy dne dnech
dnes dni dnu dny do dobra dobre dobry dobu docela doma domu doopravdy dopadlo dopoledne doporucil
doporucila doporucuji dost doufam driv drive dva dvacet dvakrat dve existuje existuji fajn
fungovat funguje hezka hezke hezky hlavne hned hodil hodilo hodin hodina hodinu hodiny hodne
hrozne i ja jak jaka jake jako jakou jaky jde je jeden jedenact jedina jedine jediny jedna jedno
jednou jeho jej jeji jejich jen jenom jenz jeste jestli ji jich jim jima jinak jinde jindy jine
jiny jit jsem jses jsi jsme jsou jste k kam kazda kazde kazdou kazdy kde kdo kdy kdyby kdybych
kdybychom kdybyste kdyz ke kolik koupila krasna krasne krasny ktera ktere ktereho kterou ktery
kvuli lepe lepsi libi libilo lide lidi loni ma maji mal mala maly mam mame mas mate me mel mela
meli melo mely mensi mesic mesice mezi mi mimochodem min mine minule minut minutu minuty misto mit
mne mnohem mnou moc moci moct mohl mohla mohli mohlo mohou mohu moje moji mou mozna mozne mrzi mu
muj musel musela musi musim musite muze muzem muzeme muzes muzete muzou muzu my na nabidka
nabidnete nabizite nad nade nadherne nakonec nam nami napad nas nase nasel nasi nasla navic
navsteva navsteve navstevu ne nebo nebude nebyl nebyla nebylo necekane nechal nechala nechci
nechte neco nedele nedeli nej nejak nejake nejaky nejde nejlepsi nejsem nejsou nekde nekdo nekdy
nektere nekteri nema nemam nemate nemel nemela nemohl nemohla nemohli nemusi nemuze nemuzu neni
nepomuze nesmi nespecha nez nic nich nikdo nikdy nim nimi no nova nove novy nyni o ob ocenil
ocenila od ode odpoledne odpoved on ona oni ono opet opravdu osm pak pan pana pani par patek patku
pet po pod podle pohledu pohode pokazde pokud pomohl pomohlo pondeli poprve porad poradku posledni
potesil potesila potesilo potom potreba potrebujeme potrebuji potrebuju pouze pozdeji pral prala
prave pred prede predem predstavoval predstavovala predtim preji pres pri pridejte prijde prijdu
prijit prilis prima pripada pripadal pripadala prisel prisla priste pristi pro proc prosil prosila
prosim proste proti proto protoze prvni pry pujde pul pulhodiny rad rada radeji radi rano rekl
rekla rekli reknete rict rika rikat rok roku roky rozmyslim s salon salone salonu sam sama se sebe
sebou sedm sem sest si sice skoda skoro skvela skvele skvelej skvely slo smi snad snazi sobota
sobotu spatne spechat spis spise spokoj spokojena spokojeny spolu staci stacila stacilo stale
stalo stane stava stejna stejne stejny stredu stredy super sve svoje svou svuj ta tady tak take
takhle takove takovy takto taky takze tam tato te tech ted tedy tem ten tenhle tento tesim teto ti
tim to tohle toho tom tomto tomu toto treba tri tricet trochu trosku tu tuto tva tve tvuj ty tyden
tydne tydnu tyhle u udelali udelat udelejte uprimne urcite utery uvazovat uvidime uvital uvitala
uz uzasna uzasne v vadi vadilo vam vami vas vase vasem vasi vazne vcera vcetne ve vec vecer veci
vedel vedela vedet vi vic vice vim vite vlastne vlastni vol volny vsak vse vsech vsechno vsem
vsichni vsiml vsimla vubec vy vyborna vyborne vypada vypadal vypadala vyuzil vyuzila vzal vzala
vzdy vzdycky vzit z za zac zacina zacne zakaznice zakaznici zakaznik zakazniku zakazniky zaroven
zas zase zatim zcela zda zde ze ziskat zkousel zkousela zkusit zkuste zlepsit znamym znovu zpet
zustal zustala zvazte zvlast
""".split()
_LATVIAN = """
ais aiz ap apmeram apmierinata apmierinats ar ari atbildi atkal atkartoti atnaca atnacu atnakt
atnaktu atnesu atri atsevisk atseviski bet bez biezi bija bijam bijis biju bijusi bus busiet busim
but butiski butu cauri ceru cetri ceturtdien ceturtdienas cien cik cita citadi citi cits citu
citur da dala dara darat darit daudz daza dazas dazi dazreiz desmit diemzel diena dienam dienas
dienu diez diezgan divas divdesmit divi dod doma domaju draugiem drikst driz drosak ejam eju es
esam esat esi esmu gada gados gads gadu gaidisu gan gandriz grib gribejas gribeju gribetos gribetu
gribu ideja iekams ieprieksejas iesaku iespeja iespejams ieteicu ieteiktu ieteikums ik ikreiz ilgi
ipasi ir ista isti ists it izmantotu ja jau jauka jauki jauks jauku jauna jauns jaunu jo joprojam
jums jus justos jusu juties jutos ka kad kada kadas kads kadu kam kamer kapec kartiba kas katra
katrs katru kaut kliente klientes klienti klientiem klients klientu klust kluva ko kopa kops
kopuma kur kura kuram kuras kuri kurs kuru laba labak labaka labakais labdien labi labprat labs
lai laika laikam laiks laiku laikus lat lidz lidzi liela lieliska lieliski liels lielu lieta
lietas loti ludzu man mana mani mans manu manuprat maz mazaks mazliet mazos mazs menesi menesis
mes minute minutes minuti mums mus musu nac nacas nak nakamais nakamo nakamreiz nakt naktu naku
nav ne nebija nebutu nedela nedelas nedelu neesmu neka nekad nekas neko nemaz nevar nevarat
nevareja nevaretu nevaru neviens nevienu nez no noderetu noteik noteikti nu nupat ok otra otrdien
otro pa padomasu pagajusaja paldies palidzetu par parak pareizi pasai pasam pat patiesam patik
patika patikami patiktu patlaban pec pedeja pedejais pedejo pie piecas pieci piedavajiet piektdien
pietiktu pirma pirmais pirmdien pirmo pirms pret prieks prieku protams pusstundu redzet redzu reiz
reize reizes reizi rita rits sak salona salons salonu sanaca sanak sanaks sarunat sava savas savi
savs savu seit sestdien sev sevi seviski si sis so sodien sogad soreiz steidzami stunda stundam
stundas stundu sveiki svetdien ta tacu tad tada tadas tads tagad tai taja tam tapat tapec tas te
teica teikt tie tieku tiem tiesam tiesi tik tika tikai tikpat tiku tirs to tomer tos tresdien trim
tris tu tur turklat turpinat un uz uzlabot vai vairak vairs vajadzetu vajag vakar vakara vakaros
vakars vakaru vakarus var varat varbut vareja varetu varu vel velak velos velreiz velti velu
vesela vieglak viena vienas vieniga vienigais vienkarsi vienmer viens vienu vina vini vins visa
visam visas visi visiem vispar viss visu zel zinaja zinat zinatu zinu
""".split()
_ENGLISH = """
a about above absolutely actually add advance after afternoon afterwards again against ago ahead
all almost already also although always am amazing an and another answer answers any anybody
anyone anything anyway appreciate are aren't around as ask asked at away awesome back be because
been before beforehand beginning being best better between bit both bring bringing but by came can
can't cannot certainly come comes coming could couldn't couple customer customers day days
definitely did didn't disappointed do does doesn't doing don't done down dry each eight either
else enough especially even evening ever every everybody everyone everything exactly excellent
expect expected far feel feels felt few find fine first five for forward found four free friday
friends from get gets getting give given gives glad go goes going good got great had hadn't half
happy hardly has hasn't have haven't having he hello her here hers hi him his hope hour hours how
however hurry i i'd i'll i'm i've idea if in instead into is isn't it it's its just keep kind knew
know last least leave left let lets like liked likes little long longer look looked looking looks
lot lots love loved lovely made make makes many may maybe me mean might minute minutes monday
month months more morning most much must my myself need needed needs never new next nice nine no
nobody none nor not nothing now of off offer offered often ok okay on once one only or other
others otherwise our ours out over own people perfect perhaps please possible possibly probably
put quite rather really recommend right said salon same saturday saw say says second see seem
seemed seems seen set seven shall she shop should shouldn't simply since six small so some
somebody somehow someone something sometimes soon sorry stay stays still such suggest suggested
sunday sure surely take taken takes taking tell ten tenth than thank thanks that that's the their
them then there these they thing things think third this those though thought three through
thursday till time times to today told tomorrow too took tried try trying tuesday twenty twice two
under unfortunately until up upon us use used usual usually very want wanted wants was wasn't way
we wednesday week weeks well went were weren't what when where whether which while who whole whose
why will wish with within without won't wonderful work works would wouldn't year years yes
yesterday yet you you'd you'll you're you've your yours
""".split()

BY_LANGUAGE = {
    "cs": frozenset(_CZECH),
    "lv": frozenset(_LATVIAN),
    "en": frozenset(_ENGLISH),
}
