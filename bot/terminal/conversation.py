"""The command chat: questions and follow-ups, line by line."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from bot.terminal.desk import FINE, Desk, readable

REMEMBERED = 8
"""Earlier questions of a conversation that are passed on: a follow-up leans on the last few."""
LEAVING = frozenset({"退出", "exit", "quit"})


def chat(desk: Desk) -> int:
    """A conversation with follow-ups, until 退出, exit or the end of the input."""
    from bot.display import render
    from knowledge import Status

    library = desk.library()
    titles = [report.quote(report.title) for report in library.reports]
    desk.screen.say(render.welcome(titles, library.examples()))
    history: list[str] = []
    choices: tuple[str, ...] = ()
    for typed in _typed(desk):
        question = _chosen(typed, choices)
        answer = library.ask(question, tuple(history))
        desk.screen.say(render.answer_lines(answer))
        choices = answer.options if answer.status is Status.CLARIFY else ()
        history = [*history, question][-REMEMBERED:]
    desk.screen.say(render.farewell())
    return FINE


def _chosen(typed: str, choices: Sequence[str]) -> str:
    """The reading that a bare number stands for, where readings were offered."""
    if typed.isascii() and typed.isdigit() and 1 <= int(typed[:4]) <= len(choices):
        return choices[int(typed[:4]) - 1]
    return typed


def _typed(desk: Desk) -> Iterator[str]:
    """The lines of the conversation, with a prompt and editing where somebody types."""
    if desk.stdin is None:
        return
    piped = readable(desk.stdin)
    for line in _prompted() if piped.isatty() else piped:
        words = line.strip()
        if words.casefold() in LEAVING:
            return
        if words:
            yield words


def _prompted() -> Iterator[str]:
    try:
        import readline  # noqa: F401 - importing it is what gives input() its editing
    except ImportError:
        pass  # some builds of Python come without it; lines can be typed all the same
    while True:
        try:
            yield input("\n问：")
        except EOFError:
            sys.stdout.write("\n")  # the prompt's line was left open
            return
