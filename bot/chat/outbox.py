"""Sends messages for one update: each part once, even if the update comes again; an error means what its cause says."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from telegram import (
    Bot,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, NetworkError, TelegramError

from bot.chat.talk import Place
from bot.store.kept import PERHAPS_SENT
from bot.store.memory import AsyncInbox
from bot.traffic.causes import Fate, fate
from bot.view.buttons import Button, Message, Rows
from bot.view.markup import head, plain

DONE_PERHAPS = (Fate.UNCERTAIN, Fate.TROUBLED)
"""Nobody knows whether it arrived: it is not sent again."""
HOPELESS = (
    "rights",
    "chat not found",
    "write_forbidden",
    "topic_closed",
    "deactivated",
    "restricted",
    "can't be sent",
)
"""Words of a refusal that no other form of the message would change."""
NO_TOPIC = "thread not found"
UNCHANGED = "message is not modified"
QUOTE = 1024
"""UTF-16 units of a quotation in a reply."""
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reply:
    """The message that is answered, and the words of it that are quoted; "" for none."""

    message: int
    quote: str = ""


@dataclass(slots=True)
class Outbox:
    """The way out for one update."""

    bot: Bot
    memory: AsyncInbox
    update_id: int
    place: Place
    again: bool | None = None
    """Whether something was sent for this update already: it is served again after a crash."""
    _part: int = field(default=0)

    async def begun_before(self) -> bool:
        """Whether this update is served again, after something was sent for it."""
        if self.again is None:
            self.again = await self.memory.run(lambda inbox: inbox.sent(self.update_id, 0)) is not None
        return self.again

    async def send_all(self, messages: Sequence[Message], reply: Reply | None = None) -> tuple[int, ...]:
        """The messages one after another, the first as a reply; their numbers, 0 for one that perhaps arrived."""
        return tuple(
            [await self.send(message, None if number else reply) for number, message in enumerate(messages)]
        )

    async def send(self, message: Message, reply: Reply | None = None) -> int:
        """Sends the next part for this update, unless it was sent before; its number.

        Raises Forbidden where the chat is closed to the bot, and what is to be served again later.
        """
        part = self._part
        self._part += 1
        if await self.begun_before():
            before = await self.memory.run(lambda inbox: inbox.sent(self.update_id, part))
            if before is not None:
                return before
        sent = await self._sent(message, reply)
        self.memory.tell(lambda inbox: inbox.record_sent(self.update_id, part, sent))
        return sent

    async def _sent(self, message: Message, reply: Reply | None) -> int:
        try:
            return await self._sent_there(message, reply)
        except ChatMigrated as moved:
            old, new = self.place.chat, moved.new_chat_id
            self.memory.tell(lambda inbox: inbox.move_chat(old, new))
            self.place = replace(self.place, chat=new)
            return await self._sent_there(message, None)

    async def _sent_there(self, message: Message, reply: Reply | None) -> int:
        """The message in its best form that Telegram takes: what it refuses is never sent again as it is."""
        quoteless = Reply(reply.message) if reply else None
        forms: list[tuple[Message, Reply | None, bool]] = [(message, reply, True)]
        if reply and reply.quote:
            forms.append((message, quoteless, True))
        forms.append((Message(plain(message.html), message.rows), quoteless, False))
        forms.append((Message(plain(message.html)), None, False))
        for number, (form, answered, marked) in enumerate(forms):
            try:
                return await self._send_once(form, answered, marked=marked)
            except BadRequest as refused:
                log.warning("refused, form %d of %d: %s", number + 1, len(forms), refused.message)
                why = refused.message.casefold()
                if any(words in why for words in HOPELESS):
                    break
                if NO_TOPIC in why:
                    self.place = replace(self.place, thread=None)
            except NetworkError as failed:
                if fate(failed) not in DONE_PERHAPS:
                    raise
                log.warning("perhaps sent: %s", failed.message)
                return PERHAPS_SENT
        return PERHAPS_SENT

    async def _send_once(self, message: Message, reply: Reply | None, *, marked: bool) -> int:
        sent = await self.bot.send_message(
            self.place.chat,
            message.html,
            parse_mode=ParseMode.HTML if marked else None,
            message_thread_id=self.place.thread,
            reply_markup=keyboard(message.rows),
            reply_parameters=_parameters(reply),
            link_preview_options=NO_PREVIEW,
        )
        return sent.message_id

    async def edit(self, number: int, message: Message) -> bool:
        """Shows the message in the place of one that was sent; whether it is there now."""
        for marked in (True, False):
            try:
                await self.bot.edit_message_text(
                    message.html if marked else plain(message.html),
                    self.place.chat,
                    number,
                    parse_mode=ParseMode.HTML if marked else None,
                    reply_markup=keyboard(message.rows),
                    link_preview_options=NO_PREVIEW,
                )
            except BadRequest as refused:
                if UNCHANGED in refused.message.casefold():
                    return True
                log.warning("not edited: %s", refused.message)
                if "parse" not in refused.message:
                    return False
            except ChatMigrated:
                return False
            except NetworkError as failed:
                if fate(failed) not in DONE_PERHAPS:
                    raise
                log.warning("perhaps edited: %s", failed.message)
                return True
            else:
                return True
        return False

    async def edit_buttons(self, number: int, rows: Rows) -> None:
        """Changes the buttons under a message that was sent; a message that has gone is no matter."""
        try:
            await self.bot.edit_message_reply_markup(self.place.chat, number, reply_markup=keyboard(rows))
        except TelegramError as failed:
            log.info("buttons not changed: %s", failed.message)

    async def delete(self, number: int) -> None:
        """Takes back a message, if it is still there."""
        try:
            await self.bot.delete_message(self.place.chat, number)
        except TelegramError as failed:
            log.info("not deleted: %s", failed.message)


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """The buttons as Telegram takes them."""
    return InlineKeyboardMarkup([[_key(button) for button in row] for row in rows]) if rows else None


def _key(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        button.words,
        callback_data=button.tap.spoken() if button.tap else None,
        copy_text=CopyTextButton(button.copied) if button.copied else None,
        url=button.address or None,
    )


def _parameters(reply: Reply | None) -> ReplyParameters | None:
    if reply is None:
        return None
    quote = head(reply.quote, QUOTE)
    return ReplyParameters(reply.message, allow_sending_without_reply=True, quote=quote or None)
