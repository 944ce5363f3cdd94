"""Every phrase a reader sees, and an answer as lines for people or as a record for machines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from bot.display.columns import clip
from bot.display.screen import Line
from knowledge import Answer, Citation, Status

MASTHEAD = "报头"
"""The section under which the library cites the lines above a report's first paragraph."""
LONGEST_OPTION = 80
"""Columns of an option or of the words that are missing: a line of a phone or two."""
ROWS_SHOWN = 30
"""Rows of a table across reports: one for each province fits."""
LACKING = "没有写到可比的数字：{}"
CITATIONS_SHOWN = 6
"""What a reader can take in; the record for machines holds them all."""

DECLINED: Mapping[str, tuple[str, str]] = {
    "nothing": ("报告里没有找到相关的内容。", "报告里没有找到与「{}」有关的内容。"),
    "weak": ("报告里没有找到足够确切的依据，不敢乱答。", "报告里没有找到关于「{}」的确切依据，不敢乱答。"),
    "place": ("您问的地方不在这份报告里。", "报告没有写「{}」的情况。"),
    "period": ("报告没有写您问的那个时间的情况。", "报告没有写「{}」的这项情况。"),
    "number": ("报告提到了这件事，但没有写您问的数字。", "报告没有写「{}」的数字。"),
    "detail": ("报告提到了这件事，但没有写到这么细。", "报告提到了这件事，但没有写到「{}」。"),
    "person": ("报告里没有写这个人的姓名。", "报告里没有写姓名，也没有写到「{}」。"),
    "reason": ("报告写到了这件事，但没有写原因。", "报告没有写原因，也没有写到「{}」。"),
    "focus": ("报告里有相近的内容，但没有写您问的这一点。", "报告里有相近的内容，但没有写「{}」。"),
    "offtopic": ("这不是报告里的事，我只回答报告写到的内容。",) * 2,
    "abuse": ("有话好好说，我会尽力帮您查报告。",) * 2,
    "injection": ("我只按报告原文回答问题，不照别的指令办。",) * 2,
    "opinion": ("我只引用报告原文，不作评价，也不发表看法。",) * 2,
    "empty": ("您还没有写问题呢。",) * 2,
    "long": ("问题太长了，请用一两句话问。",) * 2,
}
"""Why there is no answer: said without and with the words that are missing."""
NOT_FOUND = ("这个问题，报告里没有可以引用的答案。", "这个问题，报告里没有可以引用的答案：没有写到「{}」。")
"""For a reason that this table does not know yet."""
CHAT: Mapping[str, str] = {
    "greeting": "您好！我是问报，用报告的原文回答您的问题。",
    "thanks": "不客气，有问题随时再问。",
    "goodbye": "再见，欢迎再来。",
    "identity": "我是问报，一个只用报告原文回答问题的机器人，自己不编写内容。",
    "ability": "报告里写到的数字、做法、原因，您都可以问，我给出原文和出处；报告没写的，我会直说。",
    "presence": "我在，您请问。",
}
WHICH = "您问的是哪一个？"
OFFERED = {Status.DECLINED: "报告里写到的有：", Status.CHAT: "您可以这样问：", Status.CLARIFY: ""}
"""What introduces the options, by how the question ended."""
COMPUTED = "算式：{}；由程序按原文数字算出，不是报告原话"
LEAVE = "输入“退出”结束。"


def reply(answer: Answer) -> str:
    """What is said to a question, in short: the report's own words, or one friendly sentence."""
    if answer.status is Status.ANSWERED:
        return f"{answer.verdict}，{answer.text}" if answer.verdict else answer.text
    if answer.status is Status.CLARIFY:
        return WHICH
    if answer.status is Status.CHAT:
        return CHAT.get(answer.reason, CHAT["greeting"])
    without, with_words = DECLINED.get(answer.reason, NOT_FOUND)
    missing = clip(answer.missing, LONGEST_OPTION)
    return with_words.format(missing) if missing else without


def offer(answer: Answer) -> tuple[str, ...]:
    """The options as a reader meets them, one a line: introduced, or numbered where one is to be chosen."""
    if not answer.options or answer.status is Status.ANSWERED:
        return ()
    shown = [clip(option, LONGEST_OPTION) for option in answer.options]
    if answer.status is Status.CLARIFY:
        return tuple(f"{number}. {option}" for number, option in enumerate(shown, 1))
    return (OFFERED[answer.status], *(f"· {option}" for option in shown))


def understood(answer: Answer) -> str:
    """How mistyped words were read: 按「化解率」理解; "" where nothing was mended."""
    if answer.status is Status.CHAT:
        return ""
    meant = dict.fromkeys(meant for typed, meant in answer.question.understood if meant != typed)
    return f"按{''.join(f'「{word}」' for word in meant)}理解" if meant else ""


def remark(note: str) -> str:
    """A remark of the library in words: 今年=2025 becomes 「今年」指2025年."""
    said, equals, meant = note.partition("=")
    if not equals:
        return note
    return f"「{said}」指{meant}{'年' if len(meant) == 4 and meant.isdecimal() else ''}"


def source(citation: Citation) -> str:
    """Where a quote stands, as a reader looks it up.

    《报告》· 深化平安建设 · 第4段 · 运城新闻网 · 2025-02-17
    """
    place = f"第{citation.paragraph}{'行' if citation.section == MASTHEAD else '段'}"
    title = f"《{citation.title.translate(str.maketrans('《》', '〈〉'))}》" if citation.title else ""
    page = f"第{citation.page}页" if citation.page else ""
    pieces = (citation.section, place, page, citation.source, citation.published)
    # A title mark stands close to its point: 《报告》· 第4段.
    return _one_line(f"{title}· " + " · ".join(filter(None, pieces))).removeprefix("· ")


def quote(citation: Citation) -> str:
    """The cited words in one line: a hard wrap of the source is no character of the sentence."""
    return "".join(piece.strip() for piece in citation.quote.splitlines())


def answer_lines(answer: Answer) -> Iterator[Line]:
    """An answer for people: what is said, the sum behind it, the quotes with their places, what to ask.

    Of a message that asks several things each is answered by itself, under its own words.
    """
    for part in answer.parts:
        yield Line(f"{part.question.raw.strip(' ，。,?？')}？", "ask")
        yield from answer_lines(part)
    if answer.parts:
        return
    strong = "strong" if answer.status is Status.ANSWERED else "plain"
    for row in reply(answer).splitlines():
        yield Line(row, strong)
    if answer.derivation:
        yield Line(COMPUTED.format(answer.derivation))
    yield from table_lines(answer)
    for said in (understood(answer), *map(remark, answer.notes)):
        if said:
            yield Line(f"（{said}）", "dim")
    for citation in islice(answer.citations, CITATIONS_SHOWN):
        words = quote(citation)
        if squeezed(words) != squeezed(answer.text):
            yield Line(words, indent=2)
        yield Line(f"—— {source(citation)}", "dim", indent=2)
    if len(answer.citations) > CITATIONS_SHOWN:
        yield Line(f"（另有{len(answer.citations) - CITATIONS_SHOWN}处）", "dim", indent=2)
    for row in offer(answer):
        yield Line(row, "ask" if row[0] in "·0123456789" else "plain")


def table_lines(answer: Answer) -> Iterator[Line]:
    """What each of several reports says, a line each, and which of them do not say it."""
    if len(answer.table) > 1:
        for cell in islice(answer.table, ROWS_SHOWN):
            yield Line(f"{cell.place}　{clip(cell.text, LONGEST_OPTION)}", indent=2)
        if len(answer.table) > ROWS_SHOWN:
            yield Line(f"（另有{len(answer.table) - ROWS_SHOWN}处）", "dim", indent=2)
    if answer.lacking and answer.status is Status.ANSWERED:
        yield Line(f"（{LACKING.format('、'.join(answer.lacking))}）", "dim")


def answer_record(answer: Answer, elapsed_ms: float) -> dict[str, object]:
    """An answer for machines; `answer` says what a reader would read, `citations` prove it."""
    return {
        "question": answer.question.raw,
        "status": answer.status.value,
        "answer": reply(answer),
        "derivation": answer.derivation,
        "options": list(answer.options),
        "citations": [citation_record(citation) for citation in answer.citations],
        **table_record(answer),
        "score": round(answer.score, 4),
        "elapsed_ms": round(elapsed_ms, 3),
    }


def table_record(answer: Answer) -> dict[str, object]:
    """The table of an answer across reports for machines; nothing for any other answer."""
    if not answer.table and not answer.lacking:
        return {}
    table = [{"place": cell.place, "text": cell.text, "citation": cell.citation} for cell in answer.table]
    return {"table": table, "lacking": list(answer.lacking)}


def citation_record(citation: Citation) -> dict[str, object]:
    """A citation for machines: enough to check it against the report's file."""
    return {
        "report": citation.report,
        "title": citation.title,
        "section": citation.section,
        "paragraph": citation.paragraph,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        **({"page": citation.page} if citation.page else {}),
    }


def refusal_lines(number: int, reason: str) -> Iterator[Line]:
    """A line of a batch (from 1) that holds no question, for people."""
    yield Line(f"第{number}行：{reason}", "bad")


def refusal_record(number: int, reason: str) -> dict[str, object]:
    """The same for machines."""
    return {"line": number, "error": reason}


def welcome(titles: Sequence[str], examples: Sequence[str]) -> Iterator[Line]:
    """How a conversation begins."""
    yield Line(CHAT["greeting"], "strong")
    for title in titles[:3]:
        yield Line(f"报告：{clip(title, LONGEST_OPTION)}")
    if len(titles) > 3:
        yield Line(f"……共{len(titles)}份报告")
    if examples:
        yield Line(OFFERED[Status.CHAT])
    for example in examples[:3]:
        yield Line(f"· {clip(example, LONGEST_OPTION)}", "ask")
    yield Line(LEAVE, "dim")


def farewell() -> Iterator[Line]:
    """How a conversation ends."""
    yield Line(CHAT["goodbye"])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def squeezed(text: str) -> str:
    r"""The text without white space.

    >>> squeezed("36045 件\n")
    '36045件'
    """
    return "".join(text.split())
