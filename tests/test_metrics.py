"""The metrics: what was counted stands there, under names by Prometheus's conventions."""

from __future__ import annotations

from prometheus_client.parser import text_string_to_metric_families

from bot.operate.metrics import Metrics
from bot.operate.vitals import Verdict, Vitals
from bot.traffic.pulse import Pulse

WELL = Verdict(alive=True, ready=False, why="")


def read(page: bytes) -> dict[tuple[str, str], float]:
    """(name, its labels' values joined) -> value, by the library's own parser."""
    return {
        (sample.name, ",".join(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(page.decode())
        for sample in family.samples
    }


def pulse() -> Pulse:
    """Three questions and some calls."""
    counted = Pulse()
    counted.done("answered", 0.004)
    counted.done("answered", 0.04)
    counted.done("declined", 99.0)
    counted.called("sendMessage", "ok")
    counted.called("sendMessage", "later")
    counted.retries["sendMessage"] += 1
    counted.reloads["failed"] += 1
    return counted


def test_what_was_counted_stands_there() -> None:
    """Counters by their labels, the histogram adds up, what was never met is 0 from the start."""
    vitals = Vitals(poll_age=3.0, waiting=2, oldest=7.5)
    page, kind = Metrics().told(pulse(), vitals, WELL, {"up": 4}, ("0a1b2c3d", 24))
    found = read(page)
    assert kind.startswith("text/plain")
    assert found["wenbao_questions_total", "answered"] == 2
    assert found["wenbao_questions_total", "clarify"] == 0
    assert found["wenbao_answer_seconds_bucket", "0.005"] == 1
    assert found["wenbao_answer_seconds_bucket", "60.0"] == 2
    assert found["wenbao_answer_seconds_bucket", "+Inf"] == found["wenbao_answer_seconds_count", ""] == 3
    assert found["wenbao_answer_seconds_sum", ""] == 99.044
    assert found["wenbao_api_calls_total", "sendMessage,later"] == 1
    assert found["wenbao_api_retries_total", "sendMessage"] == 1
    assert (found["wenbao_feedback_total", "up"], found["wenbao_feedback_total", "down"]) == (4, 0)
    assert found["wenbao_report_reloads_total", "failed"] == 1
    assert (found["wenbao_inbox_updates", ""], found["wenbao_inbox_oldest_seconds", ""]) == (2, 7.5)
    assert (found["wenbao_healthy", ""], found["wenbao_ready", ""]) == (1, 0)
    assert found["wenbao_poll_age_seconds", ""] == 3
    assert found["wenbao_build_info", "0a1b2c3d,0.1.0"] == 1
    assert found["wenbao_reports", ""] == 24
    assert found["process_resident_memory_bytes", ""] > 1_000_000


def test_a_poll_that_never_was_has_no_age() -> None:
    """0 would read as a poll of just now."""
    page, _ = Metrics().told(Pulse(), Vitals(), WELL, {}, ("", 0))
    assert b"poll_age" not in page


def test_a_second_look_shows_the_second_moment() -> None:
    """And a reader that asks for OpenMetrics gets it."""
    metrics, counted = Metrics(), pulse()
    metrics.told(counted, Vitals(), WELL, {}, ("", 0))
    counted.done("answered", 0.1)
    page, kind = metrics.told(
        counted, Vitals(), WELL, {}, ("", 0), "application/openmetrics-text; version=1.0.0"
    )
    assert b'wenbao_questions_total{status="answered"} 3.0' in page
    assert page.endswith(b"# EOF\n")
    assert kind.startswith("application/openmetrics-text")
