"""Calls are repeated by the cause of their errors; each chat waits for itself alone."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator

import pytest
from telegram.error import Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.ext import ExtBot

from bot.traffic import pace
from bot.traffic.pace import Pace
from bot.traffic.pulse import Pulse
from bot.traffic.request import PatientRequest
from bot.traffic.work import CURRENT, Work
from tests.fake_telegram import FakeTelegram, Parameters

Do = Callable[[ExtBot[None]], Awaitable[object]]


@pytest.fixture
def telegram(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTelegram]:
    """A server; pauses between attempts are short."""
    monkeypatch.setattr(pace, "DELAYS", (0.01, 0.02, 0.05))
    with FakeTelegram() as server:
        yield server


def paced(telegram: FakeTelegram, do: Do, base_url: str = "") -> tuple[Pulse, BaseException | object]:
    """What a call gives or raises, and what was counted."""
    pulse = Pulse()

    async def run() -> BaseException | object:
        request = PatientRequest(20, read=0.5, connect=0.5)
        bot: ExtBot[None] = ExtBot(
            telegram.token, base_url or telegram.base_url, request=request, get_updates_request=request,
            rate_limiter=Pace(pulse),
        )  # fmt: skip
        try:
            return await do(bot)
        except TelegramError as error:
            return error
        finally:
            await request.shutdown()

    return pulse, asyncio.run(run())


def statuses(telegram: FakeTelegram) -> list[int]:
    """What the server answered to messages."""
    telegram.wait(lambda: telegram.calls("sendMessage"))
    return [call.status for call in telegram.calls("sendMessage")]


def test_a_trouble_of_the_server_is_met_by_one_more_attempt(telegram: FakeTelegram) -> None:
    """A second 502 in a row is the end of it."""
    telegram.fault(502)
    pulse, sent = paced(telegram, lambda bot: bot.send_message(7, "x"))
    assert not isinstance(sent, BaseException)
    assert statuses(telegram) == [502, 200]
    assert dict(pulse.calls) == {("sendMessage", "troubled"): 1, ("sendMessage", "ok"): 1}
    telegram.fault(502, times=2)
    assert isinstance(paced(telegram, lambda bot: bot.send_message(7, "x"))[1], NetworkError)
    assert statuses(telegram) == [502, 200, 502, 502]


@pytest.mark.parametrize("kind", ["lost", "frozen"])
def test_what_may_have_been_sent_is_not_sent_again(telegram: FakeTelegram, kind: str) -> None:
    """Without its reply a message is uncertain."""
    telegram.fault(kind)
    assert isinstance(paced(telegram, lambda bot: bot.send_message(7, "x"))[1], (NetworkError, TimedOut))
    assert len(telegram.sent()) == (kind == "lost")


def test_what_may_be_repeated_is_repeated(telegram: FakeTelegram) -> None:
    """To set the same commands twice does no harm."""
    telegram.fault("lost", "setMyCommands")
    assert paced(telegram, lambda bot: bot.set_my_commands([("ask", "提问")]))[1] is True
    assert len(telegram.calls("setMyCommands")) == 2


@pytest.mark.parametrize("kind", [400, 403])
def test_a_refusal_is_final(telegram: FakeTelegram, kind: int) -> None:
    """It would be refused again."""
    telegram.fault(kind)
    assert isinstance(paced(telegram, lambda bot: bot.send_message(7, "x"))[1], (Forbidden, NetworkError))
    assert statuses(telegram) == [kind]


def test_a_429_stops_its_own_chat_alone(telegram: FakeTelegram) -> None:
    """That chat waits as long as it was told to; the others do not."""

    def of_chat_1(parameters: Parameters) -> bool:
        return bool(parameters["chat_id"] == 1)

    telegram.fault(429, seconds=1, when=of_chat_1)

    async def send(bot: ExtBot[None]) -> None:
        first = asyncio.create_task(bot.send_message(1, "x"))
        await asyncio.sleep(0.2)
        await asyncio.gather(*(bot.send_message(chat, "x") for chat in range(2, 10)))
        assert not first.done()
        await first

    assert paced(telegram, send)[1] is None
    calls = telegram.calls("sendMessage")
    assert [call.parameters["chat_id"] for call in calls if call.status == 429] == [1]
    assert calls[-1].parameters["chat_id"] == 1
    assert calls[-1].at - calls[0].at >= 1


def test_who_is_told_to_wait_too_long_gives_up_for_now(telegram: FakeTelegram) -> None:
    """The update is tried again when the time has come."""
    telegram.fault(429, seconds=1000)

    async def send(bot: ExtBot[None]) -> float | None:
        work = Work(5, 7, 1, asyncio.Semaphore(0))
        CURRENT.set(work)
        with pytest.raises(RetryAfter):
            await bot.send_message(7, "x")
        return work.again_after

    assert paced(telegram, send)[1] == 1000.0


def test_what_could_not_leave_is_repeated_until_it_can(
    telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until the patience ends; then its update is tried again later."""
    monkeypatch.setattr(pace, "PATIENCE", 0.3)
    closed = "http://127.0.0.1:1/bot"

    async def send(bot: ExtBot[None]) -> float | None:
        work = Work(5, 7, 1, asyncio.Semaphore(0))
        CURRENT.set(work)
        with pytest.raises(NetworkError):
            await bot.send_message(7, "x")
        return work.again_after

    pulse, again_after = paced(telegram, send, closed)
    assert again_after == 60.0
    assert pulse.calls["sendMessage", "unsent"] > 3


def test_a_slot_is_free_while_a_call_waits(telegram: FakeTelegram) -> None:
    """Eight chats that are told to wait do not keep the ninth from its answer."""
    telegram.fault(429, seconds=1)

    async def send(bot: ExtBot[None]) -> bool:
        slots = asyncio.Semaphore(1)
        await slots.acquire()
        CURRENT.set(Work(5, 7, 1, slots))
        sending = asyncio.create_task(bot.send_message(7, "x"))
        await asyncio.sleep(0.4)
        free = not slots.locked()
        await sending
        return free and slots.locked()

    assert paced(telegram, send)[1] is True
