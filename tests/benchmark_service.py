"""Throughput against a bare echo bot of python-telegram-bot, in pairs: python -m tests.benchmark_service

Both are processes of their own and poll the same kind of fake server, where so many questions wait. Reported
is questions a second from the first poll to the last answer, for several durations of a call.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path

from tests.fake_telegram import FakeTelegram
from tests.serving import ROOT, Serving, ask_many

ECHO = """
import os
from telegram.ext import ApplicationBuilder, MessageHandler, filters

async def echo(update, _):
    await update.message.reply_text(update.message.text)

told = ApplicationBuilder().token(os.environ["TOKEN"]).base_url(os.environ["BASE"])
app = told.build()
app.add_handler(MessageHandler(filters.TEXT, echo))
app.run_polling()
"""


def rate(telegram: FakeTelegram, count: int) -> float:
    """Waits for so many answers; how many a second there were."""
    telegram.wait(lambda: len(telegram.state.shown) >= count, 600)
    began = telegram.calls("getUpdates")[0].at
    ended = max(call.at for call in telegram.calls("sendMessage"))
    return count / (ended - began + telegram.delay)


def echo(delay: float, count: int) -> float:
    """Answers a second of the bare bot."""
    with FakeTelegram(delay=delay) as telegram:
        ask_many(telegram, count)
        told = os.environ | {"TOKEN": telegram.token, "BASE": telegram.base_url}
        with subprocess.Popen([sys.executable, "-c", ECHO], env=told, cwd=ROOT) as process:
            try:
                return rate(telegram, count)
            finally:
                process.kill()


def ours(delay: float, count: int) -> float:
    """Answers a second of wenbao serve."""
    with FakeTelegram(delay=delay) as telegram, tempfile.TemporaryDirectory() as folder:
        ask_many(telegram, count)
        with Serving(telegram, Path(folder), WENBAO_LOG="warning"):
            return rate(telegram, count)


def main() -> None:
    """Measures and prints."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--questions", type=int, default=1000)
    parser.add_argument("--delays", type=float, nargs="+", default=[0.0, 0.005, 0.06], metavar="SECONDS")
    options = parser.parse_args()
    for delay in options.delays:
        count = options.questions if delay < 0.02 else options.questions // 5
        pairs = [(ours(delay, count), echo(delay, count)) for _ in range(options.pairs)]
        ratio = statistics.median(mine / bare for mine, bare in pairs)
        mine, bare = (statistics.median(rates) for rates in zip(*pairs, strict=True))
        print(f"{delay * 1000:5.0f} ms a call: wenbao {mine:6.1f}/s, echo {bare:6.1f}/s, ratio {ratio:.2f}")  # noqa: T201


if __name__ == "__main__":
    main()
