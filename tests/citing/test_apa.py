"""References in APA 7, as a reader of Dutch or English expects them."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.citing.apa import apa_text, apa_texts
from bot.core.records.model import Author, KnowledgeBase, Source

CARRIER = "Bibliotheken en samenwerking"
TABLE: Mapping[str, tuple[str, str]] = {
    "kb-2018c": (
        f"Koninklijke Bibliotheek. (2018c). [titel niet bekend], geciteerd in {CARRIER}.",
        f"Koninklijke Bibliotheek. (2018c). [title not known], cited in {CARRIER}.",
    ),
    "kb-2017": (
        f"Koninklijke Bibliotheek. (2017). [titel niet bekend], geciteerd in {CARRIER}.",
        f"Koninklijke Bibliotheek. (2017). [title not known], cited in {CARRIER}.",
    ),
    "van-de-hoek-2019": (
        f"Van de Hoek, & Van de Burgt. (2019). [titel niet bekend], geciteerd in {CARRIER}.",
        f"Van de Hoek, & Van de Burgt. (2019). [title not known], cited in {CARRIER}.",
    ),
    "harteveld-2015": (
        "Harteveld, I., de Klaver, P., & Stroeker, N. (2015). Ondernemerschap in een veranderend subsidiebeleid. "
        "Rapport onderzoek bezuinigingen & cultureel ondernemerschap bibliotheeksector. Panteia, geciteerd in "
        f"{CARRIER}. https://fdocuments.nl/document/rapport-ondernemerschap-in-een-veranderend-subsidiebeleid.html",
        "Harteveld, I., de Klaver, P., & Stroeker, N. (2015). Ondernemerschap in een veranderend subsidiebeleid. "
        "Rapport onderzoek bezuinigingen & cultureel ondernemerschap bibliotheeksector. Panteia, cited in "
        f"{CARRIER}. https://fdocuments.nl/document/rapport-ondernemerschap-in-een-veranderend-subsidiebeleid.html",
    ),
    "bibliotheekblad-2016": (
        f"Bibliotheekblad. (2016). [titel niet bekend], geciteerd in {CARRIER}.",
        f"Bibliotheekblad. (2016). [title not known], cited in {CARRIER}.",
    ),
    "samenwerking": ("Bibliotheken en samenwerking. (z.d.).", "Bibliotheken en samenwerking. (n.d.)."),
    "cbs-82469": (
        "CBS (StatLine). (2022). Openbare bibliotheken; leden, collectie, uitleningen vanaf 1900 (82469NED) [Dataset]. "
        "https://www.cbs.nl/nl-nl/cijfers/detail/82469NED",
        "CBS (StatLine). (2022). Openbare bibliotheken; leden, collectie, uitleningen vanaf 1900 (82469NED) [Data set]."
        " https://www.cbs.nl/nl-nl/cijfers/detail/82469NED",
    ),
    "dbos-monitor": (
        "de Bibliotheek op school. (z.d.). Monitor. https://pro.debibliotheekopschool.nl/monitor.html",
        "de Bibliotheek op school. (n.d.). Monitor. https://pro.debibliotheekopschool.nl/monitor.html",
    ),
    "nltimes-2016": (
        "Number of Dutch library members stabilize. (2016, 22 juli). NL Times. "
        "https://nltimes.nl/2016/07/22/number-dutch-library-members-stabilize",
        "Number of Dutch library members stabilize. (2016, July 22). NL Times. "
        "https://nltimes.nl/2016/07/22/number-dutch-library-members-stabilize",
    ),
    "nieuwsnl-2020-11": (
        "Bibliotheken: groeiende maatschappelijke rol door activiteiten. (2020, 12 november). nieuws.nl. "
        "https://nieuws.nl/algemeen/20201112/bibliotheken-groeiende-maatschappelijke-rol-door-activiteiten/",
        "Bibliotheken: groeiende maatschappelijke rol door activiteiten. (2020, November 12). nieuws.nl. "
        "https://nieuws.nl/algemeen/20201112/bibliotheken-groeiende-maatschappelijke-rol-door-activiteiten/",
    ),
    "nos-2024-09": (
        "Aantal leden bibliotheek opnieuw toegenomen. (2024, september). NOS Nieuws. "
        "https://nos.nl/artikel/2536846-aantal-leden-bibliotheek-opnieuw-toegenomen",
        "Aantal leden bibliotheek opnieuw toegenomen. (2024, September). NOS Nieuws. "
        "https://nos.nl/artikel/2536846-aantal-leden-bibliotheek-opnieuw-toegenomen",
    ),
    "deckers-2022-11": (
        "Deckers, M. (2022, 29 november). Een vijfpuntenplan voor MFO's. markdeckers.net (blog). "
        "https://www.markdeckers.net/2022/11/",
        "Deckers, M. (2022, November 29). Een vijfpuntenplan voor MFO's. markdeckers.net (blog). "
        "https://www.markdeckers.net/2022/11/",
    ),
    "kb-bs-2022": (
        "Van de Burgt, & Klaren. (2023). Dossier Bibliotheekstatistiek 2022. KB, nationale bibliotheek. "
        "https://www.bibliotheeknetwerk.nl/publicaties/dossier-bibliotheekstatistiek-2022",
        "Van de Burgt, & Klaren. (2023). Dossier Bibliotheekstatistiek 2022. KB, nationale bibliotheek. "
        "https://www.bibliotheeknetwerk.nl/publicaties/dossier-bibliotheekstatistiek-2022",
    ),
}


@pytest.mark.parametrize("source", TABLE)
@pytest.mark.parametrize(("language", "column"), [("nl", 0), ("en", 1)])
def test_a_reference(knowledge: KnowledgeBase, source: str, language: str, column: int) -> None:
    """Months, "z.d." and the note follow the language of the reader; names and titles stay as they are."""
    assert apa_text(knowledge.sources[source], knowledge, language) == TABLE[source][column]


def test_several_references_keep_their_order(knowledge: KnowledgeBase) -> None:
    """Each is what it is alone: no source gets a letter because another of the year stands beside it."""
    ids = list(knowledge.sources)
    assert apa_texts(ids[::-1], knowledge, "en") == [
        apa_text(knowledge.sources[id_], knowledge, "en") for id_ in ids[::-1]
    ]


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        pytest.param({"title": "Wat nu?"}, "A. (2020b). Wat nu?", id="a title that ends a sentence"),
        pytest.param({"title": "<i>B</i> & <b"}, "A. (2020b). <i>B</i> & <b.", id="signs of markup"),
        pytest.param({"title": "B", "issued": None}, "A. (z.d.-b). B.", id="a letter without a year"),
        pytest.param({"title": "B", "publisher": "A"}, "A. (2020b). B.", id="published by its author"),
        pytest.param({"title": "B", "type": None}, "A. (2020b). B.", id="of an unknown kind"),
        pytest.param({"title": "B", "author": ()}, "B. (2020b).", id="of nobody"),
    ],
)
def test_a_made_up_reference(knowledge: KnowledgeBase, changes: dict[str, object], text: str) -> None:
    """What is unusual comes out whole too."""
    plain = Source(
        id="A.b",
        cited_as="A, 2020b",
        type="report",
        author=(Author(literal="A"),),
        issued="2020",
        position=knowledge.sources["kb-2017"].position,
    )
    source = replace(plain, **changes)  # type: ignore[arg-type]
    larger = replace(knowledge, sources={**knowledge.sources, source.id: source})
    assert apa_text(source, larger, "nl") == text
