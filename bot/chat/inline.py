"""Inline mode: @bot 化解率 in any chat offers answers with their sources, to be sent there."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from hashlib import sha256

from telegram import InlineQueryResultArticle, InlineQueryResultsButton, InputTextMessageContent
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.chat.flood import Verdict
from bot.chat.outbox import NO_PREVIEW, keyboard
from bot.chat.visit import Visit, deep_link
from bot.view import phrases
from bot.view.buttons import Button
from bot.view.markup import safe, shortened
from bot.view.messages import answer_messages, payload, source_text
from knowledge import Answer, Evidence, Library, Status

OFFERED = 10
CACHED = 300
"""Seconds that Telegram may give the same answer to the same words: the report changes less often."""
HEADLINE, BYLINE = 60, 100
"""UTF-16 units of a title and a description; a phone shows about as much."""
ENOUGH = 0.35
"""Weaker evidence has too little to do with the words to be offered."""
log = logging.getLogger(__name__)


async def queried(visit: Visit) -> None:
    """Answers an inline query; one that is too old by now is no matter."""
    query = visit.update.inline_query
    if query is None:
        return
    if visit.hall.taps.weigh(query.from_user.id, visit.hall.clock()) is not Verdict.ANSWER:
        return
    words = safe(query.query).strip()
    found = list(offers(visit.library, words))
    hint = phrases.INLINE_NONE if words else phrases.INLINE_HINT.format(phrases.EXAMPLE)
    button = None if found and words else InlineQueryResultsButton(hint, start_parameter="help")
    try:
        await query.answer(
            [_article(visit, answer) for answer in found], cache_time=CACHED, is_personal=False, button=button
        )
    except TelegramError as failed:
        log.info("inline query not answered: %s", failed.message)


def offers(library: Library, words: str) -> Iterator[Answer]:
    """Up to ten cited answers, each of other words: the answer, what else was found, figures near by."""
    seen: set[str] = set()
    for answer in _found(library, words):
        key = f"{answer.text}{answer.citations[0].start}"
        if key not in seen:
            seen.add(key)
            yield answer
        if len(seen) >= OFFERED:
            return


def _found(library: Library, words: str) -> Iterator[Answer]:
    if not words:
        yield from (library.tell(one) for one in _figures(library))
        return
    explained = library.explain(words)
    if explained.answer.status is Status.ANSWERED:
        yield explained.answer
    strong = [one for one in explained.evidence if one.strength >= ENOUGH]
    yield from map(library.tell, strong)
    if explained.answer.status is Status.ANSWERED and explained.answer.evidence:
        yield from map(library.tell, _near(library, explained.answer.evidence[0]))


def _figures(library: Library) -> Iterator[Evidence]:
    for number in range(len(library.reports)):
        yield from library.figures(number)


def _near(library: Library, evidence: Evidence) -> list[Evidence]:
    """Figures of the same paragraph and its neighbours, the nearest first."""
    figures = library.figures(evidence.report)
    return sorted(figures, key=lambda one: abs(one.sentence - evidence.sentence))


def _article(visit: Visit, answer: Answer) -> InlineQueryResultArticle:
    """One answer to be sent; its source opens the paragraph in a chat with the bot."""
    library, cited = visit.library, answer.citations[0]
    link = deep_link(visit.me)
    message = answer_messages(library, answer, "", link=link)[0]
    opening = Button(phrases.READ_HERE, address=f"{link}{payload(library, cited)}")
    return InlineQueryResultArticle(
        _id(library, answer),
        shortened(answer.text, HEADLINE),
        InputTextMessageContent(message.html, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW),
        keyboard(((opening,),)),
        description=shortened(source_text(cited), BYLINE),
    )


def _id(library: Library, answer: Answer) -> str:
    """The same for the same answer of the same reports, 64 bytes at most."""
    words = f"{answer.text}{answer.citations[0].start}".encode(errors="replace")
    return f"{library.version}-{sha256(words).hexdigest()[:24]}"
