"""Requests end, whatever the network does, and their errors tell whether anything was sent."""

from __future__ import annotations

import asyncio
import gc
import socket
from collections.abc import Iterator

import pytest
from telegram import Bot
from telegram.error import RetryAfter, TelegramError

from bot.traffic.causes import Fate, fate
from bot.traffic.request import PatientRequest
from tests.fake_telegram import FakeTelegram
from tests.proxies import Proxy


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    """A server."""
    with FakeTelegram() as server:
        yield server


def bot(telegram: FakeTelegram, request: PatientRequest, base_url: str = "") -> Bot:
    """A bot that makes its calls by this request."""
    return Bot(telegram.token, base_url or telegram.base_url, request=request, get_updates_request=request)


def met(telegram: FakeTelegram, base_url: str = "", proxy: str | None = None) -> TelegramError | None:
    """What a message meets."""

    async def send() -> TelegramError | None:
        request = PatientRequest(2, proxy, read=0.3, connect=0.3)
        try:
            await bot(telegram, request, base_url).send_message(7, "x")
        except TelegramError as error:
            return error
        finally:
            await request.shutdown()
        return None

    return asyncio.run(send())


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("lost", Fate.UNCERTAIN), ("cut", Fate.UNCERTAIN), ("frozen", Fate.UNCERTAIN), ("502", Fate.TROUBLED),
        ("500", Fate.TROUBLED), ("429", Fate.LATER), ("400", Fate.REFUSED), ("403", Fate.REFUSED),
    ],
)  # fmt: skip
def test_an_error_means_what_its_cause_says(telegram: FakeTelegram, kind: str, expected: Fate) -> None:
    """What may have been carried out, what was not, what is refused."""
    telegram.fault(kind, seconds=2)
    error = met(telegram)
    assert error
    assert fate(error) is expected
    if isinstance(error, RetryAfter):
        assert error.retry_after


def test_who_is_not_there_got_nothing(telegram: FakeTelegram) -> None:
    """A closed port, and a proxy that is closed."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = f"127.0.0.1:{closed.getsockname()[1]}"
        errors = [met(telegram, f"http://{nobody}/bot"), met(telegram, proxy=f"http://{nobody}"),
                  met(telegram, proxy=f"socks5://{nobody}")]  # fmt: skip
    assert [error and fate(error) for error in errors] == [Fate.UNSENT] * 3


@pytest.mark.parametrize("kind", ["socks5", "http"])
def test_a_proxy_leads_there(telegram: FakeTelegram, kind: str) -> None:
    """Both kinds."""
    with Proxy(kind) as proxy:
        assert met(telegram, proxy=proxy.address) is None
        assert proxy.carried == 1
    assert len(telegram.sent()) == 1


# httpcore forgets the socket of a handshake that was given up; it is closed with the collection.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_silent_socks_proxy_is_left_within_the_deadline(
    telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its handshake has no timeout below; nothing was sent; the next request has a new client."""
    monkeypatch.setattr("bot.traffic.request.SLACK", 0.3)

    async def send(proxy: Proxy) -> tuple[Fate, int]:
        request = PatientRequest(1, proxy.address, read=0.3, connect=0.3)
        proxy.freeze()
        with pytest.raises(TelegramError) as caught:
            await asyncio.wait_for(bot(telegram, request).send_message(7, "x"), 10)
        proxy.thaw()
        await bot(telegram, request).send_message(7, "y")
        await request.shutdown()
        return fate(caught.value), request.renewed

    with Proxy("socks5") as proxy:
        assert asyncio.run(send(proxy)) == (Fate.UNSENT, 1)
    assert [message["text"] for message in telegram.sent()] == ["y"]
    gc.collect()


def test_the_proxy_of_the_environment_is_not_used(
    telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The setting alone counts."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert met(telegram) is None
