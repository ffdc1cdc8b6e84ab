"""The figures as a Data Package (datapackage.org): tables of figures, sources and breaks, and what they hold."""

import json
from pathlib import Path
from typing import Any

from bot.core.records.model import KnowledgeBase
from bot.kb.writing import write_files
from bot.tools.export_columns import BREAKS, FIGURES, SOURCES, Column, choose, in_languages, said
from bot.tools.export_tables import Row, as_csv, break_rows, figure_row, find_figures, find_sources, source_row

NAME = "vraagbaak-figures"
DESCRIPTION_FILE = "datapackage.json"
TABLES = {
    "figures": FIGURES,
    "sources": SOURCES,
    "breaks": BREAKS,
}
POINTS_TO = {
    "figures": (("source", "sources", "id"), ("via", "sources", "id")),
    "sources": (),
    "breaks": (("fact", "figures", "fact"),),
}


class NotOursError(Exception):
    """The folder holds something else, which must not be overwritten."""


def write_package(kb: KnowledgeBase, folder: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Write the package into a folder that is new, empty, or holds an earlier one; return the names of the files.

    Raises:
        NotOursError: There is something else.
        OSError: The folder cannot be written.
    """
    place = Path(folder)
    if place.exists() and not _is_free(place):
        raise NotOursError(folder)
    place.mkdir(parents=True, exist_ok=True)
    files = make_package(kb, languages)
    write_files({str(place / name): text.encode() for name, text in files.items()})
    return tuple(files)


def _is_free(place: Path) -> bool:
    if not place.is_dir():
        return False
    if not any(place.iterdir()):
        return True
    try:
        known = json.loads((place / DESCRIPTION_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(known, dict) and known.get("name") == NAME


def make_package(kb: KnowledgeBase, languages: tuple[str, ...]) -> dict[str, str]:
    """Return the content of each file by name, the description last: it is whole only when they are all there."""
    figures = find_figures(kb)
    rows: dict[str, list[Row]] = {
        "figures": [figure_row(one) for one in figures],
        "sources": [source_row(source) for source in find_sources(kb, figures)],
        "breaks": break_rows(figures),
    }
    files = {f"{name}.csv": as_csv(choose(columns, languages), rows[name]) for name, columns in TABLES.items()}
    package = {
        "profile": "tabular-data-package",
        "name": NAME,
        "title": in_languages(said("title"), languages),
        "description": in_languages(said("says"), languages),
        "resources": [_resource(name, languages) for name in TABLES],
    }
    return {**files, DESCRIPTION_FILE: json.dumps(package, ensure_ascii=False, indent=2) + "\n"}


def _resource(name: str, languages: tuple[str, ...]) -> dict[str, Any]:
    columns = TABLES[name]
    schema: dict[str, Any] = {
        "fields": [_field(column, languages) for column in choose(columns, languages)],
        "missingValues": [""],
    }
    if any(column.constraints.get("unique") for column in columns):
        schema["primaryKey"] = "id"
    if POINTS_TO[name]:
        schema["foreignKeys"] = [
            {"fields": field, "reference": {"resource": table, "fields": other}}
            for field, table, other in POINTS_TO[name]
        ]
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "title": in_languages(said(name), languages),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: Column, languages: tuple[str, ...]) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.kind,
        "title": in_languages(column.title, languages),
        "description": in_languages(column.says, languages),
    }
    return {**field, "constraints": dict(column.constraints)} if column.constraints else field
