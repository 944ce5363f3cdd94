"""The bot's counts as Prometheus reads them: names and units by its conventions, collected when asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import accumulate

from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

from bot import __version__
from bot.operate.vitals import Verdict, Vitals
from bot.traffic.pulse import BOUNDS, Pulse
from knowledge import Status

STATUSES = tuple(status.value for status in Status)
KINDS = ("up", "down", "declined")
OUTCOMES = ("ok", "failed")
"""Told from the start, as 0: a rate needs a beginning."""


class Metrics(Collector):
    """What `told` was last called with, and the process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._found: tuple[Metric, ...] = ()
        self._registry.register(self)
        ProcessCollector(registry=self._registry)

    def collect(self) -> Iterator[Metric]:
        """The families."""
        yield from self._found

    def told(
        self, pulse: Pulse, vitals: Vitals, verdict: Verdict, added: Mapping[str, int], reports: tuple[str, int],
        accept: str = "",
    ) -> tuple[bytes, str]:  # fmt: skip
        """The page and its type, by what the reader accepts. `reports`: their version, and how many they are."""
        gauges = (*_gauges(pulse, vitals, verdict), *_reports(*reports))
        self._found = (*_counters(pulse, added), _seconds(pulse), *gauges)
        encode, kind = choose_encoder(accept)
        return encode(self._registry), kind


def _counters(pulse: Pulse, added: Mapping[str, int]) -> Iterator[Metric]:
    zeros = dict.fromkeys(STATUSES, 0)
    yield _counter(
        "wenbao_questions", "Updates done, by how they ended.", ("status",), zeros | pulse.questions
    )
    yield _counter(
        "wenbao_api_calls", "Calls of the Bot API that have ended.", ("method", "outcome"), pulse.calls
    )
    yield _counter("wenbao_api_retries", "Calls that were repeated.", ("method",), pulse.retries)
    yield _counter(
        "wenbao_feedback", "Thumbs, and questions declined, that were kept.", ("kind",), dict.fromkeys(KINDS, 0) | dict(added)
    )  # fmt: skip
    yield _counter(
        "wenbao_report_reloads",
        "Readings of the reports while the bot runs.",
        ("outcome",),
        dict.fromkeys(OUTCOMES, 0) | pulse.reloads,
    )


def _counter(
    name: str, said: str, labels: tuple[str, ...], counts: Mapping[str, int] | Mapping[tuple[str, str], int]
) -> Metric:
    family = CounterMetricFamily(name, said, labels=labels)
    for key, count in counts.items():
        family.add_metric([key] if isinstance(key, str) else key, count)
    return family


def _seconds(pulse: Pulse) -> Metric:
    ends = [*map(str, BOUNDS), "+Inf"]
    buckets = list(zip(ends, map(float, accumulate(pulse.within)), strict=True))
    return HistogramMetricFamily(
        "wenbao_answer_seconds",
        "From taking an update in hand to its end.",
        buckets=buckets,
        sum_value=pulse.seconds,
    )


def _gauges(pulse: Pulse, vitals: Vitals, verdict: Verdict) -> Iterator[Metric]:
    known = [
        ("wenbao_inbox_updates", "Updates that wait.", vitals.waiting),
        ("wenbao_inbox_oldest_seconds", "How long the oldest of them waits.", vitals.oldest),
        ("wenbao_updates_in_hand", "Updates that are worked on.", pulse.working),
        ("wenbao_healthy", "1 where a new start would not help, as /healthz.", verdict.alive),
        ("wenbao_ready", "1 where it serves what the report files hold, as /readyz.", verdict.ready),
    ]
    if vitals.poll_age is not None:
        age = "Since the last completed poll; behind a webhook, since the last delivery."
        known.append(("wenbao_poll_age_seconds", age, vitals.poll_age))
    for name, said, value in known:
        yield GaugeMetricFamily(name, said, float(value))


def _reports(version: str, count: int) -> Iterator[Metric]:
    build = InfoMetricFamily("wenbao_build", "What runs, and on which reports.")
    build.add_metric([], {"version": __version__, "report": version})
    yield build
    yield GaugeMetricFamily("wenbao_reports", "Reports that are served.", float(count))
