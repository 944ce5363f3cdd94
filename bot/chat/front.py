"""What citizens meet on Telegram: the handlers in their order, and one boundary for what goes wrong.

An update is a tap, an inline query, an edited message, a command, a text, or something that is no text; the
first handler that fits serves it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Bot, Update
from telegram.error import Forbidden, TelegramError
from telegram.ext import (
    Application,
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.chat import asking, commands, inline, taps
from bot.chat.current import Current
from bot.chat.outbox import Outbox
from bot.chat.talk import place, speaker
from bot.chat.visit import Hall, Visit
from bot.store.memory import AsyncInbox
from bot.traffic.causes import Fate, fate
from bot.view import phrases
from bot.view.buttons import Message

ALLOWED_UPDATES = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.INLINE_QUERY)
"""What Telegram is to send; other kinds would be served by nobody."""
introduce = commands.introduce
NEW, EDITED = filters.UpdateType.MESSAGE, filters.UpdateType.EDITED_MESSAGE
App = Application[Any, Any, Any, Any, Any, Any]
Serve = Callable[[Visit], Awaitable[None]]
log = logging.getLogger(__name__)


def hall(current: Current, memory: AsyncInbox, clock: Callable[[], float] = time.time) -> Hall:
    """What all visits share."""
    return Hall(current, memory, clock)


def install(app: App, hall: Hall) -> None:
    """Gives the application its handlers and its error boundary."""
    app.add_handlers(handlers(hall))
    app.add_error_handler(_boundary(hall))


def handlers(hall: Hall) -> list[BaseHandler[Update, Any, Any]]:
    """The handlers; their order is the rule."""

    def served(serve: Serve) -> Callable[[Update, ContextTypes.DEFAULT_TYPE], Awaitable[None]]:
        async def callback(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
            await serve(Visit(hall, context.bot, update, hall.current.library))

        return callback

    def on(chosen: filters.BaseFilter, serve: Serve) -> BaseHandler[Update, Any, Any]:
        return MessageHandler(chosen, served(serve))  # type: ignore[arg-type]

    return [
        CallbackQueryHandler(served(taps.tapped)),  # type: ignore[arg-type]
        InlineQueryHandler(served(inline.queried)),  # type: ignore[arg-type]
        on(EDITED, asking.edited),
        on(NEW & filters.StatusUpdate.MIGRATE, asking.migrated),
        *(
            CommandHandler(name, served(commands.command(name)), NEW)  # type: ignore[arg-type]
            for name in commands.NAMES
        ),
        CommandHandler("ask", served(asking.text), NEW),  # type: ignore[arg-type]
        on(NEW & filters.COMMAND, commands.unknown),
        on(NEW & filters.TEXT, asking.text),
        on(NEW & ~filters.StatusUpdate.ALL, asking.no_text),
    ]


# --- when something goes wrong -----------------------------------------------------------------------


def _boundary(hall: Hall) -> Callable[[object, ContextTypes.DEFAULT_TYPE], Any]:
    async def boundary(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        error = context.error
        if isinstance(error, Forbidden):
            log.info("the chat is closed to the bot: %s", error.message)
            _forget(hall, update)
            return
        if isinstance(error, TelegramError) and fate(error) in (Fate.UNSENT, Fate.LATER):
            log.warning("not sent, to be served again: %s", error.message)
            return
        log.error("an update was not served", exc_info=error)
        if isinstance(update, Update) and not isinstance(error, TelegramError):
            await _apologize(hall, context.bot, update)

    return boundary


def _forget(hall: Hall, update: object) -> None:
    """Who has closed his chat is not to be remembered there."""
    if isinstance(update, Update) and update.effective_chat and update.effective_user:
        chat, user = update.effective_chat.id, update.effective_user.id
        hall.memory.tell(lambda inbox: inbox.forget(chat, user))


async def _apologize(hall: Hall, bot: Bot, update: Update) -> None:
    """Says that it went wrong, to somebody who asked in private; whatever this meets, it ends here."""
    message = update.message
    if message is None or speaker(message) is None or not place(message).private:
        return
    try:
        await Outbox(bot, hall.memory, update.update_id, place(message)).send(Message(phrases.FAILED))
    except TelegramError as failed:
        log.warning("no apology: %s", failed.message)
