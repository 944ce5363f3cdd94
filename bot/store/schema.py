"""The tables of the inbox and the engine below them: SQLite by default, PostgreSQL by another address."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, Engine, Float, Index, Integer, MetaData, String, Table, Text, event
from sqlalchemy import create_engine as create
from sqlalchemy.engine import make_url
from sqlalchemy.pool import StaticPool

METADATA = MetaData()

UPDATES = Table(
    "updates",
    METADATA,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("payload", Text, nullable=False),
    Column("received", Float, nullable=False),
    Column("tries", Integer, nullable=False, default=0),
    Column("done", Float),
)
"""Every update of Telegram; once done its text is emptied, and the number stays to know it again."""

PARTS = Table(
    "parts",
    METADATA,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, nullable=False),
    Column("at", Float, nullable=False),
)
"""What has been sent for an update."""

TURNS = Table(
    "turns",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("chat", BigInteger, nullable=False),
    Column("user", BigInteger, nullable=False),
    Column("question", Text, nullable=False),
    Column("asked_message", BigInteger, nullable=False),
    Column("answer_messages", Text, nullable=False),
    Column("at", Float, nullable=False),
    Index("turns_of", "chat", "user"),
)
"""What was asked lately, by chat and user; answer_messages is a JSON list of message ids."""

SHOWN = Table(
    "shown",
    METADATA,
    Column("id", String(20), primary_key=True),
    Column("question", Text, nullable=False),
    Column("history", Text, nullable=False),
    Column("report_version", String(80), nullable=False),
    Column("at", Float, nullable=False),
)
"""What a button's id stands for; history is a JSON list."""

FEEDBACK = Table(
    "feedback",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(20), nullable=False),
    Column("question", Text, nullable=False),
    Column("history", Text, nullable=False),
    Column("status", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    Column("report_version", String(80), nullable=False),
    Column("at", Float, nullable=False),
)
"""Thumbs and declined questions: with the turns the only text of citizens that outlives its answer."""


def engine(url: str) -> Engine:
    """An engine with the tables made; a SQLite file survives a power cut after every commit."""
    address = make_url(url)
    kept: dict[str, Any] = {}
    if address.get_backend_name() == "sqlite":
        kept["connect_args"] = {"check_same_thread": False, "timeout": 10}
        if address.database in (None, "", ":memory:"):
            kept["poolclass"] = StaticPool
    made = create(address, hide_parameters=True, **kept)
    if address.get_backend_name() == "sqlite":
        event.listen(made, "connect", _pragmas)
    METADATA.create_all(made)
    return made


def _pragmas(connection: Any, _record: object) -> None:
    """WAL: readers never wait for the writer; FULL: a commit is on the disk before it returns."""
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
