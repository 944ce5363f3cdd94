"""The judge and the measurements of a question set."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.measure.check import Given, Measured, Outcome, Source, fault, measure
from bot.measure.questions import Gold
from bot.measure.scores import asked_lines, measured_lines, measured_record
from tests import made

GOLDEN = Path(__file__).parent / "golden" / "verdicts.jsonl"
ROWS = [json.loads(line) for line in GOLDEN.read_text("utf-8").splitlines()]
REPORTS = {row["report"]: row["text"] for row in ROWS if "text" in row}
CASES = [row for row in ROWS if "case" in row]


def a_gold(**fields: object) -> Gold:
    """A question about the rate, changed in these fields."""
    known: dict[str, object] = {
        "id": "1",
        "q": "化解率",
        "kind": "figure",
        "style": "plain",
        "status": "answered",
    }
    return Gold(**(known | fields))  # type: ignore[arg-type]


def test_the_golden_file_is_no_empty_one() -> None:
    """It holds right and wrong answers of every cause."""
    assert len(CASES) >= 60
    assert {row["cause"][:9] for row in CASES if not row["right"]} >= {
        "no citati",
        "quote not",
        "answer la",
        "wrong pas",
    }
    assert sum(row["right"] for row in CASES) >= 20


@pytest.mark.parametrize("row", CASES, ids=[row["case"] for row in CASES])
def test_the_judge_agrees_with_the_referee(row: dict[str, object]) -> None:
    """The verdict and its cause are those that the project's referee gave when the file was made."""
    gold, given = row["gold"], row["given"]
    assert isinstance(gold, dict)
    assert isinstance(given, dict)
    expected = a_gold(
        kind=gold["kind"],
        status=gold["status"],
        evidence=tuple(gold["evidence"]),
        must=tuple(map(tuple, gold["must"])),
    )
    cause = fault(
        expected,
        Given(given["status"], given["answer"], tuple(given["quotes"])),
        Source.of(REPORTS[row["report"]]),
    )
    assert cause == row["cause"]
    assert (not cause) == row["right"]


def test_several_reports_are_one_source() -> None:
    """A quote may come from any of the reports that were asked."""
    source = Source.of("甲报告。\n化解率95.74%。", "乙报告。\n办结率87.05%。")
    given = Given("answered", "办结率87.05%", ("办结率87.05%。",))
    assert fault(a_gold(evidence=("办结率87.05%",), must=(("87.05%",),)), given, source) == ""


def outcome(expected: str, given: str, wrong: str, microseconds: float, kind: str = "figure") -> Outcome:
    """A question that went this way."""
    return Outcome(a_gold(status=expected, kind=kind), Given(given, "答"), wrong, microseconds)


MEASURED = Measured(
    (
        outcome("answered", "answered", "", 100.0),
        outcome("answered", "answered", "answer lacks 95.74%/九成五", 200.0),
        outcome("answered", "answered", "answer lacks 34509", 250.0),
        outcome("answered", "declined", "declined instead of answered", 300.0, "list"),
        outcome("declined", "answered", "declined expected, answered given", 400.0, "unanswerable"),
        outcome("declined", "declined", "", 10_000.0, "unanswerable"),
    )
)


def test_a_set_is_summed_up() -> None:
    """Shares by kind, faults by cause, and the two ways of being wrong about whether to answer."""
    assert (MEASURED.right, MEASURED.accuracy) == (2, 2 / 6)
    assert MEASURED.by("kind") == {"figure": (1, 3), "unanswerable": (1, 2), "list": (0, 1)}
    assert MEASURED.causes["answer lacks …"] == 2
    assert MEASURED.turned("declined", "answered") == (1, 2)
    assert MEASURED.turned("answered", "declined") == (1, 4)


@pytest.mark.parametrize(
    ("share", "microseconds"), [(0.5, 250.0), (0.95, 10_000.0), (0.01, 100.0), (1.0, 10_000.0)]
)
def test_latency_is_a_time_that_was_measured(share: float, microseconds: float) -> None:
    """Percentiles by nearest rank: no time is invented between two that were measured."""
    assert MEASURED.latency(share) == microseconds


def test_people_and_machines_read_the_same_measurement() -> None:
    """The page names what the record holds; misses appear only when asked for."""
    page = "\n".join(line.text for line in measured_lines(MEASURED, 0))
    assert "误答  1/2" in page
    assert "误拒  1/4" in page
    assert "p50 250  p95 10000  p99 10000" in page
    assert page.endswith("答对  2/6 = 33.3%")
    assert "[figure/plain]" not in page
    assert "[figure/plain]" in next(measured_lines(MEASURED, 1)).text
    record = json.loads(json.dumps(measured_record(MEASURED, 9)))
    assert (record["right"], record["false_answers"], record["false_declines"]) == (2, [1, 2], [1, 4])
    assert len(record["misses"]) == 4


def test_measuring_asks_every_question_once_with_its_history() -> None:
    """The library is asked as a citizen would ask it, in the order of the set, and progress is told."""
    library = made.Canned({"化解率": made.answered()})
    told: list[tuple[int, int, str]] = []
    source = Source.of(made.SENTENCE)
    golds = [
        a_gold(evidence=("化解率95.74%",), must=(("95.74%",),)),
        a_gold(q="那呢", history=("化解率",), status="declined"),
    ]
    measured = measure(golds, library.ask, source, lambda *told_now: told.append(told_now))
    assert measured.right == 2
    assert library.asked == [("化解率", ()), ("那呢", ("化解率",))]
    assert told == [(0, 2, "化解率"), (1, 2, "那呢")]
    assert all(one.microseconds >= 0 for one in measured.outcomes)


def test_it_is_said_how_often_meaning_was_asked() -> None:
    """Staff see whether it was on, and the share of the questions that words alone did not decide."""
    assert [line.text for line in asked_lines(20, 80)] == ["语义  比较20次，80题里占25.0%"]
    assert "没有用" in next(asked_lines(None, 80)).text
