"""Updates are stored before they are acknowledged, worked on eight at once, and each chat's in its order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.service.service import Service
from bot.store.inbox import Inbox
from tests.fake_telegram import FakeTelegram
from tests.inside import during, until
from tests.serving import answers, ask_many


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    """A server."""
    with FakeTelegram() as server:
        yield server


def test_eight_chats_are_answered_at_once(telegram: FakeTelegram) -> None:
    """And no more."""
    telegram.delay = 0.1

    async def ask(_: Service) -> None:
        ask_many(telegram, 24)
        await until(telegram, lambda: len(telegram.sent()) == 24)

    during(telegram, ask)
    assert telegram.most_at_once["sendMessage"] == 8


def test_a_chat_is_answered_in_its_order(telegram: FakeTelegram) -> None:
    """One after another, whatever the others do."""
    telegram.delay = 0.02

    async def ask(_: Service) -> None:
        for text in ("化解率是多少", "办结率是多少", "你好"):
            for user in (1, 2, 3):
                telegram.say(text, user)
        await until(telegram, lambda: len(telegram.sent()) == 9)

    during(telegram, ask)
    for user in (1, 2, 3):
        told = [message["text"] for message in telegram.sent(user)]
        assert [text[:3] for text in told] == ["化解率", "办结率", "您好！"]


def test_an_update_that_comes_again_is_answered_once(telegram: FakeTelegram) -> None:
    """The same number is the same update."""

    async def ask(_: Service) -> None:
        message = telegram.message(7, text="化解率是多少")
        telegram.push("message", message, number=50)
        await until(telegram, lambda: telegram.sent(7))
        telegram.push("message", message, number=50)
        telegram.say("化解率是多少", 8)
        await until(telegram, lambda: telegram.sent(8))

    during(telegram, ask)
    assert answers(telegram) == {7: 1, 8: 1}


def test_an_update_is_on_the_disk_before_it_is_confirmed(telegram: FakeTelegram) -> None:
    """When the server forgets it, the inbox has it."""
    inbox = Inbox.open("sqlite://")
    telegram.delay = 0.3
    seen: list[int] = []

    async def ask(_: Service) -> None:
        users = ask_many(telegram, 30)
        await until(telegram, lambda: not telegram.pending)
        seen.append(len(inbox.pending()) + len(telegram.sent()))
        await until(telegram, lambda: len(telegram.sent()) == len(users))

    during(telegram, ask, inbox=inbox)
    assert seen[0] >= 30


def test_a_stop_leaves_what_waits_to_the_next_start(telegram: FakeTelegram) -> None:
    """Nothing is lost, nothing is said twice."""
    telegram.delay = 0.05
    folder_inbox = Inbox.open("sqlite://")

    async def some(_: Service) -> None:
        ask_many(telegram, 60)
        await until(telegram, lambda: len(telegram.sent()) >= 10)

    kept = _Kept(folder_inbox)
    during(telegram, some, inbox=kept)
    assert 10 <= len(telegram.sent()) < 60

    async def rest(_: Service) -> None:
        await until(telegram, lambda: len(answers(telegram)) == 60)

    during(telegram, rest, inbox=kept)
    assert set(answers(telegram).values()) == {1}


class _Kept(Inbox):
    """An inbox in memory that outlives its closing, as a file does."""

    def __init__(self, other: Inbox) -> None:
        self.__dict__.update(other.__dict__)

    def close(self) -> None:
        """Stays open."""


@pytest.mark.usefixtures("telegram")
def test_what_cannot_be_sent_is_tried_again(telegram: FakeTelegram) -> None:
    """A chat that is told to wait for long gets its answer then."""
    telegram.fault(429, seconds=130)

    async def ask(service: Service) -> None:
        service.order._retry = 0.005
        telegram.say("化解率是多少", 7)
        await until(telegram, lambda: telegram.sent(7))
        # Its quiet time is a real one: only the repetition is hastened here.

    during(telegram, ask)
    assert [call.status for call in telegram.calls("sendMessage")] == [429, 200]


def test_what_crashes_a_handler_is_done_with(telegram: FakeTelegram) -> None:
    """One bad update does not stop the next one."""
    inbox = Inbox.open("sqlite://")

    async def ask(service: Service) -> None:
        telegram.push("message", {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}})
        telegram.say("化解率是多少", 7)
        await until(telegram, lambda: telegram.sent(7))
        await until(telegram, lambda: inbox.depth() == (0, 0.0))
        assert service.pulse.working == 0

    during(telegram, ask, inbox=inbox)
