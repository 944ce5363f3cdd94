"""A Bot API server on loopback: real HTTP, real acknowledgement, faults on demand, a transcript.

What Telegram's own server does and a mock would hide: an update stays until an offset confirms it or the
webhook answers 2xx; a second poller ends the first with 409; getUpdates waits; a webhook is called again
with patience, one request per chat at a time; a message may have been sent although its reply never came.

>>> with FakeTelegram() as telegram:
...     telegram.say("化解率是多少", user=7)
1000
"""

from __future__ import annotations

import asyncio
import itertools
import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from tornado.httpclient import AsyncHTTPClient, HTTPClientError
from tornado.httpserver import HTTPServer
from tornado.iostream import StreamClosedError
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from tests.fake_methods import METHODS, Refusal, State

TOKEN = "123456789:FAKE-token-of-the-tests-0123456789"  # noqa: S105 - of no real bot
Parameters = dict[str, Any]
Update = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """One request of the bot and what became of it."""

    method: str
    parameters: Parameters
    at: float
    """time.monotonic() of its arrival."""
    status: int
    """What was answered; 0 where the connection was cut, -1 where it froze."""
    result: Any


@dataclass(slots=True)
class Fault:
    """A fault that waits for its call."""

    kind: str
    """429, 502, 400, 403, 500: answered; cut: closed unread; lost: done, but closed without a reply;
    slow: answered after `seconds`; frozen: never answered."""
    method: str
    times: int
    seconds: float
    when: Callable[[Parameters], bool]
    description: str


@dataclass(slots=True)
class Hook:
    """Where updates are delivered to."""

    url: str
    secret: str | None
    most: int
    retry: float = 0.2
    """Seconds before the next attempt."""


class FakeTelegram:
    """The server, in a thread of its own; every method may be called from any thread."""

    def __init__(self, token: str = TOKEN, delay: float = 0.0, port: int = 0) -> None:
        """`delay`: seconds before a call is carried out, getUpdates excepted."""
        self.token = token
        self.delay = delay
        self.state = State()
        self.transcript: list[Call] = []
        self.pending: list[Update] = []
        """Updates that are not confirmed, oldest first."""
        self.deliveries: list[tuple[int, int]] = []
        """Webhook attempts: (update_id, status; 0 where there was none)."""
        self.most_at_once: Counter[str] = Counter()
        """The greatest number of calls of each method that were under way together."""
        self.under_way: Counter[str] = Counter()
        self.hook: Hook | None = None
        self.allowed: list[str] | None = None
        self._faults: list[Fault] = []
        self._numbers = itertools.count(1000)
        self._messages = itertools.count(1)
        self._lock = threading.RLock()
        self._port = port
        self._loop: asyncio.AbstractEventLoop
        self._news: asyncio.Event
        self._poll: asyncio.Event | None = None
        self._in_delivery: set[int] = set()
        self._busy_chats: set[int] = set()
        self._tasks: set[Any] = set()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._ready = threading.Event()

    # --- start and stop --------------------------------------------------------------------------

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    @property
    def base_url(self) -> str:
        """What python-telegram-bot takes for base_url."""
        return f"http://127.0.0.1:{self._port}/bot"

    @property
    def port(self) -> int:
        """Where it listens."""
        return self._port

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._news = asyncio.Event()
        self._stop = asyncio.Event()
        handlers = [(r"/bot([^/]+)/(\w+)", _Handler, {"telegram": self})]
        server = HTTPServer(Application(handlers, log_function=lambda _: None))
        sockets = bind_sockets(self._port, "127.0.0.1")
        self._port = sockets[0].getsockname()[1]
        server.add_sockets(sockets)
        delivering = asyncio.create_task(self._deliver())
        self._ready.set()
        await self._stop.wait()
        delivering.cancel()
        server.stop()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        await asyncio.wait_for(server.close_all_connections(), 5)

    # --- what tests do ---------------------------------------------------------------------------

    def push(self, kind: str, content: Parameters, number: int | None = None) -> int:
        """An update of this kind (message, callback_query, …); gives its number."""
        with self._lock:
            update_id = next(self._numbers) if number is None else number
            self.pending.append({"update_id": update_id, kind: content})
        self._loop.call_soon_threadsafe(self._news.set)
        return update_id

    def say(self, text: str, user: int = 7, **more: Any) -> int:
        """A person writes to the bot in private; gives the number of the update."""
        return self.push("message", self.message(user, text=text, **more))

    def say_in_group(self, text: str, user: int = 7, group: int = -100500, **more: Any) -> int:
        """A person writes in a group; gives the number of the update."""
        return self.push("message", self.message(user, chat=group, text=text, **more))

    def tap(self, data: str, message: Parameters, user: int = 7) -> int:
        """A person taps a button under a message; gives the number of the update."""
        number = f"q{next(self._messages)}"
        self.state.queries.add(number)
        query = {"id": number, "from": person(user), "chat_instance": "1", "data": data, "message": message}
        return self.push("callback_query", query)

    def inline(self, query: str, user: int = 7) -> int:
        """A person types `@bot query` somewhere; gives the number of the update."""
        number = f"i{next(self._messages)}"
        self.state.queries.add(number)
        content = {"id": number, "from": person(user), "query": query, "offset": ""}
        return self.push("inline_query", content)

    def message(self, user: int = 7, chat: int | None = None, **content: Any) -> Parameters:
        """A message as Telegram shows it; commands and mentions in `text` carry their entities."""
        here = self.state.chat(user if chat is None else chat)
        content.setdefault("message_id", self.state.next_message())
        text = content.get("text", "")
        if text and "entities" not in content and (found := entities(text, self.state.me["username"])):
            content["entities"] = found
        return {"from": person(user), "chat": here, "date": int(time.time()), **content}

    def fault(
        self,
        kind: str | int,
        method: str = "sendMessage",
        times: int = 1,
        *,
        seconds: float = 1,
        when: Callable[[Parameters], bool] = lambda _: True,
        description: str = "",
    ) -> None:
        """The next `times` calls of a method (`*`: of any) that fit `when` meet this fault; see Fault."""
        with self._lock:
            self._faults.append(Fault(str(kind), method, times, seconds, when, description))

    def no_more_faults(self) -> None:
        """All is well again."""
        with self._lock:
            self._faults.clear()

    def calls(self, *methods: str) -> list[Call]:
        """The requests of these methods so far, of all where none is named."""
        with self._lock:
            return [call for call in self.transcript if not methods or call.method in methods]

    def sent(self, chat: int | None = None) -> list[Parameters]:
        """The messages that people see from the bot, as they are now, oldest first."""
        with self._lock:
            shown = list(self.state.shown.values())
        return [one for one in shown if chat is None or one["chat"]["id"] == chat]

    def wait(self, what: Callable[[], Any], seconds: float = 20) -> Any:
        """Waits until `what` gives something true, gives that; fails after so many seconds."""
        end = time.monotonic() + seconds
        while not (found := what()):
            assert time.monotonic() < end, f"nothing after {seconds} s; last calls: {self.calls()[-3:]}"
            time.sleep(0.005)
        return found

    def wait_sent(self, count: int, chat: int | None = None, seconds: float = 20) -> list[Parameters]:
        """Waits for so many messages of the bot."""
        self.wait(lambda: len(self.sent(chat)) >= count, seconds)
        return self.sent(chat)

    # --- updates ---------------------------------------------------------------------------------

    def _confirm(self, offset: int) -> None:
        with self._lock:
            if offset < 0:
                self.pending = self.pending[offset:]
            else:
                self.pending = [one for one in self.pending if one["update_id"] >= offset]

    def _batch(self, limit: int) -> list[Update]:
        with self._lock:
            self.pending = [one for one in self.pending if self._wanted(one)]
            return self.pending[:limit]

    def _wanted(self, update: Update) -> bool:
        """Kinds that nobody asked for are dropped, as Telegram does."""
        return not self.allowed or any(kind in update for kind in self.allowed)

    async def get_updates(self, parameters: Parameters) -> Sequence[Update]:
        """The long poll: confirms, then waits for something new; a later poll ends it with 409."""
        if self.hook:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        if self._poll is not None:
            self._poll.set()
        mine = self._poll = asyncio.Event()
        if "allowed_updates" in parameters:
            self.allowed = parameters["allowed_updates"]
        self._confirm(int(parameters.get("offset", 0)))
        limit = max(1, min(100, int(parameters.get("limit", 100))))
        end = time.monotonic() + min(50.0, float(parameters.get("timeout", 0)))
        try:
            while not (found := self._batch(limit)):
                left = end - time.monotonic()
                if left <= 0:
                    return []
                await self._something(mine, left)
                if mine.is_set():
                    raise Refusal(
                        409,
                        "Conflict: terminated by other getUpdates request; "
                        "make sure that only one bot instance is running",
                    )
            return found
        finally:
            if self._poll is mine:
                self._poll = None

    async def _something(self, ended: asyncio.Event, seconds: float) -> None:
        self._news.clear()
        if self._batch(1):
            return
        waits = [asyncio.create_task(event.wait()) for event in (self._news, ended)]
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()

    # --- webhook ---------------------------------------------------------------------------------

    def set_webhook(self, parameters: Parameters) -> bool:
        """An address for updates; an empty one ends it."""
        if parameters.get("drop_pending_updates"):
            self._confirm(2**62)
        if "allowed_updates" in parameters:
            self.allowed = parameters["allowed_updates"]
        url = parameters.get("url", "")
        most = int(parameters.get("max_connections", 40))
        self.hook = Hook(url, parameters.get("secret_token"), most) if url else None
        self._news.set()
        return True

    async def _deliver(self) -> None:
        while True:
            self._start_deliveries()
            await asyncio.sleep(0.005)

    def _start_deliveries(self) -> None:
        if not self.hook:
            return
        for update in self._batch(10_000):
            if len(self._in_delivery) >= self.hook.most:
                return
            number, chat = update["update_id"], _chat_of(update)
            if number in self._in_delivery or chat in self._busy_chats:
                continue
            self._in_delivery.add(number)
            self._busy_chats.add(chat)
            self._background(self._deliver_one(self.hook, update, chat))

    def _background(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver_one(self, hook: Hook, update: Update, chat: int) -> None:
        headers = {"Content-Type": "application/json"}
        if hook.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret
        status = 0
        try:
            reply = await AsyncHTTPClient().fetch(
                hook.url, method="POST", headers=headers, body=json.dumps(update), request_timeout=60
            )
            status = reply.code
        except HTTPClientError as error:
            status = error.code
        except (OSError, StreamClosedError):
            status = 0
        self.deliveries.append((update["update_id"], status))
        if 200 <= status < 300:
            with self._lock:
                self.pending = [one for one in self.pending if one["update_id"] != update["update_id"]]
        else:
            await asyncio.sleep(hook.retry)
        self._in_delivery.discard(update["update_id"])
        self._busy_chats.discard(chat)

    # --- calls -----------------------------------------------------------------------------------

    def next_fault(self, method: str, parameters: Parameters) -> Fault | None:
        """The fault that this call meets."""
        with self._lock:
            for fault in self._faults:
                if fault.method in (method, "*") and fault.times > 0 and fault.when(parameters):
                    fault.times -= 1
                    return fault
        return None

    async def carry_out(self, method: str, parameters: Parameters) -> Any:
        """The result of a method. Raises Refusal where Telegram refuses."""
        if method == "getUpdates":
            return await self.get_updates(parameters)
        if method == "setWebhook":
            return self.set_webhook(parameters)
        if method == "deleteWebhook":
            return self.set_webhook({"drop_pending_updates": parameters.get("drop_pending_updates")})
        if method == "getWebhookInfo":
            url = self.hook.url if self.hook else ""
            waiting = len(self.pending)
            return {"url": url, "has_custom_certificate": False, "pending_update_count": waiting}
        if method not in METHODS:
            raise Refusal(404, "Not Found: method not found")
        with self._lock:
            return METHODS[method](self.state, parameters)


class _Handler(RequestHandler):
    """One request."""

    def initialize(self, telegram: FakeTelegram) -> None:
        self.telegram = telegram

    async def post(self, token: str, method: str) -> None:
        """A call, as a form or as JSON."""
        parameters, at = self._parameters(), time.monotonic()
        status, result, body = await self._outcome(token, method, parameters)
        # In the transcript before the bot can know: whoever was answered is found there.
        self.telegram.transcript.append(Call(method, parameters, at, status, result))
        if body is None:
            await self._say_nothing(status)
        else:
            self._answer(status, body)

    get = post

    async def _outcome(
        self, token: str, method: str, parameters: Parameters
    ) -> tuple[int, Any, Parameters | None]:
        """Status, result and reply; without a reply, status 0 is a cut and -1 a freeze."""
        fault = self.telegram.next_fault(method, parameters)
        if fault and fault.kind in SILENT:
            return SILENT[fault.kind], None, None
        try:
            self._know(token)
            await self._suffer(fault)
            result = await self._carried_out(method, parameters)
        except Refusal as refusal:
            return refusal.code, None, refusal.body
        if fault and fault.kind == "lost":
            return 0, result, None
        return 200, result, {"ok": True, "result": result}

    def _know(self, token: str) -> None:
        if token != self.telegram.token:
            raise Refusal(401, "Unauthorized")

    @staticmethod
    async def _suffer(fault: Fault | None) -> None:
        if fault and fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        elif fault and fault.kind != "lost":
            raise Refusal(int(fault.kind), fault.description or FAULTS[fault.kind], fault.seconds)

    async def _carried_out(self, method: str, parameters: Parameters) -> Any:
        telegram = self.telegram
        if method == "getUpdates":
            return await telegram.carry_out(method, parameters)
        telegram.under_way[method] += 1
        telegram.most_at_once[method] = max(telegram.most_at_once[method], telegram.under_way[method])
        try:
            if telegram.delay:
                await asyncio.sleep(telegram.delay)
            return await telegram.carry_out(method, parameters)
        finally:
            telegram.under_way[method] -= 1

    def _parameters(self) -> Parameters:
        if self.request.headers.get("Content-Type", "").startswith("application/json"):
            found: Parameters = json.loads(self.request.body or b"{}")
            return found
        typed = {name: self.get_argument(name, strip=False) for name in self.request.arguments}
        return {name: _meant(name, value) for name, value in typed.items()}

    async def _say_nothing(self, status: int) -> None:
        if status == SILENT["frozen"]:
            await asyncio.sleep(86400)
        self._finished = True
        connection = self.request.connection
        assert connection is not None
        connection.stream.close()  # type: ignore[attr-defined]

    def _answer(self, status: int, body: Mapping[str, Any]) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "application/json")
        self.write(json.dumps(body))  # escaped, as Telegram does
        self.finish()


SILENT = {"cut": 0, "frozen": -1}
"""Faults without any reply, and what the transcript tells as their status."""
FAULTS = {
    "400": "Bad Request: can't parse entities",
    "403": "Forbidden: bot was blocked by the user",
    "429": "Too Many Requests: retry later",
    "500": "Internal Server Error",
    "502": "Bad Gateway",
}
TEXTS = frozenset(
    {"text", "caption", "parse_mode", "callback_query_id", "inline_query_id", "url", "secret_token"}
)


def _meant(name: str, value: str) -> Any:
    """A parameter of a form: JSON where it is no text."""
    if name in TEXTS:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _chat_of(update: Update) -> int:
    """The chat of an update, else its number: what is of no chat waits for nobody."""
    for content in update.values():
        if isinstance(content, dict):
            message = content.get("message", content)
            if "chat" in message:
                chat: int = message["chat"]["id"]
                return chat
    number: int = update["update_id"]
    return number


def person(user: int) -> Parameters:
    """A user as Telegram shows one."""
    return {"id": user, "is_bot": False, "first_name": f"用户{user}", "language_code": "zh-hans"}


def entities(text: str, username: str) -> list[Parameters]:
    """Commands and mentions of a text, in UTF-16 units."""
    return list(_entities(text, username))


def _entities(text: str, username: str) -> Iterator[Parameters]:
    if text.startswith("/"):
        yield {"type": "bot_command", "offset": 0, "length": _units(text.split(maxsplit=1)[0])}
    at = text.find(f"@{username}")
    if at >= 0 and not text.startswith("/"):
        yield {"type": "mention", "offset": _units(text[:at]), "length": _units(f"@{username}")}


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
