"""What a browser or program may keep: it asks whether its copy is still good, and gets no second one while it is."""

from starlette.requests import Request
from starlette.responses import Response

from bot import __version__


def headers_of(version: str) -> dict[str, str]:
    """Return the headers of what changes with the knowledge or the program alone."""
    return {"ETag": f'"{__version__}-{version}"', "Cache-Control": "no-cache"}


def unchanged(request: Request, version: str) -> Response | None:
    """Return the answer to who has this version already; None to who has not. A proxy may have made the tag weak."""
    headers = headers_of(version)
    known = {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}
    return Response(status_code=304, headers=headers) if headers["ETag"] in known else None
