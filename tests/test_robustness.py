"""What mistyping costs: the same set before and after, case by case."""

from __future__ import annotations

from collections.abc import Sequence

from bot.measure.check import Source, measure
from bot.measure.mutate import mutation
from bot.measure.questions import Gold
from bot.measure.robustness import Robustness, robustness, robustness_lines, robustness_records
from knowledge import Answer
from tests import made

SOURCE = Source.of("成功化解34509件，化解率95.74%。")
GOLDS = (
    Gold("1", "化解率是多少", "figure", "plain", "answered", evidence=("化解率95.74%",), must=(("95.74%",),)),
    Gold("2", "院长的姓名", "unanswerable", "plain", "declined"),
)


def only_as_written(question: str, _: Sequence[str]) -> Answer:
    """Answers a question that is written right, and whatever is not with the same figure."""
    return made.declined() if question == GOLDS[1].q else made.answered()


def tried(*names: str, rounds: int = 2) -> list[Robustness]:
    """The two questions in these ways."""
    before = measure(GOLDS, only_as_written, SOURCE)
    ways = list(map(mutation, names))
    return list(robustness(GOLDS, before, ways, only_as_written, SOURCE, range(rounds)))


def test_points_are_lost_where_a_slip_misleads() -> None:
    """The refusal becomes a false answer, the answer stays: half of the set is lost."""
    (one,) = tried("homophone:1")
    assert one.before.accuracy == 1.0
    assert len(one.after.outcomes) == 4
    assert one.changed == 4
    assert one.lost == 50.0
    assert [(old.gold.id, new.gold.id) for old, new in one.newly_wrong] == [("2", "2"), ("2", "2")]
    assert one.after.turned("declined", "answered") == (2, 2)


def test_nothing_is_lost_where_nothing_changes() -> None:
    """There are no digits to write in other numerals."""
    (one,) = tried("numerals")
    assert (one.changed, one.lost, one.newly_wrong) == (0, 0.0, ())


def test_a_row_for_each_way_and_the_misses_on_demand() -> None:
    """Both readers learn the same."""
    both = tried("homophone:1", "numerals")
    shown = "\n".join(line.text for line in robustness_lines(both, 1))
    assert "homophone:1" in shown
    assert "50.0" in shown
    assert "原题：院长的姓名" in shown
    first, second = robustness_records(both, 1)
    assert (first["points_lost"], first["changed"], first["false_answers"]) == (50.0, 4, [2, 2])
    assert second["misses"] == []
    assert "原题" not in "\n".join(line.text for line in robustness_lines(both, 0))
