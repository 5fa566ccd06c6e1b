"""The most common words of each language, folded to plain letters as hurried people type."""

from __future__ import annotations

CZECH = """
jsem jsme jste jsi jsou byl byla bylo byli byly bude budu budou nebyl nebyla nebylo neni
nejsem nejsou je se si ze ale nebo protoze kdyz kdyby pokud aby jako jak kde kdy proc co
kdo ktery ktera ktere tak take taky uz jeste jen jenom pouze vzdy nikdy nic neco nekdo
na pro pri pred po od do za ke ku ve s z v k o u i mi me my ja ty on ona oni nas nam vas
vam moje muj nase vase jejich jeho jeji ten ta tento tato toto tam tady zde tu by byt mit
mam mame mate mel mela meli muze muzete mohu mohla prosim dekuji dekuju diky dobry den
velmi moc hodne malo trochu opravdu docela uplne strasne hezky pekne krasne skvele skvela
skvely dobre dobra spatne spatna nejlepsi lepsi horsi vlasy strih barva barvu nehty kava
kavu salon salonu obsluha personal ochota ochotna ochotny mila mily prijemna prijemne
prijemny cekala cekal cekali cekat cekani objednat objednani objednavka rezervace cena
ceny drahe drahy levne zaplatila zaplatil platit kartou dnes vcera zitra hodin hodinu
minut tyden tydny mesic rok spokojena spokojeny spokojenost nespokojena doporucuji
doporucit prijdu prisla prisel vubec bohuzel nelibi libi libilo chtela chtel bych kolik
stoji mozna misto prostredi vune voda pani slecna kadernice damy jde slo
"""

LATVIAN = """
un ir nav bija nebija bus esmu esam esat biju bijam esi es tu vins vina mes jus vini
man mums jums tev mani mana mans manas manu jusu musu ka kas kur kad kapec cik ar bez par
pie uz vai tikai ari jau vel bet jo ja lai tad tas ta tie to sis si sie tur seit loti
vairak mazak nekad vienmer neko kaut kads kada viss visi visu visa paldies ludzu sveiki
labdien labi laba labs labak labakais slikti slikta slikts skaisti skaista skaists jauki
jauka jauks lieliski lieliska lielisks patika nepatik patik ieteiktu iesaku apmierinata
apmierinats neapmierinata frizieris friziere friziera mati matus matu griezums krasa
krasu nagi nagus kafija kafiju salons salona apkalposana apkalpo meitene meitenes meistare
meistars personals gaidiju gaidijam gaidit nacas minutes stundu stundas cena cenas dargi
dargs leti maksat karti samaksaju sodien vakar rit nedela nedelas menesis gads pieraksts
pierakstu pierakstities pieteikties rezervet laiks laiku varetu varu var gribetu velos
atnacu nakamreiz pirmo reizi reizes diemzel tiesam pilnigi parak maz daudz sausi karsti
auksti vieta vide patikama patikams patikami tirs tira netirs iespejams kafejnica veikals
pec pirms tas vinu dienu diena jauna vecs liels maza
"""

ENGLISH = """
the and is are was were been be being have has had having will would could should can
cannot may might must of in on at for with from by about into over after before than
this that these those there here it its he she they them we you your my our their his her
i me us who what which when where why how not never always very really too so just only
also but or if because as while more most less least some any all every each much many
thank thanks please hello hi good great nice bad better best worse worst love loved like
liked hate hated lovely amazing awful terrible perfect friendly rude staff service hair
haircut nails colour color coffee price prices expensive cheap wait waited waiting booked
booking appointment time times minutes hour hours week weeks month day today yesterday
tomorrow did does do done dont didnt wasnt isnt cant get got getting went come came back
go going again first last next out up down off new old little place shop happy recommend
nothing something anything everyone everything well wish want wanted need asked told said
"""
