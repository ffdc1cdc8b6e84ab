"""The parameters of a call as they were sent: in the query, and in a form, JSON or multipart body."""

import json
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from tests.fake_telegram.http_server import Request
from tests.fake_telegram.refusals import bad_request

_FILE_NAME = re.compile(rb'filename="([^"]*)"')
_FIELD_NAME = re.compile(rb'\bname="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in a multipart body."""

    file_name: str
    content: bytes


def sent_parameters(request: Request) -> dict[str, object]:
    """Return the parameters; text as it was sent in a form, native values from JSON, files as `Upload`."""
    query = request.target.partition("?")[2]
    sent: dict[str, object] = dict(parse_qsl(query, keep_blank_values=True)) if query else {}
    kind = request.content_type.partition(";")[0].strip().lower()
    if not request.body:
        return sent
    if kind == "application/json":
        sent |= _json(request.body)
    elif kind == "application/x-www-form-urlencoded":
        sent |= _form(request.body)
    elif kind == "multipart/form-data":
        sent |= _multipart(request)
    else:
        raise bad_request(f"a body of type {kind!r} is not read here")
    return sent


def _json(body: bytes) -> dict[str, object]:
    try:
        value = json.loads(body)
    except ValueError as error:
        raise bad_request("can't parse JSON object") from error
    if not isinstance(value, dict):
        raise bad_request("can't parse JSON object: Object expected")
    return {name: item for name, item in value.items() if item is not None}


def _form(body: bytes) -> dict[str, str]:
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict"))
    except UnicodeDecodeError as error:
        raise bad_request("strings must be encoded in UTF-8") from error


def _multipart(request: Request) -> dict[str, object]:
    boundary = re.search(r'boundary="?([^";]+)"?', request.content_type)
    if boundary is None:
        raise bad_request("boundary of the multipart body not found")
    sent: dict[str, object] = {}
    for part in (b"\r\n" + request.body).split(b"\r\n--" + boundary[1].encode())[1:-1]:
        head, separator, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        name = _FIELD_NAME.search(re.sub(_FILE_NAME, b"", head))
        if not separator or name is None:
            raise bad_request("can't parse the multipart body")
        file_name = _FILE_NAME.search(head)
        value = Upload(file_name[1].decode(), content) if file_name else content.decode()
        sent[name[1].decode()] = value
    return sent
