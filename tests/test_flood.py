"""Flood: five at once and one every two seconds; one notice, then silence until it calms, for that user alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.flood import AT_ONCE, EVERY, KEPT, Flood, Verdict

ANSWER, NOTICE, SILENCE = Verdict.ANSWER, Verdict.NOTICE, Verdict.SILENCE


def test_five_at_once_then_one_notice_then_silence() -> None:
    """The sixth is told why, the others are not even told."""
    flood = Flood()
    assert [flood.weigh(1, 100.0) for _ in range(8)] == [*[ANSWER] * 5, NOTICE, SILENCE, SILENCE]


def test_another_user_is_not_concerned() -> None:
    """Each has a bucket of his own."""
    flood = Flood()
    for _ in range(9):
        flood.weigh(1, 100.0)
    assert flood.weigh(2, 100.0) is ANSWER


def test_one_every_two_seconds_goes_on_for_ever() -> None:
    """That is what anybody may ask."""
    flood = Flood()
    assert {flood.weigh(1, 100.0 + EVERY * n) for n in range(200)} == {ANSWER}


def test_one_a_second_is_silenced_until_it_stops() -> None:
    """Lasting, it is one notice; a pause of two seconds is calm enough to be answered again."""
    flood = Flood()
    verdicts = [flood.weigh(1, 100.0 + n) for n in range(60)]
    assert verdicts.count(NOTICE) == 1
    assert set(verdicts[20:]) == {SILENCE}
    assert flood.weigh(1, 161.5) is ANSWER


def test_a_new_flood_after_quiet_is_noticed_again() -> None:
    """Once the bucket was full, the next flood gets its own notice."""
    flood = Flood()
    first = [flood.weigh(1, 0.0) for _ in range(7)]
    second = [flood.weigh(1, AT_ONCE * EVERY) for _ in range(7)]
    assert first == second == [*[ANSWER] * 5, NOTICE, SILENCE]


def test_the_memory_is_bounded() -> None:
    """Who has been quiet is forgotten; nobody's flood is, unless all are flooding."""
    flood = Flood()
    for user in range(KEPT):
        flood.weigh(user, 1000.0)
    for _ in range(7):
        flood.weigh(-1, 1003.0)
    assert list(flood._buckets) == [-1]


@given(st.lists(st.floats(0, 5), max_size=80))
def test_never_more_than_promised(gaps: list[float]) -> None:
    """In any time, no more are answered than five and one every two seconds."""
    flood = Flood()
    now, answered = 0.0, 0
    for gap in gaps:
        now += gap
        answered += flood.weigh(1, now) is ANSWER
    assert answered <= AT_ONCE + now / EVERY + 1e-6
