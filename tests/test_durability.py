"""No question is lost: killed at random moments, stopped, behind a proxy that falls silent, over a whole day."""

from __future__ import annotations

import random
import signal
import time
from functools import partial
from pathlib import Path

import pytest

from tests.fake_telegram import FakeTelegram
from tests.proxies import Proxy
from tests.serving import Serving, answers, ask_many, free_port, webhook

pytestmark = pytest.mark.slow

WAITING = 200
KILLS = 10
"""For each of the two ways."""
DELAY = 0.03
"""Seconds a call takes."""


def settings(way: str) -> dict[str, str]:
    """The settings of one of the two ways to get updates."""
    return webhook(free_port()) if way == "webhook" else {}


@pytest.mark.parametrize("way", ["polling", "webhook"])
@pytest.mark.parametrize("seed", range(KILLS))
def test_a_kill_at_a_random_moment(way: str, seed: int, tmp_path: Path) -> None:
    """200 questions wait; kill -9 in mid-work; none is lost, each is answered at most once more.

    Only what was under way at that moment may be answered twice: at most one for each slot.
    """
    chance = random.Random(seed)
    told = settings(way)
    with FakeTelegram(delay=DELAY) as telegram:
        users = ask_many(telegram, WAITING)
        with Serving(telegram, tmp_path, **told) as bot:
            moment = chance.randrange(1, WAITING)
            telegram.wait(lambda: len(telegram.sent()) >= moment)
            time.sleep(chance.random() * DELAY)
            bot.kill()
        with Serving(telegram, tmp_path, **told) as bot:
            telegram.wait(lambda: set(answers(telegram)) == users, 60)
            telegram.wait(lambda: not telegram.pending)
            assert bot.stop() == 0
        counts = answers(telegram)
    assert set(counts.values()) <= {1, 2}
    assert sum(count == 2 for count in counts.values()) <= 8


@pytest.mark.parametrize("way", ["polling", "webhook"])
def test_killed_again_and_again(way: str, tmp_path: Path) -> None:
    """Killed five times within the same 200 questions: nothing is lost, and nothing is tried for ever."""
    chance = random.Random(1)
    told = settings(way)
    with FakeTelegram(delay=DELAY) as telegram:
        users = ask_many(telegram, WAITING)
        for kill in range(5):
            with Serving(telegram, tmp_path, **told) as bot:
                reached = (kill + 1) * WAITING // 6
                telegram.wait(partial(_reached, telegram, reached), 60)
                time.sleep(chance.random() * DELAY)
                bot.kill()
        with Serving(telegram, tmp_path, **told) as bot:
            telegram.wait(lambda: set(answers(telegram)) == users, 60)
            bot.stop()


def _reached(telegram: FakeTelegram, count: int) -> bool:
    return len(answers(telegram)) >= count


@pytest.mark.parametrize("kind", ["socks5", "http"])
def test_a_proxy_that_falls_silent(kind: str, tmp_path: Path) -> None:
    """For longer than a poll: new connections hang in the handshake, too. When it speaks, the bot is back."""
    with (
        FakeTelegram() as telegram,
        Proxy(kind) as proxy,
        Serving(telegram, tmp_path, WENBAO_PROXY=proxy.address) as bot,
    ):
        telegram.say("化解率是多少", 1)
        telegram.wait_sent(1, 1)
        proxy.freeze()
        telegram.say("化解率是多少", 2)
        time.sleep(25)
        proxy.thaw()
        telegram.say("化解率是多少", 3)
        telegram.wait(lambda: set(answers(telegram)) == {1, 2, 3}, 60)
        assert "waiting for Telegram" in bot.log
        assert bot.stop() == 0
    assert set(answers(telegram).values()) == {1}


def test_a_stop_while_the_proxy_is_silent(tmp_path: Path) -> None:
    """Nobody waits for it."""
    with (
        FakeTelegram() as telegram,
        Proxy("socks5") as proxy,
        Serving(telegram, tmp_path, WENBAO_PROXY=proxy.address) as bot,
    ):
        telegram.say("化解率是多少", 1)
        telegram.wait_sent(1, 1)
        proxy.freeze()
        time.sleep(1)
        began = time.monotonic()
        assert bot.stop() == 0
        assert time.monotonic() - began < 10


MIXED = (
    "化解率是多少",
    "那办结率呢",
    "你好",
    "今年GDP是多少",
    "/start",
    "/help",
    "/figures",
    "/outline",
    "😀" * 40,
)


def a_person_writes(telegram: FakeTelegram, chance: random.Random, user: int) -> None:
    """One of the things that people do."""
    kind = chance.randrange(10)
    if kind == 0:
        telegram.push(
            "message", telegram.message(user, voice={"file_id": "x", "file_unique_id": "x", "duration": 3})
        )
    elif kind == 1:
        telegram.inline(chance.choice(("化解率", "", "法院")), user)
    elif kind == 2:
        telegram.say_in_group("@wenbao_bot 化解率是多少", user)
    elif kind == 3:
        telegram.say_in_group("吃了吗", user)
    elif kind == 4:
        telegram.push(
            "edited_message", telegram.message(user, text="办结率是多少", edit_date=int(time.time()))
        )
    elif kind == 5:
        for message in telegram.sent(user)[-1:]:
            rows = message.get("reply_markup", {}).get("inline_keyboard", [])
            keys = [key["callback_data"] for row in rows for key in row if "callback_data" in key]
            if keys:
                telegram.tap(chance.choice(keys), message, user)
    else:
        telegram.say(chance.choice(MIXED), user)


FAULTS = (429, 502, 400, 403, 500, "lost", "cut", "slow")


@pytest.mark.parametrize("way", ["polling", "webhook"])
def test_a_day_of_traffic(way: str, tmp_path: Path) -> None:
    """3,000 things of 300 people, faults of every kind now and then, a kill, two stops.

    Afterwards nothing waits, nothing has crashed, and a question is answered as on the first day.
    """
    chance = random.Random(7)
    told = settings(way)
    with FakeTelegram(delay=0.002) as telegram:
        for part in range(4):
            with Serving(telegram, tmp_path, **told) as bot:
                for number in range(750):
                    a_person_writes(telegram, chance, 1 + chance.randrange(300))
                    if number % 25 == 0:
                        telegram.fault(chance.choice(FAULTS), "*", seconds=0.5)
                    time.sleep(0.002)
                if part == 1:
                    bot.kill()
                    continue
                if part == 3:
                    telegram.no_more_faults()
                    telegram.wait(lambda: not telegram.pending, 60)
                    telegram.say("化解率是多少", 9999)
                    assert "95.74%" in telegram.wait_sent(1, 9999)[0]["text"]
                assert bot.stop(signal.SIGTERM) == 0
            assert "Traceback" not in bot.log, bot.log[-5000:]
            assert telegram.token not in bot.log
        refused = [
            call for call in telegram.calls() if call.status == 400 and "query" not in call.method.casefold()
        ]
        assert len(refused) < 60
