"""The log: one form for people, one for machines, no secret in either, no text of people unless it is wanted."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot.redact import Redactor, Secret
from bot.service.journal import QUIET, hashed, set_up

SECRET = "a-secret-of-the-tests"  # noqa: S105


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """It is."""
        return True


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """The log of the tests is left as it was."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(False)
    for name in (*QUIET, "telegram", "apscheduler"):
        logging.getLogger(name).setLevel(logging.NOTSET)


def logged(stream: io.StringIO, *, with_text: bool = False) -> str:
    """What a few lines become."""
    set_up(stream, "info", Redactor([Secret(SECRET)]), with_text=with_text)
    logging.getLogger("bot.x").info(
        "update", extra={"notes": {"update": 5, "status": "answered", "why": SECRET}}
    )
    logging.getLogger("bot.x").debug("unheard")
    logging.getLogger("httpx").info("POST https://api.telegram.org/bot%s/getMe", SECRET)
    logging.getLogger("telegram.Bot").critical("Error! Received data was %r", [{"text": "我的电话"}])
    try:
        int(SECRET)
    except ValueError:
        logging.getLogger("bot.x").exception("failed")
    return stream.getvalue()


def test_elsewhere_each_line_is_json() -> None:
    """With time, level, logger, message, notes, traceback."""
    lines = [json.loads(line) for line in logged(io.StringIO()).splitlines()]
    assert [line["level"] for line in lines] == ["info", "critical", "error"]
    assert (lines[0]["message"], lines[0]["update"], lines[0]["status"]) == ("update", 5, "answered")
    assert "ValueError" in lines[2]["traceback"]


def test_a_terminal_gets_text() -> None:
    """One line for each record, notes behind."""
    assert "update update=5 status=answered" in logged(Terminal()).splitlines()[0]


@pytest.mark.parametrize("stream", [Terminal, io.StringIO])
def test_no_secret_is_logged(stream: type[io.StringIO]) -> None:
    """Neither in a message, a note nor a traceback; libraries that log addresses are quiet."""
    told = logged(stream())
    assert SECRET not in told
    assert "getMe" not in told


@pytest.mark.parametrize("stream", [Terminal, io.StringIO])
def test_what_people_wrote_is_logged_only_where_wanted(stream: type[io.StringIO]) -> None:
    """Also where the library quotes a whole update."""
    assert "我的电话" not in logged(stream())
    assert "我的电话" in logged(stream(), with_text=True)


def test_a_chat_is_known_again_and_not_found_out() -> None:
    """The same for the same bot, another for another."""
    assert hashed(7, "a") == hashed(7, "a") != hashed(7, "b") != hashed(8, "b")
    assert len(hashed(7, "a")) == 8
