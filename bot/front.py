"""Telegram's handlers: for now, a question in a private chat and its answer as plain text."""

from __future__ import annotations

from typing import Any

from telegram import Update
from telegram.ext import Application, CallbackContext, MessageHandler, filters

from bot.current import Current
from bot.memory import AsyncInbox
from bot.render import reply
from bot.service_config import ServiceSettings
from bot.work import note

App = Application[Any, Any, Any, Any, Any, Any]


def install(app: App, current: Current, memory: AsyncInbox, settings: ServiceSettings) -> None:  # noqa: ARG001
    """Adds the handlers to the application."""

    async def ask(update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
        message = update.effective_message
        assert message is not None
        number = update.update_id
        if await memory.run(lambda inbox: inbox.sent(number, 0)) is not None:
            return
        answer = current.library.ask(message.text or "")
        note(status=answer.status.value, score=round(answer.score, 2), question=message.text)
        sent = await message.reply_text(reply(answer))
        await memory.run(lambda inbox: inbox.record_sent(number, 0, sent.message_id))

    app.add_handler(MessageHandler(filters.TEXT & filters.ChatType.PRIVATE, ask))
