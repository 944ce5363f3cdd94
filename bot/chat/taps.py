"""Taps: views of an answer, questions on buttons, pages of the report; what a button says outlives a restart."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping

from telegram import CallbackQuery, Chat
from telegram import Message as Received
from telegram.error import TelegramError

from bot.chat import votes
from bot.chat.asking import Asked, by_button
from bot.chat.flood import Verdict
from bot.chat.talk import Place, place
from bot.chat.tapped import Tapped
from bot.chat.visit import Visit
from bot.view import messages, pages, phrases
from bot.view.buttons import Tap, Verb, heard
from bot.view.opening import opened_by
from bot.view.passages import Place as Spot
from bot.view.passages import by_place
from knowledge import Span

log = logging.getLogger(__name__)


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


VERBS: Mapping[Verb, Callable[[Tapped], Awaitable[str]]] = {
    Verb.ANSWER: _answer,
    Verb.WHOLE: _whole,
    Verb.OTHERS: _others,
    Verb.CANDIDATE: _candidate,
    Verb.RELATED: _related,
    Verb.ASK_RELATED: _ask_related,
    Verb.STANDING: _standing,
    Verb.ASK_OPTION: _ask_option,
    Verb.UP: votes.up,
    Verb.DOWN: votes.down,
    Verb.REASON: votes.reason,
}
"""What each tap under an answer does; it gives the words of a toast, "" for none."""
