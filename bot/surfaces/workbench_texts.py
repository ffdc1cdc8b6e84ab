"""What `vraagbaak diff` and `vraagbaak propose` say to maintainers, in each language."""

from collections.abc import Mapping

from bot.surfaces.terminal_texts import DEFAULT_LANGUAGE, visible

TEXTS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "diff_compared": "Vergeleken met {base}:",
        "diff_compared_with": "Vergeleken met {base}.",
        "asking": "Alle vragen worden gesteld; dat duurt even ...",
        "diff_title": "Vraagbaak: wat deze wijziging met de antwoorden doet",
        "diff_facts_added": "feiten erbij ({count}):",
        "diff_facts_removed": "feiten weg ({count}):",
        "diff_facts_changed": "feiten gewijzigd ({count}):",
        "diff_concepts_added": "begrippen erbij ({count}):",
        "diff_concepts_removed": "begrippen weg ({count}):",
        "diff_concepts_changed": "begrippen gewijzigd ({count}):",
        "diff_sources_added": "bronnen erbij ({count}):",
        "diff_sources_removed": "bronnen weg ({count}):",
        "diff_sources_changed": "bronnen gewijzigd ({count}):",
        "diff_more": "en nog {count}",
        "diff_no_change": "Er is niets veranderd: alle {asked} vragen krijgen hetzelfde antwoord.",
        "diff_same_answers": "Alle {asked} vragen krijgen hetzelfde antwoord.",
        "diff_summary": "Bij {changed} van de {asked} vragen verandert er iets: {counts}.",
        "diff_failed": "Niet toegestaan met --fail-on: {counts}.",
        "diff_new_false_answer": "krijgt een antwoord, maar de kennisbank heeft er geen",
        "diff_lost_answer": "kreeg een antwoord en nu niet meer",
        "diff_changed_fact": "krijgt een ander feit",
        "diff_changed_figure": "krijgt een andere waarde, eenheid of periode",
        "diff_changed_population": "zegt iets anders over wat of wie er geteld is",
        "diff_changed_citation": "noemt een andere bron, of noemt die anders",
        "diff_changed_kind": "krijgt een ander soort reactie, maar voor en na geen antwoord",
        "diff_changed_text": "zegt hetzelfde in andere woorden",
        "diff_newer_figure": "krijgt het cijfer van een nieuwe periode; de eerdere cijfers staan er nog",
        "diff_new_answer": "krijgt nu een antwoord",
        "diff_removed_false_answer": "kreeg ten onrechte een antwoord en nu niet meer",
        "diff_moved_example": "is nu een voorbeeldvraag van een ander feit; het antwoord is hetzelfde",
        "diff_changed_suggestions": "alleen de voorgestelde vragen eronder zijn anders (--format json toont ze)",
        "diff_better": "nu goed volgens dat bestand",
        "diff_worse": "was goed volgens dat bestand",
        "diff_question": "vraag",
        "diff_before": "eerst",
        "diff_after": "nu",
        "diff_fact": "feit",
        "diff_questions": "{count} vragen",
        "diff_left_out": "En nog {count}, waarvoor hier geen plaats is; vraagbaak diff op je eigen computer toont ze.",
        "diff_broken": "**De kennisbank bevat fouten en kan niet worden gebruikt.** Dit moet eerst hersteld worden:",
        "diff_base_errors": "De kennisbank in {base} bevat fouten, dus er is niets om mee te vergelijken:",
        "diff_no_git": "Het programma git ontbreekt. Geef met --base een map met een eerdere kennisbank.",
        "diff_no_repository": (
            "{folder} staat niet in een git-repository. Geef met --knowledge de map die je bewerkt, "
            "of met --base een map met een eerdere kennisbank."
        ),
        "diff_no_revision": (
            "Git kent geen versie {base}, en een map is het ook niet. Bedoel je HEAD, of de naam van een branch? "
            "In een pull request moet de hele geschiedenis zijn opgehaald (fetch-depth: 0)."
        ),
        "diff_not_there": (
            "In {base} stond er nog geen kennisbank in {folder}. Geef met --knowledge de map die je bewerkt, "
            "of met --base een andere versie."
        ),
        "diff_git_failed": "Git kon de versie {base} niet lezen: {said}",
        "propose_none": "Er zijn geen vragen zonder antwoord.",
        "propose_answered_already": "Deze krijgen al antwoord: {questions}.",
        "propose_group": 'Groep {number}: "{question}"',
        "propose_times": "{count} keer gevraagd",
        "propose_also": "Ook: {questions}",
        "propose_understood": "Begrepen: {words}",
        "propose_unknown": 'Onbekend woord: "{word}"',
        "propose_untold": '"{word}" is bekend ({concept}), maar geen feit in de buurt gaat erover',
        "propose_near": "Dichtstbij: {fact} ({label}), {place}",
        "propose_label": '"{word}" wordt een ander woord voor {concept} ({label}), {place}',
        "propose_hidden": '"{word}" telt als verschrijving van {concept} ({label}), {place}',
        "propose_example": '"{question}" wordt een voorbeeldvraag van {fact} ({label}), {place}',
        "propose_fact": 'Een nieuw feit, {fact}. Vul in waar "?" staat:',
        "propose_would": "Dan krijgen {count} van de {all} vragen van de groep antwoord: {told}.",
        "propose_would_not": "Dan krijgt nog geen van de {all} vragen van de groep antwoord.",
        "propose_would_fact": "Met zo'n feit krijgen {count} van de {all} vragen van de groep antwoord.",
        "propose_others_none": "Andere vragen die veranderen: 0.",
        "propose_others": "Andere vragen die veranderen: {count} ({counts}).",
        "propose_collision": 'Let op: "{word}" hoort in het {language} al bij {other} ({place}).',
        "propose_move": "Een woord kan maar een ding betekenen: haal het daar eerst weg.",
        "propose_in_vain": "Geprobeerd, maar zonder antwoord: {names}.",
        "propose_nothing": "Hier weet ik geen voorstel voor. Met --concept geef je zelf een begrip op om te proberen.",
        "propose_caution": (
            "Kies een woord alleen als het hetzelfde betekent, of een soort ervan is: "
            "anders geeft de bot een cijfer over iets anders."
        ),
        "propose_how": "Opschrijven: dezelfde opdracht met --write en het nummer.",
        "propose_ask": "Welk nummer opschrijven? Of een ander begrip om te proberen; Enter: niets. ",
        "propose_sure": "Opschrijven in {place}? (ja/nee) ",
        "propose_yes": "ja j yes y",
        "propose_not_written": "Er is niets opgeschreven.",
        "propose_written": "Opgeschreven in {place}.",
        "propose_no_number": "Er is geen voorstel {number}.",
        "propose_refused": "Voorstel {number} is niet opgeschreven: het geeft geen antwoord, of botst met een begrip.",
        "propose_would_break": "Er is niets opgeschreven, want dan zou dit niet meer kloppen:",
        "propose_changed": "{path} is intussen veranderd. Begin opnieuw.",
        "propose_no_concept": 'Er is geen begrip "{name}".',
        "propose_source": "Stel een vraag, of geef een bestand met --questions, maar niet allebei.",
        "propose_new": "Opschrijven gaat met deze vragen en antwoorden; wat nog ontbreekt wordt gevraagd:",
        "propose_cannot": "Dat kan niet in het bestand. {reason}",
        "propose_checking": "De hele kennisbank wordt nagekeken ...",
        "store_no_token": (
            "Zet het token van de Telegram-bot in {variable}: daarmee is bewaard wat er gevraagd is. "
            'Of stel zelf een vraag: vraagbaak propose "..."'
        ),
        "store_not_there": (
            "De bot heeft nog niets bewaard in {path}. "
            'Stel zelf een vraag (vraagbaak propose "...") of geef een bestand met --questions.'
        ),
    },
    "en": {
        "diff_compared": "Compared with {base}:",
        "diff_compared_with": "Compared with {base}.",
        "asking": "Asking all questions; this takes a while ...",
        "diff_title": "Vraagbaak: what this change does to the answers",
        "diff_facts_added": "facts added ({count}):",
        "diff_facts_removed": "facts removed ({count}):",
        "diff_facts_changed": "facts changed ({count}):",
        "diff_concepts_added": "concepts added ({count}):",
        "diff_concepts_removed": "concepts removed ({count}):",
        "diff_concepts_changed": "concepts changed ({count}):",
        "diff_sources_added": "sources added ({count}):",
        "diff_sources_removed": "sources removed ({count}):",
        "diff_sources_changed": "sources changed ({count}):",
        "diff_more": "and {count} more",
        "diff_no_change": "No change: all {asked} questions get the same answer.",
        "diff_same_answers": "All {asked} questions get the same answer.",
        "diff_summary": "Something changes for {changed} of {asked} questions: {counts}.",
        "diff_failed": "Not allowed by --fail-on: {counts}.",
        "diff_new_false_answer": "gets an answer, but the knowledge base holds none",
        "diff_lost_answer": "got an answer, and no longer does",
        "diff_changed_fact": "gets another fact",
        "diff_changed_figure": "gets another value, unit or period",
        "diff_changed_population": "tells otherwise what or who was counted",
        "diff_changed_citation": "names another source, or names it otherwise",
        "diff_changed_kind": "gets another kind of reply, but no answer before or after",
        "diff_changed_text": "says the same in other words",
        "diff_newer_figure": "gets the figure of a new period; the earlier figures still stand",
        "diff_new_answer": "gets an answer now",
        "diff_removed_false_answer": "wrongly got an answer, and no longer does",
        "diff_moved_example": "is an example question of another fact now; the answer is the same",
        "diff_changed_suggestions": "only the questions suggested below differ (--format json shows them)",
        "diff_better": "right now by that file",
        "diff_worse": "was right by that file",
        "diff_question": "question",
        "diff_before": "before",
        "diff_after": "now",
        "diff_fact": "fact",
        "diff_questions": "{count} questions",
        "diff_left_out": "And {count} more, for which there is no room; vraagbaak diff on your computer shows them.",
        "diff_broken": "**The knowledge base has errors and cannot be used.** First mend these:",
        "diff_base_errors": "The knowledge base in {base} has errors, so there is nothing to compare with:",
        "diff_no_git": "The program git is missing. Give --base a folder with an earlier knowledge base.",
        "diff_no_repository": (
            "{folder} is in no git repository. Name the folder that you edit with --knowledge, "
            "or a folder with an earlier knowledge base with --base."
        ),
        "diff_no_revision": (
            "Git knows no version {base}, and it is no folder either. Did you mean HEAD, or the name of a branch? "
            "In a pull request, the whole history has to be fetched (fetch-depth: 0)."
        ),
        "diff_not_there": (
            "In {base} there was no knowledge base in {folder} yet. Name the folder that you edit with --knowledge, "
            "or another version with --base."
        ),
        "diff_git_failed": "Git could not read the version {base}: {said}",
        "propose_none": "There are no questions without an answer.",
        "propose_answered_already": "These are answered already: {questions}.",
        "propose_group": 'Group {number}: "{question}"',
        "propose_times": "asked {count} times",
        "propose_also": "Also: {questions}",
        "propose_understood": "Understood: {words}",
        "propose_unknown": 'Unknown word: "{word}"',
        "propose_untold": '"{word}" is known ({concept}), but no fact nearby is about it',
        "propose_near": "Nearest: {fact} ({label}), {place}",
        "propose_label": '"{word}" becomes another word for {concept} ({label}), {place}',
        "propose_hidden": '"{word}" counts as a misspelling of {concept} ({label}), {place}',
        "propose_example": '"{question}" becomes an example question of {fact} ({label}), {place}',
        "propose_fact": 'A new fact, {fact}. Fill in where it says "?":',
        "propose_would": "Then {count} of the {all} questions of the group would be answered: {told}.",
        "propose_would_not": "Then none of the {all} questions of the group would be answered yet.",
        "propose_would_fact": "With such a fact {count} of the {all} questions of the group would be answered.",
        "propose_others_none": "Other questions that would change: 0.",
        "propose_others": "Other questions that would change: {count} ({counts}).",
        "propose_collision": 'Mind: in {language}, "{word}" already belongs to {other} ({place}).',
        "propose_move": "A word can mean only one thing: first take it away there.",
        "propose_in_vain": "Tried, but without an answer: {names}.",
        "propose_nothing": "I have no proposal for this. With --concept you name a concept to be tried.",
        "propose_caution": (
            "Choose a word only if it means the same, or is a kind of it: "
            "otherwise the bot gives a figure about something else."
        ),
        "propose_how": "To write one: the same command with --write and its number.",
        "propose_ask": "Which number to write? Or another concept to try; Enter: none. ",
        "propose_sure": "Write it into {place}? (yes/no) ",
        "propose_yes": "yes y ja j",
        "propose_not_written": "Nothing was written.",
        "propose_written": "Written into {place}.",
        "propose_no_number": "There is no proposal {number}.",
        "propose_refused": "Proposal {number} was not written: it gives no answer, or collides with another concept.",
        "propose_would_break": "Nothing was written, because this would no longer be right:",
        "propose_changed": "{path} has changed meanwhile. Begin again.",
        "propose_no_concept": 'There is no concept "{name}".',
        "propose_source": "Ask a question, or name a file with --questions, but not both.",
        "propose_new": "It is written with these questions and answers; what is still missing is asked:",
        "propose_cannot": "The file cannot take it. {reason}",
        "propose_checking": "Checking the whole knowledge base ...",
        "store_no_token": (
            "Put the token of the Telegram bot in {variable}: what was asked is sealed with it. "
            'Or ask a question yourself: vraagbaak propose "..."'
        ),
        "store_not_there": (
            "The bot has kept nothing in {path} yet. "
            'Ask a question yourself (vraagbaak propose "...") or name a file with --questions.'
        ),
    },
}


def text(language: str, name: str, /, **fields: object) -> str:
    """Return one of the texts, in Dutch for a language that is not spoken here. The fields may hold anything."""
    shown = {key: visible(str(value)) for key, value in fields.items()}
    return TEXTS.get(language, TEXTS[DEFAULT_LANGUAGE])[name].format(**shown)
