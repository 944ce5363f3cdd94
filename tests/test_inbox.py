"""The inbox: what is written is there after a crash, what is old is gone, and it runs on two databases."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import ClauseElement, Executable
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from bot.store import statements
from bot.store.inbox import MOST_TRIES, SHOWN_LIVE, TURNS_LIVE, UPDATES_LIVE, Inbox
from bot.store.kept import PERHAPS_SENT, Feedback, Shown, Turn  # fmt: skip
from bot.store.schema import METADATA

DAY = 86400.0
TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
POSTGRESQL = postgresql.dialect()  # type: ignore[no-untyped-call]


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        """Seconds since 1970."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock."""
    return Clock()


@pytest.fixture(params=["sqlite://", *filter(None, [os.environ.get("WENBAO_TEST_POSTGRESQL")])])
def inbox(request: pytest.FixtureRequest, clock: Clock) -> Iterator[Inbox]:
    """An empty inbox; of PostgreSQL, too, where a database for tests is named."""
    url: str = request.param
    inbox = Inbox.open(url, clock)
    with inbox.transaction() as connection:
        for table in METADATA.sorted_tables:
            connection.execute(table.delete())
    yield inbox
    inbox.close()


def test_an_update_waits_until_it_is_done(inbox: Inbox) -> None:
    """Stored, begun, done; its text is dropped with that."""
    assert inbox.store(5, '{"a": 1}')
    assert [(one.update_id, one.payload, one.tries) for one in inbox.pending()] == [(5, '{"a": 1}', 0)]
    assert inbox.begin(5) == 1
    inbox.done(5)
    assert inbox.pending() == []
    assert inbox.depth() == (0, 0.0)
    assert inbox.begin(6) == 0


def test_a_second_time_is_known_for_25_hours(inbox: Inbox, clock: Clock) -> None:
    """Also when it is done; numbers may start anew after a week."""
    assert inbox.store(5, "{}")
    inbox.done(5)
    clock.now += UPDATES_LIVE - 1
    assert not inbox.store(5, "{}")
    clock.now += 2
    assert inbox.store(5, "new")
    assert [one.payload for one in inbox.pending()] == ["new"]


def test_three_tries_are_enough(inbox: Inbox) -> None:
    """An update that was begun three times is what crashes the program: it is left alone."""
    inbox.store(5, "{}")
    for tries in range(1, MOST_TRIES + 1):
        assert inbox.pending()
        assert inbox.begin(5) == tries
    assert inbox.pending() == []


def test_what_waits_is_in_order(inbox: Inbox, clock: Clock) -> None:
    """The oldest first, a batch by its numbers; depth tells the age of the oldest."""
    with inbox.transaction():
        inbox.store(9, "{}")
        inbox.store(8, "{}")
    clock.now += 10
    inbox.store(3, "{}")
    assert [one.update_id for one in inbox.pending()] == [8, 9, 3]
    assert inbox.depth() == (3, 10.0)


def test_parts_are_remembered(inbox: Inbox) -> None:
    """None is not sent, 0 perhaps; what turns out later counts."""
    assert inbox.sent(5, 0) is None
    inbox.record_sent(5, 0, PERHAPS_SENT)
    assert inbox.sent(5, 0) == PERHAPS_SENT
    inbox.record_sent(5, 0, 77)
    assert (inbox.sent(5, 0), inbox.sent(5, 1), inbox.sent(6, 0)) == (77, None, None)


def test_a_conversation_lasts_30_minutes(inbox: Inbox, clock: Clock) -> None:
    """By chat and user, over an edit, until it is forgotten."""
    inbox.remember(1, 7, "化解率是多少", 11, [12, 13])
    clock.now += 60
    inbox.remember(1, 7, "那办结率呢", 14, [15])
    inbox.remember(1, 8, "别人的", 16, [])
    assert inbox.history(1, 7) == ("化解率是多少", "那办结率呢")
    inbox.remember(1, 7, "办结率呢", 14, [15])
    assert inbox.last_turn(1, 7) == Turn("办结率呢", 14, (15,))
    assert inbox.history(2, 7) == ()
    clock.now += TURNS_LIVE - 30
    assert inbox.history(1, 7) == ("办结率呢",)
    inbox.forget(1, 7)
    assert inbox.last_turn(1, 7) is None
    assert inbox.history(1, 8) == ("别人的",)


def test_a_chat_that_moves_keeps_its_conversation(inbox: Inbox) -> None:
    """A group that becomes a supergroup has another number."""
    inbox.remember(-5, 7, "化解率是多少", 11, [12])
    inbox.move_chat(-5, -1005)
    assert (inbox.history(-5, 7), inbox.history(-1005, 7)) == ((), ("化解率是多少",))


@given(TEXT, st.lists(st.text()), TEXT.filter(lambda text: len(text) <= 80))
def test_a_button_finds_its_answer_again(question: str, history: list[str], version: str) -> None:
    """By an id that fits into callback data and is the same for the same answer."""
    inbox = _shared()
    one = inbox.keep_shown(question, history, version)
    assert len(one) <= 20
    assert one.isascii()
    assert inbox.shown(one) == Shown(question, tuple(history), version)
    assert inbox.keep_shown(question, history, version) == one


def _shared(kept: list[Inbox] = []) -> Inbox:  # noqa: B006 - one for all examples
    if not kept:
        kept.append(Inbox.open("sqlite://"))
    return kept[0]


def test_old_things_are_swept(inbox: Inbox, clock: Clock) -> None:
    """Each kind at its age, and nothing before."""
    inbox.store(5, "{}")
    inbox.record_sent(5, 0, 1)
    inbox.remember(1, 7, "问", 11, [])
    key = inbox.keep_shown("问", (), "v")
    inbox.add_feedback("declined", "问", ("前",), "declined", "weak", "v")
    clock.now += UPDATES_LIVE + 1
    inbox.sweep()
    assert (inbox.pending(), inbox.sent(5, 0), inbox.history(1, 7)) == ([], None, ())
    assert inbox.shown(key)
    assert inbox.feedback() == [Feedback("declined", "问", ("前",), "declined", "weak", "v", 1_000_000.0)]
    clock.now += max(SHOWN_LIVE, 90 * DAY)
    inbox.sweep()
    assert (inbox.shown(key), inbox.feedback()) == (None, [])


def test_a_file_holds_what_was_written(tmp_path: Path) -> None:
    """Another process, after this one has been killed, finds it: WAL, synchronous FULL."""
    path = tmp_path / "wenbao.db"
    inbox = Inbox.open(f"sqlite:///{path}")
    inbox.store(5, "{}")
    with sqlite3.connect(path) as other:
        assert other.execute("SELECT update_id FROM updates").fetchall() == [(5,)]
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    other.close()
    inbox.close()


def test_a_failure_undoes_what_belongs_together(inbox: Inbox) -> None:
    """A transaction stands or falls as a whole."""

    def failing() -> None:
        with inbox.transaction():
            inbox.store(5, "{}")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert inbox.pending() == []


def test_no_text_of_people_stays_in_the_file(tmp_path: Path) -> None:
    """What was answered is overwritten, not only unlinked."""
    inbox = Inbox.open(f"sqlite:///{tmp_path}/wenbao.db")
    inbox.store(5, '{"text": "a secret question"}')
    inbox.done(5)
    inbox.close()
    assert b"a secret question" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


@pytest.mark.parametrize("table", METADATA.sorted_tables, ids=str)
def test_the_tables_are_valid_for_postgresql(table: str) -> None:
    """The same schema compiles in the other dialect."""
    compiled = str(CreateTable(METADATA.tables[str(table)]).compile(dialect=POSTGRESQL))
    assert compiled.lstrip().startswith(f"CREATE TABLE {table}")


STATEMENTS = {
    name: one
    for name, one in vars(statements).items()
    if isinstance(one, Executable) and isinstance(one, ClauseElement)
}


@pytest.mark.parametrize("name", STATEMENTS)
def test_the_statements_are_valid_for_postgresql(name: str) -> None:
    """Each compiles in the other dialect."""
    assert str(STATEMENTS[name].compile(dialect=POSTGRESQL))


def test_half_an_emoji_is_kept_as_it_can_be(inbox: Inbox) -> None:
    """A database takes no lone surrogate."""
    inbox.remember(1, 7, "\ud83d化解率", 1, [])
    inbox.add_feedback("declined", "\ud83d", ("\ud83d",), "declined", "\ud83d", "v")
    assert inbox.history(1, 7) == ("?化解率",)
    assert inbox.shown(inbox.keep_shown("\ud83d", ("\ud83d",), "v"))
