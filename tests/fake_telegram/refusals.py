"""How the server says no."""


class RefusedError(Exception):
    """The server says no: `ok` is false in the response."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters  # retry_after (seconds) or migrate_to_chat_id


def bad_request(description: str) -> RefusedError:
    return RefusedError(400, f"Bad Request: {description}")


def forbidden(description: str) -> RefusedError:
    return RefusedError(403, f"Forbidden: {description}")
