"""The English words and sentences that the probes of the reading are made of."""

from bot.tools.reading_words import ReadingWords, make_plurals, make_verbs

_VERBS = """
demolish demolished demolished
paint painted painted
bury buried buried
auction auctioned auctioned
dismiss dismissed dismissed
renovate renovated renovated
celebrate celebrated celebrated
wash washed washed
photograph photographed photographed
freeze frozen froze
iron ironed ironed
curse cursed cursed
kidnap kidnapped kidnapped
arrest arrested arrested
poison poisoned poisoned
tease teased teased
comfort comforted comforted
insult insulted insulted
wreck wrecked wrecked
kiss kissed kissed
smuggle smuggled smuggled
loot looted looted
defend defended defended
vaccinate vaccinated vaccinated
disinfect disinfected disinfected
insulate insulated insulated
humiliate humiliated humiliated
tame tamed tamed
pawn pawned pawned
decorate decorated decorated
criticise criticised criticised
despise despised despised
hypnotise hypnotised hypnotised
worship worshipped worshipped
punish punished punished
bomb bombed bombed
scrub scrubbed scrubbed
bribe bribed bribed
tickle tickled tickled
ridicule ridiculed ridiculed
"""

_PLURALS = """
activities and events = activities
participant = participants
library = libraries
municipality = municipalities
ROC as a partner in basic skills = an ROC
agreement = agreements
provincial support organisation = provincial support organisations
provider of language lessons or courses = language course providers
tackling low literacy = low literacy
language café = language cafés
Taalhuis (language house) = language houses
practice sessions = practice sessions
language programme of Oefenen.nl = language programmes
location = locations
main branch = main branches
partner = partners
commercial partner = commercial partners
OBA (Amsterdam's public library) = the OBA
bookshop = bookshops
writing café or writing room = writing cafés
long-standing =
most prominent =
most =
received =
handed out =
collected at the library =
per inhabitant =
registered in one year =
national coverage =
national average =
distance =
recording of cooperation =
core function = core functions
cultural multifunctional organisation (MFO) = cultural multifunctional organisations
Digital Government Information Point = Digital Government Information Points
question put to an information point = questions
childcare location = childcare locations
child = children
BoekStart case = BoekStart cases
parent = parents
member = members
new member = new members
primary school = primary schools
secondary school = secondary schools
school location = school locations
teacher training college = teacher training colleges
pupil = pupils
pupil in primary education = pupils in primary education
pupil in secondary education = pupils in secondary education
similar approach = a similar approach
school = schools
library organisation = library organisations
library location = library locations
service point = service points
employee = employees
volunteer = volunteers
visit = visits
loan = loans
e-book = e-books
audiobook = audiobooks
youth member = youth members
adult member = adult members
under 18 = youth members
online Library account = online accounts
online Library = the online Library
(local) government as a partner = local government
cooperation on a structural basis = a structural cooperation
cooperation without a contract = a cooperation without a contract
writers' agency = the writers' agency
cultural organisation = cultural organisations
partners besides schools = other partners
class visiting the library = classes
reading plan = reading plans
media plan = media plans
active borrower = active borrowers
own budget = a budget of their own
contribution from schools = a contribution from schools
incentive fund = incentive funds
National Education Programme (NPO) = the National Education Programme
Basic Skills Master Plan = the Basic Skills Master Plan
library reading consultant = reading consultants
service area = service areas
exploratory talk = exploratory talks
book = books
supply of a collection = collections
collection plan = collection plans
vmbo = vmbo schools
havo = havo schools
vwo = vwo schools
school media library = school media libraries
12 to 18-year-olds = young people
funding plan = funding plans
subsidies received = subsidies
total income of libraries = income
obstacle = obstacles
success of the cooperation = success
shared building = a shared building
merger = mergers
de Bibliotheek op school (the Library at School) = the Library at School
Monitor de Bibliotheek op school = the Monitor de Bibliotheek op school
"""

_ADJECTIVES = "(?:secondary |primary |elementary |high |commercial |business |cultural |different |other |library )?"
_SEVERAL = (
    r"(?:schools|school locations|sites|locations|branches|partners|companies|businesses|organisations|institutions|"
    r"bookshops|libraries|municipalities|parents|volunteers|consultants|agreements|pupils|children|members|nurseries)\b"
)
_VERB = r"(?:have|work|use|take|offer|cooperate|get|hold|run|pay|share|see|receive|borrow|want)"
_LINKS = r"(?:with|on|in|at|for|from|through|by|about)"

ENGLISH = ReadingWords(
    library="libraries",
    plurals=make_plurals(_PLURALS),
    units=frozenset({"euro", "kilometre", "hour", "fte"}),
    articles=("the ", "a ", "an "),
    ending="s",
    affirmed="Yes",
    verbs=make_verbs(_VERBS),
    neighbours="their neighbours",
    verb_sentences={
        "participle": (
            "How many {n} were {p} in {year}?",
            "How many {n} have been {p}?",
            "What share of {n} was {p} in {year}?",
            "What percentage of {n} is {p}?",
            "How many {n} with {a} were {p}?",
        ),
        "finite": (
            "How many {n} {past} {a}?",
            "How many {n} {past} {a} in {year}?",
            "How many {n} with {a} {past} their neighbours?",
            "How many of the {n} {past} {a} last year?",
        ),
        "infinitive": (
            "How many {n} want to {inf} {a}?",
            "How many {n} can {inf} {a}?",
            "How many {n} had to {inf} {a} in {year}?",
            "How many {n} would {inf} {a}?",
        ),
    },
    word_sentences={
        "who": (
            "Who is in charge of {a} at {n}?",
            "Who runs the {n} with {a}?",
            "Who invented {a}?",
            "Who paid the {n} with {a} in {year}?",
            "Who was the first to visit the {n} in {year}?",
        ),
        "when": (
            "When did {n} begin with {a}?",
            "Since when have there been {n} with {a}?",
            "On what day were the {n} in the news?",
            "At what time do the {n} with {a} open?",
        ),
        "where": (
            "Where are the {n} with {a}?",
            "In which street do I find the {n} with {a}?",
            "In which town did {n} begin with {a}?",
            "Where do I find the {n}?",
        ),
        "how old": (
            "How old are the {n} with {a}?",
            "How old are the {n} on average?",
            "How old is the oldest of the {n} with {a}?",
        ),
        "how long": (
            "How long have {n} been busy with {a}?",
            "How long have the {n} with {a} existed?",
            "How many days does {a} take at {n}?",
        ),
        "by name": (
            "Which {n} do something with {a}, by name?",
            "What are the {n} with {a} called?",
            "Give me the names of all {n} with {a}.",
            "What is the largest of the {n} called?",
        ),
        "how": ("How is {a} organised for {n}?", "In what way do {n} have to do with {a}?"),
        "effect": ("What is the effect of {a} on {n}?", "What are the consequences of {a} for {n}?"),
        "why": (
            "Why do {n} have anything to do with {a}?",
            "Why are there {n} with {a}?",
            "How come there are {n} with {a}?",
        ),
    },
    word_turns={
        "when": ("When did {n} first {v} {rest}?", "Since when do {n} {v} {rest}?"),
        "where": ("Where do {n} {v} {rest}?", "In which provinces do {n} {v} {rest}?"),
        "how long": ("For how long do {n} {v} {rest}?",),
        "by name": ("Which {n} {v} {rest}?", "What are the {n} called that {v} {rest}?"),
        "why": ("Why do {n} {v} {rest}?", "Why do so many {n} {v} {rest}?"),
    },
    hours="how long",
    others=(
        "butchers", "plumbers", "dentists", "notaries", "windmills", "lighthouses", "beekeepers", "pilots", "growers",
        "tunnels", "goldsmiths", "farms", "castles", "drivers", "opticians", "gardeners", "florists", "horses",
        "volcanoes", "magicians", "kwibbles", "flarpers", "snorvels", "plockers", "wimblings", "drempers",
    ),
    shares=(
        "What percentage of {o} does something with {a}?",
        "What share of {o} has to do with {a}?",
        "What percentage of {o} works with {a}?",
        "What proportion of {o} has {a}?",
        "How many of the {o} have something to do with {a}?",
    ),
    checks=(
        "Is it true that {amount} {o} have to do with {a}?",
        "Is it right that {amount} {o} work with {a}?",
        "Do {amount} {o} do something with {a}?",
    ),
    public=("", "public ", "all ", "all public "),
    counted_in_questions=("public libraries",),
    amount="{value}% of",
    told=("Is this right: {sentence}", "Is this true? {sentence}", "I read: {sentence} Is that correct?"),
    asks_number=(
        r"(?:(?:with|at|in|for|by|on) )?(?:how (?:many|much|often)|(?:what|which) (?:share|percentage|proportion))\b|"
        r"what is the (?:number|percentage|share)\b"
    ),
    names_time=(
        r"\d{4}|\blast\b|\bnow\b|\byear|\bthis\b|\blatest|\bper\b|\bsince\b|\bused to\b|\bgrown\b|\bmore\b|\bless\b|"
        r"\bfewer\b|\bmost\b|\bnot\b|\bno\b|\bso far\b|\bever\b"
    ),
    past_tense=r"\b(?:had|was|were|did|been|took|became|came|\w+ed)\b",
    subject_verb=(
        rf"How many (?P<n>(?!of\b)[\w'’-]+(?: (?!(?:{_VERB}|do|does|did)\b)[\w'’-]+){{0,2}}?) (?P<v>{_VERB}) "
        r"(?P<rest>(?!been\b).+)"
    ),
    particles=(),
    before_several=rf"\b(?:with|have|has|for|on|to) (?={_ADJECTIVES}{_SEVERAL})",
    before_link=rf"(?<= )(?:together )?{_LINKS} (?!average\b|school\b|total\b|least\b)",
    at_least=("more than ten", "at least five", "at most three", "no more than two", "exactly six", "fewer than four"),
    only=("only", "exclusively", "solely"),
    should=(
        "What should the {label} be?",
        "How high may the {label} be?",
        "What must the {label} become?",
        "What would municipalities like the {label} to be?",
        "How many {n} should {v} {rest}?",
        "How many {n} may {v} {rest}?",
        "How many {n} would like to {v} {rest}?",
        "How many {n} must {v} {rest}?",
    ),
    number_label=r"(?:total |average |national )?(?:number|share|percentage)\b",
    negations=("How many {n} do not {v} {first}{last}?", "How many {n} don't {v} {first}{last}?"),
    without=(
        "How many {n} do not take part in {a}?",
        "How many {n} have nothing to do with {a}?",
        "How many {n} do nothing with {a}?",
    ),
    exclusions=(
        "except in Limburg", "except in the big cities", "without a subsidy", "without permanent employees",
        "with the exception of Friesland", "not counting Utrecht", "outside the Randstad", "apart from Texel",
    ),
    future=("next year", "in 2031", "five years from now", "in the coming years", "ten years from now", "by 2040"),
    parts_of_year=(
        "in the first quarter of {year}", "in the third quarter of {year}", "in the second half of {year}",
        "in the first half of {year}", "in the summer of {year}", "in the fourth quarter of {year}",
    ),
)  # fmt: skip
