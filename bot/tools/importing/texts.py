"""What `vraagbaak import` says, in each language."""

from collections.abc import Mapping

DEFAULT_LANGUAGE = "nl"

TEXTS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "added": "erbij",
        "changed": "anders",
        "unchanged": "al aanwezig",
        "refused": "GEWEIGERD",
        "row": "rij {row}",
        "line": "regel {row}",
        "item": "nummer {row}",
        "file_head": "{file} ({form})",
        "column": "kolom “{column}”: {text}",
        "name_fact": "feit",
        "name_value": "waarde",
        "name_period": "periode",
        "name_period_kind": "soort periode",
        "name_source": "bron",
        "name_other_sources": "andere bronnen",
        "name_via": "gelezen in",
        "name_locator": "vindplaats",
        "name_as_printed": "zoals gedrukt",
        "name_qualifier": "slag om de arm",
        "name_evidence": "bewijs",
        "name_unit": "eenheid",
        "name_preferred": "getoond",
        "name_population_nl": "populatie nl",
        "name_population_en": "populatie en",
        "name_caveat_nl": "kanttekening nl",
        "name_caveat_en": "kanttekening en",
        "difference": "{key}: {old} → {new}",
        "nothing_yet": "(leeg)",
        "no_period_word": "zonder periode",
        "unchanged_count": "{count} stonden er al, zonder verschil.",
        "counts": "{added} erbij, {changed} anders, {unchanged} al aanwezig, {refused} geweigerd.",
        "dry_run": "Er is nog niets geschreven. Klopt het, geef dan dezelfde opdracht met --write.",
        "dry_run_nothing": "Er is niets om te schrijven.",
        "dry_run_update": "Wat anders is, blijft zoals het is; met --update neem je het over.",
        "refused_all": (
            "Er is niets geschreven: eerst moet alles kloppen. Herstel wat geweigerd is en probeer het "
            "opnieuw."
        ),
        "written": "Geschreven in: {files}.",
        "rules": "Samen met wat er al is, klopt dit niet (regels van vraagbaak check):",
        "knowledge_first": "De kennisbank zelf heeft nog fouten. Herstel die eerst; vraagbaak check toont ze alle:",
        "rule": "{what} {mend}",
        "file_missing": "{file} is er niet, of is niet te lezen ({reason}).",
        "not_written": "Er is niets geschreven: {file} kan niet worden geschreven ({reason}).",
        "changed_meanwhile": (
            "Er is niets geschreven: {file} is intussen door iemand anders gewijzigd. Geef de opdracht nog eens."
        ),
        "into_unknown": "{file} is geen bestand van de kennisbank. Kies uit: {files}.",
        "insertion": "Hier is geen plaats voor in {file}: {reason}",
        "too_large": "Het bestand is groter dan {most} MB. Verdeel het over meer bestanden.",
        "file_empty": "Het bestand is leeg.",
        "old_excel": "Dit is een bestand van een oude Excel (.xls). Sla het op als .xlsx.",
        "no_spreadsheet": "Dit is geen spreadsheet, of hij is beschadigd. Open hem en sla hem opnieuw op.",
        "sheet_broken": "De spreadsheet is beschadigd of heeft een wachtwoord. Open hem en sla hem opnieuw op.",
        "form_unknown": "Ik zie niet wat voor bestand dit is. Zeg het met --format: {forms}.",
        "form_misfit": "Dit is geen {form}. Laat --format weg, of kies een andere vorm.",
        "no_text": "Dit is geen tekstbestand. Exporteer het opnieuw, als UTF-8.",
        "too_many_rows": "De tabel heeft meer dan {most} rijen. Verdeel hem over meer bestanden.",
        "csv_broken": "De tabel is niet te lezen: een aanhalingsteken wordt niet gesloten. Sla hem opnieuw op als CSV.",
        "table_empty": "De tabel heeft geen rijen onder de kopregel.",
        "column_missing": (
            "De kolom “{column}” ontbreekt. De eerste rij moet de namen van de kolommen hebben, zoals: "
            "feit, waarde, periode, bron, bewijs."
        ),
        "column_twice": "De kolom “{column}” staat er twee keer. Houd er één.",
        "column_unknown": "De kolom “{column}” ken ik niet; die is niet gelezen.",
        "column_nearest": "De kolom “{column}” ken ik niet. Bedoel je “{near}”? Geef hem die naam, of haal hem weg.",
        "columns_shown_only": "Deze kolommen horen niet bij een cijfer en zijn niet gelezen: {columns}.",
        "read_as_windows": "Het bestand is geen UTF-8; het is gelezen als Windows-1252. Kijk of de accenten kloppen.",
        "nothing_found": "Er staat geen enkele bron in dit bestand.",
        "json_broken": "Hier is het geen JSON meer. Exporteer het opnieuw, als CSL JSON.",
        "json_no_items": "Dit is geen lijst van bronnen. Exporteer het opnieuw, als CSL JSON.",
        "json_no_item": "Dit is geen bron. Exporteer het opnieuw, als CSL JSON.",
        "json_no_text": "“{key}” is geen tekst. Exporteer het opnieuw, als CSL JSON.",
        "json_no_names": "De auteurs zijn geen lijst van namen. Exporteer het opnieuw, als CSL JSON.",
        "bibtex_broken": (
            "Deze bron is niet te lezen: een accolade, aanhalingsteken of komma ontbreekt, of een veld staat er twee "
            "keer. Exporteer het opnieuw, als BibTeX."
        ),
        "key_twice": "De sleutel “{key}” staat er twee keer. Geef een van de twee een andere.",
        "ris_open": "Deze bron heeft geen einde (“ER  - ”). Exporteer het opnieuw, als RIS.",
        "ris_stray": "Hier zou een bron moeten beginnen (“TY  - ”). Exporteer het opnieuw, als RIS.",
        "source_nameless": "De bron heeft geen titel, auteur of uitgever. Vul aan wat je weet.",
        "source_several": "Dit kan elk van deze bronnen zijn: {ids}. Geef de bron in het bestand de id van de goede.",
        "source_twice": "Deze bron staat ook in rij of regel {row}.",
        "no_address": "“{text}” is geen webadres. Begin het met https://.",
        "cited_as_proposed": (
            "aangehaald als “{cited_as}”: dat is een voorstel. Kijk hoe het document de bron aanhaalt, en neem "
            "dat over."
        ),
        "other_edition": "Op hetzelfde adres staat al {id}, van {year}; dit wordt een andere uitgave.",
        "perhaps_untitled": (
            "Van dezelfde auteur en uit hetzelfde jaar is er al zonder titel: {ids}. Is het die? Geef hem dan die id."
        ),
        "source_unused": "Nog geen feit noemt deze bron; vraagbaak check zegt dat tot er een cijfer bij staat.",
        "date_as_year": "De datum “{text}” is overgenomen als {year}.",
        "date_unknown": "De datum “{text}” is geen jaar en geen datum, en is weggelaten.",
        "language_unknown": "De taal “{text}” ken ik niet; die is weggelaten.",
        "fact_missing": "De id van het feit ontbreekt.",
        "fact_unknown": "“{fact}” is geen feit. vraagbaak export --format csv toont alle ids.",
        "fact_unknown_near": "“{fact}” is geen feit. Bedoel je “{near}”?",
        "fact_no_figure": "“{fact}” heeft geen cijfers (soort: {kind}). Maak er een nieuw feit voor.",
        "source_missing": "De bron ontbreekt. Noem de id van een bron.",
        "source_unknown": "“{source}” is geen bron. Lees de bron eerst in, of voeg hem toe.",
        "source_unknown_near": "“{source}” is geen bron. Bedoel je “{near}”? Anders: lees de bron eerst in.",
        "value_missing": (
            "De waarde ontbreekt. Staat er een formule, open het bestand dan in het rekenprogramma en sla het op."
        ),
        "no_number": (
            "“{text}” is geen getal. Schrijf alleen cijfers, zoals 26 of 12,5; woorden horen bij “zoals "
            "gedrukt”."
        ),
        "not_whole": "“{text}” is geen heel getal, en dit feit telt hele dingen. Kijk de waarde na, of het feit.",
        "no_share": "“{text}” is een percentage, maar het feit telt in {unit}. Is dit het goede feit?",
        "two_numbers": (
            "“{text}” kan {large} zijn of {small}. Schrijf {large}, of vul bij “zoals gedrukt” in wat de bron drukt."
        ),
        "share_or_fraction": (
            "{text} is minder dan 1 procent. Bedoel je {share}? Schrijf dat dan zo; klopt {text}, vul dan bij "
            "“zoals gedrukt” in wat de bron drukt."
        ),
        "beyond_highest": "{value} is meer dan kan: het feit telt van 0 tot {highest}. Kijk de waarde na.",
        "below_zero": "{value} is minder dan nul. Kijk de waarde na.",
        "not_printed": "De bron drukt “{printed}”, en dat is niet {value}. Kijk na welke van de twee klopt.",
        "value_differs": (
            "Voor {period} staat er al {old} uit dezelfde bron, en hier {new}. Is de bron verbeterd, geef dan "
            "--update; "
            "anders klopt de periode, de bron of het feit niet."
        ),
        "period_taken": (
            "Voor {period} staat er al {value}, uit {source}. Wil je ze allebei bewaren, schrijf dan bij “getoond” nee."
        ),
        "row_twice": "Dit cijfer staat ook in {file}, rij {row}. Houd er één.",
        "no_period": (
            "“{text}” is geen periode. Schrijf een jaar (2023), een schooljaar (2023-2024) of een dag "
            "(2024-06-30)."
        ),
        "period_is_date": (
            "De spreadsheet heeft hier een datum van gemaakt ({day}). Typ de periode als tekst, met een ' ervoor: "
            "'2023-2024; is het echt een dag, schrijf dan bij “soort periode” peildatum."
        ),
        "period_is_serial": (
            "{text} is geen jaar; zo schrijft een spreadsheet de dag {day}. Typ de periode als tekst, met een ' ervoor."
        ),
        "month_or_years": "“{text}” kan een maand zijn of een schooljaar. Schrijf voor het schooljaar {years}.",
        "two_days": "“{text}” kan {one} zijn of {two}. Schrijf de dag zo.",
        "no_choice": "“{text}” kan hier niet staan. Kies uit: {choices}.",
        "no_yes_or_no": "“{text}” kan hier niet staan. Schrijf ja of nee.",
        "kind_misfit": "De periode {period} is geen schooljaar. Schrijf bijvoorbeeld 2023-2024.",
        "unit_misfit": "“{unit}” past niet: {fact} telt in {known}. Is dit het goede feit?",
        "evidence_missing": (
            "Het bewijs ontbreekt. Noem woorden die samen in één zin van het document staan, met ; ertussen: "
            "26%; bedrijven."
        ),
        "language_missing": "De tekst in de taal “{language}” ontbreekt. Vul hem aan.",
        "cell_fault": "De spreadsheet toont hier een fout ({text}). Herstel de formule, of typ de waarde.",
    },
    "en": {
        "added": "new",
        "changed": "changed",
        "unchanged": "no change",
        "refused": "REFUSED",
        "row": "row {row}",
        "line": "line {row}",
        "item": "number {row}",
        "file_head": "{file} ({form})",
        "column": "column “{column}”: {text}",
        "name_fact": "fact",
        "name_value": "value",
        "name_period": "period",
        "name_period_kind": "kind of period",
        "name_source": "source",
        "name_other_sources": "other sources",
        "name_via": "read in",
        "name_locator": "locator",
        "name_as_printed": "as printed",
        "name_qualifier": "qualifier",
        "name_evidence": "evidence",
        "name_unit": "unit",
        "name_preferred": "shown",
        "name_population_nl": "population nl",
        "name_population_en": "population en",
        "name_caveat_nl": "caveat nl",
        "name_caveat_en": "caveat en",
        "difference": "{key}: {old} → {new}",
        "nothing_yet": "(empty)",
        "no_period_word": "without a period",
        "unchanged_count": "{count} were there already, without a difference.",
        "counts": "{added} new, {changed} changed, {unchanged} no change, {refused} refused.",
        "dry_run": "Nothing is written yet. If this is right, give the same command with --write.",
        "dry_run_nothing": "There is nothing to write.",
        "dry_run_update": "What has changed stays as it is; with --update it is taken over.",
        "refused_all": "Nothing is written: all of it has to be right first. Mend what is refused and try again.",
        "written": "Written to: {files}.",
        "rules": "Together with what is there already, this is not right (rules of vraagbaak check):",
        "knowledge_first": (
            "The knowledge base itself still has errors. Mend those first; vraagbaak check shows them "
            "all:"
        ),
        "rule": "{what} {mend}",
        "file_missing": "{file} is not there, or cannot be read ({reason}).",
        "not_written": "Nothing is written: {file} cannot be written ({reason}).",
        "changed_meanwhile": "Nothing is written: somebody else has changed {file} meanwhile. Give the command again.",
        "into_unknown": "{file} is no file of the knowledge base. Choose from: {files}.",
        "insertion": "There is no place for this in {file}: {reason}",
        "too_large": "The file is larger than {most} MB. Divide it over several files.",
        "file_empty": "The file is empty.",
        "old_excel": "This is a file of an old Excel (.xls). Save it as .xlsx.",
        "no_spreadsheet": "This is no spreadsheet, or it is damaged. Open it and save it again.",
        "sheet_broken": "The spreadsheet is damaged or has a password. Open it and save it again.",
        "form_unknown": "I cannot see what kind of file this is. Say it with --format: {forms}.",
        "form_misfit": "This is no {form}. Leave out --format, or choose another form.",
        "no_text": "This is no text file. Export it again, as UTF-8.",
        "too_many_rows": "The table has more than {most} rows. Divide it over several files.",
        "csv_broken": "The table cannot be read: a quotation mark is not closed. Save it as CSV again.",
        "table_empty": "The table has no rows below its heading.",
        "column_missing": (
            "The column “{column}” is missing. The first row has to hold the names of the columns, such as: "
            "fact, value, period, source, evidence."
        ),
        "column_twice": "The column “{column}” is there twice. Keep one.",
        "column_unknown": "I do not know the column “{column}”; it was not read.",
        "column_nearest": "I do not know the column “{column}”. Did you mean “{near}”? Call it that, or take it away.",
        "columns_shown_only": "These columns are no part of a figure and were not read: {columns}.",
        "read_as_windows": "The file is no UTF-8; it was read as Windows-1252. See whether the accents are right.",
        "nothing_found": "There is not a single source in this file.",
        "json_broken": "From here on this is no JSON. Export it again, as CSL JSON.",
        "json_no_items": "This is no list of sources. Export it again, as CSL JSON.",
        "json_no_item": "This is no source. Export it again, as CSL JSON.",
        "json_no_text": "“{key}” is no text. Export it again, as CSL JSON.",
        "json_no_names": "The authors are no list of names. Export it again, as CSL JSON.",
        "bibtex_broken": (
            "This source cannot be read: a brace, quotation mark or comma is missing, or a field is there twice. "
            "Export it again, as BibTeX."
        ),
        "key_twice": "The key “{key}” is there twice. Give one of the two another.",
        "ris_open": "This source has no end (“ER  - ”). Export it again, as RIS.",
        "ris_stray": "A source should begin here (“TY  - ”). Export it again, as RIS.",
        "source_nameless": "The source has no title, author or publisher. Fill in what you know.",
        "source_several": (
            "This may be any of these sources: {ids}. Give the source in the file the id of the right "
            "one."
        ),
        "source_twice": "This source stands in row or line {row} as well.",
        "no_address": "“{text}” is no web address. Begin it with https://.",
        "cited_as_proposed": (
            "cited as “{cited_as}”: that is a proposal. See how the document cites the source, and take that over."
        ),
        "other_edition": "At the same address there is {id} already, of {year}; this becomes another edition.",
        "perhaps_untitled": (
            "By the same author and of the same year there is, without a title: {ids}. Is it that one? Then give "
            "it that id."
        ),
        "source_unused": "No fact cites this source yet; vraagbaak check says so until it has a figure.",
        "date_as_year": "The date “{text}” was taken over as {year}.",
        "date_unknown": "The date “{text}” is no year and no date, and was left out.",
        "language_unknown": "I do not know the language “{text}”; it was left out.",
        "fact_missing": "The id of the fact is missing.",
        "fact_unknown": "“{fact}” is no fact. vraagbaak export --format csv shows all ids.",
        "fact_unknown_near": "“{fact}” is no fact. Did you mean “{near}”?",
        "fact_no_figure": "“{fact}” has no figures (kind: {kind}). Make a new fact for it.",
        "source_missing": "The source is missing. Name the id of a source.",
        "source_unknown": "“{source}” is no source. Import the source first, or add it.",
        "source_unknown_near": "“{source}” is no source. Did you mean “{near}”? Otherwise, import the source first.",
        "value_missing": (
            "The value is missing. If there is a formula, open the file in the spreadsheet program and save it."
        ),
        "no_number": "“{text}” is no number. Write digits only, such as 26 or 12.5; words belong in “as printed”.",
        "not_whole": "“{text}” is no whole number, and this fact counts whole things. Look up the value, or the fact.",
        "no_share": "“{text}” is a percentage, but the fact counts in {unit}. Is this the right fact?",
        "two_numbers": (
            "“{text}” may be {large} or {small}. Write {large}, or fill in what the source prints in “as printed”."
        ),
        "share_or_fraction": (
            "{text} is less than 1 percent. Did you mean {share}? Then write it so; if {text} is right, fill in what "
            "the source prints in “as printed”."
        ),
        "beyond_highest": "{value} is more than it can be: the fact counts from 0 to {highest}. Look the value up.",
        "below_zero": "{value} is less than nothing. Look the value up.",
        "not_printed": "The source prints “{printed}”, which is not {value}. Look up which of the two is right.",
        "value_differs": (
            "For {period} there is {old} already, by the same source, and here {new}. If the source was "
            "corrected, give "
            "--update; otherwise the period, the source or the fact is not right."
        ),
        "period_taken": (
            "For {period} there is {value} already, by {source}. To keep both, write no in the column “shown”."
        ),
        "row_twice": "This figure stands in {file}, row {row} as well. Keep one.",
        "no_period": "“{text}” is no period. Write a year (2023), a school year (2023-2024) or a day (2024-06-30).",
        "period_is_date": (
            "The spreadsheet made a date of this ({day}). Type the period as text, with a ' before it: '2023-2024; if "
            "it really is a day, write reference date in the column “kind of period”."
        ),
        "period_is_serial": (
            "{text} is no year; it is how a spreadsheet writes the day {day}. Type the period as text, with a ' "
            "before it."
        ),
        "month_or_years": "“{text}” may be a month or a school year. For the school year, write {years}.",
        "two_days": "“{text}” may be {one} or {two}. Write the day like that.",
        "no_choice": "“{text}” cannot stand here. Choose from: {choices}.",
        "no_yes_or_no": "“{text}” cannot stand here. Write yes or no.",
        "kind_misfit": "The period {period} is no school year. Write for instance 2023-2024.",
        "unit_misfit": "“{unit}” does not fit: {fact} counts in {known}. Is this the right fact?",
        "evidence_missing": (
            "The evidence is missing. Name words that stand together in one sentence of the document, with ; between "
            "them: 26%; businesses."
        ),
        "language_missing": "The text in the language “{language}” is missing. Fill it in.",
        "cell_fault": "The spreadsheet shows a fault here ({text}). Mend the formula, or type the value.",
    },
}  # fmt: skip


def text(language: str, name: str, **fields: object) -> str:
    """Return one of the texts, in Dutch for a language that is not spoken here; control characters become "�"."""
    shown = {key: "".join(char if char.isprintable() else "\ufffd" for char in str(one)) for key, one in fields.items()}
    return TEXTS.get(language, TEXTS[DEFAULT_LANGUAGE])[name].format(**shown)
