"""What the image weighs: megabytes above its base, memory at rest and after many questions, seconds to stop.

`python -m tests.measure_container [QUESTIONS=10000]`, as root on Debian; see `container`.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from tests.container import BASE, ROOT, Engine, Running
from tests.fake_telegram import FakeTelegram

AT_ONCE = 100


def questions() -> Iterator[str]:
    """The question sets over and over, each time with a character less: hardly one is asked twice."""
    chance = random.Random(1)
    files = sorted((ROOT / "tests" / "questions").glob("*.jsonl"))
    known = [json.loads(line)["q"] for file in files for line in file.read_text("utf-8").splitlines()]
    for turn in count():
        for question in known:
            at = chance.randrange(len(question))
            yield question[:at] + question[at + bool(turn) :]


def main() -> None:
    """Prints a line for each figure."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with Engine.opened() as engine:
        for extras in ("", "meaning"):
            tag = engine.build(f"measured{extras}", EXTRAS=extras)
            print(f"{tag}: {engine.size(tag) - engine.size(BASE):.1f} MB above the base", flush=True)
            with (
                tempfile.TemporaryDirectory() as folder,
                FakeTelegram() as telegram,
                Running(engine, tag, telegram, Path(folder)) as bot,
            ):
                _ask(telegram, questions(), wanted, bot)
                code, seconds = bot.stop()
                print(f"  stopped in {seconds:.2f} s, exit {code}", flush=True)


def _ask(telegram: FakeTelegram, asked: Iterator[str], wanted: int, bot: Running) -> None:
    """Asks so many, each by another person, and prints the memory on the way."""
    telegram.say("化解率是多少", 1)
    telegram.wait_sent(1, 1, 60)
    print(f"  after the first: {bot.memory:.0f} MB", flush=True)
    milestones = {100, 1000, wanted // 2, wanted}
    for done in range(0, wanted, AT_ONCE):
        for user in range(done + 2, done + AT_ONCE + 2):
            telegram.say(next(asked), user)
        telegram.wait(lambda: len(telegram.calls("sendMessage")) >= AT_ONCE, 120)
        telegram.transcript.clear()
        if done + AT_ONCE in milestones:
            print(f"  after {done + AT_ONCE}: {bot.memory:.0f} MB", flush=True)


if __name__ == "__main__":
    main()
