"""The Dutch words and sentences that the probes of the reading are made of."""

from bot.tools.reading_words import ReadingWords, make_plurals, make_verbs

_VERBS = """
ontslaan ontslagen ontsloegen
slopen gesloopt sloopten
veilen geveild veilden
schilderen geschilderd schilderden
begraven begraven begroeven
verbranden verbrand verbrandden
wassen gewassen wasten
verbouwen verbouwd verbouwden
vieren gevierd vierden
fotograferen gefotografeerd fotografeerden
filmen gefilmd filmden
bewaken bewaakt bewaakten
bevriezen bevroren bevroren
kammen gekamd kamden
vervloeken vervloekt vervloekten
bespioneren bespioneerd bespioneerden
ontvoeren ontvoerd ontvoerden
arresteren gearresteerd arresteerden
vergiftigen vergiftigd vergiftigden
bedriegen bedrogen bedrogen
plagen geplaagd plaagden
troosten getroost troostten
beledigen beledigd beledigden
verwarmen verwarmd verwarmden
oogsten geoogst oogstten
breken gebroken braken
vernielen vernield vernielden
verven geverfd verfden
naaien genaaid naaiden
zegenen gezegend zegenden
kussen gekust kusten
smokkelen gesmokkeld smokkelden
plunderen geplunderd plunderden
bestormen bestormd bestormden
beklimmen beklommen beklommen
vaccineren gevaccineerd vaccineerden
repareren gerepareerd repareerden
desinfecteren gedesinfecteerd desinfecteerden
beboeten beboet beboetten
behangen behangen behingen
"""

_PLURALS = """
activiteiten en evenementen = activiteiten
deelnemer = deelnemers
bibliotheek = bibliotheken
gemeente = gemeenten
middelbaar beroepsonderwijs (mbo) = het mbo
ROC als partner bij basisvaardigheden = een ROC
contract = contracten
provinciale ondersteuningsinstelling = provinciale ondersteuningsinstellingen
aanbieder van taallessen of cursussen = aanbieders van taallessen
aanpak van laaggeletterdheid = laaggeletterdheid
Taalhuis = Taalhuizen
taalcafé = taalcafés
taalprogramma van Oefenen.nl = taalprogramma's
keren geoefend = taalprogramma's
vestiging = vestigingen
(hoofd)vestiging = hoofdvestigingen
partner = partners
commerciële partner = commerciële partners
OBA (Openbare Bibliotheek Amsterdam) = de OBA
boekhandel = boekhandels
schrijfcafé of schrijfkamer = schrijfcafés
van oudsher =
belangrijkste =
het meest =
ontvangen =
uitgedeeld =
opgehaald =
per inwoner =
geregistreerd in één jaar =
landelijke dekking =
landelijk gemiddelde =
afstand =
registratie van samenwerking =
kernfunctie = kernfuncties
culturele multifunctionele organisatie (MFO) = culturele multifunctionele organisaties
Informatiepunt Digitale Overheid = Informatiepunten Digitale Overheid
vraag aan een informatiepunt = vragen
kinderopvang = de kinderopvang
kinderen = kinderen
kinderen van 0 tot 4 jaar = kinderen van 0 tot 4 jaar
kinderopvanglocatie = kinderopvanglocaties
BoekStartkoffertje = BoekStartkoffertjes
ouder = ouders
lid = leden
nieuw lid = nieuwe leden
onderwijs = het onderwijs
basisschool = basisscholen
middelbare school = middelbare scholen
schoolvestiging = schoolvestigingen
pabo = pabo's
leerling = leerlingen
leerling in het primair onderwijs = leerlingen in het primair onderwijs
leerling in het voortgezet onderwijs = leerlingen in het voortgezet onderwijs
vergelijkbare aanpak = een vergelijkbare aanpak
school = scholen
bibliotheekorganisatie = bibliotheekorganisaties
bibliotheeklocatie = bibliotheeklocaties
servicepunt = servicepunten
medewerker = medewerkers
vrijwilliger = vrijwilligers
bezoek = bezoeken
uitlening = uitleningen
e-book = e-books
luisterboek = luisterboeken
jeugdlid = jeugdleden
volwassen lid = volwassen leden
onder de 18 = jeugdleden
account bij de online Bibliotheek = online accounts
online Bibliotheek = de online Bibliotheek
(lokale) overheid als partner = de lokale overheid
samenwerking op structurele basis = een structurele samenwerking
samenwerking zonder contract = een samenwerking zonder contract
Schrijverscentrale = de Schrijverscentrale
culturele instelling = culturele instellingen
partners naast scholen = andere partners
klas op bezoek = klassen
leesplan = leesplannen
mediaplan = mediaplannen
actieve lener = actieve leners
eigen budget = een eigen budget
bijdrage van scholen = een bijdrage van scholen
stimuleringsfonds = stimuleringsfondsen
Nationaal Programma Onderwijs = het Nationaal Programma Onderwijs
Masterplan basisvaardigheden = het Masterplan basisvaardigheden
leesconsulent = leesconsulenten
verzorgingsgebied = verzorgingsgebieden
verkennend gesprek = verkennende gesprekken
boek = boeken
levering van een collectie = collecties
collectieplan = collectieplannen
vmbo = vmbo-scholen
havo = havo-scholen
vwo = vwo-scholen
mediatheek = mediatheken
12- tot 18-jarigen = jongeren
gedeeld personeel = gedeeld personeel
ontvangen subsidies = subsidies
totale inkomsten van bibliotheken = inkomsten
financieel dekkingsplan = financiële dekkingsplannen
knelpunt = knelpunten
succes van de samenwerking = succes
gedeeld gebouw (mfa) = een gedeeld gebouw
fusie = fusies
de Bibliotheek op school (dBos) = de Bibliotheek op school
Monitor de Bibliotheek op school = de Monitor de Bibliotheek op school
"""

_ADJECTIVES = "(?:middelbare |commerciële |zakelijke |culturele |verschillende |andere |vaste )?"
_SEVERAL = (
    r"(?:\w*scholen|\w*locaties|\w*vestigingen|partners|bedrijven|\w*organisaties|\w*instellingen|boekhandels|bieben|"
    r"bibliotheken|gemeenten|ouders|vrijwilligers|\w*consulenten|contracten|afspraken|leerlingen|kinderen|leden)\b"
)
_LINKS = r"(?:met|rond|rondom|op|in|bij|aan|voor|uit|via|over)"
_VERB = (
    r"(?:hebben|werken|doen|gebruiken|krijgen|zitten|houden|bieden|ontvangen|financieren|helpen|gaan|"
    r"verzorgen|delen|komen|vinden|lenen|worden)"
)

DUTCH = ReadingWords(
    library="bibliotheken",
    plurals=make_plurals(_PLURALS),
    units=frozenset({"euro", "kilometer", "uur", "fte"}),
    articles=("de ", "het ", "een "),
    ending="en",
    affirmed="Ja",
    verbs=make_verbs(_VERBS),
    neighbours="hun buren",
    verb_sentences={
        "participle": (
            "Hoeveel {n} werden er in {year} {p}?",
            "Hoeveel {n} zijn er {p}?",
            "Hoeveel procent van de {n} werd in {year} {p}?",
            "Welk deel van de {n} is {p}?",
            "Hoeveel {n} met {a} werden er {p}?",
        ),
        "finite": (
            "Hoeveel {n} {past} {a}?",
            "Hoeveel {n} {past} in {year} {a}?",
            "Hoeveel {n} met {a} {past} hun buren?",
            "Hoeveel van de {n} {past} vorig jaar {a}?",
        ),
        "infinitive": (
            "Hoeveel {n} willen {a} {inf}?",
            "Hoeveel {n} kunnen {a} {inf}?",
            "Hoeveel {n} moesten in {year} {a} {inf}?",
            "Hoeveel {n} laten {a} {inf}?",
        ),
    },
    word_sentences={
        "who": (
            "Wie leidt {a} bij {n}?",
            "Wie is de baas van de {n} met {a}?",
            "Wie bedacht {a}?",
            "Wie betaalde de {n} met {a} in {year}?",
            "Wie bezocht in {year} als eerste de {n}?",
        ),
        "when": (
            "Wanneer begonnen {n} met {a}?",
            "Sinds wanneer zijn er {n} met {a}?",
            "Op welke dag kwamen de {n} in het nieuws?",
            "Hoe laat gaan de {n} met {a} open?",
        ),
        "where": (
            "Waar staan de {n} met {a}?",
            "In welke straat vind ik de {n} met {a}?",
            "In welke plaats begonnen {n} met {a}?",
            "Waar vind ik de {n}?",
        ),
        "how old": (
            "Hoe oud zijn de {n} met {a}?",
            "Hoe oud zijn de {n} gemiddeld?",
            "Hoe oud is de oudste van de {n} met {a}?",
        ),
        "how long": (
            "Hoe lang doen {n} al iets met {a}?",
            "Hoe lang bestaan de {n} met {a} al?",
            "Hoeveel dagen duurt {a} bij {n}?",
        ),
        "by name": (
            "Welke {n} doen iets met {a}, met naam en toenaam?",
            "Hoe heten de {n} met {a}?",
            "Noem de namen van alle {n} met {a}.",
            "Hoe heet de grootste van de {n}?",
        ),
        "how": ("Hoe gaat dat met {a} in zijn werk?", "Op welke manier hebben {n} met {a} te maken?"),
        "effect": ("Wat is het effect van {a} op {n}?", "Wat zijn de gevolgen van {a} voor {n}?"),
        "why": (
            "Waarom hebben {n} met {a} te maken?",
            "Waarom zijn er {n} met {a}?",
            "Hoe komt het dat er {n} zijn met {a}?",
        ),
    },
    word_turns={
        "when": ("Wanneer {v} {n} {rest}?", "Sinds wanneer {v} {n} {rest}?"),
        "where": ("Waar {v} {n} {rest}?", "In welke provincies {v} {n} {rest}?"),
        "how long": ("Hoe lang {v} {n} al {rest}?",),
        "by name": ("Welke {n} {v} {rest}?", "Hoe heten de {n} die {inner} {joined}?"),
        "why": ("Waarom {v} {n} {rest}?", "Waardoor {v} zoveel {n} {rest}?"),
    },
    hours="how long",
    others=(
        "slagers", "loodgieters", "tandartsen", "molens", "vuurtorens", "tuinders", "imkers", "makelaars", "piloten",
        "bruggen", "tunnels", "fietsenmakers", "wijnboeren", "opticiens", "goudsmeden", "hoveniers", "kastelen",
        "taxichauffeurs", "vulkanen", "goochelaars", "kwibbels", "flarpen", "snorvels", "drempenaars", "plokkers",
        "wimbelingen",
    ),
    shares=(
        "Hoeveel procent van de {o} doet iets met {a}?",
        "Welk deel van de {o} heeft met {a} te maken?",
        "Hoeveel procent van de {o} werkt met {a}?",
        "Welk percentage van de {o} heeft {a}?",
        "Hoeveel van de {o} hebben iets met {a}?",
    ),
    checks=(
        "Klopt het dat {amount} {o} iets met {a} te maken heeft?",
        "Is het waar dat {amount} {o} met {a} werkt?",
        "Doet {amount} {o} iets met {a}?",
    ),
    public=("", "openbare ", "alle ", "alle openbare ", "basis"),
    counted_in_questions=("bieben", "biebs"),
    amount="{value}% van de",
    told=("Klopt dit: {sentence}", "Is dit waar? {sentence}", "Ik las: {sentence} Klopt dat?"),
    asks_number=(
        r"(?:(?:met|op|bij|in|voor|aan|van) )?(?:hoeveel|welk (?:deel|aandeel|percentage)|hoe vaak)\b|"
        r"wat is het (?:aantal|aandeel|percentage)\b"
    ),
    names_time=(
        r"\d{4}|\bvorig|\bnu\b|\bjaar|\bdit\b|\blaatste|\bper\b|\bsinds\b|\bvroeger|\btoe\b|\bgegroeid|\bmeer\b|"
        r"\bminder\b|\bmeest|\bniet\b|\bgeen\b"
    ),
    past_tense=(
        r"\b(?:had|hadden|was|waren|werd|werden|deed|deden|kreeg|kregen|nam|namen|ontving|ontvingen|is er|zijn er)\b"
    ),
    subject_verb=(
        rf"Hoeveel (?P<n>(?!procent\b|van\b)\w[\w'’-]*(?: (?!{_VERB}\b)\w[\w'’-]*)?) (?P<v>{_VERB}) "
        r"(?P<rest>(?!(?:er|bibliotheken|bieben|de)\b).+)"
    ),
    particles=("samen ", "mee "),
    before_several=rf"\b(?:met|rond|aan|bij|hebben|heeft|voor|over) (?={_ADJECTIVES}{_SEVERAL})",
    before_link=rf"(?<= )(?:samen |mee )?{_LINKS} (?!school\b|totaal\b)",
    at_least=("meer dan tien", "minstens vijf", "hoogstens drie", "maximaal twee", "precies zeven", "minder dan vier"),
    only=("alleen", "uitsluitend", "enkel en alleen", "louter"),
    should=(
        "Wat zou het {label} moeten zijn?",
        "Hoe hoog mag het {label} zijn?",
        "Wat moet het {label} worden?",
        "Hoe groot willen gemeenten het {label} hebben?",
        "Hoeveel {n} zouden {inner} moeten {joined}?",
        "Hoeveel {n} mogen {inner} {joined}?",
        "Hoeveel {n} willen graag {inner} {joined}?",
        "Hoeveel {n} zouden {inner} willen {joined}?",
    ),
    number_label=r"(?:totaal |gemiddeld |landelijk )?(?:aantal|aandeel|percentage)\b",
    negations=("Hoeveel {n} {v} {first}niet {last}?",),
    without=(
        "Hoeveel {n} doen niet mee aan {a}?",
        "Hoeveel {n} hebben niets met {a} te maken?",
        "Hoeveel {n} doen niets met {a}?",
    ),
    exclusions=(
        "behalve in Limburg", "behalve in de grote steden", "zonder subsidie", "zonder vaste medewerkers",
        "met uitzondering van Friesland", "Utrecht niet meegerekend", "buiten de Randstad", "op Texel na",
    ),
    future=("volgend jaar", "in 2031", "over vijf jaar", "in de komende jaren", "over tien jaar", "tegen 2040"),
    parts_of_year=(
        "in het eerste kwartaal van {year}", "in het derde kwartaal van {year}", "in de tweede helft van {year}",
        "in de eerste helft van {year}", "in de zomer van {year}", "in het vierde kwartaal van {year}",
    ),
)  # fmt: skip
