"""Votes on an answer: 👍, 👎 and why; each counts once."""

from __future__ import annotations

from functools import partial

from bot.chat.tapped import Tapped
from bot.store.inbox import Inbox
from bot.store.masking import masked
from bot.view import messages, phrases
from bot.view.buttons import Rows
from knowledge import Status


async def up(tapped: Tapped) -> str:
    """👍; what to say in a toast."""
    _vote(tapped, "up")
    await _ballot(tapped, ())
    return phrases.THANKED


async def down(tapped: Tapped) -> str:
    """👎; in private, with the reasons to choose from."""
    _vote(tapped, "down")
    await _ballot(tapped, messages.reason_rows(tapped.tap.key, tapped.part))
    return phrases.SORRY if tapped.outbox.place.private else phrases.NOTED


async def reason(tapped: Tapped) -> str:
    """Why 👎."""
    if tapped.chosen < len(phrases.REASONS):
        _vote(tapped, "down", phrases.REASONS[tapped.chosen])
    await _ballot(tapped, ())
    return phrases.NOTED


def _vote(tapped: Tapped, kind: str, reason: str = "") -> None:
    """Keeps a vote, each once; a reason comes as a second row of the same thumb."""
    same = (
        tapped.tap.key,
        tapped.part,
        tapped.outbox.place.chat,
        tapped.message,
        tapped.user,
        kind,
        bool(reason),
    )
    if tapped.visit.hall.voted.again(same):
        return
    vote = partial(
        Inbox.add_feedback,
        kind=kind,
        question=masked(tapped.answer.question.raw or tapped.shown.question),
        history=tapped.shown.history,
        status=tapped.answer.status.value,
        reason=reason,
        report_version=tapped.shown.report_version,
    )
    tapped.visit.memory.tell(vote)


async def _ballot(tapped: Tapped, votes: Rows) -> None:
    """Shows that the vote has arrived; in a group others have not voted yet."""
    if tapped.outbox.place.private and tapped.answer.status is Status.ANSWERED:
        rows = messages.answer_rows(tapped.visit.library, tapped.answer, tapped.tap.key, tapped.part, votes)
        await tapped.outbox.edit_buttons(tapped.message, rows)
