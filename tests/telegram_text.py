"""Telegram's own parser, offline: what it makes of a message of ours, and whether a message keeps its limits."""

from __future__ import annotations

import json
from typing import Any

import tdjson

from bot.view.buttons import Message

LONGEST = 4096


def executed(request: dict[str, object]) -> dict[str, Any]:
    """The answer of Telegram's library to a request that needs no account."""
    answer = tdjson.td_execute(json.dumps(request).encode())
    assert answer is not None
    found: dict[str, Any] = json.loads(answer)
    return found


executed({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})


def parsed(html: str) -> tuple[str, list[tuple[str, str]]]:
    """The text of a message, and its entities: what kind, and the words they cover."""
    answer = executed(
        {"@type": "parseTextEntities", "text": html, "parse_mode": {"@type": "textParseModeHTML"}}
    )
    assert answer["@type"] == "formattedText", f"{answer}: {html}"
    text: str = answer["text"]
    wide = text.encode("utf-16-le")
    entities = []
    for entity in answer["entities"]:
        first, length = entity["offset"], entity["length"]
        words = wide[2 * first : 2 * (first + length)].decode("utf-16-le")
        entities.append((entity["type"]["@type"].removeprefix("textEntityType"), words))
    return text, entities


def valid(message: Message) -> None:
    """Asserts that Telegram takes the message: parsed, not empty, within every limit of text and buttons."""
    text, _ = parsed(message.html)
    assert text.strip()
    assert len(text.encode("utf-16-le")) // 2 <= LONGEST
    assert sum(map(len, message.rows)) <= 100
    for row in message.rows:
        assert 1 <= len(row) <= 8
        for button in row:
            assert button.words.strip()
            assert [bool(button.tap), bool(button.copied), bool(button.address)].count(True) == 1
            assert button.tap is None or 1 <= len(button.tap.spoken().encode()) <= 64
            assert len(button.copied.encode("utf-16-le")) // 2 <= 256
