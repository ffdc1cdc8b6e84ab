"""The terminal's own words in each language. They are in the code because they must work without a knowledge base."""

from collections.abc import Mapping

DEFAULT_LANGUAGE = "nl"

TEXTS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "welcome": "Stel je vraag over openbare bibliotheken. /help toont wat je kunt typen, /stop sluit af.",
        "suggestions": "Verder vragen? Typ het nummer:",
        "questions": "Over {topic}. Typ het nummer van een vraag:",
        "topics": "Hier weet ik iets over. Typ het nummer van een onderwerp:",
        "topics_more": "En nog {count}. Typ /onderwerpen met een woord erachter om te zoeken.",
        "topics_none": 'Ik ken geen onderwerp met "{word}".',
        "commands": (
            "/bron              de bron van het laatste antwoord\n"
            "/onderwerpen       waar je naar kunt vragen (/onderwerpen woord zoekt)\n"
            "/taal nl of en     de taal van de antwoorden\n"
            "/nieuw             een nieuw gesprek beginnen\n"
            "/help              deze uitleg\n"
            "/stop              afsluiten"
        ),
        "unknown_command": "Het commando {command} ken ik niet. Dit kun je typen:",
        "language_set": "Ik antwoord vanaf nu in het Nederlands.",
        "language_unknown": "Typ /taal nl of /taal en.",
        "new": "We beginnen opnieuw. Wat wil je weten?",
        "goodbye": "Tot ziens!",
        "failed": "Hier ging iets mis in het programma. Probeer een andere vraag.",
        "knowledge_errors": "De kennisbank bevat fouten en kan niet worden gebruikt. Dit moet eerst hersteld worden:",
        "settings_errors": "De instellingen kloppen niet. Dit moet eerst hersteld worden:",
        "no_token": (
            "Zet het token van je Telegram-bot in de omgevingsvariabele {variable}; je krijgt het van @BotFather."
        ),
        "no_webhook_url": "Zet in {config} bij webhook: url: het adres waarop Telegram de bot kan bereiken.",
        "no_bot_name": (
            "Zeg met --bot hoe de bot op Telegram heet, of zet het token in {variable} zodat ik het kan vragen."
        ),
        "no_such_link": "Dit staat niet in de kennisbank: {ids}. Zonder id toont het commando alle links.",
        "qr_written": "{count} QR-codes geschreven in {folder}.",
        "no_question": 'Stel een vraag: vraagbaak ask "Hoeveel bibliotheken werken samen met bedrijven?"',
        "jsonl_question": "Met --jsonl komen de vragen van de standaardinvoer; laat de vraag op de opdrachtregel weg.",
    },
    "en": {
        "welcome": "Ask your question about Dutch public libraries. /help shows what you can type, /stop ends.",
        "suggestions": "Want to ask on? Type the number:",
        "questions": "About {topic}. Type the number of a question:",
        "topics": "This is what I know about. Type the number of a topic:",
        "topics_more": "And {count} more. Type /topics followed by a word to search.",
        "topics_none": 'I know no topic with "{word}".',
        "commands": (
            "/source            the source of the last answer\n"
            "/topics            what you can ask about (/topics word searches)\n"
            "/language nl or en the language of the answers\n"
            "/new               begin a new conversation\n"
            "/help              this overview\n"
            "/stop              end"
        ),
        "unknown_command": "I do not know the command {command}. This is what you can type:",
        "language_set": "From now on I answer in English.",
        "language_unknown": "Type /language nl or /language en.",
        "new": "Let's start again. What would you like to know?",
        "goodbye": "Goodbye!",
        "failed": "Something went wrong in the program. Please try another question.",
        "knowledge_errors": "The knowledge base has errors and cannot be used. First mend these:",
        "settings_errors": "The settings are not right. First mend these:",
        "no_token": "Put the token of your Telegram bot, from @BotFather, in the environment variable {variable}.",
        "no_webhook_url": "In {config}, write at webhook: url: the address at which Telegram can reach the bot.",
        "no_bot_name": (
            "Say with --bot what the bot is called on Telegram, or put its token in {variable} so that I can ask."
        ),
        "no_such_link": "The knowledge base does not have: {ids}. Without an id the command shows all links.",
        "qr_written": "{count} QR codes written to {folder}.",
        "no_question": 'Ask a question: vraagbaak ask "How many libraries work with businesses?"',
        "jsonl_question": "With --jsonl the questions come from standard input; leave out the one on the command line.",
    },
}


def text(language: str, name: str, **fields: object) -> str:
    """Return one of the texts, in Dutch for a language that is not spoken here. The fields may hold anything."""
    shown = {key: visible(str(value)) for key, value in fields.items()}
    return TEXTS.get(language, TEXTS[DEFAULT_LANGUAGE])[name].format(**shown)


def visible(words: str) -> str:
    """Return the words with "�" for each control character and half letter; a terminal would obey them."""
    return "".join(char if char.isprintable() else "\ufffd" for char in words)


def find_language(environ: Mapping[str, str]) -> str | None:
    """Return the language of the user's environment, if it is one that is spoken here (POSIX order of variables)."""
    name = next((environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(key)), "")
    code = name.replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return code if code in TEXTS else None
