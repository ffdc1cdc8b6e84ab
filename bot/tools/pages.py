"""Pages that need nothing else: no network, no script, no other file. The home of Jinja."""

import os

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "templates")


def render(template: str, /, **content: object) -> str:
    """Return a page from one of the templates; what is filled in is escaped, and must be there."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(template).render(**content)
