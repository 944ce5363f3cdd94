"""Commands, deep links, and how the bot introduces itself in each language."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    MessageEntity,
)
from telegram.error import TelegramError

from bot.chat.asking import allowed
from bot.chat.outbox import Reply
from bot.chat.talk import Talk, place, speaker
from bot.chat.visit import Visit
from bot.store.inbox import shown_id
from bot.view import messages, opening, pages, phrases
from bot.view.buttons import Message, Verb
from bot.view.markup import escaped, lines

PAYLOAD = re.compile(r"(\d{0,4})([fp])(\d{1,6})(?:-([0-9a-f]{8}))?")
"""Opens a fact or paragraph, counted from 1: f12, p7; of the second report 2p7; with the version it was made for."""
OUTLINE, FIGURES = (
    next(n for n, (verb, _) in enumerate(pages.PAGES) if verb is wanted)
    for wanted in (Verb.OUTLINE, Verb.FIGURES)
)
log = logging.getLogger(__name__)


# --- what a command answers ---------------------------------------------------------------------------


async def start(visit: Visit, payload: str) -> Message:
    """The welcome with questions to tap, or the place that a deep link opens."""
    if payload in WORDS:
        return WORDS[payload](visit)
    found = PAYLOAD.fullmatch(payload)
    if found is None:
        return await _welcome(visit)
    number, kind, counted, version = found.groups()
    opened = opening.opened_at(visit.library, int(number or 1) - 1, kind, int(counted))
    if opened is None:
        outline = pages.reports(visit.library, OUTLINE)
        return replace(outline, html=lines(phrases.NOT_THERE, outline.html))
    if version and version != visit.library.version:
        return replace(opened, html=lines(phrases.OPENED_OLDER, opened.html))
    return opened


async def _welcome(visit: Visit) -> Message:
    greeting = visit.library.ask(phrases.GREETING)
    version = visit.library.version
    key = shown_id(phrases.GREETING, (), version)
    visit.memory.tell(lambda inbox: inbox.keep_shown(phrases.GREETING, (), version))
    examples = messages.answer_rows(visit.library, greeting, key)
    titles = [
        escaped(f"📄 《{pages.title(report)}》") for report in visit.library.reports[: messages.OFFERED]
    ]
    if len(visit.library.reports) > len(titles):
        titles.append(phrases.MORE_REPORTS.format(len(visit.library.reports)))
    tail = phrases.EXAMPLES_ARE if examples else ""
    return Message(lines(phrases.START, *titles, _also(visit), tail), examples)


def _also(visit: Visit) -> str:
    """A line for whoever does not read Telegram in Chinese."""
    user = visit.update.effective_user
    language = user.language_code if user else None
    return phrases.ALSO if language and not language.startswith("zh") else ""


def guide(visit: Visit) -> Message:
    """How to use the bot, in a few lines."""
    name = visit.me.username
    example = next(iter(visit.library.examples()), phrases.EXAMPLE)
    return Message(lines(escaped(phrases.HELP.format(example, name, name)), phrases.HELP_COMMANDS))


def figures(visit: Visit) -> Message:
    """The key figures."""
    return pages.reports(visit.library, FIGURES)


def outline(visit: Visit) -> Message:
    """The sections."""
    return pages.reports(visit.library, OUTLINE)


def source(visit: Visit) -> Message:
    """Where the report comes from."""
    return pages.source(visit.library)


WORDS: Mapping[str, Callable[[Visit], Message]] = {
    "help": guide,
    "figures": figures,
    "outline": outline,
    "source": source,
}
"""Commands whose answer depends on the reports alone; a deep link may name them, too."""
NAMES = ("start", *WORDS)


def command(name: str) -> Callable[[Visit], Awaitable[None]]:
    """The handler of a command."""

    async def served(visit: Visit) -> None:
        await _say(visit, name)

    return served


async def unknown(visit: Visit) -> None:
    """A command that there is not: said in private, or where it names this bot."""
    message = visit.update.message
    if message is None:
        return
    named = message.text.partition(" ")[0].casefold() if message.text else ""
    if place(message).private or named.endswith(f"@{visit.me.username}".casefold()):
        await _say(visit, "")


async def _say(visit: Visit, name: str) -> None:
    """Answers a command; "" is one that there is not."""
    message = visit.update.message
    user = speaker(message) if message else None
    if message is None or user is None:
        return
    here = place(message)
    words = message.text or ""
    entity = next((one for one in message.entities if one.type == MessageEntity.BOT_COMMAND), None)
    payload = words[entity.length :].strip() if entity else ""
    said = Talk(here, user, message.message_id, words, "", message.message_id, message.date.timestamp())
    outbox = visit.outbox(here)
    if await allowed(visit, said, outbox):
        known = WORDS[name](visit) if name in WORDS else Message(phrases.UNKNOWN_COMMAND)
        told = await start(visit, payload) if name == "start" else known
        await outbox.send(told, None if here.private else Reply(message.message_id))


# --- the profile --------------------------------------------------------------------------------------------


def commands(language: str, *, group: bool) -> list[BotCommand]:
    """The commands of a menu in a language."""
    told = phrases.COMMANDS[language]
    return [BotCommand(*one) for one in ((phrases.ASK_COMMAND[language], *told) if group else told)]


async def introduce(bot: Bot) -> None:
    """Sets commands and descriptions where they differ from what Telegram has; what fails is tried at the next start."""
    scopes: tuple[tuple[BotCommandScope, bool], ...] = (
        (BotCommandScopeAllPrivateChats(), False),
        (BotCommandScopeAllGroupChats(), True),
    )
    try:
        for language in phrases.COMMANDS:
            for scope, group in scopes:
                await _set_commands(bot, language, scope, commands(language, group=group))
            await _set_descriptions(bot, language)
    except TelegramError as failed:
        log.warning("commands and descriptions not set: %s", failed.message)


async def _set_commands(bot: Bot, language: str, scope: BotCommandScope, wanted: list[BotCommand]) -> None:
    told = await bot.get_my_commands(scope=scope, language_code=language or None)
    if list(told) != wanted:
        await bot.set_my_commands(wanted, scope=scope, language_code=language or None)


async def _set_descriptions(bot: Bot, language: str) -> None:
    code = language or None
    if (await bot.get_my_description(language_code=code)).description != phrases.DESCRIPTION[language]:
        await bot.set_my_description(phrases.DESCRIPTION[language], language_code=code)
    short = (await bot.get_my_short_description(language_code=code)).short_description
    if short != phrases.SHORT_DESCRIPTION[language]:
        await bot.set_my_short_description(phrases.SHORT_DESCRIPTION[language], language_code=code)
