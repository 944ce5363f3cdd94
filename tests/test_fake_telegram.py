"""The fake server behaves as Telegram does where it matters, else nothing proved with it is proved."""

from __future__ import annotations

import json
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from tests.fake_telegram import FakeTelegram


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    """A server."""
    with FakeTelegram() as server:
        yield server


def call(telegram: FakeTelegram, method: str, **parameters: Any) -> Any:
    """What a method gives; of a refusal its error_code and description."""
    address = f"{telegram.base_url}{telegram.token}/{method}"
    form = {name: one if isinstance(one, str) else json.dumps(one) for name, one in parameters.items()}
    request = urllib.request.Request(address, urllib.parse.urlencode(form).encode())  # noqa: S310 - loopback
    try:
        with urllib.request.urlopen(request, timeout=10) as reply:  # noqa: S310
            return json.load(reply)["result"]
    except urllib.error.HTTPError as refused:
        with refused:
            told = json.load(refused)
        return told["error_code"], told["description"]


def test_an_update_comes_again_until_an_offset_confirms_it(telegram: FakeTelegram) -> None:
    """Confirmed is what is older than the offset; nothing else is forgotten."""
    first, second = telegram.say("一"), telegram.say("二")
    assert [one["update_id"] for one in call(telegram, "getUpdates")] == [first, second]
    assert [one["update_id"] for one in call(telegram, "getUpdates", offset=second)] == [second]
    assert telegram.pending
    assert call(telegram, "getUpdates", offset=second + 1) == []
    assert telegram.pending == []


def test_a_poll_waits_for_news(telegram: FakeTelegram) -> None:
    """An empty poll is held, and answered as soon as something is said."""
    threading.Timer(0.2, telegram.say, ["在吗"]).start()
    began = time.monotonic()
    assert len(call(telegram, "getUpdates", timeout=10)) == 1
    assert 0.1 < time.monotonic() - began < 9


def test_a_second_poller_ends_the_first(telegram: FakeTelegram) -> None:
    """The earlier poll gets 409, the later one goes on."""
    found: list[Any] = []
    first = threading.Thread(target=lambda: found.append(call(telegram, "getUpdates", timeout=10)))
    first.start()
    time.sleep(0.2)
    assert call(telegram, "getUpdates", timeout=0) == []
    first.join(5)
    assert found[0][0] == 409


def test_only_the_kinds_asked_for_are_kept(telegram: FakeTelegram) -> None:
    """The list of the last call that named one holds on."""
    call(telegram, "getUpdates", allowed_updates=["callback_query"])
    telegram.say("一")
    tapped = telegram.tap("x", telegram.message())
    assert [one["update_id"] for one in call(telegram, "getUpdates")] == [tapped]


@pytest.mark.parametrize(
    ("parameters", "why"),
    [
        ({"text": "字" * 4097}, "too long"),
        ({"text": "🀄" * 2049}, "too long"),
        ({"text": " "}, "empty"),
        ({"text": "<b>x", "parse_mode": "HTML"}, "parse entities"),
        ({"text": "<x>x</x>", "parse_mode": "HTML"}, "parse entities"),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "字" * 22}]]}},
            "DATA",
        ),
    ],
)
def test_what_telegram_refuses_is_refused(
    telegram: FakeTelegram, parameters: dict[str, Any], why: str
) -> None:
    """Lengths count UTF-16 units and bytes, markup has to close."""
    code, description = call(telegram, "sendMessage", chat_id=7, **parameters)
    assert code == 400
    assert why in description
    assert telegram.sent() == []


def test_a_lost_reply_was_a_message(telegram: FakeTelegram) -> None:
    """Where the reply is lost the message is there; where the request is cut it is not."""
    telegram.fault("lost")
    telegram.fault("cut")
    for _ in range(2):
        with pytest.raises(OSError, match=r".*"):
            call(telegram, "sendMessage", chat_id=7, text="x")
    assert len(telegram.sent()) == 1
    telegram.wait(lambda: [one.status for one in telegram.calls("sendMessage")] == [0, 0])


@pytest.mark.parametrize("kind", [429, 502, 403, 400])
def test_a_fault_meets_as_many_calls_as_wanted(telegram: FakeTelegram, kind: int) -> None:
    """Then all is well again."""
    telegram.fault(kind, seconds=3)
    assert call(telegram, "sendMessage", chat_id=7, text="x")[0] == kind
    assert call(telegram, "sendMessage", chat_id=7, text="x")["message_id"] == 1


def test_a_webhook_is_called_until_it_accepts(telegram: FakeTelegram) -> None:
    """With the secret, one request for each chat at a time, again and again until 2xx."""
    secrets: list[str | None] = []

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            secrets.append(self.headers["X-Telegram-Bot-Api-Secret-Token"])
            self.send_response(200 if len(secrets) > 2 else 500)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/"
        assert call(telegram, "setWebhook", url=url, secret_token="hush")  # noqa: S106
        assert call(telegram, "getUpdates")[0] == 409
        number = telegram.say("一")
        telegram.wait(lambda: not telegram.pending)
        server.shutdown()
    assert secrets == ["hush"] * 3
    assert telegram.deliveries == [(number, 500), (number, 500), (number, 200)]
