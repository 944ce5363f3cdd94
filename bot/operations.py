"""The operator's commands: health, doctor."""

from __future__ import annotations

from bot.errors import Misuse
from bot.harness import DECLINED, FINE, Desk
from bot.screen import Line


def health(desk: Desk) -> int:
    """Tells in one line how the bot of this data folder is; fails unless it serves what it should.

    Never 2, whatever is wrong: to a container's health check that means something else.
    """
    from bot import heartbeat, service_config

    try:
        folder = service_config.read_service(desk.environment).data
    except Misuse as error:
        desk.screen.say([Line(f"ill: {error}")])
        return DECLINED
    verdict = heartbeat.heard(folder)
    state = "well" if verdict.ready else "not ready" if verdict.alive else "ill"
    desk.screen.say([Line(f"{state}: {verdict.why}")])
    return FINE if verdict.ready else DECLINED
