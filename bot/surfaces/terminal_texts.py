"""The terminal's own words in each language. They are in the code because they must work without a knowledge base."""

from collections.abc import Mapping

DEFAULT_LANGUAGE = "nl"

TEXTS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "welcome": "Stel je vraag over openbare bibliotheken. /help toont wat je kunt typen, /stop sluit af.",
        "suggestions": "Verder vragen? Typ het nummer:",
        "questions": "Over {topic}. Typ het nummer van een vraag:",
        "questions_more": "En nog {count}. Typ meer voor de volgende.",
        "topics": "Hier weet ik iets over. Typ het nummer van een onderwerp:",
        "topics_more": "En nog {count}. Typ /onderwerpen met een woord erachter om te zoeken.",
        "topics_none": 'Ik ken geen onderwerp met "{word}".',
        "commands": (
            "/bron              de bron van het laatste antwoord\n"
            "/grafiek           alle perioden van het laatste antwoord als grafiek\n"
            "/onderwerpen       waar je naar kunt vragen (/onderwerpen woord zoekt)\n"
            "/taal nl of en     de taal van de antwoorden\n"
            "/nieuw             een nieuw gesprek beginnen\n"
            "/help              deze uitleg\n"
            "/stop              afsluiten"
        ),
        "unknown_command": "Het commando {command} ken ik niet. Dit kun je typen:",
        "chart_first": "Stel eerst een vraag; daarna teken ik de cijfers van het antwoord.",
        "language_set": "Ik antwoord vanaf nu in het Nederlands.",
        "language_unknown": "Typ /taal nl of /taal en.",
        "new": "We beginnen opnieuw. Wat wil je weten?",
        "goodbye": "Tot ziens!",
        "failed": "Hier ging iets mis in het programma. Probeer een andere vraag.",
        "knowledge_errors": "De kennisbank bevat fouten en kan niet worden gebruikt. Dit moet eerst hersteld worden:",
        "knowledge_faulty": "De kennisbank heeft nu fouten; ik ga door met de vorige. Dit moet hersteld worden:",
        "knowledge_mended": "De fouten in de kennisbank zijn hersteld.",
        "settings_errors": "De instellingen kloppen niet. Dit moet eerst hersteld worden:",
        "no_token": (
            "Zet het token van je Telegram-bot in de omgevingsvariabele {variable}; je krijgt het van @BotFather."
        ),
        "no_token_for_store": (
            "Zet het token van je Telegram-bot in de omgevingsvariabele {variable}: daarmee is te lezen wat is bewaard."
        ),
        "no_store": "In {path} is niets bewaard. Zet bij store: in de instellingen waar het geheugen van de bot staat.",
        "no_driver": 'Voor PostgreSQL ontbreekt een pakket. Typ: pip install "vraagbaak[postgresql]"',
        "no_webhook_url": "Zet in {config} bij webhook: url: het adres waarop Telegram de bot kan bereiken.",
        "no_bot_name": (
            "Zeg met --bot hoe de bot op Telegram heet, of zet het token in {variable} zodat ik het kan vragen."
        ),
        "no_such_link": "Dit staat niet in de kennisbank: {ids}. Zonder id toont het commando alle links.",
        "no_such_source": "De kennisbank heeft geen bron en geen feit met id {id}.",
        "perhaps": "Bedoel je {id}?",
        "cite_what": "Noem een of meer ids van bronnen of feiten, of geef --all voor alle bronnen; niet allebei.",
        "qr_written": "{count} QR-codes geschreven in {folder}.",
        "no_folder": "Zeg met --output in welke map het datapakket moet komen.",
        "not_ours": "In {path} staat iets anders. Geef met --output een nieuwe of lege map, of een eerder pakket.",
        "not_written": "{path} kan niet worden geschreven ({reason}).",
        "written": "Geschreven in {path}: {names}.",
        "no_question": 'Stel een vraag: vraagbaak ask "Hoeveel bibliotheken werken samen met bedrijven?"',
        "jsonl_question": "Met --jsonl komen de vragen van de standaardinvoer; laat de vraag op de opdrachtregel weg.",
        "jsonl_chart": "Met --jsonl wordt geen grafiek getekend; laat --chart weg.",
        "chart_format": "Laat de naam van de grafiek eindigen op .png, .svg of .pdf; {file} ken ik niet.",
        "chart_unwritable": "De grafiek kan niet worden geschreven in {file} ({reason}). Kies een andere plaats.",
        "chart_written": "De grafiek staat in {file}.",
    },
    "en": {
        "welcome": "Ask your question about Dutch public libraries. /help shows what you can type, /stop ends.",
        "suggestions": "Want to ask on? Type the number:",
        "questions": "About {topic}. Type the number of a question:",
        "questions_more": "And {count} more. Type more for the next ones.",
        "topics": "This is what I know about. Type the number of a topic:",
        "topics_more": "And {count} more. Type /topics followed by a word to search.",
        "topics_none": 'I know no topic with "{word}".',
        "commands": (
            "/source            the source of the last answer\n"
            "/chart             all periods of the last answer as a chart\n"
            "/topics            what you can ask about (/topics word searches)\n"
            "/language nl or en the language of the answers\n"
            "/new               begin a new conversation\n"
            "/help              this overview\n"
            "/stop              end"
        ),
        "unknown_command": "I do not know the command {command}. This is what you can type:",
        "chart_first": "First ask a question; then I draw the figures of the answer.",
        "language_set": "From now on I answer in English.",
        "language_unknown": "Type /language nl or /language en.",
        "new": "Let's start again. What would you like to know?",
        "goodbye": "Goodbye!",
        "failed": "Something went wrong in the program. Please try another question.",
        "knowledge_errors": "The knowledge base has errors and cannot be used. First mend these:",
        "knowledge_faulty": "The knowledge base has errors now; I'm keeping the previous one. Please mend these:",
        "knowledge_mended": "The errors in the knowledge base are mended.",
        "settings_errors": "The settings are not right. First mend these:",
        "no_token": "Put the token of your Telegram bot, from @BotFather, in the environment variable {variable}.",
        "no_token_for_store": (
            "Put the token of your Telegram bot in the environment variable {variable}: it opens what is kept."
        ),
        "no_store": "Nothing is kept in {path}. Write at store: in the settings where the memory of the bot is.",
        "no_driver": 'A package for PostgreSQL is missing. Type: pip install "vraagbaak[postgresql]"',
        "no_webhook_url": "In {config}, write at webhook: url: the address at which Telegram can reach the bot.",
        "no_bot_name": (
            "Say with --bot what the bot is called on Telegram, or put its token in {variable} so that I can ask."
        ),
        "no_such_link": "The knowledge base does not have: {ids}. Without an id the command shows all links.",
        "no_such_source": "The knowledge base has no source and no fact with the id {id}.",
        "perhaps": "Did you mean {id}?",
        "cite_what": "Name one or more ids of sources or facts, or give --all for all sources; not both.",
        "qr_written": "{count} QR codes written to {folder}.",
        "no_folder": "Say with --output in which folder to put the data package.",
        "not_ours": "{path} holds something else. Give --output a new or empty folder, or an earlier package.",
        "not_written": "{path} cannot be written ({reason}).",
        "written": "Written to {path}: {names}.",
        "no_question": 'Ask a question: vraagbaak ask "How many libraries work with businesses?"',
        "jsonl_question": "With --jsonl the questions come from standard input; leave out the one on the command line.",
        "jsonl_chart": "With --jsonl no chart is drawn; leave out --chart.",
        "chart_format": "Let the name of the chart end in .png, .svg or .pdf; I do not know {file}.",
        "chart_unwritable": "The chart cannot be written to {file} ({reason}). Choose another place.",
        "chart_written": "The chart is in {file}.",
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
