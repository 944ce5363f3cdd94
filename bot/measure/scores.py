"""A measurement for staff: how good and how fast the answers to a question set are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.display.columns import clip
from bot.display.screen import Line, tabular
from bot.measure.check import Measured, Outcome

SAID = 110
"""Columns of a wrong answer that are shown."""
PERCENTILES = {"p50": 0.50, "p95": 0.95, "p99": 0.99}


def measured_lines(measured: Measured, misses: int) -> Iterator[Line]:
    """How good and how fast: by kind, by style, what was wrong."""
    for outcome in measured.misses[:misses]:
        yield from _miss(outcome)
    for name, groups in (("类别", measured.by("kind")), ("说法", measured.by("style"))):
        rows = [
            (one, str(right), str(total), f"{right / total:.1%}") for one, (right, total) in groups.items()
        ]
        yield from tabular((name, "对", "共", "比率"), rows)
        yield Line()
    if measured.causes:
        yield Line("错因  " + "，".join(f"{cause} {count}" for cause, count in measured.causes.items()))
    wrongly_answered, unanswerable = measured.turned("declined", "answered")
    wrongly_declined, answerable = measured.turned("answered", "declined")
    yield Line(f"误答  {wrongly_answered}/{unanswerable}（该拒未拒）")
    yield Line(f"误拒  {wrongly_declined}/{answerable}（该答未答）")
    speed = "  ".join(f"{name} {measured.latency(share):.0f}" for name, share in PERCENTILES.items())
    yield Line(f"用时  {speed}（微秒，每题第一次问）")
    yield Line(f"答对  {measured.right}/{len(measured.outcomes)} = {measured.accuracy:.1%}", "strong")


def asked_lines(asked: int | None, questions: int) -> Iterator[Line]:
    """Whether meaning was at hand, and how often words alone did not decide; None where it was not."""
    if asked is None:
        yield Line("语义  没有用（未安装 wenbao[meaning]，或 WENBAO_MEANING=off）")
    else:
        yield Line(f"语义  比较{asked}次，{questions}题里占{asked / questions:.1%}")


def _miss(outcome: Outcome) -> Iterator[Line]:
    gold, given = outcome.gold, outcome.given
    asked = " ".join(" | ".join((*gold.history, gold.q)).split())
    yield Line(f"{gold.id} [{gold.kind}/{gold.style}] {asked}", "ask")
    yield Line(f"{outcome.fault}; {given.status}: {clip(given.text, SAID)}", indent=3)


def measured_record(measured: Measured, misses: int) -> dict[str, object]:
    """The same for machines: each pair is (so many, of so many)."""
    return {
        "questions": len(measured.outcomes),
        "right": measured.right,
        "accuracy": round(measured.accuracy, 4),
        "kind": _pairs(measured.by("kind")),
        "style": _pairs(measured.by("style")),
        "causes": measured.causes,
        "false_answers": list(measured.turned("declined", "answered")),
        "false_declines": list(measured.turned("answered", "declined")),
        "latency_us": {name: round(measured.latency(share), 1) for name, share in PERCENTILES.items()},
        "misses": [
            {
                "id": outcome.gold.id,
                "q": outcome.gold.q,
                "cause": outcome.fault,
                "status": outcome.given.status,
                "answer": outcome.given.text,
            }
            for outcome in measured.misses[:misses]
        ],
    }


def _pairs(groups: Mapping[str, tuple[int, int]]) -> dict[str, list[int]]:
    return {name: list(pair) for name, pair in groups.items()}
