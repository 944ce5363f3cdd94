"""Taps: the views of an answer, votes, pages of the report. What a button says is understood after a restart, too."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial

from telegram import CallbackQuery, Chat
from telegram import Message as Received
from telegram.error import TelegramError

from bot.chat.asking import Asked, by_button
from bot.chat.flood import Verdict
from bot.chat.outbox import Outbox
from bot.chat.talk import Place, place
from bot.chat.visit import Visit
from bot.store.inbox import Inbox
from bot.store.kept import Shown
from bot.store.masking import masked
from bot.view import messages, pages, phrases
from bot.view.buttons import Message, Rows, Tap, Verb, heard
from bot.view.opening import opened_by
from bot.view.passages import Place as Spot
from bot.view.passages import by_place
from knowledge import Answer, Span, Status

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tapped:
    """A tap on a button under an answer."""

    visit: Visit
    tap: Tap
    shown: Shown
    answer: Answer
    """The part of the answer that the button belongs to, as the library gives it now."""
    above: str
    """What that part answers, where a message asked several things."""
    outbox: Outbox
    message: int
    user: int

    @property
    def part(self) -> int:
        """Which of the answers to several questions, from 0."""
        return self.tap.number(0)

    @property
    def chosen(self) -> int:
        """Which of several things under it, from 0."""
        return self.tap.number(1)

    async def show(self, message: Message) -> str:
        """Shows a view in the place of the answer."""
        return "" if await self.outbox.edit(self.message, message) else phrases.FAILED


async def tapped(visit: Visit) -> None:
    """A tap on any button."""
    query = visit.update.callback_query
    if query is None:
        return
    verdict = visit.hall.taps.weigh(query.from_user.id, visit.hall.clock())
    if verdict is not Verdict.ANSWER:
        await _toast(query, phrases.TOO_FAST if verdict is Verdict.NOTICE else "")
        return
    said = await _served(visit, query)
    await _toast(query, said)


async def _served(visit: Visit, query: CallbackQuery) -> str:
    """Does what the tap asks for; what to say in a toast, "" for nothing."""
    tap = heard(query.data or "")
    if tap is None or query.message is None:
        return phrases.FORGOTTEN
    where = _place(query)
    outbox = visit.outbox(where)
    if tap.of_report:
        if tap.key != visit.library.version:
            return phrases.OLDER
        return (
            ""
            if await outbox.edit(query.message.message_id, opened_by(visit.library, tap))
            else phrases.FAILED
        )
    key = tap.key
    shown = await visit.memory.run(lambda inbox: inbox.shown(key))
    if shown is None:
        return phrases.FORGOTTEN
    if shown.report_version != visit.library.version:
        return phrases.OLDER
    answer = visit.library.ask(shown.question, shown.history)
    found = messages.parts(answer)
    part = found[min(tap.number(0), len(found) - 1)]
    above = messages.heading(answer, part)
    there = Tapped(visit, tap, shown, part, above, outbox, query.message.message_id, query.from_user.id)
    return await VERBS[tap.verb](there)


def _place(query: CallbackQuery) -> Place:
    """Where the button stands; an old message tells no more than its chat."""
    message = query.message
    assert message is not None
    if isinstance(message, Received):
        return place(message)
    return Place(message.chat.id, None, message.chat.type == Chat.PRIVATE)


async def _toast(query: CallbackQuery, said: str) -> None:
    """Ends the waiting on the button; a tap that is too old to be answered is no matter."""
    try:
        await query.answer(said or None, show_alert=said in (phrases.OLDER, phrases.FORGOTTEN))
    except TelegramError as failed:
        log.info("tap not answered: %s", failed.message)


# --- views of an answer -------------------------------------------------------------------------------


async def _answer(tapped: Tapped) -> str:
    """The answer again."""
    link = tapped.visit.link(tapped.outbox.place)
    told = messages.answer_messages(
        tapped.visit.library, tapped.answer, tapped.tap.key, tapped.part, link, tapped.above
    )
    return await tapped.show(told[-1])


async def _whole(tapped: Tapped) -> str:
    """The paragraph that proves the answer, whole; from there on, its neighbours."""
    library, answer = tapped.visit.library, tapped.answer
    if not answer.citations:
        return phrases.FORGOTTEN
    cited = by_place(library, answer.citations)
    first = next(iter(cited))
    asked = len(tapped.tap.numbers) > 1
    spot = Spot(first.report, tapped.chosen if asked else first.paragraph)
    if spot.paragraph >= len(library.reports[spot.report].paragraphs):
        return phrases.FORGOTTEN
    spans = [Span(one.start, one.end) for one in cited.get(spot, ())]
    turn = Tap(Verb.WHOLE, tapped.tap.key, (tapped.part,))
    way = pages.Way(turn, messages.back(tapped.tap.key, tapped.part))
    return await tapped.show(pages.paragraph_page(library, spot, tapped.tap.number(2), spans, way))


async def _others(tapped: Tapped) -> str:
    return await tapped.show(
        messages.others_message(tapped.visit.library, tapped.answer, tapped.tap.key, tapped.part)
    )


async def _related(tapped: Tapped) -> str:
    told = messages.related_message(tapped.visit.library, tapped.answer, tapped.tap.key, tapped.part)
    return await tapped.show(told) if told else phrases.NONE_RELATED


async def _candidate(tapped: Tapped) -> str:
    if tapped.chosen >= len(tapped.answer.evidence):
        return phrases.FORGOTTEN
    evidence = tapped.answer.evidence[tapped.chosen]
    return await tapped.show(
        messages.told_message(tapped.visit.library, evidence, tapped.tap.key, tapped.part)
    )


async def _standing(tapped: Tapped) -> str:
    evidence = messages.standing(tapped.visit.library, tapped.answer, tapped.chosen)
    if evidence is None:
        return phrases.FORGOTTEN
    return await tapped.show(
        messages.told_message(tapped.visit.library, evidence, tapped.tap.key, tapped.part)
    )


# --- questions on buttons ----------------------------------------------------------------------------


async def _ask_related(tapped: Tapped) -> str:
    found = messages.related(tapped.visit.library, tapped.answer)
    return await _ask(tapped, found, ())


async def _ask_option(tapped: Tapped) -> str:
    return await _ask(tapped, tapped.answer.options, tapped.shown.history)


async def _ask(tapped: Tapped, questions: tuple[str, ...], history: tuple[str, ...]) -> str:
    if tapped.chosen >= len(questions):
        return phrases.FORGOTTEN
    verdict = tapped.visit.hall.questions.weigh(tapped.user, tapped.visit.hall.clock())
    if verdict is not Verdict.ANSWER:
        return phrases.TOO_FAST if verdict is Verdict.NOTICE else ""
    await by_button(tapped.visit, tapped.outbox, tapped.user, Asked(questions[tapped.chosen], history))
    return ""


# --- votes -----------------------------------------------------------------------------------------------


async def _up(tapped: Tapped) -> str:
    _vote(tapped, "up")
    await _ballot(tapped, ())
    return phrases.THANKED


async def _down(tapped: Tapped) -> str:
    _vote(tapped, "down")
    await _ballot(tapped, messages.reason_rows(tapped.tap.key, tapped.part))
    return phrases.SORRY if tapped.outbox.place.private else phrases.NOTED


async def _reason(tapped: Tapped) -> str:
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


VERBS: Mapping[Verb, Callable[[Tapped], Awaitable[str]]] = {
    Verb.ANSWER: _answer,
    Verb.WHOLE: _whole,
    Verb.OTHERS: _others,
    Verb.CANDIDATE: _candidate,
    Verb.RELATED: _related,
    Verb.ASK_RELATED: _ask_related,
    Verb.STANDING: _standing,
    Verb.ASK_OPTION: _ask_option,
    Verb.UP: _up,
    Verb.DOWN: _down,
    Verb.REASON: _reason,
}
"""What each tap under an answer does; it gives the words of a toast, "" for none."""
