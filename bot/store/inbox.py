"""What must outlive a crash: updates and what was sent for them, turns, buttons, feedback.

>>> inbox = Inbox.open("sqlite://")
>>> inbox.store(7, "{}"), inbox.store(7, "{}"), [update.update_id for update in inbox.pending()]
(True, False, [7])
"""

from __future__ import annotations

import hashlib
import json
import threading
import time
from base64 import urlsafe_b64encode
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Executable, Row

from bot.store import statements
from bot.store.kept import Feedback, Shown, StoredUpdate, Turn
from bot.store.schema import engine

MOST_TRIES = 3
"""An update that was begun so often and never done is what crashes the program: it is left alone."""
UPDATES_LIVE = 25 * 3600.0
"""Seconds. Telegram delivers an update for 24 h, and numbers may start anew after a quiet week."""
TURNS_LIVE = 30 * 60.0
SHOWN_LIVE = 30 * 86400.0
AGES = {"updates": UPDATES_LIVE, "parts": UPDATES_LIVE, "turns": TURNS_LIVE, "shown": SHOWN_LIVE}
"""Seconds after which the rows of a table are deleted; those of others are kept as long as the settings say."""
RETENTION_DAYS = 90
REMEMBERED = 8
"""Earlier questions that are passed on: a follow-up leans on the last few."""


class Inbox:
    """The durable memory of the bot, on one connection. Every method is one short transaction; threads may share it."""

    def __init__(self, made: Engine, clock: Callable[[], float], retention_days: int) -> None:
        self._engine = made
        self._connection = made.connect()
        self._clock = clock
        self._retention = retention_days * 86400.0
        self._lock = threading.RLock()
        self._depth = 0
        self.changed = False
        """Set by every change, for whoever wants to know of one."""
        self.added: Counter[str] = Counter()
        """Feedback of this run, by kind."""

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

    def _change(self, statement: Executable, **told: object) -> int:
        """How many rows it changed."""
        with self.transaction() as connection:
            self.changed = True
            return connection.execute(statement, told).rowcount

    def _rows(self, statement: Executable, **told: object) -> Sequence[Row[Any]]:
        with self._reading() as connection:
            return connection.execute(statement, told).all()

    # --- updates ---------------------------------------------------------------------------------

    def store(self, update_id: int, payload: str) -> bool:
        """Keeps an update; False where it was seen before (within 25 h)."""
        now = self._clock()
        with self.transaction():
            if self._rows(statements.SEEN, of_update_id=update_id, since=now - UPDATES_LIVE):
                return False
            self._change(statements.DROP, of_update_id=update_id)
            told = {"payload": payload, "received": now, "tries": 0, "done": None}
            self._change(statements.STORE, update_id=update_id, **told)
        return True

    def pending(self) -> list[StoredUpdate]:
        """What waits, oldest first, with fewer than three tries."""
        return [StoredUpdate(*row) for row in self._rows(statements.PENDING, **self._waiting())]

    def depth(self) -> tuple[int, float]:
        """How many updates wait, and the age of the oldest in seconds."""
        count, oldest = self._rows(statements.DEPTH, **self._waiting())[0]
        return count, max(0.0, self._clock() - oldest) if count else 0.0

    def _waiting(self) -> dict[str, float]:
        return {"most": MOST_TRIES, "since": self._clock() - UPDATES_LIVE}

    def begin(self, update_id: int) -> int:
        """Counts one more try, gives how many there are now; 0 for an update that is not kept."""
        with self.transaction() as connection:
            self.changed = True
            return connection.execute(statements.BEGIN, {"of_update_id": update_id}).scalar() or 0

    def done(self, update_id: int) -> None:
        """The update needs no more work; its text is dropped."""
        self._change(statements.DONE, of_update_id=update_id, now=self._clock())

    # --- what was sent ---------------------------------------------------------------------------

    def sent(self, update_id: int, part: int) -> int | None:
        """The message of a part of the answer; 0 where it was perhaps sent, None where it was not."""
        found = self._rows(statements.SENT, of_update_id=update_id, of_part=part)
        return found[0][0] if found else None

    def record_sent(self, update_id: int, part: int, message_id: int) -> None:
        """A part of the answer was sent as this message; 0: perhaps."""
        told = {"message_id": message_id, "at": self._clock()}
        with self.transaction():
            if not self._change(statements.CHANGE_PART, of_update_id=update_id, of_part=part, **told):
                self._change(statements.ADD_PART, update_id=update_id, part=part, **told)

    # --- conversation ----------------------------------------------------------------------------

    def history(self, chat: int, user: int) -> tuple[str, ...]:
        """The questions of the last 30 minutes, oldest first."""
        return tuple(turn.question for turn in self._turns(chat, user, REMEMBERED))

    def last_turn(self, chat: int, user: int) -> Turn | None:
        """The latest question of the last 30 minutes."""
        found = self._turns(chat, user, 1)
        return found[0] if found else None

    def _turns(self, chat: int, user: int, most: int) -> list[Turn]:
        since = self._clock() - TURNS_LIVE
        rows = self._rows(statements.TURNS_OF, of_chat=chat, of_user=user, since=since, most=most)
        return [Turn(question, asked, tuple(json.loads(ids))) for question, asked, ids in reversed(rows)]

    def remember(
        self, chat: int, user: int, question: str, asked_message: int, answer_messages: Sequence[int]
    ) -> None:
        """Adds a question to the conversation; one of the same message (edited, or replayed) is replaced."""
        answers = json.dumps(list(answer_messages))
        told = {"question": _whole(question), "answer_messages": answers, "at": self._clock()}
        place = {"chat": chat, "user": user, "asked_message": asked_message}
        with self.transaction():
            if not self._change(statements.CHANGE_TURN, **_of(place), **told):
                self._change(statements.ADD_TURN, **place, **told)

    def forget(self, chat: int, user: int) -> None:
        """Ends the conversation."""
        self._change(statements.FORGET, of_chat=chat, of_user=user)

    def move_chat(self, old: int, new: int) -> None:
        """A group became a supergroup: its conversations go along."""
        self._change(statements.MOVE_CHAT, of_chat=old, new=new)

    # --- buttons ---------------------------------------------------------------------------------

    def keep_shown(self, question: str, history: Sequence[str], report_version: str) -> str:
        """An id for an answer's buttons: 16 of [A-Za-z0-9_-], the same for the same answer."""
        short = shown_id(question, history, report_version)
        told = {
            "question": _whole(question),
            "history": json.dumps(list(history)),
            "report_version": report_version,
        }
        now = self._clock()
        with self.transaction():
            if not self._change(statements.KEEP_SHOWN, of_id=short, at=now):
                self._change(statements.ADD_SHOWN, id=short, at=now, **told)
        return short

    def shown(self, id: str) -> Shown | None:  # noqa: A002 - it is what a button carries
        """What an id stands for; None where it is unknown or older than 30 days."""
        rows = self._rows(statements.SHOWN_BY, of_id=id, since=self._clock() - SHOWN_LIVE)
        return Shown(rows[0][0], tuple(json.loads(rows[0][1])), rows[0][2]) if rows else None

    # --- feedback --------------------------------------------------------------------------------

    def add_feedback(
        self, kind: str, question: str, history: Iterable[str], status: str, reason: str, report_version: str
    ) -> None:
        """Keeps a thumb (up, down) or a question that was declined."""
        told = {"kind": kind, "question": _whole(question), "history": json.dumps(list(history))}
        outcome = {"status": status, "reason": _whole(reason), "report_version": report_version}
        self._change(statements.ADD_FEEDBACK, at=self._clock(), **told, **outcome)
        self.added[kind] += 1

    def feedback(self) -> list[Feedback]:
        """All that is kept, oldest first."""
        rows = self._rows(statements.FEEDBACK_ALL)
        return [Feedback(row[0], row[1], tuple(json.loads(row[2])), *row[3:]) for row in rows]

    def sweep(self) -> None:
        """Deletes what has outlived its age."""
        now = self._clock()
        with self.transaction():
            for table, statement in statements.SWEEPS:
                self._change(statement, before=now - AGES.get(table, self._retention))


def shown_id(question: str, history: Sequence[str], report_version: str) -> str:
    """The id that keep_shown gives, before it is kept.

    >>> shown_id("化解率是多少", (), "v")
    'gH__G7meFVa4RgUL'
    """
    meant = json.dumps([question, list(history), report_version]).encode()
    return urlsafe_b64encode(hashlib.sha256(meant).digest()[:12]).decode()


def _of(place: dict[str, int]) -> dict[str, int]:
    """The parameters that name a row."""
    return {f"of_{name}": one for name, one in place.items()}


def _whole(text: str) -> str:
    """A text that a database takes: half an emoji becomes a question mark, a null nothing."""
    return text.encode("utf-8", "replace").decode().replace("\0", "")
