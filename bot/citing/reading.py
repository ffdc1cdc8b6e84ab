"""References out of the text of a file, in each form that reference managers write. Libraries load when used."""

from typing import Literal, get_args

from bot.citing.references import Fault, Reference

ReferenceForm = Literal["csl-json", "bibtex", "ris"]
FORMS: tuple[ReferenceForm, ...] = get_args(ReferenceForm)


def parse_references(text: str, form: ReferenceForm) -> tuple[list[Reference], list[Fault]]:
    """Return the references of a file in the order in which they stand there, and what could not be read."""
    if form == "bibtex":
        from bot.citing.bibtex import parse_bibtex

        return parse_bibtex(text)
    if form == "ris":
        from bot.citing.ris import parse_ris

        return parse_ris(text)
    from bot.citing.csl_json import parse_csl_json

    return parse_csl_json(text)
