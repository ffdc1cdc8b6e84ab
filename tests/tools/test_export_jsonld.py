"""The JSON-LD is read by rdflib as any program would read it: as statements in the terms of schema.org."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from bot.core.records.model import KnowledgeBase
from bot.tools.export_jsonld import as_jsonld
from bot.tools.export_tables import find_figures
from tests.tools.exported import LANGUAGES, make_small

SCHEMA = Namespace("https://schema.org/")
PLACE = "https://example.org/figures"

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own


def read(text: str) -> Graph:
    return Graph().parse(data=text, format="json-ld", publicID=PLACE)


def at(name: str) -> URIRef:
    return URIRef(f"{PLACE}#{name}")


@pytest.fixture
def small(tmp_path: Path) -> Graph:
    return read(as_jsonld(make_small(tmp_path), LANGUAGES))


def test_every_figure_is_an_observation_of_the_dataset(knowledge: KnowledgeBase) -> None:
    """With its value, what it measures, and a source that the document describes."""
    graph = read(as_jsonld(knowledge, LANGUAGES))
    figures = find_figures(knowledge)
    assert (at("figures"), RDF.type, SCHEMA.Dataset) in graph
    assert set(graph.objects(at("figures"), SCHEMA.hasPart)) == set(graph.subjects(RDF.type, SCHEMA.Observation))
    read_back = {}
    for observation in graph.subjects(RDF.type, SCHEMA.Observation):
        variable = graph.value(observation, SCHEMA.variableMeasured)
        assert (variable, RDF.type, SCHEMA.StatisticalVariable) in graph
        sources = {str(graph.value(source, SCHEMA.alternateName)) for source in graph[observation : SCHEMA.isBasedOn]}
        value = Decimal(str(graph.value(observation, SCHEMA.value).toPython()))
        read_back[str(graph.value(observation, SCHEMA.identifier))] = (
            str(graph.value(variable, SCHEMA.identifier)),
            value,
            sources,
        )
    assert read_back == {
        one.id: (one.fact.id, one.value, {knowledge.sources[source].cited_as for source in one.row.sources})
        for one in figures
    }


def test_one_observation_in_full(small: Graph) -> None:
    """Ids may hold characters that an address may not."""
    figure = at("figure/opening%2Fhours.2019.survey")
    assert small.value(figure, SCHEMA.value).toPython() == 40.5
    assert str(small.value(figure, SCHEMA.unitText)) == "hour"
    assert str(small.value(figure, SCHEMA.unitCode)) == "HUR"
    assert str(small.value(figure, SCHEMA.observationDate)) == "2019-01-01"
    assert str(small.value(figure, SCHEMA.observationPeriod)) == "P1Y"
    assert set(small[figure : SCHEMA.isBasedOn]) == {at("source/survey"), at("source/letter")}
    assert small.value(figure, SCHEMA.subjectOf) == at("source/report")
    about = small.value(figure, SCHEMA.observationAbout)
    assert Literal("libraries, all", lang="en") in set(small[about : SCHEMA.name])
    properties = {
        str(small.value(each, SCHEMA.name)): small.value(each, SCHEMA.value).toPython()
        for each in small[figure : SCHEMA.additionalProperty]
    }
    assert properties == {
        "period": "2019",
        "period_kind": "year",
        "unit": "mean",
        "quantity": "hour",
        "as_printed": "40,50",
        "locator": "p. 3",
        "preferred": True,
    }


def test_what_it_measures_and_where_it_was_published(small: Graph) -> None:
    """The reason of a break stands with the variable; the source has its authors, title and address."""
    variable = at("fact/opening%2Fhours")
    assert Literal("hours open", lang="en") in set(small[variable : SCHEMA.name])
    assert Literal("asked differently; rebuilding", lang="en") in set(small[variable : SCHEMA.description])
    measure = small.value(variable, SCHEMA.measuredProperty)
    assert (measure, RDF.type, SCHEMA.Property) in small
    source = at("source/letter")
    assert (source, RDF.type, SCHEMA.CreativeWork) in small
    assert str(small.value(source, SCHEMA.name)) == 'Reading "aloud", a letter'
    assert small.value(source, SCHEMA.url) == URIRef("https://example.org/letter?a=1&b=2")
    authors = {str(small.value(author, SCHEMA.name) or author) for author in small[source : SCHEMA.author]}
    assert authors == {"A. Vos", "The Club"}


def test_what_is_not_known_is_left_out(small: Graph) -> None:
    """No licence, no day for a figure without a period, no words of a language that was not asked for."""
    assert not list(small[: SCHEMA.license])
    assert small.value(at("figure/opening%2Fhours.undated.survey"), SCHEMA.observationDate) is None
    assert small.value(at("figure/opening%2Fhours.undated.survey"), SCHEMA.maxValue).toPython() == 10


def test_one_language(tmp_path: Path) -> None:
    """Only its texts, and the same figures each time."""
    kb = make_small(tmp_path)
    text = as_jsonld(kb, ("en",))
    assert '"@language": "nl"' not in text
    assert json.loads(text)["inLanguage"] == ["en"]
    assert as_jsonld(kb, ("en",)) == text
