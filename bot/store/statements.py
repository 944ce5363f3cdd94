"""Every statement of the inbox, composed once: to compose one costs ten times what it costs to run it.

Only what every database says alike: where a row may be there already, it is changed or deleted first, which
is enough for the one bot that serves from an inbox.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Delete, Insert, Select, Table, Update, bindparam, delete, func, insert, select, update

from bot.store.schema import FEEDBACK, PARTS, SHOWN, TURNS, UPDATES

WAITING = (
    UPDATES.c.done.is_(None),
    UPDATES.c.tries < bindparam("most"),
    UPDATES.c.received >= bindparam("since"),
)


def _this(table: Table, *names: str) -> list[Any]:
    """The row that the parameters of_… name."""
    return [table.c[name] == bindparam(f"of_{name}") for name in names]


PENDING: Select[Any] = (
    select(UPDATES.c.update_id, UPDATES.c.payload, UPDATES.c.tries, UPDATES.c.received)
    .where(*WAITING)
    .order_by(UPDATES.c.received, UPDATES.c.update_id)
)
DEPTH: Select[Any] = select(func.count(), func.min(UPDATES.c.received)).where(*WAITING)
SEEN: Select[Any] = select(UPDATES.c.tries).where(
    *_this(UPDATES, "update_id"), UPDATES.c.received >= bindparam("since")
)
DROP: Delete = delete(UPDATES).where(*_this(UPDATES, "update_id"))
STORE: Insert = insert(UPDATES)
BEGIN: Update = (
    update(UPDATES).where(*_this(UPDATES, "update_id")).values(tries=UPDATES.c.tries + 1).returning(UPDATES.c.tries)
)  # fmt: skip
DONE: Update = update(UPDATES).where(*_this(UPDATES, "update_id")).values(done=bindparam("now"), payload="")
SENT: Select[Any] = select(PARTS.c.message_id).where(*_this(PARTS, "update_id", "part"))
CHANGE_PART: Update = (
    update(PARTS)
    .where(*_this(PARTS, "update_id", "part"))
    .values({name: bindparam(name) for name in ("message_id", "at")})
)
ADD_PART: Insert = insert(PARTS)
TURNS_OF: Select[Any] = (
    select(TURNS.c.question, TURNS.c.asked_message, TURNS.c.answer_messages)
    .where(*_this(TURNS, "chat", "user"), TURNS.c.at >= bindparam("since"))
    .order_by(TURNS.c.id.desc())
    .limit(bindparam("most"))
)
CHANGE_TURN: Update = (
    update(TURNS)
    .where(*_this(TURNS, "chat", "user", "asked_message"))
    .values({name: bindparam(name) for name in ("question", "answer_messages", "at")})
)
ADD_TURN: Insert = insert(TURNS)
FORGET: Delete = delete(TURNS).where(*_this(TURNS, "chat", "user"))
MOVE_CHAT: Update = update(TURNS).where(*_this(TURNS, "chat")).values(chat=bindparam("new"))
KEEP_SHOWN: Update = update(SHOWN).where(*_this(SHOWN, "id")).values(at=bindparam("at"))
ADD_SHOWN: Insert = insert(SHOWN)
SHOWN_BY: Select[Any] = (
    select(SHOWN.c.question, SHOWN.c.history, SHOWN.c.report_version)
    .where(*_this(SHOWN, "id"), SHOWN.c.at >= bindparam("since"))
)  # fmt: skip
ADD_FEEDBACK: Insert = insert(FEEDBACK)
FEEDBACK_ALL: Select[Any] = select(
    *(FEEDBACK.c[name] for name in "kind question history status reason report_version at".split())
).order_by(FEEDBACK.c.id)
SWEEPS: tuple[tuple[str, Delete], ...] = tuple(
    (table.name, delete(table).where(table.c["received" if table is UPDATES else "at"] < bindparam("before")))
    for table in (UPDATES, PARTS, TURNS, SHOWN, FEEDBACK)
)
"""By the name of the table."""
