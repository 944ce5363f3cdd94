"""The poll goes on whatever happens, says what it waits for, and never repeats itself too fast."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from telegram import Update

from bot.service.service import Service
from bot.traffic import poll
from tests.fake_telegram import FakeTelegram
from tests.inside import during, until


@pytest.fixture
def telegram(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTelegram]:
    """A server; pauses between attempts are short."""
    monkeypatch.setattr(poll, "DELAYS", (0.01, 0.02))
    with FakeTelegram() as server:
        yield server


async def _answered(telegram: FakeTelegram, user: int) -> None:
    telegram.say("化解率是多少", user)
    await until(telegram, lambda: telegram.sent(user))


@pytest.mark.parametrize("kind", ["502", "500", "429", "409", "400", "403", "cut", "lost"])
def test_the_poll_outlasts_any_trouble(
    telegram: FakeTelegram, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Once it is over, questions are answered; in between it says what it waits for, once."""
    telegram.fault(kind, "getUpdates", times=4, seconds=0.1, description="Conflict: of the test")

    async def ask(service: Service) -> None:
        await _answered(telegram, 7)
        assert service.pulse.poll_age() is not None

    with caplog.at_level(logging.WARNING):
        during(telegram, ask)
    said = [record for record in caplog.records if "waiting for Telegram" in record.getMessage()]
    assert len(said) == 1
    assert telegram.token not in caplog.text


def test_only_what_is_served_is_asked_for(telegram: FakeTelegram) -> None:
    """The list is always named: what was asked for last does not matter."""
    telegram.allowed = ["poll"]
    during(telegram, lambda _: _answered(telegram, 7))
    asked = {tuple(call.parameters["allowed_updates"]) for call in telegram.calls("getUpdates")}
    assert asked == {("message", "edited_message", "callback_query", "inline_query")}


def test_one_unreadable_update_does_not_stop_the_others(telegram: FakeTelegram) -> None:
    """It is confirmed and left out; the batch it came with is answered."""

    async def ask(_: Service) -> None:
        telegram.push("message", {"message_id": "x", "chat": "no chat", "date": "never"})
        await _answered(telegram, 7)
        await until(telegram, lambda: not telegram.pending)

    during(telegram, ask)


def test_another_poller_for_long_ends_the_bot(
    telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two would take turns for ever."""
    monkeypatch.setattr(poll, "CONFLICT_ENDS", 0.05)
    telegram.fault(
        409, "getUpdates", times=1000, description="Conflict: terminated by other getUpdates request"
    )

    async def wait(service: Service) -> None:
        assert "another bot polls" in await service.bot.failed

    during(telegram, wait)


def test_no_poll_follows_a_stop(telegram: FakeTelegram) -> None:
    """It would confirm nothing that is not stored."""

    async def ask(service: Service) -> None:
        await _answered(telegram, 7)
        service.bot.stop()
        assert await service.bot.get_updates() == ()

    during(telegram, ask)


def test_an_update_of_before_that_cannot_be_read_is_left_out(telegram: FakeTelegram) -> None:
    """The inbox of another version does not stop the start."""
    from bot.store.inbox import Inbox

    inbox = Inbox.open("sqlite://")
    inbox.store(1, "no json")
    inbox.store(2, '{"update_id": 2, "message": 5}')
    inbox.store(3, Update(3).to_json())
    seen: list[Any] = []

    async def ask(_: Service) -> None:
        await _answered(telegram, 7)
        await until(telegram, lambda: inbox.depth() == (0, 0.0))
        seen.append(inbox.pending())

    during(telegram, ask, inbox=inbox)
    assert seen == [[]]


def test_the_pulse_ages_between_polls(telegram: FakeTelegram) -> None:
    """An empty poll counts as well."""

    async def wait(service: Service) -> None:
        await _answered(telegram, 7)
        first = service.pulse.last_poll
        telegram.push("message", telegram.message(8, text="你好"))
        await until(telegram, lambda: telegram.sent(8))
        assert first is not None
        assert (service.pulse.last_poll or 0) >= first

    during(telegram, wait)
