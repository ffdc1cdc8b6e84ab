"""QR codes, for a poster or a slide: whoever points a phone at one opens its link."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Literal

import segno

from bot.kb.writing import write_files

SCALE = 10  # pixels of a PNG, points of an SVG, a module
BORDER = 4  # modules: the quiet zone that the standard asks for (ISO/IEC 18004)


def draw_codes(addresses: Mapping[str, str], folder: str, form: Literal["svg", "png"]) -> None:
    """Write a QR code for each address to `folder/name.form`; the folder is made if need be.

    Error correction is at least of level M, so that a crease or a stain does no harm.
    """
    Path(folder).mkdir(parents=True, exist_ok=True)
    write_files({str(Path(folder) / f"{name}.{form}"): _draw(address, form) for name, address in addresses.items()})


def code_in_page(address: str) -> str:
    """Return a QR code as the address of a picture that stands in a page itself."""
    return segno.make_qr(address, error="m").svg_data_uri(scale=SCALE, border=BORDER)


def _draw(address: str, form: Literal["svg", "png"]) -> bytes:
    file = BytesIO()
    segno.make_qr(address, error="m").save(file, kind=form, scale=SCALE, border=BORDER)
    return file.getvalue()
