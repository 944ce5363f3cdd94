"""Who says something where, and what of it is meant for the bot: private chats, groups, topics, channels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from telegram import Chat, Message, MessageEntity, User

from bot.view.markup import safe

COMMAND = "/ask"
ANNOUNCER = 777000
"""Telegram's own account: it brings a channel's posts into the group that discusses them."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer goes."""

    chat: int
    thread: int | None
    """The topic, in a chat that has topics."""
    private: bool


@dataclass(frozen=True, slots=True)
class Talk:
    """Something said to the bot."""

    place: Place
    user: int
    """Whose conversation it is: a person, or the group or channel that speaks in its own name."""
    message: int
    said: str
    """The speaker's own words, without the mention or command that calls the bot."""
    meant: str
    """The words of the message that is replied to, where that is somebody's question; else ""."""
    quoted: int
    """The message to answer: the speaker's, or the one replied to; 0 for none in particular."""
    at: float
    """When it was said, in seconds since 1970."""


def place(message: Message) -> Place:
    """Where an answer to this message goes."""
    thread = message.message_thread_id if message.is_topic_message else None
    return Place(message.chat.id, thread, message.chat.type == Chat.PRIVATE)


def speaker(message: Message) -> int | None:
    """Who speaks: a person, or a group or channel in whose name somebody writes; None for other bots and the bot's own.

    Anonymous admins write as their group, and a channel as itself: `from` is then an account of Telegram's.
    """
    if message.sender_chat is not None:
        return None if message.is_automatic_forward else message.sender_chat.id
    user = message.from_user
    if user is None or user.is_bot or user.id == ANNOUNCER:
        return None
    return user.id


def talk(message: Message, me: User) -> Talk | None:
    """What a message says to the bot; None where it is not meant for it.

    In a group it is meant for it where it is mentioned, commanded or replied to.
    """
    user = speaker(message)
    ours = message.via_bot is not None and message.via_bot.id == me.id
    if user is None or ours:
        return None
    here = place(message)
    said, called = _without_calls(message, me)
    replied = _replied(message)
    to_me = replied is not None and replied.from_user is not None and replied.from_user.id == me.id
    if not (here.private or called or to_me):
        return None
    asked = replied if replied is not None and not to_me and not here.private else None
    return Talk(
        here,
        user,
        message.message_id,
        said,
        _words(message, asked) if asked else "",
        asked.message_id if asked else message.message_id,
        _seconds(message.edit_date or message.date),
    )


def _replied(message: Message) -> Message | None:
    """What it replies to; in a topic every message replies to the one that made the topic, which means nothing."""
    replied = message.reply_to_message
    return None if replied is None or replied.forum_topic_created is not None else replied


def _words(message: Message, replied: Message) -> str:
    """What was quoted of the message replied to, else all of it."""
    return safe(message.quote.text if message.quote else replied.text or replied.caption or "").strip()


def _without_calls(message: Message, me: User) -> tuple[str, bool]:
    """The text without mentions of the bot and its command, and whether there was one."""
    text = message.text or ""
    wide = text.encode("utf-16-le", "surrogatepass")
    called = False
    for entity in sorted(message.entities, key=lambda one: -one.offset):
        first, last = 2 * entity.offset, 2 * (entity.offset + entity.length)
        if _calls(entity, wide[first:last].decode("utf-16-le", "replace"), me):
            called = True
            wide = wide[:first] + wide[last:]
    return safe(wide.decode("utf-16-le", "replace")).strip(" \n　,，:：、"), called


def _calls(entity: MessageEntity, words: str, me: User) -> bool:
    """Whether a part of a text speaks to the bot: @name, its linked name, /ask, /ask@name."""
    name = f"@{me.username}".casefold()
    if entity.type == MessageEntity.MENTION:
        return words.casefold() == name
    if entity.type == MessageEntity.TEXT_MENTION:
        return entity.user is not None and entity.user.id == me.id
    if entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0:
        return words.casefold() in (COMMAND, COMMAND + name)
    return False


def _seconds(when: datetime) -> float:
    return when.timestamp()
