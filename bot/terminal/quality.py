"""The command check: how good the answers are, on a question set, on the facts' own questions, on open reading."""

from __future__ import annotations

from argparse import Namespace
from itertools import chain
from typing import TYPE_CHECKING

from bot.errors import Misuse
from bot.terminal.desk import DECLINED, FINE, Desk, settle

if TYPE_CHECKING:
    from bot.measure.mutate import Mutation
    from bot.measure.questions import Gold
    from knowledge import Library


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
    settle(library)  # speed is measured as of a service that has run for a while
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
    settle(library)
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
