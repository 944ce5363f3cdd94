"""The commands for single questions: ask, a batch of them, and why they are answered so."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

from bot.errors import Misuse
from bot.terminal.desk import DECLINED, FINE, Desk, readable, settle

if TYPE_CHECKING:
    from knowledge import Library


def ask(desk: Desk) -> int:
    """Answers the question of the command line, of standard input, or a batch of them."""
    if desk.options.batch is not None:
        return _batch(desk)
    question = _question(desk)
    library = desk.library()
    return FINE if _answered(desk, library, question, ()) else DECLINED


def explain(desk: Desk) -> int:
    """Shows how the answer came about."""
    from bot.display.explain import explanation_lines, explanation_record

    question = _question(desk)
    library = desk.library()
    begun = time.perf_counter()
    explained = library.explain(question)
    elapsed = (time.perf_counter() - begun) * 1000
    desk.screen.show(explanation_lines(library, explained), explanation_record(library, explained, elapsed))
    return FINE


def _question(desk: Desk) -> str:
    """The words of the command line, else what stands on a standard input that is no terminal."""
    if desk.options.question:
        return " ".join(desk.options.question)
    if desk.stdin is not None and not desk.stdin.isatty():
        piped = readable(desk.stdin).read().strip()
        if piped:
            return piped
    raise Misuse("a question expected, on the command line or on standard input")


def _answered(desk: Desk, library: Library, question: str, history: Sequence[str]) -> bool:
    """Asks, times and shows; whether there was anything to say but no."""
    from bot.display import render
    from knowledge import Status

    begun = time.perf_counter()
    answer = library.ask(question, history)
    elapsed = (time.perf_counter() - begun) * 1000
    desk.screen.show(render.answer_lines(answer), render.answer_record(answer, elapsed))
    return answer.status is not Status.DECLINED


def _batch(desk: Desk) -> int:
    """Answers a question a line, in order; a bad line is answered with its fault."""
    from bot.display import render
    from bot.measure.questions import asked

    if desk.options.question:
        raise Misuse("either a question or --batch, not both")
    with _opened(desk) as stream:
        library = desk.library()
        settle(library)
        for number, line in enumerate(stream, 1):
            words = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            if not words.strip():
                continue
            try:
                question, history = asked(words)
            except ValueError as error:
                reason = str(error)
                desk.screen.show(render.refusal_lines(number, reason), render.refusal_record(number, reason))
                continue
            _answered(desk, library, question, history)
    return FINE


def _opened(desk: Desk) -> BinaryIO:
    """The bytes of the batch: a line that is no UTF-8 must not end the others."""
    if str(desk.options.batch) == "-":
        if desk.stdin is None:
            raise Misuse("--batch -: there is no standard input")
        return desk.stdin.buffer
    try:
        return desk.options.batch.open("rb")  # type: ignore[no-any-return]
    except OSError as error:
        raise Misuse(f"{desk.options.batch}: {error.strerror or 'cannot be read'}") from None
