"""Given names that are common in Czechia, Latvia and Britain, and the short forms of some.

They tell which word of a name is the given one, and a typing error from another name. A name
that is not here is judged by how the shop's own customers are called. All are folded.
"""

from __future__ import annotations

GIVEN = frozenset(
    """
    adela adriana agata alena alexandra alice alzbeta amalie anastazie andrea aneta anezka anna
    antonie barbora beata blanka bohdana bozena brigita dagmar dana daniela darina denisa diana
    dominika dorota drahomira edita elena eliska ema emilie erika ester eva evelina frantiska
    gabriela hana hedvika helena ilona irena iva ivana iveta ivona jana jarmila jaroslava
    jindriska jirina jitka johana jolana julie justyna kamila karla karolina katerina klara
    kristina kristyna kveta kvetoslava laura lea lenka leona libuse linda liliana lucie ludmila
    magda magdalena marcela margita marie marketa marta martina michaela milada milena milos
    miluse miroslava monika nadezda natalie nela nikol nikola nina olga otylie patricie pavla
    pavlina petra radka radmila regina renata renee romana rozalie ruzena sabina sara sarka silvie
    simona slavka sofie sona stanislava stella stepanka svetlana sylva sylvie tamara tatana tereza
    terezie vanda vendula vera veronika viktorie vlasta vlastimila zaneta zdena zdenka zofie zora
    zuzana adam ales alexandr alois antonin arnost bedrich bohumil bohumir bohuslav bretislav
    cenek ctibor dalibor daniel david denis dominik dusan eduard emil erik evzen ferdinand filip
    frantisek gustav havel hynek igor ivan ivo jachym jakub jan jaromir jaroslav jindrich jiri
    jonas josef julius kamil karel krystof kvetoslav ladislav leos libor lubomir lubos lukas ludek
    marcel marek marian mario martin matej matous matyas maxim michal mikulas milan miloslav
    miroslav mojmir norbert oldrich oliver ondrej oskar oto otakar patrik pavel petr premysl radek
    radim radomir radoslav rene richard robert robin roman rostislav rudolf samuel sebastian simon
    slavomir stanislav stepan svatopluk tadeas teodor tibor tobias tomas vaclav valdemar viktor
    vilem vit vladimir vladislav vlastimil vojtech vratislav zbynek zdenek agnese aija aiga aina
    aleksandra alina alise amanda anete anita annija antra arta astra astrida aurelija ausma
    austra baiba beate beatrise benita biruta dace daiga daina darja digna dina dita dzintra edite
    eduards elina elita elizabete elza endija emilija estere eveline evija evita gita gunita gunta
    guna ieva ilga ilze ilva ina inara indra inese inga ingrida inguna inta irina irita ivita
    janina jekaterina jelena jevgenija jolanta julija karina karlina katrina kitija kristiana
    kristine krista ksenija laila laima lana lasma lauma lelde liana lidija liene lienite liga
    ligita lilija lilita liva lita lolita maija maira mairita mara marija marika marina marita
    megija milda mirdza monta natalija nora oksana paula patricija rasa rasma raimonda renate ria
    rita rudite ruta sabine samanta sandra sanita santa sarmite sigita signe silva silvija sindija
    sintija skaidrite sniedze sofija solveiga solvita spodra tatjana tereze una undine valda
    valentina valerija vija vilma vineta viktorija violeta vita vizma zaiga zane zanda zanete
    zelma zenta zinaida zita agris aigars ainars aivars aivis aldis aleksandrs aleksejs alfreds
    alvis andrejs andris ansis armands arnis arnolds arturs arvids arvis atis augusts dainis
    daniels davids davis didzis dmitrijs dzintars edgars edvins egils egons eriks ernests felikss
    gatis gints girts guntars guntis gunars haralds helmuts henrijs ilgvars ilmars imants indulis
    ingars ingus intars ints ivars jekabs janis jazeps jevgenijs juris karlis kaspars klavs
    konstantins kristaps kristers krisjanis laimonis lauris leons linards maksims marcis mareks
    margers maris markuss martins matiss mihails mikelis modris nauris nikolajs nils normunds
    olafs oskars ojars olegs olgerts patriks pauls pavels peteris raimonds raitis raivis raivo
    ralfs reinis renars ricards rihards rinalds roberts rolands ruslans rudolfs sandis sandris
    sergejs stanislavs talis talivaldis toms ugis uldis vadims valdis valters viesturs viktors
    vilnis visvaldis vitalijs vladimirs voldemars zigmars zigmunds zigurds abigail alan amelia
    andrew angela ann anne anthony ashley barbara benjamin bethany brian carol caroline catherine
    charles charlotte chloe christine christopher claire daisy deborah diane donna dorothy edward
    eleanor elizabeth ella ellie emily emma evelyn florence freya gary gemma george georgia grace
    graham hannah harriet harry heather helen henry holly ian isabella jack jacqueline james jane
    janet jason jennifer jessica joan joanna john jonathan joseph joshua judith julia karen kate
    katherine kathleen kelly kevin kimberly leah lewis lily lisa louise lucy lynn margaret maria
    mark mary matthew megan michael michelle molly nancy nicholas nicola nicole olivia owen pamela
    patricia paul peter phoebe poppy rachel rebecca rosie ruby ruth ryan samantha sarah scott sean
    sharon sheila sophia sophie stephanie stephen steven stuart susan tara teresa thomas timothy
    tracy vanessa victoria wendy william yvonne zoe
    """.split()
)
# Short form → the name itself; only those that are of no other name.
_SHORT = """
    janicka jana, janca jana, katka katerina, kacka katerina, kacenka katerina,
    katerinka katerina, lucka lucie, lucinka lucie, verca veronika, verunka veronika,
    verka veronika, terka tereza, terezka tereza, maruska marie, marenka marie, majka marie,
    hanka hana, hanicka hana, evicka eva, petruska petra, misa michaela, miska michaela,
    zuzka zuzana, zuzanka zuzana, zuza zuzana, lida ludmila, liduska ludmila, monca monika,
    baruska barbora, bara barbora, barca barbora, borka barbora, dasa dagmar, kristynka kristyna,
    kika kristyna, danuska dana, natalka natalie, simca simona, nikolka nikola, gabina gabriela,
    gabka gabriela, adelka adela, klarka klara, olina olga, andrejka andrea, ivetka iveta,
    deniska denisa, sarinka sarka, milenka milena, kaja karolina, karolinka karolina, leni lenka,
    lenicka lenka, alenka alena, ala alena, martinka martina, marketka marketa, maky marketa,
    veruska vera, verena vera, jituska jitka, helenka helena, bozka bozena, irenka irena,
    vlasticka vlasta, rena renata, renatka renata, jarka jaroslava, jaruska jaroslava,
    zdeninka zdenka, ivanka ivana, elis eliska, jirka jiri, honza jan, jenda jan, honzik jan,
    pepa josef, pepik josef, tom tomas, tomasek tomas, jarda jaroslav, mirek miroslav,
    franta frantisek, vasek vaclav, vena vaclav, kuba jakub, lukasek lukas, vlada vladimir,
    lada ladislav, ondra ondrej, standa stanislav, tonda antonin, vojta vojtech, radecek radek,
    petrik petr, peta petr, pavlik pavel, mira miroslav, michalek michal, stepanek stepan,
    filipek filip, bohous bohumil, zdenecek zdenek, karlik karel, annina anna, ilzite ilze,
    janitis janis, andritis andris, peteritis peteris, kristinite kristine, martinite marta,
    ievina ieva, lienite liene, lauri lauris, edzus edgars, arcis arturs, zanite zane,
    maruce mara, karlitis karlis, juritis juris, inesite inese, daciite dace, kate katherine,
    katie katherine, liz elizabeth, beth elizabeth, betty elizabeth, lizzie elizabeth, bob robert,
    rob robert, bill william, will william, tom thomas, mike michael, jen jennifer,
    jenny jennifer, sue susan, becky rebecca, becca rebecca, steph stephanie, sam samantha,
    chris christopher, dave david, jim james, joe joseph, matt matthew, nick nicholas,
    tony anthony, vicky victoria, maggie margaret, meg margaret, abby abigail, andy andrew,
    dan daniel, ben benjamin
"""
FULL: dict[str, frozenset[str]] = {}
for _pair in _SHORT.split(","):
    _short, _full = _pair.split()
    FULL[_short] = FULL.get(_short, frozenset()) | {_full}


def short_for_same(one: str, other: str) -> bool:
    """Whether one of two folded given names is a usual short form of the other."""
    return other in FULL.get(one, ()) or one in FULL.get(other, ())
