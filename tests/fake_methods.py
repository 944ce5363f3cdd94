"""The methods of the Bot API that the bot uses, strict as Telegram is about what it sends."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Any

Parameters = dict[str, Any]

MOST_TEXT = 4096
TAGS = frozenset("b strong i em u ins s strike del code pre a span tg-spoiler blockquote tg-emoji".split())


class Refusal(Exception):  # noqa: N818 - what Telegram does
    """A call that is refused."""

    def __init__(self, code: int, description: str, seconds: float = 0, migrated: int = 0) -> None:
        self.code = code
        self.description = description
        self.parameters: Parameters = {}
        if code == 429:
            self.parameters["retry_after"] = seconds
            self.description = f"Too Many Requests: retry after {seconds:g}"
        if migrated:
            self.parameters["migrate_to_chat_id"] = migrated
        super().__init__(description)

    @property
    def body(self) -> Parameters:
        """What is replied."""
        told: Parameters = {"ok": False, "error_code": self.code, "description": self.description}
        return told | ({"parameters": self.parameters} if self.parameters else {})


@dataclass(slots=True)
class State:
    """What the server knows."""

    me: Parameters = field(
        default_factory=lambda: {
            "id": 123456789,
            "is_bot": True,
            "first_name": "问报",
            "username": "wenbao_bot",
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
        }
    )
    shown: dict[tuple[int, int], Parameters] = field(default_factory=dict)
    """Messages of the bot by chat and number."""
    queries: set[str] = field(default_factory=set)
    """Callback and inline queries that were not answered yet."""
    migrated: dict[int, int] = field(default_factory=dict)
    """Groups that became supergroups."""
    blocked: set[int] = field(default_factory=set)
    """Chats that the bot may not write to."""
    profile: dict[tuple[str, str], Any] = field(default_factory=dict)
    """Commands and descriptions, by kind and by scope and language."""
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def next_message(self) -> int:
        """A message id that was not used yet."""
        return next(self.numbers)

    @staticmethod
    def chat(chat: int) -> Parameters:
        """A chat as Telegram shows one: a negative number is a group."""
        if chat < 0:
            return {"id": chat, "type": "supergroup" if chat < -1000 else "group", "title": "群"}
        return {"id": chat, "type": "private", "first_name": f"用户{chat}"}


def _bad(why: str) -> Refusal:
    return Refusal(400, f"Bad Request: {why}")


def _chat(state: State, parameters: Parameters) -> int:
    chat = int(parameters["chat_id"])
    if chat in state.migrated:
        raise Refusal(
            400, "Bad Request: group chat was upgraded to a supergroup chat", migrated=state.migrated[chat]
        )
    if chat in state.blocked:
        raise Refusal(403, "Forbidden: bot was blocked by the user")
    return chat


def _text(parameters: Parameters) -> str:
    """The visible text of a message, checked."""
    text = str(parameters.get("text", ""))
    if parameters.get("parse_mode") == "HTML":
        text = _Markup.plain(text)
    if not text.strip():
        raise _bad("message text is empty")
    if len(text.encode("utf-16-le")) // 2 > MOST_TEXT:
        raise _bad("message is too long")
    return text


class _Markup(HTMLParser):
    """Telegram's HTML: known tags only, each closed in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.text: list[str] = []

    @classmethod
    def plain(cls, typed: str) -> str:
        """The text without its markup. Raises Refusal where it is broken."""
        parser = cls()
        parser.feed(typed)
        parser.close()
        if parser.open:
            raise _bad(
                f"can't parse entities: can't find end tag corresponding to start tag \"{parser.open[-1]}\""
            )
        return "".join(parser.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag not in TAGS:
            raise _bad(f'can\'t parse entities: unsupported start tag "{tag}"')
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise _bad("can't parse entities: unexpected end tag")

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_entityref(self, name: str) -> None:
        self.text.append(unescape(f"&{name};") if name in ("lt", "gt", "amp", "quot") else f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.text.append(unescape(f"&#{name};"))


def _check_buttons(parameters: Parameters) -> None:
    rows = (parameters.get("reply_markup") or {}).get("inline_keyboard", [])
    if sum(map(len, rows)) > 100 or any(len(row) > 8 for row in rows):
        raise _bad("too many inline keyboard buttons")
    for button in itertools.chain.from_iterable(rows):
        if not button.get("text"):
            raise _bad("can't parse inline keyboard button: text is empty")
        if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
            raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
        if "copy_text" in button and not 1 <= len(button["copy_text"]["text"]) <= 256:
            raise Refusal(400, "Bad Request: BUTTON_COPY_TEXT_INVALID")


def _get_me(state: State, _: Parameters) -> Parameters:
    return state.me


def _send_message(state: State, parameters: Parameters) -> Parameters:
    chat, text = _chat(state, parameters), _text(parameters)
    _check_buttons(parameters)
    number = state.next_message()
    message: Parameters = {
        "message_id": number,
        "from": {name: state.me[name] for name in ("id", "is_bot", "first_name", "username")},
        "chat": state.chat(chat),
        "date": int(time.time()),
        "text": text,
    }
    for name in ("message_thread_id", "reply_markup"):
        if name in parameters:
            message[name] = parameters[name]
    state.shown[chat, number] = message
    return message


def _edit_message_text(state: State, parameters: Parameters) -> Parameters:
    chat, text = _chat(state, parameters), _text(parameters)
    _check_buttons(parameters)
    message = state.shown.get((chat, int(parameters["message_id"])))
    if message is None:
        raise _bad("message to edit not found")
    markup = parameters.get("reply_markup")
    if message["text"] == text and message.get("reply_markup") == markup:
        raise _bad(
            "message is not modified: specified new message content and reply markup are exactly the same as a "
            "current content and reply markup of the message"
        )
    message |= {"text": text, "edit_date": int(time.time())}
    message.pop("reply_markup", None)
    if markup:
        message["reply_markup"] = markup
    return message


def _edit_message_reply_markup(state: State, parameters: Parameters) -> Parameters:
    _check_buttons(parameters)
    message = state.shown.get((_chat(state, parameters), int(parameters["message_id"])))
    if message is None:
        raise _bad("message to edit not found")
    markup = parameters.get("reply_markup")
    if message.get("reply_markup") == markup:
        raise _bad("message is not modified")
    message.pop("reply_markup", None)
    if markup:
        message["reply_markup"] = markup
    return message


def _delete_message(state: State, parameters: Parameters) -> bool:
    if state.shown.pop((_chat(state, parameters), int(parameters["message_id"])), None) is None:
        raise _bad("message to delete not found")
    return True


def _answered(state: State, query: str) -> bool:
    if query not in state.queries:
        raise _bad("query is too old and response timeout expired or query ID is invalid")
    state.queries.discard(query)
    return True


def _answer_callback_query(state: State, parameters: Parameters) -> bool:
    if len(str(parameters.get("text", ""))) > 200:
        raise Refusal(400, "Bad Request: MESSAGE_TOO_LONG")
    return _answered(state, str(parameters["callback_query_id"]))


def _answer_inline_query(state: State, parameters: Parameters) -> bool:
    results = parameters["results"]
    if len(results) > 50:
        raise Refusal(400, "Bad Request: RESULTS_TOO_MUCH")
    if len({one["id"] for one in results}) < len(results):
        raise Refusal(400, "Bad Request: RESULT_ID_DUPLICATE")
    for one in results:
        if not 1 <= len(one["id"].encode()) <= 64:
            raise Refusal(400, "Bad Request: RESULT_ID_INVALID")
        content = one.get("input_message_content", {})
        _text({"text": content.get("message_text", ""), "parse_mode": content.get("parse_mode")})
        _check_buttons(one)
    return _answered(state, str(parameters["inline_query_id"]))


def _place(parameters: Parameters) -> str:
    scope = parameters.get("scope") or {"type": "default"}
    return f"{scope['type']} {parameters.get('language_code', '')}".strip()


def _setter(kind: str, field_: str, most: int) -> Callable[[State, Parameters], bool]:
    def put(state: State, parameters: Parameters) -> bool:
        told: Any = parameters.get(field_) or ([] if field_ == "commands" else "")
        if len(told) > most:
            raise _bad(f"{kind} is too long")
        for command in told if field_ == "commands" else ():
            if not 1 <= len(command["description"]) <= 256:
                raise Refusal(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
        state.profile[kind, _place(parameters)] = told
        return True

    return put


def _getter(kind: str, field_: str) -> Callable[[State, Parameters], Any]:
    def get(state: State, parameters: Parameters) -> Any:
        found = state.profile.get((kind, _place(parameters)))
        if field_ == "commands":
            return found or []
        return {field_: found or ""}

    return get


PROFILE = (
    ("MyCommands", "commands", 100),
    ("MyDescription", "description", 512),
    ("MyShortDescription", "short_description", 120),
    ("MyName", "name", 64),
)
METHODS: dict[str, Callable[[State, Parameters], Any]] = {
    "getMe": _get_me,
    "sendMessage": _send_message,
    "editMessageText": _edit_message_text,
    "editMessageReplyMarkup": _edit_message_reply_markup,
    "deleteMessage": _delete_message,
    "answerCallbackQuery": _answer_callback_query,
    "answerInlineQuery": _answer_inline_query,
    "sendChatAction": lambda _state, _parameters: True,
    **{f"set{kind}": _setter(kind, field_, most) for kind, field_, most in PROFILE},
    **{f"get{kind}": _getter(kind, field_) for kind, field_, _ in PROFILE},
    "deleteMyCommands": lambda state, parameters: bool(
        state.profile.pop(("MyCommands", _place(parameters)), None) or True
    ),
}
"""Each method by its name."""
