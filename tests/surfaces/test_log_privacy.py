"""What reaches a log while the bot runs."""

import logging

import pytest

from bot.surfaces.log_privacy import HIDDEN, describe, private_logs

TOKEN = "123456789:AAsecret"


class Unwritable:
    """An object that a log cannot write."""

    def __str__(self) -> str:
        raise ValueError("no text")


@pytest.mark.parametrize(
    ("message", "arguments", "logged"),
    [
        pytest.param("get /bot%s/getMe", (TOKEN,), f"get /bot{HIDDEN}/getMe", id="in an argument"),
        pytest.param(f"bot {TOKEN} and {TOKEN}", (), f"bot {HIDDEN} and {HIDDEN}", id="in the message"),
        pytest.param("100 % of %s", (), "100 % of %s", id="a message without arguments is not formatted"),
        pytest.param("a %s", (Unwritable(),), "a message that cannot be written: ValueError at", id="unwritable"),
    ],
)
def test_the_token_is_hidden(
    message: str, arguments: tuple[object, ...], logged: str, caplog: pytest.LogCaptureFixture
) -> None:
    with private_logs(TOKEN):
        logging.getLogger("anyone").warning(message, *arguments)
    assert caplog.messages[0].startswith(logged)
    assert TOKEN not in caplog.text


def test_a_traceback_becomes_a_type_and_a_place(caplog: pytest.LogCaptureFixture) -> None:
    """The text of an error may quote the user, and its lines of code say nothing to an operator."""
    with private_logs(TOKEN):
        try:
            raise KeyError(f"{TOKEN} or what Ada asked")
        except KeyError:
            logging.getLogger("anyone").exception("It failed")
    assert caplog.messages[0].startswith("It failed (KeyError at test_log_privacy.py:")
    assert not any(words in caplog.text for words in (TOKEN, "Ada", "Traceback"))


@pytest.mark.parametrize(
    ("logger", "level"),
    [
        pytest.param("aiohttp.client", logging.INFO, id="addresses"),
        pytest.param("telegram.Bot", logging.DEBUG, id="messages sent"),
        pytest.param("alembic.runtime.migration", logging.INFO, id="migrations"),
        pytest.param("uvicorn.error", logging.INFO, id="the web server"),
    ],
)
def test_talkative_loggers_are_silent_meanwhile(logger: str, level: int, caplog: pytest.LogCaptureFixture) -> None:
    """Afterwards everything is as it was."""
    caplog.set_level(logging.DEBUG)
    factory = logging.getLogRecordFactory()
    with private_logs(TOKEN):
        logging.getLogger(logger).log(level, "during")
    logging.getLogger(logger).log(level, "after %s", TOKEN)
    assert caplog.messages == [f"after {TOKEN}"]
    assert logging.getLogRecordFactory() is factory


def test_a_level_that_is_stricter_stays(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR, "aiohttp")
    with private_logs(TOKEN):
        assert logging.getLogger("aiohttp").level == logging.ERROR


@pytest.mark.parametrize(
    ("error", "described"),
    [
        pytest.param(None, "unknown error", id="none"),
        pytest.param(ValueError("secret"), "ValueError", id="never raised"),
    ],
)
def test_an_error_is_described_without_its_words(error: Exception | None, described: str) -> None:
    assert describe(error) == described
