"""The terminal's commands: ask, chat, explain, check, facts, outline, lint, serve, feedback.

Only what every command needs is imported here. The library, and the pages of a command, are imported by
the function that needs them: --help and --version answer at once, and a single question waits for nothing
that it does not use.
"""

from __future__ import annotations

import gc
import signal
import sys
import time
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

from bot.config import Settings
from bot.display.screen import Screen
from bot.errors import Misuse

if TYPE_CHECKING:
    from bot.measure.mutate import Mutation
    from bot.measure.questions import Gold
    from knowledge import KnowledgeError, Library

FINE, DECLINED = 0, 1
"""Exit codes: answered; no answer, or worse than wanted. A Misuse becomes 2."""
PREPARED = ".wenbao"
"""Ending of a library that `index build` made."""
REMEMBERED = 8
"""Earlier questions of a conversation that are passed on: a follow-up leans on the last few."""
LEAVING = frozenset({"退出", "exit", "quit"})


@dataclass(frozen=True, slots=True)
class Desk:
    """What a command works with."""

    options: Namespace
    settings: Settings
    screen: Screen
    stdin: TextIO | None
    """None where the process was started without one."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """Where the settings of the Telegram bot are read from."""

    def paths(self) -> tuple[Path, ...]:
        """The reports named by the command, else by the settings; none: the built-in one. Raises Misuse."""
        return report_files(self.options.report or self.settings.reports)

    def library(self, *, strict: bool = False) -> Library:
        """These reports; `strict`: all of them or none.

        Raises Misuse where one cannot be read.
        """
        from knowledge import KnowledgeError, Library, Meaning

        paths = self.paths()
        meaning = Meaning.installed() if self.settings.meaning else None
        own = self.settings.synonyms
        try:
            with self.screen.progress("读取报告") as progress:
                if not paths:
                    return Library.builtin(meaning, own)
                if any(path.suffix == PREPARED for path in paths):
                    if len(paths) > 1:
                        raise Misuse(f"{PREPARED}: a prepared library stands alone; build one of all reports")
                    return Library.prepared(paths[0], meaning, own)
                left_out = None if strict else self.left_out
                return Library.open(paths, self.settings.max_bytes, progress, meaning, left_out, own)
        except KnowledgeError as error:
            raise Misuse(str(error)) from error

    def left_out(self, fault: KnowledgeError) -> None:
        """Names a file that could not be read, while the others load."""
        self.screen.warn(f"wenbao: left out: {fault}")


def report_files(named: Iterable[Path]) -> tuple[Path, ...]:
    """The reports that are named, folders looked into. Raises Misuse."""
    return tuple(path for one in named for path in _files(one))


def _files(path: Path) -> Iterator[Path]:
    """The reports in a folder in the order of their names; a file stands for itself."""
    from knowledge import ENDINGS, files

    if not path.is_dir():
        yield path
        return
    found = files(path)
    if not found:
        raise Misuse(f"{path}: holds no report ({', '.join(ENDINGS)})")
    yield from found


# --- a question ------------------------------------------------------------------------------------


def ask(desk: Desk) -> int:
    """Answers the question of the command line, of standard input, or a batch of them."""
    if desk.options.batch is not None:
        return _batch(desk)
    question = _question(desk)
    library = desk.library()
    return FINE if _answered(desk, library, question, ()) else DECLINED


def _question(desk: Desk) -> str:
    """The words of the command line, else what stands on a standard input that is no terminal."""
    if desk.options.question:
        return " ".join(desk.options.question)
    if desk.stdin is not None and not desk.stdin.isatty():
        piped = _text(desk.stdin).read().strip()
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


# --- a conversation --------------------------------------------------------------------------------


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
    piped = _text(desk.stdin)
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


def _text(stream: TextIO) -> TextIO:
    """The stream set to read whatever bytes come: a question in a wrong encoding is declined, not a crash."""
    change = getattr(stream, "reconfigure", None)
    if change is not None:
        change(errors="replace")
    return stream


# --- for staff -------------------------------------------------------------------------------------


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


def check(desk: Desk) -> int:
    """Measures a question set, and what mistyping costs; fails below the accuracy that is wanted."""
    from bot.measure.check import Source, measure
    from bot.measure.robustness import robustness, robustness_lines, robustness_records
    from bot.measure.scores import asked_lines, measured_lines, measured_record
    from bot.measure.trust import trust_lines, trust_record

    options = desk.options
    if options.squad is not None:
        return _squad(desk)
    wanted, library = _wanted(desk)
    source = Source.of(*(report.text for report in library.reports))
    _settle(library)  # speed is measured as of a service that has run for a while
    meaning = library.meaning
    before = meaning.asked if meaning else 0
    with desk.screen.progress("核对") as progress:
        measured = measure(wanted, library.ask, source, progress)
        asked = meaning.asked - before if meaning else None
        seeds = range(options.seed, options.seed + options.rounds)
        tried = list(robustness(wanted, measured, _ways(options), library.ask, source, seeds, progress))
    lines, record = measured_lines(measured, options.misses), measured_record(measured, options.misses)
    record["trust"] = trust_record(measured)
    lines = chain(trust_lines(measured), lines, asked_lines(asked, len(wanted)))
    record["meaning"] = {"on": asked is not None, "asked": asked or 0}
    if tried:
        lines = chain(lines, robustness_lines(tried, options.misses))
        record["mutations"] = robustness_records(tried, options.misses)
    desk.screen.show(lines, record)
    return FINE if measured.accuracy >= options.at_least else DECLINED


def _squad(desk: Desk) -> int:
    """Measures open reading: finding the passage among all, and the short answer."""
    from bot.measure.squad import read, squad_lines, squad_measure, squad_record
    from knowledge import Library

    if desk.options.questions is not None or desk.options.from_facts is not None or desk.options.report:
        raise Misuse("--squad brings its own questions and passages")
    wanted = read(desk.options.squad)
    with desk.screen.progress("读取段落"):
        library = Library.of_passages(wanted.passages)
    _settle(library)
    with desk.screen.progress("核对") as progress:
        measured = squad_measure(wanted, library, progress)
    desk.screen.show(squad_lines(measured, desk.options.misses), squad_record(measured))
    return FINE if measured.recall(1) >= desk.options.at_least else DECLINED


def _wanted(desk: Desk) -> tuple[tuple[Gold, ...], Library]:
    """The questions of the file, or those that the reports' facts make; and who is to answer them."""
    from bot.measure import questions, templates

    if (desk.options.questions is None) == (desk.options.from_facts is None):
        raise Misuse("either QUESTIONS.jsonl or --from-facts expected")
    if desk.options.questions is not None:
        read = questions.golds(desk.options.questions)
        return read, desk.library()
    library = desk.library()
    made = templates.questions(library.reports, desk.options.seed, desk.options.from_facts)
    if not made:
        raise Misuse("the reports hold no fact to ask for")
    return made, library


def _ways(options: Namespace) -> list[Mutation]:
    """The mutations named, `all` being the usual ones."""
    from bot.measure.mutate import STANDARD, mutation

    names = [name for typed in options.mutate for name in (STANDARD if typed == "all" else (typed,))]
    return list(map(mutation, names))


def _settle(library: Library) -> None:
    """Makes ready for many questions; what the library holds stays, so the collector need not go through it again."""
    library.warm()
    gc.collect()
    gc.freeze()


def facts(desk: Desk) -> int:
    """Shows the fact table of each report."""
    from bot.display.survey import facts_lines, facts_record

    for report in desk.library().reports:
        desk.screen.show(facts_lines(report), facts_record(report))
    return FINE


def index(desk: Desk) -> int:
    """Makes one file of reports, which is opened at once."""
    from knowledge import KnowledgeError, prepare

    options, settings = desk.options, desk.settings
    if options.output.suffix != PREPARED:
        raise Misuse(f"{options.output}: a name that ends in {PREPARED} expected")
    paths = tuple(path for one in options.report for path in _files(one))
    try:
        with desk.screen.progress("制作索引") as progress:
            prepare(paths, options.output, settings.max_bytes, progress, desk.left_out)
    except (KnowledgeError, OSError) as error:
        raise Misuse(str(error)) from error
    return FINE


def outline(desk: Desk) -> int:
    """Shows the sections and paragraphs of each report."""
    from bot.display.survey import outline_lines, outline_record

    for report in desk.library().reports:
        desk.screen.show(outline_lines(report), outline_record(report))
    return FINE


def lint(desk: Desk) -> int:
    """Audits each report's figures; fails where two of them contradict each other."""
    from bot.display.survey import audit_lines, audit_record
    from knowledge import Verdict, audit

    sound = True
    for report in desk.library().reports:
        checks = audit(report)
        desk.screen.show(audit_lines(report, checks), audit_record(report, checks))
        sound = sound and all(one.verdict is not Verdict.CONFLICT for one in checks)
    return FINE if sound else DECLINED


# --- the Telegram bot ------------------------------------------------------------------------------


def serve(desk: Desk) -> int:
    """Runs the Telegram bot until it is told to stop."""
    # Before all else: the first process of a container is not ended by a signal that it does not handle.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(FINE))
    from bot import service_config

    settings = service_config.read_service(desk.environment)
    service_config.require_token(settings)
    from bot.chat.current import Current
    from bot.operate import reloading

    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # obeyed once the bot is at work
    seen = reloading.seen(desk.paths())
    current = Current(desk.library())  # and nowhere else: it is to be let go of
    _settle(current.library)
    from bot.service import service

    reports = reloading.Reports(desk.paths, partial(desk.library, strict=True), seen)
    return service.serve(settings, current, reports)


def feedback(desk: Desk) -> int:
    """Counts and lists what citizens thought of answers and asked in vain; writes it as cases on request."""
    from bot import service_config
    from bot.measure.feedback import cases, export, feedback_lines, feedback_record
    from bot.store.holding import opened

    settings = service_config.read_service(desk.environment)
    inbox = opened(settings, made=False)
    try:
        found = cases(inbox.feedback())
    finally:
        inbox.close()
    if desk.options.export is not None:
        export(found, desk.options.export)
    desk.screen.show(feedback_lines(found), feedback_record(found))
    return FINE
