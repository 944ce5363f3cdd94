"""The operator's commands: serve, health, doctor, feedback; and what --version tells."""

from __future__ import annotations

import signal
import sys
from collections.abc import Mapping
from dataclasses import asdict
from functools import partial

from bot import __version__, config
from bot.display.screen import Line
from bot.errors import Misuse
from bot.terminal.desk import DECLINED, FINE, Desk, report_files, settle

LOOKS = {"ok": "good", "warning": "warn", "error": "bad"}


def version(environment: Mapping[str, str]) -> str:
    """The program's version with hashes of the reports that the settings name, and of their index."""
    from knowledge import KnowledgeError, edition

    try:
        settings = config.read(environment)
        found = edition(report_files(settings.reports), settings.max_bytes, settings.synonyms)
    except (Misuse, KnowledgeError) as error:
        return f"wenbao {__version__}, no report: {error}"
    return f"wenbao {__version__}, report {found.report}, index {found.index}"


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
    seen = reloading.seen(desk.watched())
    current = Current(desk.library())  # and nowhere else: it is to be let go of
    settle(current.library)
    from bot.service import service

    reports = reloading.Reports(desk.watched, partial(desk.library, strict=True), seen)
    return service.serve(settings, current, reports)


def health(desk: Desk) -> int:
    """Tells in one line how the bot of this data folder is; fails unless it serves what it should.

    Never 2, whatever is wrong: to a container's health check that means something else.
    """
    from bot import service_config
    from bot.operate import heartbeat

    try:
        folder = service_config.read_service(desk.environment).data
    except Misuse as error:
        desk.screen.say([Line(f"ill: {error}")])
        return DECLINED
    verdict = heartbeat.heard(folder)
    state = "well" if verdict.ready else "not ready" if verdict.alive else "ill"
    desk.screen.say([Line(f"{state}: {verdict.why}")])
    return FINE if verdict.ready else DECLINED


def doctor(desk: Desk) -> int:
    """Looks at everything; fails where something is an error."""
    from bot.operate.doctor import ERROR, Patient, findings

    patient = Patient(
        desk.environment,
        desk.paths,
        partial(desk.library, strict=True),
        desk.settings.max_bytes,
        desk.settings.synonyms,
        online=desk.options.online,
    )
    sound = True
    for found in findings(patient):
        told = f"{found.state:<8}{found.topic:<10}{found.said}"
        lines = [Line(told, LOOKS[found.state])]
        if found.todo:
            lines.append(Line(f"→ {found.todo}", indent=18))
        desk.screen.show(lines, asdict(found))
        sound = sound and found.state != ERROR
    return FINE if sound else DECLINED


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
