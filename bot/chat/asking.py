"""Questions: in private and in groups, followed up, edited, asked by a button; and what is no question."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from telegram import Message as Received

from bot.chat.flood import Verdict
from bot.chat.outbox import Outbox, Reply
from bot.chat.talk import Talk, talk
from bot.chat.visit import Visit
from bot.store.inbox import Inbox, shown_id
from bot.store.kept import Turn
from bot.store.masking import masked
from bot.traffic.work import note
from bot.view import phrases
from bot.view.buttons import Message
from bot.view.markup import safe
from bot.view.messages import answer_messages, heading, parts
from knowledge import Answer, Status

LONGEST = 500
"""Characters of a question."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the earlier ones of its chat, as the library is asked."""

    question: str
    history: tuple[str, ...] = ()
    lead: str = ""
    """Repeats the question above its answer, where nobody typed it."""


async def answered(visit: Visit, asked: Asked, link: str) -> tuple[Answer, tuple[Message, ...]]:
    """The answer to a question and its messages; what it was is kept for its buttons."""
    begun = time.perf_counter()
    answer = visit.library.ask(asked.question, asked.history)
    took = round((time.perf_counter() - begun) * 1000, 1)
    note(status=answer.status.value, score=round(answer.score, 2), question=asked.question, answer_ms=took)
    question, history, version = masked(asked.question), masked_all(asked.history), visit.library.version
    key = shown_id(question, history, version)
    visit.memory.tell(lambda inbox: inbox.keep_shown(question, history, version))
    told = [
        message
        for number, part in enumerate(parts(answer))
        for message in answer_messages(
            visit.library, part, key, number, link, heading(answer, part) or asked.lead
        )
    ]
    return answer, tuple(told)


def note_declined(visit: Visit, asked: Asked, answer: Answer) -> None:
    """Keeps what could not be answered, without personal numbers: staff learn from it."""
    history, version = masked_all(asked.history), visit.library.version
    for part in parts(answer):
        if part.status is Status.DECLINED:
            visit.memory.tell(
                partial(
                    Inbox.add_feedback,
                    kind=Status.DECLINED.value,
                    question=masked(part.question.raw or asked.question),
                    history=history,
                    status=part.status.value,
                    reason=part.reason,
                    report_version=version,
                )
            )


def masked_all(questions: Sequence[str]) -> list[str]:
    """Questions without personal numbers."""
    return list(map(masked, questions))


def remember(visit: Visit, outbox: Outbox, user: int, question: str, asked: int, sent: Sequence[int]) -> None:
    """Adds a turn to the conversation; `asked` is the message that asked."""
    chat, numbers = outbox.place.chat, list(sent)
    visit.memory.tell(lambda inbox: inbox.remember(chat, user, question, asked, numbers))


async def allowed(visit: Visit, said: Talk, outbox: Outbox) -> bool:
    """Whether this user asks at a bearable pace; if not he is told so, once."""
    verdict = visit.hall.questions.weigh(said.user, said.at)
    if verdict is Verdict.NOTICE:
        await outbox.send(Message(phrases.TOO_FAST), _reply(said))
    return verdict is Verdict.ANSWER


def _reply(said: Talk, quote: str = "") -> Reply | None:
    """In private an answer stands under its question; in a group it says which it answers."""
    return None if said.place.private else Reply(said.quoted, quote)


# --- what people send -------------------------------------------------------------------------------


async def text(visit: Visit) -> None:
    """A text: in private a question, in a group only if it is meant for the bot."""
    message = visit.update.message
    said = talk(message, visit.me) if message else None
    if message is None or said is None:
        return
    outbox = visit.outbox(said.place)
    if not await allowed(visit, said, outbox):
        return
    if polite := _no_question(said):
        sent = await outbox.send(Message(polite), _reply(said))
        remember(visit, outbox, said.user, "", said.message, [sent])
        return
    outbox.again, history, _ = await visit.memory.run(lambda inbox: _before(inbox, visit, said))
    asked, quote = _asked(visit, said, history)
    answer, told = await answered(visit, asked, visit.link(said.place))
    sent_all = await outbox.send_all(told, _reply(said, quote))
    remember(visit, outbox, said.user, asked.question, said.message, sent_all)
    if not outbox.again:
        note_declined(visit, asked, answer)


def _no_question(said: Talk) -> str:
    """The polite sentence for a text that is no question; "" for one that is."""
    longest = max(len(said.said), 0 if said.said else len(said.meant))
    if longest > LONGEST:
        return phrases.TOO_LONG
    if said.said or said.meant:
        return ""
    return phrases.NO_WORDS if said.place.private else phrases.NOTHING_ASKED


def _before(inbox: Inbox, visit: Visit, said: Talk) -> tuple[bool, tuple[str, ...], Turn | None]:
    """Whether this update was begun before, the chat's earlier questions, and its last turn.

    A question is not its own past, if it is edited or served again.
    """
    begun = inbox.sent(visit.update.update_id, 0) is not None
    history = inbox.history(said.place.chat, said.user)
    last = inbox.last_turn(said.place.chat, said.user)
    if last is not None and last.asked_message == said.message:
        history = history[:-1]
    return begun, tuple(question for question in history if question), last


def _asked(visit: Visit, said: Talk, history: tuple[str, ...]) -> tuple[Asked, str]:
    """What is to be answered, and the words to quote.

    Who calls the bot under somebody's question means that question, unless his own words have an answer.
    """
    meant = said.meant if len(said.meant) <= LONGEST else ""
    if not meant:
        return Asked(said.said, history), ""
    if said.said:
        own = visit.library.ask(said.said, (*history, meant))
        if own.status in (Status.ANSWERED, Status.CLARIFY):
            return Asked(said.said, (*history, meant)), meant
    return Asked(meant, history), meant


async def edited(visit: Visit) -> None:
    """An edited question: its answer is edited, if it was the last one."""
    message = visit.update.edited_message
    said = talk(message, visit.me) if message else None
    if said is None:
        return
    again, history, last = await visit.memory.run(lambda inbox: _before(inbox, visit, said))
    if last is None or last.asked_message != said.message:
        return
    outbox = visit.outbox(said.place)
    if not await allowed(visit, said, outbox):
        return
    question = ""
    told: Sequence[Message] = [Message(_no_question(said))]
    if not _no_question(said):
        asked, _ = _asked(visit, said, history)
        question = asked.question
        answer, told = await answered(visit, asked, visit.link(said.place))
        if not again:
            note_declined(visit, asked, answer)
    sent = await _put_in_place(outbox, last.answer_messages, told, _reply(said))
    remember(visit, outbox, said.user, question, said.message, sent)


async def _put_in_place(
    outbox: Outbox, before: Sequence[int], told: Sequence[Message], reply: Reply | None
) -> list[int]:
    """Edits the messages of an answer into those of another; more are sent, those left over are taken back."""
    sent: list[int] = []
    for place, message in enumerate(told):
        number = before[place] if place < len(before) else 0
        there = bool(number) and await outbox.edit(number, message)
        sent.append(number if there else await outbox.send(message, reply))
    for number in before[len(told) :]:
        await outbox.delete(number)
    return sent


async def no_text(visit: Visit) -> None:
    """A photo, voice, sticker …: one polite sentence, in private; an album is one thing."""
    message = visit.update.message
    said = talk(message, visit.me) if message else None
    if message is None or said is None or not said.place.private:
        return
    if message.media_group_id and visit.hall.albums.again(message.media_group_id):
        return
    outbox = visit.outbox(said.place)
    if await allowed(visit, said, outbox):
        await outbox.send(Message(_sentence_for(message)))


def _sentence_for(message: Received) -> str:
    """What is said to a message without text, by what it holds."""
    return next((said for kind, said in phrases.NOT_TEXT if getattr(message, kind)), phrases.NO_WORDS)


async def migrated(visit: Visit) -> None:
    """A group became a supergroup: what is remembered of it goes along."""
    message = visit.update.message
    if message is not None and message.migrate_to_chat_id:
        old, new = message.chat.id, message.migrate_to_chat_id
        visit.memory.tell(lambda inbox: inbox.move_chat(old, new))


# --- what a button asks --------------------------------------------------------------------------------


async def by_button(visit: Visit, outbox: Outbox, user: int, asked: Asked) -> None:
    """Asks what stands on a button, as if the citizen had typed it."""
    led = Asked(asked.question, asked.history, phrases.ASKED.format(safe(asked.question)))
    answer, told = await answered(visit, led, visit.link(outbox.place))
    sent = await outbox.send_all(told)
    # No message asked it: a number that no message has keeps its turn apart.
    remember(visit, outbox, user, asked.question, -visit.update.update_id, sent)
    if not outbox.again:
        note_declined(visit, asked, answer)
