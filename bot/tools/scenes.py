"""Sentences that people tell around a question, and that ask nothing: where they work, whom they met."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

MOST_SENTENCES = 4

_DUTCH = """
Ik werk sinds 2015 in Deventer bij een klein filiaal.
Mijn collega Fatma maakt een poster van 40 bij 60.
Morgen om 9 uur heb ik een overleg met mijn leidinggevende.
Onze wethouder heet Jansen en komt uit Assen.
Ik zit met een kop koffie in de trein naar Zwolle.
Mijn dochter van 7 tekende gisteren een olifant.
We hebben drie nieuwe stoelen gekregen voor de hal.
Buiten regent het al de hele ochtend.
Ik ben Henk, 58 jaar, en ik woon in Lelystad.
Mijn buurman Kees was vroeger timmerman.
De vergadering van dinsdag duurde bijna twee uur.
Ik schrijf een stukje voor de krant van Hoogeveen.
Mevrouw De Vries van de balie gaat in juni met pensioen.
Ik heb net 12 kopjes afgewassen.
Mijn stagiair Youssef begon in september.
Vorige week liep ik met mijn hond door het park.
Ik ben nieuw in dit vak.
Onze directeur houdt vrijdag een toespraak.
Gisteren zat ik naast een meneer uit Gouda.
Ik heb de hele middag aan een presentatie van 15 dia's gezeten.
Mijn laptop is vanmorgen gecrasht.
Sanne van de afdeling communicatie is jarig.
Ik moet om half vijf mijn zoontje ophalen.
We vierden gisteren dat Ria 25 jaar bij ons is.
Ik geef binnenkort een praatje in Apeldoorn.
Mijn moeder leest iedere avond een hoofdstuk.
De lift bij ons is al twee weken stuk.
Ik drink mijn thee altijd zonder suiker.
Mijn oom Piet was vijftien jaar conciërge in Almelo.
Ik heb vandaag een gele trui aan.
Het gebouw waar ik werk stamt uit 1932.
Onze nieuwe collega komt uit Maastricht.
Ik heb een weddenschap met mijn zwager.
In de kantine was de soep op.
Mijn fiets staat nog in Nijmegen.
Ik ben beleidsmedewerker bij een gemeente in het noorden.
Vanavond moet ik een verslag van twee bladzijden inleveren.
Mijn docent is streng op cijfers.
Ik volg sinds kort een opleiding in Den Haag.
Tijdens de lunch hadden we het er met zijn vieren over.
De raad vergadert op 14 mei.
Ik heb mijn bril thuis laten liggen.
Mijn vriendin Noor werkt in een ziekenhuis.
Wij zitten met zes mensen op een kamer.
Ik kwam net terug van vakantie op Terschelling.
Het is hier vandaag erg rustig.
Mijn baas wil het morgen op één A4 hebben.
Vorig weekend heb ik de schuur opgeruimd.
Er staat een groot bord met 100 lampjes bij de ingang.
Ik ben student en woon op kamers in Groningen.
Mijn opa is 91 en nog heel kwiek.
We kregen een taart van de bakker op de hoek.
Ik hoorde er iets over op de radio.
Mijn presentatie begint over een kwartier.
Ik heb hier een stapel papier van 30 centimeter liggen.
Joris en Amina doen samen de voorbereiding.
Ik woon zelf op de derde verdieping.
Ons team bestaat uit acht mensen en een kat.
Ik zoek dit uit voor mevrouw Bakker uit Zutphen.
Bedankt alvast voor de moeite.
"""

_ENGLISH = """
I have worked at a small branch in Deventer since 2015.
My colleague Fatma is making a poster of 40 by 60.
Tomorrow at 9 I have a meeting with my manager.
Our alderman is called Jansen and comes from Assen.
I am on the train to Zwolle with a cup of coffee.
My daughter of 7 drew an elephant yesterday.
We got three new chairs for the hall.
It has been raining all morning.
I am Henk, 58 years old, and I live in Lelystad.
My neighbour Kees was a carpenter.
The meeting on Tuesday took almost two hours.
I am writing a piece for the paper in Hoogeveen.
Mrs De Vries at the desk retires in June.
I have just washed 12 cups.
My trainee Youssef started in September.
Last week I walked my dog in the park.
I am new to this job.
Our director gives a speech on Friday.
Yesterday I sat next to a gentleman from Gouda.
I spent the whole afternoon on a presentation of 15 slides.
My laptop crashed this morning.
Sanne from the communications department has her birthday today.
I have to pick up my little boy at half past four.
Ria has been with us for 25 years.
I am giving a talk in Apeldoorn soon.
My mother reads a chapter every evening.
Our lift has been broken for two weeks.
I always drink my tea without sugar.
My uncle Piet was a caretaker in Almelo for fifteen years.
I am wearing a yellow jumper today.
The building that I work in dates from 1932.
Our new colleague comes from Maastricht.
I have a bet with my brother-in-law.
The canteen had run out of soup.
My bike is still in Nijmegen.
I am a policy officer with a municipality in the north.
Tonight I have to hand in a report of two pages.
My lecturer is strict about numbers.
I recently started a course in The Hague.
Over lunch the four of us talked about it.
The council meets on 14 May.
I left my glasses at home.
My friend Noor works in a hospital.
There are six of us in one office.
I have just come back from a holiday on Terschelling.
It is very quiet here today.
My boss wants it on one page tomorrow.
Last weekend I cleared out the shed.
There is a big sign with 100 little lamps at the entrance.
I am a student and rent a room in Groningen.
My grandfather is 91 and still very lively.
We got a cake from the baker on the corner.
I heard something about it on the radio.
My presentation starts in a quarter of an hour.
I have a stack of paper of 30 centimetres here.
Joris and Amina prepare it together.
I live on the third floor myself.
Our team consists of eight people and a cat.
I am finding this out for Mrs Bakker from Zutphen.
Thanks in advance for your trouble.
"""

SCENES: Mapping[str, tuple[str, ...]] = {
    "nl": tuple(_DUTCH.strip().splitlines()),
    "en": tuple(_ENGLISH.strip().splitlines()),
}


@dataclass(frozen=True, slots=True)
class Scened:
    """A question in a scene."""

    question: str
    language: str
    text: str  # the scene, before or after the question


def set_scene(question: str, language: str, chance: Random) -> Scened:
    """Return a question with one to four sentences before or after it."""
    scene = " ".join(chance.sample(SCENES[language], chance.randint(1, MOST_SENTENCES)))
    closed = question if question.endswith(("?", ".", "!")) else f"{question}?"
    return Scened(question, language, f"{scene} {closed}" if chance.random() < 0.5 else f"{closed} {scene}")
