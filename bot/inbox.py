"""What must outlive a crash: updates and what was sent for them, turns, buttons, feedback.

>>> inbox = Inbox.open("sqlite://")
>>> inbox.store(7, "{}"), inbox.store(7, "{}"), [update.update_id for update in inbox.pending()]
(True, False, [7])
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, Engine, Table, delete, func, select, update
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import Misuse
from bot.schema import FEEDBACK, PARTS, SHOWN, TURNS, UPDATES, Upsert, engine, upsert
from bot.service_config import ServiceSettings

MOST_TRIES = 3
"""An update that was begun so often and never done is what crashes the program: it is left alone."""
UPDATES_LIVE = 25 * 3600.0
"""Seconds. Telegram delivers an update for 24 h, and numbers may start anew after a quiet week."""
TURNS_LIVE = 30 * 60.0
SHOWN_LIVE = 30 * 86400.0
RETENTION_DAYS = 90
REMEMBERED = 8
"""Earlier questions that are passed on: a follow-up leans on the last few."""
PERHAPS_SENT = 0
"""The message id of a part of which nobody knows whether it arrived."""


@dataclass(frozen=True, slots=True)
class StoredUpdate:
    """An update that waits."""

    update_id: int
    payload: str
    """As Telegram sent it, JSON."""
    tries: int
    received: float
    """Seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and the messages that answered it."""

    question: str
    asked_message: int
    answer_messages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a button belongs to."""

    question: str
    history: tuple[str, ...]
    report_version: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """A thumb or a declined question."""

    kind: str
    """up, down or declined."""
    question: str
    history: tuple[str, ...]
    status: str
    reason: str
    report_version: str
    at: float
    """Seconds since 1970."""


class Inbox:
    """The durable memory of the bot, on one connection. Every method is one short transaction; threads may share it."""

    def __init__(self, made: Engine, clock: Callable[[], float], retention_days: int) -> None:
        self._engine = made
        self._connection = made.connect()
        self._clock = clock
        self._retention = retention_days * 86400.0
        self._dialect = made.dialect.name
        self._lock = threading.RLock()
        self._depth = 0

    @classmethod
    def open(
        cls, url: str, clock: Callable[[], float] = time.time, retention_days: int = RETENTION_DAYS
    ) -> Inbox:
        """The inbox at a database address: sqlite:///path, sqlite:// (in memory), postgresql+driver://…"""
        return cls(engine(url), clock, retention_days)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """What is changed inside stands or falls together, with one commit; one inside another joins it."""
        with self._lock:
            self._depth += 1
            try:
                yield self._connection
                if self._depth == 1:
                    self._connection.commit()
            except BaseException:
                self._connection.rollback()
                raise
            finally:
                self._depth -= 1

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._lock:
            try:
                yield self._connection
            finally:
                if self._depth == 0:
                    # So that a server does not keep a transaction open for a mere look.
                    self._connection.rollback()

    def close(self) -> None:
        """Closes the database."""
        with self._lock:
            self._connection.close()
            self._engine.dispose()

    def _insert(self, table: Table) -> Upsert:
        return upsert(table, self._dialect)

    # --- updates ---------------------------------------------------------------------------------

    def store(self, update_id: int, payload: str) -> bool:
        """Keeps an update; False where it was seen before (within 25 h)."""
        now = self._clock()
        fresh = {"payload": payload, "received": now, "tries": 0, "done": None}
        statement = self._insert(UPDATES).values(update_id=update_id, **fresh)
        statement = statement.on_conflict_do_update(
            index_elements=["update_id"], set_=fresh, where=UPDATES.c.received < now - UPDATES_LIVE
        )
        with self.transaction() as connection:
            return connection.execute(statement).rowcount == 1

    def pending(self) -> list[StoredUpdate]:
        """What waits, oldest first, with fewer than three tries."""
        columns = (UPDATES.c.update_id, UPDATES.c.payload, UPDATES.c.tries, UPDATES.c.received)
        statement = select(*columns).where(*self._waiting())
        with self._reading() as connection:
            rows = connection.execute(statement.order_by(UPDATES.c.received, UPDATES.c.update_id))
            return [StoredUpdate(*row) for row in rows]

    def _waiting(self) -> tuple[ColumnElement[bool], ...]:
        young = UPDATES.c.received >= self._clock() - UPDATES_LIVE
        return UPDATES.c.done.is_(None), UPDATES.c.tries < MOST_TRIES, young

    def begin(self, update_id: int) -> int:
        """Counts one more try, gives how many there are now; 0 for an update that is not kept."""
        statement = update(UPDATES).where(UPDATES.c.update_id == update_id).values(tries=UPDATES.c.tries + 1)
        with self.transaction() as connection:
            return connection.execute(statement.returning(UPDATES.c.tries)).scalar() or 0

    def done(self, update_id: int) -> None:
        """The update needs no more work; its text is dropped."""
        statement = update(UPDATES).where(UPDATES.c.update_id == update_id)
        with self.transaction() as connection:
            connection.execute(statement.values(done=self._clock(), payload=""))

    def depth(self) -> tuple[int, float]:
        """How many updates wait, and the age of the oldest in seconds."""
        statement = select(func.count(), func.min(UPDATES.c.received)).where(*self._waiting())
        with self._reading() as connection:
            count, oldest = connection.execute(statement).one()
        return count, max(0.0, self._clock() - oldest) if count else 0.0

    # --- what was sent ---------------------------------------------------------------------------

    def sent(self, update_id: int, part: int) -> int | None:
        """The message of a part of the answer; 0 where it was perhaps sent, None where it was not."""
        statement = select(PARTS.c.message_id).where(PARTS.c.update_id == update_id, PARTS.c.part == part)
        with self._reading() as connection:
            found: int | None = connection.execute(statement).scalar()
        return found

    def record_sent(self, update_id: int, part: int, message_id: int) -> None:
        """A part of the answer was sent as this message; 0: perhaps."""
        told = {"message_id": message_id, "at": self._clock()}
        statement = self._insert(PARTS).values(update_id=update_id, part=part, **told)
        with self.transaction() as connection:
            connection.execute(
                statement.on_conflict_do_update(index_elements=["update_id", "part"], set_=told)
            )

    # --- conversation ----------------------------------------------------------------------------

    def history(self, chat: int, user: int) -> tuple[str, ...]:
        """The questions of the last 30 minutes, oldest first."""
        return tuple(turn.question for turn in self._turns(chat, user, REMEMBERED))

    def last_turn(self, chat: int, user: int) -> Turn | None:
        """The latest question of the last 30 minutes."""
        found = self._turns(chat, user, 1)
        return found[0] if found else None

    def _turns(self, chat: int, user: int, most: int) -> list[Turn]:
        statement = (
            select(TURNS.c.question, TURNS.c.asked_message, TURNS.c.answer_messages)
            .where(TURNS.c.chat == chat, TURNS.c.user == user, TURNS.c.at >= self._clock() - TURNS_LIVE)
            .order_by(TURNS.c.id.desc())
            .limit(most)
        )
        with self._reading() as connection:
            rows = connection.execute(statement).all()
        return [Turn(question, asked, tuple(json.loads(ids))) for question, asked, ids in reversed(rows)]

    def remember(
        self, chat: int, user: int, question: str, asked_message: int, answer_messages: Sequence[int]
    ) -> None:
        """Adds a question to the conversation; one of the same message (edited, or replayed) is replaced."""
        told = {
            "question": question,
            "answer_messages": json.dumps(list(answer_messages)),
            "at": self._clock(),
        }
        same = (TURNS.c.chat == chat, TURNS.c.user == user, TURNS.c.asked_message == asked_message)
        with self.transaction() as connection:
            if connection.execute(update(TURNS).where(*same).values(**told)).rowcount == 0:
                place = {"chat": chat, "user": user, "asked_message": asked_message}
                connection.execute(self._insert(TURNS).values(**place, **told))

    def forget(self, chat: int, user: int) -> None:
        """Ends the conversation."""
        with self.transaction() as connection:
            connection.execute(delete(TURNS).where(TURNS.c.chat == chat, TURNS.c.user == user))

    def move_chat(self, old: int, new: int) -> None:
        """A group became a supergroup: its conversations go along."""
        with self.transaction() as connection:
            connection.execute(update(TURNS).where(TURNS.c.chat == old).values(chat=new))

    # --- buttons ---------------------------------------------------------------------------------

    def keep_shown(self, question: str, history: Sequence[str], report_version: str) -> str:
        """An id for an answer's buttons: 16 of [A-Za-z0-9_-], the same for the same answer."""
        meant = json.dumps([question, list(history), report_version])
        short = urlsafe_b64encode(hashlib.sha256(meant.encode("utf-8", "replace")).digest()[:12]).decode()
        told = {"question": question, "history": json.dumps(list(history)), "report_version": report_version}
        statement = self._insert(SHOWN).values(id=short, at=self._clock(), **told)
        statement = statement.on_conflict_do_update(index_elements=["id"], set_={"at": self._clock()})
        with self.transaction() as connection:
            connection.execute(statement)
        return short

    def shown(self, id: str) -> Shown | None:  # noqa: A002 - it is what a button carries
        """What an id stands for; None where it is unknown or older than 30 days."""
        columns = (SHOWN.c.question, SHOWN.c.history, SHOWN.c.report_version)
        statement = select(*columns).where(SHOWN.c.id == id, SHOWN.c.at >= self._clock() - SHOWN_LIVE)
        with self._reading() as connection:
            row = connection.execute(statement).one_or_none()
        return Shown(row[0], tuple(json.loads(row[1])), row[2]) if row else None

    # --- feedback --------------------------------------------------------------------------------

    def add_feedback(
        self, kind: str, question: str, history: Iterable[str], status: str, reason: str, report_version: str
    ) -> None:
        """Keeps a thumb (up, down) or a question that was declined."""
        told = {"kind": kind, "question": question, "history": json.dumps(list(history)), "status": status}
        statement = self._insert(FEEDBACK).values(
            reason=reason, report_version=report_version, at=self._clock(), **told
        )
        with self.transaction() as connection:
            connection.execute(statement)

    def feedback(self) -> list[Feedback]:
        """All that is kept, oldest first."""
        table = FEEDBACK.c
        columns = (
            table.kind,
            table.question,
            table.history,
            table.status,
            table.reason,
            table.report_version,
        )
        with self._reading() as connection:
            rows = connection.execute(select(*columns, table.at).order_by(table.id)).all()
        return [Feedback(row[0], row[1], tuple(json.loads(row[2])), *row[3:]) for row in rows]

    def sweep(self) -> None:
        """Deletes what has outlived its age."""
        now = self._clock()
        with self.transaction() as connection:
            connection.execute(delete(UPDATES).where(UPDATES.c.received < now - UPDATES_LIVE))
            connection.execute(delete(PARTS).where(PARTS.c.at < now - UPDATES_LIVE))
            connection.execute(delete(TURNS).where(TURNS.c.at < now - TURNS_LIVE))
            connection.execute(delete(SHOWN).where(SHOWN.c.at < now - SHOWN_LIVE))
            connection.execute(delete(FEEDBACK).where(FEEDBACK.c.at < now - self._retention))


def opened(settings: ServiceSettings, *, made: bool = True) -> Inbox:
    """The inbox of these settings; `made`: its folder and file are made where they are missing. Raises Misuse."""
    path = _file(settings)
    if path and not made and not path.exists():
        raise Misuse(f"WENBAO_DATA: {path.parent} holds no inbox yet")
    try:
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
        return Inbox.open(settings.database.reveal(), retention_days=settings.retention_days)
    except (SQLAlchemyError, OSError, ImportError) as error:
        raise _unusable(settings, error) from error


@contextmanager
def alone(settings: ServiceSettings) -> Iterator[None]:
    """Holds the inbox's folder while a bot runs: a second one would answer everything again. Raises Misuse."""
    path = _file(settings)
    if path is None:
        yield
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.with_suffix(".lock").open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
    except BlockingIOError:
        raise Misuse(f"WENBAO_DATA: another wenbao serves from {path.parent}") from None
    except OSError as error:
        raise _unusable(settings, error) from error


def _file(settings: ServiceSettings) -> Path | None:
    """The file of a SQLite inbox."""
    address = settings.database.reveal()
    return Path(address.removeprefix("sqlite:///")) if address.startswith("sqlite:///") else None


def _unusable(settings: ServiceSettings, error: Exception) -> Misuse:
    return Misuse(
        settings.redactor()(f"WENBAO_DATA: the inbox cannot be opened: {str(error).splitlines()[0]}")
    )
