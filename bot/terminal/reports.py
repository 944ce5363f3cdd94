"""The commands about reports themselves: facts, outline, lint; and index, which makes one file of many."""

from __future__ import annotations

from bot.display.screen import Line
from bot.errors import Misuse
from bot.terminal.desk import DECLINED, FINE, PREPARED, Desk, report_files


def facts(desk: Desk) -> int:
    """Shows the fact table of each report."""
    from bot.display.survey import facts_lines, facts_record

    for report in desk.library().reports:
        desk.screen.show(facts_lines(report), facts_record(report))
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


def index(desk: Desk) -> int:
    """Makes one file of reports, which is opened at once; or reads such a file through."""
    from knowledge import KnowledgeError, prepare

    options, settings = desk.options, desk.settings
    if options.action == "verify":
        return _verified(desk)
    if options.output is None or options.output.suffix != PREPARED:
        raise Misuse(f"-o {options.output or ''}: a name that ends in {PREPARED} expected")
    report_files(options.report)  # a folder without a report is a slip of who typed it
    try:
        with desk.screen.progress("制作索引") as progress:
            prepare(options.report, options.output, settings.max_bytes, progress, desk.left_out)
    except (KnowledgeError, OSError) as error:
        raise Misuse(str(error)) from error
    return FINE


def _verified(desk: Desk) -> int:
    """Tells whether each file is what was written; fails where one is not. Raises Misuse where one is stale."""
    from knowledge import KnowledgeError, verify

    sound = True
    for path in desk.options.report:
        try:
            damaged = verify(path)
        except KnowledgeError as error:
            raise Misuse(str(error)) from error
        said = f"damaged: {', '.join(damaged)}" if damaged else "whole"
        desk.screen.say([Line(f"{path}: {said}", "bad" if damaged else "good")])
        sound = sound and not damaged
    return FINE if sound else DECLINED
