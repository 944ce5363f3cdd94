"""Health is told from what was completed, not from a process that is there."""

from __future__ import annotations

import pytest

from bot.operate.vitals import Vitals, judged


@pytest.mark.parametrize(
    ("vitals", "alive", "ready", "why"),
    [
        (Vitals(up=5), True, False, "starting"),
        (Vitals(up=61), False, False, "not reached"),
        (Vitals(poll_age=59), True, True, "polled 59 s ago"),
        (Vitals(poll_age=61), False, False, "no poll has ended for 61 s"),
        (Vitals(poll_age=5000, webhook=True), True, True, "webhook answers"),
        (Vitals(poll_age=1, webhook=True, webhook_fault=":8080: refused"), False, False, ":8080: refused"),
        (Vitals(poll_age=1, waiting=3, oldest=301, done_age=61), False, False, "does not drain: 3 waiting"),
        (Vitals(poll_age=1, waiting=3, oldest=301, done_age=1), True, True, "3 waiting"),
        (Vitals(poll_age=1, waiting=3, oldest=100, done_age=100), True, True, "3 waiting"),
        (Vitals(poll_age=1, oldest=0, done_age=99999), True, True, "0 waiting"),
        (Vitals(poll_age=1, report_fault="it has changed"), True, False, "it has changed"),
    ],
)
def test_each_sign_has_its_verdict(vitals: Vitals, alive: bool, ready: bool, why: str) -> None:
    """Alive: no new start is called for. Ready: it serves what it should. The reason names the figure."""
    verdict = judged(vitals, 60)
    assert (verdict.alive, verdict.ready) == (alive, ready)
    assert why in verdict.why
    assert "\n" not in verdict.why
